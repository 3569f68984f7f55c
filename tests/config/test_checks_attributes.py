"""Says which attributes the linter finds that nothing gives."""

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
    topics,
)
from config.sound import (
    ANYBODY,
    EXPERTS,
    being,
    every,
    no,
    queue,
    where,
)
from cordboard.core.rules import (
    AssignmentRuleset,
    Bucket,
    Condition,
    Operator,
    RankBy,
)

MISNAMED = tuple(
    Case(
        f"an attribute that nothing gives: {name}",
        (topics(every(TOPIC, where(name, Operator.UNKNOWN))),),
        WARNING,
        f"{WHEN}.all_of[1].attribute",
        f"the attribute {name} here",
        (topics(every(TOPIC, where(right, Operator.KNOWN))),),
    )
    for name, right in (
        ("work.tittle", "work.title"),
        ("topic", "detail.topic"),
        ("detail.", "detail.tier"),
        ("hours.offices", "hours.office"),
        ("agent.presence", "work.named"),
        # Set by this very ruleset: too late.
        ("value.kind", "value.language"),
        ("time.minute", "time.hour"),
    )
)

MISPLACED = (
    Case(
        "a comparison with an attribute that nothing gives",
        (topics(Condition(attribute="detail.topic", other="detials.topic")),),
        WARNING,
        f"{WHEN}.other",
        "the attribute detials.topic",
        (topics(Condition(attribute="detail.topic", other="detail.question")),),
    ),
    Case(
        "a skill in a custom rule that does not exist",
        (
            experts(
                EXPERTS,
                replace(
                    ANYBODY,
                    when=every(
                        being("agent.presence", "busy"), no(where("agent.skill.french", Operator.KNOWN))
                    ),
                ),
            ),
        ),
        WARNING,
        f"{RULES}[1].when.all_of[1].none_of[0].attribute",
        "the attribute agent.skill.french",
        (
            experts(
                EXPERTS,
                replace(
                    ANYBODY, when=every(being("agent.presence", "busy"), no(being("agent.skill.swedish", 5)))
                ),
            ),
        ),
    ),
    Case(
        "agents in the condition of a whole ruleset",
        (
            queue(
                "technical",
                assignment=(
                    AssignmentRuleset(name="all", when=being("agent.presence", "busy"), rules=(EXPERTS,)),
                ),
            ),
        ),
        WARNING,
        "queues.technical.assignment[0].when.attribute",
        "agent.presence",
        (queue("technical", assignment=(AssignmentRuleset(name="all", when=TOPIC, rules=(EXPERTS,)),)),),
    ),
    Case(
        "a bucket that is ranked by what nothing gives",
        (
            queue(
                "front", prioritisation=(Bucket(name="all", rank_by=(RankBy.ATTRIBUTE,), attribute="score"),)
            ),
        ),
        WARNING,
        "queues.front.prioritisation[0].attribute",
        "the attribute score",
        (
            queue(
                "front",
                prioritisation=(Bucket(name="all", rank_by=(RankBy.ATTRIBUTE,), attribute="detail.score"),),
            ),
        ),
    ),
)


@pytest.mark.parametrize("case", [*MISNAMED, *MISPLACED], ids=lambda case: case.name)
def test_an_attribute_that_nothing_gives_is_found(case: Case) -> None:
    assert_found_and_mended(case)
