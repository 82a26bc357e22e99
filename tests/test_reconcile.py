"""
When a source is right, and why two differ: by hand in a small town, and by laws.
"""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

from hypothesis import given, settings
from hypothesis import strategies as st

from berlin_partnerships._dates import PartialDate
from berlin_partnerships._policy import Policy
from berlin_partnerships._reading import Listing, Reading, read, reader_of
from berlin_partnerships._reconcile import compare, internal, overlaps
from berlin_partnerships._timeline import Span, Spell, Timeline
from strategies import BASE, DAYS, DEFINITIONS, FACETS, listings, mention, timelines


def spell(entity, status, kind, start, end=None, label="join"):
    """
    A spell from texts.
    """
    return Spell(
        entity=entity,
        facets={"status": status, "kind": kind},
        start=PartialDate.parse(start),
        end=end and PartialDate.parse(end),
        label=label,
    )


# a has belonged since 1970, b since some day of 1980, c since 1990 (resting since
# 2010), d only by a letter, e from 2000 to 2004, f by a letter of 2002 and a treaty
# of 2004.
TOWN = Timeline(
    [
        spell("a", "active", "treaty", "1970-05-01"),
        spell("b", "active", "treaty", "1980"),
        spell("c", "active", "treaty", "1990-06-01", "2010-03-01"),
        spell("c", "resting", "treaty", "2010-03-01", label="suspend"),
        spell("d", "active", "letter", "1985-01-01"),
        spell("e", "active", "treaty", "2000-01-01", "2005-01-01"),
        spell("e", "ended", "treaty", "2005-01-01", label="leave"),
        spell("f", "active", "letter", "2002-01-01", "2004-01-01"),
        spell("f", "active", "treaty", "2004-01-01", label="upgrade"),
    ]
)


def said(names, when=None, *, id="s", **more):
    """
    A source that lists single letters; a number is a number.
    """
    if isinstance(names, int):
        more["count"], names = names, None
    return Listing(
        id=id,
        mentions=None if names is None else tuple(map(mention, names)),
        when=when and PartialDate.parse(when),
        **more,
    )


def readings(listing, **policy):
    return read(listing, TOWN, DEFINITIONS, Policy(**policy))


def shown(reading):
    """
    A reading on a line.
    """
    left = [
        *(f"-{e}" for e in reading.omitted),
        *(f"+{e}" for e in reading.unsupported),
        *(f"!{e}" for e in reading.contradicted),
        *([f"~{reading.off_by}"] if reading.off_by else []),
    ]
    timing = "" if reading.timing == "in-window" else f" {reading.timing}"
    words = [reading.definition.id, str(reading.window), *left]
    return f"{' '.join(words)}{timing} = {reading.cost}"


