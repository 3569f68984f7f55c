"""Remembers everything that became durable, and holds what pages are told against it."""

from collections.abc import Sequence
from typing import Any

import msgspec

from cordboard.app.engine import Entry, News
from cordboard.app.ports import View
from cordboard.core.conversation import Conversation, State
from cordboard.core.ids import ConversationId
from cordboard.core.message import AuthorRole
from cordboard.sim import fold
from cordboard.sim.ports import Process, demand

CHUNK = 10_000
FOR_EVER = 2**62


class Ledger:
    """Every stream's entries in order, every message once, and who may have read how far."""

    def __init__(self) -> None:
        self._streams: dict[str, list[Any]] = {}
        self._maps: dict[str, fold.Maps] = {}
        self._changed: dict[str, None] = {}
        self._written: dict[tuple[str, str], tuple[str, int, str]] = {}
        self._owned_until: dict[str, dict[str, int]] = {}
        self._customer_wrote_at_ms: dict[str, int] = {}

    @property
    def messages(self) -> int:
        """How many messages stand in transcripts."""
        return len(self._written)

    @property
    def conversations(self) -> int:
        """How many conversations there have been."""
        return sum(1 for stream in self._streams if stream.startswith("conversation:"))

    def head(self, stream: str) -> int:
        """Return the number of the stream's last entry."""
        return len(self._streams.get(stream, ()))

    def maps(self, stream: str) -> fold.Maps:
        """Return what whoever has read all of a stream knows."""
        return self._maps.get(stream, {})

    def take(self, news: Sequence[News]) -> None:
        """Take what is being published."""
        for one in news:
            if isinstance(one, Entry):
                self._enter(one)

    def catch_up(self, process: Process) -> None:
        """Take what became durable unheard; see that no stream has a hole or lost its end."""
        for stream, (head, count) in process.heads().items():
            demand(head == count, f"{stream} has {count} entries and ends at {head}")
            for entry in process.journal.entries(stream, after=self.head(stream), limit=CHUNK):
                self._enter(entry)
        for stream in self._streams:
            known, there = self.head(stream), process.heads().get(stream, (0, 0))[0]
            demand(known == there, f"{stream} was published up to {known} and ends at {there} on disk")

    def check_streams(self, view: View) -> None:
        """See that what was told of each stream since the last time adds up to what a snapshot says."""
        changed, self._changed = self._changed, {}
        for stream in changed:
            shown = fold.of_view(view, stream)
            if shown is not None:
                differing = differences(self.maps(stream), shown)
                demand(not differing, f"{stream}: entries and snapshot differ in {differing}")

    def check_heard(self, view: View) -> None:
        """See that nothing stays parked over what its customer wrote since; holds when all is heard."""
        for conversation in view.all(Conversation):
            wrote_at_ms = self._customer_wrote_at_ms.get(f"conversation:{conversation.id}", 0)
            heard = conversation.state is not State.WAITING or wrote_at_ms <= conversation.state_since_ms
            demand(heard, f"the customer of {conversation.id} wrote while it was parked, and nobody heard")

    def note_owners(self, view: View) -> None:
        """Note up to where each agent may read each transcript: as far as it went when they lost it."""
        for conversation in view.all(Conversation):
            self._note_owner(conversation.id, conversation.agent_id)
        for identity in self._owned_until:
            if view.find(Conversation, identity) is None:
                self._note_owner(identity, None)

    def check_event(self, reader: str, frame: dict[str, Any]) -> None:
        """See that an event says what is durable, and that this reader may read it."""
        stream, n = frame["stream"], frame["n"]
        demand(n <= self.head(stream), f"{reader} is told {stream} {n}, which is not durable")
        same = self._streams[stream][n - 1] == frame["body"]
        demand(same, f"{reader} is told something else than what stands at {stream} {n}")
        kind, _, subject = stream.partition(":")
        if kind == "conversation" and subject in self._owned_until and not reader.startswith("visitor:"):
            until = self._owned_until[subject].get(reader, 0)
            demand(n <= until, f"{reader} reads {stream} {n} and may read up to {until}")

    def check_known(self, reader: str, stream: str, n: int, maps: fold.Maps) -> None:
        """See that a reader who has read all of a stream knows what it adds up to."""
        if n == self.head(stream):
            differing = differences(maps, self.maps(stream))
            demand(not differing, f"{reader} has read all of {stream} and errs about {differing}")

    def check_answer(self, author: str, client_id: str, conversation_id: str, n: int, text: str) -> None:
        """See that an acknowledged message stands where the answer says."""
        found = self._written.get((author, client_id))
        stands = (f"conversation:{conversation_id}", n, text)
        demand(found == stands, f"{author} was told that {client_id} is {stands}, and it is {found}")

    def check_refused(self, author: str, client_id: str) -> None:
        """See that a message refused for good stands nowhere."""
        found = self._written.get((author, client_id))
        demand(found is None, f"{author} was refused {client_id}, and it stands at {found}")

    def _enter(self, entry: Entry) -> None:
        entries = self._streams.setdefault(entry.stream, [])
        demand(entry.n == len(entries) + 1, f"{entry.stream} {entry.n} follows on {len(entries)}")
        body = msgspec.json.decode(entry.body)
        entries.append(body)
        fold.apply(self._maps.setdefault(entry.stream, {}), body)
        self._changed[entry.stream] = None
        if body["kind"] == "message":
            key = (body["author"]["id"], body["client_id"])
            known = self._written.get(key)
            demand(known is None, f"{key} stands twice: at {known}, and at {entry.stream} {entry.n}")
            self._written[key] = (entry.stream, entry.n, body["text"])
            if body["author"]["role"] == AuthorRole.CUSTOMER:
                self._customer_wrote_at_ms[entry.stream] = entry.at_ms

    def _note_owner(self, identity: str, owner: str | None) -> None:
        until = self._owned_until.setdefault(ConversationId(identity), {})
        for agent_id, number in until.items():
            if agent_id != owner and number == FOR_EVER:
                until[agent_id] = self.head(f"conversation:{identity}")
        if owner is not None:
            until[owner] = FOR_EVER


def differences(one: fold.Maps, other: fold.Maps) -> str:
    """Name what two readings of a stream do not agree on."""
    if one == other:
        return ""
    keys = sorted({(table, identity) for maps in (one, other) for table in maps for identity in maps[table]})
    both = [
        (table, identity, _at(one, table, identity), _at(other, table, identity)) for table, identity in keys
    ]
    return "; ".join(f"{table} {identity}: {a} / {b}" for table, identity, a, b in both if a != b)


def _at(maps: fold.Maps, table: str, identity: str) -> object:
    return maps.get(table, {}).get(identity)
