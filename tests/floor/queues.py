"""Furnishes a stage with queues, hours, rules and overflow, and reads why work came where it is."""

from typing import Any

import msgspec
from msgspec.structs import replace

from cordboard.app import setup_commands as sc
from cordboard.core.conversation import Detail
from cordboard.core.explanation import Explanation, Queued
from cordboard.core.hours import Hours, Slot, Weekday
from cordboard.core.ids import ConversationId, HoursId, QueueId, SkillId
from cordboard.core.overflow import Overflow, OverflowAct, OverflowCause
from cordboard.core.rules import (
    Condition,
    RouteRule,
    Share,
)
from cordboard.core.skill import Skill
from cordboard.core.user import OPERATOR
from cordboard.core.workstream import Queue
from floor.players import Desk, meet
from floor.stage import BY_POST, LIVE_CHAT, POST, Stage

SALES, CARE, NIGHT = QueueId("sales"), QueueId("care"), QueueId("night")
HOUR_S = 3_600
FULL, CLOSED = OverflowCause.WORK_ITEMS, OverflowCause.OUT_OF_HOURS
END, ANYWAY, TO_QUEUE = OverflowAct.END, OverflowAct.ASSIGN_ANYWAY, OverflowAct.TO_QUEUE
decode = msgspec.json.Decoder(Explanation).decode


def opens(name: str, opens_at: str, closes_at: str) -> Hours:
    """The stage's first day is a Friday."""
    slots = (Slot(day=Weekday.FRIDAY, opens=opens_at, closes=closes_at),)
    return Hours(id=HoursId(name), name=name, time_zone="UTC", slots=slots)


DAY, LATE = opens("day", "08:00", "17:00"), opens("late", "10:00", "20:00")


def route(name: str, *queue_ids: QueueId, when: Condition | None = None) -> RouteRule:
    return RouteRule(name=name, when=when, to=tuple(Share(queue_id=one) for one in queue_ids))


def queue(queue_id: QueueId, *overflow: Overflow, **fields: Any) -> Queue:
    return Queue(id=queue_id, name=queue_id, overflow=overflow, **fields)


def full(limit: int, act: OverflowAct = END, to: QueueId | None = None) -> Overflow:
    return Overflow(cause=FULL, limit=limit, act=act, queue_id=to)


def closed(act: OverflowAct = END, to: QueueId | None = None) -> Overflow:
    return Overflow(cause=CLOSED, act=act, queue_id=to)


def configure(stage: Stage, *queues: Queue, **workstream: Any) -> None:
    """Put queues in place, and what is special about both workstreams."""
    known = {one.id: one for one in (queue(SALES), queue(CARE), queue(NIGHT), *queues)}
    command = sc.Configure(
        hours=(DAY, LATE),
        skills=(Skill(id=SkillId("thai"), name="Thai"),),
        queues=tuple(known.values()),
        workstreams=(replace(LIVE_CHAT, **workstream), replace(BY_POST, **workstream)),
    )
    stage.do(command, OPERATOR)


def come(stage: Stage, **details: str) -> ConversationId:
    """A customer who filled in a form."""
    stage.now_ms += 1
    given = tuple(Detail(name=name, value=value) for name, value in details.items())
    return meet(stage).starts(workstream=POST, details=given)


def why(stage: Stage, chat: ConversationId) -> Queued:
    """The last explanation of how it came into its queue."""
    rows = stage.database.rows("SELECT body FROM decision WHERE subject = ? ORDER BY seq", chat)
    told = [decode(body) for (body,) in rows if isinstance(body, bytes)]
    return [one for one in told if isinstance(one, Queued)][-1]


def topic(value: str) -> Condition:
    return Condition(attribute="detail.topic", value=value)


def hire_for(
    stage: Stage, name: str, queue_id: QueueId, *, units: int = 5, presence: str | None = None
) -> Desk:
    """An agent of another queue than the stage's own."""
    desk = Desk(stage, name.lower(), name)
    stage.put_user(desk.id, name, queue_ids=(queue_id,), capacity_units=units)
    desk.comes()
    if presence is not None:
        desk.chooses(presence)
    return desk
