"""A disk that takes nothing any more: clients keep what is refused, and it goes on by itself afterwards."""

import resource
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import httpx

from api.furnishing import furnish
from api.looks import is_problem, is_refused
from api.pages import Page, agent_page, new_id, start, take_offer, visit
from api.process import Server
from cordboard.store.engine import connect

TRIES = 6
"""Of five seconds each: the server looks at least so often whether there is room again."""


@contextmanager
def full_disk(server: Server) -> Iterator[None]:
    """Let the server's process write no file any further, as on a disk without a free block."""
    soft, hard = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (0, hard))
    yield
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (soft, hard))


def wait_until_ready(client: httpx.Client, conversation_id: str) -> None:
    """Read until it can be read: while the disk takes nothing, each answer takes its time."""
    for _ in range(TRIES):
        answer = client.get(f"/api/conversations/{conversation_id}/entries")
        if answer.status_code == 200:
            break
        assert is_problem(answer, 503, "read_only")
    assert client.get("/health/ready").status_code == 200


def test_a_full_disk_refuses_for_now_and_loses_nothing(tmp_path: Path) -> None:
    furnish(tmp_path / "data")
    with Server(tmp_path, silent_after_ms=60_000) as server, ExitStack() as stack:
        client = stack.enter_context(closing(server.sign_in("anna")))
        anna = stack.enter_context(agent_page(server, client))
        customer = stack.enter_context(Page(server, token=visit(server)))
        conversation_id = start(customer, "before")
        take_offer(anna)
        send = {"t": "send", "conversation_id": conversation_id}
        first, second = new_id(), new_id()
        with full_disk(server):
            during = customer.ask(**send, id=first, text="during")
            assert is_refused(during, "read_only", again=True)
            assert is_refused(anna.do("choose_presence", presence_id="away"), "read_only", again=True)
            assert client.get("/health/live").status_code == 200
            assert client.get("/health/ready").status_code == 503
            body = {"login": "budi", "password": "cordboard demo"}
            assert is_problem(client.post("/api/sign-in", json=body), 503, "read_only")
            assert client.get("/api/me").status_code == 200
        wait_until_ready(client, conversation_id)
        for page in (anna, customer):
            if page.closed is not None:
                raise AssertionError(f"a page was lost: {page.closed}")
        assert customer.ask(**send, id=first, text="during")["t"] == "result"
        assert customer.ask(**send, id=second, text="after")["t"] == "result"
        anna.entry("message", text="after")
        assert server.stop() == 0
        assert "during" not in server.log.replace("during handling", "")
    with closing(connect(server.data_dir / "cordboard.sqlite3", read_only=True)) as db:
        stored = [row[0] for row in db.execute("SELECT client_id FROM entry WHERE client_id IS NOT NULL")]
        presence = db.execute("SELECT count(*) FROM fact WHERE body LIKE '%away%'").get
    assert [one for one in stored if one in {first, second}] == [first, second]
    assert presence == 0, "what was refused left nothing"
