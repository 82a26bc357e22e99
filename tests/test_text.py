"""
Prose in German and English.
"""

from __future__ import annotations

from datetime import date, timedelta
from html import escape

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st

from berlin_partnerships import PartialDate, Period
from berlin_partnerships._text import (
    Result,
    listed,
    said_date,
    said_period,
    said_span,
    weekday,
)


# Bounds of a week that everybody knows: the Berlin Wall fell on a Thursday.
WEEK = [
    ("1989-11-06", "Montag", "Monday"),
    ("1989-11-07", "Dienstag", "Tuesday"),
    ("1989-11-08", "Mittwoch", "Wednesday"),
    ("1989-11-09", "Donnerstag", "Thursday"),
    ("1989-11-10", "Freitag", "Friday"),
    ("1989-11-11", "Samstag", "Saturday"),
    ("1989-11-12", "Sonntag", "Sunday"),
]

SAID = [
    ("1967-06-27", "27. Juni 1967", "27 June 1967"),
    ("2025-05-05", "5. Mai 2025", "5 May 2025"),
    ("0005-03-01", "1. März 5", "1 March 5"),
    ("1991-08", "August 1991", "August 1991"),
    ("1990-12-XX", "Dezember 1990", "December 1990"),
    ("1991", "1991", "1991"),
    ("1991-XX-XX", "1991", "1991"),
    ("1991~", "etwa 1991", "about 1991"),
    ("1991?", "vermutlich 1991", "probably 1991"),
    ("1990-11%", "vermutlich etwa November 1990", "probably about November 1990"),
    ("1991-08-28?", "vermutlich 28. August 1991", "probably 28 August 1991"),
    (
        "199X",
        "zwischen dem 1. Januar 1990 und dem 31. Dezember 1999",
        "between 1 January 1990 and 31 December 1999",
    ),
    (
        "[2022-03-02..2022-04-05]",
        "zwischen dem 2. März 2022 und dem 5. April 2022",
        "between 2 March 2022 and 5 April 2022",
    ),
    (
        "[1990,1992]",
        "zwischen dem 1. Januar 1990 und dem 31. Dezember 1992",
        "between 1 January 1990 and 31 December 1992",
    ),
    ("[1991-08-28]", "28. August 1991", "28 August 1991"),
    ("[..2005]", "spätestens am 31. Dezember 2005", "31 December 2005 or earlier"),
    ("[1990-02..]", "frühestens am 1. Februar 1990", "1 February 1990 or later"),
    ("[..1990,1992..]", "unbekannt", "unknown"),
]

