"""
Tables and paragraphs for a terminal.
"""

from __future__ import annotations

import io
import json
import sys

import pytest

from hypothesis import given
from hypothesis import strategies as st

from berlin_partnerships._terminal import (
    _fitted,
    _width,
    as_json,
    columns,
    emphasized,
    headed,
    paragraph,
    table,
    write,
)


class TestWidth:
    @pytest.mark.parametrize(
        ("text", "width"),
        [
            ("", 0),
            ("Kyiv", 4),
            ("Київ", 4),
            ("Brüssel", 7),
            ("Bru\u0308ssel", 7),
            ("東京", 4),
            ("ﾄｳｷｮｳ", 5),
            ("Ｐ", 2),
            ("서울", 4),
            ("ת\u05b5ל", 2),
            ("a\u200bb\ufe0f", 2),
            ("1\u20e3", 1),
        ],
    )
    def test_columns(self, text, width):
        """
        Wide characters take two columns, marks and invisible ones take none.
        """
        assert _width(text) == width


class TestFitted:
    @pytest.mark.parametrize(
        ("text", "width", "fitted"),
        [
            ("Kyiv", 6, "Kyiv  "),
            ("Kyiv", 4, "Kyiv"),
            ("Kyiv", 3, "Ky…"),
            ("Kyiv", 1, "…"),
            # a wide character is not cut in half
            ("東京都", 6, "東京都"),
            ("東京都", 5, "東京…"),
            ("東京都", 4, "東… "),
            # a mark stays with its letter
            ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ],
    )
    def test_cut_or_filled(self, text, width, fitted):
        """
        A text that is too long is cut, one that is too short is filled up.
        """
        assert _fitted(text, width) == fitted

    @given(st.text(st.characters(exclude_categories=["Cc", "Cs"])), st.integers(1, 20))
    def test_exactly(self, text, width):
        """
        The width is met exactly, and as much of the text as fits is kept.
        """
        fitted = _fitted(text, width)

        assert _width(fitted) == width
        if _width(text) > width:
            kept = fitted.rstrip(" ")[:-1]
            assert fitted.rstrip(" ").endswith("…")
            assert text.startswith(kept)
        else:
            assert fitted.startswith(text)


