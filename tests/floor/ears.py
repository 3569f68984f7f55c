"""Stands in the bus's place on a stage: it keeps what the writer publishes."""

from collections.abc import Sequence

from cordboard.app.engine import News


class Ears:
    """Hears everything that the writer publishes."""

    def __init__(self) -> None:
        self.news: list[News] = []
        self._fresh: list[News] = []
        self._mistrusts = False

    def publish(self, news: Sequence[News]) -> None:
        self.news.extend(news)
        self._fresh.extend(news)

    def flush(self) -> None:
        """Nothing gathers here."""

    def mistrust(self) -> None:
        self._mistrusts = True

    def mistrusts(self) -> bool:
        """Whether readers were told since the last call to read on from the disk."""
        mistrusts, self._mistrusts = self._mistrusts, False
        return mistrusts

    def take(self) -> list[News]:
        """What was published since the last call, for a scene."""
        news, self.news = self.news, []
        return news

    def fresh(self) -> list[News]:
        """What was published since the last call, for the checks."""
        news, self._fresh = self._fresh, []
        return news
