"""Says what Home shows: dashboards made of sections, one of them the default (mission S12)."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from cordboard.core.errors import Code, require


class Section(StrEnum):
    """What a dashboard can hold; alerts and unsent messages stand above every one of them."""

    MY_WORK = "my_work"
    """What the agent works on now."""
    OPEN_WORK = "open_work"
    """What waits in the agent's queues."""
    CLOSED_WORK = "closed_work"
    """What the agent closed today (interface 2.2)."""


class Dashboard(Struct, frozen=True, kw_only=True):
    """Sections in the order in which they are shown."""

    id: str
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    """The stock ones are named by the workspace in the reader's language."""
    sections: tuple[Section, ...]


STOCK_DASHBOARDS = (
    Dashboard(id="work", name="My work", sections=(Section.MY_WORK, Section.OPEN_WORK, Section.CLOSED_WORK)),
    Dashboard(id="queues", name="Queues", sections=(Section.OPEN_WORK, Section.MY_WORK, Section.CLOSED_WORK)),
    Dashboard(id="focus", name="Focus", sections=(Section.MY_WORK,)),
)


def check_dashboards(dashboards: tuple[Dashboard, ...]) -> None:
    """Refuse dashboards that are none, could not be told apart, or would be empty.

    Raises:
        Refusal: INVALID.
    """
    require(bool(dashboards), Code.INVALID, "There must be a dashboard, or Home would be empty.")
    ids = [one.id for one in dashboards]
    require(len(ids) == len(set(ids)) and all(ids), Code.INVALID, "Every dashboard has an id of its own.")
    for one in dashboards:
        full = 0 < len(one.sections) == len(set(one.sections))
        require(full, Code.INVALID, f"The dashboard {one.id} needs sections, each once.")


def check_default(dashboards: tuple[Dashboard, ...], default: str) -> None:
    """Refuse a default that is none of the dashboards.

    Raises:
        Refusal: INVALID.
    """
    ids = [one.id for one in dashboards]
    require(default in ids, Code.INVALID, f"There is no dashboard {default!r}; there are: {', '.join(ids)}.")
