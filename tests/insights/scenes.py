"""Builds floors with skills and a profile, on which what-ifs are asked."""

from typing import Any

from msgspec.structs import replace

from cordboard.app.routing_story import RoutingStory
from cordboard.app.setup_commands import SetAgent
from cordboard.core.capacity import CapacityProfile
from cordboard.core.configuration import AgentSettings
from cordboard.core.ids import ConversationId, ProfileId, SkillId
from cordboard.core.rules import (
    ClassificationRule,
    Ruleset,
)
from cordboard.core.skill import Skill, SkillRating
from cordboard.core.user import OPERATOR
from cordboard.core.workstream import Workstream
from cordboard.insights.routing_story import tell
from floor.players import Desk
from floor.stage import BY_POST, LIVE_CHAT, QUEUE, Stage

THAI, DUTCH = SkillId("thai"), SkillId("dutch")
SALES = ProfileId("sales")


def asking(*skills: SkillRating) -> Workstream:
    """Live chat of which all work asks for these skills and counts as sales."""
    rule = ClassificationRule(name="all", skills=skills)
    return replace(LIVE_CHAT, classification=(Ruleset(name="skills", rules=(rule,)),))


def set_up(settings: Workstream = LIVE_CHAT) -> Stage:
    """A floor with two skills and a profile."""
    stage = Stage(settings, BY_POST)
    for value in (
        Skill(id=THAI, name="Thai"),
        Skill(id=DUTCH, name="Dutch"),
        CapacityProfile(id=SALES, name="Sales", limit=1),
    ):
        stage.put(value)
    return stage


def story(stage: Stage, chat: ConversationId) -> RoutingStory:
    return tell(stage.journal, stage.writer.view, stage.chat(chat))


def change(stage: Stage, desk: Desk, **fields: Any) -> None:
    """Set something for an agent, as an administrator does."""
    settings = AgentSettings(login=desk.id, queue_ids=(QUEUE,), **fields)
    stage.do(SetAgent(settings=settings), OPERATOR)


def skilled(*ratings: tuple[SkillId, int]) -> tuple[SkillRating, ...]:
    return tuple(SkillRating(skill_id=skill_id, rating=rating) for skill_id, rating in ratings)
