"""Scenes of lines that queues have put into an order of their own (domain 4.4)."""

from cordboard.core.ids import ConversationId
from cordboard.core.rules import (
    Bucket,
    Condition,
    Operator,
    RankBy,
)
from floor.players import Desk, hire, meet, take_on
from floor.queues import (
    come,
    configure,
    queue,
)
from floor.stage import POST, QUEUE, Stage

VIP = (Bucket(name="vip", when=Condition(attribute="detail.vip", operator=Operator.KNOWN)),)


def served(desk: Desk) -> list[ConversationId]:
    """What this agent is offered, one after the other."""
    order = []
    while desk.offered:
        (chat,) = desk.offered
        order.append(chat)
        desk.accepts(chat)
        desk.ends(chat)
        desk.presses_x(chat)
    return order


def test_buckets_go_before_the_rest_of_the_line(stage: Stage) -> None:
    configure(stage, queue(QUEUE, prioritisation=VIP))
    chats = [come(stage, **details) for details in ({}, {"vip": "yes"}, {}, {"vip": "no"})]
    assert served(hire(stage, "Anna", units=1)) == [chats[1], chats[3], chats[0], chats[2]]


def test_a_new_order_holds_for_what_waits_already_and_for_what_comes_back(stage: Stage) -> None:
    anna = hire(stage, "Anna", units=1)
    offered, *waiting = [come(stage, **details) for details in ({"vip": "yes"}, {}, {"vip": "yes"})]
    configure(stage, queue(QUEUE, prioritisation=VIP))
    assert [stage.chat(one).rank[0] for one in (offered, *waiting)] == [(0, 0), (0, 1), (0, 0)]
    anna.rejects(offered)
    assert stage.chat(offered).rank == ((0, 0), (0, stage.chat(offered).queued_at_ms))
    configure(stage, queue(QUEUE))
    assert {stage.chat(one).rank for one in (offered, *waiting)} == {()}


def test_what_is_queued_anew_gets_its_place_by_its_new_age(stage: Stage) -> None:
    by_age = (Bucket(name="all", rank_by=(RankBy.QUEUED_AT,)),)
    configure(stage, queue(QUEUE, prioritisation=by_age))
    anna = hire(stage, "Anna")
    (parked,) = take_on(stage, anna, workstream=POST)
    (given_back,) = take_on(stage, anna)
    anna.chooses("away")
    anna.presses_x(parked)
    stage.wait(60)
    customer = stage.chat(parked)
    anna.presses_x(given_back)
    writer = meet(stage)
    writer.id = customer.visitor_id
    writer.writes(parked, "Me again")
    ranks = {stage.chat(one).rank for one in (parked, given_back)}
    assert ranks == {((0, 0), (0, stage.now_ms))}
