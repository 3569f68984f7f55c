"""Turns values into rows and back: a field is a column, what is not a plain scalar is JSON."""

import types
import typing
from enum import Enum
from operator import attrgetter
from typing import Any, cast, get_args, get_origin, get_type_hints

import msgspec

from cordboard.app.ports import Counter, Value
from cordboard.core.agent import Agent
from cordboard.core.assignment import Assignment, QueueSegment
from cordboard.core.capacity import CapacityProfile
from cordboard.core.configuration import ConfigurationVersion
from cordboard.core.conversation import Conversation
from cordboard.core.deadline import Deadline
from cordboard.core.hours import Hours, TimeZone
from cordboard.core.notification import NotificationTemplate
from cordboard.core.offer import Offer
from cordboard.core.presence import PresenceOption
from cordboard.core.session_template import Application, SessionTemplate
from cordboard.core.skill import RatingModel, Skill
from cordboard.core.user import User
from cordboard.core.visitor import BlockedVisitor
from cordboard.core.widget import NoticeText
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import Organisation, Queue, Workstream

TABLES: dict[type[Value], str] = {
    Organisation: "organisation",
    PresenceOption: "presence_option",
    TimeZone: "time_zone",
    Hours: "hours",
    CapacityProfile: "capacity_profile",
    RatingModel: "rating_model",
    Skill: "skill",
    Application: "application",
    SessionTemplate: "session_template",
    NotificationTemplate: "notification_template",
    Queue: "queue",
    Workstream: "workstream",
    NoticeText: "notice_text",
    User: "user",
    Agent: "agent",
    BlockedVisitor: "blocked_visitor",
    Conversation: "conversation",
    Assignment: "assignment",
    QueueSegment: "queue_segment",
    Offer: "offer",
    WorkspaceSession: "workspace_session",
    Deadline: "deadline",
    Counter: "counter",
    ConfigurationVersion: "configuration_version",
}
"""In the order in which a floor is loaded."""

SCALARS = (str, int, bool, float)
_encode = msgspec.json.Encoder(order="deterministic").encode


class RowOf:
    """The mapping of one kind of value to its table."""

    def __init__(self, kind: type[Value], table: str) -> None:
        self.kind = kind
        self.table = table
        self.fields = msgspec.structs.fields(kind)
        self.columns = tuple(field.name for field in self.fields)
        hints = get_type_hints(kind)
        self._hints = tuple(hints[name] for name in self.columns)
        self._json = tuple(not _is_scalar(hint) for hint in self._hints)
        self._fields_of = attrgetter(*self.columns)
        self._json_places = tuple(place for place, is_json in enumerate(self._json) if is_json)
        self._enum_places = tuple(place for place, hint in enumerate(self._hints) if _is_enum(hint))
        names = ", ".join(f'"{name}"' for name in self.columns)
        places = ", ".join("?" * len(self.columns))
        updates = ", ".join(f'"{name}" = excluded."{name}"' for name in self.columns if name != "id")
        self.upsert = (
            f'INSERT INTO "{table}" ({names}, live) VALUES ({places}, ?) '
            f"ON CONFLICT (id) DO UPDATE SET {updates}, live = excluded.live"
        )
        self.delete = f'DELETE FROM "{table}" WHERE id = ?'
        self.select_live = f'SELECT {names} FROM "{table}" WHERE live = 1 ORDER BY rowid'
        self.select_one = f'SELECT {names} FROM "{table}" WHERE id = ?'

    def to_row(self, value: Value, *, live: bool) -> tuple[Any, ...]:
        """Return the bindings of `upsert`."""
        row = [*self._fields_of(value), int(live)]
        for place in self._json_places:
            if row[place] is not None:
                row[place] = _encode(row[place]).decode()
        for place in self._enum_places:
            if row[place] is not None:
                row[place] = row[place].value
        return tuple(row)

    def from_row(self, row: tuple[Any, ...]) -> Value:
        """Return the value of a selected row."""
        fields = {
            name: msgspec.json.decode(column, type=hint)
            if is_json and column is not None
            else msgspec.convert(column, hint, strict=False)
            for name, column, hint, is_json in zip(self.columns, row, self._hints, self._json, strict=True)
        }
        return self.kind(**fields)


def _is_scalar(hint: Any) -> bool:
    """Whether a column can hold it as it is: a scalar, an enumeration of texts, or None."""
    while hasattr(hint, "__supertype__"):
        hint = hint.__supertype__
    if get_origin(hint) in {types.UnionType, typing.Union}:
        return all(_is_scalar(part) for part in get_args(hint) if part is not type(None))
    return isinstance(hint, type) and (hint in SCALARS or issubclass(hint, Enum))


def _is_enum(hint: Any) -> bool:
    """Whether a column holds members of an enumeration, or None."""
    if get_origin(hint) in {types.UnionType, typing.Union}:
        return any(_is_enum(part) for part in get_args(hint))
    return isinstance(hint, type) and issubclass(hint, Enum)


ROWS: dict[type[Value], RowOf] = {kind: RowOf(kind, table) for kind, table in TABLES.items()}
CONVERSATION = ROWS[Conversation]


def conversation_of(row: tuple[Any, ...]) -> Conversation:
    """Return the conversation of a selected row."""
    return cast("Conversation", CONVERSATION.from_row(row))
