"""
Dates as precise as their sources.
"""

from __future__ import annotations

import copy
import functools
import operator
import pickle

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st

import berlin_partnerships as bp

from berlin_partnerships import InvalidDateError, PartialDate, Period
from berlin_partnerships._dates import (
    among,
    as_date,
    common,
    day_after,
    day_before,
    partial,
)
from date_strategies import FIRST, LAST, bits, days, ends, points, said_dates, sets


def day(text):
    """
    A plain day from its ISO form; None from nothing.
    """
    return date.fromisoformat(text) if text else None


# Text, earliest day, latest day, precision: worked out by hand. The package edtf
# 5.0.2 agrees wherever it reads the text, but for the year 0000, which we lack.
VALID = [
    ("1991-08-28", "1991-08-28", "1991-08-28", "day"),
    ("1991-08", "1991-08-01", "1991-08-31", "month"),
    ("1991-04", "1991-04-01", "1991-04-30", "month"),
    ("1991-12", "1991-12-01", "1991-12-31", "month"),
    ("9999-12", "9999-12-01", "9999-12-31", "month"),
    ("1991", "1991-01-01", "1991-12-31", "year"),
    # February, in common and leap years and in years that end a century
    ("1991-02", "1991-02-01", "1991-02-28", "month"),
    ("1992-02", "1992-02-01", "1992-02-29", "month"),
    ("1900-02", "1900-02-01", "1900-02-28", "month"),
    ("2000-02", "2000-02-01", "2000-02-29", "month"),
    ("2000-02-29", "2000-02-29", "2000-02-29", "day"),
    # unspecified digits
    ("1991-08-XX", "1991-08-01", "1991-08-31", "month"),
    ("1992-02-XX", "1992-02-01", "1992-02-29", "month"),
    ("1991-XX", "1991-01-01", "1991-12-31", "year"),
    ("1991-XX-XX", "1991-01-01", "1991-12-31", "year"),
    ("199X", "1990-01-01", "1999-12-31", "decade"),
    ("199X-XX", "1990-01-01", "1999-12-31", "decade"),
    ("199X-XX-XX", "1990-01-01", "1999-12-31", "decade"),
    ("19XX", "1900-01-01", "1999-12-31", "century"),
    ("1XXX", "1000-01-01", "1999-12-31", "millennium"),
    # doubts do not move the bounds
    ("1991?", "1991-01-01", "1991-12-31", "year"),
    ("1990-11~", "1990-11-01", "1990-11-30", "month"),
    ("1991-08-28%", "1991-08-28", "1991-08-28", "day"),
    ("199X~", "1990-01-01", "1999-12-31", "decade"),
    ("1991-XX?", "1991-01-01", "1991-12-31", "year"),
    # the calendar's ends
    ("0001", "0001-01-01", "0001-12-31", "year"),
    ("0001-01-01", "0001-01-01", "0001-01-01", "day"),
    ("000X", "0001-01-01", "0009-12-31", "decade"),
    ("00XX", "0001-01-01", "0099-12-31", "century"),
    ("0XXX", "0001-01-01", "0999-12-31", "millennium"),
    ("9999", "9999-01-01", "9999-12-31", "year"),
    ("9999-12-31", "9999-12-31", "9999-12-31", "day"),
    # one of a set
    ("[1990,1992]", "1990-01-01", "1992-12-31", "set"),
    ("[1992,1990]", "1990-01-01", "1992-12-31", "set"),
    ("[1991-08-28]", "1991-08-28", "1991-08-28", "set"),
    ("[1990-11,1991-08-28]", "1990-11-01", "1991-08-28", "set"),
    ("[199X,2005]", "1990-01-01", "2005-12-31", "set"),
    ("[1990?,1991]", "1990-01-01", "1991-12-31", "set"),
    # one of a range
    ("[1990..1992]", "1990-01-01", "1992-12-31", "range"),
    ("[2022-03-02..2022-04-05]", "2022-03-02", "2022-04-05", "range"),
    ("[1990-11..1991-02]", "1990-11-01", "1991-02-28", "range"),
    ("[1991..1991-03]", "1991-01-01", "1991-03-31", "range"),
    ("[1991-03..1991]", "1991-03-01", "1991-12-31", "range"),
    ("[1987,1990..1992]", "1987-01-01", "1992-12-31", "range"),
    ("[..2005]", "", "2005-12-31", "range"),
    ("[..2008-08-22]", "", "2008-08-22", "range"),
    ("[1990-12..]", "1990-12-01", "", "range"),
    ("[..1990,1992..]", "", "", "range"),
    ("[1985,..1990]", "", "1990-12-31", "range"),
    ("[0001-01-05,..0001-01-02]", "", "0001-01-05", "range"),
    ("[0001-01-01,..0001-01]", "", "0001-01-31", "range"),
    ("[1992..,1990..]", "1990-01-01", "", "range"),
]

