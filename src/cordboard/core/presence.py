"""Decides which presence an agent shows: what the system set, what the agent chose, what alerts impose."""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from cordboard.core.capacity import Load, is_full, is_unused
from cordboard.core.errors import Code, require
from cordboard.core.ids import AgentId, PresenceId
from cordboard.core.user import SYSTEM, Actor


class BasePresence(StrEnum):
    """The five statuses that routing knows (domain 2.1)."""

    AVAILABLE = "available"
    BUSY = "busy"
    DO_NOT_DISTURB = "do_not_disturb"
    AWAY = "away"
    OFFLINE = "offline"


class PresenceOption(Struct, frozen=True, kw_only=True):
    """A presence as people see it; routing looks at its base only."""

    id: PresenceId
    name: str
    """What the picker shows for a custom presence; the stock ones are translated by their id."""
    base: BasePresence
    selectable: bool = True
    """False: only the system sets it; a custom one is retired so, and whoever has it keeps it for now."""


INACTIVE = PresenceId("inactive")
"""Set by the system when an offer was missed; counts as Away (domain 2.1, mission N14)."""

AVAILABLE, BUSY = PresenceId(BasePresence.AVAILABLE.value), PresenceId(BasePresence.BUSY.value)
DO_NOT_DISTURB = PresenceId(BasePresence.DO_NOT_DISTURB.value)
OFFLINE = PresenceId(BasePresence.OFFLINE.value)

STOCK_OPTIONS: tuple[PresenceOption, ...] = (
    *(PresenceOption(id=PresenceId(base.value), name=base.value, base=base) for base in BasePresence),
    PresenceOption(id=INACTIVE, name="inactive", base=BasePresence.AWAY, selectable=False),
)


STOCK_BASES: dict[PresenceId, BasePresence] = {option.id: option.base for option in STOCK_OPTIONS}


class AlertCause(StrEnum):
    """Why the system took an agent out of the line until reset (mission N14, N16, N17)."""

    MISSED = "missed"
    REJECTED = "rejected"
    SESSION_LIMIT = "session_limit"


IMPOSED: dict[AlertCause, PresenceId] = {
    AlertCause.MISSED: INACTIVE,
    AlertCause.REJECTED: PresenceId(BasePresence.DO_NOT_DISTURB.value),
    AlertCause.SESSION_LIMIT: PresenceId(BasePresence.DO_NOT_DISTURB.value),
}

STICKY = frozenset({BasePresence.OFFLINE, BasePresence.AWAY, BasePresence.DO_NOT_DISTURB})
"""Chosen by hand, these last until the next choice or sign-out; the others until work moves (domain 2.4)."""


class Cause(StrEnum):
    """Why an agent's presence is what it is, and whose doing that was."""

    AGENT = "agent"
    """Picked by hand."""
    SUPERVISOR = "supervisor"
    """Set by somebody who supervises a queue of the agent's."""
    RESET = "reset"
    """Alerts were answered; the load speaks again."""
    MISSED = "missed"
    REJECTED = "rejected"
    SESSION_LIMIT = "session_limit"
    LOAD = "load"
    """Work came or went."""
    ARRIVED = "arrived"
    """Signed in, or came back after the restore window: the default presence, or the load."""
    RESTORED = "restored"
    """Back within the restore window, as before."""
    GONE = "gone"
    """The last page is closed or silent; or, where the agent did it, signed out."""
    RESTORE_OVER = "restore_over"
    """Did not come back in time."""
    CONFIGURED = "configured"
    """What was picked, what counts as full or what is set for the agent was defined anew."""


OF_ALERT: dict[AlertCause, Cause] = {alert: Cause(alert.value) for alert in AlertCause}
BY_HAND = frozenset({Cause.AGENT, Cause.SUPERVISOR})


class Alert(Struct, frozen=True, kw_only=True):
    """One cause, with what the agent is told about it."""

    cause: AlertCause
    at_ms: int
    """When it happened last."""
    count: int = 1
    """How often it happened since the last answer; kept by earlier releases without one."""


class Reachability(StrEnum):
    """Whether the agent's pages are there (mission decision 5)."""

    SIGNED_OUT = "signed_out"
    """Never came, signed out, or stayed away longer than the restore window."""
    CONNECTED = "connected"
    GONE = "gone"
    """The last page vanished; coming back within the restore window restores everything."""


class Presence(Struct, frozen=True, kw_only=True):
    """What is known of an agent's presence; `shown` derives the one that counts."""

    reachability: Reachability = Reachability.SIGNED_OUT
    system: PresenceId = PresenceId(BasePresence.OFFLINE.value)
    """What the system last computed from the load."""
    chosen: PresenceOption | None = None
    """What was picked by hand, by the agent or for them, None once the system took over again."""
    alerts: tuple[Alert, ...] = ()
    since_ms: int = 0
    """Since when it has been shown for this cause, by the same person's doing."""
    cause: Cause = Cause.LOAD
    """Why it is shown."""
    by: str = SYSTEM.key
    """Key of the actor whose doing that was."""
    set_by: str = ""
    """Name of the supervisor who set or reset it; else empty."""


class PresenceChange(Struct, frozen=True, kw_only=True):
    """One line of an agent's history: from now on this was shown, for this cause, by this person's doing."""

    agent_id: AgentId
    at_ms: int
    presence_id: PresenceId
    base: BasePresence
    cause: Cause
    by: str
    """Key of the actor."""
    by_name: str
    """Name that the person had; empty for the system and the operator."""


class PresenceChanged(Struct, frozen=True, kw_only=True, tag="presence_changed"):
    """An agent shows another presence than before."""

    agent_id: AgentId
    presence_id: PresenceId
    cause: str
    """One of Cause."""


