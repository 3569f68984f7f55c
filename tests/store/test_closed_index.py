"""The index of the words of closed conversations: in pieces, in small steps, joined in small steps."""

import pytest

from cordboard.store import closed_index
from cordboard.store.closed_index import PIECE_CHARACTERS, PIECES, STEP_CONVERSATIONS
from store.cabinet import catch_up, close, find, names, step
from store.disk import Disk


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
    step(disk)
    found = names(find(disk, "apple"))
    assert found == [f"c{number:02}" for number in range(STEP_CONVERSATIONS + 2, 2, -1)]
    assert catch_up(disk) == 1
    assert len(find(disk, "apple")) == STEP_CONVERSATIONS + 3
    assert catch_up(disk) == 0


def test_a_step_that_fails_leaves_the_index_as_it_was(disk: Disk) -> None:
    close(disk, "chat", "apple")
    with pytest.raises(OSError, match="full"):
        step(disk, fails=True)
    assert find(disk, "apple") == []
    assert catch_up(disk) == 1
    assert names(find(disk, "apple")) == ["chat"]


def test_what_was_indexed_is_joined_in_steps_of_their_own_and_not_by_a_commit(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        numbers = range(number, 4_000, 3)  # so many different trigrams that a commit would join them
        close(disk, f"c{number}", "apple pear", *(f"{one * 7_919:x}" for one in numbers), at_ms=number)
        step(disk)
        assert segments(disk) == number + 1, "the step writes what it adds, and nothing else again"
    monkeypatch.setattr(closed_index, "MERGE_PAGES", 1)
    steps = 0
    while join(disk):
        steps += 1
    assert steps > 1
    assert segments(disk) < 4
    assert len(find(disk, "apple pear")) == 12
    assert not join(disk)


def segments(disk: Disk) -> int:
    """Of how many parts the index consists, each of which a search reads."""
    return len(disk.database.rows("SELECT DISTINCT segid FROM closed_text_idx"))


def join(disk: Disk) -> bool:
    disk.journal.begin()
    done = disk.journal.perform(lambda journal, _: journal.closed_index.merge(), 0)
    disk.journal.commit()
    return bool(done)
