"""Models the life of one conversation's offers to one agent in plain numbers, without the floor's rules."""

from dataclasses import dataclass, field

from cordboard.core.notification import AutoAssign, NotificationTemplate
from cordboard.core.offer import Outcome
from cordboard.core.workstream import UnseenOffer

DISPLAYED_WITHIN_MS = 10_000
PATIENCE_MS, RESTORE_MS, AFTER_RESTART_MS = 5_000, 150_000, 20_000


@dataclass
class Out:
    """An offer that is out, with what its template said when it was made."""

    made_by: NotificationTemplate
    expires_at_ms: int
    extensions: int
    shown: bool = False


@dataclass
class Life:
    """What should be true of the agent and of the conversation."""

    unseen_offer: UnseenOffer
    template: NotificationTemplate
    reroute_ms: int
    now_ms: int
    phase: str = "waiting"
    """waiting, out, assigned (and not looked at) or accepted."""
    out: Out | None = None
    epoch: int = 0
    page: bool = True
    reach: str = "connected"
    blind: bool = False
    due: dict[str, int] = field(default_factory=dict)
    """By kind of deadline."""
    ends: list[Outcome] = field(default_factory=list)
    declines: int = 0

    def route(self) -> None:
        """Offer what waits to an agent who is there and sees."""
        if self.phase == "waiting" and self.reach == "connected" and not self.blind:
            self.phase, self.epoch = "out", self.epoch + 1
            expires_at_ms = self.now_ms + self.template.countdown_s * 1_000
            self.out = Out(self.template, expires_at_ms, self.template.extensions)
            self.due |= {"offer_expiry": expires_at_ms + 1, "offer_unseen": self.now_ms + DISPLAYED_WITHIN_MS}

    def end(self, outcome: Outcome, phase: str) -> None:
        """End the offer."""
        self.ends.append(outcome)
        self.declines += outcome in {Outcome.REJECTED, Outcome.TIMED_OUT}
        self.blind = self.blind or outcome is Outcome.NOT_DISPLAYED
        self.out, self.phase = None, phase
        self._stop("offer_expiry", "offer_unseen")

    def assign(self, outcome: Outcome) -> None:
        """Make it the agent's by itself."""
        self.end(outcome, "assigned")
        kind = "unopened_reroute" if outcome is Outcome.ASSIGNED else "unseen_reroute"
        self.due[kind] = self.now_ms + self.reroute_ms

    def show(self) -> None:
        """Paint the alert."""
        assert self.out is not None
        self.out.shown = True
        self._stop("offer_unseen")
        if self.out.made_by.auto_assign is AutoAssign.AT_ONCE:
            self.assign(Outcome.ASSIGNED)

    def lengthen(self) -> None:
        """Begin the offer's time anew."""
        assert self.out is not None
        self.out.expires_at_ms = self.now_ms + self.out.made_by.countdown_s * 1_000
        self.due["offer_expiry"] = self.out.expires_at_ms + 1

    def look(self) -> None:
        """Look at it, whoever had not."""
        self.phase = "accepted"
        self._stop("unseen_reroute", "unopened_reroute")

    def come(self) -> None:
        """Open the page."""
        self.page, self.reach = True, "connected"
        self._stop("agent_gone", "agent_restore")

    def restart(self, down_ms: int) -> None:
        """Let the server be away: that counts against nobody."""
        self.now_ms += down_ms
        self.page = False
        if self.reach == "connected":
            self.due["agent_gone"] = self.now_ms + AFTER_RESTART_MS
        elif self.reach == "gone":
            self.due["agent_restore"] = self.now_ms + RESTORE_MS
        if self.out is not None:
            self.lengthen()
            if not self.out.shown:
                self.due["offer_unseen"] = self.now_ms + DISPLAYED_WITHIN_MS
        for kind in {"unseen_reroute", "unopened_reroute"} & self.due.keys():
            self.due[kind] = self.now_ms + self.reroute_ms
        self.route()

    def pass_until(self, until_ms: int) -> None:
        """Let fall due what does; what falls due at one time is done before anything is offered again."""
        while self.due and min(self.due.values()) <= until_ms:
            self.now_ms = min(self.due.values())
            for kind in sorted(kind for kind, due_at_ms in self.due.items() if due_at_ms == self.now_ms):
                if self.due.pop(kind, None) is not None:
                    self._fall_due(kind)
            self.route()
        self.now_ms = until_ms

    def _fall_due(self, kind: str) -> None:
        assigns = self.unseen_offer is UnseenOffer.ASSIGN_THEN_REROUTE
        match kind:
            case "offer_expiry":
                self._expire(assigns=assigns)
            case "offer_unseen" if not assigns:
                self.end(Outcome.NOT_DISPLAYED, "waiting")
            case "unopened_reroute":
                self.phase = "waiting"
                self.declines += self.reach == "connected"
            case "unseen_reroute":
                self.phase, self.blind = "waiting", True
            case "agent_gone":
                self.reach, self.due["agent_restore"] = "gone", self.now_ms + RESTORE_MS
                if self.out is not None and not assigns:
                    self.end(Outcome.AGENT_GONE, "waiting")
            case "agent_restore":
                self.reach = "signed_out"
                if self.phase in {"assigned", "accepted"}:
                    self.look()
                    self.phase = "waiting"
            case _:
                assert kind == "offer_unseen", "nobody minds"

    def _expire(self, *, assigns: bool) -> None:
        assert self.out is not None
        if self.out.shown and self.out.made_by.auto_assign is not AutoAssign.NEVER:
            self.assign(Outcome.ASSIGNED)
        elif self.out.shown:
            self.end(Outcome.TIMED_OUT, "waiting")
        elif assigns:
            self.assign(Outcome.ASSIGNED_UNSEEN)
        else:
            self.end(Outcome.NOT_DISPLAYED, "waiting")

    def _stop(self, *kinds: str) -> None:
        for kind in kinds:
            self.due.pop(kind, None)
