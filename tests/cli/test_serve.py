"""The command `serve`: refuses what is unsafe, stops politely, and writes no secret into its log."""

import json
import socket
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from api.furnishing import PASSWORD, furnish, stand_in_pages
from api.pages import Page, agent_page, cookie_of, new_id, start, take_offer, visit
from api.process import Server, cordboard
from cordboard.store.engine import connect


@pytest.mark.parametrize(
    ("words", "settings", "part"),
    [
        (("serve",), {"host": "0.0.0.0"}, "public_url"),
        (("serve",), {"public_url": "http://chat.example.org"}, "https"),
        (("run",), {"host": "0.0.0.0", "public_url": "https://chat.example.org"}, "loopback"),
        (("serve", "--config", "none.toml"), {}, "none.toml"),
        (("serve",), {"port": "99999"}, "port"),
        (("serve",), {"web_dir": "/nowhere"}, "make build"),
        (("serve",), {"data_dir": "/dev/null/data"}, "/dev/null"),
    ],
)
def test_an_unsafe_or_impossible_start_is_refused_in_one_sentence(
    tmp_path: Path, words: tuple[str, ...], settings: dict[str, str], part: str
) -> None:
    done = cordboard(tmp_path, *words, **settings)
    assert done.returncode == 1, done
    assert part in done.stderr
    assert done.stderr.strip().count("\n") == 0, done.stderr


def test_a_database_that_is_none_or_of_a_later_release_is_refused(tmp_path: Path) -> None:
    furnish(tmp_path / "data")
    database = tmp_path / "data" / "cordboard.sqlite3"
    with closing(connect(database)) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    later = cordboard(tmp_path, "serve")
    assert later.returncode == 1
    assert "9999" in later.stderr
    database.write_bytes(b"this is a letter, not a database; it is long enough to look like one" * 100)
    damaged = cordboard(tmp_path, "serve")
    assert damaged.returncode == 1
    assert damaged.stderr.strip().count("\n") == 0, damaged.stderr


def test_a_second_server_on_the_same_data_is_refused(tmp_path: Path) -> None:
    furnish(tmp_path / "data")
    with Server(tmp_path) as server:
        second = cordboard(tmp_path, "serve", port=server.port + 1)
        assert second.returncode == 1
        assert "Another process is using" in second.stderr
        with closing(server.sign_in("anna")) as client:
            assert client.get("/api/me").status_code == 200, "the first one serves on"
        assert server.stop() == 0


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = cordboard(tmp_path, "serve", port=taken.getsockname()[1])
    assert done.returncode > 0
    assert "address already in use" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_stopping_server_says_good_bye_and_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    furnish(tmp_path / "data")
    with Server(tmp_path, visitor_burst=10_000) as server, ExitStack() as stack:
        client = stack.enter_context(closing(server.sign_in("anna")))
        anna = stack.enter_context(agent_page(server, client))
        customer = stack.enter_context(Page(server, token=visit(server)))
        conversation_id = start(customer, "Hello?")
        take_offer(anna)
        ids = [new_id() for _ in range(500)]
        for number, message_id in enumerate(ids):
            customer.say(t="send", id=message_id, conversation_id=conversation_id, text=str(number))
        customer.answer(ids[0])
        assert server.stop() == 0
        for page in (anna, customer):
            assert page.wait_for_end()[0] == 1012
            assert page.hear("bye", reason="drain")["retry_after_ms"] > 0
        acknowledged = {one["id"] for one in customer.log if one["t"] == "result"} & set(ids)
        with closing(connect(server.data_dir / "cordboard.sqlite3", read_only=True)) as db:
            stored = {row[0] for row in db.execute("SELECT client_id FROM entry WHERE client_id IS NOT NULL")}
            assert acknowledged
            assert acknowledged <= stored
            wal = server.data_dir / "cordboard.sqlite3-wal"
            assert not wal.exists() or wal.stat().st_size == 0, "it was put away"


def test_the_log_of_a_whole_session_holds_no_secret(tmp_path: Path) -> None:
    furnish(tmp_path / "data")
    text, nonsense = "a customer's own words", '{"t":"hello","token":"a token in a broken frame"'
    with Server(tmp_path, test_channel_key="the network's key") as server, ExitStack() as stack:
        client = stack.enter_context(closing(server.sign_in("anna")))
        token = visit(server)
        secrets = [client.cookies["cordboard"], client.headers["x-csrf-token"], token]
        anna = stack.enter_context(agent_page(server, client))
        customer = stack.enter_context(Page(server, token=token))
        conversation_id = start(customer, text)
        take_offer(anna)
        for body in (b"{", json.dumps({"login": "anna", "password": PASSWORD + "!"}).encode()):
            client.post("/api/sign-in", content=body)
        client.get("/api/nothing", params={"token": token})
        for page in (anna, customer):
            page.say_raw(nonsense)
            page.hear("fault")
        wrong = Page(server, greet=False)
        stack.enter_context(wrong)
        wrong.say(t="hello", v=1, token=token + "x")
        wrong.wait_for_end()
        anna.ask(t="draft", conversation_id=conversation_id, text=text, version=0)
        changed = client.post("/api/password", json={"current": PASSWORD, "new": "a new long sentence"})
        assert changed.status_code == 204
        client.post("/api/sign-out-everywhere")
        anna.wait_for_end()
        server.kill()
        for page in (anna, customer, wrong):
            page.leave()
        server.start()
        assert server.stop() == 0
        secrets += [PASSWORD, "a new long sentence", text, "a token in a broken frame", "the network's key"]
        for secret in secrets:
            assert secret not in server.log
        assert "$argon2" not in server.log
        assert "Traceback" not in server.log


def test_without_pages_there_is_no_server(tmp_path: Path) -> None:
    web = stand_in_pages(tmp_path / "other")
    (web / "widget" / "dist" / "loader.js").unlink()
    done = cordboard(tmp_path, "serve", web_dir=web)
    assert done.returncode == 1
    assert "loader.js" in done.stderr


def test_a_cookie_survives_a_restart(tmp_path: Path) -> None:
    furnish(tmp_path / "data")
    with Server(tmp_path) as server, closing(server.sign_in("anna")) as client:
        server.kill()
        server.start()
        assert client.get("/api/me").status_code == 200, "at the very first request"
        with Page(server, cookie=cookie_of(client)) as page:
            assert page.welcome["you"]["name"] == "Anna Ozola"
        assert server.stop() == 0
