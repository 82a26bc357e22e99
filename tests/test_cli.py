"""
The command line: what it prints, how it ends, and that it never falls over.
"""

from __future__ import annotations

import json
import os
import re
import runpy
import shutil
import sys

from datetime import date
from pathlib import Path

import pytest

import berlin_partnerships as bp

from berlin_partnerships import cli
from berlin_partnerships._commands import _days


class Today(date):
    """
    A day on which the tests run.
    """

    @classmethod
    def today(cls):
        return date(2026, 3, 1)


@pytest.fixture(name="run")
def _run(capsys, monkeypatch):
    """
    Run the command; the exit code, and what was printed.
    """
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(cli, "date", Today)

    def run(*arguments):
        code = cli.main([*arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


QUESTIONS = [
    ("show", "LATTC"),
    ("show", "events/us-visit-2024"),
    ("show", "topics/climate"),
    ("list",),
    ("list", "--on", "2020-01-01"),
    ("list", "--all"),
    ("list", "--on", "2024-01-01", "--status", "active", "--definition", "first-act"),
    ("list", "--on", "2030-01-01"),
    ("show", "Kiew"),
    ("show", "moscow"),
    ("show", "L. A."),
    ("show", "Wien"),
    ("show", "seed-002"),
    ("show", "cities/kyiv"),
    ("show", "sources/seed-001"),
    ("search", "prag"),
    ("timeline",),
    ("timeline", "--status", "active"),
    ("anniversaries",),
    ("anniversaries", "--from", "2027-01-01", "--to", "2027-12-31", "--round"),
    ("anniversaries", "Kiew", "paris", "--definition", "first-act"),
    ("celebrated",),
    ("celebrated", "Budapest", "Moskau"),
    ("celebrated", "Budapest", "--number", "30", "--on", "2022-06"),
    ("reconcile",),
    ("sources",),
    ("sources", "senat"),
    ("statements",),
    ("statements", "moscow", "--property", "since"),
    ("statements", "--source", "seed-002"),
]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_answers(run, question, language):
    """
    Every question is answered in both languages, within 80 columns.
    """
    code, out, err = run(*question, "--language", language)

    assert (code, err) == (0, "")
    assert out.strip()
    # Nothing is cut in the middle; a word without spaces may be longer.
    long = [
        line
        for line in out.splitlines()
        if len(line) > 80 and " " in line.strip() and max(map(len, line.split())) < 60
    ]
    assert long == []


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_json(run, question):
    """
    Every answer can be had as JSON.
    """
    code, out, err = run(*question, "--json")

    assert (code, err) == (0, "")
    assert json.loads(out)


def test_languages_differ(run):
    """
    German and English are not the same.
    """
    for question in (("list",), ("show", "kyiv"), ("timeline",), ("reconcile",)):
        assert run(*question, "--language", "de") != run(*question)


# list ---------------------------------------------------------------------------------


def test_list(run):
    """
    The partners of a day stand in a table, with number, start, country and status.
    """
    _, out, _ = run("list", "--on", "2024-01-01")
    lines = out.splitlines()

    assert lines[0].split() == ["since", "city", "country", "status"]
    assert lines[2].split() == ["1", "1967-06-27", "Los", "Angeles", "US", "active"]
    assert len(lines) == 2 + 18
    assert "Moscow" in out
    assert "resting" in out


def test_list_of_today(run):
    """
    Without a day, the partners are those of today.
    """
    assert run("list") == run("list", "--on", "2026-03-01")


def test_list_nobody(run):
    """
    That there was no partner is the answer no: exit code 1.
    """
    assert run("list", "--on", "1967-06-26")[0] == 1
    assert run("list", "--on", "1967-06-26", "--json") == (1, "[]\n", "")


def test_list_beyond(run):
    """
    For a day after the last one read about, a sentence says so, not a warning.
    """
    until = bp.load().known_until
    assert "read until 31 March 2026" in run("list", "--on", "2030-01-01")[1]
    assert until == date(2026, 3, 31)
    assert "read until" not in run("list", "--on", str(until))[1]


def test_list_all(run):
    """
    All that were ever held are listed with their status of the day.
    """
    _, out, _ = run("list", "--all", "--on", "1995-01-01", "--language", "de")

    assert "noch nicht" in out
    assert len(out.splitlines()) >= 2 + 19


def test_list_unclear(run):
    """
    A status that the sources leave open is called unclear.
    """
    assert "unclear" in run("list", "--on", "2022-03-15")[1]
    assert "unklar" in run("list", "--on", "2022-03-15", "--language", "de")[1]


# show ---------------------------------------------------------------------------------


def test_show_partnership(run):
    """
    A partnership is shown with its starts, statuses, acts and names.
    """
    _, out, _ = run("show", "Moskau")

    assert out.startswith("Moscow (RU) — partnerships/moscow\n")
    assert "Partnership since 28 August 1991" in out
    assert "first act: 12 November 1990" in out
    assert "resting, from: between 2 March 2022 and 5 April 2022" in out
    assert re.search(r"^1991-08-28 +founding +Abkommen", out, re.MULTILINE)
    assert "Москва" in out


def test_show_partnership_in_german(run):
    """
    In German the roles of acts are German words.
    """
    _, out, _ = run("show", "moscow", "--language", "de")

    assert "Partnerschaft seit 28. August 1991" in out
    assert "Gründung" in out
    assert "founding" not in out


def test_show_city(run):
    """
    A city that is no partner is shown as such; a partner with its partnership.
    """
    assert "not a partner city" in run("show", "Wien")[1]
    assert "keine Partnerstadt" in run("show", "Wien", "--language", "de")[1]
    partner = run("show", "cities/kyiv")[1]
    assert "partnerships/kyiv" in partner
    assert "not a partner" not in partner
    assert "partnerships/brussels" in run("show", "cities/brussels-capital-region")[1]


def test_show_source(run):
    """
    A source is shown with all that it says.
    """
    _, out, _ = run("show", "seed-002")

    assert "cities/berlin, number of partner cities: 18" in out
    assert out.splitlines()[-1].endswith(" statements")


def test_show_thing(run):
    """
    A smaller kind of record is shown with what its fields are called.
    """
    _, out, _ = run("show", "LATTC")

    assert out.startswith("L.A. Trade Tech College — organizations/")
    assert "city: Los Angeles" in out


def test_show_ambiguous(run, monkeypatch):
    """
    A name of several records is a wrong call that lists them.
    """
    code, _, err = run("show", "Senatsverwaltung")
    assert code == 2
    assert "organizations/senuvk" in err

    for kind in ("places", "events"):
        found = next(iter(getattr(bp, kind).values()))
        monkeypatch.setattr(getattr(bp, kind).__class__, "find", lambda *_, f=found: f)
    code, _, err = run("show", "somewhere")
    assert code == 2
    assert "may be" in err


def test_show_note(run):
    """
    A note on a source is shown if there is one.
    """
    noted = bp.sources["rbm-overview"]
    plain = next(s for s in bp.sources.values() if not s.note)

    assert noted.note.split()[0] in run("show", noted.id)[1]
    assert plain.title.split()[0] in run("show", plain.id)[1]


@pytest.mark.data
@pytest.mark.parametrize(
    ("language", "names", "remark"),
    [
        ("de", "weitere", "Mexiko: auch der Name des Landes"),
        ("en", "others", "Mexiko: also the country's name"),
    ],
)
def test_show_name_of_a_country(run, language, names, remark):
    """
    Some of many names are listed, and of the one that was given what to know.
    """
    code, said, _ = run("show", "MEXIKO", "--language", language)

    assert code == 0
    assert remark in said
    assert re.search(rf"(und|and) \d\d+ {names}\n", said)
    assert remark not in run("show", "CDMX", "--language", language)[1]


def test_show_names_without_slips(run):
    """
    A slip of one source is not among the names of a city.
    """
    assert "Johannisburg" not in run("show", "Johannesburg")[1]


# celebrated ---------------------------------------------------------------------------


def test_celebrated(run):
    """
    All celebrations stand in a table, with their distance and how they fit.
    """
    _, out, _ = run("celebrated")
    lines = out.splitlines()

    assert lines[0].split() == ["time", "years", "city", "days", "fits"]
    assert len(lines) == 2 + len(bp.celebrated())
    assert "2007-03-10–2007-03-17  40     Los Angeles   -102      jubilee year" in lines
    assert "2011                   20     Budapest      -347…17   jubilee year (opening)" in lines  # fmt: skip
    assert "2025-06-11             30     Prague        1         jubilee year" in lines
    assert "2013-11-04             25     Madrid        0         on the day" in lines
    assert (
        "2017-03-13–2017-03-15  25     Moscow        197       years reached" in lines
    )


def test_celebrated_in_german(run):
    """
    In German the words of the table are German.
    """
    _, out, _ = run("celebrated", "--language", "de")
    lines = out.splitlines()

    assert lines[0].split() == ["Zeit", "Jahre", "Stadt", "Tage", "passt"]
    assert lines[-1].split() == [
        "2025-10-14–2025-10-19", "25", "Windhoek", "100", "Jubiläumsjahr",
    ]  # fmt: skip
    ways = {line.split()[-1] for line in lines[2:]}
    assert ways == {"Jubiläumsjahr", "Tag", "voll", "Akt)"}


def test_celebrated_at_length(run):
    """
    The celebrations of single partners are told one after the other.
    """
    code, out, _ = run("celebrated", "Prag", "Budapest")
    told = out.rstrip("\n").split("\n\n")

    assert code == 0
    assert [part.split(",")[0] for part in told] == ["Prague"] * 4 + ["Budapest"] * 2
    plain = json.loads(run("celebrated", "Prag", "Budapest", "--json")[1])
    assert [c["number"] for c in plain] == [10, 20, 25, 30, 20, 30]


def test_celebrated_never(run):
    """
    That no celebration is known is the answer no.
    """
    assert run("celebrated", "Kiew") == (1, "No celebration is known.\n", "")
    german = run("celebrated", "Kiew", "--language", "de")
    assert german == (1, "Keine Feier ist bekannt.\n", "")
    assert run("celebrated", "Kiew", "--json") == (1, "[]\n", "")


def test_celebrated_asked_from_outside(run):
    """
    A celebration of one's own is measured, too; if it does not fit, the answer is no.
    """
    when = ("--number", "30", "--on", "2022-06")
    code, out, _ = run("celebrated", "Budapest", *when)
    assert (code, out.split(".")[0]) == (0, "Budapest, 30 years, in June 2022")
    code, out, _ = run("celebrated", "Budapest", "Prag", *when)
    assert code == 1
    assert "The number does not fit." in out
    code, out, _ = run("celebrated", "Prag", "--json", *when)
    assert (code, json.loads(out)[0]["counted"][0]["rule"]) == (1, None)


@pytest.mark.parametrize(
    "arguments",
    [
        ("Budapest", "--number", "30"),
        ("Budapest", "--on", "2022"),
        ("--number", "30", "--on", "2022"),
        ("Budapest", "--number", "30", "--on", "June"),
        ("Budapest", "--number", "30", "--on", ""),
        ("Budapest", "--number", "0", "--on", "2022"),
        ("Atlantis",),
    ],
)
def test_celebrated_called_wrongly(run, arguments):
    """
    Half a question is a wrong call.
    """
    code, out, err = run("celebrated", *arguments)

    assert (code, out) == (2, "")
    assert err.startswith("berlin-partnerships: ")


def test_a_celebration_that_does_not_fit_in_the_table(run, monkeypatch):
    """
    The table says of each celebration whether it fits.
    """
    odd = bp.celebration("prague", 77, "2022")
    monkeypatch.setattr(bp.Dataset, "celebrated", lambda *_: (odd,))

    assert run("celebrated")[1].splitlines()[2].split() == [
        "2022",
        "77",
        "Prague",
        "no",
    ]
    german = run("celebrated", "--language", "de")[1].splitlines()[2]
    assert german.split() == ["2022", "77", "Prag", "passt", "nicht"]


# anniversaries ------------------------------------------------------------------------


def test_a_year_from_today(run):
    """
    Without days, the anniversaries of a year are given, each partner once.
    """
    _, out, _ = run("anniversaries", "--json")
    found = json.loads(out)

    assert len(found) == len(bp.partnerships)
    assert found[0]["date"] >= "2026-03-01"
    assert found[-1]["date"] <= "2027-02-28"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-06-27", "2027-06-26"),
        ("2024-02-29", "2025-02-28"),
        ("2024-03-01", "2025-02-28"),
        ("2023-03-01", "2024-02-29"),
        ("2026-01-31", "2027-01-30"),
        ("9998-06-01", "9999-05-31"),
        ("9999-06-01", "9999-12-31"),
    ],
)
def test_year_from(start, end):
    """
    A year ends on the day before its day returns.
    """
    assert _days._year_from(date.fromisoformat(start)) == date.fromisoformat(end)


