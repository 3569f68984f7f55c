"""Holds what must be true of the floor after every step, computed anew from its plain values."""

from collections import Counter
from collections.abc import Callable

from cordboard.app.affinity import FOR_EVER_MS
from cordboard.app.ports import View
from cordboard.core.agent import Agent
from cordboard.core.assignment import Assignment, QueueSegment
from cordboard.core.capacity import CapacityProfile, Load, use_of
from cordboard.core.conversation import OWNED, Conversation, CustomerLink, State
from cordboard.core.deadline import Deadline, DeadlineKind, deadline_id
from cordboard.core.offer import Offer
from cordboard.core.presence import Reachability, from_load
from cordboard.core.user import User
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import ORGANISATION, Organisation, Queue, UnseenOffer, Workstream
from cordboard.sim.ports import demand
from cordboard.sim.truths_of_hours import days_end, hours_turn, rules_are_asked_again
from cordboard.sim.truths_of_routing import nobody_is_awaited_in_vain

QUEUED = frozenset({State.OPEN, State.OFFERED})
TALKING = frozenset({State.OPEN, State.OFFERED, State.ACCEPTED})
SUBJECTS: dict[DeadlineKind, type[Agent | Conversation | Offer | Queue]] = {
    DeadlineKind.OFFER_EXPIRY: Offer,
    DeadlineKind.OFFER_UNSEEN: Offer,
    DeadlineKind.AGENT_GONE: Agent,
    DeadlineKind.AGENT_RESTORE: Agent,
    DeadlineKind.HOURS_TURN: Agent,
    DeadlineKind.DAY_END: Agent,
    DeadlineKind.RULES_LOOK: Queue,
    DeadlineKind.RANKS_ANEW: Queue,
    DeadlineKind.WAITS_ANEW: Queue,
}


def check(view: View) -> None:
    """Check all that must hold whether the last batch is durable or not."""
    for truth in TRUTHS:
        truth(view)


def only_open_connections_count(view: View, is_open: Callable[[str], bool]) -> None:
    """Nobody counts as there by a connection that has ended; holds when the floor was told of all of them."""
    for agent in view.all(Agent):
        ghosts = [one for one in agent.connections if not is_open(one)]
        demand(not ghosts, f"{agent.id} counts as there by {ghosts}, which have ended")
    for conversation in view.all(Conversation):
        ghosts = [one for one in conversation.customer_connections if not is_open(one)]
        demand(
            not ghosts or conversation.state not in TALKING,
            f"the customer of {conversation.id} counts as there by {ghosts}",
        )


def what_is_parked_closes_some_day(view: View) -> None:
    """Waiting ends by itself; holds when every customer who wrote meanwhile has been heard."""
    for one in view.all(Conversation):
        if one.state is State.WAITING:
            endless = view.get(Workstream, one.workstream_id).auto_close.waiting_s is None
            demand(endless or _due(view, DeadlineKind.AUTO_CLOSE, one.id), f"{one.id} is parked for ever")


def _held(view: View, agent: Agent) -> int:
    return sum(one.units_held for one in view.all(Conversation) if one.agent_id == agent.id)


def _load(view: View, agent: Agent, held: int) -> Load:
    """Count by hand what accepted work takes of the agent's capacity."""
    counted = Counter(
        profile_id
        for one in view.all(Conversation)
        if one.agent_id == agent.id
        for profile_id in one.profiles_held
    )
    uses = tuple(
        use_of(profile, share, counted[share.profile_id])
        for share in agent.profiles
        for profile in view.all(CapacityProfile)
        if profile.id == share.profile_id
    )
    return Load(units_held=held, units_total=agent.capacity_units, profiles=uses)


def _reserved(view: View, agent: Agent) -> int:
    return sum(one.units for one in view.all(Offer) if one.agent_id == agent.id)


def _due(view: View, kind: DeadlineKind, subject: str) -> bool:
    return view.find(Deadline, deadline_id(kind, subject)) is not None


def an_owner_exactly_where_one_is_due(view: View) -> None:
    """Accepted, waiting and in wrap-up have one owner who exists; all else has none."""
    for one in view.all(Conversation):
        demand(one.state is not State.CLOSED, f"{one.id} is closed and stands on the floor")
        demand((one.agent_id is not None) == (one.state in OWNED), f"{one.id}: {one.state}, {one.agent_id}")
        known = one.agent_id is None or view.find(Agent, one.agent_id)
        demand(known, f"{one.id} is owned by a stranger")
        demand(one.state is not State.WAITING or one.asynchronous, f"{one.id}: a live chat that is Waiting")


