"""The public door: who may embed the frame, what the loader is served with, who comes and who is there."""

import asyncio
from pathlib import Path
from typing import Any

from api.furnishing import LOADER, furnish
from api.indoors import indoors, take_offer
from api.looks import is_problem
from cordboard.core.workstream import Organisation

NASTY = (
    "*",
    "https://*",
    "'unsafe-inline'",
    "https://ok.example; script-src *",
    "https://ok.example, default-src *",
    "https://ok.example\r\nset-cookie: a=b",
    "https://ok.example 'self' *",
    "https://ok.example/path",
    "https://user@ok.example",
    "https://ok.example?x",
    "http://[::1",
    "https://",
    "javascript://x",
    "data:",
    "//ok.example",
    "https://öffnen.example",
    "",
)


def ancestors(policy: str) -> list[str]:
    parts = {part.split()[0]: part.split()[1:] for part in policy.split(";")}
    assert parts["script-src"] == ["'self'"]
    assert parts["object-src"] == ["'none'"]
    assert ("frame-src" in parts) == (parts["frame-ancestors"] == ["'none'"]), "only the workspace has frames"
    return parts["frame-ancestors"]


def test_only_allowed_origins_may_embed_the_frame(tmp_path: Path) -> None:
    good = ("https://shop.example", "http://localhost:8080", "https://*.example.org", "http://[::1]:8080")
    furnish(tmp_path / "data", allowed_origins=(*good, *NASTY))

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            answer = await house.client().get("/widget/frame?workstream=website&host=https://evil.example")
            assert answer.status_code == 200
            assert ancestors(answer.headers["content-security-policy"]) == ["'self'", *good]
            assert "set-cookie" not in answer.headers
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["x-robots-tag"] == "noindex"
            shown = (await house.client().get("/api/widget/workstreams/website")).json()
            assert shown["allowed_origins"] == [*good, *NASTY]

    asyncio.run(scene())


def test_without_allowed_origins_only_our_own_pages_embed_it(tmp_path: Path) -> None:
    furnish(tmp_path / "data", allowed_origins=())

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            answer = await house.client().get("/widget/frame?workstream=website")
            assert ancestors(answer.headers["content-security-policy"]) == ["'self'"]

    asyncio.run(scene())


def test_nobody_may_put_the_workspace_into_a_frame(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            answer = await house.client().get("/")
            assert ancestors(answer.headers["content-security-policy"]) == ["'none'"]

    asyncio.run(scene())


def test_the_loader_is_for_any_site_and_assets_are_kept_for_ever(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = house.client()
            loader = await client.get("/widget/loader.js")
            assert loader.text == LOADER
            assert loader.headers["cache-control"] == "public, max-age=300"
            assert loader.headers["content-type"].startswith("text/javascript")
            assert loader.headers["cross-origin-resource-policy"] == "cross-origin"
            asset = await client.get("/workspace/assets/index-0a1b.js")
            assert asset.status_code == 200
            assert "immutable" in asset.headers["cache-control"]

    asyncio.run(scene())


def test_an_address_brings_only_so_many_visitors_and_none_is_stored(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, visits_burst=2, visits_per_minute=1) as house:
            before = house.rows("SELECT (SELECT count(*) FROM fact), (SELECT count(*) FROM entry)")
            body = {"workstream_id": "website"}
            client, other = house.client("10.0.0.1"), house.client("10.0.0.2")
            tokens = {(await client.post("/api/widget/visits", json=body)).json()["token"] for _ in range(2)}
            assert len(tokens) == 2
            assert is_problem(await client.post("/api/widget/visits", json=body), 429, "too_many")
            assert (await other.post("/api/widget/visits", json=body)).status_code == 201
            assert is_problem(
                await other.post("/api/widget/visits", json={"workstream_id": "letters"}), 404, "not_found"
            )
            assert house.rows("SELECT (SELECT count(*) FROM fact), (SELECT count(*) FROM entry)") == before

    asyncio.run(scene())


def test_somebody_is_there_while_an_agent_could_be_offered_one_more(tmp_path: Path) -> None:
    furnish(tmp_path / "data", organisation=Organisation(session_limit=1))

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = house.client()

            async def look() -> dict[str, Any]:
                answer = await client.get("/api/widget/workstreams/shop/availability")
                assert answer.headers["cache-control"] == "no-store"
                shown: dict[str, Any] = answer.json()
                return shown

            customer = await house.visitor()
            assert await look() == {"available": False, "place": 1}
            await customer.ask(t="start", workstream_id="website", text="1")
            assert await look() == {"available": False, "place": 2}
            anna = await house.agent("anna")
            assert await look() == {"available": False, "place": 1}, "the offer takes her only session"
            await take_offer(anna)
            assert await look() == {"available": False, "place": 1}
            budi = await house.agent("budi")
            assert await look() == {"available": True, "place": 1}
            await budi.done("choose_presence", presence_id="away")
            assert await look() == {"available": False, "place": 1}

    asyncio.run(scene())


def test_an_address_asks_only_so_often_whether_somebody_is_there(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, glances_burst=2, glances_per_minute=60) as house:
            client, other = house.client("10.0.0.1"), house.client("10.0.0.2")
            path = "/api/widget/workstreams/website/availability"
            assert [(await client.get(path)).status_code for _ in range(2)] == [200, 200]
            assert is_problem(await client.get(path), 429, "too_many")
            assert (await other.get(path)).status_code == 200
            body = {"workstream_id": "website"}
            assert (await client.post("/api/widget/visits", json=body)).status_code == 201
            house.clock.now_ms += 1_000
            assert (await client.get(path)).status_code == 200

    asyncio.run(scene())
