"""
Records as the columns of a table.

A column for each field, in the order of the fields, by the type that the field
is annotated with: nothing here knows a field by its name, but for a few values
that readers of a table want at hand and that a record works out.

Floor 2: imports the records of all kinds.
"""

from __future__ import annotations

import json

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import attrs

from ._dates import PartialDate, Period
from ._model import City, Name
from ._names import offered, similar
from ._partnerships import Partnership, StatusPeriod
from ._sources import LeftOut, Source, Statement
from ._things import KINDS as THINGS
from .exceptions import UnknownNameError, UnknownPropertyError


__all__ = ["KINDS", "Column", "Table", "table_of"]

Read = Callable[[Any], Any]

# What can be a row, by the name of its collection.
KINDS: dict[str, type[Any]] = {
    "partnerships": Partnership,
    "cities": City,
    **THINGS,
    "sources": Source,
    "statements": Statement,
}
_BY_SINGULAR = {kind.__name__.lower(): kind for kind in KINDS.values()}
_PLAIN = {str: "text", int: "integer", float: "number", bool: "boolean"}
# What stands for a part of a record in the list of its parts.
_LABELS = {Name: "text", StatusPeriod: "status", LeftOut: "reason"}


@attrs.frozen
class Column:
    """
    A column of a table.

    Attributes:
        name: Its name.

        type: ``text``, ``integer``, ``number``, ``boolean``, ``date``, ``texts``,
            or ``integers`` (the last two are lists). All may be null.

        read: The value for a row.
    """

    name: str
    type: str
    read: Read = attrs.field(eq=False, repr=False)


@attrs.frozen
class Table:
    """
    Rows, and the columns to show of them.

    Whatever reads Arrow can read it.
    """

    columns: tuple[Column, ...]
    rows: tuple[Any, ...] = attrs.field(repr=False)

    def values(self) -> dict[str, list[Any]]:
        """
        The values of each column.
        """
        return {c.name: [c.read(row) for row in self.rows] for c in self.columns}

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        from ._arrow import stream  # noqa: PLC0415  # only for who reads Arrow

        types = {c.name: c.type for c in self.columns}
        return stream(types, self.values(), requested_schema)


# A field → its columns ----------------------------------------------------------------


