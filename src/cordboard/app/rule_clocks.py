"""Looks again at queues whose custom rules ask for the time: no other change makes routing look there."""

from cordboard.app import deadlines
from cordboard.app.ports import Tx
from cordboard.core.attributes import passes
from cordboard.core.deadline import Deadline, DeadlineKind, deadline_id
from cordboard.core.rules import attributes_of
from cordboard.core.workstream import Method, Queue

LOOK_MS = 30_000
"""How late a rule is at most that asks how long work has waited.

Looks fall on whole half minutes: what the clock on the wall gives turns on whole minutes, and is never late.
"""


def look(tx: Tx, queue_id: str) -> None:
    """Let routing look at what waits (DeadlineKind.RULES_LOOK), and say when it does so again."""
    queue = tx.get(Queue, queue_id)
    if len(tx.waiting_in(queue.id)):
        tx.agenda.mark_queue(queue.id)
    _settle(tx, queue)


def settle_all(tx: Tx) -> None:
    """Let the clocks of exactly those queues run whose rules ask for the time."""
    for queue in list(tx.all(Queue)):
        _settle(tx, queue)


def asks_for_time(queue: Queue) -> bool:
    """Whether time alone can change whom the queue's rules fit."""
    if queue.method is not Method.CUSTOM:
        return False
    conditions = [ruleset.when for ruleset in queue.assignment]
    conditions += [rule.when for ruleset in queue.assignment for rule in ruleset.rules]
    return any(passes(name) for condition in conditions for name in attributes_of(condition))


def _settle(tx: Tx, queue: Queue) -> None:
    if not asks_for_time(queue):
        deadlines.clear(tx, DeadlineKind.RULES_LOOK, queue.id)
    elif tx.find(Deadline, deadline_id(DeadlineKind.RULES_LOOK, queue.id)) is None:
        next_ms = (tx.now_ms // LOOK_MS + 1) * LOOK_MS
        deadlines.set_deadline(tx, DeadlineKind.RULES_LOOK, queue.id, next_ms)