# Reading one source -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        pytest.param(
            said("abcef"), ["base [2004-01-01, 2005-01-01) = 0"], id="a list dates itself"
        ),
        pytest.param(
            said("abc"), ["base [1990-06-01, 2000-01-01) = 0"], id="before a guest"
        ),
        pytest.param(
            said("abcf"), ["base [2005-01-01, …) = 0"], id="the end is not counted"
        ),
        pytest.param(
            said("ABC"), ["base [1990-06-01, 2000-01-01) = 0"], id="other names"
        ),
        pytest.param(
            said("abf"), ["-resting [2010-03-01, …) = 10"], id="another way of counting"
        ),
        pytest.param(
            said("abcefd"), ["+letter [2002-01-01, 2005-01-01) = 10"], id="letters counted"
        ),
        pytest.param(
            said("abc", "2003"),
            ["base [1990-06-01, 2000-01-01) stale = 8"],
            id="an old list",
        ),
        pytest.param(
            said("abcf", "2004-12-31"),
            ["base [2005-01-01, …) anticipated = 15"],
            id="a hasty list",
        ),
        pytest.param(
            said("abcf", "2005-01-01"),
            ["base [2005-01-01, 2005-01-02) = 0"],
            id="on the first day",
        ),
        pytest.param(
            said("abcef", "2005-01-01", lag=1),
            ["base [2004-12-31, 2005-01-01) = 0"],
            id="a day late",
        ),
        pytest.param(
            said("abcef", "2005-01-01"),
            ["base [2004-01-01, 2005-01-01) stale = 8"],
            id="no day late",
        ),
        pytest.param(
            said("abcf", "[..2006]"),
            ["base [2005-01-01, 2007-01-01) = 0"],
            id="open to the past",
        ),
        pytest.param(
            said("abcf", "[2006..]"), ["base [2006-01-01, …) = 0"], id="open to the future"
        ),
        pytest.param(
            said("ac", "1995"),
            ["base [1995-01-01, 1996-01-01) -b = 20"],
            id="an omission",
        ),
        pytest.param(
            said("abcz", "1995"),
            ["base [1995-01-01, 1996-01-01) +z = 20"],
            id="one too many",
        ),
        pytest.param(
            said("ac", "1995", excluded={"b"}),
            ["base [1995-01-01, 1996-01-01) !b = 20"],
            id="said not to belong",
        ),
        pytest.param(
            said("abc?", "1995"),
            ["base [1995-01-01, 1996-01-01) = 20"],
            id="a name nobody knows",
        ),
        pytest.param(
            said("be", closed=False),
            ["base [2000-01-01, 2005-01-01) = 0"],
            id="an open list",
        ),
        pytest.param(
            said("e", "2002", closed=False, excluded={"c", "e"}),
            ["base [2002-01-01, 2003-01-01) !c = 20"],
            id="an open list that excludes",
        ),
        pytest.param(
            said("ab", "1980-06-01"),
            ["base [1980-06-01, 1980-06-02) = 2"],
            id="an uncertain day must fall the needed way",
        ),
        pytest.param(
            said("b", "1980-06-01", closed=False),
            ["base [1980-06-01, 1980-06-02) = 2"],
            id="in an open list, too",
        ),
        pytest.param(said(5), ["base [2004-01-01, 2005-01-01) = 0"], id="a number"),
        pytest.param(
            said(4),
            ["base [2000-01-01, 2004-01-01) = 0", "base [2005-01-01, …) = 0"],
            id="readings that tie",
        ),
        pytest.param(
            said(2, "1980-06-01"),
            ["base [1980-06-01, 1980-06-02) = 2"],
            id="a number that may be",
        ),
        pytest.param(
            said(7, "1995"),
            ["+letter [2002-01-01, 2005-01-01) ~1 anticipated = 45"],
            id="too high",
        ),
        pytest.param(
            said(0, "1995"), ["base […, 1970-05-01) stale = 8"], id="none: long ago"
        ),
        pytest.param(said(""), ["base […, 1970-05-01) = 0"], id="the empty list"),
    ],
)  # fmt: skip
def test_reading_table(listing, expected):
    """
    The definition and the time under which a source is right, at least cost.
    """
    assert [shown(r) for r in readings(listing)] == expected


def test_of_two_times_with_as_many_errors_that_without_assumption_is_meant():
    """
    One of two members is missing; but only later another's day is uncertain.
    """
    line = Timeline(
        [
            spell("a", "active", "treaty", "1970-01-01"),
            spell("b", "active", "treaty", "1970-01-01", "1990-01-01"),
            spell("c", "active", "treaty", "1990-01-01"),
            spell("d", "active", "treaty", "[1990-01-01..1995-01-01]"),
        ]
    )

    assert [shown(r) for r in read(said("a", "[1985..1992]"), line, DEFINITIONS)] == [
        "base [1985-01-01, 1990-01-01) -b = 20"
    ]


def test_the_certain_part_of_a_window_needs_no_assumption():
    """
    The list of one is right until some day of 1980, surely until it begins.
    """
    (reading,) = readings(said("a"))

    assert str(reading.window) == "[1970-05-01, 1980-12-31)"
    assert str(reading.certain) == "[1970-05-01, 1980-01-01)"
    (reading,) = readings(said("a", "1980-06"))
    assert reading.certain is None


def test_a_reading_is_exact_if_nothing_is_left_over():
    """
    Each kind of what is left makes it inexact.
    """
    exact = readings(said("abc"))[0]

    assert exact.exact
    assert not attrs.evolve(exact, omitted=("a",)).exact
    assert not attrs.evolve(exact, unsupported=("a",)).exact
    assert not attrs.evolve(exact, contradicted=("a",)).exact
    assert not attrs.evolve(exact, off_by=1).exact


