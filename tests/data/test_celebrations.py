"""
The celebrations that are held: each beside the day that the dates add up to.

The table was made from a second reading of the sources, without this library:
the calendar years and full years are that reading's, the days are differences of
two dates.
"""

from __future__ import annotations

import json

from datetime import date
from typing import NamedTuple

import pytest

import berlin_partnerships as bp


pytestmark = pytest.mark.data


class Kept(NamedTuple):
    """
    A celebration, and how it lies to the act that it counts from.
    """

    id: str
    partnership: str
    number: int
    held: str
    since: str
    difference: int  # calendar years
    reached: int | tuple[int, int]  # full years
    position: str | None
    days: int | tuple[int, int]  # from the anniversary
    announced: bool = False
    criterion: str = "founding-agreement"


# fmt: off
TABLE = [
    Kept("paris-10th-anniversary-council", "paris", 10, "1997-11", "1987-07-02", 10, 10, "after", (122, 151)),
    Kept("buenos-aires-10th-anniversary-opening", "buenos-aires", 10, "2004-08-31", "1994-05-19", 10, 10, "after", 104),
    Kept("buenos-aires-10th-anniversary-closing", "buenos-aires", 10, "2004-10-18", "1994-05-19", 10, 10, "after", 152, announced=True),
    Kept("prague-10th-anniversary-opening", "prague", 10, "2005-06-10", "1995-06-10", 10, 10, "on", 0),
    Kept("los-angeles-40th-anniversary-visit", "los-angeles", 40, "2007-03-10/2007-03-17", "1967-06-27", 40, 39, "before", -102),
    Kept("los-angeles-40th-anniversary-delegation", "los-angeles", 40, "2007-09-11", "1967-06-27", 40, 40, "after", 76),
    Kept("mexico-city-15th-anniversary-exhibition", "mexico-city", 15, "2008", "1993-09-01", 15, (14, 15), None, (-244, 121)),
    Kept("moscow-20th-anniversary-berlin-days", "moscow", 20, "2011-05-23/2011-05-29", "1991-08-28", 20, 19, "before", -91),
    Kept("moscow-20th-anniversary-delegation", "moscow", 20, "2011-06-23/2011-06-26", "1991-08-28", 20, 19, "before", -63),
    Kept("warsaw-20th-anniversary-partnerzy", "warsaw", 20, "2011-08-24", "1991-08-12", 20, 20, "after", 12, announced=True),
    Kept("moscow-20th-anniversary-moscow-days", "moscow", 20, "2011-11-14/2011-11-29", "1991-08-28", 20, 20, "after", 78),
    Kept("warsaw-20th-anniversary-weekend", "warsaw", 20, "2011-11-25/2011-11-27", "1991-08-12", 20, 20, "after", 105),
    Kept("paris-25th-anniversary-program", "paris", 25, "2012", "1987-07-02", 25, (24, 25), None, (-183, 182)),
    Kept("madrid-25th-anniversary-visit", "madrid", 25, "2013-06-27/2013-06-29", "1988-11-04", 25, 24, "before", -128, announced=True),
    Kept("mexico-city-20th-anniversary-delegation", "mexico-city", 20, "2013-10", "1993-09-01", 20, 20, "after", (30, 60)),
    Kept("madrid-25th-anniversary-reception", "madrid", 25, "2013-11-04", "1988-11-04", 25, 25, "on", 0, announced=True),
    Kept("tokyo-20th-anniversary-ceremony", "tokyo", 20, "2014-02-21", "1994-05-14", 20, 19, "before", -82),
    Kept("buenos-aires-20th-anniversary-exhibition", "buenos-aires", 20, "2014-03-31", "1994-05-19", 20, 19, "before", -49),
    Kept("buenos-aires-20th-anniversary-delegation", "buenos-aires", 20, "2014-05-12/2014-05-18", "1994-05-19", 20, 19, "before", -1),
    Kept("prague-20th-anniversary-visit", "prague", 20, "2015-06-09/2015-06-11", "1995-06-10", 20, (19, 20), "covers", 0),
    Kept("warsaw-25th-anniversary-visit-to-warsaw", "warsaw", 25, "2016-05-07/2016-05-08", "1991-08-12", 25, 24, "before", -96, announced=True),
    Kept("warsaw-25th-anniversary-visit-to-berlin", "warsaw", 25, "2016-07-01/2016-07-02", "1991-08-12", 25, 24, "before", -41, announced=True),
    Kept("moscow-25th-anniversary-theater", "moscow", 25, "2016-10-28/2016-11-08", "1991-08-28", 25, 25, "after", 61),
    Kept("moscow-25th-anniversary-visit", "moscow", 25, "2017-03-13/2017-03-15", "1991-08-28", 26, 25, "after", 197),
    Kept("los-angeles-50th-anniversary-stone-plate", "los-angeles", 50, "2017-07-05", "1967-06-27", 50, 50, "after", 8),
    Kept("los-angeles-50th-anniversary-festival", "los-angeles", 50, "2017-10-04/2017-10-05", "1967-06-27", 50, 50, "after", 99),
    Kept("brussels-25th-anniversary-reception", "brussels", 25, "2017-10-10", "1992-06-01", 25, 25, "after", 131),
    Kept("tashkent-25th-anniversary-golden-book", "tashkent", 25, "2018-09-12", "1993-04-30", 25, 25, "after", 135),
    Kept("madrid-30th-anniversary-memorandum", "madrid", 30, "2018-11-12", "1988-11-04", 30, 30, "after", 8, announced=True),
    Kept("beijing-25th-anniversary-visit", "beijing", 25, "2019-08-25/2019-08-28", "1994-04-05", 25, 25, "after", 142),
    Kept("prague-25th-anniversary-foundation", "prague", 25, "2020", "1995-06-10", 25, (24, 25), None, (-161, 204)),
    Kept("warsaw-30th-anniversary-event", "warsaw", 30, "2021-08-12", "1991-08-12", 30, 30, "on", 0),
    Kept("warsaw-30th-anniversary-golden-book", "warsaw", 30, "2021-09-09", "1991-08-12", 30, 30, "after", 28, announced=True),
    Kept("paris-35th-anniversary-visit", "paris", 35, "2022-09-14/2022-09-15", "1987-07-02", 35, 35, "after", 74),
    Kept("brussels-30th-anniversary-mission", "brussels", 30, "2022-11-24/2022-11-26", "1992-06-01", 30, 30, "after", 176),
    Kept("tokyo-30th-anniversary-visit", "tokyo", 30, "2024-05-14/2024-05-16", "1994-05-14", 30, 30, "covers", 0, announced=True),
    Kept("istanbul-35th-anniversary-visit", "istanbul", 35, "2024-06-21", "1989-11-17", 35, 34, "before", -149),
    Kept("istanbul-35th-anniversary-conference", "istanbul", 35, "2024-12-18", "1989-11-17", 35, 35, "after", 31),
    Kept("prague-30th-anniversary-visit", "prague", 30, "2025-06-11", "1995-06-10", 30, 30, "after", 1),
    Kept("windhoek-25th-anniversary-week", "windhoek", 25, "2025-10-14/2025-10-19", "2000-07-06", 25, 25, "after", 100),
    Kept("budapest-20th-anniversary", "budapest", 20, "2011", "1991-12-14", 20, (19, 20), None, (-347, 17), criterion="first-act"),
    Kept("los-angeles-50th-anniversary", "los-angeles", 50, "2017", "1967-06-27", 50, (49, 50), None, (-177, 187)),
    Kept("budapest-30th-anniversary", "budapest", 30, "2022", "1992-08-28", 30, (29, 30), None, (-239, 125)),
    Kept("berlin-meets-los-angeles-2022", "los-angeles", 55, "2022-09-20", "1967-06-27", 55, 55, "after", 85),
]
# fmt: on
IDS = [row.id for row in TABLE]
# The only one that was kept a year after its jubilee year.
LATE = "moscow-25th-anniversary-visit"


