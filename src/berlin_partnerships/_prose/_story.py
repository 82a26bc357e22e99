"""
All sources: the numbers that they give, which is right when, and who differs.

Floor 1: part of the prose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._text import listed, said_date, said_span
from ._one_source import one_source, who
from ._two_sources import two_sources


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .._dates import PartialDate
    from .._reconcile import Comparison
    from .._reconciliation import Reconciliation, SourceReport
    from ._teller import Teller

__all__ = ["cited", "odd_ones", "right_ones", "story", "undated"]


def story(teller: Teller) -> list[str]:
    """
    The numbers, the differences that people meet, and the sources that are off.
    """
    r = teller.r
    if not r.sources:
        return [teller.say("Keine Quelle nennt Zahlen.", "No source gives numbers.")]
    right, home = right_ones(r), teller.say(r.home.de, r.home.en)
    ask = teller.say(
        f"Wie viele Partnerstädte hat {home}?",
        f"How many partner cities does {home} have?",
    )
    lines = [f"{ask} {_answer(teller)}", "", *_numbers(right, teller), ""]
    lines += [f"- {s.size}: {who(s, teller)}" for s in undated(r)] + [""]
    for comparison in _told(r, right):
        lines += [*two_sources(comparison, teller), ""]
    for s in odd_ones(r):
        lines += [*one_source(s, teller), ""]
    lines += _resting(teller)
    lines += _forecasts([s for s in r.sources if s.announced], teller)
    return lines


# Which sources ------------------------------------------------------------------------


def right_ones(r: Reconciliation) -> list[SourceReport]:
    """
    Those that are right as they stand.
    """
    return [
        s
        for s in r.sources
        if s.fits and s.closed and not s.counted and not s.announced
    ]


def odd_ones(r: Reconciliation) -> list[SourceReport]:
    """
    Those that are right at no time.
    """
    return [s for s in r.sources if not s.fits and not s.announced]


def cited(r: Reconciliation, right: Sequence[SourceReport]) -> set[str]:
    """
    The ids of those that are compared.
    """
    return {id for c in _told(r, right) for id in (c.a, c.b)}


def _told(r: Reconciliation, right: Sequence[SourceReport]) -> list[Comparison]:
    """
    The comparisons of the numbers that people meet, and of those that are off.

    A number of the past that a single source gives is not one of these.
    """
    sizes = [s.size for s in right]
    if not r.history:
        return [*r.comparisons]
    latest = r.history[-1][1]
    rare = {s.id for s in right if sizes.count(s.size) == 1 and s.size != latest}
    return [c for c in r.comparisons if not {c.a, c.b} & rare]


def undated(r: Reconciliation) -> list[SourceReport]:
    """
    Those that are right, if no number of theirs has a time.
    """
    right, dated = right_ones(r), {count for _, count, _ in r.history}
    return [] if any(s.size in dated for s in right) else right


# The numbers --------------------------------------------------------------------------


def _answer(teller: Teller) -> str:
    """
    The numbers, and why they differ as far as that is known.
    """
    r, sizes = teller.r, _sizes(teller)
    if not right_ones(r):
        return teller.say(
            f"Die Quellen sagen {sizes}, aber keine stimmt so, wie sie dasteht.",
            f"The sources say {sizes}, but none is right as it stands.",
        )
    one = sizes.isdecimal()
    many = teller.say(f"Je nach Quelle {sizes}", f"{sizes}, depending on the source")
    if one:
        many = teller.say(f"Den Quellen nach {sizes}", f"{sizes}, say the sources")
    if undated(r):
        when = ("Wann, sagen die bekannten Daten nicht", "When, no known date says")
        return f"{many}. {teller.say(*when)}:"
    why = ("Das liegt fast immer am Datum", "The reason is nearly always the date")
    return f"{many}:" if one else f"{many}. {teller.say(*why)}:"


def _sizes(teller: Teller) -> str:
    """
    The numbers that the sources give, such as "15 to 20".
    """
    r, right = teller.r, right_ones(teller.r)
    shown = cited(r, right) | {s.id for s in right}
    found = sorted({s.size or 0 for s in r.sources if s.id in shown})
    found = found or sorted({s.size or 0 for s in r.sources})
    if found[2:] and found[-1] - found[0] == len(found) - 1:
        return teller.say(f"{found[0]} bis {found[-1]}", f"{found[0]} to {found[-1]}")
    *head, last = map(str, found)
    word = teller.say(" oder ", " or ")
    return word.join([", ".join(head), last]) if head else last


def _numbers(right: Sequence[SourceReport], teller: Teller) -> Iterator[str]:
    """
    When each number was right, who came with it, and how many sources give it.
    """
    for span, count, added in teller.r.history:
        saying = sum(s.size == count for s in right)
        if not saying:
            continue
        when = said_span(span.start, span.end, teller.language)
        joined = teller.names(added)
        agree = teller.many(
            saying,
            ("Quelle kommt darauf", "Quellen kommen darauf"),
            ("source agrees", "sources agree"),
        )
        yield teller.say(
            f"- {count}: {when} (neu: {joined}; {agree}).",
            f"- {count}: {when} (new: {joined}; {agree}).",
        )


# What is not in the number, or not yet ------------------------------------------------


def _resting(teller: Teller) -> list[str]:
    """
    Who rests, whether the sources count them, and the number without them.
    """
    r = teller.r
    if not r.uncounted or not r.history:
        return []
    span, latest, _ = r.history[-1]
    without = latest - len(r.uncounted)
    it = "it" if len(r.uncounted) == 1 else "them"
    lines = [_rests(entity, since, teller) for entity, since in r.uncounted]
    if _counted_since(r):
        lines.append(
            teller.say(
                "Auch die Quellen aus der Zeit danach zählen sie mit.",
                f"The sources from the time after that count {it}, too.",
            )
        )
    when = said_span(span.start, span.end, teller.language)
    lines.append(
        teller.say(
            f"Ohne sie wären es {without} statt {latest} ({when}).",
            f"Without {it}, it would be {without} instead of {latest} ({when}).",
        )
    )
    return [" ".join(lines), ""]


def _rests(entity: str, since: PartialDate | None, teller: Teller) -> str:
    name, when = teller.names([entity]), said_date(since, teller.language)
    return teller.say(
        f"Die Partnerschaft mit {name} ruht: ausgesetzt, nicht beendet "
        f"(Tag der Aussetzung: {when}).",
        f"The partnership with {name} is resting: suspended, not ended "
        f"(day of the suspension: {when}).",
    )


def _counted_since(r: Reconciliation) -> bool:
    """
    Whether there are sources after all suspensions, and all count who rests.
    """
    days = [since.upper for _, since in r.uncounted if since and since.upper]
    later = [
        s
        for s in right_ones(r)
        if s.when and s.when.lower and days and s.when.lower >= max(days)
    ]
    return bool(later) and all(
        "resting" in dict(s.readings[0].definition.facets).get("statuses", ())
        for s in later
    )


def _forecasts(early: Sequence[SourceReport], teller: Teller) -> list[str]:
    if not early:
        return []
    said = listed([f"[{s.id}] ({s.stated})" for s in early], teller.language)
    foretold = teller.say(
        f"Vor der Unterzeichnung vorhergesagt: {said}.",
        f"Foretold before the signing: {said}.",
    )
    return [foretold, ""]
