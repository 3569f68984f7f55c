"""Goes through every route that the server has: who gets in, and how a refusal looks."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

from api.indoors import indoors
from api.looks import is_problem
from api.ways import BODIES, UNSAFE, ways
from cordboard.api.server import BODY_LIMIT_BYTES

KEY = "the channel's key"
PUBLIC = {
    ("GET", "/"),
    ("GET", "/worker.js"),
    ("GET", "/widget/frame"),
    ("GET", "/widget/loader.js"),
    ("GET", "/api/widget/workstreams/{workstream_id:str}"),
    ("GET", "/api/widget/workstreams/{workstream_id:str}/availability"),
    ("POST", "/api/widget/visits"),
    ("POST", "/api/sign-in"),
    ("GET", "/workspace/assets/{file_path:path}"),
    ("HEAD", "/workspace/assets/{file_path:path}"),
    ("GET", "/widget/assets/{file_path:path}"),
    ("HEAD", "/widget/assets/{file_path:path}"),
    ("GET", "/sample/{workstream_id:str}"),
    ("GET", "/sample/{workstream_id:str}/orders"),
    ("GET", "/health/live"),
    ("GET", "/health/ready"),
    ("GET", "/api/me"),
    ("GET", "/api/schema"),
    ("GET", "/api/schema/openapi.json"),
    ("GET", "/api/schema/{path:str}"),
}
"""What strangers may ask; everything else wants a sign-in, a token or a key."""
BY_KEY = {
    ("POST", "/api/channels/test/{workstream_id:str}/messages"),
    ("GET", "/api/channels/test/{workstream_id:str}/customers/{customer_id:str}/messages"),
    ("GET", "/metrics"),
}
"""What machines ask, with a key as bearer."""


def test_without_a_sign_in_only_what_is_public_answers(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, test_channel_key=KEY, metrics_key=KEY) as house:
            client = house.client()
            for way in ways(house):
                if way in PUBLIC:
                    continue
                body = BODIES.get(way.path)
                answer = await client.request(way.method, way.url, json=body)
                refused = (403, "not_allowed") if way.path == "/metrics" else (401, "not_signed_in")
                assert is_problem(answer, *refused), way
                wrong = {"authorization": "Bearer nonsense", "cookie": "cordboard=nonsense"}
                answer = await client.request(way.method, way.url, json=body, headers=wrong)
                assert is_problem(answer, *refused), way
            assert {*ways(house)} >= PUBLIC | BY_KEY, "the lists name what does not exist any more"

    asyncio.run(scene())


def test_every_unsafe_request_of_a_signed_in_person_must_carry_its_csrf_value(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, test_channel_key=KEY) as house:
            client, other = await house.sign_in("anna"), await house.sign_in("budi")
            tried = 0
            for way in ways(house):
                if way.method not in UNSAFE or way in PUBLIC | BY_KEY:
                    continue
                for value in ("", "nonsense", other.headers["x-csrf-token"]):
                    client.headers["x-csrf-token"] = value
                    answer = await client.request(way.method, way.url, json=BODIES.get(way.path))
                    assert is_problem(answer, 403, "not_allowed"), way
                tried += 1
            assert tried >= 8
            assert house.rows("SELECT count(*) FROM sign_in") == [(2,)], "nobody was signed out"

    asyncio.run(scene())


def test_what_does_not_exist_is_not_found(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = await house.sign_in("anna")
            for url in (
                "/nothing",
                "/api/nothing",
                "/api/me/",
                "/api/conversations/none/entries",
                "/api/conversations/%00%ff/entries",
                "/api/widget/workstreams/none",
                "/api/widget/workstreams/letters",
                "/api/widget/workstreams/none/availability",
                "/api/widget/workstreams/letters/availability",
                "/sample/none",
                "/sample/letters",
                "/sample/letters/orders",
                "/workspace/assets/../../../../etc/passwd",
                "/workspace/assets/%2e%2e%2f%2e%2e%2fdata%2fcordboard.sqlite3",
                "/workspace/assets/none.js",
            ):
                answer = await client.get(url)
                assert answer.status_code == 404 or url == "/api/me/", url
                if answer.status_code == 404:
                    assert is_problem(answer, 404, "not_found"), url
            accept = await client.post("/api/offers/of_1/accept", json={"epoch": 1})
            assert is_problem(accept, 409, "offer_over")

    asyncio.run(scene())


def test_another_method_is_refused_and_the_answer_says_which_are_possible(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = await house.sign_in("anna")
            for method, url, allowed in (
                ("GET", "/api/sign-in", "POST"),
                ("DELETE", "/api/me", "GET"),
                ("PATCH", "/api/agents/a/presence", "PUT"),
                ("PUT", "/api/widget/visits", "POST"),
            ):
                answer = await client.request(method, url)
                assert is_problem(answer, 405, "invalid"), url
                assert allowed in answer.headers["allow"]

    asyncio.run(scene())


async def pieces(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 1024):
        yield b" " * 1024


def test_a_body_over_the_limit_is_too_large_whether_or_not_it_says_so(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = house.client()
            big = b'{"login": "anna", "password": "' + b"x" * BODY_LIMIT_BYTES + b'"}'
            assert is_problem(await client.post("/api/sign-in", content=big), 413, "too_large")
            in_pieces = await client.post("/api/sign-in", content=pieces(2 * BODY_LIMIT_BYTES))
            assert is_problem(in_pieces, 413, "too_large")

    asyncio.run(scene())


MALFORMED = (
    b"",
    b"{",
    b"null",
    b"nonsense",
    b"\xff\xfe",
    b'{"workstream_id": "\\ud800"}',
    b'{"workstream_id": 1}',
    b'{"workstream_id": "website", "workstream": "website"}',
    b'{"workstream_id": "' + b"x" * 101 + b'"}',
    b"[" * 5_000 + b"]" * 5_000,
    b'{"login": "\xe4", "password": "\xff", "workstream_id": "\xe4"}',
)


def test_a_body_that_is_not_understood_is_invalid(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = await house.sign_in("anna")
            for body in MALFORMED:
                for path in ("/api/widget/visits", "/api/sign-in", "/api/offers/o/accept"):
                    answer = await client.post(path, content=body)
                    assert is_problem(answer, 400, "invalid"), (path, body)
            for number in ("-1", "1.5", "1e400", str(2**53), str(10**400), "true"):
                accept = await client.post("/api/offers/o/accept", content=f'{{"epoch": {number}}}')
                assert is_problem(accept, 400, "invalid"), number

    asyncio.run(scene())


def test_numbers_and_keys_outside_of_their_range_are_invalid(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = await house.sign_in("anna")
            entries = "/api/conversations/c/entries"
            for query in (
                "limit=0",
                "limit=501",
                "limit=x",
                "before=0",
                f"before={2**53}",
                f"before={10**40}",
            ):
                assert is_problem(await client.get(f"{entries}?{query}"), 400, "invalid"), query
            for key in ("", "x", "ä" * 10, "0" * 200):
                answer = await client.post(
                    "/api/offers/o/accept", json={"epoch": 1}, headers={b"idempotency-key": key.encode()}
                )
                assert is_problem(answer, 400, "invalid"), key

    asyncio.run(scene())


def test_a_fault_of_the_program_is_told_without_its_inner_life(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = await house.sign_in("anna")
            house.application.state.doors = None
            answer = await client.get("/api/me")
            assert is_problem(answer, 500, "fault")
            assert "NoneType" not in answer.text

    asyncio.run(scene())


def test_the_interface_describes_itself_without_code_of_strangers(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            answer = await house.client().get("/api/schema/openapi.json")
            assert json.loads(answer.text)["openapi"].startswith("3.1")
            for url in ("/api/schema", "/api/schema/swagger", "/api/schema/redoc", "/api/schema/elements"):
                assert "<script" not in (await house.client().get(url)).text

    asyncio.run(scene())
