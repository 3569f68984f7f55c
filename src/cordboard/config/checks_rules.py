"""Finds rules that can never match, by themselves or because of those before them."""

from collections.abc import Iterator

from cordboard.config.checks_attributes import Attributes
from cordboard.config.checks_conditions import Domains, contradiction, implies
from cordboard.config.checks_finding import Finding, warning
from cordboard.config.checks_rulelists import Rule, RuleList, rule_lists
from cordboard.core.configuration import Configuration


def rules_that_never_match(configuration: Configuration) -> Iterator[Finding]:
    """Find rules whose conditions contradict themselves, and those behind rules that take all that fits."""
    given = Attributes(configuration)
    for rules in rule_lists(configuration):
        yield from _of_list(rules, given.domains(rules))


def _of_list(rules: RuleList, domains: Domains) -> Iterator[Finding]:
    earlier: list[Rule] = []
    for number, rule in enumerate(rules.rules):
        path = f"{rules.path}[{number}]"
        said = contradiction(rule.when, domains)
        if said is not None:
            yield warning(
                f"{path}.when",
                f'"{rule.name}" can never match: {said}.',
                "Correct the condition, or take the rule out.",
            )
            continue
        taker = next((one for one in earlier if implies(rule.when, one.when)), None)
        if taker is not None:
            yield _behind(path, rule, taker)
        elif rule.final:
            earlier.append(rule)


def _behind(path: str, rule: Rule, taker: Rule) -> Finding:
    all_of_it = "everything" if taker.when is None else "all that fits it"
    return warning(
        path,
        f'"{rule.name}" is never reached: "{taker.name}" before it takes {all_of_it}.',
        f'Move it before "{taker.name}", or narrow the condition of "{taker.name}".',
    )
