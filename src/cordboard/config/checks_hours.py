"""Finds hours that never open, and hours that nobody keeps."""

from collections.abc import Iterator
from datetime import date, timedelta

from cordboard.config.checks_finding import Finding, error, warning
from cordboard.config.checks_rulelists import attributes_read
from cordboard.core.configuration import AgentSettings, Configuration
from cordboard.core.hours import Holiday

CLOSED_FOR_GOOD = timedelta(days=5 * 365)
"""Nobody closes for five years on end and means to open again under the same slots."""


def hours_that_never_open(configuration: Configuration) -> Iterator[Finding]:
    """Find hours without a slot, and those that holidays cover for good."""
    for hours in configuration.hours:
        path = f"hours.{hours.id}"
        if not hours.slots:
            yield error(f"{path}.slots", "These hours have no slot, so they never open.", "Add a slot.")
        elif _closed_for_good(hours.holidays):
            yield error(
                f"{path}.holidays",
                "Holidays follow each other for five years or more, so these hours never open.",
                "Correct the last day of the holiday that is too long.",
            )


def unused_hours(configuration: Configuration, agents: tuple[AgentSettings, ...]) -> Iterator[Finding]:
    """Find hours that no queue, no agent and no condition goes by."""
    kept = {queue.hours_id for queue in configuration.queues} | {agent.hours_id for agent in agents}
    asked = attributes_read(configuration)
    for hours in configuration.hours:
        if hours.id not in kept and f"hours.{hours.id}" not in asked:
            yield warning(
                f"hours.{hours.id}",
                "No queue, agent or rule uses these hours.",
                "Give them to a queue or an agent, or take them out.",
            )


def _closed_for_good(holidays: tuple[Holiday, ...]) -> bool:
    """Whether holidays that touch or overlap make a stretch as long as CLOSED_FOR_GOOD."""
    spans = sorted(span for holiday in holidays if (span := _span(holiday)) is not None)
    first = last = None
    for start, end in spans:
        if first is None or last is None or (start - last).days > 1:
            first, last = start, end
        last = max(last, end)
        if last - first >= CLOSED_FOR_GOOD:
            return True
    return False


def _span(holiday: Holiday) -> tuple[date, date] | None:
    """First and last day of a holiday; None when they can't be read."""
    try:
        first = date.fromisoformat(holiday.first)
        last = date.fromisoformat(holiday.last or holiday.first)
    except ValueError:
        return None
    return (first, last) if first <= last else None
