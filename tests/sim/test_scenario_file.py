"""What a scenario file can't say: names that are no ids, numbers that nothing can be computed with."""

from pathlib import Path

import pytest

from cordboard.sim.queueing.scenario_file import Mistakes, read
from sim.test_queueing import run_queue

SOUND = """
[run]
hours = 1
batches = 2
[[queue]]
name = "a"
[[agents]]
name = "t"
queues = ["a"]
count = 1
skills = { thai = 3 }
[[stream]]
name = "s"
queue = "a"
per_hour = 1
by_hour = [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]
patience_mean_s = 60
handle = { kind = "lognormal", mean_s = 1, deviation_s = 1 }
asks = [{ skill = "thai" }]
"""


@pytest.mark.parametrize(
    ("sound", "wrong", "key"),
    [
        ('[[queue]]\nname = "a"', '[[queue]]\nname = "a a"', "queue[1].name"),
        ('[[agents]]\nname = "t"', '[[agents]]\nname = "t\u0101"', "agents[1].name"),
        ('name = "s"', 'name = "\u0101"', "stream[1].name"),
        ("thai = 3", '"th ai" = 3', "agents[1].skills.th ai"),
        ('skill = "thai"', 'skill = "th\u0101i"', "stream[1].asks[1].skill"),
        ('[[queue]]\nname = "a"', '[[queue]]\nname = "a"\n[[queue]]\nname = "A"', "queue"),
        ("mean_s = 1,", "mean_s = 1e-200,", "stream[1].handle.mean_s"),
        ("mean_s = 1,", "mean_s = 0,", "stream[1].handle.mean_s"),
        ("per_hour = 1", "per_hour = 1e-310", "stream[1].per_hour"),
        ("by_hour = [1,", "by_hour = [1e308,", "stream[1].by_hour"),
        ("patience_mean_s = 60", "patience_mean_s = 1e-310", "stream[1].patience_mean_s"),
        ("hours = 1", "hours = 1e-310", "run.hours"),
    ],
)
def test_what_can_not_be_played_is_named_by_its_key(sound: str, wrong: str, key: str) -> None:
    assert read(SOUND).queues[0].name == "a"
    with pytest.raises(Mistakes) as caught:
        read(SOUND.replace(sound, wrong, 1))
    assert [line.split(": ")[0] for line in str(caught.value).splitlines()[:1]] == [key]


@pytest.mark.parametrize("text", ["x = " + "[" * 5_000, "x = " + "9" * 5_000])
def test_what_no_parser_can_hold_is_no_scenario(text: str) -> None:
    with pytest.raises(Mistakes, match="This is no TOML"):
        read(text)


def test_a_byte_order_mark_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "marked.toml"
    file.write_bytes(b"\xef\xbb\xbf" + SOUND.encode())
    assert run_queue(file, "--json").returncode == 0
