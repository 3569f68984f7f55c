"""Use cases on settings: put in place whole, or refused whole."""

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from cordboard.app import (
    affinity,
    auto_close,
    deadlines,
    notices,
    overflow,
    placing,
    presences,
    rule_clocks,
    users,
    working_hours,
)
from cordboard.app.definitions import (
    STOCK_IDS,
    VERSION,
    agents_in_force,
    configuration_in_force,
    version_in_force,
)
from cordboard.app.in_use import NAMED, Removed, removed_between, uses
from cordboard.app.ports import Tx, Value
from cordboard.app.setup_commands import ApplyConfiguration, Configure, SetDefaultDashboard
from cordboard.core.agent import Agent
from cordboard.core.capacity import CapacityProfile
from cordboard.core.configuration import AgentSettings, Configuration, ConfigurationVersion
from cordboard.core.configuration_mistakes import mistakes_of
from cordboard.core.control_characters import has_control
from cordboard.core.dashboard import check_default
from cordboard.core.deadline import DeadlineKind
from cordboard.core.errors import Code, require
from cordboard.core.hours import Hours, TimeZone
from cordboard.core.notification import NotificationTemplate
from cordboard.core.presence import Cause, PresenceOption
from cordboard.core.session_template import Application, SessionTemplate
from cordboard.core.skill import RatingModel, Skill
from cordboard.core.user import Actor
from cordboard.core.workstream import ORGANISATION, Organisation, Queue, Workstream

KINDS: dict[str, type[Value]] = {
    "presences": PresenceOption,
    "time_zones": TimeZone,
    "hours": Hours,
    "profiles": CapacityProfile,
    "rating_models": RatingModel,
    "skills": Skill,
    "applications": Application,
    "session_templates": SessionTemplate,
    "notifications": NotificationTemplate,
    "queues": Queue,
    "workstreams": Workstream,
}
"""What each section of a configuration holds, what is referred to before what refers to it."""
FIXED: tuple[tuple[str, str], ...] = (
    ("workstreams", "channel"),
    ("workstreams", "distribution"),
    ("profiles", "reset"),
)
"""Section and field that can't be changed once the thing exists: ongoing work goes by it."""
TOLD = 100
"""So many sentences a refusal has at most; who reads that many sees what is wrong with the rest."""


def configure(command: Configure, tx: Tx, actor: Actor) -> None:
    """Save settings beside those in force; what waits is looked at again under them.

    Raises:
        Refusal: INVALID, naming every mistake of the configuration as it would be.
    """
    before = configuration_in_force(tx)
    wanted = _joined(before, command)
    _refuse_mistakes(wanted, None)
    _put_all(tx, before, wanted, actor)
    for option in command.presences:
        if option.id in STOCK_IDS:
            tx.put(option)
    for workstream in command.workstreams:
        notices.keep(tx, workstream)
    tx.agenda.mark_queues(queue.id for queue in wanted.queues)
    changed = [*(one.id for one in command.queues), *(one.id for one in command.workstreams)]
    tx.audit(actor, "configure", ",".join(changed))


def apply(command: ApplyConfiguration, tx: Tx, actor: Actor) -> None:
    """Put a whole configuration in the place of the one in force, as its next version.

    Raises:
        Refusal: WRONG_STATE when another version than `seen` is in force, and naming everything that can't be
            changed or is removed and in use; INVALID naming every mistake; NOT_FOUND naming unknown agents.
    """
    known = version_in_force(tx)
    sentence = f"Version {known} is in force meanwhile; see what it changes, and apply again."
    require(known == command.seen, Code.WRONG_STATE, sentence)
    require(bool(command.reason.strip()), Code.INVALID, "Say why, as the reason.")
    require(not has_control(command.reason), Code.INVALID, "A reason has no control characters.")
    wanted = command.configuration
    _refuse_strangers(tx, command.agents or ())
    _refuse_mistakes(wanted, command.agents)
    before = configuration_in_force(tx)
    removed = removed_between(before, wanted)
    hindrances = [*_fixed(before, wanted), *uses(tx, removed, command.agents)]
    require(not hindrances, Code.WRONG_STATE, _told(hindrances))
    _put_all(tx, before, wanted, actor)
    number = str(tx.next_number(VERSION))
    by = command.account or actor.key
    for settings in command.agents or ():
        users.put_settings(tx, actor, settings, by=f"{by}, version {number}")
    _drop_all(tx, removed)
    tx.agenda.mark_queues(queue.id for queue in wanted.queues)
    version = ConfigurationVersion(
        id=number,
        at_ms=tx.now_ms,
        by=by,
        reason=command.reason,
        document=command.document,
        with_agents=command.agents is not None,
    )
    tx.retire(version)
    tx.audit(actor, "apply_configuration", number, f"{by}: {command.reason}")


