"""Has a notification template for each way in which work can be put before an agent."""

from cordboard.core.ids import TemplateId
from cordboard.core.notification import AutoAssign, NotificationTemplate

TEMPLATES = tuple(
    NotificationTemplate(
        id=TemplateId(f"{auto_assign}-{auto_accept}"),
        name="Work",
        title="{topic}",
        countdown_s=20,
        extensions=2 if auto_assign is AutoAssign.NEVER else 0,
        auto_assign=auto_assign,
        auto_accept=auto_accept,
        show_reject=False,
    )
    for auto_assign in AutoAssign
    for auto_accept in ((False,) if auto_assign is AutoAssign.NEVER else (False, True))
)
