"""
Make docs/data-sheet.md: what the data are made of, what they cover, what is missing.

    python tools/data_sheet.py

counts everything anew. With `--check` nothing is written, and a page that is out of
date ends with 1.
"""

from __future__ import annotations

import sys

from collections import Counter
from collections.abc import Iterable, Iterator

import berlin_partnerships as bp
import pages

from berlin_partnerships._dataset import KINDS
from berlin_partnerships._dates import PartialDate, Period
from berlin_partnerships._sources import CLASSES
from footnotes import cited, table, words
from pages import DOCS


PAGE = DOCS / "data-sheet.md"
VERSION = DOCS.parent / "data" / "VERSION"
COMMAND = "python tools/data_sheet.py"
OUTCOMES = {
    "agree": "all that counts says the same",
    "compatible": "one says more exactly, or more fully, what another says too",
    "by-definition": "several acts, and each source is right about its own",
    "resolved": "a contradiction, which a rule decides",
    "unresolved": "a contradiction that no rule decides: there is no value",
    "no-claim": "only statements that decide nothing: announced, denied, uncertain",
}
MODES = {
    "stated": "the source says so",
    "reported": "the source tells what happened",
    "announced": "it was still to come",
    "quoted": "the words of a person",
    "opinion": "an opinion",
    "denied": "the source says that it is not so",
}

HEAD = f"""\
# Data sheet

<!-- Made by `{COMMAND}` from the data: change those. -->

What the data are made of, what they cover, what is missing, and how fresh they are.
Every number on this page is counted by a program.
"""


# Reading the data -----------------------------------------------------------------


def year_of(source: bp.Source) -> int | None:
    """
    The year in which a source was published, if it is known to the year.
    """
    when = source.published
    if when is None or when.lower is None or when.upper is None:
        return None
    return when.lower.year if when.lower.year == when.upper.year else None


def class_of(source: bp.Source) -> str:
    """
    How close a source is to the deed.
    """
    return bp.load().source_class(source.id)


def is_day(when: PartialDate | Period | None) -> bool:
    """
    Whether a date is known to the day.

    >>> is_day(PartialDate.parse("1994-05")), is_day(PartialDate.parse("1994-05-14"))
    (False, True)
    """
    if isinstance(when, Period):
        return is_day(when.start)
    return when is not None and when.lower is not None and when.lower == when.upper


def outcomes() -> Counter[str]:
    """
    How each value came about: everything about which there is a statement.
    """
    asked = {(s.about, s.property) for s in bp.statements()}
    return Counter(bp.resolve(*each).outcome for each in asked)


def acts() -> tuple[bp.Act, ...]:
    """
    All acts of Berlin's partnerships, without their predecessors.
    """
    return tuple(act for p in bp.partnerships.values() for act in p.acts)


def ids(records: Iterable[bp.Record | bp.Act]) -> str:
    """
    Ids as a page prints them; `none` if there are none.
    """
    return ", ".join(f"`{each.id}`" for each in records) or "none"


# The sections ---------------------------------------------------------------------


def _glance() -> Iterator[str]:
    yield from table(
        ("Kind", "Records"), ((kind, str(len(getattr(bp, kind)))) for kind in KINDS)
    )
    partnerships = bp.partnerships.values()
    levels = " and ".join(sorted({f"`{p.level}`" for p in partnerships}))
    yield ""
    yield f"{len(bp.statements())} statements hold what the sources say about them."
    yield f"The partnerships are of the level {levels}."
    if all(p.level == "state" for p in partnerships):
        yield "Those of the boroughs are not in the data."


def _classes() -> Iterator[str]:
    sources = bp.sources.values()
    said = Counter(class_of(bp.sources[s.source]) for s in bp.statements())
    copies = Counter(class_of(s) for s in sources if s.derived_from)
    yield "The class says how close a source is to the deed; the first row is closest."
    yield "A source that copies another is no witness of its own."
    yield ""
    yield from table(
        ("Class", "Sources", "of these, copies", "Statements"),
        (
            (f"`{each}`", str(many), str(copies[each]), str(said[each]))
            for each in CLASSES
            if (many := sum(class_of(s) == each for s in sources))
        ),
    )
    languages = Counter(s.language for s in sources)
    counted = (f"`{k}` {n}" for k, n in sorted(languages.items(), key=_often))
    yield ""
    yield f"By language (`mul`: several): {', '.join(counted)}."