def test_weights_are_the_policys():
    """
    If another way of counting is dear, the list is old instead.
    """
    listing = said("abc", "2003")

    assert readings(listing, stale=50, facet=500, error=100)[0].cost == 50
    assert readings(listing, stale=50, facet=500, error=1)[0].omitted == ("e",)


def test_a_source_that_speaks_from_a_change_on_has_one_reading():
    """
    Even if it costs nothing to be late, no reading is of no day.
    """
    (reading,) = readings(said("abcf", "[2005-01-01..2005-02-01]"), stale=0)

    assert shown(reading) == "base [2005-01-01, 2005-02-02) = 0"


# Inside one source ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "count", "closed", "cause"),
    [
        pytest.param("abc", 3, True, None, id="fits"),
        pytest.param("abc", None, True, None, id="no number"),
        pytest.param(None, 3, True, None, id="no list"),
        pytest.param("abc", 9, False, None, id="an open list may be shorter"),
        pytest.param("abc", 3, False, None, id="or as long"),
        pytest.param("abcz", 3, False, "extra-entries", id="but not longer"),
        pytest.param("abcC", 3, True, "duplicates-only-in-list", id="counted right"),
        pytest.param(
            "abcC", 9, False, "duplicates-only-in-list", id="an open list with a double"
        ),
        pytest.param("abcC", 4, True, "duplicate-names", id="counted twice"),
        pytest.param("abcz", 3, True, "extra-entries", id="too many"),
        pytest.param("acef", 5, True, "missing-entries", id="too few"),
        pytest.param("abf", 4, True, "count-uses-base-definition", id="two ways"),
        pytest.param("abfz", 3, True, "extra-entries", id="too many, another way"),
        pytest.param("abcz", 9, True, "unexplained", id="more than is too many"),
        pytest.param("acef", 9, True, "unexplained", id="more than is missing"),
        pytest.param("abc", 7, True, "unexplained", id="no idea"),
        pytest.param("abc?", 3, True, "unexplained", id="a name nobody knows"),
    ],
)
def test_a_number_and_its_own_list(names, count, closed, cause):
    """
    Why a source's number is not the length of its own list.
    """
    listing = said(names, closed=closed, count=count) if names else said(count)
    found = internal(listing, readings(listing)[0], TOWN, BASE)

    assert (found and found.cause) == cause


def test_what_is_wrong_inside_is_said_in_full():
    """
    How many it states, prints and means; which twice; which too many.
    """
    listing = said("abcCz?", count=4)
    found = internal(listing, readings(listing)[0])

    assert (found.stated, found.mentions, found.distinct) == (4, 6, 5)
    assert found.duplicates == (("c", ("c", "C")),)
    assert (found.cause, found.entries) == ("extra-entries", ("z",))


def test_entries_are_too_many_only_if_that_explains_the_number():
    """
    A stranger is on the list, but the number is off for another reason.
    """
    listing = said("abcz", count=9)

    assert internal(listing, readings(listing)[0]).entries == ()


@pytest.mark.parametrize(
    ("start", "end", "cause"),
    [
        pytest.param(
            date(2003, 12, 31),
            date(2004, 6, 1),
            "count-uses-base-definition",
            id="last",
        ),
        pytest.param(date(2004, 1, 1), date(2005, 1, 1), "unexplained", id="between"),
        pytest.param(
            date(2004, 6, 1), date(2005, 1, 2), "count-uses-base-definition", id="first"
        ),
    ],
)
def test_a_number_may_be_of_the_base_definition_if_they_share_a_day(start, end, cause):
    """
    There were four until the end of 2003, and again from the beginning of 2005.
    """
    reading = Reading(definition=DEFINITIONS[2], window=Span(start, end))
    found = internal(said("abf", count=4), reading, TOWN, BASE)

    assert found.cause == cause


def test_without_a_reading_nothing_is_explained():
    """
    Only the names themselves can be looked at.
    """
    found = internal(said("abc", count=7), None)

    assert (found.cause, found.entries) == ("unexplained", ())


