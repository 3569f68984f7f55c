"""The commands of `config` and `check`: with and without a running server, and what they say to bad files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.furnishing import furnish
from api.process import Server
from cli.commands import Run, done
from cordboard import boot
from cordboard.config.reading import read
from cordboard.floor.clock import Clock
from cordboard.settings import Settings

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


AGENTS = "agents:\n  anna: {queue_ids: [support], capacity_units: 9}\n"


def test_people_who_are_no_agents_are_named_at_once_and_by_line(
    house: Server, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "file.yaml"
    file.write_text(done(run("config", "export")) + AGENTS + "  Lou: {}\n  saga: {}\n")
    for words in (("diff", str(file)), ("apply", str(file), "--reason", "x", "--yes")):
        finished = run("config", *words, "--agents")
        assert (finished.returncode, finished.stdout) == (1, "")
        assert "agents.lou: There is no such agent; add them by `cordboard user add`" in finished.stderr
        assert "agents.saga: " in finished.stderr
        assert all(line.startswith("line ") for line in finished.stderr.splitlines())


def test_agents_come_back_only_with_a_version_that_took_them(house: Server, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_text(done(run("config", "export")) + AGENTS)
    apply = ("config", "apply", str(file), "--yes", "--reason")
    done(run(*apply, "Without"))
    done(run(*apply, "With", "--agents"))
    revert = ("config", "revert", "--reason", "Back", "--agents", "--yes")
    assert "Version 1 was applied without its agents" in run(*revert, "1").stderr
    lines = done(run("config", "history")).splitlines()
    assert ["with agents" in line for line in lines] == [False, True]
    done(run("user", "roles", "anna", "--role", "supervisor"))
    lost = run(*revert, "2")
    assert (lost.returncode, lost.stderr.count("\n")) == (1, 1)
    assert "sets anna, no agents any more." in lost.stderr
    assert "cordboard config export --version 2" in lost.stderr


def test_who_is_disabled_serves_no_queue(run: Run, tmp_path: Path) -> None:
    furnish(tmp_path / "data")
    file = tmp_path / "file.yaml"
    file.write_text(done(run("config", "export")).replace("name: Support", "name: Help"))
    for login in ("anna", "budi"):
        done(run("user", "disable", login))
    finished = run("config", "apply", str(file), "--reason", "x", "--yes")
    assert finished.returncode == 1
    assert "queues.support: Work comes to this queue, and it has no members." in finished.stderr
    assert "in the section agents of the same file, taken with --agents" in finished.stderr


def test_a_file_that_could_not_be_read_again_is_refused(run: Run, tmp_path: Path) -> None:
    furnish(tmp_path / "data")
    file = tmp_path / "file.yaml"
    queues = "".join(f"  q{number}: {{name: &n{number} {'x' * 200}}}\n" for number in range(20))
    rules = ", ".join(f"{{name: *n{number % 20}, order_by: [round_robin]}}" for number in range(5_000))
    file.write_text(
        f"cordboard: 1\nqueues:\n{queues}  z: {{name: Z, assignment: [{{name: A, rules: [{rules}]}}]}}\n"
    )
    finished = run("config", "apply", str(file), "--reason", "x", "--yes")
    assert finished.returncode == 1
    assert "`config export` would write" in finished.stderr


def test_without_a_database_it_is_said_and_one_is_made_for_us_alone(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_text("cordboard: 1\nqueues:\n  a: {name: A}\n")
    said = run("config", "diff", str(file))
    assert (said.returncode, "compared with a new one" in said.stderr) == (0, True)
    data_dir = tmp_path / "data"
    assert not data_dir.exists()
    applied = run("config", "apply", str(file), "--reason", "First", "--yes")
    assert (applied.returncode, "a new one is made" in applied.stderr) == (0, True)
    assert data_dir.stat().st_mode & 0o777 == 0o700
    assert (data_dir / "cordboard.sqlite3").stat().st_mode & 0o777 == 0o600
    done(run("backup", str(tmp_path / "copy")))
    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o600
    with boot.opened(Settings(data_dir=data_dir), Clock()):
        files = {one.name: one.stat().st_mode & 0o777 for one in data_dir.glob("*.sqlite3*")}
    assert files == dict.fromkeys(
        ("cordboard.sqlite3", "cordboard.sqlite3-wal", "cordboard.sqlite3-shm"), 0o600
    )
