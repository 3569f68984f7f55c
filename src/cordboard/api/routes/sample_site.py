"""Serves the sample organisation's web site: a customer's page with the widget on it."""

from collections.abc import Collection
from html import escape
from urllib.parse import quote

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from cordboard.api.doors import AnyRequest, doors_of
from cordboard.core.errors import Code, Refusal
from cordboard.core.workstream import Workstream

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ribbon &amp; Reel</title>
<style>
body {{ font: 1.1rem/1.6 Georgia, serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem;
  color: #222; background: #fbf8f3 }}
h1 {{ font-size: 2.2rem }}
</style>
</head>
<body>
<main>
<h1>Ribbon &amp; Reel</h1>
<p>We mend tape recorders, typewriters and other patient machines. This is the sample organisation's web site:
open the chat in the corner and write, as a customer would.</p>
</main>
<script src="/widget/loader.js?workstream={address}" data-workstream="{workstream}" async></script>
</body>
</html>
"""


def website_of(live_chats: Collection[str]) -> HTTPRouteHandler:
    """Return the route of the site's pages: one for each of these live chats."""

    @get("/sample/{workstream_id:str}", include_in_schema=False)
    async def website(request: AnyRequest, workstream_id: FromPath[str]) -> Response[str]:
        """Show the page with a live chat, where the sample organisation is loaded."""
        loaded = doors_of(request).floor.view.find(Workstream, workstream_id) is not None
        if not loaded or workstream_id not in live_chats:
            raise Refusal(Code.NOT_FOUND, "There is no such sample, or it is not loaded.")
        body = PAGE.format(workstream=escape(workstream_id), address=quote(workstream_id, safe=""))
        return Response(body, media_type="text/html")

    return website
