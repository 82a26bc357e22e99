"""
Who belongs, and when: by hand in a small town, and by trying everything.
"""

from __future__ import annotations

import itertools

from datetime import date, timedelta

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st

from berlin_partnerships._dates import PartialDate
from berlin_partnerships._timeline import (
    Definition,
    Facet,
    Line,
    Span,
    Spell,
    Timeline,
)
from strategies import (
    BASE,
    DAYS,
    DEFINITIONS,
    ENTITIES,
    FACETS,
    STRANGER,
    members_by_trying,
    spells,
    timelines,
)


ALL = Definition("all", {})
entities = st.frozensets(st.sampled_from([*ENTITIES, STRANGER]))
definitions = st.sampled_from(DEFINITIONS)


def spell(entity, start, end=None, label="join", **facets):
    """
    A spell from texts.
    """
    return Spell(
        entity=entity,
        facets=facets,
        start=start and PartialDate.parse(start),
        end=end and PartialDate.parse(end),
        label=label,
    )


def said(spans):
    return [str(span) for span in spans]


# Definitions ------------------------------------------------------------------------


def test_a_definition_counts_what_it_accepts_in_every_facet():
    """
    One facet that does not fit is enough not to count.
    """
    assert BASE.accepts(spell("a", "2000", status="resting", kind="treaty"))
    assert not BASE.accepts(spell("a", "2000", status="active", kind="letter"))
    assert not BASE.accepts(spell("a", "2000", status="ended", kind="treaty"))


def test_what_a_spell_does_not_carry_is_not_asked():
    """
    A definition asks only about facets that both know.
    """
    assert BASE.accepts(spell("a", "2000", status="active", color="red"))


def test_the_catalogue_toggles_one_value_at_a_time_and_no_core_value():
    """
    An active treaty counts in every definition, or "-active" would explain all.
    """
    assert [d.id for d in DEFINITIONS] == ["base", "+ended", "-resting", "+letter"]
    assert [BASE.distance(d) for d in DEFINITIONS] == [0, 1, 1, 1]
    assert all("active" in dict(d.facets)["status"] for d in DEFINITIONS)
    assert all("treaty" in dict(d.facets)["kind"] for d in DEFINITIONS)


def test_the_distance_is_counted_in_values():
    """
    To add resting and ended members is two steps.
    """
    narrow = Definition("narrow", {"status": {"active"}})
    wide = Definition("wide", {"status": {"active", "resting", "ended"}})

    assert narrow.distance(wide) == wide.distance(narrow) == 2


def test_a_facet_that_a_definition_does_not_name_is_not_toggled():
    """
    Nothing can be added to what is not asked about.
    """
    color = Facet(name="color", cause="scope", values={"red"})

    assert BASE.catalogue([color]) == (BASE,)
    assert BASE.catalogue([color, *FACETS]) == DEFINITIONS


def test_definitions_differ_in_the_facets_that_only_one_names():
    """
    To ask about something and not to ask about it are two things, both ways.
    """
    wide = Definition("wide", {"status": {"active", "resting"}})

    assert ("kind",) == BASE.differs(wide) == wide.differs(BASE)
    assert 1 == BASE.distance(wide) == wide.distance(BASE)
    assert wide.facets == BASE.replaced(wide, ["kind"]).facets
    assert BASE.facets == wide.replaced(BASE, ["kind"]).facets
    assert wide.replaced(BASE, ["status", "kind"]).id == "kind+status"


@given(definitions, definitions)
def test_to_take_over_all_differences_makes_the_other(one, other):
    """
    Replacing each facet in which two differ turns the one into the other.
    """
    assert other.facets == one.replaced(other, one.differs(other)).facets
    assert one.distance(other) == other.distance(one)


# Spans ------------------------------------------------------------------------------


def test_a_span_has_its_first_day_and_not_its_end():
    """
    The day of joining counts, the day of leaving does not.
    """
    span = Span(date(2000, 1, 2), date(2000, 1, 4))

    assert [n for n in range(1, 6) if date(2000, 1, n) in span] == [2, 3]
    assert date.min in Span(None, None)
    assert str(Span(None, date(2000, 1, 4))) == "[…, 2000-01-04)"


# By hand ----------------------------------------------------------------------------


TOWN = Timeline(
    [
        spell("a", "1970-05-01", status="active"),
        spell("b", "1980", status="active"),
        spell("c", "1990-06-01", "2010-03", status="active"),
        spell("c", "2010-03", status="resting", label="suspend"),
        spell("e", "2000-01-01", "2005-01-01", status="active"),
        spell("e", "2005-01-01", status="ended", label="leave"),
    ]
)


