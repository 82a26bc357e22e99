"""
Records as tables of every engine.
"""

from __future__ import annotations

import datetime as dt
import sys

import duckdb
import nanoarrow
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import berlin_partnerships as bp

from berlin_partnerships import _arrow, frames
from berlin_partnerships._columns import KINDS, table_of


def records_of(kind):
    """
    All records of a kind.
    """
    return bp.statements() if kind == "statements" else getattr(bp, kind)


def columns_of(kind):
    """
    The columns that tables of a kind have, with their types.
    """
    return {c.name: c.type for c in table_of(records_of(kind)).columns}


POLARS = {
    "text": pl.String,
    "integer": pl.Int64,
    "number": pl.Float64,
    "boolean": pl.Boolean,
    "date": pl.Date,
    "texts": pl.List(pl.String),
    "integers": pl.List(pl.Int64),
}
PYARROW = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "texts": pa.list_(pa.string()),
    "integers": pa.list_(pa.int64()),
}
PANDAS = {
    "text": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
    "texts": "object",
    "integers": "object",
}


@pytest.fixture(params=["nanoarrow", "pyarrow"], name="maker")
def _maker(request, monkeypatch):
    """
    Only one of the two packages that make Arrow is there.
    """
    other = {"nanoarrow": "pyarrow", "pyarrow": "nanoarrow"}[request.param]
    monkeypatch.setitem(sys.modules, other, None)
    return request.param


@pytest.mark.parametrize("kind", KINDS)
def test_polars(kind, maker):
    """
    Every kind of record as a table of Polars, with the documented types.
    """
    assert maker
    records = records_of(kind)

    found = frames.to_frame(records, "polars")

    types = columns_of(kind)
    assert dict(found.schema) == {name: POLARS[t] for name, t in types.items()}
    assert found.to_dict(as_series=False) == table_of(records).values()
    assert found["id"].to_list() == [r.id for r in table_of(records).rows]


@pytest.mark.parametrize("kind", KINDS)
def test_pyarrow(kind):
    """
    Every kind of record as a table of PyArrow, with the documented types.
    """
    found = frames.to_frame(records_of(kind), "pyarrow")

    types = columns_of(kind)
    assert found.schema == pa.schema([(n, PYARROW[t]) for n, t in types.items()])
    assert found.to_pydict() == table_of(records_of(kind)).values()
    found.validate(full=True)


@pytest.mark.parametrize("kind", KINDS)
def test_pandas(kind):
    """
    Every kind of record as a table of pandas, with the documented types.
    """
    found = frames.to_frame(records_of(kind), "pandas")

    types = columns_of(kind)
    values = table_of(records_of(kind)).values()
    assert {n: str(t) for n, t in found.dtypes.items()} == {
        name: PANDAS[t] for name, t in types.items()
    }
    for name, kind_of in types.items():
        column = found[name].dt.date if kind_of == "date" else found[name]
        shown = [None if v is pd.NA or v is pd.NaT else v for v in column]
        assert shown == values[name], name


def test_no_day_is_moved():
    """
    The first and last days of the calendar's end of things are what they are.
    """
    sources = [
        bp.Source(published="0001-01-01"),
        bp.Source(published="9999-12-31"),
        bp.Source(published="[..1969-12-31]"),
        bp.Source(names=["Paris"], count=1),
    ]
    for backend in ("pandas", "polars", "pyarrow"):
        found = frames.to_frame(sources, backend)
        if backend == "pandas":
            found = found.assign(
                published_earliest=found["published_earliest"].dt.date,
                published_latest=found["published_latest"].dt.date,
            )
        rows = found.to_dicts() if backend == "polars" else None
        rows = found.to_pylist() if backend == "pyarrow" else rows
        rows = found.to_dict("records") if backend == "pandas" else rows

        first = [row["published_earliest"] for row in rows]
        last = [row["published_latest"] for row in rows]
        assert first[:2] == last[:2] == [dt.date.min, dt.date.max]
        assert [pd.isna(day) for day in first[2:]] == [True, True]
        assert (last[2], pd.isna(last[3])) == (dt.date(1969, 12, 31), True)
        assert [row["names"] for row in rows] == [None, None, None, ["Paris"]]


