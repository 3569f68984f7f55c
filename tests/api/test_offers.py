"""Whether an offer is out, for the one to whom it was made; and the script that asks for it."""

import asyncio
from pathlib import Path
from typing import Any

import httpx

from api.indoors import indoors


def shows_an_offer(frame: dict[str, Any]) -> bool:
    return "offer" in frame.get("body", {})


async def is_out(client: httpx.AsyncClient, offer_id: str) -> bool:
    answer = await client.get(f"/api/offers/{offer_id}")
    assert answer.status_code == 200, answer.text
    out: bool = answer.json()["out"]
    return out


def test_an_offer_is_out_for_its_agent_alone_and_until_it_ends(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            annas, budis = await house.sign_in("anna"), await house.sign_in("budi")
            answer = await customer.ask(t="start", workstream_id="website", text="Hello?")
            assert answer["t"] == "result", answer
            offer = (await anna.wait_for(shows_an_offer))["body"]["offer"]
            assert await is_out(annas, offer["id"])
            assert not await is_out(budis, offer["id"])
            assert not await is_out(annas, "unknown")
            await anna.done("reject_offer", offer_id=offer["id"], epoch=offer["epoch"])
            assert not await is_out(annas, offer["id"])

    asyncio.run(scene())
