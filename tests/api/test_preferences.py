"""Preferences by HTTP: one's own, whole, small, and kept."""

import asyncio
from pathlib import Path

import pytest

from api.indoors import indoors
from api.looks import everything, is_problem
from cordboard.api.routes.preferences import LIMIT_BYTES
from cordboard.app.setup_commands import DisableUser
from cordboard.core.ids import UserId

PATH = "/api/me/preferences"
BODY = {"shortcuts": {"next": "Alt+J"}, "widths": [320, 0.5], "language": "ภาษาไทย", "nothing": None}


def test_preferences_follow_their_owner_and_nobody_else(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, budi = await house.sign_in("anna"), await house.sign_in("budi")
            assert (await anna.get(PATH)).json() == {"body": {}}
            for body in ({"old": True}, BODY):
                answer = await anna.put(PATH, json={"body": body})
                assert (answer.status_code, answer.content) == (204, b"")
            elsewhere = await house.sign_in("anna")
            assert (await elsewhere.get(PATH)).json() == {"body": BODY}
            assert (await budi.get(PATH)).json() == {"body": {}}
        async with indoors(tmp_path) as house:
            assert (await (await house.sign_in("anna")).get(PATH)).json() == {"body": BODY}

    asyncio.run(scene())


def test_they_have_a_limit_in_bytes(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna = await house.sign_in("anna")
            around = len('{"a":""}')
            fits = {"a": "ä" * ((LIMIT_BYTES - around) // 2)}
            assert (await anna.put(PATH, json={"body": fits})).status_code == 204
            over = {"a": fits["a"] + "bc"}
            assert is_problem(await anna.put(PATH, json={"body": over}), 413, "too_large")
            assert (await anna.get(PATH)).json() == {"body": fits}

    asyncio.run(scene())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"{}",
        b"[]",
        b'{"body":[]}',
        b'{"body":null}',
        b'{"body":"x"}',
        b'{"body":{},"more":1}',
        b'{"body":{"a":NaN}}',
        b'{"body":{"a":"\\ud83d"}}',
        b'{"body":' + b'{"a":' * 30_000 + b"1" + b"}" * 30_001,
        b'{"body":{"a":' + b"[" * 50_000,
    ],
    ids=lambda content: content[:20].decode(),
)
def test_what_is_no_object_is_refused_and_changes_nothing(tmp_path: Path, content: bytes) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna = await house.sign_in("anna")
            before = everything(house)
            answer = await anna.put(PATH, content=content, headers={"content-type": "application/json"})
            assert is_problem(answer, 400, "invalid")
            assert everything(house) == before

    asyncio.run(scene())


def test_only_a_sign_in_that_stands_and_its_own_pages_reach_them(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            token = (await house.visit())[1]
            anna = await house.sign_in("anna")
            await anna.put(PATH, json={"body": BODY})
            before = everything(house)
            for nobody in (house.client(), house.client(authorization=f"Bearer {token}")):
                assert is_problem(await nobody.get(PATH), 401, "not_signed_in")
                assert is_problem(await nobody.put(PATH, json={"body": {}}), 401, "not_signed_in")
            csrf = anna.headers.pop("x-csrf-token")
            for wrong in ({}, {"x-csrf-token": "x"}):
                refused = await anna.put(PATH, json={"body": {}}, headers=wrong)
                assert is_problem(refused, 403, "not_allowed")
            assert everything(house) == before
            anna.headers["x-csrf-token"] = csrf
            await house.submit(DisableUser(user_id=UserId(house.rows(ANNA)[0][0])))
            assert is_problem(await anna.get(PATH), 401, "not_signed_in")
            assert is_problem(await anna.put(PATH, json={"body": {}}), 401, "not_signed_in")

    asyncio.run(scene())


ANNA = "SELECT id FROM user WHERE login = 'anna'"