@pytest.mark.parametrize(
    ("names", "possible", "certain"),
    [
        pytest.param(
            "", ["[…, 1970-05-01)"], ["[…, 1970-05-01)"], id="before anybody joined"
        ),
        pytest.param(
            "a",
            ["[1970-05-01, 1980-12-31)"],
            ["[1970-05-01, 1980-01-01)"],
            id="until the other's year ends, or begins",
        ),
        pytest.param(
            "abc",
            ["[1990-06-01, 2000-01-01)", "[2005-01-01, …)"],
            ["[1990-06-01, 2000-01-01)", "[2005-01-01, …)"],
            id="before and after a guest",
        ),
        pytest.param("abcz", [], [], id="a stranger never belongs"),
        pytest.param("bc", [], [], id="never without the first"),
    ],
)
def test_a_list_dates_itself(names, possible, certain):
    """
    A list is exact where all on it belong and nobody else does.
    """
    found = TOWN.date_list(BASE, names)

    assert (possible, certain) == tuple(map(said, found))


def test_an_open_list_asks_only_about_those_on_it():
    """
    "Among others": the youngest says from when, the first to leave until when.
    """
    possible, certain = TOWN.date_list(BASE, "be", closed=False)

    assert ["[2000-01-01, 2005-01-01)"] == said(possible) == said(certain)


def test_a_number_is_true_between_its_bounds():
    """
    In the year in which somebody joins it may be the one number or the other.
    """
    possible, certain = TOWN.date_count(BASE, 2)

    assert said(possible) == ["[1980-01-01, 1990-06-01)"]
    assert said(certain) == ["[1980-12-31, 1990-06-01)"]
    assert TOWN.date_count(BASE, 9) == ((), ())


def test_an_uncertain_day_inside_a_membership_opens_no_gap():
    """
    Active or resting in March 2010: for the base definition it is all the same.
    """
    assert (frozenset("abc"),) * 2 == TOWN.members(BASE, date(2010, 3, 15))


def test_an_uncertain_day_at_the_edge_of_a_membership_leaves_it_open():
    """
    Whoever does not count resting members cannot say when in March it ended.
    """
    active = DEFINITIONS[2]
    certain, possible = TOWN.members(active, date(2010, 3, 15))

    assert ({"a", "b"}, {"a", "b", "c"}) == (certain, possible)


def test_spells_adjoin_whichever_of_them_may_have_begun_first():
    """
    Signed in March 1990, suspended some day of 1990: one membership.
    """
    line = Timeline(
        [
            spell("a", "1990", status="resting"),
            spell("a", "1990-03-05", "1990", status="active"),
        ]
    )

    assert said(line.date_list(BASE, "a")[1]) == ["[1990-03-05, …)"]


def test_of_two_spells_that_end_as_a_third_begins_the_older_goes_on():
    """
    Whenever in March it was: the older membership was not interrupted.
    """
    line = Timeline(
        [
            spell("a", "[1990-01-01..1990-02-01]", "1991-03", status="active"),
            spell("a", "1991", "1991-03", status="resting"),
            spell("a", "1991-03", status="active"),
        ]
    )

    assert said(line.date_list(ALL, "a")[1]) == ["[1990-02-01, …)"]


def test_a_spell_of_unknown_beginning_belongs_only_possibly():
    """
    Nobody says when it began, so it is certain on no day; but what follows is.
    """
    line = Timeline(
        [
            spell("a", None, "1990-01-01", status="active"),
            spell("b", None, "1990-01-01", status="active"),
            spell("b", "1990-01-01", status="resting"),
        ]
    )

    assert (set(), {"a", "b"}) == line.members(BASE, date(1989, 12, 31))
    assert ({"b"}, {"b"}) == line.members(BASE, date(1990, 1, 1))


def test_an_open_side_of_a_date_reaches_to_the_end_of_time():
    """
    Begun by 1990, ended in 2000 at the earliest: surely so in between.
    """
    line = Timeline([spell("a", "[..1990-01-01]", "[2000-01-01..]")])
    possible, certain = line.date_list(ALL, "a")

    assert said(possible) == ["[…, …)"]
    assert said(certain) == ["[1990-01-01, 2000-01-01)"]


def test_a_spell_that_ends_before_it_begins_never_was():
    """
    Dates out of order hold nobody, and stop nothing.
    """
    line = Timeline([spell("a", "1995", "1990"), spell("b", "1995-01-01")])

    assert line.view(ALL).steps["a"] == ([], [])
    assert said(line.date_list(ALL, "b")[0]) == ["[1995-01-01, …)"]


