"""Scenes of a conversation's life: picked, ended, closed with X, parked, woken, closed by time or force."""

import pytest
from msgspec.structs import replace

from cordboard.app import commands as c
from cordboard.core.conversation import Detail, State
from cordboard.core.errors import Code
from cordboard.core.ids import ConversationId, SessionId
from floor.players import appoint, hire, meet, take_on
from floor.stage import POST, START_MS, WEB, Stage, refused, together


def reasons(stage: Stage) -> list[object]:
    """Why the attempts to place conversations ended, in order."""
    rows = stage.database.rows("SELECT closure_reason FROM assignment WHERE live = 0 ORDER BY rowid")
    return [row[0] for row in rows]


def test_a_conversation_begins_with_its_first_message(stage: Stage) -> None:
    details = (Detail(name="page", value="/prices"),)
    chat = meet(stage, "  Mali \n Saetang ").starts("สวัสดีค่ะ 🙏", details=details)
    conversation = stage.chat(chat)
    assert stage.transcript(chat) == ["customer: สวัสดีค่ะ 🙏"]
    assert conversation.state is State.OPEN
    assert conversation.details == (Detail(name="name", value="Mali Saetang"), *details)


@pytest.mark.mission("S13", part="visitor")
def test_visitors_are_numbered_by_the_day(stage: Stage) -> None:
    titles = [stage.chat(meet(stage).starts()).title for _ in range(3)]
    assert titles == ["Visitor 1", "Visitor 2", "Visitor 3"]
    stage.now_ms = START_MS + 86_400_000
    assert stage.chat(meet(stage).starts()).title == "Visitor 1"


def test_a_visitor_may_have_three_conversations_open(stage: Stage) -> None:
    customer = meet(stage)
    chats = [customer.starts() for _ in range(3)]
    with refused(Code.VISITOR_LIMIT):
        customer.starts()
    customer.ends(chats[0])
    customer.starts()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": " \n"}, Code.INVALID),
        ({"text": "ก" * 9217}, Code.TOO_LARGE),
        ({"message_id": ""}, Code.INVALID),
        ({"message_id": "x" * 65}, Code.INVALID),
        ({"visitor_name": "x" * 201}, Code.TOO_LARGE),
        ({"details": (Detail(name="a", value="b"),) * 21}, Code.TOO_LARGE),
        ({"details": (Detail(name="a", value="b" * 1001),)}, Code.TOO_LARGE),
        ({"workstream_id": "no such"}, Code.NOT_FOUND),
        ({"visitor_id": "somebody else"}, Code.NOT_ALLOWED),
    ],
)
def test_a_beginning_that_can_not_be_is_refused(stage: Stage, fields: dict[str, str], code: Code) -> None:
    customer = meet(stage)
    whole = c.StartConversation(
        conversation_id=ConversationId("chat"),
        workstream_id=WEB,
        visitor_id=customer.id,
        message_id="m",
        text="Hello",
    )
    with refused(code):
        stage.do(replace(whole, **fields), customer.actor)


def test_starting_again_with_the_same_id_is_refused(stage: Stage) -> None:
    customer = meet(stage)
    chat = customer.starts()
    again = c.StartConversation(
        conversation_id=chat, workstream_id=WEB, visitor_id=customer.id, message_id="m", text="Hello"
    )
    with refused(Code.ID_REUSED):
        stage.do(again, customer.actor)


# By hand


@pytest.mark.mission("S3", part="by-hand")
@pytest.mark.mission("S6", part="pick")
def test_picking_assigns_and_opens_at_once(stage: Stage) -> None:
    anna = hire(stage, "Anna", presence="away")
    chat = meet(stage).starts()
    anna.picks(chat)
    assert (stage.state(chat), anna.panel) == (State.ACCEPTED, [chat])
    assert stage.transcript(chat)[-1] == "agent_joined Anna"


def test_a_pick_over_the_limit_leaves_less_than_nothing_and_do_not_disturb(stage: Stage) -> None:
    anna = hire(stage, "Anna", units=1)
    chats = take_on(stage, anna)
    assert (anna.units_free, anna.presence) == (0, "do_not_disturb")
    chats.append(meet(stage).starts())
    anna.picks(chats[1])
    assert (anna.units_free, anna.presence) == (-1, "do_not_disturb")
    anna.ends(chats[1])
    anna.presses_x(chats[1])
    assert (anna.units_free, anna.presence) == (0, "do_not_disturb")


def test_nobody_picks_without_a_page_to_work_on(stage: Stage) -> None:
    chat = meet(stage).starts()
    with refused(Code.WRONG_STATE):
        hire(stage, "Anna", there=False).picks(chat)


