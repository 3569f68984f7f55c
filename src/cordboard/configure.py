"""Puts the configuration on the command line: what is in force, what a file would change, and back again."""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from msgspec import Struct
from rich.console import Console

from cordboard.api import control
from cordboard.app.definitions import (
    agents_in_force,
    configuration_in_force,
    disabled_logins,
    version_in_force,
)
from cordboard.app.setup_commands import ApplyConfiguration
from cordboard.config.checks import Finding, Severity, check
from cordboard.config.differing import differences
from cordboard.config.mistakes import Mistake, Mistaken
from cordboard.config.reading import Located, read
from cordboard.config.syntax import BYTES_LIMIT
from cordboard.config.writing import written
from cordboard.core.configuration import AgentSettings, Configuration, ConfigurationVersion
from cordboard.core.control_characters import escaped, has_control
from cordboard.orders import Config, Data, Refused, account, ask, settings_of, write_out
from cordboard.settings import Settings
from cordboard.store.definitions import stored_definitions

REASON_LIMIT = 1_000
NAMED = 5
"""So many people are named in a sentence; the others are counted."""
AgentSet = tuple[AgentSettings, ...]
File = Annotated[Path, typer.Argument(help="The file; - is standard input.", allow_dash=True)]
WithAgents = Annotated[bool, typer.Option("--agents", help="Take the section for agents too.")]
Why = Annotated[str, typer.Option("--reason", help="Why; kept with the version.")]
Yes = Annotated[bool, typer.Option("--yes", help="Don't ask before applying.")]

app = typer.Typer(help="What the organisation works by, as a file.", no_args_is_help=True)
console = Console(highlight=False, soft_wrap=True, markup=False)
complaints = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


class InForce(Struct, frozen=True, kw_only=True):
    """What the organisation works by now."""

    configuration: Configuration
    agents: AgentSet
    disabled: frozenset[str] = frozenset()
    """Logins of people who may not sign in."""
    version: int


@app.command("export")
def export(
    agents: WithAgents = False,
    version: Annotated[int | None, typer.Option(help="As that version was applied.")] = None,
    config: Config = None,
    data_dir: Data = None,
) -> None:
    """Print what is in force as a file, or the file of an earlier version."""
    settings = settings_of(config, data_dir=data_dir)
    if version is not None:
        write_out(_version(settings, version).document)
        return
    now = _in_force(settings, "this is what a new one works by")
    text = written(now.configuration, now.agents if agents else None)
    write_out(text)
    if (size := len(text.encode())) > BYTES_LIMIT:
        complaints.print(f"It has {size} bytes; {BYTES_LIMIT} can be read.", style="yellow")


@app.command("apply")
def apply(
    file: File,
    reason: Why,
    agents: WithAgents = False,
    yes: Yes = False,
    config: Config = None,
    data_dir: Data = None,
) -> None:
    """Put a file in force, whole or not at all; the server goes by it at once."""
    document = _document(file)
    _apply(settings_of(config, data_dir=data_dir), document, reason, with_agents=agents, yes=yes)


@app.command("diff")
def diff(file: File, agents: WithAgents = False, config: Config = None, data_dir: Data = None) -> None:
    """Say what a file would change."""
    located = _read(_document(file))
    now = _in_force(settings_of(config, data_dir=data_dir), "compared with a new one")
    if agents:
        _refuse_strangers(located, now)
    if not _show_differences(now, located, with_agents=agents):
        console.print("Nothing differs.")


