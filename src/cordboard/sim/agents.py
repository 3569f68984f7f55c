"""Plays agents: pages that show offers, answer them or don't, work on conversations, and come and go."""

from functools import partial
from typing import Any

from cordboard.core.draft import FIELDS
from cordboard.sim.outbox import Frame, Sent, Setting
from cordboard.sim.page import Page
from cordboard.sim.wire import Host

PRESENCES = ("available", "available", "available", "busy", "do_not_disturb", "away", "offline", "inactive")
PAINT_MS = 800
THINK_MS = 4_000


class AgentPage(Page):
    """One tab of an agent's workspace."""

    def __init__(self, setting: Setting, host: Host, agent_id: str, queue_ids: tuple[str, ...]) -> None:
        super().__init__(setting, host, reader=agent_id, user_id=agent_id)
        self.agent_id = agent_id
        self._queue_ids = queue_ids
        self.visible = True
        self._nosy = setting.chance.happens(0.3)
        """Whether the page reads on what it has no business with, as long as the server lets it."""
        self.diligent = False
        """Whether everything that comes is accepted and ended at once."""
        self._shown: set[str] = set()
        self._drafts: dict[tuple[str, str], int] = {}
        """By conversation and field, the version that this page knows."""

    def streams(self) -> list[str]:
        """Return what the page reads whenever it is open."""
        return [f"agent:{self.agent_id}", *(f"queue:{queue_id}" for queue_id in self._queue_ids)]

    def show(self, visible: bool) -> None:
        """Bring the tab to the front, or hide it."""
        self.visible = visible
        if visible and self.welcome:
            self.do("report_visible")
            self._look_at_offers()

    def become_diligent(self) -> None:
        """From here on accept, answer and end everything."""
        self.diligent = True
        if not self.open:
            self.arrive()
        self.show(True)
        self._work()

    @property
    def mine(self) -> dict[str, dict[str, Any]]:
        """What the page knows of its agent: me, offers, sessions, items."""
        reading = self.readings.get(f"agent:{self.agent_id}")
        return reading.maps if reading is not None else {}

    def values(self, kind: str) -> list[dict[str, Any]]:
        """Return the agent's offers, sessions or items."""
        return list(self.mine.get(kind, {}).values())

    def on_welcome(self) -> None:
        """Say that offers can be shown."""
        if self.visible:
            self.do("report_visible")

    def on_news(self, stream: str) -> None:
        """Mark what was read; show new offers, read the transcripts of the sessions that are open."""
        if stream != f"agent:{self.agent_id}":
            self.mark(stream)
            return
        open_now = {f"conversation:{one['conversation_id']}" for one in self.values("sessions")}
        for known in [one for one in self.readings if one.startswith("conversation:")]:
            if known not in open_now and not self._nosy:
                self.stop_reading(known)
        for one in sorted(open_now):
            self.read(one)
        self._look_at_offers()

    def on_end(self, stream: str) -> None:
        """Read again what is still on the panel; what was lost comes as news of one's own stream."""
        self.after(500, lambda: self._read_again(stream))

    def on_answer(self, sent: Sent, answer: Frame) -> None:
        """Keep the draft's version."""
        if sent.frame["t"] == "draft":
            key = sent.frame["conversation_id"], sent.frame["field"]
            self._drafts[key] = answer.get("version") or 0

    # Deeds

    def answer_offer(self, name: str) -> None:
        """Accept or reject an offer."""
        offers = self.values("offers")
        if offers:
            offer = self.setting.chance.pick(offers)
            self.do(name, offer_id=offer["id"], epoch=offer["epoch"])

    def extend(self) -> None:
        """Ask for the whole time again, whether or not that is allowed."""
        self.answer_offer("extend_offer")

    def with_session(self, name: str) -> None:
        """Do something with one of the open sessions."""
        sessions = self.values("sessions")
        if not sessions:
            return
        session = self.setting.chance.pick(sessions)
        conversation_id = session["conversation_id"]
        match name:
            case "send":
                self.send(conversation_id, f"answer {self.setting.chance.letters(6)}")
            case "draft":
                self.save_draft(conversation_id)
            case "type":
                self.types(conversation_id)
            case "focus_session":
                reading = self.readings.get(f"conversation:{conversation_id}")
                self.do(name, session_id=session["id"], read_up_to=reading.last or 0 if reading else 0)
            case "close_session":
                self.do(name, session_id=session["id"])
            case _:
                self.do(name, conversation_id=conversation_id)

    def pick(self) -> None:
        """Take something from a queue by hand."""
        items = [
            item
            for queue_id in self._queue_ids
            if (reading := self.readings.get(f"queue:{queue_id}")) is not None
            for item in reading.maps.get("items", {}).values()
        ]
        if items:
            self.do("pick_conversation", conversation_id=self.setting.chance.pick(items)["id"])

    def reopen(self) -> None:
        """Open a work item, parked or not."""
        items = self.values("items")
        if items:
            self.do("reopen_conversation", conversation_id=self.setting.chance.pick(items)["id"])

    def arrange(self) -> None:
        """Drag a session to the top of the panel; some that are named may have been closed meanwhile."""
        sessions = sorted(self.values("sessions"), key=lambda one: (one["place"], one["opened_at_ms"]))
        if sessions:
            first = self.setting.chance.pick(sessions)
            others = [one["id"] for one in sessions if one is not first]
            self.do("arrange_sessions", session_ids=[first["id"], *others])

    def choose(self) -> None:
        """Pick a presence."""
        self.do("choose_presence", presence_id=self.setting.chance.pick(PRESENCES))

    def reset(self) -> None:
        """Answer the alerts, if there are any."""
        if any(one["alerts"] for one in self.values("me")):
            self.do("reset_presence", agent_id=self.agent_id)

    def save_draft(self, conversation_id: str) -> None:
        """Keep what is typed, over the version that this page knows."""
        chance = self.setting.chance
        field = chance.pick(sorted(FIELDS))
        frame = {
            "t": "draft",
            "conversation_id": conversation_id,
            "field": field,
            "text": chance.pick(("", f"draft {chance.letters(4)}")),
            "version": self._drafts.get((conversation_id, field), 0),
        }
        self.outbox.put(frame)

    def _read_again(self, stream: str) -> None:
        if any(f"conversation:{one['conversation_id']}" == stream for one in self.values("sessions")):
            self.read(stream)

    def _look_at_offers(self) -> None:
        if not self.visible:
            return
        careless = self.setting.mood.careless
        for offer in self.values("offers"):
            if offer["id"] in self._shown and not self.diligent:
                continue
            self._shown.add(offer["id"])
            if self.setting.calm or not self.setting.chance.happens(careless):
                self.after(self.setting.chance.ms(20, PAINT_MS), partial(self._paint, offer["id"]))

    def _paint(self, offer_id: str) -> None:
        if self.visible and offer_id in self.mine.get("offers", {}):
            self.do("confirm_displayed", offer_id=offer_id)

    def _work(self) -> None:
        """Accept what is offered, end and close what is open, come back to it while there is anything."""
        self.after(THINK_MS, self._work)
        if not self.welcome:
            return
        for offer in self.values("offers"):
            self.do("accept_offer", offer_id=offer["id"], epoch=offer["epoch"])
        for item in self.values("items"):
            if not any(one["conversation_id"] == item["id"] for one in self.values("sessions")):
                self.do("reopen_conversation", conversation_id=item["id"])
        for session in self.values("sessions"):
            if session["item"]["state"] == "accepted":
                self.do("end_conversation", conversation_id=session["conversation_id"])
            else:
                self.do("close_session", session_id=session["id"])
        if any(one["presence_id"] not in {"available", "busy"} for one in self.values("me")):
            self.do("choose_presence", presence_id="available")
