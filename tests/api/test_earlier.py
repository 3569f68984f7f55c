"""What a customer had before: for the one who has them now, and nobody else."""

import asyncio
from pathlib import Path
from typing import Any

import httpx

from api.indoors import Indoors, indoors, take_offer, talk
from api.lines import Line
from api.looks import is_problem
from cordboard.api.routes.conversations import EARLIER
from cordboard.app.commands import StartConversation
from cordboard.core.ids import ConversationId, VisitorId, WorkstreamId
from cordboard.core.user import SYSTEM


async def finish(agent: Line, conversation_id: str) -> None:
    """End a conversation and close its session."""
    await agent.done("end_conversation", conversation_id=conversation_id)
    await agent.done("close_session", session_id=await session_of(agent, conversation_id))


async def session_of(agent: Line, conversation_id: str) -> str:
    def shows(frame: dict[str, Any]) -> bool:
        session = frame.get("body", {}).get("session")
        return session is not None and session["conversation_id"] == conversation_id

    identity: str = (await agent.wait_for(shows))["body"]["session"]["id"]
    return identity


async def earlier(client: httpx.AsyncClient, conversation_id: str) -> dict[str, Any]:
    answer = await client.get(f"/api/conversations/{conversation_id}/earlier")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_the_owner_sees_and_reads_what_the_same_customer_had(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer, other = await house.agent("anna"), await house.visitor(), await house.visitor()
            first = await talk(customer, anna, "first")
            house.clock.now_ms += 60_000
            ended_at_ms = house.clock.now_ms
            await anna.done("end_conversation", conversation_id=first)
            house.clock.now_ms += 60_000
            await anna.done("close_session", session_id=await session_of(anna, first))
            somebodys = await talk(other, anna, "somebody else's")
            await finish(anna, somebodys)
            second = await talk(customer, anna, "second")
            await customer.done("end_by_customer", conversation_id=second)
            third = await talk(customer, anna, "third")
            going_on = await talk(customer, anna, "going on")
            client = await house.sign_in("anna")
            shown = await earlier(client, third)
            assert [one["id"] for one in shown["earlier"]] == [second, first], f"{going_on} has not ended"
            assert shown["next"] is None
            in_wrap_up, closed = shown["earlier"]
            assert (in_wrap_up["closed_by"], closed["closed_by"]) == (None, "agent")
            assert closed["agent_name"] == in_wrap_up["agent_name"] == "Anna Ozola"
            assert closed["ended_at_ms"] == ended_at_ms, "the talk's end, not the wrap-up's"
            assert closed["created_at_ms"] == ended_at_ms - 60_000
            assert closed["workstream_name"] == house.rows(WEBSITE)[0][0]
            path = f"/api/conversations/{third}/earlier/{first}/entries"
            whole = (await client.get(path)).json()
            assert whole["entries"][0]["body"]["text"] == "first"
            last = (await client.get(f"{path}?limit=1")).json()
            assert (last["entries"], last["more"]) == (whole["entries"][-1:], True)
            before = f"{path}?before={whole['entries'][1]['n']}"
            assert (await client.get(before)).json() == {"entries": whole["entries"][:1], "more": False}

    asyncio.run(scene())


WEBSITE = "SELECT name FROM workstream WHERE id = 'website'"


def test_nobody_else_does_and_nothing_else_is_read_that_way(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, other = await house.agent("anna"), await house.visitor()
            token = (await house.visit())[1]
            customer = house.connect()
            customer.say(t="hello", v=1, token=token)
            old = await talk(customer, anna)
            await finish(anna, old)
            strange = await talk(other, anna)
            await finish(anna, strange)
            now = await talk(customer, anna)
            beside = await talk(customer, anna)
            paths = [f"/api/conversations/{now}/earlier", f"/api/conversations/{now}/earlier/{old}/entries"]
            mine = await house.sign_in("anna")
            for path in paths:
                assert (await mine.get(path)).status_code == 200
                for login in ("budi", "saga", "otto", "admin"):
                    client = await house.sign_in(login)
                    assert is_problem(await client.get(path), 404, "not_found"), login
                for nobody in (house.client(), house.client(authorization=f"Bearer {token}")):
                    assert is_problem(await nobody.get(path), 401, "not_signed_in")
            for other_id in (strange, beside, now, "made-up", "%00", "é", "'"):
                path = f"/api/conversations/{now}/earlier/{other_id}/entries"
                assert is_problem(await mine.get(path), 404, "not_found"), other_id
            for identity in (old, strange, "made-up", "%00"):
                for path in (f"{identity}/earlier", f"{identity}/earlier/{old}/entries"):
                    answer = await mine.get(f"/api/conversations/{path}")
                    assert is_problem(answer, 404, "not_found"), path
            await anna.done("close_session", session_id=await session_of(anna, now))
            for path in paths:
                assert is_problem(await mine.get(path), 404, "not_found"), "it is not hers any more"

    asyncio.run(scene())


async def write_letter(house: Indoors, number: int) -> str:
    """Begin a conversation as a channel's network does."""
    command = StartConversation(
        conversation_id=ConversationId(f"letter-{number:02}"),
        workstream_id=WorkstreamId("letters"),
        visitor_id=VisitorId("test.mali"),
        message_id="m1",
        text=f"letter {number}",
    )
    await house.submit(command, SYSTEM)
    return command.conversation_id


async def pages(client: httpx.AsyncClient, path: str) -> list[list[str]]:
    """The ids of all pages of a history."""
    found: list[list[str]] = []
    before: str | None = ""
    while before is not None:
        answer = await client.get(path, params={"before": before} if before else {})
        assert answer.status_code == 200, answer.text
        found.append([one["id"] for one in answer.json()["earlier"]])
        before = answer.json()["next"]
    return found


def test_a_customer_of_a_network_has_a_history_too_and_all_of_it_comes_page_by_page(tmp_path: Path) -> None:
    """Some begin at the same time, also on both sides of a page's edge; none is left out, and none twice."""

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, client = await house.agent("anna"), await house.sign_in("anna")
            ended: list[tuple[int, str]] = []
            for number in range(2 * EARLIER + 2):
                # Ids of one time do not grow as the conversations began.
                letter = await write_letter(house, number * 7 % 43)
                await take_offer(anna, letter)
                if number in (0, 1, EARLIER, EARLIER + 1, 2 * EARLIER, 2 * EARLIER + 1):
                    ids = [identity for _, identity in sorted(ended, reverse=True)]
                    parts = [ids[at : at + EARLIER] for at in range(0, max(number, 1), EARLIER)]
                    assert await pages(client, f"/api/conversations/{letter}/earlier") == parts
                await finish(anna, letter)
                ended.append((house.clock.now_ms, letter))
                house.clock.now_ms += 1_000 if number % 6 == 5 else 0
            ids = [identity for _, identity in sorted(ended, reverse=True)]
            for now in (ids[0], ids[EARLIER], ids[-1]):
                rest = [identity for identity in ids if identity != now]
                parts = [rest[at : at + EARLIER] for at in range(0, len(rest), EARLIER)]
                assert await pages(client, f"/api/closed-conversations/{now}/earlier") == parts

    asyncio.run(scene())


def test_a_page_goes_on_where_the_last_one_ended_whatever_has_happened_since(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, client = await house.agent("anna"), await house.sign_in("anna")
            for number in range(EARLIER + 2):
                letter = await write_letter(house, number)
                await take_offer(anna, letter)
                await finish(anna, letter)
            now = await write_letter(house, 99)
            await take_offer(anna, now)
            going_on = await write_letter(house, 98)
            await take_offer(anna, going_on)
            path = f"/api/conversations/{now}/earlier"
            first = (await client.get(path)).json()
            await finish(anna, going_on)
            second = (await client.get(path, params={"before": first["next"]})).json()
            assert [one["id"] for one in second["earlier"]] == ["letter-01", "letter-00"]
            assert second["next"] is None
            assert (await client.get(path)).json()["earlier"][0]["id"] == going_on

    asyncio.run(scene())


def test_a_page_begins_after_one_of_the_same_customers_only(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, client = await house.agent("anna"), await house.sign_in("anna")
            for number in range(2):
                await take_offer(anna, await write_letter(house, number))
            await finish(anna, "letter-00")
            strange = await talk(await house.visitor(), anna)
            for path in ("/api/conversations/letter-01", "/api/closed-conversations/letter-00"):

                async def asked(before: str, path: str = path) -> httpx.Response:
                    return await client.get(f"{path}/earlier", params={"before": before})

                assert (await asked("letter-01")).status_code == 200
                for before in ("", "made-up", "\0", "é", strange):
                    assert is_problem(await asked(before), 404, "not_found"), before
                assert is_problem(await asked("x" * 201), 400, "invalid")

    asyncio.run(scene())
