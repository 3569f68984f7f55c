"""Agents listed by HTTP, for those who oversee their presence."""

import asyncio
from pathlib import Path
from typing import Any

from api.indoors import indoors
from api.looks import is_problem
from cordboard.core.agent import Agent
from cordboard.core.user import User


def test_supervisors_list_the_agents_of_their_queues_and_administrators_all(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna = await house.agent("anna")
            view = house.writer.view
            agents = {one.id: one for one in view.all(Agent)}
            listed: list[dict[str, Any]] = []
            for login in ("saga", "otto", "admin"):
                client = await house.sign_in(login)
                answer = await client.get("/api/agents")
                assert answer.status_code == 200, login
                (user,) = (one for one in view.all(User) if one.login == login)
                known = {
                    one.id
                    for one in agents.values()
                    if login == "admin" or set(one.queue_ids) & set(user.supervises)
                }
                listed = answer.json()["agents"]
                assert {one["id"] for one in listed} == known, login
                assert [one["name"] for one in listed] == sorted(one["name"] for one in listed)
                assert all(one["queue_ids"] == list(agents[one["id"]].queue_ids) for one in listed)
            everybody = {one["id"]: one for one in listed}
            there = {one: (got["presence_id"], got["reachability"]) for one, got in everybody.items()}
            assert there.pop(anna.user_id) == ("available", "connected")
            assert set(there.values()) == {("offline", "signed_out")}
            budi = await house.sign_in("budi")
            assert is_problem(await budi.get("/api/agents"), 403, "not_allowed")
            assert is_problem(await house.client().get("/api/agents"), 401, "not_signed_in")

    asyncio.run(scene())
