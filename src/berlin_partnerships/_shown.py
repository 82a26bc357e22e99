"""
Records and collections as HTML for notebooks.

No colors of their own, so that they can be read in light and dark; no network.

Floor 0: imports only the markup, the dates, and the exceptions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import attrs

from ._dates import PartialDate, Period
from ._markup import Heading, Part, Prose, Table, as_html
from .exceptions import DataError


__all__ = ["collection_as_html", "record_as_html"]

_MOST_ROWS = 50
_MOST_ITEMS = 9  # of a field with many values, such as the names of a city
# What tells the records of a collection apart, beside their id and name.
_TELLING = ("country", "since", "kind", "start", "held", "published")
# Told among the sources, or for curators.
_APART = ("id", "origins", "left_out")
# What is said of a part in brackets, such as an act of a partnership.
_OF_PARTS = ("role", "date")


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
            (each.id, _name(each), *(_said(getattr(each, name)) for name in telling))
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
    computed = ["since"] if hasattr(type(record), "since") else []
    names = [field.name for field in attrs.fields(type(record))]
    for name in dict.fromkeys([*computed, *names]):
        if name.startswith("_") or name in _APART:
            continue
        if said := _said(getattr(record, name)):
            yield name.replace("_", " "), said


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return _listed(map(_said, value))
    if attrs.has(type(value)) and not isinstance(value, (PartialDate, Period)):
        return _part(value)
    return "" if value is None else str(value)


def _part(part: Any) -> str:
    """
    A part that has a text or an id of its own, or else all that is in it.
    """
    if hasattr(part, "text"):
        return str(part.text)
    if hasattr(part, "id"):
        said = [_said(getattr(part, name, None)) for name in _OF_PARTS]
        more = ", ".join(filter(None, said))
        return f"{part.id} ({more})" if more else str(part.id)
    inner = (_said(getattr(part, field.name)) for field in attrs.fields(type(part)))
    return ", ".join(filter(None, inner))


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