def one_offer_for_what_is_offered(view: View) -> None:
    """Offered is to have exactly one live offer, of the conversation's epoch and size."""
    offered = Counter(one.conversation_id for one in view.all(Offer))
    expected = Counter(one.id for one in view.all(Conversation) if one.state is State.OFFERED)
    demand(offered == expected, f"offered are {sorted(expected)}, offers are out for {sorted(offered)}")
    for offer in view.all(Offer):
        conversation = view.get(Conversation, offer.conversation_id)
        demand(offer.outcome is None, f"{offer.id} has ended and is out")
        demand(offer.epoch == conversation.epoch, f"{offer.id} is of another epoch than its conversation")
        demand(offer.units == conversation.units, f"{offer.id} reserves other units than it takes")


def units_are_what_is_owned_and_offered(view: View) -> None:
    """Capacity in use is what is owned and offered, counted by hand."""
    for agent in view.all(Agent):
        held, reserved = _held(view, agent), _reserved(view, agent)
        demand(view.units_held(agent.id) == held, f"{agent.id} holds {held} units and is thought otherwise")
        demand(view.units_reserved(agent.id) == reserved, f"{reserved} units are reserved of {agent.id}")
        loaded = from_load(_load(view, agent, held))
        demand(agent.presence.system == loaded, f"{agent.id} shows {agent.presence.system}, not {loaded}")
    for one in view.all(Conversation):
        right = {State.ACCEPTED: {one.units}, State.WRAP_UP: {0, one.units}}.get(one.state, {0})
        demand(one.units_held in right, f"{one.id} is {one.state} and holds {one.units_held}")
        listed = {State.ACCEPTED: {one.profiles}, State.WRAP_UP: {(), one.profiles}}.get(one.state, {()})
        demand(one.profiles_held in listed, f"{one.id} is {one.state} and counts in {one.profiles_held}")


def panels_show_their_owners_work(view: View) -> None:
    """A session shows a conversation of its agent's, on one panel, within the limit."""
    seen = Counter(one.conversation_id for one in view.all(WorkspaceSession))
    demand(all(number == 1 for number in seen.values()), f"on several panels: {seen}")
    for session in view.all(WorkspaceSession):
        one = view.get(Conversation, session.conversation_id)
        right = one.agent_id == session.agent_id and one.state in {State.ACCEPTED, State.WRAP_UP}
        demand(right, f"{session.id} of {session.agent_id} shows {one.id}: {one.state} of {one.agent_id}")
    for agent_id, number in Counter(one.agent_id for one in view.all(WorkspaceSession)).items():
        limit = view.get(Organisation, ORGANISATION).session_limit
        demand(number <= limit, f"{agent_id} has {number} sessions")


def records_are_open_while_work_is_in_a_queue(view: View) -> None:
    """Each conversation that is not parked has one attempt and one stay."""
    queued = Counter(one.id for one in view.all(Conversation) if one.state is not State.WAITING)
    attempts = Counter(one.conversation_id for one in view.all(Assignment))
    stays = Counter(one.conversation_id for one in view.all(QueueSegment))
    demand(attempts == queued, f"attempts {sorted(attempts)} instead of {sorted(queued)}")
    demand(stays == queued, f"stays {sorted(stays)} instead of {sorted(queued)}")


def deadlines_belong_to_something(view: View) -> None:
    """No clock runs for what has ended."""
    for deadline in view.all(Deadline):
        kind = SUBJECTS.get(deadline.kind, Conversation)
        there: object = view.find(kind, deadline.subject)
        demand(there, f"{deadline.id} runs for nothing")


def offers_run_out(view: View) -> None:
    """Each offer has its clocks, and an agent who can be there."""
    for offer in view.all(Offer):
        demand(_due(view, DeadlineKind.OFFER_EXPIRY, offer.id), f"{offer.id} never expires")
        seen = offer.displayed_at_ms is not None or _due(view, DeadlineKind.OFFER_UNSEEN, offer.id)
        settings = view.get(Workstream, view.get(Conversation, offer.conversation_id).workstream_id)
        assigns = settings.unseen_offer is UnseenOffer.ASSIGN_THEN_REROUTE
        demand(seen or assigns, f"nobody minds that {offer.id} was not displayed")
        there = view.get(Agent, offer.agent_id).presence.reachability is Reachability.CONNECTED
        demand(there or assigns, f"{offer.id} is out to {offer.agent_id}, who is not there")


