"""Scenes of how work looks when it is put before an agent: which template, and what its slugs stand for."""

import pytest
from msgspec.structs import replace

from app.templates import AT_ONCE, WORK, put, shown, staged
from cordboard.app import commands as c
from cordboard.app import setup_commands as sc
from cordboard.app.definitions import configuration_in_force, version_in_force
from cordboard.app.entries import OfferBody
from cordboard.core.configuration import Configuration
from cordboard.core.conversation import Detail
from cordboard.core.ids import ConversationId, TemplateId, VisitorId
from cordboard.core.notification import Desktop, HeadedValue, Icon, Slots
from cordboard.core.user import OPERATOR, SYSTEM
from cordboard.core.workstream import Queue
from floor.players import hire, meet
from floor.stage import BY_POST, LIVE_CHAT, POST, QUEUE, Stage

FRONT, KNOWN, BACK = (replace(WORK, id=TemplateId(name), name=name) for name in ("front", "known", "back"))


def receive(stage: Stage, name: str) -> ConversationId:
    """Let somebody write by post, whose name the channel vouches for where there is one."""
    chat = ConversationId(stage.fresh("letter-"))
    command = c.StartConversation(
        conversation_id=chat,
        workstream_id=POST,
        visitor_id=VisitorId(stage.fresh("writer-")),
        message_id="m",
        text="Hello",
        visitor_name=name,
    )
    stage.do(command, SYSTEM)
    return chat


def test_work_falls_into_the_slot_of_who_wrote_and_of_whether_it_comes_back() -> None:
    stage = Stage()
    for one in (FRONT, KNOWN, BACK):
        put(stage, one, BY_POST, Slots())
    put(stage, BACK, BY_POST, Slots(incoming=FRONT.id, incoming_authenticated=KNOWN.id, returning=BACK.id))
    anna = hire(stage, "Anna")
    customer = meet(stage)
    letters = [customer.starts(workstream=POST), receive(stage, "Māra"), receive(stage, " ")]
    assert [anna.offer(one).template_id for one in letters] == [FRONT.id, KNOWN.id, FRONT.id]
    anna.accepts(letters[0])
    anna.presses_x(letters[0])
    customer.writes(letters[0], "One more thing")
    assert anna.offer(letters[0]).template_id == BACK.id
    put(stage, FRONT, BY_POST, Slots(incoming=FRONT.id))
    assert anna.offer(receive(stage, "Jānis")).template_id == ""


def test_what_nobody_has_looked_at_does_not_come_back_to_anybody() -> None:
    stage = Stage()
    put(stage, BACK, BY_POST, Slots())
    put(stage, AT_ONCE, BY_POST, Slots(incoming=AT_ONCE.id, returning=BACK.id))
    anna = hire(stage, "Anna")
    letter = receive(stage, "")
    anna.sees(letter)
    stage.wait(BY_POST.unseen_reroute_s)
    bo = hire(stage, "Bo")
    assert bo.offer(letter).template_id == AT_ONCE.id


@pytest.mark.mission("N5")
@pytest.mark.mission("N15", part="timeout")
def test_without_a_countdown_the_agent_has_its_time_all_the_same() -> None:
    stage = staged(replace(WORK, countdown_s=90, show_countdown=False))
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    anna.sees(chat)
    seen = shown(anna, chat)
    assert (seen.show_countdown, seen.expires_at_ms - seen.made_at_ms) == (False, 90_000)
    stage.wait(90)
    assert anna.offered == [chat]
    stage.wait(ms=1)
    assert (anna.offered, anna.alerts) == ([], ["missed"])


def test_pages_get_the_values_of_the_slugs_in_use_and_no_others() -> None:
    fields = (HeadedValue(header="About", value="{topic}, {caseTitle}"), HeadedValue(header="x", value="y"))
    stage = staged(replace(WORK, title="{customerName} in {queueName} {nothing}", fields=fields))
    anna = hire(stage, "Anna")
    details = {"topic": "{queueId} & <b>", "age": "7", "customerName": "Eve", "queueName": "Vault", "": "x"}
    chat = meet(stage).starts(details=tuple(Detail(name=key, value=text) for key, text in details.items()))
    seen = shown(anna, chat).notification
    assert seen.values == {"queueName": "General", "topic": "{queueId} & <b>"}
    assert (seen.title, [line.header for line in seen.fields]) == (
        "{customerName} in {queueName} {nothing}",
        ["About", "x"],
    )


def test_a_question_never_speaks_for_what_the_house_knows() -> None:
    slugs = ("visitorLanguage", "visitorDevice", "caseId", "customerRecordId", "queueId")
    stage = staged(replace(WORK, title=" ".join(f"{{{slug}}}" for slug in slugs)))
    anna = hire(stage, "Anna")
    said = [*((slug, "forged") for slug in slugs), ("browser", "Firefox")]
    chat = meet(stage).starts(details=tuple(Detail(name=name, value=value) for name, value in said))
    assert shown(anna, chat).notification.values == {"visitorDevice": "Firefox", "queueId": QUEUE}


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 199 + "…"),
        ("x" * 198 + " yz", "x" * 198 + "…"),
        ("one\n\ttwo\x1b[31m \x00 three", "one two [31m three"),
        ("\x00 \n", None),
    ],
)
def test_a_value_is_one_line_without_control_characters_and_of_bounded_length(
    said: str, value: str | None
) -> None:
    stage = staged(replace(WORK, title="{topic}"))
    anna = hire(stage, "Anna")
    chat = meet(stage).starts(details=(Detail(name="topic", value=said),))
    assert shown(anna, chat).notification.values == ({} if value is None else {"topic": value})


def test_an_offer_that_is_out_is_shown_anew_when_its_look_changes_goes_and_comes_back() -> None:
    stage = staged(WORK)
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    made = anna.offer(chat)

    def looks() -> list[tuple[str, str, str]]:
        bodies = [one.offer for one in stage.bodies("agent:anna") if isinstance(one, OfferBody)]
        told = bodies[-1].notification
        assert bodies[-1] == shown(anna, chat)
        return [(told.title, told.icon, told.desktop)]

    assert looks() == [("{customerName}", "channel", "never")]
    put(stage, replace(WORK, title="{queueName}", icon=Icon.STAR), LIVE_CHAT, Slots(incoming=WORK.id))
    assert looks() == [("{queueName}", "star", "never")]
    _apply(stage, replace(configuration_in_force(stage.writer.view), notifications=(), workstreams=()))
    assert looks() == [("", "channel", Desktop.BACKGROUND.value)]
    stage.do(sc.Configure(queues=(Queue(id=QUEUE, name="Front"),)), OPERATOR)
    put(stage, WORK, LIVE_CHAT, Slots())
    assert looks() == [("{customerName}", "channel", "never")]
    assert anna.offer(chat) == made
    anna.accepts(chat)


def _apply(stage: Stage, wanted: Configuration) -> None:
    streams = (LIVE_CHAT, BY_POST)
    command = sc.ApplyConfiguration(
        configuration=replace(wanted, workstreams=streams),
        document="cordboard: 1\n",
        reason="less",
        seen=version_in_force(stage.writer.view),
    )
    stage.do(command, OPERATOR)
