"""What a release knew of agents' attention is there again: templates, offers, order, presence and why."""

from pathlib import Path

import pytest

from contract.test_releases import FILES, has_tabs, opened
from cordboard.app import commands as c
from cordboard.app.definitions import configuration_in_force
from cordboard.app.snapshots import agent_snapshot
from cordboard.core.conversation import Conversation
from cordboard.core.deadline import Deadline, DeadlineKind, deadline_id
from cordboard.core.ids import ConnectionId, ConversationId
from cordboard.core.offer import Offer
from cordboard.core.presence import Cause
from cordboard.core.user import SYSTEM
from fixtures import attention
from fixtures.day import person

ATTENTIVE = [file for file in FILES if has_tabs(file)]


@pytest.mark.parametrize("file", ATTENTIVE, ids=lambda file: file.stem)
def test_templates_and_what_they_began_are_there_again(file: Path, tmp_path: Path) -> None:
    with opened(file, tmp_path) as (writer, day):
        in_force = configuration_in_force(writer.floor)
        assert set(in_force.notifications) == {attention.CARD, attention.AT_ONCE}
        assert attention.SESSION in in_force.session_templates
        assert attention.MAP in in_force.applications
        streams = {one.id: one for one in in_force.workstreams}
        assert [streams[one.id] for one in attention.STREAMS] == list(attention.STREAMS)
        day.act(SYSTEM, c.AgentArrived(agent_id=attention.GIL, connection_id=ConnectionId("l_gil")))
        shown = agent_snapshot(writer.view, attention.GIL)
        assert [one.conversation_id for one in shown.sessions[:2]] == ["c_qiu", "c_pia"], "as arranged"
        assert [one.selected_tab for one in shown.sessions[:2]] == ["", attention.ORDERS.key]
        assert {one.id: one.unseen for one in shown.items} == {"c_pia": False, "c_qiu": False, "c_rex": True}
        assert (shown.me.presence_id, shown.me.cause, shown.me.set_by) == ("lunch", "supervisor", "Vera")
        last = writer._journal.presence_history(attention.GIL, before=None, limit=1)[0].change
        assert (last.cause, last.by, last.by_name) == (Cause.SUPERVISOR, "user:vera", "Vera")
        (offer,) = (writer.floor.get(Offer, one.id) for one in shown.offers)
        assert (offer.template_id, offer.extensions, offer.rejectable) == (attention.CARD.id, 1, False)
        day.act(person(attention.GIL), c.AcceptOffer(offer_id=offer.id, epoch=offer.epoch))
        assert writer.floor.get(Conversation, offer.conversation_id).agent_id == attention.GIL


@pytest.mark.parametrize("file", ATTENTIVE, ids=lambda file: file.stem)
def test_work_that_was_not_looked_at_still_has_its_clock(file: Path, tmp_path: Path) -> None:
    with opened(file, tmp_path) as (writer, day):
        rex = ConversationId("c_rex")
        due = writer.floor.get(Deadline, deadline_id(DeadlineKind.UNOPENED_REROUTE, rex))
        assert due.due_at_ms > day.now_ms
        assert writer.floor.get(Conversation, rex).unseen
