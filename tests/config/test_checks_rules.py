"""Says which rules the linter finds that can never match."""

import pytest
from msgspec.structs import replace

from config.cases import (
    RULES,
    TOPIC,
    WARNING,
    WHEN,
    Case,
    assert_found_and_mended,
    classified,
    experts,
    routed,
    topics,
)
from config.sound import (
    ANYBODY,
    BUCKETS,
    DEVICE,
    EXPERTS,
    KIND,
    LANGUAGE,
    MONEY,
    ROUTES,
    being,
    every,
    no,
    queue,
    some,
    where,
)
from cordboard.core.overflow import Overflow, OverflowAct, OverflowCause
from cordboard.core.rules import (
    AssignmentRuleset,
    Operator,
)

RULES_IN_VAIN = (
    Case(
        "two values of one attribute",
        (topics(every(TOPIC, being("detail.topic", "Return"))),),
        WARNING,
        WHEN,
        "no value of detail.topic",
        (topics(every(TOPIC, being("detail.topic", "REPAIR"))),),
    ),
    Case(
        "none of an empty list",
        (topics(where("detail.topic", Operator.ONE_OF, ())),),
        WARNING,
        WHEN,
        "empty list",
        (topics(where("detail.topic", Operator.ONE_OF, ("repair",))),),
    ),
    Case(
        "numbers with nothing between them",
        (
            topics(
                every(where("detail.age", Operator.AT_LEAST, 7), where("detail.age", Operator.LESS_THAN, 7))
            ),
        ),
        WARNING,
        WHEN,
        "bounds of detail.age",
        (topics(every(where("detail.age", Operator.AT_LEAST, 7), where("detail.age", Operator.AT_MOST, 7))),),
    ),
    Case(
        "a beginning that a value does not have",
        (topics(every(TOPIC, where("detail.topic", Operator.BEGINS_WITH, "rent"))),),
        WARNING,
        WHEN,
        "no value of detail.topic",
        (topics(every(TOPIC, where("detail.topic", Operator.BEGINS_WITH, "Rep"))),),
    ),
    Case(
        "two beginnings",
        (topics(every(*(where("detail.page", Operator.BEGINS_WITH, begin) for begin in ("/sh", "/a")))),),
        WARNING,
        WHEN,
        "begin in two ways",
        (topics(every(*(where("detail.page", Operator.BEGINS_WITH, begin) for begin in ("/sh", "/shop")))),),
    ),
    Case(
        "unknown, with a value",
        (topics(every(TOPIC, where("detail.topic", Operator.UNKNOWN))),),
        WARNING,
        WHEN,
        "unknown and have a value",
        (topics(every(TOPIC, where("detail.tier", Operator.UNKNOWN))),),
    ),
    Case(
        "none_of what is asked beside it",
        (topics(every(TOPIC, no(where("detail.topic", Operator.KNOWN)))),),
        WARNING,
        WHEN,
        "none_of refuses",
        (topics(every(TOPIC, no(where("detail.tier", Operator.KNOWN)))),),
    ),
    Case(
        "alternatives that all contradict the rest",
        (
            topics(
                every(
                    TOPIC, some(being("detail.topic", "order"), where("detail.topic", Operator.LESS_THAN, 1))
                )
            ),
        ),
        WARNING,
        WHEN,
        "no value of detail.topic",
        (topics(every(TOPIC, some(being("detail.topic", "order"), being("detail.tier", "gold")))),),
    ),
    Case(
        "a weekday that does not exist",
        (topics(every(TOPIC, being("time.weekday", "caturday"))),),
        WARNING,
        WHEN,
        "no value of time.weekday",
        (topics(every(TOPIC, being("time.weekday", "Saturday"))),),
    ),
    Case(
        "another channel than the workstream's",
        (topics(every(TOPIC, being("work.channel", "test"))),),
        WARNING,
        WHEN,
        "no value of work.channel",
        (topics(every(TOPIC, being("work.channel", "live_chat"))),),
    ),
    Case(
        "a value that no rule sets",
        (routed(replace(ROUTES[0], when=being("value.kind", "monye")), *ROUTES[1:]),),
        WARNING,
        "workstreams.website.routes[0].when",
        "no value of value.kind",
        (routed(*ROUTES),),
    ),
    Case(
        "a rule behind one that fits everything",
        (classified(replace(LANGUAGE, rules=tuple(reversed(LANGUAGE.rules))), KIND),),
        WARNING,
        "workstreams.website.classification[0].rules[1]",
        '"others" before it takes everything',
        (classified(LANGUAGE, KIND),),
    ),
    Case(
        "a rule behind a wider one",
        (
            classified(
                LANGUAGE,
                replace(KIND, rules=(replace(MONEY, when=where("detail.topic", Operator.KNOWN)), DEVICE)),
            ),
        ),
        WARNING,
        "workstreams.website.classification[1].rules[1]",
        '"money" before it takes all that fits it',
        (classified(LANGUAGE, replace(KIND, rules=(MONEY, DEVICE))),),
    ),
    Case(
        "a route behind one whose queue never overflows",
        (routed(*ROUTES[:2], ROUTES[3], ROUTES[2]),),
        WARNING,
        "workstreams.website.routes[3]",
        '"rest" before it takes everything',
        # Past a queue that overflows the next rule is tried (appendix C 72).
        (queue("front", overflow=(Overflow(cause=OverflowCause.WORK_ITEMS, act=OverflowAct.END),)),),
    ),
    Case(
        "a bucket behind a wider one",
        (
            queue(
                "front",
                prioritisation=(
                    *BUCKETS,
                    replace(BUCKETS[0], name="golden", when=being("detail.tier", "GOLD")),
                ),
            ),
        ),
        WARNING,
        "queues.front.prioritisation[2]",
        '"gold" before it',
        (
            queue(
                "front",
                prioritisation=(
                    *BUCKETS,
                    replace(BUCKETS[0], name="silver", when=being("detail.tier", "silver")),
                ),
            ),
        ),
    ),
    Case(
        "an assignment ruleset behind one for all work",
        (
            queue(
                "technical",
                assignment=tuple(AssignmentRuleset(name=name, rules=(ANYBODY,)) for name in ("all", "more")),
            ),
        ),
        WARNING,
        "queues.technical.assignment[1]",
        '"all" before it takes everything',
        (
            queue(
                "technical",
                assignment=(
                    AssignmentRuleset(name="all", when=TOPIC, rules=(ANYBODY,)),
                    AssignmentRuleset(name="more", rules=(ANYBODY,)),
                ),
            ),
        ),
    ),
    Case(
        "a custom rule behind a wider one",
        (
            experts(
                ANYBODY,
                replace(
                    ANYBODY,
                    name="again",
                    when=every(being("detail.tier", "gold"), *(ANYBODY.when or no()).all_of),
                ),
            ),
        ),
        WARNING,
        f"{RULES}[1]",
        '"anybody" before it',
        (experts(EXPERTS, ANYBODY),),
    ),
)


@pytest.mark.parametrize("case", RULES_IN_VAIN, ids=lambda case: case.name)
def test_a_rule_that_never_matches_is_found(case: Case) -> None:
    assert_found_and_mended(case)
