"""Lists every way into the server over HTTP, with bodies that are understood."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from litestar.routes import HTTPRoute

from api.indoors import Indoors

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
BODIES: dict[str, Any] = {
    "/api/password": {"current": "x" * 12, "new": "y" * 12},
    "/api/me/preferences": {"body": {}},
    "/api/dashboards/default": {"dashboard_id": "work"},
    "/api/offers/{offer_id:str}/accept": {"epoch": 1},
    "/api/offers/{offer_id:str}/reject": {"epoch": 1},
    "/api/agents/{agent_id:str}/presence": {"presence_id": "busy"},
    "/api/channels/test/{workstream_id:str}/messages": {"customer_id": "c", "message_id": "m", "text": "t"},
}
"""Bodies that are understood, so that a refusal is one of the door."""


class Way(NamedTuple):
    method: str
    path: str

    @property
    def url(self) -> str:
        names = (
            "workstream_id",
            "offer_id",
            "agent_id",
            "conversation_id",
            "earlier_id",
            "customer_id",
            "version",
            "path",
        )
        url = self.path.replace("{file_path:path}", "nothing.js")
        for name in names:
            url = url.replace(f"{{{name}:str}}", "letters" if name == "workstream_id" else "x1")
        assert "{" not in url, f"a new kind of parameter: {self.path}"
        return url


def ways(house: Indoors) -> Iterator[Way]:
    """Every method of every route."""
    for route in house.application.routes:
        assert isinstance(route, HTTPRoute), "another kind of route wants another kind of test"
        yield from (Way(method, route.path) for method in route.methods if method != "OPTIONS")