def test_several_lists_of_one_source_overlap_and_do_not_contradict():
    """
    To be a partner and to exchange experts are two things.
    """
    lists = [("partner", said("abc?")), ("exchange", said("cbz")), ("visit", said("b"))]

    assert overlaps(lists) == (
        ("b", ("exchange", "partner", "visit")),
        ("c", ("exchange", "partner")),
    )


# Comparing two ----------------------------------------------------------------------


def compared(one, other):
    """
    Two sources, called A and B.
    """
    a, b = attrs.evolve(one, id="A"), attrs.evolve(other, id="B")
    return compare(a, b, TOWN, DEFINITIONS, FACETS)


@pytest.mark.parametrize(
    ("a", "b", "expected", "bridge"),
    [
        pytest.param(said("abc"), said("abc"), [], "3 + 0 = 3", id="the same"),
        pytest.param(
            said("abc"), said("abce"),
            ["e B temporal date join@2000-01-01"], "3 + 1 = 4", id="joined",
        ),
        pytest.param(
            said("abcef"), said("abcf"),
            ["e A temporal date leave@2005-01-01"], "5 − 1 = 4", id="left",
        ),
        pytest.param(
            said("abce", "2003"), said("abcef"),
            ["f B temporal date upgrade@2004-01-01"], "4 + 1 = 5", id="upgraded",
        ),
        pytest.param(
            said("abcf", "2012"), said("abf", "2012"),
            ["c A status status"], "4 − 1 = 3", id="resting",
        ),
        pytest.param(
            said("abc", "1995"), said("abcd", "1995"),
            ["d B scope kind"], "3 + 1 = 4", id="by letter",
        ),
        pytest.param(
            said("abc", "1995"), said("abf", "2012"),
            ["c A compound date+status", "f B temporal date upgrade@2004-01-01"],
            "3 + 1 − 1 = 3", id="two causes together",
        ),
        pytest.param(
            said("abf", "2012"), said("abdf", "2012"),
            ["d B unsupported"], "3 + 1 = 4", id="two values off is no reason",
        ),
        pytest.param(
            said("abdf", "2012"), said("abcdf", "2012"),
            ["c B omission"], "4 + 1 = 5", id="of readings that tie the closest",
        ),
        pytest.param(
            said("abcf", "[2009-01-01..2010-03-05]"),
            said("abf", "[2010-03-05..2012-01-01]"),
            ["c A status status"], "4 − 1 = 3", id="on the one day they share",
        ),
        pytest.param(
            said("abcf", "[2009-01-01..2011-12-31]"), said("abf", "2013"),
            ["c A status status"], "4 − 1 = 3", id="on the days that are closest",
        ),
        pytest.param(
            said("abf", "2013"), said("abcf", "[2009-01-01..2011-12-31]"),
            ["c B status status"], "3 + 1 = 4", id="the other way round",
        ),
        pytest.param(
            said("a"), said("ab"),
            ["b B temporal date join@1980"], "1 + 1 = 2", id="some day of that year",
        ),
        pytest.param(
            said("a", "1975"), said("ab", "1980-06-01"),
            ["b B unresolved"], "1 + 1 = 2", id="not surely by then",
        ),
        pytest.param(
            said("abc", "1995"), said("abcz", "1995"),
            ["z B unsupported"], "3 + 1 = 4", id="without support",
        ),
        pytest.param(
            said("abc", "1995"), said("ac", "1995"),
            ["b A omission"], "3 − 1 = 2", id="left out",
        ),
        pytest.param(
            said("abc", "1995"), said("ac", "1995", excluded={"b"}),
            ["b A contradiction"], "3 − 1 = 2", id="said not to belong",
        ),
        pytest.param(
            said("abce", "2003"), said("abc", "1995", excluded={"e"}),
            ["e A temporal date join@2000-01-01"], "4 − 1 = 3",
            id="rightly said not to belong then",
        ),
        pytest.param(
            said("abc", "1995"), said("c", "1995", closed=False, excluded={"b"}),
            ["b A contradiction"], "3 − 2 = 1", id="an open list binds by its words",
        ),
        pytest.param(
            said("a", "1980-06-01"), said("ab", "1980-06-01"),
            ["b B unresolved"], "1 + 1 = 2", id="not decided by the dates",
        ),
        pytest.param(
            said(3), said("abce"),
            ["e B temporal date join@2000-01-01"], "3 + 1 = 4", id="a number",
        ),
        pytest.param(
            said(7), said("abcef", "2004"), ["d A scope kind"], "7 − 2 = 5",
            id="a number that is too high",
        ),
        pytest.param(
            said("abc"), said("abcC"), [], "3 + 1 = 4", id="one under two names"
        ),
        pytest.param(
            said("abc", "1995"), said("abc?*", "1995"), [], "3 + 2 = 5", id="unknown"
        ),
    ],
)  # fmt: skip
def test_difference_table(a, b, expected, bridge):
    """
    Every entry that only one has is there for a reason.
    """
    result = compared(a, b)
    found = [
        " ".join(filter(None, (d.entity, d.side, d.cause, d.facet, *d.events)))
        for d in result.differences
    ]

    assert sorted(found) == expected
    assert all({d.side, d.other} == {"A", "B"} for d in result.differences)
    assert str(result.bridge) == bridge
    assert result.bridge.residual == 0


