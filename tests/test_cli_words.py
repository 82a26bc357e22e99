"""
The command line says values, empty answers and misses in words of its language.
"""

from __future__ import annotations

import json
import re

from datetime import date

import pytest

import berlin_partnerships as bp

from berlin_partnerships import cli


pytestmark = pytest.mark.data
BOTH = pytest.mark.parametrize("language", ["de", "en"])


class Today(date):
    """
    A day on which all examples are asked.
    """

    @classmethod
    def today(cls):
        return date(2026, 3, 1)


@pytest.fixture(name="run")
def _run(capsys, monkeypatch):
    """
    Run the command in a language; the exit code, and what was printed.
    """
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(cli, "date", Today)

    def run(asked, language="en"):
        code = cli.main([*asked.split(), "--language", language])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


# Values ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "de", "en"),
    [
        ("show checkpoint-charlie-stiftung", "Seite: Berlin", "side: Berlin"),
        ("show topics/film-tv", "Herkunft: von uns gewählt", "basis: our choice"),
        (
            "show kai-wegner",
            "Amt: Regierender Bürgermeister von Berlin",
            "office: Governing Mayor of Berlin",
        ),
        ("show villa-aurora-visual-arts-stipend", "Stand: läuft", "state: running"),
        (
            "statements moscow --property status",
            "partnerships/moscow, Status: ruht",
            "partnerships/moscow, status: resting",
        ),
        (
            "statements partnerships/beijing#1988-east-berlin --property party",
            ", Berliner Seite: Ost-Berlin",
            ", Berlin side: East Berlin",
        ),
        (
            "statements partnerships/beijing#1988-east-berlin",
            "[sinngemäß]",
            "[paraphrase]",
        ),
        ("statements --property words", "(Worte anderer)", "(words of others)"),
        (
            "show seed-002",
            ", Zahl der Partnerstädte: 18",
            ", number of partner cities: 18",
        ),
        ("sources seed-002", "  amtlich  ", "  official  "),
        (
            "search Film",
            "am Anfang      Film und Fernsehen mit Los Angeles\n",
            "at the start  Film and television with Los Angeles\n",
        ),
        ("search Praga", "  genau so  Praga", "  exactly  Praga"),
        ("search Prahaa", "  ähnlich  Praha", "  looks alike  Praha"),
    ],
)
def test_values_are_said_in_the_language(run, asked, de, en):
    """
    No word of the code is printed where people have one.
    """
    assert de in run(asked, "de")[1]
    assert en in run(asked, "en")[1]


@BOTH
def test_no_part_of_an_id_is_what_matched(run, language):
    """
    A name is shown that people read, and the rule by which that one matched.
    """
    for asked in ("search filmmuseum", "search tsp-"):
        code, out, _ = run(asked, language)
        last = [re.split(r"  +", line)[-1] for line in out.splitlines()[2:]]

        assert code == 0
        assert last
        assert not [text for text in last if re.fullmatch(r"[a-z0-9-]+", text)]


def test_statements_are_counted_as_one_counts(run):
    """
    One is no plural.
    """
    asked = (
        "statements moscow#1991-agreement --property instrument --source rbm-overview"
    )
    many = "statements moscow"
    one = "statements berlin-bear-griffith-park --property erected"

    assert run(one, "de")[1].splitlines()[-1] == "1 Aussage"
    assert run(one, "en")[1].splitlines()[-1] == "1 statement"
    assert run(many, "de")[1].splitlines()[-1].endswith(" Aussagen")
    assert run(asked, "en")[1].splitlines()[-1] == "0 statements"


# Empty answers --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "de", "en"),
    [
        (
            "list --on 1900-01-01",
            "Für den 1. Januar 1900 ist keine Partnerstadt bekannt.",
            "No partner city is known for 1 January 1900.",
        ),
        (
            "list --status ended",
            "Für den 1. März 2026 ist keine Partnerstadt bekannt (nur Status: beendet).",
            "No partner city is known for 1 March 2026 (status only: ended).",
        ),
        (
            "list --all --status ended",
            "Keine Partnerschaft ist bekannt (nur Status: beendet).",
            "No partnership is known (status only: ended).",
        ),
        (
            "timeline --status ended",
            "Keine Partnerschaft ist bekannt (nur Status: beendet).",
            "No partnership is known (status only: ended).",
        ),
        (
            "search qqq",
            "Kein Name und kein Titel passt zu „qqq“.",
            "No name or title matches “qqq”.",
        ),
        (
            "sources xyz",
            "Keine Quelle hat „xyz“ in Id, Titel oder Herausgeber.",
            "No source has “xyz” in an id, its title or its publisher.",
        ),
        (
            "anniversaries --from 2027-01-02 --to 2027-01-03",
            "Vom 2. Januar 2027 bis zum 3. Januar 2027 ist kein Jahrestag bekannt.",
            "No anniversary is known from 2 January 2027 to 3 January 2027.",
        ),
    ],
)
def test_an_empty_answer_is_a_sentence(run, asked, de, en):
    """
    It is no table without rows, and ends with 1; in JSON it is an empty list.
    """
    assert run(asked, "de") == (1, f"{de}\n", "")
    assert run(asked, "en") == (1, f"{en}\n", "")
    code, out, _ = run(f"{asked} --json")
    assert (code, json.loads(out)) == (1, [])


