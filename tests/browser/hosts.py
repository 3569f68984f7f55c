"""Serves web sites that carry the widget: a plain one, one with hostile styles, one with a strict CSP."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from msgspec import Struct

TAG = '<script src="{server}/widget/loader.js?workstream=website" data-workstream="website" async></script>'
HOSTILE = """
* { all: unset !important; font-size: 3px !important; color: red !important; }
div, iframe, button, body > * { display: none !important; opacity: 0 !important;
  position: static !important; width: 1px !important; height: 1px !important; pointer-events: none !important;
  visibility: hidden !important; transform: scale(0) !important; }
.cover { all: revert !important; display: block !important; visibility: visible !important;
  opacity: 1 !important;
  position: fixed !important; inset: 0 !important; width: auto !important; height: auto !important;
  transform: none !important; z-index: 2147483646 !important; background: #ffe; }
"""


class SitePage(Struct, frozen=True, kw_only=True):
    """A page of a site, and the policy that comes with it."""

    body: str
    policy: str = ""


def plain(server: str) -> SitePage:
    """A page that does nothing special."""
    return SitePage(body=f"<main><h1>Shoes</h1><p>Good ones.</p></main>{TAG.format(server=server)}")


def hostile(server: str) -> SitePage:
    """A page whose style sheet hides and moves all that it can reach, under a cover over everything."""
    return SitePage(
        body=f'<style>{HOSTILE}</style><main><h1>Shoes</h1></main><div class="cover"></div>'
        f"{TAG.format(server=server)}"
    )


def strict(server: str) -> SitePage:
    """A page that allows the widget's script and frame, and nothing else from anywhere."""
    policy = f"default-src 'none'; script-src {server}; frame-src {server}; base-uri 'none'"
    return SitePage(body=f"<main><h1>Bank</h1></main>{TAG.format(server=server)}", policy=policy)


HOSTS = {"plain": plain, "hostile": hostile, "strict": strict}


class Site:
    """A web site on an origin of its own, with pages by path."""

    def __init__(self) -> None:
        self.pages: dict[str, SitePage] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self.pages))
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever)

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@contextmanager
def site() -> Iterator[Site]:
    """A site that answers while it is needed."""
    one = Site()
    one.start()
    try:
        yield one
    finally:
        one.stop()


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, pages: dict[str, SitePage], *args: object) -> None:
        self._pages = pages
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        page = self._pages.get(self.path.partition("?")[0])
        self.send_response(200 if page else 404)
        self.send_header("content-type", "text/html; charset=utf-8")
        if page and page.policy:
            self.send_header("content-security-policy", page.policy)
        self.end_headers()
        head = "<!doctype html><html lang='en'><head><title>Shop</title><meta name='viewport' "
        head += "content='width=device-width, initial-scale=1'></head><body>"
        self.wfile.write(f"{head}{page.body if page else 'Nothing here.'}</body></html>".encode())

    def log_message(self, *args: object) -> None:
        """Keep quiet: a failing test shows its own words."""
