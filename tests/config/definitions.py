"""Makes configurations for Hypothesis: of any values, as long as a file can say them."""

import msgspec
from hypothesis import strategies as st

from cordboard.config.sections import KEYS, SECTIONS
from cordboard.config.zones import zones_of
from cordboard.core.configuration import AgentSettings, Configuration
from cordboard.core.workstream import ORGANISATION, Organisation
from store.values import of_type

ZONES = ("UTC", "Europe/Riga", "Asia/Bangkok", "America/Sao_Paulo")


@st.composite
def configurations(draw: st.DrawFn) -> tuple[Configuration, tuple[AgentSettings, ...] | None]:
    """Any configuration, with or without agents; ids are unique, and time zones are those that are named."""
    parts = {
        section: _keyed(draw(st.lists(of_type(kind), max_size=2)), KEYS[section])
        for section, kind in SECTIONS.items()
    }
    agents = parts.pop("agents")
    zone = st.sampled_from(ZONES)
    parts["hours"] = tuple(msgspec.structs.replace(one, time_zone=draw(zone)) for one in parts["hours"])
    organisation = msgspec.structs.replace(draw(of_type(Organisation)), id=ORGANISATION, time_zone=draw(zone))
    named = {organisation.time_zone, *(one.time_zone for one in parts["hours"])}
    configuration = Configuration(organisation=organisation, time_zones=zones_of(named), **parts)
    return configuration, draw(st.none() | st.just(agents))


def _keyed(values: list[msgspec.Struct], key: str) -> tuple[msgspec.Struct, ...]:
    return tuple({getattr(one, key): one for one in values}.values())
