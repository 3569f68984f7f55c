"""Turns refusals and faults into problem details (RFC 9457), in this one place."""

from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.status_codes import HTTP_500_INTERNAL_SERVER_ERROR
from msgspec import Struct

from cordboard.api.wrong_fields import WrongField, wrong_fields
from cordboard.core.errors import Code, Refusal

STATUS: dict[Code, int] = {
    Code.INVALID: 400,
    Code.TOO_LARGE: 413,
    Code.NOT_SIGNED_IN: 401,
    Code.NOT_ALLOWED: 403,
    Code.NOT_FOUND: 404,
    Code.WRONG_STATE: 409,
    Code.CLOSED: 409,
    Code.NOT_YOURS: 403,
    Code.OFFER_OVER: 409,
    Code.SESSION_LIMIT: 409,
    Code.NOT_SELECTABLE: 400,
    Code.STALE_DRAFT: 409,
    Code.STALE_COMMAND: 409,
    Code.ID_REUSED: 409,
    Code.BLOCKED: 403,
    Code.VISITOR_LIMIT: 409,
    Code.CONSENT_NEEDED: 409,
    Code.TOO_MANY: 429,
    Code.TOO_BROAD: 422,
    Code.FAULT: 500,
    Code.READ_ONLY: 503,
    Code.GOING_DOWN: 503,
}
RETRY_AFTER_S = {Code.TOO_MANY: 10, Code.READ_ONLY: 5, Code.GOING_DOWN: 5}
NO_JSON = "JSON is malformed"
PROBLEM_TYPE = "application/problem+json"
TITLES = {400: "Not understood", 404: "Not found", 405: "Not possible here", 413: "Too large"}


log = structlog.get_logger()


class Problem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A refusal as HTTP tells it (RFC 9457 section 3.1)."""

    type: str
    title: str
    status: int
    detail: str
    code: Code
    """What a client translates."""
    errors: tuple[WrongField, ...] = ()
    """Fields that can't be taken as they were sent."""


def problem(
    code: Code,
    status: int,
    detail: str,
    retry_after_s: int | None = None,
    errors: tuple[WrongField, ...] = (),
) -> Response[bytes]:
    """Return the answer for one refusal."""
    body = Problem(
        type=f"urn:cordboard:{code}",
        title=code.replace("_", " "),
        status=status,
        detail=detail,
        code=code,
        errors=errors,
    )
    headers = {"retry-after": str(retry_after_s)} if retry_after_s is not None else {}
    return Response(msgspec.json.encode(body), status_code=status, headers=headers, media_type=PROBLEM_TYPE)


def on_refusal(_: Request[Any, Any, Any], refusal: Refusal) -> Response[bytes]:
    """Answer a refusal."""
    code = refusal.code
    return problem(code, STATUS[code], refusal.sentence, RETRY_AFTER_S.get(code))


def on_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """Answer what the HTTP library refused before it came to us."""
    status = error.status_code
    code = {404: Code.NOT_FOUND, 413: Code.TOO_LARGE}.get(status, Code.INVALID)
    if status >= HTTP_500_INTERNAL_SERVER_ERROR:
        return problem(Code.FAULT, status, "The server could not do this.")
    errors = wrong_fields(request, error) if isinstance(error, ValidationException) else ()
    answer = problem(code, status, _sentence(status, error, errors), errors=errors)
    answer.headers.update(error.headers or {})  # 405 must say what is allowed (RFC 9110 section 15.5.6)
    return answer


def _sentence(status: int, error: HTTPException, errors: tuple[WrongField, ...]) -> str:
    """Return what is wrong, as far as it can be told without repeating what was sent."""
    title = TITLES.get(status, "Not possible")
    if errors:
        return f"{title}: {'; '.join(map(str, errors))}."
    return f"{title}: the body is no JSON." if error.detail.startswith(NO_JSON) else title


def on_unreadable(_: Request[Any, Any, Any], error: RecursionError | UnicodeDecodeError) -> Response[bytes]:
    """Answer a body that is nested more deeply than anybody means, or is no UTF-8."""
    return problem(Code.INVALID, 400, TITLES[400])


def on_fault(request: Request[Any, Any, Any], fault: Exception) -> Response[bytes]:
    """Answer where the program failed, and write down what it was."""
    log.error("a request could not be answered", method=request.method, path=request.url.path, exc_info=fault)
    return problem(Code.FAULT, HTTP_500_INTERNAL_SERVER_ERROR, "The server could not do this.")
