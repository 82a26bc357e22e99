"""
Answers in sentences, German and English, made from their structured fields only.

Floor 1: imports the prose of dates; the answers' classes only as types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._model import in_language
from ._text import listed, said_date, said_span


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ._membership import Members
    from ._reconcile import Comparison, Difference, Internal, Reading
    from ._resolve import Resolution, SetAside
    from ._stories import Dating, Reconciliation, SourceReport
    from ._timeline import Span


_OUTCOMES = {
    "no-claim": ("keine Quelle sagt etwas", "no source says anything"),
    "agree": ("alle Quellen sagen dasselbe", "all sources say the same"),
    "compatible": (
        "alle Quellen passen zusammen, manche sind nur ungenauer",
        "all sources fit together, some are only less precise",
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
_RULES = {
    "rank": ("Entscheidung der Redaktion", "a curator's decision"),
    "class": ("näher am Geschehen", "closer to the deed"),
    "corroboration": (
        "mindestens zwei unabhängige Zeugen mehr",
        "at least two independent witnesses more",
    ),
    "recency": (
        "neuere Fassung desselben Dokuments",
        "newer edition of the same document",
    ),
}
_ASIDE = {
    "deprecated": ("von der Redaktion verworfen", "ruled out by a curator"),
    "announced": ("nur angekündigt", "only announced"),
    "denied": ("verneint", "denied"),
    "opinion": ("Meinung", "an opinion"),
    "low-certainty": ("zu unsicher", "too uncertain"),
    "earlier": ("betrifft einen früheren Tag", "about an earlier day"),
    "undated": ("ohne Datum", "without a date"),
    "fits-none": ("passt zu keinem Akt", "fits no act"),
    "fits-several": ("passt zu mehreren Akten", "fits several acts"),
}
_DEFINITIONS = {
    "founding-agreement": ("wie üblich gezählt", "counted as usual"),
    "-resting": ("ohne die ruhende", "not counting the resting one"),
    "-dormant": ("ohne eingeschlafene", "not counting dormant ones"),
    "+announced": ("angekündigte mitgezählt", "counting announced ones"),
    "+ended": ("beendete mitgezählt", "counting ended ones"),
    "+dormant": ("eingeschlafene mitgezählt", "counting dormant ones"),
    "+opening": ("vom ersten Akt an gezählt", "counting from the first act"),
    "-opening": ("vom Gründungsakt an gezählt", "counting from the founding act"),
    "+borough": ("Bezirke mitgezählt", "counting boroughs"),
    "+predecessor": (
        "Partnerschaften Ost-Berlins mitgezählt",
        "counting East Berlin's partnerships",
    ),
    "+project": ("Projektstädte mitgezählt", "counting project cities"),
}


_RELATIONS = {
    "+project": ("nur Zusammenarbeit an Projekten", "only joint projects"),
    "+borough": ("eine Partnerschaft eines Bezirks", "a borough's partnership"),
    "+predecessor": ("nur eine Partnerschaft Ost-Berlins", "East Berlin's partnership"),
    "+announced": ("nur die Ankündigung", "only the announcement"),
    "acts": ("vorher nur ein erster Akt", "only a first act before"),
}


def _say(language: str, words: tuple[str, str]) -> str:
    return in_language(language, *words)


def _value(value: object, language: str) -> str:
    if isinstance(value, tuple):
        return listed([str(v) for v in value], language)
    return str(value)


# One value ------------------------------------------------------------------------


def explain_resolution(r: Resolution, language: str) -> str:
    """
    Who says what, which rule decided, and what was set aside.
    """
    value = in_language(language, "kein Wert", "no value")
    if r.value is not None:
        value = _value(r.value, language)
    head = f"{r.about} {r.property}: {value} ({_say(language, _OUTCOMES[r.outcome])})"
    lines = [head]
    for act, part in r.by_act:
        lines += [
            f"- {act}: {_value(part.value, language)}",
            *(f"  {line}" for line in _candidates(part, language)),
        ]
    lines += _candidates(r, language)
    lines += [_aside(s, language) for s in r.set_aside]
    return "\n".join(lines)


def _candidates(r: Resolution, language: str) -> list[str]:
    lines = []
    for c in r.candidates:
        said = ", ".join(c.sources)
        lines.append(
            in_language(
                language,
                f"- {_value(c.value, language)} sagen: {said}",
                f"- {_value(c.value, language)} according to: {said}",
            )
        )
    for step in r.trace:
        rule = _say(language, _RULES.get(step.rule, (step.rule, step.rule)))
        kept, dropped = ", ".join(step.kept), ", ".join(step.dropped)
        lines.append(
            in_language(
                language,
                f"- Regel „{step.rule}“ ({rule}): {kept}, nicht {dropped}",
                f"- rule “{step.rule}” ({rule}): {kept}, not {dropped}",
            )
        )
    return lines


def _aside(s: SetAside, language: str) -> str:
    reason = _say(language, _ASIDE.get(s.reason, (s.reason, s.reason)))
    value = _value(s.value, language)
    return in_language(
        language,
        f"- entscheidet nichts: {value} ({s.source}; {reason})",
        f"- decides nothing: {value} ({s.source}; {reason})",
    )


# Members and dating -----------------------------------------------------------------


# For none, one, and several.
_MANY = {
    "de": (
        "Am {day} war keine Stadt gewiss Partnerstadt.",
        "Am {day} war eine Stadt Partnerstadt: {names}.",
        "Am {day} waren es {many} Partnerstädte: {names}.",
    ),
    "en": (
        "On {day} no city was certainly a partner.",
        "On {day} one city was a partner: {names}.",
        "On {day} there were {many} partner cities: {names}.",
    ),
}


def explain_members(m: Members, language: str) -> str:
    """
    The number, the names, and what is uncertain.
    """
    day = said_date(m.on, language)
    names = listed([p.city.label(language) for p in m.certain], language)
    many = len(m.certain)
    lines = [
        in_language(
            language,
            _MANY["de"][min(many, 2)].format(day=day, many=many, names=names),
            _MANY["en"][min(many, 2)].format(day=day, many=many, names=names),
        )
    ]
    maybe = [p.city.label(language) for p in m.possible if p not in m.certain]
    if maybe:
        said = listed(maybe, language)
        lines.append(
            in_language(
                language,
                f"Ungewiss, weil ein Datum nur eingegrenzt ist: {said}.",
                f"Uncertain, because a date is only bounded: {said}.",
            )
        )
    if m.beyond:
        lines.append(
            in_language(
                language,
                "Der Tag liegt nach dem letzten, über den Quellen gelesen wurden.",
                "The day is after the last one that sources were read about.",
            )
        )
    return "\n".join(lines)


def _spans(found: Sequence[Span], language: str) -> str:
    return listed([said_span(s.start, s.end, language) for s in found], language)


def explain_dating(d: Dating, language: str) -> str:
    """
    The spans in words.
    """
    if not d.possible:
        text = in_language(language, "Das traf nie zu.", "That was never true.")
    else:
        when = _spans(d.possible, language)
        text = in_language(language, f"Das traf zu {when}.", f"That was true {when}.")
        if d.certain != d.possible:
            sure = _spans(d.certain, language) or in_language(
                language, "nie mit Gewissheit", "never with certainty"
            )
            text += in_language(language, f" Sicher: {sure}.", f" Certainly: {sure}.")
    if d.unknown:
        names = listed(d.unknown, language)
        text += in_language(
            language, f" Unbekannt: {names}.", f" Unknown names: {names}."
        )
    return text


# Reconciliation ---------------------------------------------------------------------


class _Teller:
    """
    Tells a reconciliation in one language.
    """

    def __init__(self, r: Reconciliation, language: str) -> None:
        self.r = r
        self.language = language
        self.labels: Mapping[str, str] = {
            label.entity: in_language(language, label.de, label.en)
            for label in r.labels
        }
        self.reports = {s.id: s for s in r.sources}

    def say(self, de: str, en: str) -> str:
        return in_language(self.language, de, en)

    def names(self, entities: Iterable[str]) -> str:
        said = sorted(self.labels.get(e, e) for e in entities)
        return listed(said, self.language)

    def many(self, n: int, de: tuple[str, str], en: tuple[str, str]) -> str:
        return f"{n} {self.say(de[n != 1], en[n != 1])}"

    # Certain sources ------------------------------------------------------------------

    def sides(self) -> list[str]:
        lines: list[str] = []
        for report in self.r.sources:
            lines += [*self.source(report), ""]
        for comparison in self.r.comparisons:
            lines += [*self.comparison(comparison), ""]
        return [*lines, *self.footnotes(self.r.sources)]

    def source(self, s: SourceReport) -> list[str]:
        lines = [f"{self.who(s)}: {self.what(s)}"]
        lines.append(f"- {self.right(s)}")
        if s.internal:
            lines.append(f"- {self.inside(s, s.internal)}")
        lines += [
            f"- {self.unclear(mention.text, mention.candidates)}"
            for mention in s.mentions or ()
            if mention.entity is None
        ]
        if s.overlaps:
            lines.append(f"- {self.overlap(s)}")
        return lines

    def who(self, s: SourceReport) -> str:
        if not s.publisher:
            return s.title or s.id
        when = f", {said_date(s.when, self.language)}" if s.when else ""
        return f"{s.publisher}{when} [{s.id}]"

    def what(self, s: SourceReport) -> str:
        cities = (("Partnerstadt", "Partnerstädte"), ("partner city", "partner cities"))
        parts = []
        if s.mentions is not None:
            names = self.many(len(s.mentions), ("Name", "Namen"), ("name", "names"))
            parts.append(self.say(f"eine Liste mit {names}", f"a list of {names}"))
            if not s.closed:
                parts.append(self.say("nicht abschließend", "not meant to be complete"))
        if s.stated is not None:
            number = self.many(s.stated, *cities)
            marks = [
                self.say(de, en)
                for marked, de, en in (
                    (s.counted, "von uns gezählt", "our count"),
                    (s.announced, "angekündigt", "announced"),
                )
                if marked
            ]
            number += f" ({', '.join(marks)})" if marks else ""
            parts.append(self.say(f"die Zahl {number}", f"the number {number}"))
        return f"{', '.join(parts)}."

    def right(self, s: SourceReport) -> str:
        best = s.readings[0]
        how = _say(self.language, _DEFINITIONS.get(best.definition.id, ("", "")))
        when = _spans(s.holds, self.language)
        if not s.holds:
            return self.say(
                f"So traf das nie zu ({how}).", f"That was never so ({how})."
            )
        rest = ""
        if not best.exact:
            rest = self.say(", bis auf: ", ", except for: ") + self.left_over(best)
        text = self.say(f"Richtig {when}, {how}{rest}.", f"Right {when}, {how}{rest}.")
        late = {
            "stale": (
                "Am eigenen Tag war das überholt.",
                "On its own day that was outdated.",
            ),
            "anticipated": (
                "Am eigenen Tag war das noch nicht so weit.",
                "On its own day that was still to come.",
            ),
        }
        if best.timing in late:
            text += " " + _say(self.language, late[best.timing])
        if len(s.readings) > 1:
            ways = [
                _say(self.language, _DEFINITIONS.get(r.definition.id, ("", "")))
                + f" {said_span(r.window.start, r.window.end, self.language)}"
                for r in s.readings[1:]
            ]
            also = listed(dict.fromkeys(ways), self.language)
            text += self.say(f" Ebenso gut: {also}.", f" Just as well: {also}.")
        return text

    def left_over(self, r: Reading) -> str:
        parts = []
        for entities, de, en in (
            (r.omitted, "es fehlt {}", "{} missing"),
            (r.unsupported, "{} ohne Beleg", "{} without support"),
            (r.contradicted, "{} ausdrücklich verneint", "{} expressly denied"),
        ):
            if entities:
                parts.append(self.say(de, en).format(self.names(entities)))
        if r.off_by:
            parts.append(self.say(f"um {r.off_by} daneben", f"off by {r.off_by}"))
        return "; ".join(parts)

    def inside(self, s: SourceReport, i: Internal) -> str:
        head = self.say(
            f"Sie sagt {i.stated} und nennt {i.mentions}",
            f"It says {i.stated} and prints {i.mentions}",
        )
        if i.duplicates:
            pairs = "; ".join(" = ".join(names) for _, names in i.duplicates)
            return head + self.say(f": doppelt {pairs}.", f": twice {pairs}.")
        if i.entries:
            names = self.names(i.entries)
            when = _spans(s.holds, self.language)
            return head + self.say(
                f": ohne {names} ist es die Liste, die {when} galt.",
                f": without {names} it is the list that held {when}.",
            )
        cause = {
            "missing-entries": ("es fehlen Namen", "names are missing"),
            "count-uses-base-definition": (
                "die Zahl zählt anders als die Liste",
                "the number counts another way than the list",
            ),
        }.get(i.cause, ("ohne Erklärung", "unexplained"))
        return f"{head}: {_say(self.language, cause)}."

    def unclear(self, text: str, candidates: Sequence[str]) -> str:
        if candidates:
            who = listed(candidates, self.language)
            return self.say(
                f"„{text}“ ist mehrdeutig: {who}.", f"“{text}” may be {who}."
            )
        return self.say(f"„{text}“ ist uns unbekannt.", f"“{text}” is unknown to us.")

    def overlap(self, s: SourceReport) -> str:
        names = self.names(e for e, _ in s.overlaps)
        return self.say(
            f"Andere Listen derselben Quelle nennen auch {names}: das ist eine "
            "andere Beziehung (Zusammenarbeit, Austausch) und kein Widerspruch.",
            f"Other lists of the same source name {names} too: that is another "
            "relation (cooperation, exchange), and no contradiction.",
        )

    # Two sources ------------------------------------------------------------------------

    def comparison(self, c: Comparison) -> list[str]:
        a, b = (self.who(self.reports[id]) for id in (c.a, c.b))
        lines = [f"{c.bridge}: " + self.say(f"von {a} zu {b}", f"from {a} to {b}")]
        lines += [f"- {self.difference(d)}" for d in c.differences]
        known = {d.entity for d in c.differences}
        for item in c.bridge.items:
            if item.item not in known or item.cause == "identity":
                lines.append(f"- {self.item(item.item, item.cause)}")
        if len(lines) == 1:
            lines.append(self.say("- Kein Unterschied.", "- No difference."))
        return lines

    def item(self, item: str, cause: str) -> str:
        name = self.labels.get(item, item)
        words = {
            "identity": (
                "{} steht unter zwei Namen da.",
                "{} stands there under two names.",
            ),
            "identity-unknown": ("„{}“ ist uns unbekannt.", "“{}” is unknown to us."),
            "identity-ambiguous": ("„{}“ ist mehrdeutig.", "“{}” is ambiguous."),
            "omission": (
                "{} gehört dazu und wird nicht gezählt.",
                "{} belongs and is not counted.",
            ),
            "unresolved": (
                "{}: die bekannten Daten entscheiden es nicht.",
                "{}: the known dates do not decide it.",
            ),
            "open-list": (
                "{} fehlt in einer Liste, die nicht vollständig sein will.",
                "{} is missing in a list that is not meant to be complete.",
            ),
        }.get(cause, ("{} bleibt ohne Beleg.", "{} remains without support."))
        return _say(self.language, words).format(name)

    def difference(self, d: Difference) -> str:
        name = self.labels.get(d.entity, d.entity)
        has, lacks = d.side, d.other
        facet = d.facet.removeprefix("local:")
        other = _RELATIONS.get(facet, ("eine andere Beziehung", "another relation"))
        if d.cause == "temporal":
            return self.temporal(name, d)
        words = {
            "status": (
                f"{name} ruht (ausgesetzt, nicht beendet): {has} zählt mit, {lacks} nicht.",
                f"{name} rests (suspended, not ended): {has} counts it, {lacks} does not.",
            ),
            "scope": (
                f"{name} steht nur in {has}; belegt ist {_say('de', other)}.",
                f"{name} is listed in {has} only; on record is {_say('en', other)}.",
            ),
            "unsupported": (
                f"{name} steht nur in {has}; keine andere Quelle belegt das.",
                f"{name} is listed in {has} only; no other source supports that.",
            ),
            "omission": (
                f"{name} fehlt in {lacks}, gehört aber dazu.",
                f"{name} is missing in {lacks}, but belongs there.",
            ),
            "contradiction": (
                f"{has} zählt {name}; {lacks} sagt ausdrücklich das Gegenteil.",
                f"{has} counts {name}; {lacks} expressly says the contrary.",
            ),
            "compound": (
                f"{name}: Zeitpunkt und Zählweise zusammen erklären es.",
                f"{name}: the date and the way of counting together explain it.",
            ),
        }.get(
            d.cause,
            (
                f"{name}: die bekannten Daten entscheiden es nicht.",
                f"{name}: the known dates do not decide it.",
            ),
        )
        return _say(self.language, words)

    def temporal(self, name: str, d: Difference) -> str:
        text = self.say(
            f"{name} kommt nur in {d.side} vor, weil die Quellen von verschiedenen "
            "Zeiten sprechen",
            f"{name} counts in {d.side} only, because the sources speak of "
            "different times",
        )
        for event in d.events:
            label, _, day = event.partition("@")
            said = self.events(label)
            text += f"; {said} {self.day(day)}"
        return f"{text}."

    def events(self, label: str) -> str:
        words = {
            "founding": ("gegründet:", "founded on"),
            "first-act": ("erster Akt:", "first act:"),
            "suspension": ("ruht seit:", "suspended:"),
            "announcement": ("angekündigt:", "announced:"),
            "termination": ("beendet:", "ended:"),
        }
        return _say(self.language, words.get(label, (f"{label}:", f"{label}:")))

    def day(self, text: str) -> str:
        from ._dates import PartialDate  # noqa: PLC0415  # only for texts of events

        return said_date(PartialDate.parse(text), self.language)

    # The story -----------------------------------------------------------------------------

    def story(self) -> list[str]:
        if not self.r.sources:
            return [self.say("Keine Quelle nennt Zahlen.", "No source gives numbers.")]
        right = [s for s in self.r.sources if s.fits and s.closed and not s.counted]
        odd = [s for s in self.r.sources if not s.fits and not s.announced]
        early = [s for s in self.r.sources if s.announced]
        lines = [
            self.say(
                f"Wie viele Partnerstädte hat Berlin? Je nach Quelle {self.sizes()}. "
                "Das liegt fast immer am Datum:",
                f"How many partner cities does Berlin have? {self.sizes()}, depending "
                "on the source. Nearly always the date is the reason:",
            ),
            "",
            *self.numbers(right),
            "",
        ]
        for comparison in self.told(right):
            lines += [*self.comparison(comparison), ""]
        for s in odd:
            lines += [*self.source(s), ""]
        lines += self.resting()
        lines += self.forecasts(early)
        shown = [s for s in self.r.sources if s in odd or s.id in self.cited(right)]
        return [*lines, *self.footnotes(shown)]

    def sizes(self) -> str:
        """
        The numbers that the compared sources give, such as "17, 18, 19 or 20".
        """
        right = [s for s in self.r.sources if s.fits and s.closed and not s.counted]
        shown = self.cited(right) or {s.id for s in self.r.sources}
        found = sorted({s.size or 0 for s in self.r.sources if s.id in shown})
        *head, last = map(str, found)
        word = self.say(" oder ", " or ")
        return word.join([", ".join(head), last]) if head else last

    def numbers(self, right: Sequence[SourceReport]) -> list[str]:
        numbers = {s.size for s in right}
        lines = []
        for span, count, added in self.r.history:
            if count not in numbers:
                continue
            when = said_span(span.start, span.end, self.language)
            saying = [s.id for s in right if s.size == count]
            joined = self.names(added)
            agree = self.many(
                len(saying),
                ("Quelle sagt es so", "Quellen sagen es so"),
                ("source says so", "sources say so"),
            )
            lines.append(
                self.say(
                    f"- {count} {when} (neu: {joined}; {agree}).",
                    f"- {count} {when} (new: {joined}; {agree}).",
                )
            )
        return lines

    def told(self, right: Sequence[SourceReport]) -> list[Comparison]:
        """
        The comparisons of numbers that several sources give, and of those that are off.
        """
        sizes = [s.size for s in right]
        single = {s.id for s in right if sizes.count(s.size) == 1}
        return [c for c in self.r.comparisons if not {c.a, c.b} & single]

    def cited(self, right: Sequence[SourceReport]) -> set[str]:
        return {id for c in self.told(right) for id in (c.a, c.b)}

    def resting(self) -> list[str]:
        if not self.r.uncounted or not self.r.history:
            return []
        names = self.names(e for e, _ in self.r.uncounted)
        since = self.r.uncounted[0][1]
        when = said_date(since, self.language)
        if since and not since.is_day:
            when = self.say(f"einem Tag {when}", f"a day {when}")
        latest = self.r.history[-1][1]
        without = latest - len(self.r.uncounted)
        return [
            self.say(
                f"Die Partnerschaft mit {names} ruht seit {when}: ausgesetzt, nicht "
                f"beendet. Alle Quellen hier zählen sie mit; ohne sie wären es heute "
                f"{without} statt {latest}.",
                f"The partnership with {names} has rested since {when}: suspended, not "
                f"ended. All sources here count it; without it, there would be "
                f"{without} today instead of {latest}.",
            ),
            "",
        ]

    def forecasts(self, early: Sequence[SourceReport]) -> list[str]:
        if not early:
            return []
        said = listed([f"{s.id} ({s.stated})" for s in early], self.language)
        return [
            self.say(
                f"Einige Quellen zählten voraus, vor der Unterzeichnung: {said}.",
                f"Some sources counted ahead, before the signing: {said}.",
            ),
            "",
        ]

    def footnotes(self, reports: Iterable[SourceReport]) -> list[str]:
        held = [s for s in reports if s.publisher]
        if not held:
            return []
        head = self.say("Quellen", "Sources")
        return [
            f"{head}:",
            *(
                f"  [{s.id}] {s.publisher}: {s.title}. {s.url}".rstrip(". ")
                for s in held
            ),
        ]


def explain_reconciliation(r: Reconciliation, language: str) -> str:
    """
    The story, or what was asked of certain sources.
    """
    teller = _Teller(r, language)
    lines = teller.story() if r.story else teller.sides()
    data = in_language(language, f"Daten {r.data}", f"data {r.data}")
    policy = in_language(language, f"Regeln {r.policy}", f"rules {r.policy}")
    text = "\n".join([*lines, "", f"({data}; {policy})"])
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text
