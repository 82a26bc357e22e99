"""
Changes read as a person would write them, in German and in English.
"""

from __future__ import annotations

import re

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships import _things
from berlin_partnerships._build import built
from berlin_partnerships._changes import PARTS, Change, _is_answer
from berlin_partnerships._dataset import Dataset
from berlin_partnerships._dates import PartialDate, Period
from berlin_partnerships._jubilees import said_fit
from berlin_partnerships._model import City
from berlin_partnerships._partnerships import (
    LEVELS,
    RELATIONS,
    ROLES,
    Act,
    Partnership,
    StatusPeriod,
)
from berlin_partnerships._sources import Source
from berlin_partnerships._steps import _difference
from berlin_partnerships._terms import FIELD_WORDS, ROLE_WORDS, VALUE_WORDS
from berlin_partnerships._told import Teller


pytestmark = pytest.mark.data
ALL = bp.load()._curated
VISIT = "us-visit-2024"
KEPT = re.compile(r" \((\d+) steps? of the timeline\)")


def dataset(curated=ALL, **changes):
    curated = attrs.evolve(curated, **changes)
    return Dataset(built(curated), lambda: curated, "a test")


def city(id, **fields):
    return dataset(cities={**ALL.cities, id: attrs.evolve(ALL.cities[id], **fields)})


def partnership(id, **fields):
    row = attrs.evolve(ALL.partnerships[id], **fields)
    return dataset(partnerships={**ALL.partnerships, id: row})


def act(which, act_id, /, **fields):
    acts = tuple(
        attrs.evolve(a, **fields) if a.id == act_id else a
        for a in ALL.partnerships[which].acts
    )
    return partnership(which, acts=acts)


def moved(about, day, to):
    """
    What sources say of a record on one day, said of another; None: not said.
    """
    said = []
    for s in ALL.statements:
        if s.subject != about or str(s.value) != day:
            said.append(s)
        elif to:
            said.append(attrs.evolve(s, value=PartialDate.parse(to)))
    return dataset(statements=tuple(said))


def lines(old, new, language):
    return bp.diff(old, new).explain(language).splitlines()


def begins(start, found):
    return any(line.startswith(f"- {start}") for line in found)


@pytest.fixture(scope="module", name="undated")
def _undated():
    """
    Nobody says on which day Tel Aviv began.
    """
    return moved("partnerships/tel-aviv", "2025-05-05", None)


# Single values ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "de", "en"),
    [
        (
            lambda: city("kyiv", country="PL"),
            "Kyiv, Land: UA → PL [cities/kyiv]",
            "Kyiv, country: UA → PL [cities/kyiv]",
        ),
        (
            lambda: city("kyiv", subdivision=None),
            "Kyiv, Region (ISO 3166-2): UA-30 → unbekannt [cities/kyiv]",
            "Kyiv, subdivision (ISO 3166-2): UA-30 → unknown [cities/kyiv]",
        ),
        (
            lambda: city("warsaw", parent="prague"),
            "Warschau, gehört zu: unbekannt → Prag [cities/warsaw]",
            "Warsaw, part of: unknown → Prague [cities/warsaw]",
        ),
        (
            lambda: act("moscow", "2022-suspension", role="other"),
            (
                "Moskau, Aussetzung 2022, Rolle: Aussetzung → anderer Akt "
                "[partnerships/moscow#2022-suspension]"
            ),
            (
                "Moscow, suspension of 2022, role: suspension → other act "
                "[partnerships/moscow#2022-suspension]"
            ),
        ),
        (
            lambda: act("moscow", "2022-suspension", role="other"),
            (
                "Moskau, Status im Lauf der Zeit: aktiv (ab 28. August 1991), ruht (Beginn "
                "zwischen dem 2. März 2022 und dem 5. April 2022) → aktiv (ab 28. August "
                "1991) [partnerships/moscow]"
            ),
            (
                "Moscow, status over time: active (from 28 August 1991), resting (beginning "
                "between 2 March 2022 and 5 April 2022) → active (from 28 August 1991) "
                "[partnerships/moscow]"
            ),
        ),
        (
            lambda: partnership("kyiv", party="east-berlin"),
            "Kyiv, Berliner Seite: Land Berlin → Ost-Berlin",
            "Kyiv, Berlin side: Berlin → East Berlin",
        ),
        (
            lambda: partnership("kyiv", level="borough"),
            "Kyiv, Ebene: Land → Bezirk [partnerships/kyiv]",
            "Kyiv, level: state → borough [partnerships/kyiv]",
        ),
        (
            lambda: partnership("kyiv", relation="friendship"),
            "Kyiv, Art der Verbindung: Partnerschaft → Freundschaft",
            "Kyiv, relation: partnership → friendship",
        ),
        (
            lambda: act("kyiv", "2023-signing", id="2023-other"),
            "Kyiv, Gründung 2023: weggefallen [partnerships/kyiv#2023-signing]",
            "Kyiv, founding of 2023: gone [partnerships/kyiv#2023-signing]",
        ),
        (
            lambda: act("kyiv", "2023-signing", id="2023-other"),
            "Kyiv, Gründung: neu [partnerships/kyiv#2023-other]",
            "Kyiv, founding: new [partnerships/kyiv#2023-other]",
        ),
    ],
)
def test_a_value(change, de, en):
    """
    Name, label, old and new value, and the id to look for.
    """
    new = change()

    assert begins(de, lines(bp.load(), new, "de"))
    assert begins(en, lines(bp.load(), new, "en"))


