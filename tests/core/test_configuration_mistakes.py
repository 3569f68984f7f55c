"""What a configuration can't be: each rule refuses the value beside the last that it allows."""

from typing import Any

import pytest
from msgspec.structs import replace

from cordboard.core.capacity import CapacityProfile
from cordboard.core.channel import ChannelKind
from cordboard.core.configuration import AgentSettings, Configuration, ProfileLimit
from cordboard.core.configuration_mistakes import mistakes_of
from cordboard.core.hours import Holiday, Hours, Slot, TimeZone, Weekday
from cordboard.core.ids import HoursId, PresenceId, ProfileId, QueueId, RatingModelId, SkillId, WorkstreamId
from cordboard.core.overflow import Overflow, OverflowAct, OverflowCause, WaitingOverflow
from cordboard.core.presence import BasePresence, PresenceOption
from cordboard.core.rules import (
    AssignmentRule,
    AssignmentRuleset,
    Bucket,
    ClassificationRule,
    Condition,
    Operator,
    RankBy,
    RouteRule,
    Ruleset,
    Share,
)
from cordboard.core.skill import RatingModel, Skill, SkillRating
from cordboard.core.workstream import AutoClose, Organisation, Queue, Workstream

SLOT = Slot(day=Weekday.MONDAY, opens="08:00", closes="24:00")
OFFICE = Hours(
    id=HoursId("office"),
    name="Office",
    time_zone="Europe/Riga",
    slots=(SLOT,),
    holidays=(Holiday(name="Yule", first="2026-12-24", last="2026-12-26"),),
)
KNOWN = Condition(attribute="detail.topic", operator=Operator.KNOWN)
QUEUE = Queue(
    id=QueueId("support"),
    name="Support",
    hours_id=OFFICE.id,
    assignment=(AssignmentRuleset(name="All", rules=(AssignmentRule(name="Any"),)),),
    prioritisation=(Bucket(name="First", when=KNOWN, rank_by=(RankBy.ATTRIBUTE,), attribute="detail.rank"),),
    overflow=(
        Overflow(cause=OverflowCause.OUT_OF_HOURS, act=OverflowAct.END),
        Overflow(
            cause=OverflowCause.WORK_ITEMS, limit=100, act=OverflowAct.TO_QUEUE, queue_id=QueueId("night")
        ),
    ),
    waiting_overflow=WaitingOverflow(after_s=172_800, act=OverflowAct.TO_QUEUE, queue_id=QueueId("night")),
)
LATVIAN = SkillRating(skill_id=SkillId("latvian"), rating=3)
RULE = ClassificationRule(
    name="Latvian", when=KNOWN, skills=(LATVIAN,), profiles=(ProfileId("chats"),), units=0, values={"a": "b"}
)
ROUTE = RouteRule(
    name="Split",
    to=(Share(queue_id=QueueId("support"), percent=1), Share(queue_id=QueueId("night"), percent=99)),
)
WEB = Workstream(
    id=WorkstreamId("web"),
    name="Web",
    channel=ChannelKind.LIVE_CHAT,
    queue_id=QUEUE.id,
    units=0,
    profiles=(ProfileId("chats"),),
    classification=(Ruleset(name="Language", rules=(RULE,)),),
    routes=(ROUTE,),
)
ANNA = AgentSettings(
    login="anna",
    queue_ids=(QUEUE.id,),
    skills=(LATVIAN,),
    profiles=(ProfileLimit(profile_id="chats", limit=2),),
    hours_id=OFFICE.id,
    default_presence=PresenceId("lunch"),
)
SOUND = Configuration(
    organisation=Organisation(time_zone="Europe/Riga"),
    presences=(PresenceOption(id=PresenceId("lunch"), name="Lunch", base=BasePresence.AWAY),),
    time_zones=(TimeZone(id="Europe/Riga", offsets=((0, 7_200),)),),
    hours=(OFFICE,),
    profiles=(CapacityProfile(id=ProfileId("chats"), name="Chats", limit=3),),
    rating_models=(RatingModel(id=RatingModelId("school"), name="School", highest=3, names={"good": 3}),),
    skills=(Skill(id=SkillId("latvian"), name="Latvian", model_id=RatingModelId("school")),),
    queues=(QUEUE, Queue(id=QueueId("night"), name="Night")),
    workstreams=(WEB,),
)


