"""
What reconciling gives: reports on sources, why they differ, and proofs of it.

Floor 4: imports the comparing of sources and the prose.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import attrs

from ._dates import PartialDate
from ._pickles import Pickled
from ._reading import Mention, Reading
from ._reconcile import Comparison, Internal
from ._text import Result
from ._timeline import Span


__all__ = ["Dating", "Label", "ListEntry", "Reconciliation", "SourceReport"]


@attrs.frozen(kw_only=True)
class Label(Pickled):
    """
    What an entity is called.
    """

    entity: str
    de: str
    en: str


@attrs.frozen(kw_only=True)
class Dating(Result):
    """
    When a list or a number of partners was true.

    Attributes:
        definition: Id of the definition.

        possible: The spans in which it was, if uncertain dates fall as needed.

        certain: The spans in which it was in any case.

        unknown: Names that no city has, or several; the rest of the list was dated.

        known: Ids of the cities that were dated; none for a number. If all names are
            unknown, nothing was dated, and there are no spans.
    """

    definition: str
    possible: tuple[Span, ...]
    certain: tuple[Span, ...]
    unknown: tuple[str, ...] = ()
    known: tuple[str, ...] = ()

    def explain(self, language: str = "en") -> str:
        """
        The spans in words.
        """
        from ._sentences import explain_dating  # noqa: PLC0415  # only for people

        return explain_dating(self, language)


@attrs.frozen(kw_only=True)
class ListEntry(Pickled):
    """
    An entry of a source's list, or of those that it lacks, and what is found of it.

    Attributes:
        text: The name as printed; empty if the source does not have it.

        entity: Who is meant; None if nobody knows.

        finding: ``member``, ``again`` (meant by an earlier entry already),
            ``unsupported`` (no member then), ``never`` (at no time a member),
            ``identity-unknown``, ``identity-ambiguous``; of those
            that the source lacks: ``omitted`` or ``contradicted``.
    """

    text: str
    entity: str | None
    finding: str


@attrs.frozen(kw_only=True)
class SourceReport(Pickled):
    """
    One source: what it says, and when and how that is right.

    Attributes:
        id, title, publisher, url: The source.

        aliases: Further ids of the source.

        published: The day it appeared, as far as known.

        when: The day it speaks of, as far as known.

        stated: The number it states, or None.

        basis: ``counted``, ``inferred`` or ``ours`` if the number is from us, and is
            not what the source states; else empty.

        announced: Whether it is a forecast.

        mentions: The names it lists, and who is meant; None without a list.

        closed: Whether the list claims to be complete.

        readings: All readings of least cost.

        holds: When it would be right by the first reading's way of counting,
            whatever its own day; never if nobody knows any of its names.

        surely: The part of that for which no uncertain date must fall as needed.

        never: Who is listed and was at no time a member by that way of counting.

        backed: Of those listed who were never partners by the usual way of counting:
            which other sources of the data list them as partners, too.

        otherwise: Other ways of counting, in one respect, by which it is right on its
            own day for certain, if by the readings it is not.

        partial: For a list that claims to be complete and is not right: how it would
            be as one that does not claim so, by the usual way of counting, if all who
            are listed belonged; it omits who else did then.

        internal: Why its number is not the length of its list; None if it is.

        overlaps: Partners that also stand in its lists of other relations.
    """

    id: str
    title: str
    publisher: str
    url: str
    aliases: tuple[str, ...] = ()
    published: PartialDate | None = None
    when: PartialDate | None
    stated: int | None
    basis: str = ""
    announced: bool
    mentions: tuple[Mention, ...] | None
    closed: bool
    readings: tuple[Reading, ...]
    holds: tuple[Span, ...]
    surely: tuple[Span, ...] = ()
    never: tuple[str, ...] = ()
    backed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    otherwise: tuple[Reading, ...] = ()
    partial: Reading | None = None
    internal: Internal | None
    overlaps: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def counted(self) -> bool:
        """
        Whether the number is from us, and is not what the source states.
        """
        return bool(self.basis)

    @property
    def size(self) -> int | None:
        """
        The number people will quote: the names printed, or the number stated.
        """
        return self.stated if self.mentions is None else len(self.mentions)

    @property
    def fits(self) -> bool:
        """
        Whether it is right, in its own time and by the usual way of counting.

        A list that names nobody is not.
        """
        best = self.readings[0]
        return (
            best.exact
            and best.timing == "in-window"
            and self.internal is None
            and self.mentions != ()
            and not any(m.entity is None for m in self.mentions or ())
        )

    @property
    def entries(self) -> tuple[ListEntry, ...]:
        """
        Every printed name once, in order, then who is lacking; by the first reading.
        """
        best, seen, found = self.readings[0], set[str](), []
        for mention in self.mentions or ():
            finding = "member"
            if mention.entity is None:
                unclear = "ambiguous" if mention.candidates else "unknown"
                finding = f"identity-{unclear}"
            elif mention.entity in seen:
                finding = "again"
            elif mention.entity in best.unsupported:
                stranger = mention.entity in self.never
                finding = "never" if stranger else "unsupported"
            seen.add(mention.entity or "")
            found.append((mention.text, mention.entity, finding))
        found += [("", entity, "omitted") for entity in best.omitted]
        found += [("", entity, "contradicted") for entity in best.contradicted]
        return tuple(ListEntry(text=t, entity=e, finding=f) for t, e, f in found)


@attrs.frozen(kw_only=True)
class Reconciliation(Result):
    """
    Why sources differ.

    Attributes:
        story: Whether the whole story was asked for, not certain sources.

        data: Version of the data.

        policy: Id and version of the policy.

        sources: What each source says.

        comparisons: From each source to the next, why they differ.

        history: The number over time, by the usual way of counting: its start
            and the number, or two bounds.

        uncounted: Who would not be counted if resting partnerships were not.

        labels: What the entities are called.

        home: Whose partners they are.

        until: The last day for which the number is known.
    """

    story: bool
    data: str
    policy: str
    home: Label
    until: date
    sources: tuple[SourceReport, ...]
    comparisons: tuple[Comparison, ...]
    history: tuple[tuple[Span, int, tuple[str, ...]], ...]
    uncounted: tuple[tuple[str, PartialDate | None], ...]
    labels: tuple[Label, ...]

    @property
    def differs(self) -> bool:
        """
        Whether any source differs from another, or from itself.
        """
        return any(c.differences or c.bridge.items for c in self.comparisons) or any(
            s.internal or any(m.entity is None for m in s.mentions or ())
            for s in self.sources
        )

    def source(self, id: str) -> SourceReport:
        """
        The report on one source.

        Raises:
            KeyError: If it is not among the sources.
        """
        return {name: s for s in self.sources for name in (s.id, *s.aliases)}[id]

    def explain(self, language: str = "en") -> str:
        """
        The whole in words that a newspaper's reader understands.
        """
        from ._prose import explain_reconciliation  # noqa: PLC0415  # only for people

        return explain_reconciliation(self, language)

    def to_markdown(self, language: str = "en") -> str:
        """
        A report in Markdown: the words, then tables to check them with.
        """
        from ._report import markdown  # noqa: PLC0415  # only for people

        return markdown(self, language)

    def to_html(self, language: str = "en") -> str:
        """
        The report as a page of HTML with the number over time as a drawing.

        It needs no network, and can be read in light and dark.
        """
        from ._report import page  # noqa: PLC0415  # only for people

        return page(self, language)

    def _repr_html_(self) -> str:
        from ._report import fragment  # noqa: PLC0415  # only for people

        return fragment(self, "en")

    def check(self) -> None:
        """
        Prove that nothing got lost: every name is accounted for, every bridge ends.

        Raises:
            AssertionError: If not.
        """
        for source in self.sources:
            printed = Counter(
                e.text for e in source.entries if e.finding not in _LACKING
            )
            if printed != Counter(m.text for m in source.mentions or ()):
                msg = f"{source.id}: not each name is in the report once"
                raise AssertionError(msg)
        for comparison in self.comparisons:
            if comparison.bridge.residual:
                msg = (
                    f"{comparison.a} → {comparison.b}: {comparison.bridge} is left over"
                )
                raise AssertionError(msg)
            differing = {d.entity for d in comparison.differences}
            bridged = {i.item for i in comparison.bridge.items}
            if not differing <= bridged:
                msg = f"not in the bridge: {', '.join(sorted(differing - bridged))}"
                raise AssertionError(msg)


_LACKING = ("omitted", "contradicted")
