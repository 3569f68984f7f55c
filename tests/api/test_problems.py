"""Refusals of what can't be read name the fields, and repeat nothing of what was sent."""

import asyncio
from pathlib import Path
from typing import Any

import httpx

from api.indoors import indoors
from api.looks import is_problem

SECRET = "hunter2-" * 20


def named(answer: httpx.Response) -> list[tuple[str, str]]:
    """The fields that the refusal names, and where they stand."""
    assert is_problem(answer, 400, "invalid"), answer.text
    assert SECRET not in answer.text
    errors: list[dict[str, Any]] = answer.json().get("errors", [])
    assert all(one["detail"] in answer.json()["detail"] for one in errors)
    return [(one["field"], one["place"]) for one in errors]


def test_what_can_t_be_read_is_named_with_what_was_expected(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            anna = await house.agent("anna")
            client = await house.sign_in("anna")
            presence = f"/api/agents/{anna.user_id}/presence"
            unknown = await client.put(presence, json={"presence": "lunch"})
            assert named(unknown) == [("presence", "body")]
            assert "the fields are presence_id" in unknown.json()["detail"]
            assert named(await client.put(presence, json={})) == [("presence_id", "body")]
            number = await client.put(presence, json={"presence_id": 3})
            assert named(number) == [("presence_id", "body")]
            assert "expected str" in number.json()["detail"]
            assert named(await client.put(presence, json=[SECRET])) == [("", "body")]
            assert named(await client.put(presence)) == [("", "body")]
            headers = {"content-type": "application/json"}
            broken = await client.put(presence, content=f"{{{SECRET}", headers=headers)
            assert named(broken) == []
            assert "no JSON" in broken.json()["detail"]
            odd = await client.get(f"{presence}/history", params={"before": SECRET, "limit": 0})
            assert named(odd) == [("before", "query"), ("limit", "query")]
            signing_in = {"login": "anna", "password": [SECRET]}
            assert named(await client.post("/api/sign-in", json=signing_in)) == [("password", "body")]
            ((long, place),) = named(await client.put(presence, json={SECRET: 1}))
            assert (len(long), place) == (100, "body")

    asyncio.run(scene())


def test_the_document_tells_of_problem_details_alone(tmp_path: Path) -> None:
    async def scene() -> None:
        async with indoors(tmp_path) as house:
            document = (await house.client().get("/api/schema/openapi.json")).json()
            operations = [one for path in document["paths"].values() for one in path.values()]
            for operation in operations:
                assert "400" not in operation["responses"], operation["operationId"]
                (media_type,) = operation["responses"]["default"]["content"]
                assert media_type == "application/problem+json"
            assert "status_code" not in str(document)
            assert {"detail", "errors"} <= set(document["components"]["schemas"]["Problem"]["properties"])

    asyncio.run(scene())
