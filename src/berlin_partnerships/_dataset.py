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
from ._names import clean, fold, similar
from ._records import Records, checked_name
from .exceptions import AmbiguousNameError, DataError, UnknownNameError


if TYPE_CHECKING:
    from pathlib import Path

    from ._anniversaries import Age, Anniversary, Numbers
    from ._curated import Curated, Party
    from ._dates import PartialDate
    from ._membership import Definition, Interval, Members
    from ._model import City, Record
    from ._partnerships import Partnership
    from ._resolve import Policy, Resolution
    from ._search import Hit
    from ._sources import Source, Statement
    from ._stories import Dating, Reconciliation
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
        self, records: Mapping[str, Any], curated: Callable[[], Curated], origin: str
    ) -> None:
        self._records = records
        self._curated_later = curated
        self._origin = origin
        self._exact: dict[str, City] = {}

    def __repr__(self) -> str:
        from . import __version__  # noqa: PLC0415  # the front imports this module

        return (
            f"<Dataset {self.version} (known until {self.known_until}; "
            f"{len(self.partnerships)} partnerships, {len(self.cities)} cities) "
            f"in berlin_partnerships {__version__}>"
        )

    # What it is -------------------------------------------------------------------

    @property
    def version(self) -> str:
        """
        The version of the data: the day of its last change.
        """
        version: str = self._records["version"]
        return version

    @property
    def date(self) -> dt.date:
        """
        The day of the last change of the data.
        """
        return dt.date.fromisoformat(self.version[:10])

    @property
    def known_until(self) -> dt.date:
        """
        The last day that the sources we read speak about reliably.

        Answers for a later day carry a :class:`BeyondKnownWarning` or say so.
        """
        return dt.date.fromisoformat(self._records["known_until"])

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
            names=_findable,
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
            names=lambda p: (*_findable(p.city), *_findable(p.counterpart)),
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
            raise UnknownNameError(full_id, "record", [f"{k}/…" for k in KINDS])
        record: Record = getattr(self, kind)[id]
        return record

    # Look-up ----------------------------------------------------------------------

    def city(self, name: str, *, country: str | None = None) -> City:
        """
        The city with this name, in any language and script we hold.

        First exactly as typed, then without regard to case, accents, white
        space and punctuation. Never a guess.

        Args:
            name: Any name, or the id.

            country: ISO 3166-1 alpha-2 code that the city must be in.

        Raises:
            UnknownNameError: If no city has the name; with suggestions.

            AmbiguousNameError: If several have it.

            TypeError: If *name* is no string.

            ValueError: If *name* is empty, or *country* is no such code.

        >>> import berlin_partnerships as bp
        >>> bp.city("Kiew").id, bp.city("  мoсква".replace("o", "о")).id
        ('kyiv', 'moscow')
        """
        try:
            found = self._exact[name]
        except (KeyError, TypeError):
            found = None
        if found is None:
            found = self._city(name, country)
        return found if country is None else self._in_country(found, name, country)

    def _city(self, name: str, country: str | None) -> City:
        cleaned = checked_name(name)
        index: Mapping[str, str | list[str]] = self._records["names"]
        said = index.get(fold(cleaned), ())
        ids = candidates = [said] if isinstance(said, str) else list(said)
        if country is not None and len(candidates) > 1:
            code = _country_code(country)
            inside = [id for id in candidates if self.cities[id].country == code]
            candidates = inside or candidates
        if not candidates:
            raise UnknownNameError(name, "city", lambda: self._similar_names(cleaned))
        if len(candidates) > 1:
            told = [f"cities/{id} ({self.cities[id].country})" for id in candidates]
            raise AmbiguousNameError(name, told)
        city = self.cities[candidates[0]]
        # Only names as we hold them are remembered: callers' typos would pile up. And
        # only those of one city: another call may say another country, or none.
        if len(ids) == 1 and any(n.text == name for n in city.names):
            self._exact[name] = city
        return city

    def _similar_names(self, name: str) -> tuple[str, ...]:
        return similar(
            name, [n for city in self.cities.values() for n in _findable(city)]
        )

    def _in_country(self, city: City, name: str, country: str) -> City:
        code = _country_code(country)
        if city.country != code:
            _check_country(code)
            hint = f"{city.name} is in {city.country}, not in {code}"
            raise UnknownNameError(name, f"city in {code}", (), hint)
        return city

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
        from ._search import search  # noqa: PLC0415

        return search(self, text)

    def _partnership_of(self, which: Partnership | str) -> Partnership:
        return self.partnership(which) if isinstance(which, str) else which

    # Membership ---------------------------------------------------------------------

    def partners(
        self,
        on: dt.date | None = None,
        *,
        level: str = "state",
        statuses: Iterable[str] = ("active", "resting"),
        definition: str | Definition = "founding-agreement",
    ) -> tuple[Partnership, ...]:
        """
        The partnerships that certainly hold on a day, by start and id.

        Args:
            on: The day. Without one, every partnership ever held.

            level: ``"state"`` (the Land) or ``"borough"``.

            statuses: Which statuses count. A resting partnership is suspended,
                not ended, and every source we know counts it.

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

    def _start(
        self, which: Partnership | str, criterion: str
    ) -> tuple[str, PartialDate]:
        from .exceptions import UnknownDateError  # noqa: PLC0415

        partnership = self._partnership_of(which)
        since = partnership.since_by(criterion)
        if since is None:
            raise UnknownDateError(partnership.full_id)
        return partnership.full_id, since

    def age(
        self,
        which: Partnership | str,
        on: dt.date | PartialDate,
        *,
        criterion: str = "founding-agreement",
    ) -> Age:
        """
        How old a partnership is on a day.

        Raises:
            ValueError: If *on* is before the start, or no start is known.

            TypeError: If *on* is no date, or a datetime.

        >>> import berlin_partnerships as bp
        >>> from datetime import date
        >>> bp.age("los-angeles", on=date(2017, 6, 26)).years
        49
        """
        from ._anniversaries import age_between  # noqa: PLC0415

        return age_between(*self._start(which, criterion), on)

    def anniversary(
        self,
        which: Partnership | str,
        number: int | None = None,
        *,
        year: int | None = None,
        criterion: str = "founding-agreement",
        leap: str = "28-february",
    ) -> Anniversary:
        """
        The n-th anniversary, or the one in a year; the 0th is the start itself.

        Raises:
            ValueError: If it would be before the start or after the year 9999,
                or if not exactly one of *number* and *year* is given.

            TypeError: If *number* or *year* is no whole number.

        >>> import berlin_partnerships as bp
        >>> a = bp.anniversary("los-angeles", 60)
        >>> a.date, a.weekday
        (PartialDate('2027-06-27'), 'Sunday')
        """
        from ._moments import anniversary  # noqa: PLC0415

        start = self._start(which, criterion)
        return anniversary(self, *start, number, year, criterion, leap)

    def next_anniversary(
        self,
        which: Partnership | str,
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
            which: A partnership, its id, or a name of its city.

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

        start = self._start(which, criterion)
        return next_anniversary(
            self, *start, after, numbers, inclusive, criterion, leap
        )

    def anniversaries(
        self,
        start: dt.date,
        end: dt.date,
        *,
        records: Iterable[Partnership | str] | None = None,
        numbers: Numbers = None,
        criterion: str = "founding-agreement",
        leap: str = "28-february",
    ) -> tuple[Anniversary, ...]:
        """
        All anniversaries from *start* to *end*, both days included, by date and id.

        Those of a start known only to the month or year are included if any of
        their days lies in between. Partnerships without a known start have none.

        Raises:
            ValueError: If *end* is before *start*.

            TypeError: If either is no date, or a datetime.
        """
        from ._moments import anniversaries  # noqa: PLC0415

        chosen = self.partnerships.values() if records is None else records
        found = [self._partnership_of(which) for which in chosen]
        return anniversaries(self, start, end, found, numbers, criterion, leap)

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
    ) -> Reconciliation:
        """
        Why sources differ: when and how each is right, and what stands between them.

        Args:
            sources: Ids of sources, :class:`Source` objects, lists of names, or
                paths of files. Without any, all sources that state a number or
                a list of partners.

            policy: Other rules and costs than the default ones.

        >>> import berlin_partnerships as bp
        >>> print(bp.reconcile("seed-004", "seed-002").comparisons[0].bridge)
        17 + 1 = 18
        """
        from ._stories import reconcile  # noqa: PLC0415

        return reconcile(self, sources, policy)

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

        An empty list was true before the first partnership.

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


def _findable(city: City) -> tuple[str, ...]:
    """
    The names by which a city is found: all but the slips of a single source.
    """
    return tuple(n.text for n in city.names if n.kind != "as-printed")


def _check_country(code: str) -> None:
    """
    Refuse two letters that are no country's; only a look-up that failed comes here.
    """
    import pycountry  # noqa: PLC0415  # costs more than our own data

    if pycountry.countries.get(alpha_2=code) is None:
        hint = "; the code of the United Kingdom is 'GB'" if code == "UK" else ""
        msg = f"{code!r} is no ISO 3166-1 alpha-2 code{hint}"
        raise ValueError(msg)


def _country_code(country: object) -> str:
    if not isinstance(country, str):
        msg = f"country must be a str, not {type(country).__name__}"
        raise TypeError(msg)
    code = clean(country).upper()
    if len(code) != 2 or not code.isalpha() or not code.isascii():  # noqa: PLR2004
        msg = (
            f"country must be an ISO 3166-1 alpha-2 code such as 'FR', not {country!r}"
        )
        raise ValueError(msg)
    return code


_lock = Lock()
_default: Dataset | None = None


def load(path: str | Path | None = None) -> Dataset:
    """
    The data set: the shipped one (made once), or one from a path.

    Args:
        path: A data folder (TOML), or a folder with compiled files.

    Raises:
        DataError: If the files are missing, damaged, or of another format.

        CurationError: If a data folder has problems, with all of them.

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


def _compiled(read: Callable[[str], dict[str, Any]], origin: str) -> Dataset:
    records = read(_store.RECORDS)

    def curated() -> Curated:
        from ._build import curated_from  # noqa: PLC0415  # only when asked why

        return curated_from(records, read(_store.STATEMENTS))

    return Dataset(records, curated, origin)


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
    problem = f"expected a data folder (with sources/) or {_store.RECORDS}"
    raise DataError(str(path), problem)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(str(path), f"cannot be read ({error.strerror})") from error
