"""Serves the workspace's one page."""

from litestar import Response, get

from cordboard.api.doors import AnyRequest
from cordboard.api.pages import Pages, page


@get("/", include_in_schema=False)
async def workspace(request: AnyRequest) -> Response[bytes]:
    """Serve the workspace; nobody may put it in a frame."""
    pages: Pages = request.app.state.pages
    return page(pages.workspace, frame_ancestors="'none'")


HANDLERS = [workspace]
