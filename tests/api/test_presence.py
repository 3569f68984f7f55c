"""Presence by HTTP: supervisors set it, and its history is read by those who may."""

import asyncio
from pathlib import Path
from typing import Any

import httpx

from api.indoors import Indoors, indoors
from api.looks import is_problem
from api.pages import new_id


async def history(client: httpx.AsyncClient, user_id: str, **query: int) -> Any:
    """One page of an agent's history."""
    answer = await client.get(f"/api/agents/{user_id}/presence/history", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def facts(house: Indoors) -> int:
    count: int = house.rows("SELECT count(*) FROM fact")[0][0]
    return count


def test_a_supervisor_of_a_queue_of_the_agents_sets_their_presence_once_a_key(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, saga = await house.agent("anna"), await house.sign_in("saga")
            path, body = f"/api/agents/{anna.user_id}/presence", {"presence_id": "lunch"}
            key = {"idempotency-key": new_id(house.clock())}
            for _ in range(3):
                assert (await saga.put(path, json=body, headers=key)).status_code == 200
            other = await saga.put(path, json={"presence_id": "away"}, headers=key)
            assert is_problem(other, 409, "id_reused")

            def is_it(frame: dict[str, Any]) -> bool:
                return bool(frame.get("body", {}).get("me", {}).get("presence_id") == "lunch")

            me = (await anna.wait_for(is_it))["body"]["me"]
            assert (me["cause"], me["set_by"]) == ("supervisor", "Saga Lindqvist")
            audited = house.rows("SELECT subject, detail FROM audit WHERE action = 'set_presence'")
            assert audited == [(anna.user_id, "lunch")]
            before = facts(house)
            for login in ("otto", "budi"):
                client = await house.sign_in(login)
                assert is_problem(await client.put(path, json=body), 404, "not_found"), login
                assert is_problem(await client.post(f"{path}/reset"), 404, "not_found"), login
            admin = await house.sign_in("admin")
            assert is_problem(await admin.put(path, json=body), 403, "not_allowed")
            assert is_problem(await saga.put(path, json={"presence_id": "inactive"}), 400, "not_selectable")
            assert is_problem(await saga.put(path, json={"presence_id": "none"}), 404, "not_found")
            assert is_problem(await saga.put(path, json={}), 400, "invalid")
            assert is_problem(await saga.put("/api/agents/made-up/presence", json=body), 404, "not_found")
            budi = (await (await house.sign_in("budi")).get("/api/me")).json()["user"]["id"]
            absent = await saga.put(f"/api/agents/{budi}/presence", json=body)
            assert is_problem(absent, 409, "wrong_state")
            assert "not connected" in absent.json()["detail"]
            assert facts(house) == before

    asyncio.run(scene())


def test_the_history_is_read_by_the_agent_supervisors_and_administrators(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna = await house.agent("anna")
            mine, saga = await house.sign_in("anna"), await house.sign_in("saga")
            await anna.done("choose_presence", presence_id="lunch")
            path = f"/api/agents/{anna.user_id}/presence"
            assert (await saga.put(path, json={"presence_id": "busy"})).status_code == 200
            told = await history(mine, anna.user_id)
            assert told["more"] is False
            fields = ("presence_id", "base", "cause", "by", "by_name")
            assert [tuple(one[field] for field in fields) for one in told["changes"]] == [
                ("busy", "busy", "supervisor", f"user:{await id_of(saga)}", "Saga Lindqvist"),
                ("lunch", "away", "agent", f"user:{anna.user_id}", "Anna Ozola"),
                ("available", "available", "arrived", "system:system", ""),
            ]
            assert {one["at_ms"] for one in told["changes"]} == {house.clock()}
            for login in ("saga", "admin"):
                assert await history(await house.sign_in(login), anna.user_id) == told, login
            for login in ("otto", "budi"):
                client = await house.sign_in(login)
                assert is_problem(await client.get(f"{path}/history"), 404, "not_found"), login
            assert is_problem(await house.client().get(f"{path}/history"), 401, "not_signed_in")
            for strange in ("made-up", "%00", "'"):
                answer = await mine.get(f"/api/agents/{strange}/presence/history")
                assert is_problem(answer, 404, "not_found"), strange

    asyncio.run(scene())


async def id_of(client: httpx.AsyncClient) -> str:
    identity: str = (await client.get("/api/me")).json()["user"]["id"]
    return identity


def test_the_history_comes_in_pages_and_odd_questions_are_refused(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna = await house.agent("anna")
            mine = await house.sign_in("anna")
            for presence in ("away", "busy", "lunch", "offline"):
                await anna.done("choose_presence", presence_id=presence)
            first = await history(mine, anna.user_id, limit=2)
            rest = await history(mine, anna.user_id, limit=3, before=first["changes"][-1]["n"])
            assert (first["more"], rest["more"]) == (True, False)
            seen = [one["presence_id"] for one in (*first["changes"], *rest["changes"])]
            assert seen == ["offline", "lunch", "busy", "away", "available"]
            assert await history(mine, anna.user_id, before=1) == {"changes": [], "more": False}
            path = f"/api/agents/{anna.user_id}/presence/history"
            for odd in ("limit=0", "limit=201", "limit=x", "before=0", "before=x", f"before={2**63}"):
                assert is_problem(await mine.get(f"{path}?{odd}"), 400, "invalid"), odd

    asyncio.run(scene())
