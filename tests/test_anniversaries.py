"""
Arithmetic on anniversaries, and the anniversaries of partnerships.
"""

from __future__ import annotations

import copy
import json
import pickle

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from hypothesis import assume, given
from hypothesis import strategies as st

import berlin_partnerships as bp

from berlin_partnerships import Age, Anniversary, PartialDate
from berlin_partnerships._anniversaries import (
    LEAP_RULES,
    ROUND,
    age_between,
    anniversaries_of,
    check_number,
    full_years,
    partial_shifted,
    shifted,
    wanted,
)
from berlin_partnerships._moments import anniversaries, anniversary, next_anniversary
from berlin_partnerships._occasions import Start
from date_strategies import said_dates


LA = PartialDate.parse("1967-06-27")
YEAR = PartialDate.parse("1994")
MONTH = PartialDate.parse("1994-05")
LEAP_DAY = PartialDate.parse("1996-02-29")
FIRST_DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))

# The founding agreements, and their anniversaries in 2027 in order: the day and the
# month come from the agreement, the weekday from a calendar of 2027.
IN_2027 = [
    ("beijing", "1994-04-05", 33, "2027-04-05", "Monday"),
    ("jakarta", "1994-04-13", 33, "2027-04-13", "Tuesday"),
    ("tashkent", "1993-04-30", 34, "2027-04-30", "Friday"),
    ("tel-aviv", "2025-05-05", 2, "2027-05-05", "Wednesday"),
    ("tokyo", "1994-05-14", 33, "2027-05-14", "Friday"),
    ("buenos-aires", "1994-05-19", 33, "2027-05-19", "Wednesday"),
    ("brussels", "1992-06-01", 35, "2027-06-01", "Tuesday"),
    ("prague", "1995-06-10", 32, "2027-06-10", "Thursday"),
    ("los-angeles", "1967-06-27", 60, "2027-06-27", "Sunday"),
    ("paris", "1987-07-02", 40, "2027-07-02", "Friday"),
    ("windhoek", "2000-07-06", 27, "2027-07-06", "Tuesday"),
    ("warsaw", "1991-08-12", 36, "2027-08-12", "Thursday"),
    ("budapest", "1992-08-28", 35, "2027-08-28", "Saturday"),
    ("moscow", "1991-08-28", 36, "2027-08-28", "Saturday"),
    ("mexico-city", "1993-09-01", 34, "2027-09-01", "Wednesday"),
    ("kyiv", "2023-09-14", 4, "2027-09-14", "Tuesday"),
    ("london", "2000-10-10", 27, "2027-10-10", "Sunday"),
    ("madrid", "1988-11-04", 39, "2027-11-04", "Thursday"),
    ("istanbul", "1989-11-17", 38, "2027-11-17", "Wednesday"),
]
PARTNERS = [row[0] for row in IN_2027]


def pact(id, start):
    """
    The start of a partnership.
    """
    since = PartialDate.parse(start)
    return Start(f"partnerships/{id}", since, "founding-agreement")


def within(start, end, *pacts, numbers=None, leap="28-february"):
    """
    The anniversaries of *pacts* as texts.
    """
    days = date.fromisoformat(start), date.fromisoformat(end)
    found = anniversaries(None, *days, pacts, numbers, leap)
    return [(str(a.date), a.about.partition("/")[2], a.number) for a in found]


def of(since):
    """
    A start of a record that no data set has.
    """
    return Start("partnerships/x", since, "founding-agreement")


def numbered(since, number=None, *, year=None, leap="28-february"):
    """
    The anniversary of a start with a number, or in a year.
    """
    return anniversary(None, of(since), number, year, leap)


def following(since, after, numbers=None, *, inclusive=False, leap="28-february"):
    """
    The next anniversary of a start: its number and date.
    """
    a = next_anniversary(None, of(since), after, numbers, inclusive, leap)
    return a.number, str(a.date)


class TestNumbers:
    @pytest.mark.parametrize("value", [0, 1, 60, 10**9])
    def test_whole(self, value):
        """
        A whole number from 0 on is a number of years.
        """
        assert value == check_number(value, "number")

    @pytest.mark.parametrize("value", [True, False, 1.0, "5", None, 5j, b"5", [5]])
    def test_type(self, value):
        """
        Nothing else is, also not what Python takes for a number.
        """
        with pytest.raises(TypeError, match="number must be a whole number"):
            check_number(value, "number")

    def test_negative(self):
        """
        There is no anniversary before the start.
        """
        with pytest.raises(ValueError, match="year must not be negative, not -1"):
            check_number(-1, "year")

    def test_long(self):
        """
        A message does not repeat 10,000 characters.
        """
        with pytest.raises(TypeError) as caught:
            check_number("5" * 10_000, "number")

        assert len(str(caught.value)) < 200

    def test_round(self):
        """
        Multiples of five are round, from five on.
        """
        expected = [5, 10, 15, 20, 25, 30]

        assert expected == [n for n in range(-5, 34) if n in ROUND]
        assert 0 not in ROUND
        assert 5.0 not in ROUND
        assert "5" not in ROUND
        assert repr(bp.ROUND) == "ROUND"

    @pytest.mark.parametrize(
        ("numbers", "expected"),
        [
            (None, [1, 2, 3, 4, 5, 6]),
            (ROUND, [5]),
            ({2, 3}, [2, 3]),
            (range(2, 7, 2), [2, 4, 6]),
            ((), []),
            (lambda n: n > 4, [5, 6]),
        ],
    )
    def test_wanted(self, numbers, expected):
        """
        Numbers are all, those in a container, or those a predicate takes.
        """
        assert expected == [n for n in range(1, 7) if wanted(n, numbers)]


