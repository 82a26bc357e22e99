"""
All that a data set holds as tables, with what a table may say of another.

Floor 4: imports the records and the flat form of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import attrs

from ._curated import Party
from ._dates import PartialDate, Period, limited
from ._fields import public
from ._flat import (
    Column,
    Read,
    Table,
    Value,
    columns_of,
    dated,
    head,
    inner,
    parts,
    points,
    table,
)
from ._model import City, Name
from ._partnerships import STATUSES, Act, Partnership, StatusPeriod
from ._resolution import OUTCOMES, Resolution
from ._sources import RANKS, LeftOut, Property, Source, Statement
from ._things import (
    Appointment,
    Cooperation,
    Event,
    Organization,
    Person,
    Place,
    Program,
    Stop,
    Topic,
)


if TYPE_CHECKING:
    from ._dataset import Dataset
    from ._model import Record

__all__ = ["decided", "tables"]


# Tables -------------------------------------------------------------------------------


def tables(dataset: Dataset) -> Iterator[Table]:
    """
    All that a data set holds, as tables; the same data give the same tables.

    Every value of a column that refers to a table is found there. (Data made of
    a few sources alone may name others; then those columns refer to nothing.)
    """
    found = [*_identities(dataset), *_things(dataset), *_said(dataset)]
    known = {
        f"{table.name}.{column.name}": {row[n] for row in table.rows}
        for table in found
        for n, column in enumerate(table.columns)
        if (column.name,) == table.key
    }
    return (_sound(table, known) for table in found)


def _sound(table: Table, known: dict[str, set[Value]]) -> Table:
    """
    *table* without references that lead nowhere.
    """
    columns = tuple(
        column
        if not column.refers
        or {row[n] for row in table.rows} <= {None, *known[column.refers]}
        else attrs.evolve(column, refers="")
        for n, column in enumerate(table.columns)
    )
    return attrs.evolve(table, columns=columns)


def _records(dataset: Dataset) -> list[Record]:
    kinds = (
        dataset.partnerships,
        dataset.cities,
        dataset.organizations,
        dataset.people,
        dataset.places,
        dataset.events,
        dataset.programs,
        dataset.cooperations,
        dataset.topics,
        dataset.sources,
    )
    return [record for kind in kinds for record in kind.values()]


def _named(record: Any, language: str) -> str:
    """
    What a record is called: a partnership like its city, a source by its title.
    """
    if isinstance(record, Partnership):
        return record.city.label(language)
    return record.title if isinstance(record, Source) else record.label(language)


def _identities(dataset: Dataset) -> Iterator[Table]:
    yield table(
        "records",
        "Every record of every kind, so that all can be found in one place.",
        "full_id",
        [
            (Column("full_id", text="The id with its kind."), lambda r: r.full_id),
            (Column("kind", text="The table it is in."), lambda r: r.collection),
            (Column("id", text="The id in that table."), lambda r: r.id),
            (Column("name", text="The name in English."), lambda r: _named(r, "en")),
            (Column("name_de", text="The name in German."), lambda r: _named(r, "de")),
        ],
        _records(dataset),
    )
    yield table(
        "links",
        "What points from a record, or a part of it, to another.",
        "about field position",
        _LINKS,
        _links(_records(dataset)),
    )
    cities = dataset.cities.values()
    yield table(
        "cities", "A city, or a region in its place.", "id", columns_of(City), cities
    )
    origins: list[Read] = [
        *head("city_id", "cities.id", "field", numbered=False),
        (Column("field", text="The field or fields."), lambda part: part.thing[0]),
        (
            Column(
                "source",
                text="The source of its value.",
                required=True,
                refers="sources.id",
            ),
            lambda part: part.thing[1],
        ),
    ]
    yield table(
        "origins",
        "Where a code of a city was checked.",
        "city_id field",
        origins,
        parts(cities, "origins"),
    )
    named = [r for r in _records(dataset) if not isinstance(r, (Partnership, Source))]
    yield table(
        "names",
        "A name of a record, and where it was seen.",
        "subject position",
        [
            *head("subject", "records.full_id", "name", numbered=True),
            *inner(_sourced(columns_of(Name))),
        ],
        parts(named, "names", full=True),
    )
    yield from _agreed(dataset)


def _sourced(columns: Iterable[Read]) -> list[Read]:
    """
    *columns*, with what is called source referring to the sources.
    """
    return [
        (attrs.evolve(c, refers="sources.id") if c.name == "source" else c, read)
        for c, read in columns
    ]


def _agreed(dataset: Dataset) -> Iterator[Table]:
    until = dataset.known_until
    when = f"on {until}, the last day that the sources speak about"
    status = Column(
        "status",
        text=f"The status {when if limited(until) else 'at last'}.",
        values=(*STATUSES, "unclear"),
    )
    partnerships = dataset.partnerships.values()
    yield table(
        "partnerships",
        "An agreed relation of Berlin, or of one of its boroughs, with a city.",
        "id",
        [
            *columns_of(Partnership),
            *dated("since", "The date of the founding act.", lambda p: p.since),
            *dated(
                "since_first_act",
                "The date of the opening act if there is one.",
                lambda p: p.since_by("first-act"),
            ),
            (status, lambda p: p.status(until)),
        ],
        partnerships,
    )
    yield table(
        "acts",
        "A deed in a partnership's life, or in that of its predecessor.",
        "id",
        [
            *head("partnership_id", "partnerships.id", "act", numbered=False),
            *inner(columns_of(Act)),
        ],
        parts(partnerships, "predecessors", "acts"),
    )
    yield table(
        "status_periods",
        "A time in which a partnership has one status; the end is the first day after.",
        "partnership_id position",
        [
            *head("partnership_id", "partnerships.id", "status", numbered=True),
            *inner(columns_of(StatusPeriod)),
        ],
        parts(partnerships, "periods"),
    )
    yield table(
        "parties",
        "Who agreed on Berlin's side.",
        "id",
        [*columns_of(Party), *_labels("name", "name_de", lambda party: party.name)],
        dataset.parties.values(),
    )


def _labels(en: str, de: str, read: Callable[[Any], dict[str, str]]) -> list[Read]:
    return [
        (
            Column(en, text="In English.", required=True),
            lambda thing: read(thing)["en"],
        ),
        (Column(de, text="In German.", required=True), lambda thing: read(thing)["de"]),
    ]


# The smaller kinds ----------------------------------------------------------------------


def _things(dataset: Dataset) -> Iterator[Table]:
    kinds: tuple[tuple[type[Any], str], ...] = (
        (Organization, "A body that works in a partnership."),
        (Person, "Somebody in public office, or known by public work."),
        (Place, "A square, a park, a house."),
        (Event, "Something that took place, or was to."),
        (Program, "Something that is done again and again."),
        (Cooperation, "Who in Berlin works with which city, on what."),
        (Topic, "What it is about."),
    )
    for cls, text in kinds:
        records = getattr(dataset, cls.collection).values()
        columns = [
            (attrs.evolve(c, values=_enum(dataset, cls, c.name) or c.values), read)
            for c, read in columns_of(cls)
        ]
        if cls is Event:
            columns += _OF_EVENTS
        yield table(cls.collection, text, "id", columns, records)
    yield from _of_things(dataset)


def _as_said(name: str, text: str) -> Read:
    """
    A number that may also be a bound, and so is a text.
    """

    def read(event: Event) -> str | None:
        value = getattr(event, name)
        return None if value is None else str(value)

    return Column(name, text=text), read


_OF_EVENTS = (
    _as_said("anniversary", "The number of years that it kept, as said."),
    _as_said("attendance", "How many came, as said: a number, or a bound such as >50."),
)


def _enum(dataset: Dataset, cls: type[Any], name: str) -> tuple[str, ...]:
    """
    The values of the property that a field is resolved from.
    """
    field = getattr(attrs.fields(cls), name, None)
    property = field.metadata.get("property") if field else None
    return dataset.properties[property].values if property else ()


def _of_things(dataset: Dataset) -> Iterator[Table]:
    events = dataset.events.values()
    for name, cls, text in (
        ("stops", Stop, "One station of a visit."),
        ("appointments", Appointment, "Something on a visit's agenda."),
    ):
        columns = [
            *head("event_id", "events.id", "part", numbered=True),
            *inner(columns_of(cls)),
        ]
        yield table(name, text, "event_id id", columns, parts(events, name))
    yield table(
        "grants",
        "How many grants a program gave in a period.",
        "program_id position",
        [
            *head("program_id", "programs.id", "grants", numbered=True),
            *dated("period", "When.", lambda part: part.thing[0]),
            (
                Column("number", "integer", "Grants a year.", required=True),
                lambda part: part.thing[1],
            ),
        ],
        parts(dataset.programs.values(), "grants"),
    )


# Links: about, field, position, target.
_LINKS: list[Read] = [
    (
        Column("about", text="What it points from; a part has its id after #."),
        lambda row: row[0],
    ),
    (
        Column(
            "subject",
            text="The record it points from.",
            required=True,
            refers="records.full_id",
        ),
        lambda row: row[0].partition("#")[0],
    ),
    (Column("field", text="As what it points."), lambda row: row[1]),
    (Column("position", "integer", "Counted from 1, in order."), lambda row: row[2]),
    (
        Column(
            "target",
            text="The record it points to.",
            required=True,
            refers="records.full_id",
        ),
        lambda row: row[3],
    ),
]


def _links(records: Iterable[Record]) -> Iterator[tuple[str, str, int, str]]:
    for record in records:
        yield from _pointing(record.full_id, record)
        if isinstance(record, Event):
            parts_of: tuple[Stop | Appointment, ...] = (
                *record.stops,
                *record.appointments,
            )
            for part in parts_of:
                yield from _pointing(f"{record.full_id}#{part.id}", part)


def _pointing(about: str, thing: Any) -> Iterator[tuple[str, str, int, str]]:
    for field in public(type(thing)):
        if points(field.name):
            for position, target in enumerate(getattr(thing, field.name), 1):
                yield about, field.name, position, target


# Sources, and what follows from what they say -------------------------------------------


def _said(dataset: Dataset) -> Iterator[Table]:
    sources = dataset.sources.values()
    yield table("sources", "Something citable.", "id", columns_of(Source), sources)
    yield table(
        "left_out",
        "What of a source was read and is not held.",
        "source position",
        [
            *head("source", "sources.id", "part", numbered=True),
            *inner(columns_of(LeftOut)),
        ],
        parts(sources, "left_out"),
    )
    yield table(
        "properties",
        "What a statement can be about.",
        "id",
        [
            *columns_of(Property),
            *_labels("label", "label_de", lambda property: property.label),
        ],
        dataset.properties.values(),
    )
    statements = dataset.statements()
    yield table(
        "statements",
        "What one source says about one property of one subject.",
        "id",
        _statement_columns(dataset),
        statements,
    )
    resolutions = [*decided(dataset)]
    yield table(
        "resolutions",
        "What all statements about one property of one subject add up to.",
        "about property",
        _RESOLUTIONS,
        resolutions,
    )
    yield table(
        "weighed",
        "What became of a statement where the value of a property was decided.",
        "about property statement",
        _WEIGHED,
        [row for resolution in resolutions for row in _weighed(resolution)],
    )


def decided(dataset: Dataset) -> Iterator[Resolution]:
    """
    What follows for each property that is stated of a subject.

    The start of a partnership is one also where all speak of its acts.
    """
    stated = {(s.about, s.property) for s in dataset.statements()}
    starts = {(p.full_id, "since") for p in dataset.partnerships.values()}
    for about, property in sorted(stated | starts):
        yield dataset.resolve(about, property)


def _statement_columns(dataset: Dataset) -> list[Read]:
    def rank(statement: Statement) -> str:
        judgement = dataset.judgement(statement)
        return judgement.rank if judgement else "normal"

    def reason(statement: Statement) -> str | None:
        judgement = dataset.judgement(statement)
        return judgement.reason if judgement else None

    subject = Column(
        "subject", text="The record.", required=True, refers="records.full_id"
    )
    return [
        (Column("id", text="Made of what is stated, by whom, and where."), _id),
        (subject, lambda s: s.subject),
        *_sourced(columns_of(Statement)),
        *_values("What the source says, as precisely as it says it.", "EDTF."),
        (
            Column("rank", text="A curator's judgement.", values=RANKS, required=True),
            rank,
        ),
        (Column("reason", text="Why a curator judged so."), reason),
    ]


def _id(statement: Statement) -> str:
    return statement.id


def _values(text: str, form: str) -> list[Read]:
    """
    A value of any type: as text or list, and what of it is a day or a number.
    """

    def written(thing: Any) -> Value:
        value = thing.value
        if value is None or isinstance(value, tuple):
            return None
        return str(value).lower() if isinstance(value, bool) else str(value)

    def listed(thing: Any) -> Value:
        return tuple(map(str, thing.value)) if isinstance(thing.value, tuple) else None

    def number(thing: Any) -> Value:
        plain = type(thing.value) is int
        return thing.value if plain else None

    def day(side: str) -> Callable[[Any], Value]:
        return lambda thing: (
            getattr(thing.value, side)
            if isinstance(thing.value, (PartialDate, Period))
            else None
        )

    return [
        (
            Column("value", text=f"{text} One value, as a text; dates in {form}"),
            written,
        ),
        (Column("value_list", "list", "Several values, such as a list."), listed),
        (Column("value_number", "integer", "The value, if a number."), number),
        (
            Column("value_earliest", "date", "First day of the value, if a date."),
            day("lower"),
        ),
        (
            Column("value_latest", "date", "Last day of the value, if a date."),
            day("upper"),
        ),
    ]


_SUBJECT: list[Read] = [
    (Column("about", text="What it is about."), lambda r: r.about),
    (
        Column("subject", text="The record.", required=True, refers="records.full_id"),
        lambda r: r.about.partition("#")[0],
    ),
    (
        Column("property", text="Which property.", refers="properties.id"),
        lambda r: r.property,
    ),
]
_RESOLUTIONS: list[Read] = [
    *_SUBJECT,
    (
        Column(
            "outcome",
            text="How the statements fit together.",
            required=True,
            values=OUTCOMES,
        ),
        lambda r: r.outcome,
    ),
    (Column("by", text="The rule that decided."), lambda r: r.by),
    *_values("The accepted value.", "EDTF."),
]


@attrs.frozen
class _Weighed:
    about: str
    property: str
    statement: str
    verdict: str


_WEIGHED: list[Read] = [
    *_SUBJECT,
    (
        Column("statement", text="The statement.", refers="statements.id"),
        lambda row: row.statement,
    ),
    (
        Column(
            "verdict",
            text="kept or dropped by the rules; else why it decided nothing.",
            required=True,
        ),
        lambda row: row.verdict,
    ),
]


def _weighed(resolution: Resolution) -> list[_Weighed]:
    """
    Each statement once; a vague one that stands with several values is kept if one is.
    """
    found: dict[str, str] = {}
    for _, of_act in resolution.by_act:
        found |= _verdicts(of_act)
    found |= _verdicts(resolution)
    return [
        _Weighed(resolution.about, resolution.property, statement, verdict)
        for statement, verdict in sorted(found.items())
    ]


def _verdicts(resolution: Resolution) -> dict[str, str]:
    found = {each.claim: each.reason for each in resolution.set_aside}
    for kept in (False, True):
        for candidate in resolution.candidates:
            if candidate.kept is kept:
                verdict = "kept" if kept else "dropped"
                found.update(dict.fromkeys(candidate.claims, verdict))
    return found
