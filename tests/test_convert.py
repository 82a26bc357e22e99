"""
The border: strict on the way in, plain on the way out.
"""

from __future__ import annotations

import datetime as dt
import json

from typing import Any

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st

from berlin_partnerships._convert import leaves, structure, unstructure
from berlin_partnerships._dates import PartialDate, Period


@attrs.frozen(kw_only=True)
class Inner:
    number: int
    share: float = 0.0


@attrs.frozen(kw_only=True)
class Outer:
    text: str
    flag: bool = False
    anything: Any = None
    inner: tuple[Inner, ...] = ()
    pair: tuple[int, int] | None = None
    labels: dict[str, str] = attrs.field(factory=dict)
    count: int | tuple[int, int] = 0
    when: PartialDate | None = None
    span: Period | None = None
    day: dt.date | None = None
    _dataset: Any = attrs.field(default=None, eq=False, alias="dataset")


def problems(raw, cls=Outer):
    """
    Path and text of all that is wrong with *raw*.
    """
    with pytest.raises(Exception) as info:  # noqa: PT011  # cattrs has groups of any
        structure(raw, cls)
    return [*leaves(info.value)]


# In ---------------------------------------------------------------------------------


def test_what_has_the_right_form_becomes_an_object():
    """
    Arrays become tuples, texts become dates.
    """
    raw = {
        "text": "a",
        "flag": True,
        "anything": [1],
        "inner": [{"number": 1, "share": 2}],
        "pair": [1, 2],
        "labels": {"de": "b"},
        "count": [3, 4],
        "when": "1991-08",
        "span": "1991/..",
        "day": "1991-08-28",
    }

    assert structure(raw, Outer) == Outer(
        text="a",
        flag=True,
        anything=[1],
        inner=(Inner(number=1, share=2.0),),
        pair=(1, 2),
        labels={"de": "b"},
        count=(3, 4),
        when=PartialDate.parse("1991-08"),
        span=Period.parse("1991/.."),
        day=dt.date(1991, 8, 28),
    )


TABLE = "expected a table of keys and values, not "


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("text", 5, "expected a text, not 5"),
        ("text", None, "expected a text, not None"),
        ("text", dt.date(1991, 8, 28), 'put dates in quotes: "1991-08-28"'),
        ("flag", 1, "expected true or false, not 1"),
        ("flag", "yes", "expected true or false, not 'yes'"),
        ("inner", "ab", "expected an array, not 'ab'"),
        ("inner", {"number": 1}, "expected an array, not {'number': 1}"),
        ("pair", [1], "expected 2 values, not 1"),
        ("pair", [1, 2, 3], "expected 2 values, not 3"),
        ("pair", "12", "expected an array, not '12'"),
        ("labels", ["de"], TABLE + "['de']"),
        ("count", "many", "expected an array, not 'many'"),
        ("when", 1991, 'put dates in quotes: "1991"'),
        ("when", True, "expected a text, not True"),
        ("when", dt.date(1991, 8, 28), 'put dates in quotes: "1991-08-28"'),
        ("span", 1991, 'put dates in quotes: "1991"'),
        ("span", "1991/1990", "'1991/1990' is not a date: the end is before the start"),
        ("day", 5, "expected a text, not 5"),
    ],
)
def test_nothing_is_taken_for_something_else(field, value, problem):
    """
    A number is no text, a text is no array, and a year is no date.
    """
    assert problems({"text": "a", field: value}) == [((field,), problem)]


@pytest.mark.parametrize("raw", [5, None, "text", [{"text": "a"}]])
def test_only_a_table_is_an_object(raw):
    """
    The problem of a whole has no path.
    """
    assert problems(raw) == [((), f"{TABLE}{raw!r}")]


def test_a_whole_number_is_a_number():
    """
    The one kindness: 48 is also 48.0. Truth is no number, and no number whole.
    """
    assert structure({"number": 1, "share": 48}, Inner).share == 48.0
    assert problems({"number": 1.0}, Inner) == [
        (("number",), "expected a whole number, not 1.0")
    ]
    assert problems({"number": True}, Inner) == [
        (("number",), "expected a whole number, not True")
    ]


