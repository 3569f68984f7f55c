"""Proves what a simulated queue measures where the answer is known, and that its file is read with care."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cordboard.core.workstream import WrapUpBlock
from cordboard.sim.queueing.batches import Level, Window, ratio
from cordboard.sim.queueing.duration import Duration, Kind
from cordboard.sim.queueing.findings import Findings
from cordboard.sim.queueing.measuring import AROUND, measure
from cordboard.sim.queueing.scenario import Ask, Line, Run, Scenario, Shift, Stream, Team
from cordboard.sim.queueing.scenario_file import Mistakes, read
from cordboard.staging.bare_floor import BareFloor

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "queue.toml"
HANDLE = Duration(kind=Kind.CONSTANT, mean_s=100.0)
QUIET = Stream(name="chat", queue="line", per_hour=2.0, handle=HANDLE)
"""An agent is nearly always free."""
BUSY = replace(QUIET, per_hour=32.0)
"""One agent of one unit is busy eight ninths of the time."""
ONE = Team(name="ann", count=1, queues=("line",))
RUN = Run(hours=60, warm_up_hours=1, batches=10, seed=3)
WRONG = """
hours = 3
[run]
hours = -1
batches = 1
seed = "x"
[[queue]]
name = "a"
method = "custom"
[[queue]]
name = "a"
[[agents]]
name = "t"
queues = ["b"]
count = 2.5
shift = { opens = "8", closes = "25:00" }
skills = { x = 11 }
[[stream]]
name = "s"
queue = "c"
per_hour = 0
by_hour = [1, 2]
handle = { kind = "gamma", mean_s = 0 }
asks = [{ skill = "x", probability = 2 }, { skill = "x" }]
wrap_up = 5
"""
KEYS_OF_THE_WRONG = [
    "agents[1].count",
    "agents[1].queues",
    "agents[1].shift.closes",
    "agents[1].shift.opens",
    "agents[1].skills.x",
    "hours",
    "queue",
    "queue[1].method",
    "run.batches",
    "run.hours",
    "run.seed",
    "stream[1].asks",
    "stream[1].asks[1].probability",
    "stream[1].by_hour",
    "stream[1].handle.kind",
    "stream[1].handle.mean_s",
    "stream[1].per_hour",
    "stream[1].queue",
    "stream[1].wrap_up",
    "stream[1].wrap_up.mean_s",
]


def played(*streams: Stream, agents: tuple[Team, ...] = (ONE,), run: Run = RUN) -> Findings:
    queues = (Line(name="line", priority=1), Line(name="behind", priority=2))
    scenario = Scenario(run=run, queues=queues, agents=agents, streams=streams)
    return measure(scenario, BareFloor, lambda _: None)


def value(estimate: object) -> float:
    number = getattr(estimate, "value", None)
    assert isinstance(number, float)
    return number


def test_an_accept_delay_is_part_of_the_wait() -> None:
    slow = replace(QUIET, accept_delay=Duration(kind=Kind.CONSTANT, mean_s=7.0))
    floor = played(slow, agents=(replace(ONE, count=10),)).floor
    assert value(floor.wait_s) == 7.0
    assert value(floor.wait_probability) == 1.0


def test_a_line_is_as_long_as_its_arrivals_times_their_wait() -> None:
    """Little's law, which holds for any course of events but for those who cross a border of the time."""
    floor = played(BUSY).floor
    expected = value(floor.wait_s) * floor.offered / (RUN.hours * 3_600)
    assert value(floor.queue_length) == pytest.approx(expected, rel=0.02)
    assert floor.offered == floor.answered


@pytest.mark.parametrize(
    ("block", "busy_s"), [(WrapUpBlock.ALWAYS, 180), (WrapUpBlock.NEVER, 100), (WrapUpBlock.TIMED, 130)]
)
def test_wrap_up_takes_capacity_for_as_long_as_the_workstream_says(block: WrapUpBlock, busy_s: int) -> None:
    wrap_up = Duration(kind=Kind.CONSTANT, mean_s=80.0)
    stream = replace(BUSY, per_hour=10.0, wrap_up=wrap_up, wrap_up_block=block, wrap_up_block_s=30)
    findings = played(stream)
    busy = findings.floor.answered * busy_s / (RUN.hours * 3_600)
    assert value(findings.occupancy) == pytest.approx(busy, rel=0.01)


def test_who_has_no_patience_leaves_and_counts_unless_at_once() -> None:
    """Nobody works: everybody leaves, and those who leave soon don't count against the service level."""
    stream = replace(QUIET, per_hour=30.0, patience_mean_s=60.0, offer_s=30)
    slow = replace(stream, accept_delay=Duration(kind=Kind.CONSTANT, mean_s=40.0))
    away = replace(ONE, reset_s=1_000_000.0)
    floor = played(slow, agents=(away,), run=replace(RUN, short_abandon_s=1_000_000.0)).floor
    assert (floor.answered, floor.still_waiting) == (0, 0)
    assert value(floor.abandonment) == 1.0
    assert value(floor.wait_s) == pytest.approx(60.0, rel=0.05)
    assert floor.service_level.value is None


def test_agents_who_miss_an_offer_come_back() -> None:
    """One in twenty is missed; its agent is out of the line for a minute, and so is the customer."""
    now_and_then = Duration(kind=Kind.EXPONENTIAL, mean_s=20.0)
    floor = played(replace(QUIET, accept_delay=now_and_then, offer_s=60)).floor
    assert floor.answered == floor.offered
    assert value(floor.wait_s) > 22.0


def test_a_queue_that_comes_first_waits_less() -> None:
    behind = replace(BUSY, name="letters", queue="behind", per_hour=16.0)
    both = replace(ONE, queues=("line", "behind"))
    findings = played(replace(BUSY, per_hour=16.0), behind, agents=(both,))
    assert value(findings.streams["chat"].wait_s) < value(findings.streams["letters"].wait_s) / 2


