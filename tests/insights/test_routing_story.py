"""Scenes whose routing is told afterwards: what a conversation shared with others, and what it did not."""

import msgspec
import pytest
from msgspec.structs import replace

from app.templates import AT_ONCE, put
from cordboard.app.commands import ForceClose
from cordboard.app.counting import tally
from cordboard.app.routing_story import OfferedStep, RoutingStory, UnplacedStep
from cordboard.app.searching import search
from cordboard.app.setup_commands import SetAgent
from cordboard.core.capacity import CapacityProfile
from cordboard.core.configuration import AgentSettings, ProfileLimit
from cordboard.core.conversation import State
from cordboard.core.explanation import Bar, Explained, Explanation, Unplaced
from cordboard.core.ids import AgentId, ConversationId, ProfileId, QueueId, SkillId
from cordboard.core.notification import AutoAssign, Slots
from cordboard.core.rules import ClassificationRule, Condition, Operator, RouteRule, Ruleset
from cordboard.core.skill import Skill, SkillRating
from cordboard.core.user import OPERATOR
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


@pytest.mark.mission("N9", part="assigned")
def test_an_offer_that_needs_no_answer_says_so_even_where_the_winner_is_not_named(stage: Stage) -> None:
    put(stage, AT_ONCE, LIVE_CHAT, Slots(incoming=AT_ONCE.id))
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    anna.sees(chat)
    assert offered(story(stage, chat)).auto_assign is AutoAssign.AT_ONCE
    for reader in (None, AgentId("bo")):
        told = tell(stage.journal, stage.writer.view, stage.chat(chat), reader)
        assert "assigned as soon as a page showed it" in offered(told).text


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


def test_of_many_rules_that_failed_ten_are_kept_and_an_attribute_has_one_sentence() -> None:
    """Appendix C 77: a rule that can't be decided counts as not fitting, and is named."""
    tier = Condition(attribute="detail.tier", value="gold")
    size = Condition(attribute="work.channel", operator=Operator.MORE_THAN, value=5)
    names = [(f"tier {n}", tier) for n in range(40)] + [("size", size)]
    routes = tuple(RouteRule(name=name, when=when, to=()) for name, when in names)
    stage = Stage(replace(LIVE_CHAT, routes=routes))
    hire(stage, "Anna")
    step = story(stage, meet(stage).starts()).steps[0]
    assert [one.rule for one in step.failures] == ["size", *(f"tier {n}" for n in range(9))]
    assert step.failures_left == 31
    assert step.text.endswith(
        "The rule size could not be decided and counted as not fitting: work.channel had the wrong type."
        " detail.tier was missing for 9 rules, which counted as not fitting."
        " 31 more rules could not be decided."
    )


def test_of_those_behind_who_could_not_take_it_stand_among_those_who_could_not(stage: Stage) -> None:
    thai = SkillId("thai")
    asked = (SkillRating(skill_id=thai),)
    rule = ClassificationRule(name="all", skills=asked)
    stage.put(Skill(id=thai, name="Thai"))
    stage.put(replace(LIVE_CHAT, classification=(Ruleset(name="skills", rules=(rule,)),)))
    for name, units in (("Anna", 3), ("Bo", 2), ("Citra", 1)):
        hire(stage, name)
        skills = () if name == "Bo" else asked
        settings = AgentSettings(login=name.lower(), queue_ids=(QUEUE,), capacity_units=units, skills=skills)
        stage.do(SetAgent(settings=settings), OPERATOR)
    step = offered(story(stage, meet(stage).starts()))
    assert (step.agent, step.behind) == ("Anna", 1)
    assert [(one.bar, one.count) for one in step.kept] == [(Bar.SKILLS, 1)]


def test_who_is_preferred_and_blocked_is_counted_once(stage: Stage) -> None:
    """Nobody who is blocked is looked at, but for those whom the work prefers."""
    blocking = ProfileId("blocking")
    stage.put(CapacityProfile(id=blocking, name="Blocking", limit=0, blocking=True))
    anna = hire(stage, "Anna")
    hire(stage, "Bo")
    settings = AgentSettings(login="anna", queue_ids=(QUEUE,), profiles=(ProfileLimit(profile_id=blocking),))
    stage.do(SetAgent(settings=settings), OPERATOR)
    anna.chooses("available")
    work = replace(stage.chat(meet(stage).starts()), preferred=AgentId(anna.id))
    view = stage.writer.view
    finding = search(view, work, stage.now_ms)
    assert finding.winner is not None
    assert tally(view, work, finding) == ({Bar.PROFILE: 1}, 0)


def test_an_agent_hears_of_colleagues_how_many_there_were_and_not_who(stage: Stage) -> None:
    anna, bo = hire(stage, "Anna", units=3), hire(stage, "Bo", units=2)
    chat = meet(stage).starts()
    anna.rejects(chat)
    bo.accepts(chat)
    told = tell(stage.journal, stage.writer.view, stage.chat(chat), AgentId(bo.id))
    assert codes(told) == codes(story(stage, chat)) == ["queued", "offered", "offered"]
    first, second = (step for step in told.steps if isinstance(step, OfferedStep))
    assert (first.agent, first.order, first.preference, first.units_free) == ("", (), None, None)
    assert first.text.startswith("Offered to another agent. 1 other stood behind.")
    assert second.text.startswith("Offered to Bo: most free capacity (2 units).")
    assert {near.agent for step in (first, second) for near in step.near} == {"Bo"}
    assert b"Anna" not in msgspec.json.encode(told)
    assert b"anna" not in msgspec.json.encode(told)