def agents_come_back_or_are_given_up(view: View) -> None:
    """Connected is with a page or a clock, gone with a clock; who signed out has accepted nothing."""
    for agent in view.all(Agent):
        match agent.presence.reachability:
            case Reachability.CONNECTED:
                there = bool(agent.connections) or _due(view, DeadlineKind.AGENT_GONE, agent.id)
                demand(there, f"{agent.id} is connected by no page and without a clock")
            case Reachability.GONE:
                demand(_due(view, DeadlineKind.AGENT_RESTORE, agent.id), f"{agent.id} is gone for ever")
            case Reachability.SIGNED_OUT:
                left = [one.id for one in view.all(Conversation) if _abandoned(one, agent)]
                demand(not left, f"{agent.id} signed out and owns {left}")
        user = view.find(User, agent.id)
        connected = agent.presence.reachability is Reachability.CONNECTED
        demand(user is None or not user.disabled or not connected, f"{agent.id} is disabled and connected")


def _abandoned(conversation: Conversation, agent: Agent) -> bool:
    owned = conversation.agent_id == agent.id and conversation.state is State.ACCEPTED
    return owned and not conversation.unseen


def every_conversation_has_a_way_on(view: View) -> None:
    """A deadline, an offer, or a place in the line with its customer there."""
    for one in view.all(Conversation):
        settings = view.get(Workstream, one.workstream_id)
        counts = settings.abilities.customer_presence
        if counts and one.state in TALKING:
            grace = _due(view, DeadlineKind.CUSTOMER_GONE, one.id) or _due(
                view, DeadlineKind.CUSTOMER_GRACE, one.id
            )
            demand(one.customer_connections or grace, f"nobody minds that the customer of {one.id} is gone")
        closes = _due(view, DeadlineKind.AUTO_CLOSE, one.id)
        limits = settings.auto_close
        if one.state in QUEUED and not (counts and one.customer is CustomerLink.CONNECTED):
            demand(closes or limits.open_s is None, f"{one.id} waits for ever without its customer")
        if one.state is State.WRAP_UP:
            demand(closes or limits.wrap_up_s is None, f"{one.id} is in wrap-up for ever")
        ways_back = (DeadlineKind.UNSEEN_REROUTE, DeadlineKind.UNOPENED_REROUTE)
        running = sum(_due(view, kind, one.id) for kind in ways_back)
        demand(running == one.unseen, f"{one.id} is unseen: {one.unseen}, and {running} clocks take it back")


def waits_in_queues_end(view: View) -> None:
    """What waits where the queue ends waits has its clock; what is kept for somebody is so for a time."""
    for one in view.all(Conversation):
        ends = view.get(Queue, one.queue_id).waiting_overflow
        waits = one.state is State.OPEN and ends is not None
        runs = _due(view, DeadlineKind.QUEUE_WAIT, one.id)
        later = _due(view, DeadlineKind.WAITS_ANEW, one.queue_id)
        demand(runs or later or not waits, f"{one.id} may wait in {one.queue_id} for ever")
        demand(one.state in QUEUED or not runs, f"{one.id} is {one.state}, and its wait goes on")
        kept, given_up = one.reserved_until_ms is not None, _due(view, DeadlineKind.RESERVED, one.id)
        demand(one.state in QUEUED or not kept, f"{one.id} is {one.state} and kept for somebody")
        endless = one.reserved_until_ms == FOR_EVER_MS
        demand(given_up == (kept and not endless), f"{one.id} is kept until {one.reserved_until_ms}")


TRUTHS: tuple[Callable[[View], None], ...] = (
    an_owner_exactly_where_one_is_due,
    one_offer_for_what_is_offered,
    units_are_what_is_owned_and_offered,
    panels_show_their_owners_work,
    records_are_open_while_work_is_in_a_queue,
    deadlines_belong_to_something,
    offers_run_out,
    agents_come_back_or_are_given_up,
    every_conversation_has_a_way_on,
    waits_in_queues_end,
    nobody_is_awaited_in_vain,
    hours_turn,
    days_end,
    rules_are_asked_again,
)
