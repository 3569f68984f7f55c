"""Is a journal in memory with one conversation on it, and short ways to write to it."""

from collections.abc import Sequence

from cordboard.app.engine import Appended, DraftSave, Entry, Message, Said, Writes
from cordboard.app.entries import Notice, NoticeBody
from cordboard.app.ports import Value
from cordboard.core.conversation import State
from cordboard.core.draft import MESSAGE
from cordboard.core.errors import Code, Refusal
from cordboard.core.message import Author, AuthorRole
from cordboard.store.journal import SqliteJournal
from core.test_conversation import conversation
from floor.memory import MemoryDatabase

CUSTOMER = Author(role=AuthorRole.CUSTOMER, id="v")
ANNA = Author(role=AuthorRole.AGENT, id="anna", name="Anna")
BO = Author(role=AuthorRole.AGENT, id="bo", name="Bo")
STREAM = "conversation:chat"
NOW_MS = 7_000


class Disk:
    """A journal in memory with one conversation on it."""

    def __init__(self) -> None:
        self.database = MemoryDatabase()
        self.journal = SqliteJournal(self.database.connect)

    def put(self, state: State, *, live: bool = True) -> None:
        """Have the conversation in this state, anna's where it is owned."""
        one = conversation(state)
        self.commit(writes(live=[one]) if live else writes(ended=[one]))

    def commit(self, *steps: Writes) -> list[Entry]:
        self.journal.begin()
        news = self.journal.write(steps)
        self.journal.commit()
        return [one for one in news if isinstance(one, Entry)]

    def append(self, *messages: Message) -> list[Appended | Refusal]:
        self.journal.begin()
        results = self.journal.append(messages, NOW_MS)
        self.journal.commit()
        return results

    def save(
        self,
        text: str,
        version: int,
        agent_id: str = "anna",
        client_id: str = "",
        *,
        field: str = MESSAGE,
        at_ms: int = NOW_MS,
    ) -> int | Refusal:
        self.journal.begin()
        draft = DraftSave(
            agent_id=agent_id,
            conversation_id="chat",
            field=field,
            text=text,
            version=version,
            client_id=client_id,
        )
        (result,) = self.journal.save_drafts([draft], at_ms)
        self.journal.commit()
        return result

    def numbers(self, stream: str = STREAM) -> list[int]:
        return [entry.n for entry in self.journal.entries(stream, after=0, limit=100)]


def writes(
    live: Sequence[Value] | None = None,
    ended: Sequence[Value] | None = None,
    said: list[str] | None = None,
) -> Writes:
    entries = [Said(stream=stream, body=NoticeBody(code=Notice.AGENT_BACK)) for stream in said or []]
    return Writes(
        at_ms=NOW_MS,
        live=list(live or []),
        ended=list(ended or []),
        dropped=[],
        facts=[],
        said=list(entries),
        audits=[],
        explained=[],
        heard=[],
    )


def message(
    text: str = "hi", client_id: str = "m1", author: Author = CUSTOMER, chat: str = "chat"
) -> Message:
    return Message(conversation_id=chat, author=author, client_id=client_id, text=text)


def code(result: Appended | Refusal | int) -> Code | None:
    return result.code if isinstance(result, Refusal) else None
