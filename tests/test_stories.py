"""
Why sources differ: lists, numbers, and when each of them was true.
"""

from __future__ import annotations

import json
import pickle
import re

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import berlin_partnerships as bp

from berlin_partnerships._build import built
from berlin_partnerships._dataset import Dataset
from berlin_partnerships._stories import MOST_NAMES
from berlin_partnerships._timeline import Span


EIGHTEEN = bp.partners(date(2024, 1, 1))
NAMES = [p.city.name for p in EIGHTEEN]
RESULTS = {
    "the story": bp.reconcile,
    "17 and 18": lambda: bp.reconcile("seed-004", "seed-002"),
    "a number": lambda: bp.reconcile("seed-001"),
    "a list against its number": lambda: bp.reconcile("liquisearch"),
    "no Moscow": lambda: bp.reconcile([n for n in NAMES if n != "Moscow"], "seed-002"),
    "unknown names": lambda: bp.reconcile(["Paris", "Rom", ""], "seed-002"),
    "an empty list": lambda: bp.reconcile([]),
    "a forecast": lambda: bp.reconcile("dlf-2025-04-04"),
    "an open list": lambda: bp.reconcile("mein-berlin-europa", "seed-002"),
    "never true": lambda: bp.reconcile(bp.Source(count=99)),
}


def spans(found):
    return [str(span) for span in found]


def only(result):
    (comparison,) = result.comparisons
    return comparison


def causes(comparison):
    return {d.entity: (d.cause, d.side) for d in comparison.differences}


# 17 and 18 ----------------------------------------------------------------------------


def test_seventeen_and_eighteen():
    """
    17 (environment department) and 18 (Senate Chancellery) differ by Kyiv, in time.
    """
    r = bp.reconcile("seed-004", "seed-002")
    c = only(r)

    assert str(c.bridge) == "17 + 1 = 18"
    assert causes(c) == {"kyiv": ("temporal", "rbm-overview")}
    assert c.differences[0].events == ("founding@2023-09-14",)
    assert [(i.item, i.cause, i.delta) for i in c.bridge.items] == [
        ("kyiv", "temporal", 1)
    ]
    assert c.bridge.residual == 0
    assert spans(r.source("senuvk-overview").holds) == ["[2000-10-10, 2023-09-14)"]
    assert spans(r.source("rbm-overview").holds) == ["[2023-09-14, 2025-05-05)"]
    assert [s.fits for s in r.sources] == [True, True]
    assert r.differs
    assert not r.story


def test_mirrored():
    """
    The other way round the result is the mirror image.
    """
    forth = bp.reconcile("seed-004", "seed-002")
    back = bp.reconcile("seed-002", "seed-004")

    assert only(back) == only(forth).mirrored
    assert str(only(back).bridge) == "18 − 1 = 17"
    assert back.sources == forth.sources[::-1]
    assert only(back).differences == only(forth).differences


@pytest.mark.parametrize("id", ["seed-002", "seed-004", "senat-2008-list", "seed-001"])
def test_with_itself(id):
    """
    A source does not differ from itself.
    """
    r = bp.reconcile(id, id)

    assert only(r).differences == only(r).bridge.items == ()
    assert str(only(r).bridge) == f"{r.sources[0].size} + 0 = {r.sources[0].size}"
    assert not r.differs


def test_number_without_a_list():
    """
    A source that prints a number only is compared by who that number implies.
    """
    r = bp.reconcile("seed-001", "seed-002")

    assert r.sources[0].mentions is None
    assert (r.sources[0].stated, r.sources[0].size) == (17, 17)
    assert only(r).implied == ("be-berlin-two-of-a-kind",)
    assert causes(only(r)) == {"kyiv": ("temporal", "rbm-overview")}
    assert spans(bp.reconcile("seed-001").sources[0].holds) == [
        "[2000-10-10, 2023-09-14)"
    ]


def test_three_sources():
    """
    Several sources are compared each with the next.
    """
    r = bp.reconcile("seed-001", "seed-002", "berlin-de-2025-windhoek")

    assert [(c.a, c.b) for c in r.comparisons] == list(
        pairwise(["be-berlin-two-of-a-kind", "rbm-overview", "berlin-de-2025-windhoek"])
    )
    assert [str(c.bridge) for c in r.comparisons] == ["17 + 1 = 18", "18 + 1 = 19"]
    assert causes(r.comparisons[1]) == {
        "tel-aviv": ("temporal", "berlin-de-2025-windhoek")
    }


def test_one_source():
    """
    Of a single source it is said when it is right.
    """
    r = bp.reconcile("seed-002")

    assert r.comparisons == ()
    assert not r.differs
    assert r.source("rbm-overview").readings[0].definition.id == "founding-agreement"
    with pytest.raises(KeyError):
        r.source("nobody")


# Errors -------------------------------------------------------------------------------


def test_unknown_source():
    """
    An unknown source is an error that offers the nearest ids.
    """
    with pytest.raises(bp.UnknownNameError) as raised:
        bp.reconcile("senat-2008-lst")

    assert "senat-2008-list" in raised.value.suggestions
    assert "did you mean 'senat-2008-list'" in str(raised.value)
    with pytest.raises(bp.UnknownNameError, match="no source 'seed-999'"):
        bp.reconcile("seed-002", "seed-999")


def test_source_that_says_nothing_of_it():
    """
    A source without a number and without a list cannot be compared.
    """
    with pytest.raises(ValueError, match="rbm-la-new states no number and no list"):
        bp.reconcile("seed-000")


