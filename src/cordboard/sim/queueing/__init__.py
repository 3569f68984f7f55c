"""Runs the production floor as a queueing system in virtual time, and measures it."""
