"""
Celebrations measured from the acts that one may count from, and told.
"""

from __future__ import annotations

import json
import pickle

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st

import berlin_partnerships as bp

from berlin_partnerships import Act, Celebration, PartialDate, Partnership, Period
from berlin_partnerships._celebrations import RULES, celebrated, celebration


TOWN = SimpleNamespace(
    label=lambda language: {"de": "Musterstadt"}.get(language, "Town")
)


def pact(**acts):
    """
    A partnership with acts: role → date, or None if no source gives one.
    """
    return Partnership(
        id="town",
        city_id="town",
        level="state",
        relation="partnership",
        party="berlin",
        acts=tuple(
            Act(id=f"town#{role}", role=role, date=day and PartialDate.parse(day))
            for role, day in acts.items()
        ),
        dataset=SimpleNamespace(cities={"town": TOWN}),
    )


def measured(since, number, on):
    """
    The celebration measured from a founding act.
    """
    return celebration(pact(founding=since), number, on).counted[0]


# One day, one act -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "rule", "position", "days", "difference", "reached"),
    [
        # the 25th anniversary of 1991-08-28 is 2016-08-28
        ("2015-12-31", None, "before", -241, 24, 24),
        ("2016-01-01", "jubilee-year", "before", -240, 25, 24),
        ("2016-08-27", "jubilee-year", "before", -1, 25, 24),
        ("2016-08-28", "on-the-day", "on", 0, 25, 25),
        ("2016-08-29", "jubilee-year", "after", 1, 25, 25),
        ("2016-12-31", "jubilee-year", "after", 125, 25, 25),
        ("2017-01-01", "years-reached", "after", 126, 26, 25),
        ("2017-08-27", "years-reached", "after", 364, 26, 25),
        ("2017-08-28", None, "after", 365, 26, 26),
        ("1991-08-27", None, "before", -9133, 0, -1),
        # several days: the nearest counts
        ("2016-08-20/2016-08-26", "jubilee-year", "before", -2, 25, 24),
        ("2016-08-20/2016-08-28", "on-the-day", "covers", 0, 25, (24, 25)),
        ("2016-08-28/2016-09-02", "on-the-day", "covers", 0, 25, 25),
        ("2016-08-31/2016-09-02", "jubilee-year", "after", 3, 25, 25),
        ("2015-12-30/2016-01-02", "jubilee-year", "before", -239, (24, 25), 24),
        ("2016-12-30/2017-01-02", "jubilee-year", "after", 124, (25, 26), 25),
        ("2017-08-20/2017-08-30", "years-reached", "after", 357, 26, (25, 26)),
        # known to the month or year: bounds
        ("2016", "jubilee-year", None, (-240, 125), 25, (24, 25)),
        ("2016-08", "jubilee-year", None, (-27, 3), 25, (24, 25)),
        ("2016-07", "jubilee-year", "before", (-58, -28), 25, 24),
        ("2016-09", "jubilee-year", "after", (4, 33), 25, 25),
        ("2016-06/2016-07", "jubilee-year", "before", (-58, -28), 25, 24),
        ("2016-08/2016-09", "jubilee-year", None, (0, 3), 25, (24, 25)),
        ("2016-08-01/2016-09", "on-the-day", "covers", 0, 25, (24, 25)),
        ("2017-05", "years-reached", "after", (246, 276), 26, 25),
        ("2018", None, "after", (491, 855), 27, (26, 27)),
    ],
)
def test_one_act(on, rule, position, days, difference, reached):
    """
    The rule, the place and the distance are those that one counts by hand.
    """
    found = measured("1991-08-28", 25, on)

    assert (found.rule, found.certain, found.position) == (rule, True, position)
    assert (found.days, found.year_difference) == (days, difference)
    assert found.years_reached == reached
    assert (str(found.date), found.jubilee_year) == ("2016-08-28", 2016)


