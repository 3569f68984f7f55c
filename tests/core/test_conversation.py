"""The table of moves, pair by pair, and what each move does to owner and capacity."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from cordboard.core import conversation_moves as rules
from cordboard.core.channel import ChannelKind
from cordboard.core.conversation import (
    MOVES,
    OWNED,
    ClosedBy,
    Conversation,
    ConversationMoved,
    Decline,
    Detail,
    Move,
    State,
    by_name,
)
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import AgentId, ConversationId, ProfileId, QueueId, VisitorId, WorkstreamId

ANNA, BO = AgentId("anna"), AgentId("bo")
NOW_MS = 5_000
Make = Callable[[Conversation], tuple[Conversation, ConversationMoved]]

MAKE: dict[Move, Make] = {
    Move.OFFER: lambda one: rules.offer(one, NOW_MS),
    Move.ACCEPT: lambda one: rules.accept(one, ANNA, NOW_MS),
    Move.TAKE_BACK: lambda one: rules.take_back(one, NOW_MS, "agent_reject", ANNA),
    Move.PICK: lambda one: rules.pick(one, ANNA, NOW_MS),
    Move.END: lambda one: rules.end(one, NOW_MS, "agent_end_conversation", keep_capacity=True),
    Move.RELEASE: lambda one: rules.release(one, NOW_MS, "agent_closed", front=False, back_to=None),
    Move.PARK: lambda one: rules.park(one, NOW_MS),
    Move.REOPEN: lambda one: rules.reopen(one, ANNA, NOW_MS),
    Move.WAKE: lambda one: rules.wake(one, NOW_MS),
    Move.REQUEUE: lambda one: rules.requeue(one, QueueId("other"), NOW_MS, "queue_transfer"),
    Move.CLOSE: lambda one: rules.close(one, NOW_MS, "force_close", ClosedBy.SUPERVISOR),
}


def conversation(state: State, channel: ChannelKind = ChannelKind.TEST) -> Conversation:
    """A conversation as it is in this state, anna's where it is owned."""
    return Conversation(
        id=ConversationId("chat"),
        channel=channel,
        workstream_id=WorkstreamId("web"),
        queue_id=QueueId("general"),
        visitor_id=VisitorId("v"),
        title="Visitor 1",
        visitor_number=1,
        state=state,
        state_since_ms=1_000,
        created_at_ms=1_000,
        queued_at_ms=1_000,
        agent_id=ANNA if state in OWNED else None,
        units=2,
        units_held=2 if state in {State.ACCEPTED, State.WRAP_UP} else 0,
        epoch=3,
    )


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
def test_every_pair_is_in_the_table_or_refused(state: State, move: Move) -> None:
    before = conversation(state)
    wanted = MOVES.get((state, move))
    if wanted is None:
        with pytest.raises(Refusal) as refusal:
            MAKE[move](before)
        assert refusal.value.code is (Code.CLOSED if state is State.CLOSED else Code.WRONG_STATE) or (
            state not in OWNED and move is Move.REOPEN and refusal.value.code is Code.NOT_YOURS
        )
        return
    after, fact = MAKE[move](before)
    assert (after.state, after.state_since_ms) == (wanted, 1_000 if wanted is state else NOW_MS)
    assert (fact.state, fact.move, fact.conversation_id) == (wanted, move, before.id)
    assert (after.agent_id is not None) == (wanted in OWNED)
    assert after.units_held == (2 if wanted in {State.ACCEPTED, State.WRAP_UP} else 0)


@pytest.mark.parametrize(("state", "move"), MOVES)
def test_profiles_and_units_are_taken_and_given_back_together(state: State, move: Move) -> None:
    chat = ProfileId("chat")
    before = replace(conversation(state), profiles=(chat,))
    before = replace(before, profiles_held=(chat,) if before.units_held else ())
    after, fact = MAKE[move](before)
    assert after.profiles_held == ((chat,) if after.units_held else ())
    assert fact.freed == (bool(before.units_held) and not after.units_held)
    by_profile_alone, again = MAKE[move](replace(before, units=0, units_held=0))
    assert (by_profile_alone.profiles_held, again.freed) == (after.profiles_held, fact.freed)


