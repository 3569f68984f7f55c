"""Scenes of offers that last longer than they began, and of templates that change while they are out."""

import pytest
from msgspec.structs import replace

from app.templates import AT_ONCE, WORK, put, staged
from cordboard.app import commands as c
from cordboard.core.errors import Code
from cordboard.core.notification import Slots
from floor.players import hire, meet
from floor.stage import LIVE_CHAT, refused


@pytest.mark.mission("N15", part="timeout")
def test_an_offer_may_be_extended_as_often_as_its_template_says() -> None:
    stage = staged(replace(WORK, extensions=2))
    anna, bo = hire(stage, "Anna"), hire(stage, "Bo")
    chat = meet(stage).starts()
    anna.sees(chat)
    first = anna.offer(chat)
    more = c.ExtendOffer(offer_id=first.id, epoch=first.epoch)
    with refused(Code.NOT_YOURS):
        bo.does(more)
    with refused(Code.OFFER_OVER):
        anna.does(c.ExtendOffer(offer_id=first.id, epoch=first.epoch + 1))
    for left in (1, 0):
        stage.wait(20)
        anna.does(more)
        offer = anna.offer(chat)
        assert (offer.extensions, offer.expires_at_ms) == (left, stage.now_ms + 20_000)
    stage.wait(ms=1)
    with refused(Code.NOT_ALLOWED):
        anna.does(more)
    stage.wait(20)
    assert (anna.alerts, bo.offered) == (["missed"], [chat])
    with refused(Code.OFFER_OVER):
        anna.does(more)


def test_what_an_offer_does_stays_whatever_becomes_of_its_template() -> None:
    stage = staged(AT_ONCE)
    anna = hire(stage, "Anna")
    first = meet(stage).starts()
    put(stage, replace(WORK, countdown_s=60), LIVE_CHAT, Slots(incoming=WORK.id))
    second = meet(stage).starts()
    made = [anna.offer(chat) for chat in (first, second)]
    assert [one.expires_at_ms - one.made_at_ms for one in made] == [20_000, 60_000]
    stage.restart(down_s=60)
    anna.comes()
    assert [anna.offer(chat).expires_at_ms - stage.now_ms for chat in (first, second)] == [20_000, 60_000]
    anna.sees(first)
    anna.sees(second)
    assert (anna.items, anna.offered) == ([first], [second])
