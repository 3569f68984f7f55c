"""Closed conversations by their words: what is found, and what becomes of questions that take too long."""

from typing import Any

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cordboard.app.closed_work import Scope, Wanted
from cordboard.core.conversation import Detail
from cordboard.core.errors import Code, Refusal
from cordboard.store import closed_search
from cordboard.store.closed import PLACES_BITS
from cordboard.store.closed_index import INSERT_TEXT
from cordboard.store.closed_search import EXCERPTS, SqliteClosedSearch
from cordboard.store.finding_text import TRIGRAM, fold
from store.cabinet import ANNA, BO, EVERYTHING, catch_up, close, find, names, page, shut
from store.disk import Disk


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


def test_one_answer_has_so_many_excerpts_and_the_next_page_goes_on(disk: Disk) -> None:
    for number in range(EXCERPTS + 1):
        close(disk, f"c{number}", "apple", at_ms=number)
    catch_up(disk)
    first = page(disk, "apple")
    assert len(first.conversations) == EXCERPTS
    rest = page(disk, "apple", before=first.next)
    assert ([one.id for one in rest.conversations], rest.next) == (["c0"], None)
    everything = page(disk)
    assert len(everything.conversations) == EXCERPTS + 1


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask so often whether to go on that a small index is a big one."""
    monkeypatch.setattr(closed_search, "ASKED_EVERY", 20)


@pytest.mark.usefixtures("impatient")
def test_a_search_that_takes_too_long_tells_what_it_found_and_goes_on_where_it_may_read(disk: Disk) -> None:
    own = {number: close(disk, f"own{number}", "apple", at_ms=number, had=(ANNA,)) for number in (0, 8, 60)}
    shut(disk, *(("others", "apple", number) for number in range(10, 60)))
    catch_up(disk)
    annas = Scope(agent_id=ANNA, queue_ids=())
    pages = [page(disk, "apple", annas, patience=40)]
    while (before := pages[-1].next) is not None:
        assert before >> PLACES_BITS in own, "it would tell when something ended that she may not read"
        assert len(pages) < 20
        pages.append(page(disk, "apple", annas, patience=40, before=before))
    assert [one.id for some in pages for one in some.conversations] == ["own60", "own8", "own0"]
    assert len(pages) > 1, "else the patience was not needed"


@pytest.mark.usefixtures("impatient")
def test_words_that_never_stand_together_are_given_up_inside_of_the_index(disk: Disk) -> None:
    close(disk, "own", "hello", had=(ANNA,))
    hellos = [("hello, about my invoice", "hello, about my delivery")[number % 2] for number in range(3_000)]
    disk.database.anchor.execute("BEGIN")
    for row, text in enumerate(hellos):
        disk.database.anchor.execute(INSERT_TEXT, (row, "", text))
    disk.database.anchor.execute("COMMIT")
    assert find(disk, "hello invoice delivery") == []
    with pytest.raises(Refusal) as refused:
        page(disk, "hello invoice delivery", patience=8)
    assert refused.value.code is Code.TOO_BROAD
    assert page(disk, "never said", patience=8).next is None


def test_after_a_question_that_failed_another_connection_is_opened(disk: Disk) -> None:
    close(disk, "chat", "apple")
    catch_up(disk)
    connections = iter((apsw.Connection(":memory:"), disk.database.connect()))
    search = SqliteClosedSearch(lambda: next(connections))

    def ask() -> list[str]:
        found = search.find("apple", Wanted(), EVERYTHING, before=None, limit=9, go_on=lambda: True)
        return names(list(found.conversations))

    with pytest.raises(apsw.Error, match="no such table"):
        ask()
    assert ask() == ask() == ["chat"]
    search.close()
