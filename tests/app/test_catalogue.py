"""Nothing is forgotten: every command, deadline, fact and refusal stands in the tables that need it."""

import ast
import inspect
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given

from cordboard.app import access, dispatch, due, entries, react, transcript_notices
from cordboard.app import commands as c
from cordboard.app.talk_view import STATUS_FOR_CUSTOMER
from cordboard.core import errors, events
from cordboard.core.conversation import Move, State
from cordboard.core.deadline import DeadlineKind
from cordboard.core.errors import AGAIN, Code
from cordboard.core.user import OPERATOR, SYSTEM, Actor, ActorKind
from floor.stage import QUEUE, Stage, user, visitor
from store.values import of_type

COMMANDS = set(get_args(c.AnyCommand))
FACTS = set(get_args(events.Fact))


def members_with_a_line(module: Any, enumeration: type) -> set[str]:
    """Members of an enumeration that one line of meaning follows."""
    tree = ast.parse(Path(inspect.getfile(module)).read_text())
    body = next(
        node.body
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name == enumeration.__name__
    )
    return {
        ast.unparse(one).split(" = ")[0]
        for one, after in pairwise(body)
        if isinstance(one, ast.Assign) and isinstance(after, ast.Expr)
    }


def test_every_command_has_its_right_and_its_use_case() -> None:
    assert set(access.ALLOWED) == COMMANDS
    assert set(dispatch.USE_CASES) == COMMANDS


def test_what_a_browser_may_send_is_never_the_servers_own() -> None:
    by_socket, by_server = set(get_args(c.BySocket)), set(get_args(c.FromServer))
    assert by_socket <= COMMANDS
    assert not by_socket & by_server


@pytest.mark.parametrize("command", get_args(c.FromServer))
def test_only_the_server_itself_sends_its_commands(command: type[c.AnyCommand]) -> None:
    view = Stage().writer.view
    actors = (user("nobody"), visitor("v"), OPERATOR, Actor(kind=ActorKind.USER, id=SYSTEM.id))
    rule: Any = access.ALLOWED[command]
    allowed = [one for one in (*actors, SYSTEM) if rule(one, None, view)]
    assert allowed == [SYSTEM]


@pytest.mark.parametrize("stream", ["", "agent", "agent:", "queue:", "floor:", "secrets:all", "config", ":"])
def test_an_unknown_stream_is_nobodys(stream: str) -> None:
    view = Stage().writer.view
    for actor in (user("nobody"), visitor("v"), SYSTEM, OPERATOR):
        assert not access.may_read(actor, stream, view)
        assert not access.may_read(actor, f"floor:{QUEUE}", view)


def test_every_deadline_does_something_when_due() -> None:
    assert set(due.WHEN_DUE) == set(DeadlineKind)


def test_what_follows_and_what_is_told_speak_of_facts_only() -> None:
    assert set(react.FOLLOWS) <= FACTS
    assert set(transcript_notices.TELLERS) <= FACTS
    assert set(transcript_notices.JOINING) | set(react.OFF_THE_PANEL) | react.WORK_MOVED <= set(Move)


@given(of_type(events.Fact))
def test_every_fact_is_written_and_read_back(fact: events.Fact) -> None:
    assert msgspec.json.decode(events.encode(fact), type=events.Fact) == fact
    assert events.encode(fact) == events.encode(msgspec.structs.replace(fact))


@given(of_type(c.AnyCommand))
def test_every_command_is_written_and_read_back(command: c.AnyCommand) -> None:
    assert msgspec.json.decode(c.encoder.encode(command), type=type(command)) == command


def test_tags_on_the_wire_are_unique_and_speak_of_their_type() -> None:
    for union in (c.AnyCommand, events.Fact, entries.EntryBody):
        tags = [kind.__struct_config__.tag for kind in get_args(union)]
        assert len(set(tags)) == len(tags)


@pytest.mark.parametrize(("module", "enumeration"), [(errors, Code)])
def test_every_refusal_has_its_line_of_meaning(module: Any, enumeration: type[Code]) -> None:
    assert members_with_a_line(module, enumeration) == {code.name for code in enumeration}
    assert set(Code) > AGAIN


def test_every_state_has_a_word_for_the_customer() -> None:
    assert set(STATUS_FOR_CUSTOMER) == set(State)