def test_round(run):
    """
    Only round anniversaries are given if they are asked for.
    """
    _, out, _ = run("anniversaries", "--from", "2027-06-01", "--to", "2027-06-30")
    assert out.splitlines()[2].split() == [
        "2027-06-01", "Tuesday", "35th", "Brussels", "1992-06-01",
    ]  # fmt: skip
    span = ("--from", "2027-06-01", "--to", "2027-06-30", "--round", "--json")
    assert [a["number"] for a in json.loads(run("anniversaries", *span)[1])] == [35, 60]


YEAR = ("anniversaries", "--from", "2027-01-01", "--to", "2027-12-31")


def test_resting_is_said(run):
    """
    A status other than active stands in the line, in both languages.
    """
    for language, word in (("en", "resting"), ("de", "ruht")):
        _, out, _ = run(*YEAR, "--language", language)
        lines = [line.split() for line in out.splitlines()[2:]]

        assert [line[-1] for line in lines if line[:1] == ["2027-08-28"]] == [
            "1992-08-28", word,
        ]  # fmt: skip


def test_other_kinds(run, monkeypatch):
    """
    Other records and the predecessors are there if asked for, and said to be so.
    """
    monkeypatch.setenv("COLUMNS", "160")
    _, out, _ = run(*YEAR, "--also", "places", "--also", "events", "--predecessors")
    found = [re.sub(r"\s+", " ", line) for line in out.splitlines()]

    assert "2027-10-06 Wednesday 37th Berlin Forest (dedication) 1990-10-06" in found
    assert "2027 60th Moscow (predecessor) 1967" in found
    _, out, _ = run(*YEAR, "paris", "--also", "places", "--json")
    assert {a["about"].partition("/")[0] for a in json.loads(out)} == {
        "partnerships", "places",
    }  # fmt: skip
    _, out, _ = run(*YEAR, "moscow#1967-east-berlin", "--json")
    assert [a["number"] for a in json.loads(out)] == [60]


