"""Starts houses whose offers look and behave as one notification template says."""

from msgspec import convert

from browser.house import House
from cordboard.core.ids import TemplateId
from cordboard.core.notification import NotificationTemplate, Slots

TEMPLATE = TemplateId("tested")
TITLE = "Work from {customerName}"


def furnish(house: House, **template: object) -> None:
    """Start the house with one template for all that comes in."""
    texts: dict[str, object] = {"id": TEMPLATE, "name": "Tested", "title": TITLE, **template}
    made = convert(texts, NotificationTemplate)
    slots = Slots(incoming=TEMPLATE, incoming_authenticated=TEMPLATE)
    house.configure(templates=(made,), notifications=slots, missed_sets_inactive=True)
    house.start()
