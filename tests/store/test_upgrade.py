"""A file is created, brought up to date, left alone, or refused."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from alembic.operations import Operations

from cordboard.store.engine import connect
from cordboard.store.journal import SqliteJournal
from cordboard.store.upgrade import DatabaseTooNew, DatabaseUnreadable, SqliteTooOld, latest, upgrade, version


def test_an_empty_file_gets_the_latest_schema(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    upgrade(path)
    assert version(path) == latest()
    journal = SqliteJournal(lambda: connect(path))
    assert list(journal.load()) == []
    journal.close()


def test_a_second_upgrade_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "twice.db"
    upgrade(path)
    before = path.read_bytes()
    upgrade(path)
    assert path.read_bytes() == before


def test_a_file_in_use_keeps_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "used.db"
    upgrade(path)
    db = connect(path)
    db.execute("INSERT INTO fact (at_ms, body) VALUES (1, x'00')")
    db.close()
    upgrade(path)
    db = connect(path, read_only=True)
    assert list(db.execute("SELECT at_ms FROM fact")) == [(1,)]
    db.close()


@pytest.mark.parametrize("statement", [1, 15, 30])
def test_an_upgrade_that_ends_halfway_has_changed_nothing_and_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: int
) -> None:
    path = tmp_path / "halfway.db"
    upgrade(path, to="0003")
    before, done, execute = schema(path), iter(range(statement)), Operations.execute

    def interrupted(*args: Any, **settings: Any) -> None:
        if next(done, None) is None:
            raise KeyboardInterrupt
        execute(*args, **settings)

    with monkeypatch.context() as interrupting:
        interrupting.setattr(Operations, "execute", interrupted)
        with pytest.raises(KeyboardInterrupt):
            upgrade(path)
    assert (version(path), schema(path)) == ("0003", before)
    upgrade(path)
    assert version(path) == latest()


def schema(path: Path) -> list[tuple[Any, ...]]:
    db = connect(path, read_only=True)
    found = list(db.execute("SELECT name, sql FROM sqlite_schema ORDER BY name"))
    db.close()
    return found


def test_a_file_of_a_later_release_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "later.db"
    upgrade(path)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    db.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseTooNew, match="9999"):
        upgrade(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"no database at all, but long enough to have a header" * 20])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "noise.db"
    path.write_bytes(content)
    with pytest.raises(DatabaseUnreadable):
        upgrade(path)
    assert path.read_bytes() == content


def test_the_file_is_opened_for_durability(tmp_path: Path) -> None:
    path = tmp_path / "durable.db"
    upgrade(path)
    db = connect(path)
    assert db.pragma("journal_mode") == "wal"
    assert db.pragma("synchronous") == 2
    db.close()


@pytest.mark.parametrize("lack", ["version", "search"])
def test_an_sqlite_that_lacks_the_index_is_named_and_the_file_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lack: str
) -> None:
    if lack == "version":
        monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 33, 0))
    else:
        monkeypatch.setattr("cordboard.store.upgrade._indexes_trigrams", bool)
    path = tmp_path / "older.db"
    with pytest.raises(SqliteTooOld, match=r"3\.34 or later with full-text search"):
        upgrade(path)
    assert not path.exists()
