"""
What does not fit together in the five documents, and what the library says of it.

The expectations are those of a reader who has the documents side by side; they are
written here once more, and not read from the page that the docs show.
"""

from __future__ import annotations

import importlib.util
import sys
import tomllib

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import berlin_partnerships as bp


pytestmark = pytest.mark.data

TOOL = Path(__file__).parents[2] / "tools" / "inconsistencies.py"
FIVE = bp.load().only("seed-000", "seed-001", "seed-002", "seed-003", "seed-004")
ALL = bp.load()
VISIT = FIVE.events["us-visit-2024"]
NOV_2024 = date(2024, 11, 8)


class Case(NamedTuple):
    """
    One inconsistency: what is asked, and what a reader expects.
    """

    id: str
    what: str
    ask: Callable[[], Any]
    expected: Any


def causes(dataset, *sources):
    """
    The cities that two sources differ in, each with its cause.
    """
    (comparison,) = dataset.reconcile(*sources).comparisons
    return {d.entity: d.cause for d in comparison.differences}


def said(about, property, source=None, dataset=FIVE):
    return [s.value for s in dataset.statements(about, property, source)]


def modes(text):
    """
    How the remarks on the visit that have *text* are meant.
    """
    return {
        s.mode
        for s in FIVE.statements("events/us-visit-2024", "remark")
        if text in s.value
    }


def bases(about, property):
    return {s.basis for s in FIVE.statements(about, property)}


def kinds(record, text):
    return {n.kind for n in record.names if n.text == text}


def gaps(alias, text):
    """
    How often a source has something left out for this reason.
    """
    return sum(text in left.reason for left in ALL.sources[alias].left_out)


def in_office(alias):
    return {s.subject for s in FIVE.statements(property="office", source=alias)}


def not_found(name):
    try:
        ALL.city(name)
    except bp.UnknownNameError as error:
        return "Johannesburg" in str(error)
    return False


