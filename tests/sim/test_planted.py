"""Plants bugs and sees whether the simulation notices: one that passes shows which check is missing."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import apsw
import pytest
from msgspec.structs import replace

from cordboard.api.asking import Asking
from cordboard.app import affinity, due, explaining, react, searching, working_hours
from cordboard.app.definitions import VERSION
from cordboard.app.engine import Answered, Appended, Entry, Marked, MarkSave, Message, News, Writes
from cordboard.app.ports import Counter
from cordboard.bus.local import LocalBus
from cordboard.core import conversation_moves
from cordboard.core import offer as offers
from cordboard.core import routing as core_routing
from cordboard.core.agent import Agent, AgentHoursTurned
from cordboard.core.conversation import CapacityFreed, Conversation, ConversationMoved
from cordboard.core.deadline import Deadline, DeadlineKind
from cordboard.core.errors import Refusal
from cordboard.core.explanation import Bar
from cordboard.core.presence import PresenceChanged
from cordboard.core.routing import Terms
from cordboard.core.workspace_session import SessionClosed
from cordboard.floor.candidates import Candidates
from cordboard.floor.pen import Pen
from cordboard.sim.series import Failure, Findings, play_all
from cordboard.staging.stage import NewBus, NewJournal, workshop
from cordboard.store.journal import SqliteJournal

SEEDS = 60
STEPS = 300


def found(new_journal: NewJournal = SqliteJournal, new_bus: NewBus = LocalBus, *, first: int = 1) -> Failure:
    """Play until the planted bug is found; `first` is near the seed that finds what takes rare luck."""
    findings = Findings()
    with workshop(new_journal, new_bus) as new_world:
        play_all(findings, new_world, first=first, seeds=SEEDS, steps=STEPS, played=lambda *_: None)
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
    assert "nobody heard" in found(WithoutWakeRows, first=32).sentence


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
    assert "may read up to" in found(new_bus=StutteringBus, first=20).sentence


def test_an_offer_without_its_clock_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cordboard.app.offers._start_clocks", lambda *_: None)
    assert "never expires" in found().sentence


def test_a_conversation_without_auto_close_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tuple(one for one in react.FOLLOWS[ConversationMoved] if one is not react._restart_auto_close)
    monkeypatch.setitem(react.FOLLOWS, ConversationMoved, kept)
    found()


def test_routing_that_ignores_presence_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "bar", lambda *_, **__: None)
    monkeypatch.setattr(searching, "can_take_but_for_sessions", lambda *_, **__: True)
    assert "is out to" in found().sentence


def test_skills_that_nobody_looks_at_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core_routing, "meets", lambda *_: True)
    assert "skills" in found().sentence


def test_an_agent_who_is_free_and_forgotten_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks that are missing: what freed capacity, a new presence, or a closed session makes possible."""
    marks = {react._mark_agent_of, react._mark_moved}
    for fact in (CapacityFreed, PresenceChanged, AgentHoursTurned, SessionClosed, ConversationMoved):
        monkeypatch.setitem(
            react.FOLLOWS, fact, tuple(one for one in react.FOLLOWS[fact] if one not in marks)
        )
    found()


def test_working_hours_that_are_ignored_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    told = working_hours._outlook

    def always_open(*args: Any) -> working_hours.Outlook:
        return replace(told(*args), off_hours=False)

    monkeypatch.setattr(working_hours, "_outlook", always_open)
    assert "off hours" in found().sentence


def test_routing_that_ignores_hours_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(agent: Agent, terms: Terms) -> Bar | None:
        why = told(agent, terms)
        return None if why is Bar.OFF_HOURS else why

    told = core_routing.absent
    monkeypatch.setattr(core_routing, "absent", absent)
    monkeypatch.setattr(searching, "absent", absent)
    posted = Candidates._post
    monkeypatch.setattr(Candidates, "_post", lambda *args: (posted(*args)[0], False, *posted(*args)[2:]))
    assert "off_hours" in found().sentence


def test_work_that_is_kept_for_ever_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(affinity, "_give_up_unless_awaited", lambda *_: None)
    assert "who can't come" in found(first=100).sentence


def test_a_profile_that_is_not_given_back_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    parked = conversation_moves.park

    def park(work: Conversation, now_ms: int) -> conversation_moves.Moved:
        after, moved = parked(work, now_ms)
        return replace(after, profiles_held=work.profiles_held), moved

    monkeypatch.setattr(conversation_moves, "park", park)
    assert "counts in" in found(first=30).sentence


def test_a_daily_budget_that_never_comes_back_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(due.WHEN_DUE, DeadlineKind.DAY_END, lambda *_: None)
    assert "the day of" in found(first=70).sentence


def test_assigned_work_that_nobody_looks_at_and_nobody_takes_back_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(due.WHEN_DUE, DeadlineKind.UNOPENED_REROUTE, lambda *_: None)
    assert "0 clocks take it back" in found().sentence


def test_an_offer_whose_new_look_nobody_is_shown_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cordboard.app.audience._show_other_looks", lambda *_: None)
    assert "differ in offers" in found().sentence


def test_an_offer_that_nobody_can_explain_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explaining, "offered", lambda *_: None)
    assert "are explained as" in found().sentence


def test_a_reason_for_waiting_that_is_not_told_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explaining, "unplaced", lambda *_: None)
    assert "nobody knows why" in found().sentence


def test_a_way_back_to_the_number_of_an_earlier_configuration_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted = Pen.next_number

    def next_number(pen: Pen, counter: str) -> int:
        number = counted(pen, counter)
        if counter == VERSION and number > 2:
            pen.put(Counter(id=counter, value=number - 2))
        return number

    monkeypatch.setattr(Pen, "next_number", next_number)
    assert "by version" in found(first=39).sentence


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
