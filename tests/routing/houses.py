"""Draws organisations by a number: small ones, in which everything that routing knows comes together.

What they have of it is said apart, so that a failure can be shrunk to the features that it needs.
"""

from collections.abc import Sequence
from random import Random
from typing import Any

from cordboard.app.setup_commands import Configure
from cordboard.core.capacity import CapacityProfile, Reset
from cordboard.core.channel import ChannelKind
from cordboard.core.configuration import AgentSettings, ProfileLimit
from cordboard.core.ids import (
    ProfileId,
    QueueId,
    SkillId,
    WorkstreamId,
)
from cordboard.core.rules import (
    AssignmentRule,
    AssignmentRuleset,
    Bucket,
    ClassificationRule,
    Condition,
    OrderBy,
    RankBy,
    RouteRule,
    Ruleset,
    Share,
)
from cordboard.core.skill import Matching, Skill, SkillRating
from cordboard.core.workstream import (
    Distribution,
    Method,
    Organisation,
    Queue,
    UnseenOffer,
    Workstream,
    WrapUpBlock,
)
from routing.stock import (
    AGENTS,
    ALLOWED,
    DAY,
    LUNCH,
    MODEL,
    ON_AGENTS,
    ON_WORK,
    OVERFLOWS_TO,
    PROFILES,
    QUEUES,
    SKILLS,
    TOPICS,
    WAITED,
    WORKSTREAMS,
    Feature,
    is_about,
)


