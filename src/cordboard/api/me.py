"""Says what `GET /api/me` tells a person's pages, and a version by which they see that it has changed."""

from hashlib import blake2b

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from cordboard.app.engine import SignIn
from cordboard.app.ports import View
from cordboard.core.agent import Agent
from cordboard.core.dashboard import Dashboard
from cordboard.core.presence import BasePresence, PresenceOption
from cordboard.core.session_template import Application
from cordboard.core.user import Role, User
from cordboard.core.workstream import ORGANISATION, Organisation, Queue

VERSION_BYTES = 8
"""Two contents of one version are as good as impossible, and would cost nothing but a late change."""


class UserShown(Struct, frozen=True, kw_only=True):
    """The person who is signed in."""

    id: str
    login: str
    name: str
    roles: tuple[Role, ...]
    supervises: tuple[str, ...]


class AgentShown(Struct, frozen=True, kw_only=True):
    """The person's working side."""

    id: str
    queue_ids: tuple[str, ...]


class PresenceShown(Struct, frozen=True, kw_only=True):
    """A presence that may be shown or picked."""

    id: str
    name: str
    base: BasePresence
    selectable: bool


class QueueShown(Struct, frozen=True, kw_only=True):
    """A queue by name."""

    id: str
    name: str


class ApplicationShown(Struct, frozen=True, kw_only=True):
    """A web page that may be opened as a tab of a session."""

    id: str
    name: str
    url: str
    """With slugs, not filled in yet."""
    own_storage: bool
    in_menu: bool


class Known(Struct, frozen=True, kw_only=True):
    """What a person's pages must know before anything else; it may change while they are open."""

    user: UserShown
    agent: AgentShown | None
    presences: tuple[PresenceShown, ...]
    queues: tuple[QueueShown, ...]
    session_limit: int
    applications: tuple[ApplicationShown, ...]
    dashboards: tuple[Dashboard, ...]
    default_dashboard: str


class Me(Known, frozen=True, kw_only=True):
    """Who is signed in, with what belongs to this sign-in and this moment."""

    csrf: str
    build: str
    version: str
    """Of all but `csrf` and `build`: equal ones say the same."""


def me_of(sign_in: SignIn, build: str, view: View) -> Me:
    """Return the answer of `GET /api/me`."""
    known = known_to(view.get(User, sign_in.user_id), view)
    return Me(**asdict(known), csrf=sign_in.csrf, build=build, version=version_of(known))


def version_of(known: Known) -> str:
    """Return the same for the same content, also after a restart."""
    return blake2b(msgspec.json.encode(known), digest_size=VERSION_BYTES).hexdigest()


def known_to(user: User, view: View) -> Known:
    """Return what the pages of a person are told."""
    organisation = view.get(Organisation, ORGANISATION)
    agent = view.find(Agent, user.id) if Role.AGENT in user.roles else None
    return Known(
        user=UserShown(
            id=user.id,
            login=user.login,
            name=user.name,
            roles=user.roles,
            supervises=tuple(user.supervises),
        ),
        agent=AgentShown(id=agent.id, queue_ids=tuple(agent.queue_ids)) if agent is not None else None,
        presences=tuple(
            PresenceShown(id=one.id, name=one.name, base=one.base, selectable=one.selectable)
            for one in view.all(PresenceOption)
        ),
        queues=tuple(QueueShown(id=one.id, name=one.name) for one in view.all(Queue)),
        session_limit=organisation.session_limit,
        applications=tuple(
            ApplicationShown(
                id=one.id, name=one.name, url=one.url, own_storage=one.own_storage, in_menu=one.in_menu
            )
            for one in view.all(Application)
        ),
        dashboards=organisation.dashboards,
        default_dashboard=organisation.default_dashboard,
    )
