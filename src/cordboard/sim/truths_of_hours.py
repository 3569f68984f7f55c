"""Holds what must be true of agents' working hours and days, whatever time it is."""

from cordboard.app.ports import View
from cordboard.app.working_hours import zone_of
from cordboard.core.agent import Agent
from cordboard.core.capacity import CapacityProfile, Reset
from cordboard.core.deadline import Deadline, DeadlineKind, deadline_id
from cordboard.core.hours import Hours, is_open
from cordboard.sim.ports import demand


def hours_turn(view: View) -> None:
    """Who has hours is off them exactly as the clock will say just before their next turn."""
    for agent in view.all(Agent):
        hours = view.find(Hours, agent.hours_id) if agent.hours_id is not None else None
        turn = view.find(Deadline, deadline_id(DeadlineKind.HOURS_TURN, agent.id))
        demand(
            (turn is None) == (hours is None), f"{agent.id} has hours {agent.hours_id} and turns at {turn}"
        )
        opened = True
        if hours is not None and turn is not None:
            opened = is_open(hours, zone_of(view, hours.time_zone), turn.due_at_ms - 1)
        demand(agent.off_hours is not opened, f"{agent.id} is off hours: {agent.off_hours}")


def days_end(view: View) -> None:
    """Exactly the daily budgets have a day that ends."""
    daily = {one.id for one in view.all(CapacityProfile) if one.reset is Reset.END_OF_DAY}
    for agent in view.all(Agent):
        has_budget = any(share.profile_id in daily for share in agent.profiles)
        ends = view.find(Deadline, deadline_id(DeadlineKind.DAY_END, agent.id)) is not None
        demand(ends == has_budget, f"the day of {agent.id} ends: {ends}, with a daily budget: {has_budget}")
