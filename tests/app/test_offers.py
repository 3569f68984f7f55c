"""Scenes of offers: made, answered, missed, unseen, withdrawn."""

import pytest
from msgspec.structs import replace

from cordboard.app import commands as c
from cordboard.core.conversation import State
from cordboard.core.errors import Code
from cordboard.core.presence import AlertCause
from cordboard.core.workstream import UnseenOffer
from floor.players import appoint, hire, meet, take_on
from floor.stage import BY_POST, LIVE_CHAT, POST, Stage, refused, together

ASSIGNING = replace(LIVE_CHAT, unseen_offer=UnseenOffer.ASSIGN_THEN_REROUTE)
LENIENT = replace(LIVE_CHAT, rejected_sets_do_not_disturb=False, missed_sets_inactive=False)


@pytest.mark.mission("S7")
@pytest.mark.mission("S3", part="by-accepting")
def test_accepting_makes_the_agent_the_owner_and_opens_a_session(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    chat = meet(stage).starts("Hello")
    assert stage.state(chat) is State.OFFERED
    assert anna.offered == [chat]
    assert (anna.items, anna.panel, anna.units_free) == ([], [], 4)
    anna.sees(chat)
    anna.accepts(chat)
    assert stage.state(chat) is State.ACCEPTED
    assert (anna.offered, anna.items, anna.panel, anna.units_free) == ([], [chat], [chat], 4)
    assert anna.presence == "busy"
    assert stage.transcript(chat) == ["customer: Hello", "agent_joined Anna"]


@pytest.mark.mission("S8", part="session")
def test_another_accepted_request_opens_beside_the_first(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    chats = take_on(stage, anna, 3)
    assert anna.panel == chats


@pytest.mark.mission("N17", part="alert")
@pytest.mark.mission("N17", part="presence")
def test_a_rejected_offer_goes_to_the_other_agent_and_the_first_leaves_the_line(stage: Stage) -> None:
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo")
    chat = meet(stage).starts()
    assert anna.offered == [chat]
    anna.rejects(chat)
    assert (anna.alerts, anna.presence, anna.units_free) == (["rejected"], "do_not_disturb", 5)
    assert bo.offered == [chat]
    bo.accepts(chat)
    assert bo.panel == [chat]


@pytest.mark.mission("N17", part="agent-reset")
def test_who_rejected_gets_work_again_after_a_reset(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    anna.rejects(chat)
    assert stage.state(chat) is State.OPEN
    anna.resets()
    assert (anna.alerts, anna.presence) == ([], "available")
    assert anna.offered == [chat]


@pytest.mark.mission("N17", part="supervisor-reset")
@pytest.mark.mission("N14", part="supervisor-reset")
def test_a_supervisor_resets_an_agent_of_the_queue_and_nobody_else_does(stage: Stage) -> None:
    anna, bo, vera = hire(stage, "Anna"), hire(stage, "Bo", there=False), appoint(stage)
    chats = [meet(stage).starts(), meet(stage).starts()]
    for chat in chats:
        anna.sees(chat)
    anna.rejects(chats[0])
    stage.wait(120, ms=1)
    assert anna.alerts == ["rejected", "missed"]
    assert anna.presence == "do_not_disturb"
    with refused(Code.NOT_FOUND):
        bo.resets(anna)
    vera.resets(anna)
    assert (anna.alerts, anna.presence) == ([], "available")
    assert sorted(anna.offered) == sorted(chats)


@pytest.mark.mission("N14", part="alert")
@pytest.mark.mission("N14", part="inactive")
@pytest.mark.mission("N15", part="timeout")
def test_an_unanswered_offer_makes_the_agent_inactive_and_reaches_the_other(stage: Stage) -> None:
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo")
    chat = meet(stage).starts()
    anna.sees(chat)
    stage.wait(120)
    assert anna.offered == [chat]
    stage.wait(ms=1)
    assert (anna.alerts, anna.presence) == (["missed"], "inactive")
    assert bo.offered == [chat]


@pytest.mark.mission("N14", part="agent-reset")
def test_who_missed_an_offer_gets_work_again_after_a_reset(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    anna.sees(chat)
    stage.wait(120, ms=1)
    assert anna.offered == []
    anna.resets()
    assert (anna.presence, anna.offered) == ("available", [chat])


@pytest.mark.mission("N14", part="alert")
def test_all_that_was_missed_since_the_last_answer_is_counted(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    for _ in range(3):
        anna.sees(meet(stage).starts())
    stage.wait(120, ms=1)
    assert [(one.cause, one.count) for one in anna.agent.presence.alerts] == [(AlertCause.MISSED, 3)]
    anna.resets()
    assert anna.alerts == []


def test_an_answer_at_the_very_deadline_counts_and_one_ms_later_is_refused(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    anna.sees(chat)
    stage.wait(120)
    anna.accepts(chat)
    assert stage.state(chat) is State.ACCEPTED
    late = meet(stage).starts()
    anna.sees(late)
    offer = anna.offer(late)
    stage.now_ms = offer.expires_at_ms + 1
    (refusal,) = together(stage, [(c.AcceptOffer(offer_id=offer.id, epoch=offer.epoch), anna.actor)])
    assert getattr(refusal, "code", None) is Code.OFFER_OVER
    assert stage.state(late) is State.OPEN


def test_an_answer_with_an_old_epoch_or_to_an_ended_offer_is_refused(stage: Stage) -> None:
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo")
    chat = meet(stage).starts()
    first = anna.offer(chat)
    anna.rejects(chat)
    second = bo.offer(chat)
    assert (first.epoch, second.epoch) == (1, 2)
    with refused(Code.OFFER_OVER):
        bo.does(c.AcceptOffer(offer_id=second.id, epoch=first.epoch))
    with refused(Code.OFFER_OVER):
        anna.does(c.AcceptOffer(offer_id=first.id, epoch=first.epoch))
    with refused(Code.NOT_YOURS):
        anna.does(c.AcceptOffer(offer_id=second.id, epoch=second.epoch))
    bo.accepts(chat)


def test_of_two_answers_at_once_the_first_counts(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    offer = anna.offer(meet(stage).starts())
    accept = c.AcceptOffer(offer_id=offer.id, epoch=offer.epoch)
    reject = c.RejectOffer(offer_id=offer.id, epoch=offer.epoch)
    _, refusal = together(stage, [(accept, anna.actor), (reject, anna.actor)])
    assert getattr(refusal, "code", None) is Code.OFFER_OVER
    assert anna.panel == [offer.conversation_id]
    assert anna.alerts == []


@pytest.mark.mission("N15", part="undisplayed")
def test_an_offer_that_nobody_saw_goes_on_after_ten_seconds_and_is_no_decline(stage: Stage) -> None:
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo")
    chat = meet(stage).starts()
    stage.wait(9.999)
    assert anna.offered == [chat]
    stage.wait(ms=1)
    assert bo.offered == [chat]
    assert (anna.agent.blind, anna.alerts, anna.presence) == (True, [], "available")
    assert stage.chat(chat).declines == ()


@pytest.mark.mission("N15", part="undisplayed")
def test_a_blind_agent_gets_nothing_until_a_page_says_that_it_is_visible(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    stage.wait(10)
    other = meet(stage).starts()
    assert anna.offered == []
    anna.says_visible()
    assert anna.offered == [chat, other]
    anna.sees(chat)
    anna.sees(other)
    stage.wait(11)
    assert anna.offered == [chat, other]


@pytest.mark.mission("N15", part="gone")
def test_offers_of_an_agent_who_is_gone_go_to_others_at_once(stage: Stage) -> None:
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo")
    chat = meet(stage).starts()
    anna.sees(chat)
    anna.leaves()
    stage.wait(4.999)
    assert anna.offered == [chat]
    stage.wait(ms=1)
    assert bo.offered == [chat]
    assert stage.chat(chat).declines == ()


def test_a_reload_of_the_page_keeps_the_offer_with_the_time_left(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    anna.sees(chat)
    before = anna.offer(chat)
    anna.leaves()
    stage.wait(4)
    anna.comes("page after reload")
    stage.wait(60)
    assert anna.offer(chat) == before


@pytest.mark.mission("N15", part="assign-then-reroute")
def test_unseen_work_is_assigned_after_its_time_and_routed_again_eight_minutes_later() -> None:
    stage = Stage(ASSIGNING, BY_POST)
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    stage.wait(120)
    assert anna.offered == [chat]
    stage.wait(ms=1)
    assert stage.state(chat) is State.ACCEPTED
    assert (anna.items, anna.panel) == ([chat], [chat])
    bo = hire(stage, "Bo")
    stage.wait(8 * 60 - 0.001)
    assert anna.items == [chat]
    stage.wait(ms=1)
    assert (anna.items, anna.panel) == ([], [])
    assert bo.offered == [chat]


@pytest.mark.mission("N15", part="assign-then-reroute")
def test_unseen_work_that_the_agent_looks_at_stays_theirs() -> None:
    stage = Stage(ASSIGNING, BY_POST)
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    stage.wait(120, ms=1)
    anna.reads(chat, 1)
    stage.wait(9 * 60)
    assert anna.items == [chat]


def test_after_three_declines_an_agent_is_not_asked_again() -> None:
    stage = Stage(LENIENT, BY_POST)
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    for _ in range(2):
        anna.rejects(chat)
        assert anna.offered == [chat]
    anna.sees(chat)
    stage.wait(120, ms=1)
    assert anna.offered == []
    bo = hire(stage, "Bo")
    assert bo.offered == [chat]


def test_whoever_declined_is_asked_after_those_who_did_not() -> None:
    stage = Stage(LENIENT, BY_POST)
    anna, bo = hire(stage, "Anna", units=9), hire(stage, "Bo", units=2)
    chat = meet(stage).starts()
    anna.rejects(chat)
    assert bo.offered == [chat]
    bo.rejects(chat)
    assert anna.offered == [chat]


def test_a_preferred_agent_who_declines_is_no_longer_asked_first() -> None:
    stage = Stage(LENIENT, replace(BY_POST, rejected_sets_do_not_disturb=False))
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo")
    customer = meet(stage)
    chat = customer.starts(workstream=POST)
    anna.accepts(chat)
    anna.presses_x(chat)
    customer.writes(chat, "One more thing")
    assert anna.offered == [chat]
    anna.rejects(chat)
    assert bo.offered == [chat]


def test_a_second_page_confirms_what_the_first_one_showed(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    anna.sees(chat)
    shown = anna.offer(chat)
    stage.wait(3)
    anna.sees(chat)
    assert anna.offer(chat) == shown


def test_nobody_but_its_agent_confirms_or_answers_an_offer(stage: Stage) -> None:
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo", there=False)
    customer = meet(stage)
    offer = anna.offer(customer.starts())
    with refused(Code.NOT_YOURS):
        bo.does(c.ConfirmDisplayed(offer_id=offer.id))
    with refused(Code.NOT_YOURS):
        bo.does(c.RejectOffer(offer_id=offer.id, epoch=offer.epoch))
    with refused(Code.NOT_ALLOWED):
        stage.do(c.AcceptOffer(offer_id=offer.id, epoch=offer.epoch), customer.actor)
