"""Who may do and read what on a socket: everybody else is refused, and nothing changes."""

import asyncio
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from api.indoors import indoors, take_offer, talk
from api.looks import everything, is_refused
from cordboard.app.commands import BySocket
from cordboard.app.setup_commands import DisableUser
from cordboard.core.ids import UserId

FIELDS: dict[str, dict[str, Any]] = {
    "end_by_customer": {"conversation_id": "{conversation}"},
    "accept_offer": {"offer_id": "of_1", "epoch": 1},
    "reject_offer": {"offer_id": "of_1", "epoch": 1},
    "extend_offer": {"offer_id": "of_1", "epoch": 1},
    "confirm_displayed": {"offer_id": "of_1"},
    "report_visible": {},
    "pick_conversation": {"conversation_id": "{conversation}"},
    "reopen_conversation": {"conversation_id": "{conversation}"},
    "end_conversation": {"conversation_id": "{conversation}"},
    "close_session": {"session_id": "se_1"},
    "focus_session": {"session_id": "se_1", "read_up_to": 1},
    "arrange_sessions": {"session_ids": ["se_1"]},
    "show_tabs": {"session_id": "se_1", "tabs": []},
    "choose_presence": {"presence_id": "away"},
    "reset_presence": {"agent_id": "{agent}"},
    "force_close": {"conversation_id": "{conversation}"},
    "block_visitor": {"visitor_id": "{visitor}", "reason": "none"},
    "unblock_visitor": {"visitor_id": "{visitor}"},
}
REFUSALS = {"not_allowed", "not_found", "not_yours", "offer_over", "wrong_state"}
MAY: dict[str, set[str]] = {
    "a stranger": set(),
    "budi": {"report_visible", "choose_presence", "arrange_sessions"},
    "otto": set(),
    "admin": {"block_visitor", "unblock_visitor"},
}
"""What each may do beside somebody else's conversation; everything else is refused.

Arranging passes over sessions of others: tests/app/test_session_tabs.py sees that they stay where they are.
"""


@pytest.mark.parametrize("who", MAY)
def test_nobody_does_anything_with_what_is_not_theirs(tmp_path: Path, who: str) -> None:
    names = {one["properties"]["name"]["enum"][0] for one in _command_schemas()}
    assert names == FIELDS.keys(), "a new command wants its fields here"

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            ((agent_id, visitor_id),) = house.rows("SELECT agent_id, visitor_id FROM conversation")
            known = {"{conversation}": conversation_id, "{agent}": agent_id, "{visitor}": visitor_id}
            line = await house.visitor() if who == "a stranger" else house.connect(await house.sign_in(who))
            line.say(t="hello", v=1)
            await line.settled()
            before = everything(house)
            for name in sorted(names - MAY[who]):
                fields = {key: known.get(str(value), value) for key, value in FIELDS[name].items()}
                answer = await line.do(name, **fields)
                assert answer["t"] == "refused", name
                assert answer["code"] in REFUSALS, answer
            for kind in ("conversation", "agent", "floor", "queue"):
                subject = {"conversation": conversation_id, "agent": agent_id}.get(kind, "support")
                if (who, kind) != ("budi", "queue"):
                    assert (await line.subscribe(f"{kind}:{subject}"))["t"] == "ended", kind
            send = await line.ask(t="send", conversation_id=conversation_id, text="mine?")
            assert send["code"] in REFUSALS
            line.say(t="typing", conversation_id=conversation_id)
            await line.settled()
            assert everything(house) == before
            assert all(frame["t"] != "typing" for frame in customer.log + anna.log)

    asyncio.run(scene())


def _command_schemas() -> list[dict[str, Any]]:
    _, schemas = msgspec.json.schema_components([BySocket])
    return [one for name, one in schemas.items() if "name" in one.get("properties", {}) and name in _titles()]


def _titles() -> set[str]:
    return {kind.__name__ for kind in BySocket.__args__}


NOBODYS = [
    *("", ":", "*", "agent", "agent:", "agent:none", "agent:agent:x", "AGENT:x", "queue:none", "config"),
    *("conversation:none", "conversation:\x00", "conversation:" + "x" * 10_000, "floor:none", "config:x"),
]


@pytest.mark.parametrize("stream", NOBODYS)
def test_a_stream_that_is_nobodys_is_told_to_be_over(tmp_path: Path, stream: str) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            for line in (await house.agent("anna"), await house.visitor()):
                for after in (None, 0, 5):
                    ended = await line.subscribe(stream, after)
                    assert (ended["t"], ended["code"]) == ("ended", "not_found")
                line.say(t="unsubscribe", stream=stream)
                await line.settled()
                assert line.closed is None

    asyncio.run(scene())


def test_the_former_owner_hears_nothing_after_the_leave(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            stream = f"conversation:{conversation_id}"
            session_id = (await anna.entry("session"))["body"]["session"]["id"]
            budi = await house.agent("budi")
            await anna.done("close_session", session_id=session_id)
            await take_offer(budi)
            await customer.ask(t="send", conversation_id=conversation_id, text="only for Budi")
            await budi.entry("message", text="only for Budi")
            await anna.settled()
            of_stream = [frame for frame in anna.log if frame.get("stream") == stream]
            assert of_stream[-1] == {"t": "ended", "stream": stream, "code": "not_found"}
            last = max(frame["n"] for frame in of_stream if frame["t"] == "event")
            left = [one["n"] for one in customer.log if one.get("body", {}).get("code") == "agent_left"]
            assert last <= left[0] + 1, "up to the leave, and the look of it"
            assert "only for Budi" not in json.dumps(anna.log)
            assert is_refused(
                await anna.ask(t="send", conversation_id=conversation_id, text="still here"), "not_yours"
            )

    asyncio.run(scene())


def test_a_disabled_agent_reads_nothing_more_and_is_sent_away(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            await house.submit(DisableUser(user_id=UserId(anna.user_id)))
            assert await anna.wait_for_end() == (4401, "signed_out")
            answer = await customer.ask(t="send", conversation_id=conversation_id, text="who is there?")
            assert answer["t"] == "result"
            assert "who is there?" not in json.dumps(anna.log)
            assert house.rows("SELECT state, agent_id FROM conversation") == [("open", None)]

    asyncio.run(scene())
