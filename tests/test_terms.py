"""
Values in words: one room says them, in German and in English.
"""

from __future__ import annotations

import json
import re

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships._curated import ActRow
from berlin_partnerships._dates import PartialDate, Period
from berlin_partnerships._search import RULES
from berlin_partnerships._sources import BASES, KINDS, MODES
from berlin_partnerships._terms import VALUE_WORDS, act_called, said_value, word
from berlin_partnerships._values import part_called, resolve


LANGUAGES = ("de", "en")
# What only a program writes: its words, ids of records, tuples, and dates in EDTF.
RAW = re.compile(
    r"\b(True|False|None)\b"
    r"|\b(cities|parties|organizations|people|places|events|programs|cooperations"
    r"|topics|partnerships|sources)/\w"
    r"|\('|',\)"
    r"|\[(\d|\.\.)|\.\.\]|\d/\.\.|\.\./\d"
)


# All that the data say --------------------------------------------------------------


@pytest.fixture(scope="module")
def asked():
    """
    Each pair of a subject and a property of which something is said, once.
    """
    return sorted({(s.about, s.property) for s in bp.statements()})


@pytest.mark.data
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_explanation_has_what_only_a_program_writes(asked, language):
    """
    Records have names, truth is yes or no, and lists are read as in a sentence.
    """
    assert len(asked) > 900
    for about, property in asked:
        text = bp.resolve(about, property).explain(language)
        found = RAW.search(text)
        assert found is None, f"{about} {property}: {found!r} in {text}"


@pytest.mark.data
def test_all_resolutions_go_through_json(asked):
    """
    What is read again is equal, and says the same: names and lists are kept.
    """
    for about, property in asked:
        r = bp.resolve(about, property)
        again = bp.Resolution.from_dict(json.loads(json.dumps(r.to_dict())))
        assert again == r
        assert again.explain("de") == r.explain("de")


@pytest.mark.data
@pytest.mark.parametrize(
    ("about", "property", "de", "en"),
    [
        (
            "cities/jerusalem",
            "partner",
            "Jerusalem, Partnerstadt Berlins: nein (",
            "Jerusalem, partner city of Berlin: no (",
        ),
        (
            "partnerships/beijing#1988-east-berlin",
            "party",
            "Peking, Vorgänger 1988, Berliner Seite: Ost-Berlin (",
            "Beijing, predecessor of 1988, Berlin side: East Berlin (",
        ),
        (
            "partnerships/kyiv#2023-signing",
            "signatories",
            "Kyiv, Gründung 2023, Unterzeichnende: Kai Wegner und Vitali Klitschko (",
            "Kyiv, founding of 2023, signatories: Kai Wegner and Vitali Klitschko (",
        ),
        (
            "organizations/berlin-partner",
            "side",
            "Berlin Partner für Wirtschaft und Technologie, Seite: Berlin (",
            "Berlin Partner for Business and Technology, side: Berlin (",
        ),
        (
            "events/berlin-meets-los-angeles-2022",
            "attendance",
            "Berlin meets Los Angeles, Teilnehmerzahl: mehr als 50 (",
            "Berlin meets Los Angeles, attendance: more than 50 (",
        ),
        (
            "cities/berlin",
            "partners",
            "Berlin, Partnerstädte: mehrere Werte (",
            "Berlin, partner cities: several values (",
        ),
    ],
)
def test_a_value_is_said_as_people_say_it(about, property, de, en):
    """
    Truth, a record, a list of people, a closed word, a bound, and lists of lists.
    """
    r = bp.resolve(about, property)

    assert r.explain("de").startswith(de)
    assert r.explain("en").startswith(en)


@pytest.mark.data
def test_lists_of_several_sources_are_lists():
    """
    The values of lists are the lists, not texts of them.
    """
    r = bp.resolve("cities/berlin", "partners")

    assert all(isinstance(value, tuple) for value in r.value)
    assert any("Paris" in value for value in r.value)
    assert {c.value for c in r.candidates} == {*r.value}


@pytest.mark.data
def test_every_closed_word_has_its_words():
    """
    No list of the data set is without words in both languages.
    """
    closed = {p.id: p.values for p in bp.load().properties.values() if p.values}
    closed |= {"kind": (*KINDS,), "basis": BASES, "mode": MODES, "rule": RULES}

    assert {"status", "side", "state", "level"} <= {*closed}
    for what, values in closed.items():
        assert {*values} <= {*VALUE_WORDS[what]}, what


@pytest.mark.data
@pytest.mark.parametrize("property", ["office", "duration", "recurrence"])
def test_what_cards_show_in_english_has_german_words(property):
    """
    Sources of both languages were put into English; German readers get German.
    """
    for statement in bp.statements(property=property):
        assert word(statement.value, property, "en")
        assert word(statement.value, property, "de") != statement.value


@pytest.mark.parametrize(
    ("language", "line"), [("de", "- letter: kein Wert"), ("en", "- letter: no value")]
)
def test_acts_of_which_nobody_says_the_name_keep_their_ids(language, line):
    """
    The rules are general: without labels, an act is its id, and a value its text.
    """
    part = bp.Resolution(about="letter", property="date", outcome="unresolved")
    whole = bp.Resolution(
        about="a",
        property="since",
        outcome="by-definition",
        by_act=(("letter", part), ("2017", part)),
    )

    assert line in whole.explain(language).splitlines()
    assert line.replace("letter", "2017") in whole.explain(language).splitlines()


