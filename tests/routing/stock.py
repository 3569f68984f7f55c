"""Holds what organisations are drawn from: names, conditions, and the features that they may use."""

from enum import StrEnum

from cordboard.core.hours import Hours, Slot, Weekday
from cordboard.core.ids import (
    AgentId,
    HoursId,
    PresenceId,
    ProfileId,
    QueueId,
    RatingModelId,
    SkillId,
    WorkstreamId,
)
from cordboard.core.overflow import OverflowAct, WaitingOverflow
from cordboard.core.presence import BasePresence, PresenceOption
from cordboard.core.rules import (
    Condition,
    Operator,
)
from cordboard.core.skill import RatingModel

AGENTS = tuple(AgentId(f"a{number}") for number in range(1, 7))
QUEUES = tuple(QueueId(f"q{number}") for number in range(1, 6))
WORKSTREAMS = tuple(WorkstreamId(f"w{number}") for number in range(1, 5))
SKILLS = tuple(SkillId(f"s{number}") for number in range(1, 5))
PROFILES = tuple(ProfileId(f"p{number}") for number in range(1, 4))
TOPICS = ("plain", "hard", "7")
"""What work is about; classification, routes, buckets and custom rules go by it."""
OVERFLOWS_TO = QUEUES[1]
LUNCH = PresenceOption(id=PresenceId("lunch"), name="Lunch", base=BasePresence.AWAY)
MODEL = RatingModel(id=RatingModelId("three"), name="Three", lowest=1, highest=4)
DAY = Hours(
    id=HoursId("day"),
    name="Day",
    time_zone="UTC",
    slots=tuple(Slot(day=day, opens="08:00", closes="17:00") for day in Weekday),
)
ALLOWED = (
    (BasePresence.AVAILABLE, BasePresence.BUSY),
    (BasePresence.AVAILABLE,),
    (BasePresence.AVAILABLE, BasePresence.BUSY, BasePresence.DO_NOT_DISTURB, BasePresence.AWAY),
    tuple(base for base in BasePresence if base is not BasePresence.OFFLINE),
)


def is_about(topic: str) -> Condition:
    """Work on one topic."""
    return Condition(attribute="detail.topic", value=topic)


ON_WORK = (
    Condition(attribute="value.worth", operator=Operator.AT_LEAST, value=2),
    Condition(attribute="detail.topic", operator=Operator.MORE_THAN, value=5),
    Condition(attribute="work.channel", value="live_chat"),
    Condition(attribute="work.units", operator=Operator.LESS_THAN, value=2),
    Condition(attribute="value.worth", operator=Operator.KNOWN),
    Condition(attribute="work.title", value="Nobody"),
    Condition(none_of=(is_about("plain"),)),
)
ON_AGENTS = (
    Condition(attribute="agent.presence", operator=Operator.ONE_OF, value=("available", "busy")),
    Condition(attribute="agent.presence", operator=Operator.IS_NOT, value="away"),
    Condition(attribute="agent.units_free", operator=Operator.AT_LEAST, other="work.units"),
    Condition(attribute="agent.units_free", operator=Operator.MORE_THAN, value=0),
    Condition(attribute="agent.units_total", operator=Operator.AT_MOST, value=3),
    Condition(attribute="agent.skill.s1", operator=Operator.AT_LEAST, value=2),
    Condition(attribute="agent.skill_count", operator=Operator.AT_LEAST, value=1),
    Condition(attribute="agent.profile_free.p1", operator=Operator.MORE_THAN, value=0),
    Condition(attribute="agent.attribute.team", other="detail.topic"),
    Condition(attribute="agent.attribute.team", operator=Operator.BEGINS_WITH, value="h"),
    Condition(attribute="agent.queue_count", operator=Operator.LESS_THAN, value=3),
    Condition(attribute="agent.is_working", value=True),
)
WAITED = WaitingOverflow(after_s=60, act=OverflowAct.TO_QUEUE, queue_id=OVERFLOWS_TO)


class Feature(StrEnum):
    """What an organisation may make use of; without any, all work is alike and all agents can take it."""

    CUSTOM = "custom"
    METHODS = "methods"
    PRIORITIES = "priorities"
    BUCKETS = "buckets"
    SKILLS = "skills"
    PROFILES = "profiles"
    UNITS = "units"
    PREFERRED = "preferred"
    RESERVED = "reserved"
    ROUTES = "routes"
    PRESENCES = "presences"
    SESSIONS = "sessions"
    DECLINES = "declines"
    HOURS = "hours"
    PICK = "pick"
    OVERFLOW = "overflow"
    CHANNELS = "channels"
    SETTINGS = "settings"
