"""Follows every stream as a page does: a snapshot, then entries; and compares with a later snapshot."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from cordboard.app.engine import Entry, News
from cordboard.app.seams import Journal
from cordboard.app.snapshots import agent_snapshot, floor_snapshot, queue_snapshot, talk_shown
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.ids import AgentId, ConversationId, QueueId
from cordboard.core.workstream import Queue
from cordboard.floor.state import Floor

State = dict[str, dict[str, Any]]
"""A few maps, as docs/protocol.md promises: kind of value, id, value."""
REPLACES = {
    "me": ("me", "me"),
    "offer": ("offers", "offer"),
    "session": ("sessions", "session"),
    "item": ("items", "item"),
    "member": ("agents", "agent"),
    "talk": ("talk", "talk"),
}
"""Entries that carry a whole value: into which map it goes, and under which name it comes."""
REMOVES = {
    "offer_ended": ("offers", "offer_id"),
    "session_closed": ("sessions", "session_id"),
    "item_gone": ("items", "conversation_id"),
    "member_gone": ("agents", "agent_id"),
}
SNAPSHOTS: dict[str, Callable[[Floor, str], Struct]] = {
    "agent": lambda floor, subject: agent_snapshot(floor, AgentId(subject)),
    "queue": lambda floor, subject: queue_snapshot(floor, QueueId(subject)),
    "floor": lambda floor, subject: floor_snapshot(floor, QueueId(subject)),
}


class Follower:
    """One reader of one stream."""

    def __init__(self, state: State, n: int) -> None:
        self.state = state
        self.n = n

    def take(self, entry: Entry) -> None:
        """Apply the next entry; a hole or a repetition is a lie."""
        assert entry.n == self.n + 1, f"{entry.stream}: {entry.n} comes after {self.n}"
        self.n = entry.n
        body = msgspec.json.decode(entry.body)
        kind = body["kind"]
        if kind in REPLACES:
            table, name = REPLACES[kind]
            self.state.setdefault(table, {})[body[name]["id"]] = body[name]
        elif kind in REMOVES:
            table, name = REMOVES[kind]
            # What came and went in one step was never shown.
            self.state.get(table, {}).pop(body[name], None)

    def catch_up(self, stream: str, journal: Journal) -> None:
        for entry in journal.entries(stream, after=self.n, limit=10_000):
            self.take(entry)


class Followers:
    """One follower for each stream, from the stream's first sight on."""

    def __init__(self) -> None:
        self._by_stream: dict[str, Follower] = {}

    def check(self, floor: Floor, journal: Journal, news: Sequence[News]) -> None:
        """Hand out what was published, then see whether everybody knows what is."""
        for entry in news:
            if isinstance(entry, Entry):
                self._take(entry)
        for stream, state in _shown(floor):
            follower = self._by_stream.get(stream)
            if follower is None:
                follower = self._by_stream[stream] = Follower(state, 0)
                follower.n = journal.head(stream)
            assert follower.n == journal.head(stream), f"{stream}: something was not published"
            known = {table: rows for table, rows in follower.state.items() if rows}
            assert known == state, f"{stream} tells another story than its snapshot"

    def reconnect(self, journal: Journal) -> None:
        """Read on from the disk, as pages do when the server comes back or mistrusts what it said."""
        for stream, follower in self._by_stream.items():
            follower.catch_up(stream, journal)

    def _take(self, entry: Entry) -> None:
        follower = self._by_stream.get(entry.stream)
        if follower is None:
            follower = self._by_stream[entry.stream] = Follower({}, 0)
        follower.take(entry)


def _shown(floor: Floor) -> Iterable[tuple[str, State]]:
    """Every stream that has a snapshot, as it stands."""
    streams = [f"agent:{one.id}" for one in floor.all(Agent)]
    streams += [f"{kind}:{one.id}" for one in floor.all(Queue) for kind in ("queue", "floor")]
    for stream in streams:
        kind, _, subject = stream.partition(":")
        yield stream, _maps(_plain(SNAPSHOTS[kind](floor, subject)))
    for conversation in floor.all(Conversation):
        yield f"conversation:{conversation.id}", _talk(floor, ConversationId(conversation.id))


def _talk(floor: Floor, identity: ConversationId) -> State:
    return {"talk": {identity: _plain(talk_shown(floor, floor.get(Conversation, identity)))}}


def _plain(shown: Struct) -> Any:
    """What a page gets of it."""
    return msgspec.json.decode(msgspec.json.encode(shown))


def _maps(snapshot: dict[str, Any]) -> State:
    """Turn a snapshot into maps by id, leaving out those without anything in them."""
    maps: State = {}
    for name, value in snapshot.items():
        if name == "me":
            maps["me"] = {value["id"]: value}
        elif isinstance(value, list | tuple) and value:
            maps[name] = {one["id"]: one for one in value}
    return maps
