"""Plays one seed after another until one breaks a promise, and adds up what happened."""

import traceback
from collections.abc import Callable
from hashlib import blake2b
from typing import Any

import msgspec
from msgspec import Struct

from cordboard.sim.play import Play
from cordboard.sim.ports import Broken, WorldFactory
from cordboard.sim.tally import Tally


class Failure(Struct, frozen=True, kw_only=True):
    """A promise that does not hold, and how it came to that."""

    seed: int
    step: int
    sentence: str
    transcript: tuple[str, ...]
    """What happened last, a line each."""


class Findings(Struct, kw_only=True):
    """What a series of seeds has shown so far."""

    seeds: int = 0
    """Seeds that were played to their end."""
    tally: Tally = msgspec.field(default_factory=Tally)
    digest: str = ""
    """Of the digests of all seeds; of one seed it is that seed's own."""
    failure: Failure | None = None

    def figures(self) -> dict[str, Any]:
        """Return everything as one flat object."""
        figures = {"seeds": self.seeds, **msgspec.structs.asdict(self.tally), "digest": self.digest}
        if self.failure is not None:
            failed = {"failed_seed": self.failure.seed, "failed_step": self.failure.step}
            return {**figures, **failed, "failure": self.failure.sentence}
        return figures


def play_all(
    findings: Findings,
    new_world: WorldFactory,
    *,
    first: int,
    seeds: int,
    steps: int,
    played: Callable[[int, str], None],
) -> None:
    """Play until the last seed or the first failure; `played` is told each seed's digest."""
    for seed in range(first, first + seeds):
        play = Play(seed, new_world, steps)
        try:
            digest = play.run()
        except Exception as error:  # noqa: BLE001 - whatever a seed finds is reported with the seed
            findings.failure = _failure(seed, play, error)
            return
        finally:
            findings.tally.add(play.tally)
        findings.seeds += 1
        findings.digest = digest if not findings.digest else _joined(findings.digest, digest)
        played(seed, digest)


def _joined(one: str, other: str) -> str:
    return blake2b(f"{one} {other}".encode(), digest_size=8).hexdigest()


def _failure(seed: int, play: Play, error: Exception) -> Failure:
    """Say what broke; a fault of the program comes with the place where it happened."""
    where = [] if isinstance(error, Broken) else traceback.format_exception(error)
    sentence = str(error) if isinstance(error, Broken) else repr(error)
    lines = [*play.agenda.lines, *"".join(where).splitlines()]
    return Failure(seed=seed, step=play.agenda.steps, sentence=sentence, transcript=tuple(lines))
