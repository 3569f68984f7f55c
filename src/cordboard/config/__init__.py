"""Reads and writes configuration files, and says what is wrong or different in them."""
