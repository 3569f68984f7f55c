"""Runs commands in the test's own process, on a data directory in its folder."""

import subprocess
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from cli.commands import Run
from cordboard.cli import main


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
