"""Adds the widget's settings, the monitoring notice and its record, marks of a transcript, preferences.

The way back: restore the backup that was made before the upgrade.
"""

from alembic import op

revision = "0002"
down_revision = "0001"

STOCK = (
    '[{"id":"work","name":"My work","sections":["my_work","open_work"]},'
    '{"id":"queues","name":"Queues","sections":["open_work","my_work"]},'
    '{"id":"focus","name":"Focus","sections":["my_work"]}]'
)

STATEMENTS = (
    "ALTER TABLE workstream ADD COLUMN widget TEXT NOT NULL DEFAULT '{}'",
    f"ALTER TABLE organisation ADD COLUMN dashboards TEXT NOT NULL DEFAULT '{STOCK}'",
    "ALTER TABLE organisation ADD COLUMN default_dashboard TEXT NOT NULL DEFAULT 'work'",
    "ALTER TABLE conversation ADD COLUMN notice TEXT",
    "ALTER TABLE conversation ADD COLUMN accepted_at_ms INTEGER",
    # The records of attempts say when an agent took it first.
    """
    UPDATE conversation SET accepted_at_ms = (
        SELECT min(a.accepted_at_ms) FROM assignment a WHERE a.conversation_id = conversation.id)
    """,
    "ALTER TABLE workspace_session ADD COLUMN closure_reason TEXT",
    # Names the save that a draft's version is of, so that its repetition is known.
    "ALTER TABLE draft ADD COLUMN client_id TEXT NOT NULL DEFAULT ''",
    # Every text that customers were ever shown, by its version, so that a recorded one can be read later.
    """
    CREATE TABLE notice_text (
        id TEXT PRIMARY KEY, text TEXT NOT NULL, link TEXT NOT NULL, first_at_ms INTEGER NOT NULL,
        live INTEGER NOT NULL CHECK (live IN (0, 1)))
    """,
    """
    CREATE TABLE mark (
        conversation_id TEXT PRIMARY KEY, customer_delivered INTEGER NOT NULL,
        customer_read INTEGER NOT NULL, agent_read INTEGER NOT NULL) WITHOUT ROWID
    """,
    """
    CREATE TABLE preference (
        user_id TEXT PRIMARY KEY, body TEXT NOT NULL, saved_at_ms INTEGER NOT NULL) WITHOUT ROWID
    """,
)


def upgrade() -> None:
    """Add them."""
    for statement in STATEMENTS:
        op.execute(statement)
