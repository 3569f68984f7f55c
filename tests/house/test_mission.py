"""The mission's report counts what tests claim, and nothing else."""

import pytest

from mission import (
    ROOT,
    Claim,
    Row,
    claims_in_python,
    claims_in_web,
    claims_of_all_tests,
    mistakes,
    read_rows,
    report,
    verdict,
)

ALERTS = Row(id="N8", title="Toasts and alerts", parts=frozenset({"toast", "alert"}))
CALLS = Row(id="N10", title="Calls", waits_for="voice")


def claim(part: str | None, row: str = "N8") -> Claim:
    return Claim(row=row, part=part, test="a test")


def test_no_test_claims_what_the_mission_lacks() -> None:
    rows = read_rows((ROOT / "tests/mission.toml").read_text())
    assert mistakes(rows, claims_of_all_tests(ROOT)) == []


def test_the_mission_has_all_its_rows() -> None:
    rows = read_rows((ROOT / "tests/mission.toml").read_text())
    assert list(rows) == [
        f"{area}{n}" for area, last in (("S", 16), ("N", 18), ("M", 17)) for n in range(1, last + 1)
    ]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], "not yet"),
        (["alert"], "partly"),
        (["alert", "toast"], "proven"),
    ],
)
def test_a_row_is_proven_whole_or_by_all_its_parts(parts: list[str | None], said: str) -> None:
    assert verdict(ALERTS, [claim(part) for part in parts]) == said


def test_a_row_that_waits_for_something_is_never_more_than_partly_proven() -> None:
    assert verdict(CALLS, [claim(None, row="N10")]) == "partly"


def test_an_unknown_row_or_part_is_a_mistake_and_so_is_a_part_that_is_not_named() -> None:
    wrong = mistakes({"N8": ALERTS}, [claim(None, row="N99"), claim("bell"), claim("toast"), claim(None)])
    assert wrong == [
        "a test: the mission has no row N99",
        "a test: N8 has no part bell; it has alert, toast",
        "a test: N8 is proven by its parts: alert, toast",
    ]


def test_marks_are_found_on_tests_classes_parameters_and_modules() -> None:
    source = """
pytestmark = pytest.mark.mission("S1")
@pytest.mark.mission("N8", part="alert")
def test_one(): ...
@pytest.mark.mission("S2")
class TestTwo:
    @pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.mission("N8", "toast"))])
    def test_three(self, x): ...
"""
    assert {(found.row, found.part, found.test) for found in claims_in_python(source, "t.py")} == {
        ("S1", None, "t.py"),
        ("N8", "alert", "t.py::test_one"),
        ("S2", None, "t.py::TestTwo"),
        ("N8", "toast", "t.py::TestTwo::test_three"),
    }


def test_a_mark_that_is_no_plain_text_is_refused() -> None:
    with pytest.raises(SyntaxError, match="plain texts"):
        list(claims_in_python("@pytest.mark.mission(ROW)\ndef test_one(): ...", "t.py"))


def test_web_tests_carry_their_rows_in_their_names() -> None:
    source = """
describe("[S14] icons", () => {});
it.each([1, 2])("[N8 alert] [S16 count] says %d", () => {});
expect(title).toBe("[S1]");
"""
    assert [(found.row, found.part) for found in claims_in_web(source, "t.test.ts")] == [
        ("S14", None),
        ("N8", "alert"),
        ("S16", "count"),
    ]


def test_the_report_shows_what_a_row_lacks_and_counts() -> None:
    assert list(report({"N8": ALERTS, "N10": CALLS}, [claim("alert")])) == [
        "N8   partly   Toasts and alerts",
        "              lacks toast",
        "              alert: a test",
        "N10  not yet  Calls",
        "0 proven, 1 partly, 1 not yet, 2 rows",
    ]
