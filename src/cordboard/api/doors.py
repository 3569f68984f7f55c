"""Holds what all HTTP routes share, and lets them await what the floor answers by a call."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar, cast

from litestar import Request
from msgspec import Struct

from cordboard.api.command_id import check_command_id
from cordboard.api.guesses import Guesses
from cordboard.api.known_browsers import KnownBrowsers
from cordboard.api.limits import Buckets
from cordboard.api.origins import SAFE
from cordboard.api.passwords import Passwords
from cordboard.api.searches import Searches
from cordboard.api.sign_ins import SignIns, actor_of
from cordboard.api.switchboard import COOKIE
from cordboard.api.visitor_tokens import VisitorTokens
from cordboard.app import access
from cordboard.app.commands import AnyCommand
from cordboard.app.engine import Appended, Message, SignIn
from cordboard.app.ports import Answer, View
from cordboard.app.routing_story import RoutingTeller
from cordboard.app.seams import Deed, FloorDoor, Journal
from cordboard.core.errors import Code, Refusal, require
from cordboard.core.user import Actor, User

T = TypeVar("T")
READ_WITHIN_S = 5
"""Readings wait while the disk takes nothing; whoever asks is told to come back before giving up."""
AnyRequest = Request[Any, Any, Any]


class Doors(Struct, frozen=True, kw_only=True):
    """What the routes need."""

    floor: FloorDoor
    sign_ins: SignIns
    passwords: Passwords
    visitors: VisitorTokens
    clock: Callable[[], int]
    build: str
    secure_cookies: bool
    guesses: Guesses
    """How often a wrong password may be tried."""
    known_browsers: KnownBrowsers
    visits: Buckets
    """How many visitors an address may bring."""
    glances: Buckets
    """How often an address may ask whether somebody is there."""
    searches: Searches
    searches_of: Buckets
    """How often a person may search."""
    tell_routing: RoutingTeller

    async def submit(self, command: AnyCommand, actor: Actor, command_id: str | None = None) -> Answer:
        """Do a command and return its answer once it is durable.

        Raises:
            Refusal: when it was refused; nothing happened then.
        """
        if command_id is not None:
            check_command_id(command_id, self.clock())
        answer = await _awaited(lambda reply: self.floor.submit(command, actor, reply, command_id=command_id))
        return cast("Answer", answer)

    async def append(self, message: Message) -> Appended:
        """Append a message and return its number once it is durable."""
        return cast("Appended", await _awaited(lambda reply: self.floor.append(message, reply)))

    async def perform(self, deed: Deed) -> Any:
        """Do a deed and return what it returned once it is durable."""
        return await _awaited(lambda reply: self.floor.do(deed, reply))

    async def read(self, reading: Callable[[Journal, View], T]) -> T:
        """Read committed state.

        Raises:
            Refusal: READ_ONLY when nothing could be read for a while, or what the reading refuses.
        """

        def ask(reply: Callable[[Any], None]) -> None:
            def answer(journal: Journal, view: View) -> None:
                try:
                    reply(reading(journal, view))
                except Exception as fault:
                    reply(fault)
                    if not isinstance(fault, Refusal):
                        raise

            self.floor.read(answer)

        try:
            async with asyncio.timeout(READ_WITHIN_S):
                return cast("T", await _awaited(ask))
        except TimeoutError as error:
            raise Refusal(Code.READ_ONLY, "Nothing can be read at the moment; try again.") from error

    def sign_in_of(self, request: AnyRequest) -> SignIn:
        """Return the sign-in of a request; unsafe ones must carry its CSRF value.

        Raises:
            Refusal: NOT_SIGNED_IN, or NOT_ALLOWED without the right CSRF value.
        """
        sign_in = self.sign_ins.of(request.cookies.get(COOKIE))
        if sign_in is None:
            raise Refusal(Code.NOT_SIGNED_IN, "Sign in first.")
        if request.method not in SAFE:
            carried = request.headers.get("x-csrf-token") == sign_in.csrf
            require(carried, Code.NOT_ALLOWED, "The request lacks this sign-in's X-CSRF-Token.")
        return sign_in

    def user_of(self, request: AnyRequest) -> User:
        """Return the person who asks.

        Raises:
            Refusal: as `sign_in_of`.
        """
        user = access.user_of(actor_of(self.sign_in_of(request)), self.floor.view)
        assert user is not None, "a sign-in has a user"
        return user


async def _awaited(ask: Callable[[Callable[[Any], None]], None]) -> Any:
    """Wait for the reply; a refusal, or the fault of a reading, is raised."""
    future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    def reply(result: Any) -> None:
        if not future.done():
            future.set_result(result)

    ask(reply)
    result = await future
    if isinstance(result, Exception):
        raise result
    return result


def doors_of(request: AnyRequest) -> Doors:
    """Return what the routes share."""
    doors: Doors = request.app.state.doors
    return doors


def address_of(request: AnyRequest) -> str:
    """Return the client's address, as the proxy setting makes it."""
    return request.client.host if request.client else ""
