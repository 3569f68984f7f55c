"""Keeps the key that signs what browsers hold: visitors' tokens, and the proof that a person was there."""

import hmac
import secrets
from hashlib import sha256
from pathlib import Path

from cordboard.store.durable import put_private

KEY_BYTES = 32


def key_file(database: Path) -> Path:
    """Return where the key lies; it goes where the database goes, for without it no customer comes back."""
    return database.with_name("visitors.key")


def kept_key(database: Path) -> bytes:
    """Return the key, made at the first start."""
    file = key_file(database)
    if not file.exists() or not file.stat().st_size:  # empty: a crash of an earlier release, before any token
        put_private(secrets.token_bytes(KEY_BYTES), file)
    return file.read_bytes()


def key_for(purpose: str, key: bytes) -> bytes:
    """Derive a key, so that what is signed for one purpose is worth nothing for another."""
    return hmac.new(key, purpose.encode(), sha256).digest()
