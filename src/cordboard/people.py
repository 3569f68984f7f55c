"""Puts people on the command line: who may sign in, in which roles, and what is set for agents."""

import sys
from typing import Annotated

import typer
from rich.console import Console

from cordboard.api import control
from cordboard.api.agent_orders import SetAgentSettings
from cordboard.api.passwords import check_new, hashed
from cordboard.app.agent_settings import CAPACITY_LIMIT_UNITS
from cordboard.core.agent_settings import NOTHING
from cordboard.core.configuration import ProfileLimit
from cordboard.core.control_characters import escaped
from cordboard.core.ids import HoursId, PresenceId, QueueId, SkillId
from cordboard.core.skill import SkillRating
from cordboard.core.user import Role
from cordboard.orders import Config, Data, Refused, account, ask, settings_of

app = typer.Typer(help="Who may sign in, in which roles, and how agents work.", no_args_is_help=True)
console = Console()
DIGITS_LIMIT = 9
"""More than any rating or limit has, and few enough for every integer on the way."""


@app.command("add")
def add_user(
    login: str,
    name: Annotated[str, typer.Option(prompt=True, help="The name that others see.")],
    role: Annotated[list[Role], typer.Option(help="May be given several times.")],
    queue: Annotated[list[str] | None, typer.Option(help="Queue whose work the agent is offered.")] = None,
    supervises: Annotated[list[str] | None, typer.Option(help="Queue that the supervisor sees.")] = None,
    config: Config = None,
    data_dir: Data = None,
) -> None:
    """Let somebody sign in; the password is asked for, or read from standard input."""
    request = control.AddUser(
        login=login,
        display_name=name,
        password_hash=_asked_password(),
        roles=tuple(role),
        queue_ids=tuple(queue or ()),
        supervises=tuple(supervises or ()),
    )
    ask(settings_of(config, data_dir=data_dir), request)
    console.print(f"{login} may sign in", markup=False)


@app.command("passwd")
def set_password(login: str, config: Config = None, data_dir: Data = None) -> None:
    """Give somebody a new password."""
    request = control.SetPassword(login=login, password_hash=_asked_password())
    ask(settings_of(config, data_dir=data_dir), request)
    console.print(f"{login} has a new password")


@app.command("disable")
def disable(
    login: str,
    undo: Annotated[bool, typer.Option("--undo", help="Give the access back.")] = False,
    config: Config = None,
    data_dir: Data = None,
) -> None:
    """End somebody's access; their conversations go to others."""
    ask(settings_of(config, data_dir=data_dir), control.SetDisabled(login=login, disabled=not undo))
    console.print(f"{login} may sign in again" if undo else f"{login} may no longer sign in")


@app.command("roles")
def set_roles(
    login: str,
    role: Annotated[list[Role], typer.Option(help="May be given several times.")],
    queue: Annotated[list[str] | None, typer.Option(help="Replaces the agent's queues.")] = None,
    supervises: Annotated[list[str] | None, typer.Option(help="Replaces the supervised queues.")] = None,
    config: Config = None,
    data_dir: Data = None,
) -> None:
    """Change what somebody may do."""
    request = control.SetRoles(
        login=login,
        roles=tuple(role),
        queue_ids=tuple(queue) if queue is not None else None,
        supervises=tuple(supervises) if supervises is not None else None,
    )
    ask(settings_of(config, data_dir=data_dir), request)
    console.print(f"{login}: {', '.join(role)}")


@app.command("agent")
def agent(
    login: str,
    capacity: Annotated[
        int | None, typer.Option(min=0, max=CAPACITY_LIMIT_UNITS, help="Units of work at once.")
    ] = None,
    queue: Annotated[list[str] | None, typer.Option(help="Replaces the agent's queues.")] = None,
    skill: Annotated[list[str] | None, typer.Option(help="thai=4 sets a rating, thai=none drops it.")] = None,
    profile: Annotated[
        list[str] | None,
        typer.Option(help="chat takes part, chat=3 with a limit of one's own, chat=none no longer."),
    ] = None,
    hours: Annotated[str | None, typer.Option(help="Working hours by id, or none.")] = None,
    presence: Annotated[str | None, typer.Option(help="Presence after signing in by id, or none.")] = None,
    attribute: Annotated[list[str] | None, typer.Option(help="team=red sets, team= drops.")] = None,
    config: Config = None,
    data_dir: Data = None,
) -> None:
    """Set how an agent works; what is not given stays. Shows what is set."""
    skills, profiles = _pairs("--skill", skill), _pairs("--profile", profile)
    request = SetAgentSettings(
        login=login,
        capacity_units=capacity,
        queue_ids=None if queue is None else tuple(QueueId(one) for one in queue),
        skills=tuple(
            SkillRating(skill_id=SkillId(name), rating=_number("--skill", name, value))
            for name, value in skills.items()
            if value != NOTHING
        ),
        without_skills=_dropped(skills),
        profiles=tuple(
            ProfileLimit(profile_id=name, limit=_number("--profile", name, value) if value else None)
            for name, value in profiles.items()
            if value != NOTHING
        ),
        without_profiles=_dropped(profiles),
        hours_id=None if hours is None else HoursId("" if hours == NOTHING else hours),
        default_presence=None if presence is None else PresenceId("" if presence == NOTHING else presence),
        attributes=_pairs("--attribute", attribute),
        account=account(),
    )
    said = ask(settings_of(config, data_dir=data_dir), request)
    for line in said.split("\n"):
        console.print(escaped(line), markup=False, highlight=False, soft_wrap=True)


def _pairs(option: str, given: list[str] | None) -> dict[str, str]:
    """Take name=value apart; a name alone has an empty value."""
    pairs = dict[str, str]()
    for one in given or ():
        name, _, value = one.partition("=")
        if not name.strip() or name in pairs:
            raise Refused(f"{option} {one}: a name is missing, or given twice.")
        pairs[name.strip()] = value.strip()
    return pairs


def _dropped(pairs: dict[str, str]) -> tuple[str, ...]:
    return tuple(name for name, value in pairs.items() if value == NOTHING)


def _number(option: str, name: str, value: str) -> int:
    if not value.removeprefix("-").isdecimal() or len(value) > DIGITS_LIMIT:
        raise Refused(f"{option} {name}={value}: give a whole number, or {NOTHING}.")
    return int(value)


def _asked_password() -> str:
    """Ask for a password on a terminal, or read it from what is piped in; return its hash."""
    if sys.stdin.isatty():
        password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = _piped_password()
    check_new(password)
    return hashed(password)


def _piped_password() -> str:
    try:
        return sys.stdin.readline().rstrip("\n")
    except UnicodeDecodeError as error:
        raise Refused("The password is no text in UTF-8.") from error
