"""Commands by HTTP: offers, presences, force close, and what a repeated key does."""

import asyncio
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.indoors import Indoors, indoors
from api.lines import Line
from api.looks import is_problem
from api.pages import Frame, new_id

DAY_MS = 86_400_000


async def offered(house: Indoors, *, to: Line) -> Frame:
    """A new conversation's offer to this agent."""
    customer = await house.visitor()
    await customer.ask(t="start", workstream_id="website", text="Hello?")
    offer: Frame = (await to.entry("offer"))["body"]["offer"]
    return offer


async def agent(house: Indoors, login: str) -> tuple[httpx.AsyncClient, Line, str]:
    """A signed-in agent with a visible page: client, page, id."""
    client = await house.sign_in(login)
    line = house.connect(client)
    line.say(t="hello", v=1)
    user_id = (await line.hear("welcome"))["you"]["id"]
    await line.subscribe(f"agent:{user_id}")
    await line.done("report_visible")
    return client, line, user_id


def states(house: Indoors) -> list[Any]:
    return house.rows("SELECT state, agent_id FROM conversation ORDER BY created_at_ms")


def facts(house: Indoors) -> int:
    count: int = house.rows("SELECT count(*) FROM fact")[0][0]
    return count


@pytest.mark.mission("S3", part="by-accepting")
def test_an_offer_is_accepted_by_http(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client, line, user_id = await agent(house, "anna")
            offer = await offered(house, to=line)
            answer = await client.post(f"/api/offers/{offer['id']}/accept", json={"epoch": offer["epoch"]})
            assert answer.status_code == 200
            assert answer.json() == {"conversation_id": offer["conversation_id"]}
            session = (await line.entry("session"))["body"]["session"]
            assert session["conversation_id"] == offer["conversation_id"]
            assert states(house) == [("accepted", user_id)]

    asyncio.run(scene())


def test_an_offer_is_rejected_by_http_and_not_answered_twice(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client, line, _ = await agent(house, "anna")
            offer = await offered(house, to=line)
            path, body = f"/api/offers/{offer['id']}", {"epoch": offer["epoch"]}
            early = await client.post(f"{path}/accept", json={"epoch": offer["epoch"] + 1})
            assert is_problem(early, 409, "offer_over")
            assert (await client.post(f"{path}/reject", json=body)).status_code == 200
            assert states(house) == [("open", None)]
            before = facts(house)
            assert is_problem(await client.post(f"{path}/accept", json=body), 409, "offer_over")
            assert is_problem(await client.post(f"{path}/reject", json=body), 409, "offer_over")
            assert facts(house) == before

    asyncio.run(scene())


def test_another_agents_offer_is_not_answered(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            _, line, _ = await agent(house, "anna")
            offer = await offered(house, to=line)
            before = facts(house)
            for login, code in (("budi", "not_yours"), ("saga", "not_allowed"), ("admin", "not_allowed")):
                client = await house.sign_in(login)
                for verb in ("accept", "reject"):
                    answer = await client.post(f"/api/offers/{offer['id']}/{verb}", json={"epoch": 1})
                    assert is_problem(answer, 403, code), (login, verb)
            assert facts(house) == before

    asyncio.run(scene())


def test_a_repeated_key_gets_the_first_answer_and_does_nothing_more(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client, line, _ = await agent(house, "anna")
            offer = await offered(house, to=line)
            key = {"idempotency-key": new_id(house.clock())}

            def accept(epoch: int, headers: dict[str, str]) -> Awaitable[httpx.Response]:
                body = {"epoch": epoch}
                return client.post(f"/api/offers/{offer['id']}/accept", json=body, headers=headers)

            first = await accept(offer["epoch"], key)
            before = facts(house)
            for _ in range(3):
                assert (await accept(offer["epoch"], key)).json() == first.json()
            assert is_problem(await accept(offer["epoch"] + 1, key), 409, "id_reused")
            other_key = {"idempotency-key": new_id(house.clock())}
            assert is_problem(await accept(offer["epoch"], other_key), 409, "offer_over")
            old = {"idempotency-key": new_id(house.clock() - 8 * DAY_MS)}
            assert is_problem(await accept(offer["epoch"], old), 409, "stale_command")
            assert facts(house) == before

    asyncio.run(scene())


def test_agents_pick_their_own_presence_only(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client, line, user_id = await agent(house, "anna")
            _, _, other_id = await agent(house, "budi")
            path = f"/api/agents/{user_id}/presence"
            assert (await client.put(path, json={"presence_id": "lunch"})).status_code == 200
            await line.wait_for(
                lambda frame: (
                    frame["t"] == "event" and frame["body"].get("me", {}).get("presence_id") == "lunch"
                )
            )
            before = facts(house)
            answer = await client.put(f"/api/agents/{other_id}/presence", json={"presence_id": "away"})
            assert is_problem(answer, 404, "not_found")
            assert is_problem(await client.put(path, json={"presence_id": "inactive"}), 400, "not_selectable")
            assert is_problem(await client.put(path, json={"presence_id": "none"}), 404, "not_found")
            for login, status, code in (("otto", 404, "not_found"), ("admin", 403, "not_allowed")):
                staff = await house.sign_in(login)
                answer = await staff.put(path, json={"presence_id": "away"})
                assert is_problem(answer, status, code)
            assert facts(house) == before

    asyncio.run(scene())


@pytest.mark.mission("N17", part="agent-reset")
@pytest.mark.mission("N17", part="supervisor-reset")
def test_alerts_are_reset_by_the_agent_or_by_a_supervisor_of_their_queue(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client, line, user_id = await agent(house, "anna")
            for login, status in (("otto", 404), ("budi", 404), ("admin", 403), ("saga", 200), ("anna", 200)):
                if status == 200:
                    offer = await offered(house, to=line)
                    body = {"epoch": offer["epoch"]}
                    assert (
                        await client.post(f"/api/offers/{offer['id']}/reject", json=body)
                    ).status_code == 200
                who = client if login == "anna" else await house.sign_in(login)
                answer = await who.post(f"/api/agents/{user_id}/presence/reset")
                assert answer.status_code == status, login
            again = await client.post(f"/api/agents/{user_id}/presence/reset")
            assert is_problem(again, 409, "wrong_state")
            audited = house.rows("SELECT action, subject FROM audit WHERE action = 'reset_presence'")
            assert audited == [("reset_presence", user_id)]

    asyncio.run(scene())


@pytest.mark.mission("M16", part="messaging")
def test_only_a_supervisor_of_its_queue_closes_a_conversation_by_force(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client, line, user_id = await agent(house, "anna")
            offer = await offered(house, to=line)
            await client.post(f"/api/offers/{offer['id']}/accept", json={"epoch": offer["epoch"]})
            await line.subscribe(f"conversation:{offer['conversation_id']}")
            path = f"/api/conversations/{offer['conversation_id']}/force-close"
            before = facts(house)
            for login in ("anna", "budi", "otto", "admin"):
                who = client if login == "anna" else await house.sign_in(login)
                assert is_problem(await who.post(path), 404, "not_found"), login
            assert states(house) == [("accepted", user_id)]
            assert facts(house) == before
            saga = await house.sign_in("saga")
            assert (await saga.post(path)).status_code == 200
            assert states(house) == [("closed", None)]
            notice = await line.entry("notice", code="ended_by_supervisor")
            assert notice["stream"] == f"conversation:{offer['conversation_id']}"
            assert is_problem(await saga.post(path), 404, "not_found")

    asyncio.run(scene())