@pytest.mark.parametrize(
    ("form", "beginning"),
    [("markdown", "# Anniversaries 2027"), ("html", "<!DOCTYPE html>")],
)
def test_overviews(run, form, beginning):
    """
    The year is there as a document, too, with sources and days from today.
    """
    code, out, _ = run(*YEAR, "--format", form)

    assert code == 0
    assert out.startswith(beginning)
    assert "senat-2008-list" in out
    assert "Days counted from 1 March 2026." in out


def test_calendar_file(run, tmp_path):
    """
    The file is written, and what is not in it is said.
    """
    path = tmp_path / "year.ics"
    code, out, err = run(*YEAR, "--predecessors", "--ics", str(path), "--alarm", "7")

    assert (code, err) == (0, "")
    assert out.splitlines()[0] == f"{path}: 22 events."
    assert "Moscow, 60th anniversary of the predecessor" in out
    assert path.read_bytes().count(b"TRIGGER:-P7D") == 22


@pytest.mark.parametrize("days", ["-3", "x", "1.5", "10000", "99999999999999", "٣"])
def test_an_alarm_is_before(run, tmp_path, capsys, days):
    """
    A reminder is some days before, not after, and not a thousand years.
    """
    path = tmp_path / "year.ics"

    with pytest.raises(SystemExit) as ended:
        run(*YEAR, "--ics", str(path), f"--alarm={days}")

    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (2, "")
    assert f"{days!r} is no number of days before, from 0 to 9999" in err
    assert not path.exists()


