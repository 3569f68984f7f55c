"""What the bench of the workspace makes of its times, and one small run in a real Chromium."""

from pathlib import Path

import pytest

from cordboard import measure
from cordboard.bench import sizes
from cordboard.bench.wires import Unmeasurable
from cordboard.bench.workspace import AIMS, Plan, Taken, figures
from cordboard.bench.workspace import measure as run_bench
from cordboard.settings import load

SHORT = Plan(
    sessions=2, messages=40, offers=2, switches=4, warm_ups=1, typing_s=0.6, idle_frames=5, idle_keys=3
)
WEIGHTS = {"first_load_js_gzip_kb": 400.0, "widget_gzip_kb": 30.1, "whole_run_js_gzip_kb": 410.0}


def noted() -> Taken:
    """A hundred offers of 1 to 100 ms, and all else good."""
    return Taken(
        offers=[float(ms) for ms in range(1, 101)],
        clicks=[10.0] * 19,
        by_key=[50.0],
        keys=[8.0],
        idle_frames=[16.7],
        idle_keys=[7.0],
        machine_tasks=[30.0],
    )


def test_a_percentile_is_a_value_that_was_measured() -> None:
    found = figures(SHORT, noted(), WEIGHTS)
    assert (found["offer_to_paint_p50_ms"], found["offer_to_paint_p95_ms"]) == (50, 95)


def test_switches_by_mouse_and_by_key_count_together_and_those_by_key_apart() -> None:
    found = figures(SHORT, noted(), WEIGHTS)
    assert (found["session_switch_p95_ms"], found["session_switch_by_key_p95_ms"]) == (10, 50)


def test_an_aim_is_met_by_its_very_value_and_missed_above_it() -> None:
    assert figures(SHORT, noted(), WEIGHTS)["missed"] == ["widget_gzip_kb"]


def test_one_long_task_while_somebody_types_is_one_too_many_and_those_of_switching_stand_apart() -> None:
    taken = noted()
    taken.switch_tasks, taken.typing_tasks = [80.0, 90.0], [51.0]
    found = figures(SHORT, taken, WEIGHTS)
    assert "long_tasks_over_50_ms" in str(found["missed"])
    counted = ("long_tasks_over_50_ms", "longest_task_ms", "switch_long_tasks", "longest_switch_task_ms")
    assert [found[name] for name in counted] == [1, 51, 2, 90]


def test_what_was_not_measured_is_unknown_and_no_success() -> None:
    taken = noted()
    taken.keys = []
    found = figures(SHORT, taken, WEIGHTS)
    assert found["input_to_next_frame_p95_ms"] is None
    assert "input_to_next_frame_p95_ms" in str(found["missed"])


def test_a_customer_downloads_the_words_of_one_language_the_longest(tmp_path: Path) -> None:
    assets = tmp_path / "assets"
    assets.mkdir()
    for name in ("loader.js", "frame.html", "assets/frame-1.js", "assets/en-1.js"):
        (tmp_path / name).write_bytes(b"")
    before = sizes.widget_gzip_kb(tmp_path)
    thai = bytes(range(256)) * 8
    (assets / "th-1.js").write_bytes(thai)
    (assets / "lv-1.js").write_bytes(thai[:200])
    assert sizes.widget_gzip_kb(tmp_path) == pytest.approx(
        before + sizes.gzip_kb([assets / "th-1.js"]) - sizes.gzip_kb([assets / "en-1.js"]), abs=0.11
    )


def test_only_the_workspaces_scripts_are_weighed_each_once(tmp_path: Path) -> None:
    paths = ["/", "/workspace/assets/b.js", "/workspace/assets/b.js", "/workspace/assets/a.css", "/api/me"]
    assert sizes.scripts(paths, tmp_path) == [tmp_path / "assets" / "b.js"]


def test_without_playwright_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "find_spec", lambda _: None)
    with pytest.raises(Unmeasurable, match="install the development dependencies"):
        measure.bench_workspace()


def test_a_small_run_measures_everything_once() -> None:
    steps: list[str] = []
    found = run_bench(SHORT, load(None).web_dir, measure.furnish, steps.append)
    assert list(found)[: len(AIMS)] == list(AIMS)
    assert not [name for name, value in found.items() if value is None]
    counted = ("offers", "switches", "keys", "sessions", "messages_a_session", "reconnections")
    assert [found[name] for name in counted] == [2, 4, 10, 2, 40, 0]
    assert len(steps) == SHORT.steps
