"""
Dates as precise as a source gives them, and no more precise.

The text form is a part of the Extended Date/Time Format (EDTF, ISO 8601-2:2019):
a year, month, or day (``1991``, ``1991-08``, ``1991-08-28``), doubtful or
approximate ones (``1991?``, ``1990~``, ``1990%``), unspecified digits (``199X``,
``1991-XX``), and one day out of several (``[1990,1991]``,
``[2022-03-02..2022-04-05]``, ``[..2005]``). Two dates with a slash are a
:class:`Period`. All dates are days of the proleptic Gregorian calendar in
Berlin, without a time of day.

Floor 0: imports only the exceptions.
"""

from __future__ import annotations

import contextlib
import functools
import re

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import attrs

from ._pickles import Pickled
from .exceptions import InvalidDateError


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "PartialDate",
    "Period",
    "among",
    "as_date",
    "common",
    "day_after",
    "day_before",
    "partial",
]

_POINT = re.compile(
    r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?[?~%]?"
)
_MONTHS = 12
# How many characters are left of a text without marks and unknown digits.
_PRECISIONS = {
    10: "day",
    7: "month",
    4: "year",
    3: "decade",
    2: "century",
    1: "millennium",
}

Range = tuple[date | None, date | None]
Ordinals = tuple[tuple[int, int], ...]


def as_date(value: object, name: str = "on") -> date:
    """
    *value* if it is a plain date; anything else is refused.

    A ``datetime`` is refused although Python calls it a date: whether 22:30 in
    UTC is today or tomorrow in Berlin is for the caller to say.

    Raises:
        TypeError: If it is not a ``datetime.date``, or is a ``datetime``.
    """
    if isinstance(value, datetime):
        msg = (
            f"{name} must be a date in Berlin, not a datetime; "
            "pass value.astimezone(ZoneInfo('Europe/Berlin')).date()"
        )
        if value.tzinfo is None:  # taken for the time of this machine otherwise
            msg += ", or value.date() if it is the time in Berlin already"
        raise TypeError(msg)
    if not isinstance(value, date):
        msg = (
            f"{name} must be a datetime.date, not {type(value).__name__}; "
            "for a text, pass date.fromisoformat(text)"
        )
        raise TypeError(msg)
    return value


def partial(value: PartialDate | date | str | None) -> PartialDate | None:
    """
    *value* as a partial date: a day or an EDTF text becomes one, None stays None.

    Raises:
        InvalidDateError: If the text is no date.

        TypeError: If it is neither, or a datetime.
    """
    if value is None or isinstance(value, PartialDate):
        return value
    if isinstance(value, str):
        return PartialDate.parse(value)
    return PartialDate.of(value)


def day_after(day: date) -> date | None:
    """
    The next day, or None after the calendar's last.
    """
    return None if day == date.max else day + timedelta(1)


def limited(last: date) -> date | None:
    """
    The last day of what has one; ``date.max`` stands for no limit, or for none known.

    >>> limited(date.max), limited(date(2026, 3, 31))
    (None, datetime.date(2026, 3, 31))
    """
    return None if last == date.max else last


def day_before(day: date) -> date | None:
    """
    The day before, or None before the calendar's first.
    """
    return None if day == date.min else day - timedelta(1)


