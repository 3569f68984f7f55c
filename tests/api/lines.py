"""A page's end of the wire without a wire, and a clock that a test moves."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from api.pages import Frame, new_id
from cordboard.api.sockets.port import Listener
from cordboard.floor.clock import Clock

PATIENCE_S = 120.0


DAY_MS = 24 * 3_600_000


class HandClock(Clock):
    """A clock that a test moves, from noon on: whatever the hour, no test runs into the next day."""

    def __init__(self) -> None:
        super().__init__()
        self.now_ms = super().__call__() // DAY_MS * DAY_MS + DAY_MS // 2

    def __call__(self) -> int:
        return self.now_ms

    def slept(self) -> bool:
        return False


class Line:
    """A page's end of the wire, without a wire."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.log: list[Frame] = []
        self.said: list[Frame] = []
        self.closed: tuple[int, str] | None = None
        self.buffered = 0
        """What a test makes of it: how far behind this reader is."""
        self.listener: Listener
        self.user_id = ""
        self._unheard: list[Frame] = []
        self._news = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()

    def send_text(self, payload: bytes) -> None:
        """Take a message of the server's."""
        if self.closed is not None:
            return
        frames = [json.loads(line) for line in payload.split(b"\n")]
        self.log += frames
        self._unheard += frames
        self._wake()

    def close(self, code: int, reason: str = "") -> None:
        """Take the server's good-bye."""
        if self.closed is None:
            self.closed = (code, reason)
            self._wake()

    def say(self, **frame: Any) -> None:
        """Send one frame."""
        self.said.append(frame)
        self.say_raw(json.dumps(frame, ensure_ascii=False).encode())

    def say_raw(self, message: bytes) -> None:
        """Send one message, as the transport would hand it over."""
        if self.closed is None:
            self.listener.on_text(message)

    def leave(self, code: int | None = 1001) -> None:
        """Go away."""
        self.closed = self.closed or (code or 1006, "")
        self.listener.on_close(code)

    async def wait_for(self, wanted: Callable[[Frame], bool]) -> Frame:
        """The first such frame that was not asked for before."""

        def find() -> Frame | None:
            return next((one for one in self._unheard if wanted(one)), None)

        async with asyncio.timeout(PATIENCE_S), self._news:
            await self._news.wait_for(lambda: find() is not None or self.closed is not None)
        found = find()
        assert found is not None, f"not heard; closed: {self.closed}; {self.log[-5:]}"
        self._unheard.remove(found)
        return found

    async def hear(self, kind: str, **fields: Any) -> Frame:
        """The first frame of this kind with these fields that was not asked for before."""
        return await self.wait_for(lambda frame: frame["t"] == kind and frame.items() >= fields.items())

    async def wait_for_end(self) -> tuple[int, str]:
        """Code and reason with which the server closed."""
        async with asyncio.timeout(PATIENCE_S), self._news:
            await self._news.wait_for(lambda: self.closed is not None)
        assert self.closed is not None
        return self.closed

    async def entry(self, kind: str, **fields: Any) -> Frame:
        """The next event whose body is of this kind."""
        return await self.wait_for(
            lambda frame: (
                frame["t"] == "event"
                and frame["body"]["kind"] == kind
                and frame["body"].items() >= fields.items()
            )
        )

    async def subscribe(self, stream: str, after: int | None = None) -> Frame:
        """Begin to read; the `caught_up`, or what came in its place."""
        self.say(t="subscribe", stream=stream, after=after)
        answers = {"caught_up", "resync", "ended"}
        return await self.wait_for(lambda frame: frame["t"] in answers and frame["stream"] == stream)

    async def ask(self, **frame: Any) -> Frame:
        """Send something with an id; its `result` or `refused`."""
        frame.setdefault("id", new_id(self.clock()))
        self.say(**frame)
        return await self.wait_for(lambda one: one["t"] in {"result", "refused"} and one["id"] == frame["id"])

    async def do(self, name: str, **fields: Any) -> Frame:
        """Send a command; its answer."""
        return await self.ask(t="do", command={"name": name, **fields})

    async def do_as(self, command_id: str, name: str, **fields: Any) -> Frame:
        """Send a command under an id of the test's choice; its answer."""
        return await self.ask(t="do", id=command_id, command={"name": name, **fields})

    async def done(self, name: str, **fields: Any) -> Frame:
        """Send a command that must succeed."""
        answer = await self.do(name, **fields)
        assert answer["t"] == "result", answer
        return answer

    async def settled(self) -> None:
        """Wait until all that was said before has been taken: what is asked is answered in order."""
        assert (await self.subscribe("nothing:at-all"))["t"] == "ended"

    def _wake(self) -> None:
        async def notify() -> None:
            async with self._news:
                self._news.notify_all()

        task = asyncio.ensure_future(notify())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
