"""Scenes of a conversation's later life: wrap-up, waiting and waking, closed by time or by force."""

import pytest
from msgspec.structs import replace

from cordboard.app import commands as c
from cordboard.core.conversation import State
from cordboard.core.errors import Code
from cordboard.core.ids import ConversationId, VisitorId
from cordboard.core.user import OPERATOR, SYSTEM
from cordboard.core.workstream import AutoClose, WrapUpBlock
from floor.flaky import FlakyJournal, Trouble
from floor.players import Widget, appoint, hire, meet, take_on
from floor.stage import LIVE_CHAT, POST, Stage, refused


def parked_on_a_flaky_disk() -> tuple[Stage, FlakyJournal, Widget, ConversationId]:
    """A conversation that waits for its customer, on a disk that is about to fail."""
    stage = Stage(journal=FlakyJournal)
    stage.faults_expected = True
    assert isinstance(stage.journal, FlakyJournal)
    anna, customer = hire(stage, "Anna"), meet(stage)
    chat = customer.starts(workstream=POST)
    anna.accepts(chat)
    anna.presses_x(chat)
    return stage, stage.journal, customer, chat


# Wrap-up


def test_always_keeps_the_capacity_until_the_close(stage: Stage) -> None:
    anna = hire(stage, "Anna", units=1)
    (chat,) = take_on(stage, anna)
    waiting = meet(stage).starts()
    anna.ends(chat)
    stage.wait(14 * 60)
    assert (anna.offered, anna.presence) == ([], "do_not_disturb")
    anna.presses_x(chat)
    assert anna.offered == [waiting]


def test_never_frees_the_capacity_when_wrap_up_begins() -> None:
    stage = Stage(replace(LIVE_CHAT, wrap_up_block=WrapUpBlock.NEVER))
    anna = hire(stage, "Anna", units=1)
    (chat,) = take_on(stage, anna)
    waiting = meet(stage).starts()
    anna.ends(chat)
    assert (anna.offered, anna.panel) == ([waiting], [chat])


def test_timed_frees_the_capacity_and_wrap_up_goes_on() -> None:
    stage = Stage(replace(LIVE_CHAT, wrap_up_block=WrapUpBlock.TIMED, wrap_up_block_s=120))
    anna = hire(stage, "Anna", units=1)
    (chat,) = take_on(stage, anna)
    anna.ends(chat)
    stage.wait(119.999)
    assert anna.presence == "do_not_disturb"
    stage.wait(ms=1)
    assert (anna.presence, stage.state(chat)) == ("available", State.WRAP_UP)


def test_a_block_longer_than_auto_close_wins() -> None:
    settings = replace(LIVE_CHAT, wrap_up_block=WrapUpBlock.TIMED, wrap_up_block_s=15 * 60)
    stage = Stage(replace(settings, auto_close=AutoClose(wrap_up_s=10 * 60)))
    anna = hire(stage, "Anna")
    (chat,) = take_on(stage, anna)
    anna.ends(chat)
    stage.wait(12 * 60)
    assert stage.state(chat) is State.WRAP_UP
    stage.wait(3 * 60)
    assert stage.state(chat) is State.CLOSED


# Waiting and waking


def test_a_parked_conversation_wakes_when_its_customer_writes_and_goes_to_its_agent_first(
    stage: Stage,
) -> None:
    anna = hire(stage, "Anna", units=2)
    customer = meet(stage)
    chat = customer.starts(workstream=POST)
    anna.accepts(chat)
    bo = hire(stage, "Bo", units=9)
    anna.presses_x(chat)
    assert customer.writes(chat, "One more thing").wakes
    assert (anna.offered, bo.offered) == ([chat], [])
    anna.accepts(chat)
    assert anna.panel == [chat]
    assert stage.journal.wakes() == []


