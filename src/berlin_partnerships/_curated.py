"""
Everything that curators wrote, typed: identities, sources, statements, judgements.

Floor 2: imports the model.
"""

from __future__ import annotations

import functools

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from ._dates import PartialDate, Period
from ._model import City, Name
from ._names import offered, similar
from ._pickles import Pickled
from ._resolve import witnesses
from ._sources import (
    COPIES,
    KINDS,
    Judgement,
    LeftOut,
    Property,
    Source,
    Statement,
)
from .exceptions import UnknownNameError, UnknownPropertyError, shown


if TYPE_CHECKING:
    from ._resolution import Resolution

__all__ = [
    "OWNERS",
    "SMALL_KINDS",
    "ActRow",
    "Curated",
    "PartRow",
    "PartnershipRow",
    "Party",
    "ThingRow",
    "decoded",
    "source_from",
    "statement_from",
]


@attrs.frozen(kw_only=True)
class Party(Pickled):
    """
    Who agreed on Berlin's side.

    Attributes:
        id: The slug.

        name: In German and English.

        valid: When it existed, if known.
    """

    id: str
    name: dict[str, str] = attrs.field(hash=False)
    valid: Period | None = None


@attrs.frozen(kw_only=True)
class ActRow:
    """
    Identity of an act or a predecessor: no dates, those are statements.

    Attributes:
        id: The slug, unique within its partnership.

        role: One of :data:`ROLES`.

        reason: Why it has this role.

        party: Id of the party on Berlin's side, if that is not the partnership's.
    """

    id: str
    role: str = "predecessor"
    reason: str = ""
    party: str = ""


@attrs.frozen(kw_only=True)
class PartnershipRow:
    """
    Identity of a partnership.

    Attributes:
        city: Id of the city.

        level: ``state`` or ``borough``.

        party: Id of the party on Berlin's side.

        relation: ``partnership``, ``friendship``, ``solidarity``, or
            ``memorandum``.

        counterpart: Id of the body on the other side, if that is not the city.

        acts: What was signed, decided, or announced.

        predecessors: What another party (East Berlin) had agreed before.
    """

    city: str
    level: str
    party: str
    relation: str
    counterpart: str = ""
    acts: tuple[ActRow, ...] = ()
    predecessors: tuple[ActRow, ...] = ()


@attrs.frozen(kw_only=True)
class PartRow:
    """
    Identity of a stop or an appointment of a visit.

    Attributes:
        id: The slug, unique within the visit.

        stop: Of an appointment: id of its stop, if a source says which.

        name: Of an appointment: what it is, in German and English.

        note: A remark of ours.
    """

    id: str
    stop: str = ""
    name: dict[str, str] = attrs.field(factory=dict, hash=False)
    note: str = ""


@attrs.frozen(kw_only=True)
class ThingRow:
    """
    Identity of a record of one of the smaller kinds.

    Attributes:
        name: In German and English.

        names: Further names, abbreviations, and printed forms.

        note: A remark of ours.

        parent: Of a topic: id of the wider one.

        basis: Of a topic: ``source`` or ``ours``.

        kind: Of an event: ``celebration`` if it kept an anniversary.

        stops: Of a visit: its stations, in order.

        appointments: Of a visit: its agenda.
    """

    name: dict[str, str] = attrs.field(hash=False)
    names: tuple[Name, ...] = ()
    note: str = ""
    parent: str = ""
    basis: str = "source"
    kind: str = ""
    stops: tuple[PartRow, ...] = ()
    appointments: tuple[PartRow, ...] = ()


# Kinds of parts → the kind of record they are parts of.
OWNERS = {
    "acts": "partnerships",
    "predecessors": "partnerships",
    "stops": "events",
    "appointments": "events",
}
# The smaller kinds of record, each in a file of its own.
SMALL_KINDS = (
    "organizations",
    "people",
    "places",
    "events",
    "programs",
    "cooperations",
    "topics",
)


