"""Scenes of people who are added, changed, disabled, and what becomes of their work."""

import pytest
from msgspec.structs import replace

from cordboard.app import access
from cordboard.app import setup_commands as sc
from cordboard.app.definitions import settings_of
from cordboard.core.capacity import CapacityProfile
from cordboard.core.configuration import ProfileLimit
from cordboard.core.conversation import State
from cordboard.core.errors import Code
from cordboard.core.ids import ProfileId, QueueId, RatingModelId, SkillId, UserId
from cordboard.core.skill import RatingModel, Skill, SkillRating
from cordboard.core.user import OPERATOR, Role
from cordboard.core.workstream import Queue, UnseenOffer
from floor.players import Desk, appoint, equip, hire, meet, take_on
from floor.stage import LIVE_CHAT, QUEUE, START_MS, Stage, refused


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
        ({"display_name": "\x1b[31mBo"}, Code.INVALID),
        ({"login": "bo\x9b"}, Code.INVALID),
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


THAI = Skill(id=SkillId("thai"), name="Thai")
TILL = Skill(id=SkillId("till"), name="Till", model_id=RatingModelId("short"))
OLD = Skill(id=SkillId("old"), name="Old", active=False)
SHORT = RatingModel(id=RatingModelId("short"), name="Short", lowest=1, highest=3)
CHAT = CapacityProfile(id=ProfileId("chat"), name="Chat", limit=2)


def rated(**ratings: int) -> tuple[SkillRating, ...]:
    return tuple(SkillRating(skill_id=SkillId(name), rating=rating) for name, rating in ratings.items())


@pytest.fixture
def anna(stage: Stage) -> Desk:
    for value in (THAI, SHORT, TILL, OLD, CHAT, Queue(id=QueueId("second"), name="Second")):
        stage.put(value)
    return hire(stage, "Anna")


def audited(stage: Stage) -> list[object]:
    return [row[0] for row in stage.database.rows("SELECT detail FROM audit WHERE action = 'set_agent'")]


def test_what_was_set_is_audited_as_it_was_and_as_it_is_and_nothing_when_nothing_changed(
    stage: Stage, anna: Desk
) -> None:
    equip(anna, skills=rated(thai=4), attributes={"team": "red"}, profiles=(ProfileLimit(profile_id="chat"),))
    equip(anna)
    equip(anna, skills=rated(thai=5, till=1), capacity_units=7, default_presence="away")
    equip(anna, attributes={}, profiles=(ProfileLimit(profile_id="chat", limit=1),), default_presence=None)
    assert audited(stage) == [
        "skills: none -> thai=4; profiles: none -> chat; attributes: none -> team=red",
        "capacity: 5 -> 7; skills: thai=4 -> thai=5, till=1; presence: none -> away",
        "profiles: chat -> chat=1; presence: away -> none; attributes: team=red -> none",
    ]


def test_turns_follow_the_queues_and_the_work(stage: Stage, anna: Desk) -> None:
    def turns() -> dict[str, int]:
        return {turn.queue_id: (turn.at_ms - START_MS) // 1000 for turn in anna.agent.turns}

    stage.wait(10)
    equip(anna, queue_ids=(QUEUE, "second"))
    assert turns() == {QUEUE: 0, "second": 10}
    stage.wait(10)
    chat = meet(stage).starts()
    assert turns() == {QUEUE: 20, "second": 10}, "an offer is a turn"
    anna.rejects(chat)
    stage.wait(10)
    anna.picks(chat)
    assert turns() == {QUEUE: 30, "second": 10}
    assert anna.agent.last_assigned_at_ms == stage.now_ms
    stage.put_user("anna", "Anna", queue_ids=("second",))
    assert turns() == {"second": 10}
    stage.put_user("anna", "Anna", roles=(Role.SUPERVISOR,))
    assert (turns(), anna.agent.queue_ids) == ({}, ())


def test_rights_to_queues_that_were_left_are_asked_again_and_to_those_alone(stage: Stage, anna: Desk) -> None:
    equip(anna, queue_ids=(QUEUE, "second"))
    stage.rechecked()
    equip(anna, queue_ids=("second",))
    assert stage.rechecked() == {f"queue:{QUEUE}", f"floor:{QUEUE}", "person:anna"}
    assert not access.may_read(anna.actor, f"queue:{QUEUE}", stage.writer.view)
    equip(anna, capacity_units=6)
    assert stage.rechecked() == set()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"login": "nobody"}, Code.NOT_FOUND),
        ({"login": "vera"}, Code.NOT_FOUND),
        ({"capacity_units": -1}, Code.INVALID),
        ({"capacity_units": 10_001}, Code.INVALID),
        ({"queue_ids": (QueueId("no such"),)}, Code.NOT_FOUND),
        ({"skills": rated(none=1)}, Code.NOT_FOUND),
        ({"skills": rated(old=1)}, Code.INVALID),
        ({"skills": rated(thai=11)}, Code.INVALID),
        ({"skills": rated(till=0)}, Code.INVALID),
        ({"skills": rated(till=4)}, Code.INVALID),
        ({"skills": (*rated(thai=1), *rated(thai=2))}, Code.INVALID),
        ({"profiles": (ProfileLimit(profile_id="no such"),)}, Code.NOT_FOUND),
        ({"profiles": (ProfileLimit(profile_id="chat", limit=-1),)}, Code.INVALID),
        ({"profiles": (ProfileLimit(profile_id="chat"), ProfileLimit(profile_id="chat"))}, Code.INVALID),
        ({"hours_id": "no such"}, Code.NOT_FOUND),
        ({"default_presence": "no such"}, Code.NOT_FOUND),
        ({"default_presence": "inactive"}, Code.NOT_SELECTABLE),
        ({"attributes": {"": "red"}}, Code.INVALID),
        ({"attributes": {"team": "x" * 301}}, Code.INVALID),
        ({"attributes": {str(number): "" for number in range(51)}}, Code.INVALID),
    ],
)
def test_settings_that_can_not_be_are_refused(
    stage: Stage, anna: Desk, fields: dict[str, object], code: Code
) -> None:
    appoint(stage)
    before = anna.agent
    with refused(code):
        equip(anna, **fields)
    assert (anna.agent, audited(stage)) == (before, [])


def test_what_stays_is_not_asked_again_when_it_was_switched_off_meanwhile(stage: Stage, anna: Desk) -> None:
    equip(anna, skills=rated(thai=9, till=3))
    stage.put(replace(THAI, active=False))
    stage.put(replace(SHORT, highest=2))
    equip(anna, capacity_units=6)
    assert anna.agent.skills == rated(thai=9, till=3)
    with refused(Code.INVALID):
        equip(anna, skills=rated(thai=8, till=3))
    with refused(Code.NOT_ALLOWED):
        stage.do(sc.SetAgent(settings=settings_of(anna.agent, "anna")), appoint(stage).actor)
