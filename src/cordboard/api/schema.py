"""Prints the interfaces as documents: OpenAPI 3.1 for HTTP, AsyncAPI 3.0 for the socket, from one source."""

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from cordboard import __version__
from cordboard.api import wire
from cordboard.api.pages import Pages
from cordboard.api.problem_schema import with_problems
from cordboard.api.routes.metrics import Figures
from cordboard.api.server import Trappings, create_app

REF = "#/components/schemas/{name}"
NOTE = "Frames of the socket at /socket; docs/protocol.md says how they are used."


def frame_schemas() -> dict[str, Any]:
    """Return the JSON schemas of all frames, entries and views by name."""
    (sent, received), schemas = msgspec.json.schema_components(
        [wire.FromClient, wire.FromServer], ref_template=REF
    )
    return {**schemas, "FromClient": sent, "FromServer": received}


def openapi() -> dict[str, Any]:
    """Return the HTTP interface, the socket's frames among its schemas: web types come from one file."""
    nowhere = Path(__file__).parent
    pages = Pages(
        workspace=b"",
        workspace_worker=b"",
        widget_frame=b"",
        widget_loader=b"",
        workspace_assets=nowhere,
        widget_assets=nowhere,
        build="",
    )
    trappings = Trappings(
        pages=pages,
        figures=Figures(()),
        metrics_key="",
        public_url="",
        is_ready=bool,
        routes=[],
        version=__version__,
    )
    app = create_app(None, trappings)
    document: dict[str, Any] = with_problems(json.loads(json.dumps(app.openapi_schema.to_schema())))
    document["components"]["schemas"].update(frame_schemas())
    return document


def asyncapi() -> dict[str, Any]:
    """Return the socket's interface."""
    channel = {
        "address": "/socket",
        "description": NOTE,
        "messages": {
            "fromClient": {"payload": {"$ref": "#/components/schemas/FromClient"}},
            "fromServer": {"payload": {"$ref": "#/components/schemas/FromServer"}},
        },
    }
    here = {"$ref": "#/channels/socket"}
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Cordboard", "version": __version__, "description": NOTE},
        "channels": {"socket": channel},
        "operations": {
            "send": {"action": "send", "channel": here, "messages": [_message("fromClient")]},
            "receive": {"action": "receive", "channel": here, "messages": [_message("fromServer")]},
        },
        "components": {"schemas": frame_schemas()},
    }


def _message(name: str) -> dict[str, str]:
    return {"$ref": f"#/channels/socket/messages/{name}"}


def written(document: dict[str, Any]) -> str:
    """Return a document as it is checked in."""
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(written(asyncapi() if "--asyncapi" in sys.argv else openapi()))
