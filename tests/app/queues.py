"""Gives scenes a second queue, and tells what became of work on its way through both."""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from cordboard.app import setup_commands as sc
from cordboard.core.explanation import Explanation, Queued
from cordboard.core.ids import ConversationId, QueueId
from cordboard.core.overflow import OverflowAct, WaitingOverflow
from cordboard.core.user import OPERATOR
from cordboard.core.workstream import Queue
from floor.players import Desk
from floor.stage import QUEUE, Stage

OTHER = QueueId("other")
ENDS = WaitingOverflow(after_s=60, act=OverflowAct.END)
MOVES_ON = WaitingOverflow(after_s=60, act=OverflowAct.TO_QUEUE, queue_id=OTHER)
GENERAL = Queue(id=QUEUE, name="General")
SECOND = Queue(id=OTHER, name="Other")
decode = msgspec.json.Decoder(Explanation).decode


def set_queues(stage: Stage, here: WaitingOverflow | None, there: WaitingOverflow | None = None) -> None:
    """Say what ends the waits in the queue where everything begins, and in the other one."""
    queues = (replace(GENERAL, waiting_overflow=here), replace(SECOND, waiting_overflow=there))
    stage.do(sc.Configure(queues=queues), OPERATOR)


def hire_for(stage: Stage, name: str, *queue_ids: QueueId, there: bool = True) -> Desk:
    """Add an agent of these queues."""
    desk = Desk(stage, name.lower(), name)
    stage.put_user(desk.id, name, queue_ids=queue_ids)
    if there:
        desk.comes()
    return desk


def queue_of(stage: Stage, chat: ConversationId) -> str:
    return stage.chat(chat).queue_id


def stays(stage: Stage) -> Sequence[tuple[object, ...]]:
    """Queue, reason of leaving, and whether it was abandoned, of each stay in a queue."""
    return stage.database.rows(
        "SELECT queue_id, closure_reason, abandoned FROM queue_segment ORDER BY entered_at_ms, rowid"
    )


def entrances(stage: Stage, chat: ConversationId) -> list[Queued]:
    """How it came into each of its queues, as far as this was explained."""
    rows = stage.database.rows("SELECT body FROM decision WHERE subject = ? ORDER BY seq", chat)
    told = [decode(body) for (body,) in rows if isinstance(body, bytes)]
    return [one for one in told if isinstance(one, Queued)]