@pytest.mark.parametrize("days", ["0", "9999"])
def test_an_alarm_may_be_on_the_day(run, tmp_path, days):
    """
    None or many days before are before.
    """
    path = tmp_path / "year.ics"

    assert run(*YEAR, "--ics", str(path), "--alarm", days)[0] == 0
    trigger = b"TRIGGER:P0D" if days == "0" else b"TRIGGER:-P9999D"
    assert trigger in path.read_bytes().replace(b"PT0S", b"P0D")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--alarm", "3"), "--alarm is for a calendar file; give its name with --ics"),
        (("--force",), "--force is for a calendar file; give its name with --ics"),
        (("--json", "--format", "html"), "--json and --format html are two forms"),
        (("--json", "--format", "text"), "--json and --format text are two forms"),
        (("--ics", "no.ics", "--format", "html"), "--ics writes a calendar file"),
    ],
)
def test_options_that_say_nothing_together(run, tmp_path, monkeypatch, options, said):
    """
    Nothing that was typed is dropped without a word.
    """
    monkeypatch.chdir(tmp_path)

    code, out, err = run(*YEAR, *options)

    assert (code, out) == (2, "")
    assert said in err
    assert not [*tmp_path.iterdir()]


@pytest.mark.data
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "zwischen dem 14. September 2023 und dem 5. Mai 2025."),
        ("en", "between 14 September 2023 and 5 May 2025."),
    ],
)
def test_a_source_is_shown_with_its_date_in_words(run, language, said):
    """
    The overview has no date of its own; its bounds are told in the language.
    """
    _, out, _ = run("show", "seed-002", "--language", language)

    assert said in " ".join(out.split())


def test_two_forms_of_a_report(run):
    """
    A report is JSON or a page; to say JSON twice is no contradiction.
    """
    code, out, err = run("reconcile", "seed-002", "--json", "--format", "html")
    assert (code, out) == (2, "")
    assert "--json and --format html are two forms; give one of them" in err
    twice = run("reconcile", "seed-002", "--json", "--format", "json")
    assert twice == run("reconcile", "seed-002", "--json")
    assert json.loads(twice[1])


def test_calendar_file_is_not_overwritten(run, tmp_path):
    """
    A file that is there is left alone, unless told otherwise.
    """
    path = tmp_path / "year.ics"
    path.write_bytes(b"mine")

    code, out, err = run(*YEAR, "--ics", str(path))
    assert (code, out) == (2, "")
    assert "is there already; --force overwrites it" in err
    assert path.read_bytes() == b"mine"

    code, out, _ = run(*YEAR, "--ics", str(path), "--force", "--json")
    assert code == 0
    assert json.loads(out)["path"] == str(path)
    assert len(json.loads(out)["included"]) == 19
    assert json.loads(out)["left_out"] == []
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_calendar_file_without_events(run, tmp_path):
    """
    A calendar without events is written, and the answer is no.
    """
    path = tmp_path / "none.ics"
    span = ("--from", "1960-01-01", "--to", "1960-12-31")

    assert run("anniversaries", *span, "--ics", str(path))[:2] == (
        1, f"{path}: 0 events.\n",
    )  # fmt: skip
    assert path.is_file()


def test_calendar_without_the_package(run, tmp_path, monkeypatch):
    """
    Without icalendar the command says what to install, and writes nothing.
    """
    monkeypatch.setitem(sys.modules, "icalendar", None)
    path = tmp_path / "year.ics"
    code, _, err = run(*YEAR, "--ics", str(path))

    assert code == 2
    assert "pip install 'berlin-partnerships[calendar]'" in err
    assert not path.exists()


def test_list_by_the_first_act(run):
    """
    Who counts by the first act only has not agreed yet, and that is said.
    """
    call = ("list", "--on", "1991-01-01", "--definition", "first-act")
    for language, words in (("en", "before the agreement"), ("de", "vor dem Abkommen")):
        _, out, _ = run(*call, "--language", language)
        rows = [line for line in out.splitlines() if "RU" in line]
        assert len(rows) == 1
        assert rows[0].endswith(words)


def test_later_anniversaries(run):
    """
    Days after those that sources tell of are said to be so; others are not.
    """
    assert "The sources were read until 31 March 2026" in run(*YEAR)[1]
    past = ("anniversaries", "--from", "2025-01-01", "--to", "2025-12-31")
    assert "sources were read" not in run(*past)[1]


