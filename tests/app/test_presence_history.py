"""Scenes of the presence history: every change once, with its cause and whoever did it, and nothing lost."""

import pytest
from msgspec.structs import replace

from cordboard.app import commands as c
from cordboard.app import setup_commands as sc
from cordboard.app.definitions import configuration_in_force
from cordboard.core.errors import Code
from cordboard.core.events import Fact
from cordboard.core.ids import UserId
from cordboard.core.presence import AlertsReset, BasePresence, Cause, PresenceOption
from cordboard.core.user import OPERATOR, Role
from floor.players import Desk, appoint, equip, hire, meet, take_on
from floor.stage import LIVE_CHAT, LUNCH, ORGANISATION, Stage, refused
from floor.truths import decode_fact

SYSTEM_KEY = "system:system"
NARROW = replace(ORGANISATION, session_limit=1)


def lines(stage: Stage, desk: Desk) -> list[tuple[str, str, str]]:
    """What the history says of an agent, oldest first: presence, cause, whose doing."""
    found = stage.journal.presence_history(desk.id, before=None, limit=1_000)[::-1]
    return [
        (one.change.presence_id, one.change.cause.value, one.change.by_name or one.change.by) for one in found
    ]


def why(desk: Desk) -> tuple[str, str]:
    """The cause that the agent is shown, and the supervisor's name with it."""
    return desk.agent.presence.cause.value, desk.agent.presence.set_by


def configure(stage: Stage, *presences: PresenceOption) -> None:
    stage.do(sc.Configure(presences=presences), OPERATOR)


@pytest.mark.mission("N14", part="inactive")
@pytest.mark.mission("N14", part="supervisor-reset")
@pytest.mark.mission("N17", part="presence")
@pytest.mark.mission("N17", part="agent-reset")
def test_a_day_is_told_line_by_line(stage: Stage) -> None:
    anna, vera = hire(stage, "Anna", units=1), appoint(stage)
    (chat,) = take_on(stage, anna)
    anna.ends(chat)
    anna.presses_x(chat)
    chat = meet(stage).starts()
    anna.sees(chat)
    stage.wait(121)
    assert why(anna) == ("missed", "")
    vera.resets(anna)
    assert why(anna) == ("reset", "Vera")
    anna.rejects(chat)
    anna.resets()
    assert why(anna) == ("reset", "")
    anna.chooses("lunch")
    vera.sets(anna, "away")
    assert why(anna) == ("supervisor", "Vera")
    anna.falls_silent()
    stage.wait(60)
    anna.comes()
    anna.falls_silent()
    stage.wait(151)
    anna.comes()
    equip(anna, capacity_units=0)
    anna.signs_out()
    told = lines(stage, anna)
    assert told == [
        ("available", "arrived", SYSTEM_KEY),
        ("do_not_disturb", "load", SYSTEM_KEY),
        ("available", "load", SYSTEM_KEY),
        ("inactive", "missed", SYSTEM_KEY),
        ("available", "reset", "Vera"),
        ("do_not_disturb", "rejected", SYSTEM_KEY),
        ("available", "reset", "Anna"),
        ("lunch", "agent", "Anna"),
        ("away", "supervisor", "Vera"),
        ("offline", "gone", SYSTEM_KEY),
        ("away", "restored", SYSTEM_KEY),
        ("offline", "gone", SYSTEM_KEY),
        ("offline", "restore_over", SYSTEM_KEY),
        ("available", "arrived", SYSTEM_KEY),
        ("do_not_disturb", "configured", "operator:operator"),
        ("offline", "gone", "Anna"),
    ]
    stage.restart()
    assert lines(stage, anna) == told
    assert {cause for _, cause, _ in told} == set(Cause) - {Cause.SESSION_LIMIT}


@pytest.mark.mission("N16", part="limit")
@pytest.mark.mission("N16", part="presence")
@pytest.mark.mission("N16", part="supervisor-reset")
def test_at_the_session_limit_the_history_says_so_and_who_reset_it() -> None:
    stage = Stage(LIVE_CHAT, organisation=NARROW)
    anna, vera = hire(stage, "Anna"), appoint(stage)
    (chat,) = take_on(stage, anna)
    meet(stage).starts()
    assert anna.panel == [chat]
    assert why(anna) == ("session_limit", "")
    anna.ends(chat)
    anna.presses_x(chat)
    vera.resets(anna)
    assert lines(stage, anna)[-2:] == [
        ("do_not_disturb", "session_limit", SYSTEM_KEY),
        ("available", "reset", "Vera"),
    ]