class TestTable:
    def test_lines_up(self):
        """
        Columns are as wide as their widest cell, without spaces at the ends.
        """
        said = table([("1.", "Kyiv"), ("10.", "Los Angeles")], ("no", "city"), 80)

        assert said.splitlines() == [
            "no   city",
            "───  ───────────",
            "1.   Kyiv",
            "10.  Los Angeles",
        ]

    def test_wide_characters(self):
        """
        Names in wide characters and with marks line up, too.
        """
        said = table([("東京", "x"), ("Bru\u0308ssel", "y")], ("city", "z"), 80)

        assert said.splitlines()[2:] == ["東京     x", "Bru\u0308ssel  y"]

    def test_last_column_is_cut(self):
        """
        Where the line is full, the last column is cut, and no other.
        """
        said = table([("a" * 10, "b" * 30)], ("long", "longer"), 30).splitlines()

        assert said[2] == "a" * 10 + "  " + "b" * 17 + "…"
        assert {len(line) for line in said[1:]} == {30}

    def test_never_too_narrow(self):
        """
        A few letters of the last column are shown; the widest of the others is wrapped.
        """
        said = table([("a" * 25, "b" * 30)], ("long", "longer"), 20).splitlines()

        assert said == [
            "long        longer",
            "──────────  ────────",
            "aaaaaaaaaa  bbbbbbb…",
            "aaaaaaaaaa",
            "aaaaa",
        ]

    def test_wrapped_at_words(self):
        """
        Words stay whole where they fit, and so do narrow columns.
        """
        rows = [("1994", "Checkpoint Charlie Foundation", "x")]
        said = table(rows, ("since", "whose anniversary", ""), 30).splitlines()

        assert said == [
            "since  whose",
            "       anniversary",
            "─────  ─────────────  ────────",
            "1994   Checkpoint     x",
            "       Charlie",
            "       Foundation",
        ]

    def test_widest_gives_way(self):
        """
        The widest column is narrowed first, and then both in turn.
        """
        rows = [("a" * 12, "b" * 16, "x")]
        first = table(rows, ("1", "2", ""), 37).splitlines()
        then = table(rows, ("1", "2", ""), 30).splitlines()

        assert first[1] == "────────────  ─────────────  ────────"
        assert then[1] == "─────────  ─────────  ────────"

    def test_words_are_parted_last(self):
        """
        A column of long words stays as it is while another one can be wrapped.
        """
        rows = [("[1982-01-01..1982-08-22]", "a b c d e f g h i j k l m n", "x")]
        said = table(rows, ("since", "whose", ""), 45).splitlines()

        assert said[2:] == [
            "[1982-01-01..1982-08-22]  a b c d e  x",
            "                          f g h i j",
            "                          k l m n",
        ]

    def test_wrapped_in_wide_characters(self):
        """
        A line of wide characters has half as many.
        """
        said = table([("東京都千代田区", "x")], ("city", "z"), 18).splitlines()

        assert said[2:] == ["東京都千  x", "代田区"]

    @given(
        st.lists(
            st.lists(
                st.text(st.sampled_from("ab 東"), max_size=30), min_size=3, max_size=3
            ),
            max_size=3,
        ),
        st.integers(28, 90),
    )
    def test_fits(self, rows, total):
        """
        No line is longer than the terminal, and of all but the last column nothing is lost.
        """
        said = table(rows, ("x", "y", "z"), total)

        assert max(map(_width, said.splitlines())) <= total
        for sign in "ab東":
            given = sum(cell.count(sign) for row in rows for cell in row[:-1])
            assert said.count(sign) >= given

    def test_one_line_a_row(self):
        """
        A line break or a tab in a cell does not break the table.
        """
        said = table([("a\n  b", "c\td\r\ne"), ("f", "g\u2028h")], ("x", "y"), 80)

        assert said.splitlines()[2:] == ["a b  c d e", "f    g h"]

    def test_without_rows(self):
        """
        A table without rows has its heads.
        """
        assert table([], ("no", "city"), 80).splitlines() == [
            "no  city",
            "──  ────────",
        ]

    def test_any_iterable(self):
        """
        Rows may come one by one.
        """
        assert table(iter([["Kyiv"]]), ["city"], 80).endswith("\nKyiv")

    def test_long_cell(self):
        """
        A cell of 100,000 characters is cut where the line is full.
        """
        said = table([("x" * 100_000,)], ("x",), 80)

        assert len(said.splitlines()[2]) == 80

    def test_as_wide_as_the_terminal(self, monkeypatch):
        """
        Without a width, the terminal's is taken.
        """
        monkeypatch.setenv("COLUMNS", "40")

        assert columns() == 40
        assert len(table([("x" * 100,)], ("x",)).splitlines()[2]) == 40

    def test_no_terminal(self, monkeypatch):
        """
        Where there is no terminal, it is 80 wide.
        """
        monkeypatch.delenv("COLUMNS", raising=False)
        monkeypatch.setattr(sys, "__stdout__", io.StringIO())

        assert columns() == 80