def found(configuration: Configuration, agent: AgentSettings = ANNA) -> list[str]:
    return [path for path, _ in mistakes_of(configuration, (agent,))]


def test_what_stands_at_every_limit_is_sound() -> None:
    assert mistakes_of(SOUND, (ANNA,)) == []
    assert mistakes_of(Configuration(), None) == []


def deep(levels: int) -> Condition:
    """A condition in so many others."""
    condition = KNOWN
    for _ in range(levels):
        condition = Condition(any_of=(condition,))
    return condition


@pytest.mark.parametrize(
    ("section", "changes", "path"),
    [
        ("presences", {"id": "away"}, ".away"),
        ("hours", {"id": "the office"}, ".the office"),
        ("hours", {"id": "x" * 101}, "." + "x" * 101),
        ("hours", {"name": " "}, ".office.name"),
        ("hours", {"time_zone": "Mars/Base"}, ".office.time_zone"),
        ("hours", {"slots": (replace(SLOT, opens="24:00"),)}, ".office.slots[0].opens"),
        ("hours", {"slots": (SLOT, replace(SLOT, closes="8:00"))}, ".office.slots[1].closes"),
        ("hours", {"holidays": (Holiday(name="X", first="2026-02-30"),)}, ".office.holidays[0].first"),
        (
            "hours",
            {"holidays": (Holiday(name="X", first="2026-03-02", last="2026-03-01"),)},
            ".office.holidays[0].last",
        ),
        ("profiles", {"limit": 0}, ".chats.limit"),
        ("rating_models", {"lowest": 4}, ".school.highest"),
        ("rating_models", {"names": {"best": 4}}, ".school.names.best"),
        ("skills", {"model_id": "none"}, ".latvian.model_id"),
        ("queues", {"hours_id": "none"}, ".support.hours_id"),
        ("queues", {"priority": -1}, ".support.priority"),
        (
            "queues",
            {"prioritisation": (Bucket(name="", rank_by=(RankBy.UNITS,)),)},
            ".support.prioritisation[0].name",
        ),
        (
            "queues",
            {"prioritisation": (Bucket(name="A", rank_by=(RankBy.ATTRIBUTE,)),)},
            ".support.prioritisation[0].rank_by",
        ),
        ("workstreams", {"queue_id": "none"}, ".web.queue_id"),
        ("workstreams", {"units": 10_001}, ".web.units"),
        ("workstreams", {"profiles": ()}, ".web.units"),
        ("workstreams", {"profiles": ("none",)}, ".web.profiles[0]"),
        ("workstreams", {"wrap_up_block_s": 29}, ".web.wrap_up_block_s"),
        ("workstreams", {"offer_s": 0}, ".web.offer_s"),
        ("workstreams", {"auto_close": AutoClose(waiting_s=0)}, ".web.auto_close.waiting_s"),
        ("workstreams", {"decline_limit": 0}, ".web.decline_limit"),
    ],
)
def test_a_value_beyond_its_limit_is_named(section: str, changes: dict[str, Any], path: str) -> None:
    first, *others = getattr(SOUND, section)
    wrong = replace(SOUND, **{section: (replace(first, **changes), *others)})
    assert f"{section}{path}" in found(wrong)


@pytest.mark.parametrize(
    ("overflow", "path"),
    [
        ({"limit": 101}, ".limit"),
        ({"limit": 0}, ".limit"),
        ({"queue_id": None}, ""),
        ({"queue_id": "support"}, ".queue_id"),
        ({"queue_id": "none"}, ".queue_id"),
        ({"act": OverflowAct.END}, ".queue_id"),
    ],
)
def test_overflow_leads_somewhere_else_and_within_limits(overflow: dict[str, Any], path: str) -> None:
    wrong = replace(QUEUE, overflow=(replace(QUEUE.overflow[1], **overflow),))
    assert found(replace(SOUND, queues=(wrong, SOUND.queues[1]))) == [f"queues.support.overflow[0]{path}"]


