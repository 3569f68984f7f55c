"""Reads what was recorded and says it in words: why routing decided as it did, and what would alter it."""
