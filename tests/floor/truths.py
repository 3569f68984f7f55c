"""Holds what must be true after every step, each truth computed anew from plain values and rows."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from cordboard.app.commands import Route
from cordboard.app.engine import News
from cordboard.app.ports import Value
from cordboard.app.seams import Journal
from cordboard.app.snapshots import queue_snapshot
from cordboard.core.agent import Agent
from cordboard.core.assignment import Assignment, QueueSegment
from cordboard.core.capacity import CapacityProfile
from cordboard.core.conversation import Conversation, ConversationMoved, Move, State
from cordboard.core.events import Fact
from cordboard.core.hours import Hours
from cordboard.core.offer import Offer
from cordboard.core.presence import Presence, PresenceOption, line
from cordboard.core.skill import Skill
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import ORGANISATION, Method, Organisation, Queue
from cordboard.floor.health import Health
from cordboard.floor.inbox import CommandItem
from cordboard.floor.index import reindexed
from cordboard.floor.pen import Pen
from cordboard.floor.state import Floor, same
from cordboard.floor.writer import Writer
from floor.able import has_room, held, insists, reserved, sessions_of, suits, units_in_use
from floor.clocks import clocks_run_where_they_must, deadlines_belong_to_something
from floor.followers import Followers
from floor.memory import MemoryDatabase
from floor.plain import get, values

OWNED = {State.ACCEPTED, State.WAITING, State.WRAP_UP}
decode_fact = msgspec.json.Decoder(Fact).decode


class Truths:
    """Checks one floor after each of its steps, and remembers what it must to see lies over time."""

    def __init__(self, database: MemoryDatabase) -> None:
        self._database = database
        self._facts_read = 0
        self._owners: dict[str, str] = {}
        self._offers_seen: set[str] = set()
        self._presence_lines_read = 0
        self._presence_lines: dict[str, tuple[object, ...]] = {}
        self.followers = Followers()

    def check(self, writer: Writer, journal: Journal, news: Sequence[News], *, alone: bool) -> None:
        """Check all; `alone` says that the step was a single command's, so that its offers can be judged."""
        floor = writer.floor
        fresh = Pen(journal.load(), journal.wakes(), journal.recall, journal.queues_visited)
        assert same(fresh, floor), "what is loaded from the rows is not the floor in memory"
        flaws = floor.index.flaws(reindexed(floor.tables))
        assert not flaws, f"the index is not what the values say: {flaws}"
        for truth in TRUTHS:
            truth(floor)
        self._check_ledger(floor)
        self._check_presence_history(floor)
        self._check_new_offers(floor, alone=alone)
        if writer.health is Health.GOOD and not _routing_goes_on(writer):
            no_work_is_stranded(floor)
        self.followers.check(floor, journal, news)

    def _check_ledger(self, floor: Floor) -> None:
        """Follow the facts: nobody takes what somebody owns, and the facts' owners are the floor's."""
        rows = self._database.rows("SELECT seq, body FROM fact WHERE seq > ? ORDER BY seq", self._facts_read)
        for seq, body in rows:
            assert isinstance(seq, int)
            assert isinstance(body, bytes)
            self._facts_read = seq
            fact = decode_fact(body)
            if isinstance(fact, ConversationMoved):
                self._follow_move(fact)
        assert self._owners == {
            one.id: one.agent_id for one in values(floor, Conversation) if one.agent_id is not None
        }

    def _follow_move(self, fact: ConversationMoved) -> None:
        owner = self._owners.get(fact.conversation_id)
        match fact.move:
            case Move.ACCEPT | Move.PICK:
                assert owner is None, "it had an owner already"
                assert fact.agent_id is not None
                self._owners[fact.conversation_id] = fact.agent_id
            case Move.REOPEN | Move.PARK | Move.END:
                assert owner == fact.agent_id is not None, "only its owner can do this"
            case Move.RELEASE | Move.WAKE:
                assert owner is not None
                del self._owners[fact.conversation_id]
            case Move.CLOSE:
                self._owners.pop(fact.conversation_id, None)
            case Move.OFFER | Move.TAKE_BACK | Move.REQUEUE:
                assert owner is None, "owned work is nobody else's to take"

    def _check_presence_history(self, floor: Floor) -> None:
        """Every agent shows what the last line of their history says: presence, base, cause, whose, when."""
        select = (
            "SELECT number, agent_id, presence_id, base, cause, actor, at_ms FROM presence_change "
            "WHERE number > ? ORDER BY number"
        )
        for number, agent_id, *what in self._database.rows(select, self._presence_lines_read):
            assert isinstance(number, int)
            assert isinstance(agent_id, str)
            self._presence_lines_read = number
            shown_now = tuple(what)
            assert self._presence_lines.get(agent_id, ())[:-1] != shown_now[:-1], "nothing has changed"
            self._presence_lines[agent_id] = shown_now
        never = (*line(Presence()), 0)
        for agent in values(floor, Agent):
            shows = (*line(agent.presence), agent.presence.since_ms)
            assert shows == self._presence_lines.get(agent.id, never), f"the history of {agent.id} lies"

    def _check_new_offers(self, floor: Floor, *, alone: bool) -> None:
        """Whoever was just offered something may be: presence, capacity, sessions, declines."""
        for offer in values(floor, Offer):
            if offer.id in self._offers_seen:
                continue
            self._offers_seen.add(offer.id)
            if alone:
                agent, conversation = offered_pair(floor, offer)
                assert suits(floor, agent, conversation), f"{agent.id} should not have been offered this"
                room = units_in_use(floor, agent) <= agent.capacity_units
                assert room or insists(agent, conversation), "more than there is room for"


