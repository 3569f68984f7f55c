"""A configuration in which there is nothing to find, and edits that spoil or mend it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cordboard.core.capacity import CapacityProfile
from cordboard.core.channel import ChannelKind
from cordboard.core.configuration import AgentSettings, Configuration, ProfileLimit
from cordboard.core.hours import Holiday, Hours, Slot, TimeZone, Weekday
from cordboard.core.ids import AgentId, HoursId, ProfileId, QueueId, SkillId, WorkstreamId
from cordboard.core.overflow import Overflow, OverflowAct, OverflowCause, WaitingOverflow
from cordboard.core.rules import (
    AssignmentRule,
    AssignmentRuleset,
    Bucket,
    ClassificationRule,
    Condition,
    Operator,
    OrderBy,
    Plain,
    RankBy,
    RouteRule,
    Ruleset,
    Share,
)
from cordboard.core.skill import Skill, SkillRating
from cordboard.core.workstream import Method, Queue, Workstream

FRONT, BILLING, TECHNICAL, LETTERS = map(QueueId, ("front", "billing", "technical", "letters"))
OFFICE = HoursId("office")
SWEDISH, PRINTERS = map(SkillId, ("swedish", "printers"))
VISITS = ProfileId("visits")


class Scene(Struct, frozen=True):
    """Definitions, and those who work by them."""

    configuration: Configuration
    agents: tuple[AgentSettings, ...]


Edit = Callable[[Scene], Scene]


def where(attribute: str, operator: Operator, value: Plain | tuple[Plain, ...] | None = None) -> Condition:
    return Condition(attribute=attribute, operator=operator, value=value)


def being(attribute: str, value: Plain) -> Condition:
    return where(attribute, Operator.IS, value)


def every(*parts: Condition) -> Condition:
    return Condition(all_of=parts)


def some(*parts: Condition) -> Condition:
    return Condition(any_of=parts)


def no(*parts: Condition) -> Condition:
    return Condition(none_of=parts)


def route(name: str, when: Condition | None, *to: QueueId) -> RouteRule:
    shares = tuple(Share(queue_id=queue_id, percent=100 // len(to)) for queue_id in to)
    return RouteRule(name=name, when=when, to=shares)


def to_queue(queue_id: QueueId) -> Overflow:
    return Overflow(cause=OverflowCause.WORK_ITEMS, limit=20, act=OverflowAct.TO_QUEUE, queue_id=queue_id)


def waiting(queue_id: QueueId) -> WaitingOverflow:
    return WaitingOverflow(after_s=600, act=OverflowAct.TO_QUEUE, queue_id=queue_id)


def _changed(section: str, key: str, identity: str, changes: dict[str, Any], scene: Scene) -> Scene:
    holder: Any = scene if section == "agents" else scene.configuration
    values = getattr(holder, section)
    assert identity in {getattr(value, key) for value in values}
    after = tuple(replace(one, **changes) if getattr(one, key) == identity else one for one in values)
    edited = replace(holder, **{section: after})
    return edited if isinstance(edited, Scene) else replace(scene, configuration=edited)


def queue(identity: str, **changes: Any) -> Edit:
    return partial(_changed, "queues", "id", identity, changes)


def workstream(identity: str, **changes: Any) -> Edit:
    return partial(_changed, "workstreams", "id", identity, changes)


def hours(identity: str, **changes: Any) -> Edit:
    return partial(_changed, "hours", "id", identity, changes)


def skill(identity: str, **changes: Any) -> Edit:
    return partial(_changed, "skills", "id", identity, changes)


def agent(login: str, **changes: Any) -> Edit:
    return partial(_changed, "agents", "login", login, changes)


def everybody(**changes: Any) -> Edit:
    """Change all agents in the same way."""
    return lambda scene: replace(scene, agents=tuple(replace(one, **changes) for one in scene.agents))


def added(section: str, *values: Struct) -> Edit:
    def edit(scene: Scene) -> Scene:
        known = getattr(scene.configuration, section)
        return replace(scene, configuration=replace(scene.configuration, **{section: (*known, *values)}))

    return edit


def edited(scene: Scene, *edits: Edit) -> Scene:
    for edit in edits:
        scene = edit(scene)
    return scene


LANGUAGE = Ruleset(
    name="language",
    rules=(
        ClassificationRule(
            name="Swedish",
            when=being("detail.language", "sv"),
            skills=(SkillRating(skill_id=SWEDISH, rating=3),),
            values={"language": "swedish"},
        ),
        ClassificationRule(name="others", values={"language": "english"}),
    ),
)
DEVICE = ClassificationRule(
    name="device",
    when=every(being("detail.topic", "repair"), no(being("value.language", "swedish"))),
    skills=(SkillRating(skill_id=PRINTERS, rating=2),),
    profiles=(VISITS,),
    units=2,
    values={"kind": "device"},
    preferred=(AgentId("anna"),),
)
MONEY = ClassificationRule(
    name="money",
    when=some(being("detail.topic", "order"), where("detail.question", Operator.CONTAINS, "invoice")),
    values={"kind": "money"},
)
KIND = Ruleset(name="kind", rules=(DEVICE, MONEY))
ROUTES = (
    route("money", being("value.kind", "money"), BILLING),
    route("device", being("value.kind", "device"), TECHNICAL),
    route(
        "daytime",
        every(being("hours.office", "open"), where("time.hour", Operator.LESS_THAN, 12)),
        FRONT,
        BILLING,
    ),
    route("rest", None, FRONT),
)
FREE = Condition(attribute="agent.units_free", operator=Operator.AT_LEAST, other="work.units")
EXPERTS = AssignmentRule(
    name="experts",
    when=every(
        where("agent.presence", Operator.ONE_OF, ("available", "busy")),
        FREE,
        where("agent.skill.printers", Operator.AT_LEAST, 4),
    ),
    order_by=(OrderBy.PROFICIENCY, OrderBy.UNITS_FREE),
)
ANYBODY = AssignmentRule(name="anybody", when=every(being("agent.presence", "available"), FREE))
BUCKETS = (
    Bucket(name="gold", when=being("detail.tier", "gold")),
    Bucket(
        name="scored",
        when=where("detail.score", Operator.KNOWN),
        rank_by=(RankBy.ATTRIBUTE, RankBy.QUEUED_AT),
        attribute="detail.score",
    ),
)
WORKDAYS = tuple(Weekday)[:5]

SOUND = Scene(
    Configuration(
        time_zones=(TimeZone(id="Europe/Riga", offsets=((0, 7200),)),),
        hours=(
            Hours(
                id=OFFICE,
                name="Office",
                time_zone="Europe/Riga",
                slots=tuple(Slot(day=day, opens="08:00", closes="17:00") for day in WORKDAYS),
                holidays=(Holiday(name="Yule", first="2026-12-24", last="2027-01-01"),),
            ),
        ),
        profiles=(CapacityProfile(id=VISITS, name="Visits", limit=2),),
        skills=(Skill(id=SWEDISH, name="Swedish"), Skill(id=PRINTERS, name="Printers")),
        queues=(
            Queue(id=FRONT, name="Front", prioritisation=BUCKETS),
            Queue(
                id=BILLING,
                name="Billing",
                hours_id=OFFICE,
                overflow=(
                    Overflow(cause=OverflowCause.OUT_OF_HOURS, act=OverflowAct.ASSIGN_ANYWAY),
                    to_queue(FRONT),
                ),
            ),
            Queue(
                id=TECHNICAL,
                name="Technical",
                method=Method.CUSTOM,
                assignment=(AssignmentRuleset(name="all", rules=(EXPERTS, ANYBODY)),),
                waiting_overflow=waiting(FRONT),
            ),
            Queue(id=LETTERS, name="Letters", hours_id=OFFICE),
        ),
        workstreams=(
            Workstream(
                id=WorkstreamId("website"),
                name="Website",
                channel=ChannelKind.LIVE_CHAT,
                queue_id=FRONT,
                classification=(LANGUAGE, KIND),
                routes=ROUTES,
            ),
            Workstream(
                id=WorkstreamId("post"),
                name="Post",
                channel=ChannelKind.TEST,
                queue_id=LETTERS,
                affinity_wait_s=3600,
            ),
        ),
    ),
    (
        AgentSettings(
            login="anna",
            queue_ids=(FRONT, TECHNICAL),
            skills=(SkillRating(skill_id=SWEDISH, rating=5), SkillRating(skill_id=PRINTERS, rating=4)),
            profiles=(ProfileLimit(profile_id=VISITS),),
        ),
        AgentSettings(login="budi", queue_ids=(BILLING, LETTERS), capacity_units=2, hours_id=OFFICE),
    ),
)
