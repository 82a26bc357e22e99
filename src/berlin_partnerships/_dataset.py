"""
The data set: its collections, and every question one can ask of it.

Thin on purpose: a method finds the records and hands them to the room that
answers. Nothing here reads the clock.

Floor 5: imports everything but the integrations, curation and the CLI.
"""

from __future__ import annotations

import datetime as dt
import functools

from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any

from . import _store
from ._dates import limited
from ._lookup import CityNames, findable
from ._names import fold
from ._records import Records, checked_name, not_text
from .exceptions import DataError, UnknownDateError, UnknownNameError


if TYPE_CHECKING:
    from pathlib import Path

    from ._anniversaries import Age, Anniversary, Numbers
    from ._celebrations import Celebration
    from ._curated import Curated, Party
    from ._dates import PartialDate, Period
    from ._membership import Definition, Interval, Members
    from ._model import City, Record
    from ._partnerships import Partnership
    from ._policy import Policy
    from ._reconciliation import Dating, Reconciliation
    from ._resolution import Resolution
    from ._search import Hit, Searcher
    from ._sources import Judgement, Property, Source, Statement
    from ._things import (
        Cooperation,
        Event,
        Organization,
        Person,
        Place,
        Program,
        Topic,
    )

__all__ = ["KINDS", "Dataset", "load"]

# The collections; each is an attribute of a data set.
KINDS = (
    "partnerships",
    "cities",
    "organizations",
    "people",
    "places",
    "events",
    "programs",
    "cooperations",
    "topics",
    "sources",
)