def test_an_entry_too_many_may_have_a_local_reason():
    """
    One letter of two is counted: not the list's rule, but that entry's reason.
    """
    dear = Policy(stale=50)
    a, b = said("abce", "2003", id="A"), said("abcdez", "2003", id="B")
    found = compare(a, b, TOWN, DEFINITIONS, FACETS, dear)

    assert [(d.entity, d.cause, d.facet) for d in found.differences] == [
        ("d", "scope", "local:+letter"),
        ("z", "unsupported", ""),
    ]
    assert compare(b, a, TOWN, DEFINITIONS, FACETS, dear) == found.mirrored


def test_an_omission_may_have_a_local_reason_unless_a_peer_refutes_it():
    """
    "Resting members are left out" is no reason while another one is listed.
    """
    dear = Policy(facet=50)
    full, short = said("abcf", "2012", id="A"), said("abf", "2012", id="B")
    (found,) = compare(full, short, TOWN, DEFINITIONS, FACETS, dear).differences

    assert (found.cause, found.facet) == ("status", "local:-resting")

    more = Timeline([*TOWN.spells, spell("g", "resting", "treaty", "2011-01-01")])
    full, short = said("abcfg", "2012", id="A"), said("abfg", "2012", id="B")
    (found,) = compare(full, short, more, DEFINITIONS, FACETS, dear).differences

    assert (found.cause, found.facet) == ("omission", "")


def test_only_a_peer_who_surely_belongs_refutes_a_reason():
    """
    Another resting member is listed, but may not have been one yet.
    """
    line = Timeline(
        [
            spell("a", "active", "treaty", "1970-01-01"),
            spell("c", "resting", "treaty", "1970-01-01"),
            spell("g", "resting", "treaty", "2003"),
        ]
    )
    dear = Policy(facet=50, stale=50, anticipated=50)
    full, short = said("acg", "2003-06-01", id="A"), said("ag", "2003-06-01", id="B")
    (found,) = compare(full, short, line, DEFINITIONS, FACETS, dear).differences

    assert (found.entity, found.facet) == ("c", "local:-resting")


def test_a_local_reason_may_rest_on_an_uncertain_date():
    """
    A letter of that year may have come before the list, a pause likewise.
    """
    line = Timeline(
        [
            spell("a", "active", "treaty", "1970-01-01"),
            spell("c", "active", "treaty", "1970-01-01", "2003"),
            spell("c", "resting", "treaty", "2003"),
            spell("x", "active", "letter", "2003"),
            spell("y", "active", "letter", "1970-01-01"),
        ]
    )
    dear = Policy(facet=50, stale=50, anticipated=50)
    a, b = said("acx", "2003-06-01", id="A"), said("a", "2003-06-01", id="B")
    found = compare(a, b, line, DEFINITIONS, FACETS, dear).differences

    assert [(d.entity, d.facet) for d in found] == [
        ("c", "local:-resting"),
        ("x", "local:+letter"),
    ]


