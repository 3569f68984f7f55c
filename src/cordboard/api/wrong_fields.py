"""Says which fields of a request are wrong and what was expected, without repeating what was sent."""

import re
from collections.abc import Iterator
from typing import Any

from litestar import Request
from litestar.exceptions import ValidationException
from msgspec import Struct
from msgspec.structs import fields

NAME_LIMIT = 100
"""Characters of a field's name that are repeated; values never are, for they may be secrets."""
UNKNOWN = re.compile(r"Object contains unknown field `(.*)`", re.DOTALL)
MISSING = re.compile(r"Object missing required field `(.*)`", re.DOTALL)
BODY = "data"
"""What the HTTP library calls the body."""


class WrongField(Struct, frozen=True, kw_only=True):
    """One field that can't be taken."""

    field: str
    """Its name, inside others as one.other; empty for the whole body."""
    place: str
    """Where it stands: body, query, path, header or cookie."""
    detail: str
    """What is wrong, or what was expected."""

    def __str__(self) -> str:
        return f"{self.field or 'the body'}: {self.detail}"


def wrong_fields(request: Request[Any, Any, Any], error: ValidationException) -> tuple[WrongField, ...]:
    """Return what is wrong with a request, as far as the HTTP library knows it."""
    extra = error.extra if isinstance(error.extra, list) else []
    return tuple(_wrong(one, request) for one in extra if isinstance(one, dict))


def _wrong(found: dict[str, Any], request: Request[Any, Any, Any]) -> WrongField:
    key, message = str(found.get("key", "")), str(found.get("message", ""))
    place = getattr(found.get("source"), "value", found.get("source")) or "query"
    around = "" if key == BODY else key
    if unknown := UNKNOWN.fullmatch(message):
        detail = "there is no such field" + "".join(
            f"; the fields are {one}" for one in _known(around, request)
        )
        return WrongField(field=_inside(around, unknown[1]), place=place, detail=detail)
    if missing := MISSING.fullmatch(message):
        return WrongField(field=_inside(around, missing[1]), place=place, detail="it is missing")
    if message == f"'{BODY}'":
        return WrongField(field="", place=place, detail="it is missing; JSON is expected")
    expected = message.startswith("Expected `")
    detail = f"e{message[1:]}".replace("`", "") if expected else "it is none of the values that it can have"
    return WrongField(field=_short(around), place=place, detail=detail)


def _known(around: str, request: Request[Any, Any, Any]) -> Iterator[str]:
    """Yield the names of the body's own fields in one text; of fields inside them the schema tells."""
    body = request.route_handler.parsed_fn_signature.parameters.get(BODY)
    kind = body.annotation if body is not None and not around else None
    if isinstance(kind, type) and issubclass(kind, Struct):
        yield ", ".join(field.encode_name for field in fields(kind))


def _inside(around: str, name: str) -> str:
    return _short(f"{around}.{name}" if around else name)


def _short(name: str) -> str:
    return name if len(name) <= NAME_LIMIT else f"{name[: NAME_LIMIT - 1]}…"