# Statuses and aliases -------------------------------------------------------------


def test_the_list_of_all_with_a_status(run):
    """
    The command line asks the same.
    """
    _, out, _ = run("list --all --status resting --json")
    assert [p["id"] for p in json.loads(out)] == ["moscow"]
    _, out, _ = run("list --all --json")
    assert len(json.loads(out)) == 19


@BOTH
def test_whoever_asks_for_resting_ones_knows(run, language):
    """
    That suspended partnerships are counted is said only where there are others.
    """
    assert "--status" not in run("timeline --status resting", language)[1]
    assert "--status active" in run("timeline", language)[1]
    both = run("timeline --status resting --status active", language)[1]
    assert "--status active" in both


@pytest.mark.parametrize("text", ["seed-002", "SEED-002", "rbm-overview"])
def test_sources_are_found_by_aliases(run, text):
    """
    The page of the Senate Chancellery has an id and an alias.
    """
    code, out, _ = run(f"sources {text} --json")

    assert code == 0
    assert "rbm-overview" in [source["id"] for source in json.loads(out)]


def test_sources_are_found_by_title_and_publisher(run):
    """
    What the help promises; an id and a title together are no text.
    """
    for text in ("Tierische", "Tagesspiegel", "tsp-136644"):
        found = json.loads(run(f"sources {text} --json")[1])
        assert "tsp-136644" in [source["id"] for source in found]


# Records ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("Berlin", "cities/berlin"),
        ("BERLIN", "cities/berlin"),
        ("Vienna", "cities/vienna"),
        ("land-berlin", "organizations/land-berlin"),
        ("Land_Berlin", "organizations/land-berlin"),
        ("Paris", "partnerships/paris"),
        ("checkpoint-charlie-stiftung", "organizations/checkpoint-charlie-stiftung"),
        ("seed-002", "sources/rbm-overview"),
    ],
)
def test_a_city_is_found_by_its_name(run, name, record):
    """
    "Berlin" is the city, though many names begin with it; "Land Berlin" is the state.
    """
    kind, _, id = record.partition("/")
    code, out, err = run(f"show {name} --json")

    assert (code, err) == (0, "")
    assert json.loads(out) == getattr(bp, kind)[id].to_dict()


def test_a_beginning_of_several_names_is_ambiguous(run):
    """
    All that begin with it are offered.
    """
    code, _, err = run("show Senatsverwaltung")

    assert code == 2
    assert "'Senatsverwaltung' may be organizations/" in err


@pytest.mark.parametrize("asked", ["show", "anniversaries"])
def test_what_is_nowhere_is_no_record(run, asked):
    """
    All kinds were asked, not only the cities.
    """
    assert run(f"{asked} xyz") == (2, "", "berlin-partnerships: no record 'xyz'\n")
    assert "did you mean 'Kyiv'" in run(f"{asked} Kyyv")[2]


def test_anniversaries_of_other_records_are_found_by_name(run):
    """
    The foundation of 1994 was 35 in 2029, by its id, its name, or the full id.
    """
    for name in ("checkpoint-charlie-stiftung", "CC-Stiftung"):
        full = "organizations/checkpoint-charlie-stiftung"
        span = "--from 2029-01-01 --to 2029-12-31 --json"
        found = [
            json.loads(run(f"anniversaries {each} {span}")[1]) for each in (name, full)
        ]

        assert found[0] == found[1]
        assert [(a["about"], a["number"]) for a in found[0]] == [(full, 35)]


def test_anniversaries_of_a_city_are_those_of_its_partnership(run):
    """
    So it is by any id; a city that is no partner is said to be none.
    """
    span = "--from 2027-01-01 --to 2027-12-31 --json"
    by_city, by_name = (
        run(f"anniversaries {x} {span}")[1] for x in ("cities/paris", "Paris")
    )

    assert by_city == by_name
    assert json.loads(by_name)[0]["about"] == "partnerships/paris"
    for name in ("Berlin", "cities/berlin"):
        code, _, err = run(f"anniversaries {name}")
        assert code == 2
        assert "we hold no partnership with it" in err


def test_anniversaries_of_an_act_are_found_by_its_id(run):
    """
    The agreement of August 1991 has been kept in every August since.
    """
    span = "--from 2027-01-01 --to 2027-12-31 --json"
    (found,) = json.loads(run(f"anniversaries moscow#1991-agreement {span}")[1])

    assert (found["date"], found["number"]) == ("2027-08-28", 36)


@pytest.mark.parametrize("name", ["kai-wegner", "people/kai-wegner", "seed-002"])
def test_what_has_no_start_has_no_anniversary(run, name):
    """
    A person and a source are found, and the one line says why there is no answer.
    """
    code, out, err = run(f"anniversaries {name}")

    assert (code, out) == (2, "")
    assert err.endswith(" has no start, and so no anniversary\n")
    assert len(err.splitlines()) == 1
