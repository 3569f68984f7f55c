"""Says what all commands have in common."""

from typing import Annotated

from msgspec import Meta, Struct

Count = Annotated[int, Meta(ge=0, le=2**53 - 1)]
"""A number that every JSON reader holds exactly."""
Reason = Annotated[str, Meta(max_length=1_000)]
Account = Annotated[str, Meta(max_length=100)]
"""Who asks, where the actor does not say: the operator's account on the machine."""


class Command(Struct, frozen=True, kw_only=True, tag_field="name", forbid_unknown_fields=True):
    """What all commands have in common: a name on the wire."""
