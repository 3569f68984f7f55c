"""Brings trouble upon the machine, the disk, the lines and the staff, as a seed's mood has it."""

from collections.abc import Callable

from cordboard.sim.company import Company
from cordboard.sim.operators import Operator
from cordboard.sim.outbox import Setting
from cordboard.sim.server import Server

DISK_BACK_MS = 20_000
SLEPT_MS = (20_000, 600_000, 7_200_000)


class Trouble:
    """What may go wrong next."""

    def __init__(self, setting: Setting, server: Server, people: Company, operator: Operator) -> None:
        self._s = setting
        self._server = server
        self._people = people
        mood = setting.mood
        self._weights: dict[Callable[[], None], int] = {
            self.nothing: 100,
            self._crash: mood.crash,
            self._stop: mood.crash // 2,
            self._fill: mood.fill,
            self._detach: mood.detach,
            self._sleep: mood.sleep,
            self._cut: mood.cut,
            self._half_open: mood.half_open,
            self._clog: mood.clog,
            operator.act: 8,
        }

    def strike(self) -> bool:
        """Let something go wrong, or mostly nothing; return whether something did."""
        what = self._s.chance.weighted(self._weights)
        what()
        return what != self.nothing

    def nothing(self) -> None:
        """Leave everybody alone."""

    def _crash(self) -> None:
        self._s.agenda.note("the process is killed")
        self._server.crash()

    def _stop(self) -> None:
        if self._server.process is not None:
            self._s.agenda.note("the server is told to stop")
            self._server.stop()

    def _fill(self) -> None:
        self._s.agenda.note("the disk is full")
        self._server.disk.fill(True)
        self._s.agenda.after(self._s.chance.ms(100, DISK_BACK_MS), self.mend, "the disk is well again")

    def _detach(self) -> None:
        self._s.agenda.note("the disk is away")
        self._server.disk.detach(True)
        self._s.agenda.after(self._s.chance.ms(100, DISK_BACK_MS), self.mend, "the disk is well again")

    def mend(self) -> None:
        """Let the disk be well again."""
        self._server.disk.fill(False)
        self._server.disk.detach(False)

    def _sleep(self) -> None:
        ms = self._s.chance.pick(SLEPT_MS)
        self._s.agenda.note(f"the machine slept for {ms // 1000} s")
        self._server.sleep(ms)

    def _cut(self) -> None:
        self._lose("cut")

    def _half_open(self) -> None:
        self._lose(self._s.chance.pick(("deaf_page", "deaf_server")))

    def _clog(self) -> None:
        self._lose("clog")

    def _lose(self, what: str) -> None:
        pages = [page for page in self._people.pages if page.welcome]
        if pages:
            page = self._s.chance.pick(pages)
            self._s.agenda.note(f"{page.reader}: {what}")
            page.lose(what)