# Any value ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "de", "en"),
    [
        (None, "unbekannt", "unknown"),
        ((), "unbekannt", "unknown"),
        (True, "ja", "yes"),
        (False, "nein", "no"),
        (0, "0", "0"),
        (">50", "mehr als 50", "more than 50"),
        ("<9", "weniger als 9", "fewer than 9"),
        ("> all", "> all", "> all"),
        (PartialDate.parse("[1990,1991]"), *2 * ("",)),
        (Period.parse("2005/.."), "seit 2005", "since 2005"),
        (("A",), "A", "A"),
        (("A", "B"), "A und B", "A and B"),
        (("A", "B", "C"), "A, B und C", "A, B and C"),
        (("A, b", "C"), "A, b; C", "A, b; C"),
        ((("A", "B"), ("C",)), "A und B; C", "A and B; C"),
        (
            ((Period.parse("2017"), 1), (Period.parse("2018/.."), 2)),
            "2017: 1; seit 2018: 2",
            "2017: 1; since 2018: 2",
        ),
        (
            (Period.parse("2017"), Period.parse("2019")),
            "2017 und 2019",
            "2017 and 2019",
        ),
        ({"de": "eins", "en": "one"}, "eins", "one"),
        ("x/1", "Eins", "One"),
        (("x/1", "y"), "Eins und y", "One and y"),
    ],
)
def test_values_of_all_sorts(value, de, en):
    """
    Whatever a value is, both languages have words for it.
    """
    names = {"x/1": ("Eins", "One")}
    if not de:  # of two years, neither is said to be right
        de = "zwischen dem 1. Januar 1990 und dem 31. Dezember 1991"
        en = "between 1 January 1990 and 31 December 1991"

    assert said_value(value, "anything", "de", names.get) == de
    assert said_value(value, "anything", "en", names.get) == en


def test_a_word_of_a_closed_list_depends_on_the_list():
    """
    "partner" is a word for a side, and not for a sector.
    """
    assert word("partner", "side", "de") == "Partnerstadt"
    assert word("partner", "sector", "de") == "partner"
    assert said_value(("running",), "state", "de") == "läuft"


@pytest.mark.parametrize(
    ("when", "de", "en"),
    [
        ("1991-08-28", "Gründung 1991", "founding of 1991"),
        ("1991", "Gründung 1991", "founding of 1991"),
        ("[1990-11..1991-02]", "Gründung", "founding"),
        ("[..1991]", "Gründung", "founding"),
        (None, "Gründung", "founding"),
    ],
)
def test_an_act_is_called_by_its_year_if_there_is_one(when, de, en):
    """
    Where it may have been in one of two years, no year is said.
    """
    date = PartialDate.parse(when) if when else None

    assert act_called("founding", date) == (de, en)


# Parts ----------------------------------------------------------------------------


@pytest.mark.data
def test_two_acts_of_one_role_and_year_have_their_ids():
    """
    What people call an act must be this act's alone.
    """
    curated = bp.load()._curated
    row = curated.partnerships["kyiv"]
    twice = attrs.evolve(
        row, acts=(ActRow(id="a", role="renewal"), ActRow(id="b", role="renewal"))
    )
    changed = attrs.evolve(
        curated, partnerships={**curated.partnerships, "kyiv": twice}
    )

    assert part_called(changed, "partnerships/kyiv", "a") == (
        "Erneuerung (a)",
        "renewal (a)",
    )


@pytest.mark.data
def test_stops_have_the_names_of_their_cities():
    """
    A stop whose id is a city's is there; one of no known city keeps its id.
    """
    curated = bp.load()._curated
    visit = curated.things["events"]["us-visit-2024"]
    stop = attrs.evolve(visit.stops[0], id="somewhere")
    events = {"v": attrs.evolve(visit, stops=(stop, *visit.stops))}
    changed = attrs.evolve(curated, things={**curated.things, "events": events})

    assert part_called(changed, "events/v", "new-york-city") == (
        "New York City",
        "New York City",
    )
    assert part_called(changed, "events/v", "somewhere") == ("somewhere", "somewhere")


@pytest.mark.data
def test_a_record_that_is_not_held_keeps_its_id():
    """
    Data without a partnership still say what sources state of it.
    """
    curated = bp.load()._curated
    rows = {id: row for id, row in curated.partnerships.items() if id != "los-angeles"}
    changed = attrs.evolve(curated, partnerships=rows)
    about = "organizations/checkpoint-charlie-stiftung"

    assert (
        "partnerships/los-angeles" in resolve(changed, about, "partnership").explain()
    )


@pytest.mark.data
def test_a_borough_is_told_apart():
    """
    Two partnerships with one city are not called the same.
    """
    curated = bp.load()._curated
    rows = {**curated.partnerships}
    rows["kyiv"] = attrs.evolve(rows["kyiv"], level="borough", party="east-berlin")
    changed = attrs.evolve(curated, partnerships=rows)

    assert resolve(changed, "partnerships/kyiv", "since").heading == (
        "Kyiv (Ost-Berlin), besteht seit",
        "Kyiv (East Berlin), since",
    )