@pytest.mark.parametrize(
    ("about", "what", "was", "now", "de", "en"),
    [
        (
            "events/us-visit-2024",
            "took-place",
            True,
            False,
            "hat stattgefunden: ja → nein",
            "took place: yes → no",
        ),
        (
            "events/us-visit-2024",
            "held",
            Period.parse("2024-11-10/2024-11-15"),
            Period.parse("2024-11"),
            "Zeit: 10. November 2024 bis 15. November 2024 → November 2024",
            "held: 10 November 2024 to 15 November 2024 → November 2024",
        ),
        (
            "events/us-visit-2024",
            "city",
            ("cities/warsaw", "cities/prague"),
            (),
            "Stadt: Warschau und Prag → unbekannt",
            "city: Warsaw and Prague → unknown",
        ),
        (
            "events/us-visit-2024",
            "city",
            ("cities/nowhere",),
            ("cities/kyiv",),
            "Stadt: cities/nowhere → Kyiv",
            "city: cities/nowhere → Kyiv",
        ),
        (
            "programs/move-your-mind",
            "grants",
            ((Period.parse("2017"), 1),),
            ((Period.parse("2017"), 1), (Period.parse("2018/.."), 2)),
            "Stipendien im Jahr: 2017: 1 → 2017: 1; seit 2018: 2",
            "grants a year: 2017: 1 → 2017: 1; since 2018: 2",
        ),
        (
            "cities/berlin",
            "partners",
            (("Kiew", "Paris"),),
            (("Kiew",), ("Paris", "Prag")),
            "Partnerstädte: Kiew und Paris → Kiew; Paris und Prag",
            "partner cities: Kiew and Paris → Kiew; Paris and Prag",
        ),
        (
            "parties/east-berlin",
            "name",
            {"de": "Ost-Berlin", "en": "East Berlin"},
            {"de": "Berlin (Ost)", "en": "Berlin (East)"},
            "Name: Ost-Berlin → Berlin (Ost)",
            "name: East Berlin → Berlin (East)",
        ),
        (
            "partnerships/kyiv",
            "periods",
            (),
            (StatusPeriod(status="dormant", start=None, end=None),),
            "Status im Lauf der Zeit: unbekannt → eingeschlafen (Beginn unbekannt)",
            "status over time: unknown → dormant (beginning unknown)",
        ),
        (
            "partnerships/kyiv",
            "brand-new",
            "a",
            "b",
            "brand-new: a → b",
            "brand-new: a → b",
        ),
    ],
)
def test_values_of_all_sorts(about, what, was, now, de, en):
    """
    Truth values, times, records, pairs and lists in words.
    """
    told = Teller(bp.load(), bp.load()).field(about, what, was, now)

    assert [
        text.rpartition(f", {d.partition(':')[0]}")[2]
        for text, d in zip(told, (de, en), strict=True)
    ] == [d[len(d.partition(":")[0]) :] for d in (de, en)]