class TestShifted:
    @pytest.mark.parametrize(
        ("day", "years", "february", "march", "leap_years"),
        [
            ("1967-06-27", 0, "1967-06-27", "1967-06-27", "1967-06-27"),
            ("1967-06-27", 60, "2027-06-27", "2027-06-27", "2027-06-27"),
            ("1967-06-27", 8032, "9999-06-27", "9999-06-27", "9999-06-27"),
            ("1967-06-27", -1, "1966-06-27", "1966-06-27", "1966-06-27"),
            ("2024-02-29", 0, "2024-02-29", "2024-02-29", "2024-02-29"),
            ("2024-02-29", 1, "2025-02-28", "2025-03-01", None),
            ("2024-02-29", 2, "2026-02-28", "2026-03-01", None),
            ("2024-02-29", 4, "2028-02-29", "2028-02-29", "2028-02-29"),
            # 2100 is a common year, 2400 a leap year
            ("2024-02-29", 76, "2100-02-28", "2100-03-01", None),
            ("2000-02-29", 400, "2400-02-29", "2400-02-29", "2400-02-29"),
            ("2024-02-28", 1, "2025-02-28", "2025-02-28", "2025-02-28"),
            ("2024-03-01", 1, "2025-03-01", "2025-03-01", "2025-03-01"),
            ("2023-02-28", 1, "2024-02-28", "2024-02-28", "2024-02-28"),
            ("2023-03-01", 1, "2024-03-01", "2024-03-01", "2024-03-01"),
            ("1999-12-31", 1, "2000-12-31", "2000-12-31", "2000-12-31"),
        ],
    )
    def test_table(self, day, years, february, march, leap_years):
        """
        The day and the month stay; only 29 February has a rule.
        """
        start = date.fromisoformat(day)
        expected = [text and date.fromisoformat(text) for text in (
            february, march, leap_years,
        )]  # fmt: skip

        assert expected == [shifted(start, years, leap) for leap in LEAP_RULES]
        assert expected[0] == shifted(start, years)

    @pytest.mark.parametrize("leap", LEAP_RULES)
    @pytest.mark.parametrize("years", [8033, 10**6])
    def test_beyond(self, leap, years):
        """
        After the year 9999 there are no days.
        """
        with pytest.raises(ValueError, match=f"{years} years after .* 9999"):
            shifted(date(1967, 6, 27), years, leap)

    def test_unknown_rule(self):
        """
        An unknown rule is refused, also for a day that needs none.
        """
        with pytest.raises(ValueError, match="28-february, 1-march, leap-years"):
            shifted(date(1967, 6, 27), 1, "29-february")

    @given(FIRST_DAYS, st.integers(0, 200), st.sampled_from(LEAP_RULES))
    def test_same_day_and_month(self, day, years, leap):
        """
        All other days keep their day and month.
        """
        assume((day.month, day.day) != (2, 29))

        assert (day.year + years, day.month, day.day) == (
            shifted(day, years, leap).timetuple()[:3]
        )


class TestPartialShifted:
    @pytest.mark.parametrize(
        ("start", "years", "expected"),
        [
            ("1967-06-27", 60, "2027-06-27"),
            ("1994", 30, "2024"),
            ("1994", 0, "1994"),
            ("1994-05", 30, "2024-05"),
            ("1994-05-XX", 30, "2024-05-XX"),
            ("1994-XX", 30, "2024-XX"),
            ("0999", 1, "1000"),
            ("0001", 1, "0002"),
            ("1994", 8005, "9999"),
            # doubts stay
            ("1994~", 30, "2024~"),
            ("1994-05?", 30, "2024-05?"),
            ("1967-06-27%", 60, "2027-06-27%"),
            ("1996-02-29?", 1, "1997-02-28?"),
            # February grows and shrinks
            ("1996-02", 1, "1997-02"),
            ("1995-02", 1, "1996-02"),
            ("1996-02-29", 1, "1997-02-28"),
            ("1996-02-29", 4, "2000-02-29"),
            # sets, ranges, and what has no shorter form any more
            ("199X", 10, "[2000-01-01..2009-12-31]"),
            ("199X", 5, "[1995-01-01..2004-12-31]"),
            ("[1990..1992]", 10, "[2000-01-01..2002-12-31]"),
            ("[1990,1992]", 10, "[2000-01-01..2000-12-31,2002-01-01..2002-12-31]"),
            ("[1991-08-28]", 10, "2001-08-28"),
            ("[2022-03-02..2022-04-05]", 1, "[2023-03-02..2023-04-05]"),
            ("[1996-02-29..1996-03-05]", 1, "[1997-02-28..1997-03-05]"),
            ("[1996-02-28,1996-03-01]", 1, "[1997-02-28..1997-03-01]"),
            # without a bound
            ("[..1990]", 1, None),
            ("[1990..]", 1, None),
            ("[..1990,1992..]", 1, None),
        ],
    )
    def test_table(self, start, years, expected):
        """
        A later date is as precise as the first, and as doubtful.
        """
        later = partial_shifted(PartialDate.parse(start), years)

        assert expected == (later and str(later))

    @pytest.mark.parametrize(
        ("start", "march", "leap_years"),
        [
            ("1996-02-29", "1997-03-01", None),
            ("1996-02-29?", "1997-03-01?", None),
            ("1996-02-28", "1997-02-28", "1997-02-28"),
            # one of its days is kept in March
            ("1996-02", "[1997-02-01..1997-03-01]", "1997-02"),
            ("1996", "1997", "1997"),
            ("[1996-02-29..1996-03-05]", "[1997-03-01..1997-03-05]", "[1997-03-01..1997-03-05]"),
            ("[1996-02-20..1996-02-29]", "[1997-02-20..1997-03-01]", "[1997-02-20..1997-02-28]"),
            ("[1996-02-29,1996-03-05]", "[1997-03-01,1997-03-05]", "1997-03-05"),
        ],
    )  # fmt: skip
    def test_leap_rules(self, start, march, leap_years):
        """
        A rule for 29 February moves or drops that day only.
        """
        when = PartialDate.parse(start)
        one, other = (partial_shifted(when, 1, leap) for leap in LEAP_RULES[1:])

        assert march == str(one)
        assert leap_years == (other and str(other))

    @given(said_dates, st.data(), st.integers(0, 120), st.sampled_from(LEAP_RULES))
    def test_has_all_days(self, said, data, years, leap):
        """
        Whatever day it was, its later day is one of the later date.
        """
        start = PartialDate.parse(said.text)
        first, last = data.draw(st.sampled_from(start.ranges))
        assume(start.lower and start.upper)
        day = data.draw(st.dates(first, last))

        later, moved = partial_shifted(start, years, leap), shifted(day, years, leap)

        assert moved is None or moved in later

    @given(said_dates, st.integers(0, 120))
    def test_has_no_other_bounds(self, said, years):
        """
        Its bounds are those of the start, later; at most the end of February grows.
        """
        start = PartialDate.parse(said.text)
        assume(start.lower and start.upper)

        later = partial_shifted(start, years)

        assert shifted(start.lower, years) == later.lower
        grown = (later.upper.month, later.upper.day) == (2, 29)
        assert later.upper - shifted(start.upper, years) <= timedelta(grown)
        assert later.upper >= shifted(start.upper, years)


