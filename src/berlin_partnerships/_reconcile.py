"""
Reading a source, and saying why two differ.

A list or a number is read against a timeline: under which definition and at
which time is it right, with the fewest assumptions? All readings that tie are
given. Two sources are then compared entry by entry: each difference has a cause,
and the causes add up, as in an accountant's reconciliation, from the one number
to the other with nothing left over.

General: what the entities and facets are is the caller's.

Floor 3: imports the timeline and the policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

import attrs

from ._dates import PartialDate
from ._resolve import DEFAULT, Policy
from ._timeline import FIRST, LAST, Definition, Facet, Span, Timeline, spans


__all__ = [
    "Bridge",
    "BridgeItem",
    "Comparison",
    "Difference",
    "Internal",
    "Listing",
    "Mention",
    "Reading",
    "compare",
    "internal",
    "overlaps",
    "read",
]


@attrs.frozen(kw_only=True)
class Mention:
    """
    A name in a list, and who is meant.

    Attributes:
        text: The name as printed.

        entity: Who; None if nobody or several are known by it.

        candidates: Who it may be, if several.
    """

    text: str
    entity: str | None
    candidates: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Listing:
    """
    What a source says of the members: names, or a number, or both.

    Attributes:
        id: The source.

        mentions: The names; None if it states only a number.

        closed: Whether the names claim to be all.

        count: The number it states, or None.

        excluded: Entities that it says do not belong.

        when: The day it speaks of, as far as known; None if undated.

        lag: Days by which it may be late.

        witness: What it shares with its copies.
    """

    id: str
    mentions: tuple[Mention, ...] | None = None
    closed: bool = True
    count: int | None = None
    excluded: frozenset[str] = frozenset()
    when: PartialDate | None = None
    lag: int = 0
    witness: str = ""

    @property
    def entities(self) -> frozenset[str]:
        """
        Who is listed.
        """
        return frozenset(m.entity for m in self.mentions or () if m.entity is not None)

    @property
    def unknown(self) -> tuple[Mention, ...]:
        """
        Names of which it is not clear who is meant.
        """
        return tuple(m for m in self.mentions or () if m.entity is None)

    @property
    def size(self) -> int:
        """
        How many names it prints; the number it states if it prints none.
        """
        return (self.count or 0) if self.mentions is None else len(self.mentions)


@attrs.frozen(kw_only=True)
class Reading:
    """
    A definition and a time under which a source is right, but for what is left.

    Attributes:
        definition: What it counts.

        window: When it is so, if the uncertain dates fall as needed.

        certain: The part of the window that needs no such assumption, or None.

        omitted: Who belongs and is not listed.

        unsupported: Who is listed and does not belong.

        contradicted: Who belongs and is said not to.

        off_by: For a number: how far it is off.

        timing: ``in-window``, ``stale`` (true before the source's own day), or
            ``anticipated`` (only later).

        cost: By the policy; smaller is better.
    """

    definition: Definition
    window: Span
    certain: Span | None = None
    omitted: tuple[str, ...] = ()
    unsupported: tuple[str, ...] = ()
    contradicted: tuple[str, ...] = ()
    off_by: int = 0
    timing: str = "in-window"
    cost: int = 0

    @property
    def exact(self) -> bool:
        """
        Whether nothing is left over.
        """
        return not (self.omitted or self.unsupported or self.contradicted or self.off_by)


# Reading one source -----------------------------------------------------------------

Residue = tuple[frozenset[str], frozenset[str], frozenset[str], int]


class _Sweep:
    """
    One source under one definition: cost and residue from change to change.
    """

    def __init__(
        self, listing: Listing, timeline: Timeline, definition: Definition, policy: Policy
    ) -> None:
        self.listing = listing
        self.view = timeline.view(definition)
        self.policy = policy
        self.bounds = _bounds(listing)
        self.cells = list(self._cells())

    def _cells(self) -> Iterator[tuple[int, int, int, int, str]]:
        """
        ``(start, end, cost, assumed, timing)`` between changes and date bounds.
        """
        view, policy = self.view, self.policy
        errors, assumed = self._counts()
        low, high = self.bounds or (FIRST, LAST)
        for i in range(len(view.points)):
            start, end = view.pair(i)
            cuts = sorted({start, end, *(d for d in (low, high) if start < d < end)})
            for a, b in zip(cuts, cuts[1:], strict=False):
                timing = "stale" if b <= low else "anticipated" if a >= high else "in-window"
                late = {"stale": policy.stale, "anticipated": policy.anticipated}
                cost = policy.error * errors[i] + policy.assumed * assumed[i]
                yield a, b, cost + late.get(timing, 0), assumed[i], timing

    def _counts(self) -> tuple[list[int], list[int]]:
        """
        Errors and assumptions from each point to the next.
        """
        view, listing = self.view, self.listing
        pairs = list(zip(view.certain, view.possible, strict=True))
        if listing.mentions is None:
            n = listing.count or 0
            return (
                [max(low - n, n - high, 0) for low, high in pairs],
                [high - low for low, high in pairs],
            )
        sure, maybe = view.listed(listing.entities)
        barred, _ = view.listed(listing.excluded - listing.entities)
        size = len(listing.entities)
        if listing.closed:
            errors = [size - maybe[i] + low - sure[i] for i, (low, _) in enumerate(pairs)]
            return errors, [high - low for low, high in pairs]
        return (
            [size - maybe[i] + barred[i] for i in range(len(pairs))],
            [maybe[i] - sure[i] for i in range(len(pairs))],
        )

    def residue(self, day: int) -> Residue:
        """
        What is left over on a day: omitted, unsupported, contradicted, off by.
        """
        listing = self.listing
        certain, possible = self.view.members(day)
        if listing.mentions is None:
            n = listing.count or 0
            off = max(len(certain) - n, n - len(possible), 0)
            return frozenset(), frozenset(), frozenset(), off
        missing = certain - listing.entities
        contradicted = missing & listing.excluded
        omitted = missing - contradicted if listing.closed else frozenset[str]()
        return omitted, listing.entities - possible, contradicted, 0

    def readings(self, definition: Definition, base: int, least: int) -> Iterator[Reading]:
        """
        The runs of cells with one residue that contain one of the least cost.
        """
        runs: list[tuple[Residue, str, list[tuple[int, int, int, int, str]]]] = []
        for cell in self.cells:
            residue = self.residue(cell[0])
            if runs and runs[-1][0] == residue and runs[-1][1] == cell[4]:
                runs[-1][2].append(cell)
            else:
                runs.append((residue, cell[4], [cell]))
        for (omitted, unsupported, contradicted, off_by), timing, cells in runs:
            if min(cell[2] for cell in cells) + base != least:
                continue
            free = spans((a, b) for a, b, _, assumed, _ in cells if not assumed)
            yield Reading(
                definition=definition,
                window=spans((a, b) for a, b, *_ in cells)[0],
                certain=free[0] if free else None,
                omitted=tuple(sorted(omitted)),
                unsupported=tuple(sorted(unsupported)),
                contradicted=tuple(sorted(contradicted)),
                off_by=off_by,
                timing=timing,
                cost=least,
            )


def _bounds(listing: Listing) -> tuple[int, int] | None:
    """
    The days a source may speak of, as numbers ``[first, last)``; None if undated.
    """
    if listing.when is None:
        return None
    first, last = listing.when.lower, listing.when.upper
    return (
        max(first.toordinal() - listing.lag, FIRST) if first else FIRST,
        last.toordinal() + 1 if last else LAST,
    )


def read(
    listing: Listing,
    timeline: Timeline,
    definitions: Sequence[Definition],
    policy: Policy = DEFAULT,
) -> tuple[Reading, ...]:
    """
    All readings of least cost; the first definition is the one to depart from.

    The cost of a reading is, by the policy: an error for each name too much or
    missing, and for each of which nobody knows who is meant; a facet for each
    value counted differently from the first definition; more if it holds only
    before or after the source's own day; a little for each uncertain date that
    must fall the needed way.
    """
    base = definitions[0]
    unknown = policy.error * len(listing.unknown)
    sweeps = [
        (d, policy.facet * base.distance(d) + unknown, _Sweep(listing, timeline, d, policy))
        for d in definitions
    ]
    least = min(
        cell[2] + extra for _, extra, sweep in sweeps for cell in sweep.cells
    )
    found = [
        reading
        for definition, extra, sweep in sweeps
        if min(cell[2] for cell in sweep.cells) + extra == least
        for reading in sweep.readings(definition, extra, least)
    ]
    order = {d.id: i for i, d in enumerate(definitions)}
    return tuple(
        sorted(found, key=lambda r: (order[r.definition.id], str(r.window.start or "")))
    )


# Inside one source --------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Internal:
    """
    Why the number that a source states is not the length of its own list.

    Attributes:
        stated: The number.

        mentions: How many names it prints.

        distinct: How many entities these are.

        cause: ``duplicate-names``, ``duplicates-only-in-list``,
            ``extra-entries``, ``missing-entries``,
            ``count-uses-base-definition``, or ``unexplained``.

        duplicates: Entity → the names it has in the list, if several.

        entries: The entries that are too many.
    """

    stated: int
    mentions: int
    distinct: int
    cause: str
    duplicates: tuple[tuple[str, tuple[str, ...]], ...] = ()
    entries: tuple[str, ...] = ()


def _duplicates(listing: Listing) -> tuple[tuple[str, tuple[str, ...]], ...]:
    names: dict[str, list[str]] = {}
    for mention in listing.mentions or ():
        if mention.entity is not None:
            names.setdefault(mention.entity, []).append(mention.text)
    return tuple(sorted((e, tuple(n)) for e, n in names.items() if len(n) > 1))


def internal(
    listing: Listing, reading: Reading | None, base: Timeline | None = None,
    definition: Definition | None = None,
) -> Internal | None:
    """
    What is wrong between a source's number and its own list; None if nothing.

    An open list may be shorter than the number, but not longer.
    """
    if listing.count is None or listing.mentions is None:
        return None
    duplicates = _duplicates(listing)
    printed = len(listing.mentions)
    distinct = printed - sum(len(names) - 1 for _, names in duplicates)
    fits = listing.count >= distinct if not listing.closed else listing.count == distinct
    if fits and not duplicates:
        return None
    cause = _internal_cause(listing, reading, printed, distinct, base, definition)
    return Internal(
        stated=listing.count,
        mentions=printed,
        distinct=distinct,
        cause=cause,
        duplicates=duplicates,
        entries=reading.unsupported if reading and cause == "extra-entries" else (),
    )


def _internal_cause(
    listing: Listing,
    reading: Reading | None,
    printed: int,
    distinct: int,
    timeline: Timeline | None,
    base: Definition | None,
) -> str:
    stated = listing.count
    if stated == distinct:
        return "duplicates-only-in-list"
    if stated == printed:
        return "duplicate-names"
    if reading and timeline and base and reading.definition != base:
        day = reading.window.start
        members, _ = timeline.members(base, day) if day else (frozenset(), None)
        if len(members) == stated:
            return "count-uses-base-definition"
    if reading and reading.unsupported and stated == distinct - len(reading.unsupported):
        return "extra-entries"
    if reading and reading.omitted and stated == distinct + len(reading.omitted):
        return "missing-entries"
    return "unexplained"


def overlaps(
    lists: Iterable[tuple[str, Listing]],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """
    Entities that stand in several lists of one source, with the lists' relations.

    To be a partner and to exchange experts is no contradiction.
    """
    found: dict[str, set[str]] = {}
    for relation, listing in lists:
        for entity in listing.entities:
            found.setdefault(entity, set()).add(relation)
    return tuple(sorted((e, tuple(sorted(r))) for e, r in found.items() if len(r) > 1))


# Comparing two ------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Difference:
    """
    An entry that only one of two sources has, and why.

    Attributes:
        entity: Who.

        side: Id of the source that has it.

        other: Id of the source that has not.

        cause: ``temporal``, ``status``, ``scope``, ``compound``,
            ``contradiction``, ``omission``, ``unsupported``, or ``unresolved``.

        facet: The facet or value that explains it, such as ``"-resting"``.

        also: Causes that explain it as well.

        events: What happened between the two readings, such as
            ``"join@2023-09-14"``.
    """

    entity: str
    side: str
    other: str
    cause: str
    facet: str = ""
    also: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class BridgeItem:
    """
    A step of a bridge.

    Attributes:
        item: An entity, or a name of which nobody knows who is meant.

        cause: Why.

        delta: What it adds, from the first source to the second.
    """

    item: str
    cause: str
    delta: int


@attrs.frozen(kw_only=True)
class Bridge:
    """
    From one number to the other, item by item.

    Attributes:
        start: What the first source has.

        items: What lies between.

        end: What the second source has.
    """

    start: int
    items: tuple[BridgeItem, ...]
    end: int

    @property
    def residual(self) -> int:
        """
        What the items do not explain; always 0.
        """
        return self.end - self.start - sum(item.delta for item in self.items)

    def __str__(self) -> str:
        plus = sum(i.delta for i in self.items if i.delta > 0)
        minus = -sum(i.delta for i in self.items if i.delta < 0)
        steps = (f" + {plus}" if plus or not minus else "") + (f" − {minus}" if minus else "")
        return f"{self.start}{steps} = {self.end}"


@attrs.frozen(kw_only=True)
class Comparison:
    """
    Two sources side by side.

    Attributes:
        a, b: Ids of the sources.

        reading_a, reading_b: The readings that are closest to each other; None
            if a source says nothing that could be read.

        implied: Sources that print no list; for these the members of their
            reading are compared.

        differences: Entries that only one of them has.

        bridge: From the one number to the other.

        aliases: Pairs of names by which both mean the same.
    """

    a: str
    b: str
    reading_a: Reading
    reading_b: Reading
    implied: tuple[str, ...]
    differences: tuple[Difference, ...]
    bridge: Bridge
    aliases: tuple[tuple[str, str], ...]

    @property
    def mirrored(self) -> Comparison:
        """
        The same with the sources' places changed.
        """
        items = tuple(attrs.evolve(i, delta=-i.delta) for i in self.bridge.items)
        return attrs.evolve(
            self,
            a=self.b,
            b=self.a,
            reading_a=self.reading_b,
            reading_b=self.reading_a,
            bridge=Bridge(start=self.bridge.end, items=items, end=self.bridge.start),
            aliases=tuple((y, x) for x, y in self.aliases),
        )


def _gap(a: Span, b: Span) -> int:
    """
    Days between two spans; 0 if they share a day.
    """
    first, last = sorted((a, b), key=lambda s: s.start.toordinal() if s.start else FIRST)
    end = last.start.toordinal() if last.start else FIRST
    return max(end - ((first.end.toordinal() if first.end else LAST) - 1), 0)


def _days(a: Span, b: Span) -> tuple[int, int]:
    """
    The day of each span on which the two come closest; the same if they meet.
    """
    starts = [s.start.toordinal() if s.start else FIRST for s in (a, b)]
    lasts = [(s.end.toordinal() if s.end else LAST) - 1 for s in (a, b)]
    if max(starts) <= min(lasts):
        return max(starts), max(starts)
    return (lasts[0], starts[1]) if lasts[0] < starts[1] else (starts[0], lasts[1])


class _Pair:
    """
    Two sources, their closest readings, and the rooms to look things up in.
    """

    def __init__(
        self,
        a: Listing,
        b: Listing,
        timeline: Timeline,
        definitions: Sequence[Definition],
        vocabulary: Sequence[Facet],
        policy: Policy,
    ) -> None:
        self.timeline = timeline
        self.definitions = definitions
        self.causes = {facet.name: facet.cause for facet in vocabulary}
        pairs = [
            (x, y)
            for x in read(a, timeline, definitions, policy)
            for y in read(b, timeline, definitions, policy)
        ]
        self.readings = min(
            pairs,
            key=lambda p: (
                p[0].definition.distance(p[1].definition),
                _gap(_settled(p[0]), _settled(p[1])),
            ),
        )
        self.days = _days(*map(_settled, self.readings))
        self.sides = (a, b)
        self.entities = tuple(
            listing.entities if listing.mentions is not None else self._implied(i)
            for i, listing in enumerate(self.sides)
        )

    def _implied(self, side: int) -> frozenset[str]:
        members, _ = self.timeline.members(
            self.readings[side].definition, _date(self.days[side])
        )
        return members

    def member(self, side: int, entity: str) -> tuple[bool, bool]:
        """
        Whether *entity* belongs under a side's reading: certainly, possibly.
        """
        view = self.timeline.view(self.readings[side].definition)
        return view.belongs(entity, self.days[side])

    def difference(self, entity: str, side: int) -> Difference:
        """
        Why only *side* has *entity*.
        """
        cause, facet, also = self._cause(entity, side, 1 - side)
        events = self._events(entity) if cause == "temporal" else ()
        return Difference(
            entity=entity,
            side=self.sides[side].id,
            other=self.sides[1 - side].id,
            cause=cause,
            facet=facet,
            also=also,
            events=events,
        )

    def _cause(
        self, entity: str, has: int, lacks: int
    ) -> tuple[str, str, tuple[str, ...]]:
        if entity in self.sides[lacks].excluded:
            return "contradiction", "", ()
        if entity in self.readings[has].unsupported:
            return self._local(entity, has, wanted=True) or ("unsupported", "", ())
        if entity in self.readings[lacks].omitted:
            return self._local(entity, lacks, wanted=False) or ("omission", "", ())
        certain, _ = self.member(has, entity)
        _, possible = self.member(lacks, entity)
        if not certain or possible:
            return "unresolved", "", ()
        return self._flipped(entity, has, lacks)

    def _local(
        self, entity: str, side: int, *, wanted: bool
    ) -> tuple[str, str, tuple[str, ...]] | None:
        """
        A definition, one value off, that would explain this entry alone.

        Somebody else on the list whom that definition would leave out refutes
        it as a reason for an omission.
        """
        base, day = self.readings[side].definition, self.days[side]
        for other in self.definitions:
            facets = base.differs(other)
            if base.distance(other) != 1 or not facets:
                continue
            view = self.timeline.view(other)
            belongs = view.belongs(entity, day)
            if belongs[1] is not wanted and belongs[0] is not wanted:
                continue
            peers = self.entities[side] - {entity}
            was = self.timeline.view(base)
            if not wanted and any(
                was.belongs(p, day)[0] and not view.belongs(p, day)[1] for p in peers
            ):
                continue
            return self.causes[facets[0]], f"local:{other.id}", ()
        return None

    def _flipped(
        self, entity: str, has: int, lacks: int
    ) -> tuple[str, str, tuple[str, ...]]:
        """
        The smallest set of facets (the date being one) that makes the difference.
        """
        mine, theirs = (self.readings[side].definition for side in (has, lacks))
        factors = [*mine.differs(theirs)]
        if self.days[has] != self.days[lacks]:
            factors.insert(0, "date")
        for size in range(1, len(factors) + 1):
            fitting = [
                chosen
                for chosen in combinations(factors, size)
                if not self._belongs_after(entity, has, lacks, chosen)
            ]
            if fitting:
                names = [self._named(chosen) for chosen in fitting]
                return names[0], "+".join(fitting[0]), tuple(names[1:])
        return "unresolved", "", ()

    def _belongs_after(
        self, entity: str, has: int, lacks: int, chosen: tuple[str, ...]
    ) -> bool:
        mine, theirs = (self.readings[side].definition for side in (has, lacks))
        definition = mine.replaced(theirs, chosen)
        day = self.days[lacks if "date" in chosen else has]
        return self.timeline.view(definition).belongs(entity, day)[1]

    def _named(self, chosen: tuple[str, ...]) -> str:
        if len(chosen) > 1:
            return "compound"
        return "temporal" if chosen[0] == "date" else self.causes[chosen[0]]

    def _events(self, entity: str) -> tuple[str, ...]:
        first, last = sorted(self.days)
        counted = [reading.definition for reading in self.readings]
        return tuple(
            f"{spell.label}@{spell.start}"
            for spell in self.timeline.spells
            if spell.entity == entity
            and any(definition.accepts(spell) for definition in counted)
            and spell.start is not None
            and spell.start.sort_key[1].toordinal() > first
            and spell.start.sort_key[0].toordinal() <= last
        )


def _settled(reading: Reading) -> Span:
    """
    The part of a reading's window that needs no assumption, if there is one.
    """
    return reading.certain or reading.window


def _date(day: int) -> date:
    return date.fromordinal(min(max(day, 1), LAST - 1))


def compare(
    a: Listing,
    b: Listing,
    timeline: Timeline,
    definitions: Sequence[Definition],
    vocabulary: Sequence[Facet],
    policy: Policy = DEFAULT,
) -> Comparison:
    """
    Why two sources differ.

    Worked in the order of the ids and turned round if need be, so that
    comparing B with A mirrors comparing A with B.
    """
    if b.id < a.id:
        return compare(b, a, timeline, definitions, vocabulary, policy).mirrored
    pair = _Pair(a, b, timeline, definitions, vocabulary, policy)
    differences = tuple(
        pair.difference(entity, side)
        for side in (0, 1)
        for entity in sorted(pair.entities[side] - pair.entities[1 - side])
        if pair.sides[1 - side].closed or entity in pair.sides[1 - side].excluded
    )
    return Comparison(
        a=a.id,
        b=b.id,
        reading_a=pair.readings[0],
        reading_b=pair.readings[1],
        implied=tuple(s.id for s in pair.sides if s.mentions is None),
        differences=differences,
        bridge=_bridge(pair, differences),
        aliases=_aliases(a, b),
    )


def _bridge(pair: _Pair, differences: Sequence[Difference]) -> Bridge:
    causes = {d.entity: d.cause for d in differences}
    items: list[BridgeItem] = []
    for side, delta in ((0, -1), (1, 1)):
        listing = pair.sides[side]
        for entity in sorted(pair.entities[side] - pair.entities[1 - side]):
            cause = causes.get(entity, "open-list")
            items.append(BridgeItem(item=entity, cause=cause, delta=delta))
        for entity, names in _duplicates(listing):
            more = delta * (len(names) - 1)
            items.append(BridgeItem(item=entity, cause="identity", delta=more))
        for mention in listing.unknown:
            cause = "identity-ambiguous" if mention.candidates else "identity-unknown"
            items.append(BridgeItem(item=mention.text, cause=cause, delta=delta))
        if listing.mentions is None:
            rest = listing.size - len(pair.entities[side])
            if rest:
                items.append(
                    BridgeItem(item=listing.id, cause="unsupported", delta=delta * rest)
                )
    return Bridge(start=pair.sides[0].size, items=tuple(items), end=pair.sides[1].size)


def _aliases(a: Listing, b: Listing) -> tuple[tuple[str, str], ...]:
    theirs = {m.entity: m.text for m in b.mentions or () if m.entity is not None}
    return tuple(
        (m.text, theirs[m.entity])
        for m in sorted(a.mentions or (), key=lambda m: (m.entity or "", m.text))
        if m.entity in theirs and theirs[m.entity] != m.text
    )
