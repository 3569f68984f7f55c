"""Gives scenes applications, a session template, and tabs of both kinds."""

from msgspec.structs import replace

from cordboard.core.ids import ApplicationId, ConversationId, TemplateId
from cordboard.core.session_template import Application, Communication, OpenTab, SessionTemplate, TabKind
from floor.stage import BY_POST, LIVE_CHAT

ORDERS, STOCK, MANUAL = (
    Application(id=ApplicationId(name), name=name.title(), url=f"https://{name}.example/")
    for name in ("orders", "stock", "manual")
)
SECRET = Application(id=ApplicationId("secret"), name="Secret", url="https://secret.example/", in_menu=False)
APPLICATIONS = (MANUAL, ORDERS, SECRET, STOCK)
TEMPLATE = SessionTemplate(
    id=TemplateId("shop"),
    name="Shop",
    title="Order {order}",
    communication=Communication.MINIMISED,
    applications=(ORDERS.id, SECRET.id),
)
TEMPLATED = replace(BY_POST, session_template_id=TEMPLATE.id)
PLAIN = LIVE_CHAT


def application(one: Application | str) -> OpenTab:
    """A tab that shows an application."""
    return OpenTab(kind=TabKind.APPLICATION, target=one if isinstance(one, str) else one.id)


def earlier(chat: ConversationId | str) -> OpenTab:
    """A tab that shows an earlier conversation, with a time that only a page out of its mind would send."""
    return OpenTab(kind=TabKind.EARLIER, target=chat, at_ms=-1)
