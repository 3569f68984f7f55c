"""Every code of routing's explanations has English words, and each sentence reads as one."""

import pytest

from cordboard.app.routing_story import (
    Kept,
    Near,
    OfferedStep,
    PassedQueue,
    Preference,
    QueuedStep,
    UnplacedStep,
    WhatIf,
    WhatIfCode,
)
from cordboard.core.explanation import Bar, Entrance
from cordboard.core.notification import AutoAssign
from cordboard.core.overflow import OverflowAct, OverflowCause
from cordboard.core.rules import RuleFailure
from cordboard.core.workstream import Method
from cordboard.insights import routing_words as words

FAILURE = RuleFailure(rule="VIP", attribute="detail.tier", reason="missing")


def queued(
    entrance: Entrance = Entrance.RULE, *overflowed: PassedQueue, failures: tuple[RuleFailure, ...] = ()
) -> str:
    step = QueuedStep(
        at_ms=0,
        text="",
        queue="Support",
        entrance=entrance,
        classified_by=("language/thai",),
        route="Orders",
        overflowed=overflowed,
        ended=any(one.act is OverflowAct.END for one in overflowed),
        failures=failures,
        configuration=1,
    )
    return words.queued_text(step)


def offered(
    method: str,
    *,
    rule: str = "",
    preference: Preference | None = None,
    auto_assign: AutoAssign = AutoAssign.NEVER,
    units_free: int | None = None,
    passed: int = 0,
    waiting: int = 1,
) -> str:
    step = OfferedStep(
        at_ms=0,
        text="",
        queue="Support",
        agent="Anna",
        method=method,
        rule=rule,
        preference=preference,
        auto_assign=auto_assign,
        order=(),
        units_free=units_free,
        kept=(),
        behind=0,
        near=(),
        passed=passed,
        waiting=waiting,
        failures=(),
        configuration=1,
        floor=1,
        what_if=None,
    )
    return words.offered_text(step)


def unplaced(*kept: Kept, near: tuple[Near, ...] = ()) -> str:
    step = UnplacedStep(
        at_ms=0,
        text="",
        queue="Support",
        members=12,
        kept=kept,
        near=near,
        given_up=False,
        failures=(),
        configuration=1,
        floor=1,
    )
    return words.unplaced_text(step)


def test_the_way_into_a_queue_is_said_with_the_rules_that_led_there() -> None:
    assert queued() == "Put into Support by the rule Orders (classification: language/thai)."
    texts = {entrance: queued(entrance) for entrance in Entrance}
    assert len(set(texts.values())) == len(Entrance)
    assert all(text.startswith("Put into Support") for text in texts.values())


def test_a_rule_that_could_not_be_decided_is_named() -> None:
    assert queued(failures=(FAILURE,)).endswith(
        " The rule VIP could not be decided and counted as not fitting: detail.tier was missing."
    )


@pytest.mark.parametrize("act", OverflowAct)
@pytest.mark.parametrize("cause", [*OverflowCause, None])
def test_an_overflow_is_said_with_its_cause_and_what_came_of_it(
    cause: OverflowCause | None, act: OverflowAct
) -> None:
    text = queued(Entrance.OVERFLOW, PassedQueue(queue="Sales", cause=cause, act=act))
    assert text.startswith("Classified by language/thai." if act is OverflowAct.END else "Put into Support")
    assert "Sales" in text
    assert text.endswith(f", {words.BY_ACT[act]}.")


def test_why_somebody_won_is_said_by_method_rule_or_preference() -> None:
    texts = {offered(method) for method in Method} | {offered("", preference=one) for one in Preference}
    assert len(texts) == len(Method) + len(Preference)
    assert offered("highest_capacity", units_free=1) == "Offered to Anna: most free capacity (1 unit)."
    assert offered("custom", rule="vip/gold") == "Offered to Anna by the rule vip/gold."
    assert offered("round_robin", passed=2, waiting=5).endswith(
        " Older work of 2 kinds was passed over, which Anna could not take."
        " 5 were waiting in the queue, this one among them."
    )


@pytest.mark.parametrize("auto_assign", AutoAssign)
def test_what_needed_no_answer_is_said_to_be_so(auto_assign: AutoAssign) -> None:
    text = offered("round_robin", auto_assign=auto_assign)
    assert ("It needed no answer" in text) is (auto_assign is not AutoAssign.NEVER)


def test_many_are_counted_by_reason_and_a_few_are_named() -> None:
    text = unplaced(
        Kept(bar=Bar.CAPACITY, count=9),
        Kept(bar=Bar.SKILLS, count=3, lacks="Thai"),
        near=(Near(agent="Bo", bar=Bar.CAPACITY, units=1), Near(agent="Citra", bar=Bar.SKILLS, lacks="Thai")),
    )
    assert text == (
        "Nobody can take it. Of 12 members of Support: 9 without enough free capacity,"
        " 3 without the skill Thai. Nearest: Bo (1 unit short), Citra (without the skill Thai)."
    )


@pytest.mark.parametrize("bar", Bar)
def test_every_reason_is_said_of_many_of_one_and_as_what_would_help(bar: Bar) -> None:
    need = Near(agent="Bo", bar=bar, lacks="Thai", units=2)
    assert "12 " in unplaced(Kept(bar=bar, count=12))
    past = words.what_if_text(WhatIf(code=WhatIfCode.ANOTHER_WINNER, text="", agent="Bo", needs=(need,)))
    now = words.what_if_text(WhatIf(code=WhatIfCode.COULD_TAKE, text="", agent="Bo", needs=(need,)))
    assert past.startswith("If Bo had ")
    assert past.endswith(", Bo would have got it.")
    assert now.startswith("Bo could take it, but would have to ")


def test_several_needs_are_listed_as_people_do() -> None:
    needs = tuple(Near(agent="Bo", bar=bar) for bar in (Bar.NOT_THERE, Bar.OFF_HOURS, Bar.SESSIONS))
    text = words.what_if_text(WhatIf(code=WhatIfCode.COULD_TAKE, text="", agent="Bo", needs=needs))
    assert text == (
        "Bo could take it, but would have to connect, with a page that shows offers,"
        " be within working hours and have fewer sessions open."
    )