def test_no_anniversary(run):
    """
    That there is none is the answer no.
    """
    span = ("--from", "1960-01-01", "--to", "1960-12-31")

    assert run("anniversaries", *span)[0] == 1
    assert run("anniversaries", *span, "--json") == (1, "[]\n", "")


# reconcile ----------------------------------------------------------------------------


def test_story(run):
    """
    Without sources, the whole story is told, and its end is success.
    """
    code, out, _ = run("reconcile")

    assert code == 0
    assert all(n in out for n in ("17", "18", "19", "20", "Kyiv", "Tel Aviv"))


def test_reconcile_two(run):
    """
    Two sources that differ are the answer 1, with the bridge between them.
    """
    code, out, _ = run("reconcile", "seed-004", "seed-002")

    assert code == 1
    assert "17 + 1 = 18" in out


def test_reconcile_one(run):
    """
    A source that does not differ from itself is the answer 0.
    """
    assert run("reconcile", "seed-002")[0] == 0
    assert run("reconcile", "seed-002", "seed-002")[0] == 0


def test_reconcile_a_file(run, tmp_path):
    """
    A list of one's own can be compared.
    """
    path = tmp_path / "mine.txt"
    path.write_text("Paris\nRom\n", "utf-8")

    code, out, _ = run("reconcile", str(path), "seed-002", "--json")

    assert code == 1
    assert json.loads(out)["sources"][0]["id"] == "mine"


# statements ---------------------------------------------------------------------------


def test_places(run, folder, monkeypatch):
    """
    Where the data folder is at hand, each statement is given with path and line.
    """
    monkeypatch.chdir(folder.parent)
    _, out, _ = run("statements", "moscow", "--property", "status", "--json")

    for statement in json.loads(out):
        path, _, line = statement["place"].rpartition(":")
        text = (folder.parent / path).read_text("utf-8").splitlines()[int(line) - 1]
        assert 'property = "status"' in text
        assert "partnerships/moscow" in text
    assert "data/sources/epd-2022-04-05.toml:" in run("statements", "moscow")[1]


def test_no_places(run, tmp_path, monkeypatch):
    """
    Without a data folder, the statements are given without places.
    """
    monkeypatch.chdir(tmp_path)
    _, out, _ = run("statements", "moscow", "--property", "status", "--json")

    assert {s["place"] for s in json.loads(out)} == {None}
    assert "data/sources" not in run("statements", "moscow")[1]


def test_no_statements(run):
    """
    That nobody says anything is the answer no.
    """
    code, out, _ = run("statements", "kyiv", "--source", "senat-2008-list")

    assert (code, out) == (1, "0 statements\n")


def test_nothing_found(run):
    """
    A search without a hit, and a list without sources, are the answer no.
    """
    assert run("search", "qqqqqqqq")[0] == 1
    assert run("sources", "qqqqqqqq")[0] == 1


# check, compile -----------------------------------------------------------------------


def test_compile_and_check(run, copied, tmp_path):
    """
    What was compiled passes the check; a second run writes nothing.
    """
    out = str(tmp_path / "out")

    code, said, err = run("compile", str(copied), "--out", out)
    assert (code, err) == (0, "")
    written = {Path(line).name for line in said.splitlines()}
    assert written >= {"records.json", "statements.json", "members.schema.json"}
    assert run("check", str(copied), "--out", out) == (0, "", "")
    assert run("check", str(copied), "--out", out, "--json") == (0, "[]\n", "")
    assert run("compile", str(copied), "--out", out, "--json") == (0, "[]\n", "")
    assert bp.load(out).digest == bp.load(copied).digest


def test_check_finds(run, copied, tmp_path):
    """
    A problem is printed with path and line, and the exit code is 1.
    """
    path = copied / "partnerships" / "exampleville.toml"
    path.write_text(path.read_text("utf-8").replace("level =", "levle ="), "utf-8")

    code, out, _ = run("check", str(copied), "--out", str(tmp_path))
    assert code == 1
    assert "data/partnerships/exampleville.toml:" in out
    assert "levle" in out
    _, out, _ = run("check", str(copied), "--out", str(tmp_path), "--json")
    found = json.loads(out)
    assert {"path", "line", "field", "problem"} == set(found[0])

    code, out, err = run("compile", str(copied), "--out", str(tmp_path / "out"))
    assert (code, out) == (1, "")
    assert "levle" in err
    assert not (tmp_path / "out").exists()


def test_check_quotes(run, copied, tmp_path):
    """
    Quotes can be compared with the texts they are from.
    """
    out = str(tmp_path)
    texts = tmp_path / "texts"
    texts.mkdir()
    text = f"{'.' * 120}seit 1991 Partnerstadt"
    (texts / "gazette.txt").write_text(text.replace("1991", "1990"), "utf-8")
    run("compile", str(copied), "--out", out)

    code, said, _ = run("check", str(copied), "--out", out, "--evidence", str(texts))
    assert code == 1
    assert "data/sources/example-gazette.toml:" in said
    assert "the text has 'seit 1990 Partnerstadt'" in said
    code, _, err = run("check", str(copied), "--evidence", str(tmp_path / "nowhere"))
    assert code == 1
    assert "has no text of any source" in err