MONTHS = [
    ("Januar", "January"),
    ("Februar", "February"),
    ("März", "March"),
    ("April", "April"),
    ("Mai", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("August", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Dezember", "December"),
]


class TestWeekday:
    @pytest.mark.parametrize(("text", "de", "en"), WEEK)
    def test_week(self, text, de, en):
        """
        Each day of the week has its name in both languages.
        """
        day = date.fromisoformat(text)

        assert de == weekday(day, "de")
        assert en == weekday(day, "en") == weekday(day)

    @given(st.dates(max_value=date(9999, 12, 24)))
    def test_repeats(self, day):
        """
        A week later is the same day, the day after is another.
        """
        assert weekday(day) == weekday(day + timedelta(7))
        assert weekday(day) != weekday(day + timedelta(1))

    def test_language(self):
        """
        There are two languages.
        """
        with pytest.raises(ValueError, match="'de' or 'en', not 'fr'"):
            weekday(date(2027, 6, 27), "fr")


class TestSaidDate:
    @pytest.mark.parametrize(("text", "de", "en"), SAID)
    def test_as_precisely_as_known(self, text, de, en):
        """
        A date is said as precisely as it is known, with its doubts.
        """
        when = PartialDate.parse(text)

        assert de == said_date(when, "de")
        assert en == said_date(when, "en") == said_date(when)

    @pytest.mark.parametrize("month", range(1, 13))
    def test_months(self, month):
        """
        Each month has its name in both languages, in a day and in a month.
        """
        de, en = MONTHS[month - 1]
        when = PartialDate.parse(f"2001-{month:02}")

        assert f"7. {de} 2001" == said_date(date(2001, month, 7), "de")
        assert f"7 {en} 2001" == said_date(date(2001, month, 7))
        assert f"{de} 2001" == said_date(when, "de")
        assert f"{en} 2001" == said_date(when)

    def test_unknown(self):
        """
        No date is said to be unknown.
        """
        assert (said_date(None, "de"), said_date(None)) == ("unbekannt", "unknown")

    @pytest.mark.parametrize(
        "when", [None, date(1991, 8, 28), PartialDate.parse("1991~")]
    )
    def test_language(self, when):
        """
        There are two languages.
        """
        with pytest.raises(ValueError, match="'de' or 'en', not 'fr'"):
            said_date(when, "fr")


class TestSaidSpan:
    @pytest.mark.parametrize(
        ("start", "end", "de", "en"),
        [
            (
                "2000-10-10",
                "2023-09-14",
                "vom 10. Oktober 2000 bis zum 13. September 2023",
                "from 10 October 2000 to 13 September 2023",
            ),
            ("2025-05-05", None, "seit dem 5. Mai 2025", "since 5 May 2025"),
            (None, "1967-06-27", "bis zum 26. Juni 1967", "until 26 June 1967"),
            (None, "2000-03-01", "bis zum 29. Februar 2000", "until 29 February 2000"),
            ("1990-10-03", "1990-10-04", "am 3. Oktober 1990", "on 3 October 1990"),
            (None, None, "jederzeit", "at any time"),
        ],
    )
    def test_with_its_last_day(self, start, end, de, en):
        """
        A half-open span is said with its last day.
        """
        first, last = (text and date.fromisoformat(text) for text in (start, end))

        assert de == said_span(first, last, "de")
        assert en == said_span(first, last, "en") == said_span(first, last)


class TestListed:
    @pytest.mark.parametrize(
        ("words", "de", "en"),
        [
            ([], "", ""),
            (["Bern"], "Bern", "Bern"),
            (["Bern", "Wien"], "Bern und Wien", "Bern and Wien"),
            (["Bern", "Rom", "Wien"], "Bern, Rom und Wien", "Bern, Rom and Wien"),
        ],
    )
    def test_as_in_a_sentence(self, words, de, en):
        """
        Words are joined by commas and the last one by a word.
        """
        assert de == listed(words, "de")
        assert en == listed(iter(words))

    def test_language(self):
        """
        There are two languages.
        """
        with pytest.raises(ValueError, match="'de' or 'en'"):
            listed(["Bern", "Wien"], "fr")


@attrs.frozen
class Told(Result):
    """
    An answer for the tests.
    """

    when: PartialDate
    words: tuple[str, ...] = ()

    def explain(self, language: str = "en") -> str:
        """
        In two paragraphs, with characters that mean something in HTML.
        """
        return f"<{self.when}> & {language}\n\n{listed(self.words, language)}"


class TestResult:
    def test_json(self):
        """
        An answer goes through plain values and comes back equal.
        """
        told = Told(PartialDate.parse("1990~"), ("a", "b"))

        assert told.to_dict() == {"when": "1990~", "words": ["a", "b"]}
        assert told == Told.from_dict(told.to_dict())

    def test_html(self):
        """
        In a notebook an answer is its explanation, in paragraphs, safely quoted.
        """
        told = Told(PartialDate.parse("1990~"), ("a", "b"))

        assert told._repr_html_() == "<p>&lt;1990~&gt; &amp; en</p>\n<p>a and b</p>\n"

    def test_page(self):
        """
        As a page it has its first line for a title; as Markdown it stays plain.
        """
        told = Told(PartialDate.parse("1990~"), ("a", "b"))

        page = told.to_html("de")
        assert '<html lang="de">' in page
        assert f"<title>{escape(told.explain('de').splitlines()[0])}</title>" in page
        assert told.to_markdown("de").count("\n\n") == 1

    def test_no_explanation(self):
        """
        Each answer has to explain itself.
        """
        with pytest.raises(NotImplementedError):
            Result().explain()


@pytest.mark.parametrize(
    ("text", "de", "en"),
    [
        ("1990/1992-05", "1990 bis Mai 1992", "1990 to May 1992"),
        ("1990-05-01", "1. Mai 1990", "1 May 1990"),
        ("1990-05-01/1990-05-01", "1. Mai 1990", "1 May 1990"),
        ("1990/..", "seit 1990", "since 1990"),
        ("../1990", "bis 1990", "until 1990"),
        ("../..", "../..", "../.."),
    ],
)
def test_a_period_is_said_by_its_ends(text, de, en):
    """
    An open side is left out, and a period of one date is that date.
    """
    period = Period.parse(text)

    assert (said_period(period, "de"), said_period(period)) == (de, en)
