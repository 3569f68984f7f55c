"""What differs is told place by place, as a person would read it."""

from hypothesis import given, settings

from config.definitions import Said, configurations
from cordboard.config.differing import differences
from cordboard.config.reading import read

BEFORE = b"""\
cordboard: 1
queues:
  support: {name: Support, overflow: [{cause: out_of_hours, act: end}]}
  sales: {name: Sales}
agents:
  anna: {queue_ids: [support]}
  budi: {}
"""
AFTER = b"""\
cordboard: 1
skills:
  latvian: {name: Latvian}
queues:
  support: {name: Help, priority: 5}
agents:
  anna: {queue_ids: [support]}
"""


def test_additions_removals_and_changes_are_told_with_their_places() -> None:
    before, after = read(BEFORE), read(AFTER)
    found = differences(before.configuration, after.configuration, (before.agents, after.agents))
    assert {str(one).split(": {")[0] for one in found} == {
        '~ queues.support.name: "Support" -> "Help"',
        "~ queues.support.priority: 100 -> 5",
        "- queues.support.overflow[0]",
        "- queues.sales",
        "+ skills.latvian",
    }


@settings(max_examples=30)
@given(configurations(), configurations())
def test_nothing_differs_from_itself_and_something_from_anything_else(one: Said, other: Said) -> None:
    assert differences(one[0], one[0], (one[1], one[1])) == []
    if one[0] != other[0]:
        assert differences(one[0], other[0])
