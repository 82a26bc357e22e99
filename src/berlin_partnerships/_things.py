"""
The smaller kinds of record: organizations, people, places, events and so on.

Each field says by its metadata which property it is resolved from. Ids of other
records are kept with their kind (``"cities/paris"``); the records themselves are
looked up when asked for.

Floor 1: imports the dates and what a record is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ._dates import PartialDate, Period
from ._language import in_language
from ._model import Name, Record
from ._pickles import Pickled
from .exceptions import UnknownNameError


if TYPE_CHECKING:
    from ._dataset import Dataset
else:
    Dataset = Any  # cattrs reads the annotations of records

__all__ = [
    "KINDS",
    "TOPIC_BASES",
    "Appointment",
    "Cooperation",
    "Event",
    "Organization",
    "Person",
    "Place",
    "Program",
    "Stop",
    "Thing",
    "Topic",
]

TOPIC_BASES = ("source", "ours")


def _from(property: str, *, shown: bool = False) -> Any:
    """
    A field that has the one accepted value of a property, or None.
    """
    return attrs.field(default=None, repr=shown, metadata={"property": property})


def _all(property: str) -> Any:
    """
    A field that has all values of a property.
    """
    return attrs.field(
        default=(), repr=False, metadata={"property": property, "many": True}
    )


@attrs.frozen(kw_only=True)
class Thing(Record):
    """
    What the smaller kinds have in common.

    Attributes:
        id: The slug.

        name: The name in English.

        name_de: The name in German.

        names: Further names, abbreviations, and printed forms, with sources.

        partnership_ids: Full ids of the partnerships it belongs to.

        topic_ids: Full ids of its topics.

        note: A remark of ours.
    """

    id: str
    name: str
    name_de: str
    names: tuple[Name, ...] = attrs.field(default=(), repr=False)
    partnership_ids: tuple[str, ...] = _all("partnership")
    topic_ids: tuple[str, ...] = _all("topic")
    note: str = attrs.field(default="", repr=False)
    _dataset: Dataset | str | None = attrs.field(
        default=None, eq=False, repr=False, alias="dataset"
    )

    def label(self, language: str) -> str:
        """
        The name in German (``"de"``) or English (``"en"``).

        Raises:
            ValueError: If *language* is neither.
        """
        return in_language(language, self.name_de, self.name)

    def _records(self, ids: tuple[str, ...]) -> tuple[Record, ...]:
        return tuple(self.dataset.record(id) for id in ids)

    @property
    def partnerships(self) -> tuple[Record, ...]:
        """
        The partnerships it belongs to.
        """
        return self._records(self.partnership_ids)

    @property
    def topics(self) -> tuple[Record, ...]:
        """
        What it is about.
        """
        return self._records(self.topic_ids)


@attrs.frozen(kw_only=True)
class Organization(Thing):
    """
    A body that works in a partnership.

    Attributes:
        side: ``berlin``, ``partner``, or ``joint``: on whose side it works.

        city_ids: Where it is.

        founded: When it was founded.

        founder_ids: Who founded it.

        part_of: What it is a part of.
    """

    collection: ClassVar[str] = "organizations"

    side: str | None = _from("side", shown=True)
    city_ids: tuple[str, ...] = _all("city")
    founded: PartialDate | None = _from("founded")
    founder_ids: tuple[str, ...] = _all("founder")
    part_of: str | None = _from("part-of")


@attrs.frozen(kw_only=True)
class Person(Thing):
    """
    Somebody in public office, or known by public work.

    Attributes:
        offices: Offices that sources show the person in; `statements("office")`
            says when.
    """

    collection: ClassVar[str] = "people"

    offices: tuple[str, ...] = _all("office")


@attrs.frozen(kw_only=True)
class Place(Thing):
    """
    A square, a park, a house.

    Attributes:
        city_ids: In which city.

        within: What it lies in.

        named: Since when it bears its name.

        dedicated: When it was dedicated.

        erected: When it was put up.

        symbol_of: Full ids of the partnerships it stands for.
    """

    collection: ClassVar[str] = "places"

    city_ids: tuple[str, ...] = _all("city")
    within: str | None = _from("within")
    named: PartialDate | None = _from("named")
    dedicated: PartialDate | None = _from("dedicated")
    erected: PartialDate | None = _from("erected")
    symbol_of: tuple[str, ...] = _all("symbol-of")


@attrs.frozen(kw_only=True)
class Stop(Pickled):
    """
    One station of a visit.

    Attributes:
        id: The id within the visit, such as ``"boston"``.

        city_ids: Where.

        held: When, as far as a source says; the visit's own dates bound it.

        participant_ids: Who took part.

        topic_ids: What it was about.

        announced: Ids of the sources that announce it.

        reported: Ids of the sources that report it.

        note: A remark of ours.
    """

    id: str
    city_ids: tuple[str, ...] = _all("city")
    held: Period | None = _from("held")
    participant_ids: tuple[str, ...] = _all("participant")
    topic_ids: tuple[str, ...] = _all("topic")
    announced: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    note: str = attrs.field(default="", repr=False)


@attrs.frozen(kw_only=True)
class Appointment(Pickled):
    """
    Something on a visit's agenda; to be announced is not to have happened.

    Attributes:
        id: The id within the visit.

        stop: Id of the stop; None if no source says which.

        name: What it is, in English.

        name_de: What it is, in German.

        held: When, as far as a source says.

        participant_ids: Who took part, or was to.

        site_ids: Where.

        topic_ids: What it was about.

        announced: Ids of the sources that announce it.

        reported: Ids of the sources that report it.

        note: A remark of ours.
    """

    id: str
    stop: str | None = None
    name: str = ""
    name_de: str = ""
    held: Period | None = _from("held")
    participant_ids: tuple[str, ...] = _all("participant")
    site_ids: tuple[str, ...] = _all("site")
    topic_ids: tuple[str, ...] = _all("topic")
    announced: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    note: str = attrs.field(default="", repr=False)

    def label(self, language: str) -> str:
        """
        What it is, in German (``"de"``) or English (``"en"``).
        """
        return in_language(language, self.name_de, self.name)


@attrs.frozen(kw_only=True)
class Event(Thing):
    """
    Something that took place, or was to.

    Attributes:
        kind: ``celebration`` if it kept an anniversary of a partnership; else None.

        held: When; both ends included.

        anniversary: The number of years that it kept, as said.

        took_place: True if a source reports it, False if one denies it, None if
            none says so in words: see :attr:`only_announced`.

        city_ids: In which cities.

        site_ids: At which places.

        organizer_ids: Who organized it.

        participant_ids: Who took part, or was to.

        attendance: How many came, as said: a number, or a bound such as
            ``">50"``.

        stops: For a visit: its stations, in order.

        appointments: For a visit: its agenda.
    """

    collection: ClassVar[str] = "events"

    kind: str | None = attrs.field(default=None, repr=False)
    held: Period | None = _from("held", shown=True)
    anniversary: int | str | None = _from("anniversary")
    took_place: bool | None = _from("took-place")
    city_ids: tuple[str, ...] = _all("city")
    site_ids: tuple[str, ...] = _all("site")
    organizer_ids: tuple[str, ...] = _all("organizer")
    participant_ids: tuple[str, ...] = _all("participant")
    attendance: int | str | None = _from("attendance")
    stops: tuple[Stop, ...] = attrs.field(default=(), repr=False)
    appointments: tuple[Appointment, ...] = attrs.field(default=(), repr=False)

    @property
    def only_announced(self) -> bool:
        """
        Whether sources announce it, and none says that it was held.

        >>> import berlin_partnerships as bp
        >>> bp.events["la-x-2017"].only_announced
        True
        """
        said = [
            s.mode
            for property in ("held", "took-place")
            for s in self.dataset.statements(self.full_id, property)
            if s.mode not in ("denied", "opinion") and s.certainty != "low"
        ]
        return bool(said) and all(mode == "announced" for mode in said)

    def at(self, stop: str | None) -> tuple[Appointment, ...]:
        """
        The appointments of one stop, or (None) those that no source assigns.

        Raises:
            UnknownNameError: If there is no such stop.
        """
        if stop is not None and all(s.id != stop for s in self.stops):
            raise UnknownNameError(stop, "stop", [s.id for s in self.stops])
        return tuple(a for a in self.appointments if a.stop == stop)


@attrs.frozen(kw_only=True)
class Program(Thing):
    """
    Something that is done again and again: an exchange, a fellowship.

    Attributes:
        period: From when to when it ran.

        founded: When it began.

        state: ``running``, ``ended``, or ``planned``, by the latest source.

        recurrence: How often, as said.

        duration: How long each time, as said.

        organizer_ids: Who runs it.

        funder_ids: Who pays for it.

        sends: Whose people it sends.

        takes_part: Cities whose administrations take part.

        site_ids: Where it takes place.

        successor_ids: What came after it.

        grants: How many grants a year: pairs of a period and a number.
    """

    collection: ClassVar[str] = "programs"

    period: Period | None = _from("period", shown=True)
    founded: PartialDate | None = _from("founded")
    state: str | None = _from("state")
    recurrence: str | None = _from("recurrence")
    duration: str | None = _from("duration")
    organizer_ids: tuple[str, ...] = _all("organizer")
    funder_ids: tuple[str, ...] = _all("funder")
    sends: tuple[str, ...] = _all("sends")
    takes_part: tuple[str, ...] = _all("takes-part")
    site_ids: tuple[str, ...] = _all("site")
    successor_ids: tuple[str, ...] = _all("successor")
    grants: tuple[tuple[Period, int], ...] = attrs.field(default=(), repr=False)

    def grants_in(self, year: int) -> int | None:
        """
        How many grants there were in a year; None if no source says.

        A period within another counts before it: one grant in 2017 beats two a
        year since 2017. None, too, if sources give several numbers and none of
        their periods is within all others.
        """
        found = [pair for pair in self.grants if _includes(pair[0], year)]
        finest = {
            number
            for period, number in found
            if all(other.covers(period) for other, _ in found)
        }
        return finest.pop() if len(finest) == 1 else None


def _includes(period: Period, year: int) -> bool:
    begun = period.lower is None or period.lower.year <= year
    return begun and (period.upper is None or year <= period.upper.year)


@attrs.frozen(kw_only=True)
class Cooperation(Thing):
    """
    Who in Berlin works with which city, on what, how closely; no partnership.

    Attributes:
        city_ids: With which cities.

        by: Who works with them.

        level: ``close``, ``growing``, ``exchange``, ``project``, ``general``.

        period: From when to when, as far as known.

        state: ``running``, ``ended``, or ``planned``, by the latest source.
    """

    collection: ClassVar[str] = "cooperations"

    city_ids: tuple[str, ...] = _all("city")
    by: tuple[str, ...] = _all("by")
    level: str | None = _from("level", shown=True)
    period: Period | None = _from("period")
    state: str | None = _from("state")


@attrs.frozen(kw_only=True)
class Topic(Thing):
    """
    What partnerships and programs are about: a small taxonomy.

    Attributes:
        parent_id: Full id of the wider topic, or None.

        basis: ``ours`` where the grouping or the label is our choice, and
            ``source`` where it is a source's word.
    """

    collection: ClassVar[str] = "topics"

    parent_id: str | None = None
    basis: str = "source"

    @property
    def parent(self) -> Record | None:
        """
        The wider topic.
        """
        return self.dataset.record(self.parent_id) if self.parent_id else None

    @property
    def narrower(self) -> tuple[Record, ...]:
        """
        The topics right below it.
        """
        return self.dataset.topics.where(parent_id=self.full_id)


KINDS: dict[str, type[Thing]] = {
    kind.collection: kind
    for kind in (Organization, Person, Place, Event, Program, Cooperation, Topic)
}
