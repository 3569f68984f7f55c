"""Is a browser's page as docs/protocol.md describes it: cursors, snapshots, beats, coming back."""

from collections.abc import Callable
from typing import Any

import msgspec

from cordboard.sim import fold
from cordboard.sim.outbox import Frame, Outbox, Sent, Setting
from cordboard.sim.ports import demand
from cordboard.sim.reading import Reading
from cordboard.sim.wire import Host, Wire

SILENT_MS = 12_000
WATCH_MS = 2_000
BACKOFF_MS = (300, 1_000, 3_000, 8_000)
CLOSE_RESTART = 1012
_encode = msgspec.json.Encoder().encode


class Page:
    """One tab of one browser."""

    def __init__(
        self, setting: Setting, host: Host, *, reader: str, user_id: str | None = None, token: str = ""
    ) -> None:
        self.setting = setting
        self._host = host
        self.reader = reader
        """Who reads, as the ledger knows them."""
        self._user_id = user_id
        self._token = token
        self._wire: Wire | None = None
        self._tries = 0
        self._heard_at_ms = 0
        self.open = False
        """Whether the tab is open, connected or not."""
        self.welcome = False
        self.readings: dict[str, Reading] = {}
        self.outbox = Outbox(setting, user_id or token, self._say)

    # Coming and going

    def arrive(self) -> None:
        """Open the tab, unless it is open."""
        if not self.open:
            self.open = True
            self._tries = 0
            self._connect()

    def leave(self) -> None:
        """Close the tab; what the browser stores stays."""
        self.open = False
        self._drop()
        self.outbox.reload()
        self.readings.clear()

    def lose(self, what: str) -> None:
        """Have trouble with the line: cut, deaf on one side, or clogged."""
        if self._wire is not None:
            self._wire.suffer(what)

    def after(self, ms: int, call: Callable[[], None], what: str = "") -> None:
        """Do something later."""
        self.setting.agenda.after(ms, call, what)

    def _connect(self) -> None:
        if not self.open or self._wire is not None:
            return
        for stream in self.streams():
            self.readings.setdefault(stream, Reading())
        self._wire = self._host.accept(self, self._user_id)
        if self._wire is None:
            self._come_back(0)
            return
        self.setting.tally.connections += 1
        self._heard_at_ms = self.setting.agenda.now_ms
        self._wire.say(_encode({"t": "hello", "v": 1, "token": self._token}))
        self._watch(self._wire)

    def _drop(self) -> None:
        self.welcome = False
        if self._wire is not None:
            self._wire.hang_up()
            self._wire = None
        for reading in self.readings.values():
            reading.asked = 0

    def _come_back(self, at_least_ms: int) -> None:
        most_ms = BACKOFF_MS[min(self._tries, len(BACKOFF_MS) - 1)]
        self._tries += 1
        self.after(at_least_ms + self.setting.chance.ms(50, most_ms), self._connect)

    def _watch(self, wire: Wire) -> None:
        """Hang up on a line that has said nothing for too long."""

        def look() -> None:
            if self._wire is not wire:
                return
            if self.setting.agenda.now_ms - self._heard_at_ms > SILENT_MS:
                self.setting.agenda.note(f"{self.reader} hears nothing and connects again")
                self._drop()
                self._come_back(0)
            else:
                self.after(WATCH_MS, look)

        self.after(WATCH_MS, look)

    # What comes

    def on_close(self, code: int | None) -> None:
        """Hear that the line is gone."""
        self._wire = None
        self._drop()
        if self.open:
            self._come_back(1_000 if code == CLOSE_RESTART else 0)

    def on_message(self, payload: bytes) -> None:
        """Take one message: frames, a line each."""
        self._heard_at_ms = self.setting.agenda.now_ms
        for line in payload.split(b"\n"):
            frame: Frame = msgspec.json.decode(line)
            _HANDLERS[frame["t"]](self, frame)

    def _welcomed(self, frame: Frame) -> None:
        self.welcome = True
        self._tries = 0
        for stream in list(self.readings):
            self._subscribe(stream)
        self.outbox.send_all()
        self.on_welcome()

    def _snapshot(self, frame: Frame) -> None:
        reading = self.readings.get(frame["stream"])
        if reading is None:
            return
        reading.last, reading.holed = frame["n"], False
        reading.maps = fold.of_snapshot(frame["body"])
        head = self.setting.ledger.head(frame["stream"])
        reading.note_marks(frame["body"].get("marks", reading.marks), head)
        for event in frame["body"].get("entries", ()):
            self.setting.ledger.check_event(self.reader, event)
        self.setting.ledger.check_known(self.reader, frame["stream"], frame["n"], reading.maps)
        self.on_news(frame["stream"])

    def _event(self, frame: Frame) -> None:
        self.setting.ledger.check_event(self.reader, frame)
        stream, n = frame["stream"], frame["n"]
        reading = self.readings.get(stream)
        if reading is None or reading.last is None:
            return
        if n != reading.last + 1:
            self._out_of_line(stream, reading, reading.last, n)
        elif not self.setting.calm and self.setting.chance.happens(self.setting.mood.lose):
            reading.holed = True
            self.setting.agenda.note(f"{self.reader} drops {stream} {n}")
        else:
            reading.last = n
            fold.apply(reading.maps, frame["body"])
            self.setting.ledger.check_known(self.reader, stream, n, reading.maps)
            self.on_news(stream)

    def _out_of_line(self, stream: str, reading: Reading, last: int, n: int) -> None:
        """Ignore a repetition, ask again over a gap; both come of this page's own doing or not at all."""
        own_doing = reading.holed or reading.asked > 0
        demand(own_doing, f"{self.reader} has read {stream} up to {last} and gets {n}")
        if n > last and not reading.asked:
            self._subscribe(stream)

    def _caught_up(self, frame: Frame) -> None:
        stream = frame["stream"]
        reading = self.readings.get(stream)
        if reading is None or reading.last is None:
            return
        reading.asked = max(0, reading.asked - 1)
        if reading.asked:
            return
        if reading.holed and reading.last != frame["n"]:
            self._subscribe(stream)
            return
        reading.holed = False
        known = reading.last
        demand(known == frame["n"], f"{self.reader} is caught up in {stream} to {frame['n']} and has {known}")

    def _resync(self, frame: Frame) -> None:
        reading = self.readings.get(frame["stream"])
        if reading is not None:
            reading.last, reading.asked = None, 0
            self._subscribe(frame["stream"])

    def _ended(self, frame: Frame) -> None:
        if self.readings.pop(frame["stream"], None) is not None:
            self.on_end(frame["stream"])

    def _answered(self, frame: Frame) -> None:
        sent = self.outbox.take(frame)
        if sent is not None:
            self.on_answer(sent, frame)

    def _marked(self, frame: Frame) -> None:
        stream = f"conversation:{frame['conversation_id']}"
        reading = self.readings.get(stream)
        if reading is not None:
            reading.note_marks(frame["marks"], self.setting.ledger.head(stream))

    def _beat(self, frame: Frame) -> None:
        self._say({"t": "beat"})

    def _let_pass(self, frame: Frame) -> None:
        """Typing and places are shown and forgotten; the close after a `bye` says the rest."""

    def _fault(self, frame: Frame) -> None:
        demand(False, f"{self.reader} is not understood")

    # What goes

    def read(self, stream: str) -> None:
        """Begin to read a stream."""
        if stream not in self.readings:
            self.readings[stream] = Reading()
            self._subscribe(stream)

    def stop_reading(self, stream: str) -> None:
        """Stop reading a stream."""
        if self.readings.pop(stream, None) is not None:
            self._say({"t": "unsubscribe", "stream": stream})

    def mend(self) -> None:
        """Read again what this page itself dropped."""
        for stream, reading in self.readings.items():
            if reading.holed and not reading.asked:
                self._subscribe(stream)

    def do(self, name: str, **values: Any) -> str:
        """Ask for a command."""
        return self.outbox.put({"t": "do", "command": {"name": name, **values}})

    def send(self, conversation_id: str, text: str) -> str:
        """Write a message."""
        return self.outbox.put({"t": "send", "conversation_id": conversation_id, "text": text})

    def types(self, conversation_id: str) -> None:
        """Say that somebody types."""
        self._say({"t": "typing", "conversation_id": conversation_id})

    def mark(self, stream: str) -> None:
        """Say up to where a transcript is here, and that all but its end was read."""
        kind, _, subject = stream.partition(":")
        last = self.readings[stream].last or 0
        if kind == "conversation" and last:
            self._say({"t": "mark", "conversation_id": subject, "delivered": last, "read": last - last % 2})

    def _subscribe(self, stream: str) -> None:
        if self.welcome:
            reading = self.readings[stream]
            reading.asked += 1
            self._say({"t": "subscribe", "stream": stream, "after": reading.last})

    def _say(self, frame: Frame) -> None:
        if self._wire is not None and self.welcome:
            self._wire.say(_encode(frame))

    # What kinds of pages do with it

    def streams(self) -> list[str]:
        """Return what the page reads whenever it is open."""
        return []

    def on_welcome(self) -> None:
        """Do what a page does when it is connected."""

    def on_news(self, stream: str) -> None:
        """Look at what has changed."""

    def on_end(self, stream: str) -> None:
        """Take note that a stream may not be read any more."""

    def on_answer(self, sent: Sent, answer: Frame) -> None:
        """Take a final answer."""


_HANDLERS: dict[str, Callable[[Page, Frame], None]] = {
    "welcome": Page._welcomed,
    "snapshot": Page._snapshot,
    "event": Page._event,
    "caught_up": Page._caught_up,
    "resync": Page._resync,
    "ended": Page._ended,
    "result": Page._answered,
    "refused": Page._answered,
    "beat": Page._beat,
    "bye": Page._let_pass,
    "marks": Page._marked,
    "place": Page._let_pass,
    "typing": Page._let_pass,
    "me_changed": Page._let_pass,
    "fault": Page._fault,
}
