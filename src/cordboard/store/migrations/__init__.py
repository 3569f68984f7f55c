"""Leads every earlier release's database to this one, a numbered step at a time, forward only."""
