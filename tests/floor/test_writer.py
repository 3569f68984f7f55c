"""The writer on a disk that fails, fills up or says nothing: what clients are told, and how it comes back."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import apsw
import pytest
from msgspec.structs import replace

from cordboard.app import commands as c
from cordboard.app import dispatch
from cordboard.app.engine import Appended, Marked, MarkSave, Message
from cordboard.app.ports import Answer
from cordboard.core.conversation import Conversation, State
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import ConversationId, PresenceId, VisitorId
from cordboard.core.marks import Marks
from cordboard.core.message import AuthorRole
from cordboard.core.user import SYSTEM
from cordboard.floor.health import Health
from cordboard.floor.inbox import INBOX_LIMIT
from cordboard.floor.writer import BATCH_LIMIT, Writer
from cordboard.store.engine import connect
from cordboard.store.journal import SqliteJournal
from floor.ears import Ears
from floor.flaky import FlakyJournal, Trouble
from floor.players import Desk, Widget, hire, meet
from floor.stage import LIVE_CHAT, WEB, Stage, visitor


class Shaky:
    """A stage on a disk that can be made to fail, with an agent and a chat on it."""

    def __init__(self) -> None:
        self.stage = Stage(journal=FlakyJournal)
        self.stage.faults_expected = True
        assert isinstance(self.stage.journal, FlakyJournal)
        self.disk = self.stage.journal
        self.anna: Desk = hire(self.stage, "Anna")
        self.customer: Widget = meet(self.stage)
        self.chat: ConversationId = self.customer.starts()

    @property
    def health(self) -> Health:
        return self.stage.writer.health

    def ask(self, command: c.AnyCommand) -> Answer | Refusal:
        return self.stage.ask(command, self.anna.actor, "the same id")

    def accepting(self) -> c.AcceptOffer:
        offer = self.anna.offer(self.chat)
        return c.AcceptOffer(offer_id=offer.id, epoch=offer.epoch)


@pytest.fixture
def shaky() -> Shaky:
    return Shaky()


def start(number: int) -> c.StartConversation:
    return c.StartConversation(
        conversation_id=ConversationId(f"chat-{number}"),
        workstream_id=WEB,
        visitor_id=VisitorId("v"),
        message_id="m",
        text="Hello " * 1000,
    )


def _note(answers: list[int], number: int, answer: object) -> None:
    answers.append(number)


def broken(command: object, tx: object, actor: object) -> None:
    raise AssertionError("two rules contradict each other")


def again(answer: Answer | Appended | Refusal) -> bool:
    return isinstance(answer, Refusal) and answer.code is Code.READ_ONLY


@pytest.mark.parametrize("trouble", [Trouble.COMMIT, Trouble.WRITE])
def test_what_could_not_be_stored_never_happened_and_may_be_repeated(shaky: Shaky, trouble: Trouble) -> None:
    accept = shaky.accepting()
    shaky.disk.trouble = trouble
    assert again(shaky.ask(accept))
    assert (shaky.health, shaky.stage.state(shaky.chat)) == (Health.GOOD, State.OFFERED)
    assert isinstance(shaky.ask(accept), Answer)
    assert shaky.anna.panel == [shaky.chat]


def test_a_commit_that_succeeded_unheard_is_settled_by_the_repeated_id(shaky: Shaky) -> None:
    accept = shaky.accepting()
    shaky.disk.trouble = Trouble.UNHEARD
    assert again(shaky.ask(accept))
    assert shaky.stage.state(shaky.chat) is State.ACCEPTED
    assert shaky.ask(accept) == Answer(conversation_id=shaky.chat)
    assert shaky.anna.panel == [shaky.chat]


def test_a_message_stored_unheard_is_settled_by_its_id(shaky: Shaky) -> None:
    message = shaky.customer.message(shaky.chat, "Once", "m")
    shaky.disk.trouble = Trouble.UNHEARD
    assert again(shaky.stage.append(message))
    settled = shaky.stage.append(message)
    assert isinstance(settled, Appended)
    assert settled.entry is None
    assert shaky.stage.transcript(shaky.chat).count("customer: Once") == 1


def test_messages_that_fail_do_not_cost_the_floor(shaky: Shaky) -> None:
    floor = shaky.stage.writer.floor
    answers: list[object] = []
    shaky.disk.trouble = Trouble.APPEND
    shaky.stage.writer.append(shaky.customer.message(shaky.chat, "Lost"), answers.append)
    shaky.stage.writer.submit(shaky.accepting(), shaky.anna.actor, answers.append)
    shaky.stage.run()
    assert isinstance(answers[0], Refusal)
    assert isinstance(answers[1], Answer)
    assert shaky.stage.writer.floor is floor


def test_a_dead_disk_refuses_writes_lets_read_and_comes_back(shaky: Shaky) -> None:
    accept = shaky.accepting()
    shaky.disk.dead = True
    assert again(shaky.ask(accept))
    assert shaky.health is Health.READ_ONLY
    assert again(shaky.stage.append(shaky.customer.message(shaky.chat, "?")))
    seen: list[State] = []
    shaky.stage.writer.read(lambda _, view: seen.append(view.get(Conversation, shaky.chat).state))
    shaky.stage.run()
    assert seen == [State.OFFERED], "what is read is what is durable"
    assert not shaky.stage.writer.probe()
    shaky.stage.wait(3600)
    shaky.disk.dead = False
    assert shaky.stage.writer.probe()
    shaky.stage.run()
    assert shaky.anna.offered == [shaky.chat], "the time on a dead disk counts against nobody"
    assert isinstance(shaky.ask(accept), Answer)


def test_a_reply_that_fails_is_its_askers_trouble_alone(shaky: Shaky) -> None:
    heard: list[object] = []

    def fail(answer: object) -> None:
        raise RuntimeError(answer)

    shaky.stage.writer.submit(c.ReportVisible(), shaky.anna.actor, fail)
    shaky.stage.writer.submit(c.ReportVisible(), shaky.anna.actor, heard.append)
    shaky.stage.run()
    assert heard == [Answer()]


def test_a_command_that_breaks_a_rule_costs_its_step_and_no_other(
    shaky: Shaky, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before it in the batch all is done, after it all is told to come again."""
    answers: list[object] = []
    accept = shaky.accepting()
    with monkeypatch.context() as patch:
        patch.setitem(dispatch.USE_CASES, c.ReportVisible, broken)
        shaky.stage.writer.submit(accept, shaky.anna.actor, answers.append)
        shaky.stage.writer.submit(c.ReportVisible(), shaky.anna.actor, answers.append)
        shaky.stage.writer.submit(
            c.EndConversation(conversation_id=shaky.chat), shaky.anna.actor, answers.append
        )
        shaky.stage.run()
    assert isinstance(answers[0], Answer)
    assert [getattr(one, "code", None) for one in answers[1:]] == [Code.FAULT, Code.READ_ONLY]
    assert (shaky.health, shaky.stage.state(shaky.chat)) == (Health.GOOD, State.ACCEPTED)


