"""The records that reports are computed from."""

import pytest

from cordboard.core import assignment as rules
from cordboard.core.assignment import OF_OUTCOME, ClosureReason, QueueSegment
from cordboard.core.ids import ConversationId, QueueId, SegmentId
from cordboard.core.offer import DECLINES, Outcome

SEGMENT = QueueSegment(
    id=SegmentId("sg_1"), conversation_id=ConversationId("chat"), queue_id=QueueId("general"), entered_at_ms=1
)


def test_a_stay_is_abandoned_when_nobody_accepted() -> None:
    reason = ClosureReason.CUSTOMER_DISCONNECT
    assert rules.segment_left(SEGMENT, reason, 9).abandoned
    assert not rules.segment_left(rules.segment_accepted(SEGMENT, 5), reason, 9).abandoned


@pytest.mark.parametrize("reason", rules.MOVED_ON)
def test_a_stay_is_not_abandoned_when_the_wait_goes_on_elsewhere(reason: ClosureReason) -> None:
    assert not rules.segment_left(SEGMENT, reason, 9).abandoned


def test_the_first_offer_and_the_first_acceptance_of_a_stay_count() -> None:
    offered = rules.segment_offered(rules.segment_offered(SEGMENT, 2), 3)
    accepted = rules.segment_accepted(rules.segment_accepted(offered, 4), 5)
    assert (accepted.first_offer_at_ms, accepted.accepted_at_ms) == (2, 4)


def test_every_outcome_that_gives_the_conversation_back_has_its_reason() -> None:
    goes_on = {Outcome.ACCEPTED, Outcome.ASSIGNED, Outcome.ASSIGNED_UNSEEN, Outcome.CONVERSATION_CLOSED}
    assert set(OF_OUTCOME) == set(Outcome) - goes_on
    assert set(OF_OUTCOME) >= DECLINES
