"""What is typed into the search over closed conversations: data, whatever it is, or refused."""

import asyncio
from pathlib import Path

import apsw
import pytest

from api.indoors import indoors
from api.looks import is_problem
from api.test_closed import PATH, ids, index, letter
from cordboard.store.closed import SqliteClosedWork


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


def test_a_look_that_fails_stops_the_indexing_of_nothing_that_comes_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: SqliteClosedWork) -> bool:
        raise apsw.IOError

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = await house.sign_in("anna")
            await letter(house, await house.agent("anna"), "kept", "parcel")
            with monkeypatch.context() as disk:
                disk.setattr(SqliteClosedWork, "is_behind", fails)
                assert not await asyncio.wait_for(house.service.indexing.step(), 60)
            await index(house)
            assert await ids(client, text="parcel") == ["kept"]

    asyncio.run(scene())