@pytest.mark.parametrize(
    ("what", "error", "problem"),
    [
        (bp.Source(), ValueError, "'yours' states neither a number nor names"),
        (bp.Source(count=-1), ValueError, "count must be 0 to 100000, not -1"),
        (bp.Source(count=MOST_NAMES + 1), ValueError, "count must be 0 to 100000"),
        (17, TypeError, "a source must be an id, a Source, a list of names, or a path"),
        (None, TypeError, "not NoneType"),
        ([5], TypeError, "a name must be a str, not int"),
        (b"Paris", TypeError, "a list of names, or a path, not bytes"),
    ],
)
def test_wrong_source(what, error, problem):
    """
    What is no source is refused with what is needed.
    """
    with pytest.raises(error, match=problem):
        bp.reconcile(what)


# Lists of the callers -----------------------------------------------------------------


def test_list_by_any_names():
    """
    Other names for the same cities make no difference.
    """
    names = [p.city.label("de") for p in EIGHTEEN]
    changed = ["PEKING" if n == "Peking" else n for n in names]

    r = bp.reconcile(changed, NAMES)

    assert only(r).differences == only(r).bridge.items == ()
    assert ("PEKING", "Beijing") in only(r).aliases
    assert r.sources[0].id == "list-1"
    assert r.sources[1].id == "list-2"


def test_order_of_a_list_is_nothing():
    """
    A list in another order is the same list.
    """
    assert causes(only(bp.reconcile(NAMES[::-1], "seed-004"))) == causes(
        only(bp.reconcile(NAMES, "seed-004"))
    )


def test_unknown_names_are_kept():
    """
    A name that no city has is listed as unknown, and counted in the bridge.
    """
    r = bp.reconcile([*NAMES, "Rom", ""], "seed-002")
    c = only(r)

    assert [m.text for m in r.sources[0].mentions if m.entity is None] == ["Rom", ""]
    assert str(c.bridge) == "20 − 2 = 18"
    assert {(i.item, i.cause) for i in c.bridge.items} == {
        ("Rom", "identity-unknown"),
        ("", "identity-unknown"),
    }
    assert r.differs
    assert not r.sources[0].fits
    assert bp.reconcile(["Rom"]).differs
    assert "“Rom” is unknown" in r.explain()


def test_duplicates_are_said():
    """
    A city that stands in a list under two names is one entity, and it is said so.
    """
    r = bp.reconcile([*NAMES, "Kiew"], "seed-002")

    assert str(only(r).bridge) == "19 − 1 = 18"
    assert [(i.item, i.cause, i.delta) for i in only(r).bridge.items] == [
        ("kyiv", "identity", -1)
    ]
    assert "Kyiv" in r.explain()


def test_duplicates_against_the_number():
    """
    A number that counts one city twice is explained by the two names.
    """
    r = bp.reconcile(bp.Source(id="mine", names=[*NAMES, "Kiew"], count=19))

    internal = r.source("mine").internal
    assert internal.cause == "duplicate-names"
    assert dict(internal.duplicates)["kyiv"] == ("Kyiv", "Kiew")
    r = bp.reconcile(bp.Source(id="mine", names=[*NAMES, "Kiew"], count=18))
    assert r.source("mine").internal.cause == "duplicates-only-in-list"


def test_list_without_moscow():
    """
    A list without Moscow does not count the resting partnership.
    """
    r = bp.reconcile([n for n in NAMES if n != "Moscow"], "seed-002")

    assert r.sources[0].readings[0].definition.id == "-resting"
    assert causes(only(r)) == {"moscow": ("status", "rbm-overview")}
    assert str(only(r).bridge) == "17 + 1 = 18"


def test_list_with_a_stranger():
    """
    A city that is no partner is unsupported; one with joint projects is that.
    """
    c = only(bp.reconcile([*NAMES, "Bern", "Wien"], "seed-002"))

    assert causes(c) == {
        "bern": ("unsupported", "list-1"),
        "vienna": ("scope", "list-1"),
    }
    assert {d.entity: d.facet for d in c.differences}["vienna"] == "local:+project"


def test_who_else_lists_a_stranger():
    """
    Bern is in the mirror of an old encyclopaedia, too, and nowhere else in the data.
    """
    names = [n for n in NAMES if n != "Kyiv"]
    source = bp.Source(id="mine", names=[*names, "Bern"], as_of="2012")

    r = bp.reconcile(source, "senat-2008-list")
    told, gesagt = r.explain(), r.explain("de")

    assert r.source("mine").backed == (("bern", ("liquisearch",)),)
    assert (
        "(never partners by our data, elsewhere called so only in [liquisearch]: Bern)"
    ) in told
    assert (
        "(nach unseren Daten nie Partner, so genannt nur noch in [liquisearch]: Bern)"
    ) in gesagt
    assert (
        "- Bern is listed in [mine] only; as a partner it is otherwise only in "
        "[liquisearch].\n"
    ) in told
    assert (
        "- Bern steht nur in [mine]; als Partner ist es sonst nur in [liquisearch] "
        "genannt.\n"
    ) in gesagt
    assert "no other source" not in told


def test_a_cooperation_that_a_list_takes_for_a_partnership():
    """
    Vienna is in lists of projects and exchange, and in one mirror among the partners.
    """
    names = [n for n in NAMES if n != "Kyiv"]
    source = bp.Source(id="mine", names=[*names, "Wien"], as_of="2012")
    against = bp.reconcile(source, "senat-2008-list")
    mirror = bp.reconcile("liquisearch")

    assert against.source("mine").backed == (("vienna", ("liquisearch",)),)
    assert (
        "Only [mine] counts Vienna; as a partner it is otherwise only in [liquisearch]; "
        "cooperation is on record."
    ) in against.explain()
    assert (
        "Nur [mine] zählt Wien mit; als Partner ist es sonst nur in [liquisearch] "
        "genannt, belegt ist Zusammenarbeit."
    ) in against.explain("de")
    assert mirror.sources[0].backed == ()
    assert "as partners backed by no other source: Bern, Vaduz and" in mirror.explain()
    assert "als Partner von keiner anderen Quelle belegt: Bern" in mirror.explain("de")


