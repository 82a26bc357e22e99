"""
A reconciliation as a report: the words, a drawing, and tables to check them with.

Floor 1: imports the prose of reconciliations, the drawing and the markup; the
answers' classes only as types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._drawing import Dot, steps
from ._language import in_language
from ._markup import Drawing, Heading, Part, Prose, Table, as_html, as_markdown
from ._prose import Teller, body, version
from ._sentences import said_spans
from ._text import said_date


if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._reconciliation import ListEntry, Reconciliation, SourceReport

__all__ = ["CAUSES", "fragment", "markdown", "page"]

_HEADS = {
    "sources": (
        "Quelle|Datum|Namen|Zahl|wann richtig|stimmt",
        "source|date|names|number|correct when|fits",
    ),
    "entries": ("Quelle|wie gedruckt|Stadt|Befund", "source|as printed|city|finding"),
    "bridge": ("von|nach|Eintrag|Ursache|±", "from|to|entry|cause|±"),
}
_FINDINGS = {
    "again": ("noch einmal", "listed again"),
    "unsupported": ("damals nicht dabei", "no partner at that time"),
    "never": ("nie dabei", "never a partner"),
    "identity-unknown": ("unbekannt", "unknown"),
    "identity-ambiguous": ("mehrdeutig", "ambiguous"),
    "omitted": ("fehlt", "missing"),
    "contradicted": ("ausdrücklich verneint", "explicitly denied"),
}
CAUSES = {
    "temporal": ("Zeit", "time"),
    "status": ("Status", "status"),
    "scope": ("Art der Beziehung", "kind of relationship"),
    "compound": ("mehreres zusammen", "several together"),
    "identity": ("doppelter Name", "listed twice"),
    "identity-unknown": ("unbekannter Name", "unknown name"),
    "identity-ambiguous": ("mehrdeutiger Name", "ambiguous name"),
    "contradiction": ("Widerspruch", "contradiction"),
    "omission": ("fehlt", "missing"),
    "unsupported": ("gehört nicht dazu", "does not belong"),
    "unresolved": ("nicht zu entscheiden", "not decided"),
    "open-list": ("unvollständige Liste", "incomplete list"),
}


def markdown(r: Reconciliation, language: str) -> str:
    """
    The report as Markdown.
    """
    return as_markdown(_Report(r, language).parts(), _links(r))


def page(r: Reconciliation, language: str) -> str:
    """
    The report as a page of HTML that needs nothing else.
    """
    report = _Report(r, language)
    title = report.title()
    return as_html(report.parts(), _links(r), title=title, language=language)


def fragment(r: Reconciliation, language: str) -> str:
    """
    The report as HTML to stand in another page, such as a notebook.
    """
    return as_html(_Report(r, language).parts(), _links(r))


def _links(r: Reconciliation) -> dict[str, str]:
    return {s.id: s.url for s in r.sources if s.url}


class _Report:
    """
    The parts of a report in one language.
    """

    def __init__(self, r: Reconciliation, language: str) -> None:
        self.r = r
        self.language = language
        self.teller = Teller(r, language)

    def say(self, de: str, en: str) -> str:
        return in_language(self.language, de, en)

    def heads(self, table: str) -> tuple[str, ...]:
        return tuple(self.say(*_HEADS[table]).split("|"))

    def title(self) -> str:
        return self.say("Warum Quellen sich unterscheiden", "Why sources differ")

    def parts(self) -> Iterator[Part]:
        yield Heading(self.title())
        yield Drawing(self.drawing(), self.caption())
        yield Prose("\n".join(body(self.teller)))
        if self.r.comparisons:
            yield Heading(self.say("Von Zahl zu Zahl", "From number to number"))
            yield self.bridges()
        yield Heading(self.say("Was die Quellen sagen", "What the sources say"))
        yield self.sources()
        entries = self.entries()
        if entries.rows:
            head = self.say("Was nicht aufgeht", "What does not fit")
            yield Heading(head)
            yield entries
        yield Prose(self.cited())
        yield Prose(version(self.teller))

    # The drawing

    def drawing(self) -> str:
        line = [(span, count) for span, count, _ in self.r.history]
        dots = [self.dot(s) for s in self.r.sources if s.when is not None]
        return steps(line, dots, self.r.until, self.language)

    def dot(self, s: SourceReport) -> Dot:
        when = said_date(s.when, self.language)
        label = f"{s.publisher or s.title or s.id}, {when}: {s.size}"
        lower, upper = (s.when.lower, s.when.upper) if s.when else (None, None)
        return Dot(label, lower, upper, s.size or 0, s.fits, s.closed)

    def caption(self) -> str:
        undated = sum(s.when is None for s in self.r.sources)
        text = self.say(
            "Linie: Zahl der Partnerschaften, wie üblich gezählt. Zeichen: Angaben der "
            "Quellen, über der Zeit, von der sie sprechen; Punkt: stimmt, Ring: stimmt "
            "und ist unvollständig, Quadrat: weicht ab.",
            "Line: number of partnerships, counted as usual. Marks: what the sources "
            "say, over the time they speak of; disc: fits, ring: fits and is incomplete, "
            "square: differs.",
        )
        if undated:
            text += self.say(
                f" Ohne Datum und nicht gezeichnet: {undated}.",
                f" Undated and not drawn: {undated}.",
            )
        return text

    # The tables

    def bridges(self) -> Table:
        rows = []
        for c in self.r.comparisons:
            pair = (f"[{c.a}]", f"[{c.b}]")
            rows += [
                (
                    *pair,
                    self.teller.labels.get(i.item, i.item),
                    self.say(*CAUSES.get(i.cause, (i.cause, i.cause))),
                    f"{i.delta:+d}".replace("-", "−"),
                )
                for i in c.bridge.items
            ]
            total = self.say("Rechnung", "sum")
            rows.append((*pair, total, "", str(c.bridge)))
        return Table(self.heads("bridge"), tuple(rows))

    def sources(self) -> Table:
        return Table(
            self.heads("sources"),
            tuple(
                (
                    f"[{s.id}]",
                    said_date(s.when, self.language),
                    "" if s.mentions is None else str(len(s.mentions)),
                    "" if s.stated is None else str(s.stated),
                    said_spans(s.holds, self.language)
                    if s.holds
                    else self.say("nie", "never"),
                    self.say("ja", "yes") if s.fits else self.say("nein", "no"),
                )
                for s in self.r.sources
            ),
        )

    def entries(self) -> Table:
        """
        The entries of all lists that are not simply right.
        """
        return Table(
            self.heads("entries"),
            tuple(
                (f"[{s.id}]", entry.text, self.city(entry), self.finding(entry))
                for s in self.r.sources
                for entry in s.entries
                if entry.finding != "member"
            ),
        )

    def city(self, entry: ListEntry) -> str:
        return self.teller.names([entry.entity]) if entry.entity else ""

    def finding(self, entry: ListEntry) -> str:
        return self.say(*_FINDINGS[entry.finding])

    def cited(self) -> str:
        return "\n".join(
            f"- [{s.id}] {s.publisher}: {s.title}"
            for s in self.r.sources
            if s.publisher
        )
