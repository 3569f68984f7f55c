"""Plays the pages: customers who write, agents who accept and read; both come back and go on."""

from collections.abc import Callable
from dataclasses import dataclass

from cordboard.bench import frames
from cordboard.bench.frames import Event, Result
from cordboard.bench.ledger import DIGITS, Ledger
from cordboard.bench.wires import Hub, Unmeasurable, Wire, say

TEXT = "Hello, where is my order 4711? Thanks"


@dataclass
class Pace:
    """How the customers of one server write."""

    chatty: bool = False
    """Whether the next message follows upon each answer."""


class Page:
    """What both sides' pages do: say hello, read streams by their cursors, beat."""

    def __init__(self, hub: Hub, ledger: Ledger, *, token: str = "", cookie: str = "") -> None:
        self._hub = hub
        self._ledger = ledger
        self._hello = frames.hello(token)
        self._cookie = cookie
        self.cursors: dict[str, int] = {}
        """Number of the last entry that came, by stream."""
        self.caught_up: set[str] = set()
        self.wire: Wire | None = None

    @property
    def alive(self) -> bool:
        """Whether the page is connected."""
        return self.wire is not None and self.wire.alive

    @property
    def ready(self) -> bool:
        """Whether it is connected and has all that it missed."""
        return self.alive and self.caught_up >= self.cursors.keys()

    def arrive(self) -> None:
        """Connect, for the first time or again, and go on reading where it stopped."""
        if self.wire is not None:
            self._hub.drop(self.wire)
        self.caught_up.clear()
        self.wire = self._hub.connect(self.take, cookie=self._cookie)
        say(self.wire, self._hello)
        for stream, after in self.cursors.items():
            say(self.wire, frames.subscribe(stream, after))

    def cut(self) -> None:
        """Lose the connection."""
        if self.wire is not None:
            self._hub.drop(self.wire)

    def follow(self, stream: str, after: int | None) -> None:
        """Begin to read a stream."""
        if after is not None:
            self.cursors[stream] = after
        self.post(frames.subscribe(stream, after))

    def post(self, frame: bytes) -> None:
        """Send one frame."""
        assert self.wire is not None, "pages arrive first"
        say(self.wire, frame)

    def take(self, message: bytes, now_ns: int) -> None:
        """Take one message: frames, a line each."""
        raise NotImplementedError

    def step(self, event: Event) -> None:
        """Note an entry's number."""
        if self.cursors.get(event.stream) != event.n - 1:
            self._ledger.out_of_step += 1
        self.cursors[event.stream] = event.n

    def rarer(self, frame: frames.FromServer) -> None:
        """Take what is not a message's business."""
        match frame:
            case frames.Beat():
                self.post(frames.BEAT)
            case frames.Snapshot():
                self.cursors[frame.stream] = frame.n
            case frames.CaughtUp():
                self.caught_up.add(frame.stream)
            case frames.Resync() | frames.Ended() | frames.Fault():
                raise Unmeasurable(f"The server says {frame}.")
            case _:
                pass


