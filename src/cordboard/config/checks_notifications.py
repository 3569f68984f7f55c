"""Finds notification templates that nobody sees, slugs that stay empty, settings that do nothing."""

from collections.abc import Iterator

from cordboard.config.checks_finding import Finding, warning
from cordboard.config.checks_slugs import slug_findings
from cordboard.core.channel import ABILITIES, ChannelKind
from cordboard.core.configuration import Configuration
from cordboard.core.ids import TemplateId
from cordboard.core.notification import Slots
from cordboard.core.workstream import Workstream

STOCK_COUNTDOWN_S = 120
"""What a workstream has unless its file says otherwise."""


def notifications_nobody_sees(configuration: Configuration) -> Iterator[Finding]:
    """Find templates that no workstream names, and slots into which none of its work falls."""
    for template in configuration.notifications:
        if not _using(configuration, template.id):
            yield warning(
                f"notifications.{template.id}",
                "No workstream puts its work before agents by this template.",
                "Name it in the notifications of a workstream, or take it out.",
            )
    for workstream in configuration.workstreams:
        reached = _reached(workstream)
        for slot in _slots(workstream.notifications):
            if slot not in reached:
                path = f"workstreams.{workstream.id}.notifications.{slot}"
                yield warning(path, NOT_REACHED[slot], "Take it out.")


def slugs_of_notifications(configuration: Configuration) -> Iterator[Finding]:
    """Find slugs of titles and fields that stand for nothing where the template is used."""
    for template in configuration.notifications:
        path, workstreams = f"notifications.{template.id}", _using(configuration, template.id)
        if workstreams:
            yield from slug_findings(f"{path}.title", template.title, workstreams)
            for place, field in enumerate(template.fields):
                yield from slug_findings(f"{path}.fields[{place}].value", field.value, workstreams)


def settings_of_the_stock_template(configuration: Configuration) -> Iterator[Finding]:
    """Find times and looks for a stock template that all of a workstream's work passes by."""
    for workstream in configuration.workstreams:
        needed = _reached(workstream) - {"returning"}
        if not needed <= _slots(workstream.notifications).keys():
            continue
        path = f"workstreams.{workstream.id}"
        if workstream.offer_s != STOCK_COUNTDOWN_S:
            yield _in_vain(f"{path}.offer_s", "countdown_s")
        if not workstream.show_countdown:
            yield _in_vain(f"{path}.show_countdown", "show_countdown")


def _in_vain(path: str, field: str) -> Finding:
    return warning(
        path,
        "This does nothing: all work of the workstream comes by templates, which have a time of their own.",
        f"Set {field} of the templates, and take this out.",
    )


def _using(configuration: Configuration, template_id: TemplateId) -> tuple[Workstream, ...]:
    named = (one for one in configuration.workstreams if template_id in _slots(one.notifications).values())
    return tuple(named)


def _slots(slots: Slots) -> dict[str, TemplateId]:
    """Return the slots that name a template."""
    filled = {slot: getattr(slots, slot) for slot in Slots.__struct_fields__}
    return {slot: template_id for slot, template_id in filled.items() if template_id is not None}


def _reached(workstream: Workstream) -> set[str]:
    """Return the slots into which work of the workstream's channel can fall."""
    reached = {"incoming"}
    if workstream.channel is not ChannelKind.LIVE_CHAT:
        reached.add("incoming_authenticated")
    if ABILITIES[workstream.channel].asynchronous:
        reached.add("returning")
    return reached


NOT_REACHED = {
    "incoming_authenticated": "Live chat vouches for nobody: its customers may say any name.",
    "returning": "Work of this channel does not come back: the next contact is a new conversation.",
}
"""Why no work falls into a slot."""
