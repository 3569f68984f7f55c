"""Speak to customers' networks, one file or folder each, behind one small port."""