def test_a_long_value_is_cut():
    """
    Of a value of 400 signs a line has the beginning.
    """
    de, _ = Teller(bp.load(), bp.load()).field(
        "cities/kyiv", "policy", "", "word " * 80
    )

    assert de.endswith("word …")
    assert len(de) < 220


def test_parts_of_a_visit():
    """
    An appointment has a label; a stop is called by its city; what is not there has an id.
    """
    teller = Teller(bp.load(), bp.load())
    visit = bp.events[VISIT]
    appointment = next(a for a in visit.appointments if a.name != a.name_de)
    about = f"events/{VISIT}"

    assert teller.names(f"{about}#{appointment.id}", "de").endswith(
        f", {appointment.name_de}"
    )
    assert teller.names(f"{about}#boston", "en").endswith(", Boston")
    assert teller.names(f"{about}#nowhere", "en").endswith(", nowhere")
    assert teller.field(f"{about}#{appointment.id}", "stop", None, "boston")[
        0
    ].endswith("Station: unbekannt → Boston")


def test_other_records():
    """
    A borough's partnership names the borough, a source has its title in quotes.
    """
    rows = {**ALL.partnerships}
    rows["kyiv"] = attrs.evolve(rows["kyiv"], level="borough", party="east-berlin")
    new = dataset(partnerships=rows)
    teller = Teller(new, new)

    assert teller.thing("partnerships/kyiv", gone=True) == (
        "Kyiv (Ost-Berlin): weggefallen",
        "Kyiv (East Berlin): gone",
    )
    assert teller.thing("properties/since", gone=True) == (
        "besteht seit: weggefallen",
        "since: gone",
    )
    assert teller.thing("parties/east-berlin", gone=False) == (
        "Ost-Berlin: neu",
        "East Berlin: new",
    )
    assert teller.names("sources/pm-2024-11-08", "de") == (
        "„Wegner besucht New York City, Boston und Los Angeles“"
    )
    assert teller.names("cities/nowhere", "de") == "cities/nowhere"
    assert teller.names("cities/nowhere#part", "de") == "cities/nowhere, part"


def test_aliases_and_look_ups():
    """
    What an id or a name finds now.
    """
    teller = Teller(bp.load(), bp.load())
    source = "sources/pm-2024-11-08"

    assert teller.alias("seed-003", source, None) == (
        (
            "„Wegner besucht New York City, Boston und Los Angeles“, weitere Id seed-003: "
            "weggefallen"
        ),
        (
            "“Wegner besucht New York City, Boston und Los Angeles”, further id seed-003: "
            "gone"
        ),
    )
    assert teller.alias("x", "sources/none", source)[1] == (
        "sources/none, further id x: now finds “Wegner besucht New York City, Boston "
        "und Los Angeles”"
    )
    assert teller.look_up("cities/kyiv", "Kiew", ["cities/kyiv", "cities/moscow"]) == (
        "Kyiv, Suche nach „Kiew“: Kyiv → Kyiv oder Moskau",
        "Kyiv, look-up of “Kiew”: Kyiv → Kyiv or Moscow",
    )


def test_a_property_that_is_gone():
    """
    A property that only the old data know has its old label.
    """
    kept = {k: p for k, p in ALL.properties.items() if k != "policy"}
    said = tuple(s for s in ALL.statements if s.property != "policy")
    teller = Teller(bp.load(), dataset(properties=kept, statements=said))

    assert teller.label("cities/kyiv", "policy", "de") == "Ziel"
    assert teller.label("places/x", "policy", "de") == "policy"


