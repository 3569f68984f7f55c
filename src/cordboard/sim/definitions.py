"""Makes what an organisation works by: plainly for scenes, and by chance with all that routing has."""

from msgspec import Struct
from msgspec.structs import replace

from cordboard.core.capacity import CapacityProfile, Reset
from cordboard.core.channel import ChannelKind
from cordboard.core.configuration import Configuration
from cordboard.core.hours import Hours
from cordboard.core.ids import ProfileId, QueueId, RatingModelId, SkillId, WorkstreamId
from cordboard.core.overflow import Overflow, OverflowAct, OverflowCause, WaitingOverflow
from cordboard.core.presence import BasePresence
from cordboard.core.skill import Matching, RatingModel, Skill
from cordboard.core.workstream import (
    AutoClose,
    Distribution,
    Method,
    Organisation,
    Queue,
    UnseenOffer,
    Workstream,
    WrapUpBlock,
)
from cordboard.sim import clocks, rulebook, templates
from cordboard.sim.chance import Chance
from cordboard.sim.staff import AGENTS, EXPERTS, QUEUES, SALES, SUPPORT

CHAT, SHOP, LETTERS = "chat", "shop", "letters"
ONLY = (BasePresence.AVAILABLE,)
AWAY_TOO = (BasePresence.AVAILABLE, BasePresence.BUSY, BasePresence.AWAY)
ALWAYS, SOMETIMES = ("thai", "vip"), "tape"
"""Skills that every version has, and one that some lack."""
NOBODY = "zoe"
"""A login that rules prefer though nobody has it."""
STARS = RatingModel(id=RatingModelId("stars"), name="Stars", lowest=1, highest=5)


def plain(chance: Chance) -> Configuration:
    """Return workstreams and queues; times are short, so that much falls due in little time."""
    return Configuration(
        organisation=Organisation(session_limit=chance.number(2, 4), restore_s=chance.pick((20, 150))),
        workstreams=(_chat(chance), _shop(chance), _letters(chance)),
        queues=(
            Queue(id=SUPPORT, name="Support"),
            Queue(id=SALES, name="Sales"),
            Queue(id=EXPERTS, name="Experts"),
        ),
    )


class Fixed(Struct, frozen=True, kw_only=True):
    """What is the same in all versions of a seed's configuration."""

    distributions: tuple[Distribution, ...]
    resets: tuple[Reset, ...]
    session_limit: int
    """Could be changed; but who is over a limit that was lowered may keep what is open."""
    unseen_offer: UnseenOffer
    """Could be changed; but offers that are out go on as they began."""