def test_a_circle_of_spells_is_one_membership():
    """
    Dates out of order, each begins as the other ends: what makes sense is kept.
    """
    line = Timeline(
        [
            spell("a", "1990", "1995", status="active"),
            spell("a", "1995", "1990", status="resting"),
        ]
    )

    possible, certain = line.date_list(BASE, "a")

    assert said(possible) == ["[1990-01-01, 1995-12-31)"]
    assert said(certain) == ["[1990-12-31, 1995-01-01)"]


@pytest.mark.parametrize(
    ("definition", "after", "by", "events"),
    [
        pytest.param(BASE, "1990-05-31", "1990-06-01", ["c join@1990-06-01"], id="by"),
        pytest.param(BASE, "1990-06-01", "1999-12-31", [], id="not on the first day"),
        pytest.param(
            BASE, "1999-12-31", "2005-01-01",
            ["e join@2000-01-01", "e leave@2005-01-01"],
            id="comes and goes",
        ),
        pytest.param(BASE, "2009-01-01", "2011-01-01", [], id="rests, still counted"),
        pytest.param(
            DEFINITIONS[2], "2009-01-01", "2011-01-01", ["c suspend@2010-03"],
            id="rests, not counted",
        ),
        pytest.param(BASE, "1980-06-01", "1980-07-01", ["b join@1980"], id="perhaps"),
    ],
)  # fmt: skip
def test_a_turn_is_what_changes_who_belongs(definition, after, by, events):
    """
    Of all that happens only that counts by which somebody comes or goes.
    """
    days = (date.fromisoformat(text).toordinal() for text in (after, by))

    assert events == [f"{t.entity} {t}" for t in TOWN.turns(definition, *days)]


def test_spells_that_differ_only_in_what_they_are_called_have_an_order():
    """
    Or what an event is called would be chance.
    """
    line = Timeline(spell("a", "2000", label=label) for label in "jdgbhaeicf")

    assert "".join(s.label for s in line.spells) == "abcdefghij"


def test_spells_of_one_entity_are_in_the_order_of_their_days():
    """
    By their first days; those that begin together by their last.
    """
    years = ["1994", "1991", "1998", "1996", "1992", "1997", "1993", "1995"]
    begun = Timeline(spell("a", year, "2000") for year in years)
    ended = Timeline(spell("a", "1990", year) for year in years)

    assert [str(s.start) for s in begun.spells] == sorted(years)
    assert [str(s.end) for s in ended.spells] == sorted(years)


def test_a_spell_begins_with_a_joining_unless_it_is_said_otherwise():
    """
    The word stands in the explanation of two lists that differ.
    """
    line = Timeline([Spell(entity="a", facets={}, start=PartialDate.parse("1990"))])

    assert [str(t) for t in line.turns(ALL, 1, 999_999)] == ["join@1990"]


def test_an_end_after_which_nothing_begins_is_called_so():
    """
    Where no spell follows, no label says why it ended.
    """
    line = Timeline([spell("a", None, "1990-01-01")])

    assert [str(t) for t in line.turns(ALL, 1, 999_999)] == ["end@1990-01-01"]


@pytest.mark.parametrize(
    ("start", "end", "points"),
    [
        pytest.param(
            "2000-01-02", "2000-01-05", ["2000-01-02", "2000-01-05"], id="days"
        ),
        pytest.param("2000-01-02", "2000-01-02", [], id="no day"),
        pytest.param(
            "[2000-01-02..2000-01-04]",
            "[2000-01-04..2000-01-06]",
            ["2000-01-02", "2000-01-06"],
            id="no certain day",
        ),
    ],
)
def test_only_days_on_which_something_changes_are_points(start, end, points):
    """
    What is empty leaves no trace in the line.
    """
    view = Timeline([spell("a", start, end)]).view(ALL)

    assert [date.fromordinal(n).isoformat() for n in view.points[1:]] == points


def test_the_first_and_the_last_day_of_the_calendar_are_days():
    """
    Nothing overflows at either side.
    """
    line = Timeline([spell("a", "0001-01-01", "9999-12-31")])

    assert ({"a"}, {"a"}) == line.members(ALL, date.min)
    assert ({"a"}, {"a"}) == line.members(ALL, date.max - timedelta(1))
    assert (set(), set()) == line.members(ALL, date.max)


def test_a_view_is_worked_out_once_for_all_definitions_that_count_the_same():
    """
    What counts is in the facets, not in the name.
    """
    assert TOWN.view(BASE) is TOWN.view(Definition("another name", BASE.facets))
    assert TOWN.view(BASE) is not TOWN.view(DEFINITIONS[1])


# Laws -------------------------------------------------------------------------------


