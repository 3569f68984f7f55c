"""What is kept of routing's decisions: in order, within bounds, for ninety days after the end."""

import pytest
from msgspec.structs import replace

from cordboard.app.routing_story import Wait
from cordboard.core.assignment import Assignment
from cordboard.core.conversation import State
from cordboard.core.explanation import (
    Bar,
    Entrance,
    Explained,
    Explanation,
    NearMiss,
    Offered,
    Overflowed,
    Queued,
    Unplaced,
)
from cordboard.core.ids import AgentId, AssignmentId, ConversationId, QueueId
from cordboard.core.overflow import OverflowAct, OverflowCause
from cordboard.store.decisions import CLOSED_KEPT_MS, KEPT_MS, MORE, READ_AT_MOST
from core.test_conversation import conversation
from store.disk import Disk, writes

QUEUE = QueueId("general")
KIND = "kind:general/web/1//"
EVER_MS = 2**62


def unplaced(subject: str, at_ms: int) -> Explained:
    explanation = Unplaced(queue_id=QUEUE, members=at_ms, counts={Bar.CAPACITY: 1})
    return Explained(subject=subject, at_ms=at_ms, explanation=explanation)


def keep(disk: Disk, *explained: Explained) -> None:
    disk.commit(*(replace(writes(), at_ms=one.at_ms, explained=[one]) for one in explained))


def times(
    disk: Disk, *subjects: str, since_ms: int = 0, until_ms: int = EVER_MS, limit: int = 99
) -> list[int]:
    read = disk.journal.explanations(subjects, since_ms=since_ms, until_ms=until_ms, limit=limit)
    return [one.at_ms for one in read]


def test_an_explanation_comes_back_as_it_was_written(disk: Disk) -> None:
    wholes: list[Explanation] = [
        Queued(
            queue_id=QUEUE,
            entrance=Entrance.RULE,
            route="Orders",
            classified_by=("language/thai",),
            overflowed=(
                Overflowed(queue_id=QUEUE, cause=OverflowCause.WORK_ITEMS, act=OverflowAct.TO_QUEUE),
                Overflowed(queue_id=QUEUE, cause=None, act=OverflowAct.END),
            ),
        ),
        Offered(
            queue_id=QUEUE,
            agent_id=AgentId("anna"),
            method="highest_capacity",
            order=(-3, 0),
            counts={Bar.SKILLS: 2},
            near=(NearMiss(agent_id=AgentId("bo"), bar=Bar.SKILLS, order=(-5, 7), lacks="thai"),),
        ),
        Unplaced(queue_id=QUEUE, members=0, given_up=True),
    ]
    explained = [Explained(subject="chat", at_ms=5, explanation=one) for one in wholes]
    keep(disk, *explained)
    assert disk.journal.explanations(("chat",), since_ms=5, until_ms=6, limit=9) == explained


def test_the_newest_of_a_range_come_and_the_newest_stands_last(disk: Disk) -> None:
    keep(disk, *(unplaced("chat", at_ms) for at_ms in (1, 2, 3, 3, 4)), unplaced("other", 2))
    assert times(disk, "chat") == [1, 2, 3, 3, 4]
    assert times(disk, "chat", since_ms=2, until_ms=4) == [2, 3, 3]
    assert times(disk, "chat", limit=2) == [3, 4]
    assert times(disk, "chat", "other") == [1, 2, 2, 3, 3, 4]
    assert times(disk, "nobody") == []


def test_no_reading_gives_more_than_its_bound(disk: Disk) -> None:
    keep(disk, *(unplaced("chat", at_ms) for at_ms in range(READ_AT_MOST + 3)))
    found = times(disk, "chat", limit=10_000)
    assert (len(found), found[-1]) == (READ_AT_MOST, READ_AT_MOST + 2)


@pytest.mark.parametrize("subject", ["' OR 1=1 --", "chat", "สวัสดี", "%"])
def test_a_subject_finds_itself_alone(disk: Disk, subject: str) -> None:
    keep(disk, unplaced("another", 1), unplaced(subject, 2))
    assert times(disk, subject) == [2]


