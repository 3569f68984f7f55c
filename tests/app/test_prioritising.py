"""Scenes of lines that queues have put into an order of their own (domain 4.4)."""

from cordboard.core.conversation import State
from cordboard.core.ids import ConversationId
from cordboard.core.overflow import WaitingOverflow
from cordboard.core.rules import (
    Bucket,
    Condition,
    Operator,
    RankBy,
)
from cordboard.core.workstream import UnseenOffer
from floor.players import Desk, hire, meet, take_on
from floor.queues import (
    NIGHT,
    SALES,
    TO_QUEUE,
    come,
    configure,
    hire_for,
    queue,
    route,
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


def test_what_is_taken_back_unseen_gets_its_place_by_its_new_age(stage: Stage) -> None:
    by_age = (Bucket(name="all", rank_by=(RankBy.QUEUED_AT,)),)
    unseen = UnseenOffer.ASSIGN_THEN_REROUTE
    configure(stage, queue(QUEUE, prioritisation=by_age), unseen_offer=unseen, unseen_reroute_s=60)
    hire(stage, "Anna")
    chat = come(stage)
    stage.wait(120 + 60 + 1)
    work = stage.chat(chat)
    assert work.state is State.OPEN
    assert work.queued_at_ms > work.created_at_ms
    assert work.rank == ((0, 0), (0, work.queued_at_ms))


def test_what_goes_on_to_another_queue_takes_its_place_in_the_order_there(stage: Stage) -> None:
    on = WaitingOverflow(after_s=60, act=TO_QUEUE, queue_id=NIGHT)
    configure(
        stage,
        queue(SALES, waiting_overflow=on),
        queue(NIGHT, prioritisation=VIP),
        routes=(route("all", SALES),),
    )
    for name, queue_id in (("Anna", SALES), ("Bo", NIGHT)):
        hire_for(stage, name, queue_id, presence="away")
    chat = come(stage, vip="yes")
    assert stage.chat(chat).rank == ()
    stage.wait(61)
    work = stage.chat(chat)
    assert (work.queue_id, work.rank[0]) == (NIGHT, (0, 0))
