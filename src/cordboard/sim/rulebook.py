"""Makes rules by chance, of every kind that routing goes by, on what customers say and agents are."""

from collections.abc import Sequence

from cordboard.core.ids import ProfileId, QueueId, SkillId
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
from cordboard.core.skill import SkillRating
from cordboard.sim.chance import Chance

TOPICS = ("tape", "thai", "vip", "repair")
AGES = ("7", "40", "66", "old")
"""What customers answer when they are asked; one of them is no number."""
TEAMS = ("red", "blue")
TURNS = "early"
"""Hours by which rules ask whether it is open."""
SPLITS = ((100,), (100,), (50, 50), (70, 30), (34, 33, 33))


def said(chance: Chance) -> dict[str, str]:
    """Return what a customer says of themselves; many say nothing."""
    if chance.happens(0.4):
        return {}
    return {"topic": chance.pick(TOPICS)} | ({"age": chance.pick(AGES)} if chance.happens(0.5) else {})


def classification(
    chance: Chance, skills: Sequence[SkillId], profiles: Sequence[ProfileId], logins: Sequence[str]
) -> tuple[Ruleset, ...]:
    """Make rulesets that read the topic, and one that reads what these have found out."""
    if chance.happens(0.2):
        return ()
    topics = Ruleset(
        name="topics",
        rules=tuple(
            ClassificationRule(
                name=topic,
                when=_of_work(chance, topic),
                skills=(SkillRating(skill_id=chance.pick(skills), rating=chance.number(1, 4)),)
                if chance.happens(0.6)
                else (),
                profiles=(chance.pick(profiles),) if chance.happens(0.4) else (),
                units=chance.pick((None, None, 1, 2)),
                values={"level": str(chance.number(1, 3))},
                preferred=_some(chance, logins) if chance.happens(0.3) else (),
            )
            for topic in TOPICS[: chance.number(1, len(TOPICS))]
        ),
    )
    high = _is("value.level", Operator.AT_LEAST, 2)
    skill = SkillRating(skill_id=chance.pick(skills), rating=chance.number(1, 2))
    levels = Ruleset(name="levels", rules=(ClassificationRule(name="high", when=high, skills=(skill,)),))
    return (topics, levels) if chance.happens(0.5) else (topics,)


def routes(chance: Chance, queues: Sequence[QueueId]) -> tuple[RouteRule, ...]:
    """Make route rules, the last of which may fit everything, with shares for one to three queues."""
    return tuple(
        RouteRule(
            name=f"way {number}", when=_of_work(chance, chance.pick(TOPICS)), to=_shares(chance, queues)
        )
        for number in range(chance.number(0, 2))
    ) + ((RouteRule(name="rest", to=_shares(chance, queues)),) if chance.happens(0.5) else ())


def assignment(
    chance: Chance, skills: Sequence[SkillId], profiles: Sequence[ProfileId]
) -> tuple[AssignmentRuleset, ...]:
    """Make rules for who gets work; none asks for the time, which passes without anybody being told."""
    careful = AssignmentRuleset(
        name="careful",
        when=_is("detail.topic", Operator.ONE_OF, ("thai", "vip")),
        rules=(_careful(chance, skills, profiles), _rough(chance)),
    )
    rest = AssignmentRuleset(name="rest", rules=tuple(_rough(chance) for _ in range(chance.number(1, 2))))
    return (careful, rest) if chance.happens(0.7) else (rest,)


def buckets(chance: Chance) -> tuple[Bucket, ...]:
    """Make parts of a line that go before the rest."""
    if chance.happens(0.6):
        return ()
    names = TOPICS[: chance.number(1, 2)]
    return tuple(
        Bucket(
            name=name,
            when=_of_work(chance, name),
            rank_by=(chance.pick(tuple(RankBy)), RankBy.QUEUED_AT),
            attribute="detail.age",
        )
        for name in names
    )


def _of_work(chance: Chance, topic: str) -> Condition:
    """Ask something of work, simply or in a roundabout way; some of it can't always be decided."""
    plain = _is("detail.topic", Operator.IS, topic)
    match chance.number(0, 5):
        case 0:
            return Condition(all_of=(plain, _is("detail.age", Operator.MORE_THAN, 20)))
        case 1:
            return Condition(any_of=(_is("detail.age", Operator.AT_MOST, 40), plain))
        case 2:
            return Condition(
                none_of=(_is("detail.topic", Operator.UNKNOWN), _is("work.channel", value="voice"))
            )
        case 3:
            return Condition(any_of=(plain, _is(f"hours.{TURNS}", value="open")))
        case _:
            return plain


def _careful(chance: Chance, skills: Sequence[SkillId], profiles: Sequence[ProfileId]) -> AssignmentRule:
    """Fit who is able as other methods would have it, or by a team or a profile."""
    beside = chance.pick(
        (
            _is(f"agent.skill.{chance.pick(skills)}", Operator.AT_LEAST, 2),
            _is(f"agent.profile_free.{chance.pick(profiles)}", Operator.MORE_THAN, 0),
            _is("agent.attribute.team", value=chance.pick(TEAMS)),
            _is("agent.skill_count", Operator.AT_LEAST, 1),
        )
    )
    return AssignmentRule(name="able", when=Condition(all_of=(*_free(), beside)), order_by=_orders(chance))


def _rough(chance: Chance) -> AssignmentRule:
    """Fit nearly everybody: who has room, who is not away, or really everybody."""
    when = chance.pick(
        (
            Condition(all_of=_free()),
            Condition(all_of=_free()),
            Condition(none_of=(_is("agent.presence", Operator.ONE_OF, ("away", "do_not_disturb")),)),
            None,
        )
    )
    return AssignmentRule(name="anybody", when=when, order_by=_orders(chance))


def _free() -> tuple[Condition, ...]:
    there = _is("agent.presence", Operator.ONE_OF, ("available", "busy"))
    room = Condition(attribute="agent.units_free", operator=Operator.AT_LEAST, other="work.units")
    return there, room


def _orders(chance: Chance) -> tuple[OrderBy, ...]:
    return tuple(chance.pick(tuple(OrderBy)) for _ in range(chance.number(1, 2)))


def _shares(chance: Chance, queues: Sequence[QueueId]) -> tuple[Share, ...]:
    percents = chance.pick(SPLITS)
    begin = chance.number(0, len(queues) - 1)
    turned = (*queues[begin:], *queues[:begin])
    pairs = zip(turned, percents, strict=False)
    return tuple(Share(queue_id=queue_id, percent=percent) for queue_id, percent in pairs)


def _some(chance: Chance, logins: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chance.pick(logins) for _ in range(chance.number(1, 3))))


def _is(
    attribute: str, operator: Operator = Operator.IS, value: Plain | tuple[Plain, ...] | None = None
) -> Condition:
    return Condition(attribute=attribute, operator=operator, value=value)
