"""Says what stands in braces in configured texts, as {customerName}, and what it stands for (domain 5.2)."""

import re
from collections.abc import Iterable

from cordboard.core.control_characters import CONTROL
from cordboard.core.conversation import Conversation, by_name
from cordboard.core.workstream import Queue

VALUE_LIMIT = 200
"""Characters of a value in a notification, an ellipsis counted: more is read in the session."""
SLUG = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")
CUSTOMER_NAME = "customerName"
"""Filled by the page, which says "Visitor 7" in its reader's language."""
OF_DETAILS = {"visitorLanguage": "language", "visitorDevice": "browser"}
"""Slugs with a name of their own for what channels say of their customers."""
OF_RECORDS = frozenset(
    {
        "caseId",
        "caseTitle",
        "customerEntityName",
        "customerRecordId",
        "entityRoutingLogicalName",
        "entityRoutingRecordId",
    }
)
"""Have a value once a record is linked to the conversation."""
OF_QUEUES = frozenset({"queueId", "queueName"})
OUR_OWN = OF_QUEUES | OF_RECORDS | OF_DETAILS.keys() | {CUSTOMER_NAME}
"""Say what the house knows: an answer to a question of the same name never stands in their place."""


def slugs_in(text: str) -> list[str]:
    """Return the slugs of a text in order."""
    return SLUG.findall(text)


def is_slug(name: str) -> bool:
    """Whether a name can stand in braces."""
    return SLUG.fullmatch(f"{{{name}}}") is not None


def without_slugs(text: str) -> str:
    """Return what of a text is shown as it stands."""
    return SLUG.sub("", text)


def values_of(conversation: Conversation, queue: Queue) -> dict[str, str]:
    """Return what slugs stand for, each on one line without control characters.

    Those without a value are missing, and {customerName} is the page's.
    """
    details = by_name(conversation.details)
    values = {name: value for name, value in details.items() if name not in OUR_OWN}
    values |= {slug: details.get(detail, "") for slug, detail in OF_DETAILS.items()}
    values |= {"queueId": queue.id, "queueName": queue.name}
    lines = {slug: on_one_line(value) for slug, value in values.items()}
    return {slug: value for slug, value in lines.items() if value}


def values_in(texts: Iterable[str], conversation: Conversation, queue: Queue) -> dict[str, str]:
    """Return what the slugs of these texts stand for; what else a customer said is not told for it."""
    named = {slug for text in texts for slug in slugs_in(text)}
    return {slug: value for slug, value in values_of(conversation, queue).items() if slug in named}


def on_one_line(value: str) -> str:
    """Return the text with single spaces in the place of white space and control characters."""
    return " ".join(CONTROL.sub(" ", value).split())


def shortened(value: str) -> str:
    """Return as much of a value as a notification has room for; what is cut ends in an ellipsis."""
    return value if len(value) <= VALUE_LIMIT else f"{value[: VALUE_LIMIT - 1].rstrip()}…"
