"""Says what the linter finds of queues, overflow, custom methods and hours."""

import pytest
from msgspec.structs import replace

from config.cases import (
    ERROR,
    RULES,
    WARNING,
    Case,
    assert_found_and_mended,
    experts,
)
from config.sound import (
    ANYBODY,
    BILLING,
    EXPERTS,
    FRONT,
    LETTERS,
    SOUND,
    TECHNICAL,
    added,
    agent,
    being,
    hours,
    queue,
    to_queue,
    waiting,
    where,
    workstream,
)
from cordboard.core.hours import Holiday, Hours
from cordboard.core.ids import HoursId, QueueId
from cordboard.core.overflow import Overflow, OverflowAct, OverflowCause, WaitingOverflow
from cordboard.core.rules import (
    Operator,
)
from cordboard.core.workstream import Distribution, Method, Queue

NIGHT = HoursId("night")
BACK_OFFICE = QueueId("back_office")
NIGHT_QUEUE = QueueId("night")
END = WaitingOverflow(after_s=600, act=OverflowAct.END)

QUEUES = (
    Case(
        "a circle of waits",
        (queue("front", waiting_overflow=waiting(TECHNICAL)),),
        ERROR,
        "queues.technical.waiting_overflow.queue_id",
        "technical → front → technical",
        (queue("technical", waiting_overflow=END),),
    ),
    Case(
        "a circle of three, by waits and limits",
        (
            queue("front", overflow=(to_queue(TECHNICAL),)),
            queue("technical", waiting_overflow=waiting(BILLING)),
        ),
        WARNING,
        "queues.technical.waiting_overflow.queue_id",
        "technical → billing → front → technical",
        (queue("technical", waiting_overflow=END),),
    ),
    Case(
        "a circle that is broken by assigning anyway",
        (queue("front", overflow=(to_queue(BILLING),)),),
        WARNING,
        "queues.billing.overflow[1].queue_id",
        "billing → front → billing",
        (
            queue(
                "billing", overflow=(Overflow(cause=OverflowCause.WORK_ITEMS, act=OverflowAct.ASSIGN_ANYWAY),)
            ),
        ),
    ),
    Case(
        "a queue that overflows into itself",
        (queue("front", waiting_overflow=waiting(FRONT)),),
        ERROR,
        "queues.front.waiting_overflow.queue_id",
        "front → front",
        (queue("front", waiting_overflow=waiting(BILLING), overflow=()), queue("billing", overflow=())),
    ),
    Case(
        "a queue without members",
        (agent("budi", queue_ids=(BILLING,)),),
        ERROR,
        "queues.letters",
        "no members",
        (agent("anna", queue_ids=(FRONT, TECHNICAL, LETTERS)),),
    ),
    Case(
        "a queue without members behind an overflow",
        (
            added("queues", Queue(id=BACK_OFFICE, name="Back office")),
            queue("front", waiting_overflow=waiting(BACK_OFFICE)),
        ),
        ERROR,
        "queues.back_office",
        "no members",
        (
            queue("front", waiting_overflow=waiting(BACK_OFFICE)),
            agent("anna", queue_ids=(FRONT, TECHNICAL, BACK_OFFICE)),
        ),
    ),
    Case(
        "a queue without members behind two overflows",
        (
            added("queues", Queue(id=BACK_OFFICE, name="Back office", waiting_overflow=waiting(NIGHT_QUEUE))),
            added("queues", Queue(id=NIGHT_QUEUE, name="Night")),
            queue("letters", waiting_overflow=waiting(BACK_OFFICE)),
            agent("anna", queue_ids=(FRONT, TECHNICAL, BACK_OFFICE)),
        ),
        ERROR,
        "queues.night",
        "no members",
        (agent("anna", queue_ids=(FRONT, TECHNICAL, BACK_OFFICE, NIGHT_QUEUE)),),
    ),
    Case(
        "a queue without members whose work is picked",
        (workstream("post", distribution=Distribution.PICK), agent("budi", queue_ids=(BILLING,))),
        WARNING,
        "queues.letters",
        "to be picked",
        (agent("budi", queue_ids=(BILLING, LETTERS)),),
    ),
    Case(
        "a queue that nothing reaches",
        (added("queues", Queue(id=BACK_OFFICE, name="Back office")),),
        WARNING,
        "queues.back_office",
        "sends work to this queue",
        (
            queue("letters", waiting_overflow=waiting(BACK_OFFICE)),
            agent("anna", queue_ids=(FRONT, TECHNICAL, BACK_OFFICE)),
        ),
    ),
    Case(
        "a custom method without a ruleset",
        (queue("front", method=Method.CUSTOM),),
        ERROR,
        "queues.front.assignment",
        "there is no rule",
        (queue("front", method=Method.LEAST_ACTIVE),),
    ),
    Case(
        "a ruleset without a rule",
        (experts(),),
        ERROR,
        RULES,
        "has no rule",
        (experts(ANYBODY),),
    ),
    Case(
        "a custom rule that minds neither presence nor capacity",
        (experts(EXPERTS, replace(ANYBODY, when=where("agent.queue_count", Operator.AT_LEAST, 2))),),
        WARNING,
        f"{RULES}[1]",
        "neither presence nor capacity",
        (experts(EXPERTS, replace(ANYBODY, when=being("agent.presence", "busy"))),),
    ),
    Case(
        "hours without a slot",
        (hours("office", slots=()),),
        ERROR,
        "hours.office.slots",
        "never open",
        (hours("office", slots=SOUND.configuration.hours[0].slots[:1]),),
    ),
    Case(
        "hours that holidays cover",
        (
            hours(
                "office",
                holidays=(
                    Holiday(name="rest", first="2029-06-02", last="2032-05-31"),
                    Holiday(name="spring", first="2027-03-01"),
                    Holiday(name="first years", first="2026-12-24", last="2029-06-01"),
                ),
            ),
        ),
        ERROR,
        "hours.office.holidays",
        "never open",
        (hours("office", holidays=(Holiday(name="rest", first="2026-12-24", last="2026-12-31"),)),),
    ),
    Case(
        "hours that nobody keeps",
        (
            added(
                "hours",
                Hours(id=NIGHT, name="Night", time_zone="UTC", slots=SOUND.configuration.hours[0].slots),
            ),
        ),
        WARNING,
        "hours.night",
        "uses these hours",
        (agent("anna", hours_id=NIGHT),),
    ),
)


@pytest.mark.parametrize("case", QUEUES, ids=lambda case: case.name)
def test_a_queue_that_serves_nobody_well_is_found(case: Case) -> None:
    assert_found_and_mended(case)
