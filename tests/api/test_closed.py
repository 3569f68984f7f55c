"""Closed conversations by HTTP: listed, searched and read by those who had them and by their supervisors."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from msgspec.structs import replace

from api.indoors import Indoors, indoors, take_offer, talk
from api.lines import Line
from api.looks import is_problem
from cordboard.app.commands import StartConversation
from cordboard.app.definitions import configuration_in_force
from cordboard.app.setup_commands import ApplyConfiguration, DisableUser
from cordboard.core.conversation import Detail
from cordboard.core.ids import ConversationId, UserId, VisitorId, WorkstreamId
from cordboard.core.user import SYSTEM

PATH = "/api/closed-conversations"


async def session(agent: Line, conversation_id: str) -> dict[str, Any]:
    def shows(frame: dict[str, Any]) -> bool:
        one = frame.get("body", {}).get("session")
        return one is not None and one["conversation_id"] == conversation_id

    found: dict[str, Any] = (await agent.wait_for(shows))["body"]["session"]
    return found


async def finish(agent: Line, conversation_id: str) -> None:
    """End a conversation and close its session."""
    session_id = (await session(agent, conversation_id))["id"]
    await agent.done("end_conversation", conversation_id=conversation_id)
    await agent.done("close_session", session_id=session_id)


def start(name: str, text: str, **fields: Any) -> StartConversation:
    return StartConversation(
        conversation_id=ConversationId(name),
        workstream_id=WorkstreamId("letters"),
        visitor_id=VisitorId("test.mali"),
        message_id="m1",
        text=text,
        **fields,
    )


async def letter(house: Indoors, agent: Line, name: str, text: str, **fields: Any) -> str:
    """A letter of Mali's that the agent had, closed."""
    await house.submit(start(name, text, **fields), SYSTEM)
    await take_offer(agent, name)
    await finish(agent, name)
    return name


async def index(house: Indoors) -> None:
    """Let search know everything."""
    while await house.service.indexing.step():
        pass


async def listed(client: httpx.AsyncClient, **wanted: str | int | bool) -> list[dict[str, Any]]:
    """All pages of a list."""
    found: list[dict[str, Any]] = []
    while True:
        answer = await client.get(PATH, params=wanted)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        found.extend(body["conversations"])
        if body["next"] is None:
            return found
        wanted["before"] = body["next"]


async def ids(client: httpx.AsyncClient, **wanted: str | int | bool) -> list[str]:
    return [one["id"] for one in await listed(client, **wanted)]


