"""Says what the public may know of a live chat: how its widget looks and asks, whether somebody is there."""

from msgspec import Struct

from cordboard.core.widget import MonitoringNotice, Position, Question, Widget, Words
from cordboard.core.workstream import Workstream


class NoticeWords(Struct, frozen=True, kw_only=True):
    """The monitoring notice as it reads now (mission M17)."""

    version: str
    text: Words
    link: str
    consent: bool


class WidgetShown(Struct, frozen=True, kw_only=True):
    """How the widget looks, and what it says and asks; see `core.widget.Widget`."""

    accent: str
    position: Position
    title: Words
    greeting: Words
    greeting_more: Words
    questions: tuple[Question, ...]
    notice: NoticeWords | None
    show_place: bool
    sound: bool
    transcript: bool


class WorkstreamShown(Struct, frozen=True, kw_only=True):
    """What the widget must know of its workstream."""

    id: str
    name: str
    open_per_visitor: int
    allowed_origins: tuple[str, ...]
    widget: WidgetShown


class LauncherShown(Struct, frozen=True, kw_only=True):
    """What the loader must know to draw the launcher in the host page."""

    accent: str
    position: Position
    title: Words


class Availability(Struct, frozen=True, kw_only=True):
    """What a site may know before it shows its chat."""

    available: bool
    """Somebody could be offered a conversation now."""
    place: int
    """Where a new conversation would stand in the queue; 1 is next."""


def workstream_shown(settings: Workstream) -> WorkstreamShown:
    """Show a live chat to its widget."""
    return WorkstreamShown(
        id=settings.id,
        name=settings.name,
        open_per_visitor=settings.open_per_visitor,
        allowed_origins=settings.allowed_origins,
        widget=_widget_shown(settings.widget),
    )


def launcher_shown(widget: Widget) -> LauncherShown:
    """Show what a host page needs before the frame is opened."""
    return LauncherShown(accent=widget.accent, position=widget.position, title=widget.title)


def _widget_shown(widget: Widget) -> WidgetShown:
    return WidgetShown(
        accent=widget.accent,
        position=widget.position,
        title=widget.title,
        greeting=widget.greeting,
        greeting_more=widget.greeting_more,
        questions=widget.questions,
        notice=_notice_words(widget.notice) if widget.notice is not None else None,
        show_place=widget.show_place,
        sound=widget.sound,
        transcript=widget.transcript,
    )


def _notice_words(notice: MonitoringNotice) -> NoticeWords:
    return NoticeWords(version=notice.version, text=notice.text, link=notice.link, consent=notice.consent)