def test_a_wait_ends_when_the_work_is_offered_picked_or_closed(disk: Disk) -> None:
    opened = Assignment(
        id=AssignmentId("as"), conversation_id=ConversationId("chat"), queue_id=QUEUE, opened_at_ms=10
    )
    offered = replace(opened, id=AssignmentId("as_1"), offered_at_ms=20, accepted_at_ms=25, closed_at_ms=30)
    picked = replace(opened, id=AssignmentId("as_2"), opened_at_ms=30, accepted_at_ms=35, closed_at_ms=40)
    closed = replace(opened, id=AssignmentId("as_3"), opened_at_ms=40, closed_at_ms=45)
    going_on = replace(opened, id=AssignmentId("as_4"), opened_at_ms=50)
    step = writes()
    step.ended = [offered, picked, closed]
    step.live = [going_on]
    disk.commit(step)
    waits = [(wait.from_ms, wait.until_ms) for wait in disk.journal.waits("chat", limit=9)]
    assert waits == [(10, 20), (30, 35), (40, 45), (50, None)]
    assert disk.journal.waits("chat", limit=1) == [Wait(queue_id=QUEUE, from_ms=50, until_ms=None)]
    assert disk.journal.waits("other", limit=9) == []


# Retention


NOW_MS = KEPT_MS + 10_000
OLD_MS = NOW_MS - CLOSED_KEPT_MS - 1
NEW_MS = NOW_MS - CLOSED_KEPT_MS
ANCIENT_MS = NOW_MS - KEPT_MS - 1


def close(disk: Disk, identity: str, at_ms: int) -> None:
    one = replace(conversation(State.CLOSED), id=ConversationId(identity), state_since_ms=at_ms)
    disk.commit(writes(ended=[one]))


def tidy(disk: Disk, limit: int = 50) -> int:
    disk.journal.begin()
    gone = disk.journal.tidy(NOW_MS, limit)
    disk.journal.commit()
    return gone


def subjects(disk: Disk) -> list[object]:
    return [row[0] for row in disk.database.rows("SELECT subject FROM decision ORDER BY seq")]


def test_ninety_days_after_the_end_what_explained_a_conversation_goes(disk: Disk) -> None:
    disk.put(State.ACCEPTED)
    close(disk, "closed long ago", OLD_MS)
    close(disk, "closed lately", NEW_MS)
    keep(
        disk,
        unplaced("chat", ANCIENT_MS),
        *(
            unplaced(subject, OLD_MS)
            for subject in ("chat", "closed long ago", "closed lately", KIND, "forged")
        ),
        *(unplaced(subject, NEW_MS) for subject in ("chat", KIND)),
    )
    assert tidy(disk) == 4
    assert subjects(disk) == ["chat", "closed lately", "chat", KIND]
    assert tidy(disk) == 0


def test_old_explanations_go_in_chunks_and_those_that_stay_hold_up_no_others(disk: Disk) -> None:
    disk.put(State.ACCEPTED)
    keep(disk, *(unplaced("chat", OLD_MS) for _ in range(3 * MORE)))
    keep(disk, *(unplaced(KIND, OLD_MS) for _ in range(MORE + 3)))
    assert [tidy(disk, limit=1) for _ in range(5)] == [0, 0, 0, MORE, 3]
    assert set(subjects(disk)) == {"chat"}


def test_what_was_passed_because_it_went_on_is_looked_at_again_in_the_next_round(disk: Disk) -> None:
    """Rows beyond the reach of one turn, and young ones behind them, make a round of several turns."""
    disk.put(State.ACCEPTED)
    keep(disk, *(unplaced("chat", OLD_MS) for _ in range(MORE)))
    keep(disk, *(unplaced(KIND, NEW_MS) for _ in range(2 * MORE)))
    assert [tidy(disk, limit=1) for _ in range(4)] == [0, 0, 0, 0]
    close(disk, "chat", OLD_MS)
    assert sum(tidy(disk, limit=1) for _ in range(2)) == MORE
    assert set(subjects(disk)) == {KIND}
