"""Turns what a page asks into commands, messages and drafts, and their outcomes into answers."""

from collections.abc import Callable
from typing import Any, Protocol

from cordboard.api import wire
from cordboard.api.command_id import check_command_id
from cordboard.api.limits import Bucket, Rate
from cordboard.app import access
from cordboard.app.commands import StartConversation
from cordboard.app.engine import Appended, DraftSave, Message
from cordboard.app.intake import conversation_id_for
from cordboard.app.ports import Answer
from cordboard.app.seams import FloorDoor
from cordboard.core.errors import AGAIN, Code, Refusal, require
from cordboard.core.ids import VisitorId, WorkstreamId
from cordboard.core.message import Author, AuthorRole, check_client_id, check_text
from cordboard.core.user import Actor, ActorKind

Asked = wire.Do | wire.Start | wire.Send | wire.SaveDraft
Post = Callable[[bytes], None]


class Surroundings(Protocol):
    """What asking needs of the house."""

    @property
    def floor(self) -> FloorDoor: ...

    @property
    def clock(self) -> Callable[[], int]: ...

    @property
    def visitor_rate(self) -> Rate: ...


class Asker(Protocol):
    """Who asks, and under which name."""

    @property
    def actor(self) -> Actor: ...

    @property
    def name(self) -> str: ...


class Asking:
    """What one caller asks; every question gets exactly one answer, unless the line goes first."""

    def __init__(self, house: Surroundings, caller: Asker, post: Post) -> None:
        self._floor = house.floor
        self._clock = house.clock
        self._caller = caller
        self._post = post
        is_visitor = caller.actor.kind is ActorKind.VISITOR
        self._rate = Bucket(house.visitor_rate, house.clock()) if is_visitor else None
        role = AuthorRole.CUSTOMER if is_visitor else AuthorRole.AGENT
        self._author = Author(role=role, id=caller.actor.id, name=caller.name)

    def take(self, frame: Asked) -> None:
        """Ask, or refuse at the door."""
        try:
            _TAKERS[type(frame)](self, frame)
        except Refusal as refusal:
            self._refuse(frame.id, refusal)

    def _do(self, frame: wire.Do) -> None:
        check_command_id(frame.id, self._clock())
        self._floor.submit(
            frame.command,
            self._caller.actor,
            lambda result: self._answer(frame.id, result),
            command_id=frame.id,
        )

    def _start(self, frame: wire.Start) -> None:
        require(self._rate is not None, Code.NOT_ALLOWED, "Only customers start conversations here.")
        check_command_id(frame.id, self._clock())
        self._check_rate()
        visitor_id = VisitorId(self._caller.actor.id)
        command = StartConversation(
            conversation_id=conversation_id_for(visitor_id, frame.id),
            workstream_id=WorkstreamId(frame.workstream_id),
            visitor_id=visitor_id,
            message_id=frame.id,
            text=frame.text,
            visitor_name=frame.visitor_name,
            details=frame.details,
            notice=frame.notice,
        )
        self._floor.submit(
            command,
            self._caller.actor,
            lambda result: self._answer(frame.id, result),
            command_id=frame.id,
        )

    def _send(self, frame: wire.Send) -> None:
        check_client_id(frame.id)
        check_text(frame.text)
        self._check_rate()
        message = Message(
            conversation_id=frame.conversation_id, author=self._author, client_id=frame.id, text=frame.text
        )
        self._floor.append(message, lambda result: self._appended(frame.id, result))

    def _draft(self, frame: wire.SaveDraft) -> None:
        require(self._rate is None, Code.NOT_ALLOWED, "Only agents keep drafts here.")
        stream = f"conversation:{frame.conversation_id}"
        own = access.may_read(self._caller.actor, stream, self._floor.view)
        require(own, Code.NOT_FOUND, "There is no such conversation among yours.")
        draft = DraftSave(
            agent_id=self._caller.actor.id,
            conversation_id=frame.conversation_id,
            field=frame.field,
            text=frame.text,
            version=frame.version,
            client_id=frame.id,
        )
        self._floor.save_draft(draft, lambda result: self._saved(frame.id, result))

    def _check_rate(self) -> None:
        allowed = self._rate is None or self._rate.take(self._clock())
        require(allowed, Code.TOO_MANY, "That was too much at once; it will be taken in a moment.")

    def _answer(self, command_id: str, result: Answer | Refusal) -> None:
        if isinstance(result, Refusal):
            self._refuse(command_id, result)
        else:
            done = wire.Result(id=command_id, conversation_id=result.conversation_id, n=result.n)
            self._post(wire.encode(done))

    def _appended(self, command_id: str, result: Appended | Refusal) -> None:
        if isinstance(result, Refusal):
            self._refuse(command_id, result)
        else:
            self._post(wire.encode(wire.Result(id=command_id, n=result.n)))

    def _saved(self, command_id: str, result: int | Refusal) -> None:
        if isinstance(result, Refusal):
            self._refuse(command_id, result)
        else:
            self._post(wire.encode(wire.Result(id=command_id, version=result)))

    def _refuse(self, command_id: str, refusal: Refusal) -> None:
        again = refusal.code in AGAIN
        refused = wire.Refused(id=command_id, code=refusal.code, sentence=refusal.sentence, again=again)
        self._post(wire.encode(refused))


_TAKERS: dict[type[Asked], Callable[[Asking, Any], None]] = {
    wire.Do: Asking._do,
    wire.Start: Asking._start,
    wire.Send: Asking._send,
    wire.SaveDraft: Asking._draft,
}
