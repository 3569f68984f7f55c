"""Finds how a piece of work is put before its agent (domain 5.3)."""

from cordboard.app.notification_view import LineView, NotificationView
from cordboard.app.ports import View
from cordboard.core.conversation import Conversation
from cordboard.core.notification import NotificationTemplate, stock
from cordboard.core.offer import Offer
from cordboard.core.slugs import shortened, values_in
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
    values = values_in(texts, conversation, view.get(Queue, conversation.queue_id))
    return NotificationView(
        title=template.title,
        icon=template.icon,
        fields=tuple(LineView(header=one.header, value=one.value) for one in template.fields),
        values={slug: shortened(value) for slug, value in values.items()},
        accept_text=template.accept_text,
        reject_text=template.reject_text,
        desktop=template.desktop,
    )


def _stock_of(offer: Offer) -> NotificationTemplate:
    return stock(offer.countdown_s, show_countdown=offer.show_countdown)
