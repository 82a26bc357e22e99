"""
Anniversaries as a table: text, Markdown, HTML.
"""

from __future__ import annotations

import json
import pickle
import re

from datetime import UTC, date, datetime
from html.parser import HTMLParser

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships import PartialDate
from berlin_partnerships._anniversaries import LEAP_RULES
from berlin_partnerships._occasions import STATUS_WORDS
from berlin_partnerships._overview import _CRITERIA, Overview, said_criterion
from berlin_partnerships._partnerships import CRITERIA, ROLES, STATUSES


SPAN = date(2027, 1, 1), date(2027, 12, 31)
DAY = date(2026, 11, 21)

# The year of the protocol office, by hand: the founding acts of the nineteen,
# and the weekdays and days to go from a calendar of 2026 and 2027.
IN_2027 = [
    ("2027-04-05", "Monday", 135, "Beijing", 33, "active"),
    ("2027-04-13", "Tuesday", 143, "Jakarta", 33, "active"),
    ("2027-04-30", "Friday", 160, "Tashkent", 34, "active"),
    ("2027-05-05", "Wednesday", 165, "Tel Aviv-Yafo", 2, "active"),
    ("2027-05-14", "Friday", 174, "Tokyo", 33, "active"),
    ("2027-05-19", "Wednesday", 179, "Buenos Aires", 33, "active"),
    ("2027-06-01", "Tuesday", 192, "Brussels", 35, "active"),
    ("2027-06-10", "Thursday", 201, "Prague", 32, "active"),
    ("2027-06-27", "Sunday", 218, "Los Angeles", 60, "active"),
    ("2027-07-02", "Friday", 223, "Paris", 40, "active"),
    ("2027-07-06", "Tuesday", 227, "Windhoek", 27, "active"),
    ("2027-08-12", "Thursday", 264, "Warsaw", 36, "active"),
    ("2027-08-28", "Saturday", 280, "Budapest", 35, "active"),
    ("2027-08-28", "Saturday", 280, "Moscow", 36, "resting"),
    ("2027-09-01", "Wednesday", 284, "Mexico City", 34, "active"),
    ("2027-09-14", "Tuesday", 297, "Kyiv", 4, "active"),
    ("2027-10-10", "Sunday", 323, "London", 27, "active"),
    ("2027-11-04", "Thursday", 348, "Madrid", 39, "active"),
    ("2027-11-17", "Wednesday", 361, "Istanbul", 38, "active"),
]


class Cells(HTMLParser):
    """
    What an HTML parser sees: the cells of the table, and every tag.
    """

    def __init__(self, page):
        super().__init__()
        self.rows, self.tags, self._open = [], [], False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, _):
        self.tags.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._open = True

    def handle_endtag(self, tag):
        self._open = self._open and tag not in ("td", "th")

    def handle_data(self, data):
        if self._open:
            self.rows[-1][-1] += data


@pytest.fixture(name="year", scope="module")
def _year():
    """
    The overview of 2027, with the predecessors, seen from 21 November 2026.
    """
    found = bp.anniversaries(*SPAN, predecessors=True)
    return bp.overview(found, days_from=DAY)


@pytest.fixture(name="nasty")
def _nasty(year):
    """
    An overview with names that Markdown and HTML would read.
    """
    name = 'A|B <script>alert("1")</script> *c* [d](e) `f` _g_ & \\ \n# h'
    entry = attrs.evolve(
        year.entries[0], name=name, name_de=name, title=name, title_de=name
    )
    return Overview(entries=(entry,))


@pytest.mark.data
def test_all_of_2027():
    """
    The whole year in one call, with weekday, days to go, number and status.
    """
    table = bp.overview(bp.anniversaries(*SPAN), days_from=DAY)

    assert [
        (str(e.date), e.weekday, e.days, e.name, e.number, e.status)
        for e in table.entries
    ] == IN_2027


@pytest.mark.data
def test_los_angeles(year):
    """
    An entry says what is kept, since when, by which criterion, and who says so.
    """
    [entry] = [e for e in year.entries if e.about == "partnerships/los-angeles"]

    assert entry.title == "Los Angeles: 60th anniversary of the partnership"
    assert entry.title_de == "Los Angeles: 60. Jahrestag der Partnerschaft"
    assert (entry.weekday, entry.days, str(entry.since)) == (
        "Sunday",
        218,
        "1967-06-27",
    )
    assert entry.criterion == "founding-agreement"
    assert entry.sources[0] == "senat-2008-list"
    assert entry.name_de == "Los Angeles"


