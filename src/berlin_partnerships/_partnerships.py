"""
Partnerships, the acts that make them, and their status over time.

Floor 1: imports the dates, the exceptions, and what a record is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ._dates import PartialDate, as_date
from ._language import in_language
from ._model import Record
from ._pickles import Pickled


if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import TypeVar

    from ._dataset import Dataset
    from ._model import City
    from ._records import Records
    from ._things import (
        Cooperation,
        Event,
        Organization,
        Place,
        Program,
        Thing,
        Topic,
    )

    T = TypeVar("T", bound=Thing)
else:
    Dataset = Any  # cattrs reads the annotations of records

__all__ = [
    "CRITERIA",
    "LEVELS",
    "RELATIONS",
    "ROLES",
    "STATUSES",
    "Act",
    "Partnership",
    "StatusPeriod",
    "partnership_from",
]

STATUSES = ("active", "dormant", "resting", "ended", "announced")
LEVELS = ("state", "borough")
RELATIONS = ("partnership", "friendship", "solidarity", "memorandum")
CRITERIA = ("founding-agreement", "first-act")
ROLES = (
    "announcement",
    "opening",
    "founding",
    "renewal",
    "suspension",
    "resumption",
    "termination",
    "other",
    "predecessor",
)


@attrs.frozen(kw_only=True)
class Act(Pickled):
    """
    A deed in a partnership's life.

    Attributes:
        id: The id, such as ``"moscow#1991-agreement"``.

        role: What the deed did: ``announcement``, ``opening`` (the list of
            2008 counts from it), ``founding``, ``renewal``, ``suspension``,
            ``resumption``, ``termination``, ``other``, or ``predecessor`` (a
            deed of another party before).

        reason: Why a curator gave it this role.

        date: The accepted date; None if no source decides.

        party: Id of the party on Berlin's side.

        instrument: The accepted wording for the kind of paper; None if
            sources differ and no rule decides.

        instruments: All wordings, as printed.

        place: Where it was signed, or None.

        signatories: Who signed, as far as a source says.
    """

    id: str
    role: str
    reason: str = attrs.field(default="", repr=False)
    date: PartialDate | None = None
    party: str = attrs.field(default="berlin", repr=False)
    instrument: str | None = attrs.field(default=None, repr=False)
    instruments: tuple[str, ...] = attrs.field(default=(), repr=False)
    place: str | None = attrs.field(default=None, repr=False)
    signatories: tuple[str, ...] = attrs.field(default=(), repr=False)


@attrs.frozen(kw_only=True)
class StatusPeriod(Pickled):
    """
    A time in which a partnership has one status; ``[start, end)``.

    Attributes:
        status: One of :data:`STATUSES`.

        start: The first day, as far as known.

        end: The first day of the next status; None if it lasts.
    """

    status: str
    start: PartialDate | None
    end: PartialDate | None

    def possible_on(self, day: date | PartialDate) -> bool:
        """
        Whether the period may contain *day*.
        """
        first, last = _bounds(day)
        begun = self.start is None or self.start.sort_key[0] <= last
        return begun and (self.end is None or first < self.end.sort_key[1])


@attrs.frozen(kw_only=True)
class Partnership(Record):
    """
    An agreed relation of Berlin, or of one of its boroughs, with a city.

    Attributes:
        id: The slug; that of the city for a partnership of the Land.

        city_id: The city's id.

        level: ``"state"`` or ``"borough"``.

        relation: ``partnership``, ``friendship``, ``solidarity``, or
            ``memorandum``.

        party: Id of the party on Berlin's side.

        acts: What was signed, decided, or announced, in order of date.

        predecessors: What another party (East Berlin) had agreed before.

        periods: The status over time.

        counterpart_id: The body on the other side, if that is not the city.

        topic_ids: Full ids of the topics it is about.
    """

    collection: ClassVar[str] = "partnerships"

    id: str
    city_id: str
    level: str
    relation: str
    party: str = attrs.field(repr=False)
    acts: tuple[Act, ...] = attrs.field(repr=False)
    predecessors: tuple[Act, ...] = attrs.field(default=(), repr=False)
    periods: tuple[StatusPeriod, ...] = attrs.field(default=(), repr=False)
    counterpart_id: str | None = attrs.field(default=None, repr=False)
    topic_ids: tuple[str, ...] = attrs.field(default=(), repr=False)
    _dataset: Dataset | str | None = attrs.field(
        default=None, eq=False, repr=False, alias="dataset"
    )

    @property
    def city(self) -> City:
        """
        The city at the other side.
        """
        return self.dataset.cities[self.city_id]

    def home(self, language: str) -> str:
        """
        Whose partner the city is, in German (``"de"``) or English (``"en"``).

        >>> import berlin_partnerships as bp
        >>> bp.partnerships["kyiv"].home("en")
        'Berlin'
        """
        city = self.dataset.cities.get(self.party)
        name = self.dataset.parties[self.party].name if city is None else {}
        return city.label(language) if city else in_language(language, **name)

    @property
    def counterpart(self) -> City:
        """
        The body that signed: the city, or a region such as Brussels-Capital.
        """
        return self.dataset.cities[self.counterpart_id or self.city_id]

    @property
    def topics(self) -> tuple[Topic, ...]:
        """
        What the partnership is about, as far as sources say.
        """
        return tuple(self.dataset.topics[id.split("/")[1]] for id in self.topic_ids)

    @property
    def organizations(self) -> tuple[Organization, ...]:
        """
        Organizations that work in it, on either side.
        """
        return self._those(self.dataset.organizations)

    @property
    def places(self) -> tuple[Place, ...]:
        """
        Places that belong to it.
        """
        return self._those(self.dataset.places)

    @property
    def events(self) -> tuple[Event, ...]:
        """
        Events held in it.
        """
        return self._those(self.dataset.events)

    @property
    def programs(self) -> tuple[Program, ...]:
        """
        Exchanges and fellowships in it.
        """
        return self._those(self.dataset.programs)

    @property
    def cooperations(self) -> tuple[Cooperation, ...]:
        """
        Who in Berlin works with the city on what.
        """
        return tuple(
            c
            for c in self.dataset.cooperations.values()
            if self.full_id in c.partnership_ids
            or f"cities/{self.city_id}" in c.city_ids
        )

    def _those(self, records: Records[T]) -> tuple[T, ...]:
        return tuple(r for r in records.values() if self.full_id in r.partnership_ids)

    @property
    def since(self) -> PartialDate | None:
        """
        The date of the founding act; None if no source gives one.

        >>> import berlin_partnerships as bp
        >>> bp.partnerships["jakarta"].since
        PartialDate('1994-04-13')
        """
        return self.since_by("founding-agreement")

    def since_by(self, criterion: str) -> PartialDate | None:
        """
        The start under one of :data:`CRITERIA`.

        Args:
            criterion: ``"founding-agreement"`` (the founding act, as the Senate
                counts today) or ``"first-act"`` (the opening act if there is
                one, as the Senate's list of 2008 counts).

        Raises:
            ValueError: If *criterion* is neither.

        >>> import berlin_partnerships as bp
        >>> bp.partnerships["jakarta"].since_by("first-act")
        PartialDate('1993-04-22')
        """
        act = self.start_act(criterion)
        return act.date if act else None

    def start_act(self, criterion: str = "founding-agreement") -> Act | None:
        """
        The act that starts the partnership under *criterion*.
        """
        if criterion not in CRITERIA:
            msg = f"criterion must be one of {', '.join(CRITERIA)}, not {criterion!r}"
            raise ValueError(msg)
        roles = ("opening", "founding") if criterion == "first-act" else ("founding",)
        for role in roles:
            for act in self.acts:
                if act.role == role:
                    return act
        return None

    def statuses(self, on: date | PartialDate) -> tuple[str, ...]:
        """
        All statuses it may have on *on*, earliest first; none before it began.

        More than one means that the sources bound the day of the change, and
        *on* lies within the bounds.
        """
        found = (p.status for p in self.periods if p.possible_on(on))
        return tuple(dict.fromkeys(found))

    def status(self, on: date | PartialDate) -> str | None:
        """
        The status on a day: one of :data:`STATUSES`, ``"unclear"``, or None.

        None means that nothing was agreed or announced by that day. It is
        ``"unclear"`` if :meth:`statuses` has several, or the only one may not have
        begun by then. It is the status that the acts bring about; what a criterion
        counts as the start makes no difference.

        Args:
            on: The day; a day known in part has a status if all of its days have.

        Raises:
            TypeError: If *on* is not a date, or is a datetime.

        >>> import berlin_partnerships as bp
        >>> from datetime import date
        >>> bp.partnerships["moscow"].status(date(2024, 1, 1))
        'resting'
        """
        found = [p for p in self.periods if p.possible_on(on)]
        if not found:
            return None
        start = found[0].start
        begun = start is not None and start.sort_key[1] <= _bounds(on)[0]
        return found[0].status if begun and len(found) == 1 else "unclear"


def _bounds(on: date | PartialDate) -> tuple[date, date]:
    """
    The first day and the last that *on* may be.
    """
    if isinstance(on, PartialDate):
        return on.sort_key
    day = as_date(on)
    return day, day


# Compiled → records -----------------------------------------------------------------


def _day(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _act_from(row: Mapping[str, Any]) -> Act:
    fields = dict(row)
    fields["date"] = _day(row.get("date"))
    for key in ("instruments", "signatories"):
        fields[key] = tuple(row.get(key, ()))
    return Act(**fields)


def partnership_from(id: str, row: Mapping[str, Any], dataset: Dataset) -> Partnership:
    """
    A partnership from a compiled row.
    """
    fields = dict(row)
    for key in ("acts", "predecessors"):
        fields[key] = tuple(_act_from(act) for act in row.get(key, ()))
    fields["periods"] = tuple(
        StatusPeriod(
            status=p["status"], start=_day(p.get("start")), end=_day(p.get("end"))
        )
        for p in row.get("periods", ())
    )
    fields["topic_ids"] = tuple(row.get("topic_ids", ()))
    return Partnership(id=id, **fields, dataset=dataset)
