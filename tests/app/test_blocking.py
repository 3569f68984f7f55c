"""Scenes of who may block a visitor: supervisors those who came to their queues, administrators any."""

import pytest

from app.queues import MOVES_ON, OTHER, hire_for, queue_of, set_queues
from cordboard.app import commands as c
from cordboard.core.conversation import State
from cordboard.core.errors import Code
from cordboard.core.ids import QueueId, VisitorId
from cordboard.core.user import Role
from floor.players import Desk, Widget, appoint, hire, meet
from floor.stage import QUEUE, Stage, refused


def oversee(stage: Stage, name: str, role: Role, *supervises: QueueId) -> Desk:
    """Add somebody who takes no work."""
    desk = Desk(stage, name.lower(), name)
    stage.put_user(desk.id, name, roles=(role,), supervises=supervises)
    return desk


def blocks(who: Desk, customer: Widget) -> None:
    who.does(c.BlockVisitor(visitor_id=customer.id, reason="spam"))


def unblocks(who: Desk, customer: Widget) -> None:
    who.does(c.UnblockVisitor(visitor_id=customer.id))


def audit(stage: Stage) -> list[tuple[object, ...]]:
    sql = "SELECT actor, action, subject, detail FROM audit WHERE action LIKE '%block_visitor' ORDER BY seq"
    return list(stage.database.rows(sql))


def test_only_supervisors_of_a_queue_where_a_visitor_came_may_block_and_unblock_them(stage: Stage) -> None:
    set_queues(stage, None)
    anna, vera = hire(stage, "Anna"), appoint(stage)
    otto = oversee(stage, "Otto", Role.SUPERVISOR, OTHER)
    customer = meet(stage)
    chat = customer.starts()
    anna.accepts(chat)
    for who, code in ((anna, Code.NOT_ALLOWED), (otto, Code.NOT_FOUND)):
        with refused(code):
            blocks(who, customer)
    assert stage.state(chat) is State.ACCEPTED
    assert audit(stage) == [], "who may not is not in the way of anybody"
    blocks(vera, customer)
    for who, code in ((anna, Code.NOT_ALLOWED), (otto, Code.NOT_FOUND)):
        with refused(code):
            unblocks(who, customer)
    with refused(Code.BLOCKED):
        customer.starts()
    unblocks(vera, customer)
    assert audit(stage) == [
        ("user:vera", "block_visitor", customer.id, "spam"),
        ("user:vera", "unblock_visitor", customer.id, ""),
    ]


def test_a_visitor_of_long_ago_may_still_be_blocked_after_a_restart(stage: Stage) -> None:
    vera, customer = appoint(stage), meet(stage)
    vera.does(c.ForceClose(conversation_id=customer.starts()))
    stage.restart(down_s=86_400)
    blocks(vera, customer)
    with refused(Code.BLOCKED):
        customer.starts()


def test_the_supervisors_of_all_queues_on_the_way_may_block(stage: Stage) -> None:
    set_queues(stage, MOVES_ON)
    hire_for(stage, "Bo", OTHER)
    vera, otto = appoint(stage), oversee(stage, "Otto", Role.SUPERVISOR, OTHER)
    customer = meet(stage)
    chat = customer.starts()
    with refused(Code.NOT_FOUND):
        blocks(otto, customer)
    stage.wait(60)
    assert queue_of(stage, chat) == OTHER
    blocks(vera, customer)
    unblocks(otto, customer)
    blocks(otto, customer)


def test_an_administrator_may_block_anybody_and_who_only_lists_queues_nobody(stage: Stage) -> None:
    root = oversee(stage, "Root", Role.ADMINISTRATOR)
    former = oversee(stage, "Former", Role.AGENT, QUEUE)
    customer = meet(stage)
    chat = customer.starts()
    with refused(Code.NOT_ALLOWED):
        blocks(former, customer)
    blocks(root, customer)
    assert stage.state(chat) is State.CLOSED
    unblocks(root, customer)
    blocks(root, Widget(stage, VisitorId("only looked at the page"), ""))


@pytest.mark.parametrize("unblock", [False, True])
def test_nobody_learns_by_blocking_whether_there_is_such_a_visitor(stage: Stage, unblock: bool) -> None:
    set_queues(stage, None)
    otto = oversee(stage, "Otto", Role.SUPERVISOR, OTHER)
    known, unknown = meet(stage), Widget(stage, VisitorId("nobody"), "")
    known.starts()
    for one in (known, unknown):
        with refused(Code.NOT_FOUND):
            (unblocks if unblock else blocks)(otto, one)
