"""
All that a data set holds as a Frictionless Data Package (version 2).

One table a kind of record, with those of the names, sources, statements, and of
what follows from them; ``datapackage.json`` says of each column what it is, and
which tables belong together.

>>> import berlin_partnerships as bp
>>> from berlin_partnerships import package
>>> names = [name for name, _ in package.files(bp.load())]
>>> names[-1], "partnerships.csv" in names
('datapackage.json', True)

Floor 6: imports the data set. Parquet needs the extra ``parquet``.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ._dates import limited
from ._files import as_bytes
from ._licences import credits_of
from ._tables import tables
from .exceptions import MissingExtraError


if TYPE_CHECKING:
    from ._dataset import Dataset
    from ._flat import Column, Table, Value

__all__ = ["files", "parquet_files"]

_PROFILE = "https://datapackage.org/profiles/2.0/"
_Encode = Callable[["Table"], bytes]
# Keys of several columns that refer to a table's.
_TOGETHER = {"weighed": (("about", "property"), "resolutions")}


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """
    The files of the package with tables in CSV; the description comes last.

    The same data give the same bytes. UTF-8; an empty cell is an unknown value;
    several values in one cell are a JSON array.
    """
    return _files(dataset, "csv", "text/csv", _csv)


def parquet_files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """
    The same with tables in Parquet: the same tables, columns and types.

    Raises:
        MissingExtraError: If pyarrow is not installed.
    """
    return _files(dataset, "parquet", "application/vnd.apache.parquet", _parquet())


def _files(
    dataset: Dataset, form: str, mediatype: str, encode: _Encode
) -> Iterator[tuple[str, bytes]]:
    resources = []
    for table in tables(dataset):
        name, data = f"{table.name}.{form}", encode(table)
        yield name, data
        resources.append(
            {
                "name": table.name,
                "type": "table",
                "path": name,
                "description": table.text,
                "format": form,
                "mediatype": mediatype,
                **({"encoding": "utf-8"} if form == "csv" else {}),
                "bytes": len(data),
                "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                "schema": _schema(table),
            }
        )
    yield "datapackage.json", as_bytes(_described(dataset, resources))


# The description ----------------------------------------------------------------------


def _described(dataset: Dataset, resources: list[dict[str, Any]]) -> dict[str, Any]:
    credits_, known = credits_of(dataset), limited(dataset.known_until)
    until = f"Sources were read until {known}. " if known else ""
    licences = [{"name": n, "title": t, "path": p} for n, t, p in credits_.licences]
    creators = [{"title": name, "roles": ["creator"]} for name in credits_.creators]
    return {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": credits_.id,
        "id": f"sha256:{dataset.digest}",
        "title": credits_.title,
        "description": f"{credits_.title}. {until}{credits_.attribution}",
        "version": dataset.version,
        "keywords": [*credits_.keywords],
        # The standard has no empty lists of these.
        **({"licenses": licences} if licences else {}),
        **({"contributors": creators} if creators else {}),
        "sources": [
            {"title": source.cite(), **({"path": source.url} if source.url else {})}
            for source in dataset.sources.values()
        ],
        "resources": resources,
    }


def _schema(table: Table) -> dict[str, Any]:
    together = _TOGETHER.get(table.name)
    references = [
        {"fields": [column.name], "reference": _reference(column.refers)}
        for column in table.columns
        if column.refers
    ]
    if together:
        columns, other = together
        reference = {"resource": other, "fields": [*columns]}
        references.append({"fields": [*columns], "reference": reference})
    return {
        "$schema": f"{_PROFILE}tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "primaryKey": [*table.key],
        **({"foreignKeys": references} if references else {}),
        "missingValues": [""],
    }


def _reference(refers: str) -> dict[str, Any]:
    table, _, column = refers.partition(".")
    return {"resource": table, "fields": [column]}


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = [*column.values]
    return {
        "name": column.name,
        "type": "array" if column.type == "list" else column.type,
        "description": column.text,
        **({"constraints": constraints} if constraints else {}),
    }


# CSV ----------------------------------------------------------------------------------


def _csv(table: Table) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return text.getvalue().encode()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else str(value)


# Parquet ------------------------------------------------------------------------------


def _parquet() -> _Encode:
    try:
        import pyarrow as pa  # noqa: PLC0415  # pyright: ignore[reportMissingImports]  # an extra
        import pyarrow.parquet as pq  # noqa: PLC0415  # pyright: ignore[reportMissingImports]  # an extra
    except ImportError:
        raise MissingExtraError("pyarrow", "parquet") from None
    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "list": pa.list_(pa.string()),
    }

    def encode(table: Table) -> bytes:
        schema = pa.schema(
            [
                pa.field(c.name, types[c.type], nullable=not c.required)
                for c in table.columns
            ]
        )
        names = [column.name for column in table.columns]
        rows = [dict(zip(names, row, strict=True)) for row in table.rows]
        sink = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), sink)
        return sink.getvalue()

    return encode
