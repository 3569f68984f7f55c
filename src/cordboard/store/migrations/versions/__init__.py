"""Holds one module a step."""