# Celebrations -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "on", "de", "en"),
    [
        (
            30,
            "2022-09-01",
            "30 Jahre vom Gründungsakt (28. August 1992) an, 4 Tage nach dem Jahrestag",
            (
                "30 years from the founding act (28 August 1992), 4 days after the "
                "anniversary"
            ),
        ),
        (
            30,
            "2022-08-28",
            "30 Jahre vom Gründungsakt (28. August 1992) an, am Jahrestag",
            "30 years from the founding act (28 August 1992), on the anniversary",
        ),
        (
            7,
            "2022",
            "7 Jahre, passt zu keinem Akt",
            "7 years, fits no act",
        ),
    ],
)
def test_how_a_celebration_fits(number, on, de, en):
    """
    What Budapest's years are counted from, and how far the day was.
    """
    kept = bp.celebration("budapest", number, on=on)

    assert (said_fit(kept, "de"), said_fit(kept, "en")) == (de, en)


def test_a_celebration_in_a_line():
    """
    The celebration's name, and how it fitted and fits.
    """
    was = bp.celebration("budapest", 30, on="2022-08-28")
    now = bp.celebration("budapest", 7, on="2022-08-28")
    told = Teller(bp.load(), bp.load()).celebration("events/la-x-2017", was, now)

    assert told[0] == (
        "la > x, gezählt: 30 Jahre vom Gründungsakt (28. August 1992) an, am Jahrestag "
        "→ 7 Jahre, passt zu keinem Akt"
    )


# The timeline -------------------------------------------------------------------------


def test_an_open_start_is_summed_up():
    """
    If nobody says since when London is a partner, it may be one from the beginning.

    Sixteen partners began before: with each the number is one more, possibly. Two
    came later: with each it is one fewer for certain. Twice, as one counts two ways.
    """
    said = tuple(
        s
        for s in ALL.statements
        if s.subject != "partnerships/london" or s.property not in ("since", "date")
    )
    found = bp.diff(bp.load(), dataset(statements=said))
    de, en = (found.explain(language).splitlines() for language in ("de", "en"))

    assert begins(
        "Zahl der Partnerschaften: eine mehr möglich, vom 27. Juni 1967 bis zum 9. Oktober "
        "2000 (32 Schritte der Zeitleiste) [timeline] (wegen ",
        de,
    )
    assert begins(
        "Number of partnerships: one more possible, from 27 June 1967 to 9 October 2000 "
        "(32 steps of the timeline) [timeline] (because of ",
        en,
    )
    assert begins(
        "Number of partnerships: one fewer certain, since 14 September 2023 "
        "(4 steps of the timeline) [timeline] (because of ",
        en,
    )
    assert begins(
        "London, als Partnerstadt gezählt: seit dem 10. Oktober 2000 → möglicherweise "
        "von Anfang an (4 Schritte der Zeitleiste) [timeline]",
        de,
    )
    assert "first-act, from the beginning" in {c.what for c in found.answers}
    assert not any("None" in c.what for c in found.answers)


def test_announced_and_begun_some_day(undated):
    """
    What was announced on 4 April 2025 may have begun on that day.
    """
    assert begins(
        "Tel Aviv, als Partnerstadt gezählt: seit dem 5. Mai 2025 → möglicherweise seit "
        "dem 4. April 2025 (4 Schritte der Zeitleiste) [timeline]",
        lines(bp.load(), undated, "de"),
    )


def test_only_one_criterion():
    """
    Without the list of 2008 Moscow's declaration was a day earlier: an opening act.
    """
    new = moved("partnerships/moscow", "1990-11-12", "1990-12-12")

    assert begins(
        "Moskau, als Partnerstadt gezählt (vom ersten Akt an): seit dem 12. November 1990 "
        "→ seit dem 11. November 1990 (2 Schritte der Zeitleiste) [timeline]",
        lines(bp.load(), new, "de"),
    )
    assert begins(
        "Moscow, counted as a partner (from the first act): since 12 November 1990 → "
        "since 11 November 1990 (2 steps of the timeline) [timeline]",
        lines(bp.load(), new, "en"),
    )


