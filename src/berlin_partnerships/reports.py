"""
The answers that people read, as files: why sources differ, and the anniversaries.

Each is written in German and in English.

>>> import berlin_partnerships as bp
>>> from berlin_partnerships import reports
>>> [name for name, _ in reports.markdown_files(bp.only("seed-002", "seed-004"))]
['reconciliation.de.md', 'reconciliation.en.md']

Floor 6: imports the calendar, if one is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from ._dataset import Dataset

__all__ = ["calendar_files", "html_files", "markdown_files"]

# How many years the calendar goes beyond the year in which the data end.
_YEARS = 10
# Data that don't say when they end have no days to come: the anniversaries up to this.
_NUMBERS = range(1, 101)

_LANGUAGES = ("de", "en")


def markdown_files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """
    ``reconciliation.de.md`` and ``.en.md``: all sources with a number or a list.
    """
    report = dataset.reconcile()
    for language in _LANGUAGES:
        text = report.to_markdown(language)
        yield f"reconciliation.{language}.md", text.encode()


def html_files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """
    ``reconciliation.de.html`` and ``.en.html``: pages that need nothing else.
    """
    report = dataset.reconcile()
    for language in _LANGUAGES:
        yield f"reconciliation.{language}.html", report.to_html(language).encode()


def calendar_files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """
    ``anniversaries.de.ics`` and ``.en.ics``: those of all partnerships to come.

    From the day after the last one that the data speak about, to the end of the
    tenth year after it; so the same data give the same files on every day. Of a
    table of your own, which does not say until when it is known, each partner's
    first to hundredth anniversary.

    Raises:
        MissingExtraError: If icalendar is not installed.
    """
    from .calendar import to_calendar  # noqa: PLC0415  # needs an extra

    known = dataset.known_until
    if known == date.max:
        found = dataset.anniversaries(date.min, date.max, numbers=_NUMBERS)
    else:
        end = date(known.year + _YEARS, 12, 31)
        found = dataset.anniversaries(known + timedelta(days=1), end)
    for language in _LANGUAGES:
        file = to_calendar(found, language=language)
        yield f"anniversaries.{language}.ics", file.ics
