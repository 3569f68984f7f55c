"""Finds how a piece of work is put before its agent, and how its session begins (domain 5.3, 6)."""

from cordboard.app.notification_view import LineView, NotificationView
from cordboard.app.ports import View
from cordboard.core.conversation import Conversation
from cordboard.core.ids import TemplateId
from cordboard.core.notification import NotificationTemplate, stock
from cordboard.core.offer import Offer
from cordboard.core.session_template import SessionTemplate
from cordboard.core.slugs import slugs_in, values_of
from cordboard.core.workstream import Queue, Workstream


def template_for(view: View, conversation: Conversation, settings: Workstream) -> NotificationTemplate:
    """Return the template of the slot that the work falls into; the stock one where none is set."""
    returned = conversation.asynchronous and conversation.accepted_at_ms is not None
    template_id = settings.notifications.choose(named=conversation.named, returned=returned)
    template = view.find(NotificationTemplate, template_id) if template_id is not None else None
    return template or stock(settings.offer_s, show_countdown=settings.show_countdown)


def notification_shown(view: View, offer: Offer, conversation: Conversation) -> NotificationView:
    """Show how an offer looks; where its template was removed meanwhile, as the stock one."""
    template = view.find(NotificationTemplate, offer.template_id) or _stock_of(offer)
    texts = [template.title, *(field.value for field in template.fields)]
    named = {slug for text in texts for slug in slugs_in(text)}
    known = slug_values(conversation, view.get(Queue, conversation.queue_id))
    return NotificationView(
        title=template.title,
        icon=template.icon.value,
        fields=tuple(LineView(header=one.header, value=one.value) for one in template.fields),
        values={slug: value for slug, value in known.items() if slug in named},
        accept_text=template.accept_text,
        reject_text=template.reject_text,
        desktop=template.desktop.value,
    )


def session_template_for(view: View, settings: Workstream) -> SessionTemplate:
    """Return how the workstream's sessions begin."""
    template_id = settings.session_template_id
    template = view.find(SessionTemplate, template_id) if template_id is not None else None
    return template or PLAIN_SESSION


def slug_values(conversation: Conversation, queue: Queue) -> dict[str, str]:
    """Return what slugs stand for in texts about a conversation."""
    return values_of(conversation, queue)


PLAIN_SESSION = SessionTemplate(id=TemplateId(""), name="plain")
"""Where a workstream names none."""


def _stock_of(offer: Offer) -> NotificationTemplate:
    return stock(offer.countdown_s, show_countdown=offer.show_countdown)