class TestFullYears:
    @pytest.mark.parametrize(
        ("start", "on", "february", "march"),
        [
            ("1967-06-27", "1967-06-27", 0, 0),
            ("1967-06-27", "1968-06-26", 0, 0),
            ("1967-06-27", "2017-06-26", 49, 49),
            ("1967-06-27", "2017-06-27", 50, 50),
            ("1967-06-27", "2024-02-29", 56, 56),
            ("1967-06-27", "9999-12-31", 8032, 8032),
            ("1967-06-27", "1967-06-26", -1, -1),
            ("1999-12-31", "2000-01-01", 0, 0),
            ("1999-12-31", "2000-12-30", 0, 0),
            ("1999-12-31", "2000-12-31", 1, 1),
            # who began on a leap day
            ("2024-02-29", "2025-02-27", 0, 0),
            ("2024-02-29", "2025-02-28", 1, 0),
            ("2024-02-29", "2025-03-01", 1, 1),
            ("2024-02-29", "2028-02-28", 3, 3),
            ("2024-02-29", "2028-02-29", 4, 4),
        ],
    )
    def test_table(self, start, on, february, march):
        """
        A year is full on the anniversary, not the day before.
        """
        days = date.fromisoformat(start), date.fromisoformat(on)

        assert february == full_years(*days) == full_years(*days, "leap-years")
        assert march == full_years(*days, "1-march")

    @given(FIRST_DAYS, st.dates())
    def test_as_everybody_counts(self, start, on):
        """
        The difference of the years, less one if the day has not come yet.
        """
        expected = on.year - start.year - (on.timetuple()[1:3] < start.timetuple()[1:3])

        assert expected == full_years(start, on, "1-march")

    def test_unknown_rule(self):
        """
        An unknown rule is refused.
        """
        with pytest.raises(ValueError, match="leap must be one of"):
            full_years(date(2024, 2, 29), date(2025, 2, 28), "never")


