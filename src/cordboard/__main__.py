"""Lets `python -m cordboard` do what the command does."""

from cordboard.cli import main

main()