# text, a part of the message
INVALID = [
    ("", "expected a form"),
    (" ", "expected a form"),
    ("1991 ", "expected a form"),
    ("1991\n", "expected a form"),
    ("28.08.1991", "write 1991-08-28"),
    ("08/28/1991", "this is a period"),
    ("1991-8-28", "expected a form"),
    ("19910828", "expected a form"),
    ("91", "expected a form"),
    ("12345", "expected a form"),
    ("-0044", "expected a form"),
    ("1991-08-28T12:00", "expected a form"),
    ("1991-08-28-01", "expected a form"),
    ("1991??", "expected a form"),
    ("?1991", "expected a form"),
    ("1991x", "expected a form"),
    ("199x", "expected a form"),
    ("١٩٩١", "expected a form"),  # digits, but not these
    ("１９９１", "expected a form"),
    ("summer 1991", "expected a form"),
    ("..", "expected a form"),
    ("{1990,1991}", "expected a form"),  # all of a set, not one
    ("[1990", "expected a form"),
    ("1990]", "expected a form"),
    ("[]", "expected a form"),
    ("[1990,]", "expected a form"),
    ("[1990, 1991]", "expected a form"),
    ("[1990..1991..1992]", "expected a form"),
    ("[1990]~", "expected a form"),
    ("0000", "the year must be 0001 to 9999"),
    ("0000-01-01", "the year must be 0001 to 9999"),
    ("XXXX", "last digits of a year"),
    ("X991", "last digits of a year"),
    ("1X91", "last digits of a year"),
    ("199X-08", "after an unknown"),
    ("19XX-08-28", "after an unknown"),
    ("199X-XX-28", "after an unknown"),
    ("1991-XX-28", "after an unknown"),
    ("1991-00", "the month must be 01 to 12"),
    ("1991-13", "the month must be 01 to 12"),
    ("1991-0X", "the month must be 01 to 12"),
    ("1991-21", "the month must be 01 to 12"),  # EDTF's spring
    ("1991-08-00", "the day must be 01 to 31"),
    ("1991-08-32", "the day must be 01 to 31"),
    ("1991-04-31", "the day must be 01 to 30"),
    ("1991-02-29", "the day must be 01 to 28"),
    ("1992-02-30", "the day must be 01 to 29"),
    ("1900-02-29", "the day must be 01 to 28"),
    ("1991-08-2X", "the day must be 01 to 31"),
    ("[..]", "both ends are open"),
    ("[1990,..]", "both ends are open"),
    ("[..1990,1985..]", "no day is left out"),
    ("[..1990,1991..]", "no day is left out"),
    ("[1992..1990]", "the end is before the start"),
    ("[1991-08-28..1991-08-27]", "the end is before the start"),
    ("[1990..1991-13]", "the month must be 01 to 12"),
    ("1990/1991", "this is a period"),
    ("[1990/1991]", "this is a period"),
]


