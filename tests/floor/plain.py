"""Looks at a floor's plain values, past its indexes."""

from typing import TypeVar

from cordboard.app.ports import Value
from cordboard.floor.state import Floor

V = TypeVar("V", bound=Value)


def values(floor: Floor, kind: type[V]) -> list[V]:
    """All live values of a kind, from the table itself."""
    return [one for one in floor.tables.get(kind, {}).values() if isinstance(one, kind)]


def find(floor: Floor, kind: type[V], identity: str) -> V | None:
    return next((one for one in values(floor, kind) if one.id == identity), None)


def get(floor: Floor, kind: type[V], identity: str) -> V:
    value = find(floor, kind, identity)
    assert value is not None, f"there is no {kind.__name__} {identity}"
    return value
