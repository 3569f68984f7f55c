"""The presence history of a contact centre that is older than it: it begins with what agents showed."""

import json
import shutil
from contextlib import closing
from pathlib import Path

import apsw
import msgspec

from cordboard.core.agent import Agent
from cordboard.core.ids import PresenceId
from cordboard.core.presence import (
    Alert,
    AlertCause,
    BasePresence,
    Presence,
    PresenceOption,
    Reachability,
    line,
)
from cordboard.store.engine import connect
from cordboard.store.journal import SqliteJournal
from cordboard.store.upgrade import upgrade
from fixtures.fill_release import RELEASES

BEFORE = RELEASES / "0003.sqlite3"
UNKNOWN = ("cause", "by", "set_by")
"""What releases before it did not keep."""
LUNCH = PresenceOption(id=PresenceId("lunch"), name="Lunch", base=BasePresence.AWAY)
MISSED, REJECTED = (Alert(cause=one, at_ms=2) for one in (AlertCause.MISSED, AlertCause.REJECTED))
HERE, GONE, BUSY = Reachability.CONNECTED, Reachability.GONE, PresenceId("busy")
OLD: dict[str, tuple[Presence, tuple[str, ...]]] = {
    "never came": (Presence(), ()),
    "left": (Presence(since_ms=5), ("offline", "restore_over", "system:system")),
    "vanished": (
        Presence(reachability=GONE, chosen=LUNCH, alerts=(MISSED,), since_ms=5),
        ("offline", "gone", "system:system"),
    ),
    "works": (Presence(reachability=HERE, system=BUSY, since_ms=5), ("busy", "load", "system:system")),
    "eats": (Presence(reachability=HERE, chosen=LUNCH, since_ms=5), ("lunch", "agent", "user:eats")),
    "missed": (
        Presence(reachability=HERE, chosen=LUNCH, alerts=(MISSED,), since_ms=5),
        ("inactive", "missed", "system:system"),
    ),
    "missed after rejecting": (
        Presence(reachability=HERE, alerts=(REJECTED, MISSED), since_ms=5),
        ("do_not_disturb", "missed", "system:system"),
    ),
}


def test_it_begins_with_what_agents_showed_and_what_is_known_of_why(tmp_path: Path) -> None:
    database = tmp_path / "cordboard.sqlite3"
    shutil.copy(BEFORE, database)
    with closing(apsw.Connection(str(database))) as db:
        for name, (presence, _) in OLD.items():
            db.execute("CREATE TEMP TABLE one AS SELECT * FROM agent WHERE id = 'anna'")
            db.execute("UPDATE one SET id = ?, presence = ?", (name, _as_before(presence)))
            db.execute("INSERT INTO agent SELECT * FROM one")
            db.execute("DROP TABLE one")
    upgrade(database)
    journal = SqliteJournal(lambda: connect(database))
    agents = {one.id: one for one in journal.load() if isinstance(one, Agent)}
    for name, (_, expected) in OLD.items():
        agent = agents[name]  # type: ignore[index]  # an id by its text
        lines = [one.change for one in journal.presence_history(name, before=None, limit=9)]
        assert [(one.presence_id, one.cause, one.by) for one in lines] == ([expected] if expected else [])
        for one in lines:
            assert (one.presence_id, one.base, one.cause, one.by) == line(agent.presence), name
            assert (one.at_ms, one.by_name) == (5, agent.name if one.by.startswith("user:") else "")
    journal.close()


def _as_before(presence: Presence) -> str:
    known = json.loads(msgspec.json.encode(presence))
    return json.dumps({key: value for key, value in known.items() if key not in UNKNOWN})
