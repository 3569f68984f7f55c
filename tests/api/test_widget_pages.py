"""The widget's loader, its frame and the sample's site: as they are set up, whatever the settings say."""

import asyncio
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec.structs import replace

from api.furnishing import LOADER, furnish
from api.indoors import indoors
from cordboard import sample
from cordboard.app.setup_commands import Configure
from cordboard.core.ids import WorkstreamId
from cordboard.core.widget import LANGUAGES, STANDARD_NOTICE, MonitoringNotice, Position, Widget

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>&lt;&quot;'\"`${alert(1)}",
    "\u2028\u2029\x00\x1b\\1\\g<0>\\u003c",
    "\u202e ไทย 👩‍👩‍👧",
    "__CORDBOARD_SETTINGS__",
)


class Elements(HTMLParser):
    """The elements of a page, with the text that stands in each script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.tags: list[str] = []
        self.language: str | None = None
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "script":
            self.scripts.append((dict(attrs), ""))
        if tag == "html":
            self.language = dict(attrs).get("lang")

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] == ["script"]:
            attributes, text = self.scripts[-1]
            self.scripts[-1] = (attributes, text + data)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_settings_say_stays_within_their_element_and_their_value(tmp_path: Path, text: str) -> None:
    said = {"en": text}
    furnish(tmp_path / "data", widget=Widget(title=said, greeting=said, notice=MonitoringNotice(text=said)))

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = house.client()
            shown = (await client.get("/api/widget/workstreams/website")).json()
            assert shown["widget"]["title"] == shown["widget"]["notice"]["text"] == said
            page = Elements((await client.get("/widget/frame?workstream=website")).text)
            (attributes, settings), (module, nothing) = page.scripts
            assert attributes == {"type": "application/json", "id": "settings"}
            assert json.loads(settings) == shown
            assert module["src"], "the page's own script comes after it, untouched"
            assert nothing == ""
            script = (await client.get("/widget/loader.js?workstream=website")).text
            launcher = script.removeprefix("start(").removesuffix(");")
            assert json.loads(launcher) == {"accent": "#0b5cad", "position": "right", "title": said}
            assert not set(launcher) & set("<>&\u2028\u2029")

    asyncio.run(scene())


def test_a_widget_is_served_as_it_is_set_up_now(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = house.client()
            whole = (await client.get("/api/widget/workstreams/shop")).json()["widget"]
            assert (whole["accent"], whole["position"]) == ("#7a1f5c", "left")
            assert set(whole["title"]) == set(whole["greeting"]) == set(LANGUAGES)
            assert [one["name"] for one in whole["questions"]] == ["name", "email", "topic"]
            notice = MonitoringNotice(consent=True)
            assert whole["notice"] == {
                "version": notice.version,
                "text": STANDARD_NOTICE,
                "link": "",
                "consent": True,
            }
            for path in ("/widget/loader.js?workstream=shop", "/widget/frame?workstream=shop"):
                assert "#7a1f5c" in (await client.get(path)).text
            shop = next(one for one in sample.CONFIGURATION.workstreams if one.id == sample.SHOP)
            green = replace(shop.widget, accent="#0a7d32", position=Position.RIGHT)
            await house.submit(Configure(workstreams=(replace(shop, widget=green),)))
            for path in ("/widget/loader.js?workstream=shop", "/widget/frame?workstream=shop"):
                again = (await client.get(path)).text
                assert "#0a7d32" in again
                assert "#7a1f5c" not in again

    asyncio.run(scene())


@pytest.mark.parametrize("query", ["", "?workstream=", "?workstream=none", "?workstream=letters"])
def test_without_a_live_chat_the_loader_is_as_it_was_built_and_the_frame_says_so(
    tmp_path: Path, query: str
) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = house.client()
            loader = await client.get(f"/widget/loader.js{query}")
            assert (loader.status_code, loader.text) == (200, LOADER)
            answer = await client.get(f"/widget/frame{query}")
            assert answer.status_code == 404
            assert answer.headers["content-type"] == "text/html; charset=utf-8"
            policy = answer.headers["content-security-policy"].split("; ")
            assert {"script-src 'self'", "object-src 'none'", "frame-ancestors *"} <= set(policy)
            assert "frame-src" not in str(policy)
            page = Elements(answer.text)
            assert {"title", "main", "h1", "p"} <= set(page.tags)
            assert page.scripts == []

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("", "en"),
        ("th", "th"),
        ("lv-LV,lv;q=0.9,en;q=0.8", "lv"),
        ("de, fr;q=0.9, sv;q=0.1", "sv"),
        ("en;q=0.5, ID;q=0.7", "id"),
        ("nl;q=0, en;q=0.1", "en"),
        ("nl;q=x, *;q=1, ,;;=", "en"),
        ("xx," * 5_000 + "nl", "en"),
    ],
)
def test_a_refused_frame_speaks_the_readers_language(tmp_path: Path, wanted: str, language: str) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            answer = await house.client(**{"accept-language": wanted}).get("/widget/frame?workstream=none")
            assert Elements(answer.text).language == language
            assert answer.headers["content-language"] == language
            assert answer.headers["vary"] == "Accept-Language"

    asyncio.run(scene())


@pytest.mark.parametrize("workstream", ["website", "shop"])
def test_the_samples_web_site_has_a_page_for_each_live_chat(tmp_path: Path, workstream: str) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            client = house.client()
            ((attributes, _),) = Elements((await client.get(f"/sample/{workstream}")).text).scripts
            assert attributes["data-workstream"] == workstream
            assert attributes["src"] == f"/widget/loader.js?workstream={workstream}"
            assert (await client.get(str(attributes["src"]))).status_code == 200

    asyncio.run(scene())


@pytest.mark.mission("S8", part="tabs")
def test_the_samples_application_is_a_page_for_a_frame_without_rights(tmp_path: Path) -> None:
    """It is on the map and in the shop's sessions; it needs no script, and runs none of a customer's."""

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            me = (await (await house.sign_in("anna")).get("/api/me")).json()
            (shown,) = me["applications"]
            assert (shown["id"], shown["url"]) == (sample.ORDERS.id, sample.ORDERS.url)
            path = shown["url"].removeprefix(f"http://localhost:{sample.PORT}")
            path = path.replace("{email}", "c%40example.org")
            page = await house.client().get(path.replace("{customerName}", "%3Cscript%3E%26"))
            assert page.status_code == 200
            assert "&lt;script&gt;&amp; · c@example.org" in page.text
            assert Elements(page.text).scripts == []
            policy = page.headers["content-security-policy"].split("; ")
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'self' http://localhost:* http://127.0.0.1:*" in policy
            assert "x-frame-options" not in page.headers
            for where in ("website", "letters"):
                found = await house.client().get(f"/sample/{where}/orders")
                assert found.status_code == (200 if where == "website" else 404)

    asyncio.run(scene())


def test_on_another_port_the_samples_application_is_there_too() -> None:
    (orders,) = sample.served_at(9_000).applications
    assert orders.url.startswith("http://localhost:9000/sample/shop/orders?")
    assert replace(orders, url=sample.ORDERS.url) == sample.ORDERS


def test_nobody_elses_live_chat_has_a_page_of_the_sample(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            other = replace(sample.CONFIGURATION.workstreams[0], id=WorkstreamId("bank"))
            await house.submit(Configure(workstreams=(other,)))
            assert (await house.client().get("/widget/frame?workstream=bank")).status_code == 200
            assert (await house.client().get("/sample/bank")).status_code == 404

    asyncio.run(scene())
