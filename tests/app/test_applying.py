"""Scenes of an apply: what it leaves in the records, how it refuses, and whom it asks no more."""

import pytest
from msgspec.structs import replace

from app.test_configuration import ANNA, SHOP, apply, furnished, hindrances, in_force
from cordboard.app import setup_commands as sc
from cordboard.app.definitions import agents_in_force
from cordboard.core.agent import Agent
from cordboard.core.channel import ChannelKind
from cordboard.core.configuration import AgentSettings
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import WorkstreamId
from cordboard.core.user import OPERATOR, Role
from floor.stage import LIVE_CHAT, QUEUE, Stage, refused


def test_who_is_no_longer_an_agent_keeps_nothing_from_being_removed(stage: Stage) -> None:
    wanted = furnished(stage)
    stage.put_user("anna", "Anna", roles=(Role.SUPERVISOR,))
    agent = stage.writer.view.get(Agent, "anna")
    assert (agent.queue_ids, agent.turns, agent.skills, agent.profiles) == ((), (), (), ())
    assert (agent.hours_id, agent.default_presence, agent.presence.chosen) == (None, None, None)
    less = replace(wanted, hours=(), profiles=(), skills=(), presences=())
    apply(stage, less)
    stage.put_user("anna", "Anna", queue_ids=(QUEUE,))
    assert agents_in_force(stage.writer.view) == (AgentSettings(login="anna", queue_ids=(QUEUE,)),)


def test_what_an_apply_sets_for_agents_is_audited_with_its_version_and_account(stage: Stage) -> None:
    furnished(stage)
    ((detail,),) = stage.database.rows("SELECT detail FROM audit WHERE action = 'set_agent'")
    assert str(detail).startswith("olga, version 1: queues: ")
    stage.do(sc.SetAgent(settings=replace(ANNA, capacity_units=9), account="olga"), OPERATOR)
    details = [row[0] for row in stage.database.rows("SELECT detail FROM audit WHERE action = 'set_agent'")]
    assert details[1:] == ["olga: capacity: 5 -> 9"]


def test_whether_a_version_took_agents_is_kept_with_it(stage: Stage) -> None:
    apply(stage, furnished(stage))
    rows = stage.database.rows("SELECT id, with_agents FROM configuration_version ORDER BY rowid")
    assert rows == [("1", 1), ("2", 0)]


def test_a_refusal_stays_short_however_much_would_change(stage: Stage) -> None:
    many = tuple(replace(SHOP, id=WorkstreamId(f"w{number}"), queue_id=QUEUE) for number in range(400))
    before = in_force(stage)
    apply(stage, replace(before, workstreams=(LIVE_CHAT, *many)))
    changed = tuple(replace(one, channel=ChannelKind.TEST) for one in many)
    sentence = hindrances(stage, replace(before, workstreams=(LIVE_CHAT, *changed)))
    assert "The channel of 395 more workstreams can't be changed either." in sentence
    wrong = tuple(replace(one, units=-1) for one in many)
    with pytest.raises(Refusal) as caught:
        apply(stage, replace(before, workstreams=(LIVE_CHAT, *wrong)))
    assert caught.value.sentence.endswith("And 300 more.")


def test_unknown_agents_are_named_all_at_once(stage: Stage) -> None:
    with pytest.raises(Refusal, match=r"signs in as bo\. .* signs in as citra\."):
        apply(stage, in_force(stage), (AgentSettings(login="Bo"), AgentSettings(login="citra")))


def test_a_reason_that_draws_on_terminals_is_refused(stage: Stage) -> None:
    command = sc.ApplyConfiguration(
        configuration=in_force(stage), document="", reason="\x1b[2Jnothing", seen=0
    )
    with refused(Code.INVALID):
        stage.do(command, OPERATOR)
