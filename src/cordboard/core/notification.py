"""Says how an offer is put before its agent: its words, its look, and what happens by itself (domain 5.2)."""

from enum import StrEnum

from msgspec import Struct

from cordboard.core.ids import TemplateId

FIELDS_LIMIT = 4
"""Of one template (domain 5.2)."""


class Desktop(StrEnum):
    """When the operating system shows the notification too (mission N3)."""

    NEVER = "never"
    BACKGROUND = "background"
    """While no window of the workspace has the focus."""
    ALWAYS = "always"


class AutoAssign(StrEnum):
    """Whether work becomes the agent's without an answer; then nobody can reject it (mission N9)."""

    NEVER = "never"
    AT_ONCE = "at_once"
    """As soon as a page has shown it: what nobody can see is assigned to nobody (mission N15)."""
    AFTER_TIMEOUT = "after_timeout"
    """When its time is over, if a page has shown it."""


class Icon(StrEnum):
    """The picture beside the words."""

    CHANNEL = "channel"
    """The one of the work's channel."""
    CHAT = "chat"
    LETTER = "letter"
    PHONE = "phone"
    PERSON = "person"
    STAR = "star"
    WARNING = "warning"


class HeadedValue(Struct, frozen=True, kw_only=True):
    """One line of the notification; a line whose value turns out empty is left out."""

    header: str
    value: str
    """Text with slugs, as {customerName}."""


class NotificationTemplate(Struct, frozen=True, kw_only=True):
    """One way of putting work before agents."""

    id: TemplateId
    name: str
    """For administrators; agents don't see it."""
    title: str
    """Text with slugs; where nothing is left of it, and in the stock template, the workspace's own words."""
    icon: Icon = Icon.CHANNEL
    countdown_s: int = 120
    """How long the offer may be answered."""
    show_countdown: bool = True
    """False hides the number only: the time runs in any event (mission N5)."""
    extensions: int = 0
    """How often the agent may ask for the whole time again (WCAG 2.2, 2.2.1)."""
    auto_assign: AutoAssign = AutoAssign.NEVER
    auto_accept: bool = False
    """Opens the session too; only with `auto_assign`, and the countdown is shown then."""
    accept_text: str = ""
    """Empty: the workspace's own word, which is Open where work is assigned by itself."""
    show_reject: bool = True
    """False: the offer can't be rejected, only accepted or left to time out."""
    reject_text: str = ""
    desktop: Desktop = Desktop.NEVER
    fields: tuple[HeadedValue, ...] = ()
    """Empty shows the details that the workstream chooses."""

    @property
    def rejectable(self) -> bool:
        """Whether the agent may decline."""
        return self.show_reject and self.auto_assign is AutoAssign.NEVER


class Slots(Struct, frozen=True, kw_only=True):
    """Which template a workstream uses when; None is the stock one (domain 5.3)."""

    incoming: TemplateId | None = None
    """The customer is not known by name."""
    incoming_authenticated: TemplateId | None = None
    """The channel vouches for who the customer is."""
    returning: TemplateId | None = None
    """Work that an agent had before and that comes back; without it, as incoming."""

    def choose(self, *, named: bool, returned: bool) -> TemplateId | None:
        """Return the template for a piece of work."""
        if returned and self.returning is not None:
            return self.returning
        return self.incoming_authenticated if named else self.incoming


STOCK = TemplateId("")
"""The id of the template for slots that name none."""


def stock(countdown_s: int, *, show_countdown: bool) -> NotificationTemplate:
    """Return the template that is there without any configuration, in the workspace's own words."""
    return NotificationTemplate(
        id=STOCK,
        name="stock",
        title="",
        countdown_s=countdown_s,
        show_countdown=show_countdown,
        desktop=Desktop.BACKGROUND,
    )
