"""Decides how well what agents can do fits what work asks for: skills and their ratings (domain 4.5)."""

from collections.abc import Container, Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from cordboard.core.ids import RatingModelId, SkillId


class Matching(StrEnum):
    """How skills that work asks for decide who may get it."""

    EXACT = "exact"
    """Only agents who have every skill at the rating that is asked, or better."""
    CLOSEST = "closest"
    """Anybody, those whose skills come closest first."""
    NONE = "none"
    """Skills are not looked at."""


class RatingModel(Struct, frozen=True, kw_only=True):
    """A scale on which skills are rated."""

    id: RatingModelId
    name: str
    lowest: int = 1
    highest: int = 10
    names: dict[str, int] = {}
    """Names of some ratings, such as beginner: 2."""


class Skill(Struct, frozen=True, kw_only=True):
    """Something that an agent can be good at: a language, a product."""

    id: SkillId
    name: str
    kind: str = ""
    """What it belongs with, for lists: language, product."""
    model_id: RatingModelId | None = None
    """The scale of its ratings; without one a rating is 1 to 10."""
    active: bool = True
    """False: agents no longer count as having it, and no new work asks for it (domain 4.5)."""


class SkillRating(Struct, frozen=True, kw_only=True):
    """A skill with a rating: an agent's own, or the lowest that work asks for."""

    skill_id: SkillId
    rating: int = 1


Scale = tuple[int, int]
"""Lowest and highest rating of a skill."""
PLAIN_SCALE: Scale = (1, 10)
"""For skills without a rating model."""
WHOLE = 1_000
"""The whole range of a scale, so that ratings of different models can be added up."""


def scale_of(model: RatingModel | None) -> Scale:
    """Return the range of a model's ratings, or the plain one for none."""
    return PLAIN_SCALE if model is None else (model.lowest, model.highest)


def lacking(
    has: Mapping[SkillId, int], wanted: Iterable[SkillRating], inactive: Container[SkillId] = ()
) -> SkillId | None:
    """Return the first skill that is not there, or not as well as is asked; None when all are.

    Inactive skills count as asked for by nobody.
    """
    for asked in wanted:
        rating = has.get(asked.skill_id)
        if (rating is None or rating < asked.rating) and asked.skill_id not in inactive:
            return asked.skill_id
    return None


def meets(
    has: Mapping[SkillId, int], wanted: Iterable[SkillRating], inactive: Container[SkillId] = ()
) -> bool:
    """Whether every active skill that is asked for is there, rated as high or higher: Matching.EXACT."""
    return lacking(has, wanted, inactive) is None


def closeness(
    has: Mapping[SkillId, int],
    wanted: Iterable[SkillRating],
    scales: Mapping[SkillId, Scale],
    inactive: Container[SkillId] = (),
) -> tuple[int, int]:
    """Return how far somebody is from what is asked, the closest the smallest: Matching.CLOSEST.

    First what is missing, then what is over, so that exact comes before over- and this before
    under-qualified. Both are sums in thousandths of each skill's scale, rounded up; a skill that is not
    there misses a whole scale more than its lowest rating does.
    """
    missing = over = 0
    for asked in wanted:
        if asked.skill_id in inactive:
            continue
        scale = scales.get(asked.skill_id, PLAIN_SCALE)
        rating = has.get(asked.skill_id)
        if rating is None:
            missing += WHOLE + _part(asked.rating - scale[0], scale)
        else:
            missing += _part(asked.rating - rating, scale)
            over += _part(rating - asked.rating, scale)
    return missing, over


def _part(difference: int, scale: Scale) -> int:
    """Return a difference upwards as thousandths of the scale, rounded up; 0 for one downwards."""
    span = max(scale[1] - scale[0], 1)
    return -(-max(difference, 0) * WHOLE // span)
