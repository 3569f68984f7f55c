"""Cuts the power at any moment: what was acknowledged is there, once, and the file is whole."""

import random
from functools import partial
from pathlib import Path
from typing import Any

import apsw
import pytest

from cordboard.app import commands as c
from cordboard.app.engine import Appended, Message
from cordboard.app.ports import Answer
from cordboard.core.conversation import Conversation
from cordboard.core.errors import Refusal
from cordboard.core.ids import ConversationId, VisitorId
from cordboard.core.message import Author, AuthorRole
from cordboard.floor.pen import Pen
from cordboard.floor.state import same
from cordboard.floor.writer import Writer
from cordboard.store.engine import connect
from cordboard.store.journal import SqliteJournal
from floor.ears import Ears
from floor.memory import blank
from floor.stage import WEB, Stage, visitor
from store.power import MAIN, Disk, alone

SEEDS = range(60)


def furnished() -> bytes:
    """A file with settings in it, as a server finds it."""
    stage = Stage(checks=False)
    return stage.database.anchor.serialize("main")


class Server:
    """A writer on a disk in memory, and what it has promised to its clients."""

    def __init__(self, disk: Disk, promised: dict[str, Any]) -> None:
        self.now_ms = 1_000_000
        self.disk = disk
        self.promised = promised
        self.ears = Ears()
        opening = alone(partial(connect, Path(MAIN), vfs=disk.name))
        self.journal = SqliteJournal(opening)
        self.writer = Writer(self.journal, self.ears, lambda: self.now_ms, self._report)

    def _report(self, what: str, fault: BaseException) -> None:
        """Whatever the writer could not do, a dead disk is behind it."""
        raise fault

    def run(self) -> None:
        """Go on until nothing is left; raises when the power is out."""
        while self.writer.pending or self.writer.wake_due():
            if self.writer.take():
                self.writer.commit()
            self.writer.finish()

    def ask(self, number: int) -> None:
        """Start a conversation and write into it, with ids that are the same whenever it is repeated."""
        chat, who = f"chat-{number}", f"v-{number}"
        command = c.StartConversation(
            conversation_id=ConversationId(chat),
            workstream_id=WEB,
            visitor_id=VisitorId(who),
            message_id="m0",
            text="Hello " * 40,
        )
        author = Author(role=AuthorRole.CUSTOMER, id=who)
        message = Message(conversation_id=chat, author=author, client_id="m1", text="x" * 900)
        self.writer.submit(command, visitor(who), partial(self._hear, chat), command_id=chat)
        self.writer.append(message, partial(self._hear, f"{chat} m1"))
        self.run()

    def _hear(self, what: str, answer: Answer | Appended | Refusal) -> None:
        """Whatever was answered with success is a promise; the same question has the same answer for ever."""
        if isinstance(answer, Refusal) or self.disk.dead:
            return
        number = answer.n
        assert self.promised.setdefault(what, number) == number, f"{what} was answered differently before"


# SQLite shrugs at some errors, as that of a checkpoint after a commit; nobody can raise them.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_acknowledged_survives_a_power_cut(seed: int) -> None:
    dice = random.Random(seed)
    files = {MAIN: furnished()}
    promised: dict[str, Any] = {}
    for life in range(3):
        disk = Disk(f"power-{seed}-{life}", files, fuse=dice.randrange(1, 400))
        try:
            server = Server(disk, promised)
            for number in range(40):
                server.ask(number)
        except apsw.Error:
            assert disk.dead
        files = disk.survivors(dice)
    disk = Disk(f"power-{seed}-after", files)
    server = Server(disk, promised)
    assert server.journal._db.pragma("integrity_check") == "ok"
    assert same(Pen(server.journal.load(), [], server.journal.recall), server.writer.floor)
    kept = dict(promised)
    for what, number in kept.items():
        chat = what.split(" ")[0]
        entries = server.journal.entries(f"conversation:{chat}", after=0, limit=100)
        assert [entry.n for entry in entries] == list(range(1, len(entries) + 1))
        assert number in [entry.n for entry in entries], f"{what} was acknowledged and is lost"
    for number in range(40):
        server.ask(number)
    assert len(promised) == 80
    assert len(list(server.writer.floor.all(Conversation))) == 40
    for number in range(40):
        texts = server.journal.entries(f"conversation:chat-{number}", after=0, limit=100)
        assert sum(b'"kind":"message"' in entry.body for entry in texts) == 2, "everything once"


def test_this_disk_does_lose_what_was_not_synced() -> None:
    """The proof above means something: without syncs, acknowledged work is lost."""
    lost = 0
    for seed in range(20):
        dice = random.Random(seed)
        disk = Disk(f"careless-{seed}", {MAIN: blank()}, fuse=dice.randrange(10, 50))
        opening = alone(partial(connect, Path(MAIN), vfs=disk.name))
        done = 0
        try:
            db = opening()
            db.pragma("synchronous", "normal")
            for number in range(100):
                db.execute("INSERT INTO fact (at_ms, body) VALUES (?, zeroblob(2000))", (number,))
                done += 1
        except apsw.Error:
            assert disk.dead
        after = Disk(f"careless-{seed}-after", disk.survivors(dice))
        found = alone(partial(connect, Path(MAIN), vfs=after.name))().execute("SELECT count(*) FROM fact")
        lost += done - int(found.get)
    assert lost > 0
