"""Closed conversations by their end and by their words: what is found, by whom, and in which order."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cordboard.app.closed_work import ClosedView, Scope, Wanted
from cordboard.core.assignment import Assignment, QueueSegment
from cordboard.core.conversation import Conversation, Detail, State
from cordboard.core.ids import AgentId, AssignmentId, ConversationId, QueueId, SegmentId
from cordboard.store.closed import (
    CHUNK,
    EXCERPTS,
    LOOKED_AT,
    PIECE_CHARACTERS,
    PIECES,
    STEP_CONVERSATIONS,
)
from cordboard.store.finding_text import TRIGRAM, fold
from core.test_conversation import conversation
from store.disk import CUSTOMER, Disk, message, writes

QUEUE = conversation(State.OPEN).queue_id
ANNA, BO = AgentId("anna"), AgentId("bo")
EVERYTHING = Scope(agent_id=None, queue_ids=(QUEUE,))


def close(
    disk: Disk, name: str, *said: str, at_ms: int = 9_000, had: tuple[AgentId, ...] = (), **fields: Any
) -> Conversation:
    """A conversation in which this was said, closed at a time."""
    begun = replace(conversation(State.OPEN), id=ConversationId(name), **fields)
    attempts = [
        Assignment(
            id=AssignmentId(f"{name}-{place}"),
            conversation_id=begun.id,
            queue_id=begun.queue_id,
            opened_at_ms=1,
            agent_id=agent_id,
            accepted_at_ms=2,
        )
        for place, agent_id in enumerate(had)
    ]
    disk.commit(writes(live=[begun, *attempts]))
    disk.append(*(message(text, f"m{place}", CUSTOMER, name) for place, text in enumerate(said)))
    ended = replace(begun, state=State.CLOSED, state_since_ms=at_ms)
    disk.commit(writes(ended=[ended, *attempts]))
    return ended


def catch_up(disk: Disk) -> int:
    """Index everything; how many steps it took."""
    steps = 0
    while disk.journal.closed.is_behind():
        disk.journal.begin()
        disk.journal.perform(lambda journal, _: journal.closed.catch_up(), 0)
        disk.journal.commit()
        steps += 1
    return steps


def find(disk: Disk, text: str = "", scope: Scope = EVERYTHING, **wanted: Any) -> list[ClosedView]:
    """All pages, each of three."""
    found: list[ClosedView] = []
    before: int | None = None
    while True:
        page = disk.journal.closed.find(Wanted(text=text, **wanted), scope, before=before, limit=3)
        assert len(page.conversations) <= 3
        found.extend(page.conversations)
        before = page.next
        if before is None:
            return found


def names(found: list[ClosedView]) -> list[str]:
    return [one.id for one in found]


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


def test_everybody_finds_what_they_may_read_and_nothing_else(disk: Disk) -> None:
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


def test_titles_and_details_are_found_without_an_excerpt_and_short_words_only_there(disk: Disk) -> None:
    details = (Detail(name="order", value="AB-4711"),)
    close(disk, "chat", "It is no apple", "Nē, ābols", title="Rūta Ozola", named=True, details=details)
    catch_up(disk)
    shown = {text: [one.excerpt for one in find(disk, text)] for text in ("ruta", "4711", "ozola 47", "47")}
    assert list(shown.values()) == [[None]] * 4
    assert [one.excerpt for one in find(disk, "abol")] == ["Nē, ābols"]
    assert [one.excerpt for one in find(disk, "apple ruta ab")] == ["It is no apple"]
    assert find(disk, "is") == find(disk, "apple is") == find(disk, "apple pear") == []


ALPHABET = "abč\"'*()กา้^:-+ \0😀"
TEXT = st.text(alphabet=ALPHABET, max_size=12)
CHAT = st.tuples(st.lists(TEXT.filter(str.strip), max_size=3), TEXT, st.sets(st.sampled_from([ANNA, BO])))


@settings(max_examples=150)
@given(chats=st.lists(CHAT, max_size=8), text=TEXT)
def test_it_finds_what_looking_at_everything_would_find(chats: list[Any], text: str) -> None:
    disk, held = Disk(), {}
    for place, (said, title, had) in enumerate(chats):
        one = close(disk, f"c{place}", *said, at_ms=place // 2, had=tuple(sorted(had)), title=title)
        held[one.id] = (fold(title), [fold(line) for line in said], had)
    catch_up(disk)
    words = fold(text).split()

    def fits(title: str, said: list[str]) -> bool:
        return all(
            word in title or (len(word) >= TRIGRAM and any(word in line for line in said)) for word in words
        )

    for agent_id in (None, ANNA):
        scope = EVERYTHING if agent_id is None else Scope(agent_id=agent_id, queue_ids=())
        expected = {
            name
            for name, (title, said, had) in held.items()
            if fits(title, said) and agent_id in {None, *had}
        }
        found = find(disk, text, scope)
        assert len(found) == len(expected)
        assert {one.id for one in found} == expected
    disk.journal.close()


def test_long_transcripts_come_in_pieces_and_each_is_found_once(disk: Disk) -> None:
    a_piece = PIECE_CHARACTERS // 2_000
    lines = [f"word{number:04} " + "x" * 2_000 for number in range(a_piece * (PIECES + 1))]
    close(disk, "long", *lines, title="Rūta")
    close(disk, "short", "word0003 xxx")
    assert catch_up(disk) == PIECES, "a piece a step, and the short one with the first"
    assert names(find(disk, "word xxx")) == ["short", "long"]
    for number in (0, a_piece, a_piece * PIECES - 1):
        (hit,) = find(disk, f"word{number:04} ruta")
        assert hit.excerpt is not None
        assert hit.excerpt.strip("…").startswith(f"word{number:04} xxx")
    (hit,) = find(disk, "xxxx ruta")
    assert hit.excerpt is not None
    assert hit.excerpt.startswith("word0000"), "the first of all"
    assert find(disk, f"word{len(lines) - 1}") == [], "so much of one transcript is indexed, and no more"
    assert find(disk, f"word0000 word{a_piece:04}") == [], "words are looked for in one piece"


def test_a_step_takes_a_few_and_the_newest_are_found_first(disk: Disk) -> None:
    for number in range(STEP_CONVERSATIONS + 3):
        close(disk, f"c{number:02}", "apple", at_ms=number)
    disk.journal.begin()
    disk.journal.perform(lambda journal, _: journal.closed.catch_up(), 0)
    disk.journal.commit()
    found = names(find(disk, "apple"))
    assert found == [f"c{number:02}" for number in range(STEP_CONVERSATIONS + 2, 2, -1)]
    assert catch_up(disk) == 1
    assert len(find(disk, "apple")) == STEP_CONVERSATIONS + 3
    assert catch_up(disk) == 0


def test_a_question_looks_at_so_many_and_the_next_page_goes_on(disk: Disk) -> None:
    begun = replace(conversation(State.OPEN), title="Rūta")
    ended = [
        replace(begun, id=ConversationId(f"c{number}"), state=State.CLOSED, state_since_ms=number)
        for number in range(LOOKED_AT + CHUNK)
    ]
    disk.commit(writes(ended=[replace(ended[0], title="zz"), *ended[1:]]))
    page = disk.journal.closed.find(Wanted(text="zz"), EVERYTHING, before=None, limit=3)
    assert page.conversations == ()
    assert page.next is not None
    rest = disk.journal.closed.find(Wanted(text="zz"), EVERYTHING, before=page.next, limit=3)
    assert ([one.id for one in rest.conversations], rest.next) == (["c0"], None)


def test_one_answer_has_so_many_excerpts_and_the_next_page_goes_on(disk: Disk) -> None:
    for number in range(EXCERPTS + 1):
        close(disk, f"c{number}", "apple", at_ms=number)
    catch_up(disk)
    page = disk.journal.closed.find(Wanted(text="apple"), EVERYTHING, before=None, limit=100)
    assert len(page.conversations) == EXCERPTS
    rest = disk.journal.closed.find(Wanted(text="apple"), EVERYTHING, before=page.next, limit=100)
    assert ([one.id for one in rest.conversations], rest.next) == (["c0"], None)
    everything = disk.journal.closed.find(Wanted(), EVERYTHING, before=None, limit=100)
    assert len(everything.conversations) == EXCERPTS + 1


def test_a_step_that_fails_leaves_the_index_as_it_was(disk: Disk) -> None:
    close(disk, "chat", "apple")

    def half(journal: Any, _: int) -> None:
        journal.closed.catch_up()
        raise OSError("the disk is full")

    disk.journal.begin()
    with pytest.raises(OSError, match="full"):
        disk.journal.perform(half, 0)
    disk.journal.commit()
    assert find(disk, "apple") == []
    assert catch_up(disk) == 1
    assert names(find(disk, "apple")) == ["chat"]
