"""Which template work falls into, and whether it can be rejected."""

import pytest
from msgspec.structs import replace

from cordboard.core.ids import TemplateId
from cordboard.core.notification import AutoAssign, Desktop, Slots, stock

FRONT, KNOWN, BACK = map(TemplateId, ("front", "known", "back"))
ALL = Slots(incoming=FRONT, incoming_authenticated=KNOWN, returning=BACK)


@pytest.mark.parametrize(
    ("slots", "named", "returned", "chosen"),
    [
        (ALL, False, False, FRONT),
        (ALL, True, False, KNOWN),
        (ALL, False, True, BACK),
        (ALL, True, True, BACK),
        (replace(ALL, returning=None), True, True, KNOWN),
        (replace(ALL, returning=None), False, True, FRONT),
        (Slots(incoming=FRONT), True, False, None),
        (Slots(), False, True, None),
    ],
)
def test_work_falls_into_the_slot_of_its_customer_unless_it_comes_back(
    slots: Slots, named: bool, returned: bool, chosen: TemplateId | None
) -> None:
    assert slots.choose(named=named, returned=returned) == chosen


@pytest.mark.parametrize("show_reject", [True, False])
@pytest.mark.parametrize("auto_assign", AutoAssign)
def test_only_what_is_not_assigned_by_itself_can_be_rejected(
    auto_assign: AutoAssign, show_reject: bool
) -> None:
    template = replace(stock(90, show_countdown=True), auto_assign=auto_assign, show_reject=show_reject)
    assert template.rejectable is (show_reject and auto_assign is AutoAssign.NEVER)


def test_the_stock_one_says_nothing_of_its_own_and_shows_in_the_background() -> None:
    template = stock(90, show_countdown=False)
    assert (template.id, template.title, template.fields, template.accept_text) == ("", "", (), "")
    assert (template.countdown_s, template.show_countdown) == (90, False)
    assert (template.desktop, template.rejectable) == (Desktop.BACKGROUND, True)
