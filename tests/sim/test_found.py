"""Keeps what seeds have found, each as a scene of its own."""

from cordboard.app.commands import (
    AcceptOffer,
    AgentArrived,
    ChoosePresence,
    EndConversation,
    ForceClose,
    PickConversation,
    StartConversation,
)
from cordboard.app.engine import Message
from cordboard.app.intake import Inbound, receive
from cordboard.app.ports import Answer
from cordboard.core.agent import Agent
from cordboard.core.deadline import Deadline, DeadlineKind, deadline_id
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import AgentId, ConnectionId, ConversationId, PresenceId, VisitorId, WorkstreamId
from cordboard.core.message import Author, AuthorRole
from cordboard.core.offer import Offer
from cordboard.core.user import OPERATOR, Actor, ActorKind
from cordboard.sim.staff import disabling
from sim.house import House, Result, Tab, house

ANA = Actor(kind=ActorKind.USER, id="ana")
SUE = Actor(kind=ActorKind.USER, id="sue")
AWAY = ChoosePresence(presence_id=PresenceId("away"))


def arrive(scene: House) -> None:
    scene.done(AgentArrived(agent_id=AgentId("ana"), connection_id=ConnectionId("n1")))


def start(identity: str) -> StartConversation:
    return StartConversation(
        conversation_id=ConversationId(identity),
        workstream_id=WorkstreamId("chat"),
        visitor_id=VisitorId("v1"),
        message_id=f"m-{identity}",
        text="hello",
    )


def letter(message_id: str) -> Inbound:
    return Inbound(
        workstream_id="letters", visitor_id="test.kim", name="kim", message_id=message_id, text=message_id
    )


def deliver(scene: House, inbound: Inbound) -> Result:
    results: list[Result] = []
    receive(scene.writer, inbound, results.append)
    scene.settle()
    (result,) = results
    return result


def test_what_was_durable_unheard_reaches_readers_before_what_comes_after_it() -> None:
    with house() as scene:
        tab = Tab(scene, "ana")
        tab.say({"t": "subscribe", "stream": "agent:ana", "after": None})
        scene.settle()
        scene.disk.fail_commit(unheard=True)
        scene.writer.submit(AWAY, ANA, lambda _: None)
        scene.batch()
        scene.writer.submit(ChoosePresence(presence_id=PresenceId("busy")), ANA, lambda _: None)
        scene.settle()
        (snapshot,) = tab.heard("snapshot")
        numbers = [frame["n"] for frame in tab.heard("event")]
        assert numbers == list(range(snapshot["n"] + 1, snapshot["n"] + 1 + len(numbers)))
        assert len(numbers) == 2


def test_a_right_that_was_lost_unheard_ends_the_reading() -> None:
    with house() as scene:
        scene.done(start("c1"))
        arrive(scene)
        (offer,) = scene.process.view.all(Offer)
        scene.done(AcceptOffer(offer_id=offer.id, epoch=offer.epoch), ANA)
        tab = Tab(scene, "ana")
        tab.say({"t": "subscribe", "stream": "conversation:c1", "after": None})
        scene.settle()
        scene.disk.fail_commit(unheard=True)
        scene.writer.submit(ForceClose(conversation_id=ConversationId("c1")), SUE, lambda _: None)
        scene.settle()
        assert [frame["stream"] for frame in tab.heard("ended")] == ["conversation:c1"]


def test_readers_are_caught_up_when_a_disk_that_was_read_only_takes_something_again() -> None:
    with house() as scene:
        tab = Tab(scene, "ana")
        tab.say({"t": "subscribe", "stream": "agent:ana", "after": None})
        scene.settle()
        scene.disk.fail_commit(unheard=True)
        scene.writer.submit(AWAY, ANA, lambda _: None)
        scene.writer.take()
        try:
            scene.writer.commit()
        except Exception as fault:  # noqa: BLE001 - the writer must hear of it
            scene.disk.fill(True)
            scene.writer.finish(fault)
        assert scene.process.read_only
        scene.disk.fill(False)
        assert scene.writer.probe()
        scene.settle()
        assert [frame["body"]["me"]["presence_id"] for frame in tab.heard("event")] == ["away"]


