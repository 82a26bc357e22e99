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
from ._otherwise import as_part, backers, elsewise
from ._policy import DEFAULT, Policy
from ._reading import Listing, Reading, read
from ._reconcile import compare, internal, overlaps
from ._reconciliation import Dating, Label, Reconciliation, SourceReport
from ._sources import CLASSES, Source, Statement
from ._timeline import Span, Timeline
from .exceptions import UnknownNameError


if TYPE_CHECKING:
    from ._dataset import Dataset

__all__ = ["date_of", "reconcile"]

MOST_NAMES = 100_000


# What a source says -------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class _Said:
    """
    A source with its listing, and what was said apart from it.
    """

    source: Source
    listing: Listing
    held: bool
    basis: str = ""
    announced: bool = False
    others: tuple[tuple[str, Listing], ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """
        By what the source can be asked for.
        """
        return self.source.id, *self.source.aliases


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
        held=True,
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
        held=False,
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
    if isinstance(what, str) and what not in dataset.sources:
        what = _path(what) or what
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
    if isinstance(what, Iterable) and not isinstance(what, bytes):
        names = Source(id=f"list-{position}", names=tuple(what))
        return [_given(dataset, names)]
    msg = (
        "a source must be an id, a Source, a list of names, or a path, "
        f"not {type(what).__name__}"
    )
    raise TypeError(msg)


def _path(text: str) -> Path | None:
    """
    The path that *text* is, if it is or looks like one; else it is an id.

    Raises:
        ValueError: If it is empty.

        UnknownNameError: If it looks like a path, and nothing is there.
    """
    if not text.strip():
        msg = "a source must be an id, or the path of a file or folder, not empty"
        raise ValueError(msg)
    path = Path(text)
    if path.exists():
        return path
    from ._inputs import SUFFIXES  # noqa: PLC0415  # brings cattrs

    if "/" in text or path.suffix.lower() in SUFFIXES:
        raise UnknownNameError(text, "source", (), "There is no such file or folder")
    return None


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
    rules = DEFAULT if policy is None else policy
    if not isinstance(rules, Policy):
        msg = f"policy must be a Policy, not {type(rules).__name__}"
        raise TypeError(msg)
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
    The sources with ids that tell them apart: one's own get numbers where needed.

    The sources of the data set keep their ids and aliases, as readers know them.
    """
    taken = {id for one in said if one.held for id in one.ids}
    again: Counter[str] = Counter()
    found = []
    for one in said:
        apart = one if one.held else _called(one, taken, again)
        taken |= {*apart.ids}
        found.append(apart)
    return found


def _called(said: _Said, taken: set[str], again: Counter[str]) -> _Said:
    """
    A source with an id, and aliases, that no other has: `yours`, `yours-2`, `yours-3`.
    """
    wanted = id = said.source.id
    while id in taken:
        again[wanted] += 1
        id = f"{wanted}-{again[wanted] + 1}"
    aliases = tuple(alias for alias in said.source.aliases if alias not in taken)
    return attrs.evolve(
        said,
        source=attrs.evolve(said.source, id=id, aliases=aliases),
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
        backed=backers(dataset, definitions[0], listing.entities, said.ids),
        otherwise=elsewise(timeline, listing, readings[0], definitions[1:], policy),
        partial=as_part(timeline, listing, readings[0], definitions[0], policy),
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
    if listing.unknown and not listing.entities:
        return (), ()
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
    known = tuple(dict.fromkeys(m.entity for m in mentions if m.entity is not None))
    possible, certain = (), ()
    if known or not mentions:
        possible, certain = timeline.date_list(chosen, set(known), closed=closed)
    return Dating(
        definition=chosen.id,
        possible=possible,
        certain=certain,
        unknown=tuple(m.text for m in mentions if m.entity is None),
        known=known,
    )
