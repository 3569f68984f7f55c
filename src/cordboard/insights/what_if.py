"""Looks for the smallest change that would have altered a decision, or would place work that waits now."""

from collections.abc import Container, Sequence
from itertools import islice

from msgspec.structs import replace

from cordboard.app.finding import default_of
from cordboard.app.ports import View
from cordboard.app.routing_story import WhatIf, WhatIfCode
from cordboard.core.agent import Agent
from cordboard.core.conditions import Reason
from cordboard.core.conversation import Conversation, State
from cordboard.core.explanation import Explained, NearMiss, Offered
from cordboard.core.ids import AgentId
from cordboard.core.needs import Need, needs, needs_by_rules
from cordboard.core.routing import Terms, given_up
from cordboard.core.rules import RuleFailure
from cordboard.core.skill import Matching
from cordboard.core.workstream import Distribution, Method, Queue, Workstream
from cordboard.insights import routing_words as words
from cordboard.insights.failures import by_attribute
from cordboard.insights.names import Names

LOOKED_AT = 2_000
"""Members of a queue; who asks waits no longer for an answer that a few hundred give as well."""
TOLD = 3
"""Of the smallest changes, and of rules that failed."""


def what_if_offered(
    view: View, offered: Offered, conversation: Conversation, asked: Container[AgentId]
) -> WhatIf | None:
    """Return what would have given the work to somebody else; None where that can't be said for sure.

    Who had declined it, being one of those `asked` before, stood behind everybody, as did who closed it
    with X.
    """
    names = Names(view)
    if conversation.skills and _is_by_closeness(view, conversation):
        return None
    declined = {one.agent_id for one in conversation.declines if one.agent_id in asked}
    reluctant = {*declined, conversation.last_choice}
    near = [miss for miss in offered.near if miss.agent_id not in reluctant]
    if not offered.preference:
        for miss in near:
            if _would_have_won(miss, offered):
                return _another_winner(miss, names)
    behind = [miss for miss in near if miss.bar is None]
    return _next_in_line(offered, min(behind, key=_place), names) if behind else None


def _is_by_closeness(view: View, conversation: Conversation) -> bool:
    """Whether skills put agents in an order that the explanation doesn't hold."""
    settings = view.find(Workstream, conversation.workstream_id)
    return settings is None or settings.matching is Matching.CLOSEST


def _would_have_won(miss: NearMiss, offered: Offered) -> bool:
    """Whether it was only for one reason that they did not get it."""
    return miss.alone and _place(miss) < (offered.order, offered.agent_id)


def _place(miss: NearMiss) -> tuple[tuple[int, ...], str]:
    """Return by what somebody stood in line; ids decide between equals (`core.routing.AgentKey`)."""
    return (miss.order, miss.agent_id)


def what_if_waiting(view: View, conversation: Conversation, last: Explained | None) -> tuple[WhatIf, ...]:
    """Return what would place work that waits now, the smallest change first; then the rules that failed.

    A missing attribute is told where there is room: rules may ask for what work need not have.
    """
    if conversation.state is not State.OPEN:
        return ()
    failures = by_attribute(last.explanation.failures if last is not None else ())
    mistakes = [one for one in failures if one[0].reason != Reason.MISSING]
    missing = [one for one in failures if one[0].reason == Reason.MISSING]
    told = [*_placing(view, conversation), *map(_failed, mistakes[:TOLD])]
    return (*told, *map(_failed, missing[: max(TOLD - len(told), 0)]))


def _placing(view: View, conversation: Conversation) -> list[WhatIf]:
    """Return what would place it; nothing where it isn't offered by itself, or is about to be."""
    terms = view.terms(conversation.workstream_id)
    pushed = terms.settings.distribution is Distribution.PUSH
    if not pushed or given_up(conversation, terms.organisation):
        return []
    members = [view.get(Agent, one) for one in islice(view.members_of(conversation.queue_id), LOOKED_AT)]
    if not members:
        return [_worded(WhatIf(code=WhatIfCode.NO_MEMBERS, text=""))]
    found = [(agent, _needs(view, agent, conversation, terms)) for agent in members]
    if not all(needed for _, needed in found):
        return []
    found.sort(key=lambda one: (len(one[1]), sum(need.units for need in one[1]), one[0].name))
    names = Names(view)
    return [
        _worded(
            WhatIf(
                code=WhatIfCode.COULD_TAKE,
                text="",
                agent=agent.name,
                needs=tuple(names.need(agent, need) for need in needed),
            )
        )
        for agent, needed in found[:TOLD]
        if len(needed) == len(found[0][1])
    ]


def _needs(view: View, agent: Agent, conversation: Conversation, terms: Terms) -> tuple[Need, ...]:
    """Return all that keeps an agent from the work; a queue's own rules are one reason."""
    by_rules = view.get(Queue, conversation.queue_id).method is Method.CUSTOM
    ask = needs_by_rules if by_rules else needs
    return ask(agent, conversation, terms, view.standing(agent.id), default_of(view, agent))


def _another_winner(miss: NearMiss, names: Names) -> WhatIf:
    return _worded(
        WhatIf(
            code=WhatIfCode.ANOTHER_WINNER,
            text="",
            agent=names.agent(miss.agent_id),
            needs=(names.near(miss),),
        )
    )


def _next_in_line(offered: Offered, miss: NearMiss, names: Names) -> WhatIf:
    return _worded(
        WhatIf(
            code=WhatIfCode.NEXT_IN_LINE,
            text="",
            agent=names.agent(miss.agent_id),
            winner=names.agent(offered.agent_id),
        )
    )


def _failed(alike: Sequence[RuleFailure]) -> WhatIf:
    """Tell of the rules that failed for one reason; the first of them stands for all."""
    return WhatIf(code=WhatIfCode.RULE_FAILED, text=words.failure_text(alike), failure=alike[0])


def _worded(what_if: WhatIf) -> WhatIf:
    return replace(what_if, text=words.what_if_text(what_if))
