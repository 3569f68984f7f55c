"""Lets anything happen to one conversation's offers, and holds the floor against a plain model of it."""

from typing import Any

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from cordboard.app import commands as c
from cordboard.app import setup_commands as sc
from cordboard.core.conversation import State, declines_of
from cordboard.core.deadline import Deadline
from cordboard.core.errors import Code, Refusal
from cordboard.core.events import Fact
from cordboard.core.ids import TemplateId
from cordboard.core.notification import AutoAssign, NotificationTemplate, Slots
from cordboard.core.offer import Offer, OfferEnded, Outcome
from cordboard.core.presence import Reachability
from cordboard.core.user import OPERATOR
from cordboard.core.workstream import UnseenOffer
from floor.offer_life import Life
from floor.players import appoint, hire, meet
from floor.stage import BY_POST, LIVE_CHAT, POST, Stage

WATCHED = frozenset(
    {
        "offer_expiry",
        "offer_unseen",
        "unseen_reroute",
        "unopened_reroute",
        "agent_gone",
        "agent_restore",
    }
)
STATES = {
    "waiting": State.OPEN,
    "out": State.OFFERED,
    "assigned": State.ACCEPTED,
    "accepted": State.ACCEPTED,
}
decode_fact = msgspec.json.Decoder(Fact).decode


def sound(template: NotificationTemplate) -> NotificationTemplate:
    """Return the template without what contradicts its way of assigning."""
    if template.auto_assign is AutoAssign.NEVER:
        return replace(template, auto_accept=False)
    return replace(template, extensions=0)


templates = st.builds(
    NotificationTemplate,
    id=st.sampled_from((TemplateId("one"), TemplateId("two"))),
    name=st.just("One"),
    title=st.just("Work"),
    countdown_s=st.sampled_from((5, 20, 90)),
    extensions=st.integers(0, 2),
    auto_assign=st.sampled_from((AutoAssign.NEVER, *AutoAssign)),
    auto_accept=st.booleans(),
    show_reject=st.booleans(),
).map(sound)