@pytest.fixture(name="held", scope="module")
def _held():
    """
    All celebrations by the id of their event.
    """
    return {c.event.removeprefix("events/"): c for c in bp.celebrated()}


def test_these_are_all(held):
    """
    No other celebration is held, and they come in the order of their days.
    """
    assert sorted(held) == sorted(IDS)
    assert len(TABLE) == len(set(IDS)) == 44
    assert [c.held.lower for c in bp.celebrated()] == sorted(
        c.held.lower for c in held.values()
    )


@pytest.mark.parametrize("row", TABLE, ids=IDS)
def test_what_was_kept(row, held):
    """
    The event says which number of which partnership was kept, and when.
    """
    found = held[row.id]
    event = bp.events[row.id]

    assert found.about == f"partnerships/{row.partnership}"
    assert (found.number, str(found.held)) == (row.number, row.held)
    assert (event.anniversary, str(event.held)) == (row.number, row.held)
    assert event.partnership_ids == (found.about,)
    assert found.announced is row.announced
    assert found.sources
    assert {found.name, found.name_de} == {event.name, event.name_de}


@pytest.mark.parametrize("row", TABLE, ids=IDS)
def test_beside_the_computed_day(row, held):
    """
    It lies so many days from the anniversary of the act that it counts from.
    """
    fit = held[row.id].fit
    start = date.fromisoformat(row.since)
    anniversary = start.replace(year=start.year + row.number)

    assert (fit.criterion, str(fit.since)) == (row.criterion, row.since)
    assert str(fit.date) == anniversary.isoformat()
    assert fit.jubilee_year == anniversary.year
    assert fit.year_difference == row.difference
    assert fit.years_reached == row.reached
    assert fit.days == row.days
    assert fit.position == row.position
    assert fit.certain


