"""What the journal promises about drafts."""

import pytest
from msgspec.structs import replace

from cordboard.core.conversation import Conversation, State
from cordboard.core.draft import DRAFT_LIMIT_BYTES, FIELDS, KEPT_AFTER_END_S, MESSAGE, NOTEPAD
from cordboard.core.errors import Code
from cordboard.core.ids import AgentId, ConversationId, SessionId
from cordboard.core.workspace_session import WorkspaceSession
from core.test_conversation import conversation
from store.disk import ANNA, NOW_MS, Disk, code, message, writes

KEPT_MS = KEPT_AFTER_END_S * 1000


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


@pytest.mark.mission("S9", part="device")
def test_every_field_has_its_draft_and_its_versions(disk: Disk) -> None:
    disk.put(State.ACCEPTED)
    assert disk.save("half a sent", 0) == 1
    assert disk.save("rings at nine", 0, field=NOTEPAD) == 1
    assert disk.save("rings at ten", 1, field=NOTEPAD) == 2
    disk.append(message("a sentence", author=ANNA, client_id="y"))
    assert kept(disk) == {NOTEPAD: "rings at ten"}, "what is sent takes the message's draft alone"
    assert disk.save("", 2, field=NOTEPAD) == 0
    assert kept(disk) == {}


@pytest.mark.parametrize("field", ["", "Message", "case", "message "])
def test_a_field_that_no_session_has_is_refused(disk: Disk, field: str) -> None:
    assert code(disk.save("a", 0, field=field)) is Code.INVALID
    assert disk.database.rows("SELECT count(*) FROM draft") == [(0,)]


@pytest.mark.mission("S9", part="reload")
def test_drafts_are_kept_for_a_day_after_somebody_else_ended_the_session(disk: Disk) -> None:
    """Counted from the end, however long ago they were typed (decision 10)."""
    write_both(disk)
    ends_ms = NOW_MS + 9 * KEPT_MS
    assert tidied(disk, ends_ms) == {MESSAGE: "text", NOTEPAD: "text"}, "its agent has it"
    lose(disk, ends_ms, live=True)
    assert tidied(disk, ends_ms + KEPT_MS) == {MESSAGE: "text", NOTEPAD: "text"}
    assert tidied(disk, ends_ms + KEPT_MS + 1) == {}


def test_no_version_comes_twice_while_the_conversation_goes_on(disk: Disk) -> None:
    write_both(disk)
    lose(disk, NOW_MS, live=True)
    assert tidied(disk, NOW_MS + 9 * KEPT_MS) == {}
    disk.put(State.ACCEPTED)
    for field in sorted(FIELDS):
        again = disk.save("begun anew", 0, field=field, at_ms=NOW_MS + 9 * KEPT_MS)
        assert isinstance(again, int)
        assert again > 1
        assert code(disk.save("a page that slept", 1, field=field)) is Code.STALE_DRAFT


def test_a_closed_conversation_leaves_no_row(disk: Disk) -> None:
    """Nobody may save there any more: no version can begin again."""
    write_both(disk)
    disk.save("", 1)
    lose(disk, NOW_MS, live=False)
    assert tidied(disk, NOW_MS + KEPT_MS) == {NOTEPAD: "text"}
    tidied(disk, NOW_MS + KEPT_MS + 1)
    assert disk.database.rows("SELECT count(*) FROM draft") == [(0,)]


def test_chores_take_so_many_drafts_at_once(disk: Disk) -> None:
    write_both(disk)
    lose(disk, NOW_MS, live=True)
    assert len(tidied(disk, NOW_MS + 2 * KEPT_MS, limit=1)) == 1
    assert tidied(disk, NOW_MS + 2 * KEPT_MS, limit=1) == {}


def kept(disk: Disk) -> dict[str, str]:
    """Anna's drafts by field."""
    found = {field: disk.journal.draft("anna", "chat", field) for field in FIELDS}
    return {field: draft.text for field, draft in found.items() if draft is not None}


def write_both(disk: Disk) -> None:
    """Have Anna type into both fields of her session."""
    disk.put(State.ACCEPTED)
    for field in FIELDS:
        assert disk.save("text", 0, field=field) == 1


def lose(disk: Disk, at_ms: int, *, live: bool) -> None:
    """Take the conversation from Anna, back to the queue or closed for good."""
    session = WorkspaceSession(
        id=SessionId("se_1"),
        agent_id=AgentId("anna"),
        conversation_id=ConversationId("chat"),
        opened_at_ms=NOW_MS,
        closed_at_ms=at_ms,
        closure_reason="agent_disconnected",
    )
    gone: Conversation = replace(conversation(State.OPEN if live else State.CLOSED), agent_id=None)
    disk.commit(writes(live=[gone], ended=[session]) if live else writes(ended=[gone, session]))


def tidied(disk: Disk, now_ms: int, limit: int = 50) -> dict[str, str]:
    """What is left of Anna's drafts when chores have been done."""
    disk.journal.begin()
    disk.journal.tidy(now_ms, limit)
    disk.journal.commit()
    return kept(disk)
