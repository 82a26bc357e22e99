"""
Which value, by which rule: one line for each rule, and laws for all.
"""

from __future__ import annotations

import json

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st

from berlin_partnerships._dates import PartialDate, Period
from berlin_partnerships._policy import RULES, Policy
from berlin_partnerships._resolution import Claim, Resolution
from berlin_partnerships._resolve import resolve, witnesses
from strategies import DAYS, PARENTS, claims, partial_dates, policies, words


CLASSES = {"P": "primary", "O": "official", "N": "press", "W": "encyclopaedic"}


# What a word behind a value begins with, and the field that it fills.
FIELDS = {
    "=": ("witness", str),
    "@": ("published", PartialDate.parse),
    "#": ("document", str),
    ":": ("act", str),
    "!": ("set_aside", str),
    "+": ("rank", lambda _: "preferred"),
    "-": ("rank", lambda _: "deprecated"),
}


def _claim(position, text, value):
    """
    A claim such as ``O 1987 +``: class, value, and what else is known.
    """
    cls, said, *more = text.split(" ")
    fields = {}
    for word in more:
        name, read = FIELDS[word[0]]
        fields[name] = read(word[1:])
    return Claim(
        id=f"{position:02}",
        value=value(said),
        source=f"s{position}",
        cls=CLASSES[cls],
        **fields,
    )


def told(text, value=PartialDate.parse):
    """
    The claims of a line of the table.
    """
    parts = filter(None, text.split(", "))
    return [_claim(i, part, value) for i, part in enumerate(parts)]


@pytest.mark.parametrize(
    ("text", "outcome", "value", "by"),
    [
        pytest.param("", "no-claim", None, None, id="silence"),
        pytest.param("P 1987", "agree", "1987", None, id="one source"),
        pytest.param("P 1987, W 1987", "agree", "1987", None, id="agreement"),
        pytest.param("P 1987, W 1987-07", "compatible", "1987-07", None, id="finer"),
        pytest.param(
            "P 1990, W [1990-05..1991]", "compatible", "[1990-05-01..1990-12-31]", None,
            id="what both allow",
        ),
        pytest.param(
            "O [1990,1991], O 1991-08", "compatible", "1991-08", None, id="one of a set"
        ),
        pytest.param("P 1987, O 1988", "resolved", "1987", "class", id="closer source"),
        pytest.param(
            "P 1987, O 1988 +", "resolved", "1988", "rank", id="a curator's decision"
        ),
        pytest.param(
            "P 1987 +, O 1988 +", "resolved", "1987", "class", id="decided twice"
        ),
        pytest.param("P 1987 -, O 1988", "agree", "1988", None, id="deprecated"),
        pytest.param("P 1987 !denied, O 1988", "agree", "1988", None, id="denied"),
        pytest.param("P 1987 -", "no-claim", None, None, id="only deprecated"),
        pytest.param("O 1987, O 1988", "unresolved", None, None, id="equal standing"),
        pytest.param(
            "O 1987, O 1988, O 1988", "unresolved", None, None, id="a lead of one"
        ),
        pytest.param(
            "O 1987, O 1988, O 1988, O 1988", "resolved", "1988", "corroboration",
            id="a lead of two",
        ),
        pytest.param(
            "O 1987, O 1988, O 1989, O 1989, O 1989", "resolved", "1989",
            "corroboration", id="a lead of two over each of the others",
        ),
        pytest.param(
            "O 1987, O 1987-05-05, O 1987-01, O 1987-01, O 1987-01-09",
            "resolved", "1987-01-09", "corroboration",
            id="a lead of two, of which some are vaguer",
        ),
        pytest.param(
            "O 1987, O 1988 =x, O 1988 =x, O 1988", "unresolved", None, None,
            id="copies are one witness",
        ),
        pytest.param(
            "O 1987-01-01, O 1987-05-05, O 1987, O 1987, O 1987", "unresolved", None, None,
            id="what fits all decides nothing",
        ),
        pytest.param(
            "O 1987-01-01, O 1987-05-05, P 1987", "unresolved", None, None,
            id="a close source that fits all decides nothing",
        ),
        pytest.param(
            "O 1987-01-01, N 1987-05-05, P 1987", "resolved", "1987-01-01", "class",
            id="nor does it hide who is closer of the others",
        ),
        pytest.param(
            "O 1987-01-01, O 1988, P 1987", "resolved", "1987-01-01", "class",
            id="a close source that fits one decides",
        ),
        pytest.param(
            "O 1987 #page @2008, O 1988 #page @2019", "resolved", "1988", "recency",
            id="a newer edition",
        ),
        pytest.param(
            "O 1987 #page @2008, O 1988 #page @2019, O 1989 #page @2012",
            "resolved", "1988", "recency",
            id="the newest edition of several",
        ),
        pytest.param(
            "O 1987 #page @2008, O 1988 #other @2019", "unresolved", None, None,
            id="a newer document",
        ),
        pytest.param(
            "O 1987 @2008, O 1988 @2019", "unresolved", None, None, id="no document"
        ),
        pytest.param(
            "O 1987 #page @2008, O 1988 #page @2008-05", "unresolved", None, None,
            id="perhaps newer",
        ),
        pytest.param(
            "O 1987 #page @2008, O 1988 #page @[2008-12-31..2009-05-05]",
            "unresolved", None, None, id="perhaps of the same day",
        ),
        pytest.param(
            "O 1987 #page @2008, O 1988 #page", "unresolved", None, None, id="undated"
        ),
        pytest.param(
            "O 1987 #page @2008, O 1988 #page @2019, O 1987", "unresolved", None, None,
            id="an old edition, but another source says so, too",
        ),
        pytest.param("W 1987, N 1988", "resolved", "1988", "class", id="press"),
        pytest.param(
            "O 1990~, O 1991-01-01", "unresolved", None, None, id="about, but a day off"
        ),
    ],
)  # fmt: skip
def test_decision_table(text, outcome, value, by):
    """
    Every rule has a line, and every line has one reason to exist.
    """
    found = resolve(told(text))

    assert (found.outcome, found.value and str(found.value), found.by) == (
        outcome,
        value,
        by,
    )
    found.check(told(text))


