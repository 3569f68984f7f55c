"""Signing in and out, from the outside: what strangers learn, what ends, and what is left on disk."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.furnishing import PASSWORD
from api.indoors import Indoors, indoors
from api.lines import Line
from cordboard.api.sign_ins import IDLE_MS, LASTS_MS, SEEN_EVERY_MS
from cordboard.app.setup_commands import DisableUser

NEW_PASSWORD = "another long sentence"
MINUTE_MS = 60_000


def look(answer: httpx.Response) -> tuple[int, Mapping[str, str], Any]:
    """All that a stranger sees of an answer."""
    return answer.status_code, dict(answer.headers), answer.json()


def credentials(login: str, password: str = PASSWORD) -> dict[str, str]:
    return {"login": login, "password": password}


def test_wrong_unknown_and_disabled_look_the_same_and_take_the_same_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = house.client()
            verified: list[str] = []
            passwords = house.application.state.doors.passwords
            real = passwords.verify

            async def noted(password_hash: str | None, password: str) -> bool:
                verified.append(password)
                right: bool = await real(password_hash, password)
                return right

            monkeypatch.setattr(passwords, "verify", noted)
            looks = [
                look(await client.post("/api/sign-in", json=one))
                for one in (
                    credentials("anna", "not her password"),
                    credentials("nobody", "not her password"),
                    credentials("dora"),
                    credentials("dora", "not her password"),
                    credentials(""),
                )
            ]
            assert looks[0][0] == 401
            assert looks[0][2]["code"] == "not_signed_in"
            assert all(one == looks[0] for one in looks)
            assert len(verified) == 5
            assert "cordboard" not in client.cookies
            assert house.rows("SELECT count(*) FROM sign_in") == [(0,)]

    asyncio.run(scene())


def test_the_login_may_be_typed_in_any_case(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = await house.sign_in(" Anna ")
            me = (await client.get("/api/me")).json()
            assert me["user"]["login"] == "anna"
            assert me["user"]["roles"] == ["agent"]
            assert me["agent"]["queue_ids"] == ["support"]

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("public_url", "secure"), [("", False), ("https://chat.example.org", True), ("http://closed.lan", False)]
)
def test_the_cookie_is_kept_from_scripts_and_from_other_sites(
    tmp_path: Path, public_url: str, secure: bool
) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, public_url=public_url) as house:
            answer = await house.client().post("/api/sign-in", json=credentials("anna"))
            cookie = answer.headers["set-cookie"].lower()
            flags = {part.strip().partition("=")[0] for part in cookie.split(";")[1:]}
            assert {"httponly", "samesite", "path", "max-age"} <= flags
            assert "samesite=lax" in cookie
            assert "domain" not in flags
            assert ("secure" in flags) is secure

    asyncio.run(scene())


async def workspace(house: Indoors, client: httpx.AsyncClient) -> Line:
    """A page of a signed-in client that has said hello."""
    line = house.connect(client)
    line.say(t="hello", v=1)
    await line.hear("welcome")
    return line


async def is_signed_in(client: httpx.AsyncClient) -> bool:
    return bool((await client.get("/api/me")).status_code == 200)


def test_a_new_password_ends_the_other_sign_ins_and_their_sockets(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            here, elsewhere = await house.sign_in("anna"), await house.sign_in("anna")
            other_person = await house.sign_in("budi")
            lines = [await workspace(house, one) for one in (here, elsewhere, other_person)]
            for body, status in (
                ({"current": "wrong password", "new": NEW_PASSWORD}, 403),
                ({"current": PASSWORD, "new": "short"}, 400),
                ({"current": PASSWORD}, 400),
            ):
                assert (await here.post("/api/password", json=body)).status_code == status
            assert await is_signed_in(elsewhere)
            changed = await here.post("/api/password", json={"current": PASSWORD, "new": NEW_PASSWORD})
            assert changed.status_code == 204
            assert [await is_signed_in(one) for one in (here, elsewhere, other_person)] == [True, False, True]
            assert (await lines[1].hear("bye"))["reason"] == "signed_out"
            assert await lines[1].wait_for_end() == (4401, "signed_out")
            assert lines[0].closed is lines[2].closed is None
            old = await house.client().post("/api/sign-in", json=credentials("anna"))
            assert old.status_code == 401
            await house.sign_in("anna", NEW_PASSWORD)

    asyncio.run(scene())


def test_signing_out_everywhere_hangs_up_on_all_pages_and_counts_as_gone_at_once(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            here, elsewhere = await house.sign_in("anna"), await house.sign_in("anna")
            lines = [await workspace(house, one) for one in (here, elsewhere)]
            saga = await house.sign_in("saga")
            board = await workspace(house, saga)
            await board.subscribe("floor:support")
            assert (await here.post("/api/sign-out-everywhere")).status_code == 204
            for line in lines:
                assert await line.wait_for_end() == (4401, "signed_out")
                line.leave(4401)
            for client in (here, elsewhere):
                assert not await is_signed_in(client)
            await board.wait_for(
                lambda frame: (
                    frame["t"] == "event"
                    and frame["body"].get("agent", {}).get("name") == "Anna Ozola"
                    and frame["body"]["agent"]["reachability"] != "connected"
                )
            )
            assert house.rows("SELECT count(*) FROM sign_in") == [(1,)]

    asyncio.run(scene())


def test_signing_out_ends_this_sign_in_only(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            here, elsewhere = await house.sign_in("anna"), await house.sign_in("anna")
            assert (await here.post("/api/sign-out")).status_code == 204
            assert not await is_signed_in(here)
            assert await is_signed_in(elsewhere)

    asyncio.run(scene())


def test_an_idle_sign_in_ends_and_one_in_use_lasts_its_time(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            idle, busy = await house.sign_in("anna"), await house.sign_in("budi")
            begun_ms = house.clock.now_ms
            while house.clock.now_ms - begun_ms <= LASTS_MS:
                assert await is_signed_in(busy), "it is used more often than it would end by idling"
                house.clock.now_ms += IDLE_MS - SEEN_EVERY_MS
            assert not await is_signed_in(busy), "no use makes it last longer than its time"
            assert not await is_signed_in(idle)

    asyncio.run(scene())


def test_an_idle_sign_in_ends_after_a_restart_too(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = await house.sign_in("anna")
            cookie, now_ms = client.cookies["cordboard"], house.clock.now_ms
        async with indoors(tmp_path) as house:
            again = house.client()
            again.cookies.set("cordboard", cookie)
            assert await is_signed_in(again)
            house.clock.now_ms = now_ms + IDLE_MS + MINUTE_MS
            assert not await is_signed_in(again)

    asyncio.run(scene())


def test_a_disabled_person_is_signed_out_of_everything(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            budi = await house.sign_in("budi")
            line = await workspace(house, budi)
            user_id = (await budi.get("/api/me")).json()["user"]["id"]
            await house.submit(DisableUser(user_id=user_id))
            assert not await is_signed_in(budi)
            house.service.sign_ins.end_of_disabled(house.service.floor.view)
            assert await line.wait_for_end() == (4401, "signed_out")

    asyncio.run(scene())


@pytest.mark.parametrize("value", ["", "x", "\x7f", "a" * 10_000, "ä", '"', "cordboard=cordboard="])
def test_a_cookie_of_somebody_elses_making_is_no_sign_in(tmp_path: Path, value: str) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            cookie = f"cordboard={value}".encode()
            client = house.client()
            answer = await client.get("/api/me", headers={b"cookie": cookie})
            assert (answer.status_code, answer.content) == (204, b""), "nobody, and no more is said"
            refused = await client.get("/api/agents", headers={b"cookie": cookie})
            assert refused.status_code == 401
            line = house.connect(cookie=cookie.decode())
            line.say(t="hello", v=1)
            assert await line.wait_for_end() == (4401, "signed_out")

    asyncio.run(scene())


def test_passwords_tokens_and_csrf_values_are_on_no_disk_as_they_are(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = await house.sign_in("anna")
            changed = await client.post("/api/password", json={"current": PASSWORD, "new": NEW_PASSWORD})
            assert changed.status_code == 204
            assert house.rows("SELECT length(token_hash) FROM sign_in") == [(32,)]
            hashes = [row[0] for row in house.rows("SELECT password_hash FROM credential")]
            assert len(hashes) == 6
            assert all(one.startswith("$argon2id$") for one in hashes)
            secrets = [client.cookies["cordboard"], PASSWORD, NEW_PASSWORD]
            for file in house.settings.data_dir.iterdir():
                content = file.read_bytes()
                for secret in secrets:
                    assert secret.encode() not in content, f"{file.name} holds a secret"

    asyncio.run(scene())


def test_what_a_person_signs_in_with_is_checked(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = house.client()
            bodies: list[Any] = [
                {},
                {"login": "anna"},
                {"login": None, "password": PASSWORD},
                {"login": "anna", "password": PASSWORD, "admin": True},
                {"login": "anna", "password": "x" * 1_001},
                {"login": ["anna"], "password": PASSWORD},
                [],
            ]
            for body in bodies:
                answer = await client.post("/api/sign-in", content=json.dumps(body))
                assert answer.status_code == 400, body
                assert answer.json()["code"] == "invalid"

    asyncio.run(scene())
