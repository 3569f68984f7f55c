"""Closed conversations by their end: what is listed, for whom, and in which order."""

from msgspec.structs import replace

from cordboard.app.closed_work import Scope
from cordboard.core.assignment import QueueSegment
from cordboard.core.conversation import State
from cordboard.core.ids import ConversationId, QueueId, SegmentId
from cordboard.store.closed import LOOKED_AT
from core.test_conversation import conversation
from store.cabinet import ANNA, BO, EVERYTHING, QUEUE, catch_up, close, find, names, page
from store.disk import Disk, writes


def test_the_newest_end_stands_first_and_what_ended_together_stands_apart(disk: Disk) -> None:
    for name, at_ms in (("b", 20), ("d", 30), ("a", 10), ("c", 20), ("e", 30), ("f", 20), ("g", 20)):
        close(disk, name, at_ms=at_ms)
    assert names(find(disk)) == ["e", "d", "g", "f", "c", "b", "a"]
    assert names(find(disk, since_ms=20, until_ms=29)) == ["g", "f", "c", "b"]
    assert names(find(disk, since_ms=31)) == names(find(disk, until_ms=9)) == []
    assert names(find(disk, since_ms=2**53, until_ms=2**53)) == []


def test_however_many_end_together_each_has_its_place(disk: Disk) -> None:
    begun = conversation(State.OPEN)
    many = [replace(begun, id=ConversationId(f"c{number:02}"), state_since_ms=5) for number in range(40)]
    later = [replace(begun, id=ConversationId(f"l{number}"), state_since_ms=6) for number in range(2)]
    disk.commit(writes(ended=[replace(one, state=State.CLOSED) for one in (later[0], *many, later[1])]))
    found = names(find(disk))
    assert sorted(found) == sorted(one.id for one in (*many, *later))
    assert found.index("l0") < found.index("c15") < found.index("c00")


def test_the_talk_ended_where_wrap_up_began(disk: Disk) -> None:
    chat = replace(conversation(State.WRAP_UP), id=ConversationId("wrapped"))
    stay = QueueSegment(
        id=SegmentId("s"), conversation_id=chat.id, queue_id=QUEUE, entered_at_ms=1, wrap_up_at_ms=40
    )
    disk.commit(writes(live=[chat, stay]))
    assert find(disk) == [], "wrap-up is not closed"
    close(disk, "later", at_ms=50)
    disk.commit(writes(ended=[replace(chat, state=State.CLOSED, state_since_ms=60), stay]))
    assert [(one.id, one.ended_at_ms) for one in find(disk)] == [("later", 50), ("wrapped", 40)]


def test_everybody_lists_and_finds_what_they_may_read_and_nothing_else(disk: Disk) -> None:
    close(disk, "annas", "apple", at_ms=1, had=(ANNA,))
    close(disk, "both", "apple", at_ms=2, had=(BO, ANNA, BO))
    close(disk, "nobodys", "apple", at_ms=3)
    close(disk, "elsewhere", "apple", at_ms=4, had=(ANNA,), queue_id=QueueId("sales"))
    catch_up(disk)
    scopes = {
        ("elsewhere", "both", "annas"): Scope(agent_id=ANNA, queue_ids=()),
        ("both",): Scope(agent_id=BO, queue_ids=()),
        ("nobodys", "both", "annas"): EVERYTHING,
        ("elsewhere", "nobodys", "both", "annas"): Scope(agent_id=ANNA, queue_ids=(QUEUE,)),
        (): Scope(agent_id=None, queue_ids=()),
    }
    for text in ("", "apple", "app ap", "PPL"):
        for expected, scope in scopes.items():
            hits = expected if "ap" not in text.split() else ()
            assert names(find(disk, text, scope)) == list(hits), (text, scope)
    assert names(find(disk, "apple", scopes["both",], queue_id="sales")) == []
    annas = Scope(agent_id=ANNA, queue_ids=())
    for text in ("", "apple"):
        assert names(find(disk, text, annas, queue_id="sales")) == ["elsewhere"]
        assert names(find(disk, text, EVERYTHING, queue_id=QUEUE)) == ["nobodys", "both", "annas"]


def test_a_list_of_a_queue_looks_at_so_many_reads_no_details_and_the_next_page_goes_on(disk: Disk) -> None:
    close(disk, "elsewhere", at_ms=0, had=(ANNA,), queue_id=QueueId("sales"))
    for number in range(1, LOOKED_AT + 1):
        disk.database.anchor.execute("INSERT INTO closed_reader VALUES ('agent:anna', ?)", (number << 8,))
    disk.database.anchor.execute("UPDATE conversation SET details = 'damaged'")
    annas = Scope(agent_id=ANNA, queue_ids=())
    first = page(disk, scope=annas, queue_id="sales")
    assert first.conversations == ()
    assert first.next is not None
    rest = page(disk, scope=annas, before=first.next, queue_id="sales")
    assert (names(list(rest.conversations)), rest.next) == (["elsewhere"], None)
