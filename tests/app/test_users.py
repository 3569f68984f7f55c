"""Scenes of people who are added, changed, disabled, and what becomes of their work."""

import pytest
from msgspec.structs import replace

from cordboard.app import access
from cordboard.app import setup_commands as sc
from cordboard.core.conversation import State
from cordboard.core.errors import Code
from cordboard.core.ids import QueueId, UserId
from cordboard.core.user import OPERATOR, Role
from cordboard.core.workstream import UnseenOffer
from floor.players import appoint, hire, meet, take_on
from floor.stage import LIVE_CHAT, QUEUE, Stage, refused


def test_a_disabled_agents_work_goes_to_others_at_once(stage: Stage) -> None:
    anna = hire(stage, "Anna", units=9)
    (chat,) = take_on(stage, anna)
    offered = meet(stage).starts()
    bo = hire(stage, "Bo")
    stage.do(sc.DisableUser(user_id=UserId("anna")), OPERATOR)
    assert (anna.items, anna.panel, anna.offered) == ([], [], [])
    assert bo.offered == [chat, offered]
    with refused(Code.NOT_FOUND):
        anna.picks(chat)


def test_unseen_offers_of_a_disabled_agent_are_taken_back_whatever_the_workstream_says() -> None:
    stage = Stage(replace(LIVE_CHAT, unseen_offer=UnseenOffer.ASSIGN_THEN_REROUTE))
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    stage.do(sc.DisableUser(user_id=UserId("anna")), OPERATOR)
    assert (anna.offered, stage.state(chat)) == ([], State.OPEN)


def test_a_page_of_a_disabled_agent_that_comes_late_brings_nobody_back(stage: Stage) -> None:
    anna = hire(stage, "Anna", there=False)
    meet(stage).starts()
    stage.do(sc.DisableUser(user_id=UserId("anna")), OPERATOR)
    with refused(Code.NOT_ALLOWED):
        anna.comes()
    assert (anna.presence, anna.offered) == ("offline", [])
    stage.do(sc.DisableUser(user_id=UserId("anna"), disabled=False), OPERATOR)
    anna.comes()
    assert len(anna.offered) == 1


def test_changing_a_disabled_person_does_not_let_them_in_again(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    stage.do(sc.DisableUser(user_id=UserId("anna")), OPERATOR)
    hire(stage, "Anna", there=False)
    with refused(Code.NOT_ALLOWED):
        anna.says_visible()


def test_who_is_no_longer_an_agent_gives_back_all_work(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    (chat,) = take_on(stage, anna)
    stage.put_user("anna", "Anna", roles=(Role.SUPERVISOR,), supervises=(QUEUE,))
    assert (anna.items, anna.agent.queue_ids, stage.state(chat)) == ([], (), State.OPEN)


def test_waiting_work_is_offered_to_an_agent_who_joins_the_queue_or_gets_more_capacity(stage: Stage) -> None:
    anna = hire(stage, "Anna", units=1)
    take_on(stage, anna)
    anna.chooses("available")
    chat = meet(stage).starts()
    stage.put_user("anna", "Anna", queue_ids=(QUEUE,), capacity_units=2)
    assert anna.offered == [chat]
    stage.put_user("bo", "Bo")
    bo = hire(stage, "Bo")
    stage.put_user("bo", "Bo", queue_ids=())
    other = meet(stage).starts()
    assert bo.offered == []
    stage.put_user("bo", "Bo", queue_ids=(QUEUE, QUEUE))
    assert (bo.offered, bo.agent.queue_ids) == ([other], (QUEUE,))


def test_a_new_name_is_shown_wherever_the_old_one_was(stage: Stage) -> None:
    anna, customer = hire(stage, "Anna"), meet(stage)
    chat = customer.starts()
    anna.accepts(chat)
    hire(stage, "Anna", there=False)
    stage.put_user("anna", "Anna Maria", queue_ids=(QUEUE,))
    talk = [body for body in stage.bodies(f"conversation:{chat}") if hasattr(body, "talk")][-1]
    assert talk.talk.agent_name == "Anna Maria"


def test_rights_to_all_that_a_person_may_be_reading_are_asked_again(stage: Stage) -> None:
    anna, vera = hire(stage, "Anna"), appoint(stage)
    (chat,) = take_on(stage, anna)
    stage.rechecked()
    stage.do(sc.DisableUser(user_id=UserId("anna")), OPERATOR)
    assert {"agent:anna", f"queue:{QUEUE}", f"conversation:{chat}"} <= stage.rechecked()
    for stream in ("agent:anna", f"queue:{QUEUE}", f"conversation:{chat}"):
        assert not access.may_read(anna.actor, stream, stage.writer.view)
    assert access.may_read(vera.actor, f"floor:{QUEUE}", stage.writer.view)
    stage.put_user("vera", "Vera", roles=(Role.SUPERVISOR,), supervises=())
    assert f"floor:{QUEUE}" in stage.rechecked()
    assert not access.may_read(vera.actor, f"floor:{QUEUE}", stage.writer.view)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"login": "  "}, Code.INVALID),
        ({"login": "BO "}, Code.INVALID),
        ({"display_name": ""}, Code.INVALID),
        ({"capacity_units": -1}, Code.INVALID),
        ({"capacity_units": 2**63}, Code.INVALID),
        ({"queue_ids": (QueueId("no such"),)}, Code.NOT_FOUND),
        ({"supervises": (QueueId("no such"),)}, Code.NOT_FOUND),
    ],
)
def test_a_person_who_can_not_be_is_refused(stage: Stage, fields: dict[str, str], code: Code) -> None:
    hire(stage, "Bo", there=False)
    whole = sc.PutUser(user_id=UserId("new"), login="new", display_name="New", roles=(Role.AGENT,))
    with refused(code):
        stage.do(replace(whole, **fields), OPERATOR)
    with refused(Code.NOT_ALLOWED):
        stage.do(whole, appoint(stage).actor)