def _text(value: Any) -> str | None:
    """
    A value of any kind: as itself, as EDTF, or as JSON.
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, (PartialDate, Period)):
        return str(value)
    from ._convert import unstructure  # noqa: PLC0415  # brings cattrs

    return json.dumps(unstructure(value), ensure_ascii=False)


def _bound(value: Any, side: str) -> Any:
    return getattr(value, side) if isinstance(value, (PartialDate, Period)) else None


def _dated(name: str, read: Read) -> Iterator[Column]:
    yield Column(name, "text", lambda row: _text(read(row)))
    yield Column(f"{name}_earliest", "date", lambda row: _bound(read(row), "lower"))
    yield Column(f"{name}_latest", "date", lambda row: _bound(read(row), "upper"))


def _listed(name: str, hint: Any, read: Read) -> Column:
    item = get_args(hint)[0]
    if item in (str, int):
        return Column(name, f"{_PLAIN[item]}s", lambda row: _items(read(row), None))
    show: Read = attrgetter(_LABELS.get(item, "id")) if attrs.has(item) else _pair
    return Column(name, "texts", lambda row: _items(read(row), show))


def _pair(pair: tuple[object, object]) -> str:
    first, second = pair
    return f"{first}: {second}"


def _items(values: tuple[Any, ...] | None, show: Read | None) -> list[Any] | None:
    if values is None:
        return None
    return list(values) if show is None else [show(value) for value in values]


def _columns(name: str, hint: Any, read: Read) -> Iterator[Column]:
    hints = [h for h in get_args(hint) if h is not NoneType] or [hint]
    only = hints[0] if len(hints) == 1 else hint
    if get_origin(hint) is tuple or get_origin(only) is tuple:
        yield _listed(name, hint if get_origin(hint) is tuple else only, read)
    elif only in _PLAIN:
        yield Column(name, _PLAIN[only], read)
    elif only in (PartialDate, Period, Any):
        yield from _dated(name, read)
    else:
        yield Column(name, "text", lambda row: _text(read(row)))


# A kind of record → its columns -------------------------------------------------------

# What a record works out and a reader wants first.
_FRONT: dict[type[Any], dict[str, tuple[Any, Read]]] = {
    Partnership: {
        "id": (str, attrgetter("id")),
        "city_id": (str, attrgetter("city_id")),
        "city_name": (str, attrgetter("city.name")),
        "city_name_de": (str, attrgetter("city.name_de")),
        "country": (str, attrgetter("city.country")),
        "since": (PartialDate, attrgetter("since")),
        "first_act": (PartialDate, lambda row: row.since_by("first-act")),
    },
    Statement: {"id": (str, attrgetter("id"))},
}


def _columns_of(kind: Any) -> tuple[Column, ...]:
    hints = get_type_hints(kind)
    fields: dict[str, tuple[Any, Read]] = {
        a.name: (hints[a.name], attrgetter(a.name))
        for a in attrs.fields(kind)
        if a.name != "_dataset"
    }
    shown = {**_FRONT.get(kind, {}), **fields}
    return tuple(
        column
        for name, (hint, read) in shown.items()
        for column in _columns(name, hint, read)
    )


def _parts_of(kind: type[Any]) -> dict[str, type[Any]]:
    items = {
        name: get_args(hint)[0]
        for name, hint in get_type_hints(kind).items()
        if get_origin(hint) is tuple
    }
    return {name: item for name, item in items.items() if attrs.has(item)}


def _kind_of(rows: tuple[Any, ...], kind: str | None) -> type[Any]:
    if kind is not None and kind not in KINDS:
        raise UnknownNameError(kind, "kind", lambda kind: similar(str(kind), KINDS))
    found = {type(row) for row in rows} | ({KINDS[kind]} if kind else set())
    known = [each for each in found if each in KINDS.values()]
    if not found:
        msg = "there are no records, so their columns are unknown; say which kind="
        raise ValueError(msg)
    if len(found) > 1 or not known:
        said = ", ".join(sorted(each.__name__ for each in found))
        msg = f"records must be several of one kind, not {said}"
        raise TypeError(msg)
    return known[0]


def _rows_of(records: object) -> tuple[Any, ...]:
    if isinstance(records, Mapping):
        return tuple(records.values())
    if isinstance(records, Iterable) and not isinstance(records, (str, bytes)):
        return tuple(records)
    msg = f"records must be several records, not {type(records).__name__}"
    raise TypeError(msg)


def _of_part(column: Column) -> Column:
    return Column(column.name, column.type, lambda row: column.read(row[1]))


def table_of(
    records: object, kind: str | None = None, parts: str | None = None
) -> Table:
    """
    Records of one kind, or parts of theirs, as a table.

    Raises:
        TypeError: If *records* are not several records of one kind.

        ValueError: If there are none, and nothing says of which kind.

        UnknownNameError: If there is no such *kind*.

        UnknownPropertyError: If records of this kind have no such *parts*.
    """
    rows = _rows_of(records)
    one = _BY_SINGULAR.get(getattr(records, "kind", ""))
    of = _kind_of(rows, kind) if one is None else one
    if parts is None:
        return Table(_columns_of(of), rows)
    items = _parts_of(of)
    if parts not in items:
        raise UnknownPropertyError(parts, of.__name__, offered(parts, items))
    inner = map(_of_part, _columns_of(items[parts]))
    owner = Column("record", "text", lambda row: row[0].full_id)
    pairs = tuple((row, part) for row in rows for part in getattr(row, parts))
    return Table((owner, *inner), pairs)
