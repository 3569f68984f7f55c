"""Finds what is wrong with applications and session templates: addresses that lead astray, unknown ids."""

import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from cordboard.core.control_characters import has_control
from cordboard.core.rule_mistakes import NAME_LIMIT, Mistake, reference_mistakes
from cordboard.core.session_template import TABS_LIMIT, Application, SessionTemplate
from cordboard.core.slugs import SLUG

URL_LIMIT = 2_000
"""Characters; longer ones are cut by servers on the way."""
THIS_MACHINE = frozenset({"localhost", "127.0.0.1"})
"""Where http is as good as https. Policies of pages can't name [::1], so no frame could show it."""
HOST = re.compile(r"""(\[[0-9A-Fa-f:.]+\]|[^][{}<>^|%"'`:]+)(:[0-9]*)?""")
BROKEN = re.compile(r"[\s\\]")
"""White space ends an address, and browsers take a backslash for the end of the host."""


def application_mistakes(path: str, application: Application) -> Iterator[Mistake]:
    """Find an address that is none, or that would carry what an agent sees to where nobody meant it."""
    sentence = _astray(application.url)
    if sentence is not None:
        yield f"{path}.url", sentence


def _astray(url: str) -> str | None:
    """Return what is wrong with an address: slugs fill in what comes behind the host, and nothing else."""
    if len(url) > URL_LIMIT:
        return f"An address has {URL_LIMIT} characters at most."
    if has_control(url) or BROKEN.search(url):
        return "An address has no white space, no backslashes and no control characters."
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "This is no address."
    if parts.scheme != "https" and (parts.scheme != "http" or host not in THIS_MACHINE):
        return "An address begins with https://, or with http:// for localhost and 127.0.0.1."
    if "@" in parts.netloc:
        return "An address has no account and no password in it."
    if SLUG.search(parts.netloc):
        return "Slugs stand in what follows the host: whose page it is, no customer decides."
    return None if host and HOST.fullmatch(parts.netloc) else "The address names no host."


def session_template_mistakes(
    path: str, template: SessionTemplate, applications: Collection[str]
) -> Iterator[Mistake]:
    """Find a title that nobody could read, and applications that are not there, twice or too many."""
    if len(template.title) > NAME_LIMIT or has_control(template.title):
        yield f"{path}.title", f"A title has {NAME_LIMIT} characters at most, and no control characters."
    if len(template.applications) > TABS_LIMIT:
        yield f"{path}.applications", f"A session begins with {TABS_LIMIT} applications at most."
    for place, application_id in enumerate(template.applications):
        here = f"{path}.applications[{place}]"
        yield from reference_mistakes(here, application_id, applications, "application")
        if application_id in template.applications[:place]:
            yield here, f"The application {application_id!r} is there twice."
