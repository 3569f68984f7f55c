"""Keeps what people have set for themselves, so that it follows them to another device."""

from typing import Any

import msgspec
from litestar import Response, get, put
from litestar.params import JSONBody
from msgspec import Struct

from cordboard.api.doors import AnyRequest, doors_of
from cordboard.app.seams import Journal
from cordboard.core.errors import Code, require

LIMIT_BYTES = 16 * 1024
"""Of JSON: a few dozen choices, and room for the width of every panel."""


class Preferences(Struct, forbid_unknown_fields=True):
    """A person's own settings; only their pages know what they mean."""

    body: dict[str, Any]


@get("/api/me/preferences")
async def read_preferences(request: AnyRequest) -> Response[Preferences]:
    """Read one's own preferences; nothing set is an empty object."""
    doors = doors_of(request)
    user = doors.user_of(request)
    body = await doors.read(lambda journal, _: journal.preferences.of(user.id))
    answer = msgspec.json.encode({"body": msgspec.Raw((body or "{}").encode())})
    return Response(answer, media_type="application/json")  # type: ignore[arg-type]  # encoded already


@put("/api/me/preferences", status_code=204)
async def put_preferences(request: AnyRequest, data: JSONBody[Preferences]) -> None:
    """Replace one's own preferences, all of them."""
    doors = doors_of(request)
    user = doors.user_of(request)
    body = msgspec.json.encode(data.body)
    require(
        len(body) <= LIMIT_BYTES, Code.TOO_LARGE, f"Preferences hold {LIMIT_BYTES} bytes of JSON at most."
    )

    def replace(journal: Journal, now_ms: int) -> None:
        journal.preferences.put(user.id, body.decode(), now_ms)

    await doors.perform(replace)


HANDLERS = [read_preferences, put_preferences]
