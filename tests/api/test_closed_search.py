"""What is typed into the search over closed conversations: data, whatever it is, or refused."""

import asyncio
from pathlib import Path

import apsw
import pytest

from api.indoors import Indoors, indoors
from api.looks import is_problem
from api.test_closed import PATH, ids, index, letter
from cordboard.api import indexing
from cordboard.store.closed_index import SqliteClosedIndex


@pytest.mark.parametrize(
    "query",
    [
        "before=",
        "before=x",
        "before=-1",
        "before=8000000000000000",
        "before=10000000000000000",
        "limit=0",
        "limit=101",
        "limit=many",
        "since_ms=-1",
        "since_ms=yesterday",
        "until_ms=99999999999999999999",
        "mine=perhaps",
        "text=" + "x" * 201,
    ],
)
def test_what_can_not_be_understood_is_refused(tmp_path: Path, query: str) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = await house.sign_in("anna")
            assert is_problem(await client.get(f"{PATH}?{query}"), 400, "invalid")

    asyncio.run(scene())


def test_whatever_is_typed_is_data(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, client = await house.agent("anna"), await house.sign_in("anna")
            await letter(house, anna, "odd", 'It said: "fatal* (error) NEAR^2 AND said:no\0thing -- 100%"')
            await index(house)
            for text in ('"fatal*', "(error)", "near^2 AND", "said:no", "100%\0thing", "100%", '"'):
                assert await ids(client, text=text) == (["odd"] if text != '"' else []), text
            for text in ('" OR "a', "said:*", "fatal error*", "^It", "\0", "' OR 1=1", "%%%", "___", "{a}:b"):
                hits = await ids(client, text=text)
                assert hits == (["odd"] if text == "\0" else []), text

    asyncio.run(scene())


def test_a_server_that_was_stopped_goes_on_indexing(tmp_path: Path) -> None:
    async def scene(say: str, expected: list[str]) -> None:
        async with indoors(tmp_path) as house:
            client = await house.sign_in("anna")
            if expected:
                await index(house)
                assert await ids(client, text=say) == expected
                assert not await house.service.indexing.step()
            else:
                await letter(house, await house.agent("anna"), "kept", say)

    asyncio.run(scene("สวัสดีค่ะ พัสดุหาย", []))
    asyncio.run(scene("พัสดุ", ["kept"]))


def test_what_is_left_to_join_is_joined_when_there_is_nothing_to_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "JOINS", 0)

    def segments(house: Indoors) -> int:
        return len(house.rows("SELECT DISTINCT segid FROM closed_text_idx"))

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, client = await house.agent("anna"), await house.sign_in("anna")
            for number in range(4):
                await letter(house, anna, f"l{number}", "apple")
                await house.service.indexing.step()
                while not house.rows("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM to_index)"):
                    await house.service.indexing.step()
            assert segments(house) == 4
            await index(house)
            assert segments(house) == 1
            assert await ids(client, text="apple") == ["l3", "l2", "l1", "l0"]

    asyncio.run(scene())


def test_a_look_that_fails_stops_the_indexing_of_nothing_that_comes_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: SqliteClosedIndex) -> bool:
        raise apsw.IOError

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = await house.sign_in("anna")
            await letter(house, await house.agent("anna"), "kept", "parcel")
            with monkeypatch.context() as disk:
                disk.setattr(SqliteClosedIndex, "is_behind", fails)
                assert not await asyncio.wait_for(house.service.indexing.step(), 60)
            await index(house)
            assert await ids(client, text="parcel") == ["kept"]

    asyncio.run(scene())
