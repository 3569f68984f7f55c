"""Holds who may sign in, and in which roles."""

from enum import StrEnum

from msgspec import Struct

from cordboard.core.ids import QueueId, UserId


class Role(StrEnum):
    """What a person may do; roles add up and none contains another (mission decision 18)."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


class User(Struct, frozen=True, kw_only=True):
    """A person with a sign-in; the password is kept elsewhere."""

    id: UserId
    login: str
    """Lower case, unique."""
    name: str
    roles: tuple[Role, ...]
    supervises: tuple[QueueId, ...] = ()
    """Queues that this person supervises; a list apart from membership (mission decision 18)."""
    disabled: bool = False


class Actor(Struct, frozen=True, kw_only=True):
    """Who sends a command: a user, a visitor, or the system itself."""

    kind: "ActorKind"
    id: str

    @property
    def key(self) -> str:
        """Return one text that names the actor across kinds."""
        return f"{self.kind.value}:{self.id}"


class ActorKind(StrEnum):
    """Where an actor comes from."""

    USER = "user"
    VISITOR = "visitor"
    SYSTEM = "system"
    """Deadlines and what follows from facts."""
    OPERATOR = "operator"
    """Somebody at the machine's command line."""


SYSTEM = Actor(kind=ActorKind.SYSTEM, id="system")
OPERATOR = Actor(kind=ActorKind.OPERATOR, id="operator")
