"""Why a conversation was routed as it was: told to those who may know, and to nobody else."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import msgspec
from msgspec.structs import replace

from api.furnishing import SALES
from api.indoors import indoors, take_offer, talk
from api.looks import is_problem
from cordboard.app import access
from cordboard.app.routing_story import OfferedStep, QueuedStep, RoutingStory, UnplacedStep
from cordboard.core.conversation import Conversation
from cordboard.core.ids import ConversationId
from cordboard.core.offer import Offer
from cordboard.core.user import User


def path_of(conversation_id: str) -> str:
    return f"/api/conversations/{conversation_id}/routing"


async def routing(client: httpx.AsyncClient, conversation_id: str) -> RoutingStory:
    answer = await client.get(path_of(conversation_id))
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=RoutingStory)


def test_the_owner_supervisors_of_the_queue_and_administrators_read_it(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            stories = [
                await routing(await house.sign_in(login), conversation_id)
                for login in ("anna", "saga", "admin")
            ]
            assert stories[1] == stories[2]
            queued, offered = stories[0].steps
            assert isinstance(queued, QueuedStep)
            assert isinstance(offered, OfferedStep)
            assert (queued.queue, offered.queue, offered.agent) == ("Support", "Support", "Anna Ozola")
            assert offered.text.startswith("Offered to Anna Ozola: most free capacity (5 units).")
            assert (stories[0].more, stories[0].what_if) == (False, ())

    asyncio.run(scene())


def test_the_owner_hears_of_colleagues_how_many_there_were_and_not_who(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            lines = {login: await house.agent(login) for login in ("anna", "budi")}
            names = {"anna": b"Anna", "budi": b"Budi"}
            customer = await house.visitor()
            await customer.ask(t="start", workstream_id="website", text="Hello?")
            view = house.service.floor.view
            (offer,) = view.all(Offer)
            login = view.get(User, offer.agent_id).login
            other = names[({*names} - {login}).pop()]
            await take_offer(lines[login])
            told = await routing(await house.sign_in(login), offer.conversation_id)
            assert "1 other stood behind." in told.steps[-1].text
            assert names[login] in msgspec.json.encode(told)
            assert other not in msgspec.json.encode(told)
            in_full = await routing(await house.sign_in("saga"), offer.conversation_id)
            assert other in msgspec.json.encode(in_full)

    asyncio.run(scene())


def test_nobody_else_hears_even_that_there_is_such_a_conversation(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            token = (await house.visit())[1]
            path = path_of(await talk(customer, anna))
            for login in ("budi", "otto"):
                client = await house.sign_in(login)
                assert is_problem(await client.get(path), 404, "not_found"), login
            for nobody in (house.client(), house.client(authorization=f"Bearer {token}")):
                assert is_problem(await nobody.get(path), 401, "not_signed_in")
            mine = await house.sign_in("anna")
            for strange in ("made-up", "%00", "é", "'", "kind:support/website/1//", "x" * 2_000):
                assert is_problem(await mine.get(path_of(strange)), 404, "not_found"), strange

    asyncio.run(scene())


def test_a_closed_conversation_is_no_longer_its_agents_to_ask_about(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            mine, saga = await house.sign_in("anna"), await house.sign_in("saga")
            before = await routing(mine, conversation_id)
            supervisor = house.connect(saga)
            supervisor.say(t="hello", v=1)
            await supervisor.hear("welcome")
            await supervisor.done("force_close", conversation_id=conversation_id)
            assert is_problem(await mine.get(path_of(conversation_id)), 404, "not_found")
            assert await routing(saga, conversation_id) == before

    asyncio.run(scene())


def test_what_waits_is_told_with_what_would_place_it(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            customer, admin = await house.visitor(), await house.sign_in("admin")
            answer = await customer.ask(t="start", workstream_id="website", text="Anybody there?")
            told = await routing(admin, answer["conversation_id"])
            last = told.steps[-1]
            assert isinstance(last, UnplacedStep)
            assert last.text == "Nobody can take it. Of 2 members of Support: 2 not connected."
            assert [one.agent for one in told.what_if] == ["Anna Ozola", "Budi Santoso"]

    asyncio.run(scene())


def test_supervisors_of_queues_where_it_has_been_may_read_it_too(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            view = house.service.floor.view
            moved = replace(view.get(Conversation, ConversationId(conversation_id)), queue_id=SALES)
            people: dict[str, Any] = {user.login: access.actor_of(user) for user in view.all(User)}
            assert access.oversees_routing(people["saga"], moved, {"support"}, view)
            assert not access.oversees_routing(people["saga"], moved, (), view)
            assert access.oversees_routing(people["otto"], moved, (), view)
            assert not access.oversees_routing(people["budi"], moved, {"support"}, view)
            assert not access.oversees_routing(people["dora"], moved, {"support"}, view)

    asyncio.run(scene())
