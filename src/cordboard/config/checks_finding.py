"""Says what the linter tells about one line of a configuration: how bad it is, why, and how to mend it."""

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """Work would be lost, or never served; the configuration is refused."""
    WARNING = "warning"
    """It works, though hardly as somebody meant it."""


class Finding(Struct, frozen=True, kw_only=True):
    """Something in a configuration that can't be meant."""

    severity: Severity
    path: str
    """The line in the shape of the file: workstreams.website.routes[1].to[0].queue_id."""
    sentence: str
    """What is wrong."""
    mend: str
    """What to do about it."""


def error(path: str, sentence: str, mend: str) -> Finding:
    """Find something that keeps the configuration from being applied."""
    return Finding(severity=Severity.ERROR, path=path, sentence=sentence, mend=mend)


def warning(path: str, sentence: str, mend: str) -> Finding:
    """Find something that works, though hardly as meant."""
    return Finding(severity=Severity.WARNING, path=path, sentence=sentence, mend=mend)
