"""Tells the floor which pages are there, and does not give up telling while the disk takes nothing."""

from collections.abc import Callable

from cordboard.app.commands import AgentArrived, AgentLeft, AnyCommand, CustomerArrived, CustomerLeft
from cordboard.app.ports import Answer
from cordboard.app.seams import FloorDoor
from cordboard.core.errors import AGAIN, Refusal
from cordboard.core.ids import AgentId, ConnectionId, ConversationId
from cordboard.core.user import SYSTEM

TRY_AGAIN_MS = 1_000
Later = Callable[[int, Callable[[], None]], None]
"""Calls something so many milliseconds from now."""


class Attendance:
    """Sends arrivals and departures in their order; each is repeated until it is stored.

    Both are idempotent by the connection's id, so a repetition of one that was stored unheard does no harm.
    """

    def __init__(self, floor: FloorDoor, later: Later) -> None:
        self._floor = floor
        self._later = later
        self._outstanding: dict[str, list[AnyCommand]] = {}
        """By agent or conversation, in order; the first of each is under way."""

    def agent_arrived(self, agent_id: str, connection_id: str) -> None:
        """A page of an agent has connected."""
        self._tell(
            agent_id,
            AgentArrived(agent_id=AgentId(agent_id), connection_id=ConnectionId(connection_id)),
        )

    def agent_left(self, agent_id: str, connection_id: str, *, silent: bool) -> None:
        """A page of an agent is gone."""
        self._tell(
            agent_id,
            AgentLeft(agent_id=AgentId(agent_id), connection_id=ConnectionId(connection_id), silent=silent),
        )

    def customer_arrived(self, conversation_id: str, connection_id: str) -> None:
        """A page of a customer shows the conversation."""
        self._tell(
            conversation_id,
            CustomerArrived(
                conversation_id=ConversationId(conversation_id), connection_id=ConnectionId(connection_id)
            ),
        )

    def customer_left(self, conversation_id: str, connection_id: str, *, silent: bool) -> None:
        """A page of a customer no longer shows the conversation."""
        self._tell(
            conversation_id,
            CustomerLeft(
                conversation_id=ConversationId(conversation_id),
                connection_id=ConnectionId(connection_id),
                silent=silent,
            ),
        )

    def _tell(self, subject: str, command: AnyCommand) -> None:
        waiting = self._outstanding.setdefault(subject, [])
        waiting.append(command)
        if len(waiting) == 1:
            self._submit(subject)

    def _submit(self, subject: str) -> None:
        command = self._outstanding[subject][0]
        self._floor.submit(command, SYSTEM, lambda result: self._told(subject, result))

    def _told(self, subject: str, result: Answer | Refusal) -> None:
        if isinstance(result, Refusal) and result.code in AGAIN:
            self._later(TRY_AGAIN_MS, lambda: self._submit(subject))
            return
        waiting = self._outstanding[subject]
        waiting.pop(0)
        if waiting:
            self._submit(subject)
        else:
            del self._outstanding[subject]
