"""Measures: one module a benchmark, run by `cordboard bench NAME`."""
