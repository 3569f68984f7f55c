"""Is the bare relay beside which we measure: picows, JSON in and out, no rights, nothing stored."""

import sys
import time

import msgspec
import uvloop
from msgspec import Struct
from picows import WSFrame, WSListener, WSMsgType, WSTransport, WSUpgradeRequest, ws_create_server

TEXT = WSMsgType.TEXT


class Hello(Struct, tag_field="t", tag="hello"):
    token: str


class Subscribe(Struct, tag_field="t", tag="subscribe"):
    stream: str


class Send(Struct, tag_field="t", tag="send"):
    id: str
    conversation_id: str
    text: str


class Author(Struct):
    role: str
    id: str
    name: str = ""


class Message(Struct, tag_field="kind", tag="message"):
    author: Author
    client_id: str
    text: str


class Event(Struct, tag_field="t", tag="event"):
    stream: str
    n: int
    at_ms: int
    body: Message


class Result(Struct, tag_field="t", tag="result"):
    id: str
    n: int


class CaughtUp(Struct, tag_field="t", tag="caught_up"):
    stream: str
    n: int


decode = msgspec.json.Decoder(Hello | Subscribe | Send).decode
encode = msgspec.json.Encoder().encode


class Switch:
    """Who reads which conversation, and how far each has come."""

    def __init__(self) -> None:
        self.readers: dict[str, WSTransport] = {}
        self.numbers: dict[str, int] = {}


class Page(WSListener):
    """One connection, a customer's or an agent's."""

    def __init__(self, switch: Switch) -> None:
        self._switch = switch
        self._author = Author(role="customer", id="")

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type is not TEXT:
            transport.disconnect()
            return
        request = decode(frame.get_payload_as_bytes())
        if isinstance(request, Send):
            self._relay(transport, request)
        elif isinstance(request, Subscribe):
            self._switch.readers[request.stream] = transport
            transport.send(TEXT, encode(CaughtUp(stream=request.stream, n=0)))
        else:
            self._author = Author(role="customer", id=request.token)

    def _relay(self, transport: WSTransport, message: Send) -> None:
        """Deliver to the agent, answer the customer."""
        switch = self._switch
        stream = f"conversation:{message.conversation_id}"
        n = switch.numbers[stream] = switch.numbers.get(stream, 0) + 1
        body = Message(author=self._author, client_id=message.id, text=message.text)
        at_ms = time.time_ns() // 1_000_000
        event = encode(Event(stream=stream, n=n, at_ms=at_ms, body=body))
        switch.readers[stream].send(TEXT, event)
        transport.send(TEXT, encode(Result(id=message.id, n=n)))


async def relay() -> None:
    """Serve for ever; the first line of the output is the port."""
    switch = Switch()

    def enter(_request: WSUpgradeRequest) -> WSListener:
        return Page(switch)

    server = await ws_create_server(enter, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(relay())
