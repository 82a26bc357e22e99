"""
The data sheet counts what is in the files that curators edit.

The expectations are counted here from the TOML, without the library.
"""

from __future__ import annotations

import collections
import re
import sys
import tomllib

from pathlib import Path

import pytest

import berlin_partnerships as bp
import data_sheet as tool


DATA = Path(__file__).parents[2] / "data"

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def sources():
    """
    The files of the sources, by id.
    """
    return {
        path.stem: tomllib.loads(path.read_text("utf-8"))
        for path in DATA.joinpath("sources").glob("*.toml")
    }


@pytest.fixture(scope="module")
def page():
    return tool.page()


def rows(page, title):
    """
    The cells of the first table under a title, without its head.
    """
    section = page.split(f"## {title}\n")[1].split("\n## ")[0]
    table = re.findall(r"(?m)^\|.*\|$(?:\n\|.*\|$)*", section)[0]
    return [
        [cell.strip(" `") for cell in line.strip("|").split("|")]
        for line in table.split("\n")[2:]
    ]


def test_the_page_is_what_the_tool_makes_of_the_data(page):
    """
    Nobody changed the page by hand, or the data without making it anew.
    """
    assert tool.PAGE.read_text("utf-8") == page, f"run `{tool.COMMAND}`"


def test_sources_and_statements_are_those_of_the_files(page, sources):
    """
    Each file is one source, each line of its statements one statement.
    """
    statements = sum(len(each.get("statements", ())) for each in sources.values())
    assert ["sources", str(len(sources))] in rows(page, "At a glance")
    assert f"\n{statements} statements " in page
    classes = rows(page, "Sources by class")
    assert sum(int(row[1]) for row in classes) == len(sources)
    assert sum(int(row[3]) for row in classes) == statements


def test_copies_are_those_that_name_what_they_copy(page, sources):
    copies = sum("derived_from" in each for each in sources.values())
    assert sum(int(row[2]) for row in rows(page, "Sources by class")) == copies


def test_a_source_counts_in_a_year_only_if_it_is_published_within_it(page, sources):
    """
    Bounds within one year are that year; bounds across two are none.
    """
    wanted = collections.Counter()
    for each in sources.values():
        years = set(re.findall(r"\b\d{4}\b", str(each.get("published", ""))))
        half = re.search(r"\.\.\]|\[\.\.", str(each.get("published", "")))
        wanted[years.pop() if len(years) == 1 and not half else "not known"] += 1
    found = {row[0]: int(row[-1]) for row in rows(page, "Sources by year")}
    assert found == wanted
    for row in rows(page, "Sources by year"):
        assert sum(int(cell or 0) for cell in row[1:-1]) == int(row[-1])


def test_every_partner_has_a_row(page):
    """
    Nineteen partners; of London no celebration is known, of Los Angeles several.
    """
    table = {row[0]: row for row in rows(page, "Partnership by partnership")}
    assert len(table) == 19
    assert table["London"][1] == "10 October 2000"
    assert table["London"][-1] == "0"
    assert int(table["Los Angeles"][-1]) > 1


def test_statements_on_a_partner_are_counted_with_those_on_its_acts(page, sources):
    said = [
        (id, s["about"])
        for id, each in sources.items()
        for s in each.get("statements", ())
        if s["about"].partition("#")[0] == "partnerships/moscow"
    ]
    (moscow,) = (
        row for row in rows(page, "Partnership by partnership") if row[0] == "Moscow"
    )
    assert moscow[2:4] == [str(len(said)), str(len({id for id, _ in said}))]


def test_every_outcome_and_mode_is_in_its_table(page, sources):
    """
    None is missing: the numbers add up to everything that is said.
    """
    said = [s for each in sources.values() for s in each.get("statements", ())]
    outcomes = rows(page, "How sure")
    assert sum(int(row[2]) for row in outcomes) == sum(tool.outcomes().values())
    assert set(tool.outcomes()) <= {row[0] for row in outcomes}
    modes = collections.Counter(s.get("mode", "stated") for s in said)
    for mode, number in modes.items():
        assert re.search(rf"(?m)^\| `{mode}` \|.*\| {number} \|$", page)


def test_moscows_rest_is_among_the_gaps_and_kyivs_signing_is_not(page):
    """
    Of the one only bounds are known, of the other the day.
    """
    (row,) = (r for r in rows(page, "Known gaps") if "to the day" in r[0])
    assert "moscow#2022-suspension" in row[2]
    assert "kyiv#2023-signing" not in row[2]


def test_the_sheet_says_how_fresh_the_data_are(page):
    assert (
        f"The version of the data is {(DATA / 'VERSION').read_text().strip()}." in page
    )


@pytest.mark.parametrize(
    ("when", "year"),
    [
        ("2014", 2014),
        ("2014-05-13", 2014),
        ("[2014-01-02..2014-03-04]", 2014),
        ("[2013-12-31..2014-01-01]", None),
        ("[2014..]", None),
        (None, None),
    ],
)
def test_the_year_of_a_source(when, year):
    assert tool.year_of(bp.Source(published=when)) == year


def test_a_period_is_known_to_the_day_if_its_start_is():
    assert tool.is_day(bp.Period.parse("2024-05-10/2024-05-14"))
    assert not tool.is_day(bp.Period.parse("2024-05/2024-06"))
    assert not tool.is_day(None)


def test_no_ids_are_none():
    assert tool.ids([]) == "none"


def test_check_writes_nothing_and_names_the_command(monkeypatch, tmp_path, capsys):
    """
    A missing or old page ends with 1, and writing it puts that right.
    """
    monkeypatch.setattr(tool, "PAGE", tmp_path / "data-sheet.md")
    monkeypatch.setattr(sys, "argv", ["data_sheet.py", "--check"])
    assert tool.main() == 1
    assert f"run `{tool.COMMAND}`" in capsys.readouterr().err
    assert not tool.PAGE.exists()
    monkeypatch.setattr(sys, "argv", ["data_sheet.py"])
    assert tool.main() == 0
    monkeypatch.setattr(sys, "argv", ["data_sheet.py", "--check"])
    assert tool.main() == 0
    tool.PAGE.write_text("old", "utf-8")
    assert tool.main() == 1
