"""Lists, searches and reads closed conversations: for those who had them, and supervisors of their queues."""

from typing import Annotated

import msgspec
from litestar import Response, get
from litestar.params import FromPath, FromQuery, QueryParameter
from msgspec import Struct
from msgspec.structs import replace

from cordboard.api.doors import AnyRequest, doors_of
from cordboard.api.routes.conversations import (
    EARLIER,
    PAGE,
    Before,
    EarlierConversations,
    Entries,
    Limit,
    not_found,
    page_of,
)
from cordboard.app import access
from cordboard.app.closed_work import ClosedConversation, ClosedView, Page, Wanted
from cordboard.app.engine import Earlier
from cordboard.app.ports import View
from cordboard.app.seams import Journal
from cordboard.app.views import details_view
from cordboard.core.conversation import Conversation
from cordboard.core.ids import ConversationId
from cordboard.core.user import Actor
from cordboard.core.workstream import Workstream

READINGS = 20
"""In which a page is filled, each between two batches; then it stays short, and the next one goes on."""
LISTED = 50
LISTED_AT_MOST = 100
LONGEST_TEXT = 200
"""Characters of what is looked for; nobody types more."""
CURSOR = "^[0-7]?[0-9a-f]{1,15}$"
"""A number below 2**63, in base 16."""


class ClosedConversations(Struct, frozen=True, kw_only=True):
    """One page of closed conversations."""

    conversations: tuple[ClosedView, ...]
    """The newest end first; perhaps fewer than asked for."""
    next: str | None
    """`before` of the next page; null after the last."""


Text = Annotated[str, QueryParameter(max_length=LONGEST_TEXT)]
Cursor = Annotated[str | None, QueryParameter(pattern=CURSOR)]
OfQueue = Annotated[str | None, QueryParameter(max_length=200)]
Moment = Annotated[int | None, QueryParameter(ge=0, le=2**53 - 1)]
Listed = Annotated[int, QueryParameter(ge=1, le=LISTED_AT_MOST)]


@get("/api/closed-conversations")
async def closed_conversations(
    request: AnyRequest,
    *,
    text: Text = "",
    queue_id: OfQueue = None,
    mine: FromQuery[bool] = False,
    since_ms: Moment = None,
    until_ms: Moment = None,
    before: Cursor = None,
    limit: Listed = LISTED,
) -> ClosedConversations:
    """List what the asker may read: what they had, and, unless `mine`, what is of queues that they supervise.

    `text` finds by words, all of which must occur in what was said, in the title or in the details.
    """
    doors = doors_of(request)
    actor = access.actor_of(doors.user_of(request))

    wanted = Wanted(text=text, queue_id=queue_id, since_ms=since_ms or 0, until_ms=until_ms)
    found: list[ClosedView] = []
    place = None if before is None else int(before, 16)
    for _ in range(READINGS):

        def read(journal: Journal, view: View, place: int | None = place) -> Page:
            scope = access.closed_scope(actor, view, mine=mine)
            return journal.closed.find(wanted, scope, before=place, limit=limit - len(found))

        page = await doors.read(read)
        found.extend(page.conversations)
        place = page.next
        if place is None or len(found) == limit:
            break
    following = None if place is None else format(place, "x")
    return ClosedConversations(conversations=tuple(found), next=following)


@get("/api/closed-conversations/{conversation_id:str}")
async def closed_conversation(request: AnyRequest, conversation_id: FromPath[str]) -> ClosedConversation:
    """Read one, with the customer's details that its workstream shows."""
    doors = doors_of(request)
    actor = access.actor_of(doors.user_of(request))

    def read(journal: Journal, view: View) -> ClosedConversation:
        conversation = _readable(actor, conversation_id, journal, view)
        shown = journal.closed.one(conversation.id)
        if shown is None:
            raise not_found()
        settings = view.find(Workstream, conversation.workstream_id)
        details = () if settings is None else details_view(conversation, settings)
        return ClosedConversation(**msgspec.structs.asdict(shown), details=details)

    return await doors.read(read)


@get("/api/closed-conversations/{conversation_id:str}/entries")
async def closed_entries(
    request: AnyRequest, conversation_id: FromPath[str], before: Before = None, limit: Limit = PAGE
) -> Response[Entries]:
    """Read its transcript backwards."""
    doors = doors_of(request)
    actor = access.actor_of(doors.user_of(request))

    def read(journal: Journal, view: View) -> bytes:
        conversation = _readable(actor, conversation_id, journal, view)
        return page_of(journal, f"conversation:{conversation.id}", before, limit)

    body = await doors.read(read)
    return Response(body, media_type="application/json")  # type: ignore[arg-type]  # encoded already


@get("/api/closed-conversations/{conversation_id:str}/earlier")
async def closed_earlier(request: AnyRequest, conversation_id: FromPath[str]) -> EarlierConversations:
    """List what else of the same customer's has ended, and say which of it the asker may read."""
    doors = doors_of(request)
    actor = access.actor_of(doors.user_of(request))

    def read(journal: Journal, view: View) -> list[Earlier]:
        conversation = _readable(actor, conversation_id, journal, view)
        found = journal.earlier(conversation.visitor_id, but=conversation.id, limit=EARLIER + 1)
        return [replace(one, readable=_find(actor, one.id, journal, view) is not None) for one in found]

    found = await doors.read(read)
    return EarlierConversations(earlier=tuple(found[:EARLIER]), more=len(found) > EARLIER)


def _readable(actor: Actor, conversation_id: str, journal: Journal, view: View) -> Conversation:
    """Return a closed conversation that the actor may read.

    Raises:
        Refusal: NOT_FOUND, whether there is none or it is not for them.
    """
    conversation = _find(actor, conversation_id, journal, view)
    if conversation is None:
        raise not_found()
    return conversation


def _find(actor: Actor, conversation_id: str, journal: Journal, view: View) -> Conversation | None:
    conversation = view.recall(ConversationId(conversation_id))
    if conversation is None:
        return None
    had = journal.closed.had(conversation.id, actor.id)
    return conversation if access.may_read_closed(actor, conversation, view, had=had) else None


HANDLERS = [closed_conversations, closed_conversation, closed_entries, closed_earlier]
