"""Says which visitors are welcome to start something."""

from cordboard.app.ports import Tx
from cordboard.core.conversation import Conversation, State
from cordboard.core.errors import Code, require
from cordboard.core.ids import VisitorId
from cordboard.core.visitor import BlockedVisitor
from cordboard.core.workstream import Workstream


def require_welcome(tx: Tx, visitor_id: VisitorId, settings: Workstream) -> None:
    """Refuse visitors who are blocked or have as many conversations open as the workstream allows.

    Raises:
        Refusal: BLOCKED or VISITOR_LIMIT.
    """
    require(tx.find(BlockedVisitor, visitor_id) is None, Code.BLOCKED, "This visitor is blocked.")
    count = sum(
        1 for one in tx.ongoing_of(visitor_id) if tx.get(Conversation, one).state is not State.WRAP_UP
    )
    allowed = settings.open_per_visitor
    require(count < allowed, Code.VISITOR_LIMIT, f"A visitor may have {allowed} conversations open at once.")
