"""Holds back deadlines whose handling fails: each rests for longer and longer, and no other waits for it."""

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from msgspec import Struct

from cordboard.app.commands import AnyCommand, Elapse
from cordboard.app.due import AT_ONCE, DeadlineFailed
from cordboard.core.deadline import Deadline, DeadlineKind
from cordboard.floor.health import Report
from cordboard.floor.state import Floor

FIRST_REST_MS = 1_000
LONGEST_REST_MS = 5 * 60_000
"""What is mended by a change of configuration is done within five minutes of it."""
KIND_RESTS_MS = 1_000
"""Each failure costs a load of the floor: a kind that is broken for many must not do that all the time."""
EVER_MS = 2**63 - 1


class _Setback(Struct, frozen=True):
    """How often a deadline has failed, and when it is tried again."""

    failures: int
    again_at_ms: int


class Setbacks:
    """The deadlines that failed; on disk they are as they were, and a restart tries all of them again."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.failures: Counter[str] = Counter()
        """How often which kind has failed, for the metrics."""
        self._resting: dict[Deadline, _Setback] = {}
        self._kinds: dict[DeadlineKind, int] = {}
        """Until when the others of a kind wait after one of them failed."""
        self._one_by_one = False
        """Whether it is not known which of several failed: alone, it shows."""
        self._reported: set[tuple[str, type]] = set()
        """By the kind of deadline and of fault."""
        self._blamed = False
        """Whether the last fault has been taken care of."""

    def __len__(self) -> int:
        return len(self._resting)

    def next_elapse(self, floor: Floor, now_ms: int) -> Elapse | None:
        """Return what does the next of what is due; None where nothing is, or all that is due rests.

        What has failed before is done alone and last: it can hold up nothing but itself.
        """
        if not self._troubled(floor):
            due_at_ms = floor.next_due_at_ms()
            return Elapse() if due_at_ms is not None and due_at_ms <= now_ms else None
        ready = [one for one in floor.due_by(now_ms) if self._ready_at_ms(one) <= now_ms]
        fresh = [one for one in ready if one not in self._resting]
        self._one_by_one = self._one_by_one and bool(fresh)
        chosen = islice(fresh, 1 if self._one_by_one else AT_ONCE) if fresh else ready[:1]
        deadlines = tuple(chosen)
        return Elapse(deadlines=deadlines) if deadlines else None

    def next_due_at_ms(self, floor: Floor) -> int | None:
        """Return when there is something to do next, and so neither when what rests was due."""
        if not self._troubled(floor):
            return floor.next_due_at_ms()
        earliest: int | None = None
        for deadline in floor.due_by(EVER_MS):
            if earliest is not None and deadline.due_at_ms >= earliest:
                break
            ready_at_ms = self._ready_at_ms(deadline)
            earliest = ready_at_ms if earliest is None else min(earliest, ready_at_ms)
        return earliest

    def complain(self, commands: Iterable[AnyCommand], what: str, fault: BaseException, now_ms: int) -> None:
        """Report a fault of commands; hold back the deadline that is to blame, if it is one.

        Where it may be any of several, they are done one by one. What was reported of a kind of failure is
        not reported of the next one: some are tried again and again.
        """
        elapses = [one for one in commands if isinstance(one, Elapse)]
        if not elapses:
            self._report(what, fault)
            return
        self._blamed = True
        failed = _failed(elapses, fault)
        if failed is None:
            self._one_by_one = True
            self._report_once("", f"{what}: one of several deadlines, they are done one by one", fault)
        else:
            self._rest(failed, now_ms)
            self._report_once(failed.kind, f"{what}: {failed.id}, which rests and is tried again", fault)

    def took_blame(self) -> bool:
        """Whether what broke the floor since the last call was held back, so that it won't do so at once."""
        blamed, self._blamed = self._blamed, False
        return blamed

    def _report_once(self, kind: str, what: str, fault: BaseException) -> None:
        cause = fault.__cause__ if isinstance(fault, DeadlineFailed) else fault
        failure = (kind, type(cause))
        if failure not in self._reported:
            self._reported.add(failure)
            self._report(what, fault)

    def _troubled(self, floor: Floor) -> bool:
        """Whether anything is held back still; what was done after all, or moved, is forgotten."""
        if self._resting:
            over = [one for one in self._resting if floor.find(Deadline, one.id) != one]
            for one in over:
                del self._resting[one]
        if not self._resting:
            self._kinds.clear()
        return bool(self._resting) or self._one_by_one

    def _ready_at_ms(self, deadline: Deadline) -> int:
        setback = self._resting.get(deadline)
        again_at_ms = deadline.due_at_ms if setback is None else setback.again_at_ms
        return max(again_at_ms, self._kinds.get(deadline.kind, 0))

    def _rest(self, failed: Deadline, now_ms: int) -> None:
        known = self._resting.get(failed)
        failures = 1 if known is None else known.failures + 1
        rest_ms = min(LONGEST_REST_MS, FIRST_REST_MS << min(failures - 1, 20))
        self._resting[failed] = _Setback(failures, now_ms + rest_ms)
        self._kinds[failed.kind] = now_ms + KIND_RESTS_MS
        self.failures[failed.kind.value] += 1


def _failed(elapses: list[Elapse], fault: BaseException) -> Deadline | None:
    """Return the deadline that failed, None where it may be any of several."""
    if isinstance(fault, DeadlineFailed):
        return fault.deadline
    alone = len(elapses) == 1 and len(elapses[0].deadlines) == 1
    return elapses[0].deadlines[0] if alone else None
