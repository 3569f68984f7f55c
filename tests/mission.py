"""Says which rows of the mission are proven, and by which tests: `make mission`.

A row of `mission.toml` is proven by a test that names it, or by tests that together name all its parts. In
Python the mark `@pytest.mark.mission("N8", part="alert")` names a part, in the web the test's name does:
`test("[N8 alert] counts down", ...)`.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent

_WEB_NAME = re.compile(
    r"""\b(?:test|it|describe)\b[\w.]*(?:\([^()]*\))?\(\s*(["'`])(?P<name>.*?)\1""", re.DOTALL
)
_WEB_MARK = re.compile(r"\[(?P<row>[A-Z]\d+)(?: (?P<part>[\w-]+))?\]")


@dataclass(frozen=True, kw_only=True)
class Row:
    id: str
    title: str
    parts: frozenset[str] = frozenset()
    waits_for: str | None = None
    """What must exist before the whole row can be proven; None when nothing is in the way."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One test says that it proves a row, or the part of it that it names."""

    row: str
    part: str | None
    test: str


def read_rows(toml: str) -> dict[str, Row]:
    """The rows by their id, in the mission's order."""
    return {
        key: Row(
            id=key, title=row["title"], parts=frozenset(row.get("parts", ())), waits_for=row.get("waits_for")
        )
        for key, row in tomllib.loads(toml).items()
    }


def claims_in_python(source: str, path: str) -> Iterator[Claim]:
    """Claims of a test module, whether the mark is on a test, a class, a parameter or the module."""
    yield from _claims_below(ast.parse(source), path)


def _claims_below(node: ast.AST, test: str) -> Iterator[Claim]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        test = f"{test}::{node.name}"
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.mission"):
        yield _claim_of_mark(node, test)
    for child in ast.iter_child_nodes(node):
        yield from _claims_below(child, test)


def _claim_of_mark(mark: ast.Call, test: str) -> Claim:
    values = [*mark.args, *(keyword.value for keyword in mark.keywords if keyword.arg == "part")]
    texts = [
        value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)
    ]
    if len(texts) != len(values) or len(texts) not in (1, 2):
        message = f"{test}: a mission mark takes a row's id and perhaps a part, as plain texts"
        raise SyntaxError(message)
    return Claim(row=texts[0], part=texts[1] if len(texts) == 2 else None, test=test)


def claims_in_web(source: str, path: str) -> Iterator[Claim]:
    """Claims of a web test module, whose tests and suites carry their rows in their names."""
    for name in (found["name"] for found in _WEB_NAME.finditer(source)):
        for mark in _WEB_MARK.finditer(name):
            yield Claim(row=mark["row"], part=mark["part"], test=f"{path}::{name}")


def claims_of_all_tests(root: Path) -> list[Claim]:
    python = sorted((root / "tests").rglob("test_*.py"))
    web = sorted(
        path for room in ("workspace", "widget") for path in (root / "web" / room / "src").rglob("*.test.ts*")
    )
    claims: list[Claim] = []
    for path in python:
        claims += claims_in_python(path.read_text(), str(path.relative_to(root)))
    for path in web:
        claims += claims_in_web(path.read_text(), str(path.relative_to(root)))
    return claims


def mistakes(rows: dict[str, Row], claims: list[Claim]) -> list[str]:
    """Claims of rows and parts that the mission doesn't have, and of rows whose parts must be named."""
    found = []
    for claim in claims:
        if claim.row not in rows:
            found.append(f"{claim.test}: the mission has no row {claim.row}")
        elif claim.part is None and rows[claim.row].parts:
            known = ", ".join(sorted(rows[claim.row].parts))
            found.append(f"{claim.test}: {claim.row} is proven by its parts: {known}")
        elif claim.part is not None and claim.part not in rows[claim.row].parts:
            known = ", ".join(sorted(rows[claim.row].parts)) or "no parts"
            found.append(f"{claim.test}: {claim.row} has no part {claim.part}; it has {known}")
    return found


def verdict(row: Row, claims: list[Claim]) -> str:
    """`proven`, `partly` or `not yet`, by the claims of this row."""
    if not claims:
        return "not yet"
    whole = {claim.part for claim in claims} >= row.parts
    return "proven" if whole and row.waits_for is None else "partly"


def report(rows: dict[str, Row], claims: list[Claim]) -> Iterator[str]:
    """Lines for a reader: each row with its verdict, what it lacks and its tests, then the counts."""
    counts = {"proven": 0, "partly": 0, "not yet": 0}
    for row in rows.values():
        own = [claim for claim in claims if claim.row == row.id]
        said = verdict(row, own)
        counts[said] += 1
        yield f"{row.id:<4} {said:<8} {row.title}"
        if said == "partly":
            lacking = sorted(row.parts - {claim.part for claim in own})
            yield " " * 14 + "lacks " + ", ".join(lacking + ([row.waits_for] if row.waits_for else []))
        for claim in own:
            yield " " * 14 + (f"{claim.part}: " if claim.part else "") + claim.test
    yield ", ".join(f"{count} {said}" for said, count in counts.items()) + f", {len(rows)} rows"


def main() -> int:
    """Print the report; non-zero when a test names what the mission doesn't have."""
    rows = read_rows((ROOT / "tests/mission.toml").read_text())
    claims = claims_of_all_tests(ROOT)
    print("\n".join(report(rows, claims)))
    wrong = mistakes(rows, claims)
    print("\n".join(wrong), file=sys.stderr, end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