@pytest.mark.mission("S6", part="closed")
def test_an_agent_lists_finds_and_reads_what_they_closed_today(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna = await house.agent("anna")
            yesterdays = await letter(house, anna, "old", "My parcel is lost")
            house.clock.now_ms += 3_600_000
            client = await house.sign_in("anna")
            morning_ms = house.clock.now_ms
            customer = await house.visitor()
            chat = await talk(customer, anna, "Where is my PARCEL, please?")
            house.clock.now_ms += 60_000
            await anna.done("end_conversation", conversation_id=chat)
            assert await ids(client, mine=True, since_ms=morning_ms) == [], "wrap-up stands under My work"
            house.clock.now_ms += 60_000
            await anna.done("close_session", session_id=(await session(anna, chat))["id"])
            (today,) = await listed(client, mine=True, since_ms=morning_ms)
            rows = house.rows("SELECT name FROM workstream WHERE id = 'website'")
            assert today == {
                "id": chat,
                "title": "Visitor 2",
                "visitor_number": 2,
                "named": False,
                "channel": "live_chat",
                "workstream_name": rows[0][0],
                "queue_id": "support",
                "queue_name": "Support",
                "agent_name": "Anna Ozola",
                "created_at_ms": morning_ms,
                "ended_at_ms": morning_ms + 60_000,
                "closed_by": "agent",
                "excerpt": None,
            }
            assert await ids(client) == [chat, yesterdays]
            assert await ids(client, until_ms=morning_ms) == [yesterdays]
            assert await ids(client, text="parcel") == [], "soon, but not at once"
            await index(house)
            found = await listed(client, text="parcel", limit=1)
            excerpts = [one["excerpt"] for one in found]
            assert excerpts == ["Where is my PARCEL, please?", "My parcel is lost"]
            assert await ids(client, text="please parcel") == [chat]
            shown = (await client.get(f"{PATH}/{chat}")).json()
            assert shown == today | {"details": []}
            entries = (await client.get(f"{PATH}/{chat}/entries")).json()
            texts = [one["body"].get("text") for one in entries["entries"]]
            assert texts[0] == "Where is my PARCEL, please?"
            last = (await client.get(f"{PATH}/{chat}/entries?limit=1")).json()
            assert (last["entries"], last["more"]) == (entries["entries"][-1:], True)

    asyncio.run(scene())


def test_supervisors_read_what_their_queues_closed_and_nobody_else_anything(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna = await house.agent("anna")
            token = (await house.visit())[1]
            closed = await letter(house, anna, "annas", "apple")
            going_on = await talk(await house.visitor(), anna)
            await house.submit(start("nobodys", "apple"), SYSTEM)
            await supervise(house, "force_close", "nobodys")
            await index(house)
            paths = [f"{PATH}/{closed}{part}" for part in ("", "/entries", "/earlier")]
            for login, all_ids, own in (
                ("anna", [closed], [closed]),
                ("saga", ["nobodys", closed], []),
                ("budi", [], []),
                ("otto", [], []),
                ("admin", [], []),
            ):
                client = await house.sign_in(login)
                for wanted in ({}, {"text": "apple"}, {"queue_id": "support"}):
                    assert await ids(client, **wanted) == all_ids, login
                    assert await ids(client, **wanted, mine=True) == own, login
                assert await ids(client, queue_id="sales") == []
                for path in paths:
                    answer = await client.get(path)
                    assert (answer.status_code == 200) is bool(all_ids), (login, path)
                    assert answer.status_code == 200 or is_problem(answer, 404, "not_found")
                for strange in (going_on, "made-up", "%00", "é", "'", "x" * 2_000):
                    for part in ("", "/entries", "/earlier"):
                        assert is_problem(await client.get(f"{PATH}/{strange}{part}"), 404, "not_found")
            for nobody in (house.client(), house.client(authorization=f"Bearer {token}")):
                for path in (PATH, *paths):
                    assert is_problem(await nobody.get(path), 401, "not_signed_in")
            client = await house.sign_in("anna")
            await house.submit(DisableUser(user_id=UserId(anna.user_id)))
            for path in (PATH, *paths):
                assert is_problem(await client.get(path), 401, "not_signed_in")

    asyncio.run(scene())


async def supervise(house: Indoors, command: str, conversation_id: str) -> None:
    supervisor = house.connect(await house.sign_in("saga"))
    supervisor.say(t="hello", v=1)
    await supervisor.hear("welcome")
    await supervisor.done(command, conversation_id=conversation_id)


def test_a_customers_history_says_which_of_it_one_may_read(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna = await house.agent("anna")
            await letter(house, anna, "annas", "for Anna")
            await anna.done("choose_presence", presence_id="away")
            house.clock.now_ms += 1_000
            budi = await house.agent("budi")
            await letter(house, budi, "budis", "for Budi")
            house.clock.now_ms += 1_000
            await letter(house, budi, "budis_too", "for Budi")
            client, colleague, saga = [await house.sign_in(login) for login in ("anna", "budi", "saga")]
            for reader, identity, expected in (
                (client, "annas", [("budis_too", False), ("budis", False)]),
                (colleague, "budis", [("budis_too", True), ("annas", False)]),
                (saga, "budis", [("budis_too", True), ("annas", True)]),
            ):
                shown = (await reader.get(f"{PATH}/{identity}/earlier")).json()
                assert [(one["id"], one["readable"]) for one in shown["earlier"]] == expected
                assert "for " not in str(shown)
                for other, is_readable in expected:
                    answer = await reader.get(f"{PATH}/{other}/entries")
                    assert answer.status_code == (200 if is_readable else 404), other

    asyncio.run(scene())


def test_details_are_those_that_the_workstream_shows(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, client = await house.agent("anna"), await house.sign_in("anna")
            email = Detail(name="email", value="mali@example.org")
            said = (email, Detail(name="shoe_size", value="38"))
            await letter(house, anna, "told", "Hello", details=said)
            shown = (await client.get(f"{PATH}/told")).json()
            assert shown["details"] == [{"name": "email", "value": "mali@example.org"}]
            await index(house)
            assert await ids(client, text="MALI@example") == ["told"]

    asyncio.run(scene())


def test_pages_follow_each_other_while_more_is_closed(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, client = await house.agent("anna"), await house.sign_in("anna")
            for number in range(4):
                await letter(house, anna, f"l{number}", "apple")
                house.clock.now_ms += number % 2
            await index(house)
            pages: tuple[dict[str, Any], ...] = ({"limit": 2}, {"limit": 2, "text": "apple"})
            firsts = [(await client.get(PATH, params=wanted)).json() for wanted in pages]
            await letter(house, anna, "later", "apple")
            await index(house)
            for wanted, first in zip(pages, firsts, strict=True):
                assert [one["id"] for one in first["conversations"]] == ["l3", "l2"]
                rest = {**wanted, "before": first["next"]}
                second = (await client.get(PATH, params=rest)).json()
                assert [one["id"] for one in second["conversations"]] == ["l1", "l0"]
                assert second["next"] is None

    asyncio.run(scene())


def test_what_is_gone_from_the_configuration_hides_no_conversation(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, client = await house.agent("anna"), await house.sign_in("anna")
            email = Detail(name="email", value="mali@example.org")
            await letter(house, anna, "told", "Hello", details=(email,))
            before = (await client.get(f"{PATH}/told")).json()
            in_force = configuration_in_force(house.service.floor.view)
            kept = tuple(one for one in in_force.workstreams if one.id != "letters")
            less = replace(in_force, workstreams=kept)
            await house.submit(ApplyConfiguration(configuration=less, document="", reason="fewer", seen=0))
            assert (await client.get(f"{PATH}/told")).json() == before | {
                "details": [],
                "workstream_name": "",
            }
            assert await ids(client, mine=True) == ["told"]

    asyncio.run(scene())
