"""Makes configurations for Hypothesis: of any values, as long as a file can say them."""

from operator import attrgetter
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from cordboard.config.sections import AGENTS, KEYS, SECTIONS
from cordboard.config.zones import zones_of
from cordboard.core.configuration import AgentSettings, Configuration
from cordboard.core.workstream import ORGANISATION, Organisation
from store.values import of_type

Said = tuple[Configuration, tuple[AgentSettings, ...] | None]
ZONES = st.sampled_from(("UTC", "Europe/Riga", "Asia/Bangkok", "America/Sao_Paulo"))


def as_signed_in(settings: AgentSettings) -> AgentSettings:
    """The settings under their login as the house knows it."""
    return replace(settings, login=settings.login.strip().lower())


KINDS = {section: of_type(kind) for section, kind in SECTIONS.items()}
KINDS[AGENTS] = KINDS[AGENTS].map(as_signed_in)
SOME: dict[str, st.SearchStrategy[list[Any]]] = {
    section: st.lists(values, min_size=1, max_size=2, unique_by=attrgetter(KEYS[section]))
    for section, values in KINDS.items()
}
ORGANISATIONS = st.just(Organisation()) | of_type(Organisation)


@st.composite
def configurations(draw: st.DrawFn) -> Said:
    """Any organisation, with values in one or two sections; time zones are those that are named."""
    filled = draw(st.sets(st.sampled_from(list(SECTIONS)), max_size=2))
    parts = {section: tuple(draw(SOME[section])) for section in sorted(filled)}
    agents = parts.pop(AGENTS, None)
    if "hours" in parts:
        parts["hours"] = tuple(replace(one, time_zone=draw(ZONES)) for one in parts["hours"])
    organisation = replace(draw(ORGANISATIONS), id=ORGANISATION, time_zone=draw(ZONES))
    named = {organisation.time_zone, *(one.time_zone for one in parts.get("hours", ()))}
    return Configuration(organisation=organisation, time_zones=zones_of(named), **parts), agents