def test_the_same_id_with_another_body_or_of_another_actor_is_no_repetition(shaky: Shaky) -> None:
    assert isinstance(shaky.ask(c.ReportVisible()), Answer)
    refusal = shaky.ask(c.ChoosePresence(presence_id=PresenceId("away")))
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.ID_REUSED
    bo = hire(shaky.stage, "Bo")
    assert isinstance(shaky.stage.ask(c.ReportVisible(), bo.actor, "the same id"), Answer)


def test_a_refused_command_is_judged_anew(shaky: Shaky) -> None:
    pick = c.PickConversation(conversation_id=shaky.chat)
    assert isinstance(shaky.ask(pick), Refusal)
    shaky.anna.rejects(shaky.chat)
    assert isinstance(shaky.ask(pick), Answer)


def test_a_full_inbox_turns_away_at_once() -> None:
    stage = Stage(checks=False)
    answers: list[Answer | Refusal] = []
    for _ in range(INBOX_LIMIT + 1):
        stage.writer.submit(c.Route(), SYSTEM, answers.append)
    (full,) = answers
    assert isinstance(full, Refusal)
    assert full.code is Code.TOO_MANY


def test_a_burst_is_cut_into_batches_and_answered_in_order() -> None:
    stage = Stage(checks=False)
    anna = hire(stage, "Anna", units=0)
    answers: list[int] = []
    for number in range(BATCH_LIMIT + 1):
        stage.writer.submit(c.ReportVisible(), anna.actor, partial(_note, answers, number))
    before = stage.writer.batches
    stage.run()
    assert stage.writer.batches == before + 2
    assert answers == list(range(BATCH_LIMIT + 1))


