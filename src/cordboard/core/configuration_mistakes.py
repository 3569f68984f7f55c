"""Finds what is wrong with a configuration in itself: ids that lead nowhere, numbers out of range."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cordboard.core.configuration import AgentSettings, Configuration
from cordboard.core.dashboard import check_dashboards, check_default
from cordboard.core.errors import Refusal
from cordboard.core.hours import Hours, flaws_of
from cordboard.core.notification_mistakes import notification_mistakes, slot_mistakes
from cordboard.core.overflow import Overflow, OverflowAct, OverflowCause, WaitingOverflow
from cordboard.core.presence import STOCK_OPTIONS, PresenceOption
from cordboard.core.rule_mistakes import (
    UNITS_LIMIT,
    Known,
    Mistake,
    assignment_mistakes,
    bucket_mistakes,
    classification_mistakes,
    name_mistakes,
    range_mistakes,
    rating_mistakes,
    reference_mistakes,
    route_mistakes,
)
from cordboard.core.session_mistakes import application_mistakes, session_template_mistakes
from cordboard.core.skill import RatingModel, Skill
from cordboard.core.widget import check_widget
from cordboard.core.workstream import DAY_S, MINUTE_S, Organisation, Queue, Workstream

ID = re.compile(r"[A-Za-z0-9_-]{1,100}")
LONGEST_S = 366 * DAY_S
"""Far more than any clock of a workstream needs, and few enough to be added to a time."""
COUNT_LIMIT = 10_000
RATING_LIMIT = 1_000
PRIORITY_LIMIT = 1_000_000
BLOCK_S = (30, 3_600)
"""Shortest and longest timed wrap-up block (mission decision 4)."""
WAITED_S = (MINUTE_S, 2 * DAY_S)
"""Shortest and longest wait before a queue overflows (domain 4.6)."""
OPEN_ITEMS = (1, 100)
"""What can be a queue's limit of open items (domain 4.6)."""
STANDARD_RATINGS = (1, 10)
TIMES_S: dict[str, int] = {
    "offer_s": 1,
    "displayed_within_s": 1,
    "unseen_reroute_s": 1,
    "customer_grace_s": 0,
    "affinity_wait_s": 0,
    "auto_close.open_s": 1,
    "auto_close.active_s": 1,
    "auto_close.waiting_s": 1,
    "auto_close.wrap_up_s": 1,
}
"""Times of a workstream, each with the shortest that makes sense."""


def mistakes_of(configuration: Configuration, agents: tuple[AgentSettings, ...] | None) -> list[Mistake]:
    """Return every mistake with its place, in the order of the sections; none means that it can work."""
    known = _known(configuration)
    return [
        *_organisation(configuration.organisation, known),
        *_all("presences", configuration.presences, _presence),
        *_all("hours", configuration.hours, lambda path, one: _hours(path, one, known)),
        *_all("profiles", configuration.profiles, lambda path, one: _count(f"{path}.limit", one.limit)),
        *_all("rating_models", configuration.rating_models, _model),
        *_all("skills", configuration.skills, lambda path, one: _skill(path, one, configuration)),
        *_all("applications", configuration.applications, application_mistakes),
        *_all(
            "session_templates",
            configuration.session_templates,
            lambda path, one: session_template_mistakes(path, one, known.applications),
        ),
        *_all("notifications", configuration.notifications, notification_mistakes),
        *_all("queues", configuration.queues, lambda path, one: _queue(path, one, known)),
        *_all("workstreams", configuration.workstreams, lambda path, one: _workstream(path, one, known)),
        *(found for settings in agents or () for found in _agent(settings, known)),
    ]


def _known(configuration: Configuration) -> Known:
    models = {one.id: (one.lowest, one.highest) for one in configuration.rating_models}
    return Known(
        queues={one.id for one in configuration.queues},
        hours={one.id for one in configuration.hours},
        profiles={one.id for one in configuration.profiles},
        presences={one.id for one in (*STOCK_OPTIONS, *configuration.presences)},
        time_zones={one.id for one in configuration.time_zones},
        applications={one.id for one in configuration.applications},
        session_templates={one.id for one in configuration.session_templates},
        notifications={one.id for one in configuration.notifications},
        ratings={
            one.id: models.get(one.model_id, STANDARD_RATINGS) if one.model_id else STANDARD_RATINGS
            for one in configuration.skills
        },
    )


