"""Finds what is wrong with notification templates in themselves, and with the slots that name them."""

from collections.abc import Collection, Iterator

from cordboard.core.control_characters import has_control
from cordboard.core.notification import FIELDS_LIMIT, AutoAssign, HeadedValue, NotificationTemplate, Slots
from cordboard.core.rule_mistakes import NAME_LIMIT, Mistake, range_mistakes, reference_mistakes
from cordboard.core.workstream import DAY_S

EXTENSIONS_LIMIT = 10
"""As often as WCAG 2.2, 2.2.1 asks for where a time can be extended."""
BUTTON_LIMIT = 40
"""Characters of a button's text: more is cut by operating systems, and on narrow screens."""
HEADER_LIMIT = 100
SLOTS = Slots.__struct_fields__


def notification_mistakes(path: str, template: NotificationTemplate) -> Iterator[Mistake]:
    """Find a template that could not be shown, or whose settings contradict each other (mission N9)."""
    if not template.title.strip():
        yield f"{path}.title", "A notification needs a title."
    yield from _text_mistakes(f"{path}.title", template.title, NAME_LIMIT)
    yield from range_mistakes(f"{path}.countdown_s", template.countdown_s, 1, DAY_S, "s")
    yield from range_mistakes(f"{path}.extensions", template.extensions, 0, EXTENSIONS_LIMIT)
    yield from _text_mistakes(f"{path}.accept_text", template.accept_text, BUTTON_LIMIT)
    yield from _text_mistakes(f"{path}.reject_text", template.reject_text, BUTTON_LIMIT)
    yield from _contradictions(path, template)
    if len(template.fields) > FIELDS_LIMIT:
        yield f"{path}.fields", f"A notification has {FIELDS_LIMIT} fields at most."
    for place, field in enumerate(template.fields):
        yield from _field_mistakes(f"{path}.fields[{place}]", field)


def slot_mistakes(path: str, slots: Slots, templates: Collection[str]) -> Iterator[Mistake]:
    """Find slots that name templates which are not there."""
    for slot in SLOTS:
        here = f"{path}.{slot}"
        yield from reference_mistakes(here, getattr(slots, slot), templates, "notification template")


def _contradictions(path: str, template: NotificationTemplate) -> Iterator[Mistake]:
    if template.auto_assign is AutoAssign.NEVER:
        if template.auto_accept:
            yield f"{path}.auto_accept", "Only work that is assigned by itself can open by itself."
        return
    if template.auto_accept and not template.show_countdown:
        yield f"{path}.show_countdown", "What opens by itself shows its countdown."
    if template.extensions > 0:
        yield f"{path}.extensions", "Work that is assigned by itself needs no more time."


def _field_mistakes(path: str, field: HeadedValue) -> Iterator[Mistake]:
    for name, text, limit in (("header", field.header, HEADER_LIMIT), ("value", field.value, NAME_LIMIT)):
        if not text.strip():
            yield f"{path}.{name}", f"A field needs a {name}."
        yield from _text_mistakes(f"{path}.{name}", text, limit)


def _text_mistakes(path: str, text: str, limit: int) -> Iterator[Mistake]:
    if len(text) > limit:
        yield path, f"It has {len(text)} characters; it must have {limit} at most."
    if has_control(text):
        yield path, "A text has no control characters."
