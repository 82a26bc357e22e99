"""
Every list and every number of partners that a source gives, and when it is right.

A part of disagreements.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import berlin_partnerships as bp

from berlin_partnerships._text import said_span
from berlin_partnerships._timeline import Span
from footnotes import cited, table, words
from pages import Table, expect


if TYPE_CHECKING:
    from berlin_partnerships._reading import Reading

USUAL = "founding-agreement"


def _days(row: Table) -> str:
    """
    The days a source may speak of, in words.
    """
    last = row.get("last")
    if last == row["first"]:
        return words(last)
    if last is None:
        return f"{words(row['first'])} or later"
    return f"between {words(row['first'])} and {words(last)}"


def _bounds(row: Table, lag: int) -> Span:
    """
    The days that a reading must lie in; the press may be a day behind.
    """
    first = date.fromisoformat(row["first"]) - timedelta(lag)
    last = row.get("last")
    return Span(first, date.fromisoformat(last) + timedelta(1) if last else None)


def _common(a: Span, b: Span) -> Span:
    starts = [each.start for each in (a, b) if each.start]
    ends = [each.end for each in (a, b) if each.end]
    return Span(max(starts) if starts else None, min(ends) if ends else None)


def _said(span: Span) -> str:
    return said_span(span.start, span.end)


# Lists ----------------------------------------------------------------------------


def _list(row: Table) -> tuple[str, ...]:
    """
    A list: its reading must be the one that is expected, within its bounds.
    """
    id = row["source"]
    report = bp.reconcile(id).sources[0]
    (reading,) = report.readings
    held = report.holds[0]
    extra = tuple(row.get("extra", ()))
    found: dict[str, Any] = {
        "names": len(report.mentions or ()),
        "closed": report.closed,
        "definition": reading.definition.id,
        "right": str(held),
        "window": str(reading.window),
        "timing": reading.timing,
        "extra": reading.unsupported,
        "missing": reading.omitted,
        "otherwise right": report.fits,
    }
    wanted = {
        "names": row["names"],
        "closed": row.get("closed", True),
        "definition": USUAL,
        "right": row["right"],
        "window": str(_common(held, _bounds(row, bp.sources[id].lag))),
        "timing": "in-window",
        "extra": list(extra),
        "missing": [],
        "otherwise right": not extra,
    }
    for key, value in wanted.items():
        expect(f"{id}: {key}", found[key], value)
    names = str(row["names"]) + ("" if report.closed else ", of Europe only")
    but = f", but for {words([f'cities/{e}' for e in extra])}" if extra else ""
    return cited(id), names, _days(row), _said(held) + but, _said(reading.window)


def _lists(rows: list[Table]) -> Iterator[str]:
    stated = {
        s.source
        for s in bp.statements("cities/berlin", "partners")
        if s.relation == "partnership"
    }
    expect("sources of lists", sorted(stated), sorted(r["source"] for r in rows))
    yield "## Every list of partners"
    yield ""
    yield f"{len(rows)} sources list the partners by name."
    yield "Each is right, counted by the founding agreements and with the resting partnership, on days of its own; only the encyclopaedia's mirror has three names too many ([D14](#vienna-bern-vaduz-partners-d14))."
    yield ""
    yield from table(
        ("List", "Names", "Speaks of", "True", "Of its own days, right"),
        map(_list, rows),
    )
    yield ""


# Numbers --------------------------------------------------------------------------


def _read(statement: bp.Statement, source: bp.Source, lag: int) -> Reading:
    """
    How a number is read, if its source may be so many days behind.
    """
    when = statement.as_of or source.as_of or source.published
    given = bp.Source(count=statement.value, as_of=when, lag_days=lag)
    (reading,) = bp.reconcile(given).sources[0].readings
    return reading


def _how(statement: bp.Statement, source: bp.Source) -> tuple[str, Span]:
    """
    By which reading a number is right, and when.
    """
    reading = _read(statement, source, lag=0)
    how = reading.timing
    if how != "in-window" and source.lag:
        reading = _read(statement, source, source.lag)
        how = "lag" if reading.timing == "in-window" else reading.timing
    if not reading.exact:
        how = "never"
    elif reading.definition.id != USUAL:
        how = reading.definition.id.removeprefix("+")
    elif how == "in-window" and statement.mode == "announced":
        how = "foretold"
    return how, reading.window


def _number(row: Table, page: Table) -> tuple[str, ...]:
    """
    A number: it must be held, and be right by the expected reading.
    """
    id, number = row["source"], row["number"]
    said = bp.statements("cities/berlin", "partner-count", id)
    (statement,) = (s for s in said if s.value == number)
    how, window = _how(statement, bp.sources[id])
    ours = statement.basis in ("counted", "inferred")
    forecast = statement.mode == "announced"
    expect(f"{id}: {number} is right", how, row["how"])
    expect(f"{id}: {number} is ours", ours, row.get("ours", False))
    expect(f"{id}: {number} is a forecast", forecast, row.get("forecast", False))
    if how in ("in-window", "lag", "foretold"):
        right = _span(page["right"][str(number)])
        lag = bp.sources[id].lag if how == "lag" else 0
        expect(f"{id}: {number}", str(window), str(_common(right, _bounds(row, lag))))
    marks = [
        *([f"{statement.basis} by us"] if ours else []),
        *(["a forecast"] if forecast else []),
    ]
    mark = f" ({', '.join(marks)})" if marks else ""
    when = "" if how == "never" else _said(window)
    return cited(id), f"{number}{mark}", _days(row), page["how"][how], when


def _span(text: str) -> Span:
    """
    A span from the text that it prints as.
    """
    first, last = (
        None if part == "…" else date.fromisoformat(part)
        for part in text.strip("[)").split(", ")
    )
    return Span(first, last)


def _numbers(page: Table) -> Iterator[str]:
    held = sorted(
        (s.source, int(s.value))
        for s in bp.statements("cities/berlin", "partner-count")
    )
    rows = page["counts"]
    expect("numbers", held, sorted([r["source"], r["number"]] for r in rows))
    never = sum(row["how"] == "never" for row in rows)
    yield "## Every number of partners"
    yield ""
    yield f"Sources give {len(rows)} numbers of partners, and {len(rows) - never} of them are right."
    yield "Two reports of the day on which the agreement with Kyiv was signed still say 17, which was right until the day before; the press may be a day behind."
    yield "A forecast is right for whoever counts what is announced, or once its day has come."
    yield "The one that never was is 20: our own count of the names in one list, whose text says 17 ([D15](#17-in-the-text-20-in-the-list-of-one-page-d15))."
    yield ""
    yield from table(
        ("Source", "Number", "Speaks of", "Right", "When"),
        (_number(row, page) for row in rows),
    )
    yield ""


def _now(page: Table, rules: Mapping[str, str]) -> Iterator[str]:
    """
    How many there are now.
    """
    r = bp.resolve("cities/berlin", "partner-count")
    step = r.trace[-1]
    found = {
        "value": str(r.value),
        "outcome": r.outcome,
        "by": r.by,
        "kept": list(step.kept),
        "dropped": list(step.dropped),
    }
    expect("the number of partners now", found, page["now"])
    yield "### How many now?"
    yield ""
    yield f"**{r.value}**, as far as is known until {words(str(bp.load().known_until))}."
    yield f"A number is of its day, so only those that may speak of the latest day compete: {words(step.kept)} and, on an undated page, {words(step.dropped)}."
    yield f"The rule `{r.by}` decides: {rules[step.rule]}."
    yield "Most likely that page is older than the last signing, and then there is no conflict; its text does not say."
    yield ""


def lines(page: Table, rules: Mapping[str, str]) -> Iterator[str]:
    """
    The lines on lists and numbers.

    Raises:
        TableError: If a source is missing, or is right otherwise than expected.
    """
    yield from _lists(page["lists"])
    yield from _numbers(page)
    yield from _now(page, rules)
