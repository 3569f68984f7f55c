"""Says that the linter is silent on a sound configuration, and looks at any other without failing."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from config.cases import looked_at
from config.sound import FRONT, SOUND, Scene, agent, edited, hours, queue, waiting, workstream
from cordboard.config.checks import Severity, check
from cordboard.core.configuration import AgentSettings, Configuration
from cordboard.core.hours import Hours
from cordboard.core.skill import Skill
from cordboard.core.workstream import Queue, Workstream
from store.values import of_type


def test_a_sound_configuration_has_no_findings() -> None:
    assert looked_at(SOUND) == []


def test_nothing_is_said_of_people_who_are_not_known() -> None:
    alone = edited(SOUND, agent("budi", queue_ids=(), hours_id=None), workstream("website", units=9))
    assert looked_at(alone)
    assert check(alone.configuration, None) == []


def test_errors_come_first() -> None:
    spoilt = edited(
        SOUND,
        workstream("website", allowed_presences=()),
        hours("office", slots=()),
        queue("front", waiting_overflow=waiting(FRONT)),
        agent("budi", queue_ids=()),
    )
    severities = [finding.severity for finding in looked_at(spoilt)]
    assert severities == sorted(severities, key=list(Severity).index)
    assert severities.count(Severity.ERROR) == 4


def some_of(kind: type) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of_type(kind), max_size=2).map(tuple)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(
    parts=st.fixed_dictionaries(
        {
            "hours": some_of(Hours),
            "skills": some_of(Skill),
            "queues": some_of(Queue),
            "workstreams": some_of(Workstream),
        }
    ),
    agents=st.none() | some_of(AgentSettings),
)
def test_no_configuration_is_too_wrong_to_be_looked_at(
    parts: dict[str, tuple[object, ...]], agents: tuple[AgentSettings, ...] | None
) -> None:
    configuration = replace(Configuration(), **parts)
    for finding in check(configuration, agents):
        assert finding.path.partition(".")[0] in parts
        assert finding.sentence.endswith(".")
        assert finding.mend.endswith(".")


SECTIONS = ("hours", "profiles", "skills", "queues", "workstreams")


@settings(max_examples=60)
@given(
    st.sets(st.tuples(st.sampled_from(SECTIONS), st.integers(0, 3))), st.lists(st.sampled_from(SOUND.agents))
)
def test_references_that_lead_nowhere_are_passed_over(
    missing: set[tuple[str, int]], agents: list[AgentSettings]
) -> None:
    kept = {
        section: tuple(
            one
            for place, one in enumerate(getattr(SOUND.configuration, section))
            if (section, place) not in missing
        )
        for section in SECTIONS
    }
    looked_at(Scene(replace(SOUND.configuration, **kept), tuple(agents)))
