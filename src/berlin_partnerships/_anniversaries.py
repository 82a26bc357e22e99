"""
Arithmetic on anniversaries; partial dates stay partial.

Years are calendar years. A start on 29 February is kept on 28 February of a
common year unless the caller says otherwise. Pure functions: the caller passes
the day, nothing here reads the clock.

Floor 2: imports the dates, the exceptions, the prose, and what a record is.
"""

from __future__ import annotations

import calendar
import datetime as dt

from collections.abc import Callable, Container, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from ._dates import PartialDate, among, as_date
from ._language import in_language
from ._model import digest_of, home
from ._occasions import called, said_status, sources_of, status_of
from ._pickles import fields_of, made
from ._text import Result, counted, said_date, weekday
from .exceptions import DataError, shown


if TYPE_CHECKING:
    from ._dataset import Dataset
    from ._model import Record

    Handle = Dataset | str | None
else:
    Handle = Any  # cattrs reads the annotations of records

__all__ = [
    "LEAP_RULES",
    "ROUND",
    "Age",
    "Anniversary",
    "age_between",
    "anniversaries_of",
    "check_number",
    "shifted",
]

LEAP_RULES = ("28-february", "1-march", "leap-years")
_LENGTH_OF_A_DAY = len("1967-06-27")
Numbers = Container[int] | Callable[[int], bool] | None
Bounds = int | tuple[int, int]


class _Round:
    """
    The numbers that are kept as round ones: multiples of five.

    Customs differ, and this is the widest. All celebrations of Berlin's
    partnerships that we found in dated sources kept such a number, from 10 to 55.
    Customs narrower than that are sets of your own:

    - ``{25, 50, 100}``: what a German *Jubiläum* is above all (DWDS,
      *Jubiläum*; eWDG, 1969);
    - ``{25, 40, 50}``: the jubilees of service of German officials
      (Dienstjubiläumsverordnung, § 2);
    - ``{25, 50}`` and ``{60}``: the silver, golden, and diamond jubilee of
      English (Longman Dictionary of Contemporary English).

    German counts 75 and English 60 and 75 with less agreement: Collins gives the
    diamond jubilee as the 60th, "or occasionally 75th".

    >>> [number for number in range(21, 41) if number in ROUND]
    [25, 30, 35, 40]
    """

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and number > 0 and number % 5 == 0

    def __repr__(self) -> str:
        return "ROUND"


ROUND = _Round()

# Jubilees that have a name by themselves, and not only as a wedding or a reign:
# Longman Dictionary of Contemporary English, "silver jubilee", "golden jubilee",
# "diamond jubilee". For German we found such names for weddings only.
_JUBILEES = {25: "silver jubilee", 50: "golden jubilee", 60: "diamond jubilee"}


