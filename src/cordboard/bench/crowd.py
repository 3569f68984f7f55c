"""Moves the people around a measured page on a thread of their own, while the browser has the main one."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from itertools import count
from queue import SimpleQueue
from random import Random
from threading import Event, Thread
from time import monotonic, perf_counter_ns, sleep
from typing import TypeVar

from msgspec import Struct

from cordboard.bench.crew import PASSWORD, WORKSTREAM
from cordboard.bench.door import Door
from cordboard.bench.guests import Guest, SecondPage
from cordboard.bench.latency import NS_IN_S
from cordboard.bench.ledger import Ledger
from cordboard.bench.wires import Hub, Unmeasurable

TURN_S = 0.01
LOOK_EVERY_S = 0.005
SETTLED_S = 20.0
IN_FLIGHT = 20
"""Messages of one writer that wait for their answer while transcripts are filled."""
REPLY_EVERY = 3
"""Of so many messages one is the agent's."""
WORDS = (
    *(
        "order",
        "parcel",
        "invoice",
        "address",
        "street",
        "tomorrow",
        "yesterday",
        "please",
        "thanks",
        "number",
    ),
    *("where", "still", "waiting", "refund", "account", "password", "screen", "button", "error", "again"),
    *("colour", "size", "jacket", "left", "right", "nobody", "answer", "help", "the", "my", "is", "and"),
)
SHORTEST, LONGEST = 3, 40
"""Words of a message."""
T = TypeVar("T")


class Chat:
    """One conversation: who writes there, and how much there is."""

    def __init__(self, name: str, guest: Guest, desk: SecondPage, dice: Random) -> None:
        self.name = name
        self._guest = guest
        self._desk = desk
        self._dice = dice
        self.written = 0

    @property
    def id(self) -> str:
        """Of its conversation; empty until it has begun."""
        return self._guest.conversation_id

    def write(self, *, replies: bool = False) -> None:
        """Add a message, the agent's now and then; each begins with the chat's name and a number."""
        self.written += 1
        length = self._dice.randint(SHORTEST, LONGEST)
        text = f"{self.name} {self.written}: {' '.join(self._dice.choices(WORDS, k=length))}"
        writer = self._desk if replies and self.written % REPLY_EVERY == 0 else self._guest
        writer.write(self.id, text)

    def fill(self, size: int) -> None:
        """Write on towards a size, no faster than the server answers."""
        while self.written < size and max(self._guest.unanswered, self._desk.unanswered) < IN_FLIGHT:
            self.write(replies=True)

    def end(self) -> None:
        """Let the guest give up."""
        self._guest.end()


class Traffic(Struct):
    """What the crowd does between two looks at its wires."""

    size: int = 0
    """To which the chats are filled."""
    per_s: int = 0
    """Messages a second in all chats together."""
    due_ns: int = 0
    last_ns: int = 0


class Crowd:
    """Guests and the agent's second page at one server."""

    def __init__(self, port: int, login: str) -> None:
        self._hub = Hub(port)
        self._port = port
        ledger = Ledger()
        self._ledger = ledger
        self._next_id = (f"{ledger.id_head}{number:010d}" for number in count()).__next__
        with Door(port) as door:
            user_id, cookie = door.sign_in(login, PASSWORD)
        self.desk = SecondPage(self._hub, ledger, self._next_id, user_id=user_id, cookie=cookie)
        self.chats: list[Chat] = []
        self._begun = 0
        self._dice = Random(1)
        self._traffic = Traffic()
        self._jobs: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._stop = Event()
        self._failure: Exception | None = None
        self._thread = Thread(target=self._live, name="crowd", daemon=True)

    def start(self) -> None:
        """Let them live, the agent's second page first."""
        self._thread.start()
        self.ask(self.desk.open)
        self.until(lambda: self.desk.ready, "the agent's stream comes")

    def stop(self) -> None:
        """Send everybody home."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(SETTLED_S)
        self._hub.close()

    def ask(self, job: Callable[[], T]) -> T:
        """Do something on the crowd's thread, where all wires are."""
        future: Future[T] = Future()
        self._jobs.put(lambda: future.set_result(job()))
        self.until(future.done, "the crowd does something")
        return future.result()

    def until(self, done: Callable[[], bool], what: str, within_s: float = SETTLED_S) -> None:
        """Wait until something is so.

        Raises:
            Unmeasurable: when it is not so in time.
        """
        end = monotonic() + within_s
        while not done():
            if self._failure is not None:
                raise self._failure
            if monotonic() > end:
                raise Unmeasurable(f"This did not happen within {within_s:g} s: {what}.")
            sleep(LOOK_EVERY_S)

    def next_name(self) -> str:
        """Return what the agent's page will call the next guest; the server numbers them."""
        return f"Visitor {self._begun + 1}"

    def begin(self) -> Chat:
        """Let a new guest begin a conversation, and wait until it is offered to the agent."""
        name = self.next_name()
        self._begun += 1
        with Door(self._port) as door:
            token = door.visit(WORKSTREAM)
        guest = Guest(self._hub, self._ledger, self._next_id, token=token)
        chat = Chat(name, guest, self.desk, self._dice)

        def begin() -> None:
            guest.arrive()
            guest.begin(WORKSTREAM, f"{name} 0: hello")

        self.ask(begin)
        self.until(lambda: chat.id in self.desk.offers, f"{name} is offered to the agent")
        return chat

    def give_up(self, chat: Chat) -> None:
        """Let a guest end the conversation."""
        self.ask(chat.end)

    def accept(self, chat: Chat) -> None:
        """Take a conversation on the second page; the first one shows its session."""
        self.ask(lambda: self.desk.accept(chat.id))
        self.until(lambda: self.desk.unanswered == 0, f"{chat.name} is accepted")
        self.chats.append(chat)

    def fill(self, chats: Sequence[Chat], size: int, within_s: float) -> None:
        """Bring transcripts to a size, as fast as the server takes it."""
        self._traffic.size = size

        def filled() -> bool:
            return all(chat.written >= size for chat in chats)

        self.until(filled, f"every conversation has {size} messages", within_s)

    @contextmanager
    def chatting(self, per_s: int, at_most_s: float) -> Iterator[None]:
        """Let each chat get so many messages a second meanwhile, and not for longer."""
        self._traffic.due_ns = perf_counter_ns()
        self._traffic.last_ns = self._traffic.due_ns + int(at_most_s * NS_IN_S)
        self._traffic.per_s = per_s * len(self.chats)
        try:
            yield
        finally:
            self._traffic.per_s = 0

    def _live(self) -> None:
        try:
            while not self._stop.is_set():
                while not self._jobs.empty():
                    self._jobs.get()()
                self._write()
                self._hub.turn(TURN_S)
        except Exception as error:  # noqa: BLE001 - whoever waits for the crowd gets it
            self._failure = error

    def _write(self) -> None:
        traffic = self._traffic
        for chat in self.chats:
            chat.fill(traffic.size)
        until_ns = min(perf_counter_ns(), traffic.last_ns)
        while traffic.per_s and traffic.due_ns <= until_ns:
            traffic.due_ns += NS_IN_S // traffic.per_s
            self.chats[traffic.due_ns // (NS_IN_S // traffic.per_s) % len(self.chats)].write()