@pytest.mark.data
def test_year_long(year):
    """
    What is known to the year has no weekday, and bounds for the days to go.
    """
    [entry] = [e for e in year.entries if "1967-east-berlin" in e.about]

    # 1 January and 31 December 2027 from 21 November 2026
    assert (entry.weekday, entry.days) == (None, (41, 405))
    assert str(entry.date) == "2027"


def test_sorted_and_stable(year):
    """
    The order of the anniversaries does not matter.
    """
    found = bp.anniversaries(*SPAN, predecessors=True)

    assert year == bp.overview(found[::-1], days_from=DAY)
    assert year == bp.overview(iter(sorted(found, key=repr)), days_from=DAY)
    assert [e.date.sort_key for e in year.entries] == sorted(
        e.date.sort_key for e in year.entries
    )


@pytest.mark.data
@pytest.mark.parametrize(
    ("language", "head", "line", "note"),
    [
        (
            "de",
            "Datum Wochentag Anlass seit zählt ab Status Quelle in Tagen",
            (
                "28. August 2027 Samstag Moskau: 36. Jahrestag der Partnerschaft "
                "28. August 1991 Gründungsakt ruht rbm-moscow-2012 (+15) 280"
            ),
            (
                "Tage gezählt ab 21. November 2026. Gelesen sind Quellen bis zum 31. März 2026;"
                " Späteres ist hier nicht bekannt."
            ),
        ),
        (
            "en",
            "date weekday occasion since counted from status source days to go",
            (
                "28 August 2027 Saturday Moscow: 36th anniversary of the partnership "
                "28 August 1991 founding act resting rbm-moscow-2012 (+15) 280"
            ),
            (
                "Days counted from 21 November 2026. The sources were read until "
                "31 March 2026; later events are not known here."
            ),
        ),
    ],
)
def test_text(year, language, head, line, note):
    """
    The table as text is whole: a title, a line each, and what the data know.
    """
    text = year.explain(language)
    lines = [re.sub(r"\s+", " ", each).strip() for each in text.splitlines()]

    assert lines[0] == {"de": "Jahrestage 2027", "en": "Anniversaries 2027"}[language]
    assert lines[2] == head
    assert line in lines
    assert lines[-1] == note
    assert "…" not in text
    bounds = {"de": "41 bis 405", "en": "41 to 405"}[language]
    assert lines[4].endswith(bounds)


def test_without_a_day():
    """
    Days are counted only from a day that was given.
    """
    table = bp.overview(bp.anniversaries(*SPAN))

    assert {e.days for e in table.entries} == {None}
    assert "days to go" not in table.explain()
    assert "in Tagen" not in table.to_html("de")
    assert "Days counted" not in table.explain()


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_same_in_all_forms(year, language):
    """
    Markdown and HTML have the same cells.
    """
    markdown = [
        [cell.strip().replace("\\", "") for cell in line.strip("|").split(" | ")]
        for line in year.to_markdown(language).splitlines()
        if line.startswith("| ")
    ]
    markdown = [[cell.strip("| ") for cell in row] for row in markdown]
    page = Cells(year.to_html(language))

    assert [markdown[0], *markdown[2:]] == page.rows
    assert len(page.rows) == len(year.entries) + 1
    assert set(markdown[1]) == {"---"}


def test_page(year):
    """
    The page is complete, says its language, and takes the reader's colors.
    """
    page = year.to_html("de")

    assert page.startswith('<!DOCTYPE html>\n<html lang="de">')
    assert "<title>Jahrestage 2027</title>" in page
    assert '<meta charset="utf-8">' in page
    assert '<meta name="color-scheme" content="light dark">' in page
    # no color is fixed, so that it can be read in light and dark
    colors = set(re.findall(r"color:([a-z]+)", page)) | set(
        re.findall(r"solid ([A-Za-z]+)", page)
    )
    assert colors == {"inherit", "currentColor"}
    assert "#" not in re.sub(r"&#\d+;", "", page)
    assert re.findall(r"background:(\w+)", page) == ["transparent"]


def test_notebook(year):
    """
    A notebook shows the table as a part of its own page.
    """
    shown = year._repr_html_()

    assert "<html" not in shown
    assert shown in year.to_html("en")
    assert len(Cells(shown).rows) == len(year.entries) + 1


