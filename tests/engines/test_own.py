"""
What only one engine has: an index, laziness, categories, a connection.
"""

from __future__ import annotations

import datetime as dt
import doctest
import io
import subprocess
import sys

from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from hypothesis import given
from hypothesis import strategies as st

import berlin_partnerships as bp

from berlin_partnerships import frames


# pandas -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "index",
    [
        pd.Index([7, 7, 3], name="visitor"),
        pd.Index(["c", "a", "b"]),
        pd.MultiIndex.from_tuples([(1, "x"), (1, "y"), (0, "x")], names=["a", "b"]),
        pd.date_range("2024-01-01", periods=3, freq="D"),
    ],
)
def test_index_stays(index):
    """
    The index stays as it is, also with doubles and several levels.
    """
    df = pd.DataFrame({"city": ["Wien", "Atlantis", "Kiew"]}, index=index)

    found = frames.annotate(df, "city", on=dt.date(2024, 1, 1))

    pd.testing.assert_index_equal(found.index, index)
    assert found["city_id"].tolist() == ["vienna", pd.NA, "kyiv"]
    assert list(df.columns) == ["city"]


def test_objects():
    """
    A column of objects may hold texts among others; the others are no names.
    """
    values = ["Kiew", 1, 1.5, True, b"Kiew", ["Kiew"], {"a": 1}, None, float("nan")]
    values += [pd.NA, pd.NaT, "kiew"]
    df = pd.DataFrame({"city": pd.Series(values, dtype=object)})

    found = frames.annotate(df, "city")

    assert found["city_reason"].fillna("-").tolist() == [
        *("-", *["not text"] * 6, *["missing"] * 4, "-")
    ]
    assert found["city_id"].dropna().tolist() == ["kyiv", "kyiv"]


def test_objects_as_countries():
    """
    A country that is no text is no country.
    """
    df = pd.DataFrame({"city": ["Kiew", "Kiew"], "land": [49, "UA"]}, dtype=object)

    found = frames.annotate(df, "city", country_column="land")

    assert found["city_reason"].fillna("-").tolist() == ["no country", "-"]


@pytest.mark.parametrize("dtype", ["string", "object", "category", "str"])
def test_types_of_pandas(dtype):
    """
    Texts of every type that pandas has for them; what is added can be null.
    """
    df = pd.DataFrame({"city": pd.Series(["Kiew", None, "Wien"], dtype=dtype)})

    found = frames.annotate(df, "city")

    assert found["city_id"].fillna("-").tolist() == ["kyiv", "-", "vienna"]
    assert {str(t) for t in found.dtypes[1:]} == {"string"}
    assert found["city"].dtype == df["city"].dtype


def test_double_columns():
    """
    Two columns of one name are refused, not chosen from.
    """
    twice = [
        pd.DataFrame([["Kiew", "Wien"]], columns=["city", "city"]),
        pa.table([["Kiew"], ["Wien"]], names=["city", "city"]),
        duckdb.sql("SELECT 'Kiew' AS city, 'Wien' AS city"),
        pl.DataFrame({"city": ["Kiew"], "CITY": ["Wien"]}),
    ]
    for table in twice:
        with pytest.raises(ValueError, match="columns must have different names"):
            frames.annotate(table, "city")


def test_series():
    """
    A single column is no table.
    """
    for series in (pd.Series(["Kiew"]), pl.Series(["Kiew"]), pa.array(["Kiew"])):
        with pytest.raises(TypeError, match=r"df must be a table of .*, not "):
            frames.annotate(series, "city")


def test_another_engine(monkeypatch):
    """
    An engine that narwhals knows and we have not tried is refused by its name.
    """
    monkeypatch.delitem(frames._ENGINES, "polars")

    with pytest.raises(TypeError, match=r"must be a table of pandas, .*, not polars"):
        frames.annotate(pl.DataFrame({"city": ["Kiew"]}), "city")


# Polars -------------------------------------------------------------------------------


