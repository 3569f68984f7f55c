"""Scenes of what customers are told of work that came to an agent by itself: nothing before a look."""

import pytest

from app.templates import AT_ONCE, OPENING, staged
from cordboard.app.snapshots import talk_shown
from cordboard.core.ids import ConversationId
from cordboard.core.notification import NotificationTemplate
from cordboard.core.workstream import UnseenOffer
from floor.players import Desk, hire, meet
from floor.stage import LIVE_CHAT, Stage

LOOK_S = LIVE_CHAT.unseen_reroute_s


def talk(stage: Stage, chat: ConversationId) -> tuple[str, str | None]:
    """What the customer's page shows above the transcript."""
    shown = talk_shown(stage.writer.view, stage.chat(chat))
    return shown.status, shown.agent_name


def given(template: NotificationTemplate, *, shown: bool) -> tuple[Stage, Desk, ConversationId]:
    """A chat that became Anna's by itself, with or without her page having shown it."""
    stage = staged(template, unseen_offer=UnseenOffer.ASSIGN_THEN_REROUTE)
    anna = hire(stage, "Anna")
    chat = meet(stage).starts("Hello")
    if shown:
        anna.sees(chat)
    else:
        stage.wait(20, ms=1)
    assert (anna.items, stage.chat(chat).unseen) == ([chat], True)
    return stage, anna, chat


@pytest.mark.parametrize("template", [AT_ONCE, OPENING], ids=["assigned", "opened"])
@pytest.mark.parametrize("shown", [True, False], ids=["shown", "unseen"])
def test_customers_read_that_an_agent_joined_once_when_they_first_look(
    template: NotificationTemplate, shown: bool
) -> None:
    stage, anna, chat = given(template, shown=shown)
    assert (stage.transcript(chat), talk(stage, chat)) == (["customer: Hello"], ("queued", None))
    for _ in range(2):
        anna.reopens(chat)
        anna.reads(chat, 1)
    assert stage.transcript(chat) == ["customer: Hello", "agent_joined Anna"]
    assert talk(stage, chat) == ("active", "Anna")


@pytest.mark.parametrize("shown", [True, False], ids=["shown", "unseen"])
def test_customers_read_nothing_of_an_agent_who_never_looks(shown: bool) -> None:
    stage, anna, chat = given(AT_ONCE, shown=shown)
    bo = hire(stage, "Bo")
    anna.falls_silent()
    anna.comes()
    stage.wait(LOOK_S)
    assert (anna.items, bo.offered) == ([], [chat])
    bo.accepts(chat)
    assert stage.transcript(chat) == ["customer: Hello", "agent_joined Bo"]


def test_an_agent_who_has_looked_leaves_and_comes_back_for_the_customer_too() -> None:
    stage, anna, chat = given(AT_ONCE, shown=True)
    anna.reopens(chat)
    anna.falls_silent()
    anna.comes()
    anna.presses_x(chat)
    told = ["agent_joined", "agent_reconnecting", "agent_back", "agent_left"]
    assert stage.transcript(chat)[1:] == [f"{code} Anna" for code in told]