class TestAge:
    @pytest.mark.parametrize(
        ("since", "on", "years", "days"),
        [
            # 50 years with 13 leap days
            ("1967-06-27", "2017-06-27", 50, 18_263),
            ("1967-06-27", "2017-06-26", 49, 18_262),
            ("1967-06-27", "1967-06-27", 0, 0),
            ("1967-06-27", "2024-02-29", 56, 20_701),
            # 1 January and 31 December 2024
            ("1967-06-27", "2024", (56, 57), (20_642, 21_007)),
            # from 31 December or 1 January 1994
            ("1994", "2024-06-01", (29, 30), (10_745, 11_109)),
            ("1994", "1994-06-01", 0, (0, 151)),
            ("1994", "1994", 0, (0, 364)),
            ("1994", "1995", (0, 1), (1, 729)),
            ("1994-05", "2024-05-15", (29, 30), (10_942, 10_972)),
            ("1994-05", "2024-06", 30, (10_959, 11_018)),
            ("[2022-03-02..2022-04-05]", "2022-04-01", 0, (0, 30)),
            # the leap day is kept on 28 February
            ("2024-02-29", "2025-02-28", 1, 365),
        ],
    )
    def test_table(self, since, on, years, days):
        """
        Years and days are exact if both dates are, and bounds if one is not.
        """
        age = age_between("x", PartialDate.parse(since), PartialDate.parse(on))

        assert (years, days) == (age.years, age.days)

    def test_end_of_the_calendar(self):
        """
        The calendar's last day has an age.
        """
        age = age_between("x", LA, date.max)

        assert age.years == 8032
        assert (date.max - date(1967, 6, 27)).days == age.days

    @pytest.mark.parametrize("on", ["1967-06-26", "1966", "1967-05", "[1960..1965]"])
    def test_before_the_start(self, on):
        """
        Nothing has an age before it began.
        """
        with pytest.raises(ValueError, match="is before the start of x"):
            age_between("x", LA, PartialDate.parse(on))

    @pytest.mark.parametrize(
        ("since", "on"),
        [
            ("[..1990]", "2000"),
            ("[1990..]", "2000"),
            ("1990", "[2000..]"),
            ("1990", "[..2000]"),
        ],
    )
    def test_open(self, since, on):
        """
        There is no age from or to a day that may be any.
        """
        with pytest.raises(ValueError, match="both bounds"):
            age_between("x", PartialDate.parse(since), PartialDate.parse(on))

    @pytest.mark.parametrize(
        "on",
        [
            "2027-06-27",
            "27.06.2027",
            "06/27/2027",
            2027,
            None,
            datetime(2027, 6, 27),  # noqa: DTZ001  # no zone at all
            # 27 June in Berlin, 26 June in Los Angeles
            datetime(2027, 6, 26, 22, 30, tzinfo=UTC),
        ],
    )
    def test_only_dates(self, on):
        """
        Texts and moments are not guessed to be days.
        """
        with pytest.raises(TypeError, match="on must be"):
            age_between("x", LA, on)

    @given(said_dates, said_dates)
    def test_bounds_are_reached(self, since, on):
        """
        The bounds are the ages between the nearest and between the farthest days.
        """
        first, last = PartialDate.parse(since.text), PartialDate.parse(on.text)
        assume(all([first.lower, first.upper, last.lower, last.upper]))
        assume(first.lower <= last.upper)

        age = age_between("x", first, last)

        least, most = age.days if isinstance(age.days, tuple) else (age.days,) * 2
        assert (last.upper - first.lower).days == most
        assert max((last.lower - first.upper).days, 0) == least
        youngest, oldest = (
            age.years if isinstance(age.years, tuple) else (age.years,) * 2
        )
        assert 0 <= youngest <= oldest
        assert oldest == full_years(first.lower, last.upper)

    @pytest.mark.parametrize(
        ("since", "on", "de", "en"),
        [
            (
                "1967-06-27",
                "2017-06-27",
                "x, 27. Juni 2017: 50 Jahre (18.263 Tage) seit dem 27. Juni 1967.",
                "x, 27 June 2017: 50 years (18,263 days) since 27 June 1967.",
            ),
            (
                "2023-09-14",
                "2024-09-14",
                "x, 14. September 2024: 1 Jahr (366 Tage) seit dem 14. September 2023.",
                "x, 14 September 2024: 1 year (366 days) since 14 September 2023.",
            ),
            (
                "2023-09-14",
                "2023-09-15",
                "x, 15. September 2023: 0 Jahre (1 Tag) seit dem 14. September 2023.",
                "x, 15 September 2023: 0 years (1 day) since 14 September 2023.",
            ),
            (
                "1994",
                "2024-06-01",
                "x, 1. Juni 2024: 29 bis 30 Jahre (10.745 bis 11.109 Tage) seit 1994.",
                "x, 1 June 2024: 29 to 30 years (10,745 to 11,109 days) since 1994.",
            ),
        ],
    )
    def test_explain(self, since, on, de, en):
        """
        An age is a sentence in two languages.
        """
        age = age_between("x", PartialDate.parse(since), PartialDate.parse(on))

        assert de == age.explain("de")
        assert en == age.explain("en") == age.explain()
        with pytest.raises(ValueError, match="'de' or 'en'"):
            age.explain("fr")

    @pytest.mark.parametrize("on", ["2024", "2024-06-01"])
    @pytest.mark.parametrize("since", ["1994", "1967-06-27"])
    def test_round_trips(self, since, on):
        """
        An age goes through JSON, pickle and copy, and into a set.
        """
        age = age_between("x", PartialDate.parse(since), PartialDate.parse(on))

        assert age == Age.from_dict(json.loads(json.dumps(age.to_dict())))
        assert age == pickle.loads(pickle.dumps(age))  # noqa: S301
        assert len({age, copy.deepcopy(age)}) == 1
        assert on == age.to_dict()["on"]

    def test_frozen(self):
        """
        An age cannot be changed.
        """
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            age_between("x", LA, date(2017, 6, 27)).years = 51