@pytest.mark.parametrize(
    ("count", "as_of", "ways"),
    [
        (16, "2022-05", ["-resting"]),  # 17 without Moscow, which rests since April
        (16, "2022-02", []),
        (16, "2022", ["-resting"]),
        (17, "2024", ["-resting"]),  # 18 without Moscow
        (18, "2024", []),  # right as it is
        (16, "2024", []),  # Kyiv and Moscow are two
        (17, None, []),
        (16, "2022-03", []),  # some day of March, perhaps
    ],
)
def test_a_number_without_the_resting_one(count, as_of, ways):
    """
    Whoever counts the active ones only may be right on the source's own day.
    """
    report = bp.reconcile(bp.Source(count=count, as_of=as_of)).sources[0]

    assert [r.definition.id for r in report.otherwise] == ways
    assert report.readings[0].definition.id == "founding-agreement"
    for r in report.otherwise:
        assert r.exact
        assert r.timing == "in-window"


def test_a_list_with_a_stranger_is_right_by_no_counting():
    """
    Of a name that nobody knows, no way of counting can be right.
    """
    names = [n for n in NAMES if n != "Kyiv"]
    source = bp.Source(names=[*names, "Atlantis"], as_of="2024")

    assert bp.reconcile(source).sources[0].otherwise == ()


def test_omission():
    """
    A partner that is missing for no reason is an omission.
    """
    source = bp.Source(
        id="mine", names=[n for n in NAMES if n != "Madrid"], as_of="2024-01-01"
    )

    c = only(bp.reconcile(source, "seed-002"))

    assert causes(c) == {"madrid": ("omission", "rbm-overview")}


def test_empty_list():
    """
    An empty list fits the time before the first partnership, but says nothing.
    """
    r = bp.reconcile([])
    told, gesagt = r.explain(), r.explain("de")

    assert "a list of 0 names.\n- An empty list names nobody; when it was true" in told
    assert "\n- Eine leere Liste nennt niemanden; wann sie zutraf, ist" in gesagt
    assert "1967" not in told + gesagt
    assert not r.sources[0].fits

    assert spans(r.sources[0].holds) == ["[…, 1967-06-27)"]
    assert r.sources[0].size == 0
    assert not r.differs
    against = bp.reconcile([], bp.Source(names=["L. A."], as_of="1970"))
    assert str(only(against).bridge) == "0 + 1 = 1"
    assert "- [list-1] lacks Los Angeles (1)." in against.explain()


@pytest.mark.parametrize("as_of", [None, "1950", "2024"])
@pytest.mark.parametrize("closed", [True, False])
def test_a_list_of_names_that_nobody_knows(as_of, closed):
    """
    When strangers were partners cannot be told, however early one asks.
    """
    source = bp.Source(names=["Rio", "Atlantis"], as_of=as_of, closed=closed)
    r = bp.reconcile(source)
    told, gesagt = r.explain(), r.explain("de")

    (report,) = r.sources
    assert (report.fits, report.holds, report.surely) == (False, (), ())
    assert "None of the names can be matched to a city; when this was true" in told
    assert "Keiner der Namen lässt sich zuordnen; wann das" in gesagt
    assert "“Rio” is unknown to us." in told
    assert "never" not in told
    assert "1967" not in told + gesagt
    one = bp.reconcile(attrs.evolve(source, names=["Rio"])).explain("de")
    assert "- Der Name lässt sich nicht zuordnen; wann das" in one
    first = bp.reconcile(source, bp.Source(names=["L. A."], as_of="1970"))
    missing = "[yours] lacks Los Angeles (1)"
    if not closed:
        missing = "Los Angeles is missing from a list that is not meant to be complete"
    assert missing in first.explain()


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_an_empty_entry(blank):
    """
    An empty entry is kept, and called so, wherever it is told.
    """
    r = bp.reconcile(["Paris", blank], ["Paris"])
    told, gesagt = r.explain(), r.explain("de")

    assert "unclear: an empty entry)" in told
    assert "unklar: ein leerer Eintrag)" in gesagt
    assert told.count("- An entry is empty.") == 2  # of the list, of the comparison
    assert gesagt.count("- Ein Eintrag ist leer.") == 2
    assert "“" not in told
    assert (
        bp.date_of(["Paris", blank])
        .explain()
        .endswith("Unknown names: an empty entry.")
    )


def test_numbers_of_the_callers():
    """
    A number can be asked about, with or without a day.
    """
    assert spans(bp.reconcile(bp.Source(count=17)).sources[0].holds) == [
        "[2000-10-10, 2023-09-14)"
    ]
    assert bp.reconcile(bp.Source(count=99)).sources[0].holds == ()
    assert not bp.reconcile(bp.Source(count=99)).sources[0].fits
    assert "never" in bp.reconcile(bp.Source(count=99)).explain()
    assert spans(bp.reconcile(bp.Source(count=0)).sources[0].holds) == [
        "[…, 1967-06-27)"
    ]


def test_seven_by_the_first_act():
    """
    On 20 December 1991 there were seven by the first act, six by the agreement.
    """
    seven = bp.reconcile(bp.Source(count=7, as_of="1991-12-20"))
    six = bp.reconcile(bp.Source(count=6, as_of="1991-12-20"))

    assert [r.definition.id for r in seven.sources[0].readings] == ["+opening"]
    assert [r.definition.id for r in six.sources[0].readings] == ["founding-agreement"]


