"""The documents in docs/api: as the program prints them, sound by structure, and true of what it sends."""

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from api.indoors import indoors, take_offer, talk
from api.lines import Line
from cordboard.api import wire
from cordboard.api.schema import asyncapi, openapi, written
from cordboard.app.setup_commands import SetDefaultDashboard

DOCS = Path(__file__).parents[2] / "docs" / "api"
Json = dict[str, Any]


@pytest.mark.parametrize(("file", "make"), [("openapi.json", openapi), ("asyncapi.json", asyncapi)])
def test_what_is_checked_in_is_what_the_program_prints(file: str, make: Any) -> None:
    assert (DOCS / file).read_text() == written(make()), (
        f"write it anew: python -m cordboard.api.schema > {file}"
    )


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def resolved(document: Json, reference: str) -> Any:
    assert reference.startswith("#/"), f"{reference} leads out of the document"
    node: Any = document
    for part in reference[2:].split("/"):
        node = node[part.replace("~1", "/").replace("~0", "~")]
    return node


@pytest.mark.parametrize("make", [openapi, asyncapi])
def test_every_reference_leads_somewhere_and_every_schema_is_one(make: Any) -> None:
    document = make()
    for reference in set(references(document)):
        assert isinstance(resolved(document, reference), dict)
    for name, schema in document["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        assert re.fullmatch(r"[A-Za-z0-9._-]+", name)


def test_the_http_interface_is_described_whole() -> None:
    document = openapi()
    assert document["openapi"].startswith("3.1.")
    assert document["info"]["title"]
    names: set[str] = set()
    for path, item in document["paths"].items():
        for method, operation in item.items():
            assert operation["operationId"] not in names, operation["operationId"]
            names.add(operation["operationId"])
            assert any(code.startswith("2") for code in operation["responses"]), (method, path)
            given = {one["name"] for one in operation.get("parameters", []) if one["in"] == "path"}
            assert given == set(re.findall(r"{(\w+)}", path)), path
            assert operation.get("description") or operation.get("summary"), path


def test_the_socket_is_described_whole() -> None:
    document = asyncapi()
    assert document["asyncapi"] == "3.0.0"
    for operation in document["operations"].values():
        assert operation["action"] in {"send", "receive"}
        channel = resolved(document, operation["channel"]["$ref"])
        for message in operation["messages"]:
            assert resolved(document, message["$ref"]) in channel["messages"].values()
    schemas = document["components"]["schemas"]
    kinds = {one.__name__ for one in (*wire.FromClient.__args__, *wire.FromServer.__args__)}
    assert kinds <= set(schemas)


async def played(folder: Path) -> list[Line]:
    """A little of everything; the lines with what was said and heard."""
    async with indoors(folder) as house:
        anna, customer = await house.agent("anna"), await house.visitor()
        saga = house.connect(await house.sign_in("saga"))
        saga.say(t="hello", v=1)
        for stream in ("floor:support", "queue:support"):
            await saga.subscribe(stream)
        details = [{"name": "email", "value": "mali@example.org"}]
        conversation_id = await talk(customer, anna, "สวัสดี")
        stream = f"conversation:{conversation_id}"
        anna.say(t="typing", conversation_id=conversation_id)
        await customer.hear("typing")
        await anna.ask(t="draft", conversation_id=conversation_id, text="Hel", version=0)
        await anna.ask(t="send", conversation_id=conversation_id, text="Hello 👋")
        await anna.subscribe(stream, 10_000)
        await anna.subscribe("agent:nobody")
        await anna.subscribe(f"agent:{anna.user_id}")
        await anna.do("pick_conversation", conversation_id="none")
        session_id = (await anna.entry("session"))["body"]["session"]["id"]
        await anna.done("focus_session", session_id=session_id, read_up_to=2)
        await anna.done("choose_presence", presence_id="busy")
        await customer.done("end_by_customer", conversation_id=conversation_id)
        await anna.done("close_session", session_id=session_id)
        await customer.ask(
            t="start", workstream_id="website", text="Again", visitor_name="M", details=details
        )
        offer = (await anna.entry("offer"))["body"]["offer"]
        await anna.done("confirm_displayed", offer_id=offer["id"])
        await anna.done("reject_offer", offer_id=offer["id"], epoch=offer["epoch"])
        budi = await house.agent("budi")
        await take_offer(budi)
        await saga.done("reset_presence", agent_id=anna.user_id)
        await saga.done("force_close", conversation_id=offer["conversation_id"])
        await house.submit(SetDefaultDashboard(dashboard_id="focus"))
        await anna.hear("me_changed")
        customer.say(t="unsubscribe", stream=stream)
        customer.say_raw(b"nonsense")
        await customer.hear("fault")
        house.service.switchboard.beat()
        house.service.switchboard.drain()
        for line in (anna, budi, saga, customer):
            await line.wait_for_end()
            line.leave()
        return [anna, budi, saga, customer]


def test_what_is_sent_and_heard_is_what_the_documents_say(tmp_path: Path) -> None:
    document = json.loads((DOCS / "asyncapi.json").read_text())
    lines = asyncio.run(played(tmp_path))
    heard = [frame for line in lines for frame in line.log]
    said = [frame for line in lines for frame in line.said]
    for frames, name, kind in ((heard, "FromServer", wire.FromServer), (said, "FromClient", wire.FromClient)):
        validator = Draft202012Validator({**document, "$ref": f"#/components/schemas/{name}"})
        for frame in frames:
            validator.validate(frame)
            exact: Any = msgspec.convert(frame, type=kind)
            whole = json.loads(msgspec.json.encode(exact))
            assert whole | frame == whole, "nothing is sent that the documents don't name"
    kinds = {frame["t"] for frame in heard}
    assert kinds == {one.__struct_config__.tag for one in wire.FromServer.__args__}
    entries = {frame["body"]["kind"] for frame in heard if frame["t"] == "event"}
    assert len(entries) >= 10, entries