@pytest.mark.parametrize("row", TABLE, ids=IDS)
def test_the_rule(row, held):
    """
    All but one were kept in the calendar year of the anniversary.
    """
    rule = "jubilee-year"
    if row.position in ("on", "covers"):
        rule = "on-the-day"
    if row.id == LATE:
        rule = "years-reached"

    assert held[row.id].rule == rule
    assert (row.difference == row.number) is (row.id != LATE)


@pytest.mark.parametrize("row", TABLE, ids=IDS)
def test_asked_from_outside(row, held):
    """
    Who brings the same number and days gets the same answer.
    """
    own = bp.celebration(row.partnership, row.number, row.held)

    assert own.counted == held[row.id].counted
    assert own.event is None


@pytest.mark.parametrize("row", TABLE, ids=IDS)
def test_says_who_says_so(row, held):
    """
    Partnership, number and days are statements of a source that is held.
    """
    found = held[row.id]

    for property in ("partnership", "anniversary", "held"):
        said = bp.statements(found.event, property)
        assert said
        assert {s.source for s in said} <= {*bp.sources}
    assert {*found.sources} <= {s.source for s in bp.statements(found.event, "held")}


@pytest.mark.parametrize("row", TABLE, ids=IDS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_told(row, held, language):
    """
    Each is told in both languages, with its number, city and source.
    """
    found = held[row.id]
    city = bp.partnerships[row.partnership].city.label(language)

    text = found.explain(language)

    assert text.startswith(f"{city}, {row.number} ")
    assert f"[{found.sources[0]}]" in text
    assert ("only announced" in text or "nur angekündigt" in text) is row.announced
    assert str(row.number + int(row.since[:4])) in text


@pytest.mark.parametrize("row", TABLE, ids=IDS)
def test_through_json(row, held):
    """
    Nothing is lost on the way through JSON.
    """
    plain = held[row.id].to_dict()

    assert bp.Celebration.from_dict(json.loads(json.dumps(plain))) == held[row.id]


def test_budapest():
    """
    The 20th was kept of the declaration of 1991, the 30th of the agreement of 1992.
    """
    twenty, thirty = bp.celebrated("Budapest")

    assert (twenty.number, twenty.held.lower.year) == (20, 2011)
    assert twenty.fit.act == "budapest#1991-declaration"
    assert twenty.criterion == "first-act"
    assert [c.rule for c in twenty.counted] == ["jubilee-year", None]
    assert (thirty.number, thirty.held.lower.year) == (30, 2022)
    assert thirty.fit.act == "budapest#1992-agreement"
    assert thirty.criterion == "founding-agreement"


def test_of_one_partnership():
    """
    One partnership's celebrations are those of all, no others; it may have none.
    """
    every = bp.celebrated()

    for partnership in bp.partnerships.values():
        mine = tuple(c for c in every if c.about == partnership.full_id)
        assert bp.celebrated(partnership.id) == mine == bp.celebrated(partnership)
    assert bp.celebrated("Kiew") == ()


def test_only_what_a_source_tells():
    """
    Who knows one source knows the celebrations that it tells of.
    """
    known = bp.load().only("pm1124241").celebrated()

    assert [(c.number, str(c.held)) for c in known] == [
        (30, "2021-08-12"),
        (30, "2021-09-09"),
    ]
    # Without a source on the start there is nothing to measure from.
    assert [c.counted for c in known] == [(), ()]


def test_celebrations_are_events_of_their_own_kind():
    """
    Events of other kinds are no celebrations.
    """
    kinds = {e.id: e.kind for e in bp.events.values()}

    assert {id for id, kind in kinds.items() if kind == "celebration"} == {*IDS}
    assert kinds["us-visit-2024"] is None
    assert kinds["los-angeles-55th-anniversary-visits"] is None
