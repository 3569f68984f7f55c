"""What the journal promises about drafts."""

from cordboard.core.conversation import State
from cordboard.core.draft import DRAFT_LIMIT_BYTES
from cordboard.core.errors import Code
from store.disk import ANNA, Disk, code, message


def test_a_draft_is_saved_over_the_version_that_was_read(disk: Disk) -> None:
    assert disk.save("a", 0) == 1
    assert disk.save("ab", 1) == 2
    assert code(disk.save("other device", 1)) is Code.STALE_DRAFT
    assert code(disk.save("other device", 0)) is Code.STALE_DRAFT
    kept = disk.journal.draft("anna", "chat")
    assert kept is not None
    assert (kept.text, kept.version) == ("ab", 2)


def test_an_empty_draft_deletes_and_no_version_comes_twice(disk: Disk) -> None:
    disk.save("a", 0)
    assert disk.save("", 1) == 0
    assert disk.journal.draft("anna", "chat") is None
    assert code(disk.save("over what was deleted", 1)) is Code.STALE_DRAFT
    again = disk.save("b", 0)
    assert isinstance(again, int)
    assert again > 1
    assert code(disk.save("a page that still has the first one", 1)) is Code.STALE_DRAFT


def test_a_message_takes_the_draft_and_not_its_versions(disk: Disk) -> None:
    disk.put(State.ACCEPTED)
    disk.save("half a sent", 0)
    disk.append(message("a sentence", author=ANNA, client_id="y"))
    assert disk.save("the next", 0) == 3
    assert code(disk.save("over the first", 1)) is Code.STALE_DRAFT


def test_the_same_save_again_gets_its_first_answer_until_something_else_came(disk: Disk) -> None:
    for _ in range(2):
        assert disk.save("a", 0, client_id="s1") == 1
    for _ in range(2):
        assert disk.save("ab", 1, client_id="s2") == 2
    assert code(disk.save("a", 0, client_id="s1")) is Code.STALE_DRAFT
    assert code(disk.save("another text", 1, client_id="s2")) is Code.STALE_DRAFT
    for _ in range(2):
        assert disk.save("", 2, client_id="s3") == 0
    for _ in range(2):
        assert disk.save("c", 0, client_id="s4") == 4


def test_a_draft_over_its_limit_is_refused(disk: Disk) -> None:
    assert disk.save("x" * DRAFT_LIMIT_BYTES, 0) == 1
    assert code(disk.save("x" * (DRAFT_LIMIT_BYTES + 1), 1)) is Code.TOO_LARGE


def test_sending_deletes_the_senders_draft_in_the_same_transaction(disk: Disk) -> None:
    disk.put(State.ACCEPTED)
    disk.save("half a sent", 0)
    disk.save("bo's", 0, agent_id="bo")
    disk.append(message(client_id="x"))
    assert disk.journal.draft("anna", "chat") is not None, "the customer's message leaves it alone"
    disk.append(message("a sentence", author=ANNA, client_id="y"))
    assert disk.journal.draft("anna", "chat") is None
    assert disk.journal.draft("bo", "chat") is not None