def offered_pair(floor: Floor, offer: Offer) -> tuple[Agent, Conversation]:
    return get(floor, Agent, offer.agent_id), get(floor, Conversation, offer.conversation_id)


def no_work_is_stranded(floor: Floor) -> None:
    """Nobody who may and can take an open conversation is left without an offer of it."""
    for conversation in values(floor, Conversation):
        custom = get(floor, Queue, conversation.queue_id).method is Method.CUSTOM
        if conversation.state is State.OPEN and not custom:
            able = [
                agent.id
                for agent in values(floor, Agent)
                if suits(floor, agent, conversation) and has_room(floor, agent, conversation)
            ]
            assert not able, f"{conversation.id} waits while {able} could take it"


def _routing_goes_on(writer: Writer) -> bool:
    waits = (isinstance(one, CommandItem) and isinstance(one.command, Route) for one in writer._inbox)
    return any(waits)


# Truths


def an_owner_exactly_where_one_is_due(floor: Floor) -> None:
    for one in values(floor, Conversation):
        assert one.state is not State.CLOSED, f"{one.id} is closed and still on the floor"
        assert (one.agent_id is not None) == (one.state in OWNED), f"{one.id} is {one.state}: {one.agent_id}"
        assert one.state is not State.WAITING or one.asynchronous, "live chat is never Waiting"


def one_offer_for_what_is_offered(floor: Floor) -> None:
    offered = Counter(one.conversation_id for one in values(floor, Offer))
    assert offered == Counter(one.id for one in values(floor, Conversation) if one.state is State.OFFERED)
    for offer in values(floor, Offer):
        assert offer.outcome is None
        conversation = get(floor, Conversation, offer.conversation_id)
        assert (offer.epoch, offer.units) == (conversation.epoch, conversation.units)


def units_are_what_is_owned_and_offered(floor: Floor) -> None:
    for agent in values(floor, Agent):
        assert floor.units_held(agent.id) == held(floor, agent)
        assert floor.units_reserved(agent.id) == reserved(floor, agent)
    for one in values(floor, Conversation):
        expected = {State.ACCEPTED: {one.units}, State.WRAP_UP: {0, one.units}}.get(one.state, {0})
        assert one.units_held in expected, f"{one.id} is {one.state} and holds {one.units_held}"


def sessions_show_their_owners_work(floor: Floor) -> None:
    seen = Counter(one.conversation_id for one in values(floor, WorkspaceSession))
    assert all(count == 1 for count in seen.values()), "a conversation stands on two panels"
    for session in values(floor, WorkspaceSession):
        conversation = get(floor, Conversation, session.conversation_id)
        assert conversation.agent_id == session.agent_id
        assert conversation.state in {State.ACCEPTED, State.WRAP_UP}
    limit = get(floor, Organisation, ORGANISATION).session_limit
    assert all(sessions_of(floor, agent) <= limit for agent in values(floor, Agent)), "too many sessions"


def records_are_open_while_work_is_in_a_queue(floor: Floor) -> None:
    queued = Counter(one.id for one in values(floor, Conversation) if one.state is not State.WAITING)
    assert Counter(one.conversation_id for one in values(floor, Assignment)) == queued
    assert Counter(one.conversation_id for one in values(floor, QueueSegment)) == queued


def lines_hold_what_is_open(floor: Floor) -> None:
    for queue_id in {one.queue_id for one in values(floor, Conversation)}:
        line = floor.waiting_in(queue_id)
        waiting = [
            one for one in values(floor, Conversation) if one.queue_id == queue_id and one.state is State.OPEN
        ]
        waiting.sort(key=lambda one: (not one.front, one.rank, one.queued_at_ms, one.id))
        assert [line.at(place) for place in range(len(line))] == [one.id for one in waiting]
        shown = queue_snapshot(floor, queue_id).items
        assert list(shown) == sorted(shown, key=lambda one: (one.line, one.id)), "readers see another order"


def what_is_set_for_agents_exists(floor: Floor) -> None:
    for agent in values(floor, Agent):
        named: tuple[tuple[type[Value], Iterable[str | None]], ...] = (
            (Queue, agent.queue_ids),
            (Skill, (one.skill_id for one in agent.skills)),
            (CapacityProfile, (one.profile_id for one in agent.profiles)),
            (Hours, (agent.hours_id,)),
            (PresenceOption, (agent.default_presence,)),
        )
        for kind, ids in named:
            unknown = {one for one in ids if one is not None} - {one.id for one in values(floor, kind)}
            assert not unknown, f"{agent.id} has what is not there: {kind.__name__} {unknown}"


TRUTHS: tuple[Callable[[Floor], None], ...] = (
    an_owner_exactly_where_one_is_due,
    one_offer_for_what_is_offered,
    units_are_what_is_owned_and_offered,
    sessions_show_their_owners_work,
    records_are_open_while_work_is_in_a_queue,
    lines_hold_what_is_open,
    what_is_set_for_agents_exists,
    deadlines_belong_to_something,
    clocks_run_where_they_must,
)
