"""Turns what is due into what is done."""

from collections.abc import Callable, Iterable
from itertools import islice

from cordboard.app import (
    affinity,
    agents,
    conversations,
    customers,
    offers,
    overflow,
    placing,
    rule_clocks,
    working_hours,
)
from cordboard.app.commands import Elapse
from cordboard.app.ports import Tx
from cordboard.core.deadline import Deadline, DeadlineKind
from cordboard.core.errors import Refusal
from cordboard.core.user import Actor

AT_ONCE = 100
"""How many deadlines one step takes; the rest follows in the next."""


class DeadlineFailed(Exception):
    """The handling of a deadline broke; its cause says how."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__(deadline.id)
        self.deadline = deadline


WHEN_DUE: dict[DeadlineKind, Callable[[Tx, str], None]] = {
    DeadlineKind.OFFER_EXPIRY: offers.expire,
    DeadlineKind.OFFER_UNSEEN: offers.check_seen,
    DeadlineKind.UNSEEN_REROUTE: offers.reroute_unseen,
    DeadlineKind.UNOPENED_REROUTE: offers.reroute_unopened,
    DeadlineKind.AGENT_GONE: agents.gone,
    DeadlineKind.AGENT_RESTORE: agents.restore_over,
    DeadlineKind.CUSTOMER_GONE: customers.gone,
    DeadlineKind.CUSTOMER_GRACE: customers.grace_over,
    DeadlineKind.WRAP_UP_BLOCK: conversations.free_capacity,
    DeadlineKind.AUTO_CLOSE: conversations.auto_close,
    DeadlineKind.HOURS_TURN: working_hours.settle,
    DeadlineKind.DAY_END: working_hours.end_day,
    DeadlineKind.RULES_LOOK: rule_clocks.look,
    DeadlineKind.RANKS_ANEW: placing.rerank_more,
    DeadlineKind.WAITS_ANEW: overflow.wait_anew_more,
    DeadlineKind.QUEUE_WAIT: overflow.waited,
    DeadlineKind.RESERVED: affinity.time_over,
}


def elapse(command: Elapse, tx: Tx, actor: Actor) -> None:
    """Do what is due; a deadline is cleared by being done, and what one does may clear another.

    Raises:
        DeadlineFailed: where one broke; nothing of the step may be kept.
    """
    due: Iterable[Deadline] = command.deadlines or tx.due_by(tx.now_ms)
    for deadline in list(islice(due, AT_ONCE)):
        if tx.find(Deadline, deadline.id) == deadline:
            tx.drop(Deadline, deadline.id)
            _do(tx, deadline)


def _do(tx: Tx, deadline: Deadline) -> None:
    """Do one; a refusal means that its subject has moved on, and refuses before it changes anything."""
    try:
        WHEN_DUE[deadline.kind](tx, deadline.subject)
    except Refusal:
        return
    except Exception as fault:
        raise DeadlineFailed(deadline) from fault
