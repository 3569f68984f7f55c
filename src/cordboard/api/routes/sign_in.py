"""Signs people in and out, and lets them change their password."""

import asyncio
from typing import Annotated

from litestar import Response, get, post
from litestar.datastructures import Cookie
from litestar.params import JSONBody
from msgspec import Meta, Struct

from cordboard.api.doors import AnyRequest, Doors, address_of, doors_of
from cordboard.api.passwords import check_new
from cordboard.api.sign_ins import LASTS_MS
from cordboard.api.switchboard import COOKIE
from cordboard.app.commands import SignOut
from cordboard.app.engine import SignIn
from cordboard.core.agent import Agent
from cordboard.core.dashboard import Dashboard
from cordboard.core.errors import Code, Refusal, require
from cordboard.core.ids import AgentId
from cordboard.core.presence import PresenceOption
from cordboard.core.session_template import Application
from cordboard.core.user import SYSTEM, User
from cordboard.core.workstream import ORGANISATION, Organisation, Queue

Text = Annotated[str, Meta(max_length=1_000)]


class Credentials(Struct, forbid_unknown_fields=True):
    """What a person signs in with."""

    login: Text
    password: Text


class NewPassword(Struct, forbid_unknown_fields=True):
    """The present password and the one to come."""

    current: Text
    new: Text


class UserShown(Struct, frozen=True, kw_only=True):
    """The person who is signed in."""

    id: str
    login: str
    name: str
    roles: tuple[str, ...]
    supervises: tuple[str, ...]


class AgentShown(Struct, frozen=True, kw_only=True):
    """The person's working side."""

    id: str
    queue_ids: tuple[str, ...]


class PresenceShown(Struct, frozen=True, kw_only=True):
    """A presence that may be shown or picked."""

    id: str
    name: str
    base: str
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


class Me(Struct, frozen=True, kw_only=True):
    """Who is signed in, and what their pages must know before anything else."""

    user: UserShown
    agent: AgentShown | None
    csrf: str
    presences: tuple[PresenceShown, ...]
    queues: tuple[QueueShown, ...]
    session_limit: int
    applications: tuple[ApplicationShown, ...]
    dashboards: tuple[Dashboard, ...]
    default_dashboard: str
    build: str


@post("/api/sign-in", status_code=200)
async def sign_in(request: AnyRequest, data: JSONBody[Credentials]) -> Response[Me]:
    """Check the password and begin a sign-in; wrong login and wrong password look the same."""
    doors = doors_of(request)
    login, now_ms = data.login.strip().lower(), doors.clock()
    allowed = doors.by_address.take(address_of(request), now_ms) and doors.by_login.take(login, now_ms)
    require(allowed, Code.TOO_MANY, "Too many attempts; wait a minute and try again.")
    user = doors.floor.view.user_with(login)
    user_id = user.id if user is not None else ""
    known = await doors.read(lambda journal, _: journal.accounts.password_hash(user_id))
    right = await doors.passwords.verify(known, data.password)
    if user is None or user.disabled or not right:
        raise Refusal(Code.NOT_SIGNED_IN, "The login or the password is wrong.")
    token, begun = await _begin(doors, user)
    cookie = Cookie(
        key=COOKIE,
        value=token,
        httponly=True,
        samesite="lax",
        secure=doors.secure_cookies,
        max_age=LASTS_MS // 1000,
        path="/",
    )
    return Response(_me(doors, begun), cookies=[cookie])


@get("/api/me")
async def me(request: AnyRequest) -> Me:
    """Say who is signed in."""
    doors = doors_of(request)
    return _me(doors, doors.sign_in_of(request))


@post("/api/sign-out", status_code=204)
async def sign_out(request: AnyRequest) -> None:
    """End this sign-in; the pages that hang on it are gone at once."""
    doors = doors_of(request)
    await _end(doors, [doors.sign_in_of(request)])


@post("/api/sign-out-everywhere", status_code=204)
async def sign_out_everywhere(request: AnyRequest) -> None:
    """End all sign-ins of the person."""
    doors = doors_of(request)
    await _end(doors, doors.sign_ins.of_user(doors.sign_in_of(request).user_id))


@post("/api/password", status_code=204)
async def change_password(request: AnyRequest, data: JSONBody[NewPassword]) -> None:
    """Replace the password and end all other sign-ins."""
    doors = doors_of(request)
    this = doors.sign_in_of(request)
    require(
        doors.by_login.take(this.user_id, doors.clock()), Code.TOO_MANY, "Too many attempts; wait a minute."
    )
    check_new(data.new)
    known = await doors.read(lambda journal, _: journal.accounts.password_hash(this.user_id))
    right = await doors.passwords.verify(known, data.current)
    require(right, Code.NOT_ALLOWED, "The present password is wrong.")
    fresh = await doors.passwords.hashed(data.new)
    await doors.perform(lambda journal, _: journal.accounts.set_password_hash(this.user_id, fresh))
    others = [one for one in doors.sign_ins.of_user(this.user_id) if one.token_hash != this.token_hash]
    doors.sign_ins.end(others)


async def _begin(doors: Doors, user: User) -> tuple[str, SignIn]:
    future: asyncio.Future[tuple[str, SignIn] | Refusal] = asyncio.get_running_loop().create_future()
    doors.sign_ins.begin(user, future.set_result)
    begun = await future
    if isinstance(begun, Refusal):
        raise begun
    return begun


async def _end(doors: Doors, over: list[SignIn]) -> None:
    """End sign-ins; without any left the agent has signed out, and a chosen presence does not outlive it."""
    doors.sign_ins.end(over)
    user_id = over[0].user_id
    if not doors.sign_ins.of_user(user_id) and doors.floor.view.find(Agent, user_id) is not None:
        await doors.submit(SignOut(agent_id=AgentId(user_id)), SYSTEM)


def _me(doors: Doors, sign_in: SignIn) -> Me:
    view = doors.floor.view
    organisation = view.get(Organisation, ORGANISATION)
    user = view.get(User, sign_in.user_id)
    agent = view.find(Agent, user.id)
    works = agent is not None and "agent" in user.roles
    return Me(
        user=UserShown(
            id=user.id,
            login=user.login,
            name=user.name,
            roles=tuple(role.value for role in user.roles),
            supervises=tuple(user.supervises),
        ),
        agent=AgentShown(id=agent.id, queue_ids=tuple(agent.queue_ids)) if agent and works else None,
        csrf=sign_in.csrf,
        presences=tuple(
            PresenceShown(id=one.id, name=one.name, base=one.base.value, selectable=one.selectable)
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
        build=doors.build,
    )


HANDLERS = [sign_in, me, sign_out, sign_out_everywhere, change_password]
