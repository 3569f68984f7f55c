"""The command `explain`: the story in words, beside a running server or without one, and plain refusals."""

import asyncio
import subprocess
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from api.indoors import indoors, talk
from api.process import Server
from cli.test_user import is_said_plainly
from cordboard.app.routing_story import RoutingStory
from cordboard.cli import main
from cordboard.store.engine import connect

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def explain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run `cordboard explain` in this process."""
    monkeypatch.setenv("CORDBOARD_DATA_DIR", str(tmp_path / "data"))

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr("sys.argv", ["cordboard", "explain", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capfd.readouterr()
        return subprocess.CompletedProcess(words, int(ended.value.code or 0), said.out, said.err)

    return run


@pytest.fixture
def chats(tmp_path: Path) -> tuple[str, str]:
    """A conversation that Anna has taken, and one for which nobody was there any more."""

    async def scene() -> tuple[str, str]:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            taken = await talk(customer, anna)
            await anna.done("choose_presence", presence_id="away")
            answer = await customer.ask(t="start", workstream_id="website", text="Anybody?")
            return taken, answer["conversation_id"]

    return asyncio.run(scene())


@pytest.mark.parametrize("is_running", [False, True])
def test_the_story_is_told_in_words_with_what_would_alter_it(
    tmp_path: Path, explain: Run, chats: tuple[str, str], is_running: bool
) -> None:
    taken, waiting = chats
    server = Server(tmp_path, beat_every_ms=200, silent_after_ms=60_000)
    if is_running:
        server.start()
    told = explain(taken)
    assert (told.returncode, told.stderr) == (0, "")
    assert "Z  Put into Support, the fallback queue" in told.stdout
    assert "Z  Offered to Anna Ozola: most free capacity (5 units)." in told.stdout
    assert "What would alter it now" not in told.stdout
    told = explain(waiting)
    assert told.returncode == 0
    assert "Z  Nobody can take it." in told.stdout
    assert "Anna Ozola could take it, but would have to" in told.stdout
    if is_running:
        assert server.stop() == 0


def test_as_json_it_is_what_the_api_gives(explain: Run, chats: tuple[str, str]) -> None:
    told = explain(chats[0], "--json")
    story = msgspec.json.decode(told.stdout, type=RoutingStory)
    assert (told.returncode, story.conversation_id, len(story.steps)) == (0, chats[0], 2)


def test_what_can_not_be_told_is_refused_in_one_sentence(tmp_path: Path, explain: Run) -> None:
    database = tmp_path / "data" / "cordboard.sqlite3"
    assert is_said_plainly(explain("cv_1"), "no database", str(database.parent))
    assert not database.exists(), "looking makes nothing"
    database.parent.mkdir()
    database.write_bytes(b"something else " * 1_000)
    assert is_said_plainly(explain("cv_1"), "no database of Cordboard")
    assert is_said_plainly(explain(), "conversation")


@pytest.mark.usefixtures("chats")
def test_unknown_conversations_and_other_releases_are_refused_in_one_sentence(
    tmp_path: Path, explain: Run
) -> None:
    for strange in ("cv_none", "[/red]", "' OR 1=1 --", "kind:x"):
        assert is_said_plainly(explain(strange), "no conversation", strange)
    db = connect(tmp_path / "data" / "cordboard.sqlite3")
    db.execute("UPDATE alembic_version SET version_num = '0002'")
    db.close()
    assert is_said_plainly(explain("cv_none"), "Another release")