@attrs.frozen(kw_only=True, eq=False)
class Curated:
    """
    The curated data as they stand in the data folder, before anything is resolved.
    """

    version: str
    known_until: date
    properties: Mapping[str, Property]
    parties: Mapping[str, Party]
    cities: Mapping[str, City]
    partnerships: Mapping[str, PartnershipRow]
    sources: Mapping[str, Source]
    statements: tuple[Statement, ...]
    judgements: tuple[Judgement, ...]
    things: Mapping[str, Mapping[str, ThingRow]] = attrs.field(factory=dict)
    own: bool = False  # a table of somebody's own, not data of this project

    def parts(self, subject: str) -> Mapping[str, str]:
        """
        The parts of a record: id → the kind of part, such as ``"acts"``.
        """
        kind, _, id = subject.partition("/")
        owners: Mapping[str, Mapping[str, Any]] = {
            "partnerships": self.partnerships,
            "events": self.things.get("events", {}),
        }
        row = owners.get(kind, {}).get(id)
        return {
            part.id: parts
            for parts, owner in OWNERS.items()
            if row is not None and owner == kind
            for part in getattr(row, parts)
        }

    @functools.cached_property
    def aliases(self) -> Mapping[str, str]:
        """
        Further ids of sources.
        """
        return {a: s.id for s in self.sources.values() for a in s.aliases}

    @functools.cached_property
    def by_subject(self) -> Mapping[str, tuple[Statement, ...]]:
        """
        Statements by the record they are about, parts included.
        """
        grouped: dict[str, list[Statement]] = {}
        for statement in self.statements:
            grouped.setdefault(statement.subject, []).append(statement)
        return {about: tuple(found) for about, found in grouped.items()}

    @functools.cached_property
    def by_source(self) -> Mapping[str, tuple[Statement, ...]]:
        """
        Statements by their source.
        """
        grouped: dict[str, list[Statement]] = {}
        for statement in self.statements:
            grouped.setdefault(statement.source, []).append(statement)
        return {id: tuple(found) for id, found in grouped.items()}

    @functools.cached_property
    def answers(self) -> dict[tuple[str, str], Resolution]:
        """
        Subject and property → what the default policy accepts, once asked.
        """
        return {}

    @functools.cached_property
    def headed(self) -> dict[tuple[str, str], Resolution]:
        """
        The same with what people call its subject and its values.
        """
        return {}

    @functools.cached_property
    def witness(self) -> Mapping[str, str]:
        """
        Source → the witness it belongs to: copies and editions are one.
        """
        links = {
            s.id: [
                *s.derived_from,
                *([f"={s.same_document}"] if s.same_document else []),
            ]
            for s in self.sources.values()
        }
        return witnesses(links)

    def source_class(self, id: str) -> str:
        """
        How close a source is to the deed.

        A reprint or mirror is as close as what it copies, if that is known.
        """
        source = self.sources.get(id)
        seen = {id}
        while source and source.kind in COPIES:
            origins = (o for o in source.derived_from if o in self.sources)
            origin = next((o for o in origins if o not in seen), None)
            if origin is None:
                break
            seen.add(origin)
            source = self.sources[origin]
        return KINDS.get(source.kind, "unknown") if source else "unknown"

    @functools.cached_property
    def ranks(self) -> Mapping[tuple[str, str, str, str], Judgement]:
        """
        Judgements by the statement they are about.
        """
        return {(j.source, j.about, j.property, j.value): j for j in self.judgements}

    def judgement(self, statement: Statement) -> Judgement | None:
        """
        What a curator decided about *statement*, or None.
        """
        return self.ranks.get(
            (
                statement.source,
                statement.about,
                statement.property,
                str(statement.value),
            )
        )

    def source(self, id: str) -> Source:
        """
        The source with this id or alias.

        Raises:
            UnknownNameError: If there is none.

            TypeError: If *id* is no text.
        """
        if not isinstance(id, str):
            msg = f"the id of a source must be a str, not {type(id).__name__}"
            raise TypeError(msg)
        try:
            return self.sources[self.aliases.get(id, id)]
        except KeyError:
            raise UnknownNameError(id, "source", self._near_source) from None

    def holds(self, full_id: str) -> bool:
        """
        Whether there is a record with this id, such as ``"cities/paris"``.
        """
        kind, _, id = full_id.partition("/")
        return id in self._ids(kind)

    def full_id(self, about: str, property: str = "") -> str:
        """
        *about* with its kind; a bare id takes the kind that the property has.

        Raises:
            UnknownNameError: If no record has the id.

            UnknownPropertyError: If no such property exists.

            TypeError: If *about* is no text.
        """
        if not isinstance(about, str):
            msg = f"the id of a record must be a str, not {type(about).__name__}"
            raise TypeError(msg)
        if "/" in about:
            kind, _, name = about.partition("/")
            if kind == "sources":
                name = self.aliases.get(name, name)
            if name.partition("#")[0] not in self._ids(kind):
                raise UnknownNameError(about, "record", self._near)
            return f"{kind}/{name}"
        row = self.properties.get(property)
        if property and row is None:
            raise UnknownPropertyError(
                property, about, offered(property, self.properties)
            )
        kinds = row.kinds if row else self._kinds
        kinds = tuple(OWNERS.get(kind, kind) for kind in kinds)
        for kind in dict.fromkeys(kinds):
            if about.partition("#")[0] in self._ids(kind):
                return f"{kind}/{about}"
        raise UnknownNameError(about, "record", self._near)

    def _ids(self, kind: str) -> Mapping[str, object]:
        found: Mapping[str, Mapping[str, object]] = {
            "cities": self.cities,
            "partnerships": self.partnerships,
            "sources": self.sources,
            "parties": self.parties,
            **self.things,
        }
        return found.get(kind, {})

    @property
    def _kinds(self) -> tuple[str, ...]:
        return ("partnerships", "cities", "sources", *SMALL_KINDS)

    def _near(self, about: str) -> tuple[str, ...]:
        """
        The ids of the cities that have this name; if none has, ids that look like it.
        """
        named = tuple(id for id, city in self.cities.items() if city.named(about))
        kinds = (*self._kinds, "parties")
        full = [f"{kind}/{id}" for kind in kinds for id in self._ids(kind)]
        known = full if "/" in about else (id.partition("/")[2] for id in full)
        return named or similar(about, known)

    def _near_source(self, id: str) -> tuple[str, ...]:
        return similar(str(id), (*self.sources, *self.aliases))

    def only(self, sources: Iterable[str]) -> Curated:
        """
        What would be known from these sources alone.
        """
        kept = {self.source(id).id for id in sources}
        return attrs.evolve(
            self,
            sources={id: s for id, s in self.sources.items() if id in kept},
            statements=tuple(s for s in self.statements if s.source in kept),
            judgements=tuple(j for j in self.judgements if j.source in kept),
        )


