"""
Single answers in sentences: a value, the members on a day, the days of a list.

Made from their structured fields only, in German and English.

Floor 1: imports the prose of dates; the answers' classes only as types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._model import in_language
from ._text import listed, said_date, said_span


if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._membership import Members
    from ._resolve import Resolution, SetAside
    from ._stories import Dating
    from ._timeline import Span


_OUTCOMES = {
    "no-claim": (
        "keine Angabe, auf die sich ein Wert stützen ließe",
        "no statement to base a value on",
    ),
    "agree": (
        "die berücksichtigten Angaben stimmen überein",
        "the statements taken into account agree",
    ),
    "compatible": (
        "die berücksichtigten Angaben passen zusammen",
        "the statements taken into account fit together",
    ),
    "by-definition": (
        "mehrere Akte, jeder mit eigenem Datum",
        "several acts, each with a date of its own",
    ),
    "resolved": (
        "die Quellen widersprechen sich; eine Regel entscheidet",
        "sources disagree; a rule decides",
    ),
    "unresolved": (
        "die Quellen widersprechen sich; keine Regel entscheidet",
        "sources disagree; no rule decides",
    ),
}
# What isn't a start has values by time: so many grants in one year, more in another.
_BY_TIME = (
    "je Zeitraum ein eigener; überschneiden sich zwei, gilt der engere",
    "one for each period; where two overlap, the narrower counts",
)
_RULES = {
    "rank": ("Entscheidung der Redaktion", "a curator's decision"),
    "class": ("näher am Geschehen", "closer to the event"),
    "corroboration": (
        "mindestens zwei unabhängige Zeugen mehr",
        "at least two more independent witnesses",
    ),
    "recency": (
        "neuere Fassung desselben Dokuments",
        "a newer edition of the same document",
    ),
}
_ASIDE = {
    "deprecated": ("von der Redaktion verworfen", "ruled out by a curator"),
    "announced": ("nur angekündigt", "only announced"),
    "denied": ("verneint", "denied"),
    "opinion": ("Meinung", "an opinion"),
    "low-certainty": ("zu unsicher", "too uncertain"),
    "earlier": ("nicht der neueste Stand", "not the latest"),
    "undated": ("ohne Datum", "without a date"),
    "fits-none": ("passt zu keinem Akt", "fits no act"),
    "fits-several": ("passt zu mehreren Akten", "fits several acts"),
}


STATUSES = {
    "active": ("aktiv", "active"),
    "dormant": ("eingeschlafen", "dormant"),
    "resting": ("ruht", "resting"),
    "ended": ("beendet", "ended"),
    "announced": ("angekündigt", "announced"),
    "unclear": ("unklar", "unclear"),
}


def _worded(value: object, property: str, language: str) -> str:
    """
    A value in words.
    """
    if property == "status" and value in STATUSES:
        return in_language(language, *STATUSES[str(value)])
    if isinstance(value, tuple):
        return listed([str(v) for v in value], language)
    return str(value)


# One value ------------------------------------------------------------------------


def explain_resolution(r: Resolution, language: str) -> str:
    """
    Who says what, which rule decided, and what was set aside.
    """
    outcome, value = (
        _OUTCOMES[r.outcome],
        in_language(language, "kein Wert", "no value"),
    )
    if r.value is not None:
        value = _worded(r.value, r.property, language)
    elif r.by_act and r.property not in ("since", "date"):
        outcome, value = (
            _BY_TIME,
            in_language(language, "mehrere Werte", "several values"),
        )
    head = f"{r.about} {r.property}: {value} ({in_language(language, *outcome)})"
    lines = [head]
    for act, part in r.by_act:
        lines += [
            f"- {act}: {_worded(part.value, r.property, language)}",
            *(f"  {line}" for line in _candidates(part, language)),
        ]
    lines += _candidates(r, language)
    lines += [_aside(s, r.property, language) for s in r.set_aside]
    return "\n".join(lines)


def _candidates(r: Resolution, language: str) -> list[str]:
    lines = []
    for c in r.candidates:
        # Not "according to": a source that says only the year agrees as well.
        said = ", ".join(c.sources)
        lines.append(
            in_language(
                language,
                f"- {_worded(c.value, r.property, language)}, damit vereinbar: {said}",
                f"- {_worded(c.value, r.property, language)}, consistent with it: {said}",
            )
        )
    for step in r.trace:
        rule = in_language(language, *_RULES.get(step.rule, (step.rule, step.rule)))
        kept, dropped = (
            ", ".join(_worded(value, r.property, language) for value in values)
            for values in (step.kept, step.dropped)
        )
        lines.append(
            in_language(
                language,
                f"- Regel „{step.rule}“ ({rule}): {kept}, nicht {dropped}",
                f"- rule “{step.rule}” ({rule}): {kept}, not {dropped}",
            )
        )
    return lines


def _aside(s: SetAside, property: str, language: str) -> str:
    reason = in_language(language, *_ASIDE.get(s.reason, (s.reason, s.reason)))
    value = _worded(s.value, property, language)
    return in_language(
        language,
        f"- nicht berücksichtigt: {value} ({s.source}; {reason})",
        f"- set aside: {value} ({s.source}; {reason})",
    )


# Members and dating -----------------------------------------------------------------


# For none, one, and several.
_MANY = {
    "de": (
        "Am {day} war keine Stadt mit Sicherheit Partnerstadt.",
        "Am {day} war eine Stadt Partnerstadt: {names}.",
        "Am {day} hatte {home} {many} Partnerstädte: {names}.",
    ),
    "en": (
        "On {day} no city was definitely a partner.",
        "On {day} one city was a partner: {names}.",
        "On {day} {home} had {many} partner cities: {names}.",
    ),
}
# The same for a day after the last for which sources were read.
_BEYOND = {
    "de": (
        "Soweit bekannt, ist am {day} keine Stadt mit Sicherheit Partnerstadt.",
        "Soweit bekannt, ist am {day} eine Stadt Partnerstadt: {names}.",
        "Soweit bekannt, hat {home} am {day} {many} Partnerstädte: {names}.",
    ),
    "en": (
        "As far as is known, no city is definitely a partner on {day}.",
        "As far as is known, one city is a partner on {day}: {names}.",
        "As far as is known, {home} has {many} partner cities on {day}: {names}.",
    ),
}


def explain_members(m: Members, language: str) -> str:
    """
    The number, the names, and what is uncertain.
    """
    day = said_date(m.on, language)
    names = listed([p.city.label(language) for p in m.certain], language)
    many, words = len(m.certain), _BEYOND if m.beyond else _MANY
    sentence = in_language(language, *(words[to][min(many, 2)] for to in ("de", "en")))
    home = m.certain[0].home(language) if m.certain else ""
    lines = [sentence.format(day=day, many=many, names=names, home=home)]
    maybe = [p.city.label(language) for p in m.possible if p not in m.certain]
    if maybe:
        said = listed(maybe, language)
        lines.append(
            in_language(
                language,
                f"Ungewiss, weil ein Datum nicht auf den Tag bekannt ist: {said}.",
                f"Uncertain, because a date is not known to the day: {said}.",
            )
        )
    if m.beyond:
        lines.append(
            in_language(
                language,
                "Der Tag liegt nach dem letzten, für den Quellen ausgewertet wurden.",
                "The day is after the last one for which sources were read.",
            )
        )
    return "\n".join(lines)


def said_spans(found: Sequence[Span], language: str) -> str:
    """
    Spans of days as they are said, with "and" before the last.
    """
    return listed([said_span(s.start, s.end, language) for s in found], language)


def explain_dating(d: Dating, language: str) -> str:
    """
    The spans in words.
    """
    if not d.possible:
        text = in_language(language, "Das traf nie zu.", "That was never true.")
    else:
        when = said_spans(d.possible, language)
        text = in_language(language, f"Das galt {when}.", f"That was true {when}.")
        if d.certain != d.possible:
            sure = said_spans(d.certain, language)
            words = (f" Sicher: {sure}.", f" Certainly: {sure}.")
            never = (" Sicher ist das für keinen Tag.", " No day is certain.")
            text += in_language(language, *(words if d.certain else never))
    if d.unknown:
        names = listed(d.unknown, language)
        text += in_language(
            language, f" Unbekannte Namen: {names}.", f" Unknown names: {names}."
        )
    return text