def test_lazy_stays_lazy():
    """
    Annotating a lazy table reads nothing but its names.
    """
    read = []

    def note(frame):
        read.append(frame.columns)
        return frame

    lazy = pl.LazyFrame({"city": ["Kiew", "Wien"], "other": [1, 2]})
    found = frames.annotate(lazy, "city").with_columns(
        pl.col("other").map_batches(lambda s: note(s.to_frame())["other"])
    )

    assert isinstance(found, pl.LazyFrame)
    assert read == []
    assert found.collect()["city_id"].to_list() == ["kyiv", "vienna"]
    assert read


def test_lazy_file(tmp_path):
    """
    A file is scanned, annotated, and written again without being held.
    """
    pl.DataFrame({"city": ["Kiew", None] * 5_000}).write_parquet(tmp_path / "in.pq")

    lazy = frames.annotate(pl.scan_parquet(tmp_path / "in.pq"), "city")
    lazy.sink_parquet(tmp_path / "out.pq")

    found = pl.read_parquet(tmp_path / "out.pq")
    assert found["city_id"].to_list() == ["kyiv", None] * 5_000
    assert found["city_reason"].to_list() == [None, "missing"] * 5_000


@pytest.mark.parametrize("dtype", [pl.Categorical, pl.Enum(["Kiew", "Wien"])])
def test_categories_of_polars(dtype):
    """
    Categories are names, too, and stay categories.
    """
    df = pl.DataFrame({"city": pl.Series(["Kiew", None, "Wien"], dtype=dtype)})

    found = frames.annotate(df, "city")

    assert found["city_id"].to_list() == ["kyiv", None, "vienna"]
    assert found["city"].dtype == df["city"].dtype


def test_objects_of_polars():
    """
    Polars can't join its objects: they are refused.
    """
    df = pl.DataFrame({"city": pl.Series([object()], dtype=pl.Object)})

    with pytest.raises(TypeError, match="'city' must hold text, not Object"):
        frames.annotate(df, "city")


# PyArrow ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["Kiew", None, "Wien"]),
        pa.array(["Kiew", None, "Wien"], pa.large_string()),
        pa.array(["Kiew", None, "Wien"], pa.string_view()),
        pa.array(["Kiew", None, "Wien"]).dictionary_encode(),
        pa.chunked_array([["Kiew"], [None, "Wien"]]),
        pa.chunked_array(
            [
                pa.array(["Kiew", None]).dictionary_encode(),
                pa.array(["Wien"]).dictionary_encode(),
            ]
        ),
    ],
)
def test_types_of_pyarrow(column):
    """
    Texts of every type that Arrow has for them, in one piece or several.
    """
    table = pa.table({"city": column}).replace_schema_metadata({"mine": "stays"})

    found = frames.annotate(table, "city")

    assert found["city_id"].to_pylist() == ["kyiv", None, "vienna"]
    assert found.schema.metadata == {b"mine": b"stays"}
    assert found["city"].type == column.type
    found.validate(full=True)


# DuckDB -------------------------------------------------------------------------------


def test_connection_of_its_own():
    """
    A relation is annotated in its own connection, and leaves no table there.
    """
    connection = duckdb.connect()
    connection.execute("CREATE TABLE visits AS SELECT 'Kiew' AS city, 5 AS guests")

    found = frames.annotate(connection.table("visits"), "city")

    assert found.filter("guests > 1").project("city_id").fetchall() == [("kyiv",)]
    connection.register("answers", found.to_arrow_table())
    assert connection.sql("SELECT city_country FROM answers").fetchall() == [("UA",)]
    tables = "SELECT table_name FROM duckdb_tables()"
    assert connection.sql(tables).fetchall() == [("visits",)]


def test_enum_of_duckdb():
    """
    An ENUM is text, too.
    """
    relation = duckdb.sql("SELECT 'Kiew'::ENUM('Kiew', 'Wien') AS city")

    assert frames.annotate(relation, "city").fetchall()[0][1] == "kyiv"


# All of them --------------------------------------------------------------------------

