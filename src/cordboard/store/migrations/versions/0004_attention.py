"""Adds templates of notifications and sessions, the map of applications, drafts by field.

The way back: restore the backup that was made before the upgrade.
"""

from alembic import op

revision = "0004"
down_revision = "0003"

LIVE = "live INTEGER NOT NULL CHECK (live IN (0, 1))"
COLUMNS = {
    "workstream": (
        "notifications TEXT NOT NULL DEFAULT '{}'",
        "session_template_id TEXT",
    ),
    "offer": (
        "template_id TEXT NOT NULL DEFAULT ''",
        "countdown_s INTEGER NOT NULL DEFAULT 120",
        "extensions INTEGER NOT NULL DEFAULT 0",
        "rejectable INTEGER NOT NULL DEFAULT 1",
        "auto_assign TEXT NOT NULL DEFAULT 'never'",
        "auto_accept INTEGER NOT NULL DEFAULT 0",
    ),
    "workspace_session": (
        "place INTEGER NOT NULL DEFAULT 0",
        "tabs TEXT NOT NULL DEFAULT '[]'",
        "selected_tab TEXT NOT NULL DEFAULT ''",
    ),
}
STATEMENTS = (
    f"""
    CREATE TABLE notification_template (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, icon TEXT NOT NULL,
        countdown_s INTEGER NOT NULL, show_countdown INTEGER NOT NULL, extensions INTEGER NOT NULL,
        auto_assign TEXT NOT NULL, auto_accept INTEGER NOT NULL, accept_text TEXT NOT NULL,
        show_reject INTEGER NOT NULL, reject_text TEXT NOT NULL, desktop TEXT NOT NULL, fields TEXT NOT NULL,
        {LIVE})
    """,
    f"""
    CREATE TABLE session_template (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, communication TEXT NOT NULL,
        applications TEXT NOT NULL, {LIVE})
    """,
    f"""
    CREATE TABLE application (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, url TEXT NOT NULL, own_storage INTEGER NOT NULL,
        in_menu INTEGER NOT NULL, {LIVE})
    """,
    # A draft for each field of a session.
    "ALTER TABLE draft RENAME TO draft_of_message",
    """
    CREATE TABLE draft (
        agent_id TEXT NOT NULL, conversation_id TEXT NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL,
        version INTEGER NOT NULL, saved_at_ms INTEGER NOT NULL, client_id TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (agent_id, conversation_id, field)) WITHOUT ROWID
    """,
    """
    INSERT INTO draft SELECT agent_id, conversation_id, 'message', text, version, saved_at_ms, client_id
    FROM draft_of_message
    """,
    "DROP TABLE draft_of_message",
    # An offer that is out runs as long as it was made for.
    "UPDATE offer SET countdown_s = max(1, (expires_at_ms - made_at_ms) / 1000)",
)


def upgrade() -> None:
    """Add them."""
    for table, columns in COLUMNS.items():
        for column in columns:
            op.execute(f'ALTER TABLE "{table}" ADD COLUMN {column}')
    for statement in STATEMENTS:
        op.execute(statement)
