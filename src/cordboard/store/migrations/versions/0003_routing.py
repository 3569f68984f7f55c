"""Adds what routing goes by: hours, profiles, skills, rules, overflow; versions of it; explanations.

The way back: restore the backup that was made before the upgrade.
"""

from alembic import op

revision = "0003"
down_revision = "0002"

LIVE = "live INTEGER NOT NULL CHECK (live IN (0, 1))"
COLUMNS = {
    "organisation": ("decliners_limit INTEGER NOT NULL DEFAULT 100",),
    "queue": (
        "priority INTEGER NOT NULL DEFAULT 100",
        "method TEXT NOT NULL DEFAULT 'highest_capacity'",
        "assignment TEXT NOT NULL DEFAULT '[]'",
        "prioritisation TEXT NOT NULL DEFAULT '[]'",
        "hours_id TEXT",
        "overflow TEXT NOT NULL DEFAULT '[]'",
        "waiting_overflow TEXT",
    ),
    "workstream": (
        "distribution TEXT NOT NULL DEFAULT 'push'",
        "profiles TEXT NOT NULL DEFAULT '[]'",
        "matching TEXT NOT NULL DEFAULT 'exact'",
        "classification TEXT NOT NULL DEFAULT '[]'",
        "routes TEXT NOT NULL DEFAULT '[]'",
        "keep_same_agent INTEGER NOT NULL DEFAULT 1",
        "affinity_wait_s INTEGER DEFAULT 0",
    ),
    "agent": (
        "last_released_at_ms INTEGER NOT NULL DEFAULT 0",
        "turns TEXT NOT NULL DEFAULT '[]'",
        "skills TEXT NOT NULL DEFAULT '[]'",
        "profiles TEXT NOT NULL DEFAULT '[]'",
        "former_profiles TEXT NOT NULL DEFAULT '[]'",
        "hours_id TEXT",
        "off_hours INTEGER NOT NULL DEFAULT 0",
        "attributes TEXT NOT NULL DEFAULT '{}'",
    ),
    "conversation": (
        "profiles TEXT NOT NULL DEFAULT '[]'",
        "profiles_held TEXT NOT NULL DEFAULT '[]'",
        "skills TEXT NOT NULL DEFAULT '[]'",
        "\"values\" TEXT NOT NULL DEFAULT '{}'",
        "favoured TEXT NOT NULL DEFAULT '[]'",
        "reserved_until_ms INTEGER",
        "rank TEXT NOT NULL DEFAULT '[]'",
    ),
    "offer": ("profiles TEXT NOT NULL DEFAULT '[]'",),
}
TABLES = (
    f"CREATE TABLE time_zone (id TEXT PRIMARY KEY, offsets TEXT NOT NULL, {LIVE})",
    f"""
    CREATE TABLE hours (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, time_zone TEXT NOT NULL, slots TEXT NOT NULL,
        holidays TEXT NOT NULL, {LIVE})
    """,
    f"""
    CREATE TABLE capacity_profile (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, "limit" INTEGER NOT NULL, reset TEXT NOT NULL,
        blocking INTEGER NOT NULL, {LIVE})
    """,
    f"""
    CREATE TABLE rating_model (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, lowest INTEGER NOT NULL, highest INTEGER NOT NULL,
        names TEXT NOT NULL, {LIVE})
    """,
    f"""
    CREATE TABLE skill (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, model_id TEXT, active INTEGER NOT NULL,
        {LIVE})
    """,
    f"""
    CREATE TABLE configuration_version (
        id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, "by" TEXT NOT NULL, reason TEXT NOT NULL,
        document TEXT NOT NULL, with_agents INTEGER NOT NULL, {LIVE})
    """,
    # Rows lie in the order of their coming, so that a batch fills few pages.
    """
    CREATE TABLE decision (
        seq INTEGER PRIMARY KEY, subject TEXT NOT NULL, at_ms INTEGER NOT NULL, body BLOB NOT NULL)
    """,
    "CREATE INDEX decision_of_subject ON decision (subject, at_ms)",
)


def upgrade() -> None:
    """Add them."""
    for table, columns in COLUMNS.items():
        for column in columns:
            op.execute(f'ALTER TABLE "{table}" ADD COLUMN {column}')
    for statement in TABLES:
        op.execute(statement)
