"""Takes what the operator asks at the command line, from a running server or straight from the database."""

from collections.abc import Callable
from secrets import token_hex

from msgspec import Struct

from cordboard.api.agent_orders import SetAgentSettings, as_lines, merged
from cordboard.app.commands import AnyCommand
from cordboard.app.definitions import settings_of
from cordboard.app.ports import Answer, View
from cordboard.app.seams import FloorDoor, Journal
from cordboard.app.setup_commands import ApplyConfiguration, DisableUser, PutUser, SetAgent
from cordboard.core.agent import Agent
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import QueueId, UserId
from cordboard.core.user import OPERATOR, Role, User


class Request(Struct, frozen=True, kw_only=True, tag_field="ask", forbid_unknown_fields=True):
    """What the operator asks, about a person by their login."""

    login: str


class AddUser(Request, frozen=True, kw_only=True, tag="add"):
    """Let somebody in."""

    display_name: str
    password_hash: str
    roles: tuple[Role, ...]
    queue_ids: tuple[str, ...] = ()
    supervises: tuple[str, ...] = ()


class SetRoles(Request, frozen=True, kw_only=True, tag="roles"):
    """Change what somebody may do; None leaves a list as it is."""

    roles: tuple[Role, ...]
    queue_ids: tuple[str, ...] | None = None
    supervises: tuple[str, ...] | None = None


class SetPassword(Request, frozen=True, kw_only=True, tag="passwd"):
    """Replace somebody's password."""

    password_hash: str


class SetDisabled(Request, frozen=True, kw_only=True, tag="disable"):
    """End somebody's access, or give it back."""

    disabled: bool


class Apply(Struct, frozen=True, kw_only=True, tag_field="ask", tag="apply", forbid_unknown_fields=True):
    """Put a configuration in force."""

    command: ApplyConfiguration


AnyRequest = AddUser | SetRoles | SetPassword | SetDisabled | SetAgentSettings | Apply


class Reply(Struct, frozen=True, kw_only=True):
    """The answer to the operator."""

    refusal: str | None = None
    """The sentence that refuses it; None when it is done and durable."""
    said: str = ""
    """What the operator asked to see."""


DONE = Reply()
Done = Callable[[Reply], None]
"""Called once, when it is durable or refused."""
Ended = Callable[[str], None]
"""Told of a person whose sign-ins have ended, so that their open pages go too."""


def nobody_is_here(user_id: str) -> None:
    """Stand in for `Ended` where no page is open."""


def handle(request: AnyRequest, floor: FloorDoor, done: Done, ended: Ended = nobody_is_here) -> None:
    """Do what the operator asks."""
    try:
        _handle(request, floor, done, ended)
    except Refusal as refusal:
        done(_refused(refusal))


def _handle(request: AnyRequest, floor: FloorDoor, done: Done, ended: Ended) -> None:
    match request:
        case AddUser():
            _add(request, floor, done)
        case SetRoles():
            _submit(_with_roles(request, floor.view), floor, done)
        case SetPassword():
            _replace_password(_find(request.login, floor.view).id, request.password_hash, floor, done, ended)
        case SetDisabled():
            user_id = _find(request.login, floor.view).id
            _submit(DisableUser(user_id=user_id, disabled=request.disabled), floor, done)
        case Apply():
            _submit(request.command, floor, done)
        case SetAgentSettings():
            _set_agent(request, floor, done)


def _add(request: AddUser, floor: FloorDoor, done: Done) -> None:
    user_id = UserId(f"u{token_hex(6)}")
    command = PutUser(
        user_id=user_id,
        login=request.login,
        display_name=request.display_name,
        roles=request.roles,
        queue_ids=tuple(QueueId(one) for one in request.queue_ids),
        supervises=tuple(QueueId(one) for one in request.supervises),
    )

    def added(reply: Reply) -> None:
        if reply.refusal is None:
            _set_password(user_id, request.password_hash, floor, done)
        else:
            done(reply)

    _submit(command, floor, added)


def _with_roles(request: SetRoles, view: View) -> PutUser:
    user = _find(request.login, view)
    agent = view.find(Agent, user.id)
    queue_ids = agent.queue_ids if agent is not None else ()
    return PutUser(
        user_id=user.id,
        login=user.login,
        display_name=user.name,
        roles=request.roles,
        queue_ids=_given(request.queue_ids, queue_ids),
        supervises=_given(request.supervises, user.supervises),
        capacity_units=agent.capacity_units if agent is not None else 5,
    )


def _set_agent(request: SetAgentSettings, floor: FloorDoor, done: Done) -> None:
    """Change what is named, and tell what is set then; naming nothing changes nothing."""
    user = _find(request.login, floor.view)
    agent = floor.view.find(Agent, user.id) if Role.AGENT in user.roles else None
    if agent is None:
        raise Refusal(Code.NOT_FOUND, f"{user.login} is no agent.")
    agent_id = agent.id

    def answered(reply: Reply) -> None:
        settings = settings_of(floor.view.get(Agent, agent_id), user.login)
        done(reply if reply.refusal else Reply(said=as_lines(settings)))

    wanted = merged(request, settings_of(agent, user.login))
    _submit(SetAgent(settings=wanted, account=request.account), floor, answered)


def _given(wanted: tuple[str, ...] | None, known: tuple[QueueId, ...]) -> tuple[QueueId, ...]:
    return known if wanted is None else tuple(QueueId(one) for one in wanted)


def _find(login: str, view: View) -> User:
    wanted = login.strip().lower()
    user = view.user_with(wanted)
    if user is None:
        raise Refusal(Code.NOT_FOUND, f"Nobody signs in as {wanted}.")
    return user


def _refused(refusal: Refusal) -> Reply:
    return Reply(refusal=refusal.sentence)


def _submit(command: AnyCommand, floor: FloorDoor, done: Done) -> None:
    def answered(result: Answer | Refusal) -> None:
        done(_refused(result) if isinstance(result, Refusal) else DONE)

    floor.submit(command, OPERATOR, answered)


def _set_password(user_id: str, password_hash: str, floor: FloorDoor, done: Done) -> None:
    def answered(result: object) -> None:
        done(_refused(result) if isinstance(result, Refusal) else DONE)

    floor.do(lambda journal, _: journal.accounts.set_password_hash(user_id, password_hash), answered)


def _replace_password(user_id: str, password_hash: str, floor: FloorDoor, done: Done, ended: Ended) -> None:
    """Set another password and end what began with the old one: it may be known to somebody else."""

    def replace(journal: Journal, _: int) -> None:
        journal.accounts.set_password_hash(user_id, password_hash)
        theirs = [one.token_hash for one in journal.accounts.sign_ins() if one.user_id == user_id]
        journal.accounts.end_sign_ins(theirs)

    def answered(result: object) -> None:
        if isinstance(result, Refusal):
            done(_refused(result))
        else:
            ended(user_id)
            done(DONE)

    floor.do(replace, answered)
