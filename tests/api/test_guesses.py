"""Guessing passwords, from one place and from many: what it costs, and that it locks nobody out at home."""

import asyncio
from pathlib import Path

import httpx
import pytest

from api.furnishing import PASSWORD
from api.indoors import Indoors, indoors
from api.looks import is_problem
from cordboard.core.errors import Code, Refusal

MINUTE_MS = 60_000
NEW_PASSWORD = "another long sentence"


def credentials(login: str, password: str = PASSWORD) -> dict[str, str]:
    return {"login": login, "password": password}


FEW = {"sign_ins_burst": 8, "sign_ins_per_minute": 4}
"""Of one login from one address two at once, then one a minute."""
ATTACKERS = [f"10.0.1.{number}" for number in range(4)]


async def tries(house: Indoors, client: httpx.AsyncClient, login: str, password: str = PASSWORD) -> int:
    return (await client.post("/api/sign-in", json=credentials(login, password))).status_code


async def guess(house: Indoors, login: str, *addresses: str, times: int = 2) -> list[int]:
    """Try wrong passwords at a login from each of these addresses."""
    clients = [house.client(address) for address in addresses]
    return [await tries(house, one, login, "not her password") for one in clients for _ in range(times)]


def test_one_place_has_few_wrong_tries_at_a_login_and_locks_out_nobody_elsewhere(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, **FEW) as house:
            assert await guess(house, "anna", "10.0.0.1", times=3) == [401, 401, 429]
            for login in ("anna", " ANNA "):
                refused = await house.client("10.0.0.1").post("/api/sign-in", json=credentials(login))
                assert is_problem(refused, 429, "too_many"), "even the right one: nobody knows who it is"
                assert int(refused.headers["retry-after"]) > 0
            assert await guess(house, "anna", "10.0.0.1", times=50) == [429] * 50
            assert await tries(house, house.client("10.0.0.2"), "anna") == 200
            assert await tries(house, house.client("10.0.0.1"), "budi") == 200
            house.clock.now_ms += MINUTE_MS
            assert await tries(house, house.client("10.0.0.1"), "anna") == 200

    asyncio.run(scene())


def test_an_address_has_only_so_many_wrong_tries_whatever_the_login(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, **FEW) as house:
            for number in range(8):
                here = f"2001:db8:0:1::{number}"
                assert await guess(house, f"login-{number}", here, times=1) == [401]
            assert await guess(house, "login-8", "2001:db8:0:1:ffff::1", times=1) == [429], "one household"
            assert await tries(house, house.client("2001:db8:0:2::1"), "anna") == 200
            house.clock.now_ms += MINUTE_MS
            assert await guess(house, "login-9", "2001:db8:0:1::a", times=5) == [401, 401, 429, 429, 429]

    asyncio.run(scene())


def test_who_is_guessed_at_from_everywhere_signs_in_where_they_did_before(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, **FEW) as house:
            own, colleague = await house.sign_in("anna"), await house.sign_in("budi")
            assert (await own.post("/api/sign-out")).status_code == 204
            assert await guess(house, "anna", *ATTACKERS) == [401] * 8
            assert await guess(house, "anna", "10.0.2.1", times=1) == [429]
            assert await tries(house, house.client("10.0.2.2"), "anna") == 429, "a new browser must wait"
            assert await tries(house, colleague, "anna") == 429, "and so must one that knows another person"
            for _ in range(20):
                assert await tries(house, own, "anna") == 200
            assert [await tries(house, own, "anna", "mistyped") for _ in range(3)] == [401, 401, 429]
            assert await tries(house, own, "anna") == 429, "who sits there may guess no more than others"
            house.clock.now_ms += 2 * MINUTE_MS
            assert await tries(house, own, "anna") == 200

    asyncio.run(scene())


def test_a_try_that_is_refused_takes_nothing_from_others(tmp_path: Path) -> None:
    """Who waits for the end of an attack, and tries again and again, does not use up the office's address."""

    async def scene() -> None:
        async with indoors(tmp_path, **FEW) as house:
            await guess(house, "anna", *ATTACKERS)
            assert [await tries(house, house.client("10.0.0.9"), "anna") for _ in range(20)] == [429] * 20
            colleagues = [await guess(house, f"login-{n}", "10.0.0.9", times=1) for n in range(8)]
            assert colleagues == [[401]] * 8

    asyncio.run(scene())


def test_a_shared_browser_knows_all_who_work_with_it(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, **FEW) as house:
            shared = house.client()
            for login in ("anna", "budi", "anna"):
                assert await tries(house, shared, login) == 200
            await guess(house, "anna", *ATTACKERS)
            house.clock.now_ms += 1
            await guess(house, "budi", *(f"10.0.3.{number}" for number in range(4)))
            assert await tries(house, house.client(), "budi") == 429
            assert [await tries(house, shared, one) for one in ("anna", "budi")] == [200, 200]

    asyncio.run(scene())


def test_right_passwords_cost_nothing(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, **FEW) as house:
            assert [await tries(house, house.client(), "anna") for _ in range(30)] == [200] * 30
            assert await guess(house, "anna", "127.0.0.1") == [401, 401]

    asyncio.run(scene())


def test_what_could_not_be_checked_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, **FEW) as house:

            async def away(password_hash: str | None, password: str) -> bool:
                raise Refusal(Code.READ_ONLY, "Nothing can be read at the moment.")

            with monkeypatch.context() as patch:
                patch.setattr(house.application.state.doors.passwords, "verify", away)
                assert [await tries(house, house.client(), "anna") for _ in range(20)] == [503] * 20
            assert await tries(house, house.client(), "anna") == 200

    asyncio.run(scene())


def test_tries_at_the_same_moment_are_not_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, **FEW) as house:
            go_on = asyncio.Event()

            async def slow(password_hash: str | None, password: str) -> bool:
                await go_on.wait()
                return False

            monkeypatch.setattr(house.application.state.doors.passwords, "verify", slow)
            guesses = [asyncio.create_task(guess(house, "anna", "10.0.0.1", times=1)) for _ in range(10)]
            done, _ = await asyncio.wait(guesses, timeout=20, return_when=asyncio.FIRST_COMPLETED)
            assert [one.result() for one in done] == [[429]] * len(done)
            go_on.set()
            assert sorted(one for (one,) in await asyncio.gather(*guesses)) == [401] * 2 + [429] * 8

    asyncio.run(scene())


def test_the_present_password_may_be_guessed_no_more_often_by_who_is_signed_in(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, **FEW) as house:
            client = await house.sign_in("anna")
            body = {"current": "not her password", "new": NEW_PASSWORD}
            answers = [(await client.post("/api/password", json=body)).status_code for _ in range(3)]
            assert answers == [403, 403, 429]
            assert await tries(house, house.client(), "anna") == 200

    asyncio.run(scene())
