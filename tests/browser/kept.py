"""Looks into the server's database, and adds to it, while the server is down."""

from msgspec.structs import replace

from browser.house import House
from cordboard import boot
from cordboard.app.engine import Appended, Message
from cordboard.core.conversation import Conversation
from cordboard.core.errors import Refusal
from cordboard.core.message import Author, AuthorRole
from cordboard.floor.clock import Clock

AT_ONCE = 500
"""Messages of one batch."""


def conversations(house: House) -> tuple[Conversation, ...]:
    """Return all that are not closed."""
    with boot.opened(house.settings, Clock()) as (writer, _):
        return tuple(writer.floor.all(Conversation))


def fill(house: House, texts: list[str]) -> None:
    """Let the agent have written in the one conversation that there is."""
    with boot.opened(house.settings, Clock()) as (writer, _):
        (conversation,) = writer.floor.all(Conversation)
        author = Author(role=AuthorRole.AGENT, id=conversation.agent_id or "", name="Anna")
        empty = Message(conversation_id=conversation.id, author=author, client_id="", text="")
        said = [replace(empty, client_id=f"fill-{n}", text=text) for n, text in enumerate(texts)]
        outcomes: list[Appended | Refusal] = []
        for first in range(0, len(said), AT_ONCE):
            for message in said[first : first + AT_ONCE]:
                writer.append(message, outcomes.append)
            boot.run_now(writer, lambda: None)
        assert all(isinstance(one, Appended) for one in outcomes), outcomes[0]
