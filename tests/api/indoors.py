"""Runs the whole server on a test's own event loop: real parts, a clock in hand, lines instead of sockets."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from api.furnishing import PASSWORD, furnish, stand_in_pages
from api.lines import HandClock, Line
from api.pages import Frame
from cordboard import boot
from cordboard.api.sockets.port import Handshake, Rejection
from cordboard.app.commands import AnyCommand
from cordboard.app.ports import Answer
from cordboard.core.errors import Refusal
from cordboard.core.user import OPERATOR, Actor
from cordboard.exchange import Exchange
from cordboard.floor.writer import Writer
from cordboard.settings import Settings
from cordboard.store.engine import connect

OWN_ORIGIN = "http://indoors.test"
HOST = "indoors.test"


class Indoors:
    """The house, with ways in."""

    def __init__(self, service: Exchange, writer: Writer, clock: HandClock, settings: Settings) -> None:
        self.service = service
        self.writer = writer
        self.clock = clock
        self.settings = settings
        self.application = service.application()
        self._clients: list[httpx.AsyncClient] = []

    def client(self, address: str = "127.0.0.1", **headers: str) -> httpx.AsyncClient:
        """An HTTP client of its own cookies, coming from an address."""
        transport = httpx.ASGITransport(
            self.application, raise_app_exceptions=False, client=(address, 50_000)
        )
        base_url = self.settings.public_url or OWN_ORIGIN
        client = httpx.AsyncClient(transport=transport, base_url=base_url, headers=headers)
        self._clients.append(client)
        return client

    async def sign_in(self, login: str, password: str = PASSWORD) -> httpx.AsyncClient:
        """A client that is signed in and sends what unsafe requests need."""
        client = self.client()
        answer = await client.post("/api/sign-in", json={"login": login, "password": password})
        assert answer.status_code == 200, answer.text
        client.headers["x-csrf-token"] = answer.json()["csrf"]
        return client

    async def visit(self) -> tuple[str, str]:
        """Id and token of a new visitor."""
        visitor_id, token = self.service.tokens.make(self.clock())
        return visitor_id, token

    def knock(self, *, cookie: str = "", address: str = "127.0.0.1", **headers: str) -> Line | Rejection:
        """Ask for a connection."""
        given = {"origin": OWN_ORIGIN, "host": HOST, **({"cookie": cookie} if cookie else {}), **headers}
        handshake = Handshake(path="/socket", query="", client_ip=address, headers=given)
        listener = self.service.switchboard.accept(handshake)
        if isinstance(listener, Rejection):
            return listener
        line = Line(self.clock)
        line.listener = listener
        listener.on_open(line)  # type: ignore[arg-type]  # all of a socket that a connection uses
        return line

    def connect(self, client: httpx.AsyncClient | None = None, **options: str) -> Line:
        """Open a connection with a signed-in client's cookie."""
        if client is not None:
            options["cookie"] = f"cordboard={client.cookies['cordboard']}"
        line = self.knock(**options)
        assert isinstance(line, Line), line
        return line

    async def agent(self, login: str, password: str = PASSWORD) -> Line:
        """A visible workspace of an agent that reads its own stream."""
        line = self.connect(await self.sign_in(login, password))
        line.say(t="hello", v=1)
        welcome = await line.hear("welcome")
        line.user_id = welcome["you"]["id"]
        await line.subscribe(f"agent:{line.user_id}", 0)
        await line.done("report_visible")
        return line

    async def visitor(self) -> Line:
        """A widget that has said hello."""
        line = self.connect()
        line.say(t="hello", v=1, token=(await self.visit())[1])
        await line.hear("welcome")
        return line

    async def submit(self, command: AnyCommand, actor: Actor = OPERATOR) -> Answer:
        """Do a command as the operator, or as somebody else."""
        future: asyncio.Future[Answer | Refusal] = asyncio.get_running_loop().create_future()
        self.service.floor.submit(command, actor, future.set_result)
        answer = await future
        assert isinstance(answer, Answer), answer
        return answer

    def rows(self, sql: str, *bindings: str | int | bytes | None) -> list[tuple[Any, ...]]:
        """Read what is on disk."""
        db = connect(self.settings.database, read_only=True)
        try:
            return list(db.execute(sql, bindings))
        finally:
            db.close()

    async def close(self) -> None:
        """Let go of everything."""
        for client in self._clients:
            await client.aclose()
        await self.service.stop()


@asynccontextmanager
async def indoors(folder: Path, *, now_ms: int | None = None, **changes: Any) -> AsyncIterator[Indoors]:
    """Open a furnished house, now or at another time; `changes` go to its settings."""
    clock = HandClock()
    clock.now_ms = now_ms or clock.now_ms
    values: dict[str, Any] = {
        "sign_ins_burst": 1_000,
        "data_dir": folder / "data",
        "web_dir": stand_in_pages(folder / "web"),
        **changes,
    }
    settings = Settings(**values)
    if not settings.database.exists():
        furnish(settings.data_dir)
    with boot.opened(settings, clock) as (writer, bus):
        service = Exchange(settings, writer, bus, clock)
        await service.start()
        house = Indoors(service, writer, clock, settings)
        try:
            yield house
        finally:
            await house.close()


async def talk(customer: Line, agent: Line, text: str = "Hello?") -> str:
    """Begin a conversation that the agent accepts, both reading it; its id."""
    answer = await customer.ask(t="start", workstream_id="website", text=text)
    assert answer["t"] == "result", answer
    conversation_id: str = answer["conversation_id"]
    await customer.subscribe(f"conversation:{conversation_id}", 0)
    await take_offer(agent)
    return conversation_id


async def take_offer(agent: Line, conversation_id: str = "") -> Frame:
    """Accept the next offer, or that of a conversation, and read it; the offer."""

    def is_it(frame: Frame) -> bool:
        offer = frame.get("body", {}).get("offer")
        return offer is not None and conversation_id in {"", offer["conversation_id"]}

    offer: Frame = (await agent.wait_for(is_it))["body"]["offer"]
    await agent.done("accept_offer", offer_id=offer["id"], epoch=offer["epoch"])
    await agent.subscribe(f"conversation:{offer['conversation_id']}")
    return offer
