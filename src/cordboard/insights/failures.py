"""Puts together the rules that failed on one attribute for one reason: each such group is one sentence."""

from collections.abc import Iterable

from cordboard.core.rules import RuleFailure


def by_attribute(failures: Iterable[RuleFailure]) -> list[list[RuleFailure]]:
    """Return the failures by attribute and reason, in the order in which these come first."""
    groups: dict[tuple[str, str], list[RuleFailure]] = {}
    for one in failures:
        groups.setdefault((one.attribute, one.reason), []).append(one)
    return list(groups.values())
