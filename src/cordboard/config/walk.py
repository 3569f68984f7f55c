"""Walks YAML nodes along the types of the core, so that every mistake is found and named by its line."""

import difflib
import functools
import re
import types
import typing
from enum import Enum
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec
import yaml

from cordboard.config.mistakes import Mistake, Mistaken

NODES_LIMIT = 100_000
"""Values after aliases are followed: ten times those of a large organisation."""
TEXT_LIMIT = 4 * 1024 * 1024
"""Characters of all texts after aliases are followed."""
DEPTH_LIMIT = 20
"""An alias can lie inside what it stands for."""
INTEGER = re.compile(r"[-+]?[0-9]{1,19}")
LARGEST = 2**63 - 1
"""What the database keeps in an integer."""
TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
NULL = "tag:yaml.org,2002:null"
PLAIN_TAG = re.compile(r"tag:yaml\.org,2002:(str|int|float|bool|null|timestamp|merge|value|seq|map)")
QUOTES = ("'", '"', "|", ">")
Entries = dict[str, tuple[yaml.Node, yaml.Node]]
"""By key, its node and the node of its value."""


class Walk:
    """One walk over a document: what was wrong on the way, and in which line each value stands.

    Where something is wrong, a value that could be right stands in, so that the walk goes on.
    """

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []
        self.lines: dict[str, int] = {}
        self.stood_in: set[str] = set()
        """Paths of which the value is not what the file says."""
        self._nodes = 0
        self._characters = 0
        self._depth = 0

    def wrong(self, node: yaml.Node, path: str, sentence: str) -> None:
        """Note a mistake, and that another value stands in."""
        self.note(line_of(node), path, sentence)
        self.stood_in.add(path)

    def note(self, line: int, path: str, sentence: str) -> None:
        """Note a mistake that leaves the value at this path as it is."""
        self.mistakes.append(Mistake(line=line, path=path, sentence=sentence))

    def entries(self, node: yaml.Node, path: str) -> Entries:
        """Return what a mapping holds; of a key that is there twice the first counts."""
        self._count(node, path)
        if node.tag == NULL:
            return {}
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, path, f"Here stand keys with values, and not {_named(node)}.")
            return {}
        found: Entries = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.wrong(key, path, "A key is one word.")
            elif key.value in found:
                first = line_of(found[key.value][0])
                sentence = f"This key is there twice, first in line {first}."
                self.note(line_of(key), joined(path, key.value), sentence)
            else:
                found[key.value] = (key, value)
                self.lines[joined(path, key.value)] = line_of(key)
        return found

    def struct(self, kind: Any, node: yaml.Node, path: str, **given: Any) -> Any:
        """Return a value of a struct type; `given` are fields that stand elsewhere."""
        hints = _hints(kind)
        fields = {field.name: field for field in _fields(kind) if field.name not in given}
        entries = self.entries(node, path)
        self._depth += 1
        for name, (key, _) in entries.items():
            if name not in fields:
                self.wrong(key, joined(path, name), _unknown(name, list(fields), list(given)))
        values = dict(given)
        for name, field in fields.items():
            if name in entries:
                values[name] = self.value(hints[name], entries[name][1], joined(path, name))
            elif field.required:
                line = self.lines.get(path, line_of(node))
                self.note(line, joined(path, name), f"The field {name!r} is missing.")
                self.stood_in.add(joined(path, name))
                values[name] = stand_in(hints[name])
        self._depth -= 1
        return kind(**values)

    def value(self, hint: Any, node: yaml.Node, path: str) -> Any:
        """Return a value of a type."""
        self._count(node, path)
        hint = _bare(hint)
        origin, parts = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self._limited(hint, self.value(parts[0], node, path), node, path)
        if origin in {types.UnionType, typing.Union}:
            return self._one_of(parts, node, path)
        if origin is tuple:
            return self._items(parts[0], node, path)
        if origin is dict:
            entries = self.entries(node, path).items()
            return {key: self.value(parts[1], value, joined(path, key)) for key, (_, value) in entries}
        if issubclass(hint, msgspec.Struct):
            return self.struct(hint, node, path)
        return self._scalar(hint, node, path)

    def _limited(self, hint: Any, value: Any, node: yaml.Node, path: str) -> Any:
        try:
            return msgspec.convert(value, hint)
        except msgspec.ValidationError:
            self.wrong(node, path, _limits(get_args(hint)[1]))
            return value

    def _one_of(self, parts: tuple[Any, ...], node: yaml.Node, path: str) -> Any:
        """Return a value of the type among several that the node itself suggests."""
        if node.tag == NULL and type(None) in parts:
            return None
        wanted = [part for part in parts if part is not type(None)]
        if len(wanted) == 1:
            return self.value(wanted[0], node, path)
        lists = [part for part in wanted if get_origin(part) is tuple]
        if isinstance(node, yaml.SequenceNode) and lists:
            return self.value(lists[0], node, path)
        return self._scalar(_plain_type(node), node, path)

    def _items(self, hint: Any, node: yaml.Node, path: str) -> tuple[Any, ...]:
        if not isinstance(node, yaml.SequenceNode):
            self.wrong(node, path, f"Here stands a list, and not {_named(node)}.")
            return ()
        found = []
        for place, item in enumerate(node.value):
            here = f"{path}[{place}]"
            self.lines[here] = line_of(item)
            found.append(self.value(hint, item, here))
        return tuple(found)

    def _scalar(self, hint: type[Any], node: yaml.Node, path: str) -> Any:
        text = node.value
        if not isinstance(node, yaml.ScalarNode):
            self.wrong(node, path, f"Here stands {_wanted(hint)}, and not {_named(node)}.")
        elif node.tag == NULL:
            self.wrong(node, path, f'Here stands {_wanted(hint)}; an empty text is written as "".')
        elif hint is str:
            return text
        elif hint is bool and text.lower() in TRUTHS and not _quoted(node):
            return TRUTHS[text.lower()]
        elif hint is int and _is_integer(text) and not _quoted(node):
            return int(text)
        elif issubclass(hint, Enum) and text in {one.value for one in hint}:
            return hint(text)
        else:
            self.wrong(node, path, f"{shortened(text)} is wrong: here stands {_wanted(hint)}.")
        return stand_in(hint)

    def _count(self, node: yaml.Node, path: str) -> None:
        """Keep aliases from making much of little; a tag that we don't know is never followed."""
        self._nodes += 1
        self._characters += len(node.value) if isinstance(node, yaml.ScalarNode) else 0
        over = self._nodes > NODES_LIMIT or self._characters > TEXT_LIMIT or self._depth > DEPTH_LIMIT
        if over:
            sentence = "It lies too deep, or aliases make the file too large."
            raise Mistaken([Mistake(line=line_of(node), path=path, sentence=sentence)])
        if PLAIN_TAG.fullmatch(node.tag) is None:
            self.wrong(node, path, f"Tags as {shortened(node.tag)} are not read.")


