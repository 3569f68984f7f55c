"""Marks on the socket: each side's own, told to all readers, durable, and at a bounded rate."""

import asyncio
from pathlib import Path
from typing import Any

from api.indoors import Indoors, indoors, talk
from api.lines import Line
from api.looks import everything
from cordboard.api.marking import MARKING

NOTHING = {"customer_delivered": 0, "customer_read": 0, "agent_read": 0}


def head(line: Line, conversation_id: str) -> int:
    stream = f"conversation:{conversation_id}"
    kinds = {"event", "caught_up"}
    return max(int(one["n"]) for one in line.log if one["t"] in kinds and one["stream"] == stream)


async def marks_of(line: Line, **wanted: int) -> dict[str, int]:
    """The first marks that say so much."""
    frame = await line.wait_for(lambda one: one["t"] == "marks" and one["marks"].items() >= wanted.items())
    marks: dict[str, int] = frame["marks"]
    return marks


def on_disk(house: Indoors) -> list[tuple[Any, ...]]:
    return house.rows("SELECT customer_delivered, customer_read, agent_read FROM mark")


def test_both_sides_hear_what_was_delivered_and_read(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            sent = await anna.ask(t="send", conversation_id=conversation_id, text="Hello!")
            n = sent["n"]
            customer.say(t="mark", conversation_id=conversation_id, delivered=n, read=0)
            for line in (anna, customer):
                assert (await marks_of(line, customer_delivered=n))["customer_read"] == 0
            customer.say(t="mark", conversation_id=conversation_id, delivered=0, read=n)
            anna.say(t="mark", conversation_id=conversation_id, delivered=n, read=n - 1)
            for line in (anna, customer):
                marks = await marks_of(line, customer_read=n, agent_read=n - 1)
                assert marks["customer_delivered"] == n, "a mark never goes back"
            transcript = [one["t"] for one in customer.log if one["t"] == "event"]
            assert len(transcript) == head(customer, conversation_id), "marks are no entries"
            assert on_disk(house) == [(n, n, n - 1)]

    asyncio.run(scene())


def test_marks_come_with_the_snapshot_and_after_every_caught_up(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            stream = f"conversation:{conversation_id}"
            assert (await customer.hear("marks"))["marks"] == NOTHING
            customer.say(t="mark", conversation_id=conversation_id, delivered=2, read=1)
            told = await marks_of(anna, customer_delivered=2)
            again = house.connect(await house.sign_in("anna"))
            again.say(t="hello", v=1)
            for after in (None, 1, 0):
                caught_up = await again.subscribe(stream, after)
                marks = await again.hear("marks", conversation_id=conversation_id)
                assert marks["marks"] == told
                assert again.log.index(marks) > again.log.index(caught_up)
            snapshot = await again.hear("snapshot", stream=stream)
            assert snapshot["body"]["marks"] == told
            await again.subscribe(f"agent:{anna.user_id}")
            assert sum(one["t"] == "marks" for one in again.log) == 3, "other streams have none"

    asyncio.run(scene())


def test_a_mark_right_behind_its_subscription_counts(tmp_path: Path) -> None:
    """Pages that come back subscribe and say their marks again in one breath."""

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            again = house.connect(await house.sign_in("anna"))
            again.say(t="hello", v=1)
            again.say(t="subscribe", stream=f"conversation:{conversation_id}", after=0)
            again.say(t="mark", conversation_id=conversation_id, delivered=1, read=1)
            await marks_of(customer, agent_read=1)

    asyncio.run(scene())


def test_nobody_marks_beyond_the_transcript_or_for_somebody_else(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            stranger, budi = await house.visitor(), await house.agent("budi")
            saga = house.connect(await house.sign_in("saga"))
            saga.say(t="hello", v=1)
            await saga.subscribe("floor:general")
            before = everything(house)
            for line in (stranger, budi, saga):
                await line.subscribe(f"conversation:{conversation_id}")
                line.say(t="mark", conversation_id=conversation_id, delivered=1, read=1)
                line.say(t="mark", conversation_id="made-up", delivered=1, read=1)
                await line.settled()
                assert line.closed is None
                assert all(one["t"] != "fault" for one in line.log)
            assert everything(house) == before
            end = head(customer, conversation_id)
            customer.say(t="mark", conversation_id=conversation_id, delivered=end + 5, read=2**53 - 1)
            anna.say(t="mark", conversation_id=conversation_id, delivered=0, read=end + 1)
            await marks_of(anna, customer_delivered=end, customer_read=end, agent_read=end)
            assert on_disk(house) == [(end, end, end)]

    asyncio.run(scene())


def test_a_former_owner_marks_no_longer(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            session_id = (await anna.entry("session"))["body"]["session"]["id"]
            await anna.done("close_session", session_id=session_id)
            anna.say(t="mark", conversation_id=conversation_id, delivered=1, read=1)
            await anna.settled()
            assert on_disk(house) == []

    asyncio.run(scene())


def test_too_many_marks_wait_and_the_last_one_is_never_lost(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            for number in range(40):
                await anna.ask(t="send", conversation_id=conversation_id, text=str(number))
            end = head(customer, conversation_id)
            for n in range(1, end + 1):
                customer.say(t="mark", conversation_id=conversation_id, delivered=n, read=n)
                await customer.settled()
            assert on_disk(house)[0][0] == MARKING.burst, "what is too soon waits"
            house.clock.now_ms += 60_000 // MARKING.per_minute
            house.service.switchboard.check()
            assert await marks_of(anna, customer_read=end)
            customer.say(t="mark", conversation_id=conversation_id, delivered=end, read=end)
            await anna.ask(t="send", conversation_id=conversation_id, text="the last")
            customer.say(t="mark", conversation_id=conversation_id, delivered=end + 1, read=end + 1)
            customer.leave()
            assert await marks_of(anna, customer_read=end + 1)

    asyncio.run(scene())


def test_an_agent_learns_how_much_was_not_read_before_the_snapshot(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, visitor_messages_per_minute=100_000, visitor_burst=1_000) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna, "1")
            stream = f"conversation:{conversation_id}"
            session_id = (await anna.entry("session"))["body"]["session"]["id"]
            for number in range(60):
                await customer.ask(t="send", conversation_id=conversation_id, text=str(number))
                await anna.ask(t="send", conversation_id=conversation_id, text=str(number))
            await anna.done("focus_session", session_id=session_id, read_up_to=9)
            await anna.hear("snapshot", stream=stream)
            await anna.subscribe(stream)
            snapshot = await anna.hear("snapshot", stream=stream)
            first = snapshot["body"]["entries"][0]["n"]
            events = [one for one in customer.log if one["t"] == "event" and one["stream"] == stream]
            unread = [
                one
                for one in events
                if one["body"]["kind"] == "message"
                and one["body"]["author"]["role"] == "customer"
                and 9 < one["n"] < first
            ]
            assert snapshot["body"]["unread_earlier"] == len(unread) > 0
            await customer.subscribe(stream)
            assert (await customer.hear("snapshot", stream=stream))["body"]["unread_earlier"] == 0

    asyncio.run(scene())
