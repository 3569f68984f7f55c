"""Opens the house: the database held alone, at this release's schema, the writer ready on it, memory calm."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import structlog

from cordboard import sample
from cordboard.api import control
from cordboard.api.passwords import hashed
from cordboard.app.setup_commands import Configure
from cordboard.bus.local import LocalBus
from cordboard.core.presence import STOCK_OPTIONS
from cordboard.core.user import OPERATOR, User
from cordboard.core.workstream import Organisation
from cordboard.floor.writer import Writer
from cordboard.settings import Settings
from cordboard.store.engine import connect, keep_private
from cordboard.store.journal import SqliteJournal
from cordboard.store.lock import held
from cordboard.store.upgrade import upgrade

log = structlog.get_logger()


def report(what: str, fault: BaseException) -> None:
    """Write down what went wrong, with where; a log on a full disk must not stop the writer too."""
    with suppress(OSError):
        log.error(what, exc_info=fault)


@contextmanager
def opened(settings: Settings, clock: Callable[[], int]) -> Iterator[tuple[Writer, LocalBus]]:
    """Hold the database alone, at this release's schema, with the writer ready on it.

    Raises:
        Taken: when another process has it.
        DatabaseTooNew: when a later release wrote it.
        SqliteTooOld: when this Python's SQLite can't make its schema.
    """
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with held(settings.database):
        keep_private(settings.database)
        upgrade(settings.database)
        journal = SqliteJournal(lambda: connect(settings.database))
        bus = LocalBus()
        writer = Writer(journal, bus, clock, report)
        _furnish(writer)
        try:
            yield writer, bus
        finally:
            journal.close()


def _furnish(writer: Writer) -> None:
    """Give a new database what every organisation has."""
    if writer.floor.find(Organisation, "organisation") is None:
        command = Configure(organisation=Organisation(), presences=STOCK_OPTIONS)
        run_now(writer, lambda: writer.submit(command, OPERATOR, lambda _: None))


def run_now(writer: Writer, ask: Callable[[], None]) -> None:
    """Do what is asked without a loop: batch after batch until the inbox is empty."""
    ask()
    while writer.pending:
        if writer.take():
            writer.commit()
        writer.finish()


def load_sample(writer: Writer, password: str, port: int) -> None:
    """Load the sample organisation into a database that has no users, for a server that listens on `port`."""
    if writer.floor.all(User):
        return
    run_now(writer, lambda: writer.submit(sample.served_at(port), OPERATOR, lambda _: None))
    for person in sample.people(hashed(password)):
        reply = ask_now(writer, person)
        assert reply.refusal is None, reply.refusal


def ask_now(writer: Writer, request: control.AnyRequest) -> control.Reply:
    """Do what the operator asks without a loop."""
    replies: list[control.Reply] = []
    run_now(writer, lambda: control.handle(request, writer, replies.append))
    return replies[0]


def calm_the_collector() -> None:
    """Let the collector look less often, and never at what stays: values are trees, cycles are rare.

    It cost a tenth of a message's time; sockets do leave cycles, so it stays on.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