def test_a_choice_that_ends_with_the_next_work_leaves_it_to_the_load_also_where_it_looks_the_same(
    stage: Stage,
) -> None:
    anna = hire(stage, "Anna", units=9)
    take_on(stage, anna)
    stage.wait(60)
    anna.chooses("busy")
    assert anna.agent.presence.since_ms == stage.now_ms
    take_on(stage, anna)
    take_on(stage, anna)
    assert lines(stage, anna)[-3:] == [
        ("busy", "load", SYSTEM_KEY),
        ("busy", "agent", "Anna"),
        ("busy", "load", SYSTEM_KEY),
    ]


def test_what_was_picked_stays_the_cause_while_work_comes_and_goes(stage: Stage) -> None:
    anna = hire(stage, "Anna", units=1)
    (chat,) = take_on(stage, anna)
    anna.chooses("do_not_disturb")
    before = lines(stage, anna)
    anna.chooses("do_not_disturb")
    anna.ends(chat)
    anna.presses_x(chat)
    assert lines(stage, anna) == before
    assert before[-2:] == [("do_not_disturb", "load", SYSTEM_KEY), ("do_not_disturb", "agent", "Anna")]


def test_of_two_alerts_the_one_that_is_shown_is_the_cause_and_one_reset_clears_both(stage: Stage) -> None:
    anna = hire(stage, "Anna", units=9)
    first, second = meet(stage).starts(), meet(stage).starts()
    anna.sees(first)
    anna.rejects(second)
    before = lines(stage, anna)
    assert before[-1] == ("do_not_disturb", "rejected", SYSTEM_KEY)
    stage.wait(121)
    assert (anna.alerts, lines(stage, anna)) == (["rejected", "missed"], before)
    anna.resets()
    assert (anna.alerts, anna.presence) == ([], "available")


def test_what_happens_to_somebody_who_is_not_there_shows_when_they_are_back(stage: Stage) -> None:
    anna, vera = hire(stage, "Anna"), appoint(stage)
    anna.rejects(meet(stage).starts())
    anna.falls_silent()
    vera.resets(anna)
    assert lines(stage, anna)[-1] == ("offline", "gone", SYSTEM_KEY)
    anna.comes()
    assert lines(stage, anna)[-1] == ("available", "restored", SYSTEM_KEY)


def test_a_supervisor_sets_what_is_picked_answers_alerts_and_is_named_and_audited(stage: Stage) -> None:
    anna, vera, ulla = hire(stage, "Anna"), appoint(stage), appoint(stage, "Ulla")
    chat = meet(stage).starts()
    anna.rejects(chat)
    vera.sets(anna, "available")
    assert (anna.alerts, anna.presence, anna.offered) == ([], "available", [chat])
    assert AlertsReset(agent_id=anna.id, by="user:vera") in facts(stage)
    anna.accepts(chat)
    assert why(anna) == ("load", ""), "Available lasts until work moves, whoever set it"
    vera.sets(anna, "lunch")
    ulla.sets(anna, "lunch")
    ulla.sets(anna, "lunch")
    assert why(anna) == ("supervisor", "Ulla")
    assert [by for _, cause, by in lines(stage, anna) if cause == "supervisor"] == ["Vera", "Vera", "Ulla"]
    audited = stage.database.rows("SELECT actor, subject, detail FROM audit WHERE action = 'set_presence'")
    assert [(who, what) for who, whom, what in audited if whom == "anna"] == [
        ("user:vera", "available"),
        ("user:vera", "lunch"),
        ("user:ulla", "lunch"),
        ("user:ulla", "lunch"),
    ]


