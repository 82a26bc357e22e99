"""
How many sources can be right together.
"""

from __future__ import annotations

from itertools import product

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st

from berlin_partnerships._dates import PartialDate
from berlin_partnerships._explain import explain
from berlin_partnerships._policy import Policy
from berlin_partnerships._reading import Listing, read
from berlin_partnerships._timeline import FIRST, LAST, Spell, Timeline
from strategies import BASE, DEFINITIONS, listings, mention, several, timelines


def spell(entity, start, end=None, label="join", status="active", kind="treaty"):
    """
    An active member by treaty, unless said otherwise.
    """
    return Spell(
        entity=entity,
        facets={"status": status, "kind": kind},
        start=PartialDate.parse(start),
        end=end and PartialDate.parse(end),
        label=label,
    )


TOWN = Timeline(
    [
        spell("a", "1970-01-01"),
        spell("b", "1980-01-01"),
        spell("c", "1990-01-01", "2000-01-01"),
        spell("d", "2010"),
    ]
)


def said(id, names, when=None, **more):
    return Listing(
        id=id,
        mentions=names if names is None else tuple(map(mention, names)),
        when=when and PartialDate.parse(when),
        **more,
    )


def explained(*listed):
    return explain(listed, TOWN, DEFINITIONS)


@pytest.mark.parametrize(
    ("listed", "events"),
    [
        pytest.param([said("x", "abc")], [], id="one alone needs nothing"),
        pytest.param(
            [said("x", "abc"), said("y", "ac", "1995", closed=False)],
            [],
            id="they meet",
        ),
        pytest.param(
            [said("x", "ab", "1989-12-31"), said("y", "abc")],
            ["c:join@1990-01-01"],
            id="one day apart",
        ),
        pytest.param(
            [said("x", "a"), said("y", "abc")],
            ["b:join@1980-01-01", "c:join@1990-01-01"],
            id="two joined",
        ),
        pytest.param(
            [said("x", "abc"), said("y", "abd")],
            ["c:end@2000-01-01", "d:join@2010"],
            id="one left, one joined",
        ),
        pytest.param(
            [said("x", "ab"), said("y", "abc")],
            ["c:end@2000-01-01"],
            id="before or after: the first of two that need as many",
        ),
        pytest.param(
            [said("x", "ab"), said("y", "abd")], ["d:join@2010"], id="the nearer time"
        ),
        pytest.param(
            [said("x", "ab"), said("y", "a"), said("z", "abc")],
            ["b:join@1980-01-01", "c:join@1990-01-01"],
            id="in between",
        ),
    ],
)
def test_events_are_what_lies_between_the_windows(listed, events):
    """
    No event is named that the sources do not need.
    """
    found = explained(*listed)

    assert list(found.events) == events
    assert (found.factors, found.cost) == ((), 0)


def test_what_remains_wrong_is_charged_to_the_witness():
    """
    Each kind of error has a factor: its kind, who, and whose.
    """
    found = explained(
        said("x", "acz", "1995", excluded={"b"}),
        said("y", "bc*?", "1995"),
        said("z", None, "1995", count=9),
    )

    assert found.factors == (
        ("contradiction", "b", "x"),
        ("identity-ambiguous", "*", "y"),
        ("identity-unknown", "?", "y"),
        ("off-by", "6", "z"),
        ("omission", "a", "y"),
        ("unsupported", "z", "x"),
    )
    assert found.cost == 20 * (1 + 2 + 6 + 1 + 1)


def test_a_witness_is_charged_once():
    """
    Three copies with one error cost one error; another error in a copy is its own.
    """
    wrong = said("wiki", "abcz", "1995", witness="wiki")
    copy = attrs.evolve(wrong, id="mirror")
    worse = said("blog", "abcy", "1995", witness="wiki")

    assert explained(wrong, copy).cost == explained(wrong).cost == 20
    assert explained(wrong, copy).factors == (("unsupported", "z", "wiki"),)
    assert explained(wrong, copy, worse).cost == 40
    assert explained(wrong, attrs.evolve(copy, witness="")).cost == 40


