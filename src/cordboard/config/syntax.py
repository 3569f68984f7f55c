"""Turns a file's bytes into YAML nodes, within bounds, and names what is no YAML by its line."""

import yaml

from cordboard.config.mistakes import Mistake, Mistaken

BYTES_LIMIT = 1024 * 1024
"""A thousand queues and workstreams fit; far more is a mistake."""
DEPTH_LIMIT = 50
"""Lists and mappings inside each other; a configuration needs a third of it."""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C where the package has it: ten times as fast."""


def composed(document: bytes) -> yaml.Node:
    """Return the root of the document's nodes; an alias is the very node that it stands for.

    Raises:
        Mistaken: for a file that is too large, no UTF-8, no YAML, empty, or nested too deeply.
    """
    if len(document) > BYTES_LIMIT:
        raise _mistaken(1, f"The file has {len(document)} bytes; {BYTES_LIMIT} are allowed.")
    try:
        text = document.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = document.count(b"\n", 0, error.start) + 1
        raise _mistaken(line, "The file is no text in UTF-8.") from error
    try:
        _check_depth(text)
        node = yaml.compose(text, LOADER)
    except yaml.YAMLError as error:
        raise _not_yaml(text, error) from error
    if node is None:
        raise _mistaken(1, "The file is empty.")
    return node


def _check_depth(text: str) -> None:
    """Refuse deep nesting before anything recurses into it."""
    depth = 0
    for event in yaml.parse(text, LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEPTH_LIMIT:
            sentence = f"Lists and mappings lie {DEPTH_LIMIT} deep at most."
            raise _mistaken(event.start_mark.line + 1 if event.start_mark else 1, sentence)


def _not_yaml(text: str, error: yaml.YAMLError) -> Mistaken:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        # What can't be printed is refused before there are marks.
        bad = next((place for place, sign in enumerate(text) if _is_control(sign)), len(text))
        return _mistaken(text.count("\n", 0, bad) + 1, "There is a character that can't be printed.")
    lines = text.split("\n")
    if mark.line < len(lines) and "\t" in lines[mark.line][: mark.column + 1]:
        return _mistaken(mark.line + 1, "There is a tab; indent with spaces.")
    problem = getattr(error, "problem", None) or "it can't be read"
    context = getattr(error, "context", None)
    return _mistaken(mark.line + 1, f"This is no YAML: {problem}{f' {context}' if context else ''}.")


def _is_control(sign: str) -> bool:
    return sign not in {"\n", "\r", "\t"} and not sign.isprintable() and not sign.isspace()


def _mistaken(line: int, sentence: str) -> Mistaken:
    return Mistaken([Mistake(line=line, path="", sentence=sentence)])