def test_a_wake_up_that_a_crash_swallowed_is_heard_after_the_restart(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    customer = meet(stage)
    chat = customer.starts(workstream=POST)
    anna.accepts(chat)
    anna.presses_x(chat)
    stage.commit_and_die(customer.message(chat, "Are you there?"))
    assert stage.journal.wakes() == [chat]
    stage.restart()
    assert stage.journal.wakes() == []
    assert stage.state(chat) is State.OFFERED


def test_a_message_that_was_not_stored_wakes_nobody() -> None:
    """The commit fails after the floor was told: the message never was, so nobody may be woken."""
    stage, disk, customer, chat = parked_on_a_flaky_disk()
    disk.trouble = Trouble.COMMIT
    with refused(Code.READ_ONLY):
        customer.writes(chat, "Lost")
    assert stage.state(chat) is State.WAITING
    customer.writes(chat, "Kept")
    assert stage.state(chat) is State.OFFERED


# By time and by force


def test_a_live_chat_in_the_queue_closes_by_itself_only_while_its_customer_is_away() -> None:
    patient = replace(LIVE_CHAT, customer_grace_s=10 * 3600)
    stage = Stage(patient)
    here, away = meet(stage), meet(stage)
    stays, goes = here.starts(), away.starts()
    stage.wait(3600)
    away.falls_silent(goes)
    stage.wait(20 * 60 - 0.001)
    away.comes(goes)
    away.falls_silent(goes)
    stage.wait(20 * 60 - 0.001)
    assert (stage.state(stays), stage.state(goes)) == (State.OPEN, State.OPEN)
    stage.wait(ms=1)
    assert (stage.state(stays), stage.state(goes)) == (State.OPEN, State.CLOSED)
    assert stage.transcript(goes)[-1] == "ended_by_system"


def test_each_state_has_its_own_time_to_close(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    (parked,) = take_on(stage, anna, workstream=POST)
    anna.presses_x(parked)
    stage.wait(28 * 86_400 - 0.001)
    assert stage.state(parked) is State.WAITING
    stage.wait(ms=1)
    assert stage.state(parked) is State.CLOSED
    (chat,) = take_on(stage, anna)
    stage.wait(2 * 86_400)
    assert stage.state(chat) is State.ACCEPTED, "an active live chat never closes by itself"
    anna.ends(chat)
    stage.wait(15 * 60)
    assert stage.state(chat) is State.CLOSED


def test_a_message_not_yet_heard_wins_over_auto_close(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    customer = meet(stage)
    chat = customer.starts(workstream=POST)
    anna.accepts(chat)
    anna.presses_x(chat)
    stage.now_ms += 28 * 86_400_000
    stage.commit_and_die(customer.message(chat, "In the last moment"))
    stage.restart()
    assert stage.state(chat) is State.OFFERED


@pytest.mark.mission("M16", part="messaging")
@pytest.mark.mission("M16", part="told")
@pytest.mark.parametrize("state", [one for one in State if one is not State.CLOSED])
def test_a_supervisor_closes_by_force_in_every_state(stage: Stage, state: State) -> None:
    vera = appoint(stage)
    anna = hire(stage, "Anna", there=state is not State.OPEN)
    chat = meet(stage).starts(workstream=POST)
    if state in {State.ACCEPTED, State.WAITING, State.WRAP_UP}:
        anna.accepts(chat)
    if state is State.WAITING:
        anna.presses_x(chat)
    if state is State.WRAP_UP:
        anna.ends(chat)
    assert stage.state(chat) is state
    with refused(Code.NOT_FOUND):
        anna.does(c.ForceClose(conversation_id=chat))
    vera.does(c.ForceClose(conversation_id=chat))
    assert stage.state(chat) is State.CLOSED
    assert stage.transcript(chat)[-1].startswith("ended_by_supervisor")
    assert (anna.items, anna.panel, anna.offered, anna.units_free) == ([], [], [], 5)
    with refused(Code.NOT_FOUND):
        vera.does(c.ForceClose(conversation_id=chat))
    audited = stage.database.rows("SELECT actor, action, subject FROM audit ORDER BY seq DESC LIMIT 1")
    assert audited == [("user:vera", "force_close", chat)]


def test_blocking_a_visitor_ends_what_they_have_and_shuts_the_door(stage: Stage) -> None:
    anna, vera = hire(stage, "Anna"), appoint(stage)
    customer = meet(stage)
    chats = [customer.starts(), customer.starts()]
    anna.accepts(chats[0])
    with refused(Code.NOT_ALLOWED):
        anna.does(c.BlockVisitor(visitor_id=customer.id, reason="spam"))
    vera.does(c.BlockVisitor(visitor_id=customer.id, reason="spam"))
    assert [stage.state(chat) for chat in chats] == [State.CLOSED, State.CLOSED]
    with refused(Code.BLOCKED):
        customer.starts()
    with refused(Code.CLOSED):
        customer.writes(chats[0], "Why?")
    vera.does(c.UnblockVisitor(visitor_id=customer.id))
    customer.starts()
    with refused(Code.NOT_FOUND):
        vera.does(c.UnblockVisitor(visitor_id=VisitorId("never blocked")))


def test_the_operator_and_the_system_do_not_act_as_people(stage: Stage) -> None:
    chat = meet(stage).starts()
    for actor in (OPERATOR, SYSTEM):
        with refused(Code.NOT_FOUND):
            stage.do(c.PickConversation(conversation_id=chat), actor)
        with refused(Code.NOT_FOUND):
            stage.do(c.EndByCustomer(conversation_id=chat), actor)