def test_an_earlier_start_makes_more():
    """
    Had Kyiv begun in 2000, there were one more until 2023: with London since October.
    """
    new = moved("partnerships/kyiv", "2023-09-14", "2000-08-01")
    found = lines(bp.load(), new, "en")

    assert begins(
        "Number of partnerships: one more, from 10 October 2000 to 13 September 2023 "
        "(2 steps of the timeline)",
        found,
    )
    assert begins(
        "Number of partnerships: one fewer, from 10 October 2000 to 13 September 2023",
        lines(new, bp.load(), "en"),
    )
    assert begins(
        "Kyiv, counted as a partner: since 14 September 2023 → since 1 ", found
    )


def test_a_partnership_that_is_gone_was_counted():
    """
    London is gone: never counted now, and one fewer since Kyiv.
    """
    rows = {k: p for k, p in ALL.partnerships.items() if k != "london"}
    said = tuple(s for s in ALL.statements if s.subject != "partnerships/london")
    new = dataset(partnerships=rows, statements=said)

    de = lines(bp.load(), new, "de")
    assert begins("London: weggefallen [partnerships/london]", de)
    assert begins(
        "London, als Partnerstadt gezählt: seit dem 10. Oktober 2000 → nie (2 Schritte",
        de,
    )
    assert begins(
        "Zahl der Partnerschaften: eine weniger, seit dem 14. September 2023 (4 Schritte",
        de,
    )


def own(tmp_path, name, *rows):
    path = tmp_path / f"{name}.csv"
    head = "name,first_act,since,resting_since,until"
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return bp.load(path)


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        # A bound that ends later, and one that ends earlier.
        (
            "[1990-01-01..1990-06-01]",
            "[1990-01-01..1990-09-01]",
            [("Number of partnerships: one fewer certain, "
             "from 1 June 1990 to 31 August 1990")],
        ),
        (
            "[1990-01-01..1990-09-01]",
            "[1990-01-01..1990-06-01]",
            [("Number of partnerships: one more certain, "
             "from 1 June 1990 to 31 August 1990")],
        ),
    ],
)  # fmt: skip
def test_a_bound_that_moves(tmp_path, was, now, said):
    """
    A partner that may have begun until another day is certain from another day.
    """
    one, other = (own(tmp_path, "Town", f"A,,{day},,") for day in (was, now))
    found = [line for line in lines(one, other, "en") if "timeline" in line]

    assert [line[2:].partition(" (")[0] for line in found] == said
    assert "(4 steps of the timeline)" in found[0]


def test_a_partner_that_leaves(tmp_path):
    """
    A, once for good, ended in 2001; two that began on one day are told together.
    """
    one = own(tmp_path, "One", "A,,1990-03-04,,", "B,,1995-01-01,,", "C,,1995-01-01,,")
    other = own(
        tmp_path,
        "Two",
        "A,,1990-03-04,,2001-01-01",
        "B,,1996-01-01,,",
        "C,,1996-01-01,,",
    )

    found = "\n".join(lines(one, other, "de"))

    assert (
        "A, als Partnerstadt gezählt: seit dem 4. März 1990 → vom 4. März 1990 bis zum "
        "31. Dezember 2000 (2 Schritte der Zeitleiste)"
    ) in found
    assert (
        "B und C, als Partnerstadt gezählt: seit dem 1. Januar 1995 → seit dem 1. "
        "Januar 1996 (4 Schritte der Zeitleiste)"
    ) in found


@pytest.mark.parametrize(
    ("certain", "possible", "de", "en"),
    [
        (1, 1, "eine mehr", "one more"),
        (-2, -2, "2 weniger", "2 fewer"),
        (0, 1, "eine mehr möglich", "one more possible"),
        (-1, 0, "eine weniger sicher", "one fewer certain"),
        (
            -1,
            2,
            "eine weniger sicher, 2 mehr möglich",
            "one fewer certain, 2 more possible",
        ),
        (0, 0, "gleich viele, in anderen Schritten", "as many, in other steps"),
    ],
)
def test_how_many_more(certain, possible, de, en):
    """
    More and fewer, certain and possible.
    """
    assert _difference(certain, possible, "de") == de
    assert _difference(certain, possible, "en") == en


