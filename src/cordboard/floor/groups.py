"""Keeps ids of values by what they belong to."""

from collections.abc import Callable
from typing import Any

Groups = dict[str, set[str]]


def swap(groups: Groups, before: Any, after: Any, group: Callable[[Any], str | None]) -> None:
    """Move a value's id from its old group to its new one."""
    old = group(before) if before is not None else None
    new = group(after) if after is not None else None
    if old == new:
        return
    if old is not None:
        remove(groups, old, before.id)
    if new is not None:
        groups.setdefault(new, set()).add(after.id)


def remove(groups: Groups, group: str, identity: str) -> None:
    groups[group].remove(identity)
    if not groups[group]:
        del groups[group]


def point(pointers: dict[str, str], before: Any, after: Any) -> None:
    """Keep which value of a kind belongs to a conversation; there is one at most."""
    if before is not None and pointers.get(before.conversation_id) == before.id:
        del pointers[before.conversation_id]
    if after is not None:
        pointers[after.conversation_id] = after.id
