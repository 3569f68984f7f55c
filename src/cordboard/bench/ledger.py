"""Keeps account of every message of a bench: when it was due, whether answered, how often seen."""

from array import array
from collections.abc import Iterable, Mapping
from time import time_ns

from msgspec import Struct

DIGITS = 10
"""Of the serial number at the end of each message's id, in place of chance: ids of a run never meet."""
BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz"


class Verdict(Struct, frozen=True, kw_only=True):
    """What became of all messages of a run."""

    sent: int
    acknowledged: int
    lost: int
    """Acknowledged, and not in their transcript or never seen by their agent."""
    doubled: int
    """Twice in transcripts, or seen twice."""


class Ledger:
    """The account of one server's messages, by serial number."""

    def __init__(self) -> None:
        self.id_head = f"{_base36(time_ns() // 1_000_000)}-"
        self._conversations: list[str] = []
        self._due_ns = array("q")
        self._acknowledged = bytearray()
        self._seen = bytearray()
        self.answered = 0
        """Messages that their customers know to be durable."""
        self.unseen = 0
        """Messages that have not come to their agent yet."""
        self.refused = 0
        self.repeated = 0
        self.out_of_step = 0
        """Entries whose number was not the last one plus one."""
        self.latencies_ns: list[int] = []
        """From when a message was due to when its agent had it; the load empties it."""

    @property
    def sent(self) -> int:
        """How many messages there are."""
        return len(self._seen)

    def id_of(self, serial: int) -> str:
        """Return the client's id of a message."""
        return f"{self.id_head}{serial:0{DIGITS}d}"

    def open(self, conversation_id: str, due_ns: int) -> int:
        """Note a new message; return its serial number."""
        serial = len(self._seen)
        self._conversations.append(conversation_id)
        self._due_ns.append(due_ns)
        self._acknowledged.append(0)
        self._seen.append(0)
        self.unseen += 1
        return serial

    def settle(self, serial: int, conversation_id: str) -> None:
        """Say to which conversation a first message went."""
        self._conversations[serial] = conversation_id

    def acknowledge(self, serial: int) -> None:
        """Note that the server said it is durable."""
        self._acknowledged[serial] = 1
        self.answered += 1

    def see(self, serial: int, now_ns: int) -> None:
        """Note that its agent has it."""
        seen = self._seen[serial]
        if not seen:
            self.unseen -= 1
            self.latencies_ns.append(now_ns - self._due_ns[serial])
        if seen < 255:
            self._seen[serial] = seen + 1

    def judge(self, transcripts: Mapping[str, Iterable[str]]) -> Verdict:
        """Compare with the transcripts: client ids by conversation."""
        stored = bytearray(self.sent)
        astray = 0
        for conversation_id, client_ids in transcripts.items():
            for client_id in client_ids:
                serial = int(client_id[-DIGITS:])
                if self._conversations[serial] == conversation_id:
                    stored[serial] = min(stored[serial] + 1, 255)
                else:
                    astray += 1
        lost = doubled = 0
        for acknowledged, seen, times in zip(self._acknowledged, self._seen, stored, strict=True):
            lost += bool(acknowledged) and not (seen and times)
            doubled += seen > 1 or times > 1
        return Verdict(
            sent=self.sent, acknowledged=sum(self._acknowledged), lost=lost, doubled=doubled + astray
        )


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = BASE_36[digit] + digits
    return digits