# All of them --------------------------------------------------------------------------


def few():
    return bp.only("seed-002")


@pytest.mark.parametrize(
    "pair",
    [
        lambda undated: (bp.load(), undated),
        lambda undated: (undated, bp.load()),
        lambda _: (few(), bp.load()),
        lambda _: (bp.load(), few()),
        lambda _: (bp.load(), bp.only("senat-2008-list", "rbb-2025-05-05")),
    ],
)
def test_every_answer_is_told_once_or_counted(pair, undated):
    """
    As many answers come out as go in, and none reads like a machine's.
    """
    found = bp.diff(*pair(undated))
    for language, signs in (("en", KEPT), ("de", re.compile(r" \((\d+) Schritte? "))):
        rest = len({(c.what, c.old is None, c.new is None) for c in found.changes})
        body = found.explain(language).splitlines()[1:]
        told = [line for line in body if re.search(r" \[[a-z]+(/|\])", line)]
        counted = [signs.search(line) for line in told]

        assert sum(int(m[1]) if m else 1 for m in counted) == len(found.answers)
        assert len(body) - len(told) <= rest
        assert len(set(told)) == len(told)
        assert not [line for line in told if re.search(r"None|\.\.\d|[(]\+", line)]
    steps = [c for c in found.answers if c.about == "timeline"]
    assert {c.what for c in steps if c.what.endswith(("None", " "))} == set()
    assert all(len(c.told) == 2 for c in found.answers)
    assert not any(c.told for c in found.changes if not c.answer)


def test_a_change_without_words():
    """
    A change that somebody else made is told by its fields.
    """
    made = Change(about="cities/kyiv", what="x", old=None, new="1", answer=True)
    again = attrs.evolve(made, about="timeline", what="first-act, from 1990-01-01")
    found = bp.Diff(old="1", new="2", changes=(made, again))

    assert "- x: unknown → 1 [cities/kyiv]" in found.explain()
    assert "- x: unbekannt → 1 [cities/kyiv]" in found.explain("de")
    assert "(1 Schritt der Zeitleiste) [timeline]" in found.explain("de")


def test_reasons_are_given():
    """
    What curators gave as a reason stands behind the sources.
    """
    change = Change(
        about="cities/kyiv", what="x", old="2", new="1", answer=True,
        because=("a", "b"), reasons=("too early",), told=("Kyiv: x", "Kyiv: y"),
    )  # fmt: skip
    found = bp.Diff(old="1", new="2", changes=(change,))

    assert "- Kyiv: y [cities/kyiv] (because of a and b; reason given: too early)" in (
        found.explain()
    )
    assert "- Kyiv: x [cities/kyiv] (wegen a und b; Begründung: too early)" in (
        found.explain("de")
    )


@pytest.mark.parametrize(
    "cls",
    [City, Partnership, Act, Source, _things.Stop, _things.Appointment]
    + [getattr(_things, name) for name in (
        "Organization", "Person", "Place", "Event", "Program", "Cooperation", "Topic",
    )],
)  # fmt: skip
def test_every_field_has_words(cls):
    """
    No field whose change is an answer is told by the name that the code has for it.
    """
    kind = getattr(cls, "collection", "events")
    apart = {*PARTS, "_dataset", "aliases", "names", "id"}
    fields = {
        f.metadata.get("property", f.name)
        for f in attrs.fields(cls)
        if f.name not in apart and _is_answer(f"{kind}/x", f.name, (1,), ())
    }

    assert fields <= FIELD_WORDS.keys() | ALL.properties.keys()


def test_closed_lists_have_words():
    """
    Roles, levels, relations, and the values of the properties that are closed lists.
    """
    assert ROLE_WORDS.keys() == set(ROLES)
    assert VALUE_WORDS["level"].keys() >= set(LEVELS)
    assert VALUE_WORDS["relation"].keys() == set(RELATIONS)
    for id, row in ALL.properties.items():
        if row.type == "enum":
            assert VALUE_WORDS[id].keys() >= set(row.values), id