def _all(
    section: str, values: Iterable[Any], find: Callable[[str, Any], Iterator[Mistake]]
) -> Iterator[Mistake]:
    """Find what is wrong with each of a section: its id, its name, and what only its kind can have."""
    seen = set()
    for value in values:
        path = f"{section}.{value.id}"
        if ID.fullmatch(value.id) is None:
            yield path, "An id has 1 to 100 letters, digits, hyphens and underscores."
        if value.id in seen:
            yield path, "This id is there twice."
        seen.add(value.id)
        yield from name_mistakes(path, value.name)
        yield from find(path, value)


def _organisation(organisation: Organisation, known: Known) -> Iterator[Mistake]:
    yield from name_mistakes("organisation", organisation.name)
    for field in ("session_limit", "decliners_limit"):
        yield from _count(f"organisation.{field}", getattr(organisation, field))
    for field in ("restore_s", "closed_is_gone_s"):
        yield from range_mistakes(f"organisation.{field}", getattr(organisation, field), 0, DAY_S, "s")
    yield from _zone("organisation.time_zone", organisation.time_zone, known)
    yield from _dashboards(organisation)


def _dashboards(organisation: Organisation) -> Iterator[Mistake]:
    """Say nothing of the default where there is nothing to choose from."""
    try:
        check_dashboards(organisation.dashboards)
    except Refusal as refusal:
        yield "organisation.dashboards", refusal.sentence
    try:
        if organisation.dashboards:
            check_default(organisation.dashboards, organisation.default_dashboard)
    except Refusal as refusal:
        yield "organisation.default_dashboard", refusal.sentence


def _zone(path: str, time_zone: str, known: Known) -> Iterator[Mistake]:
    """UTC has no turns and needs no data."""
    if time_zone != "UTC":
        yield from reference_mistakes(path, time_zone, known.time_zones, "time zone")


def _presence(path: str, option: PresenceOption) -> Iterator[Mistake]:
    if option.id in {one.id for one in STOCK_OPTIONS}:
        yield path, f"The presence {option.id} is always there and can't be set."


def _count(path: str, number: int | None) -> Iterator[Mistake]:
    return range_mistakes(path, number, 1, COUNT_LIMIT)


def _hours(path: str, hours: Hours, known: Known) -> Iterator[Mistake]:
    yield from _zone(f"{path}.time_zone", hours.time_zone, known)
    for place, holiday in enumerate(hours.holidays):
        yield from name_mistakes(f"{path}.holidays[{place}]", holiday.name)
    for place_of_flaw, sentence in flaws_of(hours):
        yield f"{path}.{place_of_flaw}", sentence


def _model(path: str, model: RatingModel) -> Iterator[Mistake]:
    yield from range_mistakes(f"{path}.lowest", model.lowest, 0, RATING_LIMIT)
    yield from range_mistakes(f"{path}.highest", model.highest, max(model.lowest, 0), RATING_LIMIT)
    for name, rating in model.names.items():
        yield from range_mistakes(f"{path}.names.{name}", rating, model.lowest, model.highest)


def _skill(path: str, skill: Skill, configuration: Configuration) -> Iterator[Mistake]:
    models = {one.id for one in configuration.rating_models}
    yield from reference_mistakes(f"{path}.model_id", skill.model_id, models, "rating model")


