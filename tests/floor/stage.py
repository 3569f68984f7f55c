"""Plays scenes on a real floor: people act by public commands, time moves only when a scene says so."""

import itertools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import msgspec
import pytest

from cordboard.app import commands as c
from cordboard.app import setup_commands as sc
from cordboard.app.engine import Appended, DraftSave, Entry, Marked, MarkSave, Message, Recheck, Writes
from cordboard.app.entries import EntryBody, MessageBody, NoticeBody
from cordboard.app.ports import Answer, Value
from cordboard.core.channel import ChannelKind
from cordboard.core.conversation import Conversation, State
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import ConversationId, PresenceId, QueueId, WorkstreamId
from cordboard.core.presence import STOCK_OPTIONS, BasePresence, PresenceOption
from cordboard.core.user import OPERATOR, SYSTEM, Actor, ActorKind, Role
from cordboard.core.workstream import AutoClose, Organisation, Queue, Workstream
from cordboard.floor.health import Health
from cordboard.floor.writer import Writer
from cordboard.store.journal import SqliteJournal
from floor.ears import Ears
from floor.memory import MemoryDatabase
from floor.truths import Truths

DAY_MS = 86_400_000
START_MS = 20_000 * DAY_MS
"""Midnight, so that visitors are numbered from 1 for a day."""
SECOND_MS = 1000
QUEUE = QueueId("general")
WEB = WorkstreamId("web")
POST = WorkstreamId("post")
"""An asynchronous workstream on the test channel."""
LUNCH = PresenceOption(id=PresenceId("lunch"), name="Lunch", base=BasePresence.AWAY)

ORGANISATION = Organisation()
LIVE_CHAT = Workstream(id=WEB, name="Web", channel=ChannelKind.LIVE_CHAT, queue_id=QUEUE)
BY_POST = Workstream(
    id=POST,
    name="Post",
    channel=ChannelKind.TEST,
    queue_id=QUEUE,
    auto_close=AutoClose(open_s=30 * 86_400, active_s=30 * 86_400, wrap_up_s=86_400),
)
SETTINGS: tuple[Value, ...] = (ORGANISATION, *STOCK_OPTIONS, LUNCH, Queue(id=QUEUE, name="General"))