def test_a_crowd_of_marks_is_one_row_and_parts_no_run_of_messages(
    shaky: Shaky, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[int] = []
    append = shaky.disk.append

    def counted(messages: Sequence[Message], now_ms: int) -> list[Appended | Refusal]:
        runs.append(len(messages))
        return append(messages, now_ms)

    monkeypatch.setattr(shaky.disk, "append", counted)
    writer = shaky.stage.writer
    for number in range(100):
        writer.append(shaky.customer.message(shaky.chat, str(number)), lambda _: None)
        writer.mark(read_by_customer(shaky, number))
    shaky.stage.step()
    assert runs == [100]
    assert shaky.disk.marks(shaky.chat) == Marks(customer_delivered=99, customer_read=99)
    assert len([one for one in shaky.stage.ears.take() if isinstance(one, Marked)]) == 1


def test_marks_that_fail_or_find_no_disk_cost_nothing_else(shaky: Shaky) -> None:
    shaky.disk.trouble = Trouble.MARK
    shaky.stage.writer.mark(read_by_customer(shaky, 1))
    assert isinstance(shaky.stage.append(shaky.customer.message(shaky.chat, "stays")), Appended)
    assert shaky.disk.marks(shaky.chat) == Marks()
    assert (shaky.health, shaky.stage.writer.floor_lost) == (Health.GOOD, False)
    shaky.disk.dead = True
    shaky.stage.writer.mark(read_by_customer(shaky, 1))
    shaky.stage.run()
    assert shaky.health is Health.READ_ONLY
    shaky.stage.writer.mark(read_by_customer(shaky, 1))
    shaky.stage.run()
    assert not shaky.stage.writer.pending, "what can't be kept is let fall, not waited for"
    shaky.disk.dead = False
    assert shaky.stage.writer.probe()
    shaky.stage.run()
    shaky.stage.mark(read_by_customer(shaky, 1))
    assert shaky.disk.marks(shaky.chat).customer_read == 1


def read_by_customer(shaky: Shaky, up_to: int) -> MarkSave:
    customer = shaky.stage.chat(shaky.chat).visitor_id
    return MarkSave(
        conversation_id=shaky.chat, role=AuthorRole.CUSTOMER, author_id=customer, delivered=0, read=up_to
    )


def test_a_full_disk_refuses_and_does_not_spin(tmp_path: Path) -> None:
    """Nothing more fits; the writer must come to rest, and go on when there is room again."""
    path = tmp_path / "small.db"
    limits = [0]

    def small() -> apsw.Connection:
        db = connect(path)
        if limits[0]:
            db.pragma("max_page_count", limits[0])
        return db

    stage = Stage(replace(LIVE_CHAT, open_per_visitor=100), checks=False)
    stage.faults_expected = True
    path.write_bytes(stage.database.anchor.serialize("main"))
    stage.journal = SqliteJournal(small)
    stage.writer = Writer(stage.journal, Ears(), lambda: stage.now_ms, stage._report)
    anna = hire(stage, "Anna")
    limits[0] = stage.journal._db.pragma("page_count")
    stage.journal._db.pragma("max_page_count", limits[0])
    told = [stage.ask(start(number), visitor("v"), f"start-{number}") for number in range(20)]
    assert again(told[-1])
    assert stage.writer.health is Health.READ_ONLY
    assert not stage.writer.probe()
    stored = [one for one in told if isinstance(one, Answer)]
    limits[0] = 0
    assert stage.writer.probe()
    stage.run()
    told = [stage.ask(start(number), visitor("v"), f"start-{number}") for number in range(20)]
    assert all(isinstance(one, Answer) for one in told)
    assert told[: len(stored)] == stored
    assert len(list(stage.writer.floor.all(Conversation))) == 20
    assert anna.offered
