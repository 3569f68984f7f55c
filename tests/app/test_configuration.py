"""Scenes of a whole configuration: put in place of the one in force, or refused with all that hinders it."""

from typing import Any

import pytest
from msgspec.structs import replace

from cordboard.app import setup_commands as sc
from cordboard.app.definitions import agents_in_force, configuration_in_force, version_in_force
from cordboard.app.entries import ItemBody, OfferBody, SessionBody
from cordboard.app.ports import Counter
from cordboard.app.views import OfferView
from cordboard.core.capacity import CapacityProfile, Reset
from cordboard.core.channel import ChannelKind
from cordboard.core.configuration import AgentSettings, Configuration, ProfileLimit
from cordboard.core.conversation import Detail
from cordboard.core.errors import Code, Refusal
from cordboard.core.hours import Hours, Slot, Weekday
from cordboard.core.ids import HoursId, PresenceId, ProfileId, QueueId, SkillId, WorkstreamId
from cordboard.core.presence import STOCK_OPTIONS, BasePresence, PresenceOption, shown
from cordboard.core.skill import Skill, SkillRating
from cordboard.core.user import OPERATOR
from cordboard.core.workstream import Distribution, Organisation, Queue, Workstream
from floor.players import Desk, appoint, hire, meet
from floor.stage import LIVE_CHAT, LUNCH, QUEUE, WEB, Stage, refused, user

SALES = Queue(id=QueueId("sales"), name="Sales")
CHATS = CapacityProfile(id=ProfileId("chats"), name="Chats", limit=2)
LATVIAN = Skill(id=SkillId("latvian"), name="Latvian")
DAYS = Hours(
    id=HoursId("days"),
    name="Days",
    time_zone="UTC",
    slots=tuple(Slot(day=day, opens="00:00", closes="24:00") for day in Weekday),
)
SHOP = Workstream(id=WorkstreamId("shop"), name="Shop", channel=ChannelKind.LIVE_CHAT, queue_id=SALES.id)
ANNA = AgentSettings(
    login="anna",
    queue_ids=(QUEUE, SALES.id),
    skills=(SkillRating(skill_id=LATVIAN.id),),
    profiles=(ProfileLimit(profile_id=CHATS.id),),
    hours_id=DAYS.id,
    default_presence=LUNCH.id,
)


def in_force(stage: Stage) -> Configuration:
    return configuration_in_force(stage.writer.view)


def apply(stage: Stage, wanted: Configuration, agents: tuple[AgentSettings, ...] | None = None) -> None:
    """Apply over the version in force."""
    command = sc.ApplyConfiguration(
        configuration=wanted,
        document="cordboard: 1\n",
        reason="autumn",
        seen=version_in_force(stage.writer.view),
        agents=agents,
        account="olga",
    )
    stage.do(command, OPERATOR)


def hindrances(stage: Stage, wanted: Configuration, agents: tuple[AgentSettings, ...] | None = None) -> str:
    """What an apply is refused for; it leaves nothing behind."""
    before = in_force(stage), agents_in_force(stage.writer.view), version_in_force(stage.writer.view)
    with pytest.raises(Refusal) as caught:
        apply(stage, wanted, agents)
    assert before == (
        in_force(stage),
        agents_in_force(stage.writer.view),
        version_in_force(stage.writer.view),
    )
    assert caught.value.code is Code.WRONG_STATE
    return caught.value.sentence


def furnished(stage: Stage) -> Configuration:
    """Put more in force than the stage has, with Anna working by it."""
    before = in_force(stage)
    wanted = replace(
        before,
        hours=(DAYS,),
        profiles=(CHATS,),
        skills=(LATVIAN,),
        queues=(*before.queues, SALES),
        workstreams=tuple(sorted((*before.workstreams, SHOP), key=lambda one: one.id)),
    )
    hire(stage, "Anna")
    apply(stage, wanted, (ANNA,))
    return wanted


