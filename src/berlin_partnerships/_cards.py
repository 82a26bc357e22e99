"""
A record of one of the smaller kinds as a card for the terminal.

Floor 6: imports the data set's records.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from ._dates import PartialDate, Period
from ._model import in_language
from ._terminal import paragraph
from ._text import said_date
from ._things import Event, Thing


__all__ = ["card"]

# Fields that have no property, and what people call them.
_WORDS = {
    "parent_id": ("Oberthema", "wider topic"),
    "grants": ("Stipendien je Jahr", "grants a year"),
    "basis": ("Herkunft", "basis"),
}
_SHOWN_APART = ("id", "name", "name_de", "names", "note", "stops", "appointments")


def card(thing: Thing, language: str) -> str:
    """
    Name, fields with their labels, agenda of a visit, and further names.
    """
    lines = [f"{thing.label(language)} — {thing.full_id}", ""]
    lines += [f"{label}: {value}" for label, value in _rows(thing, language)]
    if isinstance(thing, Event):
        lines += _agenda(thing, language)
    names = dict.fromkeys(name.text for name in thing.names)
    if names:
        also = in_language(language, "Auch", "Also")
        lines += ["", f"{also}: {', '.join(names)}"]
    if thing.note:
        lines += ["", thing.note]
    return "\n".join(paragraph(line) if line else "" for line in lines)


def _rows(thing: Thing, language: str) -> Iterator[tuple[str, str]]:
    for field in attrs.fields(type(thing)):
        value = getattr(thing, field.name)
        if field.name in (*_SHOWN_APART, "_dataset") or value in (None, ()):
            continue
        property = field.metadata.get("property")
        words = _WORDS.get(field.name)
        if words is None:
            label = thing.dataset.label_of(property)
            words = label["de"], label["en"]
        yield in_language(language, *words), _said(thing, value, language)


def _said(thing: Thing, value: Any, language: str) -> str:
    if isinstance(value, tuple):
        return ", ".join(_said(thing, item, language) for item in value)
    if isinstance(value, bool):
        return in_language(language, "ja" if value else "nein", "yes" if value else "no")
    if isinstance(value, PartialDate):
        return said_date(value, language)
    if isinstance(value, Period):
        return str(value)
    if isinstance(value, str) and "/" in value:
        return _named(thing, value, language)
    return str(value)


def _named(thing: Thing, full_id: str, language: str) -> str:
    """
    What a record is called; for a partnership, its city.
    """
    record: Any = thing.dataset.record(full_id)
    named: Any = record.city if record.collection == "partnerships" else record
    label: str = named.label(language)
    return label


def _agenda(event: Event, language: str) -> Iterator[str]:
    stops = [stop.id for stop in event.stops]
    for stop in (*stops, None) if event.appointments else stops:
        if stop is None:
            head = in_language(language, "ohne Ort", "at no stop named")
        else:
            head = _named(event, f"cities/{stop}", language)
        appointments = event.at(stop)
        if appointments or stop:
            yield ""
            yield f"{head}:"
        for a in appointments:
            marks = [
                in_language(language, de, en)
                for told, de, en in (
                    (a.announced, "angekündigt", "announced"),
                    (a.reported, "berichtet", "reported"),
                )
                if told
            ]
            yield f"- {a.label(language)} ({', '.join(marks)})"

