"""Decides where work stands in a line that a queue has put into an order of its own (domain 4.4)."""

from cordboard.core.conditions import Lookup, compiled, failure_of, number_of
from cordboard.core.conversation import Conversation
from cordboard.core.rules import Bucket, RankBy, RuleFailure

KNOWN = 0
UNKNOWN = 1
"""Kinds of a rank's parts: what is not known stands behind what is."""
THOUSANDTHS = 1000
"""Numbers of attributes are ranked to three decimals."""

Rank = tuple[tuple[int, int], ...]
"""Pairs of a kind and a number, smaller first."""


def rank_of(conversation: Conversation, buckets: tuple[Bucket, ...], attributes: Lookup) -> Rank:
    """Return where the work stands: first by its bucket, then by what ranks inside it.

    What fits no bucket comes last, oldest first; without buckets there is no rank, and age alone counts.
    """
    return ranked(conversation, buckets, attributes)[0]


def ranked(
    conversation: Conversation, buckets: tuple[Bucket, ...], attributes: Lookup
) -> tuple[Rank, tuple[RuleFailure, ...]]:
    """Return the rank, and the buckets before its own that could not be decided."""
    failures: list[RuleFailure] = []
    for place, bucket in enumerate(buckets):
        verdict = compiled(bucket.when)(attributes)
        if verdict.matched:
            inside = (_part(conversation, by, bucket.attribute, attributes) for by in bucket.rank_by)
            return ((KNOWN, place), *inside), tuple(failures)
        if verdict.failed:
            failures.append(failure_of(bucket.name, verdict))
    return (((KNOWN, len(buckets)),) if buckets else ()), tuple(failures)


def _part(conversation: Conversation, by: RankBy, attribute: str, attributes: Lookup) -> tuple[int, int]:
    match by:
        case RankBy.QUEUED_AT:
            return KNOWN, conversation.queued_at_ms
        case RankBy.CREATED_AT:
            return KNOWN, conversation.created_at_ms
        case RankBy.UNITS:
            return KNOWN, -conversation.units
        case RankBy.ATTRIBUTE:
            plain = attributes(attribute)
            number = number_of(plain) if plain is not None else None
            return (UNKNOWN, 0) if number is None else (KNOWN, round(number * THOUSANDTHS))
