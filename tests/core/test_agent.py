"""Turns: when an agent joined a queue or last got work there."""

from hypothesis import given
from hypothesis import strategies as st

from cordboard.core.agent import Agent, serve, sign_in, take_turn
from cordboard.core.ids import AgentId, QueueId

ANNA = Agent(id=AgentId("anna"), name="Anna")
A, B, C = QueueId("a"), QueueId("b"), QueueId("c")
queues = st.lists(st.sampled_from([A, B, C]))


def turns(agent: Agent) -> dict[str, int]:
    return {turn.queue_id: turn.at_ms for turn in agent.turns}


def test_a_queue_joined_anew_counts_from_now_and_the_others_keep_their_turns() -> None:
    agent = serve(ANNA, [A, B], 1)
    agent = take_turn(agent, B, 5)
    assert turns(agent) == {A: 1, B: 5}
    assert turns(serve(agent, [B, C], 9)) == {B: 5, C: 9}
    again = serve(serve(agent, [], 10), [B], 20)
    assert turns(again) == {B: 20}, "who left and came back is a newcomer"


def test_work_of_a_queue_that_one_does_not_serve_is_nobodys_turn() -> None:
    agent = take_turn(serve(ANNA, [A], 1), B, 5)
    assert (turns(agent), agent.last_assigned_at_ms) == ({A: 1}, 5)


@given(steps=st.lists(st.one_of(queues, st.sampled_from([A, B, C]))))
def test_there_is_one_turn_for_each_queue_that_is_served(steps: list[list[QueueId] | QueueId]) -> None:
    agent = ANNA
    for now_ms, step in enumerate(steps, 1):
        agent = serve(agent, step, now_ms) if isinstance(step, list) else take_turn(agent, step, now_ms)
        assert sorted(turns(agent)) == sorted(set(agent.queue_ids))
        assert len(agent.turns) == len(agent.queue_ids)


def test_who_signs_in_has_released_nothing_yet() -> None:
    assert sign_in(Agent(id=AgentId("anna"), name="Anna", last_released_at_ms=7)).last_released_at_ms == 0
