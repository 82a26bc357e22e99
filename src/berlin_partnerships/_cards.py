"""
A record of one of the smaller kinds as a card for the terminal.

Floor 6: imports the data set's records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ._dataset import KINDS
from ._language import in_language
from ._terminal import paragraph
from ._terms import FIELD_WORDS, said_value
from ._things import Event


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ._things import Appointment, Thing

__all__ = ["card"]

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
    def name_of(text: str) -> tuple[str, str] | None:
        if text.partition("/")[0] not in KINDS:
            return None
        return _named(thing, text, "de"), _named(thing, text, "en")

    for field in attrs.fields(type(thing)):
        value = getattr(thing, field.name)
        if field.name in (*_SHOWN_APART, "_dataset") or value in (None, ()):
            continue
        property = field.metadata.get("property")
        if property is None:  # a property has its label in the data
            words = FIELD_WORDS[field.name]
        else:
            label = thing.dataset.label_of(property)
            words = label["de"], label["en"]
        said = said_value(value, property or field.name, language, name_of)
        yield in_language(language, *words), said


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