def test_wrap_up_that_keeps_no_capacity_gives_both_back() -> None:
    before = replace(conversation(State.ACCEPTED), profiles_held=(ProfileId("chat"),))
    after, fact = rules.end(before, NOW_MS, "agent_end_conversation", keep_capacity=False)
    assert (after.units_held, after.profiles_held, fact.freed) == (0, (), True)


def test_closed_is_final_and_reachable_from_everywhere() -> None:
    assert not [move for state, move in MOVES if state is State.CLOSED]
    assert {state for state, move in MOVES if move is Move.CLOSE} == set(State) - {State.CLOSED}


def test_every_move_and_every_state_is_used() -> None:
    assert {move for _, move in MOVES} == set(Move)
    assert {state for state, _ in MOVES} | set(MOVES.values()) == set(State)


@pytest.mark.parametrize("state", State)
def test_live_chat_is_never_waiting(state: State) -> None:
    with pytest.raises(Refusal):
        rules.park(conversation(state, ChannelKind.LIVE_CHAT), NOW_MS)
    into_waiting = {move for (_, move), after in MOVES.items() if after is State.WAITING}
    assert into_waiting == {Move.PARK}


def test_only_the_owner_reopens() -> None:
    with pytest.raises(Refusal) as refusal:
        rules.reopen(conversation(State.WAITING), BO, NOW_MS)
    assert refusal.value.code is Code.NOT_YOURS


def test_each_offer_has_a_new_epoch() -> None:
    first, _ = rules.offer(conversation(State.OPEN), NOW_MS)
    back, _ = rules.take_back(first, NOW_MS, "agent_reject", ANNA)
    second, _ = rules.offer(back, NOW_MS)
    assert (first.epoch, second.epoch) == (4, 5)


def test_declines_are_counted_by_agent_and_forgotten_when_the_customer_writes_anew() -> None:
    one = conversation(State.OPEN)
    for agent_id in (ANNA, BO, ANNA, None):
        one, _ = rules.offer(one, NOW_MS)
        one, _ = rules.take_back(one, NOW_MS, "agent_reject", agent_id)
    assert {decline.agent_id: decline.count for decline in one.declines} == {ANNA: 2, BO: 1}
    woken, _ = rules.wake(replace(one, state=State.WAITING, agent_id=ANNA), NOW_MS)
    assert (woken.declines, woken.preferred) == ((), ANNA)


def test_a_release_ranks_its_closer_last_or_prefers_who_vanished() -> None:
    closed, _ = rules.release(conversation(State.ACCEPTED), NOW_MS, "agent_closed", front=False, back_to=None)
    assert (closed.last_choice, closed.preferred, closed.front) == (ANNA, None, False)
    lost, fact = rules.release(
        conversation(State.ACCEPTED), NOW_MS, "agent_disconnected", front=True, back_to=ANNA
    )
    assert (lost.last_choice, lost.preferred, lost.front) == (None, ANNA, True)
    assert fact.agent_id == ANNA, "the fact names who had it"


def test_another_queue_changes_the_queue_alone() -> None:
    before = replace(conversation(State.OPEN), front=True, declines=(Decline(agent_id=BO, count=2),))
    after, fact = rules.requeue(before, QueueId("other"), NOW_MS, "queue_transfer")
    assert after == replace(before, queue_id=QueueId("other"))
    assert (fact.queue_id, fact.agent_id, fact.reason) == ("other", None, "queue_transfer")


def test_only_wrap_up_that_holds_capacity_gives_it_back() -> None:
    freed, _ = rules.free_capacity(conversation(State.WRAP_UP))
    assert (freed.units_held, freed.state) == (0, State.WRAP_UP)
    by_profile = replace(conversation(State.WRAP_UP), units_held=0, profiles_held=(ProfileId("chat"),))
    assert rules.free_capacity(by_profile)[0].profiles_held == ()
    for one in (freed, *(conversation(state) for state in State if state is not State.WRAP_UP)):
        with pytest.raises(Refusal):
            rules.free_capacity(one)


def test_of_details_with_one_name_the_first_counts() -> None:
    said, added = Detail(name="topic", value="repair"), Detail(name="topic", value="Checkout")
    assert by_name((said, Detail(name="page", value="/"), added)) == {"page": "/", "topic": "repair"}