class TestAnniversary:
    @pytest.mark.parametrize(
        ("since", "number", "expected", "weekday"),
        [
            ("1967-06-27", 0, "1967-06-27", "Tuesday"),
            ("1967-06-27", 50, "2017-06-27", "Tuesday"),
            ("1967-06-27", 60, "2027-06-27", "Sunday"),
            ("1967-06-27", 8032, "9999-06-27", "Sunday"),
            ("1994", 30, "2024", None),
            ("1994-05", 30, "2024-05", None),
            ("1996-02-29", 1, "1997-02-28", "Friday"),
        ],
    )
    def test_number(self, since, number, expected, weekday):
        """
        The n-th anniversary is n years later, as precisely as the start is known.
        """
        found = numbered(PartialDate.parse(since), number)

        assert expected == str(found.date)
        assert weekday == found.weekday
        assert number == found.number
        assert since == str(found.since)

    @pytest.mark.parametrize(("year", "number"), [(1967, 0), (2017, 50), (9999, 8032)])
    def test_year(self, year, number):
        """
        The anniversary of a year is counted from the year of the start.
        """
        assert numbered(LA, number) == numbered(LA, year=year)

    def test_number_or_year(self):
        """
        One of the two is needed.
        """
        with pytest.raises(ValueError, match="either the number"):
            numbered(LA)
        with pytest.raises(ValueError, match="either the number"):
            numbered(LA, 60, year=2027)

    @pytest.mark.parametrize("value", [True, 1.0, "5", date(2027, 6, 27)])
    def test_type(self, value):
        """
        Numbers and years are whole numbers.
        """
        with pytest.raises(TypeError, match="number must be a whole"):
            numbered(LA, value)
        with pytest.raises(TypeError, match="year must be a whole"):
            numbered(LA, year=value)

    @pytest.mark.parametrize(
        ("number", "year", "problem"),
        [
            (-1, None, "must not be negative"),
            (None, -1, "must not be negative"),
            (8033, None, "beyond the year 9999"),
            (None, 10_000, "beyond the year 9999"),
            (None, 1966, "1966 is before the start of partnerships/x"),
        ],
    )
    def test_out_of_time(self, number, year, problem):
        """
        There is none before the start and none after the calendar.
        """
        with pytest.raises(ValueError, match=problem):
            numbered(LA, number, year=year)

    def test_skipped(self):
        """
        If only leap years count, common years have none.
        """
        assert str(numbered(LEAP_DAY, 4, leap="leap-years").date) == "2000-02-29"
        assert str(numbered(LEAP_DAY, 1, leap="1-march").date) == "1997-03-01"
        with pytest.raises(ValueError, match=r"anniversary no. 1 if only leap years"):
            numbered(LEAP_DAY, 1, leap="leap-years")

    @pytest.mark.parametrize("since", ["[..1990]", "[1990..]"])
    def test_open(self, since):
        """
        A start that may be any day has no anniversary.
        """
        with pytest.raises(ValueError, match="partnerships/x has an open end"):
            numbered(PartialDate.parse(since), 1)

    @pytest.mark.parametrize(
        ("since", "number", "on", "expected"),
        [
            ("1967-06-27", 60, "2026-11-21", 218),
            ("1967-06-27", 60, "2027-06-26", 1),
            ("1967-06-27", 60, "2027-06-27", 0),
            ("1967-06-27", 60, "2027-06-28", -1),
            ("1994", 30, "2023-12-31", (1, 366)),
            ("1994", 30, "2024-06-01", (-152, 213)),
            ("1994-05", 30, "2024-04-30", (1, 31)),
        ],
    )
    def test_days_until(self, since, number, on, expected):
        """
        Days until it are counted from a day, as bounds if the day is not known.
        """
        found = numbered(PartialDate.parse(since), number)

        assert expected == found.days_until(date.fromisoformat(on))

    @pytest.mark.parametrize(
        ("since", "number", "year"),
        [
            ("1967-06-27", 60, 2027),
            ("1967-06-27", 0, 1967),
            ("1994", 30, 2024),
            ("1996-02-29", 1, 1997),
            ("[1990-12-31..1991-01-01]", 30, (2020, 2021)),
            ("199X", 30, (2020, 2029)),
        ],
    )
    def test_jubilee_year(self, since, number, year):
        """
        The year of the jubilee is that of the start plus the number.
        """
        assert year == numbered(PartialDate.parse(since), number).jubilee_year

    @pytest.mark.parametrize(
        ("since", "on", "years"),
        [
            ("1967-06-27", "1967-06-27", 0),
            ("1967-06-27", "2027-01-01", 59),
            ("1967-06-27", "2027-06-26", 59),
            ("1967-06-27", "2027-06-27", 60),
            ("1967-06-27", "2028-06-26", 60),
            ("1994", "2024-06-01", (29, 30)),
            ("1994", "2024-12-31", 30),
        ],
    )
    def test_reached(self, since, on, years):
        """
        So many years have passed on a day, whatever the calendar year.
        """
        found = numbered(PartialDate.parse(since), 60)

        assert years == found.reached(date.fromisoformat(on))

    def test_reached_before_the_start(self):
        """
        Before the start no years can have passed.
        """
        with pytest.raises(ValueError, match="before the start"):
            numbered(LA, 60).reached(date(1967, 6, 26))

    def test_days_until_a_day(self):
        """
        A moment is not a day to count from.
        """
        with pytest.raises(TypeError, match="not a datetime"):
            numbered(LA, 60).days_until(datetime(2026, 11, 21, tzinfo=UTC))

    @pytest.mark.parametrize(
        ("since", "number", "de", "en"),
        [
            (
                "1967-06-27",
                60,
                (
                    "partnerships/x, 60. Jahrestag: Sonntag, 27. Juni 2027 "
                    "(seit dem 27. Juni 1967)."
                ),
                (
                    "partnerships/x, 60th anniversary: Sunday, 27 June 2027 "
                    "(since 27 June 1967)."
                ),
            ),
            (
                "1994",
                30,
                "partnerships/x, 30. Jahrestag: 2024 (seit 1994).",
                "partnerships/x, 30th anniversary: 2024 (since 1994).",
            ),
            (
                "1994-05~",
                30,
                "partnerships/x, 30. Jahrestag: etwa Mai 2024 (seit etwa Mai 1994).",
                (
                    "partnerships/x, 30th anniversary: about May 2024 "
                    "(since about May 1994)."
                ),
            ),
            (
                "1967-06-27?",
                60,
                (
                    "partnerships/x, 60. Jahrestag: Sonntag, vermutlich 27. Juni 2027 "
                    "(seit vermutlich 27. Juni 1967)."
                ),
                (
                    "partnerships/x, 60th anniversary: Sunday, probably 27 June 2027 "
                    "(since probably 27 June 1967)."
                ),
            ),
            (
                "[2022-03-02..2022-04-05]",
                1,
                (
                    "partnerships/x, 1. Jahrestag: zwischen dem 2. März 2023 und dem "
                    "5. April 2023 (ab einem Tag zwischen dem 2. März 2022 und dem "
                    "5. April 2022)."
                ),
                (
                    "partnerships/x, 1st anniversary: between 2 March 2023 and "
                    "5 April 2023 (from a day between 2 March 2022 and 5 April 2022)."
                ),
            ),
        ],
    )
    def test_explain(self, since, number, de, en):
        """
        An anniversary is a sentence in two languages.
        """
        found = numbered(PartialDate.parse(since), number)

        assert de == found.explain("de")
        assert en == found.explain("en") == found.explain()
        with pytest.raises(ValueError, match="'de' or 'en'"):
            found.explain("fr")

    @pytest.mark.parametrize("since", ["1967-06-27", "1994", "[1990,1992]"])
    def test_round_trips(self, since):
        """
        An anniversary goes through JSON, pickle and copy, and into a set.
        """
        found = numbered(PartialDate.parse(since), 30)

        assert found == Anniversary.from_dict(json.loads(json.dumps(found.to_dict())))
        assert found == pickle.loads(pickle.dumps(found))  # noqa: S301
        assert len({found, copy.deepcopy(found)}) == 1
        assert {
            "number": 30,
            "date": str(found.date),
            "about": "partnerships/x",
            "since": since,
            "criterion": "founding-agreement",
        } == found.to_dict()

    def test_frozen(self):
        """
        An anniversary cannot be changed.
        """
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            numbered(LA, 60).number = 61