def test_a_cause_must_surely_make_the_difference():
    """
    A letter that may have ended by then is not left out for having ended.
    """
    line = Timeline(
        [
            spell("a", "active", "treaty", "1970-01-01"),
            spell("x", "active", "letter", "1990-01-01", "2003"),
        ]
    )
    a, b = said("ax", "1995", id="A"), said("a", "2003-06-01", id="B")
    (found,) = compare(a, b, line, DEFINITIONS, FACETS).differences

    assert (found.cause, found.also) == ("scope", ())


def test_causes_that_explain_it_as_well_are_not_lost():
    """
    An ended letter is left out by not counting the ended, or not the letters.
    """
    line = Timeline(
        [
            spell("a", "active", "treaty", "1970-01-01"),
            spell("b", "ended", "letter", "1970-01-01"),
        ]
    )
    both = BASE.replaced(DEFINITIONS[3], ["kind"])
    wide = both.replaced(DEFINITIONS[1], ["status"])
    first, second = said("ab", "1985", id="A"), said("a", "1985", id="B")
    (found,) = compare(
        first, second, line, [BASE, wide], FACETS, Policy(facet=5)
    ).differences

    assert (found.cause, found.facet) == ("status", "status")
    assert found.also == ("scope",)


@pytest.mark.parametrize(
    ("number", "when", "items"),
    [
        pytest.param(7, "2003", [("d", "scope", 1), ("f", "scope", 1),
                                 ("B", "unsupported", 1)], id="too high"),
        pytest.param(0, "2003", [("B", "omission", -1)], id="too low"),
        pytest.param(2, "1980-06-01", [("B", "unresolved", 1)], id="may be"),
    ],
)  # fmt: skip
def test_what_a_number_leaves_open_has_a_cause(number, when, items):
    """
    Members that the number implies are named; the rest stands under its id.
    """
    line = (
        TOWN
        if number != 0
        else Timeline([spell("a", "active", "treaty", "0001-01-01")])
    )
    listed = {"2003": "abce" if number else "a", "1980-06-01": "a"}[when]
    a, b = said(listed, when, id="A"), said(number, when, id="B")
    policy = Policy(stale=500, anticipated=500, facet=10)
    found = compare(a, b, line, DEFINITIONS, FACETS, policy)

    assert [(i.item, i.cause, i.delta) for i in found.bridge.items] == items
    assert found.implied == ("B",)


def test_names_stay_in_the_bridge_whoever_is_meant():
    """
    Doubles, strangers and the ambiguous are items of their own.
    """
    found = compared(said("abc?*", "1995"), said("abcC", "1995")).bridge

    assert [(i.item, i.cause, i.delta) for i in found.items] == [
        ("?", "identity-unknown", -1),
        ("*", "identity-ambiguous", -1),
        ("c", "identity", 1),
    ]
    assert str(found) == "5 + 1 − 2 = 4"


def test_a_bridge_can_be_walked_back():
    """
    What was added is taken away, and what was taken away is added.
    """
    there = compared(said("abc?*", "1995"), said("abcC", "1995"))
    back = there.mirrored.bridge

    assert str(back) == "4 + 2 − 1 = 5"
    assert back.residual == 0
    assert [(i.item, i.delta) for i in back.items] == [("?", 1), ("*", 1), ("c", -1)]


def test_an_open_list_lacks_nothing():
    """
    Who is not in it may belong all the same.
    """
    found = compared(said("abc", "1995"), said("b", "1995", closed=False))

    assert found.differences == ()
    assert {i.cause for i in found.bridge.items} == {"open-list"}


def test_two_names_for_one_are_aliases():
    """
    In the order of who is meant, first the first source's name.
    """
    found = compared(said("cBa"), said("abC"))

    assert found.aliases == (("B", "b"), ("c", "C"))
    assert found.mirrored.aliases == (("b", "B"), ("C", "c"))


def test_the_closest_readings_are_compared():
    """
    Of two times at which a number was true the nearer one is meant.
    """
    found = compared(said(4), said("abc", "1995"))

    assert found.reading_a.window.end == date(2004, 1, 1)
    found = compared(said(4), said("abf", "2012"))
    assert found.reading_a.window.start == date(2005, 1, 1)
    found = compared(said(4), said("abcef", "2004-02"))
    assert found.reading_a.window.end == date(2004, 1, 1)
    found = compared(said(4), said("f", closed=False))
    assert found.reading_a.window.start == date(2005, 1, 1)