def test_copies_that_are_late_are_late_once():
    """
    What else the dearest of a witness's sources needs is charged once.
    """
    late = [
        said(id, "abc", when, witness="w")
        for id, when in [("x", "2005"), ("y", "2006")]
    ]

    assert explained(*late).cost == 8
    assert explained(*late, said("v", "abc", "1995", witness="w")).cost == 8


def test_what_an_assumption_costs_is_the_policys():
    """
    An old list costs what the policy says that it does.
    """
    dear = Policy(stale=3)

    assert explain([said("x", "abc", "2005")], TOWN, DEFINITIONS, dear).cost == 3


def test_two_lists_of_one_source_are_both_read():
    """
    A source may give a list of today and one of then: they have one id.
    """
    old, new = said("x", "ab", "1985"), said("x", "abc", "1995")

    (one, then), (other, now) = explained(old, new).readings
    assert (one, other) == ("x", "x")
    assert (str(then.window), str(now.window)) == (
        "[1985-01-01, 1986-01-01)",
        "[1995-01-01, 1996-01-01)",
    )


def test_ties_are_counted():
    """
    Each of two lists was right at two times: three other choices cost as much.
    """
    one, other = said("x", "ab"), said("y", "ab")

    assert explained(one).alternatives == 1
    assert explained(one, other).alternatives == 3
    assert explained(one, attrs.evolve(other, witness="x")).alternatives == 3
    assert explained(said("x", "abc")).alternatives == 0


def test_the_reading_that_needs_less_is_taken_whatever_its_definition():
    """
    Counted as a letter before the other list, or as ended after it: one of both.
    """
    line = Timeline(
        [
            spell("a", "1970-01-01"),
            spell("p", "1980-01-01", "1985-01-01", kind="letter"),
            spell("p", "2000-01-01", "2010-01-01", status="ended"),
        ]
    )
    two = [said("x", "ap"), said("y", "a", "1990")]
    found = explain(two, line, DEFINITIONS)

    assert found.events == ("p:end@1985-01-01",)
    assert [r.definition.id for _, r in found.readings] == ["+letter", "base"]
    assert found.alternatives == 1


def test_the_windows_of_a_witness_count_together():
    """
    What lies between two copies must have happened, too.
    """
    later, sooner = said("x", "abc", "1995"), said("y", "ab", "1985")
    pair = [attrs.evolve(s, witness="w") for s in (later, sooner)]
    turned = [attrs.evolve(s, id=id) for s, id in zip(pair, "yx", strict=True)]
    joins = ("b:join@1980-01-01", "c:join@1990-01-01")
    rest = ("c:end@2000-01-01", "c:join@1990-01-01", "d:join@2010")

    assert explained(*pair, said("z", "a", "1975")).events == joins
    assert explained(*turned, said("z", "a", "1975")).events == joins
    assert explained(*pair, said("z", "abd", "2012")).events == rest
    assert explained(*turned, said("z", "abd", "2012")).events == rest


def test_copies_are_read_so_that_they_share_their_errors():
    """
    One copy may be wrong about either of two; the other shows about which.
    """
    line = Timeline(
        [
            spell("a", "1970-01-01"),
            spell("p", "1980-07-01"),
            spell("q", "1975-01-01", "1980-07-01"),
        ]
    )
    vague, exact = (
        said(id, "apq", when, witness="w")
        for id, when in [("x", "1980"), ("y", "1980-08")]
    )

    assert explain([vague], line, DEFINITIONS).alternatives == 1
    found = explain([vague, exact], line, DEFINITIONS)
    assert found.factors == (("unsupported", "q", "w"),)
    assert (found.cost, found.alternatives) == (20, 0)