def set_default_dashboard(command: SetDefaultDashboard, tx: Tx, actor: Actor) -> None:
    """Let Home show another dashboard (mission S12).

    Raises:
        Refusal: INVALID for one that does not exist.
    """
    organisation = tx.get(Organisation, ORGANISATION)
    check_default(organisation.dashboards, command.dashboard_id)
    tx.put(replace(organisation, default_dashboard=command.dashboard_id))
    tx.audit(actor, "set_default_dashboard", command.dashboard_id)


def _joined(before: Configuration, command: Configure) -> Configuration:
    """Return the configuration in force with what the command gives in the place of the same ids."""
    sections: dict[str, Any] = {}
    for section in KINDS:
        given = {one.id: one for one in getattr(command, section) if one.id not in STOCK_IDS}
        sections[section] = tuple(({one.id: one for one in getattr(before, section)} | given).values())
    return Configuration(organisation=command.organisation or before.organisation, **sections)


def _refuse_mistakes(wanted: Configuration, agents: tuple[AgentSettings, ...] | None) -> None:
    found = mistakes_of(wanted, agents)
    require(not found, Code.INVALID, _told([f"{path}: {sentence}" for path, sentence in found]))


def _refuse_strangers(tx: Tx, agents: tuple[AgentSettings, ...]) -> None:
    known = {one.login for one in agents_in_force(tx)}
    strangers = [login for one in agents if (login := one.login.strip().lower()) not in known]
    sentences = [f"There is no agent who signs in as {login}." for login in strangers]
    require(not strangers, Code.NOT_FOUND, _told(sentences))


def _told(sentences: list[str]) -> str:
    more = len(sentences) - TOLD
    return " ".join([*sentences[:TOLD], *([f"And {more} more."] if more > 0 else [])])


def _fixed(before: Configuration, after: Configuration) -> Iterator[str]:
    """Yield what would change and can't: a few in a sentence each, the others counted."""
    for section, field in FIXED:
        known = {one.id: getattr(one, field) for one in getattr(before, section)}
        changed = [
            (one.id, known[one.id], getattr(one, field))
            for one in getattr(after, section)
            if one.id in known and known[one.id] is not getattr(one, field)
        ]
        for identity, was, now in changed[:NAMED]:
            yield (
                f"{section}.{identity}.{field} is {was} and can't be changed to {now}; give the new one an"
                " id of its own."
            )
        if len(changed) > NAMED:
            yield f"The {field} of {len(changed) - NAMED} more {section} can't be changed either."


def _put_all(tx: Tx, before: Configuration, wanted: Configuration, actor: Actor) -> None:
    """Save what is new or has changed."""
    if wanted.organisation != tx.find(Organisation, ORGANISATION):
        tx.put(wanted.organisation)
    for section in KINDS:
        for value in _changed(getattr(before, section), getattr(wanted, section)):
            tx.put(value)
            if isinstance(value, Workstream):
                notices.keep(tx, value)
            elif isinstance(value, PresenceOption):
                _choose_again(tx, value, actor)
    if before.profiles != wanted.profiles:
        presences.recompute_all(tx, actor)
    placing.reconfigure(tx)
    overflow.reconfigure(tx)
    auto_close.reconfigure(tx)
    affinity.reconfigure(tx)
    working_hours.settle_all(tx)
    rule_clocks.settle_all(tx)


def _changed(before: Iterable[Any], wanted: Iterable[Any]) -> Iterator[Any]:
    known = {one.id: one for one in before}
    return (one for one in wanted if known.get(one.id) != one)


def _choose_again(tx: Tx, option: PresenceOption, actor: Actor) -> None:
    """Let those who chose a presence show it as it is now."""
    for agent in tx.all(Agent):
        chosen = agent.presence.chosen
        if chosen is not None and chosen.id == option.id and chosen != option:
            presence = replace(agent.presence, chosen=option)
            presences.settle(tx, agent, presence, Cause.CONFIGURED, actor)


def _drop_all(tx: Tx, removed: Removed) -> None:
    for section, kind in KINDS.items():
        for identity in sorted(removed[section]):
            tx.drop(kind, identity)
    for queue_id in removed["queues"]:
        for clock in (DeadlineKind.RULES_LOOK, DeadlineKind.RANKS_ANEW, DeadlineKind.WAITS_ANEW):
            deadlines.clear(tx, clock, queue_id)
    if removed["profiles"]:
        working_hours.settle_all(tx)