@app.command("history")
def history(config: Config = None, data_dir: Data = None) -> None:
    """List all versions: number, when (UTC), who, and why."""
    with stored_definitions(settings_of(config, data_dir=data_dir).database) as stored:
        versions = stored.versions()
    for one in versions:
        at = datetime.fromtimestamp(one.at_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")
        who = f"{one.by}, with agents" if one.with_agents else one.by
        console.print(escaped(f"{one.id:>4}  {at}  {who}  {' '.join(one.reason.split())}"))
    if not versions:
        console.print("Nothing was applied yet.")


@app.command("revert")
def revert(
    version: int,
    reason: Why,
    agents: WithAgents = False,
    yes: Yes = False,
    config: Config = None,
    data_dir: Data = None,
) -> None:
    """Put an earlier version in force again, as the next version."""
    settings = settings_of(config, data_dir=data_dir)
    earlier = _version(settings, version)
    if agents and not earlier.with_agents:
        raise Refused(f"Version {version} was applied without its agents; revert to it without --agents.")
    if agents:
        _refuse_lost(earlier, _in_force(settings, "a new one is made"))
    _apply(settings, earlier.document.encode(), reason, with_agents=agents, yes=yes)


def check_file(file: File) -> None:
    """Read a file as a sceptic would, and say what can't be meant; ends with 1 on errors."""
    located = _read(_document(file))
    found = check(located.configuration, located.agents)
    _show_findings(found, located, console)
    if any(one.severity is Severity.ERROR for one in found):
        raise typer.Exit(1)
    if not found:
        console.print("Nothing to mend.")


def _apply(settings: Settings, document: bytes, reason: str, *, with_agents: bool, yes: bool) -> None:
    if not 0 < len(reason.strip()) <= REASON_LIMIT:
        raise Refused(f"A reason has 1 to {REASON_LIMIT} characters.")
    if has_control(reason.strip()):
        raise Refused("A reason is one line without control characters.")
    located, now = _read(document), _in_force(settings, "a new one is made")
    if with_agents and located.agents is None:
        raise Refused("The file has no section for agents.")
    if with_agents:
        _refuse_strangers(located, now)
    _refuse_unreadable(located, with_agents=with_agents)
    _refuse_errors(located, now, with_agents=with_agents)
    if not _show_differences(now, located, with_agents=with_agents) and now.version:
        console.print(f"Nothing differs from version {now.version}.")
        return
    _ask_first(yes=yes)
    command = ApplyConfiguration(
        configuration=located.configuration,
        document=document.decode("utf-8-sig"),
        reason=reason.strip(),
        seen=now.version,
        agents=located.agents if with_agents else None,
        account=account(),
    )
    ask(settings, control.Apply(command=command))
    console.print(f"Version {now.version + 1} is in force.")


def _document(file: Path) -> bytes:
    """Return what is in the file, or a little more than can be read of it."""
    if str(file) == "-":
        return sys.stdin.buffer.read(BYTES_LIMIT + 1)
    with file.open("rb") as opened:
        return opened.read(BYTES_LIMIT + 1)


def _read(document: bytes) -> Located:
    try:
        return read(document)
    except Mistaken as mistaken:
        _complain(mistaken.mistakes)
        raise typer.Exit(1) from mistaken


def _complain(mistakes: Iterable[Mistake]) -> None:
    for mistake in mistakes:
        complaints.print(escaped(str(mistake)), style="red")


def _in_force(settings: Settings, without: str) -> InForce:
    """Return what the database says; `without` one it says what that means: the folder may be wrong."""
    if not settings.database.exists():
        complaints.print(f"There is no database at {settings.database}; {without}.", style="yellow")
        return InForce(configuration=Configuration(), agents=(), version=0)
    with stored_definitions(settings.database) as stored:
        return InForce(
            configuration=configuration_in_force(stored),
            agents=agents_in_force(stored),
            disabled=disabled_logins(stored),
            version=version_in_force(stored),
        )


def _version(settings: Settings, number: int) -> ConfigurationVersion:
    with stored_definitions(settings.database) as stored:
        found = [one for one in stored.versions() if one.id == str(number)]
    if not found:
        raise Refused(f"There is no version {number}; `cordboard config history` lists all.")
    return found[0]


def _strangers(agents: AgentSet | None, now: InForce) -> list[str]:
    """Return the logins that are no agent's now."""
    known = {one.login for one in now.agents}
    return [one.login for one in agents or () if one.login not in known]


def _refuse_strangers(located: Located, now: InForce) -> None:
    """Refuse a file that names people who are no agents, all of them at once."""
    sentence = "There is no such agent; add them by `cordboard user add`, or take this out."
    paths = [f"agents.{login}" for login in _strangers(located.agents, now)]
    _complain(Mistake(line=located.line_of(path), path=path, sentence=sentence) for path in paths)
    if paths:
        raise typer.Exit(1)


def _refuse_lost(earlier: ConfigurationVersion, now: InForce) -> None:
    lost = _strangers(_read(earlier.document.encode()).agents, now)
    if lost:
        more = f" and {len(lost) - NAMED} more" if len(lost) > NAMED else ""
        raise Refused(
            f"Version {earlier.id} sets {', '.join(lost[:NAMED])}{more}, no agents any more. Make them"
            f" agents; or print the file by `cordboard config export --version {earlier.id}`, take them out,"
            " and apply it."
        )


def _refuse_unreadable(located: Located, *, with_agents: bool) -> None:
    """Refuse what would be too large to be read again once it is written out."""
    text = written(located.configuration, located.agents if with_agents else None)
    if (size := len(text.encode())) > BYTES_LIMIT:
        raise Refused(
            f"`config export` would write {size} bytes of this, and {BYTES_LIMIT} can be read:"
            " make it smaller."
        )


def _refuse_errors(located: Located, now: InForce, *, with_agents: bool) -> None:
    """Say what can't be meant, looking at everybody who would work by it; refuse errors."""
    settled = {one.login: one for one in now.agents}
    if with_agents:
        settled |= {one.login: one for one in located.agents or ()}
    working = tuple(one for login, one in settled.items() if login not in now.disabled)
    found = check(located.configuration, working if settled else None)
    _show_findings(found, located, complaints)
    if any(one.severity is Severity.ERROR for one in found):
        raise Refused("The file has errors and is not applied.")


def _show_findings(found: list[Finding], located: Located, to: Console) -> None:
    for one in sorted(found, key=lambda one: (located.line_of(one.path), one.path)):
        style = "red" if one.severity is Severity.ERROR else "yellow"
        line = located.line_of(one.path)
        said = f"line {line}: {one.severity.value}: {one.path}: {one.sentence} {one.mend}"
        to.print(escaped(said), style=style)


def _show_differences(now: InForce, located: Located, *, with_agents: bool) -> bool:
    """Say what would change; return whether anything would."""
    agents = (now.agents, located.agents) if with_agents else (None, None)
    found = differences(now.configuration, located.configuration, agents)
    styles = {"+": "green", "-": "red", "~": "yellow"}
    for one in found:
        console.print(escaped(str(one)), style=styles[str(one)[0]])
    return bool(found)


def _ask_first(*, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise Refused("Nobody is there to be asked; say --yes to apply it.")
    typer.confirm("Apply this?", abort=True)
