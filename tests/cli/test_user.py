"""The commands of `user`: with and without a running server, and what it says to bad input."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest

from api.furnishing import PASSWORD, furnish
from api.pages import Page, cookie_of
from api.process import Server, cordboard
from cordboard.api.passwords import verify
from cordboard.cli import main
from cordboard.store.engine import connect

NEW_PASSWORD = "another long sentence"
PLAIN = ("Traceback", "╭", "│", "Error:")


@pytest.fixture(params=["running", "stopped"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A server, up while the command runs, or started only afterwards."""
    furnish(tmp_path / "data")
    server = Server(tmp_path, beat_every_ms=200, silent_after_ms=60_000)
    if request.param == "running":
        server.start()
    yield server
    if request.param == "running":
        assert server.stop() == 0


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def user(house: Server, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run `cordboard user` in this process, which saves a second each time."""
    monkeypatch.setenv("CORDBOARD_DATA_DIR", str(house.data_dir))

    def run(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr("sys.argv", ["cordboard", "user", *words])
        monkeypatch.setattr("sys.stdin", StringIO(typed))
        with pytest.raises(SystemExit) as ended:
            main()
        said = capfd.readouterr()
        return subprocess.CompletedProcess(words, int(ended.value.code or 0), said.out, said.err)

    return run


def is_said_plainly(done: subprocess.CompletedProcess[str], *parts: str) -> bool:
    """Whether it failed with one sentence that names these."""
    assert done.returncode == 1, done
    assert done.stdout == ""
    sentence = done.stderr.strip()
    assert sentence.count("\n") == 0, sentence
    assert not any(ugly in sentence for ugly in PLAIN), sentence
    return all(part in sentence for part in parts)


def signs_in(house: Server, login: str, password: str) -> bool:
    """Whether the password is right: asked of the server while it is up, otherwise of what it would read."""
    if house.is_up:
        with house.client() as client:
            answer = client.post("/api/sign-in", json={"login": login, "password": password})
        assert answer.status_code in {200, 401}
        return answer.status_code == 200
    finding = (
        "SELECT password_hash FROM user JOIN credential ON user_id = id WHERE login = ? AND NOT disabled"
    )
    with closing(connect(house.data_dir / "cordboard.sqlite3", read_only=True)) as db:
        return any(verify(row[0], password) for row in db.execute(finding, (login,)))


def test_a_person_is_added_and_changed(house: Server, user: Run) -> None:
    added = user(
        *("add", "Mali", "--name", "Mali Sae", "--role", "agent", "--role", "supervisor"),
        *("--queue", "support", "--supervises", "sales"),
        typed=PASSWORD + "\n",
    )
    assert (added.returncode, added.stderr) == (0, "")
    assert PASSWORD not in added.stdout
    assert signs_in(house, "mali", PASSWORD)
    changed = user("passwd", "MALI", typed=NEW_PASSWORD + "\n")
    assert changed.returncode == 0, changed
    assert not signs_in(house, "mali", PASSWORD)
    assert signs_in(house, "mali", NEW_PASSWORD)
    assert user("roles", "mali", "--role", "administrator").returncode == 0
    assert user("disable", "mali").returncode == 0
    assert not signs_in(house, "mali", NEW_PASSWORD)
    assert user("disable", "mali", "--undo").returncode == 0
    assert signs_in(house, "mali", NEW_PASSWORD)


def shown(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """What a command says is set, by name."""
    assert (done.returncode, done.stderr) == (0, ""), done
    lines = [line.partition(" ") for line in done.stdout.splitlines()]
    return {name: value.strip() for name, _, value in lines}


def test_what_is_set_for_an_agent_is_shown_and_changed_part_by_part(user: Run) -> None:
    before = shown(user("agent", "ANNA"))
    assert before == {
        "login": "anna",
        "capacity": "5",
        "queues": "support",
        "skills": "none",
        "profiles": "none",
        "hours": "none",
        "presence": "none",
        "attributes": "none",
    }
    some = ("--capacity", "7", "--skill", "thai=4", "--profile", "chats=2", "--attribute", "team=red")
    after = before | {"capacity": "7", "skills": "thai=4", "profiles": "chats=2", "attributes": "team=red"}
    assert shown(user("agent", "anna", *some)) == after
    others = ("--queue", "sales", "--queue", "support", "--presence", "away", "--hours", "none")
    after |= {"queues": "sales, support", "presence": "away"}
    assert shown(user("agent", "anna", *others)) == after
    assert shown(user("agent", "anna", "--profile", "chats", "--attribute", "site=x=y")) == after | {
        "profiles": "chats",
        "attributes": "site=x=y, team=red",
    }
    undone = ("--skill", "thai=none", "--profile", "chats=none", "--attribute", "team=", "--presence", "none")
    assert shown(user("agent", "anna", *undone, "--attribute", "site=")) == before | {
        "capacity": "7",
        "queues": "sales, support",
    }
    assert user("roles", "anna", "--role", "agent", "--queue", "support").returncode == 0
    assert shown(user("agent", "anna")) == before | {"capacity": "7"}


def test_another_password_ends_what_began_with_the_old_one(house: Server, user: Run) -> None:
    was_up = house.is_up
    if not was_up:
        house.start()
    with closing(house.sign_in("anna")) as thief, closing(house.sign_in("budi")) as other:
        with Page(house, cookie=cookie_of(thief)) as page:
            if not was_up:
                house.stop()
            assert user("passwd", "anna", typed=NEW_PASSWORD + "\n").returncode == 0
            assert not was_up or page.wait_for_end()[0] == 4401
        if not was_up:
            house.start()
        assert thief.get("/api/me").status_code == 204
        assert other.get("/api/me").status_code == 200
    if not was_up:
        assert house.stop() == 0


ADD = ("add", "mali", "--name", "Mali", "--role", "agent")
GOOD = PASSWORD + "\n"
BAD_INPUT: list[tuple[tuple[str, ...], str, str]] = [
    (("passwd", "nobody"), GOOD, "nobody"),
    (("disable", "nobody"), "", "nobody"),
    (("roles", "nobody", "--role", "agent"), "", "nobody"),
    (("passwd", "[/red]"), GOOD, "[/red]"),
    (("add", "anna", "--name", "Anna", "--role", "agent"), GOOD, "anna"),
    (("add", " ", "--name", "Nobody", "--role", "agent"), GOOD, "login"),
    (("add", "x" * 101, "--name", "Long", "--role", "agent"), GOOD, "login"),
    (("add", "mali", "--name", "Mali", "--role", "emperor"), GOOD, "emperor"),
    (("add", "mali", "--name", "Mali"), GOOD, "role"),
    (("add",), GOOD, "login"),
    ((*ADD, "--queue", "none"), GOOD, "queue"),
    ((*ADD, "--none"), GOOD, "--none"),
    (ADD, "short\n", "10"),
    (ADD, "", "10"),
    (ADD, "x" * 1_001 + "\n", "1000"),
    (("nonsense",), "", "nonsense"),
    (("agent", "nobody"), "", "nobody"),
    (("agent", "saga"), "", "saga"),
    (("agent", "anna", "--capacity", "many"), "", "--capacity"),
    (("agent", "anna", "--capacity", "-1"), "", "--capacity"),
    (("agent", "anna", "--capacity", str(10**30)), "", "--capacity"),
    (("agent", "anna", "--queue", "none"), "", "queue"),
    (("agent", "anna", "--skill", "thai"), "", "--skill thai"),
    (("agent", "anna", "--skill", "thai=good"), "", "thai=good"),
    (("agent", "anna", "--skill", "thai=11"), "", "1 to 10"),
    (("agent", "anna", "--skill", f"thai={10**30}"), "", "--skill thai=1000"),
    (("agent", "anna", "--skill", "=4"), "", "name"),
    (("agent", "anna", "--skill", "thai=4", "--skill", "thai=5"), "", "twice"),
    (("agent", "anna", "--skill", "lao=4"), "", "skill 'lao'"),
    (("agent", "anna", "--profile", "chats=-1"), "", "0 to 10000"),
    (("agent", "anna", "--profile", "[/red]=1"), "", "profile"),
    (("agent", "anna", "--hours", "night"), "", "hours 'night'"),
    (("agent", "anna", "--presence", "inactive"), "", "presence inactive"),
]


def test_bad_input_is_answered_with_one_plain_sentence(user: Run) -> None:
    for words, typed, part in BAD_INPUT:
        assert is_said_plainly(user(*words, typed=typed), part), words


def test_a_command_that_is_refused_ends_with_1(tmp_path: Path) -> None:
    furnish(tmp_path / "data")
    for words, part in ((("passwd", "nobody"), "nobody"), ((*ADD, "--role", "emperor"), "emperor")):
        assert is_said_plainly(cordboard(tmp_path, "user", *words, typed=GOOD), part)


def test_a_person_who_is_disabled_while_at_work_is_sent_away(tmp_path: Path) -> None:
    furnish(tmp_path / "data")
    with Server(tmp_path, beat_every_ms=200, silent_after_ms=60_000) as server:
        with closing(server.sign_in("anna")) as client, Page(server, cookie=cookie_of(client)) as page:
            assert cordboard(tmp_path, "user", "disable", "anna").returncode == 0
            assert page.wait_for_end() == (4401, "signed_out")
            assert client.get("/api/me").status_code == 204
        assert server.stop() == 0


def test_a_control_socket_that_nobody_listens_to_is_told_plainly(tmp_path: Path) -> None:
    """As while a server starts, or while a copy is put in place: the database is taken, nobody answers."""
    furnish(tmp_path / "data")
    with Server(tmp_path) as server:
        (server.data_dir / "control.sock").unlink()
        assert is_said_plainly(cordboard(tmp_path, "user", "disable", "anna"), "takes no orders")