class Dataset:
    """
    One version of the data, and what can be asked of it.

    Made by :func:`load`. The functions of :mod:`berlin_partnerships` are the
    methods of the data set that the package ships.
    """

    def __init__(
        self,
        records: Mapping[str, Any],
        curated: Callable[[], Curated],
        origin: str,
        revisions: Callable[[], Mapping[str, Any]] = dict,
    ) -> None:
        self._records = records
        self._curated_later = curated
        self._origin = origin
        self._revisions_later = revisions
        self._by_name = CityNames(records, lambda: self.cities)

    def __repr__(self) -> str:
        from . import __version__  # noqa: PLC0415  # the front imports this module

        known = limited(self.known_until)
        until = f"known until {known}; " if known else ""
        return (
            f"<Dataset {self.version} ({until}"
            f"{len(self.partnerships)} partnerships, {len(self.cities)} cities) "
            f"in berlin_partnerships {__version__}>"
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """
        The shipped data as what they are called, all others as what they hold.
        """
        if self is _default:
            return _unpickled, (self.digest,)
        try:
            revisions = dict(self.revisions)
        except DataError:  # compiled before there was a ledger
            revisions = {}
        return _remade, (self._records, self._curated, self._origin, revisions)

    # What it is -------------------------------------------------------------------

    @property
    def version(self) -> str:
        """
        The version of the data: the day of its last change.

        Of a table of your own, the name of the file.
        """
        version: str = self._records["version"]
        return version

    @property
    def date(self) -> dt.date:
        """
        The day of the last change of the data.

        Raises:
            UnknownDateError: If nothing tells it, as in a table of your own.
        """
        if self._is_own:
            raise UnknownDateError(self.version)
        return dt.date.fromisoformat(self.version[:10])

    @property
    def known_until(self) -> dt.date:
        """
        The last day that the sources we read speak about reliably.

        Answers for a later day carry a :class:`BeyondKnownWarning` or say so.
        ``date.max`` where nothing tells it, as in a table of your own; no text
        prints that day.
        """
        return dt.date.fromisoformat(self._records["known_until"])

    @property
    def _is_own(self) -> bool:
        """
        Whether it is a table of somebody's own: no name and licence of ours fits.
        """
        return "own" in self._records

    @property
    def digest(self) -> str:
        """
        SHA-256 of all that curators wrote; the same data have the same digest.
        """
        digest: str = self._records["digest"]
        return digest

    # Collections --------------------------------------------------------------------

    # Two threads may both make a collection; both get the one that came first.

    @functools.cached_property
    def cities(self) -> Records[City]:
        """
        All cities we hold: partners, project cities, and cities only claimed.
        """
        from ._model import city_from  # noqa: PLC0415  # each kind when it is asked for

        cities = Records(
            "city",
            self._records["cities"],
            lambda id, row: city_from(id, row, self),
            names=findable,
            home=(self, "cities"),
        )
        return self.__dict__.setdefault("cities", cities)  # type: ignore[no-any-return]

    @functools.cached_property
    def partnerships(self) -> Records[Partnership]:
        """
        All partnerships, ended ones included.
        """
        from ._partnerships import partnership_from  # noqa: PLC0415

        partnerships = Records(
            "partnership",
            self._records["partnerships"],
            lambda id, row: partnership_from(id, row, self),
            names=lambda p: (*findable(p.city), *findable(p.counterpart)),
            home=(self, "partnerships"),
        )
        return self.__dict__.setdefault("partnerships", partnerships)  # type: ignore[no-any-return]

    @functools.cached_property
    def sources(self) -> Records[Source]:
        """
        All sources; the five documents it began with also as seed-000 to seed-004.
        """
        import attrs  # noqa: PLC0415

        sources = Records(
            "source",
            self._curated.sources,
            lambda _, source: attrs.evolve(source, dataset=self),
            aliases=self._curated.aliases,
            names=lambda source: (source.title,),
            home=(self, "sources"),
        )
        return self.__dict__.setdefault("sources", sources)  # type: ignore[no-any-return]

    def _things(self, kind: str, singular: str) -> Records[Any]:
        from ._gather import thing_from  # noqa: PLC0415

        things: Records[Any] = Records(
            singular,
            self._records.get("things", {}).get(kind, {}),
            lambda id, row: thing_from(kind, id, row, self),
            names=lambda thing: (
                thing.name,
                thing.name_de,
                *(n.text for n in thing.names),
            ),
            home=(self, kind),
        )
        return self.__dict__.setdefault(kind, things)  # type: ignore[no-any-return]

    @functools.cached_property
    def organizations(self) -> Records[Organization]:
        """
        Bodies that work in the partnerships.
        """
        return self._things("organizations", "organization")

    @functools.cached_property
    def people(self) -> Records[Person]:
        """
        People in public office, or known by public work.
        """
        return self._things("people", "person")

    @functools.cached_property
    def places(self) -> Records[Place]:
        """
        Squares, parks, houses.
        """
        return self._things("places", "place")

    @functools.cached_property
    def events(self) -> Records[Event]:
        """
        What took place, or was to; visits with their stops.
        """
        return self._things("events", "event")

    @functools.cached_property
    def programs(self) -> Records[Program]:
        """
        Exchanges and fellowships.
        """
        return self._things("programs", "program")

    @functools.cached_property
    def cooperations(self) -> Records[Cooperation]:
        """
        Who in Berlin works with which city, on what; no partnerships.
        """
        return self._things("cooperations", "cooperation")

    @functools.cached_property
    def topics(self) -> Records[Topic]:
        """
        What it is all about: a small taxonomy.
        """
        return self._things("topics", "topic")

    @property
    def parties(self) -> Mapping[str, Party]:
        """
        The parties on Berlin's side.
        """
        return self._curated.parties

    @functools.cached_property
    def _curated(self) -> Curated:
        return self.__dict__.setdefault("_curated", self._curated_later())  # type: ignore[no-any-return]

    @property
    def properties(self) -> Mapping[str, Property]:
        """
        What a statement can be about: the closed table of properties.
        """
        return self._curated.properties

    def judgement(self, statement: Statement) -> Judgement | None:
        """
        What a curator decided about a statement, with the reason; mostly None.
        """
        return self._curated.judgement(statement)

    @functools.cached_property
    def revisions(self) -> Mapping[str, Any]:
        """
        When the facts behind the anniversaries changed, as far as it was kept.
        """
        return self.__dict__.setdefault("revisions", self._revisions_later())  # type: ignore[no-any-return]

    def label_of(self, property: str) -> Mapping[str, str]:
        """
        What people call a property, in German and English.
        """
        return self._curated.properties[property].label

    @functools.cached_property
    def as_printed(self) -> Mapping[tuple[str, str], str]:
        """
        Slips of one source, by which a city is not found: (source, folded) → city.
        """
        return {
            (name.source, fold(name.text)): city.id
            for city in self.cities.values()
            for name in city.names
            if name.kind == "as-printed"
        }

    @functools.cached_property
    def stands_for(self) -> Mapping[str, str]:
        """
        Bodies that signed in a city's place: Brussels-Capital Region → Brussels.
        """
        return {
            p.counterpart_id: p.city_id
            for p in self.partnerships.values()
            if p.counterpart_id
        }

    def source_class(self, id: str) -> str:
        """
        How close a source is to the deed: one of the policy's classes.
        """
        return self._curated.source_class(self.sources[id].id)

    def record(self, full_id: str) -> Record:
        """
        The record with an id such as ``"partnerships/kyiv"``.

        Raises:
            UnknownNameError: If there is none.

            TypeError: If *full_id* is no string.
        """
        kind, _, id = checked_name(full_id).partition("/")
        if kind not in KINDS:
            near = [f"{k}/{full_id}" for k in KINDS if full_id in getattr(self, k)]
            raise UnknownNameError(full_id, "record", near or [f"{k}/…" for k in KINDS])
        record: Record = getattr(self, kind)[id]
        return record

    # Look-up ----------------------------------------------------------------------

    def city(self, name: str, *, country: str | None = None) -> City:
        """
        The city with this name, in any language and script we hold.

        First exactly as typed, then folded: without regard to case, accents,
        white space and punctuation. Never a guess, and ``Paris, Texas`` is none
        of ours. The same word may be the country's name: see :meth:`City.named`.

        Args:
            name: Any name, or the id.

            country: ISO 3166-1 alpha-2 code that the city must be in.

        Raises:
            UnknownNameError: If no city has the name; with suggestions.

            AmbiguousNameError: If several have it; with all of them, and where.

            OtherCountryError: If the city of this name is not in *country*. It is
                both of the above.

            TypeError: If *name* is no string.

            ValueError: If *name* is empty, or *country* is no such code.

        >>> import berlin_partnerships as bp
        >>> bp.city("Kiew").id, bp.city("  мoсква".replace("o", "о")).id
        ('kyiv', 'moscow')
        """
        names = self._by_name
        try:
            found = names[name]
        except TypeError:  # what cannot be a key is no text
            raise not_text(name) from None
        if found is None:
            raise UnknownNameError(name, "city", names.near)
        if country is None and not isinstance(found, list):
            return found
        return names.chosen(found, name, country)

    def partnership(self, name: str) -> Partnership:
        """
        The partnership of the Land Berlin with the city of this name.

        Args:
            name: Any name of the city, or of a region that signed in its place.

        Raises:
            UnknownNameError: If no city has the name, or the city is no partner.

            AmbiguousNameError, TypeError, ValueError: As for :meth:`city`.

        >>> import berlin_partnerships as bp
        >>> bp.partnership("L. A.").id
        'los-angeles'
        """
        cleaned = checked_name(name)
        if cleaned in self.partnerships:
            return self.partnerships[cleaned]
        city = self.city(name)
        for id in (city.id, self.stands_for.get(city.id, "")):
            if id in self.partnerships:
                return self.partnerships[id]
        hint = f"{city.name} is a city we know, but we hold no partnership with it"
        raise UnknownNameError(name, "partnership", (), hint)

    def search(self, text: str) -> tuple[Hit, ...]:
        """
        Records of all kinds that have *text* in a name or title, best first.

        Unlike :meth:`city`, this also finds slips of a source, parts of names,
        and names that only look alike; each hit says what matched and how.

        Raises:
            TypeError, ValueError: If *text* is no string, or empty.
        """
        return self._searcher.search(text)

    @functools.cached_property
    def _searcher(self) -> Searcher:
        from ._search import Searcher  # noqa: PLC0415

        return self.__dict__.setdefault("_searcher", Searcher(self))  # type: ignore[no-any-return]

    def _partnership_of(self, which: Partnership | str) -> Partnership:
        return self.partnership(which) if isinstance(which, str) else which

    # Membership ---------------------------------------------------------------------

    def partners(
        self,
        on: dt.date | None = None,
        *,
        level: str = "state",
        statuses: Iterable[str] | None = None,
        definition: str | Definition = "founding-agreement",
    ) -> tuple[Partnership, ...]:
        """
        The partnerships that certainly hold on a day, by start and id.

        Args:
            on: The day. Without one, every partnership ever held.

            level: ``"state"`` (the Land) or ``"borough"``.

            statuses: Which statuses count; by default ``active`` and ``resting``.
                A resting partnership is suspended, not ended, and every source we
                know counts it. Without a day, those that have one of these after
                the last change that is known; by default all.

            definition: ``"founding-agreement"``, ``"first-act"``, or a
                :class:`Definition` (which then also says levels and statuses).

        Warns:
            BeyondKnownWarning: If *on* is after :attr:`known_until`.

        >>> import berlin_partnerships as bp
        >>> from datetime import date
        >>> len(bp.partners(on=date(2020, 1, 1)))
        17
        """
        from ._membership import certain_partners  # noqa: PLC0415

        return certain_partners(self, on, level, statuses, definition)

    def members(
        self,
        on: dt.date,
        *,
        level: str = "state",
        statuses: Iterable[str] = ("active", "resting"),
        definition: str | Definition = "founding-agreement",
    ) -> Members:
        """
        Who is a partner on a day: certainly, and possibly where dates are bounds.

        The arguments are those of :meth:`partners`.
        """
        from ._membership import members  # noqa: PLC0415

        return members(self, on, level, statuses, definition)

    def timeline(
        self,
        definition: str | Definition = "founding-agreement",
        *,
        level: str = "state",
        statuses: Iterable[str] = ("active", "resting"),
    ) -> tuple[Interval, ...]:
        """
        How many partners there were, interval by interval.

        The arguments are those of :meth:`partners`.

        >>> import berlin_partnerships as bp
        >>> bp.timeline()[-1].count
        19
        """
        from ._membership import intervals  # noqa: PLC0415

        return intervals(self, level, statuses, definition)

    # Anniversaries ------------------------------------------------------------------

    def age(
        self,
        which: Record | str,
        on: dt.date | PartialDate,
        *,
        criterion: str = "founding-agreement",
        leap: str = "28-february",
    ) -> Age:
        """
        How old a partnership, or another record that has a start, is on a day.

        The arguments are those of :meth:`anniversary`.

        Raises:
            ValueError: If *on* is before the start, or no start is known.

            TypeError: If *on* is no date, or a datetime.

        >>> import berlin_partnerships as bp
        >>> from datetime import date
        >>> bp.age("los-angeles", on=date(2017, 6, 26)).years
        49
        >>> bp.age("organizations/checkpoint-charlie-stiftung", on=date(2024, 6, 1)).years
        (29, 30)
        """
        from ._anniversaries import age_between  # noqa: PLC0415
        from ._occasions import start_of  # noqa: PLC0415

        start = start_of(self, which, criterion)
        return age_between(
            start.about,
            start.since,
            on,
            leap=leap,
            criterion=start.criterion,
            dataset=self,
        )

    def anniversary(
        self,
        which: Record | str,
        number: int | None = None,
        *,
        year: int | None = None,
        criterion: str = "founding-agreement",
        leap: str = "28-february",
    ) -> Anniversary:
        """
        The n-th anniversary, or the one in a year; the 0th is the start itself.

        Args:
            which: A partnership, its id, or a name of its city; any other record
                that has a start, or its full id (``"programs/logo-europe"``);
                the id of an act (``"moscow#1967-east-berlin"``), such as that of
                a predecessor.

            number: How many years.

            year: The calendar year to fall in.

            criterion: Which act starts a partnership. For other records the
                property to count from, such as ``"dedicated"``; by default the
                first that has a value.

            leap: Where 29 February is kept in a common year:
                ``"28-february"``, ``"1-march"``, or not at all
                (``"leap-years"``).

        Raises:
            ValueError: If it would be before the start or after the year 9999,
                or if not exactly one of *number* and *year* is given.

            UnknownDateError: If no source dates the start (a ``ValueError``).

            UnknownNameError: If there is no such record or act.

            TypeError: If *number* or *year* is no whole number, or *which* is
                nothing that can have a start.

        >>> import berlin_partnerships as bp
        >>> a = bp.anniversary("los-angeles", 60)
        >>> a.date, a.weekday
        (PartialDate('2027-06-27'), 'Sunday')
        """
        from ._moments import anniversary  # noqa: PLC0415
        from ._occasions import start_of  # noqa: PLC0415

        return anniversary(self, start_of(self, which, criterion), number, year, leap)

    def next_anniversary(
        self,
        which: Record | str,
        after: dt.date,
        numbers: Numbers = None,
        *,
        inclusive: bool = False,
        criterion: str = "founding-agreement",
        leap: str = "28-february",
    ) -> Anniversary:
        """
        The first anniversary after a day.

        Args:
            which: As for :meth:`anniversary`.

            after: The day; itself included only if *inclusive*. An anniversary
                that lasts a year because the start is only known to the year
                counts until its last day.

            numbers: Which numbers count: a container such as :data:`ROUND`, a
                predicate, or None for all.

            inclusive: Whether an anniversary on *after* itself counts.

            criterion: Which act starts the partnership.

            leap: Where 29 February is kept in a common year.

        Raises:
            ValueError: If there is none until the year 9999.

        >>> import berlin_partnerships as bp
        >>> from datetime import date
        >>> bp.next_anniversary("kyiv", after=date(2026, 11, 22), numbers=bp.ROUND).number
        5
        """
        from ._moments import next_anniversary  # noqa: PLC0415
        from ._occasions import start_of  # noqa: PLC0415

        start = start_of(self, which, criterion)
        return next_anniversary(self, start, after, numbers, inclusive, leap)

    def anniversaries(
        self,
        start: dt.date,
        end: dt.date,
        *,
        records: Iterable[Record | str] | None = None,
        numbers: Numbers = None,
        criterion: str = "founding-agreement",
        leap: str = "28-february",
        predecessors: bool = False,
    ) -> tuple[Anniversary, ...]:
        """
        All anniversaries from *start* to *end*, both days included, by date and id.

        Those of a start known only to the month or year are included if any of
        their days lies in between. What has no known start has none.
        :func:`overview` makes a table of them.

        Args:
            start: The first day.

            end: The last day.

            records: Whose; records or ids as for :meth:`anniversary`, such as
                ``[*bp.partnerships, *bp.programs.values()]``. All partnerships
                if not given.

            numbers: Which numbers count, as for :meth:`next_anniversary`.

            criterion: Which act starts a partnership.

            leap: Where 29 February is kept in a common year.

            predecessors: Whether those of the predecessors of the partnerships
                (agreed by East Berlin) are wanted, too.

        Raises:
            ValueError: If *end* is before *start*.

            TypeError: If either is no date, or a datetime.
        """
        from ._moments import anniversaries, starts  # noqa: PLC0415

        chosen = self.partnerships.values() if records is None else records
        counted = starts(self, chosen, criterion, predecessors=predecessors)
        return anniversaries(self, start, end, counted, numbers, leap)

    def celebrated(
        self, which: Partnership | str | None = None
    ) -> tuple[Celebration, ...]:
        """
        Anniversaries as they were kept, each beside the computed one, by day.

        Args:
            which: A partnership, its id, or a name of its city; without one,
                the celebrations of all partnerships.

        >>> import berlin_partnerships as bp
        >>> [(c.number, str(c.held), c.criterion) for c in bp.celebrated("budapest")]
        [(20, '2011', 'first-act'), (30, '2022', 'founding-agreement')]
        """
        from ._celebrations import celebrated  # noqa: PLC0415

        found = self.partnerships.values()
        return celebrated(
            self, found if which is None else [self._partnership_of(which)]
        )

    def celebration(
        self,
        which: Partnership | str,
        number: int,
        on: dt.date | PartialDate | Period | str,
    ) -> Celebration:
        """
        A celebration that the caller knows of, beside the computed anniversary.

        Args:
            which: A partnership, its id, or a name of its city.

            number: How many years were kept.

            on: When: a day, or a date or period in EDTF such as ``"2022-06"`` or
                ``"2017-10-04/2017-10-05"``, as precise as known.

        Raises:
            ValueError: If *number* is not positive, or *on* is open or no date.

            TypeError: If *number* is no whole number, or *on* is a datetime.

        >>> import berlin_partnerships as bp
        >>> bp.celebration("los-angeles", 40, on="2007-03-10/2007-03-17").fit.days
        -102
        """
        from ._celebrations import celebration  # noqa: PLC0415

        return celebration(self._partnership_of(which), number, on)

    # Sources and reconciliation -----------------------------------------------------

    def statements(
        self,
        about: str | None = None,
        property: str | None = None,
        source: str | None = None,
    ) -> tuple[Statement, ...]:
        """
        What sources say; of one subject, property, or source if given.

        Args:
            about: ``"partnerships/kyiv"``, or a bare id; parts are included
                unless a part is asked for (``"moscow#1991-agreement"``).

            property: A property such as ``"since"``.

            source: Id or alias of a source.

        Raises:
            UnknownNameError, UnknownPropertyError: If there is none such.
        """
        from ._values import selected  # noqa: PLC0415

        return selected(self._curated, about, property, source)

    def resolve(
        self, about: str, property: str, *, policy: Policy | None = None
    ) -> Resolution:
        """
        The accepted value of a property, with who says what and by which rule.

        Raises:
            UnknownNameError, UnknownPropertyError: If there is none such.

        >>> import berlin_partnerships as bp
        >>> r = bp.resolve("moscow", "since")
        >>> r.value, r.outcome
        (PartialDate('1991-08-28'), 'by-definition')
        """
        from ._values import resolve  # noqa: PLC0415

        return resolve(self._curated, about, property, policy)

    def reconcile(
        self,
        *sources: str | Path | Source | Iterable[str],
        policy: Policy | None = None,
        definition: str | Definition = "founding-agreement",
    ) -> Reconciliation:
        """
        Why sources differ: when and how each is right, and what stands between them.

        Args:
            sources: Ids of sources, :class:`Source` objects, lists of names, or
                paths: of a list with a name a line, a table (``.csv``), a
                source in TOML, or a folder of these. Without any, all sources
                that state a number or a list of partners. An empty list is no
                error: it names nobody, and is told as such.

            policy: Other rules and costs than the default ones.

            definition: The usual way of counting, from which readings depart.

        Raises:
            UnknownNameError: If there is no source with an id.

            DataError, CurationError: If a file cannot be read, or is not right.

            ValueError: If a source states neither a number nor names, or a
                number or list is absurd.

        >>> import berlin_partnerships as bp
        >>> print(bp.reconcile("seed-004", "seed-002").comparisons[0].bridge)
        17 + 1 = 18
        """
        from ._stories import reconcile  # noqa: PLC0415

        return reconcile(self, sources, policy, definition)

    def date_of(
        self,
        what: int | Iterable[str],
        definition: str | Definition = "founding-agreement",
        *,
        level: str = "state",
        statuses: Iterable[str] = ("active", "resting"),
        closed: bool = True,
    ) -> Dating:
        """
        When a list or a number of partners was true.

        An empty list was true before the first partnership. Of names that nobody
        knows, no day is told.

        Raises:
            ValueError: If the number is negative.

            TypeError: If it is neither a number nor several names.

        >>> import berlin_partnerships as bp
        >>> print(bp.date_of(18).possible[0])
        [2023-09-14, 2025-05-05)
        """
        from ._stories import date_of  # noqa: PLC0415

        return date_of(self, what, definition, level, statuses, closed=closed)

    def only(self, *sources: str) -> Dataset:
        """
        The data set that one would have from these sources alone.

        Raises:
            UnknownNameError: If there is no such source.
        """
        from ._build import built  # noqa: PLC0415

        curated = self._curated.only(sources)
        return Dataset(built(curated), lambda: curated, f"{self._origin} (in part)")


_lock = Lock()
_default: Dataset | None = None


def load(path: str | Path | None = None) -> Dataset:
    """
    The data set: the shipped one (made once), or one from a path.

    Args:
        path: A data folder (TOML), a folder with compiled files, a wheel of this
            package, or a table of
            partners of your own (CSV): its first row names the columns, which are
            ``name`` and, as far as known, ``names`` (further ones, parted by
            ``|``), ``country``, and the dates ``announced``, ``first_act``,
            ``since``, ``resting_since`` and ``until``, as precisely as known
            (``1991``, ``1991-08-28``, ``[2022-03..2022-04]``).

    Raises:
        DataError: If the files are missing, damaged, or of another format.

        CurationError: If a data folder or a table has problems, with all of them.

    >>> load() is load()
    True
    """
    global _default  # noqa: PLW0603  # the one cache
    if path is not None:
        from pathlib import Path  # noqa: PLC0415  # costs as much as our own data

        return _load_from(Path(path))
    with _lock:
        if _default is None:
            _default = _compiled(_store.read_shipped, "berlin_partnerships")
    return _default


def _unpickled(digest: str) -> Dataset:
    """
    The shipped data set again.

    Raises:
        DataError: If this version ships other data.
    """
    from ._model import home  # noqa: PLC0415  # only for pickles

    return home(digest, "the data set")


def _remade(
    records: Mapping[str, Any],
    curated: Curated,
    origin: str,
    revisions: Mapping[str, Any],
) -> Dataset:
    """
    A data set again, from what its pickle holds.
    """
    return Dataset(records, lambda: curated, origin, lambda: revisions)


def _compiled(read: Callable[[str], dict[str, Any]], origin: str) -> Dataset:
    records = read(_store.RECORDS)

    def curated() -> Curated:
        from ._build import curated_from  # noqa: PLC0415  # only when asked why

        return curated_from(records, read(_store.STATEMENTS))

    def revisions() -> dict[str, Any]:
        from ._revisions import REVISIONS  # noqa: PLC0415  # only for calendars

        return read(REVISIONS)

    return Dataset(records, curated, origin, revisions)


def _load_from(path: Path) -> Dataset:
    folder = path.parent if path.name == _store.RECORDS else path
    if (folder / _store.RECORDS).is_file():
        return _compiled(
            lambda name: _store.parse(_read(folder / name), str(folder / name)),
            str(folder),
        )
    if (folder / "sources").is_dir():
        from ._build import built  # noqa: PLC0415
        from ._read import read_folder  # noqa: PLC0415

        curated = read_folder(folder)
        return Dataset(built(curated), lambda: curated, str(folder))
    if path.suffix == ".whl" and path.is_file():
        return _compiled(lambda name: _store.read_wheel(path, name), str(path))
    if path.is_file():
        from ._build import built  # noqa: PLC0415
        from ._own import curated_from_table  # noqa: PLC0415  # brings cattrs

        own = curated_from_table(path, load()._curated.properties)  # noqa: SLF001
        return Dataset(built(own), lambda: own, str(path))
    problem = f"expected a data folder (with sources/), {_store.RECORDS}, or a table of partners"
    if not path.exists():
        problem = "there is no such file or folder"
    raise DataError(str(path), problem)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(str(path), f"cannot be read ({error.strerror})") from error
