"""Serves the public door: the loader, the frame, and tokens for visitors."""

import re
from typing import Annotated

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Meta, Struct

from cordboard.api.doors import AnyRequest, address_of, doors_of
from cordboard.api.pages import Pages, page
from cordboard.api.refused_frame import refused_frame
from cordboard.api.widget_pages import WidgetPages
from cordboard.api.widget_views import Availability, WorkstreamShown, workstream_shown
from cordboard.app import availability as lookout
from cordboard.app.ports import View
from cordboard.app.seams import Journal
from cordboard.core.channel import ChannelKind
from cordboard.core.errors import Code, Refusal, require
from cordboard.core.workstream import Workstream

ORIGIN = re.compile(
    r"https?://(\*\.)?([\w-]+(\.[\w-]+)*|\[[0-9a-f:.]+\])(:\d{1,5})?", re.ASCII | re.IGNORECASE
)


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
    return workstream_shown(_live_chat(request, workstream_id))


@get("/api/widget/workstreams/{workstream_id:str}/availability")
async def availability(request: AnyRequest, workstream_id: FromPath[str]) -> Response[Availability]:
    """Say whether somebody is free, and how long the line is; an address may ask only so often."""
    doors = doors_of(request)
    settings = _live_chat(request, workstream_id)
    allowed = doors.glances.take(address_of(request), doors.clock())
    require(allowed, Code.TOO_MANY, "Too many questions from this address; try again in a minute.")

    def look(_: Journal, view: View) -> Availability:
        return Availability(
            available=lookout.available(view, settings, doors.clock()),
            place=lookout.place(view, settings),
        )

    return Response(await doors.read(look), headers={"cache-control": "no-store"})


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
    request: AnyRequest, workstream: FromQuery[str] = "", host: FromQuery[str] = ""
) -> Response[bytes]:
    """Serve the page in the frame to sites that may embed it (mission: the widget's identity)."""
    settings = _find_live_chat(request, workstream)
    if settings is None:
        return refused_frame(request.headers.get("accept-language", ""))
    origins = " ".join(one for one in settings.allowed_origins if _is_origin(one))
    filled: WidgetPages = request.app.state.widget_pages
    answer = page(filled.of(settings).frame, frame_ancestors=f"'self' {origins}".strip())
    # Found by itself in a search engine it would be a chat without its site.
    answer.headers["x-robots-tag"] = "noindex"
    return answer


@get("/widget/loader.js")
async def loader(request: AnyRequest, workstream: FromQuery[str] = "") -> Response[bytes]:
    """Serve the script tag's code to any site, in the chat's colours; who embeds it, the frame decides."""
    pages: Pages = request.app.state.pages
    filled: WidgetPages = request.app.state.widget_pages
    settings = _find_live_chat(request, workstream)
    body = pages.widget_loader if settings is None else filled.of(settings).loader
    headers = {"cache-control": "public, max-age=300", "cross-origin-resource-policy": "cross-origin"}
    return Response(body, media_type="text/javascript", headers=headers)


def _live_chat(request: AnyRequest, workstream_id: str) -> Workstream:
    settings = _find_live_chat(request, workstream_id)
    if settings is None:
        raise Refusal(Code.NOT_FOUND, "There is no such live chat.")
    return settings


def _find_live_chat(request: AnyRequest, workstream_id: str) -> Workstream | None:
    settings = doors_of(request).floor.view.find(Workstream, workstream_id)
    return settings if settings is not None and settings.channel is ChannelKind.LIVE_CHAT else None


def _is_origin(text: str) -> bool:
    """Whether a text is a bare origin, so that nothing else gets into the header."""
    return ORIGIN.fullmatch(text) is not None


HANDLERS = [workstream, availability, visit, frame, loader]