def test_no_records():
    """
    Without records there are columns nevertheless, if it is said of which kind.
    """
    for backend in ("pandas", "polars", "pyarrow"):
        found = frames.to_frame((), backend, kind="statements")

        assert found.shape == (0, len(columns_of("statements")))
        assert frames.to_frame(bp.only().places, backend).shape[0] == 0


def test_partners_of_a_day():
    """
    The partners of a day are a table like any.
    """
    found = frames.to_frame(bp.partners(on=dt.date(2020, 1, 1)), "polars")

    assert found.shape[0] == 17
    assert found["id"][0] == "los-angeles"


def test_backend():
    """
    A backend is one of three; the error says how the others do it.
    """
    for wrong in ("duckdb", "Pandas", "", None, pd):
        with pytest.raises(ValueError, match="one of 'pandas', 'polars', 'pyarrow', n"):
            frames.to_frame(bp.cities, wrong)


@pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
def test_without_the_backend(backend, monkeypatch):
    """
    A backend that is not installed is named; no extra of ours brings it.
    """
    monkeypatch.setitem(sys.modules, backend, None)

    with pytest.raises(
        bp.MissingExtraError, match=f"^this needs {backend}; pip instal"
    ):
        frames.to_frame(bp.cities, backend)


# Arrow's own interface ----------------------------------------------------------------


def test_duckdb_reads_it(maker):
    """
    DuckDB reads a collection by the name of a variable.
    """
    assert maker
    held = bp.partnerships

    found = duckdb.sql("SELECT id FROM held WHERE since_earliest > '2023-01-01'")

    assert ("kyiv",) in found.fetchall()
    assert len(held) == 19


def test_polars_reads_it(maker):
    """
    Polars reads a collection as Arrow; its DataFrame takes any mapping for columns.
    """
    assert maker

    found = pl.from_arrow(bp.partnerships)

    # From version 2 on, it is a series of rows.
    found = found.struct.unnest() if isinstance(found, pl.Series) else found
    assert found.equals(frames.to_frame(bp.partnerships, "polars"))


@pytest.mark.parametrize("kind", KINDS)
def test_pyarrow_reads_it(kind):
    """
    PyArrow reads the same, whoever made the stream.
    """

    class ByNanoarrow:
        def __arrow_c_stream__(self, requested_schema=None):
            values = table_of(records_of(kind)).values()
            return _arrow._by_nanoarrow(nanoarrow, columns_of(kind), values)

    found = pa.table(ByNanoarrow())

    found.validate(full=True)
    assert found == pa.table(table_of(records_of(kind)))
    assert found == frames.to_frame(records_of(kind), "pyarrow")


def test_pandas_reads_it():
    """
    pandas, from version 3 on, reads a collection as it is.
    """
    if not hasattr(pd.DataFrame, "from_arrow"):
        pytest.skip("pandas before 3")

    assert pd.DataFrame.from_arrow(bp.cities)["id"].tolist() == list(bp.cities)


def test_requested_schema():
    """
    PyArrow heeds the schema that a reader asks for.
    """
    wanted = pa.schema(
        [
            pa.field(f.name, pa.large_string() if f.type == pa.string() else f.type)
            for f in pa.table(bp.topics).schema
        ]
    )

    assert pa.table(bp.topics, schema=wanted).schema == wanted


def test_neither(monkeypatch):
    """
    Without both, the error names the smaller one.
    """
    for name in ("pyarrow", "nanoarrow"):
        monkeypatch.setitem(sys.modules, name, None)

    with pytest.raises(
        bp.MissingExtraError, match=r"nanoarrow; .*partnerships\[frames"
    ):
        bp.cities.__arrow_c_stream__()
