"""Carries news inside one process: a list of readers for each stream."""

from collections.abc import Sequence

from cordboard.app.engine import Entry, Marked, News
from cordboard.app.seams import Reader


class LocalBus:
    """Hands entries to readers in their order and lets each reader send them in one go."""

    def __init__(self) -> None:
        self._readers: dict[str, dict[Reader, None]] = {}
        self._touched: dict[Reader, None] = {}

    def subscribe(self, stream: str, reader: Reader) -> None:
        """Hand the stream's entries to this reader from now on."""
        self._readers.setdefault(stream, {})[reader] = None

    def unsubscribe(self, stream: str, reader: Reader) -> None:
        """Stop it; a reader that is not there is no error."""
        readers = self._readers.get(stream)
        if readers is not None:
            readers.pop(reader, None)
            if not readers:
                del self._readers[stream]

    def publish(self, news: Sequence[News]) -> None:
        """Hand durable entries and marks to whoever reads their streams, in order."""
        for one in news:
            readers = self._readers.get(one.stream)
            if readers is None:
                continue
            if isinstance(one, Entry):
                for reader in readers:
                    reader.deliver(one)
                self._touched.update(readers)
            elif isinstance(one, Marked):
                for reader in readers:
                    reader.mark(one)
                self._touched.update(readers)
            else:
                for reader in list(readers):
                    reader.recheck(one.stream)
                    self._touched[reader] = None

    def touch(self, reader: Reader) -> None:
        """Flush this reader with the others at the end of the batch."""
        self._touched[reader] = None

    def flush(self) -> None:
        """Let every reader send what it has taken since the last time."""
        touched, self._touched = self._touched, {}
        for reader in touched:
            reader.flush()

    def mistrust(self) -> None:
        """Let every reader catch up from the disk with all that it reads."""
        for stream, readers in list(self._readers.items()):
            for reader in list(readers):
                reader.catch_up(stream)

    def whisper(self, stream: str, line: bytes, *, but: Reader) -> None:
        """Pass something fleeting to all other readers of a stream, at once."""
        for reader in list(self._readers.get(stream, ())):
            if reader is not but:
                reader.whisper(stream, line)
                reader.flush()
