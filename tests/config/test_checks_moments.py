"""Says which conditions the linter finds that ask what is settled where they stand."""

import pytest
from msgspec.structs import replace

from config.cases import (
    RULES,
    TOPIC,
    WARNING,
    WHEN,
    Case,
    assert_found_and_mended,
    experts,
    looked_at,
    topics,
)
from config.sound import (
    ANYBODY,
    BUCKETS,
    EXPERTS,
    FRONT,
    ROUTES,
    SOUND,
    being,
    edited,
    every,
    no,
    queue,
    route,
    where,
    workstream,
)
from cordboard.core.rules import AssignmentRuleset, Bucket, Condition, Operator, RankBy

LONG = where("work.waited_s", Operator.AT_LEAST, 60)
EXPERT = EXPERTS.when or Condition()
SOMEBODY = ANYBODY.when or Condition()
LINE = "queues.front.prioritisation"
LAST = BUCKETS[1]
IN_BUCKETS = tuple(
    Case(
        f"a bucket that asks what time changes: {when.attribute}",
        (queue("front", prioritisation=(replace(BUCKETS[0], when=every(TOPIC, when)), LAST)),),
        WARNING,
        f"{LINE}[0].when.all_of[1]",
        f"{when.attribute} is looked at once",
        (queue("front", prioritisation=(replace(BUCKETS[0], when=TOPIC), LAST)),),
    )
    for when in (LONG, being("time.weekday", "monday"), being("hours.office", "open"))
)
AGED = Bucket(name="aged", rank_by=(RankBy.ATTRIBUTE,), attribute="work.waited_s")
ELSEWHERE = (
    Case(
        "a bucket that is ranked by what time changes",
        (queue("front", prioritisation=(AGED,)),),
        WARNING,
        f"{LINE}[0].attribute",
        "work.waited_s is looked at once",
        (queue("front", prioritisation=(replace(AGED, rank_by=(RankBy.QUEUED_AT,), attribute=""),)),),
    ),
    Case(
        "classification by how long work has waited",
        (topics(every(TOPIC, LONG)),),
        WARNING,
        f"{WHEN}.all_of[1]",
        "always 0",
        (topics(TOPIC),),
    ),
    Case(
        "a route by how long work has waited",
        (workstream("website", routes=(route("long", no(LONG), FRONT), *ROUTES)),),
        WARNING,
        "workstreams.website.routes[0].when.none_of[0]",
        "always 0",
        (workstream("website", routes=ROUTES),),
    ),
    Case(
        "whether an agent works",
        (experts(EXPERTS, replace(ANYBODY, when=every(SOMEBODY, being("agent.is_working", True)))),),
        WARNING,
        f"{RULES}[1].when.all_of[1]",
        "always true",
        (experts(EXPERTS, ANYBODY),),
    ),
)
KNOWN = tuple(
    Case(
        f"whether {name} is known",
        (experts(replace(EXPERTS, when=every(EXPERT, where(name, operator))), ANYBODY),),
        WARNING,
        f"{RULES}[0].when.all_of[1]",
        f"{name} is known of every agent",
        (experts(replace(EXPERTS, when=every(EXPERT, where(name, Operator.AT_MOST, 9))), ANYBODY),),
    )
    for name, operator in (
        ("agent.skill.swedish", Operator.KNOWN),
        ("agent.profile_free.visits", Operator.UNKNOWN),
    )
)


@pytest.mark.parametrize("case", [*IN_BUCKETS, *ELSEWHERE, *KNOWN], ids=lambda case: case.name)
def test_what_is_settled_where_it_is_asked_is_found(case: Case) -> None:
    assert_found_and_mended(case)


def test_custom_rules_may_ask_for_the_time() -> None:
    """They are asked again as it passes."""
    rules = (replace(EXPERTS, when=every(EXPERT, LONG)), ANYBODY)
    by_day = AssignmentRuleset(name="all", when=being("hours.office", "open"), rules=rules)
    assert looked_at(edited(SOUND, queue("technical", assignment=(by_day,)))) == []