@pytest.mark.parametrize(
    ("city", "day"),
    [("Jakarta", "1994-01-01"), ("Budapest", "1992-03-01"), ("Moscow", "1991-02-01")],
)
def test_criteria_explain_a_difference(city, day):
    """
    Between first act and agreement, who counts a city counts from the first act.
    """
    names = {
        criterion: [
            p.city.name
            for p in bp.partners(date.fromisoformat(day), definition=criterion)
        ]
        for criterion in ("founding-agreement", "first-act")
    }
    assert city in set(names["first-act"]) - set(names["founding-agreement"])

    first = bp.Source(id="first", names=names["first-act"], as_of=day)
    founding = bp.Source(id="founding", names=names["founding-agreement"], as_of=day)
    r = bp.reconcile(first, founding)

    assert r.source("first").readings[0].definition.id == "+opening"
    assert r.source("founding").readings[0].definition.id == "founding-agreement"
    assert set(causes(only(r)).values()) == {("scope", "first")}


def test_a_held_source_as_an_object():
    """
    A source of the data set can be given as an object, too.
    """
    by_id = bp.reconcile("seed-002", "seed-004")

    assert bp.reconcile(bp.sources["seed-002"], bp.sources["seed-004"]) == by_id


def test_own_words_of_a_held_source():
    """
    A source given with names of its own is read by these.
    """
    mine = attrs.evolve(bp.sources["seed-002"], names=("Paris",))

    assert bp.reconcile(mine).sources[0].mentions[0].text == "Paris"


@pytest.mark.parametrize("own", ["rbm-overview", "seed-002"])
@pytest.mark.parametrize("held_first", [True, False])
def test_a_source_of_ones_own_is_not_taken_for_a_held_one(own, held_first):
    """
    Whoever calls a source as a held one is called gets a number behind the name.
    """
    mine = bp.Source(id=own, count=3)
    asked = ["rbm-overview", mine] if held_first else [mine, "rbm-overview"]

    r = bp.reconcile(*asked)

    told, apart = r.explain(), f"{own}-2"
    assert (r.source(apart).stated, r.source(apart).publisher) == (3, "")
    assert r.source("rbm-overview").size == r.source("seed-002").size == 18
    assert f"Your input [{apart}]: 3 partner cities." in told
    assert f"Ihre Angabe [{apart}]: 3 Partnerstädte." in r.explain("de")
    assert f"3: Your input [{apart}]" in told
    assert {only(r).a, only(r).b} == {apart, "rbm-overview"}


def test_numbers_behind_names_are_not_given_twice():
    """
    A number that somebody's own id has already is left to it.
    """
    held = bp.sources["seed-002"]
    words = [attrs.evolve(held, names=(name,)) for name in ("Paris", "Prag")]
    given = [bp.Source(id=id, count=1) for id in ("a-2", "a", "a", "a")]

    r = bp.reconcile(*given, *words)

    ids = ["a-2", "a", "a-3", "a-4", "rbm-overview", "rbm-overview-2"]
    assert [s.id for s in r.sources] == ids
    assert r.source("seed-002").mentions[0].text == "Paris"


@pytest.mark.parametrize(
    ("names", "as_of", "window"),
    [
        (["Paris", "Moskau", "Kiew"], "2024", "[2024-01-01, 2025-01-01)"),
        (["Paris", "Moskau", "Kiew"], "2023", "[2023-09-14, 2024-01-01)"),
        (["Paris", "Moskau", "Kiew"], None, "[2023-09-14, …)"),
        (["Paris", "Moskau", "Kiew"], "2022", None),  # Kyiv came in 2023
        (["Paris", "Bern"], "2024", None),
        (["Paris", "Atlantis"], "2024", None),
        (["Los Angeles"], "1970", None),  # the only one, and right as it is
        (["Atlantis"], "2024", None),
        ([], "2024", None),
    ],
)
def test_a_list_of_some_partners(names, as_of, window):
    """
    If all who are listed were partners, the list may not be meant to be complete.
    """
    report = bp.reconcile(bp.Source(names=names, as_of=as_of)).sources[0]
    part = report.partial

    assert (part and str(part.window)) == window
    if part:
        day = part.window.start
        others = {p.city_id for p in bp.partners(day)} - {"paris", "moscow", "kyiv"}
        assert {*part.omitted} == others
        assert len(others) == 15
    told = bp.Source(names=names, as_of=as_of, closed=False)
    assert bp.reconcile(told).sources[0].partial is None


def test_what_only_unknown_beginnings_allow():
    """
    Lists of 2008 name project cities, of which nobody knows since when they are such.
    """
    many = bp.Source(count=24, as_of="2010")
    london = bp.Source(names=["London"], closed=False, as_of="1999")

    told, early = (bp.reconcile(source).explain() for source in (many, london))

    assert "may have been true at some time until 21 August 2008, counting" in told
    assert "1967" not in told
    assert "has been true since 10 October 2000, perhaps before, counting" in early
    assert "at any time" not in early
    assert "- That was never true.\n" in bp.reconcile(bp.Source(count=100)).explain()


def test_names_without_dates():
    """
    A list alone says who was a partner, and of no time.
    """
    alone = bp.only("seed-002").reconcile("seed-002")

    assert "- The known dates do not say when this was true.\n" in alone.explain()
    assert "- Wann das zutraf, sagen die bekannten Daten nicht.\n" in alone.explain(
        "de"
    )
    both = bp.only("seed-002", "seed-004").reconcile().explain()
    assert "have? 17 or 18, depending on the source. When, no known date says:" in both
    assert both.count("[rbm-overview]") == both.count("[senuvk-overview]") == 3


# Files --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Paris\nKiew\n",
        "\ufeffParis\r\n\r\n  Kiew  \r\n",
        "Paris\tFR\nKiew\tUA\n",
        '"Paris";FR\n"Kiew";UA\n',
    ],
)
@pytest.mark.parametrize("as_text", [True, False])
def test_file(tmp_path, text, as_text):
    """
    A file has a name a line; of a table the first column counts.
    """
    path = tmp_path / "mine.csv"
    path.write_text(text, "utf-8")

    r = bp.reconcile(str(path) if as_text else path)

    mentions = [(m.text, m.entity) for m in r.source("mine").mentions]
    assert mentions == [("Paris", "paris"), ("Kiew", "kyiv")]
    assert r.source("mine").title == "mine.csv"


