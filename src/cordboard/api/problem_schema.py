"""Documents refusals in the OpenAPI document as they are: problem details, for every request."""

from collections.abc import Iterator
from typing import Any

import msgspec
from litestar import Request
from litestar.openapi.plugins import JsonRenderPlugin

from cordboard.api.problems import PROBLEM_TYPE, Problem

NOT_UNDERSTOOD = "400"
"""What the HTTP library documents by itself, in a shape that we never send."""


class DocumentPlugin(JsonRenderPlugin):
    """Serves the document with our problem details in it."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """Return the document as JSON."""
        return super().render(request, with_problems(openapi_schema))


def with_problems(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document in which every request may be answered by problem details (RFC 9457)."""
    (reference,), schemas = msgspec.json.schema_components(
        [Problem], ref_template="#/components/schemas/{name}"
    )
    refused = {
        "description": "Refused, or not possible now; `code` says why",
        "content": {PROBLEM_TYPE: {"schema": reference}},
    }
    for operation in _operations(document):
        responses = operation["responses"]
        responses.pop(NOT_UNDERSTOOD, None)
        responses["default"] = refused
    document.setdefault("components", {}).setdefault("schemas", {}).update(schemas)
    return document


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in document["paths"].values():
        yield from (one for one in path.values() if isinstance(one, dict) and "responses" in one)
