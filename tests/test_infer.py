"""
Who joined and left, as far as dated lists tell.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise, product

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st

from berlin_partnerships._infer import Observation, infer, possible_copies
from berlin_partnerships._policy import Policy


POLICY = Policy(error=20, flip=15)


def seen(text):
    """
    Observations a year apart from 2001: ``+`` listed, ``-`` not; small: a copy.
    """
    weights = {"+": 20, "-": 20, "p": 0, "m": 0}
    return [
        Observation(
            source=f"s{n}",
            day=date(2000 + n, 1, 1),
            present=c in "+p",
            weight=weights[c],
        )
        for n, c in enumerate(text, 1)
        if c != " "
    ]


@pytest.mark.parametrize(
    ("text", "events", "errors", "cost"),
    [
        pytest.param("", [], [], 0, id="silence"),
        pytest.param("+", [], [], 0, id="one list"),
        pytest.param("-+", ["join 2001 2002"], [], 15, id="joined between two"),
        pytest.param("+-", ["leave 2001 2002"], [], 15, id="left between two"),
        pytest.param("-  +", ["join 2001 2004"], [], 15, id="years without a list"),
        pytest.param("++-++", [], ["s3 omission"], 20, id="one omission"),
        pytest.param("--+--", [], ["s3 unsupported"], 20, id="one too many"),
        pytest.param(
            "++--++", ["leave 2002 2003", "join 2004 2005"], [], 30, id="two witnesses"
        ),
        pytest.param(
            "++-m++", [], ["s3 omission", "s4 omission"], 20, id="one and its copy"
        ),
        pytest.param("-p+", ["join 2001 2002"], [], 15, id="a copy that fits is heard"),
        pytest.param(
            "-pm+", ["join 2003 2004"], ["s2 unsupported"], 15, id="the later joining"
        ),
        pytest.param(
            "+pm-", ["leave 2002 2003"], [], 15, id="no error if there need be none"
        ),
        pytest.param(
            "+mp-",
            ["leave 2001 2002"],
            ["s3 unsupported"],
            15,
            id="the earlier leaving",
        ),
    ],
)
def test_the_cheapest_history(text, events, errors, cost):
    """
    A change costs 15, a list called wrong 20, a copy called wrong nothing.
    """
    found = infer(seen(text), POLICY)

    assert events == [f"{e.type} {e.after:%Y} {e.by:%Y}" for e in found.events]
    assert errors == [" ".join(error) for error in found.errors]
    assert cost == found.cost


def test_by_default_one_list_may_be_wrong_and_two_are_not():
    """
    An error is dearer than a change, and cheaper than two.
    """
    assert infer(seen("-+")).cost == 15
    assert infer(seen("++-++")).errors == (("s3", "omission"),)
    assert [e.type for e in infer(seen("++--++")).events] == ["leave", "join"]


def test_a_tie_is_no_event():
    """
    If leaving and coming back costs as much as one error, nothing happened.
    """
    found = infer(seen("+-+"), Policy(flip=10, error=20))

    assert (found.events, found.errors, found.cost) == ((), (("s2", "omission"),), 20)


def test_two_lists_of_one_day_are_of_one_state():
    """
    One of two lists that differ on the same day is wrong: nobody joins twice.
    """
    day = date(2000, 1, 1)
    both = [
        Observation(source="a", day=day, present=True),
        Observation(source="b", day=day, present=False),
    ]

    assert infer(both).errors == (("a", "unsupported"),)
    assert infer(both).events == ()


def test_no_weight_is_negative():
    """
    A source whose errors pay is refused.
    """
    with pytest.raises(ValueError, match="weight"):
        Observation(source="a", day=date(2000, 1, 1), present=True, weight=-1)


def test_twenty_thousand_lists_are_no_trouble():
    """
    The way back through the days is not recursive.
    """
    day = date(1, 1, 1).toordinal()
    many = [
        Observation(source=f"{n}", day=date.fromordinal(day + n), present=n > 5_000)
        for n in range(20_000)
    ]

    assert len(infer(many).events) == 1
    denied = [attrs.evolve(o, source="z", present=not o.present) for o in many]
    assert len(infer([*many, *denied]).errors) == 20_000


def test_histories_that_tie_after_twenty_thousand_lists_are_no_trouble():
    """
    Free copies say yes and no: who surely belongs on the last day joined then.
    """
    first = date(1, 1, 1).toordinal()
    told = ["-", "p", *["pm"] * 20_000, "m", "+"]
    many = [
        attrs.evolve(one, day=date.fromordinal(first + n))
        for n, marks in enumerate(told)
        for one in seen(marks)
    ]
    (joined,) = infer(many, POLICY).events

    assert joined.type == "join"
    assert joined.by == date.fromordinal(first + len(told) - 1)


observations = st.lists(
    st.builds(
        Observation,
        source=st.sampled_from("abc"),
        day=st.dates(date(2000, 1, 1), date(2000, 1, 5)),
        present=st.booleans(),
        weight=st.sampled_from([0, 10, 20]),
    ),
    max_size=7,
)


@given(observations, st.randoms(use_true_random=False))
def test_the_order_of_observations_does_not_matter(given_observations, rnd):
    """
    Shuffling the lists gives the same history.
    """
    shuffled = given_observations[:]
    rnd.shuffle(shuffled)

    assert infer(given_observations) == infer(shuffled)


@given(observations)
def test_the_history_equals_trying_all(given_observations):
    """
    No history costs less; of those that cost as much none has fewer events.
    """
    days = sorted({o.day for o in given_observations})
    prices = []
    for states in product([False, True], repeat=len(days)):
        was = dict(zip(days, states, strict=True))
        flips = sum(a is not b for a, b in pairwise(states))
        wrong = [o for o in given_observations if o.present is not was[o.day]]
        cost = sum(o.weight for o in wrong)
        prices.append((15 * flips + cost, flips, len(wrong)))
    found = infer(given_observations, POLICY)

    assert min(prices) == (found.cost, len(found.events), len(found.errors))


@given(observations)
def test_a_copy_changes_no_event(given_observations):
    """
    A list of no weight that says on the same day what another does is no news.
    """
    copies = [
        Observation(source=f"{o.source}-copy", day=o.day, present=o.present, weight=0)
        for o in given_observations
    ]
    alone, copied = infer(given_observations), infer([*given_observations, *copies])

    assert (alone.events, alone.cost) == (copied.events, copied.cost)


# Copies -----------------------------------------------------------------------------

LISTS = {
    "city": ["Paris", "London"],
    "blog": ["Paris", "Bern", "London"],
    "wiki": ["Paris", "London", "Bern", "Vaduz"],
    "mirror": ["Vaduz", "Paris", "Bern", "London"],
}


def test_who_shares_what_few_say_may_be_a_copy():
    """
    Bern is in three lists, Vaduz in two: only both together are suspicious.
    """
    assert possible_copies(LISTS) == ()
    assert possible_copies(LISTS, known_to=3) == (
        ("mirror", "wiki", ("Bern", "Vaduz")),
    )


def test_how_much_makes_a_suspicion_is_the_callers():
    """
    One rare name may be enough.
    """
    assert possible_copies(LISTS, shared=1) == (("mirror", "wiki", ("Vaduz",)),)
