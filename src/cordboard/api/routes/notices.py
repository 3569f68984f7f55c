"""Shows what a monitoring notice said when a conversation began under it (mission M17)."""

from litestar import get
from litestar.params import FromPath
from msgspec import Struct

from cordboard.api.doors import AnyRequest, doors_of
from cordboard.app import access
from cordboard.core.errors import Code, Refusal, require
from cordboard.core.user import Role
from cordboard.core.widget import NoticeText, Words


class NoticeRead(Struct, frozen=True, kw_only=True):
    """A notice that is or was in force."""

    version: str
    text: Words
    link: str
    first_at_ms: int
    """Since when."""


@get("/api/notices/{version:str}")
async def notice(request: AnyRequest, version: FromPath[str]) -> NoticeRead:
    """Read a notice by the version that a conversation recorded; for supervisors and administrators."""
    doors = doors_of(request)
    actor = access.actor_of(doors.user_of(request))
    allowed = any(
        access.has_role(actor, role, doors.floor.view) for role in (Role.SUPERVISOR, Role.ADMINISTRATOR)
    )
    require(allowed, Code.NOT_ALLOWED, "Supervisors and administrators look notices up.")
    kept = await doors.read(lambda _, view: view.find(NoticeText, version))
    if kept is None:
        raise Refusal(Code.NOT_FOUND, "No notice has this version.")
    return NoticeRead(version=kept.id, text=kept.text, link=kept.link, first_at_ms=kept.first_at_ms)


HANDLERS = [notice]
