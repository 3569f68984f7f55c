"""Lets search know what was closed, soon after and piece by piece: nobody waits for it."""

import asyncio

from cordboard.app.ports import View
from cordboard.app.seams import FloorDoor, Journal

LOOK_EVERY_S = 2.0
"""How often it is looked whether something was closed since; a look writes nothing."""
AGAIN_AFTER_S = 0.05
"""Between two pieces, while there are more: what people do goes before them."""


class Indexing:
    """Catches up with what was closed, for ever."""

    def __init__(self, floor: FloorDoor) -> None:
        self._floor = floor

    async def run(self) -> None:
        """Go on until cancelled."""
        while True:
            did_something = await self.step()
            await asyncio.sleep(AGAIN_AFTER_S if did_something else LOOK_EVERY_S)

    async def step(self) -> bool:
        """Index a piece; False when there was nothing to do, or it can't be stored at the moment."""
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        def tell(did_something: bool) -> None:
            if not done.done():  # else the server ends
                done.set_result(did_something)

        def look(journal: Journal, _: View) -> None:
            try:
                is_behind = journal.closed.is_behind()
            except (
                Exception
            ):  # the writer reports it; who waited for an answer would index nothing ever after
                tell(False)
                raise
            if is_behind:
                self._floor.do(catch_up, lambda result: tell(result is None))
            else:
                tell(False)

        self._floor.read(look)
        return await done


def catch_up(journal: Journal, _: int) -> None:
    """Index a piece of what was closed."""
    journal.closed.catch_up()
