"""Answers HTTP, one file a noun."""