class TestParse:
    @pytest.mark.parametrize(("text", "lower", "upper", "precision"), VALID)
    def test_bounds(self, text, lower, upper, precision):
        """
        Bounds and precision are those that one works out by hand.
        """
        when = PartialDate.parse(text)

        assert (day(lower), day(upper)) == (when.lower, when.upper)
        assert precision == when.precision

    @pytest.mark.parametrize(("text", "lower", "upper", "precision"), VALID)
    def test_round_trip(self, text, lower, upper, precision):  # noqa: ARG002
        """
        A text is printed as it was written.
        """
        assert text == str(PartialDate.parse(text))

    @pytest.mark.parametrize(("text", "problem"), INVALID)
    def test_refused(self, text, problem):
        """
        What is no date is refused, and the message says why.
        """
        with pytest.raises(InvalidDateError, match=problem) as caught:
            PartialDate.parse(text)

        assert text == caught.value.text
        assert isinstance(caught.value, ValueError)

    @pytest.mark.parametrize("value", [None, 1991, 1991.0, b"1991", date(1991, 8, 28)])
    def test_only_texts(self, value):
        """
        Only a text can be parsed.
        """
        with pytest.raises(TypeError, match="must be a str"):
            PartialDate.parse(value)

    def test_long_text(self):
        """
        A text of 10,000 characters is refused with a short message.
        """
        with pytest.raises(InvalidDateError) as caught:
            PartialDate.parse("9" * 10_000)

        assert len(str(caught.value)) < 300
        assert "10000 characters" in str(caught.value)

    @pytest.mark.parametrize(
        ("text", "uncertain", "approximate"),
        [
            ("1991", False, False),
            ("1991?", True, False),
            ("1991~", False, True),
            ("1991%", True, True),
            ("[1990,1991]", False, False),
            ("[1990?,1991]", True, False),
            ("[1990~..1992]", False, True),
            ("[1990,1992%]", True, True),
        ],
    )
    def test_doubts(self, text, uncertain, approximate):
        """
        Doubts of the source are kept, also those about one of a set.
        """
        when = PartialDate.parse(text)

        assert (uncertain, approximate) == (when.uncertain, when.approximate)

    @pytest.mark.parametrize(
        ("text", "spans"),
        [
            ("[1990,1992]", [("1990-01-01", "1990-12-31"), ("1992-01-01", "1992-12-31")]),
            ("[1992,1990]", [("1990-01-01", "1990-12-31"), ("1992-01-01", "1992-12-31")]),
            # what touches or overlaps is one span
            ("[1990,1991]", [("1990-01-01", "1991-12-31")]),
            ("[1990,1990-05]", [("1990-01-01", "1990-12-31")]),
            ("[1990-01-30,1990-02]", [
                ("1990-01-30", "1990-01-30"),
                ("1990-02-01", "1990-02-28"),
            ]),
            ("[1990-01-31,1990-02]", [("1990-01-31", "1990-02-28")]),
            ("[..1990,1985]", [("", "1990-12-31")]),
            ("[1990..,1992]", [("1990-01-01", "")]),
            ("[..1990,1992..]", [("", "1990-12-31"), ("1992-01-01", "")]),
            ("[0001-01-01,..0001-01]", [("", "0001-01-31")]),
        ],
    )  # fmt: skip
    def test_ranges(self, text, spans):
        """
        Ranges are in order and do not touch.
        """
        expected = tuple((day(first), day(last)) for first, last in spans)

        assert expected == PartialDate.parse(text).ranges

    @pytest.mark.parametrize(
        ("text", "numbers"),
        [
            # Python's documentation: day 1 is January 1 of year 1; by `cal` and by
            # hand, 1991-08-28 is 1990 × 365 + 482 leap days + 240 days later.
            ("0001-01-01", [(1, 1)]),
            ("1991-08-28", [(727072, 727072)]),
            ("1991", [(726833, 727197)]),
            ("[1991,1993]", [(726833, 727197), (727564, 727928)]),
            # one before the first day, and one after 9999-12-31
            ("[..1991]", [(0, 727197)]),
            ("[1991..]", [(726833, 3652060)]),
        ],
    )
    def test_ordinals(self, text, numbers):
        """
        Days as numbers, open sides one beyond the calendar.
        """
        assert tuple(numbers) == PartialDate.parse(text).ordinals

    @given(said_dates)
    def test_never_invents_a_day(self, said):
        """
        Bounds are those of the calendar, for any text.
        """
        when = PartialDate.parse(said.text)

        assert ends(said.days) == (when.lower, when.upper)

    @given(said_dates)
    def test_prints_what_it_read(self, said):
        """
        Print after parse is the identity, parse after print too.
        """
        when = PartialDate.parse(said.text)

        assert said.text == str(when)
        assert when == PartialDate.parse(str(when))
        assert f"PartialDate({said.text!r})" == repr(when)
        assert eval(repr(when)) == when  # noqa: S307  # our own
        assert eval(repr(when)).ranges == when.ranges  # noqa: S307

    @given(said_dates, days)
    def test_contains(self, said, a_day):
        """
        A day is in a date exactly if it is one of the days it may be.
        """
        expected = bool(said.days & bits(a_day, a_day))

        assert expected == (a_day in PartialDate.parse(said.text))

    @given(said_dates)
    def test_open_ends(self, said):
        """
        Time before and after the century is in those with an open end only.
        """
        when = PartialDate.parse(said.text)

        assert (when.lower is None) == (FIRST in when) == (date.min in when)
        assert (when.upper is None) == (LAST in when) == (date.max in when)

    @given(st.text(alphabet="0129X-?~%[],./ "))
    def test_accepts_or_refuses(self, text):
        """
        Whatever looks like a date is one or is refused; nothing else happens.
        """
        try:
            when = PartialDate.parse(text)
        except InvalidDateError:
            return

        assert text == str(when)


