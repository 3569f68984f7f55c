"""Holds what must be true of hours, days and rules that ask for the time, whatever time it is."""

from cordboard.app.ports import View
from cordboard.app.rule_clocks import asks_for_time
from cordboard.app.working_hours import zone_of
from cordboard.core.agent import Agent
from cordboard.core.capacity import CapacityProfile, Reset
from cordboard.core.deadline import Deadline, DeadlineKind, deadline_id
from cordboard.core.hours import Hours, is_open
from cordboard.core.workstream import Queue
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


def rules_are_asked_again(view: View) -> None:
    """Exactly the queues whose rules ask for the time are looked at as it passes."""
    for queue in view.all(Queue):
        looks = view.find(Deadline, deadline_id(DeadlineKind.RULES_LOOK, queue.id)) is not None
        demand(looks == asks_for_time(queue), f"{queue.id} is looked at again: {looks}")


def days_end(view: View) -> None:
    """Exactly the daily budgets have a day that ends."""
    daily = {one.id for one in view.all(CapacityProfile) if one.reset is Reset.END_OF_DAY}
    for agent in view.all(Agent):
        has_budget = any(one.profile_id in daily for one in (*agent.profiles, *agent.former_profiles))
        ends = view.find(Deadline, deadline_id(DeadlineKind.DAY_END, agent.id)) is not None
        demand(ends == has_budget, f"the day of {agent.id} ends: {ends}, with a daily budget: {has_budget}")
