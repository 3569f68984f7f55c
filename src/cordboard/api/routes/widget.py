"""Serves the public door: the loader, the frame, and tokens for visitors."""

import re
from typing import Annotated

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Meta, Struct

from cordboard.api.doors import AnyRequest, address_of, doors_of
from cordboard.api.pages import Pages, page
from cordboard.core.channel import ChannelKind
from cordboard.core.errors import Code, Refusal, require
from cordboard.core.workstream import Workstream

ORIGIN = re.compile(
    r"https?://(\*\.)?([\w-]+(\.[\w-]+)*|\[[0-9a-f:.]+\])(:\d{1,5})?", re.ASCII | re.IGNORECASE
)


class WorkstreamShown(Struct, frozen=True, kw_only=True):
    """What the widget must know of its workstream."""

    id: str
    name: str
    open_per_visitor: int
    allowed_origins: tuple[str, ...]


class Visit(Struct, forbid_unknown_fields=True):
    """For which workstream a visitor comes."""

    workstream_id: Annotated[str, Meta(max_length=100)]


class Visitor(Struct, frozen=True, kw_only=True):
    """A visitor who may write; nothing is stored of them yet."""

    visitor_id: str
    token: str


@get("/api/widget/workstreams/{workstream_id:str}")
async def workstream(request: AnyRequest, workstream_id: FromPath[str]) -> WorkstreamShown:
    """Describe a live-chat workstream to the widget."""
    settings = _live_chat(request, workstream_id)
    return WorkstreamShown(
        id=settings.id,
        name=settings.name,
        open_per_visitor=settings.open_per_visitor,
        allowed_origins=settings.allowed_origins,
    )


@post("/api/widget/visits", status_code=201)
async def visit(request: AnyRequest, data: JSONBody[Visit]) -> Visitor:
    """Give a stranger a token; called when the first message is written, not when a page opens."""
    doors = doors_of(request)
    _live_chat(request, data.workstream_id)
    allowed = doors.visits.take(address_of(request), doors.clock())
    require(allowed, Code.TOO_MANY, "Too many visitors from this address; try again in a minute.")
    visitor_id, token = doors.visitors.make(doors.clock())
    return Visitor(visitor_id=visitor_id, token=token)


@get("/widget/frame")
async def frame(
    request: AnyRequest, workstream: FromQuery[str], host: FromQuery[str] = ""
) -> Response[bytes]:
    """Serve the page in the frame to sites that may embed it (mission: the widget's identity)."""
    settings = _live_chat(request, workstream)
    origins = " ".join(one for one in settings.allowed_origins if _is_origin(one))
    pages: Pages = request.app.state.pages
    return page(pages.widget_frame, frame_ancestors=f"'self' {origins}".strip())


@get("/widget/loader.js")
async def loader(request: AnyRequest) -> Response[bytes]:
    """Serve the script tag's code to any site: what it opens decides who may embed it."""
    pages: Pages = request.app.state.pages
    headers = {"cache-control": "public, max-age=300", "cross-origin-resource-policy": "cross-origin"}
    return Response(pages.widget_loader, media_type="text/javascript", headers=headers)


def _live_chat(request: AnyRequest, workstream_id: str) -> Workstream:
    settings = doors_of(request).floor.view.find(Workstream, workstream_id)
    if settings is None or settings.channel is not ChannelKind.LIVE_CHAT:
        raise Refusal(Code.NOT_FOUND, "There is no such live chat.")
    return settings


def _is_origin(text: str) -> bool:
    """Whether a text is a bare origin, so that nothing else gets into the header."""
    return ORIGIN.fullmatch(text) is not None


HANDLERS = [workstream, visit, frame, loader]
