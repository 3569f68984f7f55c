"""Scenes of session templates and tabs: what stands in them, who may open what, what new settings do."""

import pytest
from msgspec.structs import replace

from app.test_configuration import apply, in_force
from cordboard.app import commands as c
from cordboard.app.entries import SessionBody
from cordboard.app.views import SessionView
from cordboard.core.conversation import Detail
from cordboard.core.errors import Code
from cordboard.core.ids import ConversationId, SessionId
from cordboard.core.session_template import TABS_LIMIT, Application, Communication, OpenTab
from floor.players import Desk, hire, meet, take_on
from floor.stage import POST, Stage, refused
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


@pytest.fixture
def anna() -> Desk:
    """An agent where letters begin by a template, and live chats by none."""
    stage = Stage(PLAIN, TEMPLATED)
    apply(stage, replace(in_force(stage), applications=APPLICATIONS, session_templates=(TEMPLATE,)))
    return hire(stage, "Anna", units=50)


def shown(anna: Desk, chat: ConversationId) -> SessionView:
    """The session as a page shows it that was opened now; open pages were told the same."""
    session = next(one for one in anna.sessions if one.conversation_id == chat)
    told = [one.session for one in anna.stage.bodies(f"agent:{anna.id}") if isinstance(one, SessionBody)]
    assert next(one for one in reversed(told) if one.id == session.id) == session
    return session


def keys(tabs: tuple[OpenTab, ...]) -> list[str]:
    return [tab.key for tab in tabs]


@pytest.mark.mission("S8", part="session")
def test_a_second_request_opens_beside_the_first_each_with_its_own_context(anna: Desk) -> None:
    (chat,) = take_on(anna.stage, anna)
    anna.shows(chat, application(STOCK), selected=application(STOCK).key)
    letter = meet(anna.stage).starts(workstream=POST, details=(Detail(name="order", value="77"),))
    anna.accepts(letter)
    assert anna.panel == [chat, letter]
    first, second = shown(anna, chat), shown(anna, letter)
    assert (first.title, first.communication, first.applications) == ("", "docked", ())
    assert (keys(first.tabs), first.selected_tab) == (["application:stock"], "application:stock")
    assert (second.title, second.communication) == ("Order {order}", "minimised")
    assert (second.applications, second.values["order"]) == ((ORDERS.id, SECRET.id), "77")
    assert (second.tabs, second.selected_tab) == ((), "")


@pytest.mark.mission("S8", part="tabs")
def test_tabs_are_there_again_on_another_machine(anna: Desk) -> None:
    (letter,) = take_on(anna.stage, anna, workstream=POST)
    anna.shows(letter, application(STOCK), application(MANUAL), selected=application(MANUAL).key)
    anna.leaves()
    anna.stage.restart()
    anna.comes("another machine")
    assert keys(shown(anna, letter).tabs) == ["application:stock", "application:manual"]
    assert shown(anna, letter).selected_tab == "application:manual"


def test_what_the_template_opens_is_not_the_agents_to_close_or_to_open(anna: Desk) -> None:
    (letter,) = take_on(anna.stage, anna, workstream=POST)
    anna.shows(letter, application(ORDERS), application(SECRET), selected=application(SECRET).key)
    assert anna.session(letter).tabs == ()
    assert shown(anna, letter).selected_tab == "application:secret"
    anna.shows(letter)
    assert shown(anna, letter).applications == (ORDERS.id, SECRET.id)


@pytest.mark.parametrize(
    "tab", [application(SECRET), application("none"), application(""), application("x" * 100_000)]
)
def test_an_application_that_is_not_on_the_map_is_refused(anna: Desk, tab: OpenTab) -> None:
    (chat,) = take_on(anna.stage, anna)
    anna.shows(chat, application(STOCK))
    with refused(Code.NOT_FOUND):
        anna.shows(chat, application(STOCK), tab)
    assert keys(shown(anna, chat).tabs) == ["application:stock"], "what was open stays"


def test_earlier_conversations_of_the_same_customer_and_nobody_elses(anna: Desk) -> None:
    stage, customer = anna.stage, meet(anna.stage)
    before = customer.starts()
    began_ms = stage.now_ms
    anna.accepts(before)
    anna.ends(before)
    anna.presses_x(before)
    stranger = take_on(stage, anna)[0]
    anna.ends(stranger)
    anna.presses_x(stranger)
    stage.wait(60)
    now = customer.starts()
    anna.accepts(now)
    anna.shows(now, earlier(before))
    assert [(tab.target, tab.at_ms) for tab in shown(anna, now).tabs] == [(before, began_ms)]
    for target in (stranger, now, ConversationId("none")):
        with refused(Code.NOT_FOUND):
            anna.shows(now, earlier(before), earlier(target))


def test_a_tab_twice_or_more_than_there_is_room_for_is_refused(anna: Desk) -> None:
    stage = anna.stage
    many = tuple(
        Application(id=f"a{number:02}", name="A", url="https://a.example")  # type: ignore[arg-type]
        for number in range(TABS_LIMIT)
    )
    apply(stage, replace(in_force(stage), applications=(*many, *APPLICATIONS)))
    (chat,), (letter,) = take_on(stage, anna), take_on(stage, anna, workstream=POST)
    with refused(Code.INVALID):
        anna.shows(chat, application(STOCK), application(STOCK))
    anna.shows(chat, *map(application, many))
    with refused(Code.INVALID):
        anna.shows(letter, *map(application, many[: TABS_LIMIT - 1]))
    anna.shows(letter, *map(application, many[: TABS_LIMIT - 2]))
    crowded = replace(TEMPLATE, applications=(ORDERS.id, SECRET.id, STOCK.id, MANUAL.id))
    apply(stage, replace(in_force(stage), session_templates=(crowded,)))
    anna.shows(letter, *map(application, many[1 : TABS_LIMIT - 2]))
    with refused(Code.INVALID):
        anna.shows(letter, *map(application, many[: TABS_LIMIT - 2]))


