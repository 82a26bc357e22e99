"""
Saying why two sources differ, and why one differs from itself.

Two sources are compared entry by entry, each as it is read: each difference has a
cause, and the causes add up, as in an accountant's reconciliation, from the one
number to the other with nothing left over.

General: what the entities and facets are is the caller's.

Floor 3: imports the reading of sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, product

import attrs

from ._pickles import Pickled
from ._policy import DEFAULT, Policy
from ._reading import Listing, Reading, read
from ._timeline import FIRST, LAST, Definition, Facet, Span, Timeline


__all__ = [
    "Bridge",
    "BridgeItem",
    "Comparison",
    "Difference",
    "Internal",
    "compare",
    "internal",
    "overlaps",
]


# Inside one source --------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Internal(Pickled):
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
    listing: Listing,
    reading: Reading | None,
    timeline: Timeline | None = None,
    base: Definition | None = None,
) -> Internal | None:
    """
    What is wrong between a source's number and its own list; None if nothing.

    An open list may be shorter than the number, but not longer.

    Args:
        listing: What the source says.

        reading: How it is read; None if it was not.

        timeline: Who belonged when, to see what else the number may count.

        base: The definition by which a number is usually meant.
    """
    if listing.count is None or listing.mentions is None:
        return None
    duplicates = _duplicates(listing)
    printed = len(listing.mentions)
    distinct = printed - sum(len(names) - 1 for _, names in duplicates)
    fits = listing.count == distinct if listing.closed else listing.count >= distinct
    if fits and not duplicates:
        return None
    if fits:
        cause = "duplicates-only-in-list"
    elif listing.count == printed:
        cause = "duplicate-names"
    else:
        cause = _internal_cause(listing.count, distinct, reading, timeline, base)
    return Internal(
        stated=listing.count,
        mentions=printed,
        distinct=distinct,
        cause=cause,
        duplicates=duplicates,
        entries=reading.unsupported if reading and cause == "extra-entries" else (),
    )


def _internal_cause(
    stated: int,
    distinct: int,
    reading: Reading | None,
    timeline: Timeline | None,
    base: Definition | None,
) -> str:
    if reading is None:
        return "unexplained"
    if timeline and base and reading.definition != base:
        then, _ = timeline.date_count(base, stated)
        if any(_gap(span, reading.window) == 0 for span in then):
            return "count-uses-base-definition"
    if reading.unsupported and stated == distinct - len(reading.unsupported):
        return "extra-entries"
    if reading.omitted and stated == distinct + len(reading.omitted):
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
class Difference(Pickled):
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
class BridgeItem(Pickled):
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
class Bridge(Pickled):
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
        plus = sum(max(i.delta, 0) for i in self.items)
        minus = sum(max(-i.delta, 0) for i in self.items)
        steps = (f" + {plus}" if plus or not minus else "") + (
            f" − {minus}" if minus else ""
        )
        return f"{self.start}{steps} = {self.end}"


@attrs.frozen(kw_only=True)
class Comparison(Pickled):
    """
    Two sources side by side.

    Attributes:
        a, b: Ids of the sources.

        reading_a, reading_b: The readings that are closest to each other.

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
    first, last = sorted(
        (a, b), key=lambda s: s.start.toordinal() if s.start else FIRST
    )
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
        # In the vocabulary's order, which is that in which they are tried.
        self.causes = {facet.name: facet.cause for facet in vocabulary}
        pairs: Iterable[tuple[Reading, Reading]] = product(
            read(a, timeline, definitions, policy),
            read(b, timeline, definitions, policy),
        )
        self.readings = min(
            pairs,
            key=lambda pair: (
                pair[0].definition.distance(pair[1].definition),
                _gap(_settled(pair[0]), _settled(pair[1])),
            ),
        )
        self.days = _days(*map(_settled, self.readings))
        self.sides = (a, b)
        self.entities = tuple(
            listing.entities if listing.mentions is not None else self._implied(i)
            for i, listing in enumerate(self.sides)
        )

    def _implied(self, side: int) -> frozenset[str]:
        view = self.timeline.view(self.readings[side].definition)
        return view.members(self.days[side])[0]

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
        return Difference(
            entity=entity,
            side=self.sides[side].id,
            other=self.sides[1 - side].id,
            cause=cause,
            facet=facet,
            also=also,
            events=self._events(entity, side) if cause == "temporal" else (),
        )

    def _cause(
        self, entity: str, has: int, lacks: int
    ) -> tuple[str, str, tuple[str, ...]]:
        if entity in self.readings[lacks].contradicted:
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
            if base.distance(other) != 1:
                continue
            certain, possible = self.timeline.view(other).belongs(entity, day)
            explains = possible if wanted else not certain
            if explains and (wanted or not self._refuted(other, side)):
                return self.causes[base.differs(other)[0]], f"local:{other.id}", ()
        return None

    def _refuted(self, definition: Definition, side: int) -> bool:
        """
        Whether somebody on a side's list would not be there by the definition.
        """
        day = self.days[side]
        was = self.timeline.view(self.readings[side].definition).members(day)[0]
        would = self.timeline.view(definition).members(day)[1]
        return bool(self.entities[side] & was - would)

    def _flipped(
        self, entity: str, has: int, lacks: int
    ) -> tuple[str, str, tuple[str, ...]]:
        """
        The smallest set of facets (the date being one) that makes the difference.
        """
        mine, theirs = (self.readings[side].definition for side in (has, lacks))
        differing = mine.differs(theirs)
        factors = ["date", *(name for name in self.causes if name in differing)]
        fitting = [
            chosen
            for size in range(1, len(factors) + 1)
            for chosen in combinations(factors, size)
            if not self._belongs_after(entity, has, lacks, chosen)
        ]
        least = [chosen for chosen in fitting if len(chosen) == len(fitting[0])]
        names = [self._named(chosen) for chosen in least]
        return names[0], "+".join(least[0]), tuple(names[1:])

    def _belongs_after(
        self, entity: str, has: int, lacks: int, chosen: tuple[str, ...]
    ) -> bool:
        mine, theirs = (self.readings[side].definition for side in (has, lacks))
        definition = mine.replaced(theirs, chosen)
        day = self.days[lacks if "date" in chosen else has]
        return self.timeline.view(definition).belongs(entity, day)[1]

    def _named(self, chosen: tuple[str, ...]) -> str:
        first, *more = chosen
        if more:
            return "compound"
        return "temporal" if first == "date" else self.causes[first]

    def _events(self, entity: str, side: int) -> tuple[str, ...]:
        definition = self.readings[side].definition
        turns = self.timeline.turns(definition, *sorted(self.days))
        return tuple(str(turn) for turn in turns if turn.entity == entity)


def _settled(reading: Reading) -> Span:
    """
    The part of a reading's window that needs no assumption, if there is one.
    """
    return reading.certain or reading.window


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

    Args:
        a: A source.

        b: Another one, with another id.

        timeline: Who belonged when.

        definitions: Ways of counting; the first is the one to depart from.

        vocabulary: All facets in which these differ. Of several that explain a
            difference the first is named as its cause, the others as well.

        policy: What assumptions and errors cost.
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
            off = pair.readings[side].off_by * (1 if rest > 0 else -1)
            wrong = "unsupported" if rest > 0 else "omission"
            for cause, number in ((wrong, off), ("unresolved", rest - off)):
                if number:
                    items.append(
                        BridgeItem(item=listing.id, cause=cause, delta=delta * number)
                    )
    return Bridge(start=pair.sides[0].size, items=tuple(items), end=pair.sides[1].size)


def _aliases(a: Listing, b: Listing) -> tuple[tuple[str, str], ...]:
    theirs = {m.entity: m.text for m in b.mentions or () if m.entity is not None}
    mine = sorted((m.entity, m.text) for m in a.mentions or () if m.entity in theirs)
    return tuple((text, theirs[e]) for e, text in mine if theirs[e] != text)
