"""What stands in braces: only letters, digits and underscores; what customers say is never read as such."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordboard.core.channel import ChannelKind
from cordboard.core.control_characters import has_control
from cordboard.core.conversation import Conversation, Detail
from cordboard.core.ids import ConversationId, QueueId, VisitorId, WorkstreamId
from cordboard.core.slugs import CUSTOMER_NAME, OUR_OWN, VALUE_LIMIT, shortened, slugs_in, values_of
from cordboard.core.workstream import Queue

QUEUE = Queue(id=QueueId("front"), name="Front desk")


def chat(details: dict[str, str]) -> Conversation:
    return Conversation(
        id=ConversationId("chat"),
        channel=ChannelKind.LIVE_CHAT,
        workstream_id=WorkstreamId("web"),
        queue_id=QUEUE.id,
        visitor_id=VisitorId("v"),
        title="Visitor 1",
        visitor_number=1,
        details=tuple(Detail(name=name, value=value) for name, value in details.items()),
        state_since_ms=0,
        created_at_ms=0,
        queued_at_ms=0,
        units=1,
    )


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("{customerName}: {topic}{topic}", ["customerName", "topic", "topic"]),
        ("{ topic} {to-pic} {} {1st} {{queueId}} }{", ["queueId"]),
        ("plain", []),
    ],
)
def test_slugs_are_names_in_braces(text: str, slugs: list[str]) -> None:
    assert slugs_in(text) == slugs


names = st.sampled_from((*sorted(OUR_OWN), "language", "browser", "topic", "name")) | st.text(max_size=5)


@given(st.dictionaries(names, st.text(max_size=300), max_size=8))
def test_no_answer_speaks_for_the_house_or_breaks_a_line(details: dict[str, str]) -> None:
    values = values_of(chat(details), QUEUE)
    assert (values["queueId"], values["queueName"]) == ("front", "Front desk")
    assert values.keys() & OUR_OWN <= {"queueId", "queueName", "visitorLanguage", "visitorDevice"}
    assert CUSTOMER_NAME not in values
    for slug, value in values.items():
        assert value == value.strip() != ""
        assert not has_control(value)
        assert slug in OUR_OWN or " ".join(details[slug].split()) == value or has_control(details[slug])
        short = shortened(value)
        assert len(short) <= VALUE_LIMIT
        assert short == value if len(value) <= VALUE_LIMIT else short.endswith("…")
