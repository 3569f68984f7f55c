"""Begins again after the server was away: clocks of connections start anew (mission decision 7)."""

from cordboard.app import affinity, agents, customers, notices, offers, overflow, rule_clocks, working_hours
from cordboard.app.commands import BeginAnew
from cordboard.app.ports import Tx
from cordboard.core.agent import Agent
from cordboard.core.conversation import Conversation
from cordboard.core.offer import Offer
from cordboard.core.user import Actor
from cordboard.core.workstream import Queue, Workstream

PATIENCE_S = 20
"""How long pages have to come back: two missed heartbeats, and the backoff of their reconnecting."""


def begin_anew(command: BeginAnew, tx: Tx, actor: Actor) -> None:
    """Start all clocks of connections and offers again, and let routing look at every queue.

    A workstream may have got its notice by an upgrade rather than by `Configure`: its text is kept here.
    """
    for settings in tx.all(Workstream):
        notices.keep(tx, settings)
    for agent in list(tx.all(Agent)):
        agents.begin_anew(tx, agent, all_gone=command.all_gone, patience_s=PATIENCE_S)
    for conversation in list(tx.all(Conversation)):
        customers.begin_anew(tx, conversation, all_gone=command.all_gone, patience_s=PATIENCE_S)
        overflow.begin_anew(tx, conversation, patience_s=PATIENCE_S)
        affinity.begin_anew(tx, tx.get(Conversation, conversation.id))
        offers.give_time_to_look(tx, conversation)
    for offer in list(tx.all(Offer)):
        offers.begin_anew(tx, offer)
    working_hours.settle_all(tx)
    rule_clocks.settle_all(tx)
    tx.agenda.mark_queues(queue.id for queue in tx.all(Queue))