@pytest.mark.parametrize(
    ("since", "on", "rule", "certain", "days"),
    [
        # an act of which only the year is known has a year-long anniversary
        ("1991", "2016-03-01", "jubilee-year", True, (-305, 60)),
        ("1991", "2016", "jubilee-year", True, (-365, 365)),
        ("1991", "2017-03-01", "years-reached", False, (60, 425)),
        ("1991", "2018-03-01", None, True, (425, 790)),
        ("1991", "2015-12-01", None, True, (-396, -31)),
        # perhaps in the year, perhaps not
        ("1991-08-28", "[2015-12-20..2016-01-10]", "jubilee-year", False, (-252, -231)),
        ("1991-08-28", "[2016-12-20..2017-01-10]", "jubilee-year", False, (114, 135)),
        ("1991-08-28", "[2017-08-20..2017-09-10]", "years-reached", False, (357, 378)),
        ("[1990-12-20..1991-01-10]", "2016-05-01", "jubilee-year", False, (112, 133)),
        # between two days lies none that is not named
        ("1991-08-28", "[2015-06-01,2018-06-01]", None, True, (-454, 642)),
        ("1991-08-28", "[2015-06-01,2016-06-01]", "jubilee-year", False, (-454, -88)),
        ("[1980-05-01,2000-05-01]", "2016-05-01", None, True, (-3287, 4018)),
        # longer than all that the anniversary may be
        ("1991-08", "2016-07-31/2016-09-01", "on-the-day", True, (0, 0)),
        ("1991-08", "2016-08-01/2016-08-31", "on-the-day", True, (0, 0)),
        ("1991-08", "2016-08-02/2016-08-31", "jubilee-year", True, (0, 1)),
        ("1991-08", "2016-08-01/2016-08-30", "jubilee-year", True, (-1, 0)),
        # it cannot have begun on the later day
        (
            "1991-08-28",
            "[2016-06-01,2016-09-01]/2016-07-01",
            "jubilee-year",
            True,
            (-58, -58),
        ),
        (
            "1991-08-28",
            "[2016-06-10..2016-06-20]/2016-06",
            "jubilee-year",
            True,
            (-79, -59),
        ),
        # nor later than it ended
        ("1991-08-28", "2016-08/2016-08-01", "jubilee-year", True, (-27, -27)),
        # some day at the end of one month, begun before it
        ("1991-08-28", "2016-08-30/2016-08", "jubilee-year", True, (2, 2)),
    ],
)
def test_rough_dates(since, on, rule, certain, days):
    """
    Where a date is rough, what is only possible is marked, and days are bounds.
    """
    found = measured(since, 25, on)
    bounds = days if days[0] != days[1] else days[0]

    assert (found.rule, found.certain, found.days) == (rule, certain, bounds)


@pytest.mark.parametrize(
    ("since", "on", "position"),
    [
        # on the day only if that is all of it
        ("1991-08-28", "[2016-08-20..2016-08-28]/2016-08-28", "covers"),
        ("1991-08-28", "2016-08-28/[2016-08-28..2016-09-02]", "covers"),
        # within the month that the anniversary is in, nobody knows on which side
        ("1991-08", "2016-08-15", None),
        ("1991-08", "2016-07-31", "before"),
        ("1991-08", "2016-09-01", "after"),
        ("1991-08", "2016-08-01", None),
        ("1991-08", "2016-08-31", None),
        ("1991-08-28", "[2016-06-01,2016-10-01]", None),
    ],
)
def test_position(since, on, position):
    """
    Where a celebration lies is only said if all possible days agree.
    """
    assert measured(since, 25, on).position == position


@pytest.mark.parametrize(
    ("on", "rule", "days"),
    [
        ("2025-02-28", "on-the-day", 0),
        ("2025-03-01", "jubilee-year", 1),
        ("2025-02-27", "jubilee-year", -1),
        ("2026-02-27", "years-reached", 364),
        ("2026-02-28", None, 365),
    ],
)
def test_leap_day(on, rule, days):
    """
    29 February is kept on 28 February of a common year.
    """
    found = measured("2024-02-29", 1, on)

    assert (found.rule, found.days) == (rule, days)