@attrs.frozen(repr=False)
class PartialDate:
    """
    One day, known as far as a source tells: a year, a month, a day, or bounds.

    >>> PartialDate.parse("1991-08").covers(PartialDate.parse("1991-08-28"))
    True
    >>> PartialDate.parse("[2022-03-02..2022-04-05]").precision
    'range'

    Attributes:
        text: The EDTF form.

        ranges: The days it may be, as inclusive ``(first, last)`` pairs in
            order; None is unbounded. Compared through *text* only.

        ordinals: The same as numbers (:meth:`datetime.date.toordinal`); an
            unbounded side is one beyond the calendar.
    """

    text: str
    ranges: tuple[Range, ...] = attrs.field(
        eq=False,
        default=attrs.Factory(lambda self: _ranges(self.text), takes_self=True),
    )
    # Worked out once, as dates are compared all the time.
    ordinals: Ordinals = attrs.field(
        eq=False,
        init=False,
        default=attrs.Factory(lambda self: _ordinals(self.ranges), takes_self=True),
    )

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """
        Read an EDTF text.

        Raises:
            InvalidDateError: If it is no date, or a period.

            TypeError: If it is not a string.

        >>> PartialDate.parse("199X").lower
        datetime.date(1990, 1, 1)
        """
        return _parsed(text) if type(text) is str else cls(text)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """
        A day that is fully known.
        """
        day = as_date(day, "day")
        return cls(day.isoformat(), ((day, day),))

    @classmethod
    def between(cls, first: date | None, last: date | None) -> PartialDate:
        """
        One unknown day between two inclusive bounds; None is unbounded.

        Raises:
            InvalidDateError: If the end is before the start, or both are open.

            TypeError: If a bound is neither a date nor None, or is a datetime.

        >>> PartialDate.between(date(2022, 3, 2), date(2022, 4, 5))
        PartialDate('[2022-03-02..2022-04-05]')
        """
        lower = None if first is None else as_date(first, "first")
        upper = None if last is None else as_date(last, "last")
        text = f"[{_spanned(lower, upper)}]"
        if lower is None and upper is None:
            raise InvalidDateError(text, "both ends are open")
        if lower is not None and upper is not None and lower > upper:
            raise InvalidDateError(text, "the end is before the start")
        return among([(lower, upper)])

    @property
    def lower(self) -> date | None:
        """
        The earliest day it can be; None if unbounded.
        """
        return self.ranges[0][0]

    @property
    def upper(self) -> date | None:
        """
        The latest day it can be; None if unbounded.
        """
        return self.ranges[-1][1]

    @property
    def precision(self) -> str:
        """
        How much of it is said, in a word.

        One of ``day``, ``month``, ``year``, ``decade``, ``century``,
        ``millennium``, ``set``, and ``range``.
        """
        if self.text.startswith("["):
            return "range" if ".." in self.text else "set"
        known = len(self.text.rstrip("?~%").replace("X", "").rstrip("-"))
        return _PRECISIONS[known]

    @property
    def is_day(self) -> bool:
        """
        Whether exactly one day is left.
        """
        return self.lower is not None and self.lower == self.upper

    @property
    def uncertain(self) -> bool:
        """
        Whether the source itself has doubts (``?`` or ``%``).
        """
        return "?" in self.text or "%" in self.text

    @property
    def approximate(self) -> bool:
        """
        Whether the source gives it as about (``~`` or ``%``).
        """
        return "~" in self.text or "%" in self.text

    @property
    def sort_key(self) -> tuple[date, date]:
        """
        Earliest day first, then latest; unbounded sides at the calendar's ends.
        """
        return self.lower or date.min, self.upper or date.max

    def covers(self, other: PartialDate) -> bool:
        """
        Whether *other* is this date, only known at least as precisely.
        """
        for first, last in other.ordinals:
            # A loop, as this is asked often and `any` would be twice as slow.
            for begin, end in self.ordinals:
                if begin <= first and last <= end:
                    break
            else:
                return False
        return True

    def is_compatible(self, other: PartialDate, *, tolerance_days: int = 0) -> bool:
        """
        Whether both can be the same day.

        Args:
            other: The date to compare with.

            tolerance_days: How far apart they may be if either is approximate
                or uncertain.

        >>> PartialDate.parse("1990~").is_compatible(
        ...     PartialDate.parse("1991-02"), tolerance_days=366)
        True
        """
        slack = tolerance_days
        if slack and not (_vague(self.text) or _vague(other.text)):
            slack = 0
        for first, last in self.ordinals:
            for begin, end in other.ordinals:
                if first <= end + slack and begin <= last + slack:
                    return True
        return False

    def intersection(self, other: PartialDate) -> PartialDate | None:
        """
        The days that both allow; None if there are none.

        The finer of two texts is kept where it says all of it; of two that say
        the same days, the one without doubts, then the shorter.

        >>> PartialDate.parse("1991").intersection(PartialDate.parse("1991-08-28"))
        PartialDate('1991-08-28')
        """
        return common([self, other])

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        number = as_date(day, "day").toordinal()
        return any(first <= number <= last for first, last in self.ordinals)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"PartialDate({self.text!r})"

    def __hash__(self) -> int:
        # Dates are counted and grouped all the time; attrs would make a tuple first.
        return hash(self.text)

    def __reduce__(self) -> tuple[object, ...]:
        return PartialDate.parse, (self.text,)