class Customer(Page):
    """Writes, and keeps what was not answered to write it again."""

    def __init__(
        self, hub: Hub, ledger: Ledger, pace: Pace, *, token: str = "", conversation_id: str = ""
    ) -> None:
        super().__init__(hub, ledger, token=token)
        self._pace = pace
        self.token = token
        self.outbox: dict[int, bytes] = {}
        """Messages without an answer, by serial number."""
        self._head = b""
        self._tail = b""
        self.conversation_id = ""
        if conversation_id:
            self._settle(conversation_id)

    @property
    def ready(self) -> bool:
        """Whether it reads its conversation and nothing that it wrote is under way."""
        return bool(self.conversation_id) and not self.outbox and super().ready

    def start(self, workstream_id: str, now_ns: int) -> None:
        """Begin a conversation with its first message."""
        serial = self._ledger.open("", now_ns)
        frame = frames.masked(frames.start(self._ledger.id_of(serial), workstream_id, TEXT))
        self.outbox[serial] = frame
        assert self.wire is not None, "pages arrive first"
        self.wire.send(frame)

    def speak(self, due_ns: int) -> None:
        """Write a message that was due at a time."""
        serial = self._ledger.open(self.conversation_id, due_ns)
        frame = b"%b%010d%b" % (self._head, serial, self._tail)
        self.outbox[serial] = frame
        if self.wire is not None:
            self.wire.send(frame)

    def arrive(self) -> None:
        """Connect, and write again what was not answered."""
        super().arrive()
        assert self.wire is not None, "has just connected"
        for frame in self.outbox.values():
            self.wire.send(frame)
            self._ledger.repeated += 1

    def take(self, message: bytes, now_ns: int) -> None:
        for line in message.split(b"\n"):
            frame = frames.decode(line)
            kind = type(frame)
            if kind is Result:
                self._answered(frame, now_ns)
            elif kind is Event:
                self.step(frame)
            elif kind is frames.Refused:
                self._refused(frame)
            else:
                self.rarer(frame)

    def _answered(self, result: Result, now_ns: int) -> None:
        serial = int(result.id[-DIGITS:])
        if self.outbox.pop(serial, None) is None:
            return
        if not self.conversation_id:
            assert result.conversation_id is not None, "a start's result names the conversation"
            self._settle(result.conversation_id)
            self._ledger.settle(serial, self.conversation_id)
            self.follow(f"conversation:{self.conversation_id}", 0)
        self._ledger.acknowledge(serial)
        if self._pace.chatty:
            self.speak(now_ns)

    def _refused(self, refused: frames.Refused) -> None:
        """Count it; what may be tried again stays in the outbox."""
        self._ledger.refused += 1
        if not refused.again:
            self.outbox.pop(int(refused.id[-DIGITS:]), None)
            self._ledger.unseen -= 1

    def _settle(self, conversation_id: str) -> None:
        """Prepare the parts around the serial number: all messages are of one length."""
        self.conversation_id = conversation_id
        whole = frames.send(self._ledger.id_of(0), conversation_id, TEXT)
        before, _, self._tail = whole.partition(b"0" * DIGITS)
        self._head = frames.masked_head(len(whole)) + before


class Agent(Page):
    """Accepts whatever is offered, and reads."""

    def __init__(
        self, hub: Hub, ledger: Ledger, next_id: Callable[[], str], *, user_id: str = "", cookie: str = ""
    ) -> None:
        super().__init__(hub, ledger, cookie=cookie)
        self._next_id = next_id
        self._user_id = user_id
        self._confirmed: set[str] = set()
        self._accepting: set[str] = set()

    def clock_in(self) -> None:
        """Read the own stream and say that the page is visible."""
        self.arrive()
        self.follow(f"agent:{self._user_id}", None)
        self.post(frames.command(self._next_id(), "report_visible"))

    def take(self, message: bytes, now_ns: int) -> None:
        for line in message.split(b"\n"):
            frame = frames.decode(line)
            if type(frame) is not Event:
                self._other(frame)
                continue
            self.step(frame)
            body = frame.body
            if body.kind == "message":
                self._ledger.see(int(body.client_id[-DIGITS:]), now_ns)
            elif body.offer is not None:
                self._offered(body.offer)

    def _other(self, frame: frames.FromServer) -> None:
        if isinstance(frame, Result):
            self._done(frame)
        elif isinstance(frame, frames.Refused):
            self._ledger.refused += 1
        else:
            self.rarer(frame)

    def _offered(self, offer: frames.Offer) -> None:
        """Show the alert and accept."""
        if offer.id in self._confirmed:
            return
        self._confirmed.add(offer.id)
        self.post(frames.command(self._next_id(), "confirm_displayed", offer_id=offer.id))
        accept_id = self._next_id()
        self._accepting.add(accept_id)
        self.post(frames.command(accept_id, "accept_offer", offer_id=offer.id, epoch=offer.epoch))

    def _done(self, result: Result) -> None:
        """Read the conversation that was accepted, from its first entry."""
        if result.id in self._accepting:
            self._accepting.discard(result.id)
            self.follow(f"conversation:{result.conversation_id}", 0)
