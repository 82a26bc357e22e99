"""
Dates for property tests, each with the days it allows, worked out another way.

The days are the bits of a whole number, one for each day from 31 December 1899
to 1 January 2000. All finite bounds lie in the 20th century, so that the first
and the last bit stand for all the time before and after.
"""

from __future__ import annotations

import calendar

from datetime import date
from typing import NamedTuple

from hypothesis import strategies as st


FIRST = date(1899, 12, 31)
LAST = date(2000, 1, 1)
ALL = (1 << ((LAST - FIRST).days + 1)) - 1


class Said(NamedTuple):
    """
    A text, and the days that it allows as bits.
    """

    text: str
    days: int


def bits(lower: date | None, upper: date | None) -> int:
    """
    The days from *lower* to *upper*, both included; None is unbounded.
    """
    low = 0 if lower is None else (lower - FIRST).days
    high = ((LAST if upper is None else upper) - FIRST).days
    return (1 << (high + 1)) - (1 << low)


def ends(days: int) -> tuple[date | None, date | None]:
    """
    The earliest and the latest of *days*; None is unbounded.
    """
    low, high = (days & -days).bit_length() - 1, days.bit_length() - 1
    origin = FIRST.toordinal()
    return (
        None if low == 0 else date.fromordinal(origin + low),
        None if high == ALL.bit_length() - 1 else date.fromordinal(origin + high),
    )


days = st.dates(date(1900, 1, 1), date(1999, 12, 31))
marks = st.sampled_from(["", "", "", "?", "~", "%"])


@st.composite
def _plain_points(draw):
    day = draw(days)
    y, m, d = f"{day:%Y-%m-%d}".split("-")
    length = calendar.monthrange(day.year, day.month)[1]
    month = (day.replace(day=1), day.replace(day=length))
    year = (date(day.year, 1, 1), date(day.year, 12, 31))
    decade = (date(day.year // 10 * 10, 1, 1), date(day.year // 10 * 10 + 9, 12, 31))
    century = (date(1900, 1, 1), date(1999, 12, 31))
    forms = [
        (f"{y}-{m}-{d}", (day, day)),
        (f"{y}-{m}", month),
        (f"{y}-{m}-XX", month),
        (y, year),
        (f"{y}-XX", year),
        (f"{y}-XX-XX", year),
        (f"{y[:3]}X", decade),
        (f"{y[:2]}XX", century),
    ]
    return draw(st.sampled_from(forms))


@st.composite
def _points(draw):
    text, (lower, upper) = draw(_plain_points())
    return Said(text + draw(marks), bits(lower, upper))


@st.composite
def _members(draw):
    text, (lower, upper) = draw(_plain_points())
    other, (lower2, upper2) = draw(_plain_points())
    shape = draw(st.sampled_from(["alone", "to", "from", "span"]))
    if shape == "alone":
        return Said(text, bits(lower, upper))
    if shape == "to":
        return Said(f"..{text}", bits(None, upper))
    if shape == "from":
        return Said(f"{text}..", bits(lower, None))
    if upper2 < lower:
        text, other, lower, upper2 = other, text, lower2, upper
    return Said(f"{text}..{other}", bits(lower, upper2))


@st.composite
def _sets(draw):
    members = draw(st.lists(_members(), min_size=1, max_size=3))
    days = 0
    for member in members:
        days |= member.days
    return Said(f"[{','.join(m.text for m in members)}]", days)


points = _points()
sets = _sets().filter(lambda said: said.days != ALL)
said_dates = points | sets