class Stage:
    """A writer, its journal in memory, and a clock; every step is followed by all checks."""

    def __init__(
        self,
        *workstreams: Workstream,
        organisation: Organisation = ORGANISATION,
        journal: type[SqliteJournal] = SqliteJournal,
        checks: bool = True,
    ) -> None:
        self.now_ms = START_MS
        self.database = MemoryDatabase()
        self.journal = journal(self.database.connect)
        self.ears = Ears()
        self.faults: list[BaseException] = []
        self.faults_expected = False
        self._ids = itertools.count(1)
        self._write([*SETTINGS, organisation, *(workstreams or (LIVE_CHAT, BY_POST))])
        self.writer = self._new_writer()
        self.truths = Truths(self.database) if checks else None

    def put(self, value: Value) -> None:
        """Change a setting that no command changes yet."""
        self._write([value])
        self.restart()

    def _write(self, values: list[Value]) -> None:
        writes = Writes(
            at_ms=self.now_ms,
            live=values,
            ended=[],
            dropped=[],
            facts=[],
            said=[],
            audits=[],
            explained=[],
            heard=[],
        )
        self.journal.begin()
        self.journal.write([writes])
        self.journal.commit()

    def _new_writer(self) -> Writer:
        return Writer(self.journal, self.ears, lambda: self.now_ms, self._report)

    def _report(self, what: str, fault: BaseException) -> None:
        self.faults.append(fault)

    # Steps

    def step(self) -> None:
        """Take, commit and finish one batch, then check everything."""
        alone = len(self.writer._inbox) == 1
        failure: BaseException | None = None
        if self.writer.take():
            try:
                self.writer.commit()
            except Exception as fault:  # noqa: BLE001 - the writer must hear of it, as from the shell
                failure = fault
        self.writer.finish(failure)
        if self.faults and not self.faults_expected:
            raise self.faults[0]
        if self.truths is not None:
            news = self.ears.fresh()
            if self.ears.mistrusts():
                self.truths.followers.reconnect(self.journal)
                news = []
            self.truths.check(self.writer, self.journal, news, alone=alone)

    def run(self) -> None:
        """Go on until nothing is left to do now."""
        for _ in range(1000):
            if not self.writer.pending and not self.writer.wake_due():
                return
            self.step()
        message = "the floor does not come to rest"
        raise AssertionError(message)

    def wait(self, seconds: float = 0, *, ms: int = 0) -> None:
        """Let time pass, stopping at every deadline on the way."""
        until_ms = self.now_ms + round(seconds * SECOND_MS) + ms
        while True:
            due_at_ms = self.writer.next_due_at_ms()
            asleep = self.writer.health is Health.READ_ONLY
            if due_at_ms is None or due_at_ms > until_ms or asleep:
                break
            self.now_ms = max(self.now_ms, due_at_ms)
            self.run()
        self.now_ms = until_ms
        self.run()

    def restart(self, *, down_s: float = 0) -> None:
        """Lose everything in memory, stay away for a while, and start from the disk."""
        self.journal.abandon()
        self.now_ms += round(down_s * SECOND_MS)
        self.writer = self._new_writer()
        if self.truths is not None:
            self.truths.followers.reconnect(self.journal)
        self.writer.begin_anew(all_gone=True)
        self.run()

    def crash(self, command: c.AnyCommand, actor: Actor) -> None:
        """Apply a command, lose everything before the commit, and start from the disk."""
        self.writer.submit(command, actor, lambda _: None)
        self.writer.take()
        self.restart()

    def commit_and_die(self, message: Message) -> None:
        """Make a message durable and end before anybody hears of it; `restart` goes on."""
        self.writer.append(message, lambda _: None)
        assert self.writer.take()
        self.writer.commit()

    # Asking

    def ask(self, command: c.AnyCommand, actor: Actor, command_id: str | None = None) -> Answer | Refusal:
        """Send one command and return its answer."""
        answers: list[Answer | Refusal] = []
        self.writer.submit(command, actor, answers.append, command_id=command_id)
        self.run()
        assert len(answers) == 1, "every command is answered once"
        return answers[0]

    def do(self, command: c.AnyCommand, actor: Actor = SYSTEM) -> Answer:
        """Send one command that must not be refused, or raise its refusal."""
        answer = self.ask(command, actor)
        if isinstance(answer, Refusal):
            raise answer
        return answer

    def append(self, message: Message) -> Appended | Refusal:
        """Send one message and return what became of it."""
        answers: list[Appended | Refusal] = []
        self.writer.append(message, answers.append)
        self.run()
        (answer,) = answers
        return answer

    def send(self, message: Message) -> Appended:
        """Send one message, or raise its refusal."""
        answer = self.append(message)
        if isinstance(answer, Refusal):
            raise answer
        return answer

    def save_draft(self, draft: DraftSave) -> int | Refusal:
        """Save a draft and return its version."""
        answers: list[int | Refusal] = []
        self.writer.save_draft(draft, answers.append)
        self.run()
        (answer,) = answers
        return answer

    def mark(self, save: MarkSave) -> list[Marked]:
        """Say what was delivered and read; what the readers of the conversation hear of it."""
        self.ears.take()
        self.writer.mark(save)
        self.run()
        return [one for one in self.ears.take() if isinstance(one, Marked)]

    def fresh(self, prefix: str) -> str:
        """An id that nobody used before."""
        return f"{prefix}{next(self._ids)}"

    # People

    def put_user(self, identity: str, name: str, **fields: object) -> None:
        """Add or change a person from the command line."""
        settings = {"roles": (Role.AGENT,), "queue_ids": ()} | fields
        raw = {"name": "put_user", "user_id": identity, "login": identity, "display_name": name} | settings
        self.do(msgspec.convert(raw, sc.PutUser), OPERATOR)

    # What is there to see

    def chat(self, identity: ConversationId) -> Conversation:
        """A conversation, ongoing or closed."""
        conversation = self.writer.view.recall(identity)
        assert conversation is not None
        return conversation

    def state(self, identity: ConversationId) -> State:
        """The state of a conversation, ongoing or closed."""
        return self.chat(identity).state

    def bodies(self, stream: str) -> list[EntryBody]:
        """All entries of a stream."""
        decode = msgspec.json.Decoder(EntryBody).decode
        return [decode(entry.body) for entry in self.journal.entries(stream, after=0, limit=10_000)]

    def transcript(self, identity: ConversationId) -> list[str]:
        """What both sides read, one line each."""
        lines = []
        for body in self.bodies(f"conversation:{identity}"):
            if isinstance(body, MessageBody):
                lines.append(f"{body.author.role.value}: {body.text}")
            elif isinstance(body, NoticeBody):
                lines.append(" ".join(filter(None, (body.code, body.name))))
        return lines

    def rechecked(self) -> set[str]:
        """Streams whose readers' rights were asked again since the last call."""
        return {one.stream for one in self.ears.take() if isinstance(one, Recheck)}

    def heard(self, stream: str) -> list[Entry]:
        """Entries of a stream that were published since the ears were last emptied."""
        return [one for one in self.ears.news if isinstance(one, Entry) and one.stream == stream]


@contextmanager
def refused(code: Code) -> Iterator[None]:
    """The scene inside ends with this refusal."""
    with pytest.raises(Refusal) as caught:
        yield
    assert caught.value.code is code, f"{caught.value.code}: {caught.value.sentence}"


def user(identity: str) -> Actor:
    return Actor(kind=ActorKind.USER, id=identity)


def visitor(identity: str) -> Actor:
    return Actor(kind=ActorKind.VISITOR, id=identity)


def together(stage: Stage, asked: Iterable[tuple[c.AnyCommand, Actor]]) -> list[Answer | Refusal]:
    """Send several commands in one batch and return their answers in order."""
    answers: list[Answer | Refusal] = []
    for command, actor in asked:
        stage.writer.submit(command, actor, answers.append)
    stage.run()
    return answers
