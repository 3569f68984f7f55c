"""Keeps what people have set for themselves, as the JSON that their pages gave."""

import apsw

SELECT = "SELECT body FROM preference WHERE user_id = ?"
UPSERT = (
    "INSERT INTO preference (user_id, body, saved_at_ms) VALUES (?, ?, ?) "
    "ON CONFLICT (user_id) DO UPDATE SET body = excluded.body, saved_at_ms = excluded.saved_at_ms"
)


class SqlitePreferences:
    """The preferences on one connection."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db

    def of(self, user_id: str) -> str | None:
        """Return a person's JSON object, None where nothing was ever set."""
        return next((str(row[0]) for row in self._db.execute(SELECT, (user_id,))), None)

    def put(self, user_id: str, body: str, now_ms: int) -> None:
        """Replace it."""
        self._db.execute(UPSERT, (user_id, body, now_ms))
