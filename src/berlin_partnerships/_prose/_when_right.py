"""
When a source is right: on which days, counted how, and what is left over.

Floor 1: part of the prose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._sentences import said_name, said_since, said_spans, since_earlier, undated
from .._text import listed, said_date, said_span
from ._second_look import as_part, nobody


if TYPE_CHECKING:
    from collections.abc import Sequence

    from .._reading import Reading
    from .._reconciliation import SourceReport
    from .._timeline import Span
    from ._teller import Teller

__all__ = ["when_right"]

_DEFINITIONS = {
    "founding-agreement": ("wie üblich gezählt", "counted as usual"),
    "first-act": ("vom ersten Akt an gezählt", "counted from the first act"),
    "-resting": (
        "ohne die ruhende Partnerschaft",
        "not counting the resting partnership",
    ),
    "-dormant": (
        "ohne eingeschlafene Partnerschaften",
        "not counting dormant partnerships",
    ),
    "+announced": (
        "angekündigte Partnerschaften mitgezählt",
        "counting announced partnerships",
    ),
    "+ended": ("beendete Partnerschaften mitgezählt", "counting ended partnerships"),
    "+dormant": (
        "eingeschlafene Partnerschaften mitgezählt",
        "counting dormant partnerships",
    ),
    "+opening": ("vom ersten Akt an gezählt", "counting from the first act"),
    "-opening": ("vom Gründungsakt an gezählt", "counting from the founding act"),
    "+borough": (
        "Partnerschaften der Bezirke mitgezählt",
        "counting the boroughs' partnerships",
    ),
    "+predecessor": (
        "Partnerschaften Ost-Berlins mitgezählt",
        "counting East Berlin's partnerships",
    ),
    "+project": ("Projektstädte mitgezählt", "counting project cities"),
}
# Lists tell who is a project city, but not since when.
_UNDATED = "+project"
_UNDATED_SINCE = (
    ", wobei nicht bekannt ist, seit wann sie das sind",
    ", though it is not known since when they have been such",
)
_LATE = {
    "stale": (
        "Zum Stand der Quelle ({when}) war es überholt.",
        "As of {when}, it was out of date.",
    ),
    "anticipated": (
        "Zum Stand der Quelle ({when}) war es noch nicht so weit.",
        "As of {when}, it was still to come.",
    ),
}


def when_right(s: SourceReport, teller: Teller) -> str:
    """
    When what a source says was true, in all ways that are equally good.
    """
    untold = nobody(s, teller)
    if untold:
        return untold
    return " ".join(filter(None, [_at_best(s, teller), _otherwise(s, teller)]))


def _at_best(s: SourceReport, teller: Teller) -> str:
    """
    The readings of least cost; empty if it was never true but by another counting.
    """
    telling = [r for r in s.readings if not _empty(s, r)]
    best, *others = telling or s.readings
    holds, surely = s.holds, s.surely
    if best is not s.readings[0]:
        holds, surely = _spans(best)
    part = as_part(s, best, teller)
    if part and best.unsupported:
        return part
    if not holds or not telling:
        return (
            ""
            if s.otherwise
            else teller.say("Das traf nie zu.", "That was never true.")
        )
    text = f"{_main(s, best, holds, surely, teller)}."
    if best.timing in _LATE and s.when:
        when = said_date(s.when, teller.language)
        text += " " + teller.say(*_LATE[best.timing]).format(when=when)
    if part:
        text = f"{part} {text}"
    if others:
        ways = [_reading(s, r, *_spans(r), teller) for r in others]
        also = "; ".join(dict.fromkeys(ways))
        text += teller.say(f" Ebenso gut: {also}.", f" Just as good: {also}.")
    return text


def _otherwise(s: SourceReport, teller: Teller) -> str:
    """
    Which other ways of counting make it right on its own day; empty if none does.
    """
    if not s.otherwise:
        return ""
    when = said_date(s.when, teller.language)
    ways = dict.fromkeys(_counted(r, teller) for r in s.otherwise)
    how = teller.say(" oder ", " or ").join(ways)
    return teller.say(
        f"Anders gezählt, {how}, stimmte es zum Stand der Quelle ({when}).",
        f"Counted otherwise, {how}, it was right as of {when}.",
    )


def _main(
    s: SourceReport,
    r: Reading,
    spans: Sequence[Span],
    sure: Sequence[Span],
    teller: Teller,
) -> str:
    """
    The best reading, as surely as it is known.
    """
    exact, lasts = _exact(s, r), spans[-1].end is None
    if undated(spans, sure):
        nearly = ("", "") if exact else ("am ehesten ", "closest to being ")
        terms = f", {_terms(s, r, teller)}"
        if exact and r.definition.id == "founding-agreement":
            terms = ""
        return teller.say(
            f"Wann das {nearly[0]}zutraf{terms}, sagen die bekannten Daten nicht",
            f"The known dates do not say when this was {nearly[1]}true{terms}",
        )
    if exact and not sure:
        return _perhaps(s, r, spans, teller)
    de, en = ("trifft", "has been") if lasts else ("traf", "was")
    head = teller.say(f"Das {de} zu", f"This {en} true")
    if not exact:
        head = teller.say(f"Am ehesten {de} das zu", f"This {en} closest to being true")
    return f"{head} {_reading(s, r, spans, sure, teller)}"


def _perhaps(s: SourceReport, r: Reading, spans: Sequence[Span], teller: Teller) -> str:
    """
    A reading that fits no day for certain.
    """
    when, end = said_spans(spans, teller.language), spans[-1].end
    if r.definition.id == _UNDATED and end is not None:
        until = said_span(None, end, teller.language)
        when = teller.say(f"irgendwann {until}", f"at some time {until}")
    verb = "zutreffen" if end is None else "zugetroffen haben"
    text = teller.say(f"Das könnte {when} {verb}", f"This may have been true {when}")
    text += f", {_terms(s, r, teller)}"
    return text + (teller.say(*_UNDATED_SINCE) if r.definition.id == _UNDATED else "")


def _spans(r: Reading) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """
    The days on which a reading is right, and those on which it certainly is.
    """
    return (r.window,), (r.certain,) if r.certain else ()


def _exact(s: SourceReport, r: Reading) -> bool:
    """
    Whether nothing is left over, no name of which nobody knows who is meant either.
    """
    return r.exact and not any(m.entity is None for m in s.mentions or ())


def _empty(s: SourceReport, r: Reading) -> bool:
    """
    Whether by a reading not one of those listed was a partner.
    """
    named = {m.entity for m in s.mentions or () if m.entity is not None}
    return bool(named) and named <= {*r.unsupported}


def _reading(
    s: SourceReport,
    r: Reading,
    spans: Sequence[Span],
    sure: Sequence[Span],
    teller: Teller,
) -> str:
    """
    When, counted how, and what is left over.
    """
    if since_earlier(spans, sure):
        return f"{said_since(sure, teller.language)}, {_terms(s, r, teller)}"
    text = said_spans(spans, teller.language)
    if undated(spans, sure):
        text = teller.say("zu unbekannter Zeit", "at a time that is not known")
    elif not sure:
        text += teller.say(
            " (für keinen Tag ist es sicher)", " (no day of it is certain)"
        )
    elif tuple(sure) != tuple(spans):
        certain = said_spans(sure, teller.language)
        text += teller.say(f" (sicher {certain})", f" (for certain {certain})")
    return f"{text}, {_terms(s, r, teller)}"


def _terms(s: SourceReport, r: Reading, teller: Teller) -> str:
    """
    Counted how, and what is left over.
    """
    text = _counted(r, teller)
    if not _exact(s, r):
        rest = _left_over(s, r, teller)
        text += teller.say(
            f", mit Abweichungen ({rest})", f", with exceptions ({rest})"
        )
    return text


def _counted(r: Reading, teller: Teller) -> str:
    id = r.definition.id
    own = (f"gezählt nach „{id}“", f"counted by “{id}”")
    return teller.say(*_DEFINITIONS.get(id, own))


def _left_over(s: SourceReport, r: Reading, teller: Teller) -> str:
    backed = dict(s.backed)
    others = [(ids, teller.ids(ids)) for ids in sorted({*backed.values()})]
    found = (
        (r.omitted, "nicht genannt", "not named"),
        (
            [e for e in r.unsupported if e not in s.never],
            "damals keine Partner",
            "not partners at that time",
        ),
        (
            [e for e in r.unsupported if e in s.never and e not in backed],
            "als Partner von keiner anderen Quelle belegt",
            "as partners backed by no other source",
        ),
        *(
            (
                [e for e in r.unsupported if e in s.never and backed.get(e) == ids],
                f"nach unseren Daten nie Partner, so genannt nur noch in {said}",
                f"never partners by our data, elsewhere called so only in {said}",
            )
            for ids, said in others
        ),
        (r.contradicted, "ausdrücklich verneint", "explicitly denied"),
    )
    parts = [
        f"{teller.say(de, en)}: {teller.names(those)}"
        for those, de, en in found
        if those
    ]
    strange = [
        said_name(m.text, teller.language) for m in s.mentions or () if m.entity is None
    ]
    if strange:
        names = listed(strange, teller.language)
        parts.append(teller.say(f"unklar: {names}", f"unclear: {names}"))
    if r.off_by:
        de, en = f"die Zahl weicht um {r.off_by} ab", f"off by {r.off_by}"
        parts.append(teller.say(de, en))
    return "; ".join(parts)
