"""Agents with several tabs on two machines, who sleep, click and forget, against the real server.

Whatever they do: no offer is accepted twice, none is stranded, and none is shown after its end.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from api.furnishing import furnish, submit
from api.pages import Frame
from api.process import PATIENCE_S, Server
from api.shift import KEY, STREAMS, Shift
from api.tabs import Tab, machines
from cordboard import boot, sample
from cordboard.app.setup_commands import Configure
from cordboard.core.channel import ChannelKind
from cordboard.core.ids import TemplateId, WorkstreamId
from cordboard.core.notification import AutoAssign, NotificationTemplate, Slots
from cordboard.core.workstream import Workstream
from cordboard.floor.clock import Clock
from cordboard.settings import Settings
from cordboard.store.engine import connect

AGENTS = ("anna", "budi")
STEPS = 260
TAKEN = frozenset({"accepted", "assigned", "assigned_unseen"})

PLAIN = NotificationTemplate(
    id=TemplateId("plain"), name="Plain", title="{customerName}", countdown_s=2, extensions=2
)
TEMPLATES = (
    PLAIN,
    replace(PLAIN, id=TemplateId("kept"), show_reject=False, show_countdown=False),
    replace(PLAIN, id=TemplateId("given"), auto_assign=AutoAssign.AT_ONCE, extensions=0),
    replace(
        PLAIN,
        id=TemplateId("opened"),
        auto_assign=AutoAssign.AFTER_TIMEOUT,
        auto_accept=True,
        countdown_s=1,
        extensions=0,
    ),
)


def workstreams() -> Iterator[Workstream]:
    """One for each way in which work can come."""
    for name, template in zip(STREAMS, TEMPLATES, strict=True):
        yield Workstream(
            id=WorkstreamId(name),
            name=name,
            channel=ChannelKind.TEST,
            queue_id=sample.QUEUE,
            notifications=Slots(incoming=template.id, incoming_authenticated=template.id),
            displayed_within_s=1,
            unseen_reroute_s=2,
            decline_limit=1_000,
        )


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    furnish(tmp_path / "data")
    with boot.opened(Settings(data_dir=tmp_path / "data"), Clock()) as (writer, _):
        submit(writer, Configure(notifications=TEMPLATES, workstreams=tuple(workstreams())))
    with Server(
        tmp_path, test_channel_key=KEY, beat_every_ms=300, silent_after_ms=900, sign_ins_burst=1_000
    ) as server:
        yield server


@pytest.mark.parametrize("seed", [1, 2])
def test_no_offer_is_accepted_twice_or_stranded_or_shown_after_its_end(
    server: Server, tmp_path: Path, seed: int
) -> None:
    with machines(server, AGENTS) as clients, closing(server.sign_in("saga")) as saga:
        shift = Shift(server, seed, clients)
        deeds = shift.deeds()
        for _ in range(STEPS):
            shift.mend()
            shift.paint()
            shift.chance.choice(deeds)(shift.chance.choice(AGENTS))
        boss = Tab(server, saga, saga.get("/api/me").json()["user"]["id"])
        shift.come_to_rest(lambda: not ongoing(boss))
        for both in shift.tabs.values():
            for tab in both:
                settled(shift, tab)
        boss.leave()
        shift.leave()
    took = taken_by_people(shift)
    server.stop()
    check_records(tmp_path / "data", shift, took)


def ongoing(boss: Tab) -> list[Frame]:
    """What the supervisor sees of the queue."""
    assert boss.page.subscribe(f"floor:{sample.QUEUE}")["t"] == "caught_up"
    snapshot = boss.page.hear("snapshot", stream=f"floor:{sample.QUEUE}")
    items: list[Frame] = snapshot["body"]["items"]
    boss.page.say(t="unsubscribe", stream=f"floor:{sample.QUEUE}")
    return items


def settled(shift: Shift, tab: Tab) -> None:
    """Nothing is on its way any more: the tab shows no offer, and heard of each end once."""
    until = time.monotonic() + PATIENCE_S
    while tab.shown() or tab.unanswered():
        assert time.monotonic() < until, f"still shown: {tab.shown()}; unanswered: {tab.unanswered()}"
        shift.mend()
        time.sleep(0.05)
    assert not tab.faults
    ends = Counter(tab.ever_ended())
    assert set(ends.values()) <= {1}, ends


def taken_by_people(shift: Shift) -> Counter[str]:
    """How often an accept of each offer was answered with success, counting every command once."""
    took = Counter(shift.by_worker)
    for offer_id, tab, command in shift.accepts:
        answer = tab.answers_to([command]).get(command)
        took[offer_id] += answer is not None and answer["t"] == "result"
    return took


def check_records(data: Path, shift: Shift, took: Counter[str]) -> None:
    """What is on disk tells the same story."""
    unheard = {offer_id for offer_id, tab, command in shift.accepts if not tab.answers_to([command])}
    """Accepts whose tab was closed before the answer came."""
    db = connect(Settings(data_dir=data).database)
    offers = list(
        db.execute(
            "SELECT id, conversation_id, epoch, outcome, made_at_ms, ended_at_ms FROM offer "
            "ORDER BY conversation_id, epoch"
        )
    )
    states = {row[0] for row in db.execute("SELECT DISTINCT state FROM conversation")}
    attempts = list(
        db.execute(
            "SELECT conversation_id, opened_at_ms, closed_at_ms FROM assignment "
            "ORDER BY conversation_id, rowid"
        )
    )
    db.close()
    assert states == {"closed"}
    of_one: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for offer_id, conversation_id, _, outcome, made, ended in offers:
        assert outcome is not None, f"{offer_id} is stranded"
        assert ended >= made
        of_one[conversation_id].append((made, ended))
        if outcome == "accepted":
            assert took[offer_id] == 1 or offer_id in unheard, (
                f"{offer_id} was accepted {took[offer_id]} times"
            )
        else:
            assert took[offer_id] == 0, f"{offer_id} ended {outcome}, and an accept of it succeeded"
    assert len(of_one) == shift.written
    for spans in of_one.values():
        assert all(before[1] <= after[0] for before, after in pairwise(spans)), "two offers at once"
    held: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
    for conversation_id, opened, closed in attempts:
        held[conversation_id].append((opened, closed))
    for spans_held in held.values():
        closes = [closed for _, closed in spans_held]
        assert None not in closes, "an attempt never ended"
        assert all(
            before[1] is not None and before[1] <= after[0] for before, after in pairwise(spans_held)
        ), "owned twice"
