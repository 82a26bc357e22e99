"""
The smaller kinds of record, put together from their statements, and read back.

Which property a field has is said by the field (see `_things`).

Floor 4: imports the curated rows and the resolving of values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from ._curated import Curated, PartRow, ThingRow
from ._dates import PartialDate, Period
from ._model import name_from
from ._things import KINDS, Appointment, Event, Stop, Thing, Topic
from ._values import every, planned, resolve


if TYPE_CHECKING:
    from ._dataset import Dataset
    from ._sources import Statement

__all__ = ["gathered", "row_from", "thing_from"]


# Curated → record ------------------------------------------------------------------


def gathered(curated: Curated, kind: str, id: str) -> Thing:
    """
    The record of a kind, with what its statements add up to.
    """
    row, cls, about = curated.things[kind][id], KINDS[kind], f"{kind}/{id}"
    fields = _fields(curated, cls, about)
    if cls is Event:
        fields["kind"] = row.kind or None
        fields["stops"] = tuple(_stop(curated, about, part) for part in row.stops)
        fields["appointments"] = tuple(
            _appointment(curated, about, part) for part in row.appointments
        )
    if cls is Topic:
        fields["parent_id"] = f"topics/{row.parent}" if row.parent else None
        fields["basis"] = row.basis
    if kind == "programs":
        fields["grants"] = _grants(curated, about)
    return cls(
        id=id,
        name=row.name["en"],
        name_de=row.name["de"],
        names=row.names,
        note=row.note,
        **fields,
    )


def _fields(curated: Curated, cls: type[Any], about: str) -> dict[str, Any]:
    """
    The fields of *cls* that say which property they have.
    """
    found: dict[str, Any] = {}
    for field in attrs.fields(cls):
        property = field.metadata.get("property")
        if property is None:
            continue
        if field.metadata.get("many"):
            found[field.name] = every(curated, about, property)
        elif property == "took-place":
            # Only a report says that something took place.
            found[field.name] = resolve(curated, about, property).value
        else:
            found[field.name] = planned(curated, about, property)
    return found


def _stop(curated: Curated, about: str, part: PartRow) -> Stop:
    """
    A stop; one that is called by a city's id is in that city.
    """
    full = f"{about}#{part.id}"
    fields = _fields(curated, Stop, full)
    if not fields["city_ids"] and part.id in curated.cities:
        fields["city_ids"] = (f"cities/{part.id}",)
    return Stop(id=part.id, note=part.note, **fields, **_told(curated, full))


def _appointment(curated: Curated, about: str, part: PartRow) -> Appointment:
    full = f"{about}#{part.id}"
    return Appointment(
        id=part.id,
        stop=part.stop or None,
        name=part.name.get("en", ""),
        name_de=part.name.get("de", ""),
        note=part.note,
        **_fields(curated, Appointment, full),
        **_told(curated, full),
    )


def _told(curated: Curated, full: str) -> dict[str, Any]:
    """
    Who announces a part of a visit, and who reports it.
    """
    subject = full.partition("#")[0]
    said = [
        s
        for s in curated.by_subject.get(subject, ())
        # That it did not take place is no report of it.
        if s.about == full and s.value is not False
    ]
    return {
        "announced": _sources(s for s in said if s.mode == "announced"),
        "reported": _sources(s for s in said if s.mode in ("reported", "stated")),
    }


def _sources(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(sorted({s.source for s in statements}))


def _grants(curated: Curated, about: str) -> tuple[tuple[Period, int], ...]:
    """
    The numbers that sources state for a period; bounds are no numbers.
    """
    found = {
        (s.holds, s.value)
        for s in curated.by_subject.get(about, ())
        if s.property == "grants"
        and s.holds is not None
        and isinstance(s.value, int)
        and s.mode not in ("denied", "opinion")
        and s.certainty != "low"
    }
    return tuple(sorted(found, key=lambda pair: (str(pair[0]), pair[1])))


# Compiled → record -----------------------------------------------------------------

_DATES = {"founded", "named", "dedicated", "erected"}
_PERIODS = {"held", "period"}


def _revived(row: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for key, value in row.items():
        if key in _DATES:
            fields[key] = PartialDate.parse(value)
        elif key in _PERIODS:
            fields[key] = Period.parse(value)
        elif key == "names":
            fields[key] = tuple(map(name_from, value))
        elif key == "grants":
            fields[key] = tuple((Period.parse(when), number) for when, number in value)
        elif isinstance(value, list):
            fields[key] = tuple(value)
        else:
            fields[key] = value
    return fields


def thing_from(kind: str, id: str, row: Mapping[str, Any], dataset: Dataset) -> Thing:
    """
    A record of one of the smaller kinds from a compiled row.
    """
    fields = _revived(row)
    if kind == "events":
        fields["stops"] = tuple(Stop(**_revived(r)) for r in row.get("stops", ()))
        fields["appointments"] = tuple(
            Appointment(**_revived(r)) for r in row.get("appointments", ())
        )
    return KINDS[kind](id=id, **fields, dataset=dataset)


def row_from(row: Mapping[str, Any]) -> ThingRow:
    """
    The identity of a record of one of the smaller kinds, without anything resolved.
    """
    return ThingRow(
        name={"de": row["name_de"], "en": row["name"]},
        names=tuple(map(name_from, row.get("names", ()))),
        note=row.get("note", ""),
        parent=(row.get("parent_id") or "").partition("/")[2],
        basis=row.get("basis", "source"),
        kind=row.get("kind", ""),
        stops=tuple(
            PartRow(id=r["id"], note=r.get("note", "")) for r in row.get("stops", ())
        ),
        appointments=tuple(
            PartRow(
                id=r["id"],
                stop=r.get("stop", ""),
                name={"de": r.get("name_de", ""), "en": r.get("name", "")},
                note=r.get("note", ""),
            )
            for r in row.get("appointments", ())
        ),
    )