@pytest.mark.parametrize(
    ("text", "prefer", "outcome", "value", "acts", "aside"),
    [
        pytest.param(
            "O 1990-11 :letter, O 1991-08-28 :treaty, O 1990, N 1991", "treaty",
            "by-definition", "1991-08-28",
            {"letter": "s0 s2", "treaty": "s1 s3"}, {},
            id="a year joins the act that it fits",
        ),
        pytest.param(
            "O 1990-11 :letter, O 1991-08-28 :treaty", None,
            "by-definition", None, {"letter": "s0", "treaty": "s1"}, {},
            id="none preferred",
        ),
        pytest.param(
            "O 1991-01 :letter, O 1991-08-28 :treaty, P 1991", "treaty",
            "by-definition", "1991-08-28",
            {"letter": "s0", "treaty": "s1"}, {"s2": "fits-several"},
            id="what fits several acts decides nothing",
        ),
        pytest.param(
            "O 1990 :letter, O 1991 :treaty, P 1985", "treaty",
            "by-definition", "1985",
            {"letter": "s0", "treaty": "s1 s2"}, {},
            id="what fits none is weighed with the preferred",
        ),
        pytest.param(
            "O 1990 :letter, O 1991 :treaty, P 1985", None,
            "by-definition", None,
            {"letter": "s0", "treaty": "s1"}, {"s2": "fits-none"},
            id="what fits none is not guessed",
        ),
        pytest.param(
            "W 1991 !announced, O 1991-01 :letter, O 1991-08-28 :treaty, P 1991,"
            " N 1980, N 1979",
            None,
            "by-definition", None, {"letter": "s1", "treaty": "s2"},
            {
                "s0": "announced",
                "s3": "fits-several",
                "s4": "fits-none",
                "s5": "fits-none",
            },
            id="several that decide nothing, each with its own reason",
        ),
        pytest.param(
            "O 1990 :letter, N 1991", "treaty",
            "by-definition", "1991", {"letter": "s0", "treaty": "s1"}, {},
            id="another act is known",
        ),
        pytest.param(
            "O 1990 :letter, N 1990-05", "treaty",
            "no-claim", None, {"letter": "s0 s1"}, {},
            id="nothing of the preferred act",
        ),
        pytest.param(
            "O 1990 :treaty, N 1991", "treaty", "resolved", "1990", {}, {},
            id="one act is no definition",
        ),
        pytest.param(
            "O 1990 :letter, O 1991 :treaty, O 1991 :treaty -", "treaty",
            "by-definition", "1991",
            {"letter": "s0", "treaty": "s1"}, {"s2": "deprecated"},
            id="deprecated with an act",
        ),
    ],
)  # fmt: skip
def test_acts_table(text, prefer, outcome, value, acts, aside):
    """
    Several acts, each right, are no contradiction.
    """
    found = resolve(told(text), prefer=prefer)

    assert (found.outcome, found.value and str(found.value)) == (outcome, value)
    assert {act: " ".join(r.sources) for act, r in found.by_act} == acts
    assert [r.about for _, r in found.by_act] == sorted(acts)
    assert {s.source: s.reason for s in found.set_aside} == aside
    values = {claim.id: claim.value for claim in told(text)}
    assert all(s.value == values[s.claim] for s in found.set_aside)
    found.check(told(text))


