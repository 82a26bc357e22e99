"""
Tables: rows of plain values under columns that have a type.

Each class gives its columns itself: a text, a number, a truth value is one; a
partial date is three (as written, its earliest and its latest day); several
texts are a list. What points to several other records, and parts that are things
of their own, make no column: they are tables of their own.

Floor 4: imports the records.
"""

from __future__ import annotations

import types

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, get_args

import attrs

from ._dates import PartialDate, Period
from ._fields import LIMITED, described, public
from ._model import City
from ._partnerships import Act, Partnership
from ._sources import Source, Statement


__all__ = [
    "Column",
    "Part",
    "Read",
    "Table",
    "Value",
    "columns_of",
    "dated",
    "head",
    "inner",
    "parts",
    "points",
    "table",
]

Value = str | int | float | bool | date | tuple[str, ...] | None


@attrs.frozen
class Column:
    """
    A column of a table.

    Attributes:
        name: The attribute of the record that it holds, or a part of one.

        type: ``string``, ``integer``, ``number``, ``boolean``, ``date``, or
            ``list`` (of texts).

        text: What it says.

        required: Whether every row has a value.

        values: All values it can have, if they are limited.

        refers: The table and column it points to, such as ``"cities.id"``.
    """

    name: str
    type: str = "string"
    text: str = ""
    required: bool = attrs.field(default=False, kw_only=True)
    values: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    refers: str = attrs.field(default="", kw_only=True)


@attrs.frozen(kw_only=True)
class Table:
    """
    A table: rows in a fixed order, each with a value for each column or None.

    Attributes:
        name: Its name; that of the collection, where there is one.

        text: What a row is.

        key: The columns that together tell its rows apart.

        columns: What the values of a row are, in order.

        rows: The rows.
    """

    name: str
    text: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...] = attrs.field(repr=False)


# A column, and how to read its value from a thing.
Read = tuple[Column, Callable[[Any], Value]]


# Columns of a class -------------------------------------------------------------------

_REFERS = {
    (Partnership, "city_id"): "cities.id",
    (Partnership, "party"): "parties.id",
    (Partnership, "counterpart_id"): "cities.id",
    (Act, "party"): "parties.id",
    (City, "parent"): "cities.id",
    (Statement, "property"): "properties.id",
}
# Held as an attribute only by a source that somebody makes in code.
_ELSEWHERE = {(Source, "count"), (Source, "names"), (Source, "closed")}
# These references have their kind in them, and point to records of any kind.
_FULL_IDS = ("part_of", "within", "parent_id")


def columns_of(cls: type[Any], *without: str) -> list[Read]:
    """
    The columns that the fields of a class make.
    """
    texts = described(cls)
    found: list[Read] = []
    for field in public(cls):
        if field.name in without or (cls, field.name) in _ELSEWHERE:
            continue
        refers = _REFERS.get((cls, field.name), "")
        column = Column(
            field.name,
            text=texts.get(field.name, ""),
            required=field.default is attrs.NOTHING,
            values=LIMITED.get((cls, field.name), ()),
            refers="records.full_id" if field.name in _FULL_IDS else refers,
        )
        found += _by_type(column, field.type)
    return found


def _by_type(column: Column, kind: Any) -> list[Read]:
    name, present = column.name, _present(kind)
    if present in (PartialDate, Period):
        return dated(name, column.text, lambda thing: getattr(thing, name))
    if present == tuple[int, int]:
        return [
            (
                Column(f"{name}_{word}", "integer", f"{column.text} The {word} of it."),
                _element(name, position),
            )
            for position, word in enumerate(("start", "end"))
        ]
    if present == tuple[str, ...]:
        if points(name):
            return []
        return [(attrs.evolve(column, type="list"), lambda t: getattr(t, name) or None)]
    if present in _TYPES:
        read: Callable[[Any], Value] = lambda t: _filled(getattr(t, name))  # noqa: E731
        return [(attrs.evolve(column, type=_TYPES[present]), read)]
    return []  # parts of its own, or a mixture: a table or columns say it


def _element(name: str, position: int) -> Callable[[Any], Value]:
    def element(thing: Any) -> Value:
        pair: tuple[int, int] | None = getattr(thing, name)
        return pair[position] if pair else None

    return element


_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}
# Fields that point to several records and are not called `…_ids`.
_POINTING = ("symbol_of", "sends", "takes_part", "by")


def points(name: str) -> bool:
    return name.endswith("_ids") or name in _POINTING


def _present(kind: Any) -> Any:
    """
    *kind* without None.
    """
    if isinstance(kind, types.UnionType):
        kinds = [each for each in get_args(kind) if each is not type(None)]
        return kinds[0] if len(kinds) == 1 else kind
    return kind


def _filled(value: Any) -> Value:
    """
    *value*; None for an empty text.
    """
    return None if value == "" else value


def dated(
    name: str, text: str, read: Callable[[Any], PartialDate | Period | None]
) -> list[Read]:
    """
    A date as written, and the days between which it lies.
    """

    def bound(side: str) -> Callable[[Any], Value]:
        return lambda thing: getattr(read(thing), side, None)

    def written(thing: Any) -> Value:
        when = read(thing)
        return None if when is None else str(when)

    return [
        (Column(name, "string", f"{text} As precise as the sources; EDTF."), written),
        (Column(f"{name}_earliest", "date", f"First day of {name}."), bound("lower")),
        (Column(f"{name}_latest", "date", f"Last day of {name}."), bound("upper")),
    ]


# Parts: a thing with its owner --------------------------------------------------------


@attrs.frozen
class Part:
    owner: str
    position: int
    thing: Any


def parts(records: Iterable[Any], *fields: str, full: bool = False) -> Iterator[Part]:
    for record in records:
        things = [thing for field in fields for thing in getattr(record, field)]
        for position, thing in enumerate(things, 1):
            yield Part(record.full_id if full else record.id, position, thing)


def head(name: str, refers: str, what: str, *, numbered: bool) -> list[Read]:
    """
    The columns that say whose part it is, and which.
    """
    owner = Column(name, text=f"Whose {what} it is.", required=True, refers=refers)
    position = Column("position", "integer", "Counted from 1, in order.", required=True)
    head: list[Read] = [(owner, lambda part: part.owner)]
    return [*head, (position, lambda part: part.position)] if numbered else head


def inner(columns: Iterable[Read]) -> list[Read]:
    """
    The columns of a thing, read from a part.
    """

    def inner(read: Callable[[Any], Value]) -> Callable[[Any], Value]:
        return lambda part: read(part.thing)

    return [(column, inner(read)) for column, read in columns]


# A table ------------------------------------------------------------------------------


def table(
    name: str, text: str, key: str, columns: Iterable[Read], things: Iterable[Any]
) -> Table:
    reads = [*columns]
    keys = tuple(key.split())
    return Table(
        name=name,
        text=text,
        key=keys,
        columns=tuple(
            attrs.evolve(column, required=True) if column.name in keys else column
            for column, _ in reads
        ),
        rows=tuple(tuple(read(thing) for _, read in reads) for thing in things),
    )