NAMES = sorted({n.text for c in bp.cities.values() for n in c.names})
names = st.one_of(st.none(), st.sampled_from(NAMES), st.text(max_size=9))
codes = st.one_of(st.none(), st.sampled_from(["UA", "us", "NA", "XX", "", "Chile"]))


@given(st.lists(st.tuples(names, codes), max_size=20))
def test_engines_agree(rows):
    """
    Whatever the column holds, each row gets what it would get alone.
    """
    data = bp.load()
    given = {
        "city": pa.array([n for n, _ in rows], pa.string()),
        "land": pa.array([c for _, c in rows], pa.string()),
    }
    table = pa.table(given)
    options = {"country_column": "land", "on": dt.date(2024, 1, 1), "prefix": ""}

    by_pyarrow = frames.annotate(table, "city", **options).to_pylist()
    by_polars = frames.annotate(pl.DataFrame(table), "city", **options).to_dicts()
    by_pandas = frames.annotate(table.to_pandas(), "city", **options)
    by_pandas = [
        tuple(None if pd.isna(v) else v for v in row) for row in by_pandas.to_numpy()
    ]
    alone = [frames._answer(data, options["on"], *row) for row in rows]

    assert by_pyarrow == by_polars
    assert [tuple(row.values())[2:] for row in by_polars] == alone
    assert [row[2:] for row in by_pandas] == alone
    for name, code, row in ((*r, a) for r, a in zip(rows, alone, strict=True)):
        if row[0] is not None:
            assert bp.city(name, country=code or None).id == row[0]


# CSV and Namibia ----------------------------------------------------------------------


def test_namibia_by_pandas():
    """
    Namibia's code survives a CSV file in pandas, if pandas is told to leave it.
    """
    text = frames.to_frame(bp.cities, "pandas").to_csv(index=False)

    kept = pd.read_csv(io.StringIO(text), keep_default_na=False)
    lost = pd.read_csv(io.StringIO(text))

    where = kept["id"] == "windhoek"
    assert kept.loc[where, "country"].tolist() == ["NA"]
    assert lost.loc[where, "country"].isna().all()
    assert kept["country"].tolist() == [c.country for c in bp.cities.values()]


def test_namibia_by_polars():
    """
    Namibia's code survives a CSV file in Polars.
    """
    written = pl.DataFrame(frames.to_frame(bp.cities, "polars")).select("id", "country")

    again = pl.read_csv(io.StringIO(written.write_csv()))

    assert again.rows() == [(c.id, c.country) for c in bp.cities.values()]
    assert again.filter(pl.col("country") == "NA")["id"].to_list() == ["windhoek"]


def test_namibia_annotated():
    """
    What annotate adds makes the same round trip, in both.
    """
    given = {"city": ["Windhuk", "Atlantis"]}

    by_pandas = frames.annotate(pd.DataFrame(given), "city").to_csv(index=False)
    by_polars = frames.annotate(pl.DataFrame(given), "city").write_csv()

    assert by_pandas == by_polars
    again = pd.read_csv(
        io.StringIO(by_pandas), keep_default_na=False, na_values=[""], dtype="string"
    )
    assert again["city_country"].fillna("-").tolist() == ["NA", "-"]
    assert pl.read_csv(io.StringIO(by_polars))["city_country"].to_list() == ["NA", None]


# The guide ----------------------------------------------------------------------------


def test_guide():
    """
    Every example in the guide to tables gives what it says.
    """
    guide = Path(__file__).parents[2] / "docs" / "howto" / "tables.md"

    failed, tried = doctest.testfile(str(guide), module_relative=False)

    assert failed == 0
    assert tried > 20


# Import -------------------------------------------------------------------------------


def test_import_is_light():
    """
    Neither the package nor `frames` imports an engine before it is asked to.
    """
    code = """
import sys
import berlin_partnerships as bp
from berlin_partnerships import frames
hasattr(bp.partnerships, "__arrow_c_stream__")
heavy = ("narwhals", "nanoarrow", "pyarrow", "pandas", "polars", "duckdb", "pyspark", "numpy")
print([name for name in heavy if name in sys.modules])
"""
    said = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )

    assert said.stdout == "[]\n"
