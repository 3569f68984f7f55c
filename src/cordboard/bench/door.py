"""Speaks HTTP with the server as a stranger does: signing in, visits, transcripts, metrics."""

from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Self, TypeVar

import msgspec
from msgspec import Struct

from cordboard.bench.wires import Unmeasurable

TIMEOUT_S = 20.0
PAGE = 500
T = TypeVar("T")


class User(Struct):
    id: str


class Me(Struct):
    user: User


class Visit(Struct):
    token: str


class Body(Struct):
    kind: str
    client_id: str = ""


class Entry(Struct):
    n: int
    body: Body


class Entries(Struct):
    entries: list[Entry]
    more: bool


class Door:
    """One connection, kept open."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def ready(self) -> bool:
        """Whether the server takes messages."""
        status, _, _ = self._ask("GET", "/health/ready")
        return status == 200

    def sign_in(self, login: str, password: str) -> tuple[str, str]:
        """Return the user's id and the cookie."""
        status, body, cookie = self._ask(
            "POST", "/api/sign-in", msgspec.json.encode({"login": login, "password": password})
        )
        return _read(status, body, Me).user.id, cookie.partition(";")[0]

    def visit(self, workstream_id: str) -> str:
        """Return a visitor's token."""
        status, body, _ = self._ask(
            "POST", "/api/widget/visits", msgspec.json.encode({"workstream_id": workstream_id})
        )
        return _read(status, body, Visit).token

    def message_ids(self, conversation_id: str, token: str) -> Iterator[str]:
        """Yield the client ids of a transcript, backwards, page by page."""
        path = f"/api/conversations/{conversation_id}/entries?limit={PAGE}"
        before = ""
        while True:
            status, body, _ = self._ask("GET", path + before, token=token)
            page = _read(status, body, Entries)
            yield from (entry.body.client_id for entry in page.entries if entry.body.kind == "message")
            if not page.more:
                return
            before = f"&before={page.entries[0].n}"

    def metrics(self) -> dict[str, float]:
        """Return the server's own counters by name; none where it shows none."""
        status, body, _ = self._ask("GET", "/metrics")
        return read_metrics(body.decode()) if status == 200 else {}

    def _ask(
        self, method: str, path: str, body: bytes | None = None, *, token: str = ""
    ) -> tuple[int, bytes, str]:
        """Return status, body and cookie of an answer."""
        headers = {"authorization": f"Bearer {token}"} if token else {}
        if body is not None:
            headers["content-type"] = "application/json"
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        return response.status, response.read(), response.headers.get("set-cookie") or ""


def read_metrics(text: str) -> dict[str, float]:
    """Read Prometheus' text format, as far as plain counters go."""
    values: dict[str, float] = {}
    for line in text.splitlines():
        name, _, value = line.partition(" ")
        if name and name != "#" and "{" not in name:
            values[name] = float(value.split()[0])
    return values


def _read(status: int, body: bytes, kind: type[T]) -> T:
    if status >= 300:
        raise Unmeasurable(f"The server answers {status}: {body.decode(errors='replace')[:500]}")
    return msgspec.json.decode(body, type=kind)
