"""Tells what differs between two configurations, place by place."""

import json
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from cordboard.config.walk import joined
from cordboard.config.writing import data_of
from cordboard.core.configuration import AgentSettings, Configuration

SHOWN = 200
"""Characters of a value; a longer one is cut."""
Agents = tuple[AgentSettings, ...] | None


class Difference(Struct, frozen=True, kw_only=True):
    """One place at which two configurations differ."""

    path: str
    before: str | None
    """None: it is added."""
    after: str | None
    """None: it is removed."""

    def __str__(self) -> str:
        if self.before is None:
            return f"+ {self.path}: {self.after}"
        if self.after is None:
            return f"- {self.path}: {self.before}"
        return f"~ {self.path}: {self.before} -> {self.after}"


def differences(
    before: Configuration, after: Configuration, agents: tuple[Agents, Agents] = (None, None)
) -> list[Difference]:
    """Return what the second changes in the first, in the order of the file.

    Of agents, only those are compared whom the second names: others keep their settings.
    """
    known, given = agents
    if given is None:
        known = None
    elif known is not None:
        named = {one.login for one in given}
        known = tuple(one for one in known if one.login in named)
    return list(_between(data_of(before, known, whole=True), data_of(after, given, whole=True), ""))


def _between(before: Any, after: Any, path: str) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            here = joined(path, key)
            if key not in after:
                yield Difference(path=here, before=_shown(before[key]), after=None)
            elif key not in before:
                yield from _added(after[key], here)
            else:
                yield from _between(before[key], after[key], here)
    elif isinstance(before, list) and isinstance(after, list) and _are_structs(before + after):
        for place in range(max(len(before), len(after))):
            here = f"{path}[{place}]"
            if place >= len(after):
                yield Difference(path=here, before=_shown(before[place]), after=None)
            elif place >= len(before):
                yield Difference(path=here, before=None, after=_shown(after[place]))
            else:
                yield from _between(before[place], after[place], here)
    elif before != after or isinstance(before, bool) is not isinstance(after, bool):
        yield Difference(path=path, before=_shown(before), after=_shown(after))


def _added(value: Any, path: str) -> Iterator[Difference]:
    """Name each thing of a section that is new on a line of its own."""
    if isinstance(value, dict) and "." not in path:
        for key, body in value.items():
            yield Difference(path=joined(path, key), before=None, after=_shown(body))
    else:
        yield Difference(path=path, before=None, after=_shown(value))


def _are_structs(values: list[Any]) -> bool:
    return any(isinstance(one, dict) for one in values)


def _shown(value: Any) -> str:
    text = json.dumps(_bare(value), ensure_ascii=False)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _bare(value: Any) -> Any:
    """Leave out what is empty: it says little and hides the rest."""
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items() if one not in (None, [], {}, "")}
    return [_bare(one) for one in value] if isinstance(value, list) else value