def joined(path: str, name: str) -> str:
    """Return the path of what a name stands for inside another."""
    return f"{path}.{name}" if path else name


def line_of(node: yaml.Node) -> int:
    """Return the line in which a node begins; the first is 1."""
    return int(node.start_mark.line) + 1


def shortened(text: str) -> str:
    """Return a text in quotes, cut where it would fill the screen."""
    return repr(text if len(text) <= 60 else f"{text[:59]}…")


def stand_in(hint: Any) -> Any:
    """Return a value of the type that could be right."""
    hint = _bare(hint)
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return stand_in(parts[0])
    if origin in {types.UnionType, typing.Union}:
        return None if type(None) in parts else stand_in(parts[0])
    if origin in {tuple, dict}:
        return origin()
    if issubclass(hint, Enum):
        return next(iter(hint))
    if issubclass(hint, msgspec.Struct):
        fields = msgspec.structs.fields(hint)
        return hint(**{one.name: stand_in(_hints(hint)[one.name]) for one in fields if one.required})
    return {str: "?", int: 1, bool: False}[hint]


@functools.cache
def _fields(kind: type[Any]) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(kind)


@functools.cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _bare(hint: Any) -> Any:
    """Return the type behind the name of a kind of ids."""
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    return hint


def _limits(meta: msgspec.Meta) -> str:
    if meta.pattern is not None:
        return f"It must match the pattern {meta.pattern}."
    return f"It has {meta.min_length or 0} to {meta.max_length} characters."


def _unknown(name: str, fields: list[str], given: list[str]) -> str:
    if name in given:
        return f"The {name} is the key that stands above."
    if name == "<<":
        return "Merging by << is not read; repeat the fields."
    close = difflib.get_close_matches(name, fields, n=1)
    if close:
        return f"There is no field {shortened(name)}; is {close[0]} meant?"
    return f"There is no field {shortened(name)}; there are {', '.join(fields)}."


def _wanted(hint: type[Any]) -> str:
    if issubclass(hint, Enum):
        return f"one of {', '.join(one.value for one in hint)}"
    wanted = {
        str: "a text",
        int: "a whole number without quotes",
        bool: "true or false, yes or no, on or off, without quotes",
    }
    return wanted[hint]


def _named(node: yaml.Node) -> str:
    if node.tag == NULL:
        return "nothing"
    if isinstance(node, yaml.ScalarNode):
        return shortened(node.value)
    return "a list" if isinstance(node, yaml.SequenceNode) else "keys with values"


def _is_integer(text: str) -> bool:
    return INTEGER.fullmatch(text) is not None and -LARGEST - 1 <= int(text) <= LARGEST


def _quoted(node: yaml.Node) -> bool:
    return getattr(node, "style", None) in QUOTES


def _plain_type(node: yaml.Node) -> type[Any]:
    """Return of which type a scalar is by itself: no, on and 08:00 are texts."""
    if not isinstance(node, yaml.ScalarNode) or _quoted(node):
        return str
    if node.value.lower() in {"true", "false"}:
        return bool
    return int if _is_integer(node.value) else str
