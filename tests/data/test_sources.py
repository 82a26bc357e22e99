"""
Every number and list of partners in every source is right on a day, or explained.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import pytest

import berlin_partnerships as bp


pytestmark = pytest.mark.data


class Said(NamedTuple):
    """
    What one source says of the number, and the days it may speak of.
    """

    source: str
    number: int
    first: str
    last: str | None  # the last day, included; None if open
    printed: int | None = None  # how many names it lists
    ours: bool = False  # counted or inferred by us, not stated
    forecast: bool = False  # of a signing that was still to come


# From reading the sources; the days are bounds of the day a source speaks of.
SAID = [
    Said("taz-1461460", 15, "1995-05-01", "1997-06-30"),
    Said("tsp-136644", 15, "2000-01-01", "2000-07-05", ours=True),
    Said("tsp-136644", 16, "2000-01-01", "2000-07-05", forecast=True),
    Said("feg-2000", 16, "2000-07-06", "2000-10-09", printed=16, ours=True),
    Said("dolc-2003", 17, "2003-01-01", "2003-12-31"),
    Said("tsp-455116", 17, "2003-10-01", "2003-10-31", printed=17, ours=True),
    Said("senat-2008-list", 17, "2008-08-22", "2008-08-22", printed=17, ours=True),
    Said("jossifidis", 17, "2009-01-01", "2013-12-31", ours=True),
    Said("senat-2013-overview-en", 17, "2013-05-21", "2013-05-21", printed=17),
    Said("liquisearch", 17, "2008-01-01", "2015-12-31", printed=20),
    Said("drs-17-14709", 17, "2014-10-13", "2014-11-30", printed=17),
    Said("senstadt-2014", 17, "2014-01-01", "2016-12-08"),
    Said("mopo-2015-05", 17, "2015-05-01", "2015-05-31"),
    Said("seed-001", 17, "2017-01-01", "2017-10-05"),
    Said("bt-2017-two-of-a-kind", 17, "2017-12-01", "2017-12-31"),
    Said("berlinglobal-2019-07", 17, "2019-07-01", "2019-07-01"),
    Said("seed-004", 17, "2016-12-08", "2021-12-31", printed=17),
    Said("taz-2022-03", 17, "2022-03-01", "2022-03-31"),
    Said("blz-2022-04", 17, "2022-04-01", "2022-04-30"),
    Said("bild-2023-04", 17, "2023-04-01", "2023-04-30"),
    Said("senat-overview-en-undated", 17, "2013-05-21", "2023-09-13"),
    # The papers of the day on which Kyiv became the 18th speak of the day before.
    Said("bz-2023-09", 17, "2023-09-11", "2023-09-14"),
    Said("volksstimme-2023-09", 17, "2023-09-14", "2023-09-14"),
    Said("dw-2023-09-14", 17, "2023-09-14", "2023-09-14"),
    Said("tsp-2023-09-29", 18, "2023-09-29", "2023-09-29"),
    Said("1000x", 18, "2024-01-14", "2024-01-14"),
    Said("pm-2024-05-16", 18, "2024-05-16", "2024-05-16"),
    Said("seed-002", 18, "2023-09-14", "2025-05-05", printed=18),
    Said("rbb-2025-04-04", 18, "2025-04-04", "2025-04-04", printed=18),
    Said("mz-2025-04", 18, "2025-04-04", "2025-04-04"),
    Said("dlf-2025-04-04", 19, "2025-04-04", "2025-04-04", ours=True, forecast=True),
    Said("raawi-2025", 19, "2025-04-03", "2025-05-05", forecast=True),
    Said("ja-2025-05", 18, "2025-05-01", "2025-05-05", printed=18, ours=True),
    Said("mz-2025-05-05", 19, "2025-05-05", "2025-05-05", ours=True, forecast=True),
    Said("rbb-2025-05-05", 19, "2025-05-05", "2025-05-05", ours=True),
    Said("asb-2025", 19, "2025-05-05", None, ours=True),
    Said("berlin-de-2025-windhoek", 19, "2025-05-05", "2025-12-01"),
]
EACH = pytest.mark.parametrize("said", SAID, ids=lambda s: f"{s.source}-{s.number}")


def days(said):
    """
    First and last day a source may speak of; the press may be a day behind.
    """
    lag = timedelta(bp.sources[said.source].lag)
    last = date.fromisoformat(said.last) if said.last else date.max
    return date.fromisoformat(said.first) - lag, last


def holds(said, **options):
    """
    Whether the number was right on one of the days that the source may speak of.
    """
    first, last = days(said)
    return any(
        i.count == said.number and i.start <= last and (i.end is None or first < i.end)
        for i in bp.timeline(**options)
    )


@EACH
def test_true_on_a_day(said):
    """
    The number was right on a day within the bounds; a forecast, for who counts ahead.
    """
    if said.source == "tsp-136644" and said.forecast:
        # "Soon 16": before Windhoek was signed, and nobody announced the day.
        assert not holds(said)
        (reading,) = bp.reconcile(said.source).sources[0].readings
        assert reading.timing == "anticipated"
        assert str(reading.window.start) == "2000-07-06"
    elif said.forecast:
        assert holds(said, statuses=("active", "resting", "announced"))
    else:
        assert holds(said)


@EACH
def test_explained(said):
    """
    The reconciliation finds the source right, or says exactly what is not.
    """
    s = bp.reconcile(said.source).sources[0]
    (reading,) = s.readings

    if said.source == "liquisearch":
        assert (s.stated, s.size) == (17, 20)
        assert s.internal.entries == ("bern", "vaduz", "vienna")
    else:
        assert reading.exact
        assert s.internal is None
    if not said.forecast and said.source != "tsp-136644":
        assert reading.definition.id == "founding-agreement"
        assert reading.timing == "in-window"
        first, last = days(said)
        assert reading.window.start <= last
        assert reading.window.end is None or reading.window.end > first
    assert s.holds


@EACH
def test_stated(said):
    """
    The source is held with this number; one that we counted is marked as ours.
    """
    found = [
        s
        for s in bp.statements("cities/berlin", "partner-count", said.source)
        if s.value == said.number
    ]

    assert len(found) == 1
    assert (found[0].basis in ("counted", "inferred")) is said.ours
    assert (found[0].mode == "announced") is said.forecast


@EACH
def test_told_apart(said):
    """
    In a reconciliation, a number of ours does not look like one that is stated.
    """
    r = bp.reconcile(said.source)
    s = r.sources[0]
    if s.stated != said.number:
        # Of what we counted, the list or a number of the source's own is shown.
        assert said.ours
        assert s.stated is None or said.source in ("liquisearch", "tsp-136644")
        return
    head = r.explain().splitlines()[0]
    assert not (said.ours and said.printed)

    assert s.counted is said.ours
    assert s.announced is said.forecast
    assert ("by us" in head) is said.ours
    assert ("a forecast" in head) is said.forecast


@EACH
def test_printed(said):
    """
    A list has so many names, and all of them are understood.
    """
    s = bp.reconcile(said.source).sources[0]

    assert (s.mentions and len(s.mentions)) == said.printed
    assert all(m.entity for m in s.mentions or ())


@EACH
def test_dated(said):
    """
    The days that a source may speak of lie within the bounds that were read.
    """
    as_of = bp.sources[said.source].as_of

    assert said.first <= str(as_of.lower)
    assert as_of.upper is None or said.last is None or str(as_of.upper) <= said.last
    assert (as_of.upper is None) == (said.last is None)


LISTS = [
    pytest.param(s, id=f"{s.source}-{s.relation}-{len(s.value)}")
    for s in bp.statements("cities/berlin", "partners")
]


@pytest.mark.parametrize("statement", LISTS)
def test_list(statement):
    """
    Whoever is listed as a partner was one on a day the source may speak of.
    """
    s = bp.reconcile(statement.source).sources[0]
    partners = {m.entity for m in s.mentions}
    known = {p.city_id for p in bp.partners()}

    if statement.relation == "partnership":
        assert [m.text for m in s.mentions] == list(statement.value)
        assert partners - known == set(s.readings[0].unsupported)
        assert s.closed is statement.closed
    else:
        assert statement.closed is False


def test_nobody_is_forgotten():
    """
    Every source that states a number, or lists all partners, is in this table.
    """
    stating = {
        s.source
        for s in bp.statements("cities/berlin")
        if s.property == "partner-count" or (s.property == "partners" and s.closed)
    }

    assert {bp.sources[s.source].id for s in SAID} == stating


def test_open_lists_are_right():
    """
    The page on Europe names ten European partners and does not claim more.
    """
    s = bp.reconcile("mein-berlin-europa").sources[0]

    assert (s.closed, s.stated, len(s.mentions)) == (False, None, 10)
    assert s.fits


@pytest.mark.parametrize(
    ("number", "sources"),
    [
        (15, {"taz-1461460", "tsp-136644"}),
        (16, {"feg-2000", "tsp-136644"}),
        (19, {"asb-2025", "berlin-de-2025-windhoek", "rbb-2025-05-05"}),
    ],
)
def test_who_says(number, sources):
    """
    Who gives a number can be asked.
    """
    found = {
        s.source
        for s in bp.statements("cities/berlin", "partner-count")
        if s.value == number
    }

    assert sources <= found
