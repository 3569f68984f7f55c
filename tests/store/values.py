"""Makes any value of a type for Hypothesis: of every kind that the floor holds, and of every fact."""

import types
import typing
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import strategies as st

LARGEST = 2**63 - 1
"""What SQLite keeps in an INTEGER."""


def of_type(hint: Any, above: tuple[type, ...] = ()) -> st.SearchStrategy[Any]:
    """Anything of this type, as far as the types of our values go; what holds itself does so once."""
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    origin, parts = get_origin(hint), get_args(hint)
    if origin in {types.UnionType, typing.Union}:
        return st.one_of([of_type(part, above) for part in parts])
    if origin is tuple:
        return _tuple(parts, above)
    if origin is dict:
        return st.dictionaries(of_type(parts[0], above), of_type(parts[1], above), max_size=3)
    if origin is typing.Annotated:
        meta: msgspec.Meta = parts[1]
        if meta.ge is not None and meta.le is not None:
            return st.integers(int(meta.ge), int(meta.le))
        if meta.pattern is not None:
            return st.from_regex(meta.pattern, fullmatch=True)
        return st.text(min_size=meta.min_length or 0, max_size=20) if parts[0] is str else of_type(parts[0])
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return st.deferred(lambda: _struct(hint, (*above, hint)))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    return PLAIN[hint]


def _tuple(parts: tuple[Any, ...], above: tuple[type, ...]) -> st.SearchStrategy[Any]:
    if parts[-1] is not Ellipsis:
        return st.tuples(*(of_type(part, above) for part in parts))
    if above.count(parts[0]) > 1:
        return st.just(())
    return st.lists(of_type(parts[0], above), max_size=3).map(tuple)


def _struct(kind: type[msgspec.Struct], above: tuple[type, ...]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind, include_extras=True)
    return st.builds(
        kind, **{field.name: of_type(hints[field.name], above) for field in msgspec.structs.fields(kind)}
    )


PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    int: st.integers(-LARGEST - 1, LARGEST),
    str: st.text(max_size=20),
    bool: st.booleans(),
    type(None): st.none(),
}
