"""
Our arithmetic against that of others: python-dateutil and whenever.

Where they define the answer, ours is theirs:

- ``shifted`` with ``28-february`` is dateutil's ``relativedelta(years=n)`` and
  whenever's ``Date.add(years=n)``;
- ``shifted`` with ``leap-years`` is dateutil's yearly ``rrule``, and whenever's
  ``MonthDay.in_year`` where that does not raise;
- ``full_years`` is dateutil's ``relativedelta`` between two days, and whenever's
  ``Date.since`` in years.

The differences, each with a test below:

- nobody else has ``1-march``;
- before the start, a day is in year -1 with us; theirs round towards 0;
- ``rrule`` counts the start as the first, not as the 0th;
- beyond the year 9999, ``relativedelta`` and whenever raise, as we do, and
  ``rrule`` just ends.
"""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from dateutil.relativedelta import relativedelta
from dateutil.rrule import YEARLY, rrule
from hypothesis import assume, given
from hypothesis import strategies as st
from whenever import Date, MonthDay

from berlin_partnerships import PartialDate
from berlin_partnerships._anniversaries import anniversaries_of, full_years, shifted


DAYS = st.dates()
# Half of all days that count for something here are at the end of February.
EDGES = st.builds(
    lambda year, day: date(year * 4, 2, 28) if day else date(year * 4, 2, 29),
    st.integers(1, 2499).filter(lambda n: n % 25 or not n % 100),
    st.booleans(),
)
STARTS = DAYS | EDGES
YEARS = st.integers(0, 9998)
LEAP_DAY = date(2024, 2, 29)


@given(STARTS, YEARS)
def test_shifted_is_theirs(start, years):
    """
    The same day some years later, with 29 February on the 28th of common years.
    """
    assume(start.year + years <= date.max.year)
    ours = shifted(start, years)

    assert ours == start + relativedelta(years=years)
    assert ours == Date(start).add(years=years).to_stdlib()


@given(STARTS, YEARS)
def test_shifted_by_month_and_day(start, years):
    """
    If only leap years count, a day of the year is there, or is not.
    """
    assume(start.year + years <= date.max.year)
    ours = shifted(start, years, "leap-years")
    day = MonthDay(start.month, start.day)

    if ours is None:
        with pytest.raises(ValueError, match="day"):
            day.in_year(start.year + years)
    else:
        assert ours == day.in_year(start.year + years).to_stdlib()


@given(STARTS, st.integers(0, 60))
def test_anniversaries_are_those_of_a_rule(start, length):
    """
    A yearly rule gives the same days, if only leap years count.
    """
    last = date(min(start.year + length, date.max.year), 12, 31)
    ours = anniversaries_of(PartialDate.of(start), start, last, leap="leap-years")
    rule = rrule(
        YEARLY,
        dtstart=datetime.combine(start, time()),
        until=datetime.combine(last, time()),
    )

    assert [day.date() for day in rule] == [start, *(when.lower for _, when in ours)]


@given(STARTS, STARTS)
def test_full_years_are_theirs(start, on):
    """
    Full years from one day to a later one.
    """
    assume(start <= on)
    ours = full_years(start, on)

    assert ours == relativedelta(on, start).years
    between = Date(on).since(Date(start), in_units=["years", "days"])
    assert ours == between.get("years", 0)


def test_first_of_march_is_ours_alone():
    """
    Neither moves 29 February into March; ours does if it is told to.
    """
    assert shifted(LEAP_DAY, 1, "1-march") == date(2025, 3, 1)
    assert LEAP_DAY + relativedelta(years=1) == date(2025, 2, 28)
    assert Date(LEAP_DAY).add(years=1) == Date(2025, 2, 28)


def test_before_the_start():
    """
    Before the start ours goes on counting full years downwards, theirs towards 0.
    """
    start, on = date(2000, 6, 15), date(1999, 6, 16)

    assert full_years(start, on) == -1
    assert relativedelta(on, start).years == 0


def test_the_start_itself():
    """
    A rule has the start as its first day; an anniversary has the number 0 there.
    """
    start = date(1967, 6, 27)
    rule = rrule(YEARLY, dtstart=datetime.combine(start, time()), count=2)

    assert [day.year for day in rule] == [1967, 1968]
    found = anniversaries_of(PartialDate.of(start), start, date(1968, 12, 31))
    assert [number for number, _ in found] == [1]


def test_after_the_last_year():
    """
    After the year 9999 a day is an error, and a rule ends.
    """
    start = date(1967, 6, 27)

    with pytest.raises(ValueError, match="9999"):
        shifted(start, 8033)
    with pytest.raises(ValueError, match="year"):
        start + relativedelta(years=8033)
    with pytest.raises(ValueError, match="range"):
        Date(start).add(years=8033)
    rule = rrule(YEARLY, dtstart=datetime.combine(date(9998, 6, 27), time()))
    assert [day.year for day in rule] == [9998, 9999]
