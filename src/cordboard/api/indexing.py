"""Lets search know what was closed, soon after and in small steps: a batch waits for one of them at most."""

import asyncio
from collections.abc import Callable
from time import monotonic

from cordboard.app.ports import View
from cordboard.app.seams import FloorDoor, Journal

LOOK_EVERY_S = 2.0
"""How often it is looked whether something was closed since; a look writes nothing."""
REST_S = 0.02
"""Between two steps, at least: what people do goes before them."""
REST_OF_STEP = 3
"""A rest lasts as many times as long as the step: where disk or processor are busy, steps come rarely."""
JOINS = 4
"""Steps of joining after each of indexing, while there is more to index; they keep up with it."""


class Indexing:
    """Catches up with what was closed, for ever."""

    def __init__(self, floor: FloorDoor) -> None:
        self._floor = floor
        self._joins = 0
        """To do before the next piece is indexed."""
        self._all_joined = False
        """After a start there may be something left from before."""

    async def run(self) -> None:
        """Go on until cancelled."""
        while True:
            began_s = monotonic()
            did_something = await self.step()
            took_s = monotonic() - began_s
            await asyncio.sleep(max(REST_S, REST_OF_STEP * took_s) if did_something else LOOK_EVERY_S)

    async def step(self) -> bool:
        """Index a piece, or join some; False when there was nothing to do, or it can't be stored now."""
        if self._joins > 0 and await self._join():
            return True
        if not await self._is_behind():
            return not self._all_joined and await self._join()
        self._joins, self._all_joined = JOINS, False
        return await self._awaited(lambda tell: self._floor.do(catch_up, tell)) is None

    async def _join(self) -> bool:
        """Join a part of what was indexed; False when there was nothing, or it can't be stored now."""
        did_something = await self._awaited(lambda tell: self._floor.do(join, tell))
        self._all_joined = did_something is False
        self._joins = self._joins - 1 if did_something is True else 0
        return did_something is True

    async def _is_behind(self) -> bool:
        def ask(tell: Callable[[object], None]) -> None:
            def look(journal: Journal, _: View) -> None:
                try:
                    tell(journal.closed_index.is_behind())
                except Exception:
                    tell(False)  # else nothing would ever be indexed again; the writer reports it
                    raise

            self._floor.read(look)

        return bool(await self._awaited(ask))

    async def _awaited(self, ask: Callable[[Callable[[object], None]], None]) -> object:
        """Ask and wait for what is told."""
        told: asyncio.Future[object] = asyncio.get_running_loop().create_future()

        def tell(what: object) -> None:
            if not told.done():  # else the server ends
                told.set_result(what)

        ask(tell)
        return await told


def catch_up(journal: Journal, _: int) -> None:
    """Index a piece of what was closed."""
    journal.closed_index.catch_up()


def join(journal: Journal, _: int) -> bool:
    """Join a part of what was indexed piece by piece; whether there was anything."""
    return journal.closed_index.merge()
