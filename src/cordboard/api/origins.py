"""Tells our own pages from those of strangers, by what browsers say of where a request comes from."""

from typing import Any
from urllib.parse import urlsplit

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from cordboard.core.errors import Code, require

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITES = frozenset({"same-origin", "none"})
"""Of `Sec-Fetch-Site`: a page of ours, or nobody's page (typed in by hand); a sibling's is a stranger's."""


def is_own(origin: str, host: str, public_url: str) -> bool:
    """Whether an Origin header names our own pages.

    Without a public address the Host header's word is taken, for use on one's own machine.
    """
    scheme, _, named = origin.lower().partition("://")
    ours = urlsplit(public_url.lower())
    if ours.netloc:
        return (scheme, named) == (ours.scheme, ours.netloc)
    return bool(named) and named == host.lower()


def refuse_foreign(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Guard every route that changes something against pages of strangers, signed in or not.

    Browsers send Origin with each such request, so one without it is no browser's, or an old one's from our
    own page: scripts need no header. A proxy may leave Origin out or set it; what else browsers say holds.

    Raises:
        Refusal: NOT_ALLOWED.
    """
    if connection.scope["method"] in SAFE:  # type: ignore[typeddict-item]  # HTTP routes alone have guards
        return
    origin, site = connection.headers.get("origin"), connection.headers.get("sec-fetch-site", "none")
    host, public_url = connection.headers.get("host", ""), connection.app.state.public_url
    own = site in OWN_SITES and (origin is None or is_own(origin, host, public_url))
    require(own, Code.NOT_ALLOWED, "Pages of other origins may not do this.")
