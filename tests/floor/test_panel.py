"""Lets two pages of one agent open, arrange and close sessions and tabs at random, beside a plain model."""

from typing import Any

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from app.test_configuration import apply, in_force
from cordboard.app import commands as c
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import ConversationId, SessionId
from cordboard.core.session_template import OpenTab
from cordboard.sim import fold
from floor.players import Widget, hire, meet
from floor.stage import POST, Stage
from floor.tabs import (
    APPLICATIONS,
    MANUAL,
    ORDERS,
    PLAIN,
    SECRET,
    STOCK,
    TEMPLATE,
    TEMPLATED,
    application,
    earlier,
)

ROOM = 6
"""Sessions at once; fewer than the organisation's limit, so that nothing is refused for it."""
MENU = (MANUAL.id, ORDERS.id, STOCK.id)
SHELF = tuple(application(one) for one in (MANUAL.id, ORDERS.id, STOCK.id, SECRET.id, "none"))
pages = st.sampled_from((0, 1))
picks = st.integers(0, ROOM - 1)
lags = st.sampled_from((False, False, True))
"""Whether the page has not heard the latest when its agent acts."""


class Page:
    """What one window knows of its agent's stream, up to where it has read."""

    def __init__(self, stage: Stage, stream: str) -> None:
        self._stage, self._stream = stage, stream
        self.open()

    def open(self) -> None:
        """Load the page: a snapshot."""
        self._maps = fold.of_view(self._stage.writer.view, self._stream) or {}
        self._n = self._stage.journal.head(self._stream)

    def read(self) -> None:
        """Take the entries that have come since."""
        for entry in self._stage.journal.entries(self._stream, after=self._n, limit=10_000):
            fold.apply(self._maps, msgspec.json.decode(entry.body))
            self._n = entry.n

    @property
    def panel(self) -> list[dict[str, Any]]:
        """Its sessions from the top."""
        sessions = self._maps.get("sessions", {}).values()
        return sorted(sessions, key=lambda one: (one["place"], one["opened_at_ms"]))