@pytest.mark.parametrize(
    ("waiting", "path"),
    [({"after_s": 59}, ".after_s"), ({"after_s": 172_801}, ".after_s"), ({"queue_id": None}, "")],
)
def test_work_waits_a_minute_to_two_days(waiting: dict[str, Any], path: str) -> None:
    assert QUEUE.waiting_overflow is not None
    wrong = replace(QUEUE, waiting_overflow=replace(QUEUE.waiting_overflow, **waiting))
    assert found(replace(SOUND, queues=(wrong, SOUND.queues[1]))) == [
        f"queues.support.waiting_overflow{path}"
    ]


@pytest.mark.parametrize(
    ("condition", "path"),
    [
        (Condition(), ""),
        (Condition(attribute="a", value="b", any_of=(KNOWN,)), ""),
        (Condition(all_of=(KNOWN,), value="b"), ""),
        (Condition(attribute="a"), ""),
        (Condition(attribute="a", value="b", other="c"), ""),
        (Condition(attribute="a", operator=Operator.UNKNOWN, value="b"), ""),
        (Condition(attribute="a", value=("b",)), ".value"),
        (Condition(attribute="a", operator=Operator.ONE_OF, value="b"), ".value"),
        (Condition(none_of=(KNOWN, Condition())), ".none_of[1]"),
        (deep(5), ".any_of[0]" * 5),
    ],
)
def test_a_condition_has_exactly_one_form(condition: Condition, path: str) -> None:
    rules = (Ruleset(name="Language", rules=(replace(RULE, when=condition),)),)
    wrong = replace(SOUND, workstreams=(replace(WEB, classification=rules),))
    assert found(wrong) == [f"workstreams.web.classification[0].rules[0].when{path}"]
    assert mistakes_of(replace(SOUND, workstreams=(replace(WEB, classification=()),)), None) == []


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"preferred": tuple("abcd")}, ".preferred"),
        ({"values": {"a": "b", "c": "d"}, "preferred": ("x",)}, ""),
        ({"skills": (replace(LATVIAN, rating=4),)}, ".skills[0].rating"),
        ({"skills": (LATVIAN, LATVIAN)}, ".skills[1].skill_id"),
        ({"profiles": ("none",)}, ".profiles[0]"),
        ({"units": -1}, ".units"),
    ],
)
def test_a_rule_sets_five_known_things_at_most(changes: dict[str, Any], path: str) -> None:
    rules = (Ruleset(name="Language", rules=(replace(RULE, **changes),)),)
    wrong = replace(SOUND, workstreams=(replace(WEB, classification=rules),))
    assert f"workstreams.web.classification[0].rules[0]{path}" in found(wrong)


@pytest.mark.parametrize("percents", [(), (99,), (50, 51), (20, 20, 20, 20, 10, 10), (0, 100)])
def test_percentages_make_a_hundred_over_five_queues_at_most(percents: tuple[int, ...]) -> None:
    queues = tuple(Queue(id=QueueId(f"q{place}"), name="Q") for place in range(6))
    to = tuple(Share(queue_id=queue.id, percent=one) for queue, one in zip(queues, percents, strict=False))
    wrong = replace(WEB, routes=(RouteRule(name="Split", to=to),))
    paths = found(replace(SOUND, queues=(*SOUND.queues, *queues), workstreams=(wrong,)))
    assert paths
    assert all(path.startswith("workstreams.web.routes[0].to") for path in paths)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"queue_ids": ("none",)}, "queue_ids[0]"),
        ({"skills": (SkillRating(skill_id=SkillId("thai")),)}, "skills[0].skill_id"),
        ({"profiles": (ProfileLimit(profile_id="none"),)}, "profiles[0].profile_id"),
        ({"capacity_units": 10_001}, "capacity_units"),
        ({"hours_id": "none"}, "hours_id"),
        ({"default_presence": "none"}, "default_presence"),
    ],
)
def test_agents_work_by_what_is_there(changes: dict[str, Any], path: str) -> None:
    assert found(SOUND, replace(ANNA, **changes)) == [f"agents.anna.{path}"]