@pytest.mark.parametrize(
    ("text", "outcome", "value"),
    [
        pytest.param(
            "N agreement, O friendship", "compatible", "friendship", id="finer"
        ),
        pytest.param("O friendship, O letter", "unresolved", None, id="two branches"),
        pytest.param(
            "P agreement, N friendship, O letter",
            "resolved",
            "friendship",
            id="a chain",
        ),
        pytest.param("O letter, O letter", "agree", "letter", id="the same"),
    ],
)
def test_words_table(text, outcome, value):
    """
    A wider word does not contradict a finer one.
    """
    found = resolve(told(text, str), parents=PARENTS)

    assert (found.outcome, found.value) == (outcome, value)


@pytest.mark.parametrize(
    ("text", "value", "claims"),
    [
        pytest.param("O zebra, O apple", str, ["00", "01"], id="words"),
        pytest.param("O zebra, O apple :x", str, ["00", "01"], id="a word of an act"),
        pytest.param("O 1992, O 1991", PartialDate.parse, ["00", "01"], id="dates"),
        pytest.param(
            "O 1991, O 1991-05, O 1991-05-03, O 1992",
            PartialDate.parse,
            ["00 01 02", "03"],
            id="dates that agree",
        ),
        pytest.param(
            "O 1992, O 1991, O 1991-05, O 1992-05-03",
            PartialDate.parse,
            ["00 03", "01 02"],
            id="in turn",
        ),
    ],
)
def test_candidates_stand_in_the_order_of_their_claims(text, value, claims):
    """
    Not in that of their values, and not in any that changes from run to run.
    """
    found = resolve(told(text, value))

    assert [" ".join(c.claims) for c in found.candidates] == claims


def test_words_with_acts_join_the_act_that_they_fit():
    """
    What holds for days holds for words.
    """
    text = "O letter :opening, O friendship :founding, N agreement"
    found = resolve(told(text, str), parents=PARENTS)

    assert [(a, r.sources) for a, r in found.by_act] == [
        ("founding", ("s1", "s2")),
        ("opening", ("s0",)),
    ]


@pytest.mark.parametrize("said", ["agreement", "friendship", "pact"])
def test_a_word_joins_the_act_of_which_it_is_a_wider_or_finer_one(said):
    """
    Whether the source that names no act says more than the other, or less.
    """
    parents = {"pact": "friendship", "friendship": "agreement"}
    text = f"O letter :opening, O friendship :founding, N {said}"
    found = resolve(told(text, str), parents=parents)

    founding = dict(found.by_act)["founding"]
    assert founding.sources == ("s1", "s2")
    assert founding.value == ("pact" if said == "pact" else "friendship")