def _often(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _years() -> Iterator[str]:
    found = Counter((year_of(s), class_of(s)) for s in bp.sources.values())
    classes = [c for c in CLASSES if any(each == c for _, each in found)]
    years = sorted({year for year, _ in found if year is not None})
    yield "The year is that of publication."
    yield "A page that is only known to lie between two years is in the last row."
    yield ""
    rows: list[int | None] = [*years, None]
    yield from table(
        ("Year", *(f"`{c}`" for c in classes), "All"),
        (
            (
                str(year or "not known"),
                *(str(found[year, c] or "") for c in classes),
                str(sum(found[year, c] for c in classes)),
            )
            for year in rows
        ),
    )


def _partnerships() -> Iterator[str]:
    yield "What is said of a partnership and its acts, and by how many sources."
    yield ""
    rows = []
    for p in bp.partnerships.values():
        said = bp.statements(p.full_id)
        sources = {s.source for s in said}
        close = {s for s in sources if class_of(bp.sources[s]) in CLASSES[:3]}
        rows.append(
            (
                p.city.name,
                words(p.since),
                *map(str, (len(said), len(sources), len(close), len(p.acts))),
                str(len(bp.celebrated(p.id))),
            )
        )
    yield from table(
        (
            "Partner",
            "Since",
            "Statements",
            "Sources",
            "of these, closer than the press",
            "Acts",
            "Celebrations",
        ),
        rows,
    )


def _values() -> Iterator[str]:
    found = outcomes()
    yield "A value is what the statements about one property of one record add up to."
    yield ""
    yield from table(
        ("Outcome", "It means", "Values"),
        ((f"`{k}`", v, str(found[k])) for k, v in OUTCOMES.items()),
    )
    yield ""
    yield "How the sources say it:"
    yield ""
    modes = Counter(s.mode for s in bp.statements())
    yield from table(
        ("Mode", "It means", "Statements"),
        ((f"`{k}`", v, str(modes[k])) for k, v in MODES.items()),
    )
    sure = Counter(s.certainty for s in bp.statements())
    yield ""
    yield (
        f"{sure['high']} statements are of high certainty, {sure['medium']} of medium, "
        f"and {sure['low']} of low; the last decide nothing."
    )


def _gaps() -> Iterator[str]:
    sources, events = bp.sources.values(), bp.events.values()
    cities = [p.city for p in bp.partnerships.values()]
    uncoded = [c for c in cities if not (c.wikidata and c.geonames and c.unlocode)]
    gaps = (
        ("acts not known to the day", [a for a in acts() if not is_day(a.date)]),
        ("acts without a place", [a for a in acts() if not a.place]),
        ("acts without a signatory", [a for a in acts() if not a.signatories]),
        ("partner cities without all codes", uncoded),
        ("partners without a celebration", _uncelebrated()),
    )
    yield "What no source that we hold tells; a public document is all it takes to help."
    yield "[The page of the data](data-files.md#known-gaps) says it in words."
    yield ""
    yield from table(
        ("What is missing", "How many", "Which"),
        ((what, str(len(found)), ids(found)) for what, found in gaps),
    )
    without = sum(s.url_status == "none" for s in sources)
    guessed = sum(s.url_status in ("partial", "rebuilt") for s in sources)
    undated = sum(year_of(s) is None for s in sources)
    vague = sum(not is_day(e.held) for e in events)
    yield ""
    yield f"- Of {len(sources)} sources, {undated} are not dated to the year."
    yield f"- {without} have no address, and of {guessed} it is incomplete or rebuilt."
    yield f"- Of {len(events)} events, {vague} are not dated to the day."
    open_ = outcomes()["unresolved"]
    yield f"- About {open_} values the sources differ, and no rule decides."


def _uncelebrated() -> list[bp.Partnership]:
    return [p for p in bp.partnerships.values() if not bp.celebrated(p.id)]


def _fresh() -> Iterator[str]:
    data = bp.load()
    dated = [s for s in bp.sources.values() if is_day(s.published)]
    newest = sorted(dated, key=lambda s: (str(s.published), s.id))[-5:]
    yield f"The sources were read until {words(data.known_until)}."
    yield f"The version of the data is {data.version}."
    yield "Answers about later days say that nothing is known of them."
    yield ""
    yield "The newest sources that are dated to the day:"
    yield ""
    yield from (f"- {cited(source.id)}" for source in reversed(newest))


SECTIONS = {
    "At a glance": _glance,
    "Sources by class": _classes,
    "Sources by year": _years,
    "Partnership by partnership": _partnerships,
    "How sure": _values,
    "Known gaps": _gaps,
    "How fresh": _fresh,
}


def page() -> str:
    """
    The page.
    """
    lines = [HEAD]
    for title, section in SECTIONS.items():
        lines += [f"## {title}", "", *section(), ""]
    return "\n".join(lines).rstrip() + "\n"


def main() -> int:
    """
    The command line.
    """
    return pages.main(__doc__ or "", COMMAND, VERSION, PAGE, page)


if __name__ == "__main__":
    sys.exit(main())
