"""Adds templates of notifications, sessions, applications, drafts by field, presence's history, closed work.

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
    """
    CREATE TABLE presence_change (
        number INTEGER PRIMARY KEY, agent_id TEXT NOT NULL, at_ms INTEGER NOT NULL, presence_id TEXT NOT NULL,
        base TEXT NOT NULL, cause TEXT NOT NULL, actor TEXT NOT NULL, actor_name TEXT NOT NULL)
    """,
    "CREATE INDEX presence_change_of ON presence_change (agent_id, number)",
    # The history begins with what agents show now, and with what is known of why.
    """
    UPDATE agent SET presence = json_set(presence, '$.cause', CASE json_extract(presence, '$.reachability')
        WHEN 'gone' THEN 'gone'
        WHEN 'signed_out' THEN iif(json_extract(presence, '$.since_ms') > 0, 'restore_over', 'load')
        ELSE coalesce(json_extract(presence, '$.alerts[#-1].cause'),
            iif(json_extract(presence, '$.chosen.id') IS NULL, 'load', 'agent')) END)
    """,
    """
    UPDATE agent SET presence = json_set(presence, '$.by', 'user:' || id)
    WHERE json_extract(presence, '$.cause') = 'agent'
    """,
    """
    INSERT INTO presence_change (agent_id, at_ms, presence_id, base, cause, actor, actor_name)
    SELECT id, json_extract(presence, '$.since_ms'), shown, CASE shown
        WHEN 'inactive' THEN 'away'
        WHEN json_extract(presence, '$.chosen.id') THEN json_extract(presence, '$.chosen.base')
        ELSE shown END, cause, coalesce(json_extract(presence, '$.by'), 'system:system'),
        iif(cause = 'agent', name, '')
    FROM (SELECT id, name, presence, json_extract(presence, '$.cause') AS cause, CASE
        WHEN json_extract(presence, '$.reachability') <> 'connected' THEN 'offline'
        WHEN EXISTS (SELECT 1 FROM json_each(presence, '$.alerts')
            WHERE json_extract(value, '$.cause') <> 'missed') THEN 'do_not_disturb'
        WHEN json_array_length(presence, '$.alerts') > 0 THEN 'inactive'
        ELSE coalesce(json_extract(presence, '$.chosen.id'), json_extract(presence, '$.system')) END AS shown
        FROM agent WHERE live = 1 AND json_extract(presence, '$.since_ms') > 0 ORDER BY rowid)
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
    # Sessions stand in the panel as they were opened.
    """
    UPDATE workspace_session SET place = (
        SELECT count(*) FROM workspace_session other
        WHERE other.agent_id = workspace_session.agent_id AND other.live = 1
        AND (other.opened_at_ms, other.rowid) < (workspace_session.opened_at_ms, workspace_session.rowid))
    WHERE live = 1
    """,
    "CREATE INDEX session_of_conversation ON workspace_session (conversation_id, agent_id)",
    # An offer that is out runs as long as it was made for.
    "UPDATE offer SET countdown_s = max(1, (expires_at_ms - made_at_ms) / 1000)",
)

STOCK = (
    '[{"id":"work","name":"My work","sections":["my_work","open_work"]},'
    '{"id":"queues","name":"Queues","sections":["open_work","my_work"]},'
    '{"id":"focus","name":"Focus","sections":["my_work"]}]'
)
"""The dashboards that earlier releases gave; what somebody has altered stays as it is."""
STOCK_NOW = (
    '[{"id":"work","name":"My work","sections":["my_work","open_work","closed_work"]},'
    '{"id":"queues","name":"Queues","sections":["open_work","my_work","closed_work"]},'
    '{"id":"focus","name":"Focus","sections":["my_work"]}]'
)