class TestAnniversariesOf:
    @pytest.mark.parametrize(
        ("since", "first", "last", "expected"),
        [
            ("1967-06-27", "2027-01-01", "2027-12-31", ["2027-06-27"]),
            ("1967-06-27", "2027-06-27", "2027-06-27", ["2027-06-27"]),
            ("1967-06-27", "2027-06-28", "2028-06-26", []),
            ("1967-06-27", "1900-01-01", "1968-06-26", []),
            ("1967-06-27", "1900-01-01", "1969-06-27", ["1968-06-27", "1969-06-27"]),
            ("1967-06-27", "9998-06-28", "9999-12-31", ["9999-06-27"]),
            ("1999-12-31", "2000-12-31", "2001-01-01", ["2000-12-31"]),
            ("2000-01-01", "2000-12-31", "2001-01-01", ["2001-01-01"]),
            ("1994", "2024-12-31", "2025-01-01", ["2024", "2025"]),
            ("1994-05", "2024-05-31", "2024-06-30", ["2024-05"]),
            ("1994-05", "2024-06-01", "2025-04-30", []),
            ("[..1994]", "2024-01-01", "2025-01-01", []),
            ("[1994..]", "2024-01-01", "2025-01-01", []),
            # from one year into the next
            (
                "[1993-12-01..1994-01-31]",
                "2024-01-15",
                "2024-12-15",
                ["[2023-12-01..2024-01-31]", "[2024-12-01..2025-01-31]"],
            ),
            ("[1993-12-01..1994-01-31]", "9999-12-01", "9999-12-31", []),
            # none of the days in between
            (
                "[1990-01-01,1990-12-31]",
                "2000-01-02",
                "2000-12-30",
                [],
            ),
            (
                "[1990-01-01,1990-12-31]",
                "2000-01-02",
                "2000-12-31",
                ["[2000-01-01,2000-12-31]"],
            ),
        ],
    )
    def test_touch_the_window(self, since, first, last, expected):
        """
        All that may fall into a window are found, and not the start itself.
        """
        days = date.fromisoformat(first), date.fromisoformat(last)
        found = anniversaries_of(PartialDate.parse(since), *days)

        assert expected == [str(when) for _, when in found]

    def test_leap_years(self):
        """
        A leap day comes every fourth year if only leap years count.
        """
        window = date(1996, 1, 1), date(2004, 12, 31)
        found = anniversaries_of(LEAP_DAY, *window, leap="leap-years")

        assert [number for number, _ in found] == [4, 8]

    @given(FIRST_DAYS, FIRST_DAYS, st.integers(0, 2_000), st.sampled_from(LEAP_RULES))
    def test_day_by_day(self, start, first, length, leap):
        """
        Those of a day are the days in the window on which a year becomes full.
        """
        last = first + timedelta(length)
        years = range(1, max(last.year - start.year, 0) + 1)
        expected = [
            (n, PartialDate.of(day))
            for n in years
            if (day := shifted(start, n, leap)) and first <= day <= last
        ]

        assert expected == list(
            anniversaries_of(PartialDate.of(start), first, last, leap=leap)
        )

    @pytest.mark.parametrize("numbers", [5, 2.5, True, iter([5])])
    def test_numbers(self, numbers):
        """
        A single number is no choice of numbers, nor is what can be asked only once.
        """
        with pytest.raises(
            TypeError, match="numbers must be a container or a predicate"
        ):
            list(anniversaries_of(LA, date(2027, 1, 1), date(2027, 12, 31), numbers))

    def test_unknown_rule(self):
        """
        An unknown rule is refused, also where there is nothing to find.
        """
        with pytest.raises(ValueError, match="leap must be one of"):
            list(anniversaries_of(LA, date(1900, 1, 1), date(1900, 1, 2), None, "x"))


