"""Runs what is measured: the product and the bare relay, processes on one core, the load on another."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from time import monotonic, sleep

from msgspec import Struct

from cordboard.bench.door import Door
from cordboard.bench.wires import Unmeasurable

READY_S = 20.0
STOP_S = 10.0
LOOK_EVERY_S = 0.02
MANY = 1_000_000
"""A limit that no bench reaches."""
LIMITS_LIFTED = {
    "VISITOR_BURST": MANY,
    "VISITOR_MESSAGES_PER_MINUTE": MANY,
    "SIGN_INS_BURST": MANY,
    "SIGN_INS_PER_MINUTE": MANY,
    "VISITS_BURST": MANY,
    "VISITS_PER_MINUTE": MANY,
    "CONNECTIONS_PER_ADDRESS": MANY,
}
"""Everybody comes from one address here; all other settings are as they come."""
SAID_LAST = 2_000
"""Characters of its log that are shown when it does not start."""
PAGES = (
    "workspace/dist/index.html",
    "workspace/dist/worker.js",
    "widget/dist/frame.html",
    "widget/dist/loader.js",
)


class Cores(Struct, frozen=True, kw_only=True):
    """Where the two sides run."""

    server: int
    load: int

    @property
    def apart(self) -> bool:
        """Whether they do not disturb each other."""
        return self.server != self.load


class Spent(Struct, frozen=True, kw_only=True):
    """What the kernel counted of a process, over all its threads."""

    run_ns: int
    wait_ns: int
    """Ready to run and not running: somebody else had the core."""

    def __sub__(self, before: "Spent") -> "Spent":
        return Spent(run_ns=self.run_ns - before.run_ns, wait_ns=self.wait_ns - before.wait_ns)


def cores() -> Cores:
    """Choose a core for each side."""
    allowed = sorted(os.sched_getaffinity(0))
    return Cores(server=allowed[0], load=allowed[-1])


@contextmanager
def pinned(core: int) -> Iterator[None]:
    """Run on one core; what is started meanwhile stays there with all its threads."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def spent(pid: int) -> Spent:
    """Return the time of all threads of a process so far."""
    run_ns = wait_ns = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        run, wait, _ = (task / "schedstat").read_text().split()
        run_ns += int(run)
        wait_ns += int(wait)
    return Spent(run_ns=run_ns, wait_ns=wait_ns)


class Server:
    """One process with a port."""

    port: int
    _process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Number of the process, another after each start."""
        assert self._process is not None, "starts first"
        return self._process.pid

    def start(self) -> None:
        """Start, and wait until it takes messages.

        Raises:
            Unmeasurable: when it does not.
        """
        raise NotImplementedError

    def kill(self) -> None:
        """End it as a power cut would, with SIGKILL."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """End it politely, or else not."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.kill()


class Product(Server):
    """Cordboard as an operator starts it: `cordboard serve`, settings by environment."""

    def __init__(self, folder: Path, core: int, web_dir: Path | None = None) -> None:
        self.port = _free_port()
        self.data_dir = folder / "var"
        self._web_dir = web_dir or _empty_pages(folder / "web")
        self._log = folder / "server.log"
        self._core = core

    @property
    def door(self) -> Door:
        """A new line to its HTTP, to be closed."""
        return Door(self.port)

    def start(self) -> None:
        """Start as on any machine; if it does not, what it said comes with the error."""
        command = [str(Path(sys.executable).with_name("cordboard")), "serve"]
        with pinned(self._core), self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                command, env=self._environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        end = monotonic() + READY_S
        while not self._is_ready():
            if self._process.poll() is not None or monotonic() > end:
                raise Unmeasurable(f"The server does not start: {self._log.read_text()[-SAID_LAST:]}")
            sleep(LOOK_EVERY_S)

    def _is_ready(self) -> bool:
        with suppress(OSError, HTTPException), self.door as door:
            return door.ready()
        return False

    def _environment(self) -> dict[str, str]:
        """Give it settings of its own, none of the caller's."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith("CORDBOARD_")}
        settings = {
            "DATA_DIR": self.data_dir,
            "WEB_DIR": self._web_dir,
            "PORT": self.port,
            **LIMITS_LIFTED,
        }
        return ours | {f"CORDBOARD_{name}": str(value) for name, value in settings.items()}


class Relay(Server):
    """The bare relay."""

    def __init__(self, core: int) -> None:
        self._core = core

    def start(self) -> None:
        """Start, and wait for its port."""
        command = [sys.executable, "-m", "cordboard.bench.relay"]
        with pinned(self._core):
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
            )
        assert self._process.stdout is not None, "asked for"
        with self._process.stdout as said:
            line = said.readline()
        if not line:
            raise Unmeasurable("The relay does not start.")
        self.port = int(line)

    def stop(self) -> None:
        """It has nothing to save."""
        self.kill()


def _empty_pages(web_dir: Path) -> Path:
    """Lay down pages for a bench that opens none."""
    for page in PAGES:
        file = web_dir / page
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return web_dir


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
