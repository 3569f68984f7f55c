"""Reads a scenario from a TOML file; everything that is wrong with it is said in one pass."""

import tomllib
from datetime import time

from cordboard.core.configuration_mistakes import ID
from cordboard.core.skill import Matching
from cordboard.core.workstream import Method, WrapUpBlock
from cordboard.sim.queueing.duration import Duration, Kind
from cordboard.sim.queueing.keys import IDENTITY, NAME_LIMIT, Keys
from cordboard.sim.queueing.scenario import Ask, Line, Run, Scenario, Shift, Stream, Team

METHODS = (Method.HIGHEST_CAPACITY, Method.ROUND_ROBIN, Method.LEAST_ACTIVE)
"""Those that need no rules."""
HOURS_LIMIT = 1_000_000.0
SECONDS_LIMIT = 1_000_000.0
RATE_LIMIT = 1_000_000.0
HOURS_LEAST = 0.001
SECONDS_LEAST = 0.001
"""Times are whole milliseconds."""
RATE_LEAST = 0.000_001
"""One arrival in more than a hundred years."""
FACTORS = (0.001, 1_000.0)
"""The busiest hour of `by_hour` lies between these; a factor of an hour may be 0."""
COUNT_LIMIT = 10_000
SKILLS_LIMIT = 20
"""So many details a conversation may have, and each asks for one skill."""
CONFIDENCES = (0.5, 0.9999)
HOURS_OF_A_DAY = 24


class Mistakes(Exception):
    """A file describes no scenario; the message has a line for each mistake, with its key."""


def read(text: str) -> Scenario:
    """Return the scenario that a file describes.

    Raises:
        Mistakes: with all of them.
    """
    try:
        table = tomllib.loads(text)
    except RecursionError as error:
        raise Mistakes("This is no TOML that can be read: it is nested too deeply.") from error
    except ValueError as error:
        # A number without end is no mistake of TOML to the parser, and can't be read either.
        raise Mistakes(f"This is no TOML: {error}") from error
    mistakes: list[str] = []
    keys = Keys(table, "", mistakes)
    queues = tuple(_line(one) for one in keys.tables("queue"))
    scenario = Scenario(
        run=_run(keys.table("run")),
        queues=queues,
        agents=tuple(_team(one, {queue.name for queue in queues}) for one in keys.tables("agents")),
        streams=tuple(_stream(one, {queue.name for queue in queues}) for one in keys.tables("stream")),
    )
    keys.close()
    mistakes += _twice(scenario)
    if mistakes:
        raise Mistakes("\n".join(mistakes))
    return scenario


def _twice(scenario: Scenario) -> list[str]:
    """Say which names are used twice among things of one kind; agents sign in without regard to case."""
    kinds = {
        "queue": [one.name.lower() for one in scenario.queues],
        "agents": [one.name.lower() for one in scenario.agents],
        "stream": [one.name.lower() for one in scenario.streams],
    }
    return [
        f"{kind}: the name {one!r} is used {names.count(one)} times."
        for kind, names in kinds.items()
        for one in dict.fromkeys(names)
        if one and names.count(one) > 1
    ]


def _run(keys: Keys) -> Run:
    run = Run(
        hours=keys.number("hours", low=HOURS_LEAST, high=HOURS_LIMIT),
        warm_up_hours=keys.number("warm_up_hours", 0.0, high=HOURS_LIMIT),
        batches=keys.whole("batches", 20, low=2, high=1_000),
        seed=keys.whole("seed", 1, low=0, high=2**63),
        confidence=keys.number("confidence", 0.95, low=CONFIDENCES[0], high=CONFIDENCES[1]),
        service_level_s=keys.number("service_level_s", 20.0, high=SECONDS_LIMIT),
        short_abandon_s=keys.number("short_abandon_s", 0.0, high=SECONDS_LIMIT),
        session_limit=keys.whole("session_limit", 10, low=1, high=COUNT_LIMIT),
    )
    keys.close()
    return run


def _line(keys: Keys) -> Line:
    line = Line(
        name=keys.identity("name"),
        priority=keys.whole("priority", 100, low=0, high=COUNT_LIMIT),
        method=keys.choice("method", Method.HIGHEST_CAPACITY, METHODS),
    )
    keys.close()
    return line


def _team(keys: Keys, queues: set[str]) -> Team:
    team = Team(
        name=keys.identity("name"),
        count=keys.whole("count", low=1, high=COUNT_LIMIT),
        queues=keys.list_of("queues", str),
        capacity=keys.whole("capacity", 1, low=1, high=COUNT_LIMIT),
        skills=_ratings(keys.table("skills")),
        shift=_shift(keys),
        reset_s=keys.number("reset_s", 60.0, high=SECONDS_LIMIT),
    )
    for one in team.queues:
        if one not in queues:
            keys.wrong("queues", f"there is no queue {one!r}")
    keys.close()
    return team