def test_a_supervisor_is_refused_what_can_not_be_set(stage: Stage) -> None:
    configure(stage, replace(LUNCH, selectable=False))
    anna, bo, vera = hire(stage, "Anna"), hire(stage, "Bo"), appoint(stage)
    before = lines(stage, anna)
    for presence, code in (
        ("inactive", Code.NOT_SELECTABLE),
        ("lunch", Code.NOT_SELECTABLE),
        ("no such", Code.NOT_FOUND),
    ):
        with refused(code):
            vera.sets(anna, presence)
    stage.put_user("otto", "Otto", roles=(Role.SUPERVISOR, Role.ADMINISTRATOR))
    for somebody_else in (bo, anna, Desk(stage, "otto", "Otto")):
        with refused(Code.NOT_FOUND if somebody_else is bo else Code.NOT_ALLOWED):
            somebody_else.sets(anna, "away")
    assert lines(stage, anna) == before
    anna.falls_silent()
    with refused(Code.WRONG_STATE):
        vera.sets(anna, "away")
    stage.wait(151)
    with refused(Code.WRONG_STATE):
        vera.sets(anna, "away")
    with refused(Code.WRONG_STATE):
        anna.chooses("away")
    assert stage.database.rows("SELECT 1 FROM audit WHERE action = 'set_presence'") == []


def test_a_custom_presence_is_renamed_redefined_and_retired_under_those_who_show_it(stage: Stage) -> None:
    anna = hire(stage, "Anna", presence="lunch")
    chat = meet(stage).starts()
    before = lines(stage, anna)
    configure(stage, replace(LUNCH, name="Long lunch"))
    assert lines(stage, anna) == before
    assert anna.offered == []
    configure(stage, replace(LUNCH, base=BasePresence.AVAILABLE))
    assert lines(stage, anna) == [*before, ("lunch", "configured", "operator:operator")]
    assert anna.offered == [chat], "routing looks at the base"
    configure(stage, replace(LUNCH, selectable=False))
    assert anna.presence == "lunch"
    with refused(Code.NOT_SELECTABLE):
        anna.chooses("lunch")
    assert len(lines(stage, anna)) == len(before) + 2


def test_a_custom_default_is_there_after_signing_out_and_in_and_stays_while_it_is_in_use(
    stage: Stage,
) -> None:
    anna = hire(stage, "Anna")
    equip(anna, default_presence=LUNCH.id)
    anna.chooses("do_not_disturb")
    anna.signs_out()
    stage.wait(5)
    anna.comes()
    assert (anna.presence, why(anna)) == ("lunch", ("restored", ""))
    anna.chooses("available")
    anna.falls_silent()
    anna.comes()
    assert anna.presence == "available", "nobody signed out"
    anna.signs_out()
    stage.wait(151)
    anna.comes()
    assert lines(stage, anna)[-1] == ("lunch", "arrived", SYSTEM_KEY)
    nothing = replace(configuration_in_force(stage.writer.view), presences=())
    with refused(Code.WRONG_STATE):
        command = sc.ApplyConfiguration(configuration=nothing, document="cordboard: 1\n", reason="x", seen=0)
        stage.do(command, OPERATOR)


def test_pages_of_several_browsers_share_one_presence_and_one_history(stage: Stage) -> None:
    anna = hire(stage, "Anna", presence="away")
    before = lines(stage, anna)
    anna.comes("second browser")
    anna.falls_silent()
    anna.leaves("second browser")
    stage.wait(3)
    anna.comes("reloaded")
    stage.wait(60)
    assert (anna.presence, lines(stage, anna)) == ("away", before)


def test_whose_access_ends_is_gone_by_whoever_ended_it(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    stage.do(sc.DisableUser(user_id=UserId(anna.id)), OPERATOR)
    assert lines(stage, anna)[1:] == [("offline", "configured", "operator:operator")]


def test_a_change_that_never_became_durable_has_no_line(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    stage.crash(c.ChoosePresence(presence_id=LUNCH.id), anna.actor)
    assert [cause for _, cause, _ in lines(stage, anna)] == ["arrived"]
    assert anna.presence == "available"


def test_the_history_is_read_page_by_page_from_the_newest(stage: Stage) -> None:
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo")
    for presence in ("away", "busy", "lunch"):
        for desk in (anna, bo):
            desk.chooses(presence)
    seen: list[str] = []
    before = None
    while page := stage.journal.presence_history(anna.id, before=before, limit=2):
        assert {one.change.agent_id for one in page} == {anna.id}
        seen += [one.change.presence_id for one in page]
        before = page[-1].n
    assert seen == ["lunch", "busy", "away", "available"]


def facts(stage: Stage) -> list[Fact]:
    return [
        decode_fact(body)
        for (body,) in stage.database.rows("SELECT body FROM fact")
        if isinstance(body, bytes)
    ]
