"""Closes conversations on a test's disk, puts them into the index, and finds them again."""

from contextlib import closing
from typing import Any

from msgspec.structs import replace

from cordboard.app.closed_work import ClosedView, Page, Scope, Wanted
from cordboard.core.assignment import Assignment
from cordboard.core.conversation import Conversation, State
from cordboard.core.ids import AgentId, AssignmentId, ConversationId
from cordboard.store.closed_search import SqliteClosedSearch
from core.test_conversation import conversation
from store.disk import CUSTOMER, Disk, message, writes

QUEUE = conversation(State.OPEN).queue_id
ANNA, BO = AgentId("anna"), AgentId("bo")
EVERYTHING = Scope(agent_id=None, queue_ids=(QUEUE,))


def close(
    disk: Disk, name: str, *said: str, at_ms: int = 9_000, had: tuple[AgentId, ...] = (), **fields: Any
) -> Conversation:
    """A conversation in which this was said, closed at a time."""
    begun = replace(conversation(State.OPEN), id=ConversationId(name), **fields)
    attempts = [
        Assignment(
            id=AssignmentId(f"{name}-{place}"),
            conversation_id=begun.id,
            queue_id=begun.queue_id,
            opened_at_ms=1,
            agent_id=agent_id,
            accepted_at_ms=2,
        )
        for place, agent_id in enumerate(had)
    ]
    disk.commit(writes(live=[begun, *attempts]))
    disk.append(*(message(text, f"m{place}", CUSTOMER, name) for place, text in enumerate(said)))
    ended = replace(begun, state=State.CLOSED, state_since_ms=at_ms)
    disk.commit(writes(ended=[ended, *attempts]))
    return ended


def shut(disk: Disk, *many: tuple[str, str, int]) -> None:
    """Close many at once: the beginning of an id, what was said, and when."""
    open_ones = [
        replace(conversation(State.OPEN), id=ConversationId(f"{name}{at_ms}"), state_since_ms=at_ms)
        for name, _, at_ms in many
    ]
    disk.commit(writes(live=open_ones))
    disk.append(*(message(text, "m", CUSTOMER, f"{name}{at_ms}") for name, text, at_ms in many))
    disk.commit(writes(ended=[replace(one, state=State.CLOSED) for one in open_ones]))


def step(disk: Disk, *, fails: bool = False) -> None:
    """Index a piece in a transaction of its own."""

    def catch_up(journal: Any, _: int) -> None:
        journal.closed_index.catch_up()
        if fails:
            raise OSError("the disk is full")

    disk.journal.begin()
    try:
        disk.journal.perform(catch_up, 0)
    finally:
        disk.journal.commit()


def catch_up(disk: Disk) -> int:
    """Index everything; how many steps it took."""
    steps = 0
    while disk.journal.closed_index.is_behind():
        step(disk)
        steps += 1
    return steps


def page(
    disk: Disk,
    text: str = "",
    scope: Scope = EVERYTHING,
    *,
    before: int | None = None,
    limit: int = 100,
    patience: int = 1_000_000,
    **wanted: Any,
) -> Page:
    """One page; of a search that is asked so often whether to go on."""
    if not text:
        return disk.journal.closed.latest(Wanted(**wanted), scope, before=before, limit=limit)
    asked = iter(range(patience))
    with closing(SqliteClosedSearch(disk.database.connect)) as search:
        return search.find(
            text,
            Wanted(**wanted),
            scope,
            before=before,
            limit=limit,
            go_on=lambda: next(asked, None) is not None,
        )


def find(disk: Disk, text: str = "", scope: Scope = EVERYTHING, **wanted: Any) -> list[ClosedView]:
    """All pages, each of three."""
    found: list[ClosedView] = []
    before: int | None = None
    while True:
        one = page(disk, text, scope, before=before, limit=3, **wanted)
        assert len(one.conversations) <= 3
        found.extend(one.conversations)
        before = one.next
        if before is None:
            return found


def names(found: list[ClosedView]) -> list[str]:
    return [one.id for one in found]
