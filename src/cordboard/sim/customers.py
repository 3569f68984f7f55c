"""Plays customers: pages with the widget, and people who write through a network that repeats itself."""

from collections.abc import Callable
from functools import partial

from cordboard.app.intake import Inbound, receive
from cordboard.app.ports import Answer
from cordboard.app.seams import FloorDoor
from cordboard.core.errors import AGAIN, Refusal
from cordboard.sim.outbox import LATE_MS, Frame, Sent, Setting
from cordboard.sim.page import Page
from cordboard.sim.ports import demand
from cordboard.sim.rulebook import said
from cordboard.sim.wire import Host

DELIVER_AGAIN_MS = 8_000


class VisitorPage(Page):
    """The widget in one browser."""

    def __init__(self, setting: Setting, host: Host, visitor_id: str, workstream_id: str) -> None:
        super().__init__(setting, host, reader=f"visitor:{visitor_id}", token=visitor_id)
        self._workstream_id = workstream_id
        self._starting = ""
        self.conversation_id = ""
        """The conversation that the browser's storage remembers."""

    def streams(self) -> list[str]:
        """Return the conversation with which the widget goes on."""
        return [f"conversation:{self.conversation_id}"] if self.conversation_id else []

    @property
    def status(self) -> str:
        """How the conversation stands as far as this page knows; empty for none."""
        reading = self.readings.get(f"conversation:{self.conversation_id}")
        talks = list(reading.maps.get("talk", {}).values()) if reading is not None else []
        return str(talks[0]["status"]) if talks else ""

    def write(self) -> None:
        """Begin a conversation, or go on with the one that is open."""
        text = f"question {self.setting.chance.letters(6)}"
        if not self.conversation_id or self.status == "ended":
            self._start(text)
        else:
            self.send(self.conversation_id, text)

    def end(self) -> None:
        """Press end."""
        if self.conversation_id and self.status != "ended":
            self.do("end_by_customer", conversation_id=self.conversation_id)

    def on_news(self, stream: str) -> None:
        """Mark what came."""
        self.mark(stream)

    def on_answer(self, sent: Sent, answer: Frame) -> None:
        """Go to the conversation that began."""
        if sent.id != self._starting:
            return
        self._starting = ""
        if answer["t"] == "result":
            if self.conversation_id:
                self.stop_reading(f"conversation:{self.conversation_id}")
            self.conversation_id = answer["conversation_id"]
            if self.open:
                self.read(f"conversation:{self.conversation_id}")

    def _start(self, text: str) -> None:
        if self._starting not in self.outbox:
            answers = said(self.setting.chance).items()
            frame = {
                "t": "start",
                "workstream_id": self._workstream_id,
                "text": text,
                "visitor_name": "Ann",
                "details": [{"name": name, "value": value} for name, value in answers],
            }
            self._starting = self.outbox.put(frame)


class Letter:
    """One message on its way through the network."""

    def __init__(self, inbound: Inbound) -> None:
        self.inbound = inbound
        self.answers: list[Answer] = []
        self.refused = False

    @property
    def done(self) -> bool:
        """Whether the network has its answer."""
        return bool(self.answers) or self.refused


class Network:
    """Delivers letters until they are acknowledged, and sometimes again afterwards."""

    def __init__(self, setting: Setting, door: Callable[[], FloorDoor | None]) -> None:
        self._s = setting
        self._door = door
        self.letters: list[Letter] = []

    @property
    def under_way(self) -> list[str]:
        """Letters that nobody has taken or refused for good."""
        return [one.inbound.message_id for one in self.letters if not one.done]

    def post(self, customer: str, workstream_id: str) -> None:
        """Write a letter."""
        inbound = Inbound(
            workstream_id=workstream_id,
            visitor_id=f"test.{customer}",
            name=customer,
            message_id=f"m{len(self.letters) + 1}",
            text=f"letter {self._s.chance.letters(6)}",
        )
        letter = Letter(inbound)
        self.letters.append(letter)
        self._s.agenda.note(f"{customer} writes letter {inbound.message_id}")
        self._deliver(letter)
        if not self._s.calm and self._s.chance.happens(self._s.mood.repeat):
            self._s.agenda.after(
                self._s.chance.ms(0, LATE_MS), lambda: self._repeat(letter), "a letter comes again"
            )

    def _repeat(self, letter: Letter) -> None:
        if not letter.refused:
            self._s.tally.duplicated_commands += 1
            self._hand_in(letter)

    def _deliver(self, letter: Letter) -> None:
        """Hand it in now, and once more in a while unless an answer came."""
        if not letter.done:
            self._hand_in(letter)
            self._s.agenda.after(DELIVER_AGAIN_MS, lambda: self._deliver(letter))

    def _hand_in(self, letter: Letter) -> None:
        door = self._door()
        if door is not None:
            receive(door, letter.inbound, lambda result: self._send_back(letter, result))

    def _send_back(self, letter: Letter, result: Answer | Refusal) -> None:
        """Carry the answer to whoever waits for it."""
        self._s.agenda.after(
            self._s.chance.ms(1, self._s.mood.latency_ms), partial(self._answered, letter, result)
        )

    def _answered(self, letter: Letter, result: Answer | Refusal) -> None:
        inbound = letter.inbound
        if isinstance(result, Answer):
            assert result.conversation_id is not None
            assert result.n is not None
            same = not letter.answers or result == letter.answers[0]
            demand(same, f"{inbound.message_id} was answered {letter.answers}, and now {result}")
            letter.answers.append(result)
            where = result.conversation_id
            self._s.ledger.check_answer(inbound.visitor_id, inbound.message_id, where, result.n, inbound.text)
        elif result.code not in AGAIN:
            self._s.agenda.note(f"letter {inbound.message_id} is refused: {result.code}")
            letter.refused = not letter.answers
            if letter.refused:
                self._s.ledger.check_refused(inbound.visitor_id, inbound.message_id)
