"""Knows of conditions what needs no work to be known: which never hold, and which follow from others."""

from collections.abc import Iterator, Mapping

from cordboard.config.checks_comparisons import clash, narrower, same
from cordboard.core.rules import Condition, Plain

Domains = Mapping[str, tuple[Plain, ...]]
"""All that an attribute can be, for attributes of which that is known."""


def leaves(condition: Condition | None, *, demanded: bool = False) -> Iterator[tuple[str, Condition]]:
    """Yield every comparison in a condition with its path below it; `demanded`: only those that must hold."""
    if condition is None:
        return
    if condition.attribute:
        yield "", condition
    lists = {"all_of": condition.all_of}
    if not demanded:
        lists |= {"any_of": condition.any_of, "none_of": condition.none_of}
    for name, parts in lists.items():
        for number, part in enumerate(parts):
            for path, leaf in leaves(part, demanded=demanded):
                yield f".{name}[{number}]{path}", leaf


def contradiction(condition: Condition | None, domains: Domains) -> str | None:
    """Say why a condition never holds; None when it may."""
    if condition is None:
        return None
    required, refused = _atoms(condition)
    said = _impossible(required, refused, domains)
    if said is not None:
        return said
    return next((said for atom in required if (said := _no_way(atom, required, refused, domains))), None)


def implies(narrow: Condition | None, wide: Condition | None) -> bool:
    """Whether the second surely holds whenever the first does; False where that is not simple to see."""
    if wide is None:
        return True
    if narrow is None:
        return False
    if same(narrow, wide):
        return True
    required, refused = _atoms(narrow)
    return _follows(required, refused, wide)


def attributes(leaf: Condition) -> tuple[str, ...]:
    """Return the attributes that a comparison reads."""
    return (leaf.attribute, leaf.other) if leaf.other else (leaf.attribute,)


def _atoms(condition: Condition) -> tuple[list[Condition], list[Condition]]:
    """Take a condition apart: what must hold (comparisons, and any_of lists alone), and what must not."""
    required: list[Condition] = []
    refused = list(condition.none_of)
    if condition.attribute:
        required.append(condition)
    if condition.any_of:
        required.append(Condition(any_of=condition.any_of))
    for part in condition.all_of:
        more, less = _atoms(part)
        required += more
        refused += less
    return required, refused


def _no_way(
    atom: Condition, required: list[Condition], refused: list[Condition], domains: Domains
) -> str | None:
    """Say why no alternative of an any_of list can hold beside the rest; None when one may."""
    if not atom.any_of:
        return None
    said = None
    for alternative in atom.any_of:
        more, less = _atoms(alternative)
        said = contradiction(alternative, domains) or _impossible(
            [*required, *more], [*refused, *less], domains
        )
        if said is None:
            return None
    return said


def _impossible(required: list[Condition], refused: list[Condition], domains: Domains) -> str | None:
    """Say why what must all hold can't, beside what must not; alternatives are not gone into."""
    if any(_follows(required, refused, one) for one in refused):
        return "its none_of refuses what the rest of it asks"
    by_attribute: dict[str, list[Condition]] = {}
    for leaf in required:
        if leaf.attribute:
            by_attribute.setdefault(leaf.attribute, []).append(leaf)
    return next(
        (
            said
            for attribute, group in by_attribute.items()
            if (said := clash(attribute, group, domains.get(attribute)))
        ),
        None,
    )


def _follows(required: list[Condition], refused: list[Condition], wide: Condition) -> bool:
    """Whether a condition surely holds where all of one list do and none of the other."""
    if any(same(atom, wide) for atom in required):
        return True
    if wide.all_of:
        return all(_follows(required, refused, part) for part in wide.all_of)
    if wide.none_of:
        return all(any(same(part, one) for one in refused) for part in wide.none_of)
    if any(atom.any_of and all(implies(one, wide) for one in atom.any_of) for atom in required):
        return True
    if wide.any_of:
        return any(_follows(required, refused, part) for part in wide.any_of)
    return any(atom.attribute and narrower(atom, wide) for atom in required)
