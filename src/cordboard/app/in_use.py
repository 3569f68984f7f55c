"""Says what keeps parts of a configuration from being removed: who and what still goes by them."""

from collections.abc import Iterable, Iterator

from cordboard.app.definitions import agents_in_force
from cordboard.app.ports import Tx
from cordboard.core.agent import Agent
from cordboard.core.configuration import AgentSettings, Configuration
from cordboard.core.conversation import Conversation
from cordboard.core.ids import QueueId
from cordboard.core.user import User

NAMED = 5
"""So many are named; the others are counted."""
Removed = dict[str, frozenset[str]]
"""The ids that a new configuration lacks, by section."""
SECTIONS = (
    "presences",
    "hours",
    "profiles",
    "rating_models",
    "skills",
    "applications",
    "session_templates",
    "notifications",
    "queues",
    "workstreams",
    "time_zones",
)


def removed_between(before: Configuration, after: Configuration) -> Removed:
    """Return what is no longer there."""
    return {section: _ids(before, section) - _ids(after, section) for section in SECTIONS}


def uses(tx: Tx, removed: Removed, agents: tuple[AgentSettings, ...] | None) -> Iterator[str]:
    """Yield a sentence for every use of what is removed, once `agents` are set; no other part names it."""
    given = {settings.login.strip().lower(): settings for settings in agents or ()}
    settled = [given.get(settings.login, settings) for settings in agents_in_force(tx)]
    for queue_id in sorted(removed["queues"]):
        yield from _queue_uses(tx, queue_id, settled)
    for profile_id in sorted(removed["profiles"]):
        holders = (one.login for one in settled if profile_id in {own.profile_id for own in one.profiles})
        yield from _held(f"profiles.{profile_id}", "{}, taking part in it", holders)
    for skill_id in sorted(removed["skills"]):
        holders = (one.login for one in settled if skill_id in {own.skill_id for own in one.skills})
        yield from _held(f"skills.{skill_id}", "{}, having it", holders)
    for hours_id in sorted(removed["hours"]):
        holders = (one.login for one in settled if one.hours_id == hours_id)
        yield from _held(f"hours.{hours_id}", "{}, working by them", holders)
    for presence_id in sorted(removed["presences"]):
        yield from _presence_uses(tx, presence_id, settled)
    if removed["workstreams"] or removed["profiles"] or removed["skills"]:
        yield from _conversation_uses(tx, removed)


def _queue_uses(tx: Tx, queue_id: str, settled: list[AgentSettings]) -> Iterator[str]:
    path = f"queues.{queue_id}"
    members = (one.login for one in settled if queue_id in one.queue_ids)
    yield from _held(path, "{}, working in it", members)
    supervisors = (one.login for one in tx.all(User) if queue_id in one.supervises)
    yield from _held(path, "{}, supervising it", supervisors)
    yield from _ongoing(path, sum(1 for _ in tx.ongoing_in(QueueId(queue_id))))


def _presence_uses(tx: Tx, presence_id: str, settled: list[AgentSettings]) -> Iterator[str]:
    path = f"presences.{presence_id}"
    defaults = (one.login for one in settled if one.default_presence == presence_id)
    yield from _held(path, "{}, having it by default", defaults)
    logins: dict[str, str] = {user.id: user.login for user in tx.all(User)}
    choosers = (
        logins.get(agent.id, agent.id)
        for agent in tx.all(Agent)
        if agent.presence.chosen is not None and agent.presence.chosen.id == presence_id
    )
    yield from _held(path, "{}, having chosen it", choosers)


def _conversation_uses(tx: Tx, removed: Removed) -> Iterator[str]:
    """Look at all that is ongoing once; what it asks for is there until it is closed."""
    counts: dict[str, int] = {}
    for conversation in tx.all(Conversation):
        asked = {f"workstreams.{conversation.workstream_id}"}
        asked |= {f"profiles.{one}" for one in (*conversation.profiles, *conversation.profiles_held)}
        asked |= {f"skills.{one.skill_id}" for one in conversation.skills}
        for path in asked:
            counts[path] = counts.get(path, 0) + 1
    for section in ("workstreams", "profiles", "skills"):
        for identity in sorted(removed[section]):
            path = f"{section}.{identity}"
            yield from _ongoing(path, counts.get(path, 0))


def _held(path: str, how: str, logins: Iterable[str]) -> Iterator[str]:
    names = sorted(set(logins))
    if names:
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        yield f"{path} is in use by {how.format(', '.join(names[:NAMED]) + more)}."


def _ongoing(path: str, count: int) -> Iterator[str]:
    if count:
        yield f"{path} is in use by {count} ongoing conversation{'s' * (count > 1)}."


def _ids(configuration: Configuration, section: str) -> frozenset[str]:
    return frozenset(one.id for one in getattr(configuration, section))
