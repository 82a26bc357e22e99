"""
Answers joined to a table, by whoever holds the table.

Every engine does the same: it says which names are in the column, each once,
and gets an answer for each; then it joins the answers to its rows. The join is
the engine's own, since narwhals' says nothing of nulls and of the order of rows,
and since a join in DuckDB works only within one connection.

Floor 2: imports how optional packages are found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import uuid4

from ._extras import needed


__all__ = [
    "UNKNOWN",
    "Answer",
    "by_duckdb",
    "by_pandas",
    "by_polars",
    "by_pyarrow",
    "temporary",
    "told",
]

Key = tuple[Any, ...]  # a name, or a name and a country; null is None
Row = tuple[str | None, ...]  # one value for each of the columns added
Answer = Callable[[Sequence[Key]], list[Row]]

UNKNOWN = "unknown"  # the last value of a row, if no city has the name


def temporary(count: int) -> list[str]:
    """
    Names that no column of the caller has.
    """
    token = uuid4().hex
    return [f"__berlin_partnerships_{token}_{i}" for i in range(count)]


def told(names: Sequence[Key], answer: Answer) -> list[Row]:
    """
    Names and answers, without the names that nobody knows: no row says that, too.
    """
    pairs = zip(names, answer(names), strict=True)
    return [(*name, *row) for name, row in pairs if row[-1] != UNKNOWN]


# Tables in memory: a number for each row says which answer it gets ---------------------


def _pairs(numbers: Sequence[int], first: list[Any], second: list[Any]) -> list[Key]:
    return [
        (first[number // len(second)], second[number % len(second)])
        for number in numbers
    ]


def by_pandas(frame: Any, keys: list[str], added: list[str], answer: Answer) -> Any:
    """
    Annotate a DataFrame of pandas; its index and the order of rows stay.
    """
    pd = needed("pandas")
    codes, found = _factorized(pd, frame[keys[0]])
    names = [(name,) for name in found]
    if len(keys) > 1:
        others, countries = _factorized(pd, frame[keys[1]])
        codes, pairs = pd.factorize(codes * len(countries) + others)
        names = _pairs(pairs.tolist(), found, countries)
    answers = zip(*answer(names), strict=True) if names else [()] * len(added)
    columns = {
        name: pd.array(list(values), dtype="string").take(codes)
        for name, values in zip(added, answers, strict=True)
    }
    return frame.assign(**columns)


def _factorized(pd: Any, column: Any) -> tuple[Any, list[Any]]:
    try:
        codes, found = pd.factorize(column)
    except TypeError:  # lists and the like, which have no hash
        codes, found = pd.factorize(column.map(_hashable))
    # pandas numbers nulls -1: the last one, from the end.
    return codes % (len(found) + 1), [*found, None]


def _hashable(value: Any) -> Any:
    try:
        hash(value)
    except TypeError:
        return type(value)
    return value


def by_pyarrow(frame: Any, keys: list[str], added: list[str], answer: Answer) -> Any:
    """
    Annotate a Table of PyArrow; the order of rows stays.
    """
    pa, pc = needed("pyarrow"), needed("pyarrow.compute")
    numbers, found = _numbered(pa, pc, frame[keys[0]])
    names = [(name,) for name in found]
    if len(keys) > 1:
        others, countries = _numbered(pa, pc, frame[keys[1]])
        wide = pc.multiply(numbers.cast(pa.int64()), max(1, len(countries)))
        numbers, pairs = _indexed(pc, pc.add(wide, others.cast(pa.int64())))
        names = _pairs(pairs, found, countries)
    rows = answer(names)
    for i, name in enumerate(added):
        values = pa.array([row[i] for row in rows], pa.string())
        frame = frame.append_column(name, values.take(numbers))
    return frame


def _numbered(pa: Any, pc: Any, column: Any) -> tuple[Any, list[Any]]:
    known = (pa.string(), pa.large_string())
    return _indexed(pc, column if column.type in known else column.cast(pa.string()))


def _indexed(pc: Any, column: Any) -> tuple[Any, list[Any]]:
    found = pc.unique(column)
    return pc.index_in(column, value_set=found), found.to_pylist()


# Engines that join, lazily if they are lazy -------------------------------------------


def by_polars(frame: Any, keys: list[str], added: list[str], answer: Answer) -> Any:
    """
    Annotate a DataFrame or LazyFrame of Polars; the order of rows stays.
    """
    pl = needed("polars")
    lazy = isinstance(frame, pl.LazyFrame)
    ours = temporary(len(keys))
    texts = [
        pl.col(key).cast(pl.String).alias(own)
        for key, own in zip(keys, ours, strict=True)
    ]
    distinct = frame.select(texts).unique()
    names = (distinct.collect(engine="streaming") if lazy else distinct).rows()
    rows = [(*name, *row) for name, row in zip(names, answer(names), strict=True)]
    schema = dict.fromkeys([*ours, *added], pl.String)
    answers = pl.DataFrame(rows, schema=schema, orient="row")
    return (
        frame.with_columns(texts)
        .join(
            answers.lazy() if lazy else answers,
            on=ours,
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
        .drop(ours)
    )


def by_duckdb(frame: Any, keys: list[str], added: list[str], answer: Answer) -> Any:
    """
    Annotate a relation of DuckDB, in its own connection.

    The answers are written into the query, for they can't be asked of another
    connection, and a relation doesn't say which its own is.
    """
    table, *ours = temporary(1 + len(keys))
    texts = [f"CAST({_quoted(key)} AS VARCHAR)" for key in keys]
    distinct = f"SELECT DISTINCT {', '.join(texts)} FROM {table}"  # noqa: S608  # quoted
    rows = told(frame.query(table, distinct).fetchall(), answer)

    columns = zip(*rows, strict=True) if rows else [()] * (len(ours) + len(added))
    answers = ", ".join(
        f"{_unnested(values)} AS {_quoted(name)}"
        for name, values in zip([*ours, *added], columns, strict=True)
    )
    shown = ", ".join(f"a.{_quoted(name)}" for name in added[:-1])
    same = " AND ".join(
        f"CAST(t.{_quoted(key)} AS VARCHAR) IS NOT DISTINCT FROM a.{own}"
        for key, own in zip(keys, ours, strict=True)
    )
    reason = f"a.{_quoted(added[-1])}"
    query = f"""
        SELECT t.*, {shown}, CASE WHEN a.{_quoted(added[0])} IS NULL
            THEN coalesce({reason}, '{UNKNOWN}') END AS {_quoted(added[-1])}
        FROM {table} AS t
        LEFT JOIN (SELECT {answers} LIMIT {len(rows)}) AS a ON {same}
    """  # noqa: S608  # quoted
    return frame.query(table, query)


def _unnested(values: Iterable[str | None]) -> str:
    """
    A column of texts as one literal: DuckDB takes long over thousands of them.
    """
    between, null = temporary(2)
    texts = between.join(null if value is None else value for value in values)
    return f"nullif(unnest(string_split({_literal(texts)}, '{between}')), '{null}')"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    # A query ends at a NUL.
    return "||chr(0)||".join(
        "'" + part.replace("'", "''") + "'" for part in text.split("\0")
    )
