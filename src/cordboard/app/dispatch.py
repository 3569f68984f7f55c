"""Takes one command through its whole step: right, use case, what follows, what is shown."""

from collections.abc import Callable
from typing import Any

from cordboard.app import (
    access,
    agents,
    audience,
    conversations,
    customers,
    due,
    offers,
    presences,
    react,
    sessions,
    setup,
    startup,
    users,
)
from cordboard.app import commands as c
from cordboard.app import setup_commands as sc
from cordboard.app.ports import Answer, Tx
from cordboard.core.errors import Refusal
from cordboard.core.user import Actor

UseCase = Callable[[Any, Tx, Actor], Answer | None]


def _go_on(command: c.Route, tx: Tx, actor: Actor) -> None:
    """Do nothing by itself: routing goes on in what follows."""


USE_CASES: dict[type[c.AnyCommand], UseCase] = {
    c.StartConversation: conversations.start,
    c.EndByCustomer: conversations.end_by_customer,
    c.AcceptOffer: offers.accept,
    c.RejectOffer: offers.reject,
    c.ExtendOffer: offers.extend,
    c.ConfirmDisplayed: offers.confirm_displayed,
    c.ReportVisible: agents.report_visible,
    c.PickConversation: conversations.pick,
    c.ReopenConversation: conversations.reopen,
    c.EndConversation: conversations.end,
    c.CloseSession: conversations.close_session,
    c.FocusSession: sessions.focus,
    c.ArrangeSessions: sessions.arrange,
    c.ShowTabs: sessions.show_tabs,
    c.ChoosePresence: presences.choose,
    c.SetAgentPresence: presences.set_for_agent,
    c.ResetPresence: presences.reset,
    c.ForceClose: conversations.force_close,
    c.BlockVisitor: customers.block,
    c.UnblockVisitor: customers.unblock,
    sc.PutUser: users.put,
    sc.DisableUser: users.disable,
    sc.SetDefaultDashboard: setup.set_default_dashboard,
    sc.Configure: setup.configure,
    sc.ApplyConfiguration: setup.apply,
    sc.SetAgent: users.set_agent,
    c.SignOut: agents.sign_out,
    c.AgentArrived: agents.arrived,
    c.AgentLeft: agents.left,
    c.CustomerArrived: customers.arrived,
    c.CustomerLeft: customers.left,
    c.HearCustomer: conversations.hear_customer,
    c.Elapse: due.elapse,
    c.BeginAnew: startup.begin_anew,
    c.Route: _go_on,
}


def apply(command: c.AnyCommand, actor: Actor, tx: Tx) -> tuple[Answer, bool]:
    """Do one command; return its answer, and whether everything that follows is done too.

    Raises:
        Refusal: when it can't be done; the caller undoes the transaction.
    """
    access.check(actor, command, tx)
    answer = USE_CASES[type(command)](command, tx, actor)
    try:
        settled = react.follow(tx)
        audience.project(tx)
    except Refusal as refusal:
        raise AssertionError("what follows can't be refused") from refusal
    return answer or Answer(), settled
