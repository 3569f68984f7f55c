"""Furnishes a data directory with the sample organisation, and with people that tests need besides."""

import functools
import secrets
import socket
import tempfile
from contextlib import suppress
from pathlib import Path

from argon2 import PasswordHasher
from msgspec.structs import replace

from cordboard import boot, sample
from cordboard.api import control
from cordboard.app.commands import AnyCommand
from cordboard.app.setup_commands import Configure
from cordboard.core.capacity import CapacityProfile
from cordboard.core.ids import ProfileId, QueueId, SkillId
from cordboard.core.skill import Skill
from cordboard.core.user import OPERATOR, Role
from cordboard.core.workstream import Organisation, Queue, Workstream
from cordboard.floor.clock import Clock
from cordboard.floor.writer import Writer
from cordboard.settings import Settings

PASSWORD = "cordboard demo"
PASSWORD_HASH = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
"""Cheap to verify: a test signs in often."""
SALES = QueueId("sales")
"""A queue that has no members, and a supervisor of its own."""
THAI = Skill(id=SkillId("thai"), name="Thai")
CHATS = CapacityProfile(id=ProfileId("chats"), name="Chats", limit=3)
ORGANISATION = Organisation()
FRAME = (
    '<!doctype html><html lang="en"><title>frame</title>'
    '<script type="application/json" id="settings">__CORDBOARD_SETTINGS__</script>'
    '<script type="module" src="/widget/assets/frame.js"></script></html>'
)
LOADER = 'start("__CORDBOARD_SETTINGS__");'


def load_sample(writer: Writer) -> None:
    """The sample organisation as `cordboard run` loads it, but for the price of its passwords."""
    submit(writer, sample.CONFIGURATION)
    for person in sample.people(PASSWORD_HASH):
        ask(writer, person)


def ask(writer: Writer, request: control.AnyRequest) -> None:
    """Do what an operator asks, while no server runs."""
    reply = boot.ask_now(writer, request)
    assert reply.refusal is None, reply.refusal


def submit(writer: Writer, command: AnyCommand) -> None:
    """Do a command as the operator, while no server runs."""
    answers: list[object] = []
    boot.run_now(writer, lambda: writer.submit(command, OPERATOR, answers.append))
    assert not isinstance(answers[0], Exception), answers


def stand_in_pages(web: Path) -> Path:
    """Make tiny files where the web build would leave its own."""
    for part in ("workspace", "widget"):
        (web / part / "dist" / "assets").mkdir(parents=True, exist_ok=True)
    (web / "workspace" / "dist" / "index.html").write_text("<!doctype html><title>workspace</title>")
    (web / "workspace" / "dist" / "worker.js").write_text("onmessage = () => undefined;")
    (web / "workspace" / "dist" / "assets" / "index-0a1b.js").write_text("export {};")
    (web / "widget" / "dist" / "frame.html").write_text(FRAME)
    (web / "widget" / "dist" / "loader.js").write_text(LOADER)
    return web


@functools.cache
def _furnished() -> bytes:
    """The file of a furnished database."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        with boot.opened(settings, Clock()) as (writer, _):
            load_sample(writer)
            submit(
                writer, Configure(queues=(Queue(id=SALES, name="Sales"),), skills=(THAI,), profiles=(CHATS,))
            )
            ask(writer, _person("otto", "Otto Maier", Role.SUPERVISOR, supervises=(SALES,)))
            ask(writer, _person("dora", "Dora Disabled", Role.AGENT))
            ask(writer, control.SetDisabled(login="dora", disabled=True))
        return settings.database.read_bytes()


def _person(login: str, name: str, role: Role, *, supervises: tuple[str, ...] = ()) -> control.AddUser:
    return control.AddUser(
        login=login,
        display_name=name,
        password_hash=PASSWORD_HASH,
        roles=(role,),
        supervises=supervises,
    )


def furnish(data_dir: Path, *, organisation: Organisation = ORGANISATION, **changes: object) -> None:
    """Lay a furnished database into the directory; `changes` go to both workstreams."""
    data_dir.mkdir(parents=True, exist_ok=True)
    settings = Settings(data_dir=data_dir)
    settings.database.write_bytes(_furnished())
    if not changes and organisation == ORGANISATION:
        return
    with boot.opened(settings, Clock()) as (writer, _):
        workstreams = tuple(replace(one, **changes) for one in sample.CONFIGURATION.workstreams)
        assert all(isinstance(one, Workstream) for one in workstreams)
        submit(writer, Configure(organisation=organisation, workstreams=workstreams))


BELOW_EPHEMERAL = range(20_000, 32_000)
"""Linux gives outgoing connections ports from 32,768 on."""


def free_port() -> int:
    """A port that nobody listens on at the moment, and that no outgoing connection is given meanwhile."""
    while True:
        port = secrets.choice(BELOW_EPHEMERAL)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
