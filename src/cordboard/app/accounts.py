"""Names what the store keeps of people beside the floor: passwords, sign-ins, preferences."""

from collections.abc import Sequence
from typing import Protocol

from cordboard.app.engine import SignIn


class Accounts(Protocol):
    """The store of passwords and sign-ins."""

    def password_hash(self, user_id: str) -> str | None:
        """Return the hash to verify a password against, None for someone without one."""
        ...

    def set_password_hash(self, user_id: str, password_hash: str) -> None:
        """Replace a password."""
        ...

    def sign_ins(self) -> list[SignIn]:
        """Return all sign-ins that have not ended."""
        ...

    def add_sign_in(self, sign_in: SignIn) -> None:
        """Remember a sign-in."""
        ...

    def see(self, token_hash: bytes, now_ms: int) -> None:
        """Note that a sign-in is in use."""
        ...

    def end_sign_ins(self, token_hashes: Sequence[bytes]) -> None:
        """Forget sign-ins."""
        ...


class Preferences(Protocol):
    """The store of what people have set for themselves; only their pages know what it means."""

    def of(self, user_id: str) -> str | None:
        """Return a person's JSON object, None where nothing was ever set."""
        ...

    def put(self, user_id: str, body: str, now_ms: int) -> None:
        """Replace it."""
        ...
