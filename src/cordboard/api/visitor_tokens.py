"""Makes and reads visitors' tokens: signed, stored nowhere, so that opening a widget creates nothing."""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256
from secrets import token_hex

from cordboard.core.ids import VisitorId

LASTS_MS = 400 * 86_400_000
"""Longer than browsers keep what a page stores."""


class VisitorTokens:
    """Tokens of the form visitor.time.signature, by a key that only this server has."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def make(self, now_ms: int) -> tuple[VisitorId, str]:
        """Invent a visitor; return their id and token."""
        visitor_id = VisitorId(f"v{token_hex(12)}")
        claim = f"{visitor_id}.{now_ms}"
        return visitor_id, f"{claim}.{self._sign(claim)}"

    def read(self, token: str, now_ms: int) -> VisitorId | None:
        """Return whose token it is; None if it is forged, malformed or out of date."""
        claim, _, signature = token.rpartition(".")
        if not hmac.compare_digest(self._sign(claim).encode(), signature.encode("utf-8", "surrogatepass")):
            return None
        visitor_id, _, made_ms = claim.rpartition(".")
        return VisitorId(visitor_id) if now_ms - int(made_ms) < LASTS_MS else None

    def _sign(self, claim: str) -> str:
        digest = hmac.new(self._key, claim.encode("utf-8", "surrogatepass"), sha256).digest()
        return urlsafe_b64encode(digest).decode().rstrip("=")
