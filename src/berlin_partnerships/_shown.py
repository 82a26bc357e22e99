"""
Records and collections as HTML for notebooks.

No colors of their own, so that they can be read in light and dark; no network.

Floor 1: imports the markup, the prose of dates, and the exceptions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import attrs

from ._dates import PartialDate, Period
from ._markup import Heading, Part, Prose, Table, as_html
from ._names import NOWHERE
from ._text import listed, said_date, said_period
from .exceptions import DataError, UnknownNameError


__all__ = ["collection_as_html", "record_as_html"]

_MOST_ROWS = 50
_MOST_ITEMS = 9  # of a field with many values, such as the names of a city
# What tells the records of a collection apart, beside their id and name.
_TELLING = ("country", "since", "kind", "start", "held", "published")
# Told among the sources, by the party, or for curators.
_APART = ("id", "origins", "level", "left_out")
# Fields with the bare id of a city.
_CITIES = ("city_id", "counterpart_id", "parent")
# What people call fields that have no property.
_LABELS = {
    "name_de": "German name",
    "party": "whose partner",
    "periods": "status",
    "parent_id": "wider topic",
    "grants": "grants a year",
    "lag_days": "days behind",
}


def record_as_html(record: Any) -> str:
    """
    A record: what it is called, its fields that are known, and who speaks of it.
    """
    rows = [("id", record.full_id), *_fields(record)]
    sources, links = _sources(record)
    if sources:
        rows.append(("sources", _listed(f"[{id}]" for id in sources)))
    parts: list[Part] = [Heading(_name(record)), Table(("field", "value"), tuple(rows))]
    return as_html(parts, links)


def collection_as_html(kind: str, records: Mapping[str, Any]) -> str:
    """
    A collection: a row for each of the first records, and how many others there are.
    """
    found = list(islice(records.values(), _MOST_ROWS))
    word = "record" if len(records) == 1 else "records"
    parts: list[Part] = [Heading(f"{len(records)} {kind} {word}")]
    if found:
        telling = [name for name in _TELLING if hasattr(found[0], name)]
        rows = [
            (
                each.id,
                _name(each),
                *(_said(getattr(each, name), _home(each)) for name in telling),
            )
            for each in found
        ]
        parts.append(Table(("id", "name", *telling), tuple(rows)))
    if others := len(records) - len(found):
        parts.append(Prose(f"… and {others} more"))
    return as_html(parts, {})


def _name(record: Any) -> str:
    """
    What people call it; a partnership is called by its city.
    """
    try:
        named = getattr(record, "city", record)
    except DataError:  # of data that are not loaded
        named = record
    if hasattr(named, "label"):
        return str(named.label("en"))
    return str(getattr(named, "title", "") or named.id)


def _fields(record: Any) -> Iterator[tuple[str, str]]:
    dataset = _home(record)
    computed = ["since"] if hasattr(type(record), "since") else []
    fields = {field.name: field for field in attrs.fields(type(record))}
    for name in dict.fromkeys([*computed, *fields]):
        if name.startswith("_") or name in _APART:
            continue
        value = getattr(record, name)
        if name in _CITIES and value:
            value = f"cities/{value}"
        elif name == "party":
            value = _party(value, dataset)
        if said := _said(value, dataset):
            yield _label(name, fields.get(name), dataset), said


def _home(record: Any) -> Any:
    """
    The data set that knows what things are called, if it is at hand.
    """
    try:
        return getattr(record, "dataset", None)
    except DataError:
        return None


def _label(name: str, field: attrs.Attribute[Any] | None, dataset: Any) -> str:
    """
    What people call a field: as its property, or in a word of ours.
    """
    property = field.metadata.get("property") if field else None
    if property and dataset is not None:
        return str(dataset.label_of(property)["en"])
    plain = name.removesuffix("_ids").removesuffix("_id").replace("_", " ")
    return _LABELS.get(name, plain)


def _party(id: str, dataset: Any) -> str:
    return id if dataset is None else str(dataset.parties[id].name["en"])


def _said(value: Any, dataset: Any) -> str:
    if value is None or value == NOWHERE:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return _listed(_item(item, dataset) for item in value)
    if isinstance(value, str):
        return _called(value, dataset)
    return _part(value, dataset) if attrs.has(type(value)) else str(value)


def _item(item: Any, dataset: Any) -> str:
    """
    One of several values; a pair is one, such as a year and a number.
    """
    pair = item if isinstance(item, tuple) else (item,)
    return ": ".join(_said(each, dataset) for each in pair)


def _called(text: str, dataset: Any) -> str:
    """
    The name of the record that *text* is the full id of; any other text as it is.
    """
    if dataset is None or "/" not in text:
        return text
    try:
        return _name(dataset.record(text))
    except UnknownNameError:
        return text


def _part(part: Any, dataset: Any) -> str:
    """
    A date, or a part of a record, as one says it.
    """
    if isinstance(part, PartialDate):
        return said_date(part)
    if isinstance(part, Period):
        return said_period(part)
    if hasattr(part, "text"):
        return str(part.text)
    if hasattr(part, "status"):
        return f"{part.status}, from: {said_date(part.start)}"
    if hasattr(part, "role"):
        when = f", {said_date(part.date)}" if part.date else ""
        return f"{part.role}{when} ({part.id})"
    return _station(part, dataset)


def _station(part: Any, dataset: Any) -> str:
    """
    An appointment by its name, a stop by its cities; else the id.
    """
    name = part.label("en") if hasattr(part, "label") else ""
    cities = [_called(id, dataset) for id in getattr(part, "city_ids", ())]
    return name or listed(cities) or str(part.id)


def _listed(items: Iterable[str]) -> str:
    said = list(dict.fromkeys(items))
    others = len(said) - _MOST_ITEMS
    more = [f"… and {others} more"] if others > 0 else []
    return "; ".join([*said[:_MOST_ITEMS], *more])


def _sources(record: Any) -> tuple[list[str], dict[str, str]]:
    """
    Who speaks of it, and the addresses; nothing where what they say is not at hand.
    """
    try:
        found = {statement.source for statement in record.statements()}
        known = record.dataset.sources
    except DataError:
        return [], {}
    found |= {source for _, source in getattr(record, "origins", ())}
    return sorted(found), {id: known[id].url for id in found if known[id].url}
