"""Says what a customer may expect before writing: whether somebody is free, and how long the line is."""

from collections.abc import Iterable

from cordboard.app.ports import View
from cordboard.app.searching import search
from cordboard.core.conversation import Conversation
from cordboard.core.ids import ConversationId, QueueId, VisitorId
from cordboard.core.workstream import Workstream


def available(view: View, settings: Workstream, now_ms: int) -> bool:
    """Whether somebody could take one more conversation of this workstream now, whichever queue it enters.

    Where it goes depends on answers that nobody has given yet; what overflow would do is left out.
    """
    return any(
        search(view, _one_more(settings, queue_id, now_ms), now_ms).winner is not None
        for queue_id in _reached(settings)
    )


def place(view: View, settings: Workstream) -> int:
    """Return the place in line of work without any answers, 1 being next."""
    return len(view.waiting_in(_entered(settings))) + 1


def _reached(settings: Workstream) -> Iterable[QueueId]:
    targets = (share.queue_id for route in settings.routes for share in route.to)
    return dict.fromkeys((settings.queue_id, *targets))


def _entered(settings: Workstream) -> QueueId:
    """Return where work goes that no condition fits: by the first route without one, or to the fallback."""
    open_to_all = (route for route in settings.routes if route.when is None)
    return next((route.to[0].queue_id for route in open_to_all), settings.queue_id)


def _one_more(settings: Workstream, queue_id: QueueId, now_ms: int) -> Conversation:
    return Conversation(
        id=ConversationId(""),
        channel=settings.channel,
        workstream_id=settings.id,
        queue_id=queue_id,
        visitor_id=VisitorId(""),
        title="",
        visitor_number=0,
        state_since_ms=now_ms,
        created_at_ms=now_ms,
        queued_at_ms=now_ms,
        units=settings.units,
        profiles=settings.profiles,
    )
