"""Streams as one reader gets them: once, in order, from wherever it stands."""

import asyncio
from pathlib import Path

import pytest

from api.indoors import indoors, take_offer, talk
from api.lines import Line
from api.looks import everything
from api.pages import new_id
from cordboard.api import subscriptions
from cordboard.api.connection import UNSENT_LIMIT_BYTES


def numbers(line: Line, stream: str) -> list[int]:
    return [one["n"] for one in line.log if one["t"] == "event" and one["stream"] == stream]


@pytest.mark.parametrize("have", [0, 1, 4, 9])
def test_whoever_comes_back_gets_exactly_what_was_missed(tmp_path: Path, have: int) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna, "0")
            for number in range(5):
                await customer.ask(t="send", conversation_id=conversation_id, text=str(number))
            stream = f"conversation:{conversation_id}"
            all_events = [one for one in customer.log if one["t"] == "event" and one["stream"] == stream]
            head = all_events[-1]["n"]
            assert head == 9
            again = house.connect(await house.sign_in("anna"))
            again.say(t="hello", v=1)
            assert (await again.subscribe(stream, have))["n"] == head
            assert [one for one in again.log if one["t"] == "event"] == all_events[have:]
            await customer.ask(t="send", conversation_id=conversation_id, text="live")
            assert (await again.entry("message", text="live"))["n"] == head + 1
            assert numbers(again, stream) == [*range(have + 1, head + 2)]

    asyncio.run(scene())


def test_a_number_that_is_too_old_or_unknown_gets_a_resync(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscriptions, "MISSED_LIMIT", 3)

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            stream = f"conversation:{conversation_id}"
            snapshot = await anna.hear("snapshot", stream=stream)
            head = snapshot["n"]
            for after, answer in ((head, "caught_up"), (head - 3, "caught_up")):
                assert (await anna.subscribe(stream, after))["t"] == answer
            for after in (head - 4, head + 1, 2**53 - 1):
                assert (await anna.subscribe(stream, after))["t"] == "resync", after
            assert (await anna.subscribe(stream, None))["t"] == "caught_up"
            assert (await anna.hear("snapshot", stream=stream))["n"] == head

    asyncio.run(scene())


def test_ones_own_message_is_heard_before_its_result(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            for line in (anna, customer):
                message_id = new_id(house.clock())
                result = await line.ask(t="send", id=message_id, conversation_id=conversation_id, text="mine")
                event = await line.entry("message", client_id=message_id)
                assert line.log.index(event) < line.log.index(result)
                assert event["n"] == result["n"]

    asyncio.run(scene())


def test_a_slow_reader_is_cut_off_and_resumes_without_loss(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            stream = f"conversation:{conversation_id}"
            sent = max(one["n"] for one in anna.log if one.get("stream") == stream)
            anna.buffered = UNSENT_LIMIT_BYTES + 1
            for number in range(10):
                await customer.ask(t="send", conversation_id=conversation_id, text=str(number))
            assert await anna.wait_for_end() == (4409, "slow")
            anna.leave(4409)
            again = house.connect(await house.sign_in("anna"))
            again.say(t="hello", v=1)
            sent = max([sent, *numbers(anna, stream)])
            await again.subscribe(stream, sent)
            assert numbers(again, stream) == [*range(sent + 1, numbers(customer, stream)[-1] + 1)]

    asyncio.run(scene())


@pytest.mark.mission("N15", part="gone")
def test_an_agent_who_fell_silent_is_gone_and_the_offer_goes_to_another(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            await customer.ask(t="start", workstream_id="website", text="Hello?")
            await anna.entry("offer")
            budi = await house.agent("budi")
            house.clock.now_ms += house.settings.silent_after_ms
            for line in (budi, customer):
                line.say(t="beat")
            house.service.switchboard.check()
            assert anna.closed is None, "at the very limit it still counts"
            house.clock.now_ms += 1
            house.service.switchboard.check()
            assert (await anna.hear("bye"))["reason"] == "silent"
            assert await anna.wait_for_end() == (4408, "silent")
            anna.leave(4408)
            offer = await take_offer(budi)
            assert offer["epoch"] == 2
            declines = house.rows("SELECT declines FROM conversation")
            assert declines == [("[]",)], "silence is no decline"
            assert budi.closed is customer.closed is None

    asyncio.run(scene())


def test_typing_is_whispered_to_the_other_readers_only(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            bystander = await house.agent("budi")
            before = everything(house)
            anna.say(t="typing", conversation_id=conversation_id)
            heard = await customer.hear("typing")
            assert heard["author"]["role"] == "agent"
            assert heard["author"]["name"] == "Anna Ozola"
            customer.say(t="typing", conversation_id=conversation_id)
            assert (await anna.hear("typing"))["author"]["role"] == "customer"
            for _ in range(50):
                customer.say(t="typing", conversation_id=conversation_id)
            assert len([one for one in anna.log if one["t"] == "typing"]) <= 5, "a rate holds"
            assert all(one["t"] != "typing" for one in bystander.log)
            assert everything(house) == before

    asyncio.run(scene())
