"""Scenes of several lines: which queue goes first, where returning work stands, and what holds up nothing."""

import pytest
from msgspec.structs import replace

from cordboard.app import setup_commands as sc
from cordboard.app.snapshots import queue_snapshot
from cordboard.app.views import ItemView
from cordboard.core.ids import QueueId
from cordboard.core.user import OPERATOR
from cordboard.core.workstream import Queue
from floor.players import Desk, hire, meet
from floor.stage import BY_POST, LIVE_CHAT, POST, QUEUE, Stage

URGENT = QueueId("urgent")
HOUR_S = 3600


@pytest.mark.parametrize(("priority", "first"), [(1, "urgent"), (200, "general"), (100, "general")])
def test_the_queue_with_the_smaller_number_is_served_first(priority: int, first: str) -> None:
    """Appendix C 76: priority first; of equal queues the oldest work overall."""
    stage = Stage(LIVE_CHAT, BY_POST)
    urgent = Queue(id=URGENT, name="Urgent", priority=priority)
    by_post = replace(BY_POST, queue_id=URGENT)
    stage.do(sc.Configure(queues=(urgent,), workstreams=(by_post,)), OPERATOR)
    older = meet(stage).starts()
    stage.wait(10)
    newer = meet(stage).starts(workstream=POST)
    anna = Desk(stage, "anna", "Anna")
    stage.put_user(anna.id, "Anna", queue_ids=(QUEUE, URGENT), capacity_units=1)
    anna.comes()
    assert anna.offered == [newer if first == "urgent" else older]


def test_what_returns_queues_behind_what_has_waited_since_the_morning() -> None:
    """Appendix C 82: of asynchronous work the age is the last interaction, not the creation."""
    stage = Stage(LIVE_CHAT, replace(BY_POST, keep_same_agent=False))
    anna, customer = hire(stage, "Anna", units=1), meet(stage)
    monday = customer.starts(workstream=POST)
    anna.accepts(monday)
    anna.presses_x(monday)
    anna.signs_out()
    stage.wait(3 * 24 * HOUR_S)
    thursday = meet(stage).starts(workstream=POST)
    stage.wait(HOUR_S)
    customer.writes(monday, "One more thing")
    anna.comes()
    assert anna.offered == [thursday]
    anna.accepts(thursday)
    anna.presses_x(thursday)
    assert anna.offered == [monday]


def test_what_nobody_can_take_holds_up_nothing_behind_it() -> None:
    """Appendix C 88, decided otherwise: there, more than a hundred stuck items stop all behind them."""
    stage = Stage(LIVE_CHAT, replace(BY_POST, units=9))
    for _ in range(110):
        meet(stage).starts(workstream=POST)
    stage.wait(1)
    chat = meet(stage).starts()
    assert hire(stage, "Anna", units=8).offered == [chat]


def test_an_offer_that_comes_back_leaves_the_customers_wait_as_long_as_it_is() -> None:
    """What readers see of the line: a miss begins the state anew, not the wait; the agent's X begins both."""
    stage = Stage(LIVE_CHAT)
    anna, chat = hire(stage, "Anna"), meet(stage).starts()
    began_ms = stage.chat(chat).created_at_ms
    stage.wait(LIVE_CHAT.offer_s + 1)
    shown = one_in_line(stage)
    assert (shown.id, shown.queued_at_ms) == (chat, began_ms)
    assert shown.state_since_ms > began_ms
    anna.picks(chat)
    stage.wait(60)
    anna.presses_x(chat)
    assert one_in_line(stage).queued_at_ms == stage.chat(chat).state_since_ms > began_ms


def one_in_line(stage: Stage) -> ItemView:
    """Return the only work in the queue, as its readers see it."""
    (shown,) = queue_snapshot(stage.writer.view, QUEUE).items
    return shown
