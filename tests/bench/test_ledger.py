"""The account of messages: what is lost or doubled is seen, wherever it happens."""

from cordboard.bench.ledger import Ledger, Verdict


def account(seen: list[int], acknowledged: list[int]) -> Ledger:
    """Three messages in two conversations."""
    ledger = Ledger()
    for conversation in ("a", "a", "b"):
        ledger.open(conversation, due_ns=1_000)
    for serial in seen:
        ledger.see(serial, now_ns=3_000)
    for serial in acknowledged:
        ledger.acknowledge(serial)
    return ledger


def transcripts(ledger: Ledger, **serials: list[int]) -> dict[str, list[str]]:
    return {name: [ledger.id_of(one) for one in ones] for name, ones in serials.items()}


def verdict(ledger: Ledger, **serials: list[int]) -> Verdict:
    return ledger.judge(transcripts(ledger, **serials))


def test_when_all_is_well_nothing_is_lost_or_doubled() -> None:
    ledger = account([0, 1, 2], [0, 1, 2])
    assert verdict(ledger, a=[0, 1], b=[2]) == Verdict(sent=3, acknowledged=3, lost=0, doubled=0)


def test_a_message_missing_from_its_transcript_is_lost() -> None:
    assert verdict(account([0, 1, 2], [0, 1, 2]), a=[0], b=[2]).lost == 1


def test_a_message_that_no_agent_saw_is_lost() -> None:
    assert verdict(account([0, 1], [0, 1, 2]), a=[0, 1], b=[2]).lost == 1


def test_what_was_never_acknowledged_is_not_lost() -> None:
    assert verdict(account([0, 1], [0, 1]), a=[0, 1], b=[]).lost == 0


def test_a_message_twice_in_its_transcript_is_doubled() -> None:
    found = verdict(account([0, 1, 2], [0, 1, 2]), a=[0, 1, 1], b=[2])
    assert (found.lost, found.doubled) == (0, 1)


def test_a_message_that_an_agent_saw_twice_is_doubled() -> None:
    found = verdict(account([0, 1, 2, 2], [0, 1, 2]), a=[0, 1], b=[2])
    assert (found.lost, found.doubled) == (0, 1)


def test_a_message_in_a_strange_transcript_is_lost_and_doubled() -> None:
    found = verdict(account([0, 1, 2], [0, 1, 2]), a=[0, 1, 2], b=[])
    assert (found.lost, found.doubled) == (1, 1)


def test_a_message_counts_as_seen_once_and_its_latency_runs_from_when_it_was_due() -> None:
    ledger = account([0, 0], [])
    assert ledger.unseen == 2
    assert ledger.latencies_ns == [2_000]


def test_ids_have_the_form_that_the_server_asks_for() -> None:
    head, _, chance = Ledger().id_of(42).partition("-")
    assert int(head, 36) > 1_700_000_000_000
    assert chance == "0000000042"