CASES = [
    Case(
        "I-01",
        "only Kyiv parts the 17 from the 18, by its date",
        lambda: (
            causes(ALL, "seed-004", "seed-002"),
            causes(FIVE, "seed-004", "seed-002"),
        ),
        ({"kyiv": "temporal"}, {"kyiv": "unresolved"}),
    ),
    Case(
        "I-02",
        "a 17 without a list agrees with one list, and Kyiv parts it from the other",
        lambda: (
            causes(ALL, "seed-001", "seed-004"),
            causes(ALL, "seed-001", "seed-002"),
            said("cities/berlin", "partners", "seed-001"),
        ),
        ({}, {"kyiv": "temporal"}, []),
    ),
    Case(
        "I-03",
        "Madrid is a partner and in exchange with a department",
        lambda: (
            [p.id for p in ALL.city("Madrid").partnerships],
            ALL.cooperations["environment-madrid"].level,
        ),
        (["madrid"], "exchange"),
    ),
    Case(
        "I-04",
        "London is a partner, and its cooperation was growing",
        lambda: (
            [p.id for p in ALL.city("London").partnerships],
            ALL.cooperations["environment-london"].level,
        ),
        (["london"], "growing"),
    ),
    Case(
        "I-05",
        "Johannisburg is searched for, but never guessed",
        lambda: (
            not_found("Johannisburg"),
            kinds(ALL.cities["johannesburg"], "Johannisburg"),
            ALL.search("Johannisburg")[0].about,
        ),
        (True, {"as-printed"}, "cities/johannesburg"),
    ),
    Case(
        "I-06",
        "cities are the same under German and other names",
        lambda: [
            ALL.city(n).id
            for n in ("Peking", "Prag", "Tokio", "Warschau", "Windhuk", "Kiew", "Kyiv")
        ],
        ["beijing", "prague", "tokyo", "warsaw", "windhoek", "kyiv", "kyiv"],
    ),
    Case(
        "I-07",
        "mostly around 1990 dates nobody",
        lambda: {p.id: str(p.since) for p in FIVE.partnerships.values() if p.since},
        {"los-angeles": "1967-06-27"},
    ),
    Case(
        "I-08",
        "50 full years lasted from June 2017 to June 2018",
        lambda: [
            ALL.age("los-angeles", on=day).years
            for day in (
                date(2017, 6, 26),
                date(2017, 6, 27),
                date(2018, 6, 26),
                date(2018, 6, 27),
            )
        ],
        [49, 50, 50, 51],
    ),
    Case(
        "I-09",
        "on 28 June 2017 it is 50, and a day more than half a century",
        lambda: (
            ALL.age("los-angeles", on=date(2017, 6, 28)).years,
            str(ALL.anniversary("los-angeles", 50).date),
        ),
        (50, "2017-06-27"),
    ),
    Case(
        "I-10",
        "a day and its year agree",
        lambda: (
            FIVE.resolve("los-angeles", "since").outcome,
            str(FIVE.resolve("los-angeles", "since").value),
        ),
        ("compatible", "1967-06-27"),
    ),
    Case(
        "I-11",
        "anniversary and celebration have a day each",
        lambda: (
            str(FIVE.anniversary("los-angeles", 55).date),
            str(FIVE.events["berlin-meets-los-angeles-2022"].held),
        ),
        ("2022-06-27", "2022-09-20"),
    ),
    Case(
        "I-12",
        "the event took place, the visits did not",
        lambda: [
            FIVE.events[id].took_place
            for id in (
                "berlin-meets-los-angeles-2022",
                "los-angeles-55th-anniversary-visits",
            )
        ],
        [True, False],
    ),
    Case(
        "I-13",
        "both name two subjects, and each has more",
        lambda: {
            "health-economy": {
                s.source
                for s in FIVE.statements("events/us-visit-2024", "topic")
                if s.value == "topics/health-economy"
            },
            "digitalization": {
                s.source
                for s in FIVE.statements("events/us-visit-2024", "topic")
                if s.value == "topics/digitalization"
            },
            "artificial-intelligence": {
                s.source
                for s in FIVE.statements("events/us-visit-2024", "topic")
                if s.value == "topics/artificial-intelligence"
            },
        },
        {
            "health-economy": {"pm-2024-11-08", "rbm-la-new"},
            "digitalization": {"rbm-la-new"},
            "artificial-intelligence": {"pm-2024-11-08"},
        },
    ),
    Case(
        "I-14",
        "a slip and the initials are one college",
        lambda: (
            ALL.organizations.find("LATCC").id,
            ALL.organizations.find("LATTC").id,
            kinds(ALL.organizations.find("LATTC"), "LATCC"),
        ),
        ("la-trade-tech-college", "la-trade-tech-college", {"as-printed"}),
    ),
    Case(
        "I-15",
        "science was announced, business reported",
        lambda: (modes("science delegation"), modes("business delegation traveled")),
        ({"announced"}, {"reported"}),
    ),
    Case(
        "I-16",
        "what was announced and reported in Los Angeles",
        lambda: {
            a.id: (bool(a.announced), bool(a.reported)) for a in VISIT.at("los-angeles")
        },
        {
            "microsoft": (True, True),
            "lapd": (True, True),
            "karen-bass": (True, True),
            "greentech-festival": (True, True),
            "villa-aurora": (True, True),
            "sofi-stadium": (False, True),
        },
    ),
    Case(
        "I-17",
        "all stops are reported, but nothing of what was done at two",
        lambda: (
            [(s.id, bool(s.announced), bool(s.reported)) for s in VISIT.stops],
            {
                a.id
                for stop in ("new-york-city", "boston")
                for a in VISIT.at(stop)
                if a.reported
            },
        ),
        (
            [
                ("new-york-city", True, True),
                ("boston", True, True),
                ("los-angeles", True, True),
            ],
            set(),
        ),
    ),
    Case(
        "I-18",
        "Google has no city, and nobody is visited twice",
        lambda: (
            [a.stop for a in VISIT.appointments if a.id == "google"],
            [a.stop for a in VISIT.appointments if a.id == "pfizer"],
            [a.stop for a in VISIT.appointments if a.id in ("bayer-ric", "mit")],
        ),
        ([None], ["new-york-city"], ["boston", "boston"]),
    ),
    Case(
        "I-19",
        "each mayor is in the documents of their time",
        lambda: [in_office(alias) for alias in ("seed-001", "seed-000")],
        [
            {"people/eric-garcetti", "people/michael-mueller"},
            {"people/karen-bass", "people/kai-wegner"},
        ],
    ),
    Case(
        "I-20",
        "the oldest partnership is the oldest by all dates",
        lambda: [
            len(ALL.partners(on=day)) for day in (date(1967, 6, 26), date(1967, 6, 27))
        ],
        [0, 1],
    ),
    Case(
        "I-21",
        "the wording of the scope explains no difference",
        lambda: (
            set(causes(ALL, "seed-004", "seed-002").values()),
            {a.instruments for p in FIVE.partnerships.values() for a in p.acts},
        ),
        ({"temporal"}, {()}),
    ),
    Case(
        "I-22",
        "Vienna, Helsinki and Amsterdam are no partners",
        lambda: [
            ALL.city(n).partnerships
            for n in ("Wien", "Helsinki", "Amsterdam", "Vienna")
        ],
        [(), (), (), ()],
    ),
    Case(
        "I-23",
        "Amsterdam is not said to be no capital",
        lambda: said("cities/amsterdam", "capital", dataset=ALL),
        [],
    ),
    Case(
        "I-24",
        "2012 to 2014 are whole years",
        lambda: (
            FIVE.programs["move-your-mind"].period.lower,
            FIVE.programs["move-your-mind"].period.upper,
        ),
        (date(2012, 1, 1), date(2014, 12, 31)),
    ),
    Case(
        "I-25",
        "what Leonardo was a part of is the page's remark",
        lambda: [
            v for v in said("programs/move-your-mind", "remark") if "Leonardo" in v
        ],
        ["ran within Leonardo da Vinci, called a sub-program of Erasmus"],
    ),
    Case(
        "I-26",
        "a broken sentence is left out",
        lambda: gaps("seed-004", "breaks off"),
        1,
    ),
    Case(
        "I-27",
        "the page is the department's, whomever it credits",
        lambda: (
            ALL.sources["seed-004"].publisher,
            "credits the Senate Chancellery"
            in said(ALL.sources["seed-004"].full_id, "remark"),
        ),
        ("Senatsverwaltung für Umwelt, Verkehr und Klimaschutz", True),
    ),
    Case(
        "I-28",
        "a lost link is left out",
        lambda: gaps("seed-001", "link is lost"),
        1,
    ),
    Case(
        "I-29",
        "misspelled people are found by either name",
        lambda: [
            ALL.people.find(n).id
            for n in (
                "Achim von Boris",
                "Achim von Borries",
                "Margeret Honda",
                "Margaret Honda",
            )
        ],
        ["achim-von-borries"] * 2 + ["margaret-honda"] * 2,
    ),
    Case(
        "I-30",
        "a slip in a name is kept as printed",
        lambda: kinds(ALL.organizations["eu-commission"], "EU Kommission"),
        {"as-printed"},
    ),
    Case(
        "I-31",
        "several names find one record",
        lambda: [
            ALL.places.find("Thomas Mann Haus").id,
            ALL.places.find("Thomas Mann House").id,
            ALL.people.find("Martha Feuchtwanger").id,
            ALL.organizations.find("Berlin Partner").id,
            ALL.organizations.find("L.A. Police Department").id,
        ],
        [
            "thomas-mann-house",
            "thomas-mann-house",
            "marta-feuchtwanger",
            "berlin-partner",
            "lapd",
        ],
    ),
    Case(
        "I-32",
        "the department bore its name in one term of the Senate",
        lambda: {
            (n.valid.lower.year, n.valid.upper.year)
            for n in ALL.organizations["senuvk"].names
            if n.valid
        },
        {(2016, 2021)},
    ),
    Case(
        "I-33",
        "neither Santa Monica nor the stadium is in Los Angeles",
        lambda: (ALL.city("Santa Monica").id, ALL.places["sofi-stadium"].city_ids),
        ("santa-monica", ()),
    ),
    Case(
        "I-34",
        "the measure of the largest state is not stated",
        lambda: [s.note for s in FIVE.statements("cities/berlin", "capital")],
        ["by what measure the largest is not said"],
    ),
    Case(
        "I-35",
        "an open list denies nothing",
        lambda: {
            s.mode
            for s in FIVE.statements("cooperations/partner-cities-topics", "topic")
        },
        {"stated"},
    ),
    Case(
        "I-36",
        "who keeps up the exchange is inferred",
        lambda: [
            bases(f"cooperations/environment-{city}", "by")
            for city in ("vienna", "guangzhou", "paris")
        ],
        [{"inferred"}, {"inferred"}, {"quote"}],
    ),
    Case(
        "I-37",
        "two film bodies have neither seat nor other party",
        lambda: [
            (o.city_ids, said(o.full_id, "remark"))
            for o in (
                FIVE.organizations["medienboard-berlin-brandenburg"],
                FIVE.organizations["studio-babelsberg"],
            )
        ],
        [((), ["close relations exist; the other party is not named"])] * 2,
    ),
    Case(
        "I-38",
        "one record stands for the zoo or zoos of Berlin",
        lambda: FIVE.cooperations["los-angeles-zoos"].by,
        ("organizations/los-angeles-zoo", "organizations/zoo-berlin"),
    ),
    Case(
        "I-39",
        "speech is held with its speaker",
        lambda: {
            (s.mode, s.speaker)
            for s in FIVE.statements("people/eric-garcetti", "words")
        },
        {("quoted", "Eric Garcetti")},
    ),
    Case(
        "I-40",
        "a claim without source or measure is left out",
        lambda: gaps("seed-001", "neither source nor measure"),
        1,
    ),
    Case(
        "I-41",
        "the year of the announced events is inferred",
        lambda: {
            id: (str(FIVE.events[id].held), bases(f"events/{id}", "held"))
            for id in ("babylon-berlin-premiere-2017", "la-x-2017")
        },
        {
            "babylon-berlin-premiere-2017": ("2017-10", {"inferred"}),
            "la-x-2017": ("2017", {"inferred"}),
        },
    ),
    Case(
        "I-42",
        "the place of the premiere is another source's to tell",
        lambda: [
            d.events["babylon-berlin-premiere-2017"].city_ids for d in (FIVE, ALL)
        ],
        [(), ("cities/los-angeles",)],
    ),
    Case(
        "I-43",
        "the day comes first in a German date",
        lambda: str(ALL.sources["seed-003"].published),
        "2024-11-08",
    ),
    Case(
        "I-44",
        "a number said twice is held once",
        lambda: said("cities/berlin", "partner-count", "seed-002"),
        [18],
    ),
    Case(
        "I-45",
        "a list does not say that Moscow rests",
        lambda: [d.partnerships["moscow"].status(NOV_2024) for d in (FIVE, ALL)],
        ["unclear", "resting"],
    ),
    Case(
        "I-46",
        "several words mean one relation",
        lambda: set(said("partnerships/los-angeles", "term")),
        {"sister cities", "Freundschaft"},
    ),
    Case(
        "I-47",
        "what is undated has bounds, and no day",
        lambda: [
            ALL.sources[alias].published.is_day for alias in ("seed-001", "seed-002")
        ],
        [False, False],
    ),
    # I-48, on checksums of files, has nothing to ask.
    Case(
        "I-49",
        "a month and days in it agree",
        lambda: (
            FIVE.resolve("events/us-visit-2024", "held").outcome,
            str(FIVE.resolve("events/us-visit-2024", "held").value),
        ),
        ("compatible", "2024-11-10/2024-11-15"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[f"{c.id}: {c.what}" for c in CASES])
def test_the_library_answers_as_a_reader_would(case):
    """
    What a reader of the documents concludes, and what the library says, are the same.
    """
    assert case.ask() == case.expected


# The page -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tool():
    """
    The tool that makes the page.
    """
    spec = importlib.util.spec_from_file_location("inconsistencies_tool", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def table(tool):
    return tomllib.loads(tool.TABLE.read_text("utf-8"))


def test_the_page_is_what_the_tool_makes_of_the_table(tool):
    """
    Nobody changed the page by hand, or the data without making it anew.
    """
    made = tool.page()
    assert tool.PAGE.read_text("utf-8") == made, f"run `{tool.COMMAND}`"


def test_the_page_asks_wherever_a_test_does(table):
    """
    49 inconsistencies, in order; those with answers are those tested above.
    """
    rows = table["inconsistency"]
    assert [r["id"] for r in rows] == [f"I-{n:02}" for n in range(1, 50)]
    assert [r["id"] for r in rows if "answers" in r] == [c.id for c in CASES]


def test_every_label_and_cause_is_explained_and_used(table):
    """
    The mapping has no label too few and none too many.
    """
    rows = table["inconsistency"]
    assert {label for r in rows for label in r["labels"]} == set(table["labels"])
    assert {r["cause"] for r in rows} == set(table["causes"])
    assert set(table["labels"].values()) <= set(table["causes"])


def test_every_source_is_one_of_the_five(table, tool):
    """
    The documents are named by the aliases that the page explains.
    """
    assert {s for r in table["inconsistency"] for s in r["sources"]} == set(tool.FIVE)


def test_an_unexpected_answer_is_refused(tool):
    """
    The page cannot print an answer that the table does not expect.
    """
    with pytest.raises(tool.TableError, match=r"I-99: 1 \+ 1 is 2, expected 3"):
        list(tool.example("I-99", {"ask": "1 + 1", "value": 3}))


@pytest.mark.parametrize(
    "row",
    [
        {"id": "I-99", "labels": ["TYPO"], "cause": "temporal"},
        {"id": "I-99", "labels": ["TYPO"], "cause": "identity", "departs": "Why not."},
    ],
    ids=["differs without a reason", "has a reason without differing"],
)
def test_a_cause_beside_its_labels_needs_a_reason(tool, row):
    """
    Our cause is what a label stands for, or the table says why not.
    """
    with pytest.raises(tool.TableError, match="`departs` must say why"):
        tool.checked(row, {"TYPO": "identity"})


def run(tool, monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["inconsistencies.py", *arguments])
    return tool.main()


def test_check_writes_nothing_and_names_the_command(
    tool, monkeypatch, tmp_path, capsys
):
    """
    A missing or old page ends with 1, and writing it puts that right.
    """
    monkeypatch.setattr(tool, "PAGE", tmp_path / "inconsistencies.md")
    assert run(tool, monkeypatch, "--check") == 1
    assert f"run `{tool.COMMAND}`" in capsys.readouterr().err
    assert not tool.PAGE.exists()
    assert run(tool, monkeypatch) == 0
    assert run(tool, monkeypatch, "--check") == 0
    tool.PAGE.write_text("old", "utf-8")
    assert run(tool, monkeypatch, "--check") == 1


def test_a_table_that_is_not_right_ends_with_1(tool, monkeypatch, tmp_path, capsys):
    """
    The reason is printed, and no page is written.
    """
    wrong = tool.TABLE.read_text("utf-8").replace('value = "17 + 1 = 18"', "value = 18")
    monkeypatch.setattr(tool, "TABLE", tmp_path / "inconsistencies.toml")
    monkeypatch.setattr(tool, "PAGE", tmp_path / "inconsistencies.md")
    tool.TABLE.write_text(wrong, "utf-8")
    assert run(tool, monkeypatch) == 1
    assert "inconsistencies.toml: I-01" in capsys.readouterr().err
    assert not tool.PAGE.exists()
