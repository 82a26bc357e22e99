"""
Single answers in sentences: a value, the members on a day, the days of a list.

Made from their structured fields only, in German and English.

Floor 1: imports the prose of dates; the answers' classes only as types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ._dates import Period
from ._language import in_language
from ._markup import one_line
from ._terms import STATUS_WORDS, Called, said_value
from ._text import listed, said_date, said_period, said_span
from .exceptions import InvalidDateError


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ._membership import Members
    from ._partnerships import Partnership
    from ._reconciliation import Dating
    from ._resolution import Resolution
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
    "je Zeitraum einer; wo sich zwei überschneiden, gilt der Wert des kürzeren",
    "one for each period; where two overlap, that of the shorter counts",
)
_VALUES = ("mehrere Werte", "several values")
_NO_VALUE = ("kein Wert", "no value")
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


# One value ------------------------------------------------------------------------


def explain_resolution(r: Resolution, language: str) -> str:
    """
    Who says what, which rule decided, and what was set aside.
    """
    return "\n".join(_Told(r, language).lines())


class _Told:
    """
    A resolution in the words of a language.

    Args:
        whole: The resolution.

        language: ``"de"`` or ``"en"``.
    """

    def __init__(self, whole: Resolution, language: str) -> None:
        self.whole = whole
        self.language = language
        names = {text: (de, en) for text, de, en in whole.labels}
        self._called: Called = names.get

    def lines(self) -> list[str]:
        """
        The value, those who state one, and what was set aside.
        """
        r = self.whole
        about = self._in(r.heading) if r.heading else f"{r.about} {r.property}"
        outcome, value = _OUTCOMES[r.outcome], self._in(_NO_VALUE)
        if r.value is not None:
            # Lists of several sources would fill a page.
            lists = r.type == "names" and len(r.candidates) > 1
            several = lists and r.outcome == "compatible"
            value = self._in(_VALUES) if several else self._value(r.value)
        elif r.by_act and r.property not in ("since", "date"):
            outcome, value = _BY_TIME, self._in(_VALUES)
        lines = [f"{about}: {value} ({self._in(outcome)})"]
        for act, part in r.by_act:
            lines.append(f"- {self._act(act)}: {self._value(part.value)}")
            lines += (f"  {line}" for line in self._candidates(part))
        return [*lines, *self._candidates(r), *self._aside()]

    def _in(self, words: Sequence[str]) -> str:
        de, en = words
        return in_language(self.language, de, en)

    def _value(self, value: Any) -> str:
        if value is None:
            return self._in(_NO_VALUE)
        return said_value(value, self.whole.property, self.language, self._called)

    def _act(self, label: str) -> str:
        """
        What a value of several is of: an act, or a period in words.
        """
        names = self._called(label)
        if names:
            return self._in(names)
        try:
            return said_period(Period.parse(label), self.language)
        except InvalidDateError:
            return label

    def _candidates(self, part: Resolution) -> Iterator[str]:
        for c in part.candidates:
            # Not "according to": a source that says only the year agrees as well.
            who = self._in(("damit vereinbar", "consistent with it"))
            yield f"- {self._value(c.value)}, {who}: {', '.join(sorted(c.sources))}"
        # The steps of a trace have the values as texts.
        values = {_text(c.value): c.value for c in part.candidates}
        for step in part.trace:
            rule = self._in(_RULES.get(step.rule, (step.rule, step.rule)))
            head = self._in(("Regel", "rule"))
            kept, dropped = (
                ", ".join(self._value(values.get(text, text)) for text in texts)
                for texts in (step.kept, step.dropped)
            )
            but = self._in(("nicht", "not"))
            yield f"- {head}: {rule} ({step.rule}): {kept}, {but} {dropped}"

    def _aside(self) -> Iterator[str]:
        """
        What was set aside, by reason and value.
        """
        grouped: dict[str, dict[str, list[str]]] = {}
        for s in self.whole.set_aside:
            values = grouped.setdefault(s.reason, {})
            values.setdefault(self._value(s.value), []).append(s.source)
        head = self._in(("nicht berücksichtigt", "set aside"))
        for reason, found in grouped.items():
            why = self._in(_ASIDE.get(reason, (reason, reason)))
            said = [
                f"{value} ({', '.join(sorted(ids))})" for value, ids in found.items()
            ]
            yield f"- {head}, {why}: {'; '.join(said)}"


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


# Members and dating -----------------------------------------------------------------


# For none, one, several, at least one, at least so many, and none that may be one.
_MANY = {
    "de": (
        "Am {day} war keine Stadt mit Sicherheit Partnerstadt{only}.",
        "Am {day} war eine Stadt Partnerstadt{only}: {names}.",
        "Am {day} hatte {home} {many} Partnerstädte{only}: {names}.",
        "Am {day} hatte {home} mindestens eine Partnerstadt{only}: {names}.",
        "Am {day} hatte {home} mindestens {many} Partnerstädte{only}: {names}.",
        "Am {day} war keine Stadt Partnerstadt{only}.",
    ),
    "en": (
        "On {day} no city was definitely a partner{only}.",
        "On {day} one city was a partner{only}: {names}.",
        "On {day} {home} had {many} partner cities{only}: {names}.",
        "On {day} {home} had at least one partner city{only}: {names}.",
        "On {day} {home} had at least {many} partner cities{only}: {names}.",
        "On {day} no city was a partner{only}.",
    ),
}
# The same for a day after the last for which sources were read.
_BEYOND = {
    "de": (
        "Soweit bekannt, ist am {day} keine Stadt mit Sicherheit Partnerstadt{only}.",
        "Soweit bekannt, ist am {day} eine Stadt Partnerstadt{only}: {names}.",
        "Soweit bekannt, hat {home} am {day} {many} Partnerstädte{only}: {names}.",
        "Soweit bekannt, hat {home} am {day} mindestens eine Partnerstadt{only}: {names}.",
        "Soweit bekannt, hat {home} am {day} mindestens {many} Partnerstädte{only}: {names}.",
        "Soweit bekannt, ist am {day} keine Stadt Partnerstadt{only}.",
    ),
    "en": (
        "As far as is known, no city is definitely a partner{only} on {day}.",
        "As far as is known, one city is a partner{only} on {day}: {names}.",
        "As far as is known, {home} has {many} partner cities{only} on {day}: {names}.",
        "As far as is known, {home} has one or more partner cities{only} on {day}: {names}.",
        "As far as is known, {home} has {many} or more partner cities{only} on {day}: {names}.",
        "As far as is known, no city is a partner{only} on {day}.",
    ),
}


def explain_members(m: Members, language: str) -> str:
    """
    The number, the names, and what is uncertain.
    """
    day = said_date(m.on, language)
    names = listed([p.city.label(language) for p in m.certain], language)
    many, words = len(m.certain), _BEYOND if m.beyond else _MANY
    which = min(many, 2) + 2 if len(m.possible) > many > 0 else min(many, 2)
    which = which if m.possible else 5
    sentence = in_language(language, words["de"][which], words["en"][which])
    home = m.certain[0].home(language) if m.certain else ""
    usual = {*m.statuses} == {"active", "resting"}
    only = "" if usual else said_statuses(m.statuses, language)
    lines = [sentence.format(day=day, many=many, names=names, home=home, only=only)]
    unsure = [p for p in m.possible if p not in m.certain]
    if unsure:
        said = listed([p.city.label(language) for p in unsure], language)
        why = in_language(language, *_unsure(unsure))
        lines.append(
            in_language(
                language, f"Ungewiss, {why}: {said}.", f"Uncertain, {why}: {said}."
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


def _unsure(found: Sequence[Partnership]) -> tuple[str, str]:
    """
    Why these are not certain; one of whose start nothing is known has no date at all.
    """
    if any(p.since is None for p in found):
        return (
            "weil ein Datum nicht oder nicht auf den Tag bekannt ist",
            "because a date is not known, or not to the day",
        )
    return (
        "weil ein Datum nicht auf den Tag bekannt ist",
        "because a date is not known to the day",
    )


def said_statuses(statuses: Sequence[str], language: str) -> str:
    """
    Which statuses were counted, in brackets; nothing if there are none to tell.
    """
    words = [in_language(language, *STATUS_WORDS[status]) for status in statuses]
    if not words:
        return ""
    said = listed(words, language)
    return in_language(language, f" (nur Status: {said})", f" (status only: {said})")


def said_spans(found: Sequence[Span], language: str) -> str:
    """
    Spans of days as they are said, with "and" before the last.
    """
    return listed([said_span(s.start, s.end, language) for s in found], language)


def said_name(text: str, language: str) -> str:
    """
    A name as it is printed somewhere, in one line; that it is empty, if it is.
    """
    empty = in_language(language, "ein leerer Eintrag", "an empty entry")
    return one_line(text).strip() or empty


def undated(possible: Sequence[Span], certain: Sequence[Span]) -> bool:
    """
    Whether the spans say nothing: any day may do, and no day is certain.
    """
    return not certain and any(s.start is None and s.end is None for s in possible)


def since_earlier(possible: Sequence[Span], certain: Sequence[Span]) -> bool:
    """
    Whether all that is uncertain is if it was so before the first certain day, too.
    """
    if not certain or certain[0].start is None:
        return False
    first, *others = certain
    return tuple(possible) == (attrs.evolve(first, start=None), *others)


def said_since(certain: Sequence[Span], language: str) -> str:
    """
    The certain spans, and that it may have been so before.
    """
    sure = said_spans(certain, language)
    return sure + in_language(language, ", vielleicht schon früher", ", perhaps before")


def explain_dating(d: Dating, language: str) -> str:
    """
    The spans in words; those of the known names only, if some are not.
    """
    names = listed((said_name(n, language) for n in d.unknown), language)
    if d.unknown and not d.known:
        return in_language(
            language,
            f"Wann das galt, lässt sich nicht sagen. Unbekannte Namen: {names}.",
            f"When that was true cannot be told. Unknown names: {names}.",
        )
    text = _dated(d, language)
    if d.unknown:
        text += in_language(
            language, f" Unbekannte Namen: {names}.", f" Unknown names: {names}."
        )
    return text


def _dated(d: Dating, language: str) -> str:
    if undated(d.possible, d.certain):
        return in_language(
            language,
            "Wann das galt, sagen die bekannten Daten nicht.",
            "The known dates do not say when that was true.",
        )
    lasts = bool(d.possible) and d.possible[-1].end is None
    verb_de, verb_en = ("gilt", "has been") if lasts else ("galt", "was")
    de, en = f"Das {verb_de}", f"That {verb_en}"
    if d.unknown:
        de = f"Für die bekannten Namen allein {verb_de} das"
        en = f"For the known names alone, that {verb_en}"
    if not d.possible:
        never = f"{de} nie." if d.unknown else "Das traf nie zu."
        return in_language(language, never, f"{en} never true.")
    if since_earlier(d.possible, d.certain):
        when = said_since(d.certain, language)
        return in_language(language, f"{de} {when}.", f"{en} true {when}.")
    when = said_spans(d.possible, language)
    text = in_language(language, f"{de} {when}.", f"{en} true {when}.")
    if d.certain != d.possible:
        sure = said_spans(d.certain, language)
        words = (f" Sicher: {sure}.", f" Certainly: {sure}.")
        nothing = (" Sicher ist das für keinen Tag.", " No day is certain.")
        text += in_language(language, *(words if d.certain else nothing))
    return text
