"""Says whether an offer is still out: a desktop notification asks while no page is open (mission N3)."""

from litestar import get
from litestar.params import FromPath
from msgspec import Struct

from cordboard.api.doors import AnyRequest, doors_of
from cordboard.core.ids import AgentId, OfferId
from cordboard.core.offer import Offer


class OfferStanding(Struct, frozen=True, kw_only=True):
    """Whether an offer can still be answered by whoever asks."""

    out: bool


@get("/api/offers/{offer_id:str}")
async def offer(request: AnyRequest, offer_id: FromPath[str]) -> OfferStanding:
    """Say whether one's own offer is still out; an ended, unknown or somebody else's is not."""
    doors = doors_of(request)
    agent_id = AgentId(doors.user_of(request).id)
    found = await doors.read(lambda _, view: view.find(Offer, OfferId(offer_id)))
    return OfferStanding(out=found is not None and found.agent_id == agent_id)


HANDLERS = [offer]
