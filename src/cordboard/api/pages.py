"""Serves the built web parts, with the headers that keep strangers' code out of them."""

from hashlib import sha256
from pathlib import Path

from litestar import Response
from msgspec import Struct

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}"
)
APPLICATIONS = "; frame-src https: http://localhost:* http://127.0.0.1:*"
"""Where applications of a configuration may be (`core/session_mistakes.py`); other pages have no frames."""
WORKER_POLICY = "default-src 'none'; connect-src 'self'; img-src 'self'"
"""It asks the server and shows icons, and loads nothing else."""


class NotBuilt(Exception):
    """The web parts are not there: `make build` makes them."""


class Pages(Struct, frozen=True, kw_only=True):
    """The built pages, read once."""

    workspace: bytes
    workspace_worker: bytes
    """The service worker that shows desktop notifications."""
    widget_frame: bytes
    widget_loader: bytes
    workspace_assets: Path
    widget_assets: Path
    build: str
    """Changes whenever a page does."""


def load_pages(web: Path) -> Pages:
    """Read the pages that the web build left.

    Raises:
        NotBuilt: when one is missing.
    """
    workspace, widget = web / "workspace" / "dist", web / "widget" / "dist"
    files = (
        workspace / "index.html",
        workspace / "worker.js",
        widget / "frame.html",
        widget / "loader.js",
    )
    missing = [file for file in files if not file.is_file()]
    if missing:
        raise NotBuilt(f"The web parts are not built ({missing[0].name} is missing): run `make build`.")
    index, worker, frame, loader = (file.read_bytes() for file in files)
    return Pages(
        workspace=index,
        workspace_worker=worker,
        widget_frame=frame,
        widget_loader=loader,
        workspace_assets=workspace / "assets",
        widget_assets=widget / "assets",
        build=sha256(index + worker + frame + loader).hexdigest()[:12],
    )


def page(body: bytes, *, frame_ancestors: str, frames: str = "") -> Response[bytes]:
    """Return a page; only these may put it in a frame. `frames` adds what it may have in its own."""
    headers = {
        "content-security-policy": POLICY.format(ancestors=frame_ancestors) + frames,
        "cache-control": "no-cache",
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
    }
    return Response(body, media_type="text/html", headers=headers)


def worker_script(body: bytes) -> Response[bytes]:
    """Return a service worker's script; the browser asks for it again at each start of a page."""
    headers = {
        "content-security-policy": WORKER_POLICY,
        "cache-control": "no-cache",
        "x-content-type-options": "nosniff",
    }
    return Response(body, media_type="text/javascript", headers=headers)