@given(spells, st.randoms(use_true_random=False))
def test_the_order_of_spells_does_not_matter(held, rnd):
    """
    Shuffling or doubling the spells gives the same timeline.
    """
    shuffled = [*held, *held]
    rnd.shuffle(shuffled)

    assert Timeline(held).spells == Timeline(shuffled).spells


@given(timelines, definitions)
def test_membership_equals_trying_everything(timeline, definition):
    """
    Certain is: however the dates fall. Possible is: in at least one way.
    """
    for on in DAYS:
        expected = members_by_trying(timeline, definition, on)

        assert expected == timeline.members(definition, on)


@given(timelines, definitions, entities, st.booleans())
def test_dating_a_list_equals_trying_every_day(timeline, definition, listed, closed):
    """
    The spans are exactly the days on which the list is right.
    """
    possible, certain = timeline.date_list(definition, listed, closed=closed)

    for on in DAYS:
        sure, maybe = timeline.members(definition, on)
        may = listed <= maybe and (sure <= listed or not closed)
        must = listed <= sure and (maybe <= listed or not closed)
        assert may == any(on in span for span in possible)
        assert must == any(on in span for span in certain)


@given(timelines, definitions, st.integers(0, 5))
def test_dating_a_number_equals_trying_every_day(timeline, definition, number):
    """
    The spans are exactly the days on which the number is right.
    """
    possible, certain = timeline.date_count(definition, number)

    for on in DAYS:
        sure, maybe = map(len, timeline.members(definition, on))
        assert (sure <= number <= maybe) == any(on in span for span in possible)
        assert (sure == number == maybe) == any(on in span for span in certain)


@given(timelines, definitions, entities)
def test_spans_are_in_order_and_do_not_touch(timeline, definition, listed):
    """
    Each span is as long as it can be, and is given once.
    """
    for spans in timeline.date_list(definition, listed, closed=False):
        for one, other in itertools.pairwise(spans):
            assert one.end < other.start


@given(spells, st.data(), entities, st.integers(0, 4))
def test_knowing_more_never_costs_certainty(held, data, listed, number):
    """
    A date better known shrinks no certain span and widens no possible one.
    """
    vague = sorted({s.start for s in held if s.start}, key=lambda d: d.sort_key)
    if not vague:
        return
    old = data.draw(st.sampled_from(vague))
    first, last = sorted(data.draw(st.tuples(*[_days_of(old)] * 2)))
    new = PartialDate.between(first, last)
    moved = [
        attrs.evolve(
            s,
            start=new if s.start == old else s.start,
            end=new if s.end == old else s.end,
        )
        for s in held
    ]
    before, after = Timeline(held), Timeline(moved)
    pairs = [
        (before.date_list(BASE, listed), after.date_list(BASE, listed)),
        (before.date_count(BASE, number), after.date_count(BASE, number)),
    ]

    for (possible, certain), (possible_now, certain_now) in pairs:
        for on in DAYS:
            assert any(on in s for s in possible) or not any(
                on in s for s in possible_now
            )
            assert any(on in s for s in certain_now) or not any(
                on in s for s in certain
            )


def _days_of(when):
    return st.dates(when.lower, when.upper)


@given(timelines, definitions)
def test_whoever_is_certain_is_possible(timeline, definition):
    """
    The possible members are a superset of the certain ones, on every day.
    """
    assert all(
        certain <= possible
        for certain, possible in (timeline.members(definition, on) for on in DAYS)
    )


@given(timelines, st.lists(definitions, min_size=1, max_size=3), entities)
def test_lines_end_to_end_are_added_up_each_by_itself(timeline, several, listed):
    """
    Who belongs certainly weighs 3, listed or not; who is listed and possible, 5.
    """
    views = [timeline.view(definition) for definition in several]
    others = {s.entity for s in timeline.spells} - set(listed)
    weights = timeline.weights.of(7, (listed, 3, 5), (others, 3, 0))
    assert Line(views).sums(weights) == [
        7 + 3 * len(certain) + 5 * len(possible & set(listed))
        for view in views
        for certain, possible in map(view.members, view.points)
    ]


@given(timelines, definitions)
def test_every_change_of_members_has_a_turn(timeline, definition):
    """
    Who belongs surely on one day and surely not on the next has a reason.
    """
    for before, on in itertools.pairwise(DAYS):
        old, old_maybe = timeline.members(definition, before)
        new, new_maybe = timeline.members(definition, on)
        turns = timeline.turns(definition, before.toordinal(), on.toordinal())
        assert (old - new_maybe) | (new - old_maybe) <= {t.entity for t in turns}
