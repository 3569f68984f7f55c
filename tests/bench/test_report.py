"""How figures are shown."""

import json

import pytest

from cordboard.bench import report

FIGURES = {"durable_per_cpu_s": 12345.6, "lost": 0, "mean_batch": None, "separate_cores": True}


def test_json_is_one_flat_object_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    report.show("Messages", FIGURES, as_json=True)
    out = capsys.readouterr().out
    assert json.loads(out) == FIGURES
    assert out.count("\n") == 1


def test_a_table_names_every_figure_and_groups_thousands(capsys: pytest.CaptureFixture[str]) -> None:
    report.show("Messages", FIGURES, as_json=False)
    out = capsys.readouterr().out
    assert all(name in out for name in FIGURES)
    assert "12,345.6" in out
    assert "yes" in out


def test_a_table_with_aims_says_which_are_met(capsys: pytest.CaptureFixture[str]) -> None:
    aims = {"durable_per_cpu_s": 10_000, "lost": 0, "mean_batch": 20}
    report.show("Messages", FIGURES, as_json=False, aims=aims)
    rows = {line.split("│")[1].strip(): line for line in capsys.readouterr().out.splitlines() if "│" in line}
    assert [rows[name].split("│")[4].strip() for name in aims] == ["no", "yes", "no"]


def test_away_from_a_terminal_no_bar_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    with report.progress("Messages", 1) as step:
        step("something")
    captured = capsys.readouterr()
    assert not captured.out
    assert not captured.err.strip()
