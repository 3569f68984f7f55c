"""Every value fits into its table and comes back as it was."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordboard.app.ports import Value
from cordboard.store.rows import ROWS, RowOf
from floor.memory import MemoryDatabase
from store.values import of_type

DATABASE = MemoryDatabase()
KINDS: list[type[Any]] = list(get_args(Value))


def test_every_kind_of_value_has_its_table() -> None:
    assert set(ROWS) == set(KINDS)
    assert len({row_of.table for row_of in ROWS.values()}) == len(KINDS)


@pytest.mark.parametrize("row_of", ROWS.values(), ids=lambda row_of: row_of.table)
def test_columns_are_the_fields_and_whether_it_lives(row_of: RowOf) -> None:
    columns = [row[1] for row in DATABASE.rows(f"PRAGMA table_info('{row_of.table}')")]
    assert len(columns) == len(set(columns))
    assert set(columns) == {*row_of.columns, "live"}


@pytest.mark.parametrize("row_of", ROWS.values(), ids=lambda row_of: row_of.table)
def test_a_field_that_may_be_none_may_be_null_and_no_other(row_of: RowOf) -> None:
    nullable = {row[1] for row in DATABASE.rows(f"PRAGMA table_info('{row_of.table}')") if not row[3]}
    optional = {
        name for name, hint in zip(row_of.columns, row_of._hints, strict=True) if type(None) in get_args(hint)
    }
    assert nullable - {"id"} == optional


@given(st.sampled_from(KINDS).flatmap(of_type), st.booleans())
def test_any_value_comes_back_as_it_was_while_it_lives(value: Any, live: bool) -> None:
    row_of = ROWS[type(value)]
    db = DATABASE.connect()
    with db:
        for _ in range(2):
            db.execute(row_of.upsert, row_of.to_row(value, live=live))
        (row,) = db.execute(row_of.select_one, (value.id,))
        assert row_of.from_row(row) == value
        living = [row_of.from_row(one) for one in db.execute(row_of.select_live)]
        assert living == ([value] if live else [])
        db.execute(row_of.delete, (value.id,))
    db.close()
