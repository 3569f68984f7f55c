"""What pages ask: ids that mean one thing, limits, texts that come back as they were written."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from api.indoors import indoors, take_offer, talk
from api.looks import everything, is_refused
from api.pages import new_id
from cordboard.api.command_id import AHEAD_MS, REMEMBERED_MS
from cordboard.core.message import TEXT_LIMIT_BYTES

MINUTE_MS = 60_000


def test_command_ids_carry_their_time_and_mean_one_thing(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, budi = await house.agent("anna"), await house.agent("budi")
            now_ms = house.clock()
            for bad in ("", "x", "0" * 80, new_id(now_ms).upper(), new_id(now_ms) + "\n", "ä" * 20):
                assert is_refused(await anna.do_as(bad, "choose_presence", presence_id="away"), "invalid"), (
                    bad
                )
            ahead = new_id(now_ms + AHEAD_MS + MINUTE_MS)
            assert is_refused(await anna.do_as(ahead, "choose_presence", presence_id="away"), "invalid")
            old = new_id(now_ms - REMEMBERED_MS - 1)
            assert is_refused(await anna.do_as(old, "choose_presence", presence_id="away"), "stale_command")
            good = new_id(now_ms)
            assert (await anna.do_as(good, "choose_presence", presence_id="away"))["t"] == "result"
            before = everything(house)
            assert (await anna.do_as(good, "choose_presence", presence_id="away"))["t"] == "result"
            assert is_refused(await anna.do_as(good, "choose_presence", presence_id="busy"), "id_reused")
            assert everything(house) == before
            assert (await budi.do_as(good, "choose_presence", presence_id="busy"))["t"] == "result"

    asyncio.run(scene())


def test_a_refused_command_is_judged_anew(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            command_id = new_id(house.clock())
            reset = {"agent_id": anna.user_id}
            assert is_refused(await anna.do_as(command_id, "reset_presence", **reset), "wrong_state")
            await customer.ask(t="start", workstream_id="website", text="Hello?")
            offer = (await anna.entry("offer"))["body"]["offer"]
            await anna.done("reject_offer", offer_id=offer["id"], epoch=offer["epoch"])
            assert (await anna.do_as(command_id, "reset_presence", **reset))["t"] == "result"

    asyncio.run(scene())


def test_a_start_or_a_message_that_comes_again_has_no_second_effect(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            start = {"t": "start", "id": new_id(house.clock()), "workstream_id": "website", "text": "Hello?"}
            first = await customer.ask(**start)
            assert await customer.ask(**start) == first
            assert is_refused(await customer.ask(**{**start, "text": "Else"}), "id_reused")
            await take_offer(anna)
            talk_id = first["conversation_id"]
            send = {"t": "send", "id": "any-text-of-a-client", "conversation_id": talk_id, "text": "once"}
            sent = await customer.ask(**send)
            await customer.done("end_by_customer", conversation_id=talk_id)
            before = everything(house)
            assert await customer.ask(**send) == sent, "the first answer, though it has ended"
            assert is_refused(await customer.ask(**{**send, "text": "twice"}), "id_reused")
            assert is_refused(await customer.ask(**{**send, "id": "another"}), "closed")
            assert everything(house) == before

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": ""}, "invalid"),
        ({"text": " \n\t\u2003"}, "invalid"),
        ({"text": "x" * (TEXT_LIMIT_BYTES + 1)}, "too_large"),
        ({"text": "ส" * (TEXT_LIMIT_BYTES // 3 + 1)}, "too_large"),
        ({"workstream_id": "none"}, "not_found"),
        ({"visitor_name": "x" * 201}, "too_large"),
        ({"details": [{"name": "x", "value": "x" * 1_001}]}, "too_large"),
        ({"details": [{"name": "x", "value": "x"}] * 21}, "too_large"),
        ({"id": "x"}, "invalid"),
    ],
)
def test_a_start_out_of_bounds_is_refused(tmp_path: Path, fields: dict[str, Any], code: str) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            customer = await house.visitor()
            before = everything(house)
            frame = {"t": "start", "workstream_id": "website", "text": "Hello?", **fields}
            assert is_refused(await customer.ask(**frame), code)
            assert everything(house) == before
            at_limit = await customer.ask(t="start", workstream_id="website", text="x" * TEXT_LIMIT_BYTES)
            assert at_limit["t"] == "result"

    asyncio.run(scene())


def test_a_visitor_who_writes_too_much_is_asked_to_wait(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, visitor_burst=3, visitor_messages_per_minute=1) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            send = {"t": "send", "conversation_id": conversation_id, "text": "more"}
            answers = [await customer.ask(**send) for _ in range(3)]
            assert [one["t"] for one in answers] == ["result", "result", "refused"]
            assert is_refused(answers[2], "too_many", again=True)
            house.clock.now_ms += MINUTE_MS
            customer.say(t="beat")
            assert (await customer.ask(**send))["t"] == "result"
            for _ in range(10):
                assert (await anna.ask(**send))["t"] == "result", "agents are not counted"

    asyncio.run(scene())


TEXTS = (
    "สวัสดีค่ะ ต้องการความช่วยเหลือ",
    "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇹🇭",
    "\u202eright to left\u202c \u2066isolated\u2069",
    "<script>alert(1)</script> <b onmouseover=x>&amp;\"'",
    "e\u0301 \u00e9 \ufeff \u200b \u200d",
    "a\x00b \x01\x1f\x7f",
    "line\nbreak\r\n\ttab \u2028 \u2029",
    "\U0010ffff \ufffe \ufffd",
    '{"t":"bye"}\n{"t":"bye"}',
    "'; DROP TABLE entry; --",
)


def test_text_comes_back_as_it_was_written(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            token = (await house.visit())[1]
            anna, customer = await house.agent("anna"), house.connect()
            customer.say(t="hello", v=1, token=token)
            conversation_id = await talk(customer, anna, TEXTS[0])
            for text in TEXTS[1:]:
                await customer.ask(t="send", conversation_id=conversation_id, text=text)
                assert (await anna.entry("message", text=text))["body"]["text"] == text
                await anna.ask(t="send", conversation_id=conversation_id, text=text)
            path = f"/api/conversations/{conversation_id}/entries"
            page = (await house.client(authorization=f"Bearer {token}").get(path)).json()
            written = [one["body"]["text"] for one in page["entries"] if one["body"]["kind"] == "message"]
            assert written == [TEXTS[0], *(text for text in TEXTS[1:] for _ in range(2))]

    asyncio.run(scene())
