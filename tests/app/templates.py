"""Puts a stage's work before agents by a template."""

from typing import Any

from msgspec.structs import replace

from cordboard.app import setup_commands as sc
from cordboard.app.snapshots import offer_shown
from cordboard.app.views import OfferView
from cordboard.core.ids import ConversationId, TemplateId
from cordboard.core.notification import AutoAssign, NotificationTemplate, Slots
from cordboard.core.user import OPERATOR
from cordboard.core.workstream import Workstream
from floor.players import Desk
from floor.stage import BY_POST, LIVE_CHAT, Stage

WORK = NotificationTemplate(
    id=TemplateId("work"), name="Work", title="{customerName}", countdown_s=20, show_reject=False
)
AT_ONCE = replace(WORK, auto_assign=AutoAssign.AT_ONCE)
AFTER_TIMEOUT = replace(WORK, auto_assign=AutoAssign.AFTER_TIMEOUT)
OPENING = replace(AT_ONCE, auto_accept=True)


def staged(template: NotificationTemplate, **settings: Any) -> Stage:
    """Open a stage whose live chat comes by this template."""
    stage = Stage(replace(LIVE_CHAT, **settings), BY_POST)
    put(stage, template, replace(LIVE_CHAT, **settings), Slots(incoming=template.id))
    return stage


def put(stage: Stage, template: NotificationTemplate, stream: Workstream, slots: Slots) -> None:
    """Let a workstream's work come by a template."""
    workstreams = (replace(stream, notifications=slots),)
    stage.do(sc.Configure(notifications=(template,), workstreams=workstreams), OPERATOR)


def shown(desk: Desk, chat: ConversationId) -> OfferView:
    """Return how the agent's pages see the offer."""
    return offer_shown(desk.stage.writer.view, desk.offer(chat))
