"""Who may connect at all: pages of ours, so many from one address, and nobody once the server stops."""

import asyncio
from pathlib import Path

import pytest

from api.indoors import HOST, OWN_ORIGIN, indoors
from api.lines import Line
from cordboard.api.sockets.port import Rejection

STRANGE = [
    "",
    "null",
    "indoors.test",
    "//indoors.test",
    "http://",
    "http://[",
    "http://evil.example",
    "http://indoors.test.evil.example",
    "http://evil.example/http://indoors.test",
    "http://indoors.test@evil.example",
    "http://indoors.test:81",
    "\x00",
    "ä" * 1_000,
]


@pytest.mark.parametrize("origin", STRANGE)
@pytest.mark.parametrize("public_url", ["", "https://indoors.test"])
def test_pages_of_strangers_may_not_connect(tmp_path: Path, origin: str, public_url: str) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, public_url=public_url) as house:
            answer = house.knock(origin=origin)
            assert isinstance(answer, Rejection)
            assert answer.status == 403
            assert len(house.service.switchboard) == 0

    asyncio.run(scene())


def test_our_own_page_connects_by_its_public_address_or_by_the_one_it_was_asked_at(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            assert isinstance(house.knock(), Line)
            assert isinstance(house.knock(origin="HTTP://Indoors.Test"), Line)
            assert isinstance(house.knock(origin="http://other.test", host="other.test"), Line)
        async with indoors(tmp_path, public_url="https://Chat.example.org/") as house:
            assert isinstance(house.knock(origin="https://chat.example.org", host="10.0.0.1:8080"), Line)
            for origin in (OWN_ORIGIN, "http://chat.example.org", "https://chat.example.org:8443"):
                assert isinstance(house.knock(origin=origin, host=HOST), Rejection), origin

    asyncio.run(scene())


def test_an_address_has_only_so_many_connections_at_once(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, connections_per_address=2) as house:
            lines = [house.connect(), house.connect()]
            refused = house.knock()
            assert isinstance(refused, Rejection)
            assert (refused.status, refused.retry_after_s) == (429, 5)
            assert isinstance(house.knock(address="10.0.0.2"), Line)
            forged = house.knock(**{"x-forwarded-for": "10.0.0.3"})
            assert isinstance(forged, Rejection), "nobody's word is taken but a trusted proxy's"
            lines[0].leave()
            assert isinstance(house.knock(), Line)

    asyncio.run(scene())


def test_a_trusted_proxy_names_the_address(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, connections_per_address=1, trusted_proxies=("127.0.0.1",)) as house:
            for address, outcome in (
                ("10.0.0.1", Line),
                ("10.0.0.2", Line),
                ("10.0.0.1", Rejection),
                ("10.0.0.9, 10.0.0.2", Rejection),
            ):
                assert isinstance(house.knock(**{"x-forwarded-for": address}), outcome), address

    asyncio.run(scene())


def test_the_server_has_only_so_many_connections_and_none_while_it_stops(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, connections=2) as house:
            anna = await house.agent("anna")
            house.knock(address="10.0.0.1")
            full = house.knock(address="10.0.0.2")
            assert isinstance(full, Rejection)
            assert full.status == 503
            house.service.switchboard.drain()
            bye = await anna.hear("bye")
            assert bye["reason"] == "drain"
            assert bye["retry_after_ms"] > 0
            assert await anna.wait_for_end() == (1012, "drain")
            anna.leave(1012)
            stopping = house.knock(address="10.0.0.3")
            assert isinstance(stopping, Rejection)
            assert stopping.status == 503

    asyncio.run(scene())
