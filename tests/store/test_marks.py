"""What the journal promises about marks: they grow, stay within the transcript, and are their own side's."""

from cordboard.app.engine import Marked, MarkSave
from cordboard.core.conversation import State
from cordboard.core.marks import Marks
from cordboard.core.message import AuthorRole
from store.disk import STREAM, Disk, writes


def customer(delivered: int, read: int = 0, who: str = "v", chat: str = "chat") -> MarkSave:
    return MarkSave(
        conversation_id=chat, role=AuthorRole.CUSTOMER, author_id=who, delivered=delivered, read=read
    )


def agent(read: int, who: str = "anna") -> MarkSave:
    return MarkSave(conversation_id="chat", role=AuthorRole.AGENT, author_id=who, delivered=read, read=read)


def mark(disk: Disk, *saves: MarkSave) -> list[Marked]:
    disk.journal.begin()
    grown = disk.journal.mark(saves)
    disk.journal.commit()
    return grown


def furnished(disk: Disk) -> Disk:
    """Anna's conversation, with five entries."""
    disk.put(State.ACCEPTED)
    disk.commit(writes(said=[STREAM] * 5))
    return disk


def test_each_side_moves_its_own_marks_forwards_only(disk: Disk) -> None:
    furnished(disk)
    both = Marks(customer_delivered=4, customer_read=2, agent_read=3)
    assert mark(disk, customer(4, 2), agent(3)) == [Marked(conversation_id="chat", marks=both)]
    assert mark(disk, customer(3, 1), agent(1)) == [], "what is known is no news"
    assert disk.journal.marks("chat") == both


def test_what_was_read_was_delivered_and_nothing_lies_beyond_the_transcript(disk: Disk) -> None:
    furnished(disk)
    mark(disk, customer(1, 3))
    assert disk.journal.marks("chat") == Marks(customer_delivered=3, customer_read=3)
    mark(disk, customer(2**53 - 1, 2**53 - 1), agent(6))
    assert disk.journal.marks("chat") == Marks(customer_delivered=5, customer_read=5, agent_read=5)


def test_marks_of_strangers_and_of_what_does_not_exist_are_let_fall(disk: Disk) -> None:
    furnished(disk)
    saves = (customer(5, who="w"), agent(5, who="bo"), agent(5, who="v"), customer(5, who="anna"))
    assert mark(disk, *saves, customer(5, chat="none")) == []
    assert disk.database.rows("SELECT * FROM mark") == []
    disk.put(State.OPEN)
    assert mark(disk, agent(5)) == [], "it is nobody's now"


def test_a_customer_marks_what_has_ended_too(disk: Disk) -> None:
    furnished(disk).put(State.CLOSED, live=False)
    assert mark(disk, customer(5, 5)) != []
    disk.journal.abandon()
    assert disk.journal.marks("chat").customer_read == 5
