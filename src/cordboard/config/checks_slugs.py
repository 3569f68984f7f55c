"""Finds slugs that nothing fills in, those of records, which have no value yet, and braces around no slug."""

import re
from collections.abc import Iterable, Iterator

from cordboard.config.checks_finding import Finding, warning
from cordboard.config.walk import shortened
from cordboard.core.channel import ChannelKind
from cordboard.core.slugs import OF_RECORDS, OUR_OWN, is_slug, slugs_in, without_slugs
from cordboard.core.workstream import Workstream

OF_WIDGETS = frozenset({"page", "language", "browser"})
"""What the widget says by itself of its visitors."""
BRACED = re.compile(r"\{([^{}]*)\}")


def slug_findings(path: str, text: str, workstreams: Iterable[Workstream]) -> Iterator[Finding]:
    """Find slugs of a text that no workstream which shows it gives a value, and braces that mean nothing."""
    shown_by = tuple(workstreams)
    yield from _braces(path, text, shown_by)
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


def _braces(path: str, text: str, workstreams: tuple[Workstream, ...]) -> Iterator[Finding]:
    """Find braces that a text shows as they stand."""
    rest = without_slugs(text)
    questions = {question.name for one in workstreams for question in one.widget.questions}
    asked = [name for name in dict.fromkeys(BRACED.findall(rest)) if name in questions and not is_slug(name)]
    for name in asked:
        yield warning(
            path,
            f"The question {name!r} can't be named in braces: {{{name}}} is shown as it stands.",
            "Give the question a name of letters, digits and underscores that begins with a letter.",
        )
    for name in asked:
        rest = rest.replace(f"{{{name}}}", "")
    if "{" in rest or "}" in rest:
        yield warning(
            path,
            f"A brace stands around no slug in {shortened(text)}: it is shown as it stands.",
            "Write a slug as {topic}, of letters, digits and underscores, or take the brace out.",
        )


def _gives(workstream: Workstream, slug: str) -> bool:
    """Whether conversations of the workstream can have a detail of this name; networks may say anything."""
    if workstream.channel is not ChannelKind.LIVE_CHAT:
        return True
    return slug in OF_WIDGETS or any(question.name == slug for question in workstream.widget.questions)
