"""Searches beside the line: nobody waits for another's, and rights hold when the answer goes out."""

import asyncio
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from api.indoors import Indoors, indoors
from api.looks import is_problem
from api.test_closed import PATH, ids, index, letter
from cordboard.api import searches
from cordboard.api.searches import Searches
from cordboard.app.closed_work import Page, Scope, Wanted
from cordboard.app.setup_commands import DisableUser
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import UserId
from cordboard.store import closed_search
from cordboard.store.closed_search import SqliteClosedSearch

NOTHING = Page(conversations=(), next=None)
WAITS_S = 60
"""For what must come; long, for it comes at once where all is well."""


class HeldSearch:
    """Answers when it is let go; nobody finds anything."""

    def __init__(self) -> None:
        self.began = Event()
        self.may_end = Event()
        self.order: list[str] = []
        self.is_closed = False

    def find(self, text: str, wanted: Wanted, scope: Scope, **_: Any) -> Page:
        self.order.append(text)
        self.began.set()
        assert self.may_end.wait(WAITS_S), "what should have gone on meanwhile waited for the search"
        return NOTHING

    def close(self) -> None:
        self.is_closed = True


def asking(line: Searches, person: str, text: str) -> "asyncio.Task[Page]":
    scope = Scope(agent_id=person, queue_ids=())
    ask = line.ask(
        person, lambda find, go_on: find.find(text, Wanted(), scope, before=None, limit=1, go_on=go_on)
    )
    return asyncio.ensure_future(ask)


def hold(house: Indoors, monkeypatch: pytest.MonkeyPatch) -> tuple[Event, Event]:
    """Let searches find what they find, and tell it when they are let go."""
    found, may_end = Event(), Event()
    find = SqliteClosedSearch.find

    def held(*arguments: Any, **named: Any) -> Page:
        page = find(*arguments, **named)
        found.set()
        assert may_end.wait(WAITS_S), "what should have gone on meanwhile waited for the search"
        return page

    monkeypatch.setattr(SqliteClosedSearch, "find", held)
    return found, may_end


async def until(event: Event) -> None:
    assert await asyncio.to_thread(event.wait, WAITS_S)


def test_work_goes_on_while_somebody_searches_and_lists_wait_for_no_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, client = await house.agent("anna"), await house.sign_in("anna")
            await letter(house, anna, "one", "apple")
            await index(house)
            found, may_end = hold(house, monkeypatch)
            searching = asyncio.ensure_future(ids(client, text="apple"))
            await until(found)
            await letter(house, anna, "two", "apple")
            assert await ids(client) == ["two", "one"]
            may_end.set()
            assert await searching == ["one"]

    asyncio.run(scene())


def test_who_lost_the_right_while_they_searched_is_told_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, client = await house.agent("anna"), await house.sign_in("anna")
            await letter(house, anna, "one", "apple")
            await index(house)
            found, may_end = hold(house, monkeypatch)
            searching = asyncio.ensure_future(client.get(PATH, params={"text": "apple"}))
            await until(found)
            await house.submit(DisableUser(user_id=UserId(anna.user_id)))
            may_end.set()
            assert (await searching).json() == {"conversations": [], "next": None}

    asyncio.run(scene())


def test_who_asks_much_waits_for_themselves_alone() -> None:
    async def scene() -> None:
        held = HeldSearch()
        line = Searches(held)
        asked = [asking(line, "anna", f"anna {number}") for number in range(3)]
        await until(held.began)
        asked.append(asking(line, "bo", "bo"))
        await asyncio.sleep(0)
        held.may_end.set()
        assert await asyncio.gather(*asked) == [NOTHING] * 4
        assert held.order == ["anna 0", "bo", "anna 1", "anna 2"]
        line.stop()
        assert held.is_closed

    asyncio.run(scene())


def test_who_waits_too_long_for_a_turn_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        held = HeldSearch()
        line = Searches(held)
        first = asking(line, "anna", "anna")
        await until(held.began)
        monkeypatch.setattr(searches, "ANSWERS_WITHIN_S", 0)
        for person in ("anna", "bo"):
            with pytest.raises(Refusal) as refused:
                await asking(line, person, "too late")
            assert refused.value.code is Code.TOO_MANY
        held.may_end.set()
        assert await first == NOTHING
        assert held.order == ["anna"]
        line.stop()

    asyncio.run(scene())


def test_the_end_of_the_server_ends_a_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "LOOKS_FOR_S", 2 * WAITS_S)
    monkeypatch.setattr(searches, "ANSWERS_WITHIN_S", 2 * WAITS_S)

    class LongSearch(HeldSearch):
        def find(self, text: str, wanted: Wanted, scope: Scope, **how: Any) -> Page:
            self.began.set()
            for _ in range(1_000):
                if not how["go_on"]():
                    return NOTHING
                self.may_end.wait(0.02)
            raise AssertionError("the server would have waited for the search")

    async def scene() -> None:
        long = LongSearch()
        line = Searches(long)
        searching, behind = asking(line, "anna", "apple"), asking(line, "bo", "apple")
        await until(long.began)
        line.stop()
        assert await searching == NOTHING
        assert long.is_closed
        with suppress(asyncio.CancelledError):
            await behind
        assert behind.cancelled()

    asyncio.run(scene())


def test_a_search_leaves_nothing_beside_the_file_when_the_server_has_ended(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = await house.sign_in("anna")
            assert await ids(client, text="apple") == []
            assert beside()

    def beside() -> list[Path]:
        return list((tmp_path / "data").glob("*-wal"))

    asyncio.run(scene())
    assert beside() == []


def test_many_searches_and_too_broad_ones_are_refused_and_lists_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, searches_burst=2, searches_per_minute=1) as house:
            anna, client = await house.agent("anna"), await house.sign_in("anna")
            await letter(house, anna, "one", "apple")
            await index(house)
            assert await ids(client, text="apple") == ["one"]
            with monkeypatch.context() as hurry:
                hurry.setattr(searches, "LOOKS_FOR_S", 0)
                hurry.setattr(closed_search, "ASKED_EVERY", 1)
                answer = await client.get(PATH, params={"text": "apple"})
            assert is_problem(answer, 422, "too_broad")
            assert is_problem(await client.get(PATH, params={"text": "apple"}), 429, "too_many")
            assert await ids(client) == ["one"]
            assert await ids(await house.sign_in("saga"), text="apple") == ["one"]
            house.clock.now_ms += 60_000
            assert await ids(client, text="apple") == ["one"]

    asyncio.run(scene())
