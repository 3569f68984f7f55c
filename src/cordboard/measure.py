"""Is the command `bench`: measures this release on this machine."""

from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from cordboard import boot
from cordboard.api import control
from cordboard.api.pages import load_pages
from cordboard.app.commands import AnyCommand
from cordboard.bench import messages, report, routing
from cordboard.bench.wires import Unmeasurable
from cordboard.boot import calm_the_collector
from cordboard.core.errors import Refusal
from cordboard.core.user import OPERATOR
from cordboard.floor.clock import Clock
from cordboard.settings import Settings, load
from cordboard.staging import measured_floor

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]

app = typer.Typer(help="Measure this release on this machine.", no_args_is_help=True)


@app.command("messages")
def bench_messages(
    folder: Annotated[Path, typer.Option(help="Where the bench's database lives for a minute.")] = Path(
        "var"
    ),
    as_json: AsJson = False,
) -> None:
    """Measure customers' messages to agents, durable and over real sockets, beside a bare relay."""
    plan = messages.Plan()
    with report.progress("Messages", plan.steps) as step:
        figures = messages.measure(plan, folder, furnish, step)
    report.show("Messages", figures, as_json=as_json)


@app.command("workspace")
def bench_workspace(
    seconds: Annotated[
        float, typer.Option(min=1, max=60, help="How long somebody types while messages come in.")
    ] = 12,
    as_json: AsJson = False,
) -> None:
    """Measure the agent's page in a real Chromium: alerts, switching, typing, and what is downloaded."""
    if find_spec("playwright") is None:
        raise Unmeasurable(
            "The workspace is measured in a browser that Playwright drives: install the development"
            " dependencies, `pip install --editable '.[dev]'`."
        )
    web = load(None).web_dir
    load_pages(web)
    # The product itself starts without Playwright.
    workspace = import_module("cordboard.bench.workspace")
    plan = workspace.Plan(typing_s=seconds)
    with report.progress("Workspace", plan.steps) as step:
        figures = workspace.measure(plan, web, furnish, step)
    report.show("Workspace", figures, as_json=as_json, aims=workspace.AIMS)


@app.command("routing")
def bench_routing(
    folder: Annotated[Path, typer.Option(help="Where the bench's database lies for some seconds.")] = Path(
        "var"
    ),
    as_json: AsJson = False,
) -> None:
    """Measure decisions of routing: in memory on two sizes of floor, durable, and by rules."""
    plan = routing.Plan()
    floors = routing.Floors(
        in_memory=measured_floor.in_memory,
        stored=measured_floor.stored,
        calm_the_collector=calm_the_collector,
    )
    with report.progress("Routing", plan.parts) as step:
        figures = routing.measure(plan, folder, floors, step)
    report.show("Routing", figures, as_json=as_json, aims=routing.AIMS, at_least=routing.AT_LEAST)


def furnish(data_dir: Path, commands: list[AnyCommand], hashes: dict[str, str]) -> None:
    """Write a bench's organisation into a new database; hashes of passwords are by login."""
    with boot.opened(Settings(data_dir=data_dir), Clock()) as (writer, _):
        for command in commands:
            boot.run_now(writer, partial(writer.submit, command, OPERATOR, _not_refused))
        for login, password_hash in hashes.items():
            request = control.SetPassword(login=login, password_hash=password_hash)
            reply = boot.ask_now(writer, request)
            assert reply.refusal is None, reply.refusal


def _not_refused(result: object) -> None:
    assert not isinstance(result, Refusal), result