def test_an_act_with_an_open_end_cannot_be_counted_from():
    """
    Without a latest day there is no anniversary.
    """
    assert celebration(pact(founding="[1991-08-28..]"), 25, "2016").counted == ()


# Laws -----------------------------------------------------------------------------------

STARTS = st.dates(date(1960, 1, 1), date(2000, 12, 31))
SPANS = st.integers(0, 40)


def later(day, years):
    """
    The same day in a later year; 28 February for the 29th of a common one.
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


def fits(start, number, first, last):
    """
    The rules that hold, day by day.
    """
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    day, after = later(start, number), later(start, number + 1)
    return {
        rule
        for rule, holds in {
            "on-the-day": day in days,
            "jubilee-year": any(d.year == start.year + number for d in days),
            "years-reached": any(day <= d < after for d in days),
        }.items()
        if holds
    }


def nearest(start, number, first, last):
    """
    Days from the anniversary to the nearest day of the celebration, day by day.
    """
    anniversary = later(start, number)
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    return min(((d - anniversary).days for d in days), key=abs)


@st.composite
def _celebrations(draw):
    """
    A start, a number, and a first day within two years of the anniversary.
    """
    start, number = draw(STARTS), draw(st.integers(1, 60))
    first = later(start, number) + timedelta(draw(st.integers(-800, 800)))
    return start, number, first


@given(_celebrations(), SPANS)
def test_known_days(case, length):
    """
    Where all days are known, the answer is what one finds by trying each day.
    """
    start, number, first = case
    last = first + timedelta(length)
    found = measured(str(start), number, f"{first}/{last}")
    holds = fits(start, number, first, last)

    assert found.rule == next((rule for rule in RULES if rule in holds), None)
    assert found.days == nearest(start, number, first, last)
    assert found.certain
    assert found.date.lower == found.date.upper == later(start, number)


@given(_celebrations(), SPANS, SPANS)
def test_unknown_days(case, more, rough):
    """
    Bounds are the ends of what all possible days would give, and no wider.
    """
    start, number, first = case
    last, latest = first + timedelta(more), start + timedelta(rough)
    on = PartialDate.between(first, last)
    found = measured(str(PartialDate.between(start, latest)), number, on)
    every = [
        (start + timedelta(a), first + timedelta(b))
        for a in range(rough + 1)
        for b in range(more + 1)
    ]
    away = [nearest(s, number, d, d) for s, d in every]
    holds = [fits(s, number, d, d) for s, d in every]
    expected = (None, True)
    for rule in ("years-reached", "jubilee-year"):
        if any(rule in some for some in holds):
            expected = (rule, all(rule in some for some in holds))
    if all("on-the-day" in some for some in holds):
        expected = ("on-the-day", True)

    days = found.days if isinstance(found.days, tuple) else (found.days, found.days)
    assert days == (min(away), max(away))
    assert (found.rule, found.certain) == expected


@given(_celebrations(), SPANS)
def test_the_order_of_the_acts_says_nothing(case, apart):
    """
    What fits better comes first, whatever the order in which acts are held.
    """
    start, number, first = case
    acts = {
        "opening": str(start - timedelta(apart * 20)),
        "founding": str(start),
        "renewal": str(start + timedelta(apart * 30)),
    }
    there = celebration(pact(**acts), number, first)
    back = celebration(pact(**dict(reversed(acts.items()))), number, first)
    places = [RULES.index(c.rule) if c.rule else len(RULES) for c in there.counted]

    assert there.counted == back.counted
    assert places == sorted(places)
    assert {c.criterion for c in there.counted} >= {"founding-agreement", "first-act"}


# Several acts -----------------------------------------------------------------------------

ACTS = {
    "announcement": "1990-05-01",
    "opening": "1991-12-14",
    "founding": "1992-08-28",
    "renewal": "2002-03-01",
    "suspension": "2005-06-01",
    "resumption": "2007-06-01",
    "termination": "2009-06-01",
    "other": "2010-01-01",
}


@pytest.mark.parametrize(
    ("number", "on", "act", "criterion", "rule"),
    [
        (20, "2011", "opening", "first-act", "jubilee-year"),
        (30, "2022-09", "founding", "founding-agreement", "jubilee-year"),
        (30, "2021-12-14", "opening", "first-act", "on-the-day"),
        # 30 years since the first act had passed, but 2022 is the founding act's year
        (30, "2022-03", "founding", "founding-agreement", "jubilee-year"),
        (20, "2022-03-01", "renewal", None, "on-the-day"),
        (10, "2017", "resumption", None, "jubilee-year"),
        (5, "2015-01-01", "other", None, "on-the-day"),
        # so many years had passed since another act, but nobody counts from it
        (5, "2016-01-01", None, None, None),
        (20, "2023-02-28", None, None, None),
        # nobody keeps these
        (30, "2020-05-01", None, None, None),
        (10, "2015-06-01", None, None, None),
        (10, "2019-06-01", None, None, None),
    ],
)
def test_which_act(number, on, act, criterion, rule):
    """
    The act that fits best is the one that was kept, if anyone keeps it.
    """
    found = celebration(pact(**ACTS), number, on)

    assert (found.criterion, found.rule) == (criterion, rule)
    assert (found.fit and found.fit.role) == act


def test_acts_that_do_not_fit():
    """
    The starts are always shown, other acts only if the number fits them.
    """
    found = celebration(pact(**ACTS), 77, "2017")

    assert found.fit is None
    assert [c.criterion for c in found.counted] == ["founding-agreement", "first-act"]


def test_one_act_for_both_criteria():
    """
    A partnership without an opening act is counted from its founding act once.
    """
    found = celebration(pact(founding="1992-08-28"), 30, "2022")

    assert [c.criterion for c in found.counted] == ["founding-agreement"]


def test_no_date():
    """
    An act without a date is nothing to count from.
    """
    assert celebration(pact(founding=None), 30, "2022").counted == ()
    assert celebration(pact(), 30, "2022").fit is None


# What is asked ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "on",
    [
        date(2022, 6, 1),
        PartialDate.parse("2022-06-01"),
        Period.parse("2022-06-01"),
        "2022-06-01",
        "2022-06-01/2022-06-01",
    ],
)
def test_forms_of_a_day(on):
    """
    A day may be given as a date, a partial date, a period, or a text.
    """
    assert celebration(pact(**ACTS), 30, on).held == Period.parse("2022-06-01")


@pytest.mark.parametrize("on", ["2022-06-01/..", "../2022-06-01", "[2022..]"])
def test_open(on):
    """
    Without a first and a last day nothing can be measured.
    """
    with pytest.raises(ValueError, match=r"a first and a last day, not '.*2022"):
        celebration(pact(**ACTS), 30, on)


@pytest.mark.parametrize("on", ["", "June 2022", "2022-13", "2022-06-02/2022-06-01"])
def test_no_day(on):
    """
    A text that is no date is refused as everywhere.
    """
    with pytest.raises(bp.InvalidDateError):
        celebration(pact(**ACTS), 30, on)


@pytest.mark.parametrize("on", [None, 2022, datetime(2022, 6, 1, tzinfo=UTC)])
def test_no_date_at_all(on):
    """
    A datetime is no day in Berlin, and a number no date.
    """
    with pytest.raises(TypeError, match="on must be a d"):
        celebration(pact(**ACTS), 30, on)


@pytest.mark.parametrize("number", [True, 30.0, "30", None])
def test_no_number(number):
    """
    Years are a whole number.
    """
    with pytest.raises(TypeError, match="number must be a whole number"):
        celebration(pact(**ACTS), number, "2022")


@pytest.mark.parametrize("number", [0, -5])
def test_not_positive(number):
    """
    Nobody keeps the start itself, or what was before it.
    """
    with pytest.raises(ValueError, match="number must"):
        celebration(pact(**ACTS), number, "2022")


def test_year_9999():
    """
    The last year of the calendar has an anniversary, the next one an error.
    """
    found = measured("1967-06-27", 8032, "9999")

    assert (found.rule, found.days) == ("jubilee-year", (-177, 187))
    with pytest.raises(ValueError, match="9999"):
        measured("1967-06-27", 8033, "9999")


# The answer -------------------------------------------------------------------------------


def test_it_is_a_value():
    """
    An answer cannot be changed, and equals itself after a pickle and JSON.
    """
    found = celebration(pact(**ACTS), 30, "2022-06")
    plain = found.to_dict()

    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301  # our own
    assert Celebration.from_dict(json.loads(json.dumps(plain))) == found
    assert hash(found) == hash(celebration(pact(**ACTS), 30, "2022-06"))
    assert plain["held"] == "2022-06"
    assert plain["counted"][0]["rule"] == "jubilee-year"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.number = 5


def test_repr():
    """
    In a line: whose, how many years, when, and how they fit.
    """
    assert repr(celebration(pact(**ACTS), 30, "2022-06")) == (
        "Celebration(about='partnerships/town', number=30, held=Period('2022-06'), "
        "criterion='founding-agreement', rule='jubilee-year')"
    )


CASES = {
    "2022-08-28": (
        (
            "Musterstadt, 30 Jahre, am 28. August 2022.\n"
            "Jahrestag, vom Gründungsakt (28. August 1992) an gezählt: Sonntag, "
            "28. August 2022. Die Feier ist am Tag selbst."
        ),
        (
            "Town, 30 years, on 28 August 2022.\n"
            "Anniversary, counted from the founding act (28 August 1992): Sunday, "
            "28 August 2022. The celebration is on the day itself."
        ),
    ),
    "2022-08-27/2022-08-29": (
        "vom 27. August 2022 bis zum 29. August 2022.|Die Feier schließt den Tag ein.",
        (
            "from 27 August 2022 to 29 August 2022.|The celebration includes the day "
            "itself."
        ),
    ),
    "2022-08-27": (
        (
            "am 27. August 2022.|Die Feier liegt im Jubiläumsjahr, 1 Tag vor dem "
            "Jahrestag."
        ),
        (
            "on 27 August 2022.|The celebration is in the jubilee year, 1 day before the "
            "anniversary."
        ),
    ),
    "2022-09": (
        "im September 2022.|Jubiläumsjahr, 4 bis 33 Tage nach dem Jahrestag.",
        "in September 2022.|jubilee year, 4 to 33 days after the anniversary.",
    ),
    "2022": (
        "im Jahr 2022.|höchstens 239 Tage vor oder 125 Tage nach dem Jahrestag.",
        "in 2022.|at most 239 days before or 125 days after the anniversary.",
    ),
    "[2022-08-26..2022-08-28]": (
        (
            "zwischen dem 26. August 2022 und dem 28. August 2022.|höchstens 2 Tage vor "
            "dem Jahrestag."
        ),
        (
            "between 26 August 2022 and 28 August 2022.|at most 2 days before the "
            "anniversary."
        ),
    ),
    "[2022-08-28..2022-08-29]": (
        "höchstens 1 Tag nach dem Jahrestag.",
        "at most 1 day after the anniversary.",
    ),
    "2022-06/2022-07": (
        "Juni 2022 bis Juli 2022.|28 bis 58 Tage vor dem Jahrestag.",
        "June 2022 to July 2022.|28 to 58 days before the anniversary.",
    ),
    "2022?": (", vermutlich 2022.", ", probably 2022."),
    "2022~": (", etwa 2022.", ", about 2022."),
    "2023-03-01": (
        (
            "Die Feier liegt 185 Tage nach dem Jahrestag: nach dem Jubiläumsjahr 2022, "
            "aber noch vor dem nächsten Jahrestag."
        ),
        (
            "The celebration is 185 days after the anniversary: after the jubilee year "
            "2022, but still before the next anniversary."
        ),
    ),
    "[2021-12-20..2022-01-10]": (
        (
            "Die Feier liegt möglicherweise im Jubiläumsjahr, 230 bis 251 Tage vor dem "
            "Jahrestag."
        ),
        (
            "The celebration is possibly in the jubilee year, 230 to 251 days before the "
            "anniversary."
        ),
    ),
    "2025": (
        (
            "Die Zahl passt nicht.\nGezählt vom Gründungsakt (28. August 1992) an, ergeben "
            "die Kalenderjahre 33."
        ),
        (
            "The number does not fit.\nCounted from the founding act (28 August 1992), "
            "the calendar years make 33."
        ),
    ),
    "2024-12-31/2025-01-01": (
        "ergeben die Kalenderjahre 32 oder 33.",
        "the calendar years make 32 or 33.",
    ),
    "1992-05": (
        "ergeben die Kalenderjahre 0.",
        "the calendar years make 0.",
    ),
    "1991": (
        "Gezählt vom Gründungsakt (28. August 1992) an, liegt die Feier noch davor.",
        (
            "Counted from the founding act (28 August 1992), the celebration is even "
            "before it."
        ),
    ),
}


@pytest.mark.parametrize("on", CASES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_told(on, language):
    """
    The answer in sentences says when it was, how it fits, and how far it is.
    """
    said = celebration(pact(founding="1992-08-28"), 30, on).explain(language)

    for part in CASES[on][language == "en"].split("|"):
        assert part in said
    assert said.startswith(("Musterstadt, 30 Jahre, ", "Town, 30 years, "))


@pytest.mark.parametrize(
    ("number", "on", "de", "en"),
    [
        (20, "2011", "vom ersten Akt (14.", "the first act (14 "),
        (20, "2022-03", "von der Erneuerung (1.", "the renewal (1 "),
        (10, "2017", "von der Wiederaufnahme (1.", "the resumption (1 "),
        (5, "2015", "von einem anderen Akt (1.", "another act (1 "),
    ],
)
def test_told_from_which_act(number, on, de, en):
    """
    Each kind of act is called by what it did.
    """
    found = celebration(pact(**ACTS), number, on)

    assert f"Jahrestag, {de}" in found.explain("de")
    assert f"counted from {en}" in found.explain()


def test_told_without_a_day():
    """
    A start of which only the year is known has no weekday; one year is one year.
    """
    found = celebration(pact(founding="1992"), 1, "1993-05-01")

    assert found.explain().startswith("Town, 1 year, on 1 May 1993.\nAnniversary, ")
    assert "(1992): 1993. The" in found.explain()
    assert found.explain("de").startswith("Musterstadt, 1 Jahr, am 1. Mai 1993.")


def test_told_of_rough_starts():
    """
    Where two years may be the year of the jubilee, both are said.
    """
    found = celebration(pact(founding="[1990-12-20..1991-01-10]"), 25, "2017-01-05")

    assert found.rule == "years-reached"
    assert found.explain().endswith(
        "361 to 382 days after the anniversary: after the jubilee year 2015 or 2016, "
        "possibly still before the next anniversary."
    )
    wide = celebration(pact(founding="199X"), 25, "2030")
    assert "calendar years make 31 to 40." in wide.explain()
    assert "die Kalenderjahre 31 bis 40." in wide.explain("de")


def test_told_of_an_open_end():
    """
    What comes from elsewhere may have an open end, and is told as it is.
    """
    found = celebration(pact(founding="1992-08-28"), 30, "2022")

    for held in ("2022/..", "../2022"):
        odd = attrs.evolve(found, held=Period.parse(held))
        assert odd.explain().startswith(f"Town, 30 years, {held}.")


def test_told_without_a_start():
    """
    Without a known start, that is said.
    """
    found = celebration(pact(), 30, "2022")

    assert found.explain("de").endswith("Kein Beginn ist bekannt.")
    assert found.explain().endswith("No start of it is known.")


def test_told_in_two_languages_only():
    """
    Another language is refused.
    """
    with pytest.raises(ValueError, match="'de' or 'en'"):
        celebration(pact(**ACTS), 30, "2022").explain("fr")


# Of a data set ----------------------------------------------------------------------------


def event(id, **fields):
    """
    A celebration as an event, with what a test changes.
    """
    plain = {
        "partnership_ids": ("partnerships/town",),
        "anniversary": 30,
        "held": Period.parse("2022-06-01"),
        "kind": "celebration",
    }
    return bp.Event(id=id, name=f"name of {id}", name_de=id, **{**plain, **fields})


def world(*events, said=()):
    """
    As much of a data set as celebrations need.
    """
    return SimpleNamespace(
        events=SimpleNamespace(
            where=lambda kind: tuple(e for e in events if e.kind == kind)
        ),
        statements=lambda about, property: tuple(
            SimpleNamespace(source=source, mode=mode, certainty=certainty)
            for subject, source, mode, certainty in said
            if (f"events/{subject}", "held") == (about, property)
        ),
    )


def test_order():
    """
    They come by first day, then last day, then partnership and event.
    """
    held = [
        event("a", held=Period.parse("2022-06-01/2022-06-03")),
        event("d", held=Period.parse("2022-06-01")),
        event("c", held=Period.parse("2022-06-01")),
        event("b", held=Period.parse("2021")),
        event("e", held=Period.parse("2023")),
        event("f", held=Period.parse("2022-05-01/2023-12-31")),
        event("g", held=Period.parse("2022")),
    ]
    there = celebrated(world(*held), [pact(**ACTS)])
    back = celebrated(world(*reversed(held)), [pact(**ACTS)])

    assert there == back
    assert [c.event for c in there] == [f"events/{id}" for id in "bgfcdae"]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": None},
        {"held": None},
        {"anniversary": None},
        {"anniversary": ">25"},
        {"partnership_ids": ("partnerships/village",)},
        {"partnership_ids": ()},
    ],
)
def test_not_a_celebration_of_it(fields):
    """
    Without number or day, or of another partnership, there is nothing to measure.
    """
    assert celebrated(world(event("e", **fields)), [pact(**ACTS)]) == ()


def test_of_several_partnerships():
    """
    A celebration of two partnerships is one of each.
    """
    two = ("partnerships/village", "partnerships/town")
    village = attrs.evolve(pact(founding="1992-01-01"), id="village", dataset=None)
    village = attrs.evolve(village, dataset=SimpleNamespace(cities={"town": TOWN}))

    found = celebrated(world(event("e", partnership_ids=two)), [village, pact(**ACTS)])

    assert [c.about for c in found] == ["partnerships/town", "partnerships/village"]


@pytest.mark.parametrize(
    ("said", "sources", "announced"),
    [
        (
            [("e", "b", "stated", "high"), ("e", "a", "reported", "high")],
            ("a", "b"),
            False,
        ),
        ([("e", "a", "announced", "high")], ("a",), True),
        (
            [("e", "a", "announced", "high"), ("e", "b", "stated", "medium")],
            ("a", "b"),
            False,
        ),
        # what decides nothing is no source of the day
        ([("e", "a", "announced", "high"), ("e", "b", "stated", "low")], ("a",), True),
        ([("e", "a", "announced", "high"), ("e", "b", "denied", "high")], ("a",), True),
        (
            [("e", "a", "announced", "high"), ("e", "b", "opinion", "high")],
            ("a",),
            True,
        ),
        (
            [("e", "a", "stated", "high"), ("f", "b", "announced", "high")],
            ("a",),
            False,
        ),
    ],
)
def test_sources(said, sources, announced):
    """
    The sources are those that say when it was; announced is not reported.
    """
    (found,) = celebrated(world(event("e"), said=said), [pact(**ACTS)])

    assert (found.sources, found.announced) == (sources, announced)
    text = found.explain()
    assert ("(only announced): name of e." in text) is announced
    assert text.splitlines()[0].endswith("".join(f" [{id}]" for id in sources))
