"""Names what conditions can ask for: attributes of work, of the moment, and of agents."""

from collections.abc import Callable

from cordboard.core.agent import Agent
from cordboard.core.conditions import Lookup
from cordboard.core.conversation import Conversation
from cordboard.core.hours import Weekday
from cordboard.core.ids import ProfileId, SkillId
from cordboard.core.presence import base
from cordboard.core.rules import Plain

SECOND_MS = 1000
WAITED = "work.waited_s"
OF_MOMENT = ("time.", "hours.")
"""How the names of attributes begin that the clock on the wall gives."""


def passes(name: str) -> bool:
    """Whether an attribute becomes another one by nothing but time."""
    return name == WAITED or name.startswith(OF_MOMENT)


def of_moment(clock: Callable[[], tuple[Weekday, int]], is_open: Callable[[str], bool | None]) -> Lookup:
    """Return attributes of the moment: time.weekday, time.hour and hours.<id>.

    `clock` answers with the weekday and the hour, 0 to 23, in the organisation's time zone; `is_open` answers
    for operating hours by their id, None for unknown ones.
    """

    def look(name: str) -> Plain | None:
        if name == "time.weekday":
            return clock()[0].value
        if name == "time.hour":
            return clock()[1]
        kind, _, rest = name.partition(".")
        is_it = is_open(rest) if kind == "hours" else None
        return None if is_it is None else "open" if is_it else "closed"

    return look


def of_work(conversation: Conversation, now_ms: int, moment: Lookup) -> Lookup:
    """Return attributes of work: work.*, detail.<name>, value.<name>, and those of the moment."""

    def look(name: str) -> Plain | None:
        plain = WORK.get(name)
        if plain is not None:
            return plain(conversation)
        if name == WAITED:
            return max(now_ms - conversation.queued_at_ms, 0) // SECOND_MS
        kind, _, rest = name.partition(".")
        if kind == "detail":
            return next((one.value for one in conversation.details if one.name == rest), None)
        if kind == "value":
            return conversation.values.get(rest)
        return moment(name)

    return look


def of_agent(
    agent: Agent,
    asked: Conversation,
    work: Lookup,
    *,
    units_free: int,
    ratings: Callable[[SkillId], int | None],
    profile_free: Callable[[ProfileId], int | None],
) -> Lookup:
    """Return attributes of an agent who is looked at for this work, and those of the work.

    `ratings` answers for active skills that the agent has; one that they lack is rated 0, so that rules can
    ask for it of everybody. `profile_free` is the room left in a profile, None without a share in it: that
    counts as room for 0 items.
    """

    def look(name: str) -> Plain | None:
        plain = AGENT.get(name)
        if plain is not None:
            return plain(agent)
        if name == "agent.units_free":
            return units_free
        if name == "agent.skill_count":
            return sum(ratings(one.skill_id) is not None for one in asked.skills)
        if not name.startswith("agent."):
            return work(name)
        kind, _, rest = name.removeprefix("agent.").partition(".")
        if kind == "skill":
            return ratings(SkillId(rest)) or 0
        if kind == "profile_free":
            return profile_free(ProfileId(rest)) or 0
        return agent.attributes.get(rest) if kind == "attribute" else None

    return look


WORK: dict[str, Callable[[Conversation], Plain]] = {
    "work.channel": lambda work: work.channel.value,
    "work.workstream": lambda work: work.workstream_id,
    "work.title": lambda work: work.title,
    "work.named": lambda work: work.named,
    "work.units": lambda work: work.units,
}
"""Attributes that the conversation alone gives; work.waited_s needs the time."""

AGENT: dict[str, Callable[[Agent], Plain]] = {
    "agent.units_total": lambda agent: agent.capacity_units,
    "agent.presence": lambda agent: base(agent.presence).value,
    "agent.is_working": lambda agent: not agent.off_hours,
    "agent.queue_count": lambda agent: len(agent.queue_ids),
}
"""Attributes that the agent alone gives; the rest needs their load, skills or profiles."""
