"""What a notification template can't be: each rule refuses the value beside the last that it allows."""

from typing import Any

import pytest
from msgspec.structs import replace

from cordboard.core.channel import ChannelKind
from cordboard.core.configuration import Configuration
from cordboard.core.configuration_mistakes import mistakes_of
from cordboard.core.ids import QueueId, TemplateId, WorkstreamId
from cordboard.core.notification import AutoAssign, HeadedValue, NotificationTemplate, Slots
from cordboard.core.workstream import Queue, Workstream

FIELD = HeadedValue(header="x" * 100, value="x" * 300)
FRONT = NotificationTemplate(
    id=TemplateId("front"),
    name="Front",
    title="x" * 300,
    countdown_s=86_400,
    extensions=10,
    accept_text="x" * 40,
    reject_text="x" * 40,
    fields=(FIELD,) * 4,
)
BY_ITSELF = replace(
    FRONT,
    title="{customerName}",
    countdown_s=1,
    extensions=0,
    auto_assign=AutoAssign.AT_ONCE,
    auto_accept=True,
)
QUEUE = Queue(id=QueueId("support"), name="Support")
SLOTS = Slots(incoming=FRONT.id, incoming_authenticated=FRONT.id, returning=FRONT.id)
WEB = Workstream(
    id=WorkstreamId("web"),
    name="Web",
    channel=ChannelKind.LIVE_CHAT,
    queue_id=QUEUE.id,
    notifications=SLOTS,
)


def found(*templates: NotificationTemplate, slots: Slots = SLOTS) -> list[str]:
    streams = (replace(WEB, notifications=slots),)
    configuration = Configuration(queues=(QUEUE,), workstreams=streams, notifications=templates)
    return [path for path, _ in mistakes_of(configuration, None)]


def test_what_stands_at_every_limit_is_sound() -> None:
    assert found(FRONT) == []
    assert found(BY_ITSELF) == []


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"name": ""}, "name"),
        ({"title": ""}, "title"),
        ({"title": " \t"}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"title": "a\x07b"}, "title"),
        ({"countdown_s": 0}, "countdown_s"),
        ({"countdown_s": 86_401}, "countdown_s"),
        ({"extensions": 11}, "extensions"),
        ({"extensions": -1}, "extensions"),
        ({"extensions": 1, "auto_assign": AutoAssign.AT_ONCE}, "extensions"),
        ({"extensions": 1, "auto_assign": AutoAssign.AFTER_TIMEOUT}, "extensions"),
        ({"auto_accept": True}, "auto_accept"),
        (
            {
                "extensions": 0,
                "auto_accept": True,
                "auto_assign": AutoAssign.AFTER_TIMEOUT,
                "show_countdown": False,
            },
            "show_countdown",
        ),
        ({"accept_text": "x" * 41}, "accept_text"),
        ({"reject_text": "No\n"}, "reject_text"),
        ({"fields": (FIELD,) * 5}, "fields"),
        ({"fields": (FIELD, HeadedValue(header=" ", value="x"))}, "fields[1].header"),
        ({"fields": (HeadedValue(header="x" * 101, value="x"),)}, "fields[0].header"),
        ({"fields": (HeadedValue(header="x", value=""),)}, "fields[0].value"),
        ({"fields": (HeadedValue(header="x", value="x" * 301),)}, "fields[0].value"),
    ],
)
def test_a_template_beyond_a_limit_or_against_itself_is_named(changes: dict[str, Any], path: str) -> None:
    assert set(found(replace(FRONT, **changes))) == {f"notifications.front.{path}"}


@pytest.mark.parametrize("slot", Slots.__struct_fields__)
def test_a_slot_names_a_template_that_is_there(slot: str) -> None:
    slots = replace(SLOTS, **{slot: TemplateId("gone")})
    assert found(FRONT, slots=slots) == [f"workstreams.web.notifications.{slot}"]


def test_a_template_that_a_workstream_uses_can_t_be_left_out() -> None:
    named = [f"workstreams.web.notifications.{slot}" for slot in Slots.__struct_fields__]
    assert found() == named
