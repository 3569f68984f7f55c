"""Databases of all releases so far: this one opens them, loses nothing, and goes on where they stopped."""

import asyncio
import json
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import apsw
import pytest

from api.indoors import indoors, take_offer
from cordboard import boot, sample
from cordboard.app import commands as c
from cordboard.app.definitions import configuration_in_force
from cordboard.app.snapshots import agent_snapshot
from cordboard.config.differing import differences
from cordboard.config.reading import read
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.draft import MESSAGE
from cordboard.core.explanation import Queued
from cordboard.core.ids import AgentId, ConnectionId, ConversationId
from cordboard.core.presence import Reachability
from cordboard.core.user import SYSTEM
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import Method, Queue
from cordboard.floor.writer import Writer
from cordboard.settings import Settings
from cordboard.store.definitions import stored_definitions
from cordboard.store.upgrade import latest, upgrade, version
from fixtures import experts
from fixtures.day import PASSWORD, SECOND_MS, TOKEN, Day, person
from fixtures.fill_release import PIM_ANSWERED, PIM_READ, PREFERENCES, RELEASES, contents

FILES = sorted(RELEASES.glob("*.sqlite3"))
ROUTED = [file for file in FILES if "decision" in json.loads(file.with_suffix(".json").read_text())["rows"]]
"""Files of releases that route by more than queues and units."""
Schema = set[tuple[Any, ...]]


def known_of(file: Path) -> dict[str, Any]:
    known: dict[str, Any] = json.loads(file.with_suffix(".json").read_text())
    return known


def schema_of(database: Path) -> Schema:
    with closing(apsw.Connection(str(database), flags=apsw.SQLITE_OPEN_READONLY)) as db:
        rows = db.execute("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'")
        return {(kind, name, " ".join((sql or "").split())) for kind, name, sql in rows}


def test_every_schema_version_has_its_file() -> None:
    assert [file.stem for file in FILES][-1] == latest(), "PYTHONPATH=tests python -m fixtures.fill_release"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_is_what_its_own_migrations_make(file: Path, tmp_path: Path) -> None:
    """A migration that was released is never changed; before its release, its file is written anew."""
    upgrade(tmp_path / "made", to=file.stem)
    assert version(file) == file.stem
    assert schema_of(file) == schema_of(tmp_path / "made")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_upgrade_loses_no_row(file: Path, tmp_path: Path) -> None:
    database, known = tmp_path / "cordboard.sqlite3", known_of(file)
    shutil.copy(file, database)
    upgrade(database)
    assert version(database) == latest()
    with closing(apsw.Connection(str(database))) as db:
        assert db.execute("PRAGMA integrity_check").get == "ok"
    after = contents(database)
    assert after["states"] == known["states"]
    assert after["rows"].items() >= known["rows"].items()


