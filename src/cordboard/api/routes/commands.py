"""Takes commands by HTTP, for pages without a socket and for integrators; answers are remembered by key."""

from typing import Annotated

from litestar import post, put
from litestar.params import FromPath, HeaderParameter, JSONBody
from msgspec import Meta, Struct

from cordboard.api.doors import AnyRequest, doors_of
from cordboard.app import access
from cordboard.app.command import Count
from cordboard.app.commands import (
    AcceptOffer,
    ForceClose,
    FromAgent,
    FromStaff,
    RejectOffer,
)
from cordboard.app.ports import Answer
from cordboard.app.setup_commands import SetDefaultDashboard
from cordboard.core.ids import ConversationId, OfferId

Key = Annotated[str | None, HeaderParameter(name="Idempotency-Key")]


class OfferAnswer(Struct, forbid_unknown_fields=True):
    """Which offer of its conversation is answered."""

    epoch: Count


class DashboardChoice(Struct, forbid_unknown_fields=True):
    """The dashboard picked."""

    dashboard_id: Annotated[str, Meta(max_length=100)]


async def _do(request: AnyRequest, command: FromAgent | FromStaff, key: str | None) -> Answer:
    doors = doors_of(request)
    return await doors.submit(command, access.actor_of(doors.user_of(request)), key)


@post("/api/offers/{offer_id:str}/accept", status_code=200)
async def accept_offer(
    request: AnyRequest, offer_id: FromPath[str], data: JSONBody[OfferAnswer], idempotency_key: Key = None
) -> Answer:
    """Take the conversation that is offered."""
    command = AcceptOffer(offer_id=OfferId(offer_id), epoch=data.epoch)
    return await _do(request, command, idempotency_key)


@post("/api/offers/{offer_id:str}/reject", status_code=200)
async def reject_offer(
    request: AnyRequest, offer_id: FromPath[str], data: JSONBody[OfferAnswer], idempotency_key: Key = None
) -> Answer:
    """Decline the conversation that is offered."""
    command = RejectOffer(offer_id=OfferId(offer_id), epoch=data.epoch)
    return await _do(request, command, idempotency_key)


@post("/api/conversations/{conversation_id:str}/force-close", status_code=200)
async def force_close(
    request: AnyRequest, conversation_id: FromPath[str], idempotency_key: Key = None
) -> Answer:
    """Close a conversation of a queue that one supervises."""
    command = ForceClose(conversation_id=ConversationId(conversation_id))
    return await _do(request, command, idempotency_key)


@put("/api/dashboards/default")
async def set_default_dashboard(
    request: AnyRequest, data: JSONBody[DashboardChoice], idempotency_key: Key = None
) -> Answer:
    """Say which dashboard agents see on Home; for administrators (mission S12)."""
    return await _do(request, SetDefaultDashboard(dashboard_id=data.dashboard_id), idempotency_key)


HANDLERS = [
    accept_offer,
    reject_offer,
    force_close,
    set_default_dashboard,
]
