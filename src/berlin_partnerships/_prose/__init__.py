"""
Reconciliations in sentences, German and English, from their structured fields only.

Floor 1: imports the prose of dates; the answers' classes only as types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._one_source import one_source
from ._story import cited, odd_ones, right_ones, story, undated
from ._teller import Teller
from ._two_sources import two_sources


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .._reconciliation import Reconciliation, SourceReport

__all__ = ["Teller", "body", "explain_reconciliation", "version"]


def explain_reconciliation(r: Reconciliation, language: str) -> str:
    """
    The story, or what was asked of certain sources.
    """
    teller = Teller(r, language)
    notes = _footnotes(_shown(r), teller)
    lines = [*body(teller), "", *notes, "", version(teller)]
    text = "\n".join(lines)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text


def body(teller: Teller) -> list[str]:
    """
    All but the sources and the versions.
    """
    return story(teller) if teller.r.story else _sides(teller)


def version(teller: Teller) -> str:
    """
    The versions of the data and of the rules.
    """
    r = teller.r
    data = teller.say(f"Datenstand {r.data}", f"data {r.data}")
    policy = teller.say(f"Regeln {r.policy}", f"rules {r.policy}")
    return f"({data}; {policy})"


def _sides(teller: Teller) -> list[str]:
    """
    Certain sources, each for itself, and how they differ.
    """
    lines: list[str] = []
    for report in teller.r.sources:
        lines += [*one_source(report, teller), ""]
    for comparison in teller.r.comparisons:
        lines += [*two_sources(comparison, teller), ""]
    return lines


def _shown(r: Reconciliation) -> Sequence[SourceReport]:
    """
    The sources that the words refer to.
    """
    if not r.story:
        return r.sources
    odd, named = odd_ones(r), cited(r, right_ones(r))
    return [
        s
        for s in r.sources
        if s in odd or s.id in named or s.announced or s in undated(r)
    ]


def _footnotes(reports: Iterable[SourceReport], teller: Teller) -> list[str]:
    held = [s for s in reports if s.publisher]
    if not held:
        return []
    head = teller.say("Quellen", "Sources")
    return [
        f"{head}:",
        *(f"  [{s.id}] {s.publisher}: {s.title}. {s.url}".rstrip(". ") for s in held),
    ]
