"""Finds out what work asks for: rulesets in order, of each the first rule that fits counts (domain 4.3)."""

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from cordboard.core.conditions import Lookup, compiled, failure_of
from cordboard.core.conversation import Conversation
from cordboard.core.ids import AgentId
from cordboard.core.rules import ClassificationRule, RuleFailure, Ruleset
from cordboard.core.skill import SkillRating
from cordboard.core.workstream import Workstream

FAVOURED_LIMIT = 3
"""At most so many agents are asked first (domain 4.5)."""

Classified = tuple[Conversation, tuple[str, ...], tuple[RuleFailure, ...]]
"""The work afterwards, the rules that fitted as ruleset/rule, those that could not be decided."""


def classify(
    conversation: Conversation,
    settings: Workstream,
    attributes: Callable[[Conversation], Lookup],
    agent_of: Callable[[str], AgentId | None],
) -> Classified:
    """Let every ruleset say what the work asks for; later ones see what earlier ones have written.

    `attributes` returns what is known of the work as it stands, `agent_of` the agent who has a login. Work
    that is classified again keeps what it had: skills are added to those that it asked for before.
    """
    profiles = tuple(dict.fromkeys((*settings.profiles, *conversation.profiles)))
    after = replace(conversation, profiles=profiles)
    matched: list[str] = []
    failures: list[RuleFailure] = []
    for ruleset in settings.classification:
        rule = _first_that_fits(ruleset, attributes(after), failures)
        if rule is not None:
            after = _given(after, rule, agent_of)
            matched.append(f"{ruleset.name}/{rule.name}")
    return after, tuple(matched), tuple(failures)


def with_skills(skills: Iterable[SkillRating], more: Iterable[SkillRating]) -> tuple[SkillRating, ...]:
    """Add skills to those that are asked for; of one asked twice the higher rating counts."""
    ratings: dict[str, SkillRating] = {}
    for one in (*skills, *more):
        known = ratings.get(one.skill_id)
        if known is None or known.rating < one.rating:
            ratings[one.skill_id] = one
    return tuple(ratings.values())


def _first_that_fits(
    ruleset: Ruleset, look: Lookup, failures: list[RuleFailure]
) -> ClassificationRule | None:
    for rule in ruleset.rules:
        verdict = compiled(rule.when)(look)
        if verdict.matched:
            return rule
        if verdict.failed:
            failures.append(failure_of(f"{ruleset.name}/{rule.name}", verdict))
    return None


def _given(
    work: Conversation, rule: ClassificationRule, agent_of: Callable[[str], AgentId | None]
) -> Conversation:
    named = (agent_of(login) for login in rule.preferred)
    favoured = dict.fromkeys((*work.favoured, *(one for one in named if one is not None)))
    return replace(
        work,
        skills=with_skills(work.skills, rule.skills),
        profiles=tuple(dict.fromkeys((*work.profiles, *rule.profiles))),
        units=work.units if rule.units is None else rule.units,
        values=work.values | rule.values,
        favoured=tuple(favoured)[:FAVOURED_LIMIT],
    )
