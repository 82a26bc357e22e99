"""
A record of one of the smaller kinds as a card for the terminal.

Floor 6: imports the data set's records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ._dataset import KINDS
from ._dates import PartialDate, Period
from ._model import in_language
from ._terminal import paragraph
from ._text import said_date, said_period
from ._things import Event


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ._things import Appointment, Thing

__all__ = ["card"]

# Fields that have no property, and what people call them.
_WORDS = {
    "parent_id": ("Oberthema", "wider topic"),
    "grants": ("Stipendien je Jahr", "grants a year"),
    "basis": ("Herkunft", "basis"),
}
_SHOWN_APART = (
    "id",
    "name",
    "name_de",
    "names",
    "note",
    "kind",
    "stops",
    "appointments",
)


def card(thing: Thing, language: str) -> str:
    """
    Name, fields with their labels, agenda of a visit, and further names.
    """
    lines = [f"{thing.label(language)} — {thing.full_id}"]
    if rows := [f"{label}: {value}" for label, value in _rows(thing, language)]:
        lines += ["", *rows]
    if isinstance(thing, Event):
        lines += _agenda(thing, language)
    names = dict.fromkeys(name.text for name in thing.names)
    names.pop(thing.label(language), None)
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
        if field.name == "grants":
            said = ", ".join(f"{when}: {number}" for when, number in value)
        else:
            said = _said(thing, value, language)
        yield in_language(language, *words), said


def _said(thing: Thing, value: Any, language: str) -> str:
    if isinstance(value, tuple):
        return ", ".join(_said(thing, item, language) for item in value)
    if isinstance(value, bool):
        return in_language(
            language, "ja" if value else "nein", "yes" if value else "no"
        )
    if isinstance(value, PartialDate):
        return said_date(value, language)
    if isinstance(value, Period):
        return said_period(value, language)
    if isinstance(value, str) and value.partition("/")[0] in KINDS:
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
    """
    The appointments of a visit under their stops, and those without one.
    """
    for stop in event.stops:
        cities = [_named(event, id, language) for id in stop.city_ids]
        yield from ("", f"{', '.join(cities) or stop.id}:")
        yield from _appointments(event.at(stop.id), language)
    if elsewhere := event.at(None):
        yield from ("", in_language(language, "ohne Ort:", "at no stop named:"))
        yield from _appointments(elsewhere, language)


def _appointments(appointments: Iterable[Appointment], language: str) -> Iterator[str]:
    for appointment in appointments:
        marks = [
            in_language(language, de, en)
            for told, de, en in (
                (appointment.announced, "angekündigt", "announced"),
                (appointment.reported, "berichtet", "reported"),
            )
            if told
        ]
        mark = f" ({', '.join(marks)})" if marks else ""
        yield f"- {appointment.label(language)}{mark}"