def test_what_is_applied_is_in_force_and_a_version(stage: Stage) -> None:
    wanted = furnished(stage)
    assert in_force(stage) == wanted
    assert agents_in_force(stage.writer.view) == (ANNA,)
    assert version_in_force(stage.writer.view) == 1
    (row,) = stage.database.rows('SELECT id, "by", reason, document, live FROM configuration_version')
    assert row == ("1", "olga", "autumn", "cordboard: 1\n", 0)
    audits = stage.database.rows("SELECT subject, detail FROM audit WHERE action = 'apply_configuration'")
    assert audits == [("1", "olga: autumn")]
    stage.restart()
    assert version_in_force(stage.writer.view) == 1


def test_what_the_new_one_lacks_is_removed_and_what_is_stock_stays(stage: Stage) -> None:
    wanted = furnished(stage)
    less = replace(
        wanted,
        hours=(),
        profiles=(),
        skills=(),
        presences=(),
        queues=wanted.queues[:1],
        workstreams=(LIVE_CHAT,),
    )
    apply(stage, less, (AgentSettings(login="Anna", queue_ids=(QUEUE,)),))
    assert in_force(stage) == less
    presences = {one.id for one in stage.writer.view.all(PresenceOption)}
    assert presences == {one.id for one in STOCK_OPTIONS}
    assert version_in_force(stage.writer.view) == 2
    assert stage.writer.view.find(Queue, SALES.id) is None


def test_another_version_in_force_refuses(stage: Stage) -> None:
    apply(stage, in_force(stage))
    command = sc.ApplyConfiguration(configuration=in_force(stage), document="", reason="late", seen=0)
    with refused(Code.WRONG_STATE):
        stage.do(command, OPERATOR)
    assert stage.writer.view.get(Counter, "configuration").value == 1


def test_everything_in_use_is_named_at_once(stage: Stage) -> None:
    wanted = furnished(stage)
    supervisor = appoint(stage)
    stage.put_user(supervisor.id, "Vera", roles=("supervisor",), supervises=(SALES.id,))
    chat = meet(stage).starts(workstream=SHOP.id)
    nothing = replace(
        wanted,
        hours=(),
        profiles=(),
        skills=(),
        presences=(),
        queues=wanted.queues[:1],
        workstreams=(replace(LIVE_CHAT, name="Chat"),),
    )
    sentence = hindrances(stage, nothing)
    for part in (
        "queues.sales is in use by anna, working in it.",
        "queues.sales is in use by vera, supervising it.",
        "queues.sales is in use by 1 ongoing conversation.",
        "workstreams.shop is in use by 1 ongoing conversation.",
        "profiles.chats is in use by anna",
        "skills.latvian is in use by anna",
        "hours.days is in use by anna",
        "presences.lunch is in use by anna, having it by default.",
    ):
        assert part in sentence
    assert stage.chat(chat).queue_id == SALES.id


def test_a_presence_that_somebody_chose_stays_and_changes_under_them(stage: Stage) -> None:
    anna = hire(stage, "Anna", presence="lunch")
    wanted = in_force(stage)
    assert "presences.lunch is in use by anna, having chosen it." in hindrances(
        stage, replace(wanted, presences=())
    )
    apply(stage, replace(wanted, presences=(replace(LUNCH, base=BasePresence.BUSY),)))
    chosen = anna.agent.presence.chosen
    assert chosen is not None
    assert (chosen.base, shown(anna.agent.presence)) == (BasePresence.BUSY, PresenceId("lunch"))


@pytest.mark.parametrize(
    ("section", "before", "changes", "part"),
    [
        ("workstreams", LIVE_CHAT, {"channel": ChannelKind.TEST}, "workstreams.web.channel is live_chat"),
        (
            "workstreams",
            LIVE_CHAT,
            {"distribution": Distribution.PICK},
            "workstreams.web.distribution is push",
        ),
        ("profiles", CHATS, {"reset": Reset.END_OF_DAY}, "profiles.chats.reset is immediate"),
    ],
)
def test_what_ongoing_work_goes_by_can_not_be_changed(
    stage: Stage, section: str, before: Any, changes: dict[str, Any], part: str
) -> None:
    apply(stage, replace(in_force(stage), **{section: (before,)}))
    wanted = replace(in_force(stage), **{section: (replace(before, **changes),)})
    assert part in hindrances(stage, wanted)