def test_of_two_who_pick_at_once_the_first_gets_it(stage: Stage) -> None:
    anna, bo = hire(stage, "Anna", presence="away"), hire(stage, "Bo", presence="away")
    chat = meet(stage).starts()
    pick = c.PickConversation(conversation_id=chat)
    _, refusal = together(stage, [(pick, anna.actor), (pick, bo.actor)])
    assert getattr(refusal, "code", None) is Code.WRONG_STATE
    assert (anna.panel, bo.panel) == ([chat], [])


def test_what_is_offered_to_somebody_is_not_picked_and_strangers_see_nothing(stage: Stage) -> None:
    anna, bo, vera = hire(stage, "Anna"), hire(stage, "Bo"), appoint(stage)
    chat = meet(stage).starts()
    assert anna.offered == [chat]
    with refused(Code.WRONG_STATE):
        bo.picks(chat)
    with refused(Code.NOT_FOUND):
        vera.picks(chat)


@pytest.mark.mission("S10", part="close")
@pytest.mark.mission("S6", part="own")
def test_a_parked_conversation_keeps_its_agent_without_capacity_and_is_taken_up_again(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    (chat,) = take_on(stage, anna, workstream=POST)
    anna.presses_x(chat)
    assert stage.state(chat) is State.WAITING
    assert (anna.items, anna.panel, anna.units_free) == ([chat], [], 5)
    assert anna.presence == "available"
    anna.reopens(chat)
    assert (stage.state(chat), anna.panel, anna.units_free) == (State.ACCEPTED, [chat], 4)
    assert reasons(stage) == ["agent_moved_conversation_to_waiting"]


def test_only_its_agent_reopens_a_parked_conversation(stage: Stage) -> None:
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo", there=False)
    (chat,) = take_on(stage, anna, workstream=POST)
    anna.presses_x(chat)
    with refused(Code.NOT_YOURS):
        bo.reopens(chat)


# End and X, in each state and channel


def test_x_in_a_live_chat_gives_it_back_and_the_closer_ranks_last(stage: Stage) -> None:
    anna = hire(stage, "Anna", units=9)
    (chat,) = take_on(stage, anna)
    bo = hire(stage, "Bo", units=1)
    anna.presses_x(chat)
    assert (anna.panel, anna.alerts, bo.offered) == ([], [], [chat])
    assert stage.chat(chat).declines == ()
    bo.rejects(chat)
    assert anna.offered == [chat]
    assert reasons(stage) == ["agent_closed", "agent_reject"]


def test_x_in_a_live_chat_with_nobody_else_there_comes_back_to_the_closer(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    (chat,) = take_on(stage, anna)
    anna.presses_x(chat)
    assert anna.offered == [chat]


@pytest.mark.mission("S10", part="end")
@pytest.mark.parametrize("workstream", [WEB, POST])
def test_end_then_x_closes_on_every_channel(stage: Stage, workstream: str) -> None:
    anna = hire(stage, "Anna")
    customer = meet(stage)
    chat = customer.starts(workstream=WEB if workstream == WEB else POST)
    anna.accepts(chat)
    anna.ends(chat)
    assert (stage.state(chat), anna.panel, anna.units_free) == (State.WRAP_UP, [chat], 4)
    anna.presses_x(chat)
    assert (stage.state(chat), anna.panel, anna.items) == (State.CLOSED, [], [])
    assert (anna.units_free, anna.presence) == (5, "available")
    assert stage.transcript(chat)[-1] == "ended_by_agent Anna"
    assert reasons(stage) == ["agent_end_conversation"]


def test_x_on_what_is_not_on_the_panel_is_refused(stage: Stage) -> None:
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo", there=False)
    (chat,) = take_on(stage, anna)
    session = anna.session(chat)
    with refused(Code.NOT_FOUND):
        bo.does(c.CloseSession(session_id=session.id))
    anna.presses_x(chat)
    with refused(Code.NOT_FOUND):
        anna.does(c.CloseSession(session_id=session.id))
    with refused(Code.NOT_FOUND):
        anna.does(c.CloseSession(session_id=SessionId("none")))


def test_only_the_owner_ends_and_only_once(stage: Stage) -> None:
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo", there=False)
    (chat,) = take_on(stage, anna)
    with refused(Code.NOT_YOURS):
        bo.ends(chat)
    anna.ends(chat)
    with refused(Code.WRONG_STATE):
        anna.ends(chat)
    anna.presses_x(chat)
    with refused(Code.NOT_FOUND):
        anna.ends(chat)