class TestValue:
    def test_frozen(self):
        """
        A date cannot be changed.
        """
        when = PartialDate.parse("1991")

        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            when.text = "1992"

    def test_compares_texts(self):
        """
        Dates are equal if the same is said, not if the same days are meant.
        """
        year = PartialDate.parse("1991")

        assert year == PartialDate.parse("1991")
        assert year != PartialDate.parse("1991?")
        assert year != PartialDate.parse("1991-XX")
        assert year != "1991"
        assert len({year, PartialDate.parse("1991")}) == 1

    @given(said_dates)
    def test_copies(self, said):
        """
        Copies and pickles are equal, hash alike, and have the same days.
        """
        when = PartialDate.parse(said.text)
        copies = [copy.copy(when), copy.deepcopy(when)]
        copies += [
            pickle.loads(pickle.dumps(when, protocol))  # noqa: S301
            for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
        ]

        for other in copies:
            assert when == other
            assert hash(when) == hash(other)
            assert when.ranges == other.ranges

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("1991-08-28", True),
            ("1991-08-28?", True),
            ("[1991-08-28]", True),
            ("[1991-08-28..1991-08-28]", True),
            ("1991-08", False),
            ("[..1991-08-28]", False),
            ("[1991-08-28..]", False),
            ("[..1990,1992..]", False),
            ("[1991-08-28,1991-08-30]", False),
        ],
    )
    def test_is_day(self, text, expected):
        """
        A date is a day if exactly one is left.
        """
        assert expected is PartialDate.parse(text).is_day

    def test_sort_key(self):
        """
        Dates sort by their earliest day, then by the latest; open sides go far out.
        """
        texts = ["[1991..]", "1991", "1991-01-01", "[..1980]", "1990-12-31", "1991-01"]
        expected = [
            "[..1980]",
            "1990-12-31",
            "1991-01-01",
            "1991-01",
            "1991",
            "[1991..]",
        ]

        said = sorted(map(PartialDate.parse, texts), key=lambda when: when.sort_key)

        assert expected == list(map(str, said))
        assert (date.min, date(1980, 12, 31)) == said[0].sort_key
        assert (date(1991, 1, 1), date.max) == said[-1].sort_key

    @pytest.mark.parametrize(
        "value", ["1991-08-28", 1991, None, PartialDate.parse("1991")]
    )
    def test_contains_only_days(self, value):
        """
        Whatever is not a day is not in a date.
        """
        assert value not in PartialDate.parse("1991")

    def test_contains_no_datetime(self):
        """
        Whether a moment is in a date is not answered: the place is not known.
        """
        with pytest.raises(TypeError, match="Europe/Berlin"):
            assert datetime(1991, 8, 28, tzinfo=UTC) in PartialDate.parse("1991")


class TestOfADay:
    @given(days)
    def test_is_the_day(self, a_day):
        """
        A date of a day is that day and prints as in ISO 8601.
        """
        when = PartialDate.of(a_day)

        assert (a_day, a_day) == (when.lower, when.upper)
        assert a_day.isoformat() == str(when)
        assert when == PartialDate.parse(str(when))
        assert when.precision == "day"

    def test_refuses_datetimes(self):
        """
        A moment is not a day.
        """
        with pytest.raises(TypeError, match="not a datetime"):
            PartialDate.of(datetime(1991, 8, 28, tzinfo=UTC))