class AlertRaised(Struct, frozen=True, kw_only=True, tag="alert_raised"):
    """The system took an agent out of the line and says why."""

    agent_id: AgentId
    cause: AlertCause


class AlertsReset(Struct, frozen=True, kw_only=True, tag="alerts_reset"):
    """The agent, or somebody for them, cleared all alerts."""

    agent_id: AgentId
    by: str


def shown(presence: Presence) -> PresenceId:
    """Return the presence that people see: gone before alerts, alerts before choice, choice before load.

    With several alerts the most restrictive wins: Do not disturb over Inactive (mission decision 14).
    """
    if presence.reachability is not Reachability.CONNECTED:
        return OFFLINE
    if presence.alerts:
        imposed = {IMPOSED[alert.cause] for alert in presence.alerts}
        return INACTIVE if imposed == {INACTIVE} else DO_NOT_DISTURB
    if presence.chosen is not None:
        return presence.chosen.id
    return presence.system


def base(presence: Presence) -> BasePresence:
    """Return the base status that routing compares with a workstream's allowed presences."""
    identity = shown(presence)
    if presence.chosen is not None and presence.chosen.id == identity:
        return presence.chosen.base
    return STOCK_BASES[identity]


def from_load(load: Load) -> PresenceId:
    """Return what the load alone says: unused Available, partly used Busy, full or over Do not disturb."""
    if is_full(load):
        return DO_NOT_DISTURB
    return AVAILABLE if is_unused(load) else BUSY


def choose(presence: Presence, option: PresenceOption) -> Presence:
    """Take a choice, the agent's or for them; choosing clears alerts, for it answers them (mission N14).

    Raises:
        Refusal: NOT_SELECTABLE for a presence that only the system sets.
    """
    require(option.selectable, Code.NOT_SELECTABLE, "Only the system sets this presence.")
    return replace(presence, chosen=option, alerts=())


def work_moved(presence: Presence) -> Presence:
    """Forget a soft choice: Available or Busy by hand last until the next accept or close (domain 2.4)."""
    if presence.chosen is None or presence.chosen.base in STICKY:
        return presence
    return replace(presence, chosen=None)


def raise_alert(presence: Presence, cause: AlertCause, now_ms: int) -> Presence:
    """Add an alert; the same cause again renews its time and is counted."""
    others = tuple(alert for alert in presence.alerts if alert.cause is not cause)
    count = 1 + sum(alert.count for alert in presence.alerts if alert.cause is cause)
    return replace(presence, alerts=(*others, Alert(cause=cause, at_ms=now_ms, count=count)))


def reset(presence: Presence) -> Presence:
    """Clear all alerts; a sticky choice by hand stays, a soft one is forgotten (mission decision 14).

    Raises:
        Refusal: WRONG_STATE when there is nothing to reset.
    """
    require(bool(presence.alerts), Code.WRONG_STATE, "There is no alert to reset.")
    return work_moved(replace(presence, alerts=()))


def arrive(presence: Presence, default: PresenceOption | None) -> Presence:
    """Come (back): within the restore window all is as before, otherwise the default decides (domain 2.2).

    A default of Offline or Away is taken as it is; any other leaves the presence to the load.
    """
    if presence.reachability is not Reachability.SIGNED_OUT:
        return replace(presence, reachability=Reachability.CONNECTED)
    return replace(presence, reachability=Reachability.CONNECTED, chosen=_kept(default), alerts=())


def vanish(presence: Presence) -> Presence:
    """Lose the last page: Offline at once, everything else kept for the restore window."""
    return replace(presence, reachability=Reachability.GONE)


def leave(presence: Presence) -> Presence:
    """Sign out, or stay away too long: nothing is kept."""
    return replace(presence, reachability=Reachability.SIGNED_OUT, chosen=None, alerts=())


def sign_out(presence: Presence, default: PresenceOption | None) -> Presence:
    """Forget what was picked by hand: who signs in again within the restore window has the default."""
    return replace(presence, chosen=_kept(default))


def settled(
    before: Presence, after: Presence, cause: Cause, *, by: Actor, supervisor: str, now_ms: int
) -> Presence:
    """Return `after` with its cause, whose doing it was and since when; as they were, if nothing is new.

    Work that comes and goes says nothing of a presence that was picked or imposed before, and what happens
    to somebody who is not there shows only when they are back. `supervisor` is the name of `by`, empty for
    others than people and for the agent.
    """
    picked = cause in BY_HAND and after.reachability is Reachability.CONNECTED
    if not picked and _origin(before) == _origin(after):
        return after
    set_by = supervisor if cause in {Cause.SUPERVISOR, Cause.RESET} else ""
    stamped = replace(after, cause=cause, by=by.key, set_by=set_by)
    return after if line(stamped) == line(before) else replace(stamped, since_ms=now_ms)


def line(presence: Presence) -> tuple[PresenceId, BasePresence, Cause, str]:
    """Return what the agent's history says of a presence: a line for each that differs from the last."""
    return shown(presence), base(presence), presence.cause, presence.by


def _origin(presence: Presence) -> tuple[object, ...]:
    """Return what makes the presence the shown one."""
    if presence.reachability is not Reachability.CONNECTED:
        return (presence.reachability,)
    if presence.alerts:
        imposed = shown(presence)
        return (imposed, [one.cause for one in presence.alerts if IMPOSED[one.cause] == imposed][-1])
    if presence.chosen is not None:
        return (presence.chosen.id, presence.chosen.base, Cause.AGENT)
    return (presence.system, Cause.LOAD)


def _kept(default: PresenceOption | None) -> PresenceOption | None:
    """Return the default presence if it is taken as it is (domain 2.2)."""
    return default if default and default.base in {BasePresence.OFFLINE, BasePresence.AWAY} else None