_DATES: dict[str, Callable[[str], PartialDate | Period]] = {
    "date": PartialDate.parse,
    "period": Period.parse,
}
_PLAIN: dict[str, tuple[tuple[type[Any], ...], str]] = {
    "number": ((int, str), "a whole number"),
    "bool": ((bool,), "true or false"),
    "date": ((), "a date in quotes"),
    "period": ((), "a period in quotes"),
}


def decoded(value: Any, kind: str) -> Any:
    """
    The plain *value* of a file as the property's type, *kind*, has it in code.

    Raises:
        InvalidDateError: If it should be a date and is none.

        TypeError: If it is of another type than it should be.
    """
    if isinstance(value, date) or (kind in _DATES and type(value) is int):
        msg = f'put dates in quotes: "{value}"'
        raise TypeError(msg)
    if kind in _DATES and isinstance(value, str):
        return _DATES[kind](value)
    if kind in ("list", "names"):
        if not isinstance(value, (list, tuple)) or not all(
            isinstance(item, str) for item in value
        ):
            msg = f"expected an array of texts, not {shown(value)}"
            raise TypeError(msg)
        return tuple(value)
    kinds, expected = _PLAIN.get(kind, ((str,), "a text"))
    if not isinstance(value, kinds) or (kind == "number" and isinstance(value, bool)):
        msg = f"expected {expected}, not {shown(value)}"
        raise TypeError(msg)
    return value


def _pair(row: Mapping[str, Any]) -> tuple[int, int] | None:
    return (row["chars"][0], row["chars"][1]) if "chars" in row else None


def _point(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _period(text: str | None) -> Period | None:
    return Period.parse(text) if text else None


def source_from(id: str, row: Mapping[str, Any], dataset: Any = None) -> Source:
    """
    A source from a compiled row, without its statements.
    """
    fields = {k: v for k, v in row.items() if k != "statements"}
    for key in ("aliases", "derived_from"):
        fields[key] = tuple(row.get(key, ()))
    fields["left_out"] = tuple(
        LeftOut(**{**part, "chars": _pair(part)}) for part in row.get("left_out", ())
    )
    return Source(id=id, **fields, dataset=dataset)


def statement_from(
    source: str, row: Mapping[str, Any], properties: Mapping[str, Property]
) -> Statement:
    """
    A statement from a compiled row.
    """
    fields = dict(row)
    fields["value"] = decoded(row["value"], properties[row["property"]].type)
    fields["holds"] = _period(row.get("holds"))
    fields["as_of"] = _point(row.get("as_of"))
    fields["chars"] = _pair(row)
    return Statement(source=source, **fields)
