"""Knows the browsers in which a person has been signed in: by a signed cookie, and stored nowhere else."""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256
from secrets import token_hex

KNOWN_COOKIE = "cordboard-known"
LASTS_MS = 400 * 86_400_000
"""As long as browsers keep a cookie at most."""
PEOPLE_LIMIT = 8
"""Who share a browser, the last ones: a place where people work in shifts."""
PROOF_LIMIT = 120
"""Characters; longer ones are none of ours."""
BETWEEN = "~"


class KnownBrowsers:
    """Proofs of the form time.name.signature, one a person; whose it is stands only in the signature.

    The proof opens nothing. It lets a browser count its wrong passwords for itself (OWASP: device cookies).
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def recognise(self, cookie: str | None, user_id: str, now_ms: int) -> str:
        """Return by which name the browser is known for a person, empty where it is not."""
        for proof in _proofs(cookie):
            claim, _, signature = proof.rpartition(".")
            if hmac.compare_digest(self._sign(claim, user_id), signature):
                made_ms, _, name = claim.partition(".")
                return name if now_ms - int(made_ms) < LASTS_MS else ""
        return ""

    def remember(self, cookie: str | None, user_id: str, now_ms: int) -> str:
        """Return the cookie with a new proof for a person, in the place of the one before."""
        others = [one for one in _proofs(cookie) if not self.recognise(one, user_id, now_ms)]
        claim = f"{now_ms}.{token_hex(8)}"
        return BETWEEN.join([f"{claim}.{self._sign(claim, user_id)}", *others][:PEOPLE_LIMIT])

    def _sign(self, claim: str, user_id: str) -> str:
        said = f"{claim}.{user_id}".encode("utf-8", "surrogatepass")
        digest = hmac.new(self._key, said, sha256).digest()
        return urlsafe_b64encode(digest).decode().rstrip("=")


def _proofs(cookie: str | None) -> list[str]:
    given = (cookie or "").split(BETWEEN, PEOPLE_LIMIT)[:PEOPLE_LIMIT]
    return [one for one in given if one.isascii() and 0 < len(one) <= PROOF_LIMIT]
