"""Makes trouble in full traffic, untimed: lines are cut, the server is killed and starts again."""

from time import perf_counter_ns

from cordboard.bench.crew import SETTLED_S, Crew
from cordboard.bench.latency import NS_IN_S
from cordboard.bench.wires import LONGEST_WAIT_S

EVERY = 3
"""Of so many lines one is cut, customers' and agents' alike."""


def cut_and_kill(crew: Crew, traffic_s: float) -> int:
    """Cut lines, then kill and restart; return the time from the kill until every agent reads on, in ns."""
    crew.pace.chatty = True
    for customer in crew.customers:
        customer.speak(perf_counter_ns())
    _traffic(crew, traffic_s)
    for page in crew.pages[::EVERY]:
        page.cut()
    crew.come_back()
    _traffic(crew, traffic_s)
    recovery_ns = _kill(crew)
    _traffic(crew, traffic_s)
    crew.pace.chatty = False
    crew.settle("all is answered after the restart")
    crew.ledger.latencies_ns.clear()
    return recovery_ns


def _kill(crew: Crew) -> int:
    killed_ns = perf_counter_ns()
    crew.server.kill()
    crew.server.start()
    for page in crew.pages:
        page.cut()
    crew.come_back()
    crew.hub.run_until(lambda: all(agent.ready for agent in crew.agents), SETTLED_S, "agents read on")
    return perf_counter_ns() - killed_ns


def _traffic(crew: Crew, seconds: float) -> None:
    """Let them talk; lines that die meanwhile are replaced."""
    end_ns = perf_counter_ns() + int(seconds * NS_IN_S)
    while perf_counter_ns() < end_ns:
        crew.hub.turn(LONGEST_WAIT_S)
        crew.come_back()
