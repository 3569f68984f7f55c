"""Writes to the floor: one transaction at a time, written through, with an undo log."""

from collections.abc import Iterable

from cordboard.app.engine import Audit, Recheck, Said, Writes
from cordboard.app.entries import EntryBody
from cordboard.app.ports import Counter, ShownAgent, Value
from cordboard.core.agent import Agent
from cordboard.core.events import Fact
from cordboard.core.explanation import Explained, Explanation
from cordboard.core.ids import AgentId, ConversationId
from cordboard.core.presence import PresenceChange
from cordboard.core.user import Actor
from cordboard.floor.state import Floor, Recall, Visited, nowhere

Key = tuple[type[Value], str]


class Pen(Floor):
    """The floor with the means to change it; between `begin` and `take` or `undo` lies one command."""

    def __init__(
        self,
        values: Iterable[Value],
        wakes: Iterable[str],
        recall: Recall,
        visited: Visited = nowhere,
        *,
        facts: int = 0,
    ) -> None:
        super().__init__(values, wakes, recall, visited)
        self._facts_before = facts
        """Number of the last fact of earlier commands."""
        self.begin(0)

    def begin(self, now_ms: int) -> None:
        """Start a command at this time."""
        self._now_ms = now_ms
        self._before: dict[Key, Value | None] = {}
        self._ended: dict[Key, Value] = {}
        self._facts: list[Fact] = []
        self._told = 0
        self._said: list[Said | Recheck] = []
        self._audits: list[Audit] = []
        self._explained: list[Explained] = []
        self._heard: list[str] = []
        self._presence_changes: list[PresenceChange] = []
        self._touched: set[str] = set()
        self._shown_before: dict[AgentId, ShownAgent | None] = {}

    @property
    def now_ms(self) -> int:
        """Time of the command."""
        return self._now_ms

    def put(self, value: Value) -> None:
        """Save a new or changed value."""
        self._replace(type(value), value.id, value)

    def retire(self, value: Value) -> None:
        """Save a value for the last time: it leaves the floor and stays on disk."""
        key = (type(value), value.id)
        self._replace(*key, None)
        self._ended[key] = value

    def drop(self, kind: type[Value], identity: str) -> None:
        """Delete a value; one that is not there is no error."""
        if self.find(kind, identity) is not None:
            self._replace(kind, identity, None)

    def next_number(self, counter: str) -> int:
        """Count up and return the new number; the first is 1."""
        known = self.find(Counter, counter)
        number = known.value + 1 if known is not None else 1
        self.put(Counter(id=counter, value=number))
        return number

    def record(self, fact: Fact) -> None:
        """Say that something has happened."""
        self._facts.append(fact)

    def say(self, stream: str, body: EntryBody, *, author: str = "", client_id: str = "") -> None:
        """Append an entry to a stream."""
        self._said.append(Said(stream=stream, body=body, author=author, client_id=client_id))

    def recheck(self, stream: str) -> None:
        """Ask for every reader's right to the stream again, at this place among the entries."""
        self._said.append(Recheck(stream))

    def changes(self) -> Iterable[tuple[Value | None, Value | None]]:
        """Return what this transaction changed so far: before and after."""
        for key, before in self._before.items():
            after = self._ended.get(key) or self.find(*key)
            if after is not before:
                yield before, after

    def take_facts(self) -> list[Fact]:
        """Return the facts recorded since the last call."""
        fresh = self._facts[self._told :]
        self._told = len(self._facts)
        return fresh

    def has_news(self) -> bool:
        """Whether facts were recorded since the last call of `take_facts`."""
        return len(self._facts) > self._told

    @property
    def facts(self) -> int:
        """Number of the last fact that was recorded."""
        return self._facts_before + len(self._facts)

    def heard(self, conversation_id: ConversationId) -> None:
        """Delete the wake row."""
        self._heard.append(conversation_id)
        self.wakes.discard(conversation_id)

    def wake_pending(self, conversation_id: ConversationId) -> bool:
        """Whether a customer's message waits to be heard."""
        return conversation_id in self.wakes

    def touched_agents(self) -> set[AgentId]:
        """Return the agents whom this transaction changed, or whose load it changed."""
        return {AgentId(one) for one in self._touched if self.find(Agent, one) is not None}

    def last_shown(self, agent_id: AgentId) -> ShownAgent | None:
        """Return how the agent was last shown to readers, and in which queues."""
        return self.shown.get(agent_id)

    def show(self, agent_id: AgentId, shown: ShownAgent) -> None:
        """Remember how the agent is shown now."""
        self._shown_before.setdefault(agent_id, self.shown.get(agent_id))
        self.shown[agent_id] = shown

    def audit(self, actor: Actor, action: str, subject: str, detail: str = "") -> None:
        """Keep a record of a supervisory or administrative act."""
        entry = Audit(at_ms=self._now_ms, actor=actor.key, action=action, subject=subject, detail=detail)
        self._audits.append(entry)

    def explain(self, subject: str, explanation: Explanation) -> None:
        """Keep why routing decided something."""
        self._explained.append(Explained(subject=subject, at_ms=self._now_ms, explanation=explanation))

    def note_presence(self, change: PresenceChange) -> None:
        """Add a line to an agent's presence history."""
        self._presence_changes.append(change)

    def writes(self) -> Writes:
        """Return what must be made durable."""
        live: list[Value] = []
        dropped: list[tuple[type[Value], str]] = []
        for (kind, identity), before in self._before.items():
            now = self.find(kind, identity)
            if now is not None and now is not before:
                live.append(now)
            elif now is None and before is not None and (kind, identity) not in self._ended:
                dropped.append((kind, identity))
        self._facts_before += len(self._facts)
        return Writes(
            at_ms=self._now_ms,
            live=live,
            ended=list(self._ended.values()),
            dropped=dropped,
            facts=self._facts,
            said=self._said,
            audits=self._audits,
            explained=self._explained,
            heard=self._heard,
            presence_changes=self._presence_changes,
        )

    def undo(self) -> None:
        """Put everything back as it was at `begin`: a refused command leaves nothing."""
        for (kind, identity), before in reversed(self._before.items()):
            self.replace(kind, identity, before)
        for agent_id, shown in self._shown_before.items():
            if shown is None:
                self.shown.pop(agent_id, None)
            else:
                self.shown[agent_id] = shown
        self.wakes.update(self._heard)

    def _replace(self, kind: type[Value], identity: str, value: Value | None) -> None:
        key = (kind, identity)
        if key not in self._before:
            self._before[key] = self.find(kind, identity)
        if self._ended:
            self._ended.pop(key, None)
        self._touched.update(self.replace(kind, identity, value))
