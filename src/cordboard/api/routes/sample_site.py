"""Serves the sample organisation's web site: a customer's page with the widget on it."""

from html import escape

from litestar import Response, get

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
<script src="/widget/loader.js" data-workstream="{workstream}" async></script>
</body>
</html>
"""


@get("/sample/website", include_in_schema=False)
async def website(request: AnyRequest) -> Response[str]:
    """Show the page, where the sample organisation is loaded."""
    workstream = doors_of(request).floor.view.find(Workstream, "website")
    if workstream is None:
        raise Refusal(Code.NOT_FOUND, "The sample organisation is not loaded.")
    return Response(PAGE.format(workstream=escape(workstream.id)), media_type="text/html; charset=utf-8")


HANDLERS = [website]
