"""Keeps what a page has asked until it is answered, and says it again as often as it takes."""

from collections.abc import Callable
from typing import Any, Protocol

from cordboard.sim.agenda import Agenda
from cordboard.sim.chance import LETTERS, Chance, Mood
from cordboard.sim.ledger import Ledger
from cordboard.sim.ports import demand
from cordboard.sim.tally import Tally

Frame = dict[str, Any]
AGAIN_MS = 2_000
LATE_MS = 240_000
"""How long after it was sent a frame may come once more."""
MESSAGES = frozenset({"send", "start"})


class Setting(Protocol):
    """What all pages of a simulation share."""

    @property
    def agenda(self) -> Agenda: ...

    @property
    def chance(self) -> Chance: ...

    @property
    def mood(self) -> Mood: ...

    @property
    def ledger(self) -> Ledger: ...

    @property
    def tally(self) -> Tally: ...

    @property
    def calm(self) -> bool:
        """Whether nothing goes wrong any more."""
        ...


class Sent:
    """A command on its way, and how it was answered in the end."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.answer: Frame | None = None

    @property
    def id(self) -> str:
        """The id that the page made."""
        return str(self.frame["id"])

    @property
    def is_message(self) -> bool:
        """Whether it is a message rather than a command."""
        return self.frame["t"] in MESSAGES

    def __str__(self) -> str:
        command = self.frame.get("command")
        what = " ".join(str(one) for one in command.values()) if command else self.frame.get("text", "")
        return f"{self.frame['t']} {what} ({self.id})"


class Outbox:
    """One page's."""

    def __init__(self, setting: Setting, author: str, say: Callable[[Frame], None]) -> None:
        self._s = setting
        self._author = author
        self._say = say
        self._skew_ms = setting.chance.pick((0, 0, -3_600_000, 7_200_000))
        """This computer's clock is wrong by so much."""
        self._open: dict[str, Sent] = {}
        self._done: dict[str, Sent] = {}

    def __len__(self) -> int:
        return len(self._open)

    def __str__(self) -> str:
        return ", ".join(str(one) for one in self._open.values())

    def __contains__(self, command_id: object) -> bool:
        return command_id in self._open

    def put(self, frame: Frame) -> str:
        """Keep and send it, perhaps twice; return its id."""
        sent = Sent({**frame, "id": self._new_id()})
        self._open[sent.id] = sent
        self._s.agenda.note(f"{self._author} asks: {sent}")
        self._say(sent.frame)
        if not self._s.calm and self._s.chance.happens(self._s.mood.repeat):
            self._s.agenda.after(self._s.chance.ms(0, LATE_MS), lambda: self._repeat(sent))
        return sent.id

    def send_all(self) -> None:
        """Send what has no answer, in its order."""
        for sent in list(self._open.values()):
            self._say(sent.frame)

    def reload(self) -> None:
        """Lose what a browser does not store: everything but messages."""
        self._open = {one.id: one for one in self._open.values() if one.is_message}

    def take(self, answer: Frame) -> Sent | None:
        """Take an answer; return what it answers for good."""
        sent = self._open.get(answer["id"])
        if answer["t"] == "refused" and answer["again"]:
            if sent is not None:
                self._s.agenda.after(AGAIN_MS, lambda: self._again(sent))
            return None
        if sent is None:
            self._check_repeated(answer)
            return None
        del self._open[sent.id]
        sent.answer = answer
        self._done[sent.id] = sent
        self._check(sent, answer)
        return sent

    def _check(self, sent: Sent, answer: Frame) -> None:
        """A message that was taken stands where the answer says; one that was refused stands nowhere."""
        if answer["t"] == "refused":
            self._s.agenda.note(f"{self._author} is refused: {sent}: {answer['code']}")
            if sent.is_message:
                self._s.ledger.check_refused(self._author, sent.id)
        elif sent.is_message:
            conversation_id = sent.frame.get("conversation_id") or answer["conversation_id"]
            text = sent.frame["text"]
            self._s.ledger.check_answer(self._author, sent.id, conversation_id, answer["n"], text)

    def _check_repeated(self, answer: Frame) -> None:
        """A repetition of what was done gets the answer that the first one got."""
        sent = self._done.get(answer["id"])
        if sent is not None and sent.answer is not None and sent.answer["t"] == "result":
            same = sent.answer == answer or sent.frame["t"] == "draft"
            demand(same, f"{sent} was answered {sent.answer}, and now {answer}")

    def _again(self, sent: Sent) -> None:
        if sent.id in self._open:
            self._say(sent.frame)

    def _repeat(self, sent: Sent) -> None:
        """Send something once more, however long ago it was answered; what was refused is not tried again."""
        if sent.answer is None or sent.answer["t"] == "result":
            self._s.tally.duplicated_commands += 1
            self._s.agenda.note(f"{self._author} repeats: {sent}")
            self._say(sent.frame)

    def _new_id(self) -> str:
        made_ms = self._s.agenda.now_ms + self._skew_ms
        digits = ""
        while made_ms:
            made_ms, digit = divmod(made_ms, 36)
            digits = LETTERS[digit] + digits
        return f"{digits}-{self._s.chance.letters(10)}"
