"""Scenes of settings: what is put in place, what is refused whole, and what is written down of it."""

from typing import Any

import pytest
from msgspec.structs import replace

from cordboard.app import setup_commands as sc
from cordboard.core.dashboard import STOCK_DASHBOARDS, Dashboard, Section
from cordboard.core.errors import Code
from cordboard.core.user import OPERATOR
from cordboard.core.workstream import ORGANISATION, Organisation
from floor.players import hire
from floor.stage import Stage, refused, user


def organisation(stage: Stage) -> Organisation:
    return stage.writer.view.get(Organisation, ORGANISATION)


@pytest.mark.mission("S12", part="dashboard")
def test_the_administrator_sets_the_default_dashboard(stage: Stage) -> None:
    assert organisation(stage).default_dashboard == "work"
    stage.do(sc.SetDefaultDashboard(dashboard_id="queues"), OPERATOR)
    assert organisation(stage).default_dashboard == "queues"
    with refused(Code.INVALID):
        stage.do(sc.SetDefaultDashboard(dashboard_id="none"), OPERATOR)
    hire(stage, "Anna")
    with refused(Code.NOT_ALLOWED):
        stage.do(sc.SetDefaultDashboard(dashboard_id="focus"), user("anna"))
    assert organisation(stage).default_dashboard == "queues"


@pytest.mark.parametrize(
    "wrong",
    [
        {"dashboards": ()},
        {"dashboards": (*STOCK_DASHBOARDS, STOCK_DASHBOARDS[0])},
        {"dashboards": (Dashboard(id="work", name="Work", sections=()),)},
        {"dashboards": (Dashboard(id="work", name="Work", sections=(Section.MY_WORK,) * 2),)},
        {"default_dashboard": "gone"},
    ],
)
def test_dashboards_that_leave_home_empty_are_refused_whole(stage: Stage, wrong: dict[str, Any]) -> None:
    before = organisation(stage)
    with refused(Code.INVALID):
        stage.do(sc.Configure(organisation=replace(before, name="Other", **wrong)), OPERATOR)
    assert organisation(stage) == before
