"""Holds the live state and the pen: values, indexes, the writer and its batches."""
