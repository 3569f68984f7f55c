"""Finds how a session begins, and which of its application tabs can be shown (domain 6, mission S8)."""

from collections.abc import Iterable, Iterator

from cordboard.app import access
from cordboard.app.ports import View
from cordboard.app.views import TabsShown
from cordboard.core.conversation import Conversation
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import ApplicationId, ConversationId, TemplateId
from cordboard.core.session_template import Application, OpenTab, SessionTemplate, TabKind
from cordboard.core.slugs import values_in
from cordboard.core.user import Actor
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import Queue, Workstream

PLAIN_SESSION = SessionTemplate(id=TemplateId(""), name="plain")
"""Where a workstream names none."""


def session_template_for(view: View, settings: Workstream) -> SessionTemplate:
    """Return how the workstream's sessions begin."""
    template_id = settings.session_template_id
    template = view.find(SessionTemplate, template_id) if template_id is not None else None
    return template or PLAIN_SESSION


def tabs_shown(view: View, session: WorkspaceSession, template: SessionTemplate) -> TabsShown:
    """Show the tabs of a session as far as there is something in them now."""
    opened = tuple(tab for tab in own_tabs(session.tabs, template) if _is_there(view, tab))
    keys = {tab.key for tab in opened} | {f"{TabKind.APPLICATION}:{one}" for one in template.applications}
    selected = session.selected_tab if session.selected_tab in keys else ""
    return TabsShown(opened=opened, selected=selected)


def values_shown(view: View, conversation: Conversation, template: SessionTemplate) -> dict[str, str]:
    """Return what stands for the slugs of the title and of all applications, any of which may be open."""
    texts = (template.title, *(one.url for one in view.all(Application)))
    return values_in(texts, conversation, view.get(Queue, conversation.queue_id))


def own_tabs(tabs: Iterable[OpenTab], template: SessionTemplate) -> tuple[OpenTab, ...]:
    """Leave out what the template opens by itself."""
    return tuple(
        tab
        for tab in tabs
        if tab.kind is not TabKind.APPLICATION or ApplicationId(tab.target) not in template.applications
    )


def checked(view: View, actor: Actor, session: WorkspaceSession, tab: OpenTab) -> OpenTab:
    """Return a tab that the agent opens, with when its conversation began as the server knows it.

    Raises:
        Refusal: NOT_FOUND for an application that is not in the menu, and for an earlier conversation that
            the agent may not read.
    """
    if tab.kind is TabKind.APPLICATION:
        application = view.find(Application, tab.target)
        if application is None or not application.in_menu:
            raise Refusal(Code.NOT_FOUND, "There is no such application to open.")
        return OpenTab(kind=tab.kind, target=tab.target)
    earlier = view.recall(ConversationId(tab.target))
    if earlier is None or not access.may_read_earlier(actor, session.conversation_id, tab.target, view):
        raise Refusal(Code.NOT_FOUND, "There is no such earlier conversation.")
    return OpenTab(kind=tab.kind, target=tab.target, at_ms=earlier.created_at_ms)


def sessions_changed_by(view: View, value: SessionTemplate | Application) -> Iterator[WorkspaceSession]:
    """Yield the sessions that may look other since a template or an application changed, or is gone.

    All of them carry what stands for the slugs of an application's address.
    """
    for session in view.all(WorkspaceSession):
        conversation = view.get(Conversation, session.conversation_id)
        settings = view.get(Workstream, conversation.workstream_id)
        if isinstance(value, Application) or settings.session_template_id == value.id:
            yield session


def _is_there(view: View, tab: OpenTab) -> bool:
    return tab.kind is not TabKind.APPLICATION or view.find(Application, tab.target) is not None
