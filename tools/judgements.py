"""
What curators decided, and what the library would say without it.

All start dates stand without any such decision. A part of disagreements.py.
"""

from __future__ import annotations

import functools

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

import berlin_partnerships as bp
import pages

from berlin_partnerships._build import built
from berlin_partnerships._dataset import Dataset
from footnotes import cited, words
from footnotes import table as rows_of
from pages import SENTENCE, Table, TableError, expect


if TYPE_CHECKING:
    from berlin_partnerships._curated import Curated
    from berlin_partnerships._sources import Judgement


def _curated() -> Curated:
    return bp.load()._curated  # noqa: SLF001  # the judgements have no other door


def without(*judgements: Judgement) -> Dataset:
    """
    The data as they would be without these decisions of a curator.
    """
    return _with(tuple(j for j in _curated().judgements if j not in judgements))


@functools.cache
def _with(judgements: tuple[Judgement, ...]) -> Dataset:
    curated = attrs.evolve(_curated(), judgements=judgements)
    return Dataset(built(curated), lambda: curated, "with these judgements")


# Start dates ----------------------------------------------------------------------


def _is_of_a_start(judgement: Judgement) -> bool:
    subject, _, part = judgement.about.partition("#")
    kind, _, id = subject.partition("/")
    if kind != "partnerships":
        return False
    acts = {a.id.partition("#")[2]: a.role for a in bp.partnerships[id].acts}
    return judgement.property == "since" or (
        judgement.property == "date" and acts.get(part) in ("opening", "founding")
    )


def starts(expected: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """
    All start dates, by both criteria.

    Raises:
        TableError: If one differs, or rests on a decision of a curator.
    """
    expect("partnerships", sorted(p.id for p in bp.partners()), sorted(expected))
    judged = [j.about for j in _curated().judgements if _is_of_a_start(j)]
    expect("judgements on start dates", judged, [])
    bare = without(*_curated().judgements)
    rows = []
    for id, (founding, first) in expected.items():
        for dataset in (bp.load(), bare):
            p = dataset.partnerships[id]
            found = [str(p.since), str(p.since_by("first-act"))]
            expect(f"start of {id}", found, [founding, first])
        rows.append(_start(id, founding, first))
    yield "## Start dates"
    yield ""
    yield f"All {len(rows)} accepted start dates are those that were found by hand."
    yield "They follow from the statements and the rules alone: no curator has ranked a statement on a start, and without any decision of a curator the dates are the same."
    yield "Where an earlier act opened the partnership, both dates are kept: Moscow, Budapest, Jakarta."
    yield ""
    yield from rows_of(
        ("Partner", "Since", "By the first act", "How it is found", "Sources"), rows
    )
    yield ""


def _start(id: str, founding: str, first: str) -> tuple[str, ...]:
    r = bp.resolve(id, "since")
    found = f"`{r.outcome}`" + (f" by `{r.by}`" if r.by else "")
    earlier = words(first) if first != founding else ""
    name = bp.partnerships[id].city.name
    return f"{name} `{id}`", words(founding), earlier, found, str(len(r.sources))


# Judgements -----------------------------------------------------------------------


def _changes(judgement: Judgement, other: Dataset) -> list[dict[str, Any]]:
    """
    The answers on the record that are others without the judgement.
    """
    subject = judgement.about.partition("#")[0]
    asked = {(s.about, s.property) for s in bp.statements(subject)}
    found = []
    for about, property in sorted(asked):
        r, s = bp.resolve(about, property), other.resolve(about, property)
        if (r.value, r.outcome) != (s.value, s.outcome):
            found.append(
                {
                    "about": about,
                    "property": property,
                    "with": str(r.value or ""),
                    "outcome": r.outcome,
                    "without": str(s.value or ""),
                    "outcome_without": s.outcome,
                }
            )
    return found


def _section(judgement: Judgement, row: Table, other: Dataset) -> Iterator[str]:
    changes = _changes(judgement, other)
    expect(f"without the judgement on {judgement.source}", changes, row["changes"])
    yield f"### {row['title']}"
    yield ""
    yield from SENTENCE.split(row["explanation"])
    yield ""
    yield f"- Statement: {cited(judgement.source)}, `{judgement.property}` of `{judgement.about}`"
    yield f"- Decision: `{judgement.rank}`, for this reason: {judgement.reason}."
    yield ""
    yield from rows_of(
        ("Answer", "With the decision", "Without it"),
        (
            (
                f"`{c['property']}` of `{c['about']}`",
                f"**{words(c['with'])}** (`{c['outcome']}`)",
                f"{words(c['without'])} (`{c['outcome_without']}`)",
            )
            for c in changes
        ),
    )
    yield ""
    yield "In these examples `without` is the data without this decision."
    yield ""
    yield "```text"
    names = {"bp": bp, "date": date, "without": other}
    for answer in row["answers"]:
        yield from pages.example(judgement.source, answer, names)
    yield "```"
    yield ""


def lines(table: Sequence[Table]) -> Iterator[str]:
    """
    Each decision that changes an answer, with the answer without it.

    Raises:
        TableError: If the table has too many or too few, or an answer differs.
    """
    fields = ("source", "about", "property", "value")
    rows = {tuple(row[f] for f in fields): row for row in table}
    held = {tuple(getattr(j, f) for f in fields): j for j in _curated().judgements}
    if rows.keys() - held.keys():
        raise TableError(f"no such judgement: {sorted(rows.keys() - held.keys())}")
    changing = {}
    for key, judgement in held.items():
        other = without(judgement)
        if key in rows or _changes(judgement, other):
            changing[key] = other
    expect(
        "judgements that change an answer", sorted(changing), sorted(map(list, rows))
    )
    yield "## What curators decided"
    yield ""
    yield "The rules do not see everything, so a curator may rank a statement, with a reason."
    yield f"Such decisions: {len(held)}. Those that change an answer: {len(changing)}."
    yield ""
    for key, other in changing.items():
        yield from _section(held[key], rows[key], other)
