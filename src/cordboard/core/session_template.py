"""Says how a customer session begins: title, communication panel, application tabs (domain 6)."""

from enum import StrEnum

from msgspec import Struct

from cordboard.core.ids import ApplicationId, TemplateId


class Communication(StrEnum):
    """How the communication panel stands when a session opens."""

    DOCKED = "docked"
    MINIMISED = "minimised"
    HIDDEN = "hidden"


class Application(Struct, frozen=True, kw_only=True):
    """A web page that agents may open as a tab of a session (mission S8)."""

    id: ApplicationId
    name: str
    """What its tab is called."""
    url: str
    """https, or http on this machine; slugs in it are filled in, encoded for addresses."""
    own_storage: bool = False
    """Whether the page may use its own cookies and storage, as to stay signed in; never on our own origin."""
    in_menu: bool = True
    """False: it comes only with the session templates that name it."""


class SessionTemplate(Struct, frozen=True, kw_only=True):
    """How the sessions of a workstream begin."""

    id: TemplateId
    name: str
    title: str = ""
    """Text with slugs; empty, or where nothing is left of it, the customer's name (mission S13)."""
    communication: Communication = Communication.DOCKED
    applications: tuple[ApplicationId, ...] = ()
    """Open from the beginning, in this order, and not closed by agents."""


class TabKind(StrEnum):
    """What an application tab shows."""

    EARLIER = "earlier"
    """A conversation that has ended; the target is its id."""
    APPLICATION = "application"
    """A web page of the configuration; the target is its id."""


class OpenTab(Struct, frozen=True, kw_only=True):
    """A tab that an agent has opened beside the anchor."""

    kind: TabKind
    target: str
    at_ms: int = 0
    """When the earlier conversation began: what its tab is called by; 0 for applications."""

    @property
    def key(self) -> str:
        """Name the tab within its session, as `selected_tab` does."""
        return f"{self.kind.value}:{self.target}"


TABS_LIMIT = 10
"""Of one session, those of its template counted and the anchor not (domain appendix B)."""