def test_whom_a_number_implies_is_asked_on_the_day_that_is_closest():
    """
    One follows another on the last day: two before as after, but not the same two.
    """
    line = Timeline(
        [
            spell("a", "active", "treaty", "1970-01-01"),
            spell("b", "active", "treaty", "1980-01-01", "1990-01-01"),
            spell("c", "active", "treaty", "1990-01-01"),
            spell("d", "active", "treaty", "1992-01-01"),
        ]
    )
    two, three = said(2, "[1985-01-01..1990-01-01]", id="A"), said("acd", id="B")
    found = compare(two, three, line, DEFINITIONS, FACETS)

    assert str(found.reading_a.window) == "[1985-01-01, 1990-01-02)"
    assert [(d.entity, d.events) for d in found.differences] == [
        ("d", ("join@1992-01-01",))
    ]


def test_before_the_first_event_nobody_is_implied():
    """
    The time before all others has no first day, and no members.
    """
    found = compared(said(0), said("a"))

    assert [d.events for d in found.differences] == [("join@1970-05-01",)]


# Laws -------------------------------------------------------------------------------


@given(listings(), timelines, st.randoms(use_true_random=False))
def test_the_order_of_names_does_not_matter(listing, timeline, rnd):
    """
    Shuffling a list changes no reading.
    """
    mentions = list(listing.mentions or ())
    rnd.shuffle(mentions)
    shuffled = attrs.evolve(listing, mentions=listing.mentions and tuple(mentions))

    assert read(listing, timeline, DEFINITIONS) == read(shuffled, timeline, DEFINITIONS)


POLICY = Policy()


def cost(listing, timeline, definition, on):
    """
    What a reading costs, from its definition: who is listed, who belongs.
    """
    certain, possible = timeline.members(definition, on)
    listed, vague = listing.entities, possible - certain
    errors = len(listing.unknown)
    if listing.mentions is None:
        errors += max(len(certain) - listing.count, listing.count - len(possible), 0)
    else:
        missing = certain - listed
        errors += len(listed - possible)
        errors += len(missing if listing.closed else missing & listing.excluded)
        vague = vague if listing.closed else vague & listed
    late = 0
    if listing.when is not None:
        first, last = listing.when.sort_key
        if on.toordinal() < first.toordinal() - listing.lag:
            late = POLICY.stale
        elif on > last:
            late = POLICY.anticipated
    facets = {"base": 0}.get(definition.id, 1)
    return (
        POLICY.error * errors
        + POLICY.facet * facets
        + POLICY.assumed * len(vague)
        + late
    )


@given(listings(), timelines)
def test_reading_equals_trying_every_day_and_definition(listing, timeline):
    """
    No day and no definition costs less, and all that cost as much are readings.
    """
    found = read(listing, timeline, DEFINITIONS, POLICY)
    prices = {
        (d, on): cost(listing, timeline, d, on)
        for d in DEFINITIONS
        for on in [date(1999, 1, 1), *DAYS, date(2001, 1, 1)]
    }
    least = min(prices.values())

    assert {r.cost for r in found} == {least}
    for (definition, on), price in prices.items():
        read_so = [r for r in found if r.definition == definition and on in r.window]
        assert len(read_so) <= 1
        assert read_so or price > least
        for reading in read_so:
            certain, possible = timeline.members(definition, on)
            if listing.mentions is not None:
                assert set(reading.unsupported) == listing.entities - possible
                missing = set(reading.omitted) | set(reading.contradicted)
                assert missing <= certain - listing.entities
            if reading.certain is not None and on in reading.certain:
                assert certain == possible or not listing.closed


@given(listings(), timelines)
def test_the_least_cost_is_that_of_the_readings(listing, timeline):
    reader = reader_of(timeline, DEFINITIONS)
    assert {reader.least(listing)} == {r.cost for r in reader.read(listing)}
    assert reader_of(timeline, DEFINITIONS, Policy()) is reader
    assert reader_of(timeline, DEFINITIONS[:1]) is not reader


