"""Scenes whose routing is told afterwards: what a conversation shared with others, and what it did not."""

import pytest
from msgspec.structs import replace

from cordboard.app.commands import ForceClose
from cordboard.app.routing_story import OfferedStep, RoutingStory, UnplacedStep
from cordboard.core.conversation import State
from cordboard.core.explanation import Bar, Explained, Explanation, Unplaced
from cordboard.core.ids import ConversationId, QueueId
from cordboard.insights.routing_story import STEPS, tell
from floor.players import appoint, hire, meet, take_on
from floor.stage import BY_POST, LIVE_CHAT, POST, QUEUE, Stage
from store.disk import writes


@pytest.fixture
def stage() -> Stage:
    return Stage(LIVE_CHAT, BY_POST)


def story(stage: Stage, chat: ConversationId) -> RoutingStory:
    """The story of a conversation, ongoing or closed."""
    return tell(stage.journal, stage.writer.view, stage.chat(chat))


def explain(stage: Stage, subject: str, *explanations: Explanation) -> None:
    """Write explanations as routing does."""
    why = [Explained(subject=subject, at_ms=stage.now_ms, explanation=one) for one in explanations]
    stage.journal.begin()
    stage.journal.write([replace(writes(), at_ms=stage.now_ms, explained=why)])
    stage.journal.commit()


def codes(told: RoutingStory) -> list[str]:
    return [type(step).__name__.removesuffix("Step").lower() for step in told.steps]


def unplaced(told: RoutingStory) -> list[UnplacedStep]:
    return [step for step in told.steps if isinstance(step, UnplacedStep)]


def offered(told: RoutingStory) -> OfferedStep:
    """The only offer of a story."""
    (step,) = (step for step in told.steps if isinstance(step, OfferedStep))
    return step


def test_an_offer_names_the_winner_the_reason_and_who_else_there_was(stage: Stage) -> None:
    hire(stage, "Anna", units=3)
    hire(stage, "Bo", units=2)
    hire(stage, "Citra", there=False)
    hire(stage, "Dace", units=1, presence="lunch")
    told = story(stage, meet(stage).starts())
    assert codes(told) == ["queued", "offered"]
    step = offered(told)
    assert step.text == (
        "Offered to Anna: most free capacity (3 units)."
        " 2 others in the queue could not: 1 not connected, 1 in a presence that takes no such work."
        f" 1 other stood behind. Nearest: {near(step)}."
    )
    assert ("Bo", None) in {(one.agent, one.bar) for one in step.near}
    assert step.what_if is not None
    assert step.what_if.text == "Without Anna it would have gone to Bo."


def near(step: OfferedStep) -> str:
    return step.text.partition("Nearest: ")[2].removesuffix(".")


def test_what_was_said_of_an_offer_stays_true_when_others_decline_it_later(stage: Stage) -> None:
    anna, bo = hire(stage, "Anna", units=3), hire(stage, "Bo", units=2)
    chat = meet(stage).starts()
    before = offered(story(stage, chat))
    anna.rejects(chat)
    bo.rejects(chat)
    told = story(stage, chat)
    assert told.steps[1] == before
    last = told.steps[2]
    assert isinstance(last, OfferedStep)
    assert (last.agent, last.what_if) == ("Bo", None), "Anna had declined it and stood behind everybody"


def test_why_nobody_can_take_it_is_shared_by_work_of_a_kind_from_when_each_begins_to_wait(
    stage: Stage,
) -> None:
    hire(stage, "Anna", there=False)
    first = meet(stage).starts()
    began_ms = stage.now_ms
    stage.wait(30)
    second = meet(stage).starts()
    letter = meet(stage).starts(workstream=POST)
    shared = [unplaced(story(stage, one)) for one in (first, second, letter)]
    assert [len(one) for one in shared] == [1, 1, 1]
    assert [one[0].at_ms for one in shared] == [began_ms, stage.now_ms, stage.now_ms]
    assert shared[0][0].text == "Nobody can take it. Of 1 member of General: 1 not connected."
    rows = stage.database.rows("SELECT count(*) FROM decision WHERE subject LIKE 'kind:%'")
    assert rows == [(2,)], "of the second chat nothing was written that the first had not told"


def test_what_happens_to_other_work_while_somebody_has_it_is_not_told(stage: Stage) -> None:
    anna = hire(stage, "Anna", units=1)
    (chat,) = take_on(stage, anna)
    other = meet(stage).starts()
    assert [one.kept[0].bar for one in unplaced(story(stage, other))] == [Bar.PRESENCE]
    assert codes(story(stage, chat)) == ["queued", "offered"]


def test_who_waits_again_hears_the_reasons_of_that_wait_too(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    anna.sees(chat)
    anna.rejects(chat)
    assert codes(story(stage, chat)) == ["queued", "offered", "unplaced"]
    anna.resets()
    anna.accepts(chat)
    told = story(stage, chat)
    assert codes(told) == ["queued", "offered", "unplaced", "offered"]
    assert told.what_if == (), "it is Anna's now"
    assert [step.at_ms for step in told.steps] == sorted(step.at_ms for step in told.steps)


def test_a_closed_conversation_is_told_as_an_open_one(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    vera = appoint(stage)
    (chat,) = take_on(stage, anna)
    before = story(stage, chat)
    vera.does(ForceClose(conversation_id=chat))
    assert stage.state(chat) is State.CLOSED
    assert story(stage, chat) == before


def test_what_is_gone_is_called_by_its_id(stage: Stage) -> None:
    hire(stage, "Anna", there=False)
    chat = meet(stage).starts()
    explain(stage, chat, Unplaced(queue_id=QueueId("sold"), members=3, counts={Bar.SKILLS: 3}))
    (step,) = (one for one in unplaced(story(stage, chat)) if one.queue == "sold")
    assert step.text == "Nobody can take it. Of 3 members of sold: 3 without the skills."


def test_of_a_long_story_the_end_is_told(stage: Stage) -> None:
    hire(stage, "Anna", there=False)
    chat = meet(stage).starts()
    explain(stage, chat, *(Unplaced(queue_id=QUEUE, members=number) for number in range(STEPS + 5)))
    told = story(stage, chat)
    members = [step.members for step in told.steps if isinstance(step, UnplacedStep)]
    assert (len(told.steps), told.more, members[-1]) == (STEPS, True, STEPS + 4)


def test_work_that_is_offered_at_once_waits_for_no_reason(stage: Stage) -> None:
    anna = hire(stage, "Anna", there=False)
    first = meet(stage).starts()
    stage.wait(1)
    anna.comes()
    anna.accepts(first)
    stage.wait(60)
    second = meet(stage).starts()
    assert codes(story(stage, first)) == ["queued", "unplaced", "offered"]
    assert codes(story(stage, second)) == ["queued", "offered"]
