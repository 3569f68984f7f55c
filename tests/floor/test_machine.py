"""Lets anything happen to a floor in any order, and checks every truth after every step."""

from functools import partial
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from msgspec.structs import replace

from cordboard.app import commands as c
from cordboard.app import setup_commands as sc
from cordboard.app.engine import Appended, Marked, MarkSave, Message
from cordboard.app.ports import Answer
from cordboard.core.errors import Code, Refusal
from cordboard.core.ids import ConversationId, QueueId, UserId, VisitorId
from cordboard.core.marks import Marks
from cordboard.core.message import Author, AuthorRole
from cordboard.core.notification import NotificationTemplate, Slots
from cordboard.core.user import OPERATOR, SYSTEM, Role
from cordboard.floor.health import Health
from floor.crowd import AGENTS, Crowd, actors, flags, people, picks, visitors
from floor.every_template import TEMPLATES
from floor.flaky import Trouble
from floor.stage import QUEUE, Stage, together, user

marks = st.tuples(st.integers(0, 9), st.integers(0, 9))
"""Delivered and read, sometimes beyond what there is, and sometimes read but not delivered."""


class FloorMachine(Crowd):
    """The crowd, its masters, time, and a disk that fails."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: dict[ConversationId, Marks] = {}

    @precondition(lambda self: self.chats)
    @rule(place=picks, who=actors)
    def force_close(self, place: int, who: Any) -> None:
        if chat := self.pick(self.chats, place):
            self.ask(c.ForceClose(conversation_id=chat), who)

    @rule(who=visitors, by=actors, block=flags)
    def block(self, who: str, by: Any, block: bool) -> None:
        blocking = c.BlockVisitor(visitor_id=VisitorId(who), reason="spam")
        self.ask(blocking if block else c.UnblockVisitor(visitor_id=VisitorId(who)), by)

    @rule(
        who=people,
        named=st.sampled_from((("Anna", Role.AGENT), ("Bo", Role.AGENT), ("Bo", Role.SUPERVISOR))),
        queues=st.sampled_from(((), (QUEUE,), (QUEUE, QUEUE))),
        units=st.integers(0, 7),
        by=st.sampled_from((OPERATOR, OPERATOR, user("vera"), SYSTEM)),
    )
    def put(
        self, who: str, named: tuple[str, Role], queues: tuple[QueueId, ...], units: int, by: Any
    ) -> None:
        name, role = named
        command = sc.PutUser(
            user_id=UserId(who),
            login=who,
            display_name=name,
            roles=(Role.SUPERVISOR,) if who == "vera" else (role,),
            queue_ids=queues,
            supervises=(QUEUE,) if who == "vera" else (),
            capacity_units=units,
        )
        self.ask(command, by)

    @rule(
        place=st.integers(0, 1),
        units=st.integers(1, 3),
        limit=st.integers(1, 4),
        template=st.none() | st.sampled_from(TEMPLATES),
    )
    def configure(self, place: int, units: int, limit: int, template: NotificationTemplate | None) -> None:
        """Settings change while work goes on under the old ones.

        Names of queues and details shown stay: pages keep what they were shown until their next snapshot.
        """
        slots = Slots() if template is None else Slots(incoming=template.id, returning=template.id)
        workstream = replace(self.settings[place], units=units, notifications=slots)
        command = sc.Configure(
            organisation=replace(self.organisation, session_limit=max(limit, self.limit)),
            notifications=TEMPLATES,
            workstreams=(workstream,),
        )
        if not isinstance(self.ask(command, OPERATOR), Refusal):
            self.limit = max(limit, self.limit)

    # Marks

    @precondition(lambda self: self.chats)
    @rule(place=picks, role=st.sampled_from(AuthorRole), who=st.none() | people, numbers=marks)
    def mark(self, place: int, role: AuthorRole, who: str | None, numbers: tuple[int, int]) -> None:
        """Marks are what the plain model says, and the readers hear of them when they have grown."""
        chat = self.pick(self.chats, place)
        if chat is None:
            return
        author_id = who or self.sides(chat)[role] or "nobody"
        delivered, read = numbers
        save = MarkSave(conversation_id=chat, role=role, author_id=author_id, delivered=delivered, read=read)
        before, after = self.marks.get(chat, Marks()), self.marked(save)
        heard = self.act(lambda stage: stage.mark(save))
        assert self.stage.journal.marks(chat) == after
        assert heard == ([Marked(conversation_id=chat, marks=after)] if after != before else [])
        self.marks[chat] = after

    def sides(self, chat: ConversationId) -> dict[AuthorRole, str | None]:
        """Who stands on either side of a conversation now."""
        conversation = self.stage.chat(chat)
        return {AuthorRole.CUSTOMER: conversation.visitor_id, AuthorRole.AGENT: conversation.agent_id}

    def marked(self, save: MarkSave) -> Marks:
        """The plain model: nobody else's, never beyond the transcript, never back; read is delivered."""
        chat = ConversationId(save.conversation_id)
        known = self.marks.get(chat, Marks())
        if self.sides(chat)[save.role] != save.author_id:
            return known
        head = len(self.stage.bodies(f"conversation:{chat}"))
        read = min(save.read, head)
        if save.role is AuthorRole.AGENT:
            return replace(known, agent_read=max(known.agent_read, read))
        delivered = min(max(save.delivered, save.read), head)
        return replace(
            known,
            customer_delivered=max(known.customer_delivered, delivered),
            customer_read=max(known.customer_read, read),
        )

    @rule(who=people, disabled=flags)
    def disable(self, who: str, disabled: bool) -> None:
        self.ask(sc.DisableUser(user_id=UserId(who), disabled=disabled), OPERATOR)

    # Time

    @rule(seconds=st.sampled_from((0.001, 1, 5, 10, 12, 60, 150, 180, 480, 4000)))
    def wait(self, seconds: float) -> None:
        self.act(lambda stage: stage.wait(seconds))
        self._look()

    @rule(late_ms=st.sampled_from((-1, 0, 0, 1, 60_000)))
    def wait_until_something_is_due(self, late_ms: int) -> None:
        due_at_ms = self.stage.writer.next_due_at_ms()
        if due_at_ms is not None:
            ahead_ms = max(0, due_at_ms - self.stage.now_ms + late_ms)
            self.act(partial(_jump, ms=ahead_ms))
            self._look()

    @rule(command=st.sampled_from((c.Elapse(), c.Route(), c.BeginAnew(all_gone=False))), by=actors)
    def nudge(self, command: c.AnyCommand, by: Any) -> None:
        self.ask(command, by)

    # Repetitions and crowds

    @precondition(lambda self: self.sent)
    @rule(place=picks, changed=flags)
    def repeat(self, place: int, changed: bool) -> None:
        """The same id again has no second effect, with another body it is refused."""
        if not self.sent:
            return
        command, actor, command_id, answer = self.pick(self.sent, place)
        body: c.AnyCommand = c.ReportVisible() if changed else command
        before = self.stage.journal._db.total_changes()
        again = self.act(lambda stage: stage.ask(body, actor, command_id))
        if body == command:
            assert again == answer
        else:
            assert isinstance(again, Refusal)
            assert again.code is Code.ID_REUSED
        assert self.stage.journal._db.total_changes() == before

    @rule(count=st.integers(2, 6), who=visitors, gone=people)
    def all_at_once(self, count: int, who: str, gone: str) -> None:
        """Many commands in one batch."""
        asked: list[tuple[c.AnyCommand, Any]] = [
            (c.AcceptOffer(offer_id=offer.id, epoch=offer.epoch), user(offer.agent_id))
            for offer in self.offers[-count:]
        ]
        asked += [(c.EndConversation(conversation_id=chat), user(gone)) for chat in self.chats[-count:]]
        asked.append((c.BlockVisitor(visitor_id=VisitorId(who), reason=""), user("vera")))
        asked.append((c.UnblockVisitor(visitor_id=VisitorId(who)), user("vera")))
        self.act(lambda stage: together(stage, asked))
        self._look()

    # Trouble

    @rule(down_s=st.sampled_from((0, 1, 600)))
    def restart(self, down_s: int) -> None:
        self.act(lambda stage: stage.restart(down_s=down_s))
        self._look()

    @precondition(lambda self: self.chats)
    @rule(place=picks, who=people)
    def crash_in_mid_batch(self, place: int, who: str) -> None:
        """What was applied but not committed never happened."""
        if chat := self.pick(self.chats, place):
            self.act(lambda stage: stage.crash(c.PickConversation(conversation_id=chat), user(who)))
            self._look()

    @precondition(lambda self: self.chats)
    @rule(trouble=st.sampled_from(Trouble), place=picks, who=people)
    def disk_fails_a_batch(self, trouble: Trouble, place: int, who: str) -> None:
        """A refused client repeats itself with the same ids, and everything is there once."""
        chat = self.pick(self.chats, place)
        if chat is None:
            return
        author = Author(role=AuthorRole.CUSTOMER, id=self.stage.chat(chat).visitor_id)
        message = Message(conversation_id=chat, author=author, client_id=self.fresh("m"), text="hello")
        command_id = self.fresh("k")
        pick = c.PickConversation(conversation_id=chat)
        mark = MarkSave(
            conversation_id=chat, role=author.role, author_id=author.id, delivered=99, read=self.numbers % 9
        )

        def both(stage: Stage) -> list[Any]:
            stage.journal.trouble = trouble  # type: ignore[attr-defined]
            answers: list[Any] = []
            stage.writer.submit(pick, user(who), answers.append, command_id=command_id)
            stage.writer.append(message, answers.append)
            stage.writer.mark(mark)
            stage.run()
            stage.journal.trouble = None  # type: ignore[attr-defined]
            if stage.writer.health is Health.READ_ONLY:
                _recover(stage)
            return answers

        first = self.act(both, trouble=True)
        assert len(first) == 2
        stands = self.stage.journal.marks(chat)
        assert stands in {self.marks.get(chat, Marks()), self.marked(mark)}
        self.marks[chat] = stands
        again = [
            self.act(lambda stage: stage.ask(pick, user(who), command_id)),
            self.act(lambda stage: stage.append(message)),
        ]
        for one, other in zip(first, again, strict=True):
            if isinstance(one, Answer):
                assert other == one
            elif isinstance(one, Appended):
                assert isinstance(other, Appended)
                assert other.n == one.n
                assert other.entry is None
            elif isinstance(other, Refusal):
                assert other.code is not Code.READ_ONLY
        self._look()

    @rule(who=visitors)
    def disk_takes_nothing_for_a_while(self, who: str) -> None:
        self.act(_die, trouble=True)
        assert self._health() is Health.READ_ONLY
        answer = self.act(lambda stage: stage.ask(c.ReportVisible(), user(AGENTS[0])))
        assert isinstance(answer, Refusal)
        assert answer.code is Code.READ_ONLY
        self.act(_recover)
        assert self._health() is Health.GOOD
        self._look()

    def _health(self) -> Health:
        return self.stage.writer.health

    def teardown(self) -> None:
        """The same commands at the same times give the same facts, byte for byte."""
        if not hasattr(self, "stage"):
            return
        other = self._stage(checks=False)
        for deed in self.script:
            deed(other)
        for table in ("fact", "entry", "audit", "answered", "mark"):
            sql = f"SELECT * FROM {table}"
            assert other.database.rows(sql) == self.stage.database.rows(sql), f"another {table} this time"


def _jump(stage: Stage, *, ms: int) -> None:
    """Let time pass at once, as when the machine is busy: what was due meanwhile is late."""
    stage.now_ms += ms
    stage.run()


def _die(stage: Stage) -> None:
    stage.journal.dead = True  # type: ignore[attr-defined]
    stage.writer.submit(c.Route(), SYSTEM, lambda _: None)
    stage.run()


def _recover(stage: Stage) -> None:
    stage.journal.dead = False  # type: ignore[attr-defined]
    assert stage.writer.probe()
    stage.run()


TestFloor = FloorMachine.TestCase
TestFloor.settings = settings(
    max_examples=50, stateful_step_count=40, suppress_health_check=[HealthCheck.too_slow]
)
