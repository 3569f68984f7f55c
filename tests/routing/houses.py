"""Makes organisations for Hypothesis: small ones, in which everything that routing knows comes together."""

from hypothesis import strategies as st

from cordboard.app.setup_commands import Configure
from cordboard.core.capacity import CapacityProfile, Reset
from cordboard.core.channel import ChannelKind
from cordboard.core.configuration import AgentSettings, ProfileLimit
from cordboard.core.hours import Hours, Slot, Weekday
from cordboard.core.ids import (
    AgentId,
    HoursId,
    PresenceId,
    ProfileId,
    QueueId,
    RatingModelId,
    SkillId,
    WorkstreamId,
)
from cordboard.core.overflow import OverflowAct, WaitingOverflow
from cordboard.core.presence import BasePresence, PresenceOption
from cordboard.core.rules import (
    AssignmentRule,
    AssignmentRuleset,
    Bucket,
    ClassificationRule,
    Condition,
    Operator,
    OrderBy,
    RankBy,
    RouteRule,
    Ruleset,
    Share,
)
from cordboard.core.skill import Matching, RatingModel, Skill, SkillRating
from cordboard.core.workstream import (
    Distribution,
    Method,
    Organisation,
    Queue,
    UnseenOffer,
    Workstream,
    WrapUpBlock,
)

AGENTS = tuple(AgentId(f"a{number}") for number in range(1, 7))
QUEUES = tuple(QueueId(f"q{number}") for number in range(1, 6))
WORKSTREAMS = tuple(WorkstreamId(f"w{number}") for number in range(1, 5))
SKILLS = tuple(SkillId(f"s{number}") for number in range(1, 5))
PROFILES = tuple(ProfileId(f"p{number}") for number in range(1, 4))
TOPICS = ("plain", "hard", "7")
"""What work is about; classification, routes, buckets and custom rules go by it."""
LUNCH = PresenceOption(id=PresenceId("lunch"), name="Lunch", base=BasePresence.AWAY)
MODEL = RatingModel(id=RatingModelId("three"), name="Three", lowest=1, highest=4)
DAY = Hours(
    id=HoursId("day"),
    name="Day",
    time_zone="UTC",
    slots=tuple(Slot(day=day, opens="08:00", closes="17:00") for day in Weekday),
)
ALLOWED = (
    (BasePresence.AVAILABLE, BasePresence.BUSY),
    (BasePresence.AVAILABLE,),
    (BasePresence.AVAILABLE, BasePresence.BUSY, BasePresence.DO_NOT_DISTURB, BasePresence.AWAY),
    tuple(BasePresence),
)

flags = st.booleans()
few = st.integers(1, 3)


def some(of: tuple[str, ...], most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(of), max_size=most, unique=True).map(tuple)


def is_about(topic: str) -> Condition:
    return Condition(attribute="detail.topic", value=topic)


ratings = st.lists(
    st.builds(SkillRating, skill_id=st.sampled_from(SKILLS), rating=st.integers(1, 4)),
    max_size=3,
    unique_by=lambda one: one.skill_id,
).map(tuple)
topics = st.sampled_from(TOPICS)
of_work = st.none() | st.one_of(
    topics.map(is_about),
    topics.map(lambda topic: Condition(none_of=(is_about(topic),))),
    st.sampled_from(
        (
            Condition(attribute="value.worth", operator=Operator.AT_LEAST, value=2),
            Condition(attribute="detail.topic", operator=Operator.MORE_THAN, value=5),
            Condition(attribute="work.channel", value="live_chat"),
            Condition(attribute="work.units", operator=Operator.LESS_THAN, value=2),
            Condition(attribute="value.worth", operator=Operator.KNOWN),
            Condition(attribute="work.title", value="Nobody"),
        )
    ),
)
of_agents = st.sampled_from(
    (
        Condition(attribute="agent.presence", operator=Operator.ONE_OF, value=("available", "busy")),
        Condition(attribute="agent.presence", operator=Operator.IS_NOT, value="away"),
        Condition(attribute="agent.units_free", operator=Operator.AT_LEAST, other="work.units"),
        Condition(attribute="agent.units_free", operator=Operator.MORE_THAN, value=0),
        Condition(attribute="agent.units_total", operator=Operator.AT_MOST, value=3),
        Condition(attribute="agent.skill.s1", operator=Operator.AT_LEAST, value=2),
        Condition(attribute="agent.skill_count", operator=Operator.AT_LEAST, value=1),
        Condition(attribute="agent.profile_free.p1", operator=Operator.MORE_THAN, value=0),
        Condition(attribute="agent.attribute.team", other="detail.topic"),
        Condition(attribute="agent.attribute.team", operator=Operator.BEGINS_WITH, value="h"),
        Condition(attribute="agent.queue_count", operator=Operator.LESS_THAN, value=3),
        Condition(attribute="agent.is_working", value=True),
    )
)
of_both = st.one_of(
    of_agents,
    of_work,
    st.builds(lambda one, other: Condition(all_of=(one, other)), of_agents, of_agents),
    st.builds(lambda one, other: Condition(any_of=(one, other)), of_agents, topics.map(is_about)),
)

