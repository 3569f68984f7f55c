"""Finds queues that nothing reaches, and queues that nobody serves."""

from collections.abc import Iterable, Iterator, Mapping

from cordboard.config.checks_finding import Finding, error, warning
from cordboard.config.checks_overflow import edges
from cordboard.core.configuration import AgentSettings, Configuration
from cordboard.core.ids import QueueId
from cordboard.core.workstream import Distribution, Queue, Workstream


def queues_reached(configuration: Configuration, workstreams: Iterable[Workstream]) -> frozenset[QueueId]:
    """Return all queues into which work of these workstreams can come by itself."""
    queues: Mapping[QueueId, Queue] = {queue.id: queue for queue in configuration.queues}
    line = [queue_id for workstream in workstreams for queue_id in _entrances(workstream)]
    found = set(line)
    for queue_id in line:
        targets = {edge.target for edge in edges(queues[queue_id])} if queue_id in queues else set()
        line += targets - found
        found |= targets
    return frozenset(found)


def unreached_queues(configuration: Configuration) -> Iterator[Finding]:
    """Find queues into which work comes by hand at best."""
    found = queues_reached(configuration, configuration.workstreams)
    for queue in configuration.queues:
        if queue.id not in found:
            yield warning(
                f"queues.{queue.id}",
                "No workstream, route or overflow sends work to this queue.",
                "Send work to it, or take it out.",
            )


def unserved_queues(configuration: Configuration, agents: tuple[AgentSettings, ...]) -> Iterator[Finding]:
    """Find queues that work can reach and nobody serves (mission decision 4).

    Where all work is picked, this is a warning: whoever supervises may still assign it.
    """
    served = {queue_id for agent in agents for queue_id in agent.queue_ids}
    pushing = [one for one in configuration.workstreams if one.distribution is Distribution.PUSH]
    pushed = queues_reached(configuration, pushing)
    reached = queues_reached(configuration, configuration.workstreams)
    mend = (
        "Make an agent a member of it: in the section agents of the same file, taken with --agents. Or send"
        " the work to another queue."
    )
    for queue in configuration.queues:
        path = f"queues.{queue.id}"
        if queue.id in served or queue.id not in reached:
            continue
        if queue.id in pushed:
            yield error(path, "Work comes to this queue, and it has no members.", mend)
        else:
            yield warning(path, "Work waits in this queue to be picked, and it has no members.", mend)


def _entrances(workstream: Workstream) -> tuple[QueueId, ...]:
    return (workstream.queue_id, *(share.queue_id for route in workstream.routes for share in route.to))
