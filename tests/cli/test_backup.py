"""The commands `backup` and `restore`: a copy of one moment while the server works, put back row by row."""

import stat
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import apsw
import pytest

from api.furnishing import furnish
from api.pages import Page, agent_page, new_id, start, take_offer, visit
from api.process import Server, cordboard
from cordboard import boot
from cordboard.core.ids import ConversationId
from cordboard.floor.clock import Clock
from cordboard.settings import Settings
from cordboard.store import backup as copies
from cordboard.store.backup import Unusable, backup, restore
from cordboard.store.engine import connect
from cordboard.store.keys import KEY_BYTES, kept_key, key_file
from cordboard.store.lock import Taken, held
from cordboard.store.upgrade import DatabaseTooNew

Tables = dict[str, list[tuple[Any, ...]]]


def tables(database: Path) -> Tables:
    """Every row of every table."""
    with closing(connect(database, read_only=True)) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: sorted(db.execute(f'SELECT * FROM "{name}"'), key=lambda row: row[:2]) for name in names
        }


def is_prefix(earlier: Tables, later: Tables) -> bool:
    """Whether what is only ever appended stood so at one moment of the later one's past, without gaps."""
    for name in ("fact", "audit", "entry"):
        assert earlier[name] == later[name][: len(earlier[name])], name
    streams: dict[int, list[int]] = {}
    for _, stream, n, *_ in earlier["entry"]:
        streams.setdefault(stream, []).append(n)
    return all(numbers == [*range(1, len(numbers) + 1)] for numbers in streams.values())


def client_ids(database: Path) -> set[str]:
    """The ids of all messages."""
    with closing(connect(database, read_only=True)) as db:
        return {row[0] for row in db.execute("SELECT client_id FROM entry WHERE client_id IS NOT NULL")}


def quiet(done: int, total: int) -> None:
    """Nobody watches."""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    furnish(tmp_path / "data")
    return tmp_path / "data" / "cordboard.sqlite3"


def test_a_copy_under_traffic_is_one_moment_with_all_that_was_acknowledged_before(tmp_path: Path) -> None:
    furnish(tmp_path / "data")
    copy, elsewhere = tmp_path / "copy.sqlite3", tmp_path / "elsewhere"
    with Server(tmp_path, visitor_burst=100_000) as server, ExitStack() as stack:
        client = stack.enter_context(closing(server.sign_in("anna")))
        anna = stack.enter_context(agent_page(server, client))
        customer = stack.enter_context(Page(server, token=visit(server)))
        conversation_id = start(customer, "Hello?")
        take_offer(anna)
        ids = [new_id() for _ in range(4_000)]
        for number, message_id in enumerate(ids):
            customer.say(t="send", id=message_id, conversation_id=conversation_id, text=str(number))
        customer.answer(ids[100])
        before = {one["id"] for one in list(customer.log) if one["t"] == "result"}
        done = cordboard(tmp_path, "backup", str(copy))
        assert (done.returncode, done.stderr) == (0, "")
        customer.answer(ids[-1])
        assert server.stop() == 0
    done = cordboard(tmp_path, "restore", str(copy), "--data-dir", str(elsewhere))
    assert (done.returncode, done.stderr) == (0, "")
    restored = tables(elsewhere / "cordboard.sqlite3")
    copied = tables(copy)
    del copied["backup_key"]
    assert restored == copied
    assert before & set(ids) <= client_ids(elsewhere / "cordboard.sqlite3")
    assert is_prefix(restored, tables(tmp_path / "data" / "cordboard.sqlite3"))
    with boot.opened(Settings(data_dir=elsewhere), Clock()) as (writer, _):
        assert writer.floor.recall(ConversationId(conversation_id)) is not None


def mode(file: Path) -> int:
    """Who may read and write it."""
    return stat.S_IMODE(file.stat().st_mode)


def has_key(database: Path) -> bool:
    return "backup_key" in tables(database)