@pytest.mark.mission("S9", part="device")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_contact_centre_goes_on_where_it_stopped(file: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    shutil.copy(file, tmp_path / "data" / "cordboard.sqlite3")
    until_ms = known_of(file)["until_ms"]

    async def scene() -> None:
        async with indoors(tmp_path, now_ms=until_ms + 1_000) as house:
            signed_in = house.client()
            signed_in.cookies.set("cordboard", TOKEN)
            assert (await signed_in.get("/api/me")).json()["user"]["login"] == "anna"
            for login, status in (("anna", 200), ("dora", 401)):
                answer = await house.client().post(
                    "/api/sign-in", json={"login": login, "password": PASSWORD}
                )
                assert answer.status_code == status, login
            assert house.rows("SELECT count(*) FROM wake") == [(0,)], "the floor has heard of the letter"
            kept = house.rows("SELECT count(*) FROM notice_text WHERE live = 1")
            assert kept == [(1,)], "the notice that the upgrade brought can be read"
            owners = dict(house.rows("SELECT id, agent_id FROM conversation"))
            agents = {login: await house.agent(login, PASSWORD) for login in ("anna", "budi", "cho")}
            owner = agents[owners["c_pim"]]
            await owner.subscribe(f"agent:{owner.user_id}")
            snapshot = await owner.hear("snapshot")
            assert "c_pim" in {one["conversation_id"] for one in snapshot["body"]["sessions"]}
            draft = await (await house.sign_in(owner.user_id, PASSWORD)).get("/api/conversations/c_pim/draft")
            kept = draft.json()
            assert (kept["text"], kept["version"]) == ("Have you tried to", 1)
            sent = await owner.ask(t="send", conversation_id="c_pim", text="Have you tried to wind it back?")
            assert sent["t"] == "result"
            customer = await house.visitor()
            begun = (await customer.ask(t="start", workstream_id="website", text="A new day"))[
                "conversation_id"
            ]
            offers = [asyncio.ensure_future(take_offer(one, begun)) for one in agents.values()]
            done, waiting = await asyncio.wait(offers, return_when=asyncio.FIRST_COMPLETED)
            for one in waiting:
                one.cancel()
            assert [one.result()["title"] for one in done] == [
                f"Visitor {known_of(file)['rows']['conversation'] + 1}"
            ]

    asyncio.run(scene())


@pytest.mark.mission("S9", part="device")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_was_typed_and_how_the_panel_stood_is_kept(file: Path, tmp_path: Path) -> None:
    """Drafts of old are of the message; sessions of old stand as they were opened."""
    drafts, panels = typed(file), opened_in_order(file)
    assert ("c_pim", MESSAGE, "Have you tried to", 1) in drafts
    assert panels
    with opened(file, tmp_path) as (writer, _):
        for agent_id, sessions in panels.items():
            snapshot = agent_snapshot(writer.view, AgentId(agent_id))
            assert [one.id for one in snapshot.sessions] == sessions
            places = [one.place for one in snapshot.sessions]
            assert has_tabs(file) or places == list(range(len(sessions)))
        for conversation_id, field, text, number in drafts:
            owner = writer.floor.get(Conversation, conversation_id).agent_id
            assert owner is not None
            kept = writer._journal.draft(owner, conversation_id, field)
            assert kept is not None
            assert (kept.text, kept.version) == (text, number)
        (pim,) = writer.floor.sessions_on(ConversationId("c_pim"))
        tabs = writer.floor.get(WorkspaceSession, pim).tabs
        assert [tab.key for tab in tabs] == ["application:orders"] * has_tabs(file)


def typed(file: Path) -> list[tuple[str, str, str, int]]:
    """Conversation, field, text and version of what was being typed when the release's day ended."""
    field = "field" if has_tabs(file) else f"'{MESSAGE}'"
    with closing(apsw.Connection(str(file), flags=apsw.SQLITE_OPEN_READONLY)) as db:
        rows = db.execute(f"SELECT conversation_id, {field}, text, version FROM draft WHERE text <> ''")
        return [(str(row[0]), str(row[1]), str(row[2]), int(row[3])) for row in rows]


def opened_in_order(file: Path) -> dict[str, list[str]]:
    """By agent, the sessions on their panel, as arranged; before that could be, the longest open first."""
    order = "place, opened_at_ms" if has_tabs(file) else "opened_at_ms, rowid"
    panels: dict[str, list[str]] = {}
    with closing(apsw.Connection(str(file), flags=apsw.SQLITE_OPEN_READONLY)) as db:
        for agent_id, session_id in db.execute(
            f"SELECT agent_id, id FROM workspace_session WHERE live = 1 ORDER BY {order}"
        ):
            panels.setdefault(str(agent_id), []).append(str(session_id))
    return panels


def has_tabs(file: Path) -> bool:
    """Whether the release keeps tabs, and a draft for each field."""
    return "session_template" in known_of(file)["rows"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_a_release_did_not_know_stands_as_if_nobody_had_used_it(file: Path, tmp_path: Path) -> None:
    """Marks, preferences and what the customer was told are kept from the release on that has them."""
    (tmp_path / "data").mkdir()
    shutil.copy(file, tmp_path / "data" / "cordboard.sqlite3")
    known = known_of(file)
    has = set(known["rows"])

    async def scene() -> None:
        async with indoors(tmp_path, now_ms=known["until_ms"] + 1_000) as house:
            login = house.rows("SELECT agent_id FROM conversation WHERE id = 'c_pim'")[0][0]
            anna, owner = await house.sign_in("anna", PASSWORD), await house.agent(login, PASSWORD)
            preferences = (await anna.get("/api/me/preferences")).json()["body"]
            assert preferences == (json.loads(PREFERENCES) if "preference" in has else {})
            await owner.subscribe("conversation:c_pim")
            snapshot = await owner.hear("snapshot", stream="conversation:c_pim")
            delivered, read = PIM_READ if "mark" in has else (0, 0)
            assert snapshot["body"]["marks"] == {
                "customer_delivered": delivered,
                "customer_read": read,
                "agent_read": PIM_ANSWERED if "mark" in has else 0,
            }
            await owner.subscribe(f"agent:{login}")
            sessions = (await owner.hear("snapshot", stream=f"agent:{login}"))["body"]["sessions"]
            session = next(one for one in sessions if one["conversation_id"] == "c_pim")
            assert (session["notice"] is not None) is ("notice_text" in has)
            accepted_at_ms = house.rows(
                "SELECT accepted_at_ms FROM assignment WHERE conversation_id = 'c_pim'"
            )
            assert [(session["accepted_at_ms"],)] == accepted_at_ms, "records of old say when that was"

    asyncio.run(scene())


@contextmanager
def opened(file: Path, tmp_path: Path) -> Iterator[tuple[Writer, Day]]:
    """Open a copy of a release's file a second after its day, with the people who can play on."""
    settings = Settings(data_dir=tmp_path)
    shutil.copy(file, settings.database)
    clock = [known_of(file)["until_ms"] + SECOND_MS]
    with boot.opened(settings, lambda: clock[0]) as (writer, _):
        yield writer, Day(writer, clock)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_work_of_an_earlier_release_is_routed_as_before(file: Path, tmp_path: Path) -> None:
    """To the workstream's own queue, and of those who are there to whoever has most capacity left."""
    with opened(file, tmp_path) as (writer, day):
        for name in ("anna", "cho"):
            day.act(SYSTEM, c.AgentArrived(agent_id=AgentId(name), connection_id=ConnectionId(f"l_{name}")))
            day.act(person(name), c.ReportVisible())
        free = {
            one.id: one.capacity_units - writer.floor.units_held(one.id) - writer.floor.units_reserved(one.id)
            for one in writer.floor.all(Agent)
            if one.presence.reachability is Reachability.CONNECTED
        }
        begun = day.start("new", sample.WEB, "A new day")
        assert writer.floor.get(Conversation, begun).queue_id == sample.QUEUE
        assert free[day.offer_of(begun).agent_id] == max(free.values())
        old = [writer.floor.get(Queue, identity) for identity in (sample.QUEUE, "sales")]
        assert {(one.method, one.priority) for one in old} == {(Method.HIGHEST_CAPACITY, 100)}
        assert not any(one.overflow or one.waiting_overflow or one.prioritisation for one in old)


@pytest.mark.parametrize("file", ROUTED, ids=lambda file: file.stem)
def test_what_routing_went_by_is_there_again(file: Path, tmp_path: Path) -> None:
    """Versions say what is in force, budgets stay spent, work waits for whom it waited, and says why."""
    with opened(file, tmp_path) as (writer, day):
        with stored_definitions(Settings(data_dir=tmp_path).database) as stored:
            versions = stored.versions()
            in_force = configuration_in_force(stored)
        assert [(one.id, one.by) for one in versions] == [("1", "root"), ("2", "root")]
        last, former = (read(one.document.encode()).configuration for one in reversed(versions))
        assert not differences(last, in_force)
        assert differences(former, in_force), "the first version said something else"
        floor = writer.floor
        eva = floor.get(Agent, "eva")
        assert [(one.profile_id, one.spent) for one in eva.profiles] == [("hard", 0), ("today", 1)]
        assert sum(floor.standing(eva.id).profiles[experts.HARD]) == 1
        kept, moved = floor.get(Conversation, "c_kay"), floor.get(Conversation, "c_leo")
        assert (kept.favoured, moved.queue_id) == (("finn",), experts.TAPES)
        assert floor.place_of(ConversationId("c_ned")) == 1, "its bucket goes before the rest"
        told = writer._journal.explanations(["c_jon"], since_ms=0, until_ms=day.now_ms, limit=9)
        assert [type(one.explanation) for one in told] == [Queued]
        day.act(SYSTEM, c.AgentArrived(agent_id=eva.id, connection_id=ConnectionId("l_eva")))
        day.act(person(eva.id), c.ReportVisible())
        day.act(person(eva.id), c.EndConversation(conversation_id=ConversationId("c_hugo")))
        day.close_session(ConversationId("c_hugo"))
        assert day.offer_of(ConversationId("c_ned")).agent_id == eva.id