def test_coverage(run, copied, tmp_path):
    """
    An inventory of claims is compared with what is held.
    """
    path = copied / "sources" / "example-gazette.toml"
    text = path.read_text("utf-8").replace('["gazette"]', '["seed-007"]')
    path.write_text(text, "utf-8")
    held = {"id": "C1", "source": "007", "start": 120, "end": 142, "ship": "yes"}
    inventory = tmp_path / "claims.json"

    inventory.write_text(json.dumps({"claims": [held]}), "utf-8")
    code, out, _ = run("coverage", str(inventory), str(copied))
    assert (code, out) == (0, "1 held, 0 left out with a reason, 0 missing\n")

    far = {**held, "id": "C2", "start": 10**6, "end": 10**6 + 1}
    inventory.write_text(json.dumps({"claims": [held, far]}), "utf-8")
    code, out, _ = run("coverage", str(inventory), str(copied))
    assert code == 1
    assert "C2 missing" in out
    code, out, _ = run("coverage", str(inventory), str(copied), "--json")
    assert code == 1
    assert [c["outcome"] for c in json.loads(out)] == ["held", "missing"]

    inventory.write_text("nothing", "utf-8")
    code, _, err = run("coverage", str(inventory), str(copied))
    assert code == 1
    assert "no inventory of claims" in err


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("text", "Your input"),
        ("markdown", "# Why sources differ"),
        ("html", "<!doctype html>"),
        ("json", "{"),
    ],
)
def test_reconcile_in_a_form(run, tmp_path, form, start):
    """
    The answer comes in the form that was asked for; --json is one of them.
    """
    path = tmp_path / "mine.txt"
    path.write_text("Paris\n", "utf-8")

    code, out, _ = run("reconcile", str(path), "--format", form)

    assert code == 1  # Paris was never the only partner
    assert out.startswith(start) or form == "text"
    if form == "json":
        assert out == run("reconcile", str(path), "--json")[1]


def test_reconcile_a_file_of_a_day(run, tmp_path):
    """
    A file without a date speaks of the day that is given; one that has a date does not.
    """
    for name, text in (("a.txt", "Paris"), ("b.toml", 'count = 17\nas_of = "2019"')):
        (tmp_path / name).write_text(text, "utf-8")

    code, out, _ = run(
        "reconcile", str(tmp_path), "seed-002", "--as-of", "1990-05", "--json"
    )

    assert code == 1
    days = {s["id"]: s["when"] for s in json.loads(out)["sources"]}
    assert (days["a"], days["b"]) == ("1990-05", "2019")
    with pytest.raises(SystemExit):
        run("reconcile", str(tmp_path), "--as-of", "lately")


def test_reconcile_says_by_its_exit_code_whether_all_is_right(run, tmp_path):
    """
    A list or number that is not right on its day is the answer 1.

    In 2024 there were 18 partners; there are 19 since 5 May 2025.
    """
    for name, text in (
        ("right", 'count = 18\nas_of = "2024"'),
        ("late", 'count = 17\nas_of = "2024"'),
        ("early", 'count = 19\nas_of = "2024"'),
        ("never", "count = 100"),
    ):
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")

    codes = {
        path.stem: run("reconcile", str(path))[0] for path in tmp_path.glob("*.toml")
    }

    assert codes == {"right": 0, "late": 1, "early": 1, "never": 1}
    assert run("reconcile", "tsp-136644")[0] == 0  # a forecast claims no day yet


def test_reconcile_a_list_of_some(run, tmp_path):
    """
    All three were partners in 2024; that the list has only three is said by --open.
    """
    path, own = tmp_path / "some.txt", tmp_path / "all.toml"
    path.write_text("Paris\nMoskau\nKiew\n", "utf-8")
    own.write_text('names = ["Paris"]\nas_of = "2024"', "utf-8")
    asked = ("reconcile", str(path), "--as-of", "2024")

    code, out, _ = run(*asked, "--open", "--json")
    (source,) = json.loads(out)["sources"]

    assert (code, source["closed"], source["when"]) == (0, False, "2024")
    told = " ".join(run(*asked)[1].split())
    assert "As of 2024, all 3 were partners; if the list is meant to be" in told
    assert "15 are missing. If it is not: closed=False, or --open on" in told
    assert "East Berlin" not in told
    assert run(*asked)[0] == 1
    assert run("reconcile", str(path), "--open")[0] == 0
    assert run("reconcile", str(own), "--open")[0] == 1  # it says that itself


def test_reconcile_with_a_policy_and_a_definition(run, tmp_path):
    """
    Other rules and another way of counting stand in the answer.
    """
    policy = tmp_path / "mine.toml"
    policy.write_text('id = "mine"\nfacet = 1', "utf-8")

    _, out, _ = run(
        "reconcile", "senat-2008-list", "--policy", str(policy), "--definition",
        "first-act", "--json",
    )  # fmt: skip

    found = json.loads(out)
    assert found["policy"] == "mine/1"
    assert found["sources"][0]["readings"][0]["definition"]["id"] == "first-act"
    policy.write_text("facet = -1", "utf-8")
    code, _, err = run("reconcile", "seed-002", "--policy", str(policy))
    assert code == 1
    assert err.startswith(f"{policy.as_posix()}:1: 'facet' must be >= 0")


