"""Looks for the smallest change that would have altered a decision, or would place work that waits now."""

from collections.abc import Container, Iterator
from itertools import islice

from msgspec.structs import replace

from cordboard.app.ports import View
from cordboard.app.routing import bars_of
from cordboard.app.routing_story import Near, WhatIf, WhatIfCode
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation, State
from cordboard.core.explanation import Bar, Explained, NearMiss, Offered
from cordboard.core.ids import AgentId
from cordboard.core.routing import custom_bar, given_up, rooms_of
from cordboard.core.rules import RuleFailure
from cordboard.core.skill import Matching, lacking
from cordboard.core.workstream import Distribution, Method, Queue, Workstream
from cordboard.insights import routing_words as words
from cordboard.insights.names import Names

LOOKED_AT = 2_000
"""Members of a queue; who asks waits no longer for an answer that a few hundred give as well."""
TOLD = 3
"""Of the smallest changes, and of rules that failed."""
BEFORE_SKILLS = frozenset({Bar.NOT_THERE, Bar.OFF_HOURS, Bar.PRESENCE, Bar.CAPACITY, Bar.PROFILE})


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
            if _would_have_won(miss, offered, conversation):
                return _another_winner(miss, names)
    behind = [miss for miss in near if miss.bar is None]
    return _next_in_line(offered, min(behind, key=_place), names) if behind else None


def _is_by_closeness(view: View, conversation: Conversation) -> bool:
    """Whether skills put agents in an order that the explanation doesn't hold."""
    settings = view.find(Workstream, conversation.workstream_id)
    return settings is None or settings.matching is Matching.CLOSEST


def _would_have_won(miss: NearMiss, offered: Offered, conversation: Conversation) -> bool:
    """Whether it was only for the one reason that is known that they did not get it.

    Skills are asked for after what stands in `BEFORE_SKILLS`: for work that asks for some, they might have
    been another reason.
    """
    if miss.bar is None or offered.method == Method.CUSTOM:
        return False
    if miss.bar in BEFORE_SKILLS and conversation.skills:
        return False
    return _place(miss) < (offered.order, offered.agent_id)


def _place(miss: NearMiss) -> tuple[tuple[int, ...], str]:
    """Return by what somebody stood in line; ids decide between equals (`core.routing.AgentKey`)."""
    return (miss.order, miss.agent_id)


def what_if_waiting(view: View, conversation: Conversation, last: Explained | None) -> tuple[WhatIf, ...]:
    """Return what would place work that waits now, the smallest change first; then the rules that failed."""
    failures = last.explanation.failures if last is not None else ()
    return (*_placing(view, conversation), *map(_failed, failures[:TOLD]))


def _placing(view: View, conversation: Conversation) -> list[WhatIf]:
    """Return what would place it; nothing where it isn't offered by itself, or is about to be."""
    terms = view.terms(conversation.workstream_id)
    pushed = terms.settings.distribution is Distribution.PUSH
    if conversation.state is not State.OPEN or not pushed or given_up(conversation, terms.organisation):
        return []
    members = [view.get(Agent, one) for one in islice(view.members_of(conversation.queue_id), LOOKED_AT)]
    if not members:
        return [_worded(WhatIf(code=WhatIfCode.NO_MEMBERS, text=""))]
    found = [tuple(_needs(view, agent, conversation)) for agent in members]
    if not all(found):
        return []
    found.sort(key=lambda needs: (len(needs), sum(one.units for one in needs), needs[0].agent))
    return [
        _worded(WhatIf(code=WhatIfCode.COULD_TAKE, text="", agent=needs[0].agent, needs=needs))
        for needs in found[:TOLD]
        if len(needs) == len(found[0])
    ]


def _needs(view: View, agent: Agent, conversation: Conversation) -> Iterator[Near]:
    """Yield all that keeps an agent from the work, one entry a skill and a profile."""
    for bar in _bars(view, agent, conversation):
        near = Near(agent=agent.name, bar=bar)
        match bar:
            case Bar.CAPACITY:
                free = agent.capacity_units - view.units_held(agent.id) - view.units_reserved(agent.id)
                yield replace(near, units=conversation.units - free)
            case Bar.SKILLS:
                yield from _skills_needed(view, agent, conversation)
            case Bar.PROFILE:
                yield from _profiles_needed(view, agent, conversation)
            case _:
                yield near


def _bars(view: View, agent: Agent, conversation: Conversation) -> tuple[Bar, ...]:
    """Return all that keeps an agent from the work; in a queue with rules of its own these are one reason."""
    if view.get(Queue, conversation.queue_id).method is not Method.CUSTOM:
        return bars_of(view, agent, conversation)
    terms = view.terms(conversation.workstream_id)
    return (custom_bar(agent, conversation, terms, view.standing(agent.id)) or Bar.RULES,)


def _skills_needed(view: View, agent: Agent, conversation: Conversation) -> Iterator[Near]:
    has = {one.skill_id: one.rating for one in agent.skills}
    inactive = view.terms(conversation.workstream_id).inactive
    for wanted in conversation.skills:
        if lacking(has, (wanted,), inactive) is not None:
            name = Names(view).skill(wanted.skill_id)
            rating = wanted.rating if wanted.skill_id in has else 0
            yield Near(agent=agent.name, bar=Bar.SKILLS, lacks=name, rating=rating)


def _profiles_needed(view: View, agent: Agent, conversation: Conversation) -> Iterator[Near]:
    """Yield the profiles without room that the work asks for, and those that block all work."""
    profiles = view.terms(conversation.workstream_id).profiles
    rooms = rooms_of(agent, view.standing(agent.id), profiles)
    blocking = [one for one, room in rooms.items() if room <= 0 and profiles[one].blocking]
    asked = [one for one in conversation.profiles if rooms.get(one, 0) <= 0]
    for profile_id in dict.fromkeys((*asked, *blocking)):
        yield Near(agent=agent.name, bar=Bar.PROFILE, lacks=Names(view).profile(profile_id))


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


def _failed(failure: RuleFailure) -> WhatIf:
    return _worded(WhatIf(code=WhatIfCode.RULE_FAILED, text="", failure=failure))


def _worded(what_if: WhatIf) -> WhatIf:
    return replace(what_if, text=words.what_if_text(what_if))
