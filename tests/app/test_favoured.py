"""Scenes of agents whom classification named: asked first, and waited for where the workstream waits."""

from msgspec.structs import replace

from cordboard.core.ids import AgentId
from cordboard.core.rules import ClassificationRule, Ruleset
from cordboard.core.workstream import Workstream
from floor.players import hire, meet
from floor.stage import LIVE_CHAT, Stage

ANNA_FIRST = Ruleset(name="people", rules=(ClassificationRule(name="vip", preferred=(AgentId("anna"),)),))


def favouring(settings: Workstream) -> Stage:
    return Stage(replace(settings, classification=(ANNA_FIRST,)))


def test_a_favoured_agent_gets_it_without_room() -> None:
    """Appendix C 85: allowed presence and no capacity, still assigned to them."""
    stage = favouring(replace(LIVE_CHAT, units=2))
    anna, bo = hire(stage, "Anna", units=1), hire(stage, "Bo")
    chat = meet(stage).starts()
    assert (anna.offered, bo.offered) == ([chat], [])


def test_a_favoured_agent_who_is_away_is_waited_for_as_long_as_the_workstream_says() -> None:
    stage = favouring(replace(LIVE_CHAT, affinity_wait_s=60))
    anna, bo = hire(stage, "Anna", presence="away"), hire(stage, "Bo")
    customer = meet(stage)
    chat = customer.starts()
    stage.wait(59)
    assert bo.offered == []
    stage.wait(1)
    assert bo.offered == [chat]
    customer.ends(chat)
    chat = meet(stage).starts()
    anna.chooses("available")
    assert anna.offered == [chat]
    anna.rejects(chat)
    assert bo.offered == [chat]


def test_a_favoured_agent_who_does_not_serve_the_queue_is_not_waited_for() -> None:
    stage = favouring(replace(LIVE_CHAT, affinity_wait_s=None))
    bo, chat = hire(stage, "Bo"), meet(stage).starts()
    assert bo.offered == [chat]