def test_a_vague_date_joins_the_act_that_it_may_mean():
    """
    Some days before 1992 is the August of 1991, if it may be off by that much.
    """
    text = "O 1990-11 :letter, O 1991-08-28 :treaty, N 1992~"

    near, far = (
        resolve(told(text), policy=Policy(tolerance_days=days)) for days in (126, 125)
    )

    assert [(a, r.sources) for a, r in near.by_act] == [
        ("letter", ("s0",)),
        ("treaty", ("s1", "s2")),
    ]
    assert [(s.source, s.reason) for s in far.set_aside] == [("s2", "fits-none")]


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        pytest.param("1989-12-21", "unresolved", id="before"),
        pytest.param("1989-12-22", "compatible", id="first"),
        pytest.param("1990-01-11", "compatible", id="within reach of both"),
        pytest.param("1990-01-31", "compatible", id="last"),
        pytest.param("1990-02-01", "unresolved", id="after"),
    ],
)
def test_a_vague_choice_of_days_reaches_from_each(day, outcome):
    """
    Ten days around the first of January, or around the 21st.
    """
    said = told(f"N {day}, N [1990-01-01~,1990-01-21]")

    found = resolve(said, policy=Policy(tolerance_days=10))

    assert found.outcome == outcome


def test_what_is_near_to_both_does_not_bring_two_vague_dates_together():
    """
    The 16th is fifteen days from either, but these are thirty from each other.
    """
    text = "N 1990-01-01~, N 1990-01-31~ :letter, N 1990-01-16 :treaty"

    found = resolve(told(text), policy=Policy(tolerance_days=20))

    assert [(act, r.sources) for act, r in found.by_act] == [
        ("letter", ("s1",)),
        ("treaty", ("s0", "s2")),
    ]


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("beside", ["1990", Period.parse("1990")])
def test_dates_are_compared_whatever_is_told_beside_them(beside, place):
    """
    A word or a period among dates is another candidate, and changes nothing for them.
    """
    values = [PartialDate.parse("1990"), PartialDate.parse("1990-11")]
    values.insert(place, beside)
    mixed = [Claim(id=f"{n}", value=v, source=str(v)) for n, v in enumerate(values)]

    candidates = {c.value: len(c.claims) for c in resolve(mixed).candidates}

    assert candidates == {PartialDate.parse("1990-11"): 2, beside: 1}


def test_values_of_different_kinds_do_not_fit_each_other():
    """
    A date, a period and a word are three things, with acts and without.
    """
    values = [PartialDate.parse("1990"), Period.parse("1990"), "1990"]
    mixed = [Claim(id=f"{n}", value=v, source=f"s{n}") for n, v in enumerate(values)]
    acts = [attrs.evolve(c, act=f"act {c.id}") for c in mixed]
    more = [attrs.evolve(c, id=f"{c.id}+", source=f"t{c.id}") for c in mixed]

    assert [c.sources for c in resolve(mixed).candidates] == [("s0",), ("s1",), ("s2",)]
    assert [(act, r.sources) for act, r in resolve([*acts, *more]).by_act] == [
        ("act 0", ("s0", "t0")),
        ("act 1", ("s1", "t1")),
        ("act 2", ("s2", "t2")),
    ]


def test_the_finest_word_of_a_chain_stands():
    """
    However many steps finer it is, and however it is spelled.
    """
    chain = {"a": "b", "b": "c", "c": "d", "d": "e"}

    for finest, wider in ("ab", "bd", "ae", "de"):
        found = resolve(told(f"O {wider}, O {finest}", str), parents=chain)
        assert (found.outcome, found.value) == ("compatible", finest)


def test_words_in_a_circle_are_one_word():
    """
    Whoever makes each of two words the wider one gets an answer.
    """
    circle = {"a": "b", "b": "a"}

    assert resolve(told("O a, O b", str), parents=circle).value == "b"
    assert resolve(told("O a, O c", str), parents=circle).outcome == "unresolved"
    assert resolve(told("O a, O x", str), parents={**circle, "x": "a"}).value == "x"


