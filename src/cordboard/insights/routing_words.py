"""Says routing's decisions in English, for the API and the command line; the workspace has its own words."""

from collections.abc import Iterable, Iterator, Sequence

from cordboard.app.routing_story import (
    Kept,
    Near,
    OfferedStep,
    PassedQueue,
    Preference,
    QueuedStep,
    Step,
    UnplacedStep,
    WhatIf,
    WhatIfCode,
)
from cordboard.core.explanation import Bar, Entrance
from cordboard.core.notification import AutoAssign
from cordboard.core.overflow import OverflowAct, OverflowCause
from cordboard.core.rules import RuleFailure
from cordboard.core.workstream import Method
from cordboard.insights.failures import by_attribute

KEPT = {
    Bar.NOT_THERE: "not connected",
    Bar.OFF_HOURS: "outside their working hours",
    Bar.PRESENCE: "in a presence that takes no such work",
    Bar.CAPACITY: "without enough free capacity",
    Bar.PROFILE: "without room in a capacity profile",
    Bar.SKILLS: "without the skills",
    Bar.RULES: "whom no rule of the queue fits",
    Bar.RESERVED: "kept back, for the work waits for another agent",
    Bar.DECLINED: "who declined it as often as is allowed",
    Bar.SESSIONS: "at the session limit",
    Bar.OFFERS: "at the session limit when offers are counted",
}
"""What stands behind a number of agents."""
HAD_BEEN = {
    Bar.NOT_THERE: "had been connected",
    Bar.OFF_HOURS: "had been within working hours",
    Bar.PRESENCE: "had been in a presence that takes such work",
    Bar.PROFILE: "had had room in the capacity profile {lacks}",
    Bar.SKILLS: "had had the skill {lacks}",
    Bar.RULES: "had fitted a rule of the queue",
    Bar.RESERVED: "had been the agent for whom the work waited",
    Bar.DECLINED: "had declined it less often",
    Bar.SESSIONS: "had had fewer sessions open",
    Bar.OFFERS: "had had fewer sessions open or offers out",
}
MUST = {
    Bar.NOT_THERE: "connect, with a page that shows offers",
    Bar.OFF_HOURS: "be within working hours",
    Bar.PRESENCE: "change to a presence that takes such work",
    Bar.PROFILE: "have room in the capacity profile {lacks}, or a higher limit in it",
    Bar.SKILLS: "have the skill {lacks}",
    Bar.RULES: "fit a rule of the queue",
    Bar.RESERVED: "be the agent for whom the work waits",
    Bar.DECLINED: "be allowed to decline it more often",
    Bar.SESSIONS: "have fewer sessions open",
    Bar.OFFERS: "have fewer sessions open or offers out",
}
BY_METHOD: dict[str, str] = {
    Method.HIGHEST_CAPACITY: "most free capacity",
    Method.ROUND_ROBIN: "the longest without a turn in this queue",
    Method.LEAST_ACTIVE: "the longest since work gave capacity back",
    Method.CUSTOM: "first by the queue's own rules",
}
PREFERRED = {Preference.HAD_IT: "who had it before", Preference.FAVOURED: "whom the classification names"}
BY_ITSELF = {
    AutoAssign.NEVER: "",
    AutoAssign.AT_ONCE: "It needed no answer: it was to be assigned as soon as a page showed it.",
    AutoAssign.AFTER_TIMEOUT: "It needed no answer: it was to be assigned when its time was over.",
}
BY_CAUSE = {
    OverflowCause.OUT_OF_HOURS: "{queue} was closed",
    OverflowCause.WORK_ITEMS: "as much work waited in {queue} as it allows",
    None: "it had waited in {queue} for as long as is allowed",
}
BY_ACT = {
    OverflowAct.END: "so the conversation was ended",
    OverflowAct.TO_QUEUE: "so it was sent on",
    OverflowAct.ASSIGN_ANYWAY: "and it was put there all the same",
}
FAILED = {"missing": "was missing", "wrong_type": "had the wrong type"}


def queued_text(step: QueuedStep) -> str:
    """Say how work came into its queue, or why it was ended."""
    rules = ", ".join(step.classified_by)
    if step.ended:
        head = f"Classified by {rules}." if rules else ""
    else:
        head = f"Put into {_entrance(step)}{f' (classification: {rules})' if rules else ''}."
    return _joined(head, *map(_overflowed, step.overflowed), *_failures(step))


def offered_text(step: OfferedStep) -> str:
    """Say who was offered the work and why."""
    if not step.agent:
        head = "Offered to another agent."
    elif step.preference is not None:
        head = f"Offered to {step.agent}, {PREFERRED[step.preference]}."
    elif step.rule:
        head = f"Offered to {step.agent} by the rule {step.rule}."
    else:
        more = "" if step.units_free is None else f" ({_counted(step.units_free, 'unit')})"
        head = f"Offered to {step.agent}: {BY_METHOD.get(step.method, step.method)}{more}."
    return _joined(head, BY_ITSELF[step.auto_assign], *_crowd(step), *_failures(step))