class OfferLife(RuleBasedStateMachine):
    """Anna, and one customer after the other."""

    @initialize(template=templates, unseen_offer=st.sampled_from(UnseenOffer))
    def open(self, template: NotificationTemplate, unseen_offer: UnseenOffer) -> None:
        post = replace(
            BY_POST,
            unseen_offer=unseen_offer,
            decline_limit=10_000,
            missed_sets_inactive=False,
            rejected_sets_do_not_disturb=False,
        )
        self.settings = post
        self.stage = Stage(LIVE_CHAT, post)
        self.anna, self.vera = hire(self.stage, "Anna"), appoint(self.stage)
        self.life = Life(unseen_offer, template, post.unseen_reroute_s * 1_000, self.stage.now_ms)
        self.put(template, 480)
        self.begin()

    def begin(self) -> None:
        self.chat = meet(self.stage).starts(workstream=POST, page=None)
        self.life.phase, self.life.epoch, self.life.declines = "waiting", 0, 0
        self.life.route()
        self.remember()

    def remember(self) -> None:
        """Keep the offer that is out: it may be answered when it is long over."""
        self.known: Offer | None = self.stage.writer.view.offer_of(self.chat) or getattr(self, "known", None)

    def put(self, template: NotificationTemplate, reroute_s: int) -> None:
        slots = Slots(incoming=template.id, returning=template.id)
        stream = replace(self.settings, notifications=slots, unseen_reroute_s=reroute_s)
        self.stage.do(sc.Configure(notifications=(template,), workstreams=(stream,)), OPERATOR)
        self.life.template, self.life.reroute_ms = template, reroute_s * 1_000

    def ask(self, command: c.AnyCommand, expected: Code | None) -> bool:
        """Ask for something that ends as the model expects; whether it was done."""
        answer = self.stage.ask(command, self.anna.actor)
        assert getattr(answer, "code", None) is expected, (command, answer, expected)
        return not isinstance(answer, Refusal)

    def answering(self, *, old: bool, allowed: bool) -> tuple[dict[str, Any], Code | None] | None:
        """Return how to name the latest offer, or the one before it, and what has to be the answer."""
        if self.known is None:
            return None
        naming = {"offer_id": self.known.id, "epoch": self.known.epoch - old}
        if self.life.out is None or old:
            return naming, Code.OFFER_OVER
        return naming, None if allowed else Code.NOT_ALLOWED

    # What the agent does

    @rule()
    def display(self) -> None:
        if self.known is not None:
            expected = Code.OFFER_OVER if self.life.out is None else None
            if self.ask(c.ConfirmDisplayed(offer_id=self.known.id), expected):
                self.life.show()
                self.life.route()

    @rule(old=st.sampled_from((False, False, True)))
    def accept(self, old: bool) -> None:
        found = self.answering(old=old, allowed=True)
        if found is not None and self.ask(c.AcceptOffer(**found[0]), found[1]):
            self.life.end(Outcome.ACCEPTED, "accepted")

    @rule(old=st.sampled_from((False, False, True)))
    def reject(self, old: bool) -> None:
        out = self.life.out
        rejectable = out is not None and out.made_by.show_reject
        rejectable = rejectable and out is not None and out.made_by.auto_assign is AutoAssign.NEVER
        found = self.answering(old=old, allowed=rejectable)
        if found is not None and self.ask(c.RejectOffer(**found[0]), found[1]):
            self.life.end(Outcome.REJECTED, "waiting")
            self.life.route()

    @rule(old=st.sampled_from((False, False, True)))
    def extend(self, old: bool) -> None:
        out = self.life.out
        found = self.answering(old=old, allowed=out is not None and out.extensions > 0)
        if found is not None and self.ask(c.ExtendOffer(**found[0]), found[1]) and out is not None:
            out.extensions -= 1
            self.life.lengthen()

    @rule()
    def look(self) -> None:
        owns = self.life.phase in {"assigned", "accepted"}
        there = None if self.life.reach != "signed_out" else Code.WRONG_STATE
        if self.ask(c.ReopenConversation(conversation_id=self.chat), there if owns else Code.NOT_YOURS):
            self.life.look()

    @rule()
    def write(self) -> None:
        """Who writes has looked at it, with a session or without one."""
        owns = self.life.phase in {"assigned", "accepted"}
        answer = self.stage.append(self.anna.message(self.chat, "I am here"))
        assert isinstance(answer, Refusal) is not owns
        if owns:
            self.life.look()

    # What happens to her and to the conversation

    @rule(opens=st.booleans())
    def come_or_go(self, opens: bool) -> None:
        if opens and not self.life.page:
            self.anna.comes()
            self.life.come()
            self.life.route()
        elif not opens and self.life.page:
            self.anna.leaves()
            self.life.page, self.life.due["agent_gone"] = False, self.life.now_ms + 5_000

    @rule()
    def see_again(self) -> None:
        self.anna.says_visible()
        self.life.blind = False
        self.life.route()

    @rule()
    def force_close(self) -> None:
        self.stage.do(c.ForceClose(conversation_id=self.chat), self.vera.actor)
        if self.life.out is not None:
            self.life.end(Outcome.CONVERSATION_CLOSED, "waiting")
        self.life.look()
        self.begin()

    @rule(ms=st.sampled_from((1, 999, 4_999, 5_000, 10_000, 20_000, 90_000, 480_000)))
    def wait(self, ms: int) -> None:
        self.stage.wait(ms=ms)
        self.life.pass_until(self.life.now_ms + ms)

    @rule(template=templates, reroute_s=st.sampled_from((30, 480)))
    def configure(self, template: NotificationTemplate, reroute_s: int) -> None:
        """Offers that are out go on as they were made."""
        self.put(template, reroute_s)

    @rule(down_s=st.sampled_from((0, 1, 3_600)))
    def restart(self, down_s: int) -> None:
        self.stage.restart(down_s=down_s)
        self.life.restart(down_s * 1_000)

    # What must be true

    @invariant()
    def floor_and_model_agree(self) -> None:
        view, life = self.stage.writer.view, self.life
        chat, agent, offer = self.stage.chat(self.chat), self.anna.agent, view.offer_of(self.chat)
        assert (chat.state, chat.unseen) == (STATES[life.phase], life.phase == "assigned")
        assert (agent.blind, agent.presence.reachability) == (life.blind, Reachability(life.reach))
        assert declines_of(chat, agent.id) == life.declines
        assert (offer is None) == (life.out is None)
        if offer is not None and life.out is not None:
            told = (offer.epoch, offer.expires_at_ms, offer.extensions, offer.displayed_at_ms is not None)
            assert told == (life.epoch, life.out.expires_at_ms, life.out.extensions, life.out.shown)
            assert offer.template_id == life.out.made_by.id
        running = {one.kind.value: one.due_at_ms for one in view.all(Deadline)}
        assert {kind: at for kind, at in running.items() if kind in WATCHED} == life.due
        self.remember()

    @invariant()
    def every_offer_ends_once_and_for_one_reason(self) -> None:
        rows = self.stage.database.rows("SELECT body FROM fact ORDER BY seq")
        facts = [decode_fact(body) for (body,) in rows if isinstance(body, bytes)]
        ended = [one for one in facts if isinstance(one, OfferEnded)]
        assert [one.outcome for one in ended] == self.life.ends
        assert len({one.offer_id for one in ended}) == len(ended)

    def teardown(self) -> None:
        """Nobody is stranded: as soon as Anna is there and sees, she can have it."""
        if hasattr(self, "stage"):
            self.anna.comes()
            self.anna.says_visible()
            if self.anna.offered:
                self.anna.accepts(self.chat)
            self.anna.reopens(self.chat)
            assert (self.anna.items, self.stage.chat(self.chat).unseen) == ([self.chat], False)


TestOfferLife = pytest.mark.mission("N9", part="assigned")(OfferLife.TestCase)
TestOfferLife.settings = settings(max_examples=60, stateful_step_count=30)
