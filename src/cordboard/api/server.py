"""Puts the routes together into one application."""

from collections.abc import Callable
from typing import Any

from litestar import Litestar
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.static_files import create_static_files_router
from msgspec import Struct

from cordboard.api.doors import Doors
from cordboard.api.origins import refuse_foreign
from cordboard.api.pages import Pages
from cordboard.api.problem_schema import DocumentPlugin
from cordboard.api.problems import on_fault, on_http, on_refusal, on_unreadable
from cordboard.api.routes import (
    closed,
    commands,
    conversations,
    health,
    metrics,
    notices,
    offers,
    preferences,
    presence,
    routing,
    sign_in,
    widget,
    workspace,
)
from cordboard.api.routes.metrics import Figures
from cordboard.api.widget_pages import WidgetPages
from cordboard.core.errors import Refusal

BODY_LIMIT_BYTES = 256 * 1024

HANDLERS: list[Any] = [
    *sign_in.HANDLERS,
    *preferences.HANDLERS,
    *conversations.HANDLERS,
    *closed.HANDLERS,
    *routing.HANDLERS,
    *commands.HANDLERS,
    *offers.HANDLERS,
    *presence.HANDLERS,
    *widget.HANDLERS,
    *notices.HANDLERS,
    *workspace.HANDLERS,
    *health.HANDLERS,
    *metrics.HANDLERS,
]
HANDLED: dict[int | type[Exception], Any] = {
    Refusal: on_refusal,
    HTTPException: on_http,
    RecursionError: on_unreadable,
    UnicodeDecodeError: on_unreadable,
    Exception: on_fault,
}
ASSETS = {"cache-control": "public, max-age=31536000, immutable", "x-content-type-options": "nosniff"}


class Trappings(Struct, frozen=True, kw_only=True):
    """What the application shows besides its doors."""

    pages: Pages
    figures: Figures
    metrics_key: str
    public_url: str
    """The server's own public origin; empty takes the Host header's word."""
    is_ready: Callable[[], bool]
    routes: list[Any]
    """Routes of channels and samples."""
    version: str


def create_app(doors: Doors | None, trappings: Trappings) -> Litestar:
    """Return the application; without doors it can only describe itself."""
    state = {
        "doors": doors,
        "pages": trappings.pages,
        "widget_pages": WidgetPages(trappings.pages.widget_loader, trappings.pages.widget_frame),
        "figures": trappings.figures,
        "metrics_key": trappings.metrics_key,
        "public_url": trappings.public_url,
        "is_ready": trappings.is_ready,
    }
    return Litestar(
        route_handlers=[*HANDLERS, *trappings.routes, *_assets(trappings.pages)],
        state=State(state),
        exception_handlers=HANDLED,
        guards=[refuse_foreign],
        openapi_config=OpenAPIConfig(
            title="Cordboard",
            version=trappings.version,
            path="/api/schema",
            render_plugins=[DocumentPlugin()],  # the others load code from strangers
        ),
        request_max_body_size=BODY_LIMIT_BYTES,
        logging_config=None,
    )


def _assets(pages: Pages) -> list[Any]:
    """Serve what pages load; names carry a digest, so a browser may keep them for ever."""
    return [
        create_static_files_router(
            path=path, directories=[folder], include_in_schema=False, after_request=_keep
        )
        for path, folder in (
            ("/workspace/assets", pages.workspace_assets),
            ("/widget/assets", pages.widget_assets),
        )
    ]


def _keep(response: Any) -> Any:
    response.headers.update(ASSETS)
    return response
