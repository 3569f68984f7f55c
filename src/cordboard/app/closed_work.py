"""Says what is asked and told of closed conversations: closed work items, search, histories."""

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from cordboard.core.channel import ChannelKind
from cordboard.core.conversation import ClosedBy, Detail


class Scope(Struct, frozen=True, kw_only=True):
    """Which closed conversations somebody may read."""

    agent_id: str | None
    """Those that this agent had; None for nobody's."""
    queue_ids: tuple[str, ...]
    """Those that were closed in these queues."""


class Wanted(Struct, frozen=True, kw_only=True):
    """What is listed or searched; times compare the end of the conversation, in ms."""

    queue_id: str | None = None
    since_ms: int = 0
    until_ms: int | None = None
    """Inclusive; None is no bound."""


class ClosedView(Struct, frozen=True, kw_only=True):
    """A closed conversation in a list."""

    id: str
    title: str
    visitor_number: int
    named: bool
    channel: ChannelKind
    workstream_name: str
    """Empty when the workstream is gone, as the queue's name."""
    queue_id: str
    queue_name: str
    agent_name: str | None
    """Who accepted it last; None where nobody ever did."""
    created_at_ms: int
    ended_at_ms: int
    """When the customer's part ended, not the wrap-up after it."""
    closed_by: ClosedBy | None
    """None where an early release did not note it."""
    excerpt: str | None
    """What was said around the first hit, plain text; None where nothing said was looked for or found."""


class ClosedConversation(ClosedView, frozen=True, kw_only=True):
    """One closed conversation, with what is known of its customer."""

    details: tuple[Detail, ...]
    """Those that the workstream shows; none when it is gone."""


class Page(Struct, frozen=True, kw_only=True):
    """One page of what was found, the newest end first."""

    conversations: tuple[ClosedView, ...]
    next: int | None
    """Where the next page begins, None after the last; it tells of nothing that the asker may not read.

    A page may hold fewer than were asked for and have a next one: only so much is looked at in one go.
    """


class ClosedWork(Protocol):
    """The store of closed conversations, in the order of their ends."""

    def latest(self, wanted: Wanted, scope: Scope, *, before: int | None, limit: int) -> Page:
        """Return the next page of all that fits; `before` is `Page.next` of the one before."""
        ...

    def one(self, conversation_id: str) -> ClosedView | None:
        """Return a closed conversation, None when there is none or it is not closed."""
        ...

    def had(self, conversation_id: str, agent_id: str) -> bool:
        """Whether the agent ever accepted or picked it, closed or not."""
        ...


class ClosedIndex(Protocol):
    """The index of their words, as the one who keeps it sees it."""

    def is_behind(self) -> bool:
        """Whether something was closed that search can't find by its words yet."""
        ...

    def catch_up(self) -> None:
        """Put a bounded piece of what was closed into the index, the newest first."""
        ...

    def merge(self) -> bool:
        """Join a bounded part of what was put in piece by piece; False when there was nothing to join."""
        ...


class ClosedSearch(Protocol):
    """The search, which may take long: it has a connection of its own, beside the writer's line."""

    def find(
        self,
        text: str,
        wanted: Wanted,
        scope: Scope,
        *,
        before: int | None,
        limit: int,
        go_on: Callable[[], bool],
    ) -> Page:
        """Return the next page of what fits and has all words of `text`; one call at a time, in any thread.

        `go_on` is asked again and again; once it is False, the page ends with what was found so far.

        Raises:
            Refusal: TOO_BROAD, when it became False before anything was found that has all the words.
        """
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...
