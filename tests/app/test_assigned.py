"""Scenes of work that becomes an agent's by itself, and of the time that they have to look at it."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from app.templates import AFTER_TIMEOUT, AT_ONCE, OPENING, WORK, staged
from cordboard.app import commands as c
from cordboard.app import setup_commands as sc
from cordboard.app.entries import ItemBody, OfferEndedBody
from cordboard.core.conversation import State, declines_of
from cordboard.core.errors import Code
from cordboard.core.ids import ConversationId
from cordboard.core.notification import NotificationTemplate
from cordboard.core.user import OPERATOR
from cordboard.core.workstream import UnseenOffer
from floor.players import Desk, hire, meet, take_on
from floor.stage import LIVE_CHAT, ORGANISATION, POST, refused, together

LOOK_S = LIVE_CHAT.unseen_reroute_s
Deed = Callable[[Desk, ConversationId], object]


@pytest.mark.mission("N9", part="assigned")
def test_what_is_assigned_at_once_becomes_theirs_when_a_page_has_shown_it() -> None:
    stage = staged(AT_ONCE)
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    assert (anna.offered, anna.items) == ([chat], [])
    anna.sees(chat)
    assert (anna.offered, anna.items, anna.panel) == ([], [chat], [])
    assert (anna.units_free, anna.presence, anna.alerts) == (4, "busy", [])
    told = stage.bodies("agent:anna")
    assert [one.outcome for one in told if isinstance(one, OfferEndedBody)] == ["assigned"]
    assert [one.item.unseen for one in told if isinstance(one, ItemBody)][-1]
    anna.reopens(chat)
    stage.wait(LOOK_S + 1)
    assert (anna.items, anna.panel, stage.chat(chat).unseen) == ([chat], [chat], False)


def test_of_two_tabs_that_show_it_the_second_is_told_that_the_offer_is_over() -> None:
    stage = staged(AT_ONCE)
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    shown = c.ConfirmDisplayed(offer_id=anna.offer(chat).id)
    _, second = together(stage, [(shown, anna.actor), (shown, anna.actor)])
    assert getattr(second, "code", None) is Code.OFFER_OVER
    assert anna.items == [chat]


@pytest.mark.mission("N15", part="undisplayed")
@pytest.mark.parametrize("template", [AT_ONCE, AFTER_TIMEOUT], ids=lambda one: one.auto_assign)
def test_what_nobody_can_see_is_assigned_to_nobody(template: NotificationTemplate) -> None:
    stage = staged(template)
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo")
    chat = meet(stage).starts()
    stage.wait(10)
    assert (anna.items, anna.agent.blind, bo.offered) == ([], True, [chat])


def test_unseen_work_follows_the_workstream_s_rule_where_that_assigns_it() -> None:
    stage = staged(OPENING, unseen_offer=UnseenOffer.ASSIGN_THEN_REROUTE)
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    stage.wait(20, ms=1)
    assert (anna.items, anna.panel) == ([chat], [chat])
    stage.wait(LOOK_S)
    assert (anna.items, anna.alerts, anna.agent.blind) == ([], [], True)


@pytest.mark.mission("N9", part="assigned")
def test_what_is_assigned_after_its_time_may_be_opened_before() -> None:
    stage = staged(AFTER_TIMEOUT)
    anna = hire(stage, "Anna")
    first, second = meet(stage).starts(), meet(stage).starts()
    anna.sees(first)
    anna.sees(second)
    anna.accepts(first)
    assert (anna.panel, stage.chat(first).unseen) == ([first], False)
    stage.wait(20)
    assert anna.offered == [second]
    stage.wait(ms=1)
    assert (anna.items, anna.panel, anna.alerts) == ([first, second], [first], [])
    assert stage.chat(second).unseen


@pytest.mark.mission("N9", part="assigned")
@pytest.mark.parametrize("template", [WORK, replace(AFTER_TIMEOUT, show_reject=True)])
def test_where_rejecting_is_forbidden_it_is_refused_and_changes_nothing(
    template: NotificationTemplate,
) -> None:
    stage = staged(template)
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    before = anna.offer(chat)
    with refused(Code.NOT_ALLOWED):
        anna.rejects(chat)
    assert (anna.offer(chat), anna.alerts) == (before, [])
    anna.accepts(chat)


@pytest.mark.mission("N9", part="accepted")
@pytest.mark.parametrize("template", [OPENING, replace(AFTER_TIMEOUT, auto_accept=True)])
def test_what_is_accepted_by_itself_opens_beside_the_others(template: NotificationTemplate) -> None:
    stage = staged(template)
    anna = hire(stage, "Anna")
    (letter,) = take_on(stage, anna, workstream=POST)
    chat = meet(stage).starts()
    anna.sees(chat)
    stage.wait(20, ms=1)
    assert (anna.items, anna.panel) == ([letter, chat], [letter, chat])
    assert stage.chat(chat).unseen


@pytest.mark.parametrize("template", [AT_ONCE, OPENING], ids=["assigned", "opened"])
def test_what_is_not_looked_at_in_time_goes_to_somebody_else_and_counts_as_missed(
    template: NotificationTemplate,
) -> None:
    stage = staged(template)
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    anna.sees(chat)
    bo = hire(stage, "Bo")
    stage.wait(LOOK_S - 0.001)
    assert (anna.items, bo.offered) == ([chat], [])
    stage.wait(ms=1)
    assert (anna.items, anna.panel, bo.offered) == ([], [], [chat])
    assert (anna.alerts, anna.presence) == (["missed"], "inactive")
    assert declines_of(stage.chat(chat), anna.id) == 1
    rows = stage.database.rows(
        "SELECT agent_id, accepted_at_ms IS NOT NULL, closure_reason FROM assignment ORDER BY id"
    )
    assert rows == [("anna", 0, "agent_timeout"), ("bo", 0, None)]


def test_who_never_looks_is_not_asked_for_ever() -> None:
    stage = staged(AT_ONCE, missed_sets_inactive=False, decline_limit=2)
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    for _ in range(2):
        anna.sees(chat)
        stage.wait(LOOK_S)
    assert (anna.offered, anna.items, stage.state(chat)) == ([], [], State.OPEN)


LOOKS: dict[str, Deed] = {
    "reads": lambda anna, chat: anna.reads(chat, 1),
    "opens": lambda anna, chat: anna.reopens(chat),
    "writes": lambda anna, chat: anna.writes(chat, "Hello"),
    "ends": lambda anna, chat: anna.ends(chat),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_who_reads_opens_writes_or_ends_has_looked_at_it(look: Deed) -> None:
    stage = staged(OPENING)
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    anna.sees(chat)
    assert stage.chat(chat).unseen
    look(anna, chat)
    assert not stage.chat(chat).unseen
    stage.wait(LOOK_S + 1)
    assert (anna.items, anna.alerts) == ([chat], [])


def test_who_has_written_has_looked_at_it_though_the_floor_hears_of_it_late() -> None:
    stage = staged(AT_ONCE)
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo", there=False)
    chat = meet(stage).starts()
    anna.sees(chat)
    stage.wait(LOOK_S - 1)
    stage.commit_and_die(anna.message(chat, "Hello"))
    assert stage.chat(chat).unseen
    stage.restart(down_s=3600)
    assert (anna.items, stage.chat(chat).unseen) == ([chat], False)
    bo.comes()
    assert stage.journal.wakes() == []


def test_a_message_that_meets_the_end_of_the_time_wins() -> None:
    stage = staged(AT_ONCE)
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    anna.sees(chat)
    stage.now_ms += LOOK_S * 1000
    stage.writer.append(anna.message(chat, "Hello"), lambda _: None)
    assert stage.writer.wake_due()
    stage.run()
    assert (anna.items, anna.alerts, stage.chat(chat).unseen) == ([chat], [], False)


def test_the_time_to_look_begins_anew_after_downtime() -> None:
    stage = staged(AT_ONCE)
    anna, customer = hire(stage, "Anna"), meet(stage)
    chat = customer.starts()
    anna.sees(chat)
    stage.wait(LOOK_S - 1)
    stage.restart(down_s=3600)
    anna.comes()
    customer.comes(chat)
    stage.wait(LOOK_S - 0.001)
    assert (anna.items, anna.alerts) == ([chat], [])
    stage.wait(ms=1)
    assert (anna.items, anna.alerts) == ([], ["missed"])


def test_an_agent_who_vanishes_before_the_first_look_finds_it_again_within_the_restore_window() -> None:
    stage = staged(AT_ONCE)
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo")
    chat = meet(stage).starts()
    anna.sees(chat)
    anna.falls_silent()
    stage.wait(149)
    anna.comes()
    assert (anna.items, bo.offered, stage.chat(chat).unseen) == ([chat], [], True)
    anna.falls_silent()
    stage.wait(150)
    assert (anna.items, bo.offered, anna.alerts) == ([], [chat], [])
    stage.wait(LOOK_S)
    assert anna.alerts == []


def test_a_session_limit_that_was_lowered_meanwhile_leaves_it_among_the_work_items() -> None:
    stage = staged(OPENING)
    anna = hire(stage, "Anna")
    (letter,) = take_on(stage, anna, workstream=POST)
    chat = meet(stage).starts()
    stage.do(sc.Configure(organisation=replace(ORGANISATION, session_limit=1)), OPERATOR)
    anna.sees(chat)
    assert (anna.items, anna.panel) == ([letter, chat], [letter])
    with refused(Code.SESSION_LIMIT):
        anna.reopens(chat)
    anna.presses_x(letter)
    anna.reopens(chat)
    assert anna.panel == [chat]
