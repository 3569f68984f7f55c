"""The test channel on the real server: written by HTTP, answered on the socket, parked and taken up again."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.furnishing import furnish
from api.pages import Page, agent_page, take_offer
from api.process import Server

KEY = "the network's key"
DOOR = "/api/channels/test/letters"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    furnish(tmp_path / "data")
    with Server(tmp_path, test_channel_key=KEY) as server:
        yield server


@pytest.fixture
def network(server: Server) -> Iterator[httpx.Client]:
    """The customers' side."""
    with server.client(headers={"authorization": f"Bearer {KEY}"}) as client:
        yield client


def write(network: httpx.Client, message_id: str, text: str, customer_id: str = "mali") -> dict[str, Any]:
    body = {"customer_id": customer_id, "message_id": message_id, "text": text, "name": "Mali"}
    answer = network.post(f"{DOOR}/messages", json=body)
    assert answer.status_code == 201, answer.text
    result: dict[str, Any] = answer.json()
    return result


def read(network: httpx.Client, customer_id: str = "mali") -> list[str]:
    return [one["text"] for one in network.get(f"{DOOR}/customers/{customer_id}/messages").json()]


def open_page(server: Server, login: str) -> Page:
    with closing(server.sign_in(login)) as client:
        return agent_page(server, client)


@pytest.mark.mission("S10", part="close")
def test_a_letter_is_answered_parked_and_comes_back_to_the_same_agent(
    server: Server, network: httpx.Client
) -> None:
    with open_page(server, "anna") as anna:
        first = write(network, "m1", "Dear Sirs, สวัสดี")
        conversation_id = take_offer(anna)
        assert first == {"conversation_id": conversation_id, "n": 1}
        stream = f"conversation:{conversation_id}"
        with open_page(server, "budi") as budi:
            anna.ask(t="send", conversation_id=conversation_id, text="Dear Mali 👍🏽")
            assert read(network) == ["Dear Mali 👍🏽"]
            session = anna.entry("session")["body"]["session"]
            anna.done("close_session", session_id=session["id"])
            waiting = anna.wait_for(
                lambda one: one["t"] == "event" and one["body"].get("item", {}).get("state") == "waiting"
            )
            assert waiting["body"]["item"]["agent_name"] == "Anna Ozola"
            assert anna.ask(t="send", conversation_id=conversation_id, text="?")["code"] == "wrong_state"
            again = write(network, "m2", "One more thing")
            assert again["conversation_id"] == conversation_id
            offer = anna.offer()
            assert (offer["conversation_id"], offer["epoch"]) == (conversation_id, 2)
            anna.done("accept_offer", offer_id=offer["id"], epoch=2)
            anna.subscribe(stream, 0)
            assert anna.entry("message", stream, text="One more thing")["n"] == again["n"]
            budi.ping()
            assert all(one.get("body", {}).get("kind") != "offer" for one in budi.log)


@pytest.mark.mission("S10", part="end")
def test_after_the_end_the_next_letter_begins_anew_without_the_old_history(
    server: Server, network: httpx.Client
) -> None:
    with open_page(server, "anna") as anna:
        old = write(network, "m1", "First matter")["conversation_id"]
        assert take_offer(anna) == old
        anna.ask(t="send", conversation_id=old, text="Settled")
        anna.done("end_conversation", conversation_id=old)
        new = write(network, "m2", "Second matter")["conversation_id"]
        assert new != old
        assert take_offer(anna) == new
        snapshot = anna.snapshot(f"conversation:{new}")
        texts = [one["body"].get("text") for one in snapshot["body"]["entries"]]
        assert "Second matter" in texts
        assert "First matter" not in texts


def test_a_letter_that_is_delivered_twice_is_taken_once(server: Server, network: httpx.Client) -> None:
    first = write(network, "m1", "Once")
    assert write(network, "m1", "Once") == first
    second = write(network, "m2", "Twice")
    assert write(network, "m2", "Twice") == second
    assert second["n"] == first["n"] + 1 or second["conversation_id"] == first["conversation_id"]
    other = {"customer_id": "mali", "message_id": "m1", "text": "Something else"}
    reused = network.post(f"{DOOR}/messages", json=other)
    assert (reused.status_code, reused.json()["code"]) == (409, "id_reused")
    assert write(network, "m1", "Once", customer_id="somchai")["conversation_id"] != first["conversation_id"]


REFUSED: list[tuple[dict[str, str], int]] = [
    ({}, 400),
    ({"customer_id": "a b", "message_id": "m", "text": "t"}, 400),
    ({"customer_id": "a" * 65, "message_id": "m", "text": "t"}, 400),
    ({"customer_id": "a", "message_id": "", "text": "t"}, 400),
    ({"customer_id": "a", "message_id": "m", "text": ""}, 400),
    ({"customer_id": "a", "message_id": "m", "text": "t", "name": "x" * 201}, 413),
    ({"customer_id": "a", "message_id": "m", "text": "x" * 30_000}, 413),
    ({"customer_id": "a", "message_id": "m", "text": "t", "role": "agent"}, 400),
]


def test_a_letter_out_of_bounds_is_refused(network: httpx.Client) -> None:
    for body, status in REFUSED:
        answer = network.post(f"{DOOR}/messages", json=body)
        assert answer.status_code == status, body
        assert answer.headers["content-type"] == "application/problem+json"
    assert network.post("/api/channels/test/website/messages", json=REFUSED[4][0]).status_code == 404
