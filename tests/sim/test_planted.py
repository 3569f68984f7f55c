"""Plants bugs and sees whether the simulation notices: one that passes shows which check is missing."""

from collections.abc import Sequence
from contextlib import suppress

import apsw
import pytest
from msgspec.structs import replace

from cordboard.api.asking import Asking
from cordboard.app import react, routing
from cordboard.app.engine import Answered, Appended, Entry, Marked, MarkSave, Message, News, Writes
from cordboard.bus.local import LocalBus
from cordboard.core import offer as offers
from cordboard.core.conversation import ConversationMoved
from cordboard.core.deadline import Deadline, DeadlineKind
from cordboard.core.errors import Refusal
from cordboard.sim.series import Failure, Findings, play_all
from cordboard.staging.stage import NewBus, NewJournal, workshop
from cordboard.store.journal import SqliteJournal

SEEDS = 60


def found(
    new_journal: NewJournal = SqliteJournal, new_bus: NewBus = LocalBus, *, steps: int = 300
) -> Failure:
    """Play until the planted bug is found."""
    findings = Findings()
    with workshop(new_journal, new_bus) as new_world:
        play_all(findings, new_world, first=1, seeds=SEEDS, steps=steps, played=lambda *_: None)
    assert findings.failure is not None, f"{SEEDS} seeds did not find it"
    return findings.failure


class WithoutWakeRows(SqliteJournal):
    """Forgets that a customer wrote while the conversation was parked."""

    def append(self, messages: Sequence[Message], now_ms: int) -> list[Appended | Refusal]:
        results = super().append(messages, now_ms)
        self._db.execute("DELETE FROM wake")
        return [replace(one, wakes=False) if isinstance(one, Appended) else one for one in results]


class Forgetful(SqliteJournal):
    """Remembers no answers."""

    def answered(self, actor: str, command_id: str) -> Answered | None:
        return None

    def write(self, steps: Sequence[Writes]) -> list[News]:
        for step in steps:
            step.answered = None
        return super().write(steps)


class WithoutOneDeadline(SqliteJournal):
    """Does not store when an offer expires."""

    def write(self, steps: Sequence[Writes]) -> list[News]:
        for step in steps:
            step.live = [one for one in step.live if not _expiry(one)]
        return super().write(steps)


class DeafToFailures(SqliteJournal):
    """Takes every commit for durable."""

    def commit(self) -> None:
        with suppress(apsw.Error):
            super().commit()


class WithoutTheLaterMark(SqliteJournal):
    """Takes the mark that came last for the latest."""

    def mark(self, saves: Sequence[MarkSave]) -> list[Marked]:
        for save in saves:
            self._db.execute("DELETE FROM mark WHERE conversation_id = ?", (save.conversation_id,))
        return super().mark(saves)


class LossyBus(LocalBus):
    """Loses every fortieth entry and tells nobody."""

    def __init__(self) -> None:
        super().__init__()
        self._seen = 0

    def publish(self, news: Sequence[News]) -> None:
        super().publish([one for one in news if not self._lost(one)])

    def _lost(self, one: News) -> bool:
        self._seen += isinstance(one, Entry)
        return self._seen % 40 == 0


class StutteringBus(LocalBus):
    """Hands out rights that were lost: nobody is asked again."""

    def publish(self, news: Sequence[News]) -> None:
        super().publish([one for one in news if isinstance(one, Entry)])


def _expiry(value: object) -> bool:
    return isinstance(value, Deadline) and value.kind is DeadlineKind.OFFER_EXPIRY


def test_a_lost_wake_row_is_found() -> None:
    assert "nobody heard" in found(WithoutWakeRows).sentence


def test_forgotten_answers_are_found() -> None:
    found(Forgetful)


def test_a_deadline_that_is_not_stored_is_found() -> None:
    assert "Deadline" in found(WithoutOneDeadline).sentence


def test_a_failed_commit_that_passes_for_durable_is_found() -> None:
    found(DeafToFailures)


def test_a_mark_that_goes_back_is_found() -> None:
    assert "goes from" in found(WithoutTheLaterMark).sentence


def test_a_bus_that_loses_entries_is_found() -> None:
    found(new_bus=LossyBus)


def test_rights_that_outlive_their_loss_are_found() -> None:
    assert "may read up to" in found(new_bus=StutteringBus).sentence


def test_an_offer_without_its_clock_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cordboard.app.offers._start_clocks", lambda *_: None)
    assert "never expires" in found().sentence


def test_a_conversation_without_auto_close_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tuple(one for one in react.FOLLOWS[ConversationMoved] if one is not react._restart_auto_close)
    monkeypatch.setitem(react.FOLLOWS, ConversationMoved, kept)
    found()


def test_routing_that_ignores_presence_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routing, "bar", lambda *_, **__: None)
    found()


def test_an_offer_that_can_be_answered_twice_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offers, "_still_out", lambda _: None)
    monkeypatch.setattr("cordboard.app.offers._retire", _keep_offer)
    found()


def test_an_answer_that_is_never_given_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    given = Asking._appended

    def mostly(asking: Asking, command_id: str, result: Appended | Refusal) -> None:
        if isinstance(result, Refusal) or result.n % 5:
            given(asking, command_id, result)

    monkeypatch.setattr(Asking, "_appended", mostly)
    assert "no answer" in found().sentence


def _keep_offer(*_: object) -> None:
    """Leave an offer out that has ended."""
