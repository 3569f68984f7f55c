"""Runs `cordboard` as a process of its own and listens to what it prints."""

import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Self

import httpx

from api.furnishing import PASSWORD, free_port, stand_in_pages

PATIENCE_S = 120.0
"""Far longer than anything takes on a busy machine; whoever waits so long waits in vain."""


def environment(folder: Path, **settings: object) -> dict[str, str]:
    """The environment for commands on this data directory; settings by their field's name."""
    given = {"data_dir": folder / "data", "web_dir": stand_in_pages(folder / "web"), **settings}
    ours = {f"CORDBOARD_{name.upper()}": str(value) for name, value in given.items()}
    return {**os.environ, **ours, "PYTHONUNBUFFERED": "1", "COLUMNS": "200", "NO_COLOR": "1"}


def cordboard(
    folder: Path, *words: str, typed: str = "", **settings: object
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end; `typed` is piped in."""
    return subprocess.run(
        [sys.executable, "-m", "cordboard", *words],
        env=environment(folder, **settings),
        input=typed,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


class Server:
    """One server on the data directory of a folder, on a port that it keeps over restarts."""

    def __init__(self, folder: Path, *, log: Path | None = None, **settings: object) -> None:
        self.folder = folder
        self.data_dir = folder / "data"
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._log = log
        self._settings = {"port": self.port, **settings}
        self._lines: list[str] = []
        self._fresh: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._process: subprocess.Popen[str] | None = None
        self._listening: threading.Thread | None = None

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self.kill()

    @property
    def log(self) -> str:
        """All that it has printed, over restarts; complete once it has ended."""
        return "\n".join(self._lines)

    @property
    def is_up(self) -> bool:
        """Whether it was started and not ended."""
        return self._process is not None

    @property
    def pid(self) -> int:
        """Names the process."""
        assert self._process is not None, "the server runs"
        return self._process.pid

    def start(self) -> None:
        """Start and wait until it says that it is up."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "cordboard", "serve"],
            env=environment(self.folder, **self._settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._fresh = queue.SimpleQueue()
        self._listening = threading.Thread(target=self._listen, args=(self._process, self._fresh))
        self._listening.start()
        self.wait_for_line("Cordboard is up")

    def wait_for_line(self, part: str) -> str:
        """The next line that has this in it."""
        while True:
            line = self._fresh.get(timeout=PATIENCE_S)
            assert line is not None, f"the server ended without saying {part!r}:\n{self.log}"
            if part in line:
                return line

    def kill(self) -> None:
        """End the process as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask the process to end; its exit code."""
        return self._end(signal.SIGTERM)

    def wait(self) -> int:
        """Wait until the process has ended by itself; its exit code."""
        assert self._process is not None, "the server was started"
        assert self._listening is not None, "with the process came its listener"
        code = self._process.wait(PATIENCE_S)
        self._listening.join(PATIENCE_S)
        assert self._process.stdout is not None, "it is a pipe"
        self._process.stdout.close()
        self._process = None
        return code

    def tell(self, sign: signal.Signals) -> None:
        """Send a signal and don't wait for what it does."""
        assert self._process is not None, "the server runs"
        self._process.send_signal(sign)

    def client(self, **options: Any) -> httpx.Client:
        """An HTTP client of its own cookies."""
        return httpx.Client(base_url=self.address, timeout=PATIENCE_S, trust_env=False, **options)

    def sign_in(self, login: str, password: str = PASSWORD) -> httpx.Client:
        """A client that is signed in and sends what unsafe requests need."""
        client = self.client()
        answer = client.post("/api/sign-in", json={"login": login, "password": password})
        assert answer.status_code == 200, answer.text
        client.headers["x-csrf-token"] = answer.json()["csrf"]
        return client

    def _end(self, sign: signal.Signals) -> int:
        self.tell(sign)
        return self.wait()

    def _listen(self, process: subprocess.Popen[str], fresh: queue.SimpleQueue[str | None]) -> None:
        assert process.stdout is not None, "it is a pipe"
        for line in process.stdout:
            self._lines.append(line.rstrip("\n"))
            fresh.put(line)
        fresh.put(None)
