"""Use case on settings: put in place whole, or refused whole."""

from msgspec.structs import replace

from cordboard.app import notices, users
from cordboard.app.ports import Tx
from cordboard.app.setup_commands import ApplyConfiguration, Configure, SetAgent, SetDefaultDashboard
from cordboard.core.configuration import ConfigurationVersion
from cordboard.core.dashboard import check_dashboards
from cordboard.core.errors import Code, require
from cordboard.core.user import Actor
from cordboard.core.widget import check_widget
from cordboard.core.workstream import ORGANISATION, Organisation, Queue, Workstream

BLOCK_S = (30, 3_600)
"""Shortest and longest timed wrap-up block (mission decision 4)."""


def configure(command: Configure, tx: Tx, actor: Actor) -> None:
    """Save settings; what waits is looked at again under them.

    Raises:
        Refusal: INVALID for a value out of range, NOT_FOUND for a workstream whose queue does not exist.
    """
    if command.organisation is not None:
        require(command.organisation.session_limit > 0, Code.INVALID, "The session limit is at least 1.")
        check_dashboards(command.organisation.dashboards, command.organisation.default_dashboard)
        tx.put(command.organisation)
    for presence in command.presences:
        tx.put(presence)
    _put_definitions(tx, command)
    for workstream in command.workstreams:
        tx.get(Queue, workstream.queue_id)
        _check(workstream)
        tx.put(workstream)
        notices.keep(tx, workstream)
    tx.unsettled.update(dict.fromkeys(queue.id for queue in tx.all(Queue)))
    changed = [*(one.id for one in command.queues), *(one.id for one in command.workstreams)]
    tx.audit(actor, "configure", ",".join(changed))


def apply(command: ApplyConfiguration, tx: Tx, actor: Actor) -> None:
    """Put a whole configuration in the place of the one in force, as its next version.

    Raises:
        Refusal: WRONG_STATE when another version than `seen` is in force; as `configure` otherwise.
    """
    wanted = command.configuration
    configure(
        Configure(
            organisation=wanted.organisation,
            presences=wanted.presences,
            time_zones=wanted.time_zones,
            hours=wanted.hours,
            profiles=wanted.profiles,
            rating_models=wanted.rating_models,
            skills=wanted.skills,
            queues=wanted.queues,
            workstreams=wanted.workstreams,
        ),
        tx,
        actor,
    )
    for settings in command.agents or ():
        users.set_agent(SetAgent(settings=settings), tx, actor)
    number = tx.next_number("configuration")
    require(number == command.seen + 1, Code.WRONG_STATE, f"Version {number - 1} is in force meanwhile.")
    tx.retire(
        ConfigurationVersion(
            id=str(number), at_ms=tx.now_ms, by=actor.key, reason=command.reason, document=command.document
        )
    )


def set_default_dashboard(command: SetDefaultDashboard, tx: Tx, actor: Actor) -> None:
    """Let Home show another dashboard (mission S12).

    Raises:
        Refusal: INVALID for one that does not exist.
    """
    organisation = tx.get(Organisation, ORGANISATION)
    check_dashboards(organisation.dashboards, command.dashboard_id)
    tx.put(replace(organisation, default_dashboard=command.dashboard_id))
    tx.audit(actor, "set_default_dashboard", command.dashboard_id)


def _put_definitions(tx: Tx, command: Configure) -> None:
    """Save what queues and workstreams refer to, before them."""
    for definitions in (
        command.time_zones,
        command.hours,
        command.profiles,
        command.rating_models,
        command.skills,
        command.queues,
    ):
        for definition in definitions:
            tx.put(definition)


def _check(workstream: Workstream) -> None:
    shortest, longest = BLOCK_S
    timed = shortest <= workstream.wrap_up_block_s <= longest
    require(timed, Code.INVALID, f"A wrap-up block takes {shortest} to {longest} s.")
    positive = min(workstream.units, workstream.offer_s, workstream.displayed_within_s) > 0
    require(positive, Code.INVALID, "Units and times of offers are at least 1.")
    check_widget(workstream.widget)