def test_who_asks_for_a_skill_waits_for_those_who_have_it() -> None:
    agents = (replace(ONE, skills={"thai": 5}), replace(ONE, name="bo", count=3))
    thai = replace(BUSY, name="thai", asks=(Ask(skill="thai", probability=1.0, rating=5),))
    lao = replace(QUIET, name="lao", asks=(Ask(skill="lao", probability=1.0),), patience_mean_s=60.0)
    findings = played(replace(QUIET, per_hour=1.0), thai, lao, agents=agents)
    assert value(findings.streams["thai"].wait_s) > 100 > value(findings.streams["chat"].wait_s)
    assert findings.streams["lao"].answered == 0


def test_what_nobody_can_take_is_said_and_not_averaged() -> None:
    lao = replace(QUIET, asks=(Ask(skill="lao", probability=1.0),))
    floor = played(lao).floor
    assert floor.still_waiting == floor.offered > 0
    assert floor.wait_s.value is None


def test_out_of_hours_work_waits_for_the_morning() -> None:
    """Half of the day is closed: half of the arrivals wait six hours on average."""
    team = replace(ONE, count=50, shift=Shift(opens="06:00", closes="18:00"))
    findings = played(QUIET, agents=(team,), run=replace(RUN, hours=480, batches=20))
    assert value(findings.floor.wait_s) == pytest.approx(3 * 3_600, rel=0.1)
    assert value(findings.floor.wait_probability) == pytest.approx(0.5, abs=0.05)
    busy = findings.floor.answered * 100 / (480 / 2 * 3_600 * 50)
    assert value(findings.occupancy) == pytest.approx(busy, rel=0.02)


def test_arrivals_follow_the_profile_of_the_day() -> None:
    by_hour = (*(0.0,) * 12, *(1.0,) * 12)
    floor = played(replace(QUIET, per_hour=40.0, by_hour=by_hour), run=replace(RUN, hours=240)).floor
    assert floor.offered == pytest.approx(40 * 120, rel=0.05)


def test_the_same_seed_gives_the_same_figures() -> None:
    assert played(BUSY) == played(BUSY)
    assert played(BUSY) != played(BUSY, run=replace(RUN, seed=4))


@given(
    changes=st.lists(st.tuples(st.integers(0, 40), st.integers(-2, 3)), max_size=20),
    batches=st.integers(2, 5),
    start_ms=st.integers(0, 50),
)
def test_a_level_keeps_the_area_of_each_batch(
    changes: list[tuple[int, int]], batches: int, start_ms: int
) -> None:
    window = Window(start_ms, 60, batches)
    level, heights, now_ms = Level(window, 0), [], 0
    for wait_ms, by in changes:
        heights += [level.height] * wait_ms
        now_ms += wait_ms
        level.change(by, now_ms)
    level.advance(now_ms)
    bounds = zip(window.bounds_ms, window.bounds_ms[1:], strict=False)
    assert level.areas == [sum(heights[first:last]) for first, last in bounds]


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    random = Random(1)
    held = 0
    for _ in range(500):
        wholes = [float(random.randint(50, 150)) for _ in range(10)]
        parts = [sum(random.expovariate(0.5) for _ in range(int(whole))) for whole in wholes]
        held += ratio(parts, wholes, 0.9).holds(2.0)
    assert 430 <= held <= 470


@pytest.mark.parametrize("kind", Kind)
def test_durations_have_their_mean(kind: Kind) -> None:
    random, duration = Random(1), Duration(kind=kind, mean_s=50.0)
    assert sum(duration.draw_ms(random) for _ in range(20_000)) / 20_000 == pytest.approx(50_000, rel=0.03)


def test_every_mistake_of_a_file_is_named_with_its_key() -> None:
    with pytest.raises(Mistakes) as caught:
        read(WRONG)
    assert sorted(line.split(": ")[0] for line in str(caught.value).splitlines()) == KEYS_OF_THE_WRONG


@pytest.mark.parametrize("text", ["", "x =", "run = 3", "[run]\nhours = nan", "stream = [1]", "[queue]"])
def test_what_is_no_scenario_is_refused_in_words(text: str) -> None:
    with pytest.raises(Mistakes, match=r".{10}"):
        read(text)


def test_steps_are_told_for_the_progress_bar() -> None:
    steps: list[str] = []
    scenario = Scenario(run=RUN, queues=(Line(name="line"),), agents=(ONE,), streams=(QUIET,))
    measure(scenario, BareFloor, steps.append)
    assert len(steps) == RUN.batches + AROUND


def test_the_command_line_plays_the_example(tmp_path: Path) -> None:
    file = tmp_path / "short.toml"
    file.write_text(
        EXAMPLE.read_text().replace("hours = 480", "hours = 24").replace("batches = 20", "batches = 4")
    )
    done = run_queue(file, "--json")
    figures = json.loads(done.stdout)
    assert figures["offered"] == figures["answered"] + figures["abandoned"] + figures["still_waiting"] > 500
    assert set(figures["streams"]) == {"website", "shop"}
    assert 0 < figures["occupancy"]["value"] < 1
    assert "service_level" in run_queue(file).stdout


def test_the_command_line_says_all_that_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(WRONG)
    done = run_queue(file)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == len(KEYS_OF_THE_WRONG)
    file.write_bytes(b"\xff")
    assert "UTF-8" in run_queue(file).stderr
    assert run_queue(tmp_path / "none.toml").returncode == 1


def run_queue(file: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cordboard", "simulate", "queue", str(file), *more]
    return subprocess.run(command, check=False, capture_output=True, text=True)
