"""Says what is not there: definitions by their ids, for they are looked for by people who wrote the id."""

from typing import Any

from cordboard.app.ports import Value
from cordboard.core.capacity import CapacityProfile
from cordboard.core.errors import Code, Refusal
from cordboard.core.hours import Hours
from cordboard.core.presence import PresenceOption
from cordboard.core.skill import RatingModel, Skill
from cordboard.core.workspace_session import WorkspaceSession
from cordboard.core.workstream import Queue, Workstream

DEFINED: dict[type[Value], str] = {
    CapacityProfile: "profile",
    Hours: "hours",
    PresenceOption: "presence",
    Queue: "queue",
    RatingModel: "rating model",
    Skill: "skill",
    Workstream: "workstream",
}
SHOWN = 100
"""The longest id that a definition has; a longer one is cut."""


def missing(kind: type[Any], identity: str) -> Refusal:
    """Return the refusal of something that isn't there; ids of live things are not repeated to guessers."""
    if kind in DEFINED:
        return Refusal(Code.NOT_FOUND, f"There is no {DEFINED[kind]} {identity[:SHOWN]!r}.")
    name = "session" if kind is WorkspaceSession else kind.__name__.lower()
    return Refusal(Code.NOT_FOUND, f"There is no such {name}, or it has ended.")