def test_customers_go_on_after_a_restore_on_another_machine(tmp_path: Path) -> None:
    furnish(tmp_path / "data")
    copy, elsewhere = tmp_path / "copy.sqlite3", tmp_path / "elsewhere"
    with Server(tmp_path) as server:
        token = visit(server)
        with Page(server, token=token) as customer:
            conversation_id = start(customer, "Hello?")
            done = cordboard(tmp_path, "backup", str(copy))
            assert (done.returncode, done.stderr) == (0, "")
        assert server.stop() == 0
    assert mode(copy) == 0o600
    done = cordboard(tmp_path, "restore", str(copy), "--data-dir", str(elsewhere / "data"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "no key" not in done.stdout
    assert mode(elsewhere / "data" / "visitors.key") == 0o600
    assert not has_key(elsewhere / "data" / "cordboard.sqlite3"), "it stands in copies alone"
    with Server(elsewhere) as server, Page(server, token=token) as customer:
        customer.say(t="subscribe", stream=f"conversation:{conversation_id}", after=0)
        assert customer.hear("event")["body"]["text"] == "Hello?"


def test_a_key_goes_with_its_database_and_takes_the_place_of_another(database: Path, tmp_path: Path) -> None:
    key, copy = kept_key(database), tmp_path / "copy"
    assert (len(key), mode(key_file(database)), kept_key(database)) == (KEY_BYTES, 0o600, key)
    backup(database, copy, quiet)
    other = tmp_path / "other" / "cordboard.sqlite3"
    furnish(other.parent)
    key_file(other).write_bytes(b"another key")
    key_file(other).chmod(0o644)
    assert restore(copy, other, replace=True, progress=quiet)
    assert (kept_key(other), mode(key_file(other)), has_key(other)) == (key, 0o600, False)
    backup(other, tmp_path / "again", quiet)
    assert tables(tmp_path / "again")["backup_key"] == [(1, key)]


def test_a_copy_of_an_earlier_release_leaves_the_key_that_is_there_and_says_so(
    database: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    backup(database, copy, quiet)
    assert not has_key(copy), "before the first start there is none"
    key = kept_key(database)
    done = cordboard(tmp_path, "restore", "--replace", str(copy))
    assert done.returncode == 0
    assert "no key of visitors' tokens" in done.stdout
    assert kept_key(database) == key


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE backup_key SET key = ''",
        "UPDATE backup_key SET key = 'a text'",
        "DELETE FROM backup_key",
        "ALTER TABLE backup_key RENAME COLUMN key TO other",
    ],
)
def test_a_copy_with_a_key_that_is_none_is_refused_and_nothing_is_touched(
    database: Path, tmp_path: Path, sql: str
) -> None:
    key, copy = kept_key(database), tmp_path / "copy"
    backup(database, copy, quiet)
    with closing(apsw.Connection(str(copy))) as db:
        db.execute(sql)
    before = tables(database)
    with pytest.raises(Unusable):
        restore(copy, database, replace=True, progress=quiet)
    assert (tables(database), kept_key(database)) == (before, key)


def test_a_key_file_that_a_crash_left_empty_is_no_key(database: Path) -> None:
    key_file(database).touch()
    assert len(kept_key(database)) == KEY_BYTES


def test_commits_of_others_do_not_begin_a_copy_anew(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "PAGES_A_STEP", 1)
    steps = []
    with closing(connect(database)) as db:
        before = tables(database)

        def write(done: int, total: int) -> None:
            steps.append((done, total))
            assert len(steps) <= total, "it would never end"
            db.execute("INSERT INTO fact (at_ms, body) VALUES (1, zeroblob(5000))")

        backup(database, tmp_path / "copy", write)
    assert len(steps) > 10
    assert tables(tmp_path / "copy") == before
    assert len(tables(database)["fact"]) == len(before["fact"]) + len(steps)


def test_nothing_is_overwritten_unasked(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    backup(database, copy, quiet)
    with pytest.raises(FileExistsError):
        backup(database, copy, quiet)
    with pytest.raises(FileExistsError, match="--replace"):
        restore(copy, database, replace=False, progress=quiet)
    with closing(connect(database)) as db:
        db.execute("DELETE FROM user")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    restore(copy, database, replace=True, progress=quiet)
    assert tables(database) == tables(copy)
    assert not list(tmp_path.rglob("*.partial*"))


@contextmanager
def damaged(copy: Path, how: str) -> Iterator[None]:
    content = bytearray(copy.read_bytes())
    if how == "overwritten":
        content[8_192:40_960] = b"\x5a" * (40_960 - 8_192)
    elif how == "cut":
        del content[len(content) // 2 :]
    elif how == "empty":
        content.clear()
    else:
        content[:] = b"a letter, and no database" * 1_000
    copy.write_bytes(content)
    yield


@pytest.mark.parametrize("how", ["overwritten", "cut", "empty", "letter"])
def test_a_damaged_copy_is_refused_and_nothing_is_touched(database: Path, tmp_path: Path, how: str) -> None:
    copy, before = tmp_path / "copy", tables(database)
    backup(database, copy, quiet)
    with damaged(copy, how), pytest.raises(Unusable):
        restore(copy, database, replace=True, progress=quiet)
    assert tables(database) == before


def test_a_copy_of_a_later_release_is_refused(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    backup(database, copy, quiet)
    with closing(apsw.Connection(str(copy))) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseTooNew):
        restore(copy, tmp_path / "new" / "cordboard.sqlite3", replace=False, progress=quiet)
    assert not (tmp_path / "new" / "cordboard.sqlite3").exists()


def test_nothing_is_restored_under_a_running_server(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    backup(database, copy, quiet)
    with held(database), pytest.raises(Taken):
        restore(copy, database, replace=True, progress=quiet)


def test_the_command_line_says_plainly_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for words in (("backup", str(tmp_path / "copy")), ("restore", str(tmp_path / "none"))):
        done = cordboard(tmp_path, *words)
        assert done.returncode == 1, done
        assert done.stderr.strip().count("\n") == 0, done.stderr
    furnish(tmp_path / "data")
    done = cordboard(tmp_path, "backup", str(tmp_path / "no" / "such" / "folder" / "copy"))
    assert done.returncode == 1
    assert done.stderr.strip().count("\n") == 0, done.stderr
