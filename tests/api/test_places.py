"""Places in the queue: by the order of serving, after the transcript, and only what is new to its reader."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from api.furnishing import furnish
from api.indoors import Indoors, indoors, take_offer
from api.lines import Line
from cordboard.api import places
from cordboard.api.places import Places
from cordboard.app.commands import SignOut
from cordboard.app.seams import Reading
from cordboard.bus.local import LocalBus
from cordboard.core.ids import AgentId
from cordboard.core.user import SYSTEM
from cordboard.core.widget import Widget
from cordboard.core.workstream import Organisation
from floor.stage import Stage


class Waiting:
    """A customer's page that shows a conversation, and what it was told of its place."""

    def __init__(self, line: Line, conversation_id: str) -> None:
        self.line = line
        self.conversation_id = conversation_id

    @property
    def told(self) -> list[int]:
        """All places that came, in order."""
        frames = [one for one in self.line.log if one["t"] == "place"]
        assert all(one["conversation_id"] == self.conversation_id for one in frames)
        return [one["place"] for one in frames]


async def wait_in_line(house: Indoors, workstream: str = "website") -> Waiting:
    """Begin a conversation and read it; a moment later than the one before."""
    house.clock.now_ms += 1
    line = await house.visitor()
    answer = await line.ask(t="start", workstream_id=workstream, text="Hello?", visitor_name="Mali")
    await line.subscribe(f"conversation:{answer['conversation_id']}", None)
    await line.settled()
    return Waiting(line, answer["conversation_id"])


async def look(house: Indoors, *waiting: Waiting) -> list[list[int]]:
    """Let a second pass; all that each was told so far."""
    house.service.places.look()
    for one in waiting:
        await one.line.settled()
    return [one.told for one in waiting]


def test_places_follow_the_line_and_an_offer_keeps_its_own(tmp_path: Path) -> None:
    furnish(tmp_path / "data", organisation=Organisation(session_limit=1))

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            first, second, third = [await wait_in_line(house) for _ in range(3)]
            assert [first.told, second.told, third.told] == [[1], [2], [3]]
            kinds = [one["t"] for one in third.line.log]
            assert kinds.index("caught_up") < kinds.index("place")
            assert await look(house, first, second, third) == [[1], [2], [3]], "nothing has changed"
            anna = await house.agent("anna")
            offer = (await anna.entry("offer"))["body"]["offer"]
            assert offer["conversation_id"] == first.conversation_id
            assert await look(house, first, second, third) == [[1], [2, 1], [3, 2]]
            await anna.done("reject_offer", offer_id=offer["id"], epoch=offer["epoch"])
            assert await look(house, first, second, third) == [[1], [2, 1, 2], [3, 2, 3]]
            await second.line.done("end_by_customer", conversation_id=second.conversation_id)
            assert await look(house, first, second, third) == [[1], [2, 1, 2], [3, 2, 3, 2]]

    asyncio.run(scene())


def test_whoever_lost_their_agent_goes_first_and_who_was_given_back_goes_last(tmp_path: Path) -> None:
    furnish(tmp_path / "data", organisation=Organisation(session_limit=1, restore_s=1))

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna = await house.agent("anna")
            lucky = await wait_in_line(house)
            assert lucky.told == [1], "offered at once"
            await take_offer(anna)
            late = await wait_in_line(house)
            assert await look(house, lucky, late) == [[1], [1]]
            session_id = (await anna.entry("session"))["body"]["session"]["id"]
            await anna.done("choose_presence", presence_id="away")
            house.clock.now_ms += 1
            await anna.done("close_session", session_id=session_id)
            assert await look(house, lucky, late) == [[1, 2], [1]]
            await anna.done("pick_conversation", conversation_id=lucky.conversation_id)
            await house.submit(SignOut(agent_id=AgentId(anna.user_id)), SYSTEM)
            house.clock.now_ms += 2_000
            await look(house, late)
            assert await look(house, lucky, late) == [[1, 2, 1], [1, 2]]

    asyncio.run(scene())


def test_every_page_of_a_customer_is_told_until_it_looks_away(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            ahead = await wait_in_line(house)
            house.clock.now_ms += 1
            token = (await house.visit())[1]
            pages = []
            for _ in range(2):
                page = house.connect()
                page.say(t="hello", v=1, token=token)
                pages.append(page)
            answer = await pages[0].ask(t="start", workstream_id="website", text="Hello?")
            one, two = (Waiting(page, answer["conversation_id"]) for page in pages)
            for page in pages:
                await page.subscribe(f"conversation:{answer['conversation_id']}", None)
                await page.settled()
            assert (one.told, two.told) == ([2], [2])
            one.line.say(t="unsubscribe", stream=f"conversation:{answer['conversation_id']}")
            await ahead.line.done("end_by_customer", conversation_id=ahead.conversation_id)
            assert await look(house, one, two) == [[2], [2, 1]]
            two.line.leave()
            ahead.line.leave()
            assert len(house.service.places) == 0, "nobody is remembered who does not read"

    asyncio.run(scene())


def test_places_are_shown_where_the_widget_says_so_and_to_customers_only(tmp_path: Path) -> None:
    furnish(tmp_path / "data", widget=Widget(show_place=False))

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            waiting = await wait_in_line(house)
            saga = house.connect(await house.sign_in("saga"))
            saga.say(t="hello", v=1)
            await saga.subscribe("queue:support")
            assert await look(house, waiting) == [[]]
            assert "place" not in {one["t"] for one in saga.log}

    asyncio.run(scene())


def test_a_change_at_the_head_costs_each_reader_one_frame(tmp_path: Path) -> None:
    crowd = 30

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            waiting = [await wait_in_line(house) for _ in range(crowd)]
            for gone in waiting[:10]:
                await gone.line.done("end_by_customer", conversation_id=gone.conversation_id)
            told = await look(house, *waiting)
            assert told[:10] == [[place] for place in range(1, 11)]
            assert told[10:] == [[place, place - 10] for place in range(11, crowd + 1)], "not one a change"

    asyncio.run(scene())


class SlowFloor:
    """A floor that reads when the test says so; nothing else of it is asked."""

    def __init__(self) -> None:
        self.readings: list[Reading] = []

    def read(self, reading: Reading) -> None:
        self.readings.append(reading)


class Reader:
    """Whoever is told; nothing comes to it here."""


def test_looks_do_not_pile_up_while_nothing_can_be_read() -> None:
    floor, reader, stage = SlowFloor(), Reader(), Stage()
    told: Any = Places(floor, LocalBus())  # type: ignore[arg-type]  # all of a floor that places use
    told.look()
    assert floor.readings == [], "nobody reads anything"
    told.attend("c", reader)
    for _ in range(5):
        told.look()
    assert len(floor.readings) == 2, "the first answer, and one look"
    for reading in floor.readings:
        reading(stage.journal, stage.writer.view)
    told.look()
    assert len(floor.readings) == 3
    told.leave("c", reader)
    floor.readings[2](stage.journal, stage.writer.view)
    told.look()
    assert len(floor.readings) == 3


def test_a_long_line_is_looked_at_piece_by_piece(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(places, "AT_ONCE", 2)

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            waiting = [await wait_in_line(house) for _ in range(6)]
            await waiting[0].line.done("end_by_customer", conversation_id=waiting[0].conversation_id)
            house.service.places.look()
            for one in waiting[1:]:
                await one.line.hear("place", place=int(one.told[0]) - 1)

    asyncio.run(scene())