def check_number(value: object, name: str) -> int:
    """
    *value* if it is a whole number of years, 0 or more.

    Raises:
        TypeError: If it is no ``int``, or is a ``bool``.

        ValueError: If it is negative.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        msg = f"{name} must be a whole number, not {shown(value)}"
        raise TypeError(msg)
    if value < 0:
        msg = f"{name} must not be negative, not {shown(value)}"
        raise ValueError(msg)
    return value


def shifted(day: date, years: int, leap: str = "28-february") -> date | None:
    """
    *day*, *years* later; None if *leap* skips that year.

    Args:
        day: The day to start from.

        years: How many calendar years to add.

        leap: Where 29 February is kept in a common year: ``"28-february"``,
            ``"1-march"``, or not at all (``"leap-years"``).

    Raises:
        ValueError: If the year is beyond 9999, or *leap* is not known.

    >>> shifted(date(2024, 2, 29), 1)
    datetime.date(2025, 2, 28)
    """
    _check_leap(leap)
    year = day.year + years
    if year > date.max.year:
        msg = f"{shown(years)} years after {day} is beyond the year 9999"
        raise ValueError(msg)
    if (day.month, day.day) != (2, 29) or calendar.isleap(year):
        return day.replace(year=year)
    kept = {"28-february": date(year, 2, 28), "1-march": date(year, 3, 1)}
    return kept.get(leap)


def _check_leap(leap: str) -> None:
    if leap not in LEAP_RULES:
        msg = f"leap must be one of {', '.join(LEAP_RULES)}, not {shown(leap)}"
        raise ValueError(msg)


def partial_shifted(
    start: PartialDate, years: int, leap: str = "28-february"
) -> PartialDate | None:
    """
    *start*, *years* later, as precise as *start* and no more.

    None if *start* has an open end, or if *leap* skips that year. What is in
    doubt about a day, month or year stays in doubt.

    >>> partial_shifted(PartialDate.parse("1994~"), 30)
    PartialDate('2024~')
    """
    later: list[tuple[date, date]] = []
    if len(start.text) == _LENGTH_OF_A_DAY and start.is_day:
        day = shifted(start.sort_key[0], years, leap)
        return None if day is None else PartialDate.of(day)
    for first, last in start.ranges:
        if first is None or last is None:
            return None
        # A span that begins or ends on a day that is skipped becomes shorter.
        lower = shifted(first, years, leap) or date(first.year + years, 3, 1)
        upper = shifted(last, years, leap) or date(last.year + years, 2, 28)
        if lower <= upper:
            later.append((lower, upper))
    return _in_the_form_of(start, among(later)) if later else None


def _in_the_form_of(start: PartialDate, later: PartialDate) -> PartialDate:
    if start.precision not in ("day", "month", "year"):
        return later
    year = f"{later.sort_key[0].year:04}"
    tail = later.text[4:10] if later.is_day else start.text[4:].rstrip("?~%")
    mark = start.text.lstrip("0123456789X-")
    same = PartialDate.parse(year + tail + mark)
    return same if same.covers(later) else later


def full_years(start: date, on: date, leap: str = "28-february") -> int:
    """
    Whole years from *start* to *on*, negative if *on* is before.

    >>> full_years(date(1967, 6, 27), date(2017, 6, 26))
    49
    """
    years = on.year - start.year
    day = shifted(start, years, leap) or date(on.year, 2, 28)
    return years if day <= on else years - 1


def _bounds(first: int, last: int) -> Bounds:
    return first if first == last else (first, last)


@attrs.frozen(kw_only=True)
class Age(Result):
    """
    How long something has existed on a day.

    Attributes:
        about: Full id of the record.

        on: The day, or the time within which it lies.

        since: The start.

        years: Whole years; two bounds if a date is only known to the year.

        days: Days; two bounds likewise.

        criterion: Under which criterion that is the start.
    """

    about: str
    on: PartialDate
    since: PartialDate
    years: int | tuple[int, int]
    days: int | tuple[int, int]
    criterion: str = attrs.field(default="founding-agreement", repr=False)
    _dataset: Handle = attrs.field(default=None, eq=False, repr=False, alias="dataset")

    @property
    def status(self) -> str | None:
        """
        The status on the day: ``"resting"``, ``"ended"``, …; None if not known.

        Raises:
            DataError: If the age is from data that are not loaded.
        """
        return status_of(self._dataset, self.about, self.on)

    def explain(self, language: str = "en") -> str:
        """
        The age in a sentence; a status other than active is said.
        """
        on, since = said_date(self.on, language), _said_since(self.since, language)
        years = _with_unit(self.years, language, ("Jahr", "Jahre"), ("year", "years"))
        days = _with_unit(self.days, language, ("Tag", "Tage"), ("day", "days"))
        name, _ = called(self._dataset, self.about, self.criterion, language)
        status = said_status(_known_status(self), language)
        return f"{name}, {on}: {years} ({days}) {since}.{status}"

    def __reduce__(self) -> tuple[object, ...]:
        return _unpickled, (Age, *_pickled(self))


def _known_status(result: Age | Anniversary) -> str | None:
    """
    The status, or None where there are no data to ask.
    """
    try:
        return result.status
    except DataError:
        return None


def _pickled(result: Any) -> tuple[dict[str, Any], str | None]:
    return fields_of(result), digest_of(result._dataset)  # noqa: SLF001  # one of our own


def _unpickled(cls: type[Any], fields: dict[str, Any], digest: str | None) -> Any:
    return made(cls, {**fields, "dataset": digest})


def _with_unit(
    value: Bounds, language: str, de: tuple[str, str], en: tuple[str, str]
) -> str:
    bounds = (value,) if isinstance(value, int) else value
    between = in_language(language, " bis ", " to ")
    said = between.join(counted(bound, language) for bound in bounds)
    return f"{said} {in_language(language, de[value != 1], en[value != 1])}"


def _said_since(since: PartialDate, language: str) -> str:
    said = said_date(since, language)
    if since.is_day and not (since.uncertain or since.approximate):
        return in_language(language, f"seit dem {said}", f"since {said}")
    if since.precision in ("day", "month", "year"):
        return in_language(language, f"seit {said}", f"since {said}")
    return in_language(language, f"ab einem Tag {said}", f"from a day {said}")


def age_between(
    about: str,
    since: PartialDate,
    on: date | PartialDate,
    *,
    leap: str = "28-february",
    criterion: str = "founding-agreement",
    dataset: Handle = None,
) -> Age:
    """
    The age of something that began at *since*.

    Raises:
        ValueError: If *on* is before the start, a date has an open end, or
            *leap* is not known.

        TypeError: If *on* is neither a date nor a partial one.
    """
    when = on if isinstance(on, PartialDate) else PartialDate.of(as_date(on))
    if not (when.lower and when.upper and since.lower and since.upper):
        msg = f"an age needs dates with both bounds, not {since} and {when}"
        raise ValueError(msg)
    if when.upper < since.lower:
        msg = f"{when} is before the start of {about} ({since})"
        raise ValueError(msg)
    oldest, youngest = (since.lower, when.upper), (since.upper, when.lower)
    return Age(
        about=about,
        on=when,
        since=since,
        years=_bounds(max(full_years(*youngest, leap), 0), full_years(*oldest, leap)),
        days=_bounds(
            max((youngest[1] - youngest[0]).days, 0), (oldest[1] - oldest[0]).days
        ),
        criterion=criterion,
        dataset=dataset,
    )


@attrs.frozen(kw_only=True)
class Anniversary(Result):
    """
    The n-th return of the day on which something began.

    Attributes:
        number: How many years.

        date: The day; a month or a year if the start is known no better.

        about: Full id of the record, or of an act (``partnerships/x#act``).

        since: The start it counts from.

        criterion: Under which criterion that is the start: that of a
            partnership, the role of an act, or a property such as ``founded``.
    """

    number: int
    date: PartialDate
    about: str
    since: PartialDate
    criterion: str = attrs.field(default="founding-agreement", repr=False)
    _dataset: Handle = attrs.field(default=None, eq=False, repr=False, alias="dataset")

    @property
    def record(self) -> Record:
        """
        What it is the anniversary of; of an act, its partnership.
        """
        subject = self.about.partition("#")[0]
        return home(self._dataset, self.about).record(subject)

    @property
    def status(self) -> str | None:
        """
        The status on that day, as far as the data know; of an act, its partnership's.

        ``"active"``, ``"resting"``, ``"ended"``, …; ``"unclear"`` if the day is
        not known well enough to say; None if nothing was agreed by then.

        Raises:
            DataError: If the anniversary is from data that are not loaded.

        >>> import berlin_partnerships as bp
        >>> bp.anniversary("moscow", year=2027).status
        'resting'
        """
        return status_of(self._dataset, self.about, self.date)

    @property
    def sources(self) -> tuple[str, ...]:
        """
        Ids of the sources that the start rests on, those closest to the deed first.

        Raises:
            DataError: If the anniversary is from data that are not loaded.
        """
        return sources_of(self._dataset, self.about, self.criterion)

    def label(self, language: str = "en") -> str:
        """
        The name of what it is the anniversary of; of a partnership, the city.
        """
        return called(self._dataset, self.about, self.criterion, language)[0]

    def ordinal(self, language: str = "en") -> str:
        """
        The number with its noun.

        >>> import berlin_partnerships as bp
        >>> a = bp.anniversary("los-angeles", 60)
        >>> a.ordinal(), a.ordinal("de")
        ('60th anniversary', '60. Jahrestag')
        """
        number = counted(self.number, language)
        return in_language(
            language,
            f"{number}. Jahrestag",
            f"{number}{_ending(self.number)} anniversary",
        )

    def jubilee_name(self, language: str = "en") -> str | None:
        """
        A name that dictionaries have for this number by itself, or None.

        English: silver (25), golden (50), diamond (60) jubilee, by the Longman
        Dictionary of Contemporary English. German: none, since we found such
        names for weddings only. Berlin's own sources name no jubilee of a
        partnership; so no text of this library uses these names unasked.
        """
        return in_language(language, "", _JUBILEES.get(self.number, "")) or None

    def title(self, language: str = "en") -> str:
        """
        What is kept, in a line.

        >>> import berlin_partnerships as bp
        >>> bp.anniversary("warsaw", 40).title("de")
        'Warschau: 40. Jahrestag der Partnerschaft'
        """
        label, occasion = self._called(language)
        return f"{label}: {occasion}"

    def _called(self, language: str) -> tuple[str, str]:
        label, of = called(self._dataset, self.about, self.criterion, language)
        return label, f"{self.ordinal(language)} {of}".rstrip()

    @property
    def weekday(self) -> str | None:
        """
        The English name of the weekday; None if the day is not known.
        """
        if not self.date.is_day or self.date.lower is None:
            return None
        return weekday(self.date.lower)

    @property
    def jubilee_year(self) -> int | tuple[int, int]:
        """
        The calendar year of the start plus the number, two if the start has two.

        In that year the number is usually kept, also before the day.

        >>> import berlin_partnerships as bp
        >>> bp.anniversary("los-angeles", 60).jubilee_year
        2027
        """
        first, last = self.since.sort_key
        return _bounds(first.year + self.number, last.year + self.number)

    def reached(self, on: dt.date) -> int | tuple[int, int]:
        """
        How many years have passed since the start on a day, with bounds.

        Raises:
            ValueError: If *on* is before the start.

        >>> import berlin_partnerships as bp
        >>> bp.anniversary("los-angeles", 60).reached(date(2027, 6, 26))
        59
        """
        return age_between(self.about, self.since, on).years

    def days_until(self, on: dt.date) -> int | tuple[int, int]:
        """
        Days from *on* to the anniversary, negative if it is over.

        Two bounds if the day is not known.

        >>> import berlin_partnerships as bp
        >>> bp.anniversary("los-angeles", 60).days_until(date(2026, 11, 21))
        218
        """
        day = as_date(on)
        first, last = self.date.sort_key
        return _bounds((first - day).days, (last - day).days)

    def explain(self, language: str = "en") -> str:
        """
        The anniversary in a sentence; a status other than active is said.
        """
        when = said_date(self.date, language)
        since = said_date(self.since, language)
        if self.criterion != "held":  # an event is over, it does not go on since
            since = _said_since(self.since, language)
        if self.date.is_day and self.date.lower is not None:
            when = f"{weekday(self.date.lower, language)}, {when}"
        label, occasion = self._called(language)
        status = said_status(_known_status(self), language)
        return f"{label}, {occasion}: {when} ({since}).{status}"

    def __reduce__(self) -> tuple[object, ...]:
        return _unpickled, (Anniversary, *_pickled(self))


def _ending(number: int) -> str:
    """
    The two letters after an English number.

    >>> [f"{n}{_ending(n)}" for n in (1, 2, 3, 4, 11, 12, 13, 21, 111, 122)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '111th', '122nd']
    """
    if number // 10 % 10 == 1:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def wanted(number: int, numbers: Numbers) -> bool:
    """
    Whether *numbers* (a container, a predicate, or None for all) has *number*.
    """
    if numbers is None:
        return True
    return numbers(number) if callable(numbers) else number in numbers


def anniversaries_of(
    since: PartialDate,
    first: date,
    last: date,
    numbers: Numbers = None,
    leap: str = "28-february",
) -> Iterator[tuple[int, PartialDate]]:
    """
    The anniversaries of *since* that touch ``[first, last]``, without the 0th.

    Raises:
        TypeError: If *numbers* is no container, predicate, or None.

        ValueError: If *leap* is not known.
    """
    _check_leap(leap)
    if not (numbers is None or callable(numbers) or isinstance(numbers, Container)):
        msg = f"numbers must be a container or a predicate, not {shown(numbers)}"
        raise TypeError(msg)
    if since.lower is None or since.upper is None:
        return
    window = PartialDate.between(first, last)
    earliest = max(first.year - since.upper.year, 1)
    latest = min(last.year - since.lower.year, date.max.year - since.upper.year)
    for number in range(earliest, latest + 1):
        if not wanted(number, numbers):
            continue
        when = partial_shifted(since, number, leap)
        if when is not None and window.is_compatible(when):
            yield number, when
