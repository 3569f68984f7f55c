"""Finds slugs that nothing fills in, and those of records, which have no value yet."""

from collections.abc import Iterable, Iterator

from cordboard.config.checks_finding import Finding, warning
from cordboard.core.channel import ChannelKind
from cordboard.core.slugs import OF_RECORDS, OUR_OWN, slugs_in
from cordboard.core.workstream import Workstream

OF_WIDGETS = frozenset({"page", "language", "browser"})
"""What the widget says by itself of its visitors."""


def slug_findings(path: str, text: str, workstreams: Iterable[Workstream]) -> Iterator[Finding]:
    """Find slugs of a text that no workstream which shows it gives a value."""
    shown_by = tuple(workstreams)
    for slug in dict.fromkeys(slugs_in(text)):
        if slug in OF_RECORDS:
            yield warning(
                path,
                f"{{{slug}}} has no value yet: it comes with records.",
                "Leave it if it may stay empty until then, or take it out.",
            )
        elif slug not in OUR_OWN and not any(_gives(one, slug) for one in shown_by):
            yield warning(
                path,
                f"No question asks for {{{slug}}}: it stays empty unless a site's pages give it.",
                "Correct the name, or add a question of that name to the workstream's widget.",
            )


def _gives(workstream: Workstream, slug: str) -> bool:
    """Whether conversations of the workstream can have a detail of this name; networks may say anything."""
    if workstream.channel is not ChannelKind.LIVE_CHAT:
        return True
    return slug in OF_WIDGETS or any(question.name == slug for question in workstream.widget.questions)
