"""Carries the news from the writer to whoever reads."""
