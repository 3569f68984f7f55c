"""People who follow the protocol to the letter: cursors, outbox, resume; they write down what went wrong."""

import threading
from typing import Any

from api.pages import Frame, Page, new_id
from api.process import PATIENCE_S, Server


class Follower:
    """One person's page over all its connections."""

    def __init__(self, server: Server, *, cookie: str = "", token: str = "") -> None:
        self._server = server
        self._cookie = cookie
        self._token = token
        self.entries: dict[str, list[Frame]] = {}
        """Every entry of each stream from its cursor's start on, in order."""
        self._last: dict[str, int] = {}
        self._outbox: dict[str, Frame] = {}
        self._answers: dict[str, Frame] = {}
        self.faults: list[str] = []
        """What must not happen: gaps, second copies, second answers of another kind."""
        self._news = threading.Condition(threading.RLock())
        self.page: Page

    def arrive(self) -> None:
        """Connect, read on from where it stopped, send again what has no answer."""
        self.page = Page(self._server, cookie=self._cookie, token=self._token, on_frame=self._take)
        for stream, last in list(self._last.items()):
            self.page.say(t="subscribe", stream=stream, after=last)
        for frame in list(self._outbox.values()):
            self.page.say(**frame)

    def leave(self) -> None:
        """Close the page."""
        self.page.leave()

    def follow(self, stream: str) -> None:
        """Begin to read a stream from its first entry."""
        with self._news:
            self._last[stream] = 0
            self.entries[stream] = []
        self.page.say(t="subscribe", stream=stream, after=0)

    def post(self, **frame: Any) -> str:
        """Send something with an id and keep it until its answer; the id."""
        frame.setdefault("id", new_id())
        with self._news:
            self._outbox[frame["id"]] = frame
        self.page.say(**frame)
        command_id: str = frame["id"]
        return command_id

    def ask(self, **frame: Any) -> Frame:
        """Send something and wait for its answer."""
        return self.answer(self.post(**frame))

    def do(self, name: str, **fields: Any) -> Frame:
        """Send a command that must succeed."""
        answer = self.ask(t="do", command={"name": name, **fields})
        assert answer["t"] == "result", answer
        return answer

    def answer(self, command_id: str) -> Frame:
        """The answer to an id."""
        self.wait_until(lambda: command_id in self._answers)
        return self._answers[command_id]

    def answered(self) -> int:
        """How many answers have come."""
        return len(self._answers)

    def wait_until(self, so: Any) -> None:
        """Wait until something is so."""
        with self._news:
            assert self._news.wait_for(so, PATIENCE_S), f"in vain; {self.page.closed}; {self.page.log[-3:]}"

    def heard(self, kind: str, **fields: Any) -> Frame:
        """The first entry of a kind, in any stream; waits for it."""

        def is_it(body: Frame) -> bool:
            return bool(body["kind"] == kind and body.items() >= fields.items())

        def find() -> Frame | None:
            entries = (one for stream in self.entries.values() for one in stream)
            return next((one for one in entries if is_it(one["body"])), None)

        self.wait_until(find)
        found = find()
        assert found is not None
        return found

    def texts(self, stream: str) -> list[str]:
        """All messages of a conversation, in order."""
        return [one["body"]["text"] for one in self.entries[stream] if one["body"]["kind"] == "message"]

    def offers(self) -> list[Frame]:
        """All offers that were made to this agent, each as it was first shown."""
        seen: dict[str, Frame] = {}
        for stream in self.entries.values():
            for one in stream:
                if one["body"]["kind"] == "offer":
                    seen.setdefault(one["body"]["offer"]["id"], one["body"]["offer"])
        return list(seen.values())

    def _take(self, frame: Frame) -> None:
        with self._news:
            if frame["t"] == "event":
                self._step(frame)
            elif frame["t"] in {"result", "refused"}:
                self._hear_answer(frame)
            elif frame["t"] in {"fault", "resync"}:
                self.faults.append(f"{frame}")
            self._news.notify_all()

    def _step(self, event: Frame) -> None:
        stream, last = event["stream"], self._last[event["stream"]]
        if event["n"] == last + 1:
            self._last[stream] = event["n"]
            self.entries[stream].append(event)
        else:
            self.faults.append(f"{stream}: {event['n']} came after {last}")

    def _hear_answer(self, frame: Frame) -> None:
        if frame["t"] == "refused" and frame["again"]:
            return
        known = self._answers.setdefault(frame["id"], frame)
        if known != frame:
            self.faults.append(f"answered twice: {known} and {frame}")
        self._outbox.pop(frame["id"], None)
