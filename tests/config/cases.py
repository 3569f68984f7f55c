"""Lays out a case of the linter: what spoils a sound configuration, what is found then, and what mends it."""

from typing import NamedTuple

from msgspec.structs import replace

from config.sound import (
    DEVICE,
    KIND,
    LANGUAGE,
    MONEY,
    SOUND,
    Edit,
    Scene,
    being,
    edited,
    queue,
    workstream,
)
from cordboard.config.checks import Finding, Severity, check
from cordboard.core.rules import (
    AssignmentRule,
    AssignmentRuleset,
    Condition,
    RouteRule,
    Ruleset,
)

ERROR, WARNING = Severity


class Case(NamedTuple):
    """A finding that stands alone, and is gone after the smallest mend."""

    name: str
    spoil: tuple[Edit, ...]
    severity: Severity
    path: str
    said: str
    """Part of the sentence."""
    mend: tuple[Edit, ...]
    """Made to what was spoilt."""


def looked_at(scene: Scene) -> list[Finding]:
    return check(scene.configuration, scene.agents)


def assert_found_and_mended(case: Case) -> None:
    spoilt = edited(SOUND, *case.spoil)
    found = looked_at(spoilt)
    assert [(one.severity, one.path) for one in found] == [(case.severity, case.path)], found
    assert case.said in found[0].sentence
    assert found[0].mend
    assert looked_at(edited(spoilt, *case.mend)) == []


def classified(*rulesets: Ruleset) -> Edit:
    return workstream("website", classification=rulesets)


def routed(*routes: RouteRule) -> Edit:
    return workstream("website", routes=routes)


def topics(when: Condition) -> Edit:
    """Let the first rule of the kinds go by another condition."""
    return classified(LANGUAGE, replace(KIND, rules=(replace(DEVICE, when=when), MONEY)))


def outputs(**changes: object) -> Edit:
    return classified(LANGUAGE, replace(KIND, rules=(replace(DEVICE, **changes), MONEY)))


def experts(*rules: AssignmentRule) -> Edit:
    return queue("technical", assignment=(AssignmentRuleset(name="all", rules=rules),))


TOPIC = being("detail.topic", "repair")
WHEN = "workstreams.website.classification[1].rules[0].when"
FIRST_RULE = "workstreams.website.classification[1].rules[0]"
RULES = "queues.technical.assignment[0].rules"
