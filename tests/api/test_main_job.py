"""The main job over real sockets, without a browser: offered, rejected, accepted, talked, killed, resumed."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from api.followers import Follower
from api.furnishing import furnish
from api.pages import Frame, Page, cookie_of, visit
from api.process import Server
from cordboard.store.engine import connect

THAI = "สวัสดีค่ะ 👩‍👩‍👧"
EACH = 40
"""Messages that each side writes while the server is killed twice."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    furnish(tmp_path / "data", displayed_within_s=2, offer_s=60)
    with Server(tmp_path, visitor_burst=1_000) as server:
        yield server


def agent(server: Server, login: str) -> Follower:
    """A workspace that reads its agent's stream and is visible."""
    with closing(server.sign_in(login)) as client:
        follower = Follower(server, cookie=cookie_of(client))
        user_id = client.get("/api/me").json()["user"]["id"]
    follower.arrive()
    follower.follow(f"agent:{user_id}")
    follower.do("report_visible")
    return follower


def customer(server: Server) -> Follower:
    """A widget that has not written yet."""
    follower = Follower(server, token=visit(server))
    follower.arrive()
    return follower


def offer_to(follower: Follower, number: int = 1) -> Frame:
    """The agent's first offer, or a later one; waits for it."""
    follower.wait_until(lambda: len(follower.offers()) >= number)
    return follower.offers()[number - 1]


def begin(server: Server, stack: ExitStack) -> tuple[Follower, Follower, Follower, str]:
    """Anna, Budi, a customer, and the stream of a conversation that Budi has accepted after Anna's reject."""
    anna, guest = agent(server, "anna"), customer(server)
    conversation_id = guest.ask(t="start", workstream_id="website", text=THAI)["conversation_id"]
    stream = f"conversation:{conversation_id}"
    guest.follow(stream)
    offer = offer_to(anna)
    budi = agent(server, "budi")
    for one in (anna, budi, guest):
        stack.callback(one.leave)
    anna.do("confirm_displayed", offer_id=offer["id"])
    anna.do("reject_offer", offer_id=offer["id"], epoch=offer["epoch"])
    offer = offer_to(budi)
    assert (offer["conversation_id"], offer["epoch"]) == (conversation_id, 2)
    budi.do("confirm_displayed", offer_id=offer["id"])
    budi.do("accept_offer", offer_id=offer["id"], epoch=2)
    budi.follow(stream)
    return anna, budi, guest, stream


def chat(budi: Follower, guest: Follower, stream: str, fill: Callable[[int], str]) -> None:
    """Let both write one message; neither waits for its answer."""
    conversation_id = stream.partition(":")[2]
    for number in range(EACH):
        for who, side in ((budi, "agent"), (guest, "customer")):
            who.post(t="send", conversation_id=conversation_id, text=f"{side} {fill(number)}")


@pytest.mark.mission("N11")
@pytest.mark.mission("S3", part="by-accepting")
def test_a_rejected_offer_goes_to_the_other_agent_and_both_sides_talk(server: Server) -> None:
    with ExitStack() as stack:
        anna, budi, guest, stream = begin(server, stack)
        assert budi.heard("session")["body"]["session"]["item"]["title"] == "Visitor 1"
        assert anna.heard("offer_ended")["body"]["outcome"] == "rejected"
        conversation_id = stream.partition(":")[2]
        budi.ask(t="send", conversation_id=conversation_id, text="<b>Hello</b> 🙂")
        guest.heard("message", text="<b>Hello</b> 🙂")
        guest.ask(t="send", conversation_id=conversation_id, text=THAI)
        budi.wait_until(lambda: budi.texts(stream).count(THAI) == 2)
        for one in (anna, budi, guest):
            assert one.faults == []


def test_a_killed_server_loses_nothing_and_doubles_nothing(server: Server) -> None:
    with ExitStack() as stack:
        anna, budi, guest, stream = begin(server, stack)
        people = (anna, budi, guest)
        rounds = ("first {}", "second {}", "third {}")
        for number, words in enumerate(rounds):
            before = budi.answered() + guest.answered()
            chat(budi, guest, stream, words.format)
            guest.wait_until(lambda before=before: budi.answered() + guest.answered() > before)
            if number < len(rounds) - 1:
                server.kill()
                for one in people:
                    one.page.wait_for_end()
                    one.leave()
                server.start()
                for one in people:
                    one.arrive()
        wanted = {THAI} | {
            f"{side} {words.format(number)}"
            for words in rounds
            for number in range(EACH)
            for side in ("agent", "customer")
        }
        for one in (budi, guest):
            one.wait_until(lambda one=one: len(one.texts(stream)) >= len(wanted))
            assert sorted(one.texts(stream)) == sorted(wanted)
        assert budi.entries[stream] == guest.entries[stream]
        for one in people:
            assert one.faults == []
        assert server.stop() == 0
        db = connect(server.data_dir / "cordboard.sqlite3", read_only=True)
        counting = "SELECT count(*), max(n) FROM entry JOIN stream ON stream.id = stream WHERE name = ?"
        heads = db.execute(counting, (stream,)).fetchone()
        owners = list(db.execute("SELECT state, agent_id IS NOT NULL FROM conversation"))
        db.close()
        assert heads == (len(guest.entries[stream]),) * 2
        assert owners == [("accepted", 1)]


@pytest.mark.mission("N15", part="undisplayed")
def test_an_offer_that_is_never_displayed_goes_to_the_other_agent(server: Server) -> None:
    with ExitStack() as stack:
        anna = agent(server, "anna")
        guest = customer(server)
        stack.callback(anna.leave)
        stack.callback(guest.leave)
        guest.ask(t="start", workstream_id="website", text="Is anybody there?")
        offer_to(anna)
        budi = agent(server, "budi")
        stack.callback(budi.leave)
        assert anna.heard("offer_ended")["body"]["outcome"] == "not_displayed"
        assert offer_to(budi)["epoch"] == 2
        assert anna.heard("me")["body"]["me"]["alerts"] == [], "that was no decline"


def test_a_stranger_learns_nothing_from_a_real_socket(server: Server) -> None:
    with Page(server, greet=False) as stranger:
        stranger.say(t="hello", v=1)
        assert stranger.wait_for_end() == (4401, "signed_out")
