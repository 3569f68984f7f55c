"""Reads a whole configuration as a sceptic would: `cordboard check`, which `apply` asks too."""

from collections.abc import Callable, Iterator

from cordboard.config.checks_assignment import custom_methods
from cordboard.config.checks_attributes import unknown_attributes
from cordboard.config.checks_finding import Finding, Severity
from cordboard.config.checks_hours import hours_that_never_open, unused_hours
from cordboard.config.checks_moments import settled_attributes
from cordboard.config.checks_notifications import (
    notifications_nobody_sees,
    settings_of_the_stock_template,
    slugs_of_notifications,
)
from cordboard.config.checks_overflow import overflow_circles
from cordboard.config.checks_people import (
    preferred_strangers,
    profiles_nobody_has,
    skills_in_vain,
    skills_nobody_has,
    units_nobody_has,
)
from cordboard.config.checks_queues import unreached_queues, unserved_queues
from cordboard.config.checks_rules import rules_that_never_match
from cordboard.config.checks_sessions import sessions_nobody_meets, slugs_of_sessions
from cordboard.config.checks_workstreams import settings_at_odds
from cordboard.core.configuration import AgentSettings, Configuration

__all__ = ["Finding", "Severity", "check"]

OF_DEFINITIONS: tuple[Callable[[Configuration], Iterator[Finding]], ...] = (
    hours_that_never_open,
    overflow_circles,
    custom_methods,
    unreached_queues,
    unknown_attributes,
    settled_attributes,
    rules_that_never_match,
    settings_at_odds,
    skills_in_vain,
    sessions_nobody_meets,
    slugs_of_sessions,
    notifications_nobody_sees,
    slugs_of_notifications,
    settings_of_the_stock_template,
)

OF_PEOPLE: tuple[Callable[[Configuration, tuple[AgentSettings, ...]], Iterator[Finding]], ...] = (
    unserved_queues,
    skills_nobody_has,
    profiles_nobody_has,
    units_nobody_has,
    preferred_strangers,
    unused_hours,
)
"""What can only be said of definitions together with those who work by them."""


def check(configuration: Configuration, agents: tuple[AgentSettings, ...] | None) -> list[Finding]:
    """Return all that can't be meant, errors first.

    References may name what isn't there: that is said where the file is read, and passed over here.
    `agents` is None where those who work are not known; then nothing is said of them.
    """
    found = [finding for look in OF_DEFINITIONS for finding in look(configuration)]
    if agents is not None:
        found += [finding for look in OF_PEOPLE for finding in look(configuration, agents)]
    return sorted(found, key=lambda finding: finding.severity is not Severity.ERROR)
