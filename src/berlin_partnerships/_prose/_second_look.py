"""
What to say of a source that is not right as it stands, beside its best reading.

Floor 1: part of the prose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._text import said_date, said_span


if TYPE_CHECKING:
    from .._dates import PartialDate
    from .._reading import Reading
    from .._reconciliation import SourceReport
    from .._timeline import Span
    from ._teller import Teller

__all__ = ["as_part", "nobody"]

_EMPTY = (
    "Eine leere Liste nennt niemanden; wann sie zutraf, ist nicht zu sagen.",
    "An empty list names nobody; when it was true cannot be told.",
)
_STRANGER = (
    "Der Name lässt sich nicht zuordnen; wann das zutraf, ist nicht zu sagen.",
    "The name cannot be matched to a city; when this was true cannot be told.",
)
_STRANGERS = (
    "Keiner der Namen lässt sich zuordnen; wann das zutraf, ist nicht zu sagen.",
    "None of the names can be matched to a city; when this was true cannot be told.",
)


_BOTH = {2: ("beide", "both")}
# How to say so, where the list is much too short.
_HINT = (
    " Soll sie es nicht sein: closed=False, auf der Kommandozeile --open.",
    " If it is not: closed=False, or --open on the command line.",
)


def nobody(s: SourceReport, teller: Teller) -> str:
    """
    That a list names nobody whom we know, and so has no time; empty if it does.
    """
    if s.mentions is None or any(m.entity is not None for m in s.mentions):
        return ""
    if not s.mentions:
        return teller.say(*_EMPTY)
    return teller.say(*(_STRANGERS if s.mentions[1:] else _STRANGER))


def as_part(s: SourceReport, best: Reading, teller: Teller) -> str:
    """
    That all who are listed were partners, if only more had been; else empty.

    It is left unsaid where the best reading says as much.
    """
    part = s.partial
    plain = best.timing == "in-window" and not best.unsupported
    if part is None or (plain and best.definition == part.definition):
        return ""
    those = {m.entity for m in s.mentions or () if m.entity is not None}
    text = f"{_were(s, part, those, teller)}; {_missing(s, part, teller)}."
    return text + (teller.say(*_HINT) if len(part.omitted) > len(those) else "")


def _were(s: SourceReport, part: Reading, those: set[str], teller: Teller) -> str:
    """
    When all who are listed were partners.
    """
    many, lasts = len(those), part.window.end is None
    when = _when(s.when, part.window, teller)
    if many == 1:
        de, en = ("ist", "has been") if lasts else ("war", "was")
        name = teller.names(those)
        return teller.say(
            f"{when} {de} {name} Partnerstadt", f"{when}, {name} {en} a partner"
        )
    de, en = ("sind", "have been") if lasts else ("waren", "were")
    all_de, all_en = _BOTH.get(many, (f"alle {many}", f"all {many}"))
    return teller.say(
        f"{when} {de} {all_de} Partnerstädte", f"{when}, {all_en} {en} partners"
    )


def _when(when: PartialDate | None, window: Span, teller: Teller) -> str:
    """
    The time in which they were partners, as the begin of a sentence.

    A bound that is only that of the time a source speaks of is none of theirs.
    """
    start, end = window.start, window.end
    begun, lasts = False, False
    if when is not None:
        begun = start is None or (when.lower is not None and start <= when.lower)
        lasts = end is not None and when.upper is not None and when.upper < end
    if when is not None and begun and lasts:
        day = said_date(when, teller.language)
        return teller.say(f"Zum Stand der Quelle ({day})", f"As of {day}")
    if lasts and start is not None:
        day = said_date(start, teller.language)
        return teller.say(f"Ab dem {day}", f"From {day} on")
    text = said_span(None if begun else start, end, teller.language)
    return text[0].upper() + text[1:]


def _missing(s: SourceReport, part: Reading, teller: Teller) -> str:
    """
    How many more there were; of a list without a day that may be any number.
    """
    many, de, en = len(part.omitted), "fehlen andere", "others are missing"
    if s.when is not None:
        de = f"fehlen {many}" if many > 1 else "fehlt eine"
        en = f"{many} are missing" if many > 1 else "one is missing"
    return teller.say(
        f"soll die Liste vollständig sein, {de}",
        f"if the list is meant to be complete, {en}",
    )
