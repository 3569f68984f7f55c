"""Writes a configuration as a file, in a stable order and without what is as by default."""

import re
from enum import Enum
from typing import Any

import msgspec
import yaml

from cordboard.config.sections import AGENTS, FORMAT, HEAD, KEYS, ORGANISATION, SECTIONS
from cordboard.core.configuration import AgentSettings, Configuration

WIDTH = 100
BREAKS = re.compile("[\r\x85\u2028\u2029]")
"""Ends of lines other than a line feed; a reader would make a space or a line feed of them."""
Data = dict[str, Any]


class _Dumper(yaml.SafeDumper):
    """Writes every value where it stands, and lists inside what they belong to."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if BREAKS.search(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def written(configuration: Configuration, agents: tuple[AgentSettings, ...] | None = None) -> str:
    """Return the text of a file that says this; with None it has no section for agents."""
    data = {HEAD: int(FORMAT), **data_of(configuration, agents)}
    if not data[ORGANISATION]:
        del data[ORGANISATION]
    text: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    return text


def data_of(
    configuration: Configuration, agents: tuple[AgentSettings, ...] | None, *, whole: bool = False
) -> Data:
    """Return what a file says as plain mappings, lists and scalars.

    With `whole`, fields that are as by default are there too.
    """
    data: Data = {ORGANISATION: _fields(configuration.organisation, "id", whole=whole)}
    for section in SECTIONS:
        values = agents if section == AGENTS else getattr(configuration, section)
        if values or (section == AGENTS and values is not None):
            key = KEYS[section]
            data[section] = {getattr(one, key): _fields(one, key, whole=whole) for one in values}
    return data


def _fields(value: msgspec.Struct, key: str | None, *, whole: bool) -> Data:
    """Return a struct's fields but its key, those first that must be given."""
    return {
        field.name: _plain(getattr(value, field.name), whole=whole)
        for field in sorted(msgspec.structs.fields(value), key=lambda field: not field.required)
        if field.name != key and (whole or field.required or getattr(value, field.name) != _default(field))
    }


def _default(field: msgspec.structs.FieldInfo) -> Any:
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    return field.default


def _plain(value: Any, *, whole: bool) -> Any:
    if isinstance(value, msgspec.Struct):
        return _fields(value, None, whole=whole)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(one, whole=whole) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one, whole=whole) for name, one in value.items()}
    return value
