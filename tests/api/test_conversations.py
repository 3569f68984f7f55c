"""Transcripts and drafts by HTTP: whole, in pages, and only for those whose they are."""

import asyncio
from pathlib import Path

import pytest

from api.indoors import indoors, talk
from api.looks import is_problem
from api.pages import new_id


def test_a_transcript_is_read_backwards_in_pages_by_its_owner_and_its_customer(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna = await house.agent("anna")
            token = (await house.visit())[1]
            customer = house.connect()
            customer.say(t="hello", v=1, token=token)
            conversation_id = await talk(customer, anna, "0")
            for number in range(1, 21):
                await customer.ask(t="send", conversation_id=conversation_id, text=str(number))
            stream = f"conversation:{conversation_id}"
            live = [one for one in customer.log if one["t"] == "event" and one["stream"] == stream]
            path = f"/api/conversations/{conversation_id}/entries"
            visitor = {"authorization": f"Bearer {token}"}
            owner = await house.sign_in("anna")
            for client in (house.client(**visitor), owner):
                whole = (await client.get(path)).json()
                assert whole["entries"] == live
                assert whole["more"] is False
                collected, before = list[object](), ""
                while True:
                    page = (await client.get(f"{path}?limit=7{before}")).json()
                    assert len(page["entries"]) == 7 or not page["more"]
                    collected = page["entries"] + collected
                    if not page["more"]:
                        break
                    before = f"&before={page['entries'][0]['n']}"
                assert collected == live

    asyncio.run(scene())


def test_nobody_else_reads_a_transcript(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            path = f"/api/conversations/{conversation_id}/entries"
            for login in ("budi", "saga", "otto", "admin"):
                client = await house.sign_in(login)
                assert is_problem(await client.get(path), 404, "not_found"), login
            stranger = (await house.visit())[1]
            assert is_problem(
                await house.client(authorization=f"Bearer {stranger}").get(path), 404, "not_found"
            )
            claim, _, signature = stranger.rpartition(".")
            made_ms = claim.rpartition(".")[2]
            owner_id = house.rows("SELECT visitor_id FROM conversation")[0][0]
            for token in ("", "x", "..", f"{owner_id}.{made_ms}.{signature}", f"{claim}.", "\xe4.1.\xe4"):
                forged = house.client()
                answer = await forged.get(
                    path, headers={b"authorization": b"Bearer " + token.encode("latin-1")}
                )
                assert is_problem(answer, 401, "not_signed_in"), token

    asyncio.run(scene())


def test_a_former_owner_reads_it_no_longer(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            client = await house.sign_in("anna")
            path = f"/api/conversations/{conversation_id}/entries"
            assert (await client.get(path)).status_code == 200
            session_id = (await anna.entry("session"))["body"]["session"]["id"]
            await anna.done("close_session", session_id=session_id)
            assert is_problem(await client.get(path), 404, "not_found")

    asyncio.run(scene())


def test_a_draft_is_kept_for_its_agent_alone_and_goes_with_the_message(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            path = f"/api/conversations/{conversation_id}/draft"
            client, other = await house.sign_in("anna"), await house.sign_in("budi")
            nothing = {"text": "", "version": 0, "saved_at_ms": None}
            assert (await client.get(path)).json() == nothing
            save = {"t": "draft", "id": new_id(house.clock()), "text": "สวัสดี 👩‍👩‍👧", "version": 0}
            for _ in range(2):
                saved = await anna.ask(**save, conversation_id=conversation_id)
                assert saved["version"] == 1, "the same save again gets its first answer"
            kept = {"text": "สวัสดี 👩‍👩‍👧", "version": 1, "saved_at_ms": house.clock()}
            assert (await client.get(path)).json() == kept
            assert (await other.get(path)).json() == nothing
            stale = await anna.ask(t="draft", conversation_id=conversation_id, text="elsewhere", version=0)
            assert stale["code"] == "stale_draft"
            large = await anna.ask(t="draft", conversation_id=conversation_id, text="x" * 70_000, version=1)
            assert large["code"] == "too_large"
            await anna.ask(t="send", conversation_id=conversation_id, text="sent")
            assert (await client.get(path)).json() == nothing
            late = await anna.ask(**save | {"version": 1}, conversation_id=conversation_id)
            assert late["code"] == "stale_draft", "it was typed over what is gone"
            after = await anna.ask(t="draft", conversation_id=conversation_id, text="the next", version=0)
            assert after["version"] > 1, "no version comes twice"

    asyncio.run(scene())


@pytest.mark.mission("S9", part="device")
def test_the_notepad_has_a_draft_of_its_own_that_no_message_takes(tmp_path: Path) -> None:
    """Typed on one machine, read on another; the same save again gets its first answer."""

    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            path = f"/api/conversations/{conversation_id}/draft"
            there = await house.sign_in("anna")
            fields = {"t": "draft", "conversation_id": conversation_id, "version": 0}
            note = fields | {"id": new_id(house.clock()), "field": "notepad", "text": "Rings at nine"}
            for _ in range(2):
                assert (await anna.ask(**note))["version"] == 1
            assert (await anna.ask(**fields, text="half a sent"))["version"] == 1
            assert (await anna.ask(**fields, field="message", text="x"))["code"] == "stale_draft"
            assert (await anna.ask(**fields, field="notepad", text="x"))["code"] == "stale_draft"
            await anna.ask(t="send", conversation_id=conversation_id, text="a sentence")
            assert (await there.get(path)).json()["version"] == 0
            kept = {"text": "Rings at nine", "version": 1, "saved_at_ms": house.clock()}
            assert (await there.get(f"{path}?field=notepad")).json() == kept
            large = await anna.ask(**fields | {"version": 1}, field="notepad", text="é" * (32 * 1024 + 1))
            assert large["code"] == "too_large"
            for field in ("", "case", "Notepad"):
                refused = await anna.ask(**fields, field=field, text="?")
                assert (refused["t"], refused["code"]) == ("refused", "invalid")
                assert is_problem(await there.get(f"{path}?field={field}"), 400, "invalid")

    asyncio.run(scene())


@pytest.mark.mission("S9", part="reload")
def test_what_was_typed_into_a_session_that_somebody_else_ended_can_still_be_read(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            for field in ("message", "notepad"):
                await anna.ask(t="draft", conversation_id=conversation_id, field=field, text=field, version=0)
            saga = house.connect(await house.sign_in("saga"))
            saga.say(t="hello", v=1)
            await saga.hear("welcome")
            await saga.done("force_close", conversation_id=conversation_id)
            late = await anna.ask(t="draft", conversation_id=conversation_id, text="more", version=1)
            assert late["code"] == "not_found", "nobody types into what is closed"
            again = await house.sign_in("anna")
            for field in ("message", "notepad"):
                kept = await again.get(f"/api/conversations/{conversation_id}/draft?field={field}")
                assert kept.json()["text"] == field

    asyncio.run(scene())


def test_drafts_are_kept_for_ones_own_conversations_only(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna, customer = await house.agent("anna"), await house.visitor()
            conversation_id = await talk(customer, anna)
            budi = await house.agent("budi")
            for line, identity, code in (
                (budi, conversation_id, "not_found"),
                (anna, "made-up", "not_found"),
                (customer, conversation_id, "not_allowed"),
            ):
                refused = await line.ask(t="draft", conversation_id=identity, text="mine?", version=0)
                assert (refused["t"], refused["code"]) == ("refused", code)
            assert house.rows("SELECT count(*) FROM draft") == [(0,)]

    asyncio.run(scene())
