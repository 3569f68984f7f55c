"""Puts the routes together into one application."""

from collections.abc import Callable
from typing import Any

from litestar import Litestar
from litestar.config.response_cache import ResponseCacheConfig
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.static_files import create_static_files_router

from cordboard.api.doors import Doors
from cordboard.api.pages import Pages
from cordboard.api.problems import on_http, on_refusal
from cordboard.api.routes import commands, conversations, health, sign_in, widget, workspace
from cordboard.core.errors import Refusal

BODY_LIMIT_BYTES = 256 * 1024

HANDLERS: list[Any] = [
    *sign_in.HANDLERS,
    *conversations.HANDLERS,
    *commands.HANDLERS,
    *widget.HANDLERS,
    *workspace.HANDLERS,
    *health.HANDLERS,
]
ASSETS = {"cache-control": "public, max-age=31536000, immutable", "x-content-type-options": "nosniff"}


def create_app(
    doors: Doors, pages: Pages, *, is_ready: Callable[[], bool], more: list[Any], version: str
) -> Litestar:
    """Return the application; `more` are the routes of channels and samples."""
    return Litestar(
        route_handlers=[*HANDLERS, *more, *_assets(pages)],
        state=State({"doors": doors, "pages": pages, "is_ready": is_ready}),
        exception_handlers={Refusal: on_refusal, HTTPException: on_http},
        openapi_config=OpenAPIConfig(title="Cordboard", version=version, path="/api/schema"),
        response_cache_config=ResponseCacheConfig(default_expiration=None),
        request_max_body_size=BODY_LIMIT_BYTES,
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
