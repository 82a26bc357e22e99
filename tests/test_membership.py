"""
Who is a partner on which day, by which way of counting.
"""

from __future__ import annotations

import json
import pickle
import warnings

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st

import berlin_partnerships as bp

from berlin_partnerships._build import built
from berlin_partnerships._dataset import Dataset
from berlin_partnerships._membership import mention_of, timeline_of, widened
from berlin_partnerships._partnerships import partnership_from


ACTIVE = ("active",)
DEFINITIONS = ("founding-agreement", "first-act")
ALL = ("active", "dormant", "resting", "ended", "announced")


def ids(partnerships):
    return [p.id for p in partnerships]


def dataset_of(**rows):
    """
    A data set of partnerships that a test makes up, one city for each.
    """
    city = {"kind": "city", "country": "XX", "name": "A", "name_de": "A", "names": []}
    base = {"level": "state", "relation": "partnership", "party": "berlin"}
    body = {
        "version": "2026-01-01",
        "known_until": "2025-12-31",
        "digest": "made up",
        "cities": {row.get("city_id", id): city for id, row in rows.items()},
        "partnerships": {
            id: {**base, "city_id": id, **row} for id, row in rows.items()
        },
        "names": {},
    }
    return Dataset(body, dict, "a test")


def act(role, day=None):
    return {"id": f"x#{role}", "role": role, **({"date": day} if day else {})}


def period(status, start=None, end=None):
    return {"status": status, "start": start, "end": end}


# partners() ---------------------------------------------------------------------------


def test_without_a_day():
    """
    Without a day, all that were ever held are given, by start and then id.
    """
    found = bp.partners()

    assert sorted(ids(found)) == sorted(bp.partnerships)
    assert list(found) == sorted(found, key=lambda p: (p.since.sort_key, p.id))


def test_order_follows_the_definition():
    """
    By the first act, Moscow stands before Warsaw; by the agreement, after.
    """
    day = date(2020, 1, 1)
    by_founding = ids(bp.partners(day))
    by_first = ids(bp.partners(day, definition="first-act"))

    assert by_founding.index("warsaw") < by_founding.index("moscow")
    assert by_first.index("moscow") < by_first.index("warsaw")
    assert sorted(by_first) == sorted(by_founding)
    assert by_first == ids(sorted(
        bp.partners(day), key=lambda p: (p.since_by("first-act").sort_key, p.id)
    ))  # fmt: skip


def test_equal_starts_are_ordered_by_id():
    """
    Of two partnerships of one day, the id comes first in the alphabet.
    """
    acts = [act("founding", "1990-01-01")]
    periods = [period("active", "1990-01-01")]
    data = dataset_of(
        b={"acts": acts, "periods": periods}, a={"acts": acts, "periods": periods}
    )

    assert ids(data.partners(date(2000, 1, 1))) == ["a", "b"]


def test_day_of_the_start_counts():
    """
    The first day of a partnership counts, the day before does not.
    """
    since = bp.partnerships["kyiv"].since.lower

    assert "kyiv" in ids(bp.partners(since))
    assert "kyiv" not in ids(bp.partners(since - timedelta(1)))


def test_announced_is_not_held():
    """
    A partnership that was only announced was never one.
    """
    data = dataset_of(
        a={
            "acts": [act("announcement", "2024-01-01")],
            "periods": [period("announced", "2024-01-01")],
        }
    )

    assert data.partners() == data.partners(date(2025, 1, 1)) == ()
    assert ids(data.partners(date(2025, 1, 1), statuses=["announced"])) == ["a"]


def test_unknown_start_comes_last():
    """
    A partnership whose start nobody tells is possible on any day, and listed last.
    """
    data = dataset_of(
        a={"acts": [act("founding")], "periods": [period("active")]},
        b={
            "acts": [act("founding", "1990")],
            "periods": [period("active", "1990")],
        },
    )

    assert ids(data.partners()) == ["b", "a"]
    assert data.partners(date(1990, 6, 1)) == ()
    assert ids(data.members(date(1990, 6, 1)).possible) == ["b", "a"]
    assert ids(data.partners(date(1991, 1, 1))) == ["b"]
    assert data.members(date(1991, 1, 1)).count == (1, 2)