def unplaced_text(step: UnplacedStep) -> str:
    """Say why nobody can take the work."""
    if step.given_up:
        head = "So many agents declined it that it is no longer offered by itself; it can be picked."
    elif step.members == 0:
        head = f"Nobody can take it: {step.queue} has no members."
    else:
        kept = f": {kept_text(step.kept)}" if step.kept else ""
        head = f"Nobody can take it. Of {_counted(step.members, 'member')} of {step.queue}{kept}."
    return _joined(head, _nearest(step.near), *_failures(step))


def what_if_text(what_if: WhatIf) -> str:
    """Say what would have altered an outcome, or would alter it."""
    match what_if.code:
        case WhatIfCode.ANOTHER_WINNER:
            (need,) = what_if.needs
            return f"If {what_if.agent} {_had_been(need)}, {what_if.agent} would have got it."
        case WhatIfCode.NEXT_IN_LINE:
            return f"Without {what_if.winner} it would have gone to {what_if.agent}."
        case WhatIfCode.COULD_TAKE:
            needs = _listed([_must(need) for need in what_if.needs])
            return f"{what_if.agent} could take it, but would have to {needs}."
        case WhatIfCode.NO_MEMBERS:
            return "The queue has no members: make somebody a member."
        case WhatIfCode.RULE_FAILED:
            assert what_if.failure is not None, "it is about a failure"
            return failure_text([what_if.failure])


def failure_text(alike: Sequence[RuleFailure]) -> str:
    """Say that rules failed, for one reason on one attribute."""
    first = alike[0]
    reason = FAILED.get(first.reason, first.reason)
    if len(alike) > 1:
        return f"{first.attribute} {reason} for {len(alike)} rules, which counted as not fitting."
    return (
        f"The rule {first.rule} could not be decided and counted as not fitting: {first.attribute} {reason}."
    )


def kept_text(kept: Iterable[Kept]) -> str:
    """Say how many were kept back by what."""
    return ", ".join(f"{one.count} {_kept(one)}" for one in kept)


def _entrance(step: QueuedStep) -> str:
    match step.entrance:
        case Entrance.RULE:
            return f"{step.queue} by the rule {step.route}"
        case Entrance.FALLBACK:
            return f"{step.queue}, the fallback queue, for no other was suitable"
        case Entrance.OVERFLOW:
            return f"{step.queue} by another queue's overflow"
        case Entrance.WAITED:
            return f"{step.queue} after too long a wait in another queue"


def _overflowed(passed: PassedQueue) -> str:
    cause = BY_CAUSE[passed.cause].format(queue=passed.queue)
    return f"{cause[0].upper()}{cause[1:]}, {BY_ACT[passed.act]}."


def _failures(step: Step) -> Iterator[str]:
    """Say which rules failed, a sentence for each attribute and reason."""
    yield from map(failure_text, by_attribute(step.failures))
    if step.failures_left:
        yield f"{_counted(step.failures_left, 'more rule')} could not be decided."


def _crowd(step: OfferedStep) -> Iterable[str]:
    """Say who else there was, and what else waited."""
    barred = sum(one.count for one in step.kept)
    if barred:
        yield f"{_counted(barred, 'other')} in the queue could not: {kept_text(step.kept)}."
    if step.behind:
        yield f"{_counted(step.behind, 'other')} stood behind."
    yield _nearest(step.near)
    if step.passed:
        kinds = _counted(step.passed, "kind")
        yield f"Older work of {kinds} was passed over, which {step.agent} could not take."
    if step.waiting > 1:
        yield f"{step.waiting} were waiting in the queue, this one among them."


def _nearest(near: Sequence[Near]) -> str:
    return f"Nearest: {', '.join(map(_near, near))}." if near else ""


def _near(near: Near) -> str:
    return f"{near.agent} ({'next in line' if near.bar is None else _lacking(near)})"


def _lacking(near: Near) -> str:
    if near.bar is Bar.CAPACITY and near.units:
        return f"{_counted(near.units, 'unit')} short"
    assert near.bar is not None, "somebody was barred"
    return _kept(Kept(bar=near.bar, count=1, lacks=near.lacks))


def _kept(kept: Kept) -> str:
    if kept.lacks and kept.bar is Bar.SKILLS:
        return f"without the skill {kept.lacks}"
    if kept.lacks and kept.bar is Bar.PROFILE:
        return f"without room in the capacity profile {kept.lacks}"
    return KEPT[kept.bar]


def _had_been(need: Near) -> str:
    if need.bar is Bar.CAPACITY:
        return f"had had {_counted(need.units, 'more unit')} free"
    assert need.bar is not None, "something was needed"
    return HAD_BEEN[need.bar].format(lacks=need.lacks or "that it asks for")


def _must(need: Near) -> str:
    if need.bar is Bar.CAPACITY:
        return f"have {_counted(need.units, 'more unit')} free"
    assert need.bar is not None, "something is needed"
    if need.bar is Bar.SKILLS and need.rating:
        return f"have the skill {need.lacks} at {need.rating} or better"
    return MUST[need.bar].format(lacks=need.lacks or "that it asks for")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _listed(parts: Sequence[str]) -> str:
    """Return the last of them after "and"."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
