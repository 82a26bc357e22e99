"""
One source: what it says, when that is right, and what is odd in it.

Floor 1: part of the prose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._markup import one_line
from .._sentences import said_spans
from .._text import listed, said_date
from ._when_right import when_right


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .._reconcile import Internal
    from .._reconciliation import SourceReport
    from ._teller import Teller

__all__ = ["one_source", "who"]

# What a source's other lists are lists of.
_LISTS = {
    "project": ("Projekte", "projects"),
    "cooperation": ("Zusammenarbeit", "cooperation"),
    "exchange": ("Austausch", "exchange"),
}
_BASES = {
    "counted": ("von uns gezählt", "counted by us"),
    "inferred": ("von uns erschlossen", "inferred by us"),
    "ours": ("nach unseren Daten", "by our data"),
}
# Why its number is not that of its names.
_INSIDE = {
    "missing-entries": ("es fehlen Namen", "names are missing"),
    "count-uses-base-definition": (
        "Zahl und Liste zählen verschieden",
        "the number and the list count differently",
    ),
}
_UNEXPLAINED = ("ohne Erklärung", "unexplained")


def one_source(s: SourceReport, teller: Teller) -> list[str]:
    """
    A line that says who says what, and a point for each finding.
    """
    found = [when_right(s, teller)]
    if s.internal:
        found.append(_inside(s, s.internal, teller))
    found += [
        _unclear(mention.text, mention.candidates, teller)
        for mention in s.mentions or ()
        if mention.entity is None
    ]
    found += _overlaps(s, teller)
    return [f"{who(s, teller)}: {_what(s, teller)}", *(f"- {line}" for line in found)]


# Who says what ------------------------------------------------------------------------


def who(s: SourceReport, teller: Teller) -> str:
    """
    The publisher, the date, and the id.
    """
    name = s.publisher or s.title or teller.say("Ihre Angabe", "Your input")
    return f"{name}{_dated(s, teller)} [{s.id}]"


def _dated(s: SourceReport, teller: Teller) -> str:
    """
    When the source appeared, and the time it speaks of if that is another.
    """
    published = f", {said_date(s.published, teller.language)}" if s.published else ""
    if s.when is None or s.when == s.published:
        return published
    if s.published and s.when.is_day and s.published.upper == s.when.upper:
        published = ""  # it was there by the day it speaks of
    when = said_date(s.when, teller.language)
    day = "a day " if when.startswith("between") else ""
    as_of = teller.say(f"Stand: {when}", f"as of {day}{when}")
    if not s.published:
        return f", {when}"
    return f"{published} ({as_of})" if published else f", {as_of}"


def _what(s: SourceReport, teller: Teller) -> str:
    parts = []
    if s.mentions is not None:
        names = teller.many(len(s.mentions), ("Name", "Namen"), ("name", "names"))
        parts.append(teller.say(f"eine Liste mit {names}", f"a list of {names}"))
        if not s.closed:
            parts.append(teller.say("nicht abschließend", "not meant to be complete"))
    if s.stated is not None:
        number = _number(s, s.stated, teller)
        stated = teller.say(f"Zahl: {number}", f"number: {number}")
        parts.append(stated if parts else number)
    return f"{'; '.join(parts)}."


def _number(s: SourceReport, stated: int, teller: Teller) -> str:
    number = teller.many(
        stated, ("Partnerstadt", "Partnerstädte"), ("partner city", "partner cities")
    )
    marks = [teller.say(*_BASES[s.basis])] if s.basis else []
    marks += [teller.say("Vorhersage", "a forecast")] if s.announced else []
    return f"{number} ({', '.join(marks)})" if marks else number


# What is odd in it --------------------------------------------------------------------


def _inside(s: SourceReport, i: Internal, teller: Teller) -> str:
    """
    Why a source that gives a number lists another number of names.
    """
    head = teller.say(
        f"Die Quelle gibt {i.stated} an, nennt aber {i.mentions}",
        f"The source says {i.stated}, but names {i.mentions}",
    )
    if i.duplicates:
        pairs = "; ".join(" = ".join(names) for _, names in i.duplicates)
        return head + teller.say(f" (doppelt: {pairs}).", f" (twice: {pairs}).")
    if i.entries:
        names = teller.names(i.entries)
        when = said_spans(s.holds, teller.language)
        return head + teller.say(
            f". Ohne {names} ist es die Liste, die {when} zutraf.",
            f". Without {names}, it is the list that was true {when}.",
        )
    return f"{head}: {teller.say(*_INSIDE.get(i.cause, _UNEXPLAINED))}."


def _unclear(text: str, candidates: Sequence[str], teller: Teller) -> str:
    text = one_line(text).strip()
    if not text:
        return teller.say("Ein Eintrag ist leer.", "An entry is empty.")
    if candidates:
        those = teller.say(" oder ", " or ").join(candidates)
        return teller.say(
            f"„{text}“ ist mehrdeutig: {those}.", f"“{text}” may be {those}."
        )
    return teller.say(f"„{text}“ ist uns unbekannt.", f"“{text}” is unknown to us.")


# Its other lists ----------------------------------------------------------------------


def _overlaps(s: SourceReport, teller: Teller) -> Iterator[str]:
    """
    Who also stands in the source's lists of other kinds, and what that means.
    """
    doubtful = set(s.readings[0].unsupported)
    for found, de, en in (
        (
            [o for o in s.overlaps if o[0] not in doubtful],
            "Das ist eine zusätzliche Beziehung und kein Widerspruch.",
            "That is an additional relationship, not a contradiction.",
        ),
        (
            [o for o in s.overlaps if o[0] in doubtful],
            "Das spricht gegen eine Partnerschaft.",
            "That speaks against a partnership.",
        ),
    ):
        if found:
            yield f"{_also_named(found, teller)} {teller.say(de, en)}"


def _also_named(found: Sequence[tuple[str, Sequence[str]]], teller: Teller) -> str:
    names = teller.names(entity for entity, _ in found)
    labels = {label for _, several in found for label in several}
    kinds = _kinds(sorted(labels), teller)
    de, en = "in anderen Listen", "In other lists"
    if len(labels) == 1:
        de, en = "in einer anderen Liste", "In another list"
    return teller.say(
        f"Dieselbe Quelle nennt {de} ({kinds}) auch {names}.",
        f"{en} ({kinds}), the same source also names {names}.",
    )


def _kinds(labels: Iterable[str], teller: Teller) -> str:
    """
    What the other lists are lists of.
    """
    relations = dict.fromkeys(label.partition("-")[0] for label in labels)
    said = [teller.say(*_LISTS.get(r, (r, r))) for r in relations]
    return listed(said, teller.language)
