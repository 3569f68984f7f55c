"""Scenes of days that end: budgets come back, visitors are numbered anew."""

from msgspec.structs import replace

from cordboard.app import due
from cordboard.app.definitions import configuration_in_force, version_in_force
from cordboard.app.setup_commands import ApplyConfiguration, Configure, SetAgent
from cordboard.core.capacity import CapacityProfile, Reset
from cordboard.core.configuration import AgentSettings, ProfileLimit
from cordboard.core.ids import ProfileId
from cordboard.core.user import OPERATOR
from floor.office import CLOSES_S, HOUR_S, MIDNIGHT_S, OFFICE, OPENS_S, RIGA, office
from floor.players import Desk, hire, meet, take_on
from floor.stage import LIVE_CHAT, ORGANISATION, QUEUE, START_MS, Stage

DAILY = ProfileId("daily")


def budgeting(*, by_hours: bool, units: int = 0, reset: Reset = Reset.END_OF_DAY) -> tuple[Stage, Desk]:
    """An agent who takes two items a day, and with `units` five at once; it is 8:00 in Riga."""
    stage = Stage(replace(LIVE_CHAT, units=units, profiles=(DAILY,)))
    profile = CapacityProfile(id=DAILY, name="Daily", limit=2, reset=reset)
    settings = Configure(
        organisation=replace(ORGANISATION, time_zone=RIGA.id),
        time_zones=(RIGA,),
        hours=(office(),),
        profiles=(profile,),
    )
    stage.do(settings, OPERATOR)
    stage.wait(OPENS_S)
    anna = hire(stage, "Anna")
    settings_of_anna = AgentSettings(
        login=anna.id,
        queue_ids=(QUEUE,),
        capacity_units=5 * units,
        profiles=(ProfileLimit(profile_id=DAILY),),
        hours_id=OFFICE if by_hours else None,
    )
    stage.do(SetAgent(settings=settings_of_anna), OPERATOR)
    return stage, anna


def spent(desk: Desk) -> int:
    (share,) = desk.agent.profiles
    return share.spent


def test_a_daily_budget_comes_back_with_the_end_of_the_shift_though_items_are_open() -> None:
    """Appendix C 70."""
    stage, anna = budgeting(by_hours=True)
    take_on(stage, anna, 2)
    third = meet(stage).starts()
    stage.wait(CLOSES_S - OPENS_S - 1)
    assert (spent(anna), anna.presence, anna.offered) == (2, "do_not_disturb", [])
    stage.wait(1)
    assert (spent(anna), len(anna.items), anna.offered) == (0, 2, [])
    stage.wait(15 * HOUR_S)
    assert anna.offered == [third]


def test_without_hours_the_day_ends_with_the_organisations() -> None:
    stage, anna = budgeting(by_hours=False, units=1)
    take_on(stage, anna, 2)
    third = meet(stage).starts()
    stage.wait(MIDNIGHT_S - OPENS_S - 1)
    assert (anna.offered, anna.presence) == ([], "busy")
    stage.wait(1)
    assert (anna.offered, anna.presence) == ([third], "busy")
    anna.accepts(third)
    anna.ends(third)
    anna.presses_x(third)
    assert spent(anna) == 1, "a budget does not come back with the end of the work"
    stage.wait(24 * HOUR_S)
    assert spent(anna) == 0
    stage.do(SetAgent(settings=AgentSettings(login=anna.id)), OPERATOR)
    assert anna.agent.profiles == (), "and without a budget no day ends"


def test_a_budget_that_is_taken_away_and_given_back_is_spent_until_the_day_ends() -> None:
    stage, anna = budgeting(by_hours=False)
    take_on(stage, anna, 2)
    without = AgentSettings(login=anna.id, queue_ids=(QUEUE,))
    given_back = replace(without, profiles=(ProfileLimit(profile_id=DAILY),))
    third = meet(stage).starts()
    for settings in (without, given_back):
        stage.do(SetAgent(settings=settings), OPERATOR)
    assert (spent(anna), anna.offered) == (2, [])
    stage.do(SetAgent(settings=without), OPERATOR)
    stage.wait(MIDNIGHT_S - OPENS_S)
    stage.do(SetAgent(settings=given_back), OPERATOR)
    assert (spent(anna), anna.offered) == (0, [third]), "on the next day it is whole"


def test_what_was_spent_of_a_budget_is_forgotten_with_the_budget() -> None:
    stage, anna = budgeting(by_hours=False)
    chat = meet(stage).starts()
    anna.accepts(chat)
    stage.do(SetAgent(settings=AgentSettings(login=anna.id, queue_ids=(QUEUE,))), OPERATOR)
    assert [one.spent for one in anna.agent.former_profiles] == [1]
    anna.ends(chat)
    anna.presses_x(chat)
    bare = replace(configuration_in_force(stage.writer.view), profiles=())
    bare = replace(bare, workstreams=tuple(replace(one, profiles=(), units=1) for one in bare.workstreams))
    seen = version_in_force(stage.writer.view)
    applied = ApplyConfiguration(configuration=bare, document="", reason="Enough", seen=seen)
    stage.do(applied, OPERATOR)
    assert anna.agent.former_profiles == ()


def test_a_day_that_ends_while_the_server_is_down_has_ended() -> None:
    stage, anna = budgeting(by_hours=False)
    take_on(stage, anna, 2)
    third = meet(stage).starts()
    stage.restart(down_s=3 * 24 * HOUR_S)
    assert (spent(anna), anna.offered) == (0, [third])


def test_profiles_that_free_at_once_have_no_days() -> None:
    stage, anna = budgeting(by_hours=False, reset=Reset.IMMEDIATE)
    take_on(stage, anna, 2)
    third = meet(stage).starts()
    stage.wait(48 * HOUR_S)
    assert anna.offered == []
    anna.ends(anna.items[0])
    anna.presses_x(anna.panel[0])
    assert anna.offered == [third]


def test_days_of_many_agents_end_in_several_steps() -> None:
    stage, anna = budgeting(by_hours=False)
    stage.truths = None
    take_on(stage, anna, 1)
    count = due.AT_ONCE
    for number in range(count):
        desk = hire(stage, f"Agent{number:03}", there=False)
        wanted = AgentSettings(login=desk.id, profiles=(ProfileLimit(profile_id=DAILY),))
        stage.do(SetAgent(settings=wanted), OPERATOR)
    stage.now_ms = START_MS + MIDNIGHT_S * 1000
    for late in (count + 1 - due.AT_ONCE, 0):
        assert stage.writer.wake_due()
        stage.step()
        assert sum(1 for _ in stage.writer.view.due_by(stage.now_ms)) == late
    assert spent(anna) == 0


def test_visitors_are_numbered_by_the_organisations_day() -> None:
    """Mission decision 9."""
    stage, _ = budgeting(by_hours=True)
    titles = []
    for seconds in (0, MIDNIGHT_S - OPENS_S - 1, 1, 24 * HOUR_S - 1, 1):
        stage.wait(seconds)
        titles.append(stage.chat(meet(stage).starts()).title)
    assert titles == ["Visitor 1", "Visitor 2", "Visitor 1", "Visitor 2", "Visitor 1"]
