"""An offer by its clock, its epoch and its agent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cordboard.core import offer as rules
from cordboard.core.channel import ChannelKind
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import AgentId, ConversationId, OfferId, QueueId, WorkstreamId
from cordboard.core.notification import stock
from cordboard.core.offer import Offer, Outcome
from cordboard.core.workstream import Workstream

ANNA, BO = AgentId("anna"), AgentId("bo")
SETTINGS = Workstream(
    id=WorkstreamId("web"),
    name="Web",
    channel=ChannelKind.LIVE_CHAT,
    queue_id=QueueId("general"),
    offer_s=90,
    show_countdown=False,
)
TEMPLATE = stock(SETTINGS.offer_s, show_countdown=SETTINGS.show_countdown)


def made() -> Offer:
    return rules.make(
        OfferId("of_1"),
        conversation_id=ConversationId("chat"),
        agent_id=ANNA,
        epoch=2,
        units=3,
        profiles=(),
        template=TEMPLATE,
        now_ms=1_000,
    )


def test_the_time_holds_without_a_countdown() -> None:
    assert (made().expires_at_ms, made().show_countdown) == (91_000, False)


@pytest.mark.parametrize("outcome", [Outcome.ACCEPTED, Outcome.REJECTED])
def test_an_answer_at_the_very_deadline_counts(outcome: Outcome) -> None:
    ended, fact = rules.answer(made(), outcome, agent_id=ANNA, epoch=2, now_ms=91_000)
    assert (ended.outcome, ended.ended_at_ms, fact.outcome) == (outcome, 91_000, outcome)


@pytest.mark.parametrize(
    ("agent_id", "epoch", "now_ms", "code"),
    [
        (ANNA, 2, 91_001, Code.OFFER_OVER),
        (ANNA, 1, 2_000, Code.OFFER_OVER),
        (ANNA, 3, 2_000, Code.OFFER_OVER),
        (BO, 2, 2_000, Code.NOT_YOURS),
    ],
)
def test_late_stale_and_foreign_answers_are_refused(
    agent_id: AgentId, epoch: int, now_ms: int, code: Code
) -> None:
    with pytest.raises(Refusal) as refusal:
        rules.answer(made(), Outcome.ACCEPTED, agent_id=agent_id, epoch=epoch, now_ms=now_ms)
    assert refusal.value.code is code


def test_what_has_ended_is_neither_answered_nor_shown_nor_ended_again() -> None:
    ended, _ = rules.finish(made(), Outcome.AGENT_GONE, 2_000)
    for deed in (
        lambda: rules.answer(ended, Outcome.ACCEPTED, agent_id=ANNA, epoch=2, now_ms=2_000),
        lambda: rules.display(ended, 2_000),
        lambda: rules.finish(ended, Outcome.TIMED_OUT, 2_000),
    ):
        with pytest.raises(Refusal) as refusal:
            deed()
        assert refusal.value.code is Code.OFFER_OVER


def test_the_first_confirmation_counts() -> None:
    once, _ = rules.display(made(), 2_000)
    twice, _ = rules.display(once, 3_000)
    assert once.displayed_at_ms == twice.displayed_at_ms == 2_000


def test_beginning_anew_gives_the_full_time() -> None:
    assert rules.begin_anew(made(), 50_000).expires_at_ms == 140_000


def test_what_can_t_be_rejected_can_be_accepted() -> None:
    kept = replace(made(), rejectable=False)
    with pytest.raises(Refusal) as refusal:
        rules.answer(kept, Outcome.REJECTED, agent_id=ANNA, epoch=2, now_ms=2_000)
    assert refusal.value.code is Code.NOT_ALLOWED
    ended, _ = rules.answer(kept, Outcome.ACCEPTED, agent_id=ANNA, epoch=2, now_ms=2_000)
    assert ended.outcome is Outcome.ACCEPTED


@given(st.lists(st.integers(0, 90_000), max_size=12), st.integers(0, 10))
def test_each_extension_gives_the_whole_time_from_then_until_there_are_none(
    waits_ms: list[int], allowed: int
) -> None:
    offer, now_ms = replace(made(), extensions=allowed), 1_000
    for number, wait_ms in enumerate(waits_ms, start=1):
        now_ms += wait_ms
        if number > allowed:
            with pytest.raises(Refusal) as refusal:
                rules.extend(offer, agent_id=ANNA, epoch=2, now_ms=now_ms)
            assert refusal.value.code is Code.NOT_ALLOWED
            return
        offer, fact = rules.extend(offer, agent_id=ANNA, epoch=2, now_ms=now_ms)
        assert (offer.expires_at_ms, offer.extensions) == (now_ms + 90_000, allowed - number)
        assert fact.offer_id == offer.id


@pytest.mark.parametrize(
    ("agent_id", "epoch", "now_ms", "code"),
    [
        (ANNA, 2, 91_001, Code.OFFER_OVER),
        (ANNA, 1, 2_000, Code.OFFER_OVER),
        (BO, 2, 2_000, Code.NOT_YOURS),
    ],
)
def test_nobody_extends_what_is_over_or_another_s(
    agent_id: AgentId, epoch: int, now_ms: int, code: Code
) -> None:
    with pytest.raises(Refusal) as refusal:
        rules.extend(replace(made(), extensions=1), agent_id=agent_id, epoch=epoch, now_ms=now_ms)
    assert refusal.value.code is code
