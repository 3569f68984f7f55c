"""Is an asynchronous channel without a network: customers write and read by HTTP, for trials and tests."""

import asyncio
import hmac
from typing import Annotated, Any

import msgspec
from litestar import Request, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from cordboard.app.entries import EntryBody, MessageBody
from cordboard.app.intake import Inbound, receive
from cordboard.app.ports import Answer, View
from cordboard.app.seams import FloorDoor, Journal
from cordboard.core.channel import ChannelKind
from cordboard.core.errors import Code, Refusal, require
from cordboard.core.ids import VisitorId
from cordboard.core.message import AuthorRole
from cordboard.core.workstream import Workstream

PAGE = 500
Id = Annotated[str, Meta(min_length=1, max_length=64, pattern="^[A-Za-z0-9_.-]+$")]


class Incoming(Struct, frozen=True, forbid_unknown_fields=True):
    """A message that a customer writes."""

    customer_id: Id
    message_id: Id
    text: str
    name: str = ""


class Outgoing(Struct, frozen=True, kw_only=True):
    """A message that an agent wrote to the customer."""

    conversation_id: str
    n: int
    text: str
    agent: str


_decode = msgspec.json.Decoder(EntryBody).decode
AnyRequest = Request[Any, Any, Any]


class TestChannel:
    """The channel's two doors; both want its key as bearer."""

    __test__ = False
    """Not a test case, though its name begins like one."""
    kind = ChannelKind.TEST

    def __init__(self, floor: FloorDoor, key: str) -> None:
        self._floor = floor
        self._key = key

    def routes(self) -> list[Any]:
        """Return the routes for the server to mount."""

        @post("/api/channels/test/{workstream_id:str}/messages", status_code=201, tags=["test channel"])
        async def write(
            request: AnyRequest, workstream_id: FromPath[str], data: JSONBody[Incoming]
        ) -> Answer:
            """Write as a customer; the same message id again has no second effect."""
            self._check(request, workstream_id)
            return await self._receive(workstream_id, data)

        @get(
            "/api/channels/test/{workstream_id:str}/customers/{customer_id:str}/messages",
            tags=["test channel"],
        )
        async def read(
            request: AnyRequest, workstream_id: FromPath[str], customer_id: FromPath[str]
        ) -> list[Outgoing]:
            """Read what agents wrote in the customer's ongoing conversations."""
            self._check(request, workstream_id)
            return await self._written_to(customer_id)

        return [write, read]

    def _check(self, request: AnyRequest, workstream_id: str) -> None:
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        known = scheme.lower() == "bearer" and hmac.compare_digest(key.encode(), self._key.encode())
        require(known, Code.NOT_SIGNED_IN, "The channel's key is missing or wrong.")
        settings = self._floor.view.find(Workstream, workstream_id)
        if settings is None or settings.channel is not self.kind:
            raise Refusal(Code.NOT_FOUND, "There is no such workstream on the test channel.")

    async def _receive(self, workstream_id: str, data: Incoming) -> Answer:
        future: asyncio.Future[Answer | Refusal] = asyncio.get_running_loop().create_future()
        inbound = Inbound(
            workstream_id=workstream_id,
            visitor_id=f"test.{data.customer_id}",
            name=data.name,
            message_id=data.message_id,
            text=data.text,
        )
        receive(self._floor, inbound, future.set_result)
        result = await future
        if isinstance(result, Refusal):
            raise result
        return result

    async def _written_to(self, customer_id: str) -> list[Outgoing]:
        future: asyncio.Future[list[Outgoing]] = asyncio.get_running_loop().create_future()

        def read(journal: Journal, view: View) -> None:
            future.set_result(_messages(journal, view, VisitorId(f"test.{customer_id}")))

        self._floor.read(read)
        return await future


def _messages(journal: Journal, view: View, visitor_id: VisitorId) -> list[Outgoing]:
    found: list[Outgoing] = []
    for conversation_id in view.ongoing_of(visitor_id):
        for entry in journal.latest(f"conversation:{conversation_id}", before=None, limit=PAGE):
            body = _decode(entry.body)
            if isinstance(body, MessageBody) and body.author.role is AuthorRole.AGENT:
                found.append(
                    Outgoing(
                        conversation_id=conversation_id, n=entry.n, text=body.text, agent=body.author.name
                    )
                )
    return found
