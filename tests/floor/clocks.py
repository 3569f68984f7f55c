"""Says which deadlines may be set, and which must be, for what the floor holds."""

from collections.abc import Callable, Iterable, Iterator

from cordboard.app.affinity import FOR_EVER_MS
from cordboard.app.rule_clocks import asks_for_time
from cordboard.core.agent import Agent
from cordboard.core.capacity import CapacityProfile, Reset
from cordboard.core.conversation import Conversation, CustomerLink, State
from cordboard.core.deadline import Deadline, DeadlineKind, deadline_id
from cordboard.core.offer import Offer
from cordboard.core.presence import Reachability
from cordboard.core.workstream import Queue, UnseenOffer, Workstream
from cordboard.floor.state import Floor
from floor.plain import find, get, values

ENDED = {State.WRAP_UP, State.CLOSED}


def deadlines_belong_to_something(floor: Floor) -> None:
    for one in values(floor, Deadline):
        assert one.id == deadline_id(one.kind, one.subject)
        assert BELONGS[one.kind](floor, one.subject), f"{one.id} is due of nothing"


def clocks_run_where_they_must(floor: Floor) -> None:
    running = {(one.kind, one.subject) for one in values(floor, Deadline)}
    missing = set(_due(floor)) - running
    assert not missing, f"these clocks stand still: {missing}"


def _due(floor: Floor) -> Iterable[tuple[DeadlineKind, str]]:
    for offer in values(floor, Offer):
        yield DeadlineKind.OFFER_EXPIRY, offer.id
        conversation = get(floor, Conversation, offer.conversation_id)
        settings = get(floor, Workstream, conversation.workstream_id)
        if offer.displayed_at_ms is None and settings.unseen_offer is UnseenOffer.WITHDRAW:
            yield DeadlineKind.OFFER_UNSEEN, offer.id
    for agent in values(floor, Agent):
        yield from _due_of_agent(floor, agent)
    for queue in values(floor, Queue):
        if asks_for_time(queue):
            yield DeadlineKind.RULES_LOOK, queue.id
    for conversation in values(floor, Conversation):
        yield from _due_of_conversation(floor, conversation)
        ends = get(floor, Queue, conversation.queue_id).waiting_overflow
        later = find(floor, Deadline, deadline_id(DeadlineKind.WAITS_ANEW, conversation.queue_id))
        if ends is not None and conversation.state is State.OPEN and later is None:
            yield DeadlineKind.QUEUE_WAIT, conversation.id


def _due_of_agent(floor: Floor, agent: Agent) -> Iterator[tuple[DeadlineKind, str]]:
    if agent.presence.reachability is Reachability.GONE:
        yield DeadlineKind.AGENT_RESTORE, agent.id
    elif agent.presence.reachability is Reachability.CONNECTED and not agent.connections:
        yield DeadlineKind.AGENT_GONE, agent.id
    if agent.hours_id is not None:
        yield DeadlineKind.HOURS_TURN, agent.id
    if _has_budget(floor, agent):
        yield DeadlineKind.DAY_END, agent.id


def _due_of_conversation(floor: Floor, one: Conversation) -> Iterator[tuple[DeadlineKind, str]]:
    if one.unseen:
        by_itself = find(floor, Deadline, deadline_id(DeadlineKind.UNOPENED_REROUTE, one.id))
        yield DeadlineKind.UNOPENED_REROUTE if by_itself else DeadlineKind.UNSEEN_REROUTE, one.id
    if one.reserved_until_ms not in {None, FOR_EVER_MS}:
        yield DeadlineKind.RESERVED, one.id
    if not one.asynchronous and one.state not in ENDED:
        if one.customer is CustomerLink.RECONNECTING:
            yield DeadlineKind.CUSTOMER_GRACE, one.id
        elif not one.customer_connections:
            yield DeadlineKind.CUSTOMER_GONE, one.id


def _has_budget(floor: Floor, agent: Agent) -> bool:
    shares = (*agent.profiles, *agent.former_profiles)
    profiles = (find(floor, CapacityProfile, share.profile_id) for share in shares)
    return any(one is not None and one.reset is Reset.END_OF_DAY for one in profiles)


def _of_offer(holds: Callable[[Offer], bool]) -> Callable[[Floor, str], bool]:
    return lambda floor, subject: (one := find(floor, Offer, subject)) is not None and holds(one)


def _of_agent(holds: Callable[[Agent], bool]) -> Callable[[Floor, str], bool]:
    return lambda floor, subject: (one := find(floor, Agent, subject)) is not None and holds(one)


def _of_conversation(holds: Callable[[Conversation], bool]) -> Callable[[Floor, str], bool]:
    return lambda floor, subject: (one := find(floor, Conversation, subject)) is not None and holds(one)


BELONGS: dict[DeadlineKind, Callable[[Floor, str], bool]] = {
    DeadlineKind.OFFER_EXPIRY: _of_offer(lambda one: one.outcome is None),
    DeadlineKind.OFFER_UNSEEN: _of_offer(lambda one: one.displayed_at_ms is None),
    DeadlineKind.UNSEEN_REROUTE: _of_conversation(lambda one: one.unseen),
    DeadlineKind.UNOPENED_REROUTE: _of_conversation(lambda one: one.unseen),
    DeadlineKind.AGENT_GONE: _of_agent(
        lambda one: one.presence.reachability is Reachability.CONNECTED and not one.connections
    ),
    DeadlineKind.AGENT_RESTORE: _of_agent(lambda one: one.presence.reachability is Reachability.GONE),
    DeadlineKind.HOURS_TURN: _of_agent(lambda one: one.hours_id is not None),
    DeadlineKind.DAY_END: lambda floor, subject: _has_budget(floor, get(floor, Agent, subject)),
    DeadlineKind.RULES_LOOK: lambda floor, subject: asks_for_time(get(floor, Queue, subject)),
    DeadlineKind.RANKS_ANEW: lambda floor, subject: find(floor, Queue, subject) is not None,
    DeadlineKind.WAITS_ANEW: lambda floor, subject: find(floor, Queue, subject) is not None,
    DeadlineKind.CUSTOMER_GONE: _of_conversation(lambda one: not one.customer_connections),
    DeadlineKind.CUSTOMER_GRACE: _of_conversation(lambda one: one.customer is CustomerLink.RECONNECTING),
    DeadlineKind.WRAP_UP_BLOCK: _of_conversation(lambda one: one.state is State.WRAP_UP),
    DeadlineKind.AUTO_CLOSE: _of_conversation(lambda one: one.state is not State.CLOSED),
    DeadlineKind.QUEUE_WAIT: _of_conversation(lambda one: one.state in {State.OPEN, State.OFFERED}),
    DeadlineKind.RESERVED: _of_conversation(lambda one: one.reserved_until_ms is not None),
}