class TestNextAnniversary:
    @pytest.mark.parametrize(
        ("after", "exclusive", "inclusive"),
        [
            ("2026-11-21", (60, "2027-06-27"), (60, "2027-06-27")),
            ("2027-06-26", (60, "2027-06-27"), (60, "2027-06-27")),
            ("2027-06-27", (61, "2028-06-27"), (60, "2027-06-27")),
            ("2027-06-28", (61, "2028-06-27"), (61, "2028-06-27")),
            ("2026-12-31", (60, "2027-06-27"), (60, "2027-06-27")),
            ("2027-01-01", (60, "2027-06-27"), (60, "2027-06-27")),
            # before the start, and on it
            ("1900-01-01", (1, "1968-06-27"), (1, "1968-06-27")),
            ("1967-06-27", (1, "1968-06-27"), (1, "1968-06-27")),
            ("9999-06-26", (8032, "9999-06-27"), (8032, "9999-06-27")),
        ],
    )
    def test_after_a_day(self, after, exclusive, inclusive):
        """
        The next one is after the day, or on it if that is wanted.
        """
        day = date.fromisoformat(after)

        assert exclusive == following(LA, day)
        assert inclusive == following(LA, day, inclusive=True)

    @pytest.mark.parametrize(
        ("after", "numbers", "expected"),
        [
            ("2026-11-21", ROUND, (60, "2027-06-27")),
            ("2027-06-27", ROUND, (65, "2032-06-27")),
            ("1967-06-27", ROUND, (5, "1972-06-27")),
            # every 25 years
            ("2026-11-21", range(25, 9999, 25), (75, "2042-06-27")),
            ("2026-11-21", {100}, (100, "2067-06-27")),
            ("2026-11-21", lambda n: n % 11 == 0, (66, "2033-06-27")),
        ],
    )
    def test_numbers(self, after, numbers, expected):
        """
        Only numbers that are wanted count.
        """
        assert expected == following(LA, date.fromisoformat(after), numbers)

    @pytest.mark.parametrize(
        ("after", "exclusive", "inclusive"),
        [
            ("2023-12-31", (30, "2024"), (29, "2023")),
            ("2024-01-01", (30, "2024"), (30, "2024")),
            ("2024-06-01", (30, "2024"), (30, "2024")),
            ("2024-12-30", (30, "2024"), (30, "2024")),
            ("2024-12-31", (31, "2025"), (30, "2024")),
        ],
    )
    def test_of_a_year(self, after, exclusive, inclusive):
        """
        An anniversary that lasts a year is the next one until its last day.
        """
        day = date.fromisoformat(after)

        assert exclusive == following(YEAR, day)
        assert inclusive == following(YEAR, day, inclusive=True)

    def test_leap_day(self):
        """
        The rule for 29 February decides what is next.
        """
        day = date(1997, 2, 28)

        assert following(LEAP_DAY, day) == (2, "1998-02-28")
        assert following(LEAP_DAY, day, leap="1-march") == (1, "1997-03-01")
        assert following(LEAP_DAY, day, leap="leap-years") == (4, "2000-02-29")

    @pytest.mark.parametrize(
        ("after", "numbers"),
        [
            ("9999-06-27", None),
            ("9999-12-31", None),
            ("2026-11-21", {59}),
            ("2026-11-21", ()),
        ],
    )
    def test_none(self, after, numbers):
        """
        If there is none until the end of the calendar, that is said.
        """
        with pytest.raises(ValueError, match=r"no such anniversary after .* 9999"):
            following(LA, date.fromisoformat(after), numbers)

    def test_last_day(self):
        """
        The last anniversary of all counts if its day does.
        """
        assert following(LA, date(9999, 6, 27), inclusive=True) == (8032, "9999-06-27")

    @pytest.mark.parametrize(
        "after", ["2026-11-21", datetime(2026, 11, 21, tzinfo=UTC), None]
    )
    def test_only_days(self, after):
        """
        The day is a plain date.
        """
        with pytest.raises(TypeError, match="after must be"):
            following(LA, after)


