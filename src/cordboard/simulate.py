"""Is the command `simulate`: plays trouble, or a queueing system, in virtual time and says what it found."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.table import Table

from cordboard.bench import report
from cordboard.orders import write_out
from cordboard.sim.play import STEPS
from cordboard.sim.queueing import findings as queueing
from cordboard.sim.queueing import rows, scenario_file
from cordboard.sim.queueing.measuring import AROUND, measure
from cordboard.sim.queueing.scenario import Scenario
from cordboard.sim.series import Failure, Findings, play_all
from cordboard.staging.bare_floor import BareFloor
from cordboard.staging.stage import workshop

SEEDS = 500
FEW = 20
"""So many seeds' digests are printed; more would be noise."""

app = typer.Typer(help="Play people, trouble and queues in virtual time.", no_args_is_help=True)
console = Console()
complaints = Console(stderr=True)


@app.callback()
def simulate() -> None:
    """Play people, trouble and queues in virtual time."""


@app.command("faults")
def faults(
    seeds: Annotated[
        int | None, typer.Option(min=1, help=f"How many seeds; {SEEDS}, or 1 after --seed.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="The first seed; played again, it does the same.")] = None,
    steps: Annotated[
        int, typer.Option(min=1, help="Steps of trouble for each seed, before the calm.")
    ] = STEPS,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Let everything go wrong that can, and check after every step that nothing is lost or done twice."""
    number = seeds if seeds is not None else SEEDS if seed is None else 1
    findings = Findings()
    interrupted = _play(findings, first=1 if seed is None else seed, seeds=number, steps=steps, quiet=as_json)
    report.show("Faults", findings.figures(), as_json=as_json)
    if findings.failure is not None:
        _complain(findings.failure, steps)
        raise typer.Exit(1)
    if interrupted:
        complaints.print(f"Stopped after {findings.seeds} of {number} seeds; nothing was found in these.")
        raise typer.Exit(130)


@app.command("queue")
def queue(
    file: Annotated[Path, typer.Argument(help="A queueing system (TOML); docs/examples/queue.toml is one.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Run the production floor on chance arrivals and handle times; say waits, service level, occupancy."""
    scenario = _read(file)
    try:
        with report.progress("Queue", scenario.run.batches + AROUND) as step:
            findings = measure(scenario, BareFloor, step)
    except KeyboardInterrupt:
        complaints.print("Stopped; half a run says nothing.")
        raise typer.Exit(130) from None
    if as_json:
        write_out(msgspec.json.encode(findings.plain()).decode() + "\n")
    else:
        _show(findings)


def _read(file: Path) -> Scenario:
    """Read a scenario, or say all that is wrong with it."""
    try:
        return scenario_file.read(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        sentences = ["It is no text in UTF-8."]
    except scenario_file.Mistakes as mistakes:
        sentences = str(mistakes).splitlines()
    for sentence in sentences:
        line = f"{file}: {sentence}"
        complaints.print(line, style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(1)


def _show(findings: queueing.Findings) -> None:
    table = Table(title=f"Queue, {findings.hours:,g} hours, intervals of {findings.confidence * 100:g} %")
    first, *others = rows.head(findings)
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="right")
    for row in rows.rows(findings):
        table.add_row(*row)
    console.print(table)


def _play(findings: Findings, *, first: int, seeds: int, steps: int, quiet: bool) -> bool:
    """Play; return whether somebody stopped it."""
    with report.progress("Faults", seeds) as step, workshop() as new_world:

        def played(seed: int, digest: str) -> None:
            step(f"seed {seed}")
            if seeds <= FEW and not quiet:
                console.print(f"seed {seed}  digest {digest}", highlight=False)

        try:
            play_all(findings, new_world, first=first, seeds=seeds, steps=steps, played=played)
        except KeyboardInterrupt:
            return True
    return False


def _complain(failure: Failure, steps: int) -> None:
    for line in failure.transcript:
        complaints.print(line, markup=False, highlight=False, soft_wrap=True)
    sentence = f"Seed {failure.seed} breaks at step {failure.step}: {failure.sentence}"
    complaints.print(sentence, style="red", markup=False, highlight=False, soft_wrap=True)
    again = f"cordboard simulate faults --seed {failure.seed} --steps {steps}"
    complaints.print(f"It does the same again: {again}", markup=False, highlight=False, soft_wrap=True)
