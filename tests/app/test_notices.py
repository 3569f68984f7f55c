"""Scenes of the monitoring notice: asked for where it must be, recorded as it was shown, kept for ever."""

from typing import Any

import pytest
from msgspec.structs import replace

from cordboard.app import commands as c
from cordboard.app import setup_commands as sc
from cordboard.core import events
from cordboard.core.conversation import Conversation, ConversationStarted, Detail
from cordboard.core.errors import Code
from cordboard.core.ids import ConversationId
from cordboard.core.user import OPERATOR
from cordboard.core.widget import (
    STANDARD_NOTICE,
    MonitoringNotice,
    NoticeGiven,
    NoticeShown,
    NoticeText,
    Question,
    QuestionKind,
    Widget,
)
from floor.players import meet
from floor.stage import BY_POST, LIVE_CHAT, POST, QUEUE, START_MS, WEB, Stage, refused

TOLD = MonitoringNotice()
ASKED = MonitoringNotice(text={"en": "We watch."}, link="https://example.org/privacy", consent=True)


def with_widget(**changes: Any) -> Stage:
    """A stage whose live chat has this widget."""
    return Stage(replace(LIVE_CHAT, widget=replace(Widget(), **changes)), BY_POST)


def start(stage: Stage, notice: NoticeShown | None = None, **fields: Any) -> Conversation:
    """Begin a live chat under a notice; the conversation."""
    customer = meet(stage)
    command = c.StartConversation(
        conversation_id=ConversationId(stage.fresh("chat-")),
        workstream_id=WEB,
        visitor_id=customer.id,
        message_id=stage.fresh("m"),
        text="Hello",
        notice=notice,
    )
    identity = stage.do(replace(command, **fields), customer.actor).conversation_id
    return stage.chat(ConversationId(identity or ""))


def kept(stage: Stage) -> dict[str, NoticeText]:
    """The notices that can be looked up, by version."""
    return {one.id: one for one in stage.writer.view.all(NoticeText)}


@pytest.mark.mission("M17", part="consent")
def test_a_consent_is_recorded_with_the_text_that_was_agreed_to_and_when() -> None:
    stage = with_widget(notice=ASKED)
    stage.wait(5)
    shown = NoticeShown(version=ASKED.version, language="th", agreed=True)
    chat = start(stage, shown)
    given = NoticeGiven(version=ASKED.version, language="th", agreed=True, at_ms=START_MS + 5_000)
    assert chat.notice == given
    facts = [str(row[0]) for row in stage.database.rows("SELECT CAST(body AS TEXT) FROM fact")]
    started = ConversationStarted(conversation_id=chat.id, queue_id=QUEUE, notice=given)
    assert events.encode(started).decode() in facts
    stage.restart()
    assert stage.chat(chat.id).notice == given
    assert kept(stage)[ASKED.version].text == {"en": "We watch."}


@pytest.mark.mission("M17", part="consent")
@pytest.mark.parametrize(
    "shown",
    [
        None,
        NoticeShown(version=ASKED.version, language="en"),
        NoticeShown(version=TOLD.version, language="en", agreed=True),
        NoticeShown(version="", language="", agreed=True),
    ],
)
def test_nothing_begins_without_a_consent_that_is_needed(shown: NoticeShown | None) -> None:
    stage = with_widget(notice=ASKED)
    with refused(Code.CONSENT_NEEDED):
        start(stage, shown)
    assert stage.database.rows("SELECT count(*) FROM conversation") == [(0,)]


@pytest.mark.parametrize("agreed", [True, False])
def test_a_notice_that_was_shown_is_recorded_though_nobody_must_agree(stage: Stage, agreed: bool) -> None:
    chat = start(stage, NoticeShown(version=TOLD.version, language="sv", agreed=agreed))
    given = NoticeGiven(version=TOLD.version, language="sv", agreed=agreed, at_ms=START_MS)
    assert chat.notice == given


def test_a_notice_that_changed_while_a_page_stood_open_is_recorded_as_it_was_shown(stage: Stage) -> None:
    stage.do(sc.Configure(workstreams=(replace(LIVE_CHAT, widget=Widget()),)), OPERATOR)
    newer = replace(TOLD, text={"en": "We watch, and we say so."})
    stage.do(sc.Configure(workstreams=(replace(LIVE_CHAT, widget=Widget(notice=newer)),)), OPERATOR)
    chat = start(stage, NoticeShown(version=TOLD.version, language="lv"))
    assert chat.notice == NoticeGiven(version=TOLD.version, language="lv", agreed=False, at_ms=START_MS)


@pytest.mark.parametrize("notice", [TOLD, None])
def test_a_notice_that_is_not_in_force_is_not_recorded(notice: MonitoringNotice | None) -> None:
    stage = with_widget(notice=notice)
    assert start(stage).notice is None
    assert start(stage, NoticeShown(version=ASKED.version, language="en", agreed=True)).notice is None


def test_other_channels_have_no_page_to_tell_it_on() -> None:
    widget = Widget(notice=ASKED, questions=(Question(name="name", required=True),))
    stage = Stage(LIVE_CHAT, replace(BY_POST, widget=widget))
    assert stage.chat(meet(stage, "").starts(workstream=POST)).notice is None
    stage.restart()
    assert set(kept(stage)) == {TOLD.version}


def test_every_text_that_was_in_force_is_kept_from_its_first_day(stage: Stage) -> None:
    first, second = replace(LIVE_CHAT, widget=Widget(notice=ASKED)), replace(LIVE_CHAT, widget=Widget())
    for number, settings in enumerate((first, second, first, replace(LIVE_CHAT, widget=Widget(notice=None)))):
        stage.now_ms = START_MS + number
        stage.do(sc.Configure(workstreams=(settings,)), OPERATOR)
    assert kept(stage) == {
        ASKED.version: NoticeText(id=ASKED.version, text=ASKED.text, link=ASKED.link, first_at_ms=START_MS),
        TOLD.version: NoticeText(id=TOLD.version, text=STANDARD_NOTICE, link="", first_at_ms=START_MS + 1),
    }


def test_a_notice_that_an_upgrade_brought_is_kept_at_the_start(stage: Stage) -> None:
    """The workstreams of a stage are written to the disk as an upgrade does it."""
    assert kept(stage) == {}
    stage.restart(down_s=1)
    stage.restart(down_s=1)
    assert [(one.id, one.first_at_ms) for one in kept(stage).values()] == [(TOLD.version, START_MS + 1_000)]


def test_a_widget_that_can_not_be_is_refused_with_all_that_came_along(stage: Stage) -> None:
    wrong = replace(LIVE_CHAT, widget=Widget(notice=replace(ASKED, link="ftp://example.org")))
    good = replace(BY_POST, name="Other")
    with refused(Code.INVALID):
        stage.do(sc.Configure(workstreams=(good, wrong)), OPERATOR)
    assert stage.database.rows("SELECT name FROM workstream ORDER BY name") == [("Post",), ("Web",)]
    assert kept(stage) == {}


def test_a_form_is_filled_in_before_anything_begins() -> None:
    consent = Question(name="terms", kind=QuestionKind.CONSENT, required=True)
    stage = with_widget(questions=(Question(name="name", required=True), consent))
    agreed = (Detail(name="terms", value="yes"),)
    for fields in ({"details": agreed}, {"visitor_name": "Mali"}, {"visitor_name": " ", "details": agreed}):
        with refused(Code.INVALID):
            start(stage, **fields)
    assert start(stage, visitor_name="Mali", details=agreed).details[0].value == "Mali"
    named = (Detail(name="name", value="Budi"), *agreed)
    assert start(stage, details=named).details == named
