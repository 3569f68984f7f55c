"""Is one page's connection as a step function: frames in, frames out, no socket and no clock of its own."""

from collections.abc import Callable
from typing import Any

import msgspec

from cordboard.api import wire
from cordboard.api.asking import Asking
from cordboard.api.house import (
    CLOSE_NOT_SIGNED_IN,
    CLOSE_PROTOCOL,
    CLOSE_RELOAD,
    CLOSE_RESTART,
    CLOSE_SILENT,
    CLOSE_SLOW,
    COME_BACK_MS,
    Caller,
    House,
    Line,
)
from cordboard.api.marking import Marking
from cordboard.api.subscriptions import Subscriptions
from cordboard.api.typist import Typist
from cordboard.app import access
from cordboard.app.engine import Entry, Marked
from cordboard.core.user import Actor, ActorKind, Role

LINES_LIMIT = 100
"""Frames in one message."""
FAULTS_LIMIT = 20
"""Frames that may be nonsense before the connection is closed."""
HELLO_WITHIN_MS = 10_000
UNSENT_LIMIT_BYTES = 1024 * 1024
"""A reader who is further behind is cut off, to come back and resume."""

_FAULT = wire.encode(wire.NOT_UNDERSTOOD)
_BEAT = wire.encode(wire.ServerBeat())


