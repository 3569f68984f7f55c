"""Counts a queue's members by what keeps them from work, without looking at each of them."""

from collections import Counter

from cordboard.app.finding import Finding
from cordboard.app.ports import View
from cordboard.app.searching import preferred
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.explanation import Bar
from cordboard.core.presence import BasePresence
from cordboard.core.routing import Post, Terms, absent, insists, is_blocked, presence_of, rooms_of
from cordboard.core.workstream import Method, Queue


def tally(view: View, work: Conversation, finding: Finding) -> tuple[dict[Bar, int], int]:
    """Count the members who can't take the work by the first reason; return also how many are not counted."""
    terms = view.terms(work.workstream_id)
    by_rules = view.get(Queue, work.queue_id).method is Method.CUSTOM
    counts: Counter[Bar | None] = Counter()
    for post, number in view.census(work.queue_id).items():
        counts[_custom_bar(post) if by_rules else _census_bar(post, work, terms)] += number
    for agent in () if by_rules else preferred(view, work):
        if insists(agent.id, work):
            counts[_census_bar(_post(view, agent, terms), work, terms)] -= 1
            counts[absent(agent, terms)] += 1
        elif (agent, Bar.PROFILE) in finding.passed and _post(view, agent, terms)[3]:
            counts[Bar.PROFILE] -= 1  # is no candidate, and was asked all the same: the search has counted it
            counts[None] += 1
    for why, number in finding.counts.items():
        if why not in BY_CENSUS:
            counts[why] += number
            counts[None] -= number
    able = counts.pop(None, 0)
    told = {why: number for why, number in counts.items() if why is not None and number}
    return told, max(able - (finding.winner is not None), 0)


BY_CENSUS = frozenset({Bar.NOT_THERE, Bar.OFF_HOURS, Bar.PRESENCE, Bar.CAPACITY})
"""Reasons of which the census counts every member."""


def _post(view: View, agent: Agent, terms: Terms) -> Post:
    """Return how the census counts an agent."""
    standing = view.standing(agent.id)
    blocked = is_blocked(agent, rooms_of(agent, standing, terms.profiles), terms.profiles)
    free = agent.capacity_units - standing.held - standing.reserved
    return presence_of(agent), agent.off_hours, free, blocked


def _census_bar(post: Post, work: Conversation, terms: Terms) -> Bar | None:
    present, off_hours, free, blocked = post
    if present is None:
        return Bar.NOT_THERE
    if off_hours:
        return Bar.OFF_HOURS
    if present not in terms.settings.allowed_presences:
        return Bar.PRESENCE
    if work.units and free < work.units:
        return Bar.CAPACITY
    return Bar.PROFILE if blocked else None


def _custom_bar(post: Post) -> Bar | None:
    """Return what no rules of a queue can waive; all else is theirs to decide."""
    present, off_hours, _, _ = post
    if present is None:
        return Bar.NOT_THERE
    if off_hours:
        return Bar.OFF_HOURS
    return Bar.PRESENCE if present is BasePresence.OFFLINE else None
