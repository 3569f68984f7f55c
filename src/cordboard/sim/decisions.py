"""Holds every explanation on disk against the fact that it explains, and against what waits."""

import msgspec
from msgspec import Struct

from cordboard.app.definitions import version_in_force
from cordboard.app.ports import View
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation, State
from cordboard.core.events import Fact
from cordboard.core.explanation import Bar, Explanation, Offered, Queued, Unplaced
from cordboard.core.offer import OfferMade
from cordboard.core.work_kind import kind_of
from cordboard.core.workstream import Distribution, Queue, Workstream
from cordboard.sim.able import Floor
from cordboard.sim.ports import Process, demand

NEAR = 10
"""So many agents an explanation names at most besides the winner."""
ABSENT = frozenset({Bar.NOT_THERE, Bar.OFF_HOURS})
"""Reasons that are told anew whenever they come up or go away; others only where room came up or went."""

_fact = msgspec.json.Decoder(Fact).decode
_explanation = msgspec.json.Decoder(Explanation).decode


class Made(Struct, frozen=True):
    """One offer, as its fact and its explanation must both tell it."""

    fact: int
    at_ms: int
    conversation_id: str
    agent_id: str


class Decisions:
    """Follows facts and explanations, each row once; it outlives every process."""

    def __init__(self) -> None:
        self._facts = 0
        self._explanations = 0
        self._version = 0
        self._unplaced: dict[str, Unplaced] = {}
        """What was told last of waiting work of a kind."""

    def check(self, process: Process) -> list[Fact]:
        """See that what is new on disk explains itself; return the new facts."""
        facts = process.facts(self._facts)
        rows = process.decisions(self._explanations)
        decoded = [(number, at_ms, _fact(body)) for number, at_ms, body in facts]
        made = [
            Made(number, at_ms, fact.conversation_id, fact.agent_id)
            for number, at_ms, fact in decoded
            if isinstance(fact, OfferMade)
        ]
        told: list[Made] = []
        for number, subject, at_ms, body in rows:
            explanation = _explanation(body)
            self._explanations = number
            self._check_one(process.view, subject, explanation)
            if isinstance(explanation, Offered):
                told.append(Made(explanation.floor + 1, at_ms, subject, explanation.agent_id))
        demand(made == told, f"offers {made} are explained as {told}")
        self._facts = decoded[-1][0] if decoded else self._facts
        return [fact for _, _, fact in decoded]

    def check_waiting(self, view: View, floor: Floor) -> None:
        """See that it stands written why work waits; holds when routing has settled."""
        for work in view.all(Conversation):
            if work.state is not State.OPEN:
                continue
            if view.get(Workstream, work.workstream_id).distribution is Distribution.PICK:
                continue
            kind = kind_of(work, view.get(Queue, work.queue_id))
            told = self._unplaced.get(kind)
            if told is None:
                demand(False, f"nobody knows why {work.id} waits ({kind})")
                continue
            demand(
                told.queue_id == work.queue_id,
                f"{work.id} waits in {work.queue_id}, and as told in {told.queue_id}",
            )
            given_up = len(work.declines) >= floor.organisation.decliners_limit
            demand(
                told.given_up is given_up, f"{work.id} is given up: {given_up}, and as told {told.given_up}"
            )
            here, there = ABSENT & {*floor.first_reasons(work).values()}, ABSENT & {*told.counts}
            demand(
                given_up or here == there,
                f"{work.id} waits for {sorted(here)}, and as told for {sorted(there)}",
            )

    def _check_one(self, view: View, subject: str, explanation: Explanation) -> None:
        """See that it names what is there, and that the configuration never goes back."""
        version = explanation.configuration
        demand(version >= self._version, f"{subject} was decided by version {version} after {self._version}")
        demand(
            version <= version_in_force(view), f"{subject} was decided by version {version}, not yet in force"
        )
        self._version = version
        demand(
            view.find(Queue, explanation.queue_id), f"{subject} was in {explanation.queue_id}: there is none"
        )
        if isinstance(explanation, Queued):
            return
        named = [one.agent_id for one in explanation.near]
        demand(len(named) <= NEAR, f"the explanation of {subject} names {len(named)} agents")
        if isinstance(explanation, Offered):
            named.append(explanation.agent_id)
        else:
            self._unplaced[subject] = explanation
            counted = sum(explanation.counts.values())
            demand(counted <= explanation.members, f"{counted} of {explanation.members} can't have {subject}")
        demand(len(set(named)) == len(named), f"the explanation of {subject} names somebody twice: {named}")
        unknown = [one for one in named if view.find(Agent, one) is None]
        demand(not unknown, f"the explanation of {subject} names {unknown}")
