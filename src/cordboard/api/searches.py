"""Searches in a thread beside the writer's line: nobody else waits for a search, however much it looks at."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from weakref import WeakValueDictionary

from cordboard.app.closed_work import ClosedSearch, Page
from cordboard.core.errors import Code, Refusal

LOOKS_FOR_S = 2.0
"""How long one question may look; its page then ends with what was found so far."""
ANSWERS_WITHIN_S = 8.0
"""With its turn: who waits longer is told to come back, before the server ends while they wait."""
Question = Callable[[ClosedSearch, Callable[[], bool]], Page]
"""Asks the search, with what says whether to go on."""


class Searches:
    """Takes questions in turn, one of each person at a time, so that nobody's many keep others waiting."""

    def __init__(self, search: ClosedSearch) -> None:
        self._search = search
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="search")
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._ends = False

    async def ask(self, person_id: str, question: Question) -> Page:
        """Return the page that the question asks for.

        Raises:
            Refusal: TOO_MANY when its turn did not come in time, TOO_BROAD as `ClosedSearch.find`.
        """
        turn = self._turns.setdefault(person_id, asyncio.Lock())
        try:
            async with asyncio.timeout(ANSWERS_WITHIN_S), turn:
                return await asyncio.get_running_loop().run_in_executor(self._thread, self._look, question)
        except TimeoutError as error:
            raise Refusal(Code.TOO_MANY, "Too many are searching; try again in a moment.") from error

    def stop(self) -> None:
        """End the search that is under way and let go of the file."""
        self._ends = True
        self._thread.shutdown(cancel_futures=True)
        self._search.close()

    def _look(self, question: Question) -> Page:
        until_s = monotonic() + LOOKS_FOR_S
        return question(self._search, lambda: not self._ends and monotonic() < until_s)