@attrs.frozen(repr=False)
class Period(Pickled):
    """
    A span of days, both ends included; an end that is None is open.

    >>> Period.parse("2024-11-10/2024-11-15").end
    PartialDate('2024-11-15')
    >>> print(Period.parse("2016-12-08/.."))
    2016-12-08/..
    """

    start: PartialDate | None
    end: PartialDate | None

    @classmethod
    def parse(cls, text: str) -> Period:
        """
        Read an EDTF period; a single date is the period of that date.

        Raises:
            InvalidDateError: If it is neither, or ends before it starts.

            TypeError: If it is not a string.
        """
        if not isinstance(text, str):
            msg = f"an EDTF text must be a str, not {type(text).__name__}"
            raise TypeError(msg)
        if "/" not in text:
            day = PartialDate.parse(text)
            return cls(day, day)
        first, _, last = text.partition("/")
        if not first or not last:
            raise InvalidDateError(text, "an end is missing; an open one is written ..")
        start = None if first == ".." else PartialDate.parse(first)
        end = None if last == ".." else PartialDate.parse(last)
        if start and end and start.lower and end.upper and end.upper < start.lower:
            raise InvalidDateError(text, "the end is before the start")
        return cls(start, end)

    @property
    def lower(self) -> date | None:
        """
        The earliest day it can contain.
        """
        return self.start.lower if self.start else None

    @property
    def upper(self) -> date | None:
        """
        The latest day it can contain.
        """
        return self.end.upper if self.end else None

    @property
    def days(self) -> int:
        """
        How many days it has at most; open ends reach to the calendar's.

        >>> Period.parse("2024-11-10/2024-11-15").days
        6
        """
        return ((self.upper or date.max) - (self.lower or date.min)).days + 1

    def covers(self, other: Period) -> bool:
        """
        Whether *other* lies within this period.

        >>> Period.parse("2024-11").covers(Period.parse("2024-11-10/2024-11-15"))
        True
        """
        begins = (self.lower or date.min) <= (other.lower or date.min)
        return begins and (other.upper or date.max) <= (self.upper or date.max)

    def __str__(self) -> str:
        if self.start is not None and self.start == self.end:
            return str(self.start)
        return f"{self.start or '..'}/{self.end or '..'}"

    def __repr__(self) -> str:
        return f"Period({str(self)!r})"


def among(ranges: Sequence[Range]) -> PartialDate:
    """
    One unknown day in any of *ranges*, which must not be all of time.

    >>> from datetime import date
    >>> among([(None, date(1990, 12, 31)), (date(1991, 8, 28), date(1991, 8, 28))])
    PartialDate('[..1990-12-31,1991-08-28]')
    """
    merged = _merged(ranges)
    if len(merged) == 1 and merged[0][0] == merged[0][1]:
        return PartialDate(_spanned(*merged[0]), merged)
    return PartialDate(f"[{','.join(_spanned(*r) for r in merged)}]", merged)


def common(dates: Sequence[PartialDate]) -> PartialDate | None:
    """
    The days that all of *dates* allow; None if there are none.

    If one of them says just these days, it is that one, in whatever order they are.

    >>> common([PartialDate.parse(text) for text in ("1990", "1990-11", "199X")])
    PartialDate('1990-11')
    """
    spans = _shared(dates)
    said = None
    for each in dates:
        if each.ordinals == spans and each is not said:
            said = each if said is None else min(said, each, key=_roughness)
    if said is None and spans:
        return among([_range(*span) for span in spans])
    return said


def _shared(dates: Sequence[PartialDate]) -> Ordinals:
    """
    The days of :func:`common`, as numbers.

    Nearly all dates are one span. Compared by hand: `max` would take twice as long.
    """
    low, high = dates[0].ordinals[0]
    for each in dates:
        if len(each.ordinals) != 1:
            return functools.reduce(_met, [each.ordinals for each in dates])
        first, last = each.ordinals[0]
        if first > low:  # noqa: PLR1730
            low = first
        if last < high:  # noqa: PLR1730
            high = last
    return ((low, high),) if low <= high else ()


def _met(one: Ordinals, other: Ordinals) -> Ordinals:
    """
    What both have in common.
    """
    met = []
    for first, last in one:
        for begin, end in other:
            low, high = max(first, begin), min(last, end)
            if low <= high:
                met.append((low, high))
    return tuple(met)


def _spanned(first: date | None, last: date | None) -> str:
    if first is not None and first == last:
        return first.isoformat()
    ends = ("" if end is None else end.isoformat() for end in (first, last))
    return "..".join(ends)


def _vague(text: str) -> bool:
    return "?" in text or "~" in text or "%" in text


def _roughness(when: PartialDate) -> tuple[bool, bool, int, str]:
    computed = when.text.startswith("[") and when.text == among(when.ranges).text
    return _vague(when.text), computed, len(when.text), when.text