def test_nothing_is_read_from_a_floor_that_is_not_durable() -> None:
    with house() as scene:
        arrive(scene)
        tab = Tab(scene, "ana")
        scene.settle()
        scene.disk.fail_commit(unheard=False)
        scene.writer.submit(AWAY, ANA, lambda _: None)
        tab.say({"t": "subscribe", "stream": "agent:ana", "after": None})
        scene.writer.take()
        try:
            scene.writer.commit()
        except Exception as fault:  # noqa: BLE001 - the writer must hear of it
            scene.disk.detach(True)
            scene.writer.finish(fault)
        assert not tab.heard("snapshot")
        scene.disk.detach(False)
        assert scene.writer.probe()
        scene.settle()
        (snapshot,) = tab.heard("snapshot")
        assert snapshot["body"]["me"]["presence_id"] == "available"


def test_no_part_of_a_batch_is_written_alone_when_the_disk_undid_its_transaction() -> None:
    with house() as scene:
        scene.done(start("c1"))
        before = scene.process.heads()
        author = Author(role=AuthorRole.CUSTOMER, id="v1")
        message = Message(conversation_id="c1", author=author, client_id="m2", text="there?")
        results: list[object] = []
        scene.writer.submit(AWAY, ANA, results.append)
        scene.writer.append(message, results.append)
        scene.writer.submit(start("c2"), Actor(kind=ActorKind.VISITOR, id="v1"), results.append)
        scene.disk.fail_at("INSERT INTO entry", skip=1, whole=True)
        scene.batch()
        assert all(isinstance(one, Refusal) and one.code is Code.READ_ONLY for one in results)
        assert scene.process.heads() == before
        assert scene.sound()


def test_a_letter_that_comes_again_after_its_conversation_is_over_is_taken_once() -> None:
    with house() as scene:
        first, second = deliver(scene, letter("m1")), deliver(scene, letter("m2"))
        assert isinstance(first, Answer)
        assert first.conversation_id is not None
        scene.done(ForceClose(conversation_id=ConversationId(first.conversation_id)), SUE)
        assert deliver(scene, letter("m2")) == second
        third = deliver(scene, letter("m3"))
        assert isinstance(third, Answer)
        assert third.conversation_id != first.conversation_id
        assert deliver(scene, letter("m1")) == first


def test_somebody_whose_arrival_is_not_stored_takes_nothing_by_hand() -> None:
    with house() as scene:
        scene.done(start("c1"))
        pick = PickConversation(conversation_id=ConversationId("c1"))
        refused = scene.ask(pick, ANA)
        assert isinstance(refused, Refusal)
        assert refused.code is Code.WRONG_STATE
        arrive(scene)
        assert isinstance(scene.ask(EndConversation(conversation_id=ConversationId("c1")), ANA), Refusal)


def test_somebody_whose_access_ends_is_hung_up_on_before_it_can_be_given_back() -> None:
    with house() as scene:
        tab = Tab(scene, "ana")
        tab.say({"t": "subscribe", "stream": "agent:ana", "after": None})
        scene.settle()
        scene.done(disabling("ana", True), OPERATOR)
        scene.done(disabling("ana", False), OPERATOR)
        assert tab.closed
        assert [frame["reason"] for frame in tab.heard("bye")] == ["signed_out"]


def test_connections_of_an_earlier_life_are_gone_though_the_first_batch_of_this_one_failed() -> None:
    with house() as scene:
        arrive(scene)
        scene.writer.begin_anew(all_gone=True)
        scene.disk.fail_commit(unheard=False)
        scene.batch()
        scene.settle()
        agent = scene.process.view.get(Agent, "ana")
        assert agent.connections == ()
        assert scene.process.view.find(Deadline, deadline_id(DeadlineKind.AGENT_GONE, "ana"))


def test_a_disk_that_fails_once_more_while_it_is_probed_is_probed_again() -> None:
    with house() as scene:
        scene.disk.fill(True)
        scene.writer.submit(AWAY, ANA, lambda _: None)
        scene.batch()
        scene.disk.fill(False)
        for statements in range(1, 40):
            scene.disk.fail_after(statements, whole=False)
            if scene.writer.probe():
                break
        scene.disk.settle()
        scene.settle()
        assert not scene.process.read_only
        assert scene.sound()