def test_mistakes_are_refused_whole_and_all_named(stage: Stage) -> None:
    before = in_force(stage)
    wrong = replace(
        before,
        organisation=Organisation(session_limit=0),
        workstreams=(replace(LIVE_CHAT, queue_id=SALES.id),),
    )
    for command in (
        sc.ApplyConfiguration(configuration=wrong, document="", reason="no", seen=0),
        sc.Configure(organisation=wrong.organisation, workstreams=wrong.workstreams),
    ):
        with pytest.raises(Exception, match=r"organisation.session_limit: .* workstreams.web.queue_id: "):
            stage.do(command, OPERATOR)
    with refused(Code.INVALID):
        stage.do(sc.ApplyConfiguration(configuration=before, document="", reason=" ", seen=0), OPERATOR)
    assert in_force(stage) == before


def test_an_unknown_agent_refuses_all_of_it(stage: Stage) -> None:
    with refused(Code.NOT_FOUND):
        apply(stage, replace(in_force(stage), skills=(LATVIAN,)), (AgentSettings(login="nobody"),))
    assert in_force(stage).skills == ()


def test_people_without_the_right_change_nothing(stage: Stage) -> None:
    hire(stage, "Anna")
    command = sc.ApplyConfiguration(configuration=in_force(stage), document="", reason="mine", seen=0)
    with refused(Code.NOT_ALLOWED):
        stage.do(command, user("anna"))


def test_what_waits_is_looked_at_again_at_once(stage: Stage) -> None:
    """Appendix C 77 asks for no wait: the apply itself offers what it lets through."""
    anna = hire(stage, "Anna", units=1)
    busy = replace(LIVE_CHAT, units=2)
    apply(stage, replace(in_force(stage), workstreams=(busy,)))
    chat = meet(stage).starts()
    assert anna.offered == []
    apply(
        stage,
        replace(in_force(stage), workstreams=(busy,)),
        (AgentSettings(login="anna", queue_ids=(QUEUE,)),),
    )
    assert anna.offered == [chat]


def test_readers_see_a_queue_s_new_name_and_other_details(stage: Stage) -> None:
    """Snapshot and entries agree after each step; here it is what the entries say."""
    anna = hire(stage, "Anna", units=1)
    details = (Detail(name="email", value="c@example.org"),)
    taken = meet(stage, "Citra").starts(details=details)
    anna.accepts(taken)
    waiting = meet(stage).starts(details=details)
    before = in_force(stage)
    apply(stage, replace(before, queues=(replace(before.queues[0], name="Help"),)))
    for stream in (f"agent:{anna.id}", f"floor:{QUEUE}", f"queue:{QUEUE}"):
        items = [body.item for body in stage.bodies(stream) if isinstance(body, ItemBody)]
        assert items[-1].queue_name == "Help"
    sessions = [one.session for one in stage.bodies(f"agent:{anna.id}") if isinstance(one, SessionBody)]
    assert sessions[-1].item.queue_name == "Help"
    anna.ends(taken)
    anna.presses_x(taken)
    assert anna.offered == [waiting]
    assert [one.name for one in offers(stage, anna)[-1].details] == ["email"]
    web = replace(LIVE_CHAT, details_shown=("name",))
    others = tuple(one for one in in_force(stage).workstreams if one.id != WEB)
    apply(stage, replace(in_force(stage), workstreams=(*others, web)))
    shown_now = offers(stage, anna)[-1]
    assert (shown_now.conversation_id, shown_now.details) == (waiting, ())


def offers(stage: Stage, desk: Desk) -> list[OfferView]:
    """All that the agent's pages were told of offers."""
    return [one.offer for one in stage.bodies(f"agent:{desk.id}") if isinstance(one, OfferBody)]