class TestBetween:
    @pytest.mark.parametrize(
        ("first", "last", "text"),
        [
            ("2022-03-02", "2022-04-05", "[2022-03-02..2022-04-05]"),
            ("2022-03-02", "2022-03-02", "2022-03-02"),
            ("", "2022-04-05", "[..2022-04-05]"),
            ("2022-03-02", "", "[2022-03-02..]"),
            ("0005-01-01", "0005-12-31", "[0005-01-01..0005-12-31]"),
        ],
    )
    def test_text(self, first, last, text):
        """
        Two bounds are written as a range, one day as itself.
        """
        when = PartialDate.between(day(first), day(last))

        assert text == str(when)
        assert (day(first), day(last)) == (when.lower, when.upper)

    @given(st.none() | st.dates(), st.none() | st.dates())
    def test_reads_back(self, first, last):
        """
        What has bounds in order is a date that can be read again.
        """
        if first is last is None or (first and last and first > last):
            with pytest.raises(InvalidDateError):
                PartialDate.between(first, last)
        else:
            when = PartialDate.between(first, last)

            assert (first, last) == (when.lower, when.upper)
            assert when.ranges == PartialDate.parse(str(when)).ranges

    def test_wrong_order(self):
        """
        The end is not before the start.
        """
        with pytest.raises(InvalidDateError, match=r"2022-04-05\.\.2022-03-02"):
            PartialDate.between(date(2022, 4, 5), date(2022, 3, 2))

    def test_all_of_time(self):
        """
        A date that may be any day says nothing and is refused.
        """
        with pytest.raises(InvalidDateError, match="both ends are open"):
            PartialDate.between(None, None)

    @pytest.mark.parametrize(
        ("first", "last", "name"),
        [
            (datetime(2022, 3, 2, tzinfo=UTC), None, "first"),
            (None, "2022-04-05", "last"),
        ],
    )
    def test_only_days(self, first, last, name):
        """
        Bounds are plain days.
        """
        with pytest.raises(TypeError, match=name):
            PartialDate.between(first, last)

    @given(sets)
    def test_among(self, said):
        """
        The days of any set can be said, and say the same days when read again.
        """
        when = PartialDate.parse(said.text)
        again = among(when.ranges)

        assert when.ranges == again.ranges == PartialDate.parse(str(again)).ranges

    def test_among_touching(self):
        """
        Spans that touch are said as one.
        """
        spans = [
            (date(1991, 1, 2), date(1991, 1, 3)),
            (date(1990, 5, 1), date(1990, 5, 1)),
            (date(1991, 1, 1), date(1991, 1, 1)),
        ]

        assert str(among(spans)) == "[1990-05-01,1991-01-01..1991-01-03]"


