"""Follows every stream as a page does: a snapshot, then entries; and compares with a later snapshot."""

from collections.abc import Iterable, Sequence

import msgspec

from cordboard.app.engine import Entry, News
from cordboard.app.seams import Journal
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.workstream import Queue
from cordboard.floor.state import Floor
from cordboard.sim import fold
from cordboard.sim.fold import Maps


class Follower:
    """One reader of one stream."""

    def __init__(self, maps: Maps, n: int) -> None:
        self.maps = maps
        self.n = n

    def take(self, entry: Entry) -> None:
        """Apply the next entry; a hole or a repetition is a lie."""
        assert entry.n == self.n + 1, f"{entry.stream}: {entry.n} comes after {self.n}"
        self.n = entry.n
        fold.apply(self.maps, msgspec.json.decode(entry.body))

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
        for stream in _streams(floor):
            shown = fold.of_view(floor, stream) or {}
            follower = self._by_stream.get(stream)
            if follower is None:
                follower = self._by_stream[stream] = Follower(shown, journal.head(stream))
            assert follower.n == journal.head(stream), f"{stream}: something was not published"
            assert follower.maps == shown, f"{stream} tells another story than its snapshot"

    def reconnect(self, journal: Journal) -> None:
        """Read on from the disk, as pages do when the server comes back or mistrusts what it said."""
        for stream, follower in self._by_stream.items():
            follower.catch_up(stream, journal)

    def _take(self, entry: Entry) -> None:
        follower = self._by_stream.get(entry.stream)
        if follower is None:
            follower = self._by_stream[entry.stream] = Follower({}, 0)
        follower.take(entry)


def _streams(floor: Floor) -> Iterable[str]:
    """Every stream that has a snapshot."""
    yield from (f"agent:{one.id}" for one in floor.all(Agent))
    yield from (f"{kind}:{one.id}" for one in floor.all(Queue) for kind in ("queue", "floor"))
    yield from (f"conversation:{one.id}" for one in floor.all(Conversation))
