"""Serves the workspace's one page, and the service worker that shows its desktop notifications."""

from litestar import Response, get

from cordboard.api.doors import AnyRequest
from cordboard.api.pages import APPLICATIONS, Pages, page, worker_script


@get("/", include_in_schema=False)
async def workspace(request: AnyRequest) -> Response[bytes]:
    """Serve the workspace; nobody may put it in a frame."""
    pages: Pages = request.app.state.pages
    return page(pages.workspace, frame_ancestors="'none'", frames=APPLICATIONS)


@get("/worker.js", include_in_schema=False)
async def worker(request: AnyRequest) -> Response[bytes]:
    """Serve the worker beside the page: a script's folder is the widest scope that it may have."""
    pages: Pages = request.app.state.pages
    return worker_script(pages.workspace_worker)


HANDLERS = [workspace, worker]
