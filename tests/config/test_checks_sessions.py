"""Says what the linter finds in applications, session templates and slugs that cannot be meant."""

import pytest

from config.cases import WARNING, Case, assert_found_and_mended, looked_at
from config.sound import SOUND, Edit, Scene, added, edited, workstream
from cordboard.core.ids import ApplicationId, TemplateId
from cordboard.core.session_template import Application, SessionTemplate
from cordboard.core.widget import Question, Widget

TEMPLATE = TemplateId("shop")


def application(identity: str = "orders", query: str = "", *, in_menu: bool = True) -> Edit:
    url = f"https://shop.example/{query}"
    one = Application(id=ApplicationId(identity), name="Orders", url=url, in_menu=in_menu)
    return added("applications", one)


def template(title: str = "", *applications: str) -> Edit:
    named = tuple(map(ApplicationId, applications))
    return added(
        "session_templates", SessionTemplate(id=TEMPLATE, name="Shop", title=title, applications=named)
    )


def asking(*names: str) -> Edit:
    return workstream("website", widget=Widget(questions=tuple(Question(name=name) for name in names)))


used = workstream("website", session_template_id=TEMPLATE)

SESSIONS = (
    Case(
        "an application that nobody can open",
        (application(in_menu=False),),
        WARNING,
        "applications.orders",
        "Nobody can open",
        (template("", "orders"), used),
    ),
    Case(
        "a template that no workstream uses",
        (template(),),
        WARNING,
        "session_templates.shop",
        "No workstream's sessions",
        (used,),
    ),
    Case(
        "a title with a slug that nobody asks for",
        (template("Order {orderNumber}"), used),
        WARNING,
        "session_templates.shop.title",
        "{orderNumber}",
        (asking("orderNumber"),),
    ),
    Case(
        "a hidden application with a slug that other work asks for",
        (
            application(query="?q={orderNumber}", in_menu=False),
            template("", "orders"),
            used,
        ),
        WARNING,
        "applications.orders.url",
        "{orderNumber}",
        (asking("orderNumber"),),
    ),
)


@pytest.mark.parametrize("text", ["{topic", "topic}", "{a b}", "{}", "{{topic}}", "{topic} }", "{9}"])
def test_a_brace_that_stands_around_no_slug_is_found(text: str) -> None:
    asked = asking("topic")
    found = looked_at(edited(SOUND, template(text), used, asked))
    assert [(one.severity, one.path) for one in found] == [(WARNING, "session_templates.shop.title")]
    assert text in found[0].sentence
    assert "as it stands" in found[0].sentence
    assert looked_at(edited(SOUND, template("{topic}"), used, asked)) == []


def test_a_question_whose_name_can_be_no_slug_is_found_where_a_text_names_it() -> None:
    asked = asking("order no", "topic")
    (found,) = looked_at(edited(SOUND, template("{topic} {order no}"), used, asked))
    assert (found.severity, found.path) == (WARNING, "session_templates.shop.title")
    assert "The question 'order no'" in found.sentence
    assert looked_at(edited(SOUND, template("{topic}"), used, asked)) == [], "nobody names it in braces"


@pytest.mark.parametrize("case", SESSIONS, ids=lambda case: case.name)
def test_what_nobody_meets_or_fills_in_is_found_and_mended(case: Case) -> None:
    assert_found_and_mended(case)


@pytest.mark.parametrize("slug", ["caseId", "caseTitle", "customerEntityName", "customerRecordId"])
def test_slugs_of_records_have_no_value_yet(slug: str) -> None:
    found = looked_at(edited(SOUND, template(f"{{{slug}}}"), used))
    assert [(one.severity, one.path) for one in found] == [(WARNING, "session_templates.shop.title")]
    assert "no value yet" in found[0].sentence


def test_standard_slugs_and_what_networks_may_say_are_known() -> None:
    known = (
        "{customerName} {queueName} {queueId} {visitorLanguage} {visitorDevice} {page} {language} {browser}"
    )
    scene: Scene = edited(SOUND, template(known), used, application(query="{anything}"))
    assert looked_at(scene) == [], "the letters' network may say anything, and the menu is theirs too"
