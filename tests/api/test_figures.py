"""Health and figures: what a machine may ask, and what strangers may not."""

import asyncio
from pathlib import Path

from api.indoors import indoors
from api.looks import is_problem

KEY = "only for the monitor"


def test_figures_are_refused_to_strangers_with_a_key_set(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path, metrics_key=KEY) as house:
            for header in ("", "Bearer", "Bearer nonsense", f"Basic {KEY}", f"Bearer {KEY} ", "Bearer \xe4"):
                given = {b"authorization": header.encode("latin-1")}
                assert is_problem(await house.client().get("/metrics", headers=given), 403, "not_allowed"), (
                    header
                )
            answer = await house.client("10.0.0.1", authorization=f"Bearer {KEY}").get("/metrics")
            assert "cordboard_ready 1.0" in answer.text

    asyncio.run(scene())


def test_without_a_key_figures_are_for_this_machine_only(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            assert (await house.client("127.0.0.1").get("/metrics")).status_code == 200
            assert (await house.client("::1").get("/metrics")).status_code == 200
            assert is_problem(await house.client("10.0.0.1").get("/metrics"), 403, "not_allowed")
            by_proxy = house.client("127.0.0.1", **{"x-forwarded-for": "10.0.0.1"})
            assert is_problem(await by_proxy.get("/metrics"), 403, "not_allowed")

    asyncio.run(scene())


def test_health_tells_that_it_lives_and_that_it_is_ready(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = house.client("10.0.0.1")
            assert (await client.get("/health/live")).json() == {"status": "live"}
            assert (await client.get("/health/ready")).json() == {"status": "ready"}

    asyncio.run(scene())
