"""Finds work that asks for what nobody has: skills, profiles, capacity, people."""

from collections.abc import Callable, Iterator, Mapping

from cordboard.config.checks_attributes import OWN
from cordboard.config.checks_comparisons import fits
from cordboard.config.checks_conditions import leaves
from cordboard.config.checks_finding import Finding, warning
from cordboard.config.checks_queues import queues_reached
from cordboard.config.checks_rulelists import attributes_read
from cordboard.core.configuration import AgentSettings, Configuration
from cordboard.core.ids import ProfileId, SkillId
from cordboard.core.rules import ClassificationRule, Condition
from cordboard.core.skill import Matching, Skill, SkillRating
from cordboard.core.workstream import Distribution, Workstream

Agents = tuple[AgentSettings, ...]
SKILL = "agent.skill."


def skills_in_vain(configuration: Configuration) -> Iterator[Finding]:
    """Find skills that no rule asks for, and rules that ask for one that is switched off."""
    skills = {skill.id: skill for skill in configuration.skills}
    read = attributes_read(configuration)
    asked = {wanted.skill_id for _, _, wanted in _asked(configuration)}
    for path, _, wanted in _asked(configuration):
        if wanted.skill_id in skills and not skills[wanted.skill_id].active:
            yield warning(
                path,
                f'Skill "{wanted.skill_id}" is switched off, so this asks for nothing.',
                "Switch the skill on, or don't ask for it.",
            )
    for skill in skills.values():
        if skill.active and skill.id not in asked and f"{SKILL}{skill.id}" not in read:
            yield warning(f"skills.{skill.id}", "No rule asks for this skill.", "Ask for it, or take it out.")


def skills_nobody_has(configuration: Configuration, agents: Agents) -> Iterator[Finding]:
    """Find rules that ask for a skill that no agent has at that rating or better."""
    skills = {skill.id: skill for skill in configuration.skills}
    for path, workstream, wanted in _asked(configuration):
        skill = skills.get(wanted.skill_id)
        counts = skill is not None and skill.active and workstream.matching is not Matching.NONE
        if counts and not any(_has(agent, wanted) for agent in agents):
            yield warning(
                path,
                f'No agent has skill "{wanted.skill_id}" at {wanted.rating} or better.',
                "Give it to an agent, or ask for less.",
            )
    yield from _agents_nobody_is(configuration, agents, skills)


def profiles_nobody_has(configuration: Configuration, agents: Agents) -> Iterator[Finding]:
    """Find work that counts in a capacity profile in which no agent has room even when idle."""
    limits = {profile.id: profile.limit for profile in configuration.profiles}
    held = {
        own.profile_id
        for agent in agents
        for own in agent.profiles
        if (limits.get(ProfileId(own.profile_id), 0) if own.limit is None else own.limit) > 0
    }
    for workstream in configuration.workstreams:
        lists = {f"workstreams.{workstream.id}.profiles": workstream.profiles}
        lists |= {f"{path}.profiles": rule.profiles for path, rule in _classification(workstream)}
        for path, asked in lists.items():
            for number, profile_id in enumerate(asked):
                if profile_id not in held:
                    yield warning(
                        f"{path}[{number}]",
                        f'No agent takes part in profile "{profile_id}" with room for an item.',
                        "Give it to an agent, or don't ask for it.",
                    )


def units_nobody_has(configuration: Configuration, agents: Agents) -> Iterator[Finding]:
    """Find work that is offered by itself and takes more capacity than any agent has."""
    most = max((agent.capacity_units for agent in agents), default=0)
    for workstream in configuration.workstreams:
        if workstream.distribution is not Distribution.PUSH:
            continue
        asked = {f"workstreams.{workstream.id}.units": workstream.units}
        rules = _classification(workstream)
        asked |= {f"{path}.units": rule.units for path, rule in rules if rule.units is not None}
        for path, units in asked.items():
            if units > most:
                yield warning(
                    path,
                    f"This takes {units} units, and no agent has more than {most}.",
                    "Ask for fewer units, or give an agent more.",
                )


def preferred_strangers(configuration: Configuration, agents: Agents) -> Iterator[Finding]:
    """Find preferred agents who don't exist, or can't be offered the work that prefers them."""
    serves = {agent.login.strip().lower(): frozenset(agent.queue_ids) for agent in agents}
    for workstream in configuration.workstreams:
        reached = queues_reached(configuration, [workstream])
        for path, rule in _classification(workstream):
            for number, named in enumerate(rule.preferred):
                login = named.strip().lower()
                line = f"{path}.preferred[{number}]"
                if login not in serves:
                    yield warning(
                        line,
                        f'There is no agent "{login}" who may sign in.',
                        "Correct the login, or take it out.",
                    )
                elif not serves[login] & reached:
                    yield warning(
                        line,
                        f'"{login}" serves none of the queues to which this work goes.',
                        "Make them a member of one of the queues, or prefer somebody else.",
                    )


def _agents_nobody_is(
    configuration: Configuration, agents: Agents, skills: Mapping[SkillId, Skill]
) -> Iterator[Finding]:
    """Find custom rules that demand a skill or an attribute that no agent has so."""
    for queue in configuration.queues:
        for number, ruleset in enumerate(queue.assignment):
            for place, rule in enumerate(ruleset.rules):
                path = f"queues.{queue.id}.assignment[{number}].rules[{place}].when"
                for below, leaf in leaves(rule.when, demanded=True):
                    gives = _giver(leaf, skills)
                    if gives and not any(gives(agent) for agent in agents):
                        yield warning(
                            f"{path}{below}",
                            f"{leaf.attribute} is so for no agent.",
                            "Give it to an agent, or ask for something else.",
                        )


def _giver(leaf: Condition, skills: Mapping[SkillId, Skill]) -> Callable[[AgentSettings], bool] | None:
    """Return whether an agent may pass a comparison, for attributes that stand in the agent's settings."""
    kept = leaf.attribute
    if leaf.other:
        return None
    if kept.startswith(OWN):
        own = kept.removeprefix(OWN)
        return lambda agent: fits(agent.attributes.get(own), leaf)
    if kept.removeprefix(SKILL) in skills and kept.startswith(SKILL):
        wanted = SkillId(kept.removeprefix(SKILL))
        active = skills[wanted].active
        return lambda agent: fits(_rating(agent, wanted) if active else 0, leaf)
    return None


def _rating(agent: AgentSettings, skill_id: str) -> int:
    """Return how rules see the skill: 0 where the agent lacks it."""
    return next((own.rating for own in agent.skills if own.skill_id == skill_id), 0)


def _has(agent: AgentSettings, wanted: SkillRating) -> bool:
    return any(own.skill_id == wanted.skill_id and own.rating >= wanted.rating for own in agent.skills)


def _asked(configuration: Configuration) -> Iterator[tuple[str, Workstream, SkillRating]]:
    for workstream in configuration.workstreams:
        for path, rule in _classification(workstream):
            for number, wanted in enumerate(rule.skills):
                yield f"{path}.skills[{number}]", workstream, wanted


def _classification(workstream: Workstream) -> list[tuple[str, ClassificationRule]]:
    return [
        (f"workstreams.{workstream.id}.classification[{number}].rules[{place}]", rule)
        for number, ruleset in enumerate(workstream.classification)
        for place, rule in enumerate(ruleset.rules)
    ]
