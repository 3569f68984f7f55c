"""What applications and session templates can't be; an address never leads where nobody meant it."""

from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cordboard.core.configuration import Configuration
from cordboard.core.configuration_mistakes import mistakes_of
from cordboard.core.ids import ApplicationId, TemplateId
from cordboard.core.session_mistakes import URL_LIMIT, application_mistakes
from cordboard.core.session_template import TABS_LIMIT, Application, SessionTemplate
from cordboard.core.slugs import SLUG
from core.test_configuration_mistakes import SOUND, WEB

ORDERS = Application(id=ApplicationId("orders"), name="Orders", url="https://shop.example/")
TEMPLATE = SessionTemplate(id=TemplateId("shop"), name="Shop", applications=(ORDERS.id,))
FURNISHED = replace(SOUND, applications=(ORDERS,), session_templates=(TEMPLATE,))


def paths(configuration: Configuration) -> list[str]:
    return [path for path, _ in mistakes_of(configuration, None)]


def is_sound(url: str) -> bool:
    return not list(application_mistakes("", replace(ORDERS, url=url)))


@pytest.mark.parametrize(
    "url",
    [
        "https://shop.example",
        "HTTPS://SHOP.example:8443/orders/{order}?q={customerName}#{topic}",
        "https://ร้าน.example/",
        "https://192.0.2.7/",
        "https://[2001:db8::7]:8443/",
        "http://localhost:8080/sample/shop/orders?email={email}",
        "http://127.0.0.1/",
        "https://shop.example/{",
        "https://shop.example/" + "x" * (URL_LIMIT - 21),
    ],
)
def test_an_address_is_https_or_on_this_machine(url: str) -> None:
    assert is_sound(url)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "begins with https"),
        ("shop.example", "begins with https"),
        ("/sample/shop/orders", "begins with https"),
        ("//shop.example/", "begins with https"),
        ("http://shop.example/", "begins with https"),
        ("http://localhost.example/", "begins with https"),
        ("http://[::1]/", "begins with https"),
        ("javascript:alert(1)", "begins with https"),
        ("data:text/html,<p>", "begins with https"),
        ("{scheme}://shop.example/", "begins with https"),
        ("https://anna@shop.example/", "no account"),
        ("https://anna:secret@shop.example/", "no account"),
        ("http://localhost@shop.example/", "begins with https"),
        ("https://{topic}.example/", "no customer decides"),
        ("https://shop.example{topic}/", "no customer decides"),
        ("https://shop.example:{topic}/", "no address"),
        ("https://{topic}", "no customer decides"),
        ("https://", "no host"),
        ("https:///orders", "no host"),
        ("https://:443/", "no host"),
        ("https://shop.example<b>/", "no host"),
        ("https://shop.example:70000/", "no address"),
        ("https://[::1/", "no address"),
        ("https://shop.example/a b", "white space"),
        (" https://shop.example/", "white space"),
        ("https://shop.example/\u2003", "white space"),
        ("https://shop.example\\@elsewhere.example/", "backslashes"),
        ("https://shop.example/\x00", "control characters"),
        ("https://shop.example/\tx", "white space"),
        ("https://shop.example/" + "x" * (URL_LIMIT - 20), "2000 characters"),
    ],
)
def test_any_other_address_is_refused_with_its_reason(url: str, said: str) -> None:
    ((path, sentence),) = application_mistakes("applications.orders", replace(ORDERS, url=url))
    assert path == "applications.orders.url"
    assert said in sentence


PARTS = ("https://", "http://localhost", "a.b", "{x}", "@", ":", "/", "?", "#", "[", "]")


@given(st.lists(st.sampled_from(PARTS)), st.text(max_size=12))
def test_no_value_moves_a_sound_address_to_another_host(parts: list[str], value: str) -> None:
    """Filled in as pages do it, encoded, whatever customers answer."""
    url = "".join(parts)
    if is_sound(url):
        filled = urlsplit(SLUG.sub(lambda _: quote(value.encode("utf-8", "replace"), safe=""), url))
        asked = urlsplit(url)
        assert (filled.scheme, filled.netloc) == (asked.scheme, asked.netloc)


@pytest.mark.parametrize(
    ("section", "changes", "path"),
    [
        ("applications", {"name": " "}, ".orders.name"),
        ("applications", {"id": "the orders"}, ".the orders"),
        ("applications", {"url": "http://shop.example"}, ".orders.url"),
        ("session_templates", {"name": ""}, ".shop.name"),
        ("session_templates", {"title": "x" * 301}, ".shop.title"),
        ("session_templates", {"title": "a\nb"}, ".shop.title"),
        ("session_templates", {"applications": ("orders", "none")}, ".shop.applications[1]"),
        ("session_templates", {"applications": ("orders", "orders")}, ".shop.applications[1]"),
        ("session_templates", {"applications": ("orders",) * (TABS_LIMIT + 1)}, ".shop.applications"),
    ],
)
def test_a_mistake_is_named_by_its_line(section: str, changes: dict[str, Any], path: str) -> None:
    (first,) = getattr(FURNISHED, section)
    assert f"{section}{path}" in paths(replace(FURNISHED, **{section: (replace(first, **changes),)}))


def test_a_workstream_begins_its_sessions_by_a_template_that_is_there() -> None:
    assert paths(replace(FURNISHED, workstreams=(replace(WEB, session_template_id=TEMPLATE.id),))) == []
    wrong = replace(WEB, session_template_id=TemplateId("none"))
    assert paths(replace(FURNISHED, workstreams=(wrong,))) == ["workstreams.web.session_template_id"]
