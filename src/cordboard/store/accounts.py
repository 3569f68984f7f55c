"""Keeps passwords' hashes and sign-ins; no token and no password is ever written."""

from collections.abc import Sequence

import apsw

from cordboard.app.engine import SignIn

SELECT = "SELECT token_hash, user_id, csrf, created_at_ms, seen_at_ms FROM sign_in"
INSERT = "INSERT INTO sign_in (token_hash, user_id, csrf, created_at_ms, seen_at_ms) VALUES (?, ?, ?, ?, ?)"
REPLACE_HASH = (
    "INSERT INTO credential (user_id, password_hash) VALUES (?, ?) "
    "ON CONFLICT (user_id) DO UPDATE SET password_hash = excluded.password_hash"
)


class SqliteAccounts:
    """The accounts in the same file and the same transactions as everything else."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db

    def password_hash(self, user_id: str) -> str | None:
        """Return the hash to verify a password against, None for someone without one."""
        rows = self._db.execute("SELECT password_hash FROM credential WHERE user_id = ?", (user_id,))
        return next((str(row[0]) for row in rows), None)

    def set_password_hash(self, user_id: str, password_hash: str) -> None:
        """Replace a password."""
        self._db.execute(REPLACE_HASH, (user_id, password_hash))

    def sign_ins(self) -> list[SignIn]:
        """Return all sign-ins that have not ended."""
        return [
            SignIn(
                token_hash=token_hash,
                user_id=user_id,
                csrf=csrf,
                created_at_ms=created_at_ms,
                seen_at_ms=seen_at_ms,
            )
            for token_hash, user_id, csrf, created_at_ms, seen_at_ms in self._db.execute(SELECT)
        ]

    def add_sign_in(self, sign_in: SignIn) -> None:
        """Remember a sign-in."""
        row = (
            sign_in.token_hash,
            sign_in.user_id,
            sign_in.csrf,
            sign_in.created_at_ms,
            sign_in.seen_at_ms,
        )
        self._db.execute(INSERT, row)

    def see(self, token_hash: bytes, now_ms: int) -> None:
        """Note that a sign-in is in use."""
        self._db.execute("UPDATE sign_in SET seen_at_ms = ? WHERE token_hash = ?", (now_ms, token_hash))

    def end_sign_ins(self, token_hashes: Sequence[bytes]) -> None:
        """Forget sign-ins."""
        for token_hash in token_hashes:
            self._db.execute("DELETE FROM sign_in WHERE token_hash = ?", (token_hash,))
