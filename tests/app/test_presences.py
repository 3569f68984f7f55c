"""Scenes of presence: what the agent chose, what the load says, what alerts impose."""

from cordboard.app import commands as c
from cordboard.core.errors import Code
from cordboard.core.ids import AgentId
from floor.players import appoint, hire, meet, take_on
from floor.stage import Stage, refused


def test_presence_follows_the_load(stage: Stage) -> None:
    """Appendix C 43."""
    anna = hire(stage, "Anna", units=3)
    seen = [anna.presence]
    chats = []
    for _ in range(3):
        chats += take_on(stage, anna)
        seen.append(anna.presence)
    for chat in chats:
        anna.ends(chat)
        anna.presses_x(chat)
        seen.append(anna.presence)
    assert seen == ["available", "busy", "busy", "do_not_disturb", "busy", "busy", "available"]


def test_an_offer_alone_makes_nobody_busy(stage: Stage) -> None:
    anna = hire(stage, "Anna", units=1)
    meet(stage).starts()
    assert anna.presence == "available"


def test_available_by_hand_lasts_until_work_moves(stage: Stage) -> None:
    """Appendix C 44."""
    anna = hire(stage, "Anna")
    take_on(stage, anna)
    anna.chooses("available")
    assert anna.presence == "available"
    (second,) = take_on(stage, anna)
    assert anna.presence == "busy"
    anna.chooses("available")
    anna.ends(second)
    assert anna.presence == "available", "End alone moves no work away"
    anna.presses_x(second)
    assert anna.presence == "busy"


def test_do_not_disturb_by_hand_stays_when_capacity_frees_up(stage: Stage) -> None:
    """Appendix C 45."""
    anna = hire(stage, "Anna", units=1)
    (chat,) = take_on(stage, anna)
    anna.chooses("do_not_disturb")
    anna.ends(chat)
    anna.presses_x(chat)
    waiting = meet(stage).starts()
    assert (anna.presence, anna.offered) == ("do_not_disturb", [])
    anna.chooses("available")
    assert anna.offered == [waiting]


def test_a_custom_presence_counts_as_its_base(stage: Stage) -> None:
    """Appendix C 50."""
    anna = hire(stage, "Anna")
    anna.chooses("lunch")
    meet(stage).starts()
    assert (anna.presence, anna.offered) == ("lunch", [])


def test_nobody_chooses_inactive_and_nobody_but_an_agent_chooses(stage: Stage) -> None:
    anna, vera = hire(stage, "Anna"), appoint(stage)
    with refused(Code.NOT_SELECTABLE):
        anna.chooses("inactive")
    with refused(Code.NOT_FOUND):
        anna.chooses("no such")
    with refused(Code.NOT_ALLOWED):
        vera.chooses("away")
    with refused(Code.NOT_FOUND):
        meet(stage).stage.do(c.ResetPresence(agent_id=AgentId("anna")), meet(stage).actor)


def test_choosing_answers_the_alert(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    anna.rejects(meet(stage).starts())
    anna.chooses("away")
    assert (anna.alerts, anna.presence) == ([], "away")
    with refused(Code.WRONG_STATE):
        anna.resets()


def test_a_reset_keeps_what_was_chosen_by_hand_to_stay(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    anna.chooses("away")
    anna.rejects(chat)
    assert anna.presence == "do_not_disturb"
    anna.resets()
    assert anna.presence == "away"


def test_a_reset_by_a_supervisor_is_audited_and_ones_own_is_not(stage: Stage) -> None:
    anna, vera = hire(stage, "Anna"), appoint(stage)
    chat = meet(stage).starts()
    anna.rejects(chat)
    anna.resets()
    anna.rejects(chat)
    vera.resets(anna)
    audited = stage.database.rows("SELECT actor, subject FROM audit WHERE action = 'reset_presence'")
    assert audited == [("user:vera", "anna")]
