"""Reads a configuration file: either everything that it says, or every mistake by its line."""

from typing import Any

import yaml
from msgspec import Struct

from cordboard.config.mistakes import Mistaken
from cordboard.config.sections import AGENTS, FORMAT, HEAD, KEYS, ORGANISATION, SECTIONS
from cordboard.config.syntax import composed
from cordboard.config.walk import Entries, Walk, joined, line_of, shortened
from cordboard.config.zones import names, zones_of
from cordboard.core.configuration import AgentSettings, Configuration
from cordboard.core.configuration_mistakes import mistakes_of
from cordboard.core.workstream import Organisation


class Located(Struct, frozen=True, kw_only=True):
    """What a file says, and where."""

    configuration: Configuration
    agents: tuple[AgentSettings, ...] | None
    """None where the file has no section for them."""
    lines: dict[str, int]
    """By path, as queues.support.overflow[0].queue_id; the first line is 1."""

    def line_of(self, path: str) -> int:
        """Return the line of a path, or of the nearest thing around it that stands in the file."""
        while path and path not in self.lines:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.lines.get(path, 1)


def read(document: bytes) -> Located:
    """Read a file that can be applied.

    Raises:
        Mistaken: naming everything that is wrong.
    """
    located, walk = walked(document)
    for path, sentence in mistakes_of(located.configuration, located.agents):
        if not any(_overlap(path, other) for other in walk.stood_in):
            walk.note(located.line_of(path), path, sentence)
    if walk.mistakes:
        raise Mistaken(walk.mistakes)
    return located


def walked(document: bytes) -> tuple[Located, Walk]:
    """Return what a file says, and the walk that knows what is wrong by types and names alone.

    Raises:
        Mistaken: when it is no YAML, or too large.
    """
    root = composed(document)
    walk = Walk()
    entries = walk.entries(root, "")
    if not walk.mistakes:
        _check_head(walk, root, entries)
    organisation = _organisation(walk, entries)
    sections = {section: _section(walk, section, entries) for section in SECTIONS}
    agents = sections.pop(AGENTS)
    zones = {"organisation.time_zone": organisation.time_zone}
    zones |= {f"hours.{one.id}.time_zone": one.time_zone for one in sections["hours"]}
    _check_zones(walk, zones)
    configuration = Configuration(organisation=organisation, time_zones=zones_of(zones.values()), **sections)
    located = Located(
        configuration=configuration, agents=agents if AGENTS in entries else None, lines=walk.lines
    )
    return located, walk


def _check_zones(walk: Walk, zones: dict[str, str]) -> None:
    for path, name in zones.items():
        if name not in names() and path not in walk.stood_in:
            sentence = f"There is no time zone {shortened(name)}; write it as Europe/Riga."
            walk.note(walk.lines[path], path, sentence)
            walk.stood_in.add(path)


def _check_head(walk: Walk, root: yaml.Node, entries: dict[str, Any]) -> None:
    if HEAD not in entries:
        walk.wrong(root, HEAD, f"The file says no format; begin it with `{HEAD}: {FORMAT}`.")
    else:
        _, node = entries[HEAD]
        if node.value != FORMAT:
            walk.wrong(node, HEAD, f"The format is {FORMAT}; no other can be read.")
    for name, (key, _) in entries.items():
        if name not in {HEAD, ORGANISATION, *SECTIONS}:
            sections = ", ".join((ORGANISATION, *SECTIONS))
            walk.wrong(key, name, f"There is no section {shortened(name)}; there are {sections}.")


def _organisation(walk: Walk, entries: dict[str, Any]) -> Organisation:
    if ORGANISATION not in entries:
        return Organisation()
    organisation: Organisation = walk.struct(
        Organisation, entries[ORGANISATION][1], ORGANISATION, id=ORGANISATION
    )
    return organisation


def _section(walk: Walk, section: str, entries: dict[str, Any]) -> tuple[Any, ...]:
    if section not in entries:
        return ()
    bodies = walk.entries(entries[section][1], section)
    if section == AGENTS:
        bodies = _by_login(walk, bodies)
    kind, key = SECTIONS[section], KEYS[section]
    return tuple(
        walk.struct(kind, body, joined(section, name), **{key: name}) for name, (_, body) in bodies.items()
    )


def _by_login(walk: Walk, bodies: Entries) -> Entries:
    """Return the bodies by login as it is known to the house: who signs in may write it in any case."""
    found: Entries = {}
    for written, (key, body) in bodies.items():
        login = written.strip().lower()
        path = joined(AGENTS, login)
        if login in found:
            sentence = f"{login} is there twice, first in line {line_of(found[login][0])}."
            walk.note(line_of(key), joined(AGENTS, written), sentence)
        else:
            found[login] = (key, body)
            walk.lines[path] = line_of(key)
    return found


def _overlap(path: str, other: str) -> bool:
    """Whether one of two places lies in the other: what is wrong there is told once."""
    return path == other or _inside(path, other) or _inside(other, path)


def _inside(path: str, around: str) -> bool:
    return path.startswith((f"{around}.", f"{around}["))