class TestLaws:
    @given(said_dates, said_dates)
    def test_covers_is_containment(self, a, b):
        """
        A date covers another exactly if it allows all of the other's days.
        """
        expected = a.days & b.days == b.days

        assert expected is PartialDate.parse(a.text).covers(PartialDate.parse(b.text))

    @given(points, points)
    def test_covers_by_bounds(self, a, b):
        """
        Of dates that are no sets, the bounds alone decide.
        """
        x, y = PartialDate.parse(a.text), PartialDate.parse(b.text)
        expected = x.lower <= y.lower and y.upper <= x.upper

        assert expected is x.covers(y)

    @given(said_dates)
    def test_covers_itself(self, a):
        """
        A date covers itself.
        """
        assert PartialDate.parse(a.text).covers(PartialDate.parse(a.text))

    @given(said_dates, said_dates)
    def test_compatible_if_a_day_is_shared(self, a, b):
        """
        Dates are compatible exactly if they share a day, in both directions.
        """
        x, y = PartialDate.parse(a.text), PartialDate.parse(b.text)
        expected = bool(a.days & b.days)

        assert expected is x.is_compatible(y)
        assert expected is y.is_compatible(x)

    @given(said_dates, said_dates)
    def test_covering_is_compatible(self, a, b):
        """
        What a date covers is compatible with it.
        """
        x, y = PartialDate.parse(a.text), PartialDate.parse(b.text)

        assert x.is_compatible(y) or not x.covers(y)

    @given(said_dates, said_dates, st.integers(0, 800))
    def test_tolerance(self, a, b, tolerance):
        """
        Only if one is in doubt may they be as far apart as tolerated.
        """
        x, y = PartialDate.parse(a.text), PartialDate.parse(b.text)
        in_doubt = any(mark in a.text + b.text for mark in "?~%")
        slack = tolerance if in_doubt else 0
        near = bool(a.days & b.days) or any(
            lower is not None
            and upper is not None
            and 0 < (lower - upper).days <= slack
            for p, q in ((x, y), (y, x))
            for lower, _ in p.ranges
            for _, upper in q.ranges
        )

        assert near is x.is_compatible(y, tolerance_days=tolerance)
        assert near is y.is_compatible(x, tolerance_days=tolerance)

    @pytest.mark.parametrize(
        ("a", "b", "days", "expected"),
        [
            ("1990~", "1991-01-01", 1, True),
            ("1990~", "1991-01-02", 1, False),
            ("1990", "1991-01-01", 1, False),
            ("1990?", "1989-12-30", 2, True),
            ("1990%", "1989-12-29", 2, False),
            ("[1990~..1991]", "1992-01-31", 31, True),
            ("[..1990]", "1991-01-01~", 0, False),
            ("[..1990]", "1991-01-01~", 1, True),
        ],
    )
    def test_tolerance_in_days(self, a, b, days, expected):
        """
        The tolerance is counted in days from the bounds.
        """
        x, y = PartialDate.parse(a), PartialDate.parse(b)

        assert expected is x.is_compatible(y, tolerance_days=days)

    @given(said_dates, said_dates)
    def test_intersection_is_the_common_days(self, a, b):
        """
        An intersection has the days of both, is covered by both, and can be read.
        """
        x, y = PartialDate.parse(a.text), PartialDate.parse(b.text)
        common = x.intersection(y)

        assert (common is None) == (not a.days & b.days)
        if common is not None:
            assert x.covers(common)
            assert y.covers(common)
            assert ends(a.days & b.days) == (common.lower, common.upper)
            assert common.ranges == PartialDate.parse(str(common)).ranges
            shared = 0
            for lower, upper in common.ranges:
                shared |= bits(lower, upper)
            assert a.days & b.days == shared

    @given(st.lists(said_dates, min_size=1, max_size=4), st.randoms())
    def test_what_many_have_in_common(self, said, rnd):
        """
        The days of all, in whatever order; in the words of one that says just these.
        """
        dates = [PartialDate.parse(each.text) for each in said]
        days = functools.reduce(operator.and_, (each.days for each in said))
        found = common(dates)

        assert found == common(rnd.sample(dates, len(dates)))
        assert (found is None) == (not days)
        if found is not None:
            shared = 0
            for lower, upper in found.ranges:
                shared |= bits(lower, upper)
            assert days == shared
            exact = [each.text for each in said if each.days == days]
            assert not exact or str(found) in exact

    @pytest.mark.parametrize(
        ("texts", "expected"),
        [
            ("[1991-05..1991-07] [1991-07..1991-09]", "[1991-07-01..1991-07-31]"),
            ("[1991-05..1991-07] [1991-07..1991-09] 1991-07?", "1991-07?"),
            ("1991-07? [1991-05..1991-07] 1991-07 [1991-07..1991-09]", "1991-07"),
            ("1990 199X 1990-11 [1990-11-12,1990-12]", "1990-11-12"),
            ("1990 1991 199X", None),
        ],
    )
    def test_in_whose_words(self, texts, expected):
        """
        In those of a source, without doubts if one has none; else in ours.
        """
        found = common([PartialDate.parse(text) for text in texts.split()])

        assert expected == (found and str(found))

    @given(said_dates, said_dates)
    def test_intersection_is_commutative(self, a, b):
        """
        The order does not change what is said.
        """
        x, y = PartialDate.parse(a.text), PartialDate.parse(b.text)

        assert x.intersection(y) == y.intersection(x)

    @given(said_dates)
    def test_intersection_is_idempotent(self, a):
        """
        A date has all of itself in common with itself, in its own words.
        """
        when = PartialDate.parse(a.text)

        assert when == when.intersection(when)

    @given(sets, sets, sets)
    def test_intersection_is_associative(self, one, other, third):
        """
        Of dates without doubts, it does not matter which two come first.
        """
        a, b, c = (PartialDate.parse(said.text) for said in (one, other, third))
        ab, bc = a.intersection(b), b.intersection(c)

        assert (ab and ab.intersection(c)) == (bc and a.intersection(bc))

    @pytest.mark.parametrize(
        ("a", "b", "expected"),
        [
            ("1991", "1991-08-28", "1991-08-28"),
            ("1991", "1991-08~", "1991-08~"),
            ("1991", "1992", None),
            # the same days: without doubts first, then the shorter, then as computed
            ("1991?", "1991", "1991"),
            ("1991-XX", "1991", "1991"),
            ("1991~", "[1991-01-01..1991-12-31]", "[1991-01-01..1991-12-31]"),
            ("[1991-01-01,1991-01-02]", "[1991-01-01..1991-01-02]", "[1991-01-01,1991-01-02]"),
            # partly
            ("[1990..1991-06]", "[1991..1992]", "[1991-01-01..1991-06-30]"),
            ("[..1991-08-28]", "[1991-08-28..]", "1991-08-28"),
            ("[1990,1992]", "[1990-12..1992-01]", "[1990-12-01..1990-12-31,1992-01-01..1992-01-31]"),
            ("[..1990,1992..]", "[1990-12-31..1993]", "[1990-12-31,1992-01-01..1993-12-31]"),
        ],
    )  # fmt: skip
    def test_intersection_in_words(self, a, b, expected):
        """
        What is said of common days is the finest that one of the two says.
        """
        common = PartialDate.parse(a).intersection(PartialDate.parse(b))

        assert expected == (common and str(common))

    def test_intersection_of_open_sides(self):
        """
        The tighter bound holds, and the other side stays open.
        """
        early = PartialDate.parse("[..1988,1990]")
        since = PartialDate.parse("[1990,1993..]")

        common = early.intersection(PartialDate.parse("[..1989,1991]"))
        assert (common.lower, common.upper) == (None, date(1988, 12, 31))
        common = since.intersection(PartialDate.parse("[1991,1992..]"))
        assert (common.lower, common.upper) == (date(1993, 1, 1), None)

    def test_no_tolerance_by_default(self):
        """
        How far off is still about: the caller says so.
        """
        about, day = PartialDate.parse("1990~"), PartialDate.parse("1991-01-01")

        assert not about.is_compatible(day)
        assert about.is_compatible(day, tolerance_days=1)


