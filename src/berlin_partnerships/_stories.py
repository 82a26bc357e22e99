"""
Reconciling what sources say of the partners: lists, numbers, and why they differ.

Takes sources of the data set or a caller's own, reads each against the timeline
of the partnerships, and compares them.

Floor 5: imports the membership and the comparing of lists.
"""

from __future__ import annotations

import weakref

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from ._dates import PartialDate
from ._membership import (
    FACETS,
    Definition,
    definition_of,
    definitions_of,
    mention_of,
    timeline_of,
    widened,
)
from ._reconcile import (
    Comparison,
    Internal,
    Listing,
    Mention,
    Reading,
    compare,
    internal,
    overlaps,
    read,
)
from ._resolve import DEFAULT, Policy
from ._sources import CLASSES, Source, Statement
from ._text import Result
from ._timeline import Span, Timeline


if TYPE_CHECKING:
    from ._dataset import Dataset

__all__ = ["Dating", "Label", "Reconciliation", "SourceReport", "date_of", "reconcile"]

MOST_NAMES = 100_000


@attrs.frozen(kw_only=True)
class Label:
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

        unknown: Names that no city has; the rest of the list was dated.
    """

    definition: str
    possible: tuple[Span, ...]
    certain: tuple[Span, ...]
    unknown: tuple[str, ...] = ()

    def explain(self, language: str = "en") -> str:
        """
        The spans in words.
        """
        from ._sentences import explain_dating  # noqa: PLC0415  # only for people

        return explain_dating(self, language)


@attrs.frozen(kw_only=True)
class ListEntry:
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
class SourceReport:
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
            whatever its own day.

        surely: The part of that for which no uncertain date must fall as needed.

        never: Who is listed and was at no time a member by that way of counting.

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
        """
        best = self.readings[0]
        return (
            best.exact
            and best.timing == "in-window"
            and self.internal is None
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


# What a source says -------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class _Said:
    """
    A source with its listing, and what was said apart from it.
    """

    source: Source
    listing: Listing
    basis: str = ""
    announced: bool = False
    others: tuple[tuple[str, Listing], ...] = ()


def _counts(statements: Iterable[Statement]) -> list[Statement]:
    """
    The number statements, those that the source itself states first.
    """
    counts = [
        s
        for s in statements
        if s.property == "partner-count" and isinstance(s.value, int)
    ]
    return sorted(counts, key=lambda s: (_is_ours(s), s.mode == "announced"))


def _is_ours(statement: Statement) -> bool:
    return statement.basis in ("counted", "inferred", "ours")


def _held(dataset: Dataset, source: Source) -> _Said | None:
    """
    What a source of the data set says; None if it says nothing of the number.
    """
    statements = dataset.statements(source=source.id)
    lists = [s for s in statements if s.property == "partners"]
    partners = next((s for s in lists if s.relation == "partnership"), None)
    counts = _counts(statements)
    count = counts[0] if counts else None
    if partners is None and count is None:
        return None
    if partners is not None and count is not None and _is_ours(count):
        count = None  # the length of the list, which the names say already
    first = partners or count
    when = (first.as_of if first else None) or source.as_of or source.published
    return _Said(
        source=source,
        listing=_listing(
            dataset,
            source,
            names=partners.value if partners else None,
            closed=bool(partners.closed) if partners else True,
            count=count.value if count else None,
            when=when,
        ),
        basis=count.basis if count and _is_ours(count) else "",
        announced=bool(count and count.mode == "announced" and not partners),
        others=tuple(
            (
                f"{s.relation}-{position}",
                _listing(dataset, source, names=s.value, closed=False, when=when),
            )
            for position, s in enumerate(lists)
            if s.relation != "partnership"
        ),
    )


def _listing(
    dataset: Dataset,
    source: Source,
    *,
    names: Sequence[str] | None,
    closed: bool,
    count: int | None = None,
    when: PartialDate | None,
) -> Listing:
    return Listing(
        id=source.id,
        mentions=None
        if names is None
        else tuple(mention_of(dataset, name, source.id) for name in names),
        closed=closed,
        count=count,
        when=when,
        lag=source.lag,
    )


def _given(dataset: Dataset, source: Source) -> _Said:
    """
    What a source made in code says.

    Raises:
        ValueError: If it says neither a number nor names, or an absurd number.
    """
    if source.names is None and source.count is None:
        msg = f"the source {source.id!r} states neither a number nor names"
        raise ValueError(msg)
    if source.count is not None and not 0 <= source.count <= MOST_NAMES:
        msg = f"count must be 0 to {MOST_NAMES}, not {source.count}"
        raise ValueError(msg)
    if source.names is not None and len(source.names) > MOST_NAMES:
        many = len(source.names)
        msg = f"a list may have {MOST_NAMES} names, not {many} as {source.id!r} has"
        raise ValueError(msg)
    return _Said(
        source=source,
        listing=_listing(
            dataset,
            source,
            names=source.names,
            closed=source.closed,
            count=source.count,
            when=source.as_of or source.published,
        ),
    )


def _found(dataset: Dataset, what: Any, position: int) -> list[_Said]:
    """
    What one argument of `reconcile` says; a folder says what each of its files does.
    """
    if isinstance(what, str) and what not in dataset.sources and Path(what).exists():
        what = Path(what)
    if isinstance(what, Path):
        from ._inputs import sources_from  # noqa: PLC0415  # brings cattrs

        return [_given(dataset, source) for source in sources_from(what)]
    if isinstance(what, str):
        source = dataset.sources[what]
        said = _held(dataset, source)
        if said is None:
            msg = f"{source.id} states no number and no list of partners"
            raise ValueError(msg)
        return [said]
    if isinstance(what, Source):
        held = what.id in dataset.sources and what.names is None and what.count is None
        if held:
            return _found(dataset, what.id, position)
        return [_given(dataset, what)]
    if isinstance(what, Iterable):
        names = Source(id=f"list-{position}", names=tuple(what))
        return [_given(dataset, names)]
    msg = (
        "a source must be an id, a Source, a list of names, or a path, "
        f"not {type(what).__name__}"
    )
    raise TypeError(msg)


# The whole ------------------------------------------------------------------------------


def reconcile(
    dataset: Dataset,
    sources: Sequence[Any],
    policy: Policy | None,
    definition: str | Definition,
) -> Reconciliation:
    """
    Read the sources, and compare each with the next.
    """
    rules = policy or DEFAULT
    if sources:
        found = [_found(dataset, what, i) for i, what in enumerate(sources, 1)]
        said = _apart([one for several in found for one in several])
    else:
        held = (_held(dataset, source) for source in dataset.sources.values())
        said = sorted((s for s in held if s), key=_when)
    base = definition_of(definition, "state", ("active", "resting"))
    definitions = definitions_of(base)
    timeline = widened(dataset)
    reports = tuple(_report(dataset, s, definitions, rules) for s in said)
    pairs = pairwise(said) if sources else _chain(dataset, said, reports)
    history, uncounted, labels = _background(dataset, base)
    return Reconciliation(
        story=not sources,
        data=dataset.version,
        policy=f"{rules.id}/{rules.version}",
        home=_home(dataset),
        until=_until(dataset, said),
        sources=reports,
        comparisons=tuple(
            compare(a.listing, b.listing, timeline, definitions, FACETS, rules)
            for a, b in pairs
        ),
        history=history,
        uncounted=uncounted,
        labels=labels,
    )


def _apart(said: list[_Said]) -> list[_Said]:
    """
    Sources made in code that have the same id, told apart by numbers.
    """
    seen: Counter[str] = Counter()
    found = []
    for one in said:
        seen[one.source.id] += 1
        again = seen[one.source.id] > 1 and one.source.kind == "user"
        found.append(_called(one, seen[one.source.id]) if again else one)
    return found


def _called(said: _Said, number: int) -> _Said:
    id = f"{said.source.id}-{number}"
    return attrs.evolve(
        said,
        source=attrs.evolve(said.source, id=id),
        listing=attrs.evolve(said.listing, id=id),
    )


def _when(said: _Said) -> tuple[Any, str]:
    when = said.listing.when
    return (when.sort_key[::-1] if when else (), said.source.id)


def _chain(
    dataset: Dataset, said: Sequence[_Said], reports: Sequence[SourceReport]
) -> list[tuple[_Said, _Said]]:
    """
    Which sources the story compares: one for each number with the next.

    A source that is not right as it stands is compared with the one that stands
    for the number it states.
    """
    right: dict[int, _Said] = {}
    wrong: dict[int, _Said] = {}
    for one, report in zip(said, reports, strict=True):
        if not one.listing.closed or one.announced or one.basis:
            continue
        best = right if report.fits else wrong
        size = one.listing.size
        if size not in best or _weight(dataset, one) >= _weight(dataset, best[size]):
            best[size] = one
    ordered = [right[size] for size in sorted(right)]
    odd = [
        (right[one.listing.count], one)
        for size, one in sorted(wrong.items())
        if size not in right and one.listing.count in right
    ]
    return [*pairwise(ordered), *odd]


def _weight(dataset: Dataset, said: _Said) -> tuple[bool, int]:
    """
    A list says more than a number, and who is close to the deed says it better.
    """
    cls = dataset.source_class(said.source.id)
    return said.listing.mentions is not None, -CLASSES.index(cls)


def _report(
    dataset: Dataset, said: _Said, definitions: Sequence[Definition], policy: Policy
) -> SourceReport:
    timeline, listing = widened(dataset), said.listing
    readings = read(listing, timeline, definitions, policy)
    holds, surely = _holds(timeline, listing, readings[0])
    shared = [("partnership", listing), *said.others]
    return SourceReport(
        id=said.source.id,
        title=said.source.title,
        publisher=said.source.publisher,
        url=said.source.url,
        aliases=said.source.aliases,
        published=said.source.published,
        when=listing.when,
        stated=listing.count,
        basis=said.basis,
        announced=said.announced,
        mentions=listing.mentions,
        closed=listing.closed,
        readings=readings,
        holds=holds,
        surely=surely,
        never=_never(timeline, readings[0]),
        internal=internal(listing, readings[0], timeline, definitions[0]),
        overlaps=tuple(
            (entity, tuple(r for r in relations if r != "partnership"))
            for entity, relations in overlaps(shared)
            if "partnership" in relations
        ),
    )


def _holds(
    timeline: Timeline, listing: Listing, reading: Reading
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """
    When a source is right by a reading: possibly, and certainly.
    """
    definition = reading.definition
    if listing.mentions is None:
        return timeline.date_count(definition, listing.count or 0)
    entities = (listing.entities - set(reading.unsupported)) | set(reading.omitted)
    return timeline.date_list(definition, entities, closed=listing.closed)


def _never(timeline: Timeline, reading: Reading) -> tuple[str, ...]:
    held = {s.entity for s in timeline.spells if reading.definition.accepts(s)}
    return tuple(e for e in reading.unsupported if e not in held)


def _home(dataset: Dataset) -> Label:
    """
    Whose partners they are: the party of the first partnership.
    """
    found = next(iter(dataset.partnerships.values()), None)
    de, en = (found.home(to) if found else "Berlin" for to in ("de", "en"))
    return Label(entity=found.party if found else "berlin", de=de, en=en)


def _until(dataset: Dataset, said: Iterable[_Said]) -> date:
    """
    The last day to speak of: that of the data.

    Data of one's own name none; then it is the end of the last year in which anything
    is known to have changed or been said.
    """
    if dataset.known_until < date.max:
        return dataset.known_until
    days = [one.listing.when.upper for one in said if one.listing.when]
    turns = [interval.start for interval in dataset.timeline()]
    latest = max((day for day in (*days, *turns) if day), default=date.max)
    return date(latest.year, 12, 31)


History = tuple[tuple[Span, int, tuple[str, ...]], ...]
Uncounted = tuple[tuple[str, PartialDate | None], ...]
Background = tuple[History, Uncounted, tuple[Label, ...]]
_backgrounds: weakref.WeakKeyDictionary[Dataset, dict[Definition, Background]] = (
    weakref.WeakKeyDictionary()
)


def _background(dataset: Dataset, definition: Definition) -> Background:
    """
    What is the same whichever sources are asked about; made once.
    """
    known = _backgrounds.setdefault(dataset, {})
    if definition not in known:
        history = _history(dataset, definition)
        known[definition] = history, _uncounted(dataset), _labels(dataset)
    return known[definition]


def _history(dataset: Dataset, definition: Definition) -> History:
    return tuple(
        (Span(i.start, i.end), i.count, i.added)
        for i in dataset.timeline(definition)
        if isinstance(i.count, int)
    )


def _uncounted(dataset: Dataset) -> Uncounted:
    return tuple(
        (p.city_id, p.periods[-1].start)
        for p in dataset.partnerships.where(level="state")
        if p.periods and p.periods[-1].status == "resting"
    )


def _labels(dataset: Dataset) -> tuple[Label, ...]:
    return tuple(
        Label(entity=c.id, de=c.name_de, en=c.name) for c in dataset.cities.values()
    )


def date_of(
    dataset: Dataset,
    what: int | Iterable[str],
    definition: str | Definition,
    level: str,
    statuses: Iterable[str],
    *,
    closed: bool,
) -> Dating:
    """
    When a list or a number was true.
    """
    chosen = definition_of(definition, level, statuses)
    timeline = timeline_of(dataset)
    if isinstance(what, str):
        msg = f"a list of names is needed, not the one text {what!r}"
        raise TypeError(msg)
    if isinstance(what, bool) or not isinstance(what, (int, Iterable)):
        msg = f"a number or a list of names is needed, not {what!r}"
        raise TypeError(msg)
    if isinstance(what, int):
        if what < 0:
            msg = f"a number of partners must not be negative, not {what}"
            raise ValueError(msg)
        possible, certain = timeline.date_count(chosen, what)
        return Dating(definition=chosen.id, possible=possible, certain=certain)
    mentions = [mention_of(dataset, name, None) for name in what]
    entities = {m.entity for m in mentions if m.entity is not None}
    possible, certain = timeline.date_list(chosen, entities, closed=closed)
    return Dating(
        definition=chosen.id,
        possible=possible,
        certain=certain,
        unknown=tuple(m.text for m in mentions if m.entity is None),
    )
