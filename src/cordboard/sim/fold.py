"""Keeps what a page knows of a stream: a few maps, made from a snapshot and the entries after it."""

from typing import Any

import msgspec

from cordboard.app.ports import View
from cordboard.app.snapshots import agent_snapshot, floor_snapshot, queue_snapshot, talk_shown
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.ids import AgentId, QueueId
from cordboard.core.workstream import Queue

Maps = dict[str, dict[str, Any]]
REPLACES = {
    "me": ("me", "me"),
    "offer": ("offers", "offer"),
    "session": ("sessions", "session"),
    "item": ("items", "item"),
    "member": ("agents", "agent"),
    "talk": ("talk", "talk"),
}
"""Entries that carry a whole value: the map into which it goes, and the name under which it comes."""
REMOVES = {
    "offer_ended": ("offers", "offer_id"),
    "session_closed": ("sessions", "session_id"),
    "item_gone": ("items", "conversation_id"),
    "member_gone": ("agents", "agent_id"),
}
UNNUMBERED = frozenset({"marks", "unread_earlier"})
"""What a snapshot says besides the values that entries change."""


def apply(maps: Maps, body: dict[str, Any]) -> None:
    """Take one entry; messages and notices change no map."""
    kind = body["kind"]
    if kind in REPLACES:
        table, name = REPLACES[kind]
        maps.setdefault(table, {})[body[name]["id"]] = body[name]
    elif kind in REMOVES:
        table, name = REMOVES[kind]
        maps.get(table, {}).pop(body[name], None)
        if not maps.get(table):
            maps.pop(table, None)


def of_snapshot(body: dict[str, Any]) -> Maps:
    """Turn a snapshot's body into maps by id, leaving out those with nothing in them."""
    maps: Maps = {}
    for name, value in body.items():
        if name in UNNUMBERED:
            continue
        if isinstance(value, dict):
            maps[name] = {value["id"]: value}
        elif name != "entries" and isinstance(value, list) and value:
            maps[name] = {one["id"]: one for one in value}
    return maps


def of_view(view: View, stream: str) -> Maps | None:
    """Return what a snapshot of the stream would say now; None where the floor holds nothing of it."""
    shown = _shown(view, stream)
    return of_snapshot(msgspec.json.decode(msgspec.json.encode(shown))) if shown is not None else None


def _shown(view: View, stream: str) -> object | None:
    kind, _, subject = stream.partition(":")
    if kind == "conversation":
        conversation = view.find(Conversation, subject)
        return {"talk": talk_shown(view, conversation)} if conversation is not None else None
    if kind == "agent":
        return agent_snapshot(view, AgentId(subject)) if view.find(Agent, subject) is not None else None
    if view.find(Queue, subject) is None:
        return None
    show = queue_snapshot if kind == "queue" else floor_snapshot
    return show(view, QueueId(subject))
