"""Finds settings of one workstream that work against each other."""

from collections.abc import Iterator

from cordboard.config.checks_finding import Finding, warning
from cordboard.core.configuration import Configuration
from cordboard.core.presence import BasePresence
from cordboard.core.workstream import Distribution, Workstream


def settings_at_odds(configuration: Configuration) -> Iterator[Finding]:
    """Look at the presences, the affinity and the wrap-up of every workstream."""
    for workstream in configuration.workstreams:
        path = f"workstreams.{workstream.id}"
        yield from _presences(workstream, f"{path}.allowed_presences")
        yield from _affinity(workstream, f"{path}.affinity_wait_s")
        yield from _wrap_up(workstream, f"{path}.wrap_up_block_s")


def _presences(workstream: Workstream, path: str) -> Iterator[Finding]:
    """Find presences that keep an agent in line whom an alert should take out of it (domain 2.5)."""
    allowed = workstream.allowed_presences
    if not allowed:
        yield warning(path, "No presence is allowed, so nobody is offered this work.", "Allow a presence.")
    if workstream.missed_sets_inactive and BasePresence.AWAY in allowed:
        yield warning(
            f"{path}[{allowed.index(BasePresence.AWAY)}]",
            "An agent who missed an offer becomes Inactive, which counts as Away, and is still offered work.",
            "Take away out of the allowed presences, or set missed_sets_inactive to false.",
        )
    if workstream.rejected_sets_do_not_disturb and BasePresence.DO_NOT_DISTURB in allowed:
        yield warning(
            f"{path}[{allowed.index(BasePresence.DO_NOT_DISTURB)}]",
            "An agent who rejected an offer gets Do not disturb, and is still offered work.",
            "Take do_not_disturb out of the allowed presences, or set rejected_sets_do_not_disturb to false.",
        )


def _affinity(workstream: Workstream, path: str) -> Iterator[Finding]:
    """Find work that waits for one person without an end (mission decision 16)."""
    if workstream.affinity_wait_s is not None or workstream.distribution is not Distribution.PUSH:
        return
    prefers = any(rule.preferred for ruleset in workstream.classification for rule in ruleset.rules)
    if workstream.keep_same_agent or prefers:
        yield warning(
            path,
            "Work may wait for its agent for ever, even if that agent never comes back.",
            "Set the seconds after which others get it.",
        )


def _wrap_up(workstream: Workstream, path: str) -> Iterator[Finding]:
    """Find a block that outlasts the time after which wrap-up closes by itself (domain 1.4)."""
    closes_s = workstream.auto_close.wrap_up_s
    if closes_s is not None and workstream.blocks_wrap_up_s > closes_s:
        yield warning(
            path,
            f"Wrap-up closes after {closes_s} s by itself, and blocks capacity for longer than that.",
            "Shorten the block, or let wrap-up stay open for longer (auto_close.wrap_up_s).",
        )
