"""Brings a database file to this release's schema before anything else opens it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

MIGRATIONS = Path(__file__).parent / "migrations"
OLDEST_SQLITE = (3, 34, 0)
"""The first whose full-text search (FTS5) takes texts apart by trigrams."""


class SqliteTooOld(Exception):
    """Python's own SQLite, which upgrades, can't make the index of closed conversations."""


class DatabaseTooNew(Exception):
    """The file was written by a later release, which this one can't read."""


class DatabaseUnreadable(Exception):
    """The file is damaged, or no database."""


def upgrade(path: Path, *, to: str = "head") -> None:
    """Create the database or bring it up to date, in one transaction: all of it is done, or nothing.

    This is the only place that uses the standard library's SQLite, alone and before apsw opens the file:
    two SQLite libraries on one file in one process would drop each other's locks.

    Raises:
        SqliteTooOld: when this Python's SQLite lacks what the schema needs; the file is as it was.
        DatabaseTooNew: when the file's version is unknown here.
        DatabaseUnreadable: when it is damaged, or no database.
    """
    _refuse_old_sqlite()
    engine = _engine(path)
    try:
        with engine.connect() as connection:
            config = _config()
            _refuse_unknown(connection, config)
            config.attributes["connection"] = connection
            command.upgrade(config, to)
            connection.commit()
    except DatabaseError as error:
        raise DatabaseUnreadable(f"{path} can't be used: {error.orig}.") from error
    finally:
        engine.dispose()


def version(path: Path) -> str | None:
    """Return the schema version of a file, None for an empty one."""
    with _engine(path).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def latest() -> str:
    """Return the schema version of this release."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None, "there is at least one step"
    return head


def _engine(path: Path) -> Engine:
    """Return an engine whose transactions begin where they should: the driver's own begin too late."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _leave_transactions_to_us(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _refuse_old_sqlite() -> None:
    """Ask before anything is begun: a distribution may also have left full-text search out."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE or not _indexes_trigrams():
        raise SqliteTooOld(
            "The database needs SQLite 3.34 or later with full-text search (FTS5), and this Python brings "
            f"SQLite {sqlite3.sqlite_version} without it: install a Python with a later SQLite."
        )


def _indexes_trigrams() -> bool:
    try:
        with closing(sqlite3.connect(":memory:")) as trial:
            trial.execute("CREATE VIRTUAL TABLE trial USING fts5 (text, tokenize = 'trigram')")
    except sqlite3.OperationalError:
        return False
    return True


def _refuse_unknown(connection: Connection, config: Config) -> None:
    current = MigrationContext.configure(connection).get_current_revision()
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise DatabaseTooNew(
            f"The database has version {current}, which this release does not know: install a later release."
        )