def test_all_problems_at_once_with_their_paths():
    """
    Nothing hides anything else, however deep it lies.
    """
    raw = {
        "inner": [{"number": "1"}, 4, {"share": "z", "numbr": 2}, {"number": 3}],
        "pair": ["a", "b"],
        "labels": {"de": 1, "en": "b"},
        "zzz": 1,
    }

    assert sorted(problems(raw), key=str) == [
        (("inner", 0, "number"), "expected a whole number, not '1'"),
        (("inner", 1), TABLE + "4"),
        (("inner", 2, "number"), "missing"),
        (("inner", 2, "numbr"), "unknown key 'numbr'; did you mean 'number'?"),
        (("inner", 2, "share"), "expected a number, not 'z'"),
        (("labels", "de"), "expected a text, not 1"),
        (("pair", 0), "expected a whole number, not 'a'"),
        (("pair", 1), "expected a whole number, not 'b'"),
        (("text",), "missing"),
        (("zzz",), "unknown key 'zzz'"),
    ]


def test_an_error_of_another_kind_is_told_as_it_is():
    """
    Errors that are none of cattrs', and have no path, keep their text.
    """
    assert [*leaves(ValueError("out of order"), ("a", 1))] == [
        (("a", 1), "out of order")
    ]


def test_notes_of_others_are_no_path():
    """
    Python and other libraries note things on errors, too.
    """

    def fail(_):
        error = ValueError("out of order")
        error.add_note("just saying")
        raise error

    @attrs.frozen
    class Picky:
        value: int = attrs.field(validator=lambda *_: fail(_))

    assert problems({"value": 1}, Picky) == [((), "out of order")]


# Out --------------------------------------------------------------------------------


def test_what_comes_out_is_plain():
    """
    Dates are texts, tuples are lists, and the data set is nobody's business.
    """
    plain = unstructure(
        Outer(
            text="a",
            anything=(PartialDate.parse("1991"), {"x": Period.parse("1991/..")}),
            count=(1, 2),
            day=dt.date(1991, 8, 28),
            dataset=object(),
        )
    )

    assert plain == {
        "text": "a",
        "flag": False,
        "anything": ["1991", {"x": "1991/.."}],
        "inner": [],
        "pair": None,
        "labels": {},
        "count": [1, 2],
        "when": None,
        "span": None,
        "day": "1991-08-28",
    }


def test_sets_come_out_in_order():
    """
    The same set gives the same list, whatever order Python keeps it in.
    """
    assert unstructure(frozenset({"b", "c", "a"})) == ["a", "b", "c"]


def test_compact_leaves_out_what_is_the_default():
    """
    Only what differs is said.
    """
    outer = Outer(text="a", inner=(Inner(number=0),))

    assert unstructure(outer, compact=True) == {"text": "a", "inner": [{"number": 0}]}


dates = st.dates().map(PartialDate.of)
outers = st.builds(
    Outer,
    text=st.text(),
    flag=st.booleans(),
    anything=st.none() | st.integers() | st.lists(st.text()),
    inner=st.lists(
        st.builds(Inner, number=st.integers(), share=st.floats(allow_nan=False))
    ).map(tuple),
    pair=st.none() | st.tuples(st.integers(), st.integers()),
    labels=st.dictionaries(st.text(), st.text()),
    count=st.integers() | st.tuples(st.integers(), st.integers()),
    when=st.none() | dates,
    span=st.none() | dates.map(lambda d: Period(d, None)),
    day=st.none() | st.dates(),
    dataset=st.none(),
)


@given(outers, st.booleans())
def test_through_json_and_back(outer, compact):
    """
    What went out comes in again as it was.
    """
    text = json.dumps(unstructure(outer, compact=compact))

    assert structure(json.loads(text), Outer) == outer
