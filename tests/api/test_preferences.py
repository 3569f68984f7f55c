"""Preferences by HTTP: one's own, changed by the field, small, and kept."""

import asyncio
import itertools
import random
from pathlib import Path
from typing import Any

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
            answer = await anna.patch(PATH, json={"body": BODY})
            assert (answer.status_code, answer.json()) == (200, {"body": BODY})
            elsewhere = await house.sign_in("anna")
            assert (await elsewhere.get(PATH)).json() == {"body": BODY}
            assert (await budi.get(PATH)).json() == {"body": {}}
        async with indoors(tmp_path) as house:
            assert (await (await house.sign_in("anna")).get(PATH)).json() == {"body": BODY}

    asyncio.run(scene())


def test_a_field_is_replaced_as_a_whole_and_the_others_stay(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna = await house.sign_in("anna")
            await anna.patch(PATH, json={"body": BODY})
            fields = {"shortcuts": {"accept": "F9"}, "language": None, "theme": "dark"}
            for _ in range(2):
                answer = await anna.patch(PATH, json={"body": fields})
                assert answer.json() == {"body": BODY | fields}, "no shortcut of before, and null is a value"
            assert (await anna.patch(PATH, json={"body": {}})).json() == {"body": BODY | fields}
            assert (await anna.get(PATH)).json() == {"body": BODY | fields}

    asyncio.run(scene())


FIELDS = ("theme", "density", "language", "shortcuts", "a newer page's")
ROUNDS = 40


@pytest.mark.parametrize("seed", range(3))
def test_of_machines_at_the_same_time_the_last_to_write_a_field_wins_and_no_other_field_changes(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            machines = [await house.sign_in("anna") for _ in range(3)]
            before: dict[str, Any] = {}
            for round_number in range(ROUNDS):
                bodies = [
                    {name: [round_number, place] for name in chance.sample(FIELDS, chance.randint(0, 3))}
                    for place in range(len(machines))
                ]
                asked = (
                    anna.patch(PATH, json={"body": body}) for anna, body in zip(machines, bodies, strict=True)
                )
                answers = [answer.json()["body"] for answer in await asyncio.gather(*asked)]
                after = (await machines[0].get(PATH)).json()["body"]
                possible = [in_order(before, [bodies[place] for place in order]) for order in ORDERS]
                assert after in possible, "as if one came after the other"
                assert after in answers, "the last one saw it all"
                for body, answer in zip(bodies, answers, strict=True):
                    assert answer == answer | body, "everyone sees what they wrote"
                before = after

    asyncio.run(scene())


ORDERS = tuple(itertools.permutations(range(3)))


def in_order(before: dict[str, Any], bodies: list[dict[str, Any]]) -> dict[str, Any]:
    for body in bodies:
        before = before | body
    return before


def test_they_have_a_limit_in_bytes(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna = await house.sign_in("anna")
            around = len('{"a":""}')
            fits = {"a": "ä" * ((LIMIT_BYTES - around) // 2)}
            assert (await anna.patch(PATH, json={"body": fits})).status_code == 200
            for over in ({"a": fits["a"] + "bc"}, {"b": 1}):
                assert is_problem(await anna.patch(PATH, json={"body": over}), 413, "too_large")
            assert (await anna.get(PATH)).json() == {"body": fits}
            assert (await anna.patch(PATH, json={"body": {"a": "", "b": 1}})).status_code == 200

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
            answer = await anna.patch(PATH, content=content, headers={"content-type": "application/json"})
            assert is_problem(answer, 400, "invalid")
            assert everything(house) == before

    asyncio.run(scene())


def test_only_a_sign_in_that_stands_and_its_own_pages_reach_them(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            token = (await house.visit())[1]
            anna = await house.sign_in("anna")
            await anna.patch(PATH, json={"body": BODY})
            before = everything(house)
            for nobody in (house.client(), house.client(authorization=f"Bearer {token}")):
                assert is_problem(await nobody.get(PATH), 401, "not_signed_in")
                assert is_problem(await nobody.patch(PATH, json={"body": {}}), 401, "not_signed_in")
            csrf = anna.headers.pop("x-csrf-token")
            for wrong in ({}, {"x-csrf-token": "x"}):
                refused = await anna.patch(PATH, json={"body": {}}, headers=wrong)
                assert is_problem(refused, 403, "not_allowed")
            assert everything(house) == before
            anna.headers["x-csrf-token"] = csrf
            await house.submit(DisableUser(user_id=UserId(house.rows(ANNA)[0][0])))
            assert is_problem(await anna.get(PATH), 401, "not_signed_in")
            assert is_problem(await anna.patch(PATH, json={"body": {}}), 401, "not_signed_in")

    asyncio.run(scene())


ANNA = "SELECT id FROM user WHERE login = 'anna'"
