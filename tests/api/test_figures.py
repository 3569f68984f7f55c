"""Health and figures: what a machine may ask, and what strangers may not."""

import asyncio
from pathlib import Path

import pytest

from api.indoors import indoors
from api.looks import is_problem
from cordboard.app import due
from cordboard.app.ports import Tx
from cordboard.core.deadline import DeadlineKind

UNSEEN_MS = 10_000
"""After so long an offer that nobody has seen is due."""
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


def test_what_was_due_and_failed_is_counted_by_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(tx: Tx, subject: str) -> None:
        raise LookupError(subject)

    monkeypatch.setitem(due.WHEN_DUE, DeadlineKind.OFFER_UNSEEN, fail)

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            assert (await customer.ask(t="start", workstream_id="website", text="Hello?"))["t"] == "result"
            await anna.entry("offer")
            assert "cordboard_deadlines_resting 0.0" in (await house.client().get("/metrics")).text
            house.clock.now_ms += UNSEEN_MS
            await anna.done("report_visible")
            await anna.done("report_visible")
            figures = (await house.client().get("/metrics")).text
            assert 'cordboard_deadline_failures_total{kind="offer_unseen"} 1.0' in figures
            assert "cordboard_deadlines_resting 1.0" in figures
            assert "cordboard_ready 1.0" in figures

    asyncio.run(scene())


def test_health_tells_that_it_lives_and_that_it_is_ready(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = house.client("10.0.0.1")
            assert (await client.get("/health/live")).json() == {"status": "live"}
            assert (await client.get("/health/ready")).json() == {"status": "ready"}

    asyncio.run(scene())