# The talk ended where wrap-up began; what nobody accepted was closed without one.
ENDED_AT = """
    coalesce((SELECT s.wrap_up_at_ms FROM queue_segment s WHERE s.conversation_id = {row}.id
              ORDER BY s.entered_at_ms DESC, s.rowid DESC LIMIT 1), {row}.state_since_ms)
"""
# A place is the end in ms, 4 bits for those that ended together and 4 for pieces of the transcript; small,
# for the index holds it very often. Where so many ended together, the others take what is free after them.
NOTE_CLOSED = f"""
    INSERT INTO closed_conversation (place, conversation_id)
    SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM closed_conversation WHERE place = e.free) THEN e.free
           ELSE (SELECT max(place) + 16 FROM closed_conversation) END, NEW.id
    FROM (SELECT coalesce((SELECT max(k.place) + 16 FROM closed_conversation k
                           WHERE k.place >= d.ended_at_ms << 8 AND k.place < (d.ended_at_ms + 1) << 8),
                          d.ended_at_ms << 8) AS free
          FROM (SELECT {ENDED_AT.format(row="NEW")} AS ended_at_ms) d) e;
    INSERT INTO closed_reader (reader, place)
    SELECT 'queue:' || NEW.queue_id, place FROM closed_conversation WHERE conversation_id = NEW.id;
    INSERT INTO closed_reader (reader, place)
    SELECT DISTINCT 'agent:' || a.agent_id, k.place FROM assignment a
    JOIN closed_conversation k ON k.conversation_id = a.conversation_id
    WHERE a.conversation_id = NEW.id AND a.accepted_at_ms IS NOT NULL;
    INSERT INTO to_index (place, piece, after_n)
    SELECT place, 0, 0 FROM closed_conversation WHERE conversation_id = NEW.id;
"""
NEWLY_CLOSED = """
    NEW.live = 0 AND NEW.state = 'closed'
    AND NOT EXISTS (SELECT 1 FROM closed_conversation WHERE conversation_id = NEW.id)
"""
CLOSED = (
    # In the order of their end.
    """
    CREATE TABLE closed_conversation (place INTEGER PRIMARY KEY, conversation_id TEXT NOT NULL UNIQUE)
    """,
    # Who may read it, as `agent:<id>` for those who had it and `queue:<id>` for supervisors.
    """
    CREATE TABLE closed_reader (reader TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (reader, place))
    WITHOUT ROWID
    """,
    # What the index of words lacks yet: from which piece and after which entry on.
    """
    CREATE TABLE to_index (place INTEGER PRIMARY KEY, piece INTEGER NOT NULL, after_n INTEGER NOT NULL)
    """,
    'CREATE TABLE closed_piece ("row" INTEGER PRIMARY KEY, after_n INTEGER NOT NULL)',
    "CREATE VIRTUAL TABLE closed_text USING fts5 (about, said, content = '', tokenize = 'trigram')",
    f"""
    INSERT INTO closed_conversation (place, conversation_id)
    SELECT max((ended_at_ms << 8) - 16 * number) OVER (ORDER BY number) + 16 * number, id
    FROM (SELECT id, ended_at_ms, row_number() OVER (ORDER BY ended_at_ms, seq) AS number
          FROM (SELECT c.id, c.rowid AS seq, {ENDED_AT.format(row="c")} AS ended_at_ms
                FROM conversation c WHERE c.live = 0 AND c.state = 'closed'))
    """,
    """
    INSERT INTO closed_reader (reader, place)
    SELECT 'queue:' || c.queue_id, k.place
    FROM closed_conversation k JOIN conversation c ON c.id = k.conversation_id
    """,
    """
    INSERT INTO closed_reader (reader, place)
    SELECT DISTINCT 'agent:' || a.agent_id, k.place
    FROM closed_conversation k JOIN assignment a ON a.conversation_id = k.conversation_id
    WHERE a.accepted_at_ms IS NOT NULL
    """,
    "INSERT INTO to_index (place, piece, after_n) SELECT place, 0, 0 FROM closed_conversation",
    f"""
    CREATE TRIGGER conversation_closed AFTER UPDATE OF live ON conversation
    WHEN OLD.live = 1 AND {NEWLY_CLOSED} BEGIN {NOTE_CLOSED} END
    """,
    f"""
    CREATE TRIGGER conversation_closed_at_once AFTER INSERT ON conversation
    WHEN {NEWLY_CLOSED} BEGIN {NOTE_CLOSED} END
    """,
)


def upgrade() -> None:
    """Add them."""
    for table, columns in COLUMNS.items():
        for column in columns:
            op.execute(f'ALTER TABLE "{table}" ADD COLUMN {column}')
    for statement in (*STATEMENTS, *CLOSED):
        op.execute(statement)
    op.execute(f"UPDATE organisation SET dashboards = '{STOCK_NOW}' WHERE dashboards = '{STOCK}'")
