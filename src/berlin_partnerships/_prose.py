"""
Reconciliations in sentences, German and English, from their structured fields only.

Floor 1: imports the prose of dates; the answers' classes only as types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._markup import one_line
from ._model import in_language
from ._sentences import said_spans
from ._text import listed, said_date, said_span


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ._reading import Reading
    from ._reconcile import Comparison, Difference, Internal
    from ._reconciliation import Reconciliation, SourceReport
    from ._timeline import Span


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


_RELATIONS = {
    "+project": (
        "als Partnerschaft ist das sonst nicht belegt, nur als Zusammenarbeit",
        "no other source has it as a partnership, only as cooperation",
    ),
    "+borough": (
        "belegt ist nur eine Partnerschaft eines Bezirks",
        "only a borough's partnership is on record",
    ),
    "+predecessor": (
        "belegt ist nur eine Partnerschaft Ost-Berlins",
        "only a partnership of East Berlin is on record",
    ),
    "+announced": (
        "belegt ist nur die Ankündigung",
        "only the announcement is on record",
    ),
    "acts": (
        "bis dahin gab es nur einen ersten Akt",
        "there was only a first act by then",
    ),
}
_ANOTHER = (
    "belegt ist nur eine andere Beziehung",
    "only another relationship is on record",
)
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
_STATUSES = {
    "resting": (
        "ruht (ausgesetzt, nicht beendet)",
        "is resting (suspended, not ended)",
    ),
    "announced": ("war erst angekündigt", "was only announced"),
    "dormant": ("ist eingeschlafen", "is dormant"),
    "ended": ("ist beendet", "has ended"),
}


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


def _say(language: str, words: tuple[str, str]) -> str:
    return in_language(language, *words)


class Teller:
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

    def body(self) -> list[str]:
        """
        All but the sources and the versions.
        """
        return self.story() if self.r.story else self.sides()

    def shown(self) -> Sequence[SourceReport]:
        """
        The sources that the words refer to.
        """
        if not self.r.story:
            return self.r.sources
        odd, cited = self.odd_ones(), self.cited(self.right_ones())
        return [s for s in self.r.sources if s in odd or s.id in cited or s.announced]

    def version(self) -> str:
        data = self.say(f"Datenstand {self.r.data}", f"data {self.r.data}")
        policy = self.say(f"Regeln {self.r.policy}", f"rules {self.r.policy}")
        return f"({data}; {policy})"

    # Certain sources ------------------------------------------------------------------

    def sides(self) -> list[str]:
        lines: list[str] = []
        for report in self.r.sources:
            lines += [*self.source(report), ""]
        for comparison in self.r.comparisons:
            lines += [*self.comparison(comparison), ""]
        return lines

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
        return [*lines, *(f"- {line}" for line in self.overlaps(s))]

    def who(self, s: SourceReport) -> str:
        who = s.publisher or s.title or self.say("Ihre Angabe", "Your input")
        return f"{who}{self.dated(s)} [{s.id}]"

    def dated(self, s: SourceReport) -> str:
        """
        When the source appeared, and the time it speaks of if that is another.
        """
        published = f", {said_date(s.published, self.language)}" if s.published else ""
        if s.when is None or s.when == s.published:
            return published
        if s.published and s.when.is_day and s.published.upper == s.when.upper:
            published = ""  # it was there by the day it speaks of
        when = said_date(s.when, self.language)
        day = "a day " if when.startswith("between") else ""
        as_of = self.say(f"Stand: {when}", f"as of {day}{when}")
        if not s.published:
            return f", {when}"
        return f"{published} ({as_of})" if published else f", {as_of}"

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
            marks = [_say(self.language, _BASES[s.basis])] if s.basis else []
            marks += [self.say("Vorhersage", "a forecast")] if s.announced else []
            number += f" ({', '.join(marks)})" if marks else ""
            stated = self.say(f"Zahl: {number}", f"number: {number}")
            parts.append(stated if parts else number)
        return f"{'; '.join(parts)}."

    def exact(self, s: SourceReport, r: Reading) -> bool:
        """
        Whether nothing is left over, no name of which nobody knows who is meant either.
        """
        return r.exact and not any(m.entity is None for m in s.mentions or ())

    def empty(self, s: SourceReport, r: Reading) -> bool:
        """
        Whether by a reading not one of those listed was a partner.
        """
        listed = {m.entity for m in s.mentions or () if m.entity is not None}
        return bool(listed) and listed <= {*r.unsupported}

    def right(self, s: SourceReport) -> str:
        telling = [r for r in s.readings if not self.empty(s, r)]
        best, *others = telling or s.readings
        holds, surely = s.holds, s.surely
        if best is not s.readings[0]:
            holds, surely = (best.window,), (best.certain,) if best.certain else ()
        if not holds or not telling:
            how = self.counted(best)
            return self.say(
                f"Das traf nie zu ({how}).", f"That was never true ({how})."
            )
        lasts = holds[-1].end is None
        de, en = ("trifft", "has been") if lasts else ("traf", "was")
        head = self.say(f"Das {de} zu", f"This {en} true")
        if not self.exact(s, best):
            head = self.say(
                f"Am ehesten {de} das zu", f"This {en} closest to being true"
            )
        text = f"{head} {self.reading(s, best, holds, surely)}."
        if best.timing in _LATE and s.when:
            when = said_date(s.when, self.language)
            text += " " + _say(self.language, _LATE[best.timing]).format(when=when)
        if others:
            ways = [
                self.reading(s, r, [r.window], [r.certain] if r.certain else [])
                for r in others
            ]
            also = "; ".join(dict.fromkeys(ways))
            text += self.say(f" Ebenso gut: {also}.", f" Just as good: {also}.")
        return text

    def reading(
        self, s: SourceReport, r: Reading, spans: Sequence[Span], sure: Sequence[Span]
    ) -> str:
        """
        When, counted how, and what is left over.
        """
        text = said_spans(spans, self.language)
        if not sure:
            text += self.say(
                " (für keinen Tag ist es sicher)", " (no day of it is certain)"
            )
        elif tuple(sure) != tuple(spans):
            certain = said_spans(sure, self.language)
            text += self.say(f" (sicher {certain})", f" (for certain {certain})")
        text += f", {self.counted(r)}"
        if not self.exact(s, r):
            rest = self.left_over(s, r)
            text += self.say(
                f", mit Abweichungen ({rest})", f", with exceptions ({rest})"
            )
        return text

    def counted(self, r: Reading) -> str:
        id = r.definition.id
        own = (f"gezählt nach „{id}“", f"counted by “{id}”")
        return _say(self.language, _DEFINITIONS.get(id, own))

    def left_over(self, s: SourceReport, r: Reading) -> str:
        parts = []
        for entities, de, en in (
            (r.omitted, "nicht genannt: {}", "not named: {}"),
            (
                [e for e in r.unsupported if e not in s.never],
                "damals keine Partner: {}",
                "not partners at that time: {}",
            ),
            (
                [e for e in r.unsupported if e in s.never],
                "von keiner anderen Quelle belegt: {}",
                "backed by no other source: {}",
            ),
            (r.contradicted, "ausdrücklich verneint: {}", "explicitly denied: {}"),
        ):
            if entities:
                parts.append(self.say(de, en).format(self.names(entities)))
        strange = [one_line(m.text) for m in s.mentions or () if m.entity is None]
        if strange:
            names = listed(strange, self.language)
            parts.append(self.say(f"unklar: {names}", f"unclear: {names}"))
        if r.off_by:
            parts.append(
                self.say(f"die Zahl weicht um {r.off_by} ab", f"off by {r.off_by}")
            )
        return "; ".join(parts)

    def inside(self, s: SourceReport, i: Internal) -> str:
        head = self.say(
            f"Die Quelle gibt {i.stated} an, nennt aber {i.mentions}",
            f"The source says {i.stated}, but names {i.mentions}",
        )
        if i.duplicates:
            pairs = "; ".join(" = ".join(names) for _, names in i.duplicates)
            return head + self.say(f" (doppelt: {pairs}).", f" (twice: {pairs}).")
        if i.entries:
            names = self.names(i.entries)
            when = said_spans(s.holds, self.language)
            return head + self.say(
                f". Ohne {names} ist es die Liste, die {when} zutraf.",
                f". Without {names}, it is the list that was true {when}.",
            )
        cause = {
            "missing-entries": ("es fehlen Namen", "names are missing"),
            "count-uses-base-definition": (
                "Zahl und Liste zählen verschieden",
                "the number and the list count differently",
            ),
        }.get(i.cause, ("ohne Erklärung", "unexplained"))
        return f"{head}: {_say(self.language, cause)}."

    def unclear(self, text: str, candidates: Sequence[str]) -> str:
        text = one_line(text)
        if candidates:
            who = self.say(" oder ", " or ").join(candidates)
            return self.say(
                f"„{text}“ ist mehrdeutig: {who}.", f"“{text}” may be {who}."
            )
        return self.say(f"„{text}“ ist uns unbekannt.", f"“{text}” is unknown to us.")

    def overlaps(self, s: SourceReport) -> Iterator[str]:
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
                names = self.names(entity for entity, _ in found)
                labels = {label for _, several in found for label in several}
                kinds = self.kinds(sorted(labels))
                lists = (f"in anderen Listen ({kinds})", f"In other lists ({kinds})")
                if len(labels) == 1:
                    lists = (
                        f"in einer anderen Liste ({kinds})",
                        f"In another list ({kinds})",
                    )
                yield self.say(
                    f"Dieselbe Quelle nennt {lists[0]} auch {names}. {de}",
                    f"{lists[1]}, the same source also names {names}. {en}",
                )

    def kinds(self, labels: Iterable[str]) -> str:
        """
        What the other lists are lists of.
        """
        relations = dict.fromkeys(label.partition("-")[0] for label in labels)
        said = [_say(self.language, _LISTS.get(r, (r, r))) for r in relations]
        return listed(said, self.language)

    # Two sources ------------------------------------------------------------------------

    def comparison(self, c: Comparison) -> list[str]:
        lines = [
            f"{c.bridge}:",
            f"- {c.bridge.start}: {self.who(self.reports[c.a])}",
            f"- {c.bridge.end}: {self.who(self.reports[c.b])}",
        ]
        known = {d.entity for d in c.differences}
        said = [*self.differences(c)]
        said += [
            self.item(i.item, i.cause, abs(i.delta), c.a if i.delta < 0 else c.b)
            for i in c.bridge.items
            if i.item not in known or i.cause == "identity"
        ]
        nothing = self.say("Kein Unterschied.", "No difference.")
        return [*lines, *(f"- {line}" for line in said or [nothing])]

    def differences(self, c: Comparison) -> Iterator[str]:
        """
        A sentence for each difference; those by time that one side has are one.

        Of a list without a date that was true at no time, only what it lacks is said:
        why, nobody can know.
        """
        told: set[str] = set()
        for side in (c.a, c.b):
            lacking = [
                d for d in c.differences if d.other == side and self.timeless(side, c)
            ]
            lacking = [d for d in lacking if d.cause in ("temporal", "omission")]
            if lacking:
                yield self.lacking(side, lacking)
            told |= {d.entity for d in lacking}
        timely = [d for d in c.differences if d.cause == "temporal"]
        for side in (c.a, c.b):
            found = [d for d in timely if d.side == side and d.entity not in told]
            if found:
                yield self.temporal(found, c)
        for d in c.differences:
            if d not in timely and d.entity not in told:
                yield self.difference(d, c)

    def timeless(self, side: str, c: Comparison) -> bool:
        """
        Whether a side is a list without a date that was true at no time.
        """
        report, reading = (
            self.reports[side],
            c.reading_a if side == c.a else c.reading_b,
        )
        return report.when is None and report.mentions is not None and not reading.exact

    def lacking(self, side: str, found: Sequence[Difference]) -> str:
        names, many = self.names(d.entity for d in found), len(found)
        return self.say(
            f"In [{side}] {'fehlen' if many > 1 else 'fehlt'}: {names} ({many}).",
            f"[{side}] lacks {names} ({many}).",
        )

    def item(self, item: str, cause: str, many: int, side: str) -> str:
        name = one_line(self.labels.get(item, item))
        words = {
            "identity": (
                f"In [{side}] stehen {self.printed(side, item)}: dieselbe Stadt.",
                f"[{side}] lists {self.printed(side, item)}: the same city.",
            ),
            "identity-unknown": (
                f"„{name}“ ist uns unbekannt.",
                f"“{name}” is unknown to us.",
            ),
            "identity-ambiguous": (
                f"„{name}“ ist mehrdeutig.",
                f"“{name}” is ambiguous.",
            ),
            "omission": (
                f"[{name}] zählt {many} weniger, als dazugehören.",
                f"[{name}] counts {many} fewer than there should be.",
            ),
            "unresolved": (
                f"[{name}]: Die bekannten Daten entscheiden es nicht (Zahl: {many}).",
                f"[{name}]: the known dates do not decide it (number: {many}).",
            ),
            "open-list": (
                f"{name} fehlt in einer Liste, die nicht vollständig sein will.",
                f"{name} is missing from a list that is not meant to be complete.",
            ),
        }.get(
            cause,
            (
                f"[{name}] zählt {many} mehr, als belegt sind.",
                f"[{name}] counts {many} more than are on record.",
            ),
        )
        return _say(self.language, words)

    def printed(self, side: str, entity: str) -> str:
        """
        The names by which a source lists somebody.
        """
        mentions = self.reports[side].mentions or ()
        names = [one_line(m.text) for m in mentions if m.entity == entity]
        return listed(names, self.language)

    def difference(self, d: Difference, c: Comparison) -> str:
        name = self.labels.get(d.entity, d.entity)
        has, lacks = f"[{d.side}]", f"[{d.other}]"
        facet = d.facet.removeprefix("local:")
        de, en = _RELATIONS.get(facet, _ANOTHER)
        state = self.state(facet, c)
        words = {
            "status": (
                f"Die Partnerschaft mit {name} {state}: {has} zählt sie mit, {lacks} nicht.",
                f"The partnership with {name} {state}: {has} counts it, {lacks} does not.",
            ),
            "scope": (
                f"Nur {has} zählt {name} mit; {de}.",
                f"Only {has} counts {name}; {en}.",
            ),
            "unsupported": self.unsupported(name, d),
            "omission": (
                f"{name} fehlt in {lacks}, gehört aber dazu.",
                f"{name} is missing from {lacks}, but should be there.",
            ),
            "contradiction": (
                f"{has} zählt {name} mit; {lacks} sagt ausdrücklich das Gegenteil.",
                f"{has} counts {name}; {lacks} explicitly says the opposite.",
            ),
            "compound": (
                f"{name}: Zeitpunkt und Zählweise zusammen erklären es.",
                f"{name}: the date and the way of counting together explain it.",
            ),
        }.get(
            d.cause,
            (
                f"{name}: Die bekannten Daten entscheiden es nicht.",
                f"{name}: the known dates do not decide it.",
            ),
        )
        return _say(self.language, words)

    def unsupported(self, name: str, d: Difference) -> tuple[str, str]:
        if d.entity in self.reports[d.side].never:
            return (
                f"{name} steht nur in [{d.side}]; keine andere Quelle belegt das.",
                f"{name} is listed in [{d.side}] only; no other source backs that.",
            )
        return (
            f"{name} steht nur in [{d.side}], war zu der Zeit aber nicht dabei.",
            f"{name} is listed in [{d.side}] only, but was no partner at that time.",
        )

    def state(self, facet: str, c: Comparison) -> str:
        """
        The status that one side counts and the other does not.
        """
        a, b = (
            dict(r.definition.facets).get("statuses", frozenset())
            for r in (c.reading_a, c.reading_b)
        )
        only = {facet[1:]} & _STATUSES.keys() or a ^ b
        words = _STATUSES.get("".join(only)) if len(only) == 1 else None
        several = ("hat einen besonderen Stand", "has a special status")
        return _say(self.language, words or several)

    def temporal(self, found: Sequence[Difference], c: Comparison) -> str:
        """
        Who counts on one side only because the two are right for different times.
        """
        side, names = found[0].side, self.names(d.entity for d in found)
        exact = c.reading_a.exact and c.reading_b.exact
        de = f"Nur [{side}] zählt {names} mit"
        en = f"Only [{side}] counts {names}"
        if {found[0].side, found[0].other} & {*c.implied}:  # a number names nobody
            make = "machen" if found[1:] else "macht"
            de = f"Nach unseren Daten {make} {names} den Unterschied"
            en = f"By our data, the difference is {names}"
        text = self.say(
            f"{de}: Die Angaben treffen {'' if exact else 'am ehesten '}für "
            "verschiedene Zeiten zu",
            f"{en}: the two are {'' if exact else 'closest to being '}right for "
            "different times",
        )
        turns: dict[str, list[tuple[str, str]]] = {}
        for d in found:
            for event in d.events:
                label, _, day = event.partition("@")
                turn = (self.names([d.entity]), self.day(day))
                turns.setdefault(label, []).append(turn)
        for label, days in turns.items():
            each = [f"{name} ({day})" for name, day in days]
            when = listed(each, self.language) if found[1:] else days[0][1]
            text += f"; {self.events(label)}: {when}"
        return f"{text}."

    def events(self, label: str) -> str:
        words = {
            "founding": ("Beginn der Partnerschaft", "start of the partnership"),
            "first-act": ("erster Akt", "first act"),
            "suspension": ("Aussetzung", "suspension"),
            "announcement": ("Ankündigung", "announcement"),
            "termination": ("Beendigung", "termination"),
        }
        return _say(self.language, words.get(label, (label, label)))

    def day(self, text: str) -> str:
        from ._dates import PartialDate  # noqa: PLC0415  # only for texts of events

        return said_date(PartialDate.parse(text), self.language)

    # The story -----------------------------------------------------------------------------

    def story(self) -> list[str]:
        if not self.r.sources:
            return [self.say("Keine Quelle nennt Zahlen.", "No source gives numbers.")]
        home, right = self.say(self.r.home.de, self.r.home.en), self.right_ones()
        lines = [
            self.say(
                f"Wie viele Partnerstädte hat {home}? Je nach Quelle {self.sizes()}. "
                "Das liegt fast immer am Datum:",
                f"How many partner cities does {home} have? {self.sizes()}, depending "
                "on the source. The reason is nearly always the date:",
            ),
            "",
            *self.numbers(right),
            "",
        ]
        for comparison in self.told(right):
            lines += [*self.comparison(comparison), ""]
        for s in self.odd_ones():
            lines += [*self.source(s), ""]
        lines += self.resting()
        lines += self.forecasts([s for s in self.r.sources if s.announced])
        return lines

    def right_ones(self) -> list[SourceReport]:
        return [
            s
            for s in self.r.sources
            if s.fits and s.closed and not s.counted and not s.announced
        ]

    def odd_ones(self) -> list[SourceReport]:
        return [s for s in self.r.sources if not s.fits and not s.announced]

    def sizes(self) -> str:
        """
        The numbers that the sources give, such as "15 to 20".
        """
        right = self.right_ones()
        shown = self.cited(right) | {s.id for s in right}
        found = sorted({s.size or 0 for s in self.r.sources if s.id in shown})
        found = found or sorted({s.size or 0 for s in self.r.sources})
        if found[2:] and found[-1] - found[0] == len(found) - 1:
            return self.say(f"{found[0]} bis {found[-1]}", f"{found[0]} to {found[-1]}")
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
                ("Quelle kommt darauf", "Quellen kommen darauf"),
                ("source agrees", "sources agree"),
            )
            lines.append(
                self.say(
                    f"- {count}: {when} (neu: {joined}; {agree}).",
                    f"- {count}: {when} (new: {joined}; {agree}).",
                )
            )
        return lines

    def told(self, right: Sequence[SourceReport]) -> list[Comparison]:
        """
        The comparisons of the numbers that people meet, and of those that are off.

        A number of the past that a single source gives is not one of these.
        """
        sizes = [s.size for s in right]
        latest = self.r.history[-1][1] if self.r.history else None
        rare = {s.id for s in right if sizes.count(s.size) == 1 and s.size != latest}
        return [c for c in self.r.comparisons if not {c.a, c.b} & rare]

    def cited(self, right: Sequence[SourceReport]) -> set[str]:
        return {id for c in self.told(right) for id in (c.a, c.b)}

    def resting(self) -> list[str]:
        if not self.r.uncounted or not self.r.history:
            return []
        span, latest, _ = self.r.history[-1]
        without = latest - len(self.r.uncounted)
        it = "it" if len(self.r.uncounted) == 1 else "them"
        lines = []
        for entity, since in self.r.uncounted:
            name, when = self.names([entity]), said_date(since, self.language)
            lines.append(
                self.say(
                    f"Die Partnerschaft mit {name} ruht: ausgesetzt, nicht beendet "
                    f"(Tag der Aussetzung: {when}).",
                    f"The partnership with {name} is resting: suspended, not ended "
                    f"(day of the suspension: {when}).",
                )
            )
        if self.counted_since():
            lines.append(
                self.say(
                    "Auch die Quellen aus der Zeit danach zählen sie mit.",
                    f"The sources from the time after that count {it}, too.",
                )
            )
        when = said_span(span.start, span.end, self.language)
        lines.append(
            self.say(
                f"Ohne sie wären es {without} statt {latest} ({when}).",
                f"Without {it}, it would be {without} instead of {latest} ({when}).",
            )
        )
        return [" ".join(lines), ""]

    def counted_since(self) -> bool:
        """
        Whether there are sources after all suspensions, and all count who rests.
        """
        days = [since.upper for _, since in self.r.uncounted if since and since.upper]
        later = [
            s
            for s in self.right_ones()
            if s.when and s.when.lower and days and s.when.lower >= max(days)
        ]
        return bool(later) and all(
            "resting" in dict(s.readings[0].definition.facets).get("statuses", ())
            for s in later
        )

    def forecasts(self, early: Sequence[SourceReport]) -> list[str]:
        if not early:
            return []
        said = listed([f"[{s.id}] ({s.stated})" for s in early], self.language)
        return [
            self.say(
                f"Vor der Unterzeichnung vorhergesagt: {said}.",
                f"Foretold before the signing: {said}.",
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
    teller = Teller(r, language)
    notes = teller.footnotes(teller.shown())
    lines = [*teller.body(), "", *notes, "", teller.version()]
    text = "\n".join(lines)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text
