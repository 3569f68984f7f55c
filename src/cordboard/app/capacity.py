"""Keeps count of what agents have taken of their capacity: daily budgets, releases, and the load at hand."""

from msgspec.structs import replace

from cordboard.app.ports import Tx, View
from cordboard.core import capacity as rules
from cordboard.core.agent import Agent
from cordboard.core.capacity import CapacityProfile, Load, Reset
from cordboard.core.conversation import CapacityFreed, Conversation, ConversationMoved, Move

NONE = (0, 0)
"""No item of a profile held, none reserved."""
TAKING = frozenset({Move.ACCEPT, Move.PICK, Move.REOPEN})
"""Moves by which an agent takes work on, and with it capacity."""


def load(view: View, agent: Agent) -> Load:
    """Return what accepted work takes of the agent's capacity; what is only offered takes nothing (2.3)."""
    held = view.standing(agent.id).profiles
    profiles = ((share, view.find(CapacityProfile, share.profile_id)) for share in agent.profiles)
    return Load(
        units_held=view.units_held(agent.id),
        units_total=agent.capacity_units,
        profiles=tuple(
            rules.use_of(profile, share, held.get(profile.id, NONE)[0])
            for share, profile in profiles
            if profile is not None
        ),
    )


def spend(tx: Tx, fact: ConversationMoved) -> None:
    """Count accepted, picked and reopened work in its agent's daily budgets (domain 3.2)."""
    conversation = tx.find(Conversation, fact.conversation_id) if fact.move in TAKING else None
    if conversation is None or fact.agent_id is None:
        return
    agent = tx.get(Agent, fact.agent_id)
    counted = (tx.find(CapacityProfile, profile_id) for profile_id in conversation.profiles)
    budgets = {one.id for one in counted if one is not None and one.reset is Reset.END_OF_DAY}
    shares = rules.spend(agent.profiles, budgets)
    if shares != agent.profiles:
        tx.put(replace(agent, profiles=shares))


def note_release(tx: Tx, fact: ConversationMoved | CapacityFreed) -> None:
    """Note when the agent last got capacity back: least active goes by it (domain 4.5)."""
    freed = isinstance(fact, CapacityFreed) or fact.freed
    agent = tx.find(Agent, fact.agent_id) if freed and fact.agent_id else None
    if agent is not None and agent.last_released_at_ms != tx.now_ms:
        tx.put(replace(agent, last_released_at_ms=tx.now_ms))
