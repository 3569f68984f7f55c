"""Lays the first floor: live values, streams, messages' safeguards, accounts.

The way back: none is needed before the first release; restore a backup.
"""

from alembic import op

revision = "0001"
down_revision = None

LIVE = "live INTEGER NOT NULL CHECK (live IN (0, 1))"

TABLES = (
    f"""
    CREATE TABLE organisation (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, session_limit INTEGER NOT NULL, restore_s INTEGER NOT NULL,
        closed_is_gone_s INTEGER NOT NULL, time_zone TEXT NOT NULL, {LIVE})
    """,
    f"""
    CREATE TABLE presence_option (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, base TEXT NOT NULL, selectable INTEGER NOT NULL, {LIVE})
    """,
    f"CREATE TABLE queue (id TEXT PRIMARY KEY, name TEXT NOT NULL, {LIVE})",
    f"""
    CREATE TABLE workstream (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, channel TEXT NOT NULL, queue_id TEXT NOT NULL,
        units INTEGER NOT NULL, wrap_up_block TEXT NOT NULL, wrap_up_block_s INTEGER NOT NULL,
        allowed_presences TEXT NOT NULL, offer_s INTEGER NOT NULL, show_countdown INTEGER NOT NULL,
        displayed_within_s INTEGER NOT NULL, unseen_offer TEXT NOT NULL, unseen_reroute_s INTEGER NOT NULL,
        decline_limit INTEGER NOT NULL, missed_sets_inactive INTEGER NOT NULL,
        rejected_sets_do_not_disturb INTEGER NOT NULL, customer_grace_s INTEGER NOT NULL,
        auto_close TEXT NOT NULL, details_shown TEXT NOT NULL, allowed_origins TEXT NOT NULL,
        open_per_visitor INTEGER NOT NULL, {LIVE})
    """,
    f"""
    CREATE TABLE user (
        id TEXT PRIMARY KEY, login TEXT NOT NULL, name TEXT NOT NULL, roles TEXT NOT NULL,
        supervises TEXT NOT NULL, disabled INTEGER NOT NULL, {LIVE})
    """,
    f"""
    CREATE TABLE agent (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, capacity_units INTEGER NOT NULL, queue_ids TEXT NOT NULL,
        default_presence TEXT, presence TEXT NOT NULL, connections TEXT NOT NULL, blind INTEGER NOT NULL,
        last_assigned_at_ms INTEGER NOT NULL, {LIVE})
    """,
    f"""
    CREATE TABLE blocked_visitor (
        id TEXT PRIMARY KEY, blocked_at_ms INTEGER NOT NULL, "by" TEXT NOT NULL, reason TEXT NOT NULL, {LIVE})
    """,
    f"""
    CREATE TABLE conversation (
        id TEXT PRIMARY KEY, channel TEXT NOT NULL, workstream_id TEXT NOT NULL, queue_id TEXT NOT NULL,
        visitor_id TEXT NOT NULL, title TEXT NOT NULL, visitor_number INTEGER NOT NULL,
        named INTEGER NOT NULL, details TEXT NOT NULL, state TEXT NOT NULL, state_since_ms INTEGER NOT NULL,
        created_at_ms INTEGER NOT NULL, queued_at_ms INTEGER NOT NULL, front INTEGER NOT NULL, agent_id TEXT,
        units INTEGER NOT NULL, units_held INTEGER NOT NULL, epoch INTEGER NOT NULL, declines TEXT NOT NULL,
        last_choice TEXT, preferred TEXT, unseen INTEGER NOT NULL, customer TEXT NOT NULL,
        customer_connections TEXT NOT NULL, closed_by TEXT, {LIVE})
    """,
    f"""
    CREATE TABLE assignment (
        id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL, queue_id TEXT NOT NULL,
        opened_at_ms INTEGER NOT NULL, agent_id TEXT, offered_at_ms INTEGER, accepted_at_ms INTEGER,
        closed_at_ms INTEGER, closure_reason TEXT, {LIVE})
    """,
    f"""
    CREATE TABLE queue_segment (
        id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL, queue_id TEXT NOT NULL,
        entered_at_ms INTEGER NOT NULL, first_offer_at_ms INTEGER, accepted_at_ms INTEGER,
        wrap_up_at_ms INTEGER, left_at_ms INTEGER, closure_reason TEXT, abandoned INTEGER NOT NULL, {LIVE})
    """,
    f"""
    CREATE TABLE offer (
        id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL, agent_id TEXT NOT NULL, epoch INTEGER NOT NULL,
        units INTEGER NOT NULL, made_at_ms INTEGER NOT NULL, expires_at_ms INTEGER NOT NULL,
        show_countdown INTEGER NOT NULL, displayed_at_ms INTEGER, outcome TEXT, ended_at_ms INTEGER, {LIVE})
    """,
    f"""
    CREATE TABLE workspace_session (
        id TEXT PRIMARY KEY, agent_id TEXT NOT NULL, conversation_id TEXT NOT NULL,
        opened_at_ms INTEGER NOT NULL, read_up_to INTEGER NOT NULL, closed_at_ms INTEGER, {LIVE})
    """,
    f"""
    CREATE TABLE deadline (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, due_at_ms INTEGER NOT NULL, {LIVE})
    """,
    f"CREATE TABLE counter (id TEXT PRIMARY KEY, value INTEGER NOT NULL, {LIVE})",
    "CREATE TABLE stream (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    # Entries lie in the order of their coming, so that a batch fills a few pages whatever its streams; the
    # indexes are narrow for the same reason.
    """
    CREATE TABLE entry (
        seq INTEGER PRIMARY KEY, stream INTEGER NOT NULL, n INTEGER NOT NULL, at_ms INTEGER NOT NULL,
        author TEXT, client_id TEXT, body BLOB NOT NULL)
    """,
    "CREATE TABLE wake (conversation_id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE fact (seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, body BLOB NOT NULL)",
    """
    CREATE TABLE audit (
        seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
        subject TEXT NOT NULL, detail TEXT NOT NULL)
    """,
    """
    CREATE TABLE answered (
        actor TEXT NOT NULL, command_id TEXT NOT NULL, fingerprint BLOB NOT NULL, answer BLOB NOT NULL,
        at_ms INTEGER NOT NULL, PRIMARY KEY (actor, command_id)) WITHOUT ROWID
    """,
    """
    CREATE TABLE draft (
        agent_id TEXT NOT NULL, conversation_id TEXT NOT NULL, text TEXT NOT NULL, version INTEGER NOT NULL,
        saved_at_ms INTEGER NOT NULL, PRIMARY KEY (agent_id, conversation_id)) WITHOUT ROWID
    """,
    "CREATE TABLE probe (id INTEGER PRIMARY KEY, n INTEGER NOT NULL)",
    "CREATE TABLE credential (user_id TEXT PRIMARY KEY, password_hash TEXT NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE sign_in (
        token_hash BLOB PRIMARY KEY, user_id TEXT NOT NULL, csrf TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL, seen_at_ms INTEGER NOT NULL) WITHOUT ROWID
    """,
)

LIVE_TABLES = (
    "conversation",
    "assignment",
    "queue_segment",
    "offer",
    "workspace_session",
)
"""Tables that keep what has ended: a floor is loaded by the index on what is live."""

INDEXES = (
    "CREATE UNIQUE INDEX entry_in_order ON entry (stream, n)",
    # A message is unique for ever by conversation, sender and client id.
    "CREATE UNIQUE INDEX entry_once ON entry (author, client_id, stream) WHERE client_id IS NOT NULL",
    "CREATE INDEX answered_age ON answered (at_ms)",
    "CREATE INDEX conversation_of_visitor ON conversation (visitor_id, created_at_ms)",
    "CREATE INDEX assignment_of_conversation ON assignment (conversation_id)",
    "CREATE INDEX segment_of_conversation ON queue_segment (conversation_id)",
    "CREATE INDEX sign_in_of_user ON sign_in (user_id)",
    *(f"CREATE INDEX {table}_live ON {table} (id) WHERE live = 1" for table in LIVE_TABLES),
)


def upgrade() -> None:
    """Create everything."""
    for statement in (*TABLES, *INDEXES):
        op.execute(statement)
