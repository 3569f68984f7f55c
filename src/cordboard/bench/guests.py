"""Plays the people around a measured page: guests who write, and the agent's second page, which answers."""

from collections.abc import Callable

from cordboard.bench import frames
from cordboard.bench.frames import Event, Result
from cordboard.bench.ledger import Ledger
from cordboard.bench.people import Page
from cordboard.bench.wires import Hub, Unmeasurable

NextId = Callable[[], str]


class Writer(Page):
    """Whoever writes, and counts what is not answered yet."""

    def __init__(
        self, hub: Hub, ledger: Ledger, next_id: NextId, *, token: str = "", cookie: str = ""
    ) -> None:
        super().__init__(hub, ledger, token=token, cookie=cookie)
        self._next_id = next_id
        self.unanswered = 0

    def ask(self, frame: bytes) -> None:
        """Send what will be answered."""
        self.unanswered += 1
        self.post(frame)

    def do(self, name: str, **fields: str | int) -> None:
        """Send a command."""
        self.ask(frames.command(self._next_id(), name, **fields))

    def write(self, conversation_id: str, text: str) -> None:
        """Write a message."""
        self.ask(frames.send(self._next_id(), conversation_id, text))

    def take(self, message: bytes, now_ns: int) -> None:
        for line in message.split(b"\n"):
            frame = frames.decode(line)
            match frame:
                case Event():
                    self.step(frame)
                case Result():
                    self.unanswered -= 1
                    self.answered(frame)
                case frames.Refused():
                    raise Unmeasurable(f"The server refuses: {frame.code}.")
                case _:
                    self.rarer(frame)

    def answered(self, result: Result) -> None:
        """Take what the server says of something done."""


class Guest(Writer):
    """A customer with one conversation."""

    conversation_id = ""

    def begin(self, workstream_id: str, text: str) -> None:
        """Start the conversation."""
        self.ask(frames.start(self._next_id(), workstream_id, text))

    def end(self) -> None:
        """Give up."""
        self.do("end_by_customer", conversation_id=self.conversation_id)

    def answered(self, result: Result) -> None:
        """Follow the conversation once it has begun: that makes the customer present."""
        if not self.conversation_id:
            assert result.conversation_id is not None, "a start's result names the conversation"
            self.conversation_id = result.conversation_id
            self.follow(f"conversation:{self.conversation_id}", 0)


class SecondPage(Writer):
    """Another page of the agent whose page is measured: it knows the offers, accepts and answers."""

    def __init__(self, hub: Hub, ledger: Ledger, next_id: NextId, *, user_id: str, cookie: str) -> None:
        super().__init__(hub, ledger, next_id, cookie=cookie)
        self._stream = f"agent:{user_id}"
        self.offers: dict[str, frames.Offer] = {}
        """The latest of each conversation, by its id."""

    def open(self) -> None:
        """Connect and read the agent's stream."""
        self.arrive()
        self.follow(self._stream, None)

    def step(self, event: Event) -> None:
        super().step(event)
        if event.body.offer is not None:
            self.offers[event.body.offer.conversation_id] = event.body.offer

    def accept(self, conversation_id: str) -> None:
        """Take what was offered."""
        offer = self.offers[conversation_id]
        self.do("accept_offer", offer_id=offer.id, epoch=offer.epoch)
