"""Signs people in and out, and lets them change their password."""

import asyncio
from typing import Annotated, Any

from litestar import Response, get, post
from litestar.datastructures import Cookie
from litestar.openapi import ResponseSpec
from litestar.params import JSONBody
from msgspec import Meta, Struct

from cordboard.api import known_browsers
from cordboard.api.doors import AnyRequest, Doors, address_of, doors_of
from cordboard.api.guesses import Attempt
from cordboard.api.known_browsers import KNOWN_COOKIE
from cordboard.api.me import Me, me_of
from cordboard.api.passwords import check_new
from cordboard.api.sign_ins import LASTS_MS
from cordboard.api.switchboard import COOKIE
from cordboard.app.commands import SignOut
from cordboard.app.engine import SignIn
from cordboard.core.agent import Agent
from cordboard.core.errors import Code, Refusal, require
from cordboard.core.ids import AgentId
from cordboard.core.user import SYSTEM, User

SIGN_IN = "/api/sign-in"
Text = Annotated[str, Meta(max_length=1_000)]


class Credentials(Struct, forbid_unknown_fields=True):
    """What a person signs in with."""

    login: Text
    password: Text


class NewPassword(Struct, forbid_unknown_fields=True):
    """The present password and the one to come."""

    current: Text
    new: Text


@post(SIGN_IN, status_code=200)
async def sign_in(request: AnyRequest, data: JSONBody[Credentials]) -> Response[Me]:
    """Check the password and begin a sign-in; wrong login and wrong password look the same."""
    doors = doors_of(request)
    login, proofs = data.login.strip().lower(), request.cookies.get(KNOWN_COOKIE)
    user = doors.floor.view.user_with(login)
    user_id = user.id if user is not None else ""
    browser = doors.known_browsers.recognise(proofs, user_id, doors.clock())
    attempt = Attempt(login=login, address=address_of(request), browser=browser)
    right = await _is_right(doors, attempt, user_id, data.password)
    if user is None or user.disabled or not right:
        raise Refusal(Code.NOT_SIGNED_IN, "The login or the password is wrong.")
    doors.guesses.forgive(attempt)
    token, begun = await _begin(doors, user)
    remembered = doors.known_browsers.remember(proofs, user_id, doors.clock())
    cookies = [
        _cookie(doors, COOKIE, token, path="/", lasts_ms=LASTS_MS),
        _cookie(doors, KNOWN_COOKIE, remembered, path=SIGN_IN, lasts_ms=known_browsers.LASTS_MS),
    ]
    return Response(_me(doors, begun), cookies=cookies)


@get("/api/me", responses={204: ResponseSpec(data_container=None, description="Nobody is signed in.")})
async def me(request: AnyRequest) -> Response[Me]:
    """Say who is signed in.

    Nobody is an answer, too: every page asks before anybody signs in, and browsers report refusals as errors.
    """
    doors = doors_of(request)
    sign_in = doors.sign_ins.of(request.cookies.get(COOKIE))
    if sign_in is None:
        nobody: Response[Any] = Response(None, status_code=204)
        return nobody
    return Response(_me(doors, sign_in))


@post("/api/sign-out", status_code=204)
async def sign_out(request: AnyRequest) -> None:
    """End this sign-in; the pages that hang on it are gone at once."""
    doors = doors_of(request)
    await _end(doors, [doors.sign_in_of(request)])


@post("/api/sign-out-everywhere", status_code=204)
async def sign_out_everywhere(request: AnyRequest) -> None:
    """End all sign-ins of the person."""
    doors = doors_of(request)
    await _end(doors, doors.sign_ins.of_user(doors.sign_in_of(request).user_id))


@post("/api/password", status_code=204)
async def change_password(request: AnyRequest, data: JSONBody[NewPassword]) -> None:
    """Replace the password and end all other sign-ins."""
    doors = doors_of(request)
    this = doors.sign_in_of(request)
    check_new(data.new)
    attempt = Attempt(login="", address="", browser=f"signed in as {this.user_id}")
    right = await _is_right(doors, attempt, this.user_id, data.current)
    require(right, Code.NOT_ALLOWED, "The present password is wrong.")
    doors.guesses.forgive(attempt)
    fresh = await doors.passwords.hashed(data.new)
    await doors.perform(lambda journal, _: journal.accounts.set_password_hash(this.user_id, fresh))
    others = [one for one in doors.sign_ins.of_user(this.user_id) if one.token_hash != this.token_hash]
    doors.sign_ins.end(others)


async def _is_right(doors: Doors, attempt: Attempt, user_id: str, password: str) -> bool:
    """Check a password; whoever asks forgives a right one, and nobody pays for what could not be checked."""
    allowed = doors.guesses.begin(attempt, doors.clock())
    require(allowed, Code.TOO_MANY, "Too many attempts; wait a minute and try again.")
    try:
        known = await doors.read(lambda journal, _: journal.accounts.password_hash(user_id))
        return await doors.passwords.verify(known, password)
    except Exception:
        doors.guesses.forgive(attempt)
        raise


def _cookie(doors: Doors, name: str, value: str, *, path: str, lasts_ms: int) -> Cookie:
    return Cookie(
        key=name,
        value=value,
        httponly=True,
        samesite="lax",
        secure=doors.secure_cookies,
        max_age=lasts_ms // 1000,
        path=path,
    )


async def _begin(doors: Doors, user: User) -> tuple[str, SignIn]:
    future: asyncio.Future[tuple[str, SignIn] | Refusal] = asyncio.get_running_loop().create_future()
    doors.sign_ins.begin(user, future.set_result)
    begun = await future
    if isinstance(begun, Refusal):
        raise begun
    return begun


async def _end(doors: Doors, over: list[SignIn]) -> None:
    """End sign-ins; without any left the agent has signed out, and a chosen presence does not outlive it."""
    doors.sign_ins.end(over)
    user_id = over[0].user_id
    if not doors.sign_ins.of_user(user_id) and doors.floor.view.find(Agent, user_id) is not None:
        await doors.submit(SignOut(agent_id=AgentId(user_id)), SYSTEM)


def _me(doors: Doors, sign_in: SignIn) -> Me:
    return me_of(sign_in, doors.build, doors.floor.view)


HANDLERS = [sign_in, me, sign_out, sign_out_everywhere, change_password]
