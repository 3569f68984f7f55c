"""Describes the sample organisation that `cordboard run` loads into an empty database."""

from cordboard.api.control import AddUser
from cordboard.app.commands import Configure
from cordboard.core.channel import ChannelKind
from cordboard.core.ids import PresenceId, QueueId, WorkstreamId
from cordboard.core.presence import BasePresence, PresenceOption
from cordboard.core.user import Role
from cordboard.core.workstream import Queue, Workstream

QUEUE = QueueId("support")
WEB = WorkstreamId("website")
LETTERS = WorkstreamId("letters")

CONFIGURATION = Configure(
    presences=(PresenceOption(id=PresenceId("lunch"), name="At lunch", base=BasePresence.AWAY),),
    queues=(Queue(id=QUEUE, name="Support"),),
    workstreams=(
        Workstream(
            id=WEB,
            name="Website chat",
            channel=ChannelKind.LIVE_CHAT,
            queue_id=QUEUE,
            allowed_origins=("http://localhost:8080", "http://127.0.0.1:8080"),
        ),
        Workstream(id=LETTERS, name="Letters (test channel)", channel=ChannelKind.TEST, queue_id=QUEUE),
    ),
)


def people(password_hash: str) -> tuple[AddUser, ...]:
    """Return who works in the sample organisation, all with one password."""
    agents = (("anna", "Anna Ozola"), ("budi", "Budi Santoso"))
    return (
        *(
            AddUser(
                login=login,
                display_name=name,
                password_hash=password_hash,
                roles=(Role.AGENT,),
                queue_ids=(QUEUE,),
            )
            for login, name in agents
        ),
        AddUser(
            login="saga",
            display_name="Saga Lindqvist",
            password_hash=password_hash,
            roles=(Role.SUPERVISOR,),
            supervises=(QUEUE,),
        ),
        AddUser(
            login="admin",
            display_name="Narong Wattana",
            password_hash=password_hash,
            roles=(Role.ADMINISTRATOR,),
        ),
    )