def test_a_file_called_as_a_held_source(tmp_path):
    """
    A file with the name of a held source is compared with it, not taken for it.
    """
    path = tmp_path / "rbm-overview.txt"
    path.write_text("Paris\nBern\n", "utf-8")

    r = bp.reconcile(path, "rbm-overview")

    assert len(r.source("rbm-overview-2").mentions) == 2
    assert len(r.source("rbm-overview").mentions) == 18
    assert "- 2: rbm-overview.txt [rbm-overview-2]" in r.explain()
    assert "Bern is listed in [rbm-overview-2] only" in r.explain()


def test_no_file(tmp_path):
    """
    A file that cannot be read is refused with its path.
    """
    with pytest.raises(bp.DataError, match="cannot be read"):
        bp.reconcile(tmp_path / "nowhere.txt")
    with pytest.raises(bp.DataError, match=r"has no file that ends with \.csv, \.toml"):
        bp.reconcile(tmp_path)
    path = tmp_path / "latin.txt"
    path.write_bytes("Brüssel".encode("latin-1"))
    with pytest.raises(bp.DataError, match="not UTF-8 at byte 2"):
        bp.reconcile(path)


# Sources that differ from themselves --------------------------------------------------


@pytest.mark.data
def test_mirror_of_the_encyclopaedia():
    """
    It says 17 and prints 20: Vienna, Bern and Vaduz have no other support.
    """
    r = bp.reconcile("liquisearch")
    s = r.source("liquisearch")

    assert (s.stated, s.size, s.fits) == (17, 20, False)
    assert (s.internal.cause, s.internal.entries) == (
        "extra-entries",
        ("bern", "vaduz", "vienna"),
    )
    assert s.readings[0].unsupported == ("bern", "vaduz", "vienna")
    assert r.differs
    against = only(bp.reconcile("liquisearch", "senat-2008-list"))
    assert str(against.bridge) == "20 − 3 = 17"
    assert set(causes(against)) == {"bern", "vaduz", "vienna"}


@pytest.mark.data
def test_other_lists_of_a_source():
    """
    Madrid and London are partners, and stand in other lists of the same page.
    """
    overlaps = dict(bp.reconcile("seed-004").sources[0].overlaps)

    assert overlaps["madrid"] == ("exchange-3",)
    assert overlaps["london"] == ("cooperation-2",)
    said = bp.reconcile("seed-004").explain()
    assert "London, Madrid" in said
    assert "not a contradiction" in said


@pytest.mark.data
def test_forecasts():
    """
    Who counts ahead of a signing counts the announced one; that is said.
    """
    r = bp.reconcile("dlf-2025-04-04")

    assert (r.sources[0].announced, r.sources[0].counted) == (True, True)
    assert r.sources[0].readings[0].definition.id == "+announced"
    assert "announced" in r.explain()
    assert "angekündigt" in r.explain("de")


@pytest.mark.data
def test_open_list():
    """
    A list that does not claim to be complete leaves nobody out.
    """
    r = bp.reconcile("mein-berlin-europa", "seed-002")

    assert r.sources[0].closed is False
    assert only(r).differences == ()
    assert {i.cause for i in only(r).bridge.items} == {"open-list"}
    assert str(only(r).bridge) == "10 + 8 = 18"


def saying(**sources):
    """
    A data set in which the partners are the shipped ones, and only these sources count.

    Each source is given as its day, its number or None, and its lists by relation.
    """
    base = bp.load()._curated
    known = {
        s for s in base.statements if s.property not in ("partners", "partner-count")
    }
    said = []
    for id, (_, number, lists) in sources.items():
        common = {"about": "cities/berlin", "source": id}
        if number is not None:
            said.append(bp.Statement(property="partner-count", value=number, **common))
        for relation, names in lists:
            said.append(
                bp.Statement(
                    property="partners",
                    value=tuple(names),
                    relation=relation,
                    closed=relation == "partnership",
                    **common,
                )
            )
    made = {
        id: bp.Source(id=id, kind="official", publisher=id, as_of=day)
        for id, (day, *_) in sources.items()
    }
    curated = attrs.evolve(
        base,
        sources={**base.sources, **made},
        statements=(*(s for s in base.statements if s in known), *said),
    )
    return Dataset(built(curated), lambda: curated, "a test")


def test_overlaps_are_of_partners():
    """
    Who stands in two lists of joint projects is no partner, and no case of overlap.
    """
    data = saying(
        a=(
            "2024",
            None,
            [
                ("partnership", NAMES),
                ("project", ["Wien"]),
                ("exchange", ["Wien", "Paris"]),
            ],
        )
    )

    assert data.reconcile("a").sources[0].overlaps == (("paris", ("exchange-2",)),)


def test_story_skips_what_others_say_right():
    """
    A source that is off is told of by its number, not compared, if others have its size.
    """
    data = saying(
        a=("2017", 17, []),
        b=("2024-01", 18, []),
        c=("2024-02", 17, [("partnership", NAMES)]),
    )

    r = data.reconcile()

    assert [s.fits for s in r.sources] == [True, True, False]
    assert [(c.a, c.b) for c in r.comparisons] == [("a", "b")]
    assert "c" in {s.id for s in r.sources}


def test_story_takes_the_weightier_source():
    """
    For a number the story takes a list rather than a bare number.
    """
    data = saying(
        a=("2017", 17, []),
        b=("2024-01", 18, [("partnership", NAMES)]),
        c=("2024-02", 18, []),
    )

    assert [(c.a, c.b) for c in data.reconcile().comparisons] == [("a", "b")]