class TestPeriod:
    @pytest.mark.parametrize(
        ("text", "lower", "upper"),
        [
            ("2024-11-10/2024-11-15", "2024-11-10", "2024-11-15"),
            ("1990/1991-06", "1990-01-01", "1991-06-30"),
            ("1991-08-28", "1991-08-28", "1991-08-28"),
            ("1991", "1991-01-01", "1991-12-31"),
            ("2016-12-08/..", "2016-12-08", ""),
            ("../2021", "", "2021-12-31"),
            ("../..", "", ""),
            ("1991-08/1991", "1991-08-01", "1991-12-31"),
            ("1991/1991-08", "1991-01-01", "1991-08-31"),
            ("[1990..1991]/199X", "1990-01-01", "1999-12-31"),
            ("[..1990]/1980", "", "1980-12-31"),
            ("1990/[1980..]", "1990-01-01", ""),
        ],
    )
    def test_bounds(self, text, lower, upper):
        """
        A period is from the first possible day to the last, and prints as written.
        """
        period = Period.parse(text)

        assert (day(lower), day(upper)) == (period.lower, period.upper)
        assert text == str(period)
        assert f"Period({text!r})" == repr(period)

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("1991/1990", "the end is before the start"),
            ("1991-08-28/1991-08-27", "the end is before the start"),
            ("/1991", "an end is missing"),
            ("1991/", "an end is missing"),
            ("/", "an end is missing"),
            ("1990/1991/1992", "this is a period"),
            ("1990/91", "expected a form"),
            ("1990 / 1991", "expected a form"),
            ("", "expected a form"),
            ("..", "expected a form"),
        ],
    )
    def test_refused(self, text, problem):
        """
        What is no period is refused, and the message says why.
        """
        with pytest.raises(InvalidDateError, match=problem):
            Period.parse(text)

    @pytest.mark.parametrize("value", [None, 1991, date(1991, 8, 28)])
    def test_only_texts(self, value):
        """
        Only a text can be parsed.
        """
        with pytest.raises(TypeError, match="must be a str"):
            Period.parse(value)

    def test_one_date(self):
        """
        A period with equal ends is the date itself.
        """
        assert Period.parse("1991") == Period.parse("1991/1991")
        assert str(Period.parse("1991/1991")) == "1991"
        assert Period.parse("1991") != Period.parse("1991/..")

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("2024-11-10/2024-11-15", 6),
            ("1991-08-28", 1),
            ("1991-02", 28),
            ("1991", 365),
            ("1992", 366),
            ("1991/1992", 731),
            ("[1991-08-28,1991-09-01]", 5),
            ("../0001-01-02", 2),
            ("9999-12-30/..", 2),
            ("../..", 3_652_059),
        ],
    )
    def test_days(self, text, expected):
        """
        A period has at most the days between its bounds, both included.
        """
        assert expected == Period.parse(text).days

    @pytest.mark.parametrize(
        ("outer", "inner", "expected"),
        [
            ("2024-11", "2024-11-10/2024-11-15", True),
            ("2024-11-10/2024-11-15", "2024-11-10/2024-11-15", True),
            ("2024-11-10/2024-11-15", "2024-11-10", True),
            ("2024-11-10/2024-11-15", "2024-11-15", True),
            ("2024-11-10/2024-11-15", "2024-11-09/2024-11-15", False),
            ("2024-11-10/2024-11-15", "2024-11-10/2024-11-16", False),
            ("2024-11-10/2024-11-15", "2024-11", False),
            ("2024-11-10/..", "2024-11-10/..", True),
            ("2024-11-10/..", "2024-11-11", True),
            ("2024-11-10/..", "../2024-11-11", False),
            ("../2024-11-10", "1990", True),
            ("../2024-11-10", "1990/..", False),
            ("../..", "1990/..", True),
        ],
    )
    def test_covers(self, outer, inner, expected):
        """
        A period covers another if all of the other's days lie within.
        """
        assert expected is Period.parse(outer).covers(Period.parse(inner))

    @given(said_dates | st.none(), said_dates | st.none())
    def test_round_trip(self, first, last):
        """
        What is printed can be read again and is equal.
        """
        text = f"{first.text if first else '..'}/{last.text if last else '..'}"
        start = None if first is None else ends(first.days)[0]
        end = None if last is None else ends(last.days)[1]
        if start and end and end < start:
            with pytest.raises(InvalidDateError):
                Period.parse(text)
        else:
            period = Period.parse(text)

            assert (start, end) == (period.lower, period.upper)
            assert period == Period.parse(str(period))
            assert period == pickle.loads(pickle.dumps(period))  # noqa: S301
            assert hash(period) == hash(copy.deepcopy(period))


