"""Remembers: the engine, its tables, and the journal that the floor writes."""
