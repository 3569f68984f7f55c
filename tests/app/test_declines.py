"""Scenes of declined work: who is asked again, how often, and when nobody is any more (domain 4.5)."""

from msgspec.structs import replace

from cordboard.core.conversation import State
from floor.players import hire, meet
from floor.stage import BY_POST, LIVE_CHAT, ORGANISATION, POST, Stage

GENTLE = replace(LIVE_CHAT, rejected_sets_do_not_disturb=False, missed_sets_inactive=False)
"""Whoever declines stays in the line."""


def test_after_three_declines_an_agent_may_pick_but_is_not_offered_it_again() -> None:
    """Appendix C 79: rejects and timeouts count alike."""
    stage = Stage(GENTLE)
    anna, chat = hire(stage, "Anna"), meet(stage).starts()
    anna.rejects(chat)
    anna.sees(chat)
    stage.wait(121)
    assert anna.offered == [chat], "uniquely qualified, so asked again"
    anna.rejects(chat)
    assert anna.offered == []
    stage.restart()
    anna.comes()
    assert (anna.offered, stage.state(chat)) == ([], State.OPEN)
    anna.picks(chat)
    assert anna.items == [chat]


def test_after_one_decline_an_equal_colleague_comes_first() -> None:
    """Appendix C 80."""
    stage = Stage(GENTLE)
    anna, chat = hire(stage, "Anna", units=9), meet(stage).starts()
    bo = hire(stage, "Bo", units=1)
    anna.rejects(chat)
    assert (anna.offered, bo.offered) == ([], [chat])
    bo.rejects(chat)
    assert (anna.offered, bo.offered) == ([chat], []), (
        "everybody declined once: the better one is asked again"
    )


def test_when_too_many_declined_it_is_offered_to_nobody_and_can_be_picked() -> None:
    """Appendix C 81: a hundred there, as many here as the organisation says."""
    stage = Stage(GENTLE, organisation=replace(ORGANISATION, decliners_limit=2))
    desks = [hire(stage, "Anna"), hire(stage, "Bo")]
    chat = meet(stage).starts()
    for _ in desks:
        next(desk for desk in desks if desk.offered).rejects(chat)
    cy = hire(stage, "Cy")
    assert [desk.offered for desk in (*desks, cy)] == [[], [], []]
    other = meet(stage).starts()
    assert sum(desk.offered == [other] for desk in (*desks, cy)) == 1, "it holds up nothing behind it"
    cy.picks(chat)
    assert cy.items == [chat]


def test_a_customer_who_writes_anew_is_offered_to_those_who_declined_before() -> None:
    stage = Stage(LIVE_CHAT, replace(BY_POST, decline_limit=1, rejected_sets_do_not_disturb=False))
    anna, customer = hire(stage, "Anna"), meet(stage)
    chat = customer.starts(workstream=POST)
    anna.rejects(chat)
    assert anna.offered == []
    anna.picks(chat)
    anna.presses_x(chat)
    customer.writes(chat, "One more thing")
    assert anna.offered == [chat]