def test_a_longer_period_does_not_contradict_a_shorter_one_in_it():
    """
    What holds for words holds for periods: the finer one stands.
    """
    text = "N 2001/2009, O 2003/2004, O 2002/2004, O 2008/2012"
    found = resolve(told(text, Period.parse))

    assert {str(c.value): c.sources for c in found.candidates} == {
        "2003/2004": ("s0", "s1", "s2"),
        "2008/2012": ("s3",),
    }


def test_of_two_spellings_of_a_period_the_same_one_stands():
    """
    Whichever source comes first.
    """
    spellings = ["2001/2003", "2001-01/2003-12"]
    one, other = (
        resolve(told(f"O {a}, O {b}", Period.parse))
        for a, b in (spellings, reversed(spellings))
    )

    assert one.outcome == other.outcome == "compatible"
    assert one.value == other.value


def test_several_values_at_once_are_one_value():
    """
    A tuple is compared as a whole, and said with commas.
    """
    found = resolve(told("P a/b, O a/c", lambda text: tuple(text.split("/"))))

    assert found.value == ("a", "b")
    assert (found.trace[0].kept, found.trace[0].dropped) == (("a, b",), ("a, c",))


@pytest.mark.parametrize(
    ("text", "days", "outcome", "value"),
    [
        pytest.param("N 1990~, N 1991-02", 0, "unresolved", None, id="no tolerance"),
        pytest.param("N 1990~, N 1991-02", 366, "compatible", "1991-02", id="after"),
        pytest.param("N 1991-02, N 1990?", 366, "compatible", "1991-02", id="doubtful"),
        pytest.param(
            "N 1990~, N [..1989-12-30]", 2, "compatible", "[..1989-12-30]", id="before"
        ),
        pytest.param("N 1990~, N [..1989-12-29]", 2, "unresolved", None, id="too far"),
        pytest.param("N 1990, N 1991-02", 366, "unresolved", None, id="not vague"),
        pytest.param("N 1990~, N 1992~", 183, "unresolved", None, id="far apart"),
        pytest.param(
            "N 1990~, N 1991-01-03~", 2, "unresolved", None, id="right for neither"
        ),
        pytest.param(
            "N 1990~, N 1991-02, N 1991-02", 366, "compatible", "1991-02", id="twice"
        ),
        pytest.param("N 1990~, N 1991-06~", 160, "compatible", "1991-06~", id="finer"),
        pytest.param(
            "N 1990~, N [1991-06..1993]", 366, "compatible", "[1991-06..1993]",
            id="reaches less far",
        ),
    ],
)  # fmt: skip
def test_tolerance_table(text, days, outcome, value):
    """
    A vague date may be off by some days, and is not used where a finer one is.
    """
    found = resolve(told(text), policy=Policy(tolerance_days=days))

    assert (found.outcome, found.value and str(found.value)) == (outcome, value)


def test_a_vague_date_reaches_back_to_an_exact_one():
    """
    The fifth of May is five days before the tenth, and within the other date.

    That nothing is known of the days before the first date makes no difference.
    """
    text = "N 1990-01-01~, N 1991-05-10~, N [1991-05-03..1991-05-06]"

    found = resolve(told(text), policy=Policy(tolerance_days=5))

    assert [c.claims for c in found.candidates] == [("00",), ("01", "02")]


@pytest.mark.parametrize(
    ("policy", "text", "by"),
    [
        pytest.param(Policy(rules=("class",)), "O 1987 +, P 1988", "class", id="order"),
        pytest.param(Policy(rules=()), "O 1987, P 1988", None, id="no rules"),
        pytest.param(
            Policy(lead=1), "O 1987, O 1988, O 1988", "corroboration", id="lead"
        ),
        pytest.param(
            Policy(any_document=True), "O 1987 @2008, O 1988 @2009", "recency", id="any"
        ),
        pytest.param(
            Policy(any_document=True),
            "O 1987 #page @2008, O 1988 #other @2009",
            "recency",
            id="any document, also of those that have one",
        ),
        pytest.param(
            Policy(classes=("press", "official")),
            "O 1987, N 1988",
            "class",
            id="classes",
        ),
        pytest.param(
            Policy(classes=("official",)), "W 1987, N 1988", None, id="unknown classes"
        ),
        pytest.param(
            Policy(classes=("official",)),
            "O 1987, N 1988",
            "class",
            id="unknown is last",
        ),
    ],
)
def test_a_policy_is_what_is_passed(policy, text, by):
    """
    Rules, their order and their numbers are the caller's.
    """
    assert resolve(told(text), policy=policy).by == by


