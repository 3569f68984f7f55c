"""Keeps notices of monitoring that were ever in force, and records who began under which (mission M17)."""

from cordboard.app.ports import Tx
from cordboard.core.channel import ChannelKind
from cordboard.core.errors import Code, require
from cordboard.core.widget import MonitoringNotice, NoticeGiven, NoticeShown, NoticeText
from cordboard.core.workstream import Workstream


def notice_of(settings: Workstream) -> MonitoringNotice | None:
    """Return what customers of the workstream are told; only a live chat has a page to tell it on."""
    return settings.widget.notice if settings.channel is ChannelKind.LIVE_CHAT else None


def keep(tx: Tx, settings: Workstream) -> None:
    """Keep the text in force, so that a recorded version can be read when it reads otherwise."""
    notice = notice_of(settings)
    if notice is not None and tx.find(NoticeText, notice.version) is None:
        kept = NoticeText(id=notice.version, text=notice.text, link=notice.link, first_at_ms=tx.now_ms)
        tx.put(kept)


def take(tx: Tx, settings: Workstream, shown: NoticeShown | None) -> NoticeGiven | None:
    """Return the record of the notice as it was shown; None where none was, or one that nobody ever wrote.

    A text that was changed while the page stood open was shown all the same; consent is to the present one.

    Raises:
        Refusal: CONSENT_NEEDED where the customer must agree to the present text and has not.
    """
    notice = notice_of(settings)
    if notice is None:
        return None
    agreed = shown is not None and shown.agreed and shown.version == notice.version
    sentence = f"Show the monitoring notice {notice.version}, let the customer agree, and start again."
    require(agreed or not notice.consent, Code.CONSENT_NEEDED, sentence)
    written = shown is not None and (
        shown.version == notice.version or tx.find(NoticeText, shown.version) is not None
    )
    if shown is None or not written:
        return None
    return NoticeGiven(version=shown.version, language=shown.language, agreed=shown.agreed, at_ms=tx.now_ms)
