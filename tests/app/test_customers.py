"""Scenes of customers: there, lost, back in time, lost for good."""

import pytest

from cordboard.app import commands as c
from cordboard.core.conversation import State
from cordboard.core.errors import Code
from cordboard.core.ids import ConnectionId
from floor.players import hire, meet, take_on
from floor.stage import POST, Stage, refused


def test_a_lost_customer_who_is_back_in_time_goes_on_with_the_same_agent(stage: Stage) -> None:
    anna, customer = hire(stage, "Anna"), meet(stage)
    chat = customer.starts()
    anna.accepts(chat)
    customer.leaves(chat)
    stage.wait(4.999)
    assert customer.link(chat) == "connected"
    stage.wait(ms=1)
    assert customer.link(chat) == "reconnecting"
    stage.wait(179)
    customer.comes(chat)
    assert customer.link(chat) == "connected"
    stage.wait(3600)
    assert stage.state(chat) is State.ACCEPTED
    assert anna.panel == [chat]


def test_a_customer_lost_for_good_ends_the_active_chat_and_the_transcript_says_so(stage: Stage) -> None:
    anna, customer = hire(stage, "Anna"), meet(stage)
    chat = customer.starts()
    anna.accepts(chat)
    customer.falls_silent(chat)
    stage.wait(180 - 0.001)
    assert stage.state(chat) is State.ACCEPTED
    stage.wait(ms=1)
    assert (stage.state(chat), customer.link(chat)) == (State.WRAP_UP, "left")
    assert stage.transcript(chat)[-1] == "customer_lost Anna"
    assert anna.panel == [chat]


@pytest.mark.parametrize("there", [True, False])
def test_a_customer_lost_before_anybody_accepted_closes_it(stage: Stage, there: bool) -> None:
    anna, customer = hire(stage, "Anna", there=there), meet(stage)
    chat = customer.starts()
    customer.falls_silent(chat)
    if there:
        anna.sees(chat)
        stage.wait(119)
    stage.wait(181)
    assert (stage.state(chat), anna.offered) == (State.CLOSED, [])


def test_a_customer_who_never_shows_the_conversation_is_lost_after_twelve_seconds(stage: Stage) -> None:
    customer = meet(stage)
    chat = customer.starts(page=None)
    stage.wait(11.999)
    assert customer.link(chat) == "connected"
    stage.wait(ms=1)
    assert customer.link(chat) == "reconnecting"
    stage.wait(180)
    assert stage.state(chat) is State.CLOSED


@pytest.mark.parametrize(
    ("meanwhile", "state"),
    [("open", State.CLOSED), ("offered", State.CLOSED), ("accepted", State.WRAP_UP)],
)
def test_the_customer_ends_a_live_chat(stage: Stage, meanwhile: str, state: State) -> None:
    anna, customer = hire(stage, "Anna", there=meanwhile != "open"), meet(stage)
    chat = customer.starts()
    if meanwhile == "accepted":
        anna.accepts(chat)
    customer.ends(chat)
    assert stage.state(chat) is state
    assert stage.transcript(chat)[-1].startswith("ended_by_customer")
    assert anna.offered == []
    with refused(Code.WRONG_STATE if state is State.WRAP_UP else Code.NOT_FOUND):
        customer.ends(chat)


def test_only_the_agent_ends_on_an_asynchronous_channel(stage: Stage) -> None:
    customer = meet(stage)
    chat = customer.starts(workstream=POST)
    with refused(Code.NOT_ALLOWED):
        customer.ends(chat)


def test_a_customer_does_not_see_the_conversations_of_another(stage: Stage) -> None:
    chat = meet(stage).starts()
    with refused(Code.NOT_FOUND):
        meet(stage).ends(chat)


def test_on_an_asynchronous_channel_nobody_waits_for_connections(stage: Stage) -> None:
    anna, customer = hire(stage, "Anna"), meet(stage)
    chat = customer.starts(workstream=POST)
    anna.accepts(chat)
    customer.falls_silent(chat)
    stage.wait(3600)
    assert (stage.state(chat), customer.link(chat)) == (State.ACCEPTED, "connected")


def test_a_customer_is_there_while_one_page_is(stage: Stage) -> None:
    customer = meet(stage)
    chat = customer.starts()
    customer.comes(chat, "second")
    customer.falls_silent(chat, "page")
    stage.do(c.CustomerLeft(conversation_id=chat, connection_id=ConnectionId("unknown"), silent=True))
    assert customer.link(chat) == "connected"
    customer.falls_silent(chat, "second")
    assert customer.link(chat) == "reconnecting"


def test_who_looks_again_after_the_end_starts_no_clock_that_matters(stage: Stage) -> None:
    anna, customer = hire(stage, "Anna"), meet(stage)
    (chat,) = take_on(stage, anna)
    anna.ends(chat)
    customer.comes(chat)
    customer.leaves(chat)
    stage.wait(14 * 60)
    assert stage.state(chat) is State.WRAP_UP