@pytest.mark.parametrize(
    ("closer", "farther"),
    [
        ("primary", "official"),
        ("official", "parliament"),
        ("parliament", "press"),
        ("press", "encyclopaedic"),
        ("encyclopaedic", "aggregator"),
        ("aggregator", "unknown"),
    ],
)
def test_by_default_the_source_that_is_closer_to_the_deed_decides(closer, farther):
    """
    Each class is outweighed by the one before it.
    """
    claims = [
        Claim(id=cls, value=cls, source=cls, cls=cls) for cls in (farther, closer)
    ]

    assert (resolve(claims).value, resolve(claims).by) == (closer, "class")


def test_an_unknown_rule_is_refused_when_the_policy_is_made():
    """
    The message names the rules there are.
    """
    with pytest.raises(ValueError, match="rank, class, corroboration, recency"):
        Policy(rules=("majority",))


def test_each_rule_says_what_it_kept_and_dropped():
    """
    Rules that decide nothing leave no trace; those that narrow down leave theirs.
    """
    found = resolve(told("O 1987 #p @2008, O 1988 #p @2019, N 1989"))

    assert [(s.rule, s.kept, s.dropped) for s in found.trace] == [
        ("class", ("1987", "1988"), ("1989",)),
        ("recency", ("1988",), ("1987",)),
    ]
    assert found.by == "recency"
    assert resolve(told("O 1987, O 1988")).trace == ()
    assert [(str(c.value), c.kept) for c in found.candidates] == [
        ("1987", False),
        ("1988", True),
        ("1989", False),
    ]


def test_a_newer_edition_counts_whatever_else_is_said():
    """
    Other documents, and such without a date, stand beside it and change nothing.
    """
    text = "O 1985 @2001, O 1987 #page @2008, O 1988 #page, O 1989 #page @2019"
    (step,) = resolve(told(text)).trace

    assert (step.rule, step.dropped) == ("recency", ("1987",))
    assert step.kept == ("1985", "1988", "1989")


def test_the_policy_stands_in_the_result():
    """
    Who reads the answer can see by which rules it was found.
    """
    found = resolve([], about="a", property="p", policy=Policy(id="mine", version="7"))

    assert (found.about, found.property, found.policy) == ("a", "p", "mine/7")
    assert (resolve([]).about, resolve([]).property) == ("", "")


@pytest.mark.parametrize(
    ("text", "value", "type"),
    [
        pytest.param("", str, "plain", id="nothing"),
        pytest.param("O 1987", PartialDate.parse, "date", id="a date"),
        pytest.param("O 1987", Period.parse, "period", id="a period"),
        pytest.param("O 1987", lambda text: (text,), "names", id="names"),
        pytest.param("O 1987", str, "plain", id="a word"),
        pytest.param("O 1987", int, "plain", id="a number"),
    ],
)
def test_a_result_says_of_what_type_its_values_are(text, value, type):
    """
    One of four words; whoever reads the result as JSON needs it.
    """
    assert resolve(told(text, value)).type == type


def test_a_source_that_says_it_twice_is_named_once():
    """
    Claims are counted by their ids, sources by theirs.
    """
    once, twice = told("O 1987, O 1987")
    (found,) = resolve([once, attrs.evolve(twice, source="s0")]).candidates

    assert (found.claims, found.sources) == (("00", "01"), ("s0",))


