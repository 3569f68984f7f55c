"""Says which settings of a workstream the linter finds at odds."""

import pytest

from config.cases import (
    WARNING,
    Case,
    assert_found_and_mended,
)
from config.sound import (
    workstream,
)
from cordboard.core.presence import BasePresence
from cordboard.core.workstream import AutoClose, WrapUpBlock

AVAILABLE, BUSY, AWAY = BasePresence.AVAILABLE, BasePresence.BUSY, BasePresence.AWAY
DO_NOT_DISTURB = BasePresence.DO_NOT_DISTURB

SETTINGS = (
    Case(
        "Away allowed, and missed offers handled (domain 2.5)",
        (workstream("website", allowed_presences=(AVAILABLE, AWAY)),),
        WARNING,
        "workstreams.website.allowed_presences[1]",
        "missed an offer",
        (workstream("website", missed_sets_inactive=False),),
    ),
    Case(
        "Do not disturb allowed, and rejected offers handled (domain 2.5)",
        (workstream("website", allowed_presences=(DO_NOT_DISTURB, BUSY)),),
        WARNING,
        "workstreams.website.allowed_presences[0]",
        "rejected an offer",
        (workstream("website", allowed_presences=(BUSY,)),),
    ),
    Case(
        "no presence allowed",
        (workstream("website", allowed_presences=()),),
        WARNING,
        "workstreams.website.allowed_presences",
        "No presence",
        (workstream("website", allowed_presences=(AVAILABLE,)),),
    ),
    Case(
        "work that waits for its agent for ever",
        (workstream("post", affinity_wait_s=None),),
        WARNING,
        "workstreams.post.affinity_wait_s",
        "for ever",
        (workstream("post", keep_same_agent=False),),
    ),
    Case(
        "work that waits for a preferred agent for ever",
        (workstream("website", affinity_wait_s=None, keep_same_agent=False),),
        WARNING,
        "workstreams.website.affinity_wait_s",
        "for ever",
        (workstream("website", affinity_wait_s=0),),
    ),
    Case(
        "a wrap-up block that outlasts wrap-up (domain 1.4)",
        (workstream("website", wrap_up_block=WrapUpBlock.TIMED, wrap_up_block_s=901),),
        WARNING,
        "workstreams.website.wrap_up_block_s",
        "after 900 s",
        (workstream("website", auto_close=AutoClose(wrap_up_s=None)),),
    ),
)


@pytest.mark.parametrize("case", SETTINGS, ids=lambda case: case.name)
def test_settings_at_odds_are_found(case: Case) -> None:
    assert_found_and_mended(case)