def test_a_city_of_ones_own(run, tmp_path):
    """
    With --data every question is asked of one's own table.
    """
    table = tmp_path / "Our Town.csv"
    table.write_text("name,since,resting_since\nA,1990,2001\nB,2000,\n", "utf-8")

    _, out, _ = run("list", "--on", "2005-01-01", "--data", str(table), "--json")
    assert [p["id"] for p in json.loads(out)] == ["a", "b"]
    assert "Counted although suspended: A" in run("timeline", "--data", str(table))[1]
    alone = run("timeline", "--data", str(table), "--status", "active")[1]
    assert "suspended" not in alone
    assert run("statements", "a", "--data", str(table))[0] == 0


def test_diff(run, copied, tmp_path):
    """
    Two folders are compared; the code is 1 if anything changed.
    """
    assert run("diff", str(copied), str(copied))[0] == 0
    newer = tmp_path / "newer"
    shutil.copytree(copied, newer)
    path = newer / "partnerships" / "exampleville.toml"
    path.write_text(path.read_text("utf-8").replace('"founding"', '"other"'), "utf-8")

    code, out, _ = run("diff", str(copied), str(newer), "--language", "de")
    assert code == 1
    assert "wegen" in out or "→" in out
    assert "Versionssprung: minor" in out
    code, out, _ = run("diff", str(copied), str(newer), "--json")
    assert (code, json.loads(out)["bump"]) == (1, "minor")


def test_broken_data_can_be_compiled_again(run, copied, tmp_path, monkeypatch):
    """
    Checking and compiling do not need the shipped data.
    """

    def broken(_):
        raise bp.DataError("records.json", "damaged")

    monkeypatch.setattr(cli, "load", broken)

    assert run("compile", str(copied), "--out", str(tmp_path / "out"))[0] == 0
    assert run("check", str(copied), "--out", str(tmp_path / "out"))[0] == 0
    assert run("list") == (1, "", "berlin-partnerships: records.json: damaged\n")


@pytest.mark.parametrize("command", ["check", "compile"])
def test_no_folder(run, command, tmp_path):
    """
    A folder that is not there is a wrong call.
    """
    code, out, err = run(command, str(tmp_path / "nowhere"))

    assert (code, out) == (2, "")
    assert err.startswith("berlin-partnerships: no folder ")
    assert len(err.splitlines()) == 1


# Wrong calls --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        (("show", "Rom"), "no record 'Rom'"),
        (("show", "Kyyv"), "did you mean 'Kyiv'"),
        (("show", ""), "a name must not be empty"),
        (("show", "towns/kyiv"), "no record 'towns/kyiv'"),
        (("show", "\udcff"), "no record '\\udcff'"),
        (("search", " "), "a name must not be empty"),
        (("reconcile", "seed-999"), "no source 'seed-999'"),
        (
            ("reconcile", "nowhere.txt"),
            "'nowhere.txt'. There is no such file or folder",
        ),
        (("reconcile", "seed-000"), "states no number and no list"),
        (("statements", "nowhere"), "no record 'nowhere'"),
        (("statements", "kyiv", "--property", "sinse"), "no property 'sinse'"),
        (("statements", "--source", "nobody"), "no source 'nobody'"),
        (("anniversaries", "Wien"), "no partnership 'Wien'"),
        (
            ("anniversaries", "--from", "2027-01-01", "--to", "2026-01-01"),
            "end (2026-01-01) is before start (2027-01-01)",
        ),
    ],
)
def test_wrong(run, call, problem):
    """
    What cannot be answered ends with 2 and one line that says why.
    """
    code, out, err = run(*call)

    assert (code, out) == (2, "")
    assert problem in err
    assert err.startswith("berlin-partnerships: ")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "call",
    [
        (),
        ("liste",),
        ("list", "--on", "1.1.2020"),
        ("list", "--on", "2020-02-30"),
        ("list", "--on", ""),
        ("list", "--definition", "signing"),
        ("list", "--status", "asleep"),
        ("list", "--language", "fr"),
        ("show",),
        ("anniversaries", "--from", "tomorrow"),
        ("timeline", "--nonsense"),
    ],
)
def test_wrong_usage(run, call, capsys):
    """
    A call that the parser does not know ends with 2.
    """
    with pytest.raises(SystemExit) as raised:
        run(*call)

    assert raised.value.code == 2
    assert "usage: berlin-partnerships" in capsys.readouterr().err


def test_wrong_day_is_explained(run, capsys):
    """
    A day in another form is refused with an example of the right one.
    """
    with pytest.raises(SystemExit):
        run("list", "--on", "01/02/2020")

    assert "'01/02/2020' is no day; write it like 2027-06-27" in capsys.readouterr().err


def test_version_and_help(run, capsys):
    """
    The version and the help can be asked for.
    """
    for flag, said in (
        ("--version", f"berlin-partnerships {bp.__version__}"),
        ("--help", "Exit codes: 0 done, 1 no or differs or not right, 2 wrong call."),
    ):
        with pytest.raises(SystemExit) as raised:
            run(flag)
        assert raised.value.code == 0
        assert said in capsys.readouterr().out


def test_unreadable_file(run, tmp_path):
    """
    A list that is no text is a problem of the data: exit code 1.
    """
    path = tmp_path / "mine.txt"
    path.write_bytes(b"Paris\n\xff\xfe\n")

    code, _, err = run("reconcile", str(path))

    assert code == 1
    assert "not UTF-8 at byte 6" in err


