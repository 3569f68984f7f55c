"""Says whether the server lives, and whether it can take work."""

from collections.abc import Callable

from litestar import Response, get

from cordboard.api.doors import AnyRequest


@get("/health/live", include_in_schema=False)
async def live() -> dict[str, str]:
    """Answer as long as the event loop turns."""
    return {"status": "live"}


@get("/health/ready", include_in_schema=False)
async def ready(request: AnyRequest) -> Response[dict[str, str]]:
    """Answer 200 while messages can be stored, 503 while they can't."""
    is_ready: Callable[[], bool] = request.app.state.is_ready
    if is_ready():
        return Response({"status": "ready"})
    return Response({"status": "read_only"}, status_code=503)


HANDLERS = [live, ready]
