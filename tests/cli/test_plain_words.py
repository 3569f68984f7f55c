"""What is said when words, terminals or other processes are not as they should be: a plain sentence."""

import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from api.furnishing import furnish
from api.process import Server, cordboard, environment
from cli.commands import Run, done
from cordboard.settings import Settings
from cordboard.store.lock import held


@pytest.mark.parametrize(
    "words",
    [
        ("config", "apply", "x.yaml", "--yes", "--reason", "a\udcffb"),
        ("user", "agent", "an\udcff"),
        ("explain", "x\udcff"),
        ("config", "apply", "x.yaml", "--yes", "--reason", "a\x1b[31mb"),
    ],
)
def test_words_that_are_no_text_are_refused_in_a_sentence(run: Run, words: tuple[str, ...]) -> None:
    finished = run(*words)
    assert (finished.returncode, finished.stdout, finished.stderr.count("\n")) == (1, "", 1)
    assert "\x1b" not in finished.stderr


def test_a_terminal_without_the_signs_gets_them_written_out_and_a_file_gets_them(tmp_path: Path) -> None:
    furnish(tmp_path / "data")
    plain = environment(tmp_path) | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    file = tmp_path / "file.yaml"
    file.write_text(f"cordboard: 1\nqueues:\n  a: {{name: {'ā' * 300}}}\n")

    def said(*words: str) -> str:
        command = [sys.executable, "-m", "cordboard", "config", *words]
        finished = subprocess.run(command, env=plain, capture_output=True, check=False)
        assert (finished.returncode, finished.stderr) == (0, b"")
        return finished.stdout.decode()

    assert "\\u0101\\u2026" in said("diff", str(file))
    assert cordboard(tmp_path, "config", "export").stdout == said("export")


def test_an_order_waits_for_another_that_is_being_done(run: Run, tmp_path: Path) -> None:
    furnish(tmp_path / "data")
    database = Settings(data_dir=tmp_path / "data").database
    begun = threading.Event()

    def hold() -> None:
        with held(database):
            begun.set()
            time.sleep(0.5)

    other = threading.Thread(target=hold)
    other.start()
    begun.wait()
    done(run("user", "disable", "anna"))
    other.join()


def test_an_operator_who_leaves_before_the_answer_leaves_no_trace_in_the_log(tmp_path: Path) -> None:
    furnish(tmp_path / "data")
    with Server(tmp_path, beat_every_ms=200, silent_after_ms=60_000) as server:
        for order in (b'{"ask": "agent", "login": "anna"}\n', b"", b"{}\n", b'{"ask": '):
            with socket.socket(socket.AF_UNIX) as line:
                line.connect(str(server.data_dir / "control.sock"))
                line.sendall(order)
        assert cordboard(tmp_path, "user", "agent", "anna").returncode == 0
        assert server.stop() == 0
    assert "Unhandled" not in server.log
    assert "Traceback" not in server.log