# The story ----------------------------------------------------------------------------


@pytest.mark.data
def test_story():
    """
    Without arguments, all sources that state a number or a list are told of.
    """
    r = bp.reconcile()
    stating = {
        s.source
        for s in bp.statements("cities/berlin")
        if s.property in ("partners", "partner-count")
    }

    assert r.story
    assert {s.id for s in r.sources} == stating
    assert [str(c.bridge) for c in r.comparisons if c.bridge.start >= 17] == [
        "17 + 1 = 18",
        "18 + 1 = 19",
        "17 + 3 = 20",
    ]
    assert [s.id for s in r.sources if not s.fits] == ["tsp-136644", "liquisearch"]
    assert r.differs
    assert r.uncounted == (
        ("moscow", bp.PartialDate.parse("[2022-03-02..2022-04-05]")),
    )
    assert [(str(span), n) for span, n, _ in r.history][-3:] == [
        ("[2000-10-10, 2023-09-14)", 17),
        ("[2023-09-14, 2025-05-05)", 18),
        ("[2025-05-05, …)", 19),
    ]


@pytest.mark.data
@pytest.mark.parametrize("language", ["de", "en"])
def test_story_in_words(language):
    """
    A newspaper's reader finds the numbers, the cities, the dates and the sources.
    """
    said = bp.reconcile().explain(language)
    days = {
        "de": ("14. September 2023", "5. Mai 2025", "10. Oktober 2000"),
        "en": ("14 September 2023", "5 May 2025", "10 October 2000"),
    }[language]

    for word in ("17", "18", "19", "20", "Vaduz", *days):
        assert word in said
    for id in ("kyiv", "tel-aviv", "moscow", "vienna", "bern", "london"):
        assert bp.cities[id].label(language) in said
    for id in ("rbm-overview", "senuvk-overview", "liquisearch"):
        assert f"[{id}]" in said


def test_story_of_a_part():
    """
    A part of the sources has a story of its own, and it can be told.
    """
    for part in (bp.only("seed-002"), bp.only(), bp.only("seed-001", "seed-002")):
        r = part.reconcile()

        r.check()
        assert len(r.sources) == len(part.sources)
        for language in ("de", "en"):
            assert r.explain(language).strip()


# Every result -------------------------------------------------------------------------


@pytest.mark.parametrize("name", RESULTS)
def test_result_round_trip(name):
    """
    A reconciliation goes through JSON and comes back the same.
    """
    r = RESULTS[name]()

    plain = r.to_dict()
    text = json.dumps(plain)
    assert json.loads(text) == plain
    assert bp.Reconciliation.from_dict(json.loads(text)) == r
    assert pickle.loads(pickle.dumps(r)) == r  # noqa: S301
    assert bp.Reconciliation.from_dict(json.loads(text)).explain() == r.explain()


@pytest.mark.parametrize("name", RESULTS)
def test_result_is_complete(name):
    """
    Nothing gets lost: every difference is in a bridge, and every bridge ends.
    """
    r = RESULTS[name]()

    r.check()
    for c in r.comparisons:
        assert c.bridge.residual == 0


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", RESULTS)
def test_result_explains(name, language):
    """
    Every result says something, in words, without ids of definitions or cities.
    """
    said = RESULTS[name]().explain(language)

    assert said.strip()
    assert "None" not in said
    codes = r"(founding-agreement|[+-](resting|opening|announced|project)|local:|@\d)"
    assert not re.search(codes, said)
    assert "mexico-city" not in said
    assert not re.search(r"\b(temporal|identity|omission|unsupported)\b", said)


@pytest.mark.parametrize("name", RESULTS)
def test_result_in_a_notebook(name):
    """
    A notebook shows the report, which is well-formed and asks for nothing from outside.
    """
    html = RESULTS[name]()._repr_html_()

    tree = ET.fromstring(f"<div>{html}</div>")
    assert tree.find("h2").text == "Why sources differ"
    assert not [e for e in tree.iter() if e.tag in ("script", "style", "link", "img")]
    assert all(e.get("href").startswith("http") for e in tree.iter("a"))


def test_result_labels():
    """
    Everybody who is spoken of has a name in both languages.
    """
    for make in RESULTS.values():
        r = make()
        known = {label.entity for label in r.labels}
        spoken = {d.entity for c in r.comparisons for d in c.differences}
        spoken |= {m.entity for s in r.sources for m in s.mentions or () if m.entity}
        assert spoken <= known
        assert all(label.de and label.en for label in r.labels)


def test_html_is_escaped():
    """
    A name cannot bring code into a notebook.
    """
    assert "<script>" not in bp.reconcile(["<script>"])._repr_html_()


def test_check_notices():
    """
    The proof fails if something was lost.
    """
    r = bp.reconcile("seed-004", "seed-002")
    c = only(r)
    short = attrs.evolve(c.bridge, items=())
    with pytest.raises(AssertionError, match="is left over"):
        attrs.evolve(r, comparisons=(attrs.evolve(c, bridge=short),)).check()
    even = attrs.evolve(c.bridge, items=(), end=17)
    with pytest.raises(AssertionError, match="not in the bridge: kyiv"):
        attrs.evolve(r, comparisons=(attrs.evolve(c, bridge=even),)).check()


@given(
    st.lists(
        st.sampled_from([*NAMES, "Wien", "Bern", "Rom", "Kiew", "Moskau"]), max_size=24
    ),
    st.lists(st.sampled_from([*NAMES, "Vaduz", "Peking"]), max_size=24),
)
def test_any_lists(first, second):
    """
    Whatever two lists hold: nothing is lost, the bridge ends, turning mirrors.
    """
    a, b = bp.Source(id="a", names=first), bp.Source(id="b", names=second)
    forth, back = bp.reconcile(a, b), bp.reconcile(b, a)

    forth.check()
    assert only(forth).mirrored == only(back)
    assert only(forth).bridge.start == len(first)
    assert only(forth).bridge.end == len(second)
    assert [m.text for m in forth.sources[0].mentions] == first
    for language in ("de", "en"):
        assert forth.explain(language)


