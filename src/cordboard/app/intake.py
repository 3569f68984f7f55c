"""Takes customers' messages from channels: into the conversation that is open, or into a new one."""

from base64 import b32encode
from collections.abc import Callable
from hashlib import blake2b

from msgspec import Struct

from cordboard.app.commands import StartConversation
from cordboard.app.engine import Appended, Message
from cordboard.app.ports import Answer, View
from cordboard.app.seams import FloorDoor, Journal
from cordboard.core.conversation import CUSTOMER_WRITES, Conversation
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import ConversationId, VisitorId, WorkstreamId
from cordboard.core.message import Author, AuthorRole
from cordboard.core.user import SYSTEM

IntakeReply = Callable[[Answer | Refusal], None]


class Inbound(Struct, frozen=True, kw_only=True):
    """A customer's message as a channel hands it over."""

    workstream_id: str
    visitor_id: str
    """Who wrote, as the channel knows them, made unique by the channel's name."""
    name: str
    message_id: str
    """The network's id: a message that is delivered twice is taken once."""
    text: str


def conversation_id_for(visitor_id: str, message_id: str) -> ConversationId:
    """Return the id of the conversation that this message starts: the same whenever it is repeated."""
    digest = blake2b(f"{visitor_id}/{message_id}".encode(), digest_size=10).digest()
    return ConversationId("c" + b32encode(digest).decode().lower())


def receive(floor: FloorDoor, inbound: Inbound, reply: IntakeReply) -> None:
    """Take a message once: networks repeat what they delivered, even after its conversation is over."""

    def look(journal: Journal, view: View) -> None:
        known = journal.message(inbound.visitor_id, inbound.message_id)
        if known is None:
            _take(floor, inbound, reply)
        elif known.text != inbound.text:
            reply(Refusal(Code.ID_REUSED, "This message id came before with another text."))
        else:
            reply(Answer(conversation_id=known.conversation_id, n=known.n))

    floor.read(look)


def _take(floor: FloorDoor, inbound: Inbound, reply: IntakeReply) -> None:
    """Append to the customer's open conversation of this workstream, or start one."""
    conversation = open_conversation(floor.view, inbound)
    if conversation is None:
        start(floor, inbound, reply)
        return

    def appended(result: Appended | Refusal) -> None:
        if isinstance(result, Refusal) and result.code is Code.CLOSED:
            start(floor, inbound, reply)  # it ended between the look and the write: a new one, nothing lost
        elif isinstance(result, Refusal):
            reply(result)
        else:
            reply(Answer(conversation_id=conversation.id, n=result.n))

    author = Author(role=AuthorRole.CUSTOMER, id=inbound.visitor_id)
    message = Message(
        conversation_id=conversation.id, author=author, client_id=inbound.message_id, text=inbound.text
    )
    floor.append(message, appended)


def start(floor: FloorDoor, inbound: Inbound, reply: IntakeReply) -> None:
    """Begin a conversation with this message; the same message again gets the first answer."""
    command = StartConversation(
        conversation_id=conversation_id_for(inbound.visitor_id, inbound.message_id),
        workstream_id=WorkstreamId(inbound.workstream_id),
        visitor_id=VisitorId(inbound.visitor_id),
        message_id=inbound.message_id,
        text=inbound.text,
        visitor_name=inbound.name,
    )
    command_id = f"{inbound.visitor_id}/{inbound.message_id}"
    floor.submit(command, SYSTEM, reply, command_id=command_id)


def open_conversation(view: View, inbound: Inbound) -> Conversation | None:
    """Return the customer's conversation of this workstream that still takes messages, the latest first."""
    for identity in reversed(list(view.ongoing_of(VisitorId(inbound.visitor_id)))):
        conversation = view.get(Conversation, identity)
        if conversation.workstream_id == inbound.workstream_id and conversation.state in CUSTOMER_WRITES:
            return conversation
    return None
