"""Pages of strangers: nothing is changed for them, and they sign nobody in."""

import asyncio
import json
from pathlib import Path

from api.furnishing import PASSWORD
from api.indoors import OWN_ORIGIN, indoors
from api.looks import everything, is_problem
from api.ways import BODIES, UNSAFE, ways

KEY = "the channel's key"
CREDENTIALS = {"login": "anna", "password": PASSWORD}
FOREIGN = (
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": ""},
    {"origin": "http://indoors.test.evil.example"},
    {"origin": "http://indoors.test:81"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "nonsense"},
    {"origin": OWN_ORIGIN, "sec-fetch-site": "cross-site"},
)
OURS: tuple[dict[str, str], ...] = (
    {},
    {"origin": OWN_ORIGIN},
    {"origin": "HTTP://Indoors.Test"},
    {"sec-fetch-site": "same-origin"},
    {"sec-fetch-site": "none"},
    {"origin": OWN_ORIGIN, "sec-fetch-site": "same-origin"},
)
"""What browsers say of our own pages, and what scripts say: nothing."""


def test_nothing_is_changed_for_a_page_of_strangers_whoever_is_signed_in(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, test_channel_key=KEY) as house:
            client = await house.sign_in("anna")
            client.headers["authorization"] = f"Bearer {KEY}"
            before, tried = everything(house), 0
            for way in ways(house):
                if way.method not in UNSAFE:
                    continue
                for headers in FOREIGN:
                    answer = await client.request(
                        way.method, way.url, json=BODIES.get(way.path), headers=headers
                    )
                    assert is_problem(answer, 403, "not_allowed"), (way, headers)
                    assert "origin" in answer.json()["detail"], "it is the guard that refuses"
                tried += 1
            assert tried >= 10
            assert everything(house) == before
            for headers in OURS:
                answer = await client.put(
                    "/api/agents/none/presence", json={"presence_id": "busy"}, headers=headers
                )
                assert is_problem(answer, 404, "not_found"), headers
            for headers in FOREIGN:
                assert (await client.get("/api/me", headers=headers)).status_code == 200, "reading is free"

    asyncio.run(scene())


def test_behind_a_proxy_the_public_address_is_our_own(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, public_url="https://Chat.example.org/") as house:
            body = {"workstream_id": "website"}
            for origin, host, status in (
                ("https://chat.example.org", "10.0.0.1:8080", 201),
                ("http://10.0.0.1:8080", "10.0.0.1:8080", 403),
                ("http://chat.example.org", "chat.example.org", 403),
            ):
                headers = {"origin": origin, "host": host}
                answer = await house.client().post("/api/widget/visits", json=body, headers=headers)
                assert answer.status_code == status, origin

    asyncio.run(scene())


def test_a_stranger_s_page_signs_nobody_in(tmp_path: Path) -> None:
    """A person who works under a stranger's sign-in would tell the stranger all that they type."""

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
                client = house.client(**headers)
                body = json.dumps(CREDENTIALS)
                for kind in ("application/json", "text/plain"):
                    answer = await client.post("/api/sign-in", content=body, headers={"content-type": kind})
                    assert is_problem(answer, 403, "not_allowed")
                    assert "set-cookie" not in answer.headers
            assert house.rows("SELECT count(*) FROM sign_in") == [(0,)]
            ours = house.client(**{"origin": OWN_ORIGIN, "sec-fetch-site": "same-origin"})
            assert (await ours.post("/api/sign-in", json=CREDENTIALS)).status_code == 200

    asyncio.run(scene())
