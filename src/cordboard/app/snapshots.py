"""Shows the floor as it stands: single values, and whole streams at one number."""

from cordboard.app.notifying import notification_shown
from cordboard.app.ports import View
from cordboard.app.session_templates import session_template_for, tabs_shown, values_shown
from cordboard.app.talk_view import TalkView, talk_view
from cordboard.app.views import (
    AgentSnapshot,
    AgentView,
    FloorSnapshot,
    ItemView,
    OfferView,
    QueueSnapshot,
    SessionView,
    agent_view,
    item_view,
    offer_view,
    session_view,
)
from cordboard.core.agent import Agent
from cordboard.core.channel import ABILITIES
from cordboard.core.conversation import Conversation, State
from cordboard.core.deadline import Deadline, DeadlineKind, deadline_id
from cordboard.core.ids import AgentId, QueueId
from cordboard.core.offer import Offer
from cordboard.core.workspace_session import WorkspaceSession, panel_order
from cordboard.core.workstream import Queue, Workstream


def agent_shown(view: View, agent: Agent) -> AgentView:
    """Show an agent with the load of this moment."""
    return agent_view(agent, view.units_held(agent.id) + view.units_reserved(agent.id))


def item_shown(view: View, conversation: Conversation) -> ItemView:
    """Show a conversation in a list."""
    agent = view.find(Agent, conversation.agent_id) if conversation.agent_id else None
    return item_view(conversation, view.get(Queue, conversation.queue_id), agent)


def offer_shown(view: View, offer: Offer) -> OfferView:
    """Show an offer."""
    conversation = view.get(Conversation, offer.conversation_id)
    settings = view.get(Workstream, conversation.workstream_id)
    queue = view.get(Queue, conversation.queue_id)
    return offer_view(offer, conversation, settings, queue, notification_shown(view, offer, conversation))


def session_shown(view: View, session: WorkspaceSession) -> SessionView:
    """Show a session with the conversation that it is about."""
    conversation = view.get(Conversation, session.conversation_id)
    settings = view.get(Workstream, conversation.workstream_id)
    template = session_template_for(view, settings)
    return session_view(
        session,
        item_shown(view, conversation),
        conversation,
        settings,
        template=template,
        tabs=tabs_shown(view, session, template),
        values=values_shown(view, conversation, template),
        closes_at_ms=_ends_at_ms(view, conversation, DeadlineKind.AUTO_CLOSE),
        frees_at_ms=_ends_at_ms(view, conversation, DeadlineKind.WRAP_UP_BLOCK),
    )


def _ends_at_ms(view: View, conversation: Conversation, kind: DeadlineKind) -> int | None:
    """Return when a clock of the conversation's wrap-up runs out, from the deadline itself."""
    if conversation.state is not State.WRAP_UP:
        return None
    deadline = view.find(Deadline, deadline_id(kind, conversation.id))
    return deadline.due_at_ms if deadline is not None else None


def talk_shown(view: View, conversation: Conversation) -> TalkView:
    """Show the public side of a conversation, also of one whose workstream is no longer there."""
    agent = view.find(Agent, conversation.agent_id) if conversation.agent_id else None
    return talk_view(conversation, agent, can_end=ABILITIES[conversation.channel].customer_can_end)


def agent_snapshot(view: View, agent_id: AgentId) -> AgentSnapshot:
    """Show everything in `agent:<id>`."""
    conversations = [view.get(Conversation, one) for one in view.owned_by(agent_id)]
    sessions = panel_order(view.get(WorkspaceSession, one) for one in view.sessions_of(agent_id))
    return AgentSnapshot(
        me=agent_shown(view, view.get(Agent, agent_id)),
        offers=tuple(offer_shown(view, view.get(Offer, one)) for one in view.offers_to(agent_id)),
        sessions=tuple(session_shown(view, one) for one in sessions),
        items=tuple(item_shown(view, one) for one in conversations),
    )


def queue_snapshot(view: View, queue_id: QueueId) -> QueueSnapshot:
    """Show everything in `queue:<id>`."""
    line = view.waiting_in(queue_id)
    waiting = (view.get(Conversation, line.at(place)) for place in range(len(line)))
    return QueueSnapshot(items=tuple(item_shown(view, one) for one in waiting))


def floor_snapshot(view: View, queue_id: QueueId) -> FloorSnapshot:
    """Show everything in `floor:<queue>`."""
    ongoing = (view.get(Conversation, one) for one in view.ongoing_in(queue_id))
    members = (view.get(Agent, one) for one in view.members_of(queue_id))
    return FloorSnapshot(
        items=tuple(item_shown(view, one) for one in ongoing),
        agents=tuple(agent_shown(view, one) for one in members),
    )