class TestPlainDates:
    def test_as_date(self):
        """
        A plain date stays what it is.
        """
        assert date(2027, 6, 27) == as_date(date(2027, 6, 27))

    @pytest.mark.parametrize(
        "value",
        [
            datetime(2027, 6, 27),  # noqa: DTZ001  # no zone at all
            # 27 June in Berlin, 26 June in Los Angeles
            datetime(2027, 6, 26, 22, 30, tzinfo=UTC),
        ],
    )
    def test_no_datetime(self, value):
        """
        A moment is refused, and the message says how to get a day from it.
        """
        with pytest.raises(TypeError, match=r"since must .*ZoneInfo\('Europe/Berlin'"):
            as_date(value, "since")

    @pytest.mark.parametrize(
        "value", ["2027-06-27", "27.06.2027", "06/27/2027", 2027, None]
    )
    def test_no_text(self, value):
        """
        A text is not taken for a date, so that nobody's order of digits is guessed.
        """
        with pytest.raises(
            TypeError, match=f"on must be .* not {type(value).__name__}"
        ):
            as_date(value)

    def test_partial(self):
        """
        A day, a text and a partial date all become a partial date; None stays.
        """
        when = PartialDate.parse("1991-08-28")

        assert when is partial(when)
        assert when == partial("1991-08-28")
        assert when == partial(date(1991, 8, 28))
        assert partial(None) is None

    def test_partial_refuses(self):
        """
        What is no date is no partial one.
        """
        with pytest.raises(bp.InvalidDateError):
            partial("soon")
        with pytest.raises(TypeError, match="day must be"):
            partial(1991)

    @given(st.dates())
    def test_neighbors(self, a_day):
        """
        The days before and after are one day off, and none at the calendar's ends.
        """
        before, after = day_before(a_day), day_after(a_day)

        assert before is None or timedelta(1) == a_day - before
        assert after is None or timedelta(1) == after - a_day

    def test_ends_of_the_calendar(self):
        """
        Only the first day has none before, only the last has none after.
        """
        assert day_before(date.min) is None
        assert day_after(date.max) is None
        assert date(9999, 12, 30) == day_before(date.max)
        assert date(1, 1, 2) == day_after(date.min)


@pytest.mark.parametrize("make", [PartialDate, PartialDate.parse])
@pytest.mark.parametrize(
    ("text", "error"),
    [("1990-13", InvalidDateError), (1990, TypeError), ([], TypeError)],
)
def test_a_wrong_text_is_no_date(make, text, error):
    """
    However a date is made, its text is read.
    """
    with pytest.raises(error):
        make(text)