def test_copies_that_are_off_by_different_numbers_are_off_by_both():
    """
    They do not share the error, so each has its own.
    """
    nine, six = (
        said(id, None, "1995", count=count, witness="w")
        for id, count in [("x", 9), ("y", 6)]
    )

    assert explained(nine, six).factors == (("off-by", "3", "w"), ("off-by", "6", "w"))
    assert explained(nine, six).cost == 20 * (3 + 6)


def test_many_copies_are_no_trouble():
    """
    Forty copies with two readings each are not a billion cases.
    """
    copies = [said(f"{n:02}", "ab", witness="w") for n in range(40)]
    found = explained(*copies, said("z", "abc"))

    assert found.events == ("c:end@2000-01-01",)
    assert found.alternatives == 2**40 - 1


def test_no_source_needs_no_explanation():
    """
    Nothing said, nothing wrong.
    """
    found = explained()

    assert (found.readings, found.events, found.cost, found.alternatives) == (
        (),
        (),
        0,
        0,
    )


# Laws -------------------------------------------------------------------------------


@given(several, timelines, st.randoms(use_true_random=False))
def test_the_order_of_sources_does_not_matter(listed, timeline, rnd):
    """
    Shuffling the sources never changes the explanation.
    """
    shuffled = list(listed)
    rnd.shuffle(shuffled)

    assert explain(listed, timeline, DEFINITIONS) == explain(
        shuffled, timeline, DEFINITIONS
    )


@given(several, listings("more"), timelines)
def test_a_source_more_never_costs_less(listed, more, timeline):
    """
    Whatever is added, nothing that was wrong becomes right.
    """
    before = explain(listed, timeline, DEFINITIONS)
    after = explain([*listed, more], timeline, DEFINITIONS)

    assert before.cost <= after.cost


@given(several, timelines, st.data())
def test_a_copy_changes_no_explanation(listed, timeline, data):
    """
    Whoever repeats what another says adds neither cost, nor factors, nor events.
    """
    origin = data.draw(st.sampled_from(listed))
    witness = origin.witness or origin.id
    copy = attrs.evolve(origin, id="copy", witness=witness)
    before = explain(listed, timeline, DEFINITIONS)
    after = explain([*listed, copy], timeline, DEFINITIONS)

    assert (before.cost, before.factors) == (after.cost, after.factors)
    assert len(after.events) == len(before.events)


@given(several, timelines)
def test_every_source_has_one_of_its_readings(listed, timeline):
    """
    None is left out, and none is read worse than it would be alone.
    """
    found = explain(listed, timeline, DEFINITIONS)

    assert [id for id, _ in found.readings] == sorted(s.id for s in listed)
    for id, reading in found.readings:
        (listing,) = (s for s in listed if s.id == id)
        assert reading in read(listing, timeline, DEFINITIONS)


POLICY = Policy()


def _days(reading):
    span = reading.certain or reading.window
    return (
        span.start.toordinal() if span.start else FIRST,
        span.end.toordinal() if span.end else LAST,
    )


@given(several, timelines)
def test_the_explanation_equals_trying_all(listed, timeline):
    """
    No choice of readings costs less, and none as cheap needs fewer events.
    """
    alone = [attrs.evolve(listing, witness="") for listing in listed]
    choices = [read(listing, timeline, [BASE], POLICY) for listing in alone]
    needed = []
    for choice in product(*choices):
        start = max(_days(r)[0] for r in choice)
        end = min(_days(r)[1] for r in choice)
        turns = timeline.turns(BASE, end - 1, start) if start >= end else ()
        needed.append(sorted({f"{t.entity}:{t}" for t in turns}))
    found = explain(alone, timeline, [BASE], POLICY)

    assert found.cost == sum(readings[0].cost for readings in choices)
    assert list(found.events) == min(needed, key=lambda e: (len(e), e))
    assert found.alternatives == len(needed) - 1
