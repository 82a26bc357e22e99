"""
Tables: names in a column told by city, and records as a table.

Needs the extra ``frames``, and the engine whose tables they are.

Floor 6: imports the data set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeGuard, TypeVar

from ._arrow import table as arrow_table
from ._columns import table_of
from ._dataset import load
from ._dates import as_date
from ._extras import needed
from ._joins import UNKNOWN, by_duckdb, by_pandas, by_polars, by_pyarrow
from ._membership import warn_beyond
from ._names import clean, similar
from ._spark import by_pyspark
from .exceptions import AmbiguousNameError, OtherCountryError, UnknownNameError


if TYPE_CHECKING:
    import datetime as dt

    from ._columns import Table
    from ._dataset import Dataset
    from ._model import City

__all__ = ["REASONS", "annotate", "to_frame"]

FrameT = TypeVar("FrameT")

# By the names that narwhals has for them.
_ENGINES = {
    "pandas": by_pandas,
    "polars": by_polars,
    "pyarrow": by_pyarrow,
    "duckdb": by_duckdb,
    "pyspark": by_pyspark,
}

#: Why a row has no city: the first word of the column ``…_reason``.
REASONS = (
    "missing",
    "not text",
    "empty",
    "no country",
    "unknown",
    "ambiguous",
    "elsewhere",
)


# Names → cities -----------------------------------------------------------------------


def annotate(
    df: FrameT,
    column: str,
    *,
    on: dt.date | None = None,
    country: str | None = None,
    country_column: str | None = None,
    prefix: str | None = None,
    dataset: Dataset | None = None,
) -> FrameT:
    """
    The table with what is known of the city that each row names.

    A name is looked up as :meth:`Dataset.city` does it, each spelling once, and
    never guessed. These columns are added, all of text, named after *column*:

    - ``…_id``: the city's id, or null.
    - ``…_country``: its ISO 3166-1 alpha-2 code. Namibia's is ``NA``.
    - ``…_partnership``: the id of the partnership that the Land Berlin has, had,
      or has announced with it; null for other cities.
    - ``…_status``, only if *on* is given: that partnership's status on the day:
      ``active``, ``resting``, ``announced`` and so on, ``unclear`` within the
      bounds of a change, null before anything was agreed or announced.
    - ``…_reason``: why there is no id; null if there is one. It starts with one
      of :data:`REASONS`: ``missing`` (null), ``not text``, ``empty``, ``no
      country`` (of a row, and no code), ``unknown``, ``ambiguous`` (and the
      candidates), ``elsewhere`` (and where it is).

    No row is added, lost, or changed. The order of rows stays in pandas (with
    its index), Polars and PyArrow; DuckDB and Spark promise none for any join.
    A lazy table stays lazy: only the names are read at once, each once.

    Args:
        df: A table of pandas, Polars (DataFrame or LazyFrame), PyArrow, DuckDB
            (a relation) or PySpark.

        column: The column with the names.

        on: The day of the status.

        country: ISO 3166-1 alpha-2 code that all cities must be in.

        country_column: The column with such a code for each row; null or empty
            for any.

        prefix: What the names of the new columns start with, instead of
            *column* and ``_``.

        dataset: Other data than the shipped ones.

    Raises:
        UnknownNameError: If there is no such column; with suggestions.

        ValueError: If two columns have one name, a new column's name is taken,
            *country* is no such code, or it is given twice.

        TypeError: If *df* is no such table, a column holds no text, or *on* is
            no date.

        MissingExtraError: If narwhals is not installed.

    Warns:
        BeyondKnownWarning: If *on* is after the last day that the data know.

    >>> import polars as pl
    >>> annotate(pl.DataFrame({"city": ["Kiew", "Atlantis"]}), "city").rows()
    [('Kiew', 'kyiv', 'UA', 'kyiv', None), ('Atlantis', None, None, None, 'unknown')]
    """
    data = load() if dataset is None else dataset
    day = None if on is None else as_date(on)
    keys = [column] if country_column is None else [column, country_column]
    everywhere = _one_country(country, country_column)
    frame, engine = _recognized(df)
    added = _added(f"{column}_" if prefix is None else prefix, day)
    # A schema hides doubled columns; Polars, which has none, wants to be asked for it.
    columns = list(frame.collect_schema()) if engine == "polars" else frame.columns
    _check_columns(columns, keys, added)
    for key in keys:
        _check_text(frame, key, engine)
    if day is not None:
        warn_beyond(data, day, stacklevel=3)

    def answer(names: Sequence[tuple[Any, ...]]) -> list[tuple[str | None, ...]]:
        return [_answer(data, day, *name, *everywhere) for name in names]

    joined: FrameT = _ENGINES[engine](df, keys, added, answer)
    return joined


def _added(prefix: str, day: dt.date | None) -> list[str]:
    status = [] if day is None else ["status"]
    return [prefix + n for n in ("id", "country", "partnership", *status, "reason")]


def _answer(
    data: Dataset, day: dt.date | None, name: object, country: object = None
) -> tuple[str | None, ...]:
    """
    What the columns added say of one name.
    """
    city, reason = _city(data, name, country)
    if city is None:
        return (None, None, None, *([] if day is None else [None]), reason)
    ids = (city.id, data.stands_for.get(city.id, ""))
    found = next((data.partnerships[i] for i in ids if i in data.partnerships), None)
    partnership = found.id if found else None
    status = [] if day is None else [found.status(day) if found else None]
    return (city.id, city.country, partnership, *status, None)


def _fault(name: object, country: object) -> str:
    """
    Why there is nothing to look up, or an empty text.
    """
    if name is None:
        return "missing"
    if not isinstance(name, str):
        return "not text"
    return "no country" if country is not None and not _is_code(country) else ""


def _city(data: Dataset, name: Any, country: Any) -> tuple[City | None, str]:
    """
    The city, or the reason why there is none.
    """
    if isinstance(country, str) and not clean(country):
        country = None
    if reason := _fault(name, country):
        return None, reason
    try:
        return data.city(name, country=country), ""
    except OtherCountryError as error:
        return None, f"elsewhere: {', '.join(error.candidates)}"
    except AmbiguousNameError as error:
        return None, f"ambiguous: {', '.join(error.candidates)}"
    except UnknownNameError:
        return None, UNKNOWN
    except ValueError:
        return None, "empty"


# What was given -----------------------------------------------------------------------


def _is_code(country: object) -> TypeGuard[str]:
    import pycountry  # noqa: PLC0415  # only if countries are given

    if not isinstance(country, str):
        return False
    code = clean(country)
    return len(code) == 2 and pycountry.countries.get(alpha_2=code) is not None  # noqa: PLR2004


def _one_country(country: str | None, country_column: str | None) -> list[str]:
    if country is None:
        return []
    if country_column is not None:
        msg = "give country= or country_column=, not both"
        raise ValueError(msg)
    if not _is_code(country):
        msg = (
            f"country must be an ISO 3166-1 alpha-2 code such as 'FR', not {country!r}"
            "; for a column of codes, give country_column="
        )
        raise ValueError(msg)
    return [country]


def _recognized(df: object) -> tuple[Any, str]:
    """
    *df* as narwhals sees it, and the name of its engine.
    """
    nw = needed("narwhals", "frames")
    try:
        frame = nw.from_native(df)
    except nw.exceptions.DuplicateError as error:
        msg = f"columns must have different names; {error}"
        raise ValueError(msg) from None
    except TypeError:
        engine = type(df).__name__
    else:
        engine = frame.implementation.value
        if engine in _ENGINES:
            return frame, engine
    msg = f"df must be a table of {', '.join(_ENGINES)}, not {engine}"
    raise TypeError(msg)


def _check_columns(columns: list[str], keys: list[str], added: list[str]) -> None:
    for key in keys:
        if key not in columns:
            near = similar(str(key), map(str, columns))
            raise UnknownNameError(key, "column", near)
    # DuckDB and Spark don't tell capitals from small letters.
    folded = Counter(str(name).casefold() for name in columns)
    double = [name for name in columns if folded[str(name).casefold()] > 1]
    if double:
        msg = f"columns must have different names, also in small letters; got {double}"
        raise ValueError(msg)
    taken = [name for name in added if name.casefold() in folded]
    if taken:
        msg = f"there are columns {taken} already; give another prefix="
        raise ValueError(msg)


def _check_text(frame: Any, column: str, engine: str) -> None:
    nw = needed("narwhals", "frames")
    dtype = frame.collect_schema()[column]
    if dtype in (nw.String, nw.Categorical, nw.Enum):
        return
    if engine == "pandas" and dtype == nw.Object:  # may hold texts among others
        return
    if dtype == nw.Unknown and _is_null(frame, column):
        return
    msg = f"column {column!r} must hold text, not {dtype}; cast it before"
    raise TypeError(msg)


def _is_null(frame: Any, column: str) -> bool:
    nw = needed("narwhals", "frames")
    known = frame.lazy().select(nw.col(column).count()).collect()
    return bool(known.item() == 0)


# Records → tables ---------------------------------------------------------------------


def to_frame(
    records: Iterable[Any],
    backend: str,
    *,
    kind: str | None = None,
    parts: str | None = None,
) -> Any:
    """
    Records as a table, one row each.

    A column for each field, in their order, with these types:

    - Texts, whole numbers, numbers, and truth values are what they are.
    - A date ``x`` is three columns: ``x``, its EDTF text, and ``x_earliest`` and
      ``x_latest``, the first and last day it can be, as dates; an open side is
      null. The same for a period, and for the value of a statement.
    - Several texts are a list of texts. Parts of a record are named there (a name
      by its text, an act by its id, a period by its status, what was left out by
      the reason); *parts* gives them as a table of their own.
    - Other values, such as a statement's number or list, are JSON texts.

    A partnership also has the columns ``city_name``, ``city_name_de``,
    ``country``, ``since`` and ``first_act``; a statement has its ``id``.

    Args:
        records: :data:`berlin_partnerships.partnerships` or another collection,
            a tuple such as :func:`berlin_partnerships.partners` gives, or
            statements.

        backend: ``"pandas"`` (with nullable types: ``string``, ``Int64``,
            ``Float64``, ``boolean``, ``datetime64[s]``; lists as objects),
            ``"polars"``, or ``"pyarrow"``. DuckDB and Spark read the latter.

        kind: The collection that the records would be in, such as
            ``"statements"``; needed only if there may be none.

        parts: A field that has parts, such as ``"acts"``: a row for each of them,
            with the full id of its ``record``.

    Raises:
        ValueError: If there is no such backend, or there are no records and
            nothing says of which kind.

        TypeError: If *records* are not several of one kind.

        UnknownNameError: If there is no such *kind*.

        UnknownPropertyError: If the records have no such *parts*.

        MissingExtraError: If the backend, or for Polars what makes Arrow, is not
            installed.

    >>> import berlin_partnerships as bp
    >>> to_frame(bp.partnerships, "polars").select("id", "since_earliest").row(0)
    ('beijing', datetime.date(1994, 4, 5))
    """
    if backend not in _MAKERS:
        msg = (
            f"backend must be one of {', '.join(map(repr, _MAKERS))}, not {backend!r}; "
            "DuckDB and Spark read a table of pyarrow"
        )
        raise ValueError(msg)
    return _MAKERS[backend](table_of(records, kind, parts))


def _to_pandas(table: Table) -> Any:
    pd = needed("pandas")
    values = table.values()
    types = {column.name: _PANDAS.get(column.type) for column in table.columns}
    return pd.DataFrame(
        {
            name: pd.Series(values[name], dtype=dtype or object)
            for name, dtype in types.items()
        }
    )


def _to_polars(table: Table) -> Any:
    return needed("polars").DataFrame(table)


def _to_pyarrow(table: Table) -> Any:
    return arrow_table({c.name: c.type for c in table.columns}, table.values())


_PANDAS = {
    "text": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
}
_MAKERS: dict[str, Callable[[Table], Any]] = {
    "pandas": _to_pandas,
    "polars": _to_polars,
    "pyarrow": _to_pyarrow,
}