class Connection:
    """One page's connection, from hello to the end."""

    def __init__(self, house: House, connection_id: str, signed_in: Caller | None) -> None:
        self._house = house
        self.id = connection_id
        self._signed_in = signed_in
        """Whom the cookie names; a widget says hello with a token, and then the cookie does not count."""
        self._caller: Caller | None = None
        self._line: Line | None = None
        self._greeted = False
        self._silent = False
        self._over = False
        """Good-bye was said: what comes after it is not heard."""
        self._faults = 0
        self._out: list[bytes] = []
        self._heard_at_ms = house.clock()
        self._opened_at_ms = self._heard_at_ms
        self._subscriptions = Subscriptions(
            desk=self, reader=self, floor=house.floor, bus=house.bus, on_change=self._reads
        )
        self._asking: Asking | None = None
        self._marking: Marking | None = None
        self._typist: Typist | None = None

    @property
    def sign_in(self) -> str:
        """Names the sign-in that this connection hangs on; empty for a widget's."""
        return self._caller.sign_in if self._caller is not None else ""

    @property
    def actor(self) -> Actor | None:
        """Who is on the line, None before hello."""
        return self._caller.actor if self._caller is not None else None

    def on_open(self, line: Line) -> None:
        """Take the line; the client speaks first."""
        self._line = line

    def on_text(self, data: bytes) -> None:
        """Take one message: frames, a line each."""
        self._heard_at_ms = self._house.clock()
        lines = data.split(b"\n", LINES_LIMIT)
        for line in lines[:LINES_LIMIT]:
            if self._over:
                return
            self._take(line)
        if len(lines) > LINES_LIMIT:
            self._misunderstood()
        self.flush()

    def on_writable(self) -> None:
        """Nothing waits for it: what is behind by too much was cut off."""

    def on_close(self, code: int | None) -> None:
        """Leave everything that was attended."""
        self._line = None
        if self._marking is not None:
            self._marking.end()
        self._subscriptions.close()
        if self._greeted and self._caller is not None and Role.AGENT in self._caller.roles:
            self._house.attendance.agent_left(self._caller.actor.id, self.id, silent=self._silent)
        self._greeted = False

    def beat(self) -> None:
        """Ask for a sign of life."""
        if self._greeted:
            self.post(_BEAT)
            self.flush()

    def check(self) -> None:
        """Hang up on those who fell silent or never said hello; pass on what was marked too fast."""
        if self._marking is not None:
            self._marking.settle()
        now_ms = self._house.clock()
        if now_ms - self._heard_at_ms > self._house.silent_after_ms:
            self._silent = True
            self.hang_up(CLOSE_SILENT, "silent")
        elif not self._greeted and now_ms - self._opened_at_ms > HELLO_WITHIN_MS:
            self.hang_up(CLOSE_PROTOCOL, "fault")

    def sleep_over(self) -> None:
        """Forgive a silence in which this machine itself slept."""
        self._heard_at_ms = self._house.clock()

    def hang_up(self, code: int, reason: str, *, retry_after_ms: int = 0, gone: bool = False) -> None:
        """Say good-bye and close; `gone` counts the page as gone at once, as a sign-out does."""
        self._silent = self._silent or gone
        self._over = True
        if self._line is not None:
            self.post(wire.encode(wire.Bye(reason=reason, retry_after_ms=retry_after_ms)))
            self.flush()
            self._line.close(code, reason)

    def give_up(self) -> None:
        """Hang up, for something asked can't be answered now: the client comes back and asks again."""
        self.hang_up(CLOSE_RESTART, "drain", retry_after_ms=COME_BACK_MS)

    def post(self, frame: bytes) -> None:
        """Put a frame into the next message to the client."""
        self._out.append(frame)

    def answer(self, frame: bytes) -> None:
        """Post the answer to a command, sent with all else that its batch brings."""
        self._out.append(frame)
        self._house.bus.touch(self)

    def deliver(self, entry: Entry) -> None:
        """Take one entry of a stream that is read."""
        self._subscriptions.deliver(entry)

    def mark(self, marked: Marked) -> None:
        """Take the marks of a transcript that is read."""
        self._subscriptions.show_marks(marked.conversation_id, marked.marks)

    def recheck(self, stream: str) -> None:
        """Stop reading the stream unless the right to it still stands; hang up when all access has ended."""
        self._subscriptions.recheck(stream)
        known = self.actor if self.sign_in and not self._over else None
        if known is not None and access.user_of(known, self._house.floor.view) is None:
            self.hang_up(CLOSE_NOT_SIGNED_IN, "signed_out", gone=True)

    def catch_up(self, stream: str) -> None:
        """Read what is durable from where this connection stands."""
        self._subscriptions.catch_up(stream)

    def whisper(self, stream: str, line: bytes) -> None:
        """Take something that is neither stored nor numbered."""
        self._out.append(line)

    def flush(self) -> None:
        """Send what has gathered as one message; a reader too far behind is cut off to resume."""
        if not self._out:
            return
        payload = self._out[0] if len(self._out) == 1 else b"\n".join(self._out)
        self._out.clear()
        if self._line is None:
            return
        if self._line.buffered > UNSENT_LIMIT_BYTES:
            self._line.close(CLOSE_SLOW, "slow")
        else:
            self._line.send_text(payload)

    def _take(self, line: bytes) -> None:
        try:
            frame = wire.decode(line)
        except (msgspec.DecodeError, ValueError, RecursionError):
            self._misunderstood()
            return
        if not self._greeted:
            self._hello(frame)
        else:
            _HANDLERS[type(frame)](self, frame)

    def _misunderstood(self) -> None:
        """Say so and live on; too much of it is no client of ours."""
        self._faults += 1
        self.post(_FAULT)
        if self._faults > FAULTS_LIMIT or not self._greeted:
            self.hang_up(CLOSE_PROTOCOL, "fault")

    def _hello(self, frame: wire.FromClient) -> None:
        if not isinstance(frame, wire.Hello):
            self._misunderstood()
            return
        if frame.v != wire.VERSION:
            self.hang_up(CLOSE_RELOAD, "reload")
            return
        self._caller = self._visitor(frame.token) if frame.token else self._signed_in
        if self._caller is None:
            self.hang_up(CLOSE_NOT_SIGNED_IN, "signed_out")
            return
        self._greet(self._caller)

    def _visitor(self, token: str) -> Caller | None:
        actor = self._house.visitor(token)
        return Caller(actor=actor) if actor is not None else None

    def _greet(self, caller: Caller) -> None:
        self._greeted = True
        self._subscriptions.identify(caller.actor)
        self._asking = Asking(self._house, caller, self.answer)
        self._typist = Typist(self._house, caller)
        self._marking = Marking(self._house.floor, self._house.clock, caller.actor)
        if Role.AGENT in caller.roles:
            self._house.attendance.agent_arrived(caller.actor.id, self.id)
        you = wire.You(kind=caller.actor.kind.value, id=caller.actor.id, name=caller.name, roles=caller.roles)
        self.post(
            wire.encode(
                wire.Welcome(
                    v=wire.VERSION,
                    build=self._house.build,
                    connection_id=self.id,
                    you=you,
                    beat_every_ms=self._house.beat_every_ms,
                    silent_after_ms=self._house.silent_after_ms,
                    now_ms=self._house.clock(),
                    me_version=self._subscriptions.me_version(self._house.floor.view),
                )
            )
        )

    def _reads(self, stream: str, reads: bool) -> None:
        """A customer attends a conversation while a page of theirs reads it."""
        kind, _, subject = stream.partition(":")
        if kind != "conversation" or self._caller is None or self._caller.actor.kind is not ActorKind.VISITOR:
            return
        if reads:
            self._house.attendance.customer_arrived(subject, self.id)
            self._house.places.attend(subject, self)
        else:
            self._house.places.leave(subject, self)
            self._house.attendance.customer_left(subject, self.id, silent=self._silent)

    def _subscribe(self, frame: wire.Subscribe) -> None:
        self._subscriptions.subscribe(frame.stream, frame.after)

    def _unsubscribe(self, frame: wire.Unsubscribe) -> None:
        self._subscriptions.unsubscribe(frame.stream)

    def _beat(self, frame: wire.Beat) -> None:
        """Having been heard is all that a beat says."""

    def _again_hello(self, frame: wire.Hello) -> None:
        self._misunderstood()

    def _types(self, frame: wire.Typing) -> None:
        """Pass it on to those who read the same conversation."""
        if self._typist is not None and f"conversation:{frame.conversation_id}" in self._subscriptions:
            self._typist.types(frame.conversation_id, self)

    def _marks(self, frame: wire.Mark) -> None:
        """Note up to where this side has got a conversation that it reads."""
        if f"conversation:{frame.conversation_id}" in self._subscriptions:
            self._marks_what_it_reads(frame)
        else:
            # Pages subscribe and mark in one breath; what was asked first is answered first.
            self._house.floor.read(lambda *_: self._marks_what_it_reads(frame))

    def _marks_what_it_reads(self, frame: wire.Mark) -> None:
        if self._marking is not None and f"conversation:{frame.conversation_id}" in self._subscriptions:
            self._marking.take(frame)

    def _ask(self, frame: wire.Do | wire.Start | wire.Send | wire.SaveDraft) -> None:
        assert self._asking is not None, "only who said hello can ask"
        self._asking.take(frame)


_HANDLERS: dict[type[wire.FromClient], Callable[[Connection, Any], None]] = {
    wire.Hello: Connection._again_hello,
    wire.Subscribe: Connection._subscribe,
    wire.Unsubscribe: Connection._unsubscribe,
    wire.Do: Connection._ask,
    wire.Start: Connection._ask,
    wire.Send: Connection._ask,
    wire.SaveDraft: Connection._ask,
    wire.Typing: Connection._types,
    wire.Mark: Connection._marks,
    wire.Beat: Connection._beat,
}
