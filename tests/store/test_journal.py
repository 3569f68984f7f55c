"""What a journal promises: messages once, numbers without gaps, guards, drafts, savepoints apart."""

import apsw
import pytest
from msgspec.structs import replace

from cordboard.app.engine import Appended, Audit
from cordboard.core.conversation import State
from cordboard.core.errors import Code
from cordboard.core.ids import ConversationId, VisitorId
from cordboard.core.message import Author, AuthorRole
from core.test_conversation import conversation
from store.disk import ANNA, BO, CUSTOMER, NOW_MS, STREAM, Disk, code, message, writes

# Messages


def test_messages_are_numbered_without_gaps_among_the_other_entries(disk: Disk) -> None:
    disk.put(State.ACCEPTED)
    disk.append(message(client_id="a"), message(client_id="b", author=BO), message(client_id="c"))
    disk.commit(writes(said=[STREAM, "agent:anna", STREAM]))
    disk.append(message(client_id="d", author=ANNA))
    assert disk.numbers() == [1, 2, 3, 4, 5]
    assert disk.numbers("agent:anna") == [1]


def test_the_same_message_again_gets_the_first_answer(disk: Disk) -> None:
    disk.put(State.OPEN)
    first, second = disk.append(message(), message())
    (third,) = disk.append(message())
    assert isinstance(first, Appended)
    assert first.entry is not None
    assert second == third == Appended(n=first.n, entry=None)
    assert disk.numbers() == [1]


def test_the_same_id_with_another_text_is_refused(disk: Disk) -> None:
    disk.put(State.OPEN)
    disk.append(message())
    (result,) = disk.append(message("something else"))
    assert code(result) is Code.ID_REUSED


def test_the_same_id_of_another_author_or_in_another_conversation_is_another_message(disk: Disk) -> None:
    disk.put(State.ACCEPTED)
    other = replace(conversation(State.OPEN), id=ConversationId("other"))
    disk.commit(writes(live=[other]))
    results = disk.append(message(), message(author=ANNA), message(chat="other"))
    assert [isinstance(one, Appended) and one.n for one in results] == [1, 2, 1]


@pytest.mark.parametrize("live", [True, False])
def test_a_repetition_is_known_for_ever_even_after_the_close(disk: Disk, live: bool) -> None:
    disk.put(State.OPEN)
    disk.append(message())
    disk.put(State.CLOSED, live=live)
    disk.journal.abandon()
    known, changed, new = disk.append(message(), message("another text"), message(client_id="m2"))
    assert known == Appended(n=1, entry=None)
    assert (code(changed), code(new)) == (Code.ID_REUSED, Code.CLOSED)


CUSTOMERS_TURN = {State.OPEN, State.OFFERED, State.ACCEPTED, State.WAITING}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("author", [CUSTOMER, ANNA, BO])
def test_the_state_on_the_disk_says_who_may_write(disk: Disk, state: State, author: Author) -> None:
    disk.put(state, live=state is not State.CLOSED)
    (result,) = disk.append(message(author=author))
    if author is CUSTOMER:
        assert code(result) is (None if state in CUSTOMERS_TURN else Code.CLOSED)
    elif author is ANNA and state in {State.ACCEPTED, State.WAITING, State.WRAP_UP}:
        assert code(result) is (None if state is State.ACCEPTED else Code.WRONG_STATE)
    else:
        assert code(result) is Code.NOT_YOURS
    assert disk.numbers() == ([1] if code(result) is None else [])


def test_strangers_and_unknown_conversations_are_told_the_same(disk: Disk) -> None:
    disk.put(State.OPEN)
    stranger = Author(role=AuthorRole.CUSTOMER, id="somebody else")
    results = disk.append(message(author=stranger), message(chat="unknown"))
    assert [code(one) for one in results] == [Code.NOT_FOUND, Code.NOT_FOUND]