def _queue(path: str, queue: Queue, known: Known) -> Iterator[Mistake]:
    yield from range_mistakes(f"{path}.priority", queue.priority, 0, PRIORITY_LIMIT)
    yield from assignment_mistakes(f"{path}.assignment", queue.assignment)
    yield from bucket_mistakes(f"{path}.prioritisation", queue.prioritisation)
    yield from reference_mistakes(f"{path}.hours_id", queue.hours_id, known.hours, "hours")
    for place, overflow in enumerate(queue.overflow):
        here = f"{path}.overflow[{place}]"
        yield from _target(here, overflow, queue, known)
        if overflow.cause is OverflowCause.WORK_ITEMS:
            yield from range_mistakes(f"{here}.limit", overflow.limit, *OPEN_ITEMS, "items")
    waiting = queue.waiting_overflow
    if waiting is not None:
        here = f"{path}.waiting_overflow"
        yield from _target(here, waiting, queue, known)
        yield from range_mistakes(f"{here}.after_s", waiting.after_s, *WAITED_S, "s")
        if waiting.act is OverflowAct.ASSIGN_ANYWAY:
            yield f"{here}.act", "Work that has waited is ended, or goes to another queue."


def _target(path: str, overflow: Overflow | WaitingOverflow, queue: Queue, known: Known) -> Iterator[Mistake]:
    if overflow.act is not OverflowAct.TO_QUEUE:
        if overflow.queue_id is not None:
            yield f"{path}.queue_id", "A queue is named for to_queue only."
    elif overflow.queue_id is None:
        yield path, "To send work to a queue, name it as queue_id."
    elif overflow.queue_id == queue.id:
        yield f"{path}.queue_id", "A queue can't overflow into itself."
    else:
        yield from reference_mistakes(f"{path}.queue_id", overflow.queue_id, known.queues, "queue")


def _workstream(path: str, workstream: Workstream, known: Known) -> Iterator[Mistake]:
    yield from reference_mistakes(f"{path}.queue_id", workstream.queue_id, known.queues, "queue")
    yield from range_mistakes(f"{path}.units", workstream.units, 0, UNITS_LIMIT, "units")
    if workstream.units == 0 and not workstream.profiles:
        yield (
            f"{path}.units",
            "Work takes units, or counts in a profile; otherwise agents would never be full.",
        )
    yield from slot_mistakes(f"{path}.notifications", workstream.notifications, known.notifications)
    here = f"{path}.session_template_id"
    yield from reference_mistakes(
        here, workstream.session_template_id, known.session_templates, "session template"
    )
    for place, profile_id in enumerate(workstream.profiles):
        yield from reference_mistakes(f"{path}.profiles[{place}]", profile_id, known.profiles, "profile")
    yield from classification_mistakes(f"{path}.classification", workstream.classification, known)
    yield from route_mistakes(f"{path}.routes", workstream.routes, known)
    yield from range_mistakes(f"{path}.wrap_up_block_s", workstream.wrap_up_block_s, *BLOCK_S, "s")
    for field, shortest in TIMES_S.items():
        owner, _, name = field.rpartition(".")
        held = getattr(workstream, owner) if owner else workstream
        yield from range_mistakes(f"{path}.{field}", getattr(held, name), shortest, LONGEST_S, "s")
    for field in ("decline_limit", "open_per_visitor"):
        yield from _count(f"{path}.{field}", getattr(workstream, field))
    try:
        check_widget(workstream.widget)
    except Refusal as refusal:
        yield f"{path}.widget", refusal.sentence


def _agent(settings: AgentSettings, known: Known) -> Iterator[Mistake]:
    path = f"agents.{settings.login}"
    yield from range_mistakes(f"{path}.capacity_units", settings.capacity_units, 0, UNITS_LIMIT, "units")
    for place, queue_id in enumerate(settings.queue_ids):
        yield from reference_mistakes(f"{path}.queue_ids[{place}]", queue_id, known.queues, "queue")
    yield from rating_mistakes(f"{path}.skills", settings.skills, known)
    for place, one in enumerate(settings.profiles):
        here = f"{path}.profiles[{place}]"
        yield from reference_mistakes(f"{here}.profile_id", one.profile_id, known.profiles, "profile")
        yield from range_mistakes(f"{here}.limit", one.limit, 0, COUNT_LIMIT)
        if one.profile_id in {before.profile_id for before in settings.profiles[:place]}:
            yield f"{here}.profile_id", f"The profile {one.profile_id!r} is there twice."
    yield from reference_mistakes(f"{path}.hours_id", settings.hours_id, known.hours, "hours")
    yield from reference_mistakes(
        f"{path}.default_presence", settings.default_presence, known.presences, "presence"
    )
