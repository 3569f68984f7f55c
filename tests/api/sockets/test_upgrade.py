"""The way in: who is asked, what they see, and what a refusal looks like."""

import socket

import pytest

from api.sockets.house import House, Recorder, echo
from api.sockets.peer import ACCEPT, TIMEOUT_S, Peer
from cordboard.api.sockets import Rejection


@pytest.mark.parametrize("status", [401, 403, 404, 429, 503])
def test_a_rejection_is_a_plain_answer_and_the_end(house: House, status: int) -> None:
    with Peer(house.port) as peer:
        answer = peer.ask(house.expect(Rejection(status, "เสียใจด้วย", retry_after_s=3)))
        assert answer[0] == status
        assert answer[1]["retry-after"] == "3"
        assert answer[2] == "เสียใจด้วย"
        assert peer.at_end()


def test_an_acceptor_that_raises_is_an_answer_of_500(house: House) -> None:
    with Peer(house.port) as peer:
        assert peer.ask(house.expect(KeyError("planted")))[0] == 500
        assert peer.at_end()
    assert house.faults.get(timeout=TIMEOUT_S)[0] == "accept"


WRONG_REQUESTS: dict[str, tuple[int, dict[str, str], list[tuple[str, str]]]] = {
    "an old version": (426, {"Sec_WebSocket_Version": "8"}, []),
    "no version": (426, {"Sec_WebSocket_Version": ""}, []),
    "no key": (400, {"Sec_WebSocket_Key": ""}, []),
    "a short key": (400, {"Sec_WebSocket_Key": "c2hvcnQ="}, []),
    "a key of other letters": (400, {"Sec_WebSocket_Key": "ключ"}, []),
    "two origins": (400, {"Origin": "https://a.example"}, [("Origin", "https://b.example")]),
    "a post": (400, {"method": "POST"}, []),
    "a body": (400, {"Content_Length": "5"}, [("X", "y\r\n\r\nhello")]),
    "a head without end": (431, {"Cookie": "c" * 20_000}, []),
}


@pytest.mark.parametrize("wrong", WRONG_REQUESTS)
def test_a_wrong_request_is_refused_before_anyone_is_asked(house: House, wrong: str) -> None:
    status, changes, extra = WRONG_REQUESTS[wrong]
    asked = len(house.asked)
    with Peer(house.port) as peer:
        answer, headers, body = peer.ask("/socket", *extra, **changes)
        assert answer == status
        assert body
        assert status != 426 or headers["sec-websocket-version"] == "13"
    assert len(house.asked) == asked


@pytest.mark.parametrize("target", ["/", "/socket/", "/Socket", "/socket2?a", "/health", "/%73ocket"])
def test_an_upgrade_at_another_path_is_not_found(house: House, target: str) -> None:
    with Peer(house.port) as peer:
        assert peer.ask(target)[0] == 404
        assert peer.at_end()


def test_the_handshake_shows_what_access_is_decided_by(house: House) -> None:
    target = house.expect(Rejection(403))
    with Peer(house.port) as peer:
        peer.ask(
            target,
            ("Cookie", "a=1"),
            ("Cookie", "b=2"),
            ("X-Mixed-Case", "ค่า"),
            Origin="https://desk.example",
        )
    seen = house.asked[-1]
    assert (seen.path, "?" + seen.query, seen.client_ip) == (
        "/socket",
        target.removeprefix("/socket"),
        "127.0.0.1",
    )
    assert (seen.origin, seen.cookie, seen.host) == ("https://desk.example", "a=1; b=2", "desk.example")
    assert seen.header("x-MIXED-case") == "ค่า".encode().decode("latin-1")
    assert seen.header("absent") is None


def test_an_upgrade_as_firefox_writes_it_is_accepted(house: House) -> None:
    recorder = Recorder(text=echo)
    with Peer(house.port) as peer:
        status, headers, _ = peer.ask(
            house.expect(recorder),
            Connection="keep-alive, Upgrade",
            Upgrade="WebSocket",
            Sec_WebSocket_Extensions="permessage-deflate",
        )
        assert status == 101
        assert headers["sec-websocket-accept"] == ACCEPT
        assert "sec-websocket-extensions" not in headers


def test_nagle_is_off(house: House) -> None:
    recorder = Recorder()
    with house.open(recorder):
        transport = recorder.socket._transport  # type: ignore[attr-defined]
        assert transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
