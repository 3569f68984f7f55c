"""Bounds what strangers can do in a while: token buckets, counted in whole milliseconds."""

from collections import OrderedDict

from msgspec import Struct

BUCKETS_KEPT = 50_000
"""Far more than can be busy at once; the longest unused goes first."""


class Rate(Struct, frozen=True, kw_only=True):
    """So many at once, so many a minute after that."""

    burst: int
    per_minute: int


class Bucket:
    """One allowance that fills with time."""

    __slots__ = ("_at_ms", "_millis", "_rate")

    def __init__(self, rate: Rate, now_ms: int) -> None:
        self._rate = rate
        self._at_ms = now_ms
        self._millis = rate.burst * 60_000
        """Sixty thousand to a token: a minute's milliseconds times tokens a minute."""

    def take(self, now_ms: int) -> bool:
        """Take one token; False when there is none."""
        passed_ms = max(0, now_ms - self._at_ms)
        self._at_ms = now_ms
        self._millis = min(self._rate.burst * 60_000, self._millis + passed_ms * self._rate.per_minute)
        if self._millis < 60_000:
            return False
        self._millis -= 60_000
        return True

    def give_back(self) -> None:
        """Put a token back that was taken for nothing."""
        self._millis = min(self._rate.burst * 60_000, self._millis + 60_000)


class Buckets:
    """One bucket for each key, the longest unused forgotten."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def take(self, key: str, now_ms: int) -> bool:
        """Take one token of the key's."""
        bucket = self._buckets.pop(key, None) or Bucket(self._rate, now_ms)
        self._buckets[key] = bucket
        if len(self._buckets) > BUCKETS_KEPT:
            self._buckets.popitem(last=False)
        return bucket.take(now_ms)

    def give_back(self, key: str) -> None:
        """Put a token of the key's back."""
        bucket = self._buckets.get(key)
        if bucket is not None:
            bucket.give_back()
