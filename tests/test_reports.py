"""
Reports and calendars as files, as their readers see them.
"""

from __future__ import annotations

import html.parser

from datetime import date

import icalendar
import vobject

import berlin_partnerships as bp

from berlin_partnerships import reports


class Outline(html.parser.HTMLParser):
    """
    The elements of a page, and the text in them.
    """

    def __init__(self, page):
        super().__init__()
        self.open, self.seen, self.text = [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def test_calendar_of_the_years_to_come():
    """
    Each of 19 partners has its day in each of the eleven years that begin.

    The data end on 31 March 2026, and no partnership was founded from January to
    March: so it is eleven for each, from 2026 to 2036.
    """
    dataset = bp.load()
    assert dataset.known_until == date(2026, 3, 31)
    assert all(p.since.lower.month > 3 for p in dataset.partnerships.values())

    for name, data in reports.calendar_files(dataset):
        events = icalendar.Calendar.from_ical(data).walk("VEVENT")
        days = sorted(event.decoded("DTSTART") for event in events)
        assert len(days) == 19 * 11
        assert days[0] == date(2026, 4, 5)  # Beijing
        assert days[-1] == date(2036, 11, 17)  # Istanbul
        read = vobject.readOne(data.decode())
        assert len(read.vevent_list) == len(days)
        titles = {event.summary.value for event in read.vevent_list}
        word = "Jahrestag" if name == "anniversaries.de.ics" else "anniversary"
        assert all(word in title for title in titles)


def test_calendar_with_nothing_to_come():
    """
    Where nobody is known as a partner, the calendar is empty and can be read.
    """
    dataset = bp.only("be-berlin-two-of-a-kind")

    for _, data in reports.calendar_files(dataset):
        assert icalendar.Calendar.from_ical(data).walk("VEVENT") == []


def test_markdown_in_both_languages():
    """
    The report of all sources, once in each language.
    """
    files = dict(reports.markdown_files(bp.load()))
    whole = bp.reconcile()

    assert {name: data.decode() for name, data in files.items()} == {
        "reconciliation.de.md": whole.to_markdown("de"),
        "reconciliation.en.md": whole.to_markdown("en"),
    }


def test_pages_are_whole():
    """
    Each page closes what it opens, draws the number, and asks the network nothing.
    """
    files = dict(reports.html_files(bp.load()))
    assert [*files] == ["reconciliation.de.html", "reconciliation.en.html"]

    for name, data in files.items():
        page = Outline(data.decode())
        assert page.open == []
        tags = [tag for tag, _ in page.seen]
        assert tags.count("svg") == 1
        assert not {"script", "link", "img", "iframe"} & {*tags}
        assert ("html", {"lang": name.split(".")[1]}) in page.seen
        assert all(source.id in page.text for source in bp.reconcile().sources)
