"""Proves that seeds run clean and that a seed is a course of events: the same again, in whichever process."""

import os
import subprocess
import sys

import msgspec
import pytest

from cordboard.sim.play import Play
from cordboard.sim.series import Findings, play_all
from cordboard.staging.stage import workshop

STEPS = 200


def digest_of(seed: int) -> str:
    with workshop() as new_world:
        return Play(seed, new_world, STEPS).run()


@pytest.mark.parametrize("first", [1, 101, 201])
def test_seeds_break_no_promise(first: int) -> None:
    findings = Findings()
    with workshop() as new_world:
        play_all(findings, new_world, first=first, seeds=5, steps=STEPS, played=lambda *_: None)
    assert findings.failure is None
    assert findings.seeds == 5


def test_seeds_bring_all_kinds_of_trouble() -> None:
    findings = Findings()
    with workshop() as new_world:
        play_all(findings, new_world, first=301, seeds=15, steps=STEPS, played=lambda *_: None)
    tally = findings.tally
    assert findings.failure is None
    assert min(tally.crashes, tally.failed_commits, tally.unheard_commits, tally.duplicated_commands) > 0
    assert min(tally.messages, tally.conversations) > 50


def test_the_same_seed_does_the_same() -> None:
    assert digest_of(7) == digest_of(7)


def test_another_seed_does_something_else() -> None:
    assert digest_of(7) != digest_of(8)


def test_the_command_line_plays_a_seed_again_whatever_the_order_of_sets() -> None:
    digests = {_played_in_a_process(7, hash_seed) for hash_seed in ("1", "2")}
    assert digests == {digest_of(7)}


def _played_in_a_process(seed: int, hash_seed: str) -> str:
    command = ["-m", "cordboard", "simulate", "faults", "--seed", str(seed), "--steps", str(STEPS), "--json"]
    done = subprocess.run(
        [sys.executable, *command],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        check=True,
        capture_output=True,
    )
    figures = msgspec.json.decode(done.stdout)
    assert figures["seeds"] == 1
    assert "failed_seed" not in figures
    return str(figures["digest"])
