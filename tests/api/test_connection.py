"""One page's connection: its hello, what it does not understand, its silence, its end."""

import asyncio
from pathlib import Path

import pytest

from api.indoors import indoors, talk
from api.looks import everything, is_refused
from cordboard.api.connection import FAULTS_LIMIT, HELLO_WITHIN_MS, LINES_LIMIT
from cordboard.api.visitor_tokens import LASTS_MS


@pytest.mark.parametrize(
    ("said", "end"),
    [
        ([b'{"t":"beat"}'], (4400, "fault")),
        ([b'{"t":"subscribe","stream":"agent:x"}'], (4400, "fault")),
        ([b"nonsense"], (4400, "fault")),
        ([b""], (4400, "fault")),
        ([b'{"t":"hello"}'], (4400, "fault")),
        ([b'{"t":"hello","v":1,"extra":1}'], (4400, "fault")),
        ([b'{"t":"hello","v":2}'], (4410, "reload")),
        ([b'{"t":"hello","v":0}'], (4410, "reload")),
        ([b'{"t":"hello","v":1}'], (4401, "signed_out")),
        ([b'{"t":"hello","v":1,"token":""}'], (4401, "signed_out")),
        ([b'{"t":"hello","v":1,"token":"v1.1.x"}'], (4401, "signed_out")),
        ([b'{"t":"hello","v":1,"token":"..."}'], (4401, "signed_out")),
        ([b'{"t":"hello","v":1,"token":"\xc3\xa4"}'], (4401, "signed_out")),
    ],
)
def test_a_hello_that_is_not_right_is_the_end(
    tmp_path: Path, said: list[bytes], end: tuple[int, str]
) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            before = everything(house)
            line = house.connect()
            for message in said:
                line.say_raw(message)
            assert await line.wait_for_end() == end
            assert (await line.hear("bye"))["reason"] == end[1]
            assert everything(house) == before

    asyncio.run(scene())


