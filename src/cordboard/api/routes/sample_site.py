"""Serves the sample organisation's web site: customers' pages with the widget, an application for agents."""

from collections.abc import Collection
from html import escape
from typing import Annotated
from urllib.parse import quote

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, QueryParameter

from cordboard.api.doors import AnyRequest, doors_of
from cordboard.core.errors import Code, Refusal
from cordboard.core.workstream import Workstream

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ribbon &amp; Reel</title>
<link rel="icon" href="data:,">
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


ORDERS_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Orders</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 0; padding: 1rem }}
h1 {{ font-size: 1.4rem; margin: 0 }}
p {{ overflow-wrap: anywhere }}
table {{ border-collapse: collapse }}
th, td {{ text-align: start; padding: .3rem 1rem .3rem 0; border-bottom: thin solid }}
</style>
</head>
<body>
<main>
<h1>Orders</h1>
<p>{customer}</p>
<table>
<thead><tr><th scope="col">Order</th><th scope="col">What</th><th scope="col">Where</th></tr></thead>
<tbody>{rows}</tbody>
</table>
</main>
</body>
</html>
"""
"""A business application that needs no script, no storage and no sign-in: in its frame it has none."""
ORDERS = (
    ("1042", "Tape recorder, new belts", "On the bench"),
    ("1038", "Typewriter, letter T", "Sent on Monday"),
    ("0977", "Film projector, lamp", "Collected"),
)
FRAMED = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self' http://localhost:* http://127.0.0.1:*"
)
"""A server may be asked for as localhost and by its number: for a browser these are two."""
Written = Annotated[str, QueryParameter(max_length=1_000)]


def routes_of(live_chats: Collection[str]) -> list[HTTPRouteHandler]:
    """Return the routes of the site: a customer's page for each of these live chats, and an application."""

    @get("/sample/{workstream_id:str}", include_in_schema=False)
    async def website(request: AnyRequest, workstream_id: FromPath[str]) -> Response[str]:
        """Show the page with a live chat, where the sample organisation is loaded."""
        _require_loaded(request, workstream_id, live_chats)
        body = PAGE.format(workstream=escape(workstream_id), address=quote(workstream_id, safe=""))
        return Response(body, media_type="text/html")

    @get("/sample/{workstream_id:str}/orders", include_in_schema=False)
    async def orders(
        request: AnyRequest, workstream_id: FromPath[str], email: Written = "", name: Written = ""
    ) -> Response[str]:
        """Show a customer's orders, as an organisation's own page beside a conversation would."""
        _require_loaded(request, workstream_id, live_chats)
        customer = " · ".join(part for part in (name.strip(), email.strip()) if part)
        rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in order)}</tr>" for order in ORDERS)
        body = ORDERS_PAGE.format(customer=escape(customer), rows=rows)
        return Response(body, media_type="text/html", headers={"content-security-policy": FRAMED})

    return [website, orders]


def _require_loaded(request: AnyRequest, workstream_id: str, live_chats: Collection[str]) -> None:
    loaded = doors_of(request).floor.view.find(Workstream, workstream_id) is not None
    if not loaded or workstream_id not in live_chats:
        raise Refusal(Code.NOT_FOUND, "There is no such sample, or it is not loaded.")
