"""
Anniversaries as a table to read: as text, Markdown, or HTML.

All that the table says is in its entries, so that it can be kept and sent
without the data it was made of.

Floor 4: imports the arithmetic, the prose, and the terminal's tables.
"""

from __future__ import annotations

import html

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import attrs

from ._anniversaries import Anniversary
from ._dates import PartialDate, as_date, limited
from ._language import in_language
from ._model import home
from ._pickles import Pickled
from ._terminal import table
from ._terms import STATUS_WORDS
from ._text import Result, counted, said_date, said_limit, weekday


if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Entry", "Overview", "overview", "said_criterion"]

_HEADS = {
    "de": "Datum|Wochentag|Anlass|seit|zählt ab|Status|Quelle|in Tagen",
    "en": "date|weekday|occasion|since|counted from|status|source|days to go",
}
_CRITERIA = {
    "founding-agreement": ("Gründungsakt", "founding act"),
    "first-act": ("erster Akt", "first act"),
    "founding": ("Gründungsakt", "founding act"),
    "opening": ("erster Akt", "first act"),
    "announcement": ("Ankündigung", "announcement"),
    "renewal": ("Erneuerung", "renewal"),
    "suspension": ("Aussetzung", "suspension"),
    "resumption": ("Wiederaufnahme", "resumption"),
    "termination": ("Beendigung", "termination"),
    "other": ("weiterer Akt", "further act"),
    "predecessor": ("Vorgängerin", "predecessor"),
    "founded": ("Gründung", "founding"),
    "period": ("Beginn", "beginning"),
    "held": ("Ereignis", "event"),
    "named": ("Benennung", "naming"),
    "dedicated": ("Einweihung", "dedication"),
    "erected": ("Errichtung", "erection"),
}
# Lines in the color of the text, no color of our own: it can be read in light and dark.
_TABLE = "border-collapse:collapse;color:inherit;background:transparent"
_CELL = "border:1px solid currentColor;padding:.3em .6em;text-align:left"
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
</head>
<body style="font-family:sans-serif">
{body}
</body>
</html>
"""


@attrs.frozen(kw_only=True)
class Entry(Pickled):
    """
    A line of an overview.

    Attributes:
        date: The day; a month or a year if the start is known no better.

        number: How many years.

        about: Full id of the record, or of an act.

        name: What the record is called, in English.

        name_de: What it is called in German.

        title: What is kept, in English, with the name and the number.

        title_de: The same in German.

        since: The start it counts from.

        criterion: What makes that the start.

        status: The status on that day, as far as the data know.

        sources: Ids of the sources of the start, those closest to it first.

        days: Days to go from :attr:`Overview.days_from`, negative if it is over;
            two bounds if the day is not known; None if no day was given.
    """

    date: PartialDate
    number: int
    about: str
    name: str
    name_de: str
    title: str
    title_de: str
    since: PartialDate
    criterion: str
    status: str | None
    sources: tuple[str, ...]
    days: int | tuple[int, int] | None = None

    @property
    def weekday(self) -> str | None:
        """
        The English name of the weekday; None if the day is not known.
        """
        return _weekday(self.date, "en") or None


def _weekday(when: PartialDate, language: str) -> str:
    known = when.is_day and when.lower is not None
    return weekday(when.sort_key[0], language) if known else ""


@attrs.frozen(kw_only=True, repr=False)
class Overview(Result):
    """
    Anniversaries as a table: print it, or write it as Markdown or HTML.

    Attributes:
        entries: One for each anniversary, by date and id.

        known_until: The last day that the sources speak about; the status on a
            later day is the last one known. None if there are no entries, or if
            nothing tells it, as in a table of your own.

        days_from: The day from which days are counted, or None.
    """

    entries: tuple[Entry, ...]
    known_until: date | None = None
    days_from: date | None = None

    def __repr__(self) -> str:
        return f"<Overview: {self.title()}, {len(self.entries)} entries>"

    def explain(self, language: str = "en") -> str:
        """
        The table as plain text, with a note on what the data know.
        """
        heads, rows = self._cells(language)
        shown = table(rows, heads, total=10_000) if rows else ""
        return "\n\n".join(
            filter(None, [self.title(language), shown, self._note(language)])
        )

    def to_markdown(self, language: str = "en") -> str:
        """
        The table as Markdown; what Markdown or HTML would read is escaped.
        """
        heads, rows = self._cells(language)
        lines = [_row(heads), _row(["---"] * len(heads))]
        lines += [_row([_plain_in_markdown(cell) for cell in row]) for row in rows]
        parts = [f"# {self.title(language)}", "\n".join(lines), self._note(language)]
        return "\n\n".join(filter(None, parts)) + "\n"

    def to_html(self, language: str = "en") -> str:
        """
        The table as a page of its own, readable in light and dark.
        """
        return _PAGE.format(
            language=language,
            title=html.escape(self.title(language)),
            body=self._fragment(language),
        )

    def _repr_html_(self) -> str:
        return self._fragment("en")

    def title(self, language: str = "en") -> str:
        """
        What the table is, with the years it reaches over.
        """
        days = [day for entry in self.entries for day in entry.date.sort_key]
        word = in_language(language, "Jahrestage", "Anniversaries")
        if not days:
            return in_language(language, "Keine Jahrestage", "No anniversaries")
        first, last = min(days).year, max(days).year
        return f"{word} {first}" if first == last else f"{word} {first}–{last}"

    def _fragment(self, language: str) -> str:
        heads, rows = self._cells(language)
        lines = [
            f'<table lang="{language}" style="{_TABLE}">',
            f"<caption>{html.escape(self.title(language))}</caption>",
            f"<thead>{_html_row(heads, 'th')}</thead>",
            "<tbody>",
            *(_html_row(row, "td") for row in rows),
            "</tbody>",
            "</table>",
        ]
        note = self._note(language)
        return "\n".join(lines + [f"<p>{html.escape(note)}</p>"] * bool(note))

    def _cells(self, language: str) -> tuple[list[str], list[list[str]]]:
        heads = in_language(language, _HEADS["de"], _HEADS["en"]).split("|")
        rows = [_cells_of(entry, language) for entry in self.entries]
        if self.days_from is None:
            return heads[:-1], [row[:-1] for row in rows]
        return heads, rows

    def _note(self, language: str) -> str:
        notes = []
        if self.days_from is not None:
            day = said_date(self.days_from, language)
            notes.append(
                in_language(
                    language, f"Tage gezählt ab {day}.", f"Days counted from {day}."
                )
            )
        if self.known_until is not None:
            notes.append(said_limit(self.known_until, language))
        return " ".join(notes)


def _cells_of(entry: Entry, language: str) -> list[str]:
    status = entry.status or ""
    word = in_language(language, *STATUS_WORDS.get(status, ("", "")))
    first, *others = [*entry.sources, ""]
    more = f" (+{len(others) - 1})" if others[1:] else ""
    days = () if entry.days is None else entry.days
    bounds = (days,) if isinstance(days, int) else days
    return [
        said_date(entry.date, language),
        _weekday(entry.date, language),
        in_language(language, entry.title_de, entry.title),
        said_date(entry.since, language),
        said_criterion(entry.criterion, language),
        word,
        f"{first}{more}",
        in_language(language, " bis ", " to ").join(
            counted(bound, language) for bound in bounds
        ),
    ]


def said_criterion(criterion: str, language: str) -> str:
    """
    What an anniversary counts from, in a word or two.

    >>> said_criterion("first-act", "de")
    'erster Akt'
    """
    return in_language(language, *_CRITERIA[criterion])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain_in_markdown(text: str) -> str:
    r"""
    *text* as Markdown shows it letter by letter.

    >>> print(_plain_in_markdown("a|b *c* <d>"))
    a\|b \*c\* &lt;d&gt;
    """
    escaped = "".join(f"\\{c}" if c in "\\`*_{}[]|~#!" else c for c in _in_a_line(text))
    return html.escape(escaped, quote=False)


def _in_a_line(text: str) -> str:
    return " ".join(text.split())


def _html_row(cells: Sequence[str], tag: str) -> str:
    opened = f'<{tag} style="{_CELL}">'
    said = "".join(f"{opened}{html.escape(cell)}</{tag}>" for cell in cells)
    return f"<tr>{said}</tr>"


def overview(
    found: Iterable[Anniversary], *, days_from: date | None = None
) -> Overview:
    """
    Anniversaries as a table, such as the program of a year.

    Args:
        found: What :func:`anniversaries` gave, or some of it.

        days_from: The day from which to count the days to go; without it, none
            are shown. Today is never taken for granted.

    Raises:
        TypeError: If *days_from* is no date, or a datetime; or if *found* has
            something that is no anniversary.

        DataError: If an anniversary is from data that are not loaded.

    >>> import berlin_partnerships as bp
    >>> year = bp.anniversaries(date(2027, 1, 1), date(2027, 12, 31), numbers=bp.ROUND)
    >>> table = overview(year, days_from=date(2026, 11, 21))
    >>> [(entry.name, entry.days) for entry in table.entries][:2]
    [('Brussels', 192), ('Los Angeles', 218)]
    """
    day = None if days_from is None else as_date(days_from, "days_from")
    chosen = tuple(found)
    for each in chosen:
        if not isinstance(each, Anniversary):
            msg = f"found must have anniversaries, not {type(each).__name__}"
            raise TypeError(msg)
    datasets = [home(each._dataset, each.about) for each in chosen]  # noqa: SLF001  # one of our own
    return Overview(
        entries=tuple(_entry(each, day) for each in sorted(chosen, key=_order)),
        known_until=limited(min((d.known_until for d in datasets), default=date.max)),
        days_from=day,
    )


def _order(each: Anniversary) -> tuple[object, ...]:
    return *each.date.sort_key, each.about, each.number


def _entry(each: Anniversary, day: date | None) -> Entry:
    return Entry(
        date=each.date,
        number=each.number,
        about=each.about,
        name=each.label("en"),
        name_de=each.label("de"),
        title=each.title("en"),
        title_de=each.title("de"),
        since=each.since,
        criterion=each.criterion,
        status=each.status,
        sources=each.sources,
        days=None if day is None else each.days_until(day),
    )
