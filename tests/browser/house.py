"""Starts the real server as a process of its own, prepares it, kills it and starts it again."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from cordboard import boot, orders, sample
from cordboard.api import control
from cordboard.app.definitions import configuration_in_force, version_in_force
from cordboard.app.setup_commands import ApplyConfiguration, Configure, PutUser
from cordboard.core.configuration import Configuration
from cordboard.core.errors import Refusal
from cordboard.core.notification import NotificationTemplate
from cordboard.core.session_template import Application, SessionTemplate
from cordboard.core.user import OPERATOR, Role, User
from cordboard.core.workstream import Organisation, Workstream
from cordboard.floor.clock import Clock
from cordboard.settings import Settings
from cordboard.store.definitions import stored_definitions

PASSWORD = "cordboard demo"
STARTS_WITHIN_S = 120.0
BRISK = {
    "CORDBOARD_BEAT_EVERY_MS": "500",
    "CORDBOARD_SIGN_INS_BURST": "1000",
    "CORDBOARD_VISITOR_BURST": "100000",
}
SILENT_AFTER_MS = 1_500
"""Heartbeats are shortened, so that a lost network is noticed within a test's patience."""


class House:
    """One server on its own data, on a free port that it keeps over restarts."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(data_dir=folder, port=_free_port())
        self.address = f"http://127.0.0.1:{self.settings.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def configure(
        self,
        *,
        organisation: Organisation | None = None,
        templates: tuple[NotificationTemplate, ...] = (),
        session_templates: tuple[SessionTemplate, ...] = (),
        applications: tuple[Application, ...] = (),
        **changes: object,
    ) -> None:
        """Change settings of all sample workstreams while the server is down.

        They name the templates in `notifications` and `session_template_id`.
        """
        with boot.opened(self.settings, Clock()) as (writer, _):
            boot.load_sample(writer, PASSWORD, self.settings.port)
            command = Configure(
                organisation=organisation,
                notifications=templates,
                session_templates=session_templates,
                applications=applications,
                workstreams=tuple(replace(one, **changes) for one in writer.floor.all(Workstream)),
            )
            boot.run_now(writer, lambda: writer.submit(command, OPERATOR, _unless_refused))

    def rename_agent(self, login: str, name: str) -> None:
        """Call an agent something else while the server is down."""
        with boot.opened(self.settings, Clock()) as (writer, _):
            user = next(one for one in writer.floor.all(User) if one.login == login)
            command = PutUser(
                user_id=user.id,
                login=login,
                display_name=name,
                roles=user.roles,
                queue_ids=(sample.QUEUE,),
            )
            boot.run_now(writer, lambda: writer.submit(command, OPERATOR, lambda _: None))

    def reconfigure(self, change: Callable[[Configuration], Configuration]) -> None:
        """Put another configuration in force while the server runs, as the command line does."""
        with stored_definitions(self.settings.database) as stored:
            wanted, seen = change(configuration_in_force(stored)), version_in_force(stored)
        command = ApplyConfiguration(configuration=wanted, document="", reason="a test", seen=seen)
        orders.ask(self.settings, control.Apply(command=command))

    def set_roles(self, login: str, *roles: Role) -> None:
        """Change what somebody may do while the server runs, as the command line does."""
        orders.ask(self.settings, control.SetRoles(login=login, roles=roles))

    def start(self, *, silent_after_ms: int = SILENT_AFTER_MS) -> None:
        """Start the server and wait until it answers; a line that is silent for longer is taken for lost."""
        brisk = BRISK | {"CORDBOARD_SILENT_AFTER_MS": str(silent_after_ms)}
        command = [
            sys.executable,
            "-m",
            "cordboard",
            "run",
            "--data-dir",
            str(self.settings.data_dir),
            "--port",
            str(self.settings.port),
        ]
        with (self.settings.data_dir / "server.log").open("ab") as log:
            self._process = subprocess.Popen(command, env=os.environ | brisk, stdout=log, stderr=log)
        deadline = time.monotonic() + STARTS_WITHIN_S
        while not self._answers():
            assert self._process.poll() is None, "the server ended by itself"
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.05)

    def kill(self) -> None:
        """End the process as a power cut would."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self._process = None

    @contextmanager
    def mute(self) -> Iterator[None]:
        """Let the server answer nothing for a while, as on a network that swallows what is sent."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def stop(self) -> int:
        """End the process politely and return its exit code."""
        if self._process is None:
            return 0
        self._process.terminate()
        code = self._process.wait(timeout=STARTS_WITHIN_S)
        self._process = None
        return code

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/health/ready", timeout=1) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def _unless_refused(outcome: object) -> None:
    assert not isinstance(outcome, Refusal), outcome.sentence


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def write_letter(house: House, customer: str, message: str, text: str, *, name: str = "") -> None:
    """Write as a customer of the test channel."""
    body = json.dumps({"customer_id": customer, "message_id": message, "text": text, "name": name})
    request = urllib.request.Request(
        f"{house.address}/api/channels/test/{sample.LETTERS}/messages",
        data=body.encode(),
        headers={"content-type": "application/json", "authorization": "Bearer sample"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 201
