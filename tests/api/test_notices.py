"""The monitoring notice from the widget's start to the record that a supervisor looks up (mission M17)."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from api.indoors import indoors, take_offer
from api.looks import everything, is_problem, is_refused

START: dict[str, Any] = {
    "t": "start",
    "workstream_id": "shop",
    "text": "Hello?",
    "visitor_name": "Mali",
    "details": [{"name": "topic", "value": "repair"}],
}


@pytest.mark.mission("M17", part="consent")
def test_a_consent_is_asked_for_recorded_and_looked_up_with_its_text(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            told = (await customer_settings(house.client()))["widget"]["notice"]
            before = everything(house)
            given = {"version": told["version"], "language": "th", "agreed": True}
            for notice in (None, {**given, "agreed": False}, {**given, "version": "0123456789ab"}):
                assert is_refused(await customer.ask(**START, notice=notice), "consent_needed")
            assert everything(house) == before
            answer = await customer.ask(**START, notice=given)
            ((record,),) = house.rows(
                "SELECT notice FROM conversation WHERE id = ?", answer["conversation_id"]
            )
            assert json.loads(record) == {**given, "at_ms": house.clock()}
            await take_offer(anna)
            session = (await anna.entry("session"))["body"]["session"]
            assert session["notice"] == json.loads(record), "the agent sees it too"
            for login in ("saga", "admin"):
                client = await house.sign_in(login)
                read = (await client.get(f"/api/notices/{told['version']}")).json()
                assert (read["version"], read["text"], read["link"]) == (
                    told["version"],
                    told["text"],
                    told["link"],
                )
                assert read["first_at_ms"] > 0
                assert is_problem(await client.get("/api/notices/0123456789ab"), 404, "not_found")
            agent = await house.sign_in("anna")
            assert is_problem(await agent.get(f"/api/notices/{told['version']}"), 403, "not_allowed")

    asyncio.run(scene())


async def customer_settings(client: Any) -> Any:
    """What the widget of the sample's shop knows."""
    return (await client.get("/api/widget/workstreams/shop")).json()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"visitor_name": ""}, "invalid"),
        ({"details": [{"name": "topic", "value": "refund"}]}, "invalid"),
        ({"details": [{"name": "email", "value": "x" * 513}]}, "too_large"),
    ],
)
def test_a_form_that_is_not_filled_in_begins_nothing(
    tmp_path: Path, changes: dict[str, Any], code: str
) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            customer = await house.visitor()
            version = (await customer_settings(house.client()))["widget"]["notice"]["version"]
            notice = {"version": version, "language": "en", "agreed": True}
            before = everything(house)
            refused = await customer.ask(**{**START, **changes}, notice=notice)
            assert is_refused(refused, code)
            assert everything(house) == before
            assert (await customer.ask(**START, notice=notice))["t"] == "result"

    asyncio.run(scene())
