"""Scenes of who hears that what their pages were told first has changed."""

import pytest
from msgspec.structs import replace

from cordboard.app import setup_commands as sc
from cordboard.app.audience import SETTINGS
from cordboard.app.commands import AnyCommand
from cordboard.core.ids import ApplicationId, UserId
from cordboard.core.session_template import Application
from cordboard.core.user import OPERATOR, Role
from cordboard.core.workstream import Queue
from floor.players import equip, hire, meet
from floor.stage import LUNCH, ORGANISATION, QUEUE, Stage

WIKI = Application(id=ApplicationId("wiki"), name="Wiki", url="https://wiki.example/")


def told(stage: Stage) -> set[str]:
    """Whose pages look again since the last call."""
    return {one for one in stage.rechecked() if one == SETTINGS or one.startswith("person:")}


@pytest.mark.parametrize(
    "command",
    [
        sc.Configure(presences=(replace(LUNCH, name="Siesta"),)),
        sc.Configure(queues=(Queue(id=QUEUE, name="Everything"),)),
        sc.Configure(applications=(WIKI,)),
        sc.Configure(organisation=replace(ORGANISATION, session_limit=3)),
        sc.SetDefaultDashboard(dashboard_id="focus"),
    ],
    ids=["presence", "queue", "application", "limit", "dashboard"],
)
def test_what_everybody_is_told_of_is_news_for_everybody_once(stage: Stage, command: AnyCommand) -> None:
    hire(stage, "Anna")
    told(stage)
    stage.do(command, OPERATOR)
    assert told(stage) == {SETTINGS}
    stage.do(command, OPERATOR)
    assert told(stage) == set(), "nothing has changed"


def test_what_is_set_for_one_person_is_news_for_that_person(stage: Stage) -> None:
    anna, _ = hire(stage, "Anna"), hire(stage, "Bo")
    told(stage)
    equip(anna, queue_ids=())
    assert told(stage) == {"person:anna"}
    stage.put_user("bo", "Bodil", roles=(Role.AGENT, Role.SUPERVISOR))
    assert told(stage) == {"person:bo"}
    stage.do(sc.DisableUser(user_id=UserId("bo")), OPERATOR)
    assert told(stage) == {"person:bo"}


def test_a_day_of_work_is_no_news_of_the_kind(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    told(stage)
    chat = meet(stage).starts()
    anna.accepts(chat)
    anna.writes(chat, "Hello")
    anna.chooses("lunch")
    equip(anna, capacity_units=9)
    anna.ends(chat)
    anna.presses_x(chat)
    assert told(stage) == set()