class Panel(RuleBasedStateMachine):
    """The agent's two pages, either of which may lag behind."""

    @initialize()
    def begin(self) -> None:
        self.stage = Stage(PLAIN, TEMPLATED)
        self._configure(APPLICATIONS, TEMPLATE.applications)
        self.anna = hire(self.stage, "Anna", units=50)
        self.regular: Widget = meet(self.stage)
        self.past = self.regular.starts()
        self.anna.accepts(self.past)
        self.anna.ends(self.past)
        self.anna.presses_x(self.past)
        self.pages = [Page(self.stage, "agent:anna") for _ in range(2)]
        self.order: list[SessionId] = []
        self.chat: dict[SessionId, ConversationId] = {}
        self.of_regular: set[SessionId] = set()
        self.templated: set[SessionId] = set()
        self.tabs: dict[SessionId, list[str]] = {}
        self.selected: dict[SessionId, str] = {}
        self.parked: list[tuple[ConversationId, bool]] = []
        for _ in range(3):
            self.opens(regular=False, letter=True, ms=1)

    def _configure(self, applications: tuple[Any, ...], fixed: tuple[Any, ...]) -> None:
        template = replace(TEMPLATE, applications=fixed)
        wanted = replace(in_force(self.stage), applications=applications, session_templates=(template,))
        apply(self.stage, wanted)
        self.applications = {one.id for one in applications}
        self.fixed = list(fixed)

    def _opened(self, chat: ConversationId, *, regular: bool, templated: bool) -> None:
        session_id = self.anna.session(chat).id
        self.order.append(session_id)
        self.chat[session_id] = chat
        self.tabs[session_id], self.selected[session_id] = [], ""
        if regular:
            self.of_regular.add(session_id)
        if templated:
            self.templated.add(session_id)

    @precondition(lambda self: len(self.order) < ROOM)
    @rule(regular=st.booleans(), letter=st.booleans(), ms=st.sampled_from((0, 1)))
    def opens(self, regular: bool, letter: bool, ms: int) -> None:
        self.stage.wait(ms=ms)
        customer = self.regular if regular and not self.of_regular else meet(self.stage)
        chat = customer.starts(workstream=POST) if letter else customer.starts()
        self.anna.accepts(chat)
        self._opened(chat, regular=customer is self.regular, templated=letter)

    @precondition(lambda self: self.order)
    @rule(page=pages, place=picks, lags=lags)
    def closes(self, page: int, place: int, lags: bool) -> None:
        """Also one that the other page has closed already."""
        panel = self._seen(page, lags=lags)
        if not panel:
            return
        session_id = SessionId(panel[place % len(panel)]["id"])
        answer = self._ask(c.CloseSession(session_id=session_id))
        if session_id not in self.order:
            assert _code(answer) is Code.NOT_FOUND
            return
        assert not isinstance(answer, Refusal)
        self.order.remove(session_id)
        if session_id in self.templated:
            self.parked.append((self.chat[session_id], session_id in self.of_regular))
        else:
            self.anna.accepts(self.chat[session_id])
            self._opened(self.chat[session_id], regular=session_id in self.of_regular, templated=False)

    @precondition(lambda self: self.parked and len(self.order) < ROOM)
    @rule(place=picks)
    def takes_up_again(self, place: int) -> None:
        """A new session at the end, without the tabs of the one before."""
        chat, regular = self.parked.pop(place % len(self.parked))
        self.anna.reopens(chat)
        self._opened(chat, regular=regular, templated=True)

    @rule(page=pages, lags=lags, data=st.data(), strange=st.booleans())
    def arranges(self, page: int, lags: bool, data: st.DataObject, strange: bool) -> None:
        """Some of what the page knows, in any order; it may have gone, and more may have come."""
        known = [SessionId(one["id"]) for one in self._seen(page, lags=lags)]
        named = data.draw(st.lists(st.sampled_from(known), unique=True)) if known else []
        sent = [*named, SessionId("se_none"), *named[:1]] if strange else named
        assert not isinstance(self._ask(c.ArrangeSessions(session_ids=tuple(sent))), Refusal)
        first = [one for one in named if one in self.order]
        self.order = first + [one for one in self.order if one not in first]

    @rule(page=pages, place=picks, lags=lags, data=st.data())
    def shows_tabs(self, page: int, place: int, lags: bool, data: st.DataObject) -> None:
        panel = self._seen(page, lags=lags)
        if not panel:
            return
        session_id = SessionId(panel[place % len(panel)]["id"])
        shelf = (*SHELF, earlier(self.past))
        tabs = data.draw(
            st.lists(st.sampled_from(SHELF[: len(MENU)]), unique=True)
            | st.lists(st.sampled_from(shelf), max_size=2)
        )
        selected = data.draw(st.sampled_from(("", "nonsense", *(tab.key for tab in shelf))))
        answer = self._ask(c.ShowTabs(session_id=session_id, tabs=tuple(tabs), selected=selected))
        refusal = self._refusal(session_id, tabs)
        assert _code(answer) is refusal
        if refusal is None:
            fixed = self._fixed(session_id)
            self.tabs[session_id] = [tab.key for tab in tabs if tab.key not in fixed]
            self.selected[session_id] = selected

    def _refusal(self, session_id: SessionId, tabs: list[OpenTab]) -> Code | None:
        if session_id not in self.order:
            return Code.NOT_FOUND
        own = [tab for tab in tabs if tab.key not in self._fixed(session_id)]
        if not all(self._may_show(session_id, tab) for tab in own):
            return Code.NOT_FOUND
        return Code.INVALID if len({tab.key for tab in own}) < len(own) else None

    def _may_show(self, session_id: SessionId, tab: OpenTab) -> bool:
        if tab.key in self.tabs[session_id]:
            return True
        if tab.target == self.past:
            return session_id in self.of_regular
        return tab.target in self.applications and tab.target in MENU

    def _fixed(self, session_id: SessionId) -> list[str]:
        """The tabs that the template opens in this session."""
        return [f"application:{one}" for one in self.fixed] if session_id in self.templated else []

    @rule(removed=st.sampled_from((None, MANUAL.id, STOCK.id)), more=st.booleans())
    def configures(self, removed: str | None, more: bool) -> None:
        applications = tuple(one for one in APPLICATIONS if one.id != removed)
        extra = [one for one in (STOCK.id,) if more and removed != one]
        self._configure(applications, (ORDERS.id, SECRET.id, *extra))

    @rule(page=pages)
    def reloads(self, page: int) -> None:
        self.pages[page].open()

    @rule()
    def restarts(self) -> None:
        self.stage.restart()

    @invariant()
    def a_fresh_page_shows_the_model(self) -> None:
        if not hasattr(self, "stage"):
            return
        fresh = Page(self.stage, "agent:anna").panel
        assert [one["id"] for one in fresh] == self.order
        for one in fresh:
            session_id = SessionId(one["id"])
            fixed = self._fixed(session_id)
            here = [f"application:{identity}" for identity in self.applications]
            there = [key for key in self.tabs[session_id] if key not in fixed]
            there = [key for key in there if key in here or key.startswith("earlier:")]
            assert [f"{tab['kind']}:{tab['target']}" for tab in one["tabs"]] == there
            assert [f"application:{identity}" for identity in one["applications"]] == fixed
            selected = self.selected[session_id]
            assert one["selected_tab"] == (selected if selected in {*there, *fixed} else "")

    def teardown(self) -> None:
        """Whoever reads on to the end shows what a fresh page shows."""
        if not hasattr(self, "stage"):
            return
        fresh = Page(self.stage, "agent:anna").panel
        for page in self.pages:
            page.read()
            assert page.panel == fresh

    def _seen(self, page: int, *, lags: bool) -> list[dict[str, Any]]:
        """What stands on a page when the agent acts."""
        if not lags:
            self.pages[page].read()
        return self.pages[page].panel

    def _ask(self, command: c.AnyCommand) -> object:
        return self.stage.ask(command, self.anna.actor)


def _code(answer: object) -> Code | None:
    return answer.code if isinstance(answer, Refusal) else None


TestPanel = Panel.TestCase
TestPanel.settings = settings(
    max_examples=60, stateful_step_count=30, suppress_health_check=[HealthCheck.too_slow]
)
