"""
The engines that hold tables, each with the same few verbs.

`nox -s engines` runs these tests with all of them but Spark, which `nox -s spark`
asks for by `--spark`.
"""

from __future__ import annotations

import pytest


class Engine:
    """
    How a test makes a table and looks into it.
    """

    ordered = True

    def table(self, columns):
        """
        A table with these columns: lists of texts, numbers, and None.
        """
        raise NotImplementedError

    def columns(self, table):
        """
        The names of a table's columns.
        """
        return list(table.columns)

    def rows(self, table):
        """
        The rows of a table, null as None.
        """
        raise NotImplementedError


class Pandas(Engine):
    def table(self, columns):
        import pandas as pd

        return pd.DataFrame(columns)

    def rows(self, table):
        import pandas as pd

        rows = table.astype(object).itertuples(index=False, name=None)
        return [tuple(None if pd.isna(v) else v for v in row) for row in rows]


class Polars(Engine):
    def table(self, columns):
        import polars as pl

        return pl.DataFrame(columns, strict=False)

    def rows(self, table):
        return table.rows()


class LazyPolars(Polars):
    def table(self, columns):
        return super().table(columns).lazy()

    def columns(self, table):
        return table.collect_schema().names()

    def rows(self, table):
        return table.collect().rows()


class PyArrow(Engine):
    def table(self, columns):
        import pyarrow as pa

        return pa.table(columns)

    def columns(self, table):
        return table.column_names

    def rows(self, table):
        return [tuple(row.values()) for row in table.to_pylist()]


class DuckDB(Engine):
    ordered = False

    def __init__(self):
        import duckdb

        self.connection = duckdb.connect()

    def table(self, columns):
        import pyarrow as pa

        given = pa.table(columns)
        # Before version 2, DuckDB takes a column of nulls for one of numbers.
        for i, field in enumerate(given.schema):
            if pa.types.is_null(field.type):
                given = given.set_column(i, field.name, given[i].cast(pa.string()))
        # A table of the connection's own, that no other can see.
        self.connection.register("given", given)
        self.connection.execute("CREATE OR REPLACE TABLE held AS FROM given")
        return self.connection.table("held")

    def rows(self, table):
        return table.fetchall()


class Spark(Engine):
    ordered = False

    def __init__(self, session):
        self.session = session

    def table(self, columns):
        import pyarrow as pa

        return self.session.createDataFrame(pa.table(columns))

    def rows(self, table):
        return [tuple(row) for row in table.collect()]


ENGINES = {
    "pandas": Pandas,
    "polars": Polars,
    "polars, lazily": LazyPolars,
    "pyarrow": PyArrow,
    "duckdb": DuckDB,
}


def pytest_addoption(parser):
    parser.addoption("--spark", action="store_true", help="test Spark, and only that")


def pytest_generate_tests(metafunc):
    if "engine" in metafunc.fixturenames:
        names = ["pyspark"] if metafunc.config.option.spark else list(ENGINES)
        metafunc.parametrize("engine", names, indirect=True)


@pytest.fixture(name="engine")
def _engine(request):
    """
    An engine; all of them, or Spark.
    """
    if request.param != "pyspark":
        return ENGINES[request.param]()
    return Spark(request.getfixturevalue("session"))


@pytest.fixture(name="session", scope="session")
def _session():
    """
    Spark on two cores of this machine.
    """
    from pyspark.sql import SparkSession

    builder = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
    )
    session = builder.getOrCreate()
    yield session
    session.stop()
