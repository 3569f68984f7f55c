"""Knows who is signed in: in memory for every request, on disk for the next start."""

from collections.abc import Callable
from hashlib import sha256
from secrets import token_urlsafe

from cordboard.app import access
from cordboard.app.engine import SignIn
from cordboard.app.ports import View
from cordboard.app.seams import FloorDoor, Journal
from cordboard.core.errors import Refusal
from cordboard.core.user import Actor, ActorKind, User

IDLE_MS = 24 * 3_600_000
"""A browser that does nothing for so long must sign in again."""
LASTS_MS = 30 * 24 * 3_600_000
SEEN_EVERY_MS = 10 * 60_000
"""How exactly the last use is written down."""

HangUp = Callable[[bytes], None]
"""Closes all connections of a sign-in."""


class SignIns:
    """All sign-ins that have not ended."""

    def __init__(self, floor: FloorDoor, clock: Callable[[], int], hang_up: HangUp) -> None:
        self._floor = floor
        self._clock = clock
        self._hang_up = hang_up
        self._known: dict[bytes, SignIn] = {}
        floor.read(self._load)

    def begin(self, user: User, reply: Callable[[tuple[str, SignIn] | Refusal], None]) -> None:
        """Sign a person in; `reply` gets the token for the cookie once it is durable."""
        token, now_ms = token_urlsafe(32), self._clock()
        sign_in = SignIn(
            token_hash=_hash(token),
            user_id=user.id,
            csrf=token_urlsafe(24),
            created_at_ms=now_ms,
            seen_at_ms=now_ms,
        )

        def done(result: object) -> None:
            if isinstance(result, Refusal):
                reply(result)
            else:
                self._known[sign_in.token_hash] = sign_in
                reply((token, sign_in))

        self._floor.do(lambda journal, _: journal.accounts.add_sign_in(sign_in), done)

    def of(self, token: str | None) -> SignIn | None:
        """Return the sign-in of a cookie; None for one that has ended or whose user may not sign in."""
        known = self._known.get(_hash(token)) if token else None
        if known is None:
            return None
        now_ms = self._clock()
        if now_ms - known.seen_at_ms > IDLE_MS or now_ms - known.created_at_ms > LASTS_MS:
            self.end([known])
            return None
        if access.user_of(actor_of(known), self._floor.view) is None:
            return None
        return self._seen(known, now_ms)

    def of_user(self, user_id: str) -> list[SignIn]:
        """Return all sign-ins of a person."""
        return [one for one in self._known.values() if one.user_id == user_id]

    def end(self, sign_ins: list[SignIn]) -> None:
        """End sign-ins at once: their cookies are worth nothing, their connections hang up."""
        hashes = [one.token_hash for one in sign_ins]
        for token_hash in hashes:
            self._known.pop(token_hash, None)
            self._hang_up(token_hash)
        self._floor.do(lambda journal, _: journal.accounts.end_sign_ins(hashes), _ended)

    def end_of_disabled(self, view: View) -> None:
        """End the sign-ins of people whose access has ended."""
        over = [one for one in self._known.values() if access.user_of(actor_of(one), view) is None]
        if over:
            self.end(over)

    def _seen(self, known: SignIn, now_ms: int) -> SignIn:
        if now_ms - known.seen_at_ms < SEEN_EVERY_MS:
            return known
        seen = SignIn(
            token_hash=known.token_hash,
            user_id=known.user_id,
            csrf=known.csrf,
            created_at_ms=known.created_at_ms,
            seen_at_ms=now_ms,
        )
        self._known[known.token_hash] = seen
        self._floor.do(lambda journal, _: journal.accounts.see(known.token_hash, now_ms), _ended)
        return seen

    def _load(self, journal: Journal, view: View) -> None:
        self._known = {one.token_hash: one for one in journal.accounts.sign_ins()}


def actor_of(sign_in: SignIn) -> Actor:
    """Return as whom the sign-in acts."""
    return Actor(kind=ActorKind.USER, id=sign_in.user_id)


def _hash(token: str) -> bytes:
    return sha256(token.encode("utf-8", "surrogatepass")).digest()


def _ended(result: object) -> None:
    """A row that could not be deleted or renewed expires by its own time."""