class TestAnniversaries:
    def test_by_date_then_id(self):
        """
        They are in order of date, then id, whatever the order of the partnerships.
        """
        pacts = [
            pact("moscow", "1991-08-28"),
            pact("warsaw", "1991-08-12"),
            pact("budapest", "1992-08-28"),
            pact("nearby", "2000-08-28"),
        ]
        expected = [
            ("2027-08-12", "warsaw", 36),
            ("2027-08-28", "budapest", 35),
            ("2027-08-28", "moscow", 36),
            ("2027-08-28", "nearby", 27),
        ]

        assert expected == within("2027-01-01", "2027-12-31", *pacts)
        assert expected == within("2027-01-01", "2027-12-31", *pacts[::-1])

    def test_once(self):
        """
        A partnership that is named twice has its anniversaries once.
        """
        twice = [pact("moscow", "1991-08-28")] * 2

        assert len(within("2027-01-01", "2027-12-31", *twice)) == 1

    def test_year_among_days(self):
        """
        An anniversary that lasts a year begins on its first day.
        """
        pacts = [pact("a", "1994-01-02"), pact("b", "1994"), pact("c", "1994-01-01")]
        expected = [("2024-01-01", "c", 30), ("2024", "b", 30), ("2024-01-02", "a", 30)]

        assert expected == within("2024-01-01", "2024-12-31", *pacts)

    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            ("2027-06-27", "2027-06-27", [60]),
            ("2027-06-27", "2028-06-27", [60, 61]),
            ("2027-06-28", "2028-06-26", []),
            ("1900-01-01", "1966-12-31", []),
            ("1966-01-01", "1968-06-26", []),
        ],
    )
    def test_edges(self, start, end, expected):
        """
        Both days of a window count, and the start itself is no anniversary.
        """
        found = within(start, end, pact("los-angeles", "1967-06-27"))

        assert expected == [number for _, _, number in found]

    def test_without_a_start(self):
        """
        A start that may be any day has no anniversary.
        """
        pacts = [pact("b", "[..1990]"), pact("c", "1990")]

        assert within("2020-02-01", "2020-02-01", *pacts) == [("2020", "c", 30)]

    def test_numbers_and_leap(self):
        """
        Numbers and the rule for 29 February are obeyed.
        """
        leap_day = pact("a", "1996-02-29")
        span = "2000-03-01", "2006-01-01"

        assert within(*span, leap_day, numbers=ROUND) == [("2001-02-28", "a", 5)]
        assert within(*span, leap_day, leap="leap-years") == [("2004-02-29", "a", 8)]

    def test_wrong_order(self):
        """
        A window does not end before it starts.
        """
        with pytest.raises(ValueError, match="is before start"):
            within("2027-01-02", "2027-01-01")

    @pytest.mark.parametrize(
        ("start", "end", "name"),
        [
            (datetime(2027, 1, 1, tzinfo=UTC), date(2027, 1, 2), "start"),
            (date(2027, 1, 1), datetime(2027, 1, 2, tzinfo=UTC), "end"),
            ("2027-01-01", date(2027, 1, 2), "start"),
            (date(2027, 1, 1), None, "end"),
        ],
    )
    def test_only_days(self, start, end, name):
        """
        Both ends are plain dates; days and moments are not mixed.
        """
        with pytest.raises(TypeError, match=f"{name} must be"):
            anniversaries(None, start, end, (), None, "1-march")


@pytest.mark.data
class TestOfBerlin:
    def test_all_of_2027(self):
        """
        In 2027 each of the nineteen partnerships has one anniversary.
        """
        found = bp.anniversaries(date(2027, 1, 1), date(2027, 12, 31), records=PARTNERS)
        expected = [(f"partnerships/{id}", *row) for id, *row in IN_2027]

        assert len(found) == 19
        assert expected == [
            (a.about, str(a.since), a.number, str(a.date), a.weekday) for a in found
        ]

    def test_round_ones_of_2027(self):
        """
        In 2027 there are four round anniversaries.
        """
        found = bp.anniversaries(
            date(2027, 1, 1), date(2027, 12, 31), records=PARTNERS, numbers=bp.ROUND
        )
        expected = ["brussels", "los-angeles", "paris", "budapest"]

        assert expected == [a.record.id for a in found]

    @pytest.mark.parametrize(("id", "_since", "number", "day", "_weekday"), IN_2027)
    def test_one_by_one(self, id, _since, number, day, _weekday):
        """
        The anniversary of a year, with its number, and the next one are the same.
        """
        found = bp.anniversary(id, year=2027)

        assert (number, day) == (found.number, str(found.date))
        assert found == bp.anniversary(bp.partnerships[id], number)
        assert found == bp.next_anniversary(id, after=date(2026, 12, 31))

    def test_los_angeles(self):
        """
        On 21 November 2026 the 60th of Los Angeles is 218 days off, on a Sunday.
        """
        found = bp.next_anniversary(
            "los-angeles", after=date(2026, 11, 21), numbers=bp.ROUND
        )

        assert found.number == 60
        assert PartialDate.parse("2027-06-27") == found.date
        assert found.days_until(date(2026, 11, 21)) == 218
        assert found.weekday == "Sunday"
        assert bp.partnerships["los-angeles"] is found.record

    def test_age(self):
        """
        Los Angeles became 50 on 27 June 2017, and was 56 or 57 in 2024.
        """
        assert bp.age("los-angeles", on=date(2017, 6, 26)).years == 49
        assert bp.age("L. A.", on=date(2017, 6, 27)).years == 50
        in_2024 = bp.age("los-angeles", on=PartialDate.parse("2024"))
        assert in_2024.years == (56, 57)
        assert in_2024.about == "partnerships/los-angeles"

    def test_first_act(self):
        """
        Under another criterion there is another anniversary.
        """
        found = bp.anniversary("moscow", 1, criterion="first-act")

        assert str(found.date) == "1991-11-12"
        assert found.criterion == "first-act"
        assert found != attrs.evolve(found, criterion="founding-agreement")

    def test_knows_its_record_again(self):
        """
        A pickled anniversary finds its record in the same data.
        """
        found = bp.anniversary("kyiv", 5)
        again = pickle.loads(pickle.dumps(found))  # noqa: S301

        assert found == again
        assert bp.partnerships["kyiv"] is again.record

    def test_record_of_other_data(self):
        """
        An anniversary from nowhere does not pretend to know its record.
        """
        found = Anniversary.from_dict(bp.anniversary("kyiv", 5).to_dict())

        with pytest.raises(bp.DataError, match="belongs to no data set"):
            assert found.record
