"""Attributes: every name that conditions can ask for, and what it says."""

from typing import Any

import pytest
from msgspec.structs import replace

from cordboard.core.attributes import of_agent, of_moment, of_work
from cordboard.core.conversation import Detail, State
from cordboard.core.hours import Weekday
from cordboard.core.ids import ProfileId, QueueId, SkillId
from cordboard.core.rules import Plain
from cordboard.core.skill import SkillRating
from core.test_conversation import conversation
from core.test_routing import agent

ASKED = tuple(SkillRating(skill_id=SkillId(one)) for one in ("thai", "latvian"))
WORK = replace(
    conversation(State.OPEN),
    details=(Detail(name="topic", value="first"), Detail(name="topic", value="second")),
    values={"a.b": "c"},
    skills=ASKED,
)
WHO = replace(
    agent(),
    capacity_units=9,
    off_hours=True,
    queue_ids=(QueueId("a"), QueueId("b")),
    attributes={"team": "north"},
)


def nothing(name: str) -> Plain | None:
    """The attributes of a moment of which nothing is known."""
    return None


def known(name: str) -> Plain | None:
    moment = of_moment(lambda: (Weekday.FRIDAY, 17), {"shop": True, "office": False}.get)
    return of_agent(
        WHO,
        WORK,
        of_work(WORK, 62_999, moment),
        units_free=4,
        ratings={SkillId("thai"): 8}.get,
        profile_free={ProfileId("chat"): 2}.get,
    )(name)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("work.channel", "test"),
        ("work.workstream", "web"),
        ("work.title", "Visitor 1"),
        ("work.named", False),
        ("work.units", 2),
        ("work.waited_s", 61),
        ("detail.topic", "first"),
        ("detail.other", None),
        ("value.a.b", "c"),
        ("value.other", None),
        ("time.weekday", "friday"),
        ("time.hour", 17),
        ("hours.shop", "open"),
        ("hours.office", "closed"),
        ("hours.other", None),
        ("agent.units_free", 4),
        ("agent.units_total", 9),
        ("agent.presence", "available"),
        ("agent.skill.thai", 8),
        ("agent.skill.latvian", 0),
        ("agent.skill_count", 1),
        ("agent.profile_free.chat", 2),
        ("agent.profile_free.email", 0),
        ("agent.attribute.team", "north"),
        ("agent.attribute.other", None),
        ("agent.is_working", False),
        ("agent.queue_count", 2),
        ("agent.other", None),
        ("nonsense", None),
        ("", None),
    ],
)
def test_what_attributes_say(name: str, wanted: Any) -> None:
    assert known(name) == wanted
