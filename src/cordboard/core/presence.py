"""Decides which presence an agent shows: what the system set, what the agent chose, what alerts impose."""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from cordboard.core.capacity import Load, is_full, is_unused
from cordboard.core.errors import Code, require
from cordboard.core.ids import AgentId, PresenceId


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
    """False: only the system sets it."""


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
    """The last page is closed or silent."""
    RESTORE_OVER = "restore_over"
    """Did not come back in time."""
    CONFIGURED = "configured"
    """What was picked, or what counts as full, was defined anew."""


class Alert(Struct, frozen=True, kw_only=True):
    """One cause, with what the agent is told about it."""

    cause: AlertCause
    at_ms: int


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
    """What the agent picked by hand, None once the system took over again."""
    alerts: tuple[Alert, ...] = ()
    since_ms: int = 0
    """Since when the shown presence has been the same."""
    cause: Cause = Cause.LOAD
    """Why it is shown."""
    set_by: str = ""
    """Name of the supervisor who set or reset it; else empty."""


class PresenceChanged(Struct, frozen=True, kw_only=True, tag="presence_changed"):
    """An agent shows another presence than before."""

    agent_id: AgentId
    presence_id: PresenceId
    cause: str


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
    """Take the agent's choice; choosing clears alerts, for it answers them (mission N14).

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
    """Add an alert; the same cause again renews its time."""
    others = tuple(alert for alert in presence.alerts if alert.cause is not cause)
    return replace(presence, alerts=(*others, Alert(cause=cause, at_ms=now_ms)))


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
    kept = default if default and default.base in {BasePresence.OFFLINE, BasePresence.AWAY} else None
    return replace(presence, reachability=Reachability.CONNECTED, chosen=kept, alerts=())


def vanish(presence: Presence) -> Presence:
    """Lose the last page: Offline at once, everything else kept for the restore window."""
    return replace(presence, reachability=Reachability.GONE)


def leave(presence: Presence) -> Presence:
    """Sign out, or stay away too long: nothing is kept."""
    return replace(presence, reachability=Reachability.SIGNED_OUT, chosen=None, alerts=())