def test_boroughs_have_a_level_of_their_own():
    """
    A borough's partnership does not count among those of the Land.
    """
    row = {
        "acts": [act("founding", "1990-01-01")],
        "periods": [period("active", "1990-01-01")],
    }
    data = dataset_of(a=row, **{"mitte-a": {**row, "city_id": "a", "level": "borough"}})
    day = date(2000, 1, 1)

    assert ids(data.partners(day)) == ["a"]
    assert ids(data.partners(day, level="borough")) == ["mitte-a"]
    assert ids(data.partners(level="borough")) == ["mitte-a"]
    assert bp.partners(date(2020, 1, 1), level="borough") == ()


@pytest.mark.parametrize("ask", [bp.partners, bp.members])
@pytest.mark.parametrize(
    "day",
    [
        "2020-01-01",
        "01.01.2020",
        2020,
        datetime(2020, 1, 1),  # noqa: DTZ001  # naive ones are refused, too
        datetime(2020, 1, 1, tzinfo=UTC),
        bp.PartialDate.parse("2020"),
    ],
)
def test_only_days(ask, day):
    """
    A day is a date: no text, no number, no time of day whose zone is a guess.
    """
    with pytest.raises(
        TypeError, match=r"on must be a (date in Berlin|datetime\.date)"
    ):
        ask(day)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"level": "city"}, "level must be one of state, borough, not 'city'"),
        ({"statuses": ["activ"]}, "a status must be .* did you mean 'active'"),
        ({"definition": "first act"}, "definition must be .* did you mean 'first-act'"),
        ({"statuses": [None]}, "a status must be one of .*, not None"),
    ],
)
def test_wrong_words(wrong, problem):
    """
    A word that is not one of the known ones is refused, with the nearest right one.
    """
    for ask in (bp.partners, bp.members):
        with pytest.raises(ValueError, match=problem):
            ask(date(2020, 1, 1), **wrong)
    with pytest.raises(ValueError, match=problem):
        bp.timeline(**wrong)


def test_statuses_are_several():
    """
    One text is not taken for a list of letters.
    """
    with pytest.raises(TypeError, match="several texts, not the one text 'active'"):
        bp.partners(date(2020, 1, 1), statuses="active")


def test_statuses_may_be_an_iterator():
    """
    Statuses can be anything that gives texts.
    """
    day = date(2024, 1, 1)

    assert bp.partners(day, statuses=iter(["active"])) == bp.partners(
        day, statuses={"active"}
    )


def test_no_statuses():
    """
    Who counts no status counts nobody.
    """
    assert bp.partners(date(2024, 1, 1), statuses=()) == ()


def test_definition_of_the_callers():
    """
    A definition of one's own says only what it asks about.
    """
    day = date(1991, 1, 1)
    mine = bp.Definition("mine", {"statuses": {"active"}, "levels": {"state"}})
    first = bp.partners(day, statuses=ACTIVE, definition="first-act")

    assert "moscow" in ids(first)
    assert set(bp.partners(day, definition=mine)) == set(first)
    assert bp.members(day, definition=mine).definition == "mine"
    assert ids(bp.partners(definition=bp.Definition("all", {}))) == ids(bp.partners())
    assert bp.timeline(mine)[-1].end is None


# What is not known --------------------------------------------------------------------


def test_suspension_within_its_bounds():
    """
    Sources bound the day on which Moscow was suspended: in between, it may be active.
    """
    m = bp.members(date(2022, 3, 15), statuses=ACTIVE)

    assert m.count == (16, 17)
    assert set(m.possible) - set(m.certain) == {bp.partnerships["moscow"]}
    assert set(m.certain) < set(m.possible)
    assert not m.beyond
    assert bp.members(date(2022, 3, 1), statuses=ACTIVE).count == 17
    assert bp.members(date(2022, 4, 5), statuses=ACTIVE).count == 16
    assert bp.members(date(2022, 3, 15)).count == 17
    assert bp.partnerships["moscow"].status(date(2022, 3, 15)) == "unclear"
    assert bp.partnerships["moscow"].statuses(date(2022, 3, 15)) == (
        "active",
        "resting",
    )


@pytest.mark.parametrize("language", ["de", "en"])
def test_members_explain(language):
    """
    The answer in words has the number, the names, and what is uncertain.
    """
    m = bp.members(date(2022, 3, 15), statuses=ACTIVE)
    said = m.explain(language)

    assert "16" in said
    assert bp.city("Moscow").label(language) in said
    assert all(p.city.label(language) in said for p in m.certain)
    assert m._repr_html_().startswith("<p>")
    with pytest.raises(ValueError, match="language must be"):
        m.explain("fr")