def test_policy_of_the_callers():
    """
    Other costs can give another reading; the policy stands in the result.
    """
    mine = bp.Policy(id="mine", version="2", facet=1000)
    names = [n for n in NAMES if n != "Moscow"]

    r = bp.reconcile(names, "seed-002", policy=mine)

    assert r.policy == "mine/2"
    assert r.sources[0].readings[0].definition.id == "founding-agreement"
    assert bp.reconcile(names, "seed-002").policy == "default/1"


# date_of() ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "definition", "possible"),
    [
        (18, "founding-agreement", ["[2023-09-14, 2025-05-05)"]),
        (17, "founding-agreement", ["[2000-10-10, 2023-09-14)"]),
        (7, "founding-agreement", ["[1992-06-01, 1992-08-28)"]),
        (7, "first-act", ["[1991-12-14, 1992-06-01)"]),
        (0, "founding-agreement", ["[…, 1967-06-27)"]),
        (99, "founding-agreement", []),
        (["Paris", "L. A."], "founding-agreement", ["[1987-07-02, 1988-11-04)"]),
        ([], "founding-agreement", ["[…, 1967-06-27)"]),
        (["Paris"], "founding-agreement", []),
        (NAMES, "founding-agreement", ["[2023-09-14, 2025-05-05)"]),
        (NAMES, "first-act", ["[2023-09-14, 2025-05-05)"]),
    ],
)
def test_date_of(what, definition, possible):
    """
    A number or a list is dated by when it was true.
    """
    d = bp.date_of(what, definition)

    assert spans(d.possible) == possible
    assert d.certain == d.possible
    assert d.definition == definition


def test_date_of_the_active():
    """
    Where a day is only bounded, a number may be true longer than it certainly is.
    """
    d = bp.date_of(16, statuses=["active"])

    assert spans(d.possible)[-1] == "[2022-03-02, 2023-09-14)"
    assert spans(d.certain)[-1] == "[2022-04-05, 2023-09-14)"
    assert "Certainly" in d.explain()
    assert "Sicher" in d.explain("de")


def test_date_of_an_open_list():
    """
    A list that is not complete was true as long as all in it were partners.
    """
    d = bp.date_of(["Paris", "Kyiv"], closed=False)

    assert spans(d.possible) == ["[2023-09-14, …)"]


def test_date_of_unknown_names():
    """
    Names that no city has are given back; the rest is dated.
    """
    d = bp.date_of(["Los Angeles", "Rom"])

    assert d.unknown == ("Rom",)
    assert spans(d.possible) == ["[1967-06-27, 1987-07-02)"]
    assert "Rom" in d.explain()
    assert "Rom" in d.explain("de")


@pytest.mark.parametrize(
    ("what", "error", "problem"),
    [
        (-1, ValueError, "must not be negative, not -1"),
        (True, TypeError, "a number or a list of names is needed, not True"),
        (1.5, TypeError, "a number or a list of names is needed"),
        (None, TypeError, "a number or a list of names is needed"),
        ("Paris", TypeError, "a list of names is needed, not the one text 'Paris'"),
    ],
)
def test_date_of_nothing(what, error, problem):
    """
    Only a number that can be counted, or several names, can be dated.
    """
    with pytest.raises(error, match=problem):
        bp.date_of(what)


def test_dating_round_trip():
    """
    A dating goes through JSON and comes back the same, and says something.
    """
    for d in (
        bp.date_of(18),
        bp.date_of(99),
        bp.date_of(0),
        bp.date_of(16, statuses=["active"]),
        bp.date_of(["Paris", "Rom"]),
    ):
        assert bp.Dating.from_dict(json.loads(json.dumps(d.to_dict()))) == d
        assert d.explain()
        assert d.explain("de") != d.explain()


def test_dating_agrees_with_the_timeline():
    """
    For every interval, its number was true in exactly those days.
    """
    for i in bp.timeline():
        assert Span(i.start, i.end) in bp.date_of(i.count).possible


# Resolutions --------------------------------------------------------------------------

RESOLVED = [
    (f"partnerships/{id}", property)
    for id in bp.partnerships
    for property in ("since", "status", "counterpart", "term")
] + [
    (f"partnerships/{a.id}", property)
    for p in bp.partnerships.values()
    for a in p.acts
    for property in ("date", "instrument", "place", "signatories")
]


@pytest.mark.data
@pytest.mark.parametrize(("about", "property"), RESOLVED)
def test_resolution_round_trip(about, property):
    """
    A resolution goes through JSON and comes back the same, and explains itself.
    """
    r = bp.resolve(about, property)

    again = bp.Resolution.from_dict(json.loads(json.dumps(r.to_dict())))

    assert again == r
    for language in ("de", "en"):
        assert r.explain(language).startswith(r.heading[language == "en"])
        assert again.explain(language) == r.explain(language)


# Reports ------------------------------------------------------------------------------


def tables(html):
    """
    The tables of a page as rows of texts, the heads first.
    """
    body = html[html.index("<body>") : html.index("</html>")]
    return [
        [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]
        for table in ET.fromstring(body).iter("table")
    ]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", RESULTS)