def _ratings(keys: Keys) -> dict[str, int]:
    ratings = {skill: keys.whole(skill, low=1, high=10) for skill in keys.others()}
    for skill in ratings:
        if not ID.fullmatch(skill) or len(skill) > NAME_LIMIT:
            keys.wrong(skill, f"a skill {IDENTITY}, {NAME_LIMIT} at most")
    return ratings


def _shift(keys: Keys) -> Shift | None:
    if not keys.has("shift"):
        return None
    shift = keys.table("shift")
    opens, closes = shift.name("opens"), shift.name("closes")
    for key, value in (("opens", opens), ("closes", closes)):
        if value and not _is_time(value):
            shift.wrong(key, f'must be a time such as "08:00", and is {value!r}')
    if opens and opens == closes:
        shift.wrong("closes", "is when it opens; leave the shift out for working round the clock")
    shift.close()
    return Shift(opens=opens, closes=closes)


def _is_time(text: str) -> bool:
    try:
        at = time.fromisoformat(text)
    except ValueError:
        return False
    return at.strftime("%H:%M") == text


def _stream(keys: Keys, queues: set[str]) -> Stream:
    stream = Stream(
        name=keys.identity("name"),
        queue=keys.name("queue"),
        per_hour=keys.number("per_hour", low=RATE_LEAST, high=RATE_LIMIT),
        by_hour=_by_hour(keys),
        handle=_duration(keys, "handle"),
        patience_mean_s=_patience(keys),
        accept_delay=_duration(keys, "accept_delay", may_lack=True),
        offer_s=keys.whole("offer_s", 120, low=1, high=3_600),
        wrap_up=_duration(keys, "wrap_up", may_lack=True),
        wrap_up_block=keys.choice("wrap_up_block", WrapUpBlock.ALWAYS, tuple(WrapUpBlock)),
        wrap_up_block_s=keys.whole("wrap_up_block_s", 120, low=30, high=3_600),
        units=keys.whole("units", 1, low=1, high=COUNT_LIMIT),
        matching=keys.choice("matching", Matching.EXACT, tuple(Matching)),
        asks=_asks(keys),
    )
    if stream.queue and stream.queue not in queues:
        keys.wrong("queue", f"there is no queue {stream.queue!r}")
    keys.close()
    return stream


def _by_hour(keys: Keys) -> tuple[float, ...]:
    factors = keys.list_of("by_hour", float, ())
    least, most = FACTORS
    right = len(factors) == HOURS_OF_A_DAY and all(0 <= one <= most for one in factors)
    if factors and not (right and max(factors) >= least):
        sentence = f"must be {HOURS_OF_A_DAY} factors of 0 to {most:g}, the largest at least {least:g}"
        keys.wrong("by_hour", sentence)
        return ()
    return factors


def _patience(keys: Keys) -> float | None:
    given = keys.has("patience_mean_s")
    return keys.number("patience_mean_s", low=SECONDS_LEAST, high=SECONDS_LIMIT) if given else None


def _duration(keys: Keys, key: str, *, may_lack: bool = False) -> Duration:
    """Read a distribution; what may lack may also take no time."""
    given = keys.has(key)
    table = keys.table(key)
    if may_lack and not given:
        return Duration(kind=Kind.CONSTANT, mean_s=0.0)
    duration = Duration(
        kind=table.choice("kind", Kind.EXPONENTIAL, tuple(Kind)),
        mean_s=table.number("mean_s", low=SECONDS_LEAST, high=SECONDS_LIMIT, or_none=may_lack),
        deviation_s=table.number("deviation_s", high=SECONDS_LIMIT) if table.has("deviation_s") else None,
    )
    if duration.deviation_s is not None and duration.kind is not Kind.LOGNORMAL:
        table.wrong("deviation_s", f"counts for {Kind.LOGNORMAL.value} only")
    table.close()
    return duration


def _asks(keys: Keys) -> tuple[Ask, ...]:
    tables = keys.tables("asks", needed=False)
    asks = tuple(
        Ask(
            skill=one.identity("skill"),
            probability=one.number("probability", 1.0, high=1.0),
            rating=one.whole("rating", 1, low=1, high=10),
        )
        for one in tables
    )
    for one in tables:
        one.close()
    if len(asks) > SKILLS_LIMIT or len({one.skill for one in asks}) < len(asks):
        keys.wrong("asks", f"must be at most {SKILLS_LIMIT} skills, each once")
    return asks
