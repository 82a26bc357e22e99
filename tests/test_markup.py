"""
Plain text as Markdown and HTML: read again by readers that are not ours.
"""

from __future__ import annotations

import re

from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from berlin_partnerships._markup import (
    Drawing,
    Heading,
    Prose,
    Table,
    as_html,
    as_markdown,
    one_line,
)


LINKS = {"a-1": "https://example.org/a?x=1&y=2", "odd": "javascript:alert(1)"}
SVG = '<svg viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"></svg>\n'


def rendered(markdown):
    return MarkdownIt("commonmark").enable("table").render(markdown)


class Text(HTMLParser):
    """
    The text that a browser would show, and the tags.
    """

    def __init__(self, html):
        super().__init__()
        self.text, self.tags, self.links = "", [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.text += data


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
    min_size=1,
).map(lambda text: " ".join(text.split()))


@given(words.filter(bool))
def test_what_is_said_is_what_is_read_in_html(text):
    """
    Whatever a text has in it, a browser shows it as it is.
    """
    read = Text(as_html([Prose(f"x{text}")], {}))

    assert read.text.strip() == f"x{text}"
    assert read.tags == ["p"]


@given(words.filter(bool))
def test_what_is_said_is_what_is_read_in_markdown(text):
    """
    Whatever a text has in it, a reader of Markdown shows it as it is.
    """
    read = Text(rendered(as_markdown([Prose(f"x{text}")], {})))

    assert one_line(read.text).strip() == f"x{text}"
    assert read.tags == ["p"]


@given(words.filter(bool))
def test_a_cell_stays_a_cell(text):
    """
    Nothing in a cell ends it, in neither of the two.
    """
    table = [Table(("head",), ((f"x{text}",),))]
    for html in (as_html(table, {}), rendered(as_markdown(table, {}))):
        read = Text(html)
        assert read.tags.count("td") == 1
        assert f"x{text}" in one_line(read.text)


@pytest.mark.parametrize("start", ["1. ", "1) ", "+ ", "= ", "# ", "> ", "| "])
def test_a_line_begins_nothing(start):
    """
    A paragraph that begins like a list or a heading is none.
    """
    assert Text(rendered(as_markdown([Prose(f"{start}text")], {}))).tags == ["p"]


def test_points_and_points_below_them():
    """
    Points become lists, and those with two spaces more lists within.
    """
    text = "Head:\n- one\n  - below\n  - too\n- two\n\nEnd."
    tags = ["p", "ul", "li", "ul", "li", "li", "li", "p"]

    assert Text(as_html([Prose(text)], {})).tags == tags
    assert Text(rendered(as_markdown([Prose(text)], {}))).tags == tags
    inner = ET.fromstring(f"<d>{as_html([Prose(text)], {})}</d>").find("ul/li/ul")
    assert [li.text for li in inner] == ["below", "too"]


def test_a_point_without_one_above():
    """
    A point that is indented at once is a point all the same.
    """
    tree = ET.fromstring(f"<d>{as_html([Prose('  - deep')], {})}</d>")

    assert [li.text for li in tree.iter("li")] == ["deep"]


def test_ids_with_an_address_are_links():
    """
    Only an id in brackets whose address is one of the web becomes a link.
    """
    text = "See [a-1], [odd] and [none]."

    for html in (
        as_html([Prose(text)], LINKS),
        rendered(as_markdown([Prose(text)], LINKS)),
    ):
        assert Text(html).links == ["https://example.org/a?x=1&amp;y=2"] or Text(
            html
        ).links == [LINKS["a-1"]]
        assert "javascript" not in html
        assert "[odd] and [none]" in Text(html).text


def test_an_address_with_signs_in_it():
    """
    Brackets and spaces in an address do not end it.
    """
    links = {"a": "https://example.org/A (b)"}

    made = as_markdown([Prose("[a]")], links)

    assert Text(rendered(made)).links == ["https://example.org/A%20(b)"]


def test_a_page_stands_alone():
    """
    A page says its language and title, and asks for nothing from outside.
    """
    page = as_html([Heading("H")], {}, title="A < B", language="de")

    assert page.startswith('<!doctype html>\n<html lang="de">')
    assert "<title>A &lt; B</title>" in page
    assert not re.search(r"src=|url\(|@import|<link", page)


def test_drawings():
    """
    A drawing stands in the page with its caption; Markdown leaves both out.
    """
    parts = [Drawing(SVG, "what <it> shows")]

    assert SVG in as_html(parts, {})
    assert "<figcaption>what &lt;it&gt; shows</figcaption>" in as_html(parts, {})
    assert as_markdown(parts, {}) == "\n"


def test_one_line():
    """
    Breaks of all kinds become one space.
    """
    assert one_line("a \r\n b\tc\u2028d") == "a b c d"
