"""Keeps what people have set for themselves, so that it follows them to another device."""

from typing import Any

import msgspec
from litestar import Response, get, patch
from litestar.params import JSONBody
from msgspec import Raw, Struct

from cordboard.api.doors import AnyRequest, doors_of
from cordboard.app.seams import Journal
from cordboard.core.errors import Code, Refusal

LIMIT_BYTES = 16 * 1024
"""Of JSON: a few dozen choices, and room for the width of every panel."""
NOTHING = "{}"


class Preferences(Struct, forbid_unknown_fields=True):
    """A person's own settings; only their pages know what they mean."""

    body: dict[str, Any]


@get("/api/me/preferences")
async def read_preferences(request: AnyRequest) -> Response[Preferences]:
    """Read one's own preferences; nothing set is an empty object."""
    doors = doors_of(request)
    user = doors.user_of(request)
    return _shown(await doors.read(lambda journal, _: journal.preferences.of(user.id) or NOTHING))


@patch("/api/me/preferences")
async def change_preferences(request: AnyRequest, data: JSONBody[Preferences]) -> Response[Preferences]:
    """Put the fields that are named in place of those of the same names, leave the others, answer with all.

    It is one transaction: of two machines at one time neither undoes a field that only the other changed.
    This is no merge patch (RFC 7396): null is a value here, and an object replaces the one before as a whole,
    or what was taken out of it would come back.
    """
    doors = doors_of(request)
    user = doors.user_of(request)

    def change(journal: Journal, now_ms: int) -> str | Refusal:
        body = changed(journal.preferences.of(user.id) or NOTHING, data.body)
        if len(body.encode()) > LIMIT_BYTES:
            return Refusal(Code.TOO_LARGE, f"Preferences hold {LIMIT_BYTES} bytes of JSON at most.")
        journal.preferences.put(user.id, body, now_ms)
        return body

    return _shown(await doors.perform(change))


def changed(kept: str, fields: dict[str, Any]) -> str:
    """Return a JSON object with other values for some of its fields; the rest stays as it is, to the byte."""
    return msgspec.json.encode(msgspec.json.decode(kept, type=dict[str, Raw]) | fields).decode()


def _shown(body: str) -> Response[Preferences]:
    answer = msgspec.json.encode({"body": Raw(body.encode())})
    return Response(answer, media_type="application/json")  # type: ignore[arg-type]  # encoded already


HANDLERS = [read_preferences, change_preferences]