class House:
    """Draws all that can be set; the same number and features draw the same again."""

    def __init__(self, number: int, features: frozenset[Feature]) -> None:
        self._random = Random(number)
        self._features = features

    def _has(self, feature: Feature, chance: float = 1.0) -> bool:
        """Draw also where the answer is known: fewer features leave all else as it is."""
        return self._random.random() < chance and feature in self._features

    def _one(self, *of: Any) -> Any:
        return self._random.choice(of)

    def _some(self, of: Sequence[Any], most: int, least: int = 0) -> tuple[Any, ...]:
        return tuple(self._random.sample(of, self._random.randint(least, most)))

    def configuration(self) -> Configure:
        """A whole organisation."""
        return Configure(
            organisation=self.organisation(),
            presences=(LUNCH,),
            hours=(DAY,),
            profiles=tuple(self.profile(one) for one in PROFILES),
            rating_models=(MODEL,),
            skills=tuple(self.skill(one) for one in SKILLS),
            queues=tuple(self.queue(one) for one in QUEUES),
            workstreams=tuple(self.workstream(one) for one in WORKSTREAMS),
        )

    def organisation(self) -> Organisation:
        """Limits that everybody shares."""
        sessions, decliners = self._random.randint(1, 3), self._random.randint(1, 2)
        return Organisation(
            session_limit=sessions if self._has(Feature.SESSIONS, 0.7) else 9,
            decliners_limit=decliners if self._has(Feature.DECLINES, 0.6) else 9,
            restore_s=60,
        )

    def skill(self, skill_id: SkillId) -> Skill:
        """On one scale or another, and sometimes out of use."""
        model_id, active = self._one(None, MODEL.id), self._random.random() < 0.8
        return Skill(id=skill_id, name="Skill", model_id=model_id, active=active)

    def profile(self, profile_id: ProfileId) -> CapacityProfile:
        """Of any kind."""
        return CapacityProfile(
            id=profile_id,
            name="Profile",
            limit=self._random.randint(1, 3),
            reset=self._one(*Reset),
            blocking=self._random.random() < 0.25,
        )

    def queue(self, queue_id: QueueId) -> Queue:
        """Served by any method, in any order."""
        method = self._one(Method.HIGHEST_CAPACITY, Method.ROUND_ROBIN, Method.LEAST_ACTIVE)
        method = method if self._has(Feature.METHODS) else Method.HIGHEST_CAPACITY
        priority, assignment, buckets = self._random.randint(1, 2), self._assignment(), self._buckets()
        name = self._one("Alpha", "Beta", "Gamma")
        overflows = self._has(Feature.OVERFLOW, 0.3) and queue_id != OVERFLOWS_TO
        return Queue(
            id=queue_id,
            name=name,
            priority=priority if self._has(Feature.PRIORITIES) else 1,
            method=Method.CUSTOM if self._has(Feature.CUSTOM, 0.3) else method,
            assignment=assignment,
            prioritisation=buckets if self._has(Feature.BUCKETS, 0.4) else (),
            waiting_overflow=WAITED if overflows else None,
        )

    def workstream(self, workstream_id: WorkstreamId) -> Workstream:
        """Work that asks for this or that."""
        by_profiles = self._has(Feature.PROFILES, 0.35)
        profiles, units = self._some(PROFILES, 2, 1), self._random.randint(1, 3)
        allowed, queue_id, matching = self._one(*ALLOWED), self._one(*QUEUES), self._one(*Matching)
        routes, declines = self._routes(), self._random.randint(1, 3)
        return Workstream(
            id=workstream_id,
            name="Workstream",
            channel=self._one(*ChannelKind) if self._has(Feature.CHANNELS) else ChannelKind.TEST,
            queue_id=queue_id,
            distribution=Distribution.PICK if self._has(Feature.PICK, 0.2) else Distribution.PUSH,
            units=self._one(0, 1) if by_profiles else units if self._has(Feature.UNITS) else 1,
            profiles=profiles if by_profiles else (),
            matching=matching,
            classification=(Ruleset(name="rules", rules=tuple(self._class() for _ in range(2))),),
            routes=routes if self._has(Feature.ROUTES) else (),
            allowed_presences=allowed if self._has(Feature.PRESENCES) else ALLOWED[0],
            affinity_wait_s=self._one(20, None) if self._has(Feature.RESERVED, 0.5) else 0,
            decline_limit=declines if self._has(Feature.DECLINES) else 3,
            **self._settings(),
        )

    def agent(self, login: str) -> AgentSettings:
        """Somebody who serves some queues."""
        ratings = self._ratings(4)
        limits = tuple(
            ProfileLimit(profile_id=one, limit=self._one(*(None,) * 5, 0, 1, 4))
            for one in self._some(PROFILES, 3, 2)
        )
        return AgentSettings(
            login=login,
            queue_ids=self._some(QUEUES, 5, 2),
            capacity_units=self._random.randint(0, 8),
            skills=ratings if self._has(Feature.SKILLS) else (),
            profiles=limits if self._has(Feature.PROFILES) else (),
            hours_id=DAY.id if self._has(Feature.HOURS, 0.4) else None,
            attributes=self._one({}, {"team": "plain"}, {"team": "hard"}),
        )

    def _settings(self) -> dict[str, Any]:
        """What decides about returning work, wrap-up, offers and alerts."""
        drawn = {
            "keep_same_agent": self._one(True, False),
            "wrap_up_block": self._one(*WrapUpBlock),
            "wrap_up_block_s": 30,
            "unseen_offer": self._one(*UnseenOffer),
            "displayed_within_s": self._one(10, 10_000),
            "offer_s": self._one(5, 120),
            "missed_sets_inactive": self._one(True, False),
            "rejected_sets_do_not_disturb": self._one(True, False),
        }
        return (drawn if self._has(Feature.SETTINGS) else {}) | {"open_per_visitor": 100}

    def _class(self) -> ClassificationRule:
        skills, profiles, preferred = self._ratings(1), self._some(PROFILES, 1), self._some(AGENTS, 2, 1)
        return ClassificationRule(
            name="rule",
            when=self._of_work(),
            skills=skills if self._has(Feature.SKILLS, 0.7) else (),
            profiles=profiles if self._has(Feature.PROFILES, 0.3) else (),
            units=self._one(1, 2, 3) if self._has(Feature.UNITS, 0.3) else None,
            values=self._one({}, {"worth": "1"}, {"worth": "2"}),
            preferred=preferred if self._has(Feature.PREFERRED, 0.4) else (),
        )

    def _routes(self) -> tuple[RouteRule, ...]:
        return tuple(
            RouteRule(
                name="route", when=is_about(self._one(*TOPICS)), to=(Share(queue_id=self._one(*QUEUES)),)
            )
            for _ in range(2)
        )

    def _ratings(self, most: int) -> tuple[SkillRating, ...]:
        return tuple(
            SkillRating(skill_id=one, rating=self._random.randint(1, 4))
            for one in self._some(SKILLS, most, 1)
        )

    def _assignment(self) -> tuple[AssignmentRuleset, ...]:
        return tuple(
            AssignmentRuleset(
                name=f"set {number}",
                when=self._one(None, self._of_work()),
                rules=tuple(
                    AssignmentRule(
                        name=f"rule {place}", when=self._of_both(), order_by=self._some(tuple(OrderBy), 2, 1)
                    )
                    for place in range(2)
                ),
            )
            for number in range(2)
        )

    def _buckets(self) -> tuple[Bucket, ...]:
        return tuple(
            Bucket(
                name="bucket",
                when=self._of_work(),
                rank_by=self._some(tuple(RankBy), 2, 1),
                attribute="detail.topic",
            )
            for _ in range(2)
        )

    def _of_work(self) -> Condition | None:
        return self._random.choice((None, is_about("hard"), is_about("7"), *ON_WORK))

    def _of_both(self) -> Condition | None:
        one, other = self._one(*ON_AGENTS), self._one(*ON_AGENTS)
        both, either = Condition(all_of=(one, other)), Condition(any_of=(one, is_about("hard")))
        return self._random.choice((one, other, both, either, self._of_work()))
