"""Says how a conversation was routed and why, with what would have altered it."""

from litestar import get
from litestar.params import FromPath

from cordboard.api.doors import AnyRequest, doors_of
from cordboard.app import access
from cordboard.app.ports import View
from cordboard.app.routing_story import RoutingStory
from cordboard.app.seams import Journal
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import ConversationId

QUEUES = 50
"""Latest stays in queues whose supervisors may read it."""


@get("/api/conversations/{conversation_id:str}/routing")
async def routing(request: AnyRequest, conversation_id: FromPath[str]) -> RoutingStory:
    """Read why it was routed as it was.

    For supervisors of queues in which it has been, and administrators; and for the agent who has it now,
    who hears of colleagues how many there were and what kept them from it, but not who.
    """
    doors = doors_of(request)
    actor = access.actor_of(doors.user_of(request))

    def read(journal: Journal, view: View) -> RoutingStory:
        conversation = view.recall(ConversationId(conversation_id))
        if conversation is not None:
            queues = {wait.queue_id for wait in journal.waits(conversation.id, limit=QUEUES)}
            if access.oversees_routing(actor, conversation, queues, view):
                return doors.tell_routing(journal, view, conversation)
            if access.owns(actor, conversation, view):
                return doors.tell_routing(journal, view, conversation, conversation.agent_id)
        raise Refusal(Code.NOT_FOUND, "There is no such conversation.")

    return await doors.read(read)


HANDLERS = [routing]