def test_what_comes_after_the_good_bye_is_not_heard(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            before = everything(house)
            line = house.connect(await house.sign_in("anna"))
            line.say_raw(b'{"t":"hello","v":2}\n{"t":"hello","v":1}')
            assert await line.wait_for_end() == (4410, "reload")
            assert [frame["t"] for frame in line.log] == ["bye"]
            await (await house.visitor()).settled()
            before["sign_in"] = everything(house)["sign_in"]
            assert everything(house) == before

    asyncio.run(scene())


def test_a_token_that_is_forged_or_out_of_date_is_worth_nothing_even_beside_a_cookie(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna = await house.sign_in("anna")
            visitor_id, token = await house.visit()
            other_id, other = await house.visit()
            swapped = f"{visitor_id}.{other.partition('.')[2]}"
            later = f"{visitor_id}.{house.clock() + 1}.{token.rpartition('.')[2]}"
            for forged in (swapped, later, token[:-1], token + "A", f"{other_id}."):
                line = house.connect(anna)
                line.say(t="hello", v=1, token=forged)
                assert await line.wait_for_end() == (4401, "signed_out"), forged
            house.clock.now_ms += LASTS_MS
            line = house.connect()
            line.say(t="hello", v=1, token=token)
            assert await line.wait_for_end() == (4401, "signed_out")

    asyncio.run(scene())


def test_a_widget_counts_as_a_visitor_though_its_browser_has_a_workspace_cookie(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            line = house.connect(await house.sign_in("anna"))
            visitor_id, token = await house.visit()
            line.say(t="hello", v=1, token=token)
            you = (await line.hear("welcome"))["you"]
            assert you == {"kind": "visitor", "id": visitor_id, "name": "", "roles": []}

    asyncio.run(scene())


def test_whoever_never_says_hello_is_sent_away(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            line = house.connect()
            house.clock.now_ms += HELLO_WITHIN_MS
            house.service.switchboard.check()
            assert line.closed is None
            house.clock.now_ms += 1
            house.service.switchboard.check()
            assert await line.wait_for_end() == (4400, "fault")

    asyncio.run(scene())


def test_a_blocked_visitor_starts_nothing(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            visitor_id, token = await house.visit()
            anna = await house.agent("anna")
            customer = house.connect()
            customer.say(t="hello", v=1, token=token)
            conversation_id = await talk(customer, anna)
            saga = house.connect(await house.sign_in("saga"))
            saga.say(t="hello", v=1)
            await saga.done("block_visitor", visitor_id=visitor_id, reason="spam")
            before = everything(house)
            send = await customer.ask(t="send", conversation_id=conversation_id, text="spam")
            assert is_refused(send, "closed")
            again = house.connect()
            again.say(t="hello", v=1, token=token)
            assert is_refused(await again.ask(t="start", workstream_id="website", text="spam"), "blocked")
            assert everything(house) == before

    asyncio.run(scene())


NONSENSE = (
    b"",
    b"{",
    b"nonsense",
    b"null",
    b"[]",
    b"{}",
    b'{"t":"nothing"}',
    b'{"t":"welcome"}',
    b'{"t":["do"]}',
    b'{"t":"hello","v":1}',
    b'{"t":"subscribe"}',
    b'{"t":"subscribe","stream":1}',
    b'{"t":"subscribe","stream":"agent:x","after":-1}',
    b'{"t":"subscribe","stream":"agent:x","after":9007199254740992}',
    b'{"t":"subscribe","stream":"agent:x","after":1e300}',
    b'{"t":"subscribe","stream":"agent:x","before":1}',
    b'{"t":"do","id":"x","command":{"name":"agent_left"}}',
    b'{"t":"do","id":"x","command":{"name":"put_user","user_id":"x","login":"x","roles":[]}}',
    b'{"t":"do","id":"x","command":{"name":"elapse"}}',
    b'{"t":"do","id":"x","command":{"name":"accept_offer","offer_id":"x"}}',
    b'{"t":"do","id":"x","command":{"name":"accept_offer","offer_id":"x","epoch":1,"force":true}}',
    b'{"t":"do","id":"x","command":"accept_offer"}',
    b'{"t":"send","id":"x","conversation_id":"x"}',
    b'{"t":"send","id":"x","conversation_id":"x","text":"\\ud83d"}',
    b'{"t":"send","id":"x","conversation_id":"x","text":null}',
    b'{"t":"draft","id":"x","conversation_id":"x","text":"x","version":-1}',
    b'{"t":"beat","at_ms":1}',
    b"[" * 50_000,
    b'{"t":' * 50_000,
)


@pytest.mark.parametrize("who", ["anna", ""])
def test_nonsense_gets_a_fault_and_the_connection_lives_on(tmp_path: Path, who: str) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            for message in NONSENSE:
                line = await house.agent(who) if who else await house.visitor()
                before = everything(house)
                line.say_raw(message)
                assert (await line.hear("fault"))["code"] == "invalid"
                await line.settled()
                assert line.closed is None
                assert everything(house) == before
                line.leave()

    asyncio.run(scene())


def test_too_much_nonsense_is_the_end(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            line = await house.visitor()
            for _ in range(FAULTS_LIMIT):
                line.say_raw(b"nonsense")
            await line.settled()
            assert line.closed is None
            line.say_raw(b'nonsense\n{"t":"start","id":"x","workstream_id":"website","text":"late"}')
            assert await line.wait_for_end() == (4400, "fault")
            assert house.rows("SELECT count(*) FROM conversation") == [(0,)]
            assert [frame["t"] for frame in line.log].count("refused") == 0

    asyncio.run(scene())


def test_a_message_holds_many_frames_but_not_any_number(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            line = await house.visitor()
            line.say_raw(b"\n".join([b'{"t":"beat"}'] * LINES_LIMIT))
            await line.settled()
            assert all(frame["t"] != "fault" for frame in line.log)
            line.say_raw(b"\n".join([b'{"t":"beat"}'] * (LINES_LIMIT + 1)))
            assert (await line.hear("fault"))["code"] == "invalid"
            assert line.closed is None

    asyncio.run(scene())
