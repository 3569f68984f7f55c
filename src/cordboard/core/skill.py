"""Holds skills and their ratings: what work asks for, and what agents bring (domain 4.5)."""

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