def test_a_result_explains_itself():
    """
    In words, made from nothing but what the result holds.
    """
    text = resolve(told("O 1987, P 1988"), about="a", property="since").explain()

    assert text.startswith("a since: 1988")


def test_who_says_it():
    """
    A vaguer date finds all that lie in it, in every act.
    """
    found = resolve(
        told("O 1990-11 :letter, O 1991-08 :treaty, N 1991-08-28, N 1990 -")
    )

    assert found.who_says("1991") == ("s1", "s2")
    assert found.who_says("1990-11") == ("s0",)
    assert found.who_says(PartialDate.parse("1980")) == ()
    assert found.who_says(1990) == ()
    assert found.sources == ("s0", "s1", "s2", "s3")
    assert resolve(told("O letter", str)).who_says("letter") == ("s0",)


def test_what_got_lost_is_noticed():
    """
    A result that accounts for other claims than were given proves nothing.
    """
    found = resolve(told("O 1987"))

    with pytest.raises(AssertionError, match="went in"):
        found.check(told("O 1987, O 1988"))


@pytest.mark.parametrize(
    ("links", "groups"),
    [
        pytest.param({"a": []}, {"a": "a"}, id="alone"),
        pytest.param({"b": ["a"]}, {"a": "a", "b": "a"}, id="a copy"),
        pytest.param(
            {"c": ["x"], "b": ["x"]}, {"b": "b", "c": "b", "x": "b"}, id="siblings"
        ),
        pytest.param(
            {"d": ["c"], "c": ["b"], "b": ["a"]},
            dict.fromkeys("abcd", "a"),
            id="a chain",
        ),
        pytest.param({"a": ["a"]}, {"a": "a"}, id="itself"),
        pytest.param({"a": ["b"], "b": ["a"]}, {"a": "a", "b": "a"}, id="a circle"),
        pytest.param(
            {"a": [], "b": [], "c": ["a", "b"]},
            dict.fromkeys("abc", "a"),
            id="two roots",
        ),
    ],
)
def test_who_is_connected_is_one_witness(links, groups):
    """
    A witness is called by the first of its sources.
    """
    assert witnesses(links) == groups


# Laws -------------------------------------------------------------------------------

dated = claims(partial_dates())
worded = claims(words)
anything = dated | worded
preferred = st.sampled_from([None, "founding", "opening"])


def _weigh(given_claims, policy=None, prefer=None):
    return resolve(
        given_claims, policy=policy or Policy(), prefer=prefer, parents=PARENTS
    )


