"""Scenes of assigned work that nobody has looked at yet: accepted by nobody, with a place kept for it."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from app.queues import stays
from app.templates import AFTER_TIMEOUT, AT_ONCE, OPENING, put, staged
from cordboard.app import setup_commands as sc
from cordboard.core.conversation import State
from cordboard.core.ids import ConversationId
from cordboard.core.notification import NotificationTemplate, Slots
from cordboard.core.user import OPERATOR
from floor.players import hire, meet
from floor.stage import BY_POST, LIVE_CHAT, ORGANISATION, POST, QUEUE, Stage

LOOK_S = LIVE_CHAT.unseen_reroute_s


@pytest.mark.parametrize("template", [AT_ONCE, OPENING, AFTER_TIMEOUT], ids=["assigned", "opened", "offered"])
def test_a_customer_who_leaves_before_anybody_looked_has_given_up_waiting(
    template: NotificationTemplate,
) -> None:
    stage = staged(template)
    anna, customer = hire(stage, "Anna"), meet(stage)
    chat = customer.starts()
    anna.sees(chat)
    stage.wait(300 if template is not AFTER_TIMEOUT else 3)
    customer.ends(chat)
    assert (stage.state(chat), stage.chat(chat).unseen) == (State.CLOSED, False)
    assert (anna.items, anna.panel, anna.units_free) == ([], [], 5)
    assert stays(stage) == [(QUEUE, "customer_end_conversation", 1)]
    stage.wait(LOOK_S + 20)
    assert anna.alerts == []


def test_nobody_has_accepted_what_nobody_has_looked_at() -> None:
    stage = staged(AT_ONCE)
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    anna.sees(chat)
    assert accepted_by(stage, chat) == (None, [None], [("anna", None)])
    stage.wait(LOOK_S)
    bo = hire(stage, "Bo")
    bo.sees(chat)
    stage.wait(5)
    assert accepted_by(stage, chat) == (None, [None], [("anna", None), ("bo", None)]), "one stay goes on"
    bo.reopens(chat)
    looked_at_ms = stage.now_ms
    assert accepted_by(stage, chat) == (looked_at_ms, [looked_at_ms], [("anna", None), ("bo", looked_at_ms)])
    bo.ends(chat)
    bo.presses_x(chat)
    assert [stage.journal.closed.had(chat, one.id) for one in (anna, bo)] == [False, True]
    assert stays(stage) == [(QUEUE, "agent_end_conversation", 0)]


def accepted_by(stage: Stage, chat: ConversationId) -> tuple[object, list[object], Sequence[object]]:
    """When it was accepted: by its own word, by those of its stays, and of its attempts with their agents."""
    rows = stage.database.rows
    stays_of = rows("SELECT accepted_at_ms FROM queue_segment ORDER BY entered_at_ms, rowid")
    attempts = rows(
        "SELECT agent_id, accepted_at_ms FROM assignment WHERE agent_id IS NOT NULL ORDER BY rowid"
    )
    return stage.chat(chat).accepted_at_ms, [at_ms for (at_ms,) in stays_of], attempts


def test_a_letter_that_nobody_looked_at_goes_back_by_x_and_waits_for_no_customer() -> None:
    stage = staged(AT_ONCE)
    put(stage, OPENING, BY_POST, Slots(incoming=OPENING.id))
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo")
    letter = meet(stage).starts(workstream=POST)
    first, second = (anna, bo) if anna.offered else (bo, anna)
    first.sees(letter)
    assert stage.chat(letter).unseen
    first.presses_x(letter)
    assert (first.items, second.offered) == ([], [letter])


@pytest.mark.mission("N16", part="limit")
def test_what_is_assigned_keeps_a_place_on_the_panel_until_it_is_opened() -> None:
    stage = staged(AT_ONCE)
    stage.do(sc.Configure(organisation=replace(ORGANISATION, session_limit=2)), OPERATOR)
    anna = hire(stage, "Anna", units=9)
    chats = [meet(stage).starts() for _ in range(3)]
    for chat in chats[:2]:
        anna.sees(chat)
    assert (anna.items, anna.offered, anna.alerts) == (chats[:2], [], [])
    for chat in chats[:2]:
        anna.reopens(chat)
    assert (anna.panel, anna.offered, anna.alerts) == (chats[:2], [], ["session_limit"])
    anna.ends(chats[0])
    anna.presses_x(chats[0])
    anna.resets()
    assert anna.offered == chats[2:]
