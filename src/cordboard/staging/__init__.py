"""Puts a house together for the simulation: the real parts, on a disk that can be made to fail."""