def test_report(name, language):
    """
    A report's tables have every source once, and their steps add up.
    """
    r = RESULTS[name]()

    found = tables(r.to_html(language))

    heads = [table[0] for table in found]
    sources = next(t for t in found if len(t[0]) == 6)
    assert [row[0] for row in sources[1:]] == [f"[{s.id}]" for s in r.sources]
    bridges = [t for t in found if len(t[0]) == 5]
    steps = [row for t in bridges for row in t[1:] if row[3]]
    total = sum(int(row[4].replace("−", "-")) for row in steps)
    assert total == sum(c.bridge.end - c.bridge.start for c in r.comparisons)
    assert len(heads) == len({tuple(head) for head in heads})
    codes = r"\b(temporal|identity-|omission|founding-agreement|None)\b"
    text = " ".join(cell for table in found for row in table for cell in row)
    assert not re.search(codes, text)


@pytest.mark.parametrize("name", RESULTS)
def test_report_in_markdown(name):
    """
    Markdown says the same as the page, but for the drawing.
    """
    r = RESULTS[name]()

    html = MarkdownIt("commonmark").enable("table").render(r.to_markdown("de"))

    linked = {f"[{s.id}]": s.id for s in r.sources if s.url}  # links have no brackets
    assert tables(f"<body>{html}</body></html>") == [
        [[linked.get(cell, cell) for cell in row] for row in table]
        for table in tables(r.to_html("de"))
    ]


def test_every_entry_has_one_finding():
    """
    Of a list with a slip, a double, a stranger and a gap each entry is told once.
    """
    names = [n for n in NAMES if n != "Paris"]
    r = bp.reconcile([*names, "Kiew", "Rom", "Vaduz", "Moskau"], "seed-002")

    entries = [(e.text, e.finding) for e in r.sources[0].entries]

    assert entries == [
        *((name, "member") for name in names),
        ("Kiew", "again"),
        ("Rom", "identity-unknown"),
        ("Vaduz", "never"),
        ("Moskau", "again"),
        ("", "omitted"),
    ]
    assert r.sources[0].entries[-1].entity == "paris"
    r.check()


@given(
    st.lists(
        st.sampled_from([*NAMES, "Kiew", "Rom", "Vaduz", "", "Moskau", "Wien"]),
        max_size=30,
    )
)
def test_nothing_printed_is_lost(names):
    """
    Whatever a list has in it, each entry is in the report once, in order.
    """
    r = bp.reconcile(names)

    r.check()
    printed = [e.text for e in r.sources[0].entries][: len(names)]
    assert printed == names
    assert sum(e.finding == "member" for e in r.sources[0].entries) <= len(set(names))


def test_a_report_that_lost_a_name_is_found():
    """
    The proof fails if a name of a list is not in the report.
    """
    r = bp.reconcile(["Paris", "Rom"])
    broken = attrs.evolve(r.sources[0], mentions=r.sources[0].mentions[:1])

    class Lossy(type(broken)):
        entries = r.sources[0].entries

    fields = {a.name: getattr(broken, a.name) for a in attrs.fields(type(broken))}
    with pytest.raises(AssertionError, match="not each name is in the report once"):
        attrs.evolve(r, sources=(Lossy(**fields),)).check()


def test_another_usual_way_of_counting():
    """
    Counted from the first act, Moscow belonged in 1990 already, and Budapest.
    """
    r = bp.reconcile("senat-2008-list", definition="first-act")

    usual = bp.reconcile("senat-2008-list")
    assert r.sources[0].readings[0].definition.id == "first-act"
    assert "counted from the first act" in r.explain()
    assert [span.start for span, *_ in r.history] != [
        s.start for s, *_ in usual.history
    ]
    with pytest.raises(ValueError, match="definition must be one of"):
        bp.reconcile("seed-002", definition="first")


def test_a_definition_of_ones_own_is_named():
    """
    A definition that a caller made is called by its id.
    """
    mine = bp.Definition("mine", {"statuses": {"active"}, "levels": {"state"}})

    assert (
        "counted by “mine”" in bp.reconcile(["Los Angeles"], definition=mine).explain()
    )


# Absurd input ---------------------------------------------------------------------------


def test_a_list_that_is_too_long():
    """
    A list of more names than there may be is refused with its length.
    """
    with pytest.raises(ValueError, match="100000 names, not 100001 as 'yours' has"):
        bp.reconcile(bp.Source(names=["Paris"] * (MOST_NAMES + 1)))


def test_a_source_that_copies_itself():
    """
    A source may say that it copies itself, or copies in a circle: that is no witness.
    """
    a = bp.Source(id="a", names=["Paris"], derived_from=("a", "b"))
    b = bp.Source(id="b", names=["Paris"], derived_from=("a",))

    r = bp.reconcile(a, b)

    assert only(r).differences == ()


@pytest.mark.parametrize("text", ["2020/2021", "2021-13", "yesterday", "2021-05-05/.."])
def test_an_interval_where_a_point_is_due(text):
    """
    A source speaks of a point in time, however vaguely known.
    """
    with pytest.raises(bp.InvalidDateError, match=text):
        bp.Source(names=["Paris"], as_of=text)


@pytest.mark.parametrize(
    ("what", "error", "problem"),
    [
        ("", ValueError, "not empty"),
        (" ", ValueError, "not empty"),
        ("nofile.csv", bp.UnknownNameError, "'nofile.csv'. There is no such file"),
        ("lists/mine", bp.UnknownNameError, "'lists/mine'. There is no such file"),
        (
            "seed-02",
            bp.UnknownNameError,
            "no source 'seed-02'; did you mean 'seed-002'",
        ),
        (17, TypeError, "a list of names, or a path, not int"),
    ],
)
def test_what_is_no_source(what, error, problem):
    """
    What cannot be a source is refused; what looks like a path is not taken for an id.
    """
    with pytest.raises(error, match=problem):
        bp.reconcile(what)


def test_what_is_no_policy():
    """
    A policy is one, and not its name.
    """
    with pytest.raises(TypeError, match="policy must be a Policy, not str"):
        bp.reconcile("seed-002", policy="strict")
