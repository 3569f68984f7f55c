"""Looks at what the server did: its refusals, and all that is on disk."""

from typing import Any

import httpx

from api.indoors import Indoors

Tables = dict[str, list[tuple[Any, ...]]]


def everything(house: Indoors) -> Tables:
    """Every row of every table on disk."""
    names = house.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return {name: house.rows(f'SELECT * FROM "{name}"') for (name,) in names}


def is_refused(answer: dict[str, Any], code: str, *, again: bool = False) -> bool:
    """Whether the answer is a frame that refuses for this reason."""
    assert answer["t"] == "refused", answer
    assert answer["sentence"]
    return (answer["code"], answer["again"]) == (code, again)


def is_problem(answer: httpx.Response, status: int, code: str) -> bool:
    """Whether the answer is a refusal as RFC 9457 wants it, and for this reason."""
    body = answer.json()
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    assert set(body) - {"errors"} == {"type", "title", "status", "detail", "code"}
    assert body["type"] == f"urn:cordboard:{body['code']}"
    assert body["detail"]
    assert body["status"] == answer.status_code
    return (answer.status_code, body["code"]) == (status, code)