class Configurations:
    """Those that a seed's operator has written so far."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        pick = Distribution.PICK if chance.happens(0.15) else Distribution.PUSH
        self._fixed = Fixed(
            distributions=(Distribution.PUSH, pick, Distribution.PUSH),
            resets=(Reset.IMMEDIATE, Reset.END_OF_DAY, chance.pick(tuple(Reset))),
            session_limit=chance.number(2, 4),
            unseen_offer=chance.pick(tuple(UnseenOffer)),
        )
        self._rich = chance.happens(0.85)
        """Whether routing has more to go by than queues and units."""
        self._templates = chance.happens(0.7)
        """Whether work is put before agents in other ways than the stock one."""
        self.all = [self._draw()]

    @property
    def first(self) -> Configuration:
        """The one with which all begins."""
        return self.all[0]

    def next(self) -> Configuration:
        """Write another, or go back to an earlier one."""
        if self._chance.happens(0.5):
            self.all.append(self._draw())
            return self.all[-1]
        return self._chance.pick(self.all)

    def _draw(self) -> Configuration:
        drawn = plain(self._chance)
        organisation = replace(drawn.organisation, session_limit=self._fixed.session_limit)
        streams = (
            replace(one, unseen_offer=self._fixed.unseen_offer) if one.id == SHOP else one
            for one in drawn.workstreams
        )
        configuration = replace(drawn, organisation=organisation, workstreams=tuple(streams))
        if self._templates:
            configuration = templates.put_into(configuration, self._chance)
        return routed(configuration, self._fixed, self._chance) if self._rich else configuration


def routed(configuration: Configuration, fixed: Fixed, chance: Chance) -> Configuration:
    """Give a plain configuration everything that routing has, each part in some seeds."""
    skills, profiles = _skills(chance), _profiles(fixed, chance)
    hours = [clocks.hours(chance, name) for name in _names((rulebook.TURNS, "late"), "nights", chance)]
    skill_ids, profile_ids = [one.id for one in skills], [one.id for one in profiles]
    streams = zip(configuration.workstreams, fixed.distributions, strict=True)
    return replace(
        configuration,
        organisation=replace(
            configuration.organisation,
            time_zone=chance.pick(("UTC", clocks.EAST, clocks.WEST)),
            decliners_limit=chance.pick((2, 100, 100)),
        ),
        time_zones=clocks.ZONES,
        hours=tuple(hours),
        rating_models=(STARS,),
        skills=skills,
        profiles=profiles,
        queues=tuple(
            replace(
                _queue(one, hours, chance), assignment=rulebook.assignment(chance, skill_ids, profile_ids)
            )
            for one in configuration.queues
        ),
        workstreams=tuple(
            replace(_stream(one, skill_ids, profile_ids, chance), distribution=distribution)
            for one, distribution in streams
        ),
    )


def _names(always: tuple[str, ...], sometimes: str, chance: Chance) -> tuple[str, ...]:
    return (*always, sometimes) if chance.happens(0.5) else always


def _skills(chance: Chance) -> tuple[Skill, ...]:
    return tuple(
        Skill(
            id=SkillId(name),
            name=name.title(),
            model_id=STARS.id if name == "vip" else None,
            active=name == "vip" or chance.happens(0.9),
        )
        for name in _names(ALWAYS, SOMETIMES, chance)
    )


def _profiles(fixed: Fixed, chance: Chance) -> tuple[CapacityProfile, ...]:
    names = _names(("calls", "daily"), "rare", chance)
    return tuple(
        CapacityProfile(
            id=ProfileId(name),
            name=name.title(),
            limit=chance.number(1, 5),
            reset=reset,
            blocking=chance.happens(0.3),
        )
        for name, reset in zip(names, fixed.resets, strict=False)
    )


def _queue(queue: Queue, hours: list[Hours], chance: Chance) -> Queue:
    others = [one for one in QUEUES if one != queue.id]
    conditions = []
    for cause in OverflowCause:
        if chance.happens(0.3):
            act = chance.pick(
                (OverflowAct.TO_QUEUE, OverflowAct.TO_QUEUE, OverflowAct.ASSIGN_ANYWAY, OverflowAct.END)
            )
            target = chance.pick(others) if act is OverflowAct.TO_QUEUE else None
            conditions.append(Overflow(cause=cause, limit=chance.number(1, 4), act=act, queue_id=target))
    return replace(
        queue,
        priority=chance.pick((50, 100, 100)),
        method=chance.pick(tuple(Method)),
        prioritisation=rulebook.buckets(chance),
        hours_id=chance.pick((None, *(one.id for one in hours))),
        overflow=tuple(conditions),
        waiting_overflow=_waiting_overflow(others, chance) if chance.happens(0.3) else None,
    )


def _waiting_overflow(others: list[QueueId], chance: Chance) -> WaitingOverflow:
    after_s = chance.pick((60, 90, 300))
    if chance.happens(0.3):
        return WaitingOverflow(after_s=after_s, act=OverflowAct.END)
    return WaitingOverflow(after_s=after_s, act=OverflowAct.TO_QUEUE, queue_id=chance.pick(others))


def _stream(
    stream: Workstream, skills: list[SkillId], profiles: list[ProfileId], chance: Chance
) -> Workstream:
    own = (chance.pick(profiles),) if chance.happens(0.25) else ()
    return replace(
        stream,
        units=0 if own and chance.happens(0.5) else stream.units,
        profiles=own,
        matching=chance.pick((Matching.EXACT, *Matching)),
        classification=rulebook.classification(chance, skills, profiles, (*AGENTS, NOBODY)),
        routes=rulebook.routes(chance, QUEUES),
        keep_same_agent=chance.happens(0.8),
        affinity_wait_s=chance.pick((0, 0, 30, None)),
        allowed_presences=chance.pick((stream.allowed_presences, stream.allowed_presences, ONLY, AWAY_TOO)),
    )


def _chat(chance: Chance) -> Workstream:
    return Workstream(
        id=WorkstreamId(CHAT),
        name="Chat",
        channel=ChannelKind.LIVE_CHAT,
        queue_id=SUPPORT,
        wrap_up_block=chance.pick(tuple(WrapUpBlock)),
        wrap_up_block_s=30,
        offer_s=chance.pick((15, 60)),
        decline_limit=chance.number(1, 3),
        customer_grace_s=chance.pick((10, 180)),
        auto_close=AutoClose(open_s=120, active_s=chance.pick((None, 300)), wrap_up_s=60),
        missed_sets_inactive=chance.happens(0.7),
        rejected_sets_do_not_disturb=chance.happens(0.5),
    )


def _shop(chance: Chance) -> Workstream:
    return Workstream(
        id=WorkstreamId(SHOP),
        name="Shop",
        channel=ChannelKind.LIVE_CHAT,
        queue_id=SALES,
        units=chance.number(1, 2),
        wrap_up_block=WrapUpBlock.TIMED,
        wrap_up_block_s=30,
        offer_s=30,
        unseen_offer=chance.pick(tuple(UnseenOffer)),
        unseen_reroute_s=60,
        customer_grace_s=60,
        auto_close=AutoClose(open_s=300, wrap_up_s=chance.pick((20, 600))),
        open_per_visitor=1,
    )


def _letters(chance: Chance) -> Workstream:
    return Workstream(
        id=WorkstreamId(LETTERS),
        name="Letters",
        channel=ChannelKind.TEST,
        queue_id=SUPPORT,
        wrap_up_block=WrapUpBlock.NEVER,
        offer_s=chance.pick((20, 90)),
        auto_close=AutoClose(open_s=chance.pick((None, 600)), waiting_s=chance.pick((60, 900)), wrap_up_s=60),
    )
