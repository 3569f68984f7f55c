"""Makes the customers of a stream: when they come, what they ask for, how long they stay and take."""

from collections.abc import Iterator
from random import Random

from msgspec import Struct

from cordboard.core.ids import AgentId
from cordboard.sim.queueing.duration import SECOND_MS, Duration
from cordboard.sim.queueing.scenario import Stream

DAY_S = 86_400


class Customer(Struct, kw_only=True):
    """Somebody who comes, and what has become of them."""

    stream: Stream
    arrives_ms: int
    patience_ms: int | None
    handle_ms: int
    wrap_up_ms: int
    asks: tuple[str, ...]
    """Skills."""
    agent_id: AgentId | None = None
    """Who accepted; None while nobody has."""
    holds_capacity: bool = False


class Crowd:
    """The customers of one stream, the same for the same seed whatever the floor does with them.

    Each kind of chance has dice of its own, so that another setting of one doesn't change the others.
    """

    def __init__(self, stream: Stream, seed: int, start_ms: int) -> None:
        self._stream = stream
        self._start_ms = start_ms
        self._dice = {one: Random(f"{seed} {stream.name} {one}") for one in _DICE}

    def arrivals(self) -> Iterator[Customer]:
        """Yield one customer after the other, without end; hours that are less busy skip some of them."""
        arrive, most = self._dice["arrive"], self._stream.most_per_second
        at_s = 0.0
        while True:
            at_s += arrive.expovariate(most)
            if arrive.random() * most < self._stream.per_second(at_s % DAY_S):
                yield self._customer(self._start_ms + round(at_s * SECOND_MS))

    def accept_delay_ms(self) -> int:
        """Return how long an agent takes to accept an offer."""
        return self._stream.accept_delay.draw_ms(self._dice["accept"])

    def _customer(self, arrives_ms: int) -> Customer:
        stream, dice = self._stream, self._dice
        patience_s = stream.patience_mean_s
        return Customer(
            stream=stream,
            arrives_ms=arrives_ms,
            patience_ms=None if patience_s is None else Duration(mean_s=patience_s).draw_ms(dice["stay"]),
            handle_ms=stream.handle.draw_ms(dice["handle"]),
            wrap_up_ms=stream.wrap_up.draw_ms(dice["wrap up"]),
            asks=tuple(one.skill for one in stream.asks if dice["ask"].random() < one.probability),
        )


_DICE = ("arrive", "stay", "handle", "accept", "wrap up", "ask")
