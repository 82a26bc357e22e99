"""
The drawing of the number over time: what stands where.
"""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from berlin_partnerships._drawing import Dot, steps
from berlin_partnerships._timeline import Span


NS = "{http://www.w3.org/2000/svg}"
A, B, C = date(1990, 1, 1), date(2000, 1, 1), date(2010, 1, 1)
LINE = [(Span(A, B), 1), (Span(B, None), 3)]
LAST = date(2020, 1, 1)


def drawn(line=LINE, dots=(), language="en", last=LAST):
    return ET.fromstring(steps(line, dots, last, language))


def numbers(text):
    return [
        float(n)
        for n in text.replace("M", " ").replace("V", " ").replace("H", " ").split()
    ]


def dot(start=C, end=C, number=3, *, fits=True, closed=True):
    return Dot("a < b", start, end, number, fits, closed)


def test_the_line_rises_where_the_number_does():
    """
    The second step begins where the first ends, a third of the axis to the right.
    """
    first, second = (numbers(p.get("d")) for p in drawn().iter(f"{NS}path"))

    left, low, right = first
    assert second[:2] == [right, low]
    # 1990 to 2000 is one of three decades to 2020, but for the leap days.
    assert right - left == pytest.approx((760 - 36 - 12) / 3, rel=0.01)
    assert second[2] < low  # up is less
    assert second[3] == pytest.approx(760 - 12)


def test_an_uncertain_time_is_a_gap():
    """
    Between two spans that do not meet there is no line.
    """
    line = [(Span(A, B), 1), (Span(C, None), 3)]

    first, second = (p.get("d") for p in drawn(line).iter(f"{NS}path"))

    assert "V" not in second
    assert numbers(first)[2] < numbers(second)[0]


def test_each_span_says_what_it_is():
    """
    A pointer on the line shows the number and the time, in the language.
    """
    titles = [t.text for t in drawn(language="de").iter(f"{NS}title")]

    assert titles == [
        "1: vom 1. Januar 1990 bis zum 31. Dezember 1999",
        "3: seit dem 1. Januar 2000",
    ]
    assert drawn(language="de").get("aria-label").startswith("Zahl der Partnerschaften")


@pytest.mark.parametrize(
    ("made", "tag", "filled"),
    [
        (dot(), "circle", True),
        (dot(closed=False), "circle", False),
        (dot(fits=False), "rect", False),
    ],
)
def test_marks_differ_by_more_than_color(made, tag, filled):
    """
    What fits is a disc, what is incomplete a ring, what differs a square.
    """
    group = drawn(dots=[made]).find(f"{NS}g")

    mark = group.find(f"{NS}{tag}")
    assert (mark.get("fill") != "none") is filled
    assert group.find(f"{NS}title").text == "a < b"


def test_a_mark_stands_over_the_time_it_speaks_of():
    """
    The bar goes from the first to the last day; an open side to the edge.
    """

    def bar(made):
        line = drawn(dots=[made]).find(f"{NS}g/{NS}line")
        return float(line.get("x1")), float(line.get("x2"))

    step = (760 - 36 - 12) / 30  # a year
    start, end = bar(dot(B, C))
    assert end - start == pytest.approx(10 * step, rel=0.01)
    assert bar(dot(None, None)) == (36, 748)
    assert bar(dot(date(1900, 1, 1), date(2090, 1, 1))) == (36, 748)


def test_a_mark_stands_at_the_height_of_its_number():
    """
    Three is as high as the line at three; what is off the scale stands at its edge.
    """
    tree = drawn(dots=[dot(number=3), dot(number=90_000)])

    line = numbers(list(tree.iter(f"{NS}path"))[1].get("d"))[2]
    ys = [float(c.get("cy")) for c in tree.iter(f"{NS}circle")]
    assert ys[0] == line
    assert ys[1] == 12


def test_nothing_to_draw():
    """
    Without partners and sources there are axes, and no line.
    """
    tree = drawn([], last=date(2020, 5, 5))

    assert not list(tree.iter(f"{NS}path"))
    assert [t.text for t in tree.iter(f"{NS}text")] == ["0", "5", "2010", "2020"]


def test_a_line_that_begins_in_the_last_year():
    """
    The axis has room even if all happened in the year it ends with.
    """
    tree = drawn([(Span(date(2020, 2, 2), None), 1)], last=date(2020, 5, 5))

    assert numbers(next(tree.iter(f"{NS}path")).get("d"))[0] > 36
