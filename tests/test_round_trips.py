"""
Every answer goes through JSON and back, with and without what it may lack.
"""

from __future__ import annotations

import json
import re

from datetime import date
from pathlib import Path

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships._text import Result


MODEL = Path(__file__).parent.parent / "docs" / "data-model.md"


def year(dataset, **choices):
    return dataset.anniversaries(date(2027, 1, 1), date(2027, 12, 31), **choices)


def calendar(dataset):
    pytest.importorskip("icalendar")
    from berlin_partnerships.calendar import to_calendar  # needs an extra

    return to_calendar(year(dataset, predecessors=True), language="de")


# What makes an answer; those after the first of a class lack something, or have more.
ANSWERS = {
    "Age": [
        lambda d: d.age("moscow", on=date(2024, 6, 1)),
        lambda d: d.age("organizations/checkpoint-charlie-stiftung", date(2024, 6, 1)),
    ],
    "Anniversary": [
        lambda d: d.anniversary("kyiv", 5),
        lambda d: d.anniversary("moscow#1967-east-berlin", 60),
        lambda d: d.anniversary("programs/logo-europe", 5),
    ],
    "CalendarFile": [calendar],
    "Celebration": [
        lambda d: d.celebrated()[0],
        lambda d: d.celebration("Budapest", 77, on="2022-06"),
        lambda d: d.celebration("Budapest", 30, on="2022"),
    ],
    "Dating": [
        lambda d: d.date_of(18),
        lambda d: d.date_of(["Nowhere", "Paris"]),
        lambda d: d.date_of([]),
    ],
    "Diff": [
        lambda d: bp.diff(d.only("seed-002"), d),
        lambda d: bp.diff(d, d),
    ],
    "Hit": [lambda d: d.search("Film")[0], lambda d: d.search("Kiew")[0]],
    "Interval": [lambda d: d.timeline()[0], lambda d: d.timeline()[-1]],
    "Members": [
        lambda d: d.members(date(2023, 1, 1)),
        lambda d: d.members(date(1950, 1, 1)),
        lambda d: d.members(date(2100, 1, 1), statuses=["resting"]),
    ],
    "Overview": [
        lambda d: bp.overview(year(d), days_from=date(2026, 11, 22)),
        lambda d: bp.overview(year(d)),
        lambda d: bp.overview(year(d, predecessors=True), days_from=date(2027, 5, 1)),
        lambda _: bp.overview([]),
    ],
    "Reconciliation": [
        lambda d: d.reconcile(),
        lambda d: d.reconcile("seed-004", "seed-002"),
        lambda d: d.reconcile(["Paris", "Nowhere"], bp.Source(count=3, as_of="1990")),
    ],
    "Resolution": [
        lambda d: d.resolve("moscow", "since"),
        lambda d: d.resolve("kyiv", "status"),
        lambda d: d.only("seed-002").resolve("moscow", "since"),
    ],
}


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, n) for name, makers in ANSWERS.items() for n in range(len(makers))],
)
def test_there_and_back(dataset, name, number):
    """
    What JSON kept makes an equal answer, to which nothing is lost or added.
    """
    answer = ANSWERS[name][number](dataset)

    kept = json.loads(json.dumps(answer.to_dict()))
    again = type(answer).from_dict(kept)

    assert type(answer).__name__ == name
    assert again == answer
    assert json.loads(json.dumps(again.to_dict())) == kept


def test_all_classes_of_answers():
    """
    No class of answers is left out above.
    """
    pytest.importorskip("icalendar")

    ours = [c for c in Result.__subclasses__() if "berlin_p" in c.__module__]

    assert {c.__name__ for c in ours} == {*ANSWERS}


@pytest.mark.skipif(not MODEL.is_file(), reason="no pages here")
def test_the_page_names_them():
    """
    The page on the data model names the classes that come back, and no others.
    """
    (line,) = (
        s for s in MODEL.read_text("utf-8").splitlines() if s[:10] == "These are "
    )

    assert {*re.findall("`([^`]+)`", line)} == {*ANSWERS} - {"CalendarFile"}
    comparison = type(bp.reconcile("seed-004", "seed-002").comparisons[0])
    for cls in (bp.Statement, bp.Policy, bp.Act, comparison):
        assert not hasattr(cls, "to_dict")
    for cls in (bp.City, bp.Partnership, bp.Source):
        assert hasattr(cls, "to_dict")
        assert not hasattr(cls, "from_dict")
    plain = attrs.asdict(bp.statements("kyiv")[0])
    assert plain["about"].startswith("partnerships/kyiv")


def entry(**changed):
    """
    An entry of an overview as JSON has it, with some fields otherwise.
    """
    (one,) = bp.overview([bp.anniversary("kyiv", 5)]).to_dict()["entries"]
    return {"entries": [{**one, **changed}]}


@pytest.mark.parametrize(
    ("cls", "wrong", "said"),
    [
        (bp.Overview, None, "expected a table of keys and values, not None"),
        (bp.Overview, [], "expected a table of keys and values, not []"),
        (bp.Overview, {}, "entries: missing"),
        (bp.Overview, {"entries": 5}, "entries: expected an array, not 5"),
        (bp.Overview, entry(number="5"), "entries[0].number: expected a whole number"),
        (bp.Overview, entry(date="May"), "entries[0].date: 'May' is not a date"),
        (bp.Overview, entry(nam=""), "entries[0].nam: unknown key 'nam'; did you mean"),
        (bp.Overview, entry(days=[1]), "entries[0].days: expected 2 values, not 1"),
        (bp.Age, {"x": 1}, "about: missing"),
        (bp.Members, {"on": 5}, "on: expected a text, not 5"),
        (bp.Resolution, {"about": 1}, "about: expected a text, not 1"),
    ],
)
def test_the_first_field_that_is_wrong(cls, wrong, said):
    """
    The error is one of ours, and says what is wrong and where.
    """
    with pytest.raises(bp.DataError) as raised:
        cls.from_dict(wrong)

    assert raised.value.path == cls.__name__
    assert raised.value.problem.startswith(said)


@pytest.mark.parametrize("value", ["May", 5, {}])
def test_a_value_of_another_type(value):
    """
    A value that is none of its property is refused, too.
    """
    plain = bp.resolve("moscow", "since").to_dict()

    with pytest.raises(bp.DataError, match=r"^Resolution: a value is no date: "):
        bp.Resolution.from_dict({**plain, "value": value})


def test_members_of_other_data():
    """
    A partnership that is not held is an unknown name.
    """
    plain = bp.members(date(2023, 1, 1)).to_dict()

    with pytest.raises(bp.UnknownNameError, match="atlantis"):
        bp.Members.from_dict({**plain, "certain": ["atlantis"]})
