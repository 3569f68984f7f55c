"""Makes guessing passwords slow, from one place and from many, and locks nobody out of their own browser."""

from ipaddress import IPv6Address, ip_address

from msgspec import Struct

from cordboard.api.limits import Buckets, Rate

SHARE = 4
"""One place has a quarter of the guesses at a login: alone it can't use up what is there for all of them."""
LOGIN_KEPT = 100
"""Characters of what was typed as a login that are kept, for strangers type anything."""


class Attempt(Struct, frozen=True, kw_only=True):
    """One try of a password."""

    login: str
    address: str
    browser: str
    """Names the browser where this person has been signed in by it before, else empty."""


class Guesses:
    """Counts wrong passwords: each takes from what may be tried, a right one gives it back."""

    def __init__(self, rate: Rate) -> None:
        share = Rate(burst=max(1, rate.burst // SHARE), per_minute=max(1, rate.per_minute // SHARE))
        self._at_login_from = Buckets(share)
        self._from_address = Buckets(rate)
        self._at_login = Buckets(rate)
        self._from_browser = Buckets(share)

    def begin(self, attempt: Attempt, now_ms: int) -> bool:
        """Take a guess before the password is looked at, so that many at once count too; False for none."""
        taken: list[tuple[Buckets, str]] = []
        for buckets, key in self._counted(attempt):
            if not buckets.take(key, now_ms):
                for others, other in taken:
                    others.give_back(other)
                return False
            taken.append((buckets, key))
        return True

    def forgive(self, attempt: Attempt) -> None:
        """Give it back: the password was right, or nobody could say."""
        for buckets, key in self._counted(attempt):
            buckets.give_back(key)

    def _counted(self, attempt: Attempt) -> list[tuple[Buckets, str]]:
        """Return what the attempt counts against.

        A browser that the person has used counts for itself: nothing that strangers do can refuse it.
        """
        if attempt.browser:
            return [(self._from_browser, attempt.browser)]
        network, login = network_of(attempt.address), attempt.login[:LOGIN_KEPT]
        return [
            (self._at_login_from, f"{network} {login}"),
            (self._from_address, network),
            (self._at_login, login),
        ]


def network_of(address: str) -> str:
    """Return whom an address belongs to: with IPv6 every household has a whole /64 (RFC 6177)."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return str(known)
    return str(known.ipv4_mapped) if known.ipv4_mapped is not None else f"{int(known) >> 64:x}/64"
