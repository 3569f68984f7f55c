"""Is the command `explain`: says how a conversation was routed and why, read from the database as it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import apsw
import msgspec
import typer
from rich.console import Console

from cordboard.app.routing_story import OfferedStep, RoutingStory, Step
from cordboard.core.control_characters import escaped
from cordboard.core.ids import ConversationId
from cordboard.floor.state import Floor
from cordboard.insights.routing_story import tell
from cordboard.orders import Config, Data, Refused, settings_of, write_out
from cordboard.store.engine import connect
from cordboard.store.journal import SqliteJournal
from cordboard.store.upgrade import latest

console = Console()
SELECT_VERSION = "SELECT version_num FROM alembic_version"


def explain(
    conversation: Annotated[str, typer.Argument(help="The conversation's id.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    config: Config = None,
    data_dir: Data = None,
) -> None:
    """Say how a conversation was routed and why, and what would alter it; the server may run meanwhile."""
    with _beside(settings_of(config, data_dir=data_dir).database) as journal:
        view = Floor(journal.load(), journal.wakes(), journal.recall)
        found = view.recall(ConversationId(conversation))
        if found is None:
            raise Refused(f"There is no conversation {conversation}.")
        story = tell(journal, view, found)
    if as_json:
        write_out(msgspec.json.encode(story).decode() + "\n")
        return
    for line in lines_of(story):
        console.print(escaped(line), markup=False, highlight=False, soft_wrap=True)


def lines_of(story: RoutingStory) -> Iterator[str]:
    """Yield the story for a reader, times in UTC."""
    if not story.steps:
        yield "Nothing is known of its routing."
    if story.more:
        yield "Older steps are left out."
    for step in story.steps:
        yield f"{_moment(step)}  {step.text}"
        if isinstance(step, OfferedStep) and step.what_if is not None:
            yield f"{'':23}{step.what_if.text}"
    if story.what_if:
        yield "What would alter it now:"
    for what_if in story.what_if:
        yield f"  {what_if.text}"


def _moment(step: Step) -> str:
    return f"{datetime.fromtimestamp(step.at_ms / 1000, UTC):%Y-%m-%d %H:%M:%S}Z"


@contextmanager
def _beside(database: Path) -> Iterator[SqliteJournal]:
    """Read a database as it stands at one moment; nothing is written, and nothing waits for us.

    Raises:
        Refused: when there is none of this release.
    """
    if not database.exists():
        raise Refused(f"There is no database at {database}.")
    try:
        journal = SqliteJournal(lambda: _at_one_moment(database))
    except apsw.Error as error:
        raise Refused(f"{database} is no database of Cordboard: {error}.") from error
    try:
        yield journal
    finally:
        journal.close()


def _at_one_moment(database: Path) -> apsw.Connection:
    db = connect(database, read_only=True)
    db.execute("BEGIN")
    version = db.execute(SELECT_VERSION).get
    if version != latest():
        raise Refused("Another release wrote the database last: start this one once, or use that one.")
    return db
