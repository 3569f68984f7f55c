"""Two windows of one agent over the wire: both hear how the panel stands and which tabs are open."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from api.indoors import Indoors, indoors, talk
from api.lines import Line
from cordboard import sample

ORDERS = {"kind": "application", "target": sample.ORDERS.id, "at_ms": 0}


@pytest.mark.mission("S8", part="tabs")
def test_the_last_window_wins_and_both_hear_of_it(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            one = await house.agent("anna")
            chats = [await talk(await house.visitor(), one) for _ in range(2)]
            other, sessions = await window(house, one.user_id)
            assert [session["conversation_id"] for session in sessions] == chats
            first, second = (session["id"] for session in sessions)
            await one.done("show_tabs", session_id=first, tabs=[ORDERS], selected="application:orders")
            await other.done("show_tabs", session_id=first, tabs=[ORDERS], selected="")
            await one.done("arrange_sessions", session_ids=[second, first])
            for line in (one, other):
                await line.settled()
                told = latest(line.log)
                assert told[first]["tabs"] == [ORDERS]
                assert told[first]["selected_tab"] == ""
                assert [told[session]["place"] for session in (second, first)] == [0, 1]
            for tabs, code in (
                ([ORDERS, ORDERS], "invalid"),
                ([ORDERS | {"target": "none"}], "not_found"),
                ([{"kind": "earlier", "target": chats[1], "at_ms": 0}], "not_found"),
            ):
                refused = await other.do("show_tabs", session_id=first, tabs=tabs, selected="")
                assert (refused["t"], refused["code"]) == ("refused", code)
            _, reloaded = await window(house, one.user_id)
            assert [session["id"] for session in reloaded] == [second, first]
            assert reloaded[1]["tabs"] == [ORDERS]

    asyncio.run(scene())


async def window(house: Indoors, agent_id: str) -> tuple[Line, list[dict[str, Any]]]:
    """Open one more window of Anna's; also the sessions that it shows at first."""
    line = house.connect(await house.sign_in("anna"))
    line.say(t="hello", v=1)
    await line.hear("welcome")
    await line.subscribe(f"agent:{agent_id}")
    snapshot = await line.hear("snapshot", stream=f"agent:{agent_id}")
    return line, snapshot["body"]["sessions"]


def latest(log: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Each session as a page was told last."""
    bodies = [frame["body"] for frame in log if frame["t"] == "event"]
    sessions = [body["session"] for body in bodies if body["kind"] == "session"]
    return {session["id"]: session for session in sessions}
