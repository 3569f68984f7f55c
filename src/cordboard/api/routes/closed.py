"""Lists, searches and reads closed conversations: for those who had them, and supervisors of their queues."""

from typing import Annotated

import msgspec
from litestar import Response, get
from litestar.params import FromPath, FromQuery, QueryParameter
from msgspec import Struct
from msgspec.structs import replace

from cordboard.api.doors import AnyRequest, Doors, doors_of
from cordboard.api.routes.conversations import (
    PAGE,
    Before,
    BeforeEarlier,
    EarlierConversations,
    Entries,
    Limit,
    earlier_than,
    not_found,
    page_of,
)
from cordboard.app import access
from cordboard.app.closed_work import ClosedConversation, ClosedView, Page, Scope, Wanted
from cordboard.app.ports import View
from cordboard.app.seams import Journal
from cordboard.app.views import details_view
from cordboard.core.conversation import Conversation
from cordboard.core.errors import Code, require
from cordboard.core.ids import ConversationId
from cordboard.core.user import Actor
from cordboard.core.workstream import Workstream

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

    wanted = Wanted(queue_id=queue_id, since_ms=since_ms or 0, until_ms=until_ms)
    place = None if before is None else int(before, 16)

    def scope_of(view: View) -> Scope:
        return access.closed_scope(actor, view, mine=mine)

    def latest(journal: Journal, view: View) -> Page:
        return journal.closed.latest(wanted, scope_of(view), before=place, limit=limit)

    if not text.strip():
        return _told(await doors.read(latest))
    allowed = doors.searches_of.take(actor.id, doors.clock())
    require(allowed, Code.TOO_MANY, "That were many searches; try again in a minute.")
    scope = await doors.read(lambda _, view: scope_of(view))
    page = await doors.searches.ask(
        actor.id,
        lambda search, go_on: search.find(text, wanted, scope, before=place, limit=limit, go_on=go_on),
    )
    return _told(await _still_readable(page, actor, doors))


async def _still_readable(page: Page, actor: Actor, doors: Doors) -> Page:
    """Return the page without what its reader lost the right to while it was looked for."""

    def read(journal: Journal, view: View) -> Page:
        kept = (one for one in page.conversations if _find(actor, one.id, journal, view) is not None)
        return replace(page, conversations=tuple(kept))

    return await doors.read(read)


def _told(page: Page) -> ClosedConversations:
    following = None if page.next is None else format(page.next, "x")
    return ClosedConversations(conversations=page.conversations, next=following)


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
async def closed_earlier(
    request: AnyRequest, conversation_id: FromPath[str], before: BeforeEarlier = None
) -> EarlierConversations:
    """List what else of the same customer's has ended, and say which of it the asker may read."""
    doors = doors_of(request)
    actor = access.actor_of(doors.user_of(request))

    def read(journal: Journal, view: View) -> EarlierConversations:
        page = earlier_than(before, _readable(actor, conversation_id, journal, view), journal, view)
        shown = (
            replace(one, readable=_find(actor, one.id, journal, view) is not None) for one in page.earlier
        )
        return replace(page, earlier=tuple(shown))

    return await doors.read(read)


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
