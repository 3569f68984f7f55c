"""Scenes of capacity: units and profiles that work takes, gives back, or has spent for the day."""

from msgspec.structs import replace

from cordboard.app.setup_commands import Configure
from cordboard.core.capacity import AgentProfile, CapacityProfile, Reset
from cordboard.core.configuration import ProfileLimit
from cordboard.core.conversation import State
from cordboard.core.ids import ConversationId, ProfileId
from cordboard.core.user import OPERATOR
from cordboard.core.workstream import Method, Queue, Workstream, WrapUpBlock
from floor.players import Desk, equip, hire, meet, take_on
from floor.stage import BY_POST, LIVE_CHAT, POST, QUEUE, START_MS, Stage

CHAT = CapacityProfile(id=ProfileId("chat"), name="Chats", limit=2)
LONG = CapacityProfile(id=ProfileId("long"), name="Long talks", limit=2)
CALL = CapacityProfile(id=ProfileId("call"), name="Calls", limit=1, blocking=True)
DAILY = CapacityProfile(id=ProfileId("daily"), name="Letters a day", limit=5, reset=Reset.END_OF_DAY)


def house(*workstreams: Workstream) -> Stage:
    """A stage where these profiles exist."""
    stage = Stage(*workstreams)
    for profile in (CHAT, LONG, CALL, DAILY):
        stage.put(profile)
    return stage


def counted(settings: Workstream, *profiles: CapacityProfile, **fields: object) -> Workstream:
    """A workstream whose conversations count in these profiles."""
    return replace(settings, profiles=tuple(one.id for one in profiles), **fields)


def shares(*profiles: CapacityProfile, limit: int | None = None) -> tuple[ProfileLimit, ...]:
    return tuple(ProfileLimit(profile_id=one.id, limit=limit) for one in profiles)


def spent(desk: Desk) -> dict[str, int]:
    return {share.profile_id: share.spent for share in desk.agent.profiles}


def held(desk: Desk, chat: ConversationId) -> tuple[ProfileId, ...]:
    assert chat in desk.items
    return desk.stage.chat(chat).profiles_held


def test_three_conversations_of_five_units_fit_into_fifteen() -> None:
    """Appendix C 67."""
    stage = Stage(replace(LIVE_CHAT, units=5))
    anna = hire(stage, "Anna", units=15)
    chats = [meet(stage).starts() for _ in range(4)]
    assert anna.offered == chats[:3]
    for chat in chats[:3]:
        anna.accepts(chat)
    assert (anna.units_free, anna.presence, stage.state(chats[3])) == (0, "do_not_disturb", State.OPEN)


def test_a_pick_over_the_limit_leaves_less_than_nothing_and_do_not_disturb() -> None:
    """Appendix C 68: in units, and in a profile just so."""
    stage = house(counted(LIVE_CHAT, CHAT))
    anna = hire(stage, "Anna", units=2)
    waiting = [meet(stage).starts() for _ in range(3)]
    for chat in waiting:
        anna.picks(chat)
    assert (anna.units_free, anna.presence) == (-1, "do_not_disturb")
    equip(anna, capacity_units=9, profiles=shares(CHAT))
    assert (anna.units_free, anna.presence) == (6, "do_not_disturb"), "over the limit of the profile"
    equip(anna, profiles=shares(CHAT, limit=4))
    assert anna.presence == "busy"


def test_work_in_two_profiles_goes_to_who_has_room_in_both_and_takes_from_both() -> None:
    """Appendix C 69."""
    stage = house(counted(LIVE_CHAT, CHAT, LONG))
    chat = meet(stage).starts()
    anna, bo, cy = (hire(stage, name, units=9) for name in ("Anna", "Bo", "Cy"))
    equip(anna, profiles=shares(CHAT))
    equip(cy, profiles=(*shares(CHAT), *shares(LONG, limit=0)))
    assert (anna.offered, bo.offered, cy.offered) == ([], [], [])
    equip(bo, profiles=shares(CHAT, LONG))
    bo.accepts(chat)
    assert held(bo, chat) == (CHAT.id, LONG.id)
    second, third = meet(stage).starts(), meet(stage).starts()
    assert bo.offered == [second], "an offer that is out takes from them too"
    equip(bo, profiles=(*shares(CHAT), *shares(LONG, limit=3)))
    assert bo.offered == [second], "both must have room"
    equip(bo, profiles=shares(CHAT, LONG, limit=3))
    assert bo.offered == [second, third]


def test_presence_waits_until_all_profiles_are_exhausted_or_a_blocking_one() -> None:
    """Appendix C 51: by profiles alone, without units."""
    stage = house(counted(LIVE_CHAT, CHAT), counted(BY_POST, CALL))
    anna = hire(stage, "Anna", units=0)
    assert anna.presence == "do_not_disturb", "no capacity at all"
    equip(anna, profiles=(*shares(CHAT, limit=1), *shares(LONG)))
    assert anna.presence == "available"
    chat = meet(stage).starts()
    anna.picks(chat)
    assert anna.presence == "busy"
    equip(anna, profiles=shares(CHAT, limit=1))
    assert anna.presence == "do_not_disturb"
    equip(anna, profiles=shares(CHAT, CALL))
    letter = meet(stage).starts(workstream=POST)
    anna.picks(letter)
    assert anna.presence == "do_not_disturb", "the blocking one is exhausted"
    anna.presses_x(letter)
    assert anna.presence == "busy", "what waits for the customer takes nothing"