@given(anything, policies, preferred, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(given_claims, policy, prefer, rnd):
    """
    Shuffling the claims never changes the result.
    """
    shuffled = given_claims[:]
    rnd.shuffle(shuffled)

    assert _weigh(given_claims, policy, prefer) == _weigh(shuffled, policy, prefer)


@given(anything, policies, preferred)
def test_every_claim_is_accounted_for(given_claims, policy, prefer):
    """
    Each is with a candidate, with an act, or set aside.
    """
    found = _weigh(given_claims, policy, prefer)

    found.check(given_claims)
    assert set(found.sources) == {c.source for c in given_claims}


@given(anything, policies, preferred)
def test_there_is_a_value_where_something_is_settled(given_claims, policy, prefer):
    """
    The outcome and the value never say different things.
    """
    found = _weigh(given_claims, policy, prefer)

    if found.outcome in ("agree", "compatible", "resolved"):
        assert found.value is not None
    if found.outcome in ("no-claim", "unresolved"):
        assert found.value is None
    assert (found.by is not None) == (found.outcome == "resolved")


@given(dated, policies)
def test_candidates_are_the_largest_sets_that_share_a_day(given_claims, policy):
    """
    Trying every day gives the same sets of claims that can all be right.
    """
    live = [attrs.evolve(c, act=None) for c in given_claims]
    found = resolve(live, policy=policy)
    used = [c for c in live if c.rank != "deprecated" and not c.set_aside]
    days = policy.tolerance_days
    sets = {
        frozenset(c.id for c in used if c.value.is_compatible(on, tolerance_days=days))
        for on in map(PartialDate.of, DAYS)
        if any(c.value.covers(on) for c in used)
    }
    largest = {s for s in sets if not any(s < other for other in sets)}

    assert largest == {frozenset(c.claims) for c in found.candidates}


@given(anything, policies, preferred, st.data())
def test_a_copy_changes_no_resolution(given_claims, policy, prefer, data):
    """
    Whoever repeats what another says, and is known to, adds nothing.
    """
    if not given_claims:
        return
    origin = data.draw(st.sampled_from(given_claims))
    witness = origin.witness or origin.source
    copy = attrs.evolve(origin, id="99", source="copy", witness=witness)
    alone, copied = (
        _weigh(said, policy, prefer) for said in (given_claims, [*given_claims, copy])
    )

    assert _settled(alone) == _settled(copied)


def _settled(found):
    return (
        found.outcome,
        found.value,
        found.by,
        found.trace,
        [(c.value, c.kept) for c in found.candidates],
        [(act, _settled(r)) for act, r in found.by_act],
    )


@given(anything, policies, preferred)
def test_a_resolution_comes_back_from_json(given_claims, policy, prefer):
    """
    Dates come back as dates, words as words, in every part.
    """
    found = _weigh(given_claims, policy, prefer)

    assert Resolution.from_dict(json.loads(json.dumps(found.to_dict()))) == found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("", str, id="nothing"),
        pytest.param("O 1987, O 1988 -", PartialDate.parse, id="a date"),
        pytest.param("O 1987, O 1988", PartialDate.parse, id="none of two"),
        pytest.param("O 2001/2003, P 2002", Period.parse, id="a period"),
        pytest.param("O a/b, P a/c", lambda text: tuple(text.split("/")), id="names"),
        pytest.param("O 5 +, O 6", int, id="a number"),
        pytest.param(
            "O 1990-11 :letter, O 1991-08 :treaty, N 1991 -",
            PartialDate.parse,
            id="acts",
        ),
    ],
)
def test_values_come_back_from_json_as_what_they_were(text, value):
    """
    Accepted, offered and set aside; by act, too.
    """
    found = resolve(told(text, value), prefer="treaty" if ":" in text else None)

    assert Resolution.from_dict(json.loads(json.dumps(found.to_dict()))) == found


def test_several_plain_values_come_back_from_json_as_a_tuple():
    """
    Where several values are no conflict, all of them are the value.
    """
    found = attrs.evolve(resolve(told("O a, O b", str)), value=("a", "b"))
    back = Resolution.from_dict(json.loads(json.dumps(found.to_dict())))

    assert back.value == ("a", "b")


@given(anything, policies)
def test_a_curators_decision_comes_first_if_the_policy_says_so(given_claims, policy):
    """
    No candidate without a preferred claim survives next to one that has its own.
    """
    first = attrs.evolve(policy, rules=RULES)
    found = resolve([attrs.evolve(c, act=None) for c in given_claims], policy=first)
    ranks = {c.id: c.rank for c in given_claims}
    everywhere = set.intersection(
        *(set(c.claims) for c in found.candidates), set(ranks)
    )
    has = {
        any(ranks[id] == "preferred" for id in set(c.claims) - everywhere)
        for c in found.candidates
        if c.kept
    }

    assert len(has) <= 1


@pytest.mark.parametrize(
    "key", ["error", "facet", "stale", "anticipated", "assumed", "flip", "lead"]
)
def test_a_policy_costs_no_less_than_nothing(key):
    """
    A negative cost would make errors worth having.
    """
    assert getattr(Policy(**{key: 0}), key) == 0
    with pytest.raises(ValueError, match=key):
        Policy(**{key: -1})


def test_the_policy_stands_in_every_result():
    """
    Its id and version are told of the whole, and of each act.
    """
    mine = Policy(id="mine", version="7")
    whole = resolve(told("O 1990 :a, O 1991 :b"), policy=mine, prefer="b")

    assert whole.policy == "mine/7"
    assert [part.policy for _, part in whole.by_act] == ["mine/7", "mine/7"]