def test_only_a_message_into_a_parked_conversation_leaves_a_wake_row(disk: Disk) -> None:
    disk.put(State.ACCEPTED)
    (result,) = disk.append(message(client_id="a"))
    assert isinstance(result, Appended)
    assert not result.wakes
    disk.put(State.WAITING)
    first, second = disk.append(message(client_id="b"), message(client_id="c"))
    assert isinstance(first, Appended)
    assert isinstance(second, Appended)
    assert first.wakes
    assert second.wakes
    assert disk.journal.wakes() == ["chat"]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "สวัสดี 👩🏽‍💻", "a\0b", "' OR 1=1 --", "\u202e"]
)
def test_text_is_kept_as_it_was_written(disk: Disk, text: str) -> None:
    disk.put(State.OPEN)
    (appended,) = disk.append(message(text))
    (entry,) = disk.journal.entries(STREAM, after=0, limit=9)
    assert isinstance(appended, Appended)
    assert appended.entry is not None
    assert entry.body == appended.entry.body
    (again,) = disk.append(message(text))
    assert again == Appended(n=1, entry=None)


def test_a_transcript_is_read_forwards_and_backwards(disk: Disk) -> None:
    disk.commit(writes(said=[STREAM] * 7))
    read = disk.journal
    assert [one.n for one in read.entries(STREAM, after=3, limit=2)] == [4, 5]
    assert [one.n for one in read.latest(STREAM, before=None, limit=3)] == [5, 6, 7]
    assert [one.n for one in read.latest(STREAM, before=5, limit=3)] == [2, 3, 4]
    assert (read.head(STREAM), read.head("nothing")) == (7, 0)


# Savepoints


def sabotage(disk: Disk, table: str) -> None:
    """Have every insert into a table fail."""
    db = disk.database.connect()
    db.execute(f"CREATE TRIGGER no BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END")
    db.close()


def test_messages_that_fail_leave_the_commands_of_the_batch_alone(disk: Disk) -> None:
    disk.put(State.WAITING)
    sabotage(disk, "wake")
    journal = disk.journal
    journal.begin()
    journal.write([writes(said=["agent:anna"])])
    with pytest.raises(apsw.Error):
        journal.append([message()], NOW_MS)
    news = journal.write([writes(said=["agent:anna", STREAM])])
    journal.commit()
    assert disk.numbers("agent:anna") == [1, 2]
    assert disk.numbers() == [1]
    assert [getattr(one, "n", None) for one in news] == [2, 1]


def test_commands_that_fail_leave_the_messages_of_the_batch_alone(disk: Disk) -> None:
    disk.put(State.OPEN)
    sabotage(disk, "audit")
    journal = disk.journal
    journal.begin()
    journal.append([message(client_id="a")], NOW_MS)
    broken = writes(live=[conversation(State.OFFERED)], said=[STREAM])
    broken.audits.append(audit())
    with pytest.raises(apsw.Error):
        journal.write([broken])
    (result,) = journal.append([message(client_id="b")], NOW_MS)
    journal.commit()
    assert isinstance(result, Appended)
    assert result.n == 2
    assert disk.numbers() == [1, 2]
    recalled = journal.recall("chat")
    assert recalled is not None
    assert recalled.state is State.OPEN


def audit() -> Audit:
    return Audit(at_ms=NOW_MS, actor="user:vera", action="x", subject="y", detail="")


def test_numbers_go_on_from_the_disk_after_what_was_not_committed(disk: Disk) -> None:
    disk.put(State.OPEN)
    disk.append(message(client_id="a"))
    disk.journal.begin()
    disk.journal.append([message(client_id="b")], NOW_MS)
    disk.journal.write([writes(said=[STREAM] * 3)])
    disk.journal.abandon()
    assert disk.numbers() == [1]
    (result,) = disk.append(message(client_id="c"))
    assert isinstance(result, Appended)
    assert result.n == 2


def test_what_has_ended_stays_on_disk_and_is_not_loaded(disk: Disk) -> None:
    disk.put(State.OPEN)
    disk.put(State.CLOSED, live=False)
    assert list(disk.journal.load()) == []
    recalled = disk.journal.recall("chat")
    assert recalled is not None
    assert recalled.state is State.CLOSED
    assert (recalled.visitor_id, recalled.agent_id) == (VisitorId("v"), None)
    assert disk.journal.recall("nothing") is None
