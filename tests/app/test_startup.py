"""Scenes of a server that was away: the time counts against nobody."""

from cordboard.core.conversation import State
from floor.players import hire, meet, take_on
from floor.stage import Stage

HOUR_S = 3600


def test_offers_have_their_full_time_again_after_downtime(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    chat = meet(stage).starts()
    anna.sees(chat)
    stage.wait(100)
    stage.restart(down_s=HOUR_S)
    anna.comes()
    stage.wait(120)
    assert (anna.offered, anna.alerts) == ([chat], [])
    anna.accepts(chat)


def test_agents_and_customers_have_twenty_seconds_to_come_back(stage: Stage) -> None:
    anna, customer = hire(stage, "Anna"), meet(stage)
    chat = customer.starts()
    anna.accepts(chat)
    stage.restart(down_s=HOUR_S)
    stage.wait(19.999)
    assert (anna.presence, customer.link(chat)) == ("busy", "connected")
    stage.wait(ms=1)
    assert (anna.presence, customer.link(chat)) == ("offline", "reconnecting")
    stage.wait(149)
    anna.comes()
    customer.comes(chat)
    assert (anna.panel, customer.link(chat)) == ([chat], "connected")


def test_whoever_was_being_waited_for_is_waited_for_again(stage: Stage) -> None:
    anna, customer = hire(stage, "Anna"), meet(stage)
    chat = customer.starts()
    anna.accepts(chat)
    anna.falls_silent()
    customer.falls_silent(chat)
    stage.wait(149)
    stage.restart(down_s=HOUR_S)
    stage.wait(149)
    assert stage.state(chat) is State.ACCEPTED
    stage.wait(31)
    assert stage.state(chat) is State.CLOSED


def test_a_waiting_customer_who_was_away_is_not_closed_because_the_server_was(stage: Stage) -> None:
    customer = meet(stage)
    chat = customer.starts()
    customer.falls_silent(chat)
    stage.restart(down_s=HOUR_S)
    stage.wait(60)
    assert stage.state(chat) is State.OPEN
    customer.comes(chat)
    stage.wait(HOUR_S)
    assert stage.state(chat) is State.OPEN


def test_a_machine_that_slept_asks_nobody_to_come_again(stage: Stage) -> None:
    anna, customer = hire(stage, "Anna"), meet(stage)
    chat = customer.starts()
    anna.sees(chat)
    stage.now_ms += HOUR_S * 1000
    stage.writer.begin_anew(all_gone=False)
    stage.run()
    stage.wait(119)
    assert (anna.offered, anna.presence, customer.link(chat)) == ([chat], "available", "connected")


def test_routing_looks_at_everything_after_a_restart(stage: Stage) -> None:
    anna = hire(stage, "Anna")
    take_on(stage, anna)
    chats = [meet(stage).starts() for _ in range(2)]
    before = anna.offered
    stage.restart()
    assert anna.offered == before == chats
