"""Says what the linter finds in notification templates and in the settings that they replace."""

import pytest
from msgspec.structs import replace

from config.cases import WARNING, Case, assert_found_and_mended, looked_at
from config.sound import SOUND, Edit, added, edited, workstream
from cordboard.core.ids import TemplateId
from cordboard.core.notification import HeadedValue, NotificationTemplate, Slots
from cordboard.core.widget import Question, Widget

FRONT = NotificationTemplate(id=TemplateId("front"), name="Front", title="{customerName}")
NAMED = Slots(incoming=FRONT.id)
TOPIC = Widget(questions=(Question(name="topic"),))


def template(**changes: object) -> Edit:
    return added("notifications", replace(FRONT, **changes))


def slots(identity: str = "website", **changes: TemplateId | None) -> Edit:
    return workstream(identity, notifications=replace(NAMED, **changes))


CASES = (
    Case(
        "a template that nobody uses",
        (template(),),
        WARNING,
        "notifications.front",
        "No workstream",
        (slots(),),
    ),
    Case(
        "a slug that no question of the workstream fills",
        (template(title="{customerName}: {topic}"), slots()),
        WARNING,
        "notifications.front.title",
        "{topic}",
        (workstream("website", widget=TOPIC),),
    ),
    Case(
        "a slug of records in a field",
        (template(fields=(HeadedValue(header="Case", value="{caseTitle}"),)), slots()),
        WARNING,
        "notifications.front.fields[0].value",
        "no value yet",
        (lambda _: edited(SOUND, template(), slots()),),
    ),
    Case(
        "a time for the stock template that no work meets",
        (template(), slots(), workstream("website", offer_s=60)),
        WARNING,
        "workstreams.website.offer_s",
        "does nothing",
        (workstream("website", notifications=Slots(), offer_s=120), slots()),
    ),
    Case(
        "a countdown hidden in a stock template that no work meets, though it comes back",
        (
            template(),
            slots("post", incoming_authenticated=FRONT.id),
            workstream("post", show_countdown=False),
        ),
        WARNING,
        "workstreams.post.show_countdown",
        "does nothing",
        (slots("post"),),
    ),
    Case(
        "a slot for work that comes back on a channel where none does",
        (template(), slots(returning=FRONT.id)),
        WARNING,
        "workstreams.website.notifications.returning",
        "does not come back",
        (slots(),),
    ),
    Case(
        "a slot for customers whom the channel vouches for on one that does not",
        (template(), slots(incoming_authenticated=FRONT.id)),
        WARNING,
        "workstreams.website.notifications.incoming_authenticated",
        "vouches for nobody",
        (slots(),),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_notifications_that_can_t_be_meant_are_found(case: Case) -> None:
    assert_found_and_mended(case)


def test_standard_slugs_and_answers_of_any_workstream_that_uses_the_template_are_fine() -> None:
    titled = template(title="{customerName} {queueName} {queueId} {visitorLanguage} {visitorDevice} {topic}")
    assert looked_at(edited(SOUND, titled, slots(), workstream("website", widget=TOPIC))) == []
    assert looked_at(edited(SOUND, titled, slots("post"))) == []
