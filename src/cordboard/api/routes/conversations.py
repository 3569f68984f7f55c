"""Reads conversations by HTTP: older parts of a transcript, its draft, what the customer had before."""

from typing import Annotated

import msgspec
from litestar import Response, get
from litestar.params import FromPath, QueryParameter
from msgspec import Struct

from cordboard.api import wire
from cordboard.api.doors import AnyRequest, Doors, doors_of
from cordboard.api.subscriptions import event_frame
from cordboard.app import access
from cordboard.app.engine import Earlier
from cordboard.app.ports import View
from cordboard.app.seams import Journal
from cordboard.core.conversation import Conversation
from cordboard.core.draft import MESSAGE, check_field
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import ConversationId, VisitorId
from cordboard.core.user import Actor, ActorKind

PAGE = 100
LONGEST_PAGE = 500
EARLIER = 20
"""Of a customer's history, in one page."""


class Entries(Struct, frozen=True, kw_only=True):
    """One page of a transcript."""

    entries: tuple[wire.Event, ...]
    """Oldest first, without gaps."""
    more: bool
    """Whether there are older ones."""


class EarlierConversations(Struct, frozen=True, kw_only=True):
    """What the same customer had before."""

    earlier: tuple[Earlier, ...]
    """Newest first."""
    next: str | None
    """`before` of the next page; null after the last."""


class DraftShown(Struct, frozen=True, kw_only=True):
    """What the agent has typed and not sent; version 0 is none."""

    text: str
    version: int
    saved_at_ms: int | None
    """When it was saved last; None where there is none."""


Before = Annotated[int | None, QueryParameter(ge=1, le=2**53 - 1)]
BeforeEarlier = Annotated[str | None, QueryParameter(max_length=200)]
Field = Annotated[str, QueryParameter(max_length=40)]
Limit = Annotated[int, QueryParameter(ge=1, le=LONGEST_PAGE)]


@get("/api/conversations/{conversation_id:str}/entries")
async def entries(
    request: AnyRequest, conversation_id: FromPath[str], before: Before = None, limit: Limit = PAGE
) -> Response[Entries]:
    """Read a transcript backwards; its customer may too, with their token as bearer."""
    doors = doors_of(request)
    actor, stream = _reader(doors, request), f"conversation:{conversation_id}"

    def read(journal: Journal, view: View) -> bytes:
        if not access.may_read(actor, stream, view):
            raise not_found()
        return page_of(journal, stream, before, limit)

    body = await doors.read(read)
    return Response(body, media_type="application/json")  # type: ignore[arg-type]  # encoded already


@get("/api/conversations/{conversation_id:str}/earlier")
async def earlier(
    request: AnyRequest, conversation_id: FromPath[str], before: BeforeEarlier = None
) -> EarlierConversations:
    """List the ended conversations of the same customer; for the one who has this conversation now."""
    doors = doors_of(request)
    actor = access.actor_of(doors.user_of(request))

    def read(journal: Journal, view: View) -> EarlierConversations:
        conversation = view.recall(ConversationId(conversation_id))
        if conversation is None or not access.owns(actor, conversation, view):
            raise not_found()
        return earlier_than(before, conversation, journal, view)

    return await doors.read(read)


@get("/api/conversations/{conversation_id:str}/earlier/{earlier_id:str}/entries")
async def earlier_entries(
    request: AnyRequest,
    conversation_id: FromPath[str],
    earlier_id: FromPath[str],
    before: Before = None,
    limit: Limit = PAGE,
) -> Response[Entries]:
    """Read the transcript of one of them backwards."""
    doors = doors_of(request)
    actor = access.actor_of(doors.user_of(request))

    def read(journal: Journal, view: View) -> bytes:
        if not access.may_read_earlier(actor, conversation_id, earlier_id, view):
            raise not_found()
        return page_of(journal, f"conversation:{earlier_id}", before, limit)

    body = await doors.read(read)
    return Response(body, media_type="application/json")  # type: ignore[arg-type]  # encoded already


@get("/api/conversations/{conversation_id:str}/draft")
async def draft(request: AnyRequest, conversation_id: FromPath[str], field: Field = MESSAGE) -> DraftShown:
    """Read one's own draft of a field of the session: the message, or the notepad."""
    check_field(field)
    doors = doors_of(request)
    user = doors.user_of(request)
    kept = await doors.read(lambda journal, _: journal.draft(user.id, conversation_id, field))
    if kept is None:
        return DraftShown(text="", version=0, saved_at_ms=None)
    return DraftShown(text=kept.text, version=kept.version, saved_at_ms=kept.saved_at_ms)


def not_found() -> Refusal:
    """Refuse what is not there in the same words as what is not to be seen."""
    return Refusal(Code.NOT_FOUND, "There is no such conversation.")


def earlier_than(
    before: str | None, conversation: Conversation, journal: Journal, view: View
) -> EarlierConversations:
    """Return a page of what else of the same customer's has ended: the newest, or what is older than one.

    Raises:
        Refusal: NOT_FOUND where `before` is none of this customer's.
    """
    start = None if before is None else view.recall(ConversationId(before))
    if before is not None and (start is None or start.visitor_id != conversation.visitor_id):
        raise not_found()
    found = journal.earlier(conversation.visitor_id, but=conversation.id, before=start, limit=EARLIER + 1)
    page = found[:EARLIER]
    return EarlierConversations(earlier=tuple(page), next=page[-1].id if len(found) > EARLIER else None)


def page_of(journal: Journal, stream: str, before: int | None, limit: int) -> bytes:
    """Return one page of a transcript, its entries as they were stored."""
    page = journal.latest(stream, before=before, limit=limit)
    frames = [msgspec.Raw(event_frame(entry)) for entry in page]
    return wire.encode({"entries": frames, "more": bool(page) and page[0].n > 1})


def _reader(doors: Doors, request: AnyRequest) -> Actor:
    """Return who reads: a visitor by bearer token, anybody else by cookie."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return access.actor_of(doors.user_of(request))
    visitor_id: VisitorId | None = doors.visitors.read(token, doors.clock())
    if visitor_id is None:
        raise Refusal(Code.NOT_SIGNED_IN, "The visitor's token is not valid.")
    return Actor(kind=ActorKind.VISITOR, id=visitor_id)


HANDLERS = [entries, draft, earlier, earlier_entries]