class TestParagraph:
    def test_wrapped(self):
        """
        Lines are wrapped between words and indented.
        """
        assert paragraph("one two three four", "  ", 11) == "  one two\n  three\n  four"

    def test_own_breaks_stay(self):
        """
        Line breaks and empty lines of the text stay.
        """
        assert paragraph("one\n\ntwo three", total=5) == "one\n\ntwo\nthree"

    def test_items(self):
        """
        What hangs on an item of a list stands below its text.
        """
        assert paragraph("- one two\n  three four", total=7) == (
            "- one\n  two\n  three\n  four"
        )

    def test_words_stay_whole(self):
        """
        Words, also those with hyphens, are not broken.
        """
        text = "https://example.org/a-very-long-address"

        assert paragraph(text, total=10) == text

    def test_not_too_wide(self, monkeypatch):
        """
        On a wide terminal lines stay readable, on a narrow one they fit.
        """
        text = "word " * 100
        widths = {}
        for given_columns in ("200", "40"):
            monkeypatch.setenv("COLUMNS", given_columns)
            widths[given_columns] = max(map(len, paragraph(text).splitlines()))

        # seventeen words and their spaces, but the last one; eight of them
        assert widths == {"200": 84, "40": 39}

    def test_empty(self):
        """
        Nothing wrapped is nothing.
        """
        assert paragraph("") == ""


class TestJson:
    def test_readable(self):
        """
        JSON for people: indented, and in the letters that were written.
        """
        assert as_json({"city": "Київ"}) == '{\n  "city": "Київ"\n}'
        assert json.loads(as_json(["Kyiv", 1, None])) == ["Kyiv", 1, None]


class TestWrite:
    @pytest.mark.parametrize(
        ("encoding", "text", "shown"),
        [
            ("utf-8", "Київ ─", "Київ ─"),
            ("ascii", "Київ ─ Kyiv", "???? ? Kyiv"),
            ("latin-1", "Brüssel, Київ", "Brüssel, ????"),
            ("cp1252", "Łódź „x“", "?ód? „x“"),
            ("utf-16", "Київ", "Київ"),
            ("utf-8", "\ud800", "?"),
        ],
    )
    def test_replaces(self, monkeypatch, encoding, text, shown):
        """
        What a console cannot show is replaced, not an error.
        """
        raw = io.BytesIO()
        console = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
        monkeypatch.setattr(sys, "stdout", console)

        write(text)
        console.flush()

        assert raw.getvalue().decode(encoding) == f"{shown}\n"

    def test_without_encoding(self, monkeypatch):
        """
        A stream that is no console gets all of it.
        """
        stream = io.StringIO()
        monkeypatch.setattr(sys, "stdout", stream)

        write("Київ")

        assert stream.getvalue() == "Київ\n"


class TestStyle:
    @pytest.fixture(autouse=True)
    def _terminal(self, monkeypatch):
        for name in ("NO_COLOR", "TERM"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("WT_SESSION", "1")
        monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    def test_on_a_terminal(self):
        """
        Heads are bold, the line under them is dim, and the rows are plain.
        """
        assert headed(table([("Kyiv",)], ("city",), 80)) == (
            "\x1b[1mcity\x1b[0m\n\x1b[2m────────\x1b[0m\nKyiv"
        )
        assert (
            headed("a\nb\n─ ─") == "\x1b[1ma\x1b[0m\n\x1b[1mb\x1b[0m\n\x1b[2m─ ─\x1b[0m"
        )
        assert emphasized("Kyiv") == "\x1b[1mKyiv\x1b[0m"

    @pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
    def test_not_wanted(self, monkeypatch, name, value):
        """
        Nothing is added where somebody asked for that, or the terminal cannot.
        """
        monkeypatch.setenv(name, value)

        assert headed("a\n─\nb") == "a\n─\nb"
        assert emphasized("a") == "a"

    def test_empty_wish(self, monkeypatch):
        """
        An empty NO_COLOR says nothing, as no-color.org has it.
        """
        monkeypatch.setenv("NO_COLOR", "")

        assert emphasized("a") != "a"

    def test_no_terminal(self, monkeypatch):
        """
        A file and a pipe get plain text.
        """
        monkeypatch.setattr("sys.stdout.isatty", lambda: False)

        assert emphasized("a") == "a"

    def test_older_consoles_of_windows(self, monkeypatch):
        """
        On Windows only its newer terminal is known to show it.
        """
        monkeypatch.setattr(sys, "platform", "win32")
        assert emphasized("a") != "a"
        monkeypatch.delenv("WT_SESSION")
        assert emphasized("a") == "a"
