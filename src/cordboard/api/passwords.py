"""Hashes and verifies passwords (argon2id) away from the event loop, a few at a time."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from cordboard.core.errors import Code, require

SHORTEST = 10
"""Characters of a password; a sentence is better than a riddle."""
LONGEST = 1_000
AT_ONCE = 2
"""Each takes 64 MiB and some 50 ms of a core for a while."""

_hasher = PasswordHasher()
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$YxShxM23vO14GjWl4EoAsw$mK0of5n3InnqEMoO+K2bt1Q0CuPNI9ePeoUsyorCfs8"
"""Verified against when there is no such user, so that the answer takes as long: made as costly as ours are.

Written down, because hashing would cost each start a tenth of a second.
"""


def check_new(password: str) -> None:
    """Refuse a password that is too short or absurdly long.

    Raises:
        Refusal: INVALID.
    """
    fits = SHORTEST <= len(password) <= LONGEST
    require(fits, Code.INVALID, f"A password has {SHORTEST} to {LONGEST} characters.")


def hashed(password: str) -> str:
    """Return the hash to keep."""
    return _hasher.hash(password)


def verify(password_hash: str | None, password: str) -> bool:
    """Whether the password is right; takes as long for a user who does not exist."""
    try:
        _hasher.verify(password_hash or NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


class Passwords:
    """The same for the event loop: in threads, a few at a time."""

    def __init__(self) -> None:
        self._slots = asyncio.Semaphore(AT_ONCE)

    async def hashed(self, password: str) -> str:
        """Return the hash to keep."""
        async with self._slots:
            return await asyncio.to_thread(hashed, password)

    async def verify(self, password_hash: str | None, password: str) -> bool:
        """Whether the password is right."""
        if len(password) > LONGEST:
            return False
        async with self._slots:
            return await asyncio.to_thread(verify, password_hash, password)
