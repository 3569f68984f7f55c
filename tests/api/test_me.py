"""What `GET /api/me` says while pages are open: whoever it concerns hears of a change, and nobody else."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from msgspec.structs import replace

from api.furnishing import SALES
from api.indoors import Indoors, indoors
from api.lines import Line
from cordboard.app.setup_commands import Configure, DisableUser, PutUser, SetAgent, SetDefaultDashboard
from cordboard.core.configuration import AgentSettings
from cordboard.core.errors import Refusal
from cordboard.core.ids import PresenceId, QueueId, UserId
from cordboard.core.presence import BasePresence, PresenceOption
from cordboard.core.user import OPERATOR, Role
from cordboard.core.workstream import Queue

SIESTA = PresenceOption(id=PresenceId("siesta"), name="Siesta", base=BasePresence.AWAY)
SUPPORT = QueueId("support")


class Page:
    """An open page: its line, and the requests of the same sign-in."""

    def __init__(self, line: Line, client: httpx.AsyncClient, welcome: dict[str, Any]) -> None:
        self.line = line
        self.client = client
        self.welcome = welcome

    async def me(self) -> dict[str, Any]:
        """What the page is told when it asks."""
        answer: dict[str, Any] = (await self.client.get("/api/me")).json()
        return answer

    def told(self) -> list[str]:
        """The versions that it heard of, in order."""
        return [one["version"] for one in self.line.log if one["t"] == "me_changed"]


async def page(house: Indoors, login: str) -> Page:
    client = await house.sign_in(login)
    line = house.connect(client)
    line.say(t="hello", v=1)
    welcome = await line.hear("welcome")
    line.user_id = welcome["you"]["id"]
    return Page(line, client, welcome)


def person(user_id: str, login: str, **changes: Any) -> PutUser:
    values = {"display_name": login.title(), "roles": (Role.AGENT,), "queue_ids": (SUPPORT,)} | changes
    return PutUser(user_id=UserId(user_id), login=login, **values)


def test_every_open_page_hears_what_was_configured_for_all_and_reads_it_when_it_asks(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            pages = [await page(house, login) for login in ("anna", "saga", "admin")]
            customer = await house.visitor()
            before = [await one.me() for one in pages]
            assert [one.welcome["me_version"] for one in pages] == [one["version"] for one in before]
            assert len({one["version"] for one in before}) == len(pages), "each is told of themselves"
            await house.submit(Configure(presences=(SIESTA,)))
            for one, was in zip(pages, before, strict=True):
                version = (await one.line.hear("me_changed"))["version"]
                now = await one.me()
                assert version == now["version"] != was["version"]
                assert "Siesta" in {shown["name"] for shown in now["presences"]}
            await customer.settled()
            heard = {frame["t"] for frame in customer.log}
            assert "me_changed" not in heard
            assert [frame["me_version"] for frame in customer.log if frame["t"] == "welcome"] == [""]

    asyncio.run(scene())


def test_what_is_changed_for_one_person_is_heard_by_all_their_pages_and_by_no_others(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            here, there, budi = [await page(house, login) for login in ("anna", "anna", "budi")]
            user_id = here.line.user_id
            await house.submit(person(user_id, "anna", display_name="Anna Nova"))
            for one in (here, there):
                await one.line.hear("me_changed", version=(await one.me())["version"])
            assert (await here.me())["user"]["name"] == "Anna Nova"
            await house.submit(person(user_id, "anna", roles=(Role.SUPERVISOR,), queue_ids=()))
            assert (await here.line.hear("me_changed"))["version"] == (await here.me())["version"]
            assert (await here.me())["agent"] is None
            await budi.line.settled()
            assert budi.told() == []

    asyncio.run(scene())


def test_a_queue_that_is_taken_away_and_given_back_is_heard_both_times(tmp_path: Path) -> None:
    """The page has lost the queue's stream, and must ask for it again although nothing else is new to it."""

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna = await page(house, "anna")
            first = anna.welcome["me_version"]
            assert (await anna.line.subscribe(f"queue:{SUPPORT}"))["t"] == "caught_up"
            settings = AgentSettings(login="anna", queue_ids=())
            await house.submit(SetAgent(settings=settings))
            ended = await anna.line.hear("ended", stream=f"queue:{SUPPORT}")
            changed = await anna.line.hear("me_changed")
            assert anna.line.log.index(ended) < anna.line.log.index(changed)
            assert changed["version"] != first
            await house.submit(SetAgent(settings=replace(settings, queue_ids=(SUPPORT,))))
            again = await anna.line.hear("me_changed")
            assert again["version"] == (await anna.me())["version"]
            assert (await anna.line.subscribe(f"queue:{SUPPORT}"))["t"] == "caught_up"

    asyncio.run(scene())


def test_what_comes_in_one_batch_is_told_once(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna = await page(house, "anna")
            queues = [Queue(id=SALES, name=f"Sales {number}") for number in range(20)]
            await asyncio.gather(
                *(house.submit(Configure(queues=(one,))) for one in queues),
                house.submit(person(anna.line.user_id, "anna", display_name="Anna Nova")),
            )
            await anna.line.settled()
            assert anna.told() == [(await anna.me())["version"]]

    asyncio.run(scene())


def test_who_was_away_sees_by_the_welcome_whether_anything_has_changed(tmp_path: Path) -> None:
    async def scene() -> None:
        versions = []
        for restart in range(2):
            async with indoors(tmp_path) as house:
                versions.append((await page(house, "anna")).welcome["me_version"])
                if restart:
                    await house.submit(SetDefaultDashboard(dashboard_id="focus"))
                    versions.append((await page(house, "anna")).welcome["me_version"])
        first, restarted, changed = versions
        assert first == restarted, "a restart alone changes nothing"
        assert changed != first

    asyncio.run(scene())


def test_what_was_not_stored_is_taken_back_from_pages_that_asked_too_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the step and its commit `GET /api/me` may tell already what then comes to nothing."""

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna = await page(house, "anna")
            early: list[str] = []

            def fail() -> None:
                view = house.writer.view
                early.extend(one.name for one in view.all(PresenceOption) if one.id == SIESTA.id)
                monkeypatch.undo()
                message = "the disk is full"
                raise OSError(message)

            monkeypatch.setattr(house.writer._journal, "commit", fail)
            replies: list[object] = []
            house.service.floor.submit(Configure(presences=(SIESTA,)), OPERATOR, replies.append)
            await anna.line.hear("me_changed", version=anna.welcome["me_version"])
            assert early == ["Siesta"]
            assert isinstance(replies[0], Refusal)
            assert (await anna.me())["version"] == anna.welcome["me_version"]

    asyncio.run(scene())


def test_a_page_that_reads_nothing_is_gone_at_once_when_its_persons_access_ends(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            admin = await page(house, "admin")
            await house.submit(DisableUser(user_id=UserId(admin.line.user_id)))
            assert await admin.line.wait_for_end() == (4401, "signed_out")

    asyncio.run(scene())
