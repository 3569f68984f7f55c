"""What earlier releases closed is listed and found by this one, on dashboards that show closed work."""

import shutil
from contextlib import closing
from pathlib import Path

import apsw
import msgspec
import pytest

from contract.test_releases import FILES, known_of, opened
from cordboard import boot, sample
from cordboard.app.closed_work import ClosedView, Scope, Wanted
from cordboard.core.agent import Agent
from cordboard.core.dashboard import STOCK_DASHBOARDS, Dashboard
from cordboard.core.workstream import Organisation
from cordboard.settings import Settings
from cordboard.store.closed_search import SqliteClosedSearch
from cordboard.store.engine import connect
from cordboard.store.upgrade import upgrade


def said(text: str, scope: Scope, folder: Path) -> tuple[ClosedView, ...]:
    """What the search finds beside the writer, as it does in the server."""
    with closing(SqliteClosedSearch(lambda: connect(folder / "cordboard.sqlite3", read_only=True))) as search:
        found = search.find(text, Wanted(), scope, before=None, limit=9, go_on=lambda: True)
        return found.conversations


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_was_closed_long_ago_is_listed_and_found(file: Path, tmp_path: Path) -> None:
    """Those who had it and supervisors of its queue find it by its words, once the index has caught up."""
    with opened(file, tmp_path) as (writer, _):
        journal = writer._journal
        while journal.closed_index.is_behind():
            writer.do(lambda kept, __: kept.closed_index.catch_up(), lambda _: None)
            boot.run_now(writer, lambda: None)
        everything = Scope(agent_id=None, queue_ids=(sample.QUEUE, "sales"))
        found = journal.closed.latest(Wanted(), everything, before=None, limit=100)
        with closing(apsw.Connection(str(tmp_path / "cordboard.sqlite3"))) as db:
            ended = set(
                db.execute("SELECT id FROM conversation WHERE state = 'closed' AND queue_id <> 'tapes'")
            )
            assert {(one.id,) for one in found.conversations} == ended
        times = [one.ended_at_ms for one in found.conversations]
        assert times == sorted(times, reverse=True)
        (mali,) = said("สวัสดี", everything, tmp_path)
        assert (mali.id, mali.excerpt) == ("c_mali", "สวัสดีค่ะ 👩‍👩‍👧")
        for agent in writer.floor.all(Agent):
            own = Scope(agent_id=agent.id, queue_ids=())
            hers = said("mali", own, tmp_path)
            assert [one.id for one in hers] == ([mali.id] if mali.agent_name == agent.name else [])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.parametrize("altered", [False, True])
def test_stock_dashboards_show_closed_work_and_altered_ones_stay(
    file: Path, tmp_path: Path, altered: bool
) -> None:
    database = tmp_path / "cordboard.sqlite3"
    shutil.copy(file, database)
    upgrade(database, to=max(file.stem, "0002"))  # the first release had none
    own = '[{"id":"work","name":"Mine","sections":["my_work"]}]'
    with closing(apsw.Connection(str(database))) as db:
        if altered:
            db.execute("UPDATE organisation SET dashboards = ?", (own,))
    with boot.opened(Settings(data_dir=tmp_path), lambda: known_of(file)["until_ms"]) as (writer, _):
        shown = writer.floor.get(Organisation, "organisation").dashboards
    assert shown == (msgspec.json.decode(own, type=tuple[Dashboard, ...]) if altered else STOCK_DASHBOARDS)
