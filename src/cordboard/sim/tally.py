"""Counts what happened in a simulation, for its report."""

from msgspec import Struct


class Tally(Struct, kw_only=True):
    """Sums over one seed or many."""

    steps: int = 0
    crashes: int = 0
    failed_commits: int = 0
    unheard_commits: int = 0
    duplicated_commands: int = 0
    connections: int = 0
    messages: int = 0
    conversations: int = 0

    def add(self, other: "Tally") -> None:
        """Count another one in."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