def _members(text: str) -> tuple[Range, ...]:
    ranges: list[Range] = []
    for member in text[1:-1].split(","):
        first, dots, last = member.partition("..")
        if not dots:
            ranges.append(_point(first, text))
            continue
        lower = _point(first, text)[0] if first else None
        upper = _point(last, text)[1] if last else None
        if lower is None and upper is None:
            raise InvalidDateError(text, "both ends are open")
        if lower is not None and upper is not None and upper < lower:
            raise InvalidDateError(text, "the end is before the start")
        ranges.append((lower, upper))
    merged = _merged(ranges)
    if merged == ((None, None),):
        raise InvalidDateError(text, "no day is left out")
    return merged


# One beyond the calendar, for sides that are unbounded.
_BEFORE, _AFTER = 0, date.max.toordinal() + 1


def _ordinals(ranges: tuple[Range, ...]) -> Ordinals:
    return tuple(
        [
            (
                first.toordinal() if first else _BEFORE,
                last.toordinal() if last else _AFTER,
            )
            for first, last in ranges
        ]
    )


def _range(first: int, last: int) -> Range:
    """
    A range of dates from their numbers.
    """
    return (
        None if first == _BEFORE else date.fromordinal(first),
        None if last == _AFTER else date.fromordinal(last),
    )


def _merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """
    *ranges* in order, those that touch joined.
    """
    ordered = sorted(ranges, key=lambda r: r[0].toordinal() if r[0] else 0)
    merged = [ordered[0]]
    for lower, upper in ordered[1:]:
        first, last = merged[-1]
        if last is None:
            break
        if lower is not None and lower.toordinal() > last.toordinal() + 1:
            merged.append((lower, upper))
        elif upper is None or upper > last:
            merged[-1] = (first, upper)
    return tuple(merged)


@functools.lru_cache(maxsize=4096)  # Sources give the same few dates over and over.
def _parsed(text: str) -> PartialDate:
    return PartialDate(text)


def _ranges(text: str) -> tuple[Range, ...]:
    """
    The days that an EDTF text allows.
    """
    if not isinstance(text, str):
        msg = f"an EDTF text must be a str, not {type(text).__name__}"
        raise TypeError(msg)
    if "/" in text:
        raise InvalidDateError(text, "a single day is needed, this is a period")
    if text.startswith("[") and text.endswith("]"):
        return _members(text)
    return (_point(text, text),)


def _point(text: str, whole: str) -> tuple[date, date]:
    m = _POINT.fullmatch(text)
    if m is None:
        raise InvalidDateError(whole, _meant(text))
    year, month, day = m["year"], m["month"], m["day"]
    if "X" in year.rstrip("X") or year == "XXXX":
        raise InvalidDateError(whole, "X may only replace the last digits of a year")
    no_month, no_day = month in (None, "XX"), day in (None, "XX")
    if ("X" in year and not no_month) or (no_month and not no_day):
        raise InvalidDateError(whole, "a known part stands after an unknown one")
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if last_year < 1:
        raise InvalidDateError(whole, "the year must be 0001 to 9999")
    first_year = max(first_year, 1)
    if month is None or no_month:
        return date(first_year, 1, 1), date(last_year, 12, 31)
    if "X" in month or not 1 <= int(month) <= _MONTHS:
        raise InvalidDateError(whole, f"the month must be 01 to {_MONTHS}")
    length = _length(first_year, int(month))
    if day is None or no_day:
        return date(first_year, int(month), 1), date(first_year, int(month), length)
    if "X" in day or not 1 <= int(day) <= length:
        raise InvalidDateError(whole, f"the day must be 01 to {length}")
    only = date(first_year, int(month), int(day))
    return only, only


_GERMAN = re.compile(r"(?:(\d\d?)\. ?)?(\d\d?)\. ?(\d{4})", re.ASCII)


def _meant(text: str) -> str:
    """
    How to write what was meant; that is plain for a day or a month as in German.

    >>> _meant("3.10.1990"), _meant("10.1990")
    ('write 1990-10-03', 'write 1990-10')
    """
    if m := _GERMAN.fullmatch(text):
        parts = [f"{int(part):02}" for part in reversed(m.groups()) if part]
        meant = "-".join([m[3], *parts[1:]])
        with contextlib.suppress(InvalidDateError):
            _point(meant, meant)
            return f"write {meant}"
    return (
        "expected a form such as 1991, 1991-08, 1991-08-28, 199X, 1990~ or [1990..1992]"
    )


def _length(year: int, month: int) -> int:
    """
    Days of a month; the standard library's `calendar` takes 3 ms to import.
    """
    if month == _MONTHS:
        return 31
    return (date(year, month + 1, 1) - timedelta(1)).day