skills = st.builds(
    Skill,
    id=st.just(SKILLS[0]),
    name=st.just("Skill"),
    model_id=st.sampled_from((None, MODEL.id)),
    active=st.sampled_from((True, True, True, False)),
)
profiles = st.builds(
    CapacityProfile,
    id=st.just(PROFILES[0]),
    name=st.just("Profile"),
    limit=few,
    reset=st.sampled_from(Reset),
    blocking=flags,
)
assignment = st.lists(
    st.builds(
        AssignmentRuleset,
        name=st.just("set"),
        when=of_work,
        rules=st.lists(
            st.builds(
                AssignmentRule,
                name=st.just("rule"),
                when=of_both,
                order_by=st.lists(st.sampled_from(OrderBy), min_size=1, max_size=2, unique=True).map(tuple),
            ),
            min_size=1,
            max_size=2,
        ).map(tuple),
    ),
    min_size=1,
    max_size=2,
).map(tuple)
buckets = st.lists(
    st.builds(
        Bucket,
        name=st.just("bucket"),
        when=of_work,
        rank_by=st.lists(st.sampled_from(RankBy), min_size=1, max_size=2, unique=True).map(tuple),
        attribute=st.just("detail.topic"),
    ),
    max_size=2,
).map(tuple)
queues = st.builds(
    Queue,
    id=st.just(QUEUES[0]),
    name=st.sampled_from(("Alpha", "Beta", "Gamma")),
    priority=st.integers(1, 2),
    method=st.sampled_from(Method),
    assignment=assignment,
    prioritisation=st.just(()) | buckets,
    waiting_overflow=st.sampled_from(
        (None, None, WaitingOverflow(after_s=60, act=OverflowAct.TO_QUEUE, queue_id=QUEUES[1]))
    ),
)
classification = st.lists(
    st.builds(
        ClassificationRule,
        name=st.just("rule"),
        when=of_work,
        skills=ratings,
        profiles=some(PROFILES, 1),
        units=st.none() | st.integers(0, 3),
        values=st.sampled_from(({}, {"worth": "1"}, {"worth": "2"})),
        preferred=st.just(()) | some(AGENTS, 2),
    ).filter(lambda rule: len(rule.skills) < 3 or not rule.preferred),
    max_size=2,
).map(lambda rules: (Ruleset(name="rules", rules=tuple(rules)),) if rules else ())
routes = st.lists(
    st.builds(
        RouteRule,
        name=st.just("route"),
        when=topics.map(is_about),
        to=st.sampled_from(QUEUES).map(lambda queue_id: (Share(queue_id=queue_id),)),
    ),
    max_size=2,
).map(tuple)
workstreams = st.builds(
    Workstream,
    id=st.just(WORKSTREAMS[0]),
    name=st.just("Workstream"),
    channel=st.sampled_from((ChannelKind.LIVE_CHAT, ChannelKind.TEST)),
    queue_id=st.sampled_from(QUEUES),
    distribution=st.sampled_from((*(Distribution.PUSH,) * 5, Distribution.PICK)),
    units=few,
    profiles=st.just(()) | some(PROFILES, 2),
    matching=st.sampled_from(Matching),
    classification=classification,
    routes=routes,
    keep_same_agent=flags,
    affinity_wait_s=st.sampled_from((0, 20, None)),
    wrap_up_block=st.sampled_from(WrapUpBlock),
    wrap_up_block_s=st.just(30),
    allowed_presences=st.sampled_from(ALLOWED),
    unseen_offer=st.sampled_from(UnseenOffer),
    displayed_within_s=st.sampled_from((10, 10_000)),
    offer_s=st.sampled_from((5, 120)),
    decline_limit=few,
    missed_sets_inactive=flags,
    rejected_sets_do_not_disturb=flags,
    open_per_visitor=st.just(100),
)
organisations = st.builds(
    Organisation,
    session_limit=st.sampled_from((1, 2, 3, 9)),
    decliners_limit=few,
    restore_s=st.just(60),
)


def named(kind: st.SearchStrategy, ids: tuple[str, ...]) -> st.SearchStrategy[tuple]:
    """Values of a kind with these ids."""
    return st.tuples(*(kind for _ in ids)).map(
        lambda made: tuple(
            type(one)(**{field: getattr(one, field) for field in one.__struct_fields__} | {"id": identity})
            for one, identity in zip(made, ids, strict=True)
        )
    )


houses = st.builds(
    Configure,
    organisation=organisations,
    presences=st.just((LUNCH,)),
    hours=st.just((DAY,)),
    profiles=named(profiles, PROFILES),
    rating_models=st.just((MODEL,)),
    skills=named(skills, SKILLS),
    queues=named(queues, QUEUES),
    workstreams=named(workstreams, WORKSTREAMS),
)
limits = st.lists(
    st.builds(
        ProfileLimit, profile_id=st.sampled_from(PROFILES), limit=st.sampled_from((None, None, 0, 1, 4))
    ),
    max_size=3,
    unique_by=lambda one: one.profile_id,
).map(tuple)
settings_of_agents = st.builds(
    AgentSettings,
    login=st.just(""),
    queue_ids=some(QUEUES, 5),
    capacity_units=st.integers(0, 6),
    skills=ratings,
    profiles=limits,
    hours_id=st.sampled_from((None, None, DAY.id)),
    default_presence=st.none(),
    attributes=st.sampled_from(({}, {"team": "plain"}, {"team": "hard"})),
)
