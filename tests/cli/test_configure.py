"""The commands of `config` and `check`: with and without a running server, and what they say to bad files."""

import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from api.furnishing import furnish
from api.process import Server
from cordboard.cli import main
from cordboard.config.reading import read

DOCUMENT = Path(__file__).parents[2] / "docs" / "configuration.yaml"


@pytest.fixture(params=["running", "stopped"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A server, up while the commands run, or not there."""
    furnish(tmp_path / "data")
    server = Server(tmp_path, beat_every_ms=200, silent_after_ms=60_000)
    if request.param == "running":
        server.start()
    yield server
    if request.param == "running":
        assert server.stop() == 0


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a command in this process, which saves a second each time."""
    monkeypatch.setenv("CORDBOARD_DATA_DIR", str(tmp_path / "data"))

    def run(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr("sys.argv", ["cordboard", *words])
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(typed.encode())))
        with pytest.raises(SystemExit) as ended:
            main()
        said = capfd.readouterr()
        return subprocess.CompletedProcess(words, int(ended.value.code or 0), said.out, said.err)

    return run


def done(finished: subprocess.CompletedProcess[str]) -> str:
    """What a command said that succeeded."""
    assert finished.returncode == 0, finished
    return finished.stdout


def test_a_change_goes_out_and_back_again(house: Server, run: Run, tmp_path: Path) -> None:
    first = done(run("config", "export"))
    file = tmp_path / "file.yaml"
    file.write_text(first.replace("name: Support", "name: Help desk"))
    assert '~ queues.support.name: "Support" -> "Help desk"' in done(run("config", "diff", str(file)))
    assert "Nothing was applied yet." in done(run("config", "history"))
    said = done(run("config", "apply", str(file), "--reason", "Spring", "--yes"))
    assert "Version 1 is in force." in said
    assert done(run("config", "export")) == file.read_text()
    assert "Nothing differs from version 1." in done(
        run("config", "apply", "-", "--reason", "Again", "--yes", typed=file.read_text())
    )
    assert "Version 2 is in force." in done(
        run("config", "apply", "-", "--reason", "Autumn", "--yes", typed=f"# By hand\n{first}")
    )
    assert "Version 3 is in force." in done(run("config", "revert", "1", "--reason", "Spring again", "--yes"))
    assert done(run("config", "export", "--version", "2")) == f"# By hand\n{first}"
    assert done(run("config", "export", "--version", "3")) == file.read_text()
    lines = done(run("config", "history")).splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2", "3"]
    assert lines[2].endswith("  Spring again")


def test_agents_go_with_it_where_asked(house: Server, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_text(
        done(run("config", "export", "--agents")).replace("\n  anna:\n", "\n  anna:\n    capacity_units: 9\n")
    )
    assert "Nothing differs." in done(run("config", "diff", str(file)))
    assert "agents.anna.capacity_units: 5 -> 9" in done(run("config", "diff", str(file), "--agents"))
    done(run("config", "apply", str(file), "--reason", "More", "--agents", "--yes"))
    agents = read(done(run("config", "export", "--agents")).encode()).agents
    assert agents is not None
    assert {one.login: one.capacity_units for one in agents}["anna"] == 9
    file.write_text(done(run("config", "export")))
    assert "no section for agents" in run("config", "apply", str(file), "--reason", "x", "--agents").stderr


def test_a_file_as_large_as_allowed_goes_through(house: Server, run: Run, tmp_path: Path) -> None:
    text = done(run("config", "export"))
    file = tmp_path / "file.yaml"
    queues = "".join(f"  q{number}: {{name: Queue {number}}}\n" for number in range(1_000))
    padding = "# " + "x" * 900_000 + "\n"
    file.write_text(text.replace("queues:\n", f"queues:\n{queues}") + padding)
    assert "Version 1 is in force." in done(run("config", "apply", str(file), "--reason", "Large", "--yes"))
    assert len(read(done(run("config", "export")).encode()).configuration.queues) == 1_002


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (("name: Support", "nam: Support"), "is name meant?"),
        (("queue_id: support", "queue_id: nowhere"), "There is no queue 'nowhere'."),
        (("  support:\n", "\tsupport:\n"), "There is a tab"),
    ],
)
def test_a_wrong_file_changes_nothing_and_every_line_is_named(
    run: Run, tmp_path: Path, change: tuple[str, str], part: str
) -> None:
    furnish(tmp_path / "data")
    before = done(run("config", "export"))
    file = tmp_path / "file.yaml"
    file.write_text(before.replace(*change))
    for words in (("config", "apply", "--reason", "x", "--yes"), ("config", "diff"), ("check",)):
        finished = run(*words, str(file))
        assert (finished.returncode, finished.stdout) == (1, "")
        assert all(line.startswith("line ") for line in finished.stderr.splitlines())
        assert part in finished.stderr
        assert "Traceback" not in finished.stderr
    assert done(run("config", "export")) == before
    assert "Nothing was applied yet." in done(run("config", "history"))


def test_removing_what_is_in_use_and_bad_words_are_refused_in_a_sentence(
    house: Server, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "file.yaml"
    file.write_text("cordboard: 1\n")
    for words, part in (
        (
            ("apply", str(file), "--reason", "x", "--yes"),
            "queues.support is in use by anna, budi, working in it.",
        ),
        (("apply", str(file), "--reason", "x"), "say --yes"),
        (("apply", str(file), "--reason", " ", "--yes"), "A reason has"),
        (("apply", str(tmp_path / "none.yaml"), "--reason", "x"), "No such file"),
        (("revert", "7", "--reason", "x", "--yes"), "There is no version 7"),
        (("export", "--version", "7"), "There is no version 7"),
    ):
        finished = run("config", *words)
        assert finished.returncode == 1
        assert part in finished.stderr
        assert finished.stderr.count("\n") == 1, finished.stderr
    assert "Nothing was applied yet." in done(run("config", "history"))


def test_the_linter_s_errors_end_with_1(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    hours = "hours:\n  never: {name: Never, time_zone: UTC, slots: []}\n"
    file.write_text(f"cordboard: 1\n{hours}queues:\n  a: {{name: A, hours_id: never}}\n")
    finished = run("check", str(file))
    assert finished.returncode == 1
    assert "line 3: error: hours.never" in finished.stdout
    furnish(tmp_path / "data")
    refused = run("config", "apply", str(file), "--reason", "x", "--yes")
    assert refused.returncode == 1
    assert "not applied" in refused.stderr
