"""Prioritisation: buckets before buckets, and the order inside each."""

from typing import Any

from msgspec.structs import replace

from cordboard.core.attributes import of_work
from cordboard.core.conversation import Conversation, Detail, State
from cordboard.core.ids import ConversationId
from cordboard.core.prioritising import rank_of, ranked
from cordboard.core.rules import Bucket, Condition, Operator, RankBy, RuleFailure
from core.test_attributes import nothing
from core.test_conversation import conversation


def work(name: str, *, vip: str | None = None, amount: str | None = None, **fields: Any) -> Conversation:
    given = {"vip": vip, "amount": amount}
    details = tuple(Detail(name=key, value=value) for key, value in given.items() if value is not None)
    return replace(conversation(State.OPEN), id=ConversationId(name), details=details, **fields)


def line(buckets: tuple[Bucket, ...], *waiting: Conversation) -> list[str]:
    """Names in the order of the line: by rank, then by age, as the floor puts them."""
    ranks = {one.id: rank_of(one, buckets, of_work(one, 61_000, nothing)) for one in waiting}
    return [one.id for one in sorted(waiting, key=lambda one: (ranks[one.id], one.queued_at_ms, one.id))]


VIP = Condition(attribute="detail.vip", operator=Operator.KNOWN)


def test_what_fits_an_earlier_bucket_goes_before_what_fits_none() -> None:
    buckets = (
        Bucket(name="gold", when=Condition(all_of=(VIP, Condition(attribute="detail.vip", value="gold")))),
        Bucket(name="vip", when=VIP, rank_by=(RankBy.UNITS, RankBy.QUEUED_AT)),
    )
    waiting = (
        work("old", queued_at_ms=1),
        work("older", queued_at_ms=0),
        work("small", vip="silver", units=1, queued_at_ms=3),
        work("big", vip="silver", units=4, queued_at_ms=5),
        work("big and old", vip="silver", units=4, queued_at_ms=4),
        work("gold", vip="Gold", queued_at_ms=9),
    )
    assert line(buckets, *waiting) == ["gold", "big and old", "big", "small", "older", "old"]


def test_numbers_rank_by_size_and_what_has_none_stands_behind() -> None:
    buckets = (Bucket(name="all", rank_by=(RankBy.ATTRIBUTE, RankBy.CREATED_AT), attribute="detail.amount"),)
    waiting = (
        work("none", created_at_ms=1),
        work("text", amount="much", created_at_ms=0),
        work("ten", amount="10"),
        work("two and a half", amount="2.5"),
        work("two", amount="2", created_at_ms=2),
        work("also two", amount=" 2.0 ", created_at_ms=1),
    )
    assert line(buckets, *waiting) == ["also two", "two", "two and a half", "ten", "text", "none"]


def test_without_buckets_there_is_no_rank() -> None:
    assert rank_of(work("one"), (), nothing) == ()


def test_a_bucket_that_can_not_be_decided_is_passed_over_and_named() -> None:
    gone = Condition(attribute="detail.amount", operator=Operator.AT_LEAST, value=3)
    one = work("one", vip="yes")
    rank, failures = ranked(
        one, (Bucket(name="dear", when=gone), Bucket(name="vip", when=VIP)), of_work(one, 0, nothing)
    )
    assert rank[0] == (0, 1)
    assert failures == (RuleFailure(rule="dear", attribute="detail.amount", reason="missing"),)
