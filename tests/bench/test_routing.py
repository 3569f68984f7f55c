"""How routing is measured, and that what is measured decides as it should."""

import gc
from pathlib import Path

import pytest

from cordboard.bench import naive, report, routing
from cordboard.bench.routing import AIMS, AT_LEAST, Floors, Plan
from cordboard.bench.shift import Shift
from cordboard.bench.workload import Size, Workload
from cordboard.boot import calm_the_collector
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation, State
from cordboard.staging.measured_floor import in_memory, stored

TINY = Size(agents=12, waiting=60, queues=4, skills=3)
FLOORS = Floors(in_memory=in_memory, stored=stored, calm_the_collector=calm_the_collector)
PLAN = Plan(
    large=Size(agents=20, waiting=90, queues=4, skills=3),
    small=TINY,
    ruled=Size(agents=8, waiting=30, queues=2, skills=2, custom=True),
    rounds=2,
    decisions=6,
    steps=3,
    naive=3,
    custom=3,
    batch=4,
    batches=2,
    warm_batches=1,
)


@pytest.fixture
def shift() -> Shift:
    workload = Workload(TINY)
    shift = Shift(in_memory(workload.values()), workload)
    shift.settle()
    return shift


def waiting(shift: Shift) -> list[Conversation]:
    return [one for one in shift.floor.all(Conversation) if one.state is State.OPEN]


def test_a_tiny_plan_gives_every_figure_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routing, "require_disk", lambda _: None)  # what is measured here is not judged
    threshold = gc.get_threshold()
    steps: list[str] = []
    figures = routing.measure(PLAN, tmp_path, FLOORS, steps.append)
    assert set(AIMS) | AT_LEAST <= set(figures)
    assert all(value is not None and value > 0 for value in figures.values()), figures
    assert figures["decisions"] == PLAN.rounds * PLAN.decisions
    assert figures["durable_assignments"] == PLAN.batches * PLAN.batch
    assert len(steps) == PLAN.parts
    assert not list(tmp_path.iterdir())
    assert gc.get_threshold() == threshold
    assert not gc.get_freeze_count()


def test_at_first_nobody_can_take_anything(shift: Shift) -> None:
    assert naive.first_fit(shift.floor) is None
    assert len(waiting(shift)) == TINY.waiting


def test_the_floor_decides_as_the_naive_scan_does(shift: Shift) -> None:
    for _ in range(5):
        for agent_id in shift.next_agents(TINY.agents):
            shift.free(agent_id)
            expected = naive.first_fit(shift.floor)
            offer = shift.go_on(agent_id)
            assert offer is not None
            assert (offer.conversation_id, offer.agent_id) == expected


def test_a_floor_that_decides_otherwise_is_noticed(shift: Shift, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naive, "first_fit", lambda _: None)
    with pytest.raises(AssertionError, match="the naive scan"):
        routing._time_naive(PLAN, shift)


def test_the_backlog_stays_as_it_is_and_everybody_stays_busy(shift: Shift) -> None:
    before = sorted((work.queue_id, work.skills[0].skill_id) for work in waiting(shift))
    for agent_id in shift.next_agents(TINY.agents):
        spent_ns, offer = shift.decide(agent_id)
        assert offer is not None
        assert spent_ns > 0
    for agent_id in shift.next_agents(TINY.agents):
        assert shift.step(agent_id)[1] is not None
    assert sorted((work.queue_id, work.skills[0].skill_id) for work in waiting(shift)) == before
    assert {shift.floor.units_held(agent.id) for agent in shift.floor.all(Agent)} == {1}
    assert naive.first_fit(shift.floor) is None


def test_the_same_size_gives_the_same_floor() -> None:
    assert list(Workload(TINY).values()) == list(Workload(TINY).values())


def test_a_figure_that_is_to_be_reached_is_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    figures = {"decisions_per_cpu_s": 30_000.0, "durable_assignments_per_cpu_s": 1_000.0, "growth": 1.2}
    report.show("Routing", figures, as_json=False, aims=AIMS, at_least=AT_LEAST)
    rows = {line.split("│")[1].strip(): line for line in capsys.readouterr().out.splitlines() if "│" in line}
    assert [rows[name].split("│")[4].strip() for name in figures] == ["yes", "no", "yes"]