@given(listings(), timelines)
def test_costs_need_not_be_whole_numbers(listing, timeline):
    """
    Whole costs are added up in another way, and the sums are the same.
    """
    whole = read(listing, timeline, DEFINITIONS, POLICY)
    policy = Policy(error=20.0, assumed=2.0, facet=10.0)
    assert read(listing, timeline, DEFINITIONS, policy) == whole


@pytest.mark.parametrize("error", [2**16 // 3, 2**16, 2**70])
def test_costs_may_be_large(error):
    found = readings(said("abc??????", "1995"), error=error)
    assert [(r.definition.id, r.cost) for r in found] == [("base", 6 * error)]


def test_a_long_line_is_read_like_a_short_one():
    """
    Each day somebody joins, and nobody leaves: so a list tells its day.
    """
    first, many = date(2000, 1, 1), 300
    days = [first + timedelta(i) for i in range(many)]
    line = Timeline(
        Spell(
            entity=f"e{i}",
            facets={"kind": "treaty", "status": "active"},
            start=PartialDate.of(day),
        )
        for i, day in enumerate(days)
    )
    for size in (1, 150, many - 1):
        names = [f"e{i}" for i in range(size)]
        (found,) = read(said(names), line, DEFINITIONS)
        assert (found.window.start, found.window.end) == (days[size - 1], days[size])
        assert (found.definition, found.cost) == (DEFINITIONS[0], 0)


pairs = st.tuples(listings("A"), listings("B"))


@pytest.mark.parametrize("names", ["b", "ab"])
def test_an_open_list_says_since_when_it_is_certain(names):
    """
    Of "b", a partner since some day of 1980, an open list is sure once the year is over.
    """
    (reading,) = readings(said(names, closed=False))

    assert reading.window == Span(date(1980, 1, 1), None)
    assert reading.certain == Span(date(1980, 12, 31), None)


@given(pairs, timelines)
def test_comparing_is_symmetric(pair, timeline):
    """
    Comparing B with A mirrors comparing A with B.
    """
    a, b = pair
    one = compare(a, b, timeline, DEFINITIONS, FACETS)
    other = compare(b, a, timeline, DEFINITIONS, FACETS)

    assert one == other.mirrored
    assert one.mirrored == other
    assert (one.a, one.b) == ("A", "B")
    assert (one.bridge.start, one.bridge.end) == (a.size, b.size)
    assert (other.a, other.bridge.start) == ("B", b.size)


@given(pairs, timelines)
def test_the_bridge_leaves_nothing_over(pair, timeline):
    """
    From the one number to the other, whatever the sources say.
    """
    found = compare(*pair, timeline, DEFINITIONS, FACETS)

    assert found.bridge.residual == 0
    assert all(item.delta for item in found.bridge.items)


@given(pairs, timelines)
def test_every_entry_is_accounted_for_once(pair, timeline):
    """
    Whoever is in one list only is a difference, unless the other list is open.
    """
    a, b = pair
    found = compare(a, b, timeline, DEFINITIONS, FACETS)
    for mine, theirs in ((a, b), (b, a)):
        if mine.mentions is None or theirs.mentions is None:
            continue
        expected = mine.entities - theirs.entities
        if not theirs.closed:
            expected &= theirs.excluded
        assert {d.entity for d in found.differences if d.side == mine.id} == expected


@given(pairs, timelines)
def test_what_the_date_explains_has_an_event(pair, timeline):
    """
    A difference of time says what happened in between; others say nothing.
    """
    for found in compare(*pair, timeline, DEFINITIONS, FACETS).differences:
        assert bool(found.events) == (found.cause == "temporal")


@given(listings("A"), timelines)
@settings(max_examples=50)
def test_a_source_compared_with_itself_has_no_difference(listing, timeline):
    """
    Reconciling a list with its copy finds nothing.
    """
    for copy in (attrs.evolve(listing, id="B"), listing):
        found = compare(listing, copy, timeline, DEFINITIONS, FACETS)

        assert (found.differences, found.bridge.start) == ((), found.bridge.end)