def test_reader_has_had_enough(monkeypatch):
    """
    A reader that closes the pipe, such as `head`, is no error.
    """
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as closed, monkeypatch.context() as m:
        m.setattr(sys, "stdout", closed)
        assert cli.main(["statements"]) == 0


# In an interpreter of its own ---------------------------------------------------------


def test_module(fresh):
    """
    `python -m berlin_partnerships` is the command.
    """
    said = fresh("-m", "berlin_partnerships", "list", "--on", "2020-01-01", "--json")

    assert (said.returncode, said.stderr) == (0, b"")
    assert len(json.loads(said.stdout)) == 17


def test_main_module(monkeypatch, capsys):
    """
    Run as a program, the module ends with the command's exit code.
    """
    monkeypatch.setattr(
        sys, "argv", ["berlin-partnerships", "list", "--on", "1960-01-01"]
    )
    with pytest.raises(SystemExit) as raised:
        runpy.run_module("berlin_partnerships", run_name="__main__", alter_sys=True)

    assert raised.value.code == 1
    assert "1 January 1960" in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_poor_console(fresh, encoding):
    """
    A console that cannot print Cyrillic gets replacements, not a traceback.
    """
    for call in (("show", "Киев"), ("reconcile",), ("show", "Ґ"), ("--help",)):
        said = fresh(
            "-m",
            "berlin_partnerships",
            *call,
            PYTHONIOENCODING=encoding,
            PYTHONUTF8="0",
        )

        assert b"Traceback" not in said.stderr, said.stderr
        assert said.returncode == (2 if call == ("show", "Ґ") else 0)
        said.stdout.decode(encoding)


def test_damaged_package(fresh, tmp_path):
    """
    A damaged file in the package is said in one line.
    """
    package = tmp_path / "berlin_partnerships"
    shutil.copytree(os.path.dirname(bp.__file__), package)  # noqa: PTH120  # a text
    path = package / "_data" / "records.json"
    path.write_bytes(path.read_bytes()[:-50])

    said = fresh("-m", "berlin_partnerships", "list", PYTHONPATH=str(tmp_path))

    assert said.returncode == 1
    assert said.stdout == b""
    assert len(said.stderr.splitlines()) == 1
    assert b"damaged" in said.stderr


def test_missing_statements(fresh, tmp_path):
    """
    A package without its statements still lists, and says why it cannot tell why.
    """
    package = tmp_path / "berlin_partnerships"
    shutil.copytree(os.path.dirname(bp.__file__), package)  # noqa: PTH120  # a text
    (package / "_data" / "statements.json").unlink()

    path = str(tmp_path)
    assert (
        fresh("-m", "berlin_partnerships", "timeline", PYTHONPATH=path).returncode == 0
    )
    said = fresh("-m", "berlin_partnerships", "sources", PYTHONPATH=path)
    assert said.returncode == 1
    assert b"install the package again" in said.stderr
    assert b"Traceback" not in said.stderr


# export -------------------------------------------------------------------------------


def test_export(run, tmp_path):
    """
    It tells the files that it wrote, and nothing on the side where nobody waits.
    """
    code, out, err = run("export", str(tmp_path / "out"))

    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == str(tmp_path / "out" / "datapackage.json")
    assert all(os.path.isfile(line) for line in out.splitlines())  # noqa: PTH113  # a line is no path yet


def test_export_json(run, tmp_path):
    """
    With --json it tells them as a list.
    """
    code, out, _ = run("export", str(tmp_path), "--format", "geojson", "--json")

    assert code == 0
    assert json.loads(out) == [str(tmp_path / "berlin_partnerships.geojson")]


def test_export_not_twice(run, tmp_path):
    """
    What is there stays, unless --force is said.
    """
    call = ("export", str(tmp_path), "--format", "geojson")
    run(*call)
    code, out, err = run(*call)

    assert (code, out) == (2, "")
    assert err.startswith("berlin-partnerships: ")
    assert "already has berlin_partnerships.geojson; nothing was written" in err
    assert "--force" in err
    assert run(*call, "--force")[0] == 0


def test_export_without_an_extra(run, tmp_path, monkeypatch):
    """
    A missing package is named, with the line that installs it.
    """
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    code, out, err = run("export", str(tmp_path), "--format", "parquet")

    assert (code, out) == (2, "")
    assert "pip install 'berlin-partnerships[parquet]'" in err
    assert not [*tmp_path.iterdir()]


def test_export_to_a_file(run, tmp_path):
    """
    A file is no folder; no traceback for that.
    """
    (tmp_path / "out").touch()

    code, _, err = run("export", str(tmp_path / "out"))

    assert code == 2
    assert "out' is a file; give the path of a folder" in err


def test_export_shows_progress(run, tmp_path, monkeypatch):
    """
    Who sits at a terminal sees each file's name, in one line.
    """
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    code, _, err = run("export", str(tmp_path))

    assert code == 0
    assert "\n" not in err
    told = [part.strip() for part in err.split("\r") if part]
    assert told[0] == "records.csv"
    assert told[-2:] == ["datapackage.json", ""]