def test_nothing_is_read_as_html(nasty):
    """
    Names cannot become tags, nor leave their cell.
    """
    page = Cells(nasty.to_html())

    assert "script" not in page.tags
    assert page.rows[1][2] == nasty.entries[0].title
    assert len(page.rows[1]) == len(page.rows[0])


def test_nothing_is_read_as_markdown(nasty):
    """
    Names cannot become markup, a further cell, or a further line.
    """
    markdown = nasty.to_markdown()
    [line] = [each for each in markdown.splitlines() if "alert" in each]

    assert r"A\|B &lt;script&gt;alert" in line
    assert r"\*c\* \[d\](e) \`f\` \_g\_ &amp; \\ \# h" in line
    bare = re.sub(r"\\.", "", line)
    heads = markdown.splitlines()[2]
    assert bare.count("|") == heads.count("|")


def test_empty():
    """
    Without anniversaries there is no table but a sentence.
    """
    empty = bp.overview(())

    assert empty.explain() == "No anniversaries"
    assert empty.explain("de") == "Keine Jahrestage"
    assert empty.known_until is None
    assert len(Cells(empty.to_html()).rows) == 1
    assert empty.to_markdown("de").startswith("# Keine Jahrestage\n\n| Datum |")


def test_several_years():
    """
    A title has the first and the last year.
    """
    found = bp.anniversaries(date(2026, 6, 1), date(2027, 5, 31))

    assert bp.overview(found).title() == "Anniversaries 2026–2027"
    assert bp.overview(found).title("de") == "Jahrestage 2026–2027"


def test_round_trips(year):
    """
    An overview goes through JSON and pickle, and needs no data for it.
    """
    again = Overview.from_dict(json.loads(json.dumps(year.to_dict())))

    assert year == again
    assert year == pickle.loads(pickle.dumps(year))  # noqa: S301
    assert year.explain("de") == again.explain("de")
    assert hash(year) == hash(again)
    assert repr(year) == f"<Overview: Anniversaries 2027, {len(year.entries)} entries>"


@pytest.mark.parametrize("day", ["2026-11-21", datetime(2026, 11, 21, tzinfo=UTC), 5])
def test_only_days(day):
    """
    The day to count from is a plain date.
    """
    with pytest.raises(TypeError, match="days_from must be"):
        bp.overview((), days_from=day)


def test_only_anniversaries(year):
    """
    What is no anniversary is refused by its type.
    """
    with pytest.raises(TypeError, match="found must have anniversaries, not Entry"):
        bp.overview(year.entries)


def test_from_nowhere():
    """
    Anniversaries without their data do not pretend to know more.
    """
    found = bp.Anniversary.from_dict(bp.anniversary("kyiv", 5).to_dict())

    with pytest.raises(bp.DataError, match="belongs to no data set"):
        bp.overview([found])


def test_unknown_language(year):
    """
    Other languages are refused.
    """
    for method in ("explain", "title", "to_markdown", "to_html"):
        with pytest.raises(ValueError, match="'de' or 'en'"):
            getattr(year, method)("fr")


def test_every_criterion_has_words():
    """
    Whatever an anniversary counts from can be said in both languages.
    """
    assert {*CRITERIA, *ROLES} <= _CRITERIA.keys()
    assert all(said_criterion(c, "de") and said_criterion(c, "en") for c in _CRITERIA)
    assert {*STATUSES, "unclear"} == STATUS_WORDS.keys()


@pytest.mark.parametrize("leap", LEAP_RULES)
def test_one_source(year, leap):
    """
    A single source stands without a number of others, whatever the leap rule.
    """
    entry = attrs.evolve(
        year.entries[0], sources=("a",), days=-1_500, date=PartialDate.parse("2028")
    )
    found = bp.anniversaries(*SPAN, records=["kyiv"], leap=leap)
    table = attrs.evolve(year, entries=(entry,))

    assert table.explain("de").splitlines()[4].split()[-2:] == ["a", "-1.500"]
    assert [a.number for a in found] == [4]


def test_without_source(year):
    """
    Without a source the cell is empty.
    """
    entry = attrs.evolve(year.entries[0], sources=(), status=None)
    rows = Cells(attrs.evolve(year, entries=(entry,)).to_html()).rows

    assert rows[1][5:7] == ["", ""]