def test_a_blocking_profile_that_is_exhausted_keeps_all_work_away() -> None:
    stage = house(LIVE_CHAT, counted(BY_POST, CALL))
    anna = hire(stage, "Anna", units=9)
    equip(anna, profiles=shares(CALL))
    (letter,) = take_on(stage, anna, workstream=POST)
    anna.chooses("available")
    chat = meet(stage).starts()
    assert anna.offered == []
    anna.ends(letter)
    assert anna.offered == [], "wrap-up keeps the capacity"
    anna.presses_x(letter)
    assert anna.offered == [chat]


def test_a_days_budget_is_spent_by_what_was_accepted_and_comes_back_with_the_day() -> None:
    """Appendix C 70: neither end nor close gives it back, and tomorrow begins at nothing with work open."""
    stage = house(counted(BY_POST, DAILY, wrap_up_block=WrapUpBlock.NEVER))
    anna = hire(stage, "Anna", units=9)
    equip(anna, profiles=shares(DAILY))
    anna.rejects(meet(stage).starts(workstream=POST))
    anna.resets()
    assert spent(anna) == {DAILY.id: 0}, "what was not accepted is not spent"
    anna.accepts(anna.offered[0])
    chats = take_on(stage, anna, 4, workstream=POST)
    assert spent(anna) == {DAILY.id: 5}
    anna.ends(chats[0])
    anna.presses_x(chats[0])
    anna.ends(chats[1])
    late = meet(stage).starts(workstream=POST)
    assert (spent(anna), anna.offered) == ({DAILY.id: 5}, [])
    stage.wait((START_MS + 86_400_000 - stage.now_ms) / 1000)
    assert (spent(anna), anna.offered) == ({DAILY.id: 0}, [late])
    assert len(anna.items) == 3, "which are still open"


def test_parked_work_that_is_taken_up_again_is_spent_again_and_a_new_limit_forgets_nothing() -> None:
    stage = house(counted(BY_POST, DAILY))
    anna = hire(stage, "Anna")
    equip(anna, profiles=shares(DAILY))
    (letter,) = take_on(stage, anna, workstream=POST)
    anna.presses_x(letter)
    assert held(anna, letter) == ()
    anna.reopens(letter)
    assert (held(anna, letter), spent(anna)) == ((DAILY.id,), {DAILY.id: 2})
    equip(anna, profiles=shares(DAILY, limit=9))
    assert anna.agent.profiles == (AgentProfile(profile_id=DAILY.id, limit=9, spent=2),)


def test_the_wrap_up_timer_frees_what_is_held_at_once_and_not_the_day() -> None:
    settings = counted(LIVE_CHAT, CHAT, DAILY, units=1, wrap_up_block=WrapUpBlock.TIMED, wrap_up_block_s=60)
    stage = house(settings)
    anna = hire(stage, "Anna", units=0)
    equip(anna, profiles=shares(CHAT, DAILY, limit=1))
    chat = meet(stage).starts()
    anna.picks(chat)
    anna.ends(chat)
    assert (held(anna, chat), anna.presence) == (settings.profiles, "do_not_disturb")
    stage.wait(61)
    assert (held(anna, chat), spent(anna)[DAILY.id]) == ((), 1)
    assert (stage.state(chat), anna.presence) == (State.WRAP_UP, "busy"), "the day's budget is still spent"


def test_more_capacity_by_hand_brings_waiting_work_at_once() -> None:
    """Other than the original (domain 3.4): an edit starts an assignment run, though presence stays."""
    stage = house(counted(LIVE_CHAT, CHAT, units=2))
    anna = hire(stage, "Anna", units=3)
    equip(anna, profiles=shares(CHAT))
    take_on(stage, anna)
    second = meet(stage).starts()
    assert (anna.presence, anna.offered) == ("busy", [])
    equip(anna, capacity_units=9)
    assert (anna.presence, anna.offered) == ("busy", [second])
    anna.accepts(second)
    third = meet(stage).starts()
    assert (anna.presence, anna.offered) == ("busy", [])
    equip(anna, profiles=shares(CHAT, limit=3))
    assert (anna.presence, anna.offered) == ("busy", [third])


def test_another_limit_for_all_changes_presence_and_brings_work_at_once() -> None:
    stage = house(counted(LIVE_CHAT, CHAT, units=0))
    anna = hire(stage, "Anna", units=0)
    equip(anna, profiles=shares(CHAT))
    take_on(stage, anna, 2)
    chat = meet(stage).starts()
    assert (anna.presence, anna.offered) == ("do_not_disturb", [])
    stage.do(Configure(profiles=(replace(CHAT, limit=3),)), OPERATOR)
    assert (anna.presence, anna.offered) == ("busy", [chat])


def test_least_active_counts_from_the_last_release_and_afresh_after_signing_in() -> None:
    stage = Stage(LIVE_CHAT, BY_POST)
    stage.put(Queue(id=QUEUE, name="General", method=Method.LEAST_ACTIVE))
    anna = hire(stage, "Anna")
    assert anna.agent.last_released_at_ms == 0
    stage.wait(10)
    chat, letter = *take_on(stage, anna), *take_on(stage, anna, workstream=POST)
    anna.ends(chat)
    assert anna.agent.last_released_at_ms == 0, "wrap-up keeps it"
    anna.presses_x(chat)
    assert anna.agent.last_released_at_ms == stage.now_ms
    stage.wait(10)
    anna.presses_x(letter)
    assert anna.agent.last_released_at_ms == stage.now_ms, "waiting gives capacity back"
    anna.signs_out()
    anna.comes()
    assert anna.agent.last_released_at_ms > 0, "back within the restore window"
    anna.signs_out()
    stage.wait(200)
    anna.comes()
    assert anna.agent.last_released_at_ms == 0
