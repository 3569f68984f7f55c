"""Says what stands in braces in configured texts, as {customerName}, and what it stands for (domain 5.2)."""

import re

from cordboard.core.conversation import Conversation, by_name
from cordboard.core.workstream import Queue

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
    }
)
"""Have a value once a record is linked to the conversation."""


def slugs_in(text: str) -> list[str]:
    """Return the slugs of a text in order."""
    return SLUG.findall(text)


def values_of(conversation: Conversation, queue: Queue) -> dict[str, str]:
    """Return what slugs stand for; those without a value are missing, and {customerName} is the page's."""
    details = by_name(conversation.details)
    known = {slug: details.get(detail, "") for slug, detail in OF_DETAILS.items()}
    known |= {"queueId": queue.id, "queueName": queue.name}
    return {slug: value for slug, value in ({**details, **known}).items() if value.strip()}