def test_an_application_that_was_removed_is_passed_over(anna: Desk) -> None:
    stage = anna.stage
    (chat,) = take_on(stage, anna)
    anna.shows(chat, application(STOCK), application(MANUAL), selected=application(STOCK).key)
    before = in_force(stage)
    apply(stage, replace(before, applications=(ORDERS, SECRET, MANUAL)))
    assert (keys(shown(anna, chat).tabs), shown(anna, chat).selected_tab) == (["application:manual"], "")
    anna.shows(chat, application(MANUAL), application(STOCK))
    with refused(Code.NOT_FOUND):
        hire(stage, "Bo", there=False).does(c.ShowTabs(session_id=anna.session(chat).id, tabs=()))
    apply(stage, before)
    assert keys(shown(anna, chat).tabs) == ["application:manual", "application:stock"]


def test_what_left_the_menu_stays_where_it_was_open(anna: Desk) -> None:
    stage = anna.stage
    first, second = take_on(stage, anna, 2)
    anna.shows(first, application(STOCK))
    hidden = tuple(replace(one, in_menu=False) for one in APPLICATIONS)
    apply(stage, replace(in_force(stage), applications=hidden))
    anna.shows(first, application(STOCK), selected=application(STOCK).key)
    assert shown(anna, first).selected_tab == "application:stock"
    with refused(Code.NOT_FOUND):
        anna.shows(second, application(STOCK))


def test_sessions_are_shown_anew_when_their_template_changes(anna: Desk) -> None:
    stage = anna.stage
    (chat,), (letter,) = take_on(stage, anna), take_on(stage, anna, workstream=POST)
    anna.shows(letter, application(STOCK), selected=application(STOCK).key)
    other = replace(TEMPLATE, title="", communication=Communication.HIDDEN, applications=(STOCK.id,))
    apply(stage, replace(in_force(stage), session_templates=(other,)))
    after = shown(anna, letter)
    assert (after.title, after.communication, after.applications) == ("", "hidden", (STOCK.id,))
    assert (after.tabs, after.selected_tab) == ((), "application:stock"), "it is the template's now"
    both = tuple(replace(one, session_template_id=TEMPLATE.id) for one in in_force(stage).workstreams)
    apply(stage, replace(in_force(stage), workstreams=both))
    assert shown(anna, chat).communication == "hidden"
    none = tuple(replace(one, session_template_id=None) for one in both)
    apply(stage, replace(in_force(stage), workstreams=none, session_templates=()))
    assert [one.applications for one in anna.sessions] == [(), ()]
    assert keys(shown(anna, letter).tabs) == ["application:stock"]


def test_pages_get_what_titles_and_addresses_ask_for_and_nothing_else_that_a_customer_said(
    anna: Desk,
) -> None:
    stage = anna.stage
    said = (Detail(name="order", value="77"), Detail(name="mail", value="a@b.example"))
    letter = meet(stage).starts(workstream=POST, details=(*said, Detail(name="health", value="private")))
    anna.accepts(letter)
    assert shown(anna, letter).values == {"order": "77"}
    asking = replace(MANUAL, url="https://manual.example/{mail}")
    apply(stage, replace(in_force(stage), applications=(asking, ORDERS, SECRET, STOCK)))
    assert shown(anna, letter).values == {"order": "77", "mail": "a@b.example"}


def test_a_selection_that_names_nothing_is_the_anchor(anna: Desk) -> None:
    (chat,) = take_on(anna.stage, anna)
    for selected in ("application:stock", "anything", "earlier:none"):
        anna.shows(chat, application(MANUAL), selected=selected)
        assert shown(anna, chat).selected_tab == ""


def test_of_two_windows_the_last_one_wins_and_both_hear_of_it(anna: Desk) -> None:
    chats = take_on(anna.stage, anna, 3)
    anna.shows(chats[0], application(STOCK))
    anna.shows(chats[0], application(MANUAL))
    assert keys(shown(anna, chats[0]).tabs) == ["application:manual"]
    anna.arranges(*reversed(chats))
    anna.arranges(chats[1], chats[0], chats[2])
    assert anna.panel == [chats[1], chats[0], chats[2]]
    assert [shown(anna, chat).place for chat in anna.panel] == [0, 1, 2]


def test_arranging_passes_over_what_is_closed_strange_or_twice_and_keeps_what_is_new(anna: Desk) -> None:
    stage = anna.stage
    first, closed, last = take_on(stage, anna, 3)
    bo = hire(stage, "Bo")
    known = [anna.session(chat).id for chat in (last, closed, first)]
    anna.chooses("away")
    (other,) = take_on(stage, bo)
    bo.chooses("away")
    anna.chooses("available")
    anna.ends(closed)
    anna.presses_x(closed)
    (new,) = take_on(stage, anna)
    strange = (bo.session(other).id, SessionId("none"), *known, known[0])
    anna.does(c.ArrangeSessions(session_ids=strange))
    assert anna.panel == [last, first, new]
    assert bo.panel == [other]
    (newest,) = take_on(stage, anna)
    assert anna.panel[-1] == newest


def test_a_new_session_stands_last_whatever_was_closed_before_it(anna: Desk) -> None:
    first, second, last = take_on(anna.stage, anna, 3, workstream=POST)
    for chat in (first, second):
        anna.presses_x(chat)
    anna.reopens(first)
    assert anna.panel == [last, first]