def test_members_beyond():
    """
    For a day after the last one read about, the answer says so.
    """
    known = bp.load().known_until

    assert not bp.members(known).beyond
    assert bp.members(known + timedelta(1)).beyond
    assert bp.members(date.max).explain().splitlines()[1:] != []
    assert bp.members(known).explain().splitlines()[1:] == []


def test_partners_beyond():
    """
    The list for such a day carries a warning that points to the caller's line.
    """
    known = bp.load().known_until
    with pytest.warns(bp.BeyondKnownWarning, match=f"is after {known}") as caught:
        found = bp.partners(known + timedelta(1))

    assert caught[0].filename == __file__
    assert found == bp.partners(known)
    assert issubclass(bp.BeyondKnownWarning, bp.PartnershipsWarning)


def test_no_warning_within():
    """
    Up to the last day that was read about, nothing is warned of.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        bp.partners(bp.load().known_until)
        bp.partners(date.min)
        bp.members(date.max)
        bp.timeline()


def test_members_round_trip():
    """
    The answer goes through JSON and comes back the same.
    """
    for m in (
        bp.members(date(2022, 3, 15), statuses=ACTIVE),
        bp.members(date(1960, 1, 1)),
        bp.members(date.max, definition="first-act"),
    ):
        assert bp.Members.from_dict(json.loads(json.dumps(m.to_dict()))) == m
        assert pickle.loads(pickle.dumps(m)) == m  # noqa: S301


# timeline() ---------------------------------------------------------------------------


@pytest.mark.parametrize("definition", DEFINITIONS)
@pytest.mark.parametrize("statuses", [("active", "resting"), ACTIVE, ("resting",), ALL])
def test_timeline_agrees_with_the_days(definition, statuses):
    """
    On every day, the interval has the count that asking for the day gives.
    """
    line = bp.timeline(definition, statuses=statuses)
    days = {
        day + timedelta(n)
        for i in line
        for day in (i.start, i.end)
        if day is not None
        for n in (-1, 0, 1)
    } | {date(year, 7, 1) for year in range(1966, 2027)}

    for day in sorted(days):
        asked = bp.members(day, definition=definition, statuses=statuses)
        inside = [
            i
            for i in line
            if (i.start is None or i.start <= day) and (i.end is None or day < i.end)
        ]
        assert len(inside) == (1 if day >= line[0].start else 0)
        assert asked.count == (inside[0].count if inside else 0)


@pytest.mark.parametrize("definition", DEFINITIONS)
@pytest.mark.parametrize("statuses", [("active", "resting"), ACTIVE, ("resting",), ALL])
def test_timeline_is_whole(definition, statuses):
    """
    The intervals touch, and those who join and leave make up the counts.
    """
    line = bp.timeline(definition, statuses=statuses)
    held = set()

    for before, after in pairwise(line):
        assert before.end == after.start
        assert (before.count, before.added, before.removed) != (
            after.count,
            after.added,
            after.removed,
        )
    for interval in line:
        assert not held & set(interval.added)
        assert held >= set(interval.removed)
        held = (held | set(interval.added)) - set(interval.removed)
        high = interval.count if isinstance(interval.count, int) else interval.count[1]
        assert len(held) == high
    assert line[-1].end is None


def test_timeline_of_the_active():
    """
    Without resting ones, Moscow leaves in two steps: possibly, then certainly.
    """
    steps = [(i.start, i.count, i.removed) for i in bp.timeline(statuses=ACTIVE)]

    assert (date(2022, 3, 2), (16, 17), ()) in steps
    assert (date(2022, 4, 5), 16, ("moscow",)) in steps


def test_timeline_without_known_starts():
    """
    If no source tells a start, the line has one interval without bounds.
    """
    line = bp.load().only("seed-002").timeline()

    assert [(i.start, i.end) for i in line] == [(None, None)]
    low, high = line[0].count
    assert (low, high) == (0, len(line[0].added))
    assert bp.load().only().timeline() == ()


def test_interval_round_trip():
    """
    An interval goes through JSON and comes back the same.
    """
    for interval in (*bp.timeline(), *bp.timeline(statuses=ACTIVE)):
        again = bp.Interval.from_dict(json.loads(json.dumps(interval.to_dict())))

        assert again == interval


def test_interval_explains():
    """
    An interval is said with its last day, and one partnership is no plural.
    """
    line = bp.timeline()

    assert line[0].explain() == "1 partnership from 27 June 1967 to 1 July 1987."
    assert (
        line[0].explain("de")
        == "1 Partnerschaft vom 27. Juni 1967 bis zum 1. Juli 1987."
    )
    assert line[-1].explain("de") == "19 Partnerschaften seit dem 5. Mai 2025."
    unclear = next(
        i for i in bp.timeline(statuses=ACTIVE) if i.start == date(2022, 3, 2)
    )
    assert unclear.explain().startswith("16–17 partnerships from 2 March 2022 to")


def test_results_do_not_change():
    """
    Answers are frozen and can be compared and hashed.
    """
    interval = bp.timeline()[0]

    assert len({interval, bp.timeline()[0]}) == 1
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        interval.count = 5
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        bp.members(date(2020, 1, 1)).beyond = True


# Made-up lives, by brute force --------------------------------------------------------

YEARS = st.integers(1990, 1996)


@st.composite
def lives(draw):
    """
    A partnership that begins in some year and may rest and end, by the year or day.
    """

    def when(year):
        return (
            f"{year}"
            if draw(st.booleans())
            else f"{year}-03-0{draw(st.integers(1, 9))}"
        )

    years = sorted(draw(st.sets(YEARS, min_size=1, max_size=4)))
    statuses = draw(st.sampled_from([
        ("active", "resting", "active", "ended"),
        ("announced", "active", "resting", "ended"),
        ("active", "dormant", "active", "resting"),
    ]))  # fmt: skip
    starts = [when(year) for year in years]
    ends = [*starts[1:], None]
    periods = [
        period(status, start, end)
        for status, start, end in zip(statuses, starts, ends, strict=False)
    ]
    founded = dict(zip(statuses, starts, strict=False)).get("active")
    return {"acts": [act("founding", founded)], "periods": periods}


@given(
    st.lists(lives(), max_size=4),
    st.sampled_from([("active", "resting"), ("active",), ("announced", "active")]),
)
def test_timeline_against_brute_force(found, statuses):
    """
    A day belongs to an interval exactly if asking each partnership says so.
    """
    data = dataset_of(**{f"c{n}": row for n, row in enumerate(found)})
    line = data.timeline(statuses=statuses)

    for day in (date(1989, 12, 31) + timedelta(n) for n in range(0, 2700, 30)):
        each = [p.statuses(day) for p in data.partnerships.values()]
        unborn = [
            p.periods[0].start.sort_key[1] > day for p in data.partnerships.values()
        ]
        low = sum(
            bool(s) and set(s) <= set(statuses) and not u
            for s, u in zip(each, unborn, strict=True)
        )
        high = sum(bool(set(s) & set(statuses)) for s in each)
        counts = [
            i.count for i in line if i.start <= day and (i.end is None or day < i.end)
        ]
        said = counts[0] if counts else 0
        assert said == (low if low == high else (low, high))


# Names as members ---------------------------------------------------------------------


def test_mentions():
    """
    A name in a list is understood, ambiguous, or unknown; a region is its city.
    """
    data = bp.load()

    assert mention_of(data, "Kiew", None).entity == "kyiv"
    assert mention_of(data, "Brüssel (Region)", "drs-17-14709").entity == "brussels"
    assert mention_of(data, "Region Brüssel-Hauptstadt", None).entity == "brussels"
    assert mention_of(data, "Johannisburg", "senuvk-overview").entity == "johannesburg"
    assert mention_of(data, "Johannisburg", None).entity is None
    assert mention_of(data, "", None).entity is None


def test_ambiguous_mention(monkeypatch):
    """
    A name in a list that several cities have is nobody's, and says whose it may be.
    """
    error = bp.AmbiguousNameError("Paris", ["cities/paris (FR)", "cities/paris-2 (US)"])

    def city(_):
        raise error

    data = dataset_of()
    monkeypatch.setattr(data, "city", city)

    found = mention_of(data, "Paris", None)

    assert (found.entity, found.candidates) == (None, error.candidates)


@pytest.mark.parametrize("as_of", [None, "2017", "[2017-01-01..]"])
def test_project_cities(as_of):
    """
    A project city counts from the day of a list; without a day it never does.
    """
    base = bp.load()._curated
    source = bp.Source(id="s", kind="official", as_of=as_of)
    statement = bp.Statement(
        about="cities/berlin",
        property="partners",
        value=("Wien", "Rom"),
        source="s",
        relation="project",
        closed=False,
    )
    earlier = attrs.evolve(
        statement, as_of=bp.PartialDate.parse("2012"), value=("Bern",)
    )
    later = attrs.evolve(earlier, as_of=bp.PartialDate.parse("2013"))
    curated = attrs.evolve(
        base, sources={"s": source}, statements=(statement, earlier, later)
    )

    found = {
        s.entity: str(s.start)
        for s in widened(Dataset(built(curated), lambda: curated, "a test")).spells
        if dict(s.facets)["levels"] == "project"
    }

    expected = {"bern": "[..2012-12-31]"}
    if as_of == "2017":
        expected["vienna"] = "[..2017-12-31]"
    assert found == expected


def test_one_timeline_a_data_set():
    """
    The timeline is made once; the wider one also has the project cities.
    """
    data = bp.load()

    assert timeline_of(data) is timeline_of(data)
    assert widened(data) is widened(data)
    assert {"vienna", "kyiv"} <= {s.entity for s in widened(data).spells}
    assert "vienna" not in {s.entity for s in timeline_of(data).spells}


def test_predecessors_are_no_partnerships_of_berlin():
    """
    What East Berlin agreed counts only for who asks for it, and until unity.
    """
    day = date(1989, 1, 1)
    with_east = bp.Definition(
        "east",
        {
            "statuses": {"active"},
            "acts": {"founding"},
            "levels": {"state", "predecessor"},
        },
    )

    assert "prague" not in ids(bp.partners(day))
    assert "prague" in ids(bp.partners(day, definition=with_east))
    assert "prague" not in ids(bp.partners(date(1990, 10, 3), definition=with_east))


def test_records_from_rows():
    """
    A partnership of a row knows the data set it is from.
    """
    data = dataset_of(a={"acts": [], "periods": []})
    row = {
        "city_id": "a",
        "level": "state",
        "relation": "partnership",
        "party": "berlin",
    }

    made = partnership_from("a", row, data)

    assert made.dataset is data
    assert made.since is None
    assert made.status(date(2000, 1, 1)) is None
    with pytest.raises(bp.UnknownDateError, match="no source gives a date"):
        data.age("a", on=date(2000, 1, 1))


@pytest.mark.data
def test_no_member_is_no_member():
    """
    Where none may be one either, nothing is said of certainty.
    """
    none = bp.members(date(1900, 1, 1))
    maybe = bp.members(date(2022, 3, 20), statuses=["resting"])

    assert none.explain("de") == "Am 1. Januar 1900 war keine Stadt Partnerstadt."
    assert none.explain("en") == "On 1 January 1900 no city was a partner."
    nothing = bp.members(date(2020, 1, 1), statuses=())
    assert nothing.explain() == "On 1 January 2020 no city was a partner."
    assert "keine Stadt mit Sicherheit Partnerstadt" in maybe.explain("de")
    assert "no city was definitely a partner" in maybe.explain("en")


@pytest.mark.data
def test_no_member_after_what_is_known():
    """
    Of a day that no source speaks of, nothing is said for certain.
    """
    none = bp.members(date(2030, 1, 1), statuses=["ended"])

    assert none.explain("de").startswith(
        "Soweit bekannt, ist am 1. Januar 2030 keine Stadt Partnerstadt (nur Status: "
    )
    assert none.explain("en").startswith(
        "As far as is known, no city is a partner (status only: ended) on 1 January"
    )


@pytest.mark.data
def test_statuses_count_without_a_day():
    """
    Moscow alone rests; without statuses, all nineteen were partners.
    """
    assert [p.id for p in bp.partners(statuses=["resting"])] == ["moscow"]
    assert len(bp.partners()) == 19
    assert len(bp.partners(statuses=iter(["active"]))) == 18
    assert bp.partners(statuses=["ended"]) == ()
    assert {p.id for p in bp.partners(statuses=("active", "resting"))} == {
        p.id for p in bp.partners()
    }
    with pytest.raises(ValueError, match="a status must be one of"):
        bp.partners(statuses=["asleep"])
    with pytest.raises(TypeError, match="several texts"):
        bp.partners(statuses="resting")
