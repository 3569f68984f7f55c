"""Plays a supervisor, who watches queues, closes what must end, resets alerts, and blocks visitors."""

from typing import Any

from cordboard.sim.outbox import Setting
from cordboard.sim.page import Page
from cordboard.sim.wire import Host


class SupervisorPage(Page):
    """The supervisor's board."""

    def __init__(self, setting: Setting, host: Host, user_id: str, queue_ids: tuple[str, ...]) -> None:
        super().__init__(setting, host, reader=user_id, user_id=user_id)
        self._queue_ids = queue_ids

    def streams(self) -> list[str]:
        """Return what the board shows."""
        return [f"{kind}:{queue_id}" for queue_id in self._queue_ids for kind in ("floor", "queue")]

    def force_close(self) -> None:
        """Close any conversation that is going on."""
        items = self._values("items")
        if items:
            self.do("force_close", conversation_id=self.setting.chance.pick(items)["id"])

    def reset(self) -> None:
        """Answer an agent's alerts."""
        alerted = [one for one in self._values("agents") if one["alerts"]]
        if alerted:
            self.do("reset_presence", agent_id=self.setting.chance.pick(alerted)["id"])

    def block(self, visitor_id: str) -> None:
        """Close the door to a visitor."""
        self.do("block_visitor", visitor_id=visitor_id, reason="rude")

    def unblock(self, visitor_id: str) -> None:
        """Open it again."""
        self.do("unblock_visitor", visitor_id=visitor_id)

    def _values(self, kind: str) -> list[dict[str, Any]]:
        readings = [self.readings.get(f"floor:{queue_id}") for queue_id in self._queue_ids]
        return [value for one in readings if one is not None for value in one.maps.get(kind, {}).values()]
