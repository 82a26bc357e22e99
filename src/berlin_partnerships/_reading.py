"""
Reading a source: when, and by which way of counting, is it right?

A list or a number is read against a timeline: under which definition and at
which time is it right, with the fewest assumptions? All readings that tie are
given.

General: what the entities and facets are is the caller's.

Floor 3: imports the timeline and the policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby, pairwise
from operator import add
from struct import Struct
from typing import NamedTuple

import attrs

from ._dates import PartialDate
from ._pickles import Pickled
from ._policy import DEFAULT, Policy
from ._timeline import FIRST, LAST, Definition, Line, Span, Timeline, spans


__all__ = ["Listing", "Mention", "Reader", "Reading", "read", "reader_of"]


@attrs.frozen(kw_only=True)
class Mention(Pickled):
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
class Listing(Pickled):
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
class Reading(Pickled):
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
        return not (
            self.omitted or self.unsupported or self.contradicted or self.off_by
        )


# The reader ---------------------------------------------------------------------------

Residue = tuple[frozenset[str], frozenset[str], frozenset[str], int]


class _Packed:
    """
    Lists of costs that are added up at once, each as one large number.

    A list is written as a number with one digit of 16 bits for each cost. A digit
    may be below zero while the numbers are added up, but not in the sum.
    """

    BITS = 16
    LONGEST = 512  # of more digits, prefix sums are added up as fast

    def __init__(
        self, nobody: Sequence[int], rows: Mapping[str, Sequence[int]]
    ) -> None:
        self._nobody = self._number(nobody)
        self._rows = {key: self._number(row) for key, row in rows.items()}
        self._ones = self._number([1] * len(nobody))
        self._digits = Struct(f"<{len(nobody)}H")
        self.room = 2**self.BITS - 1 - max(nobody)

    def _number(self, costs: Sequence[int]) -> int:
        return sum(cost << self.BITS * i for i, cost in enumerate(costs))

    def sums(self, begin: int, keys: Iterable[str]) -> Sequence[int]:
        """
        The costs of nobody, with *begin*, at most :attr:`room`, and rows added.
        """
        rows = self._rows
        own = [rows[key] for key in keys if key in rows]
        number = sum(own, self._nobody + begin * self._ones)
        return self._digits.unpack(number.to_bytes(self._digits.size, "little"))


class Reader:
    """
    A timeline prepared for reading sources by some definitions.

    All that does not depend on the source is worked out once, with the lines of
    the definitions laid end to end. Reading a source then changes nothing: where
    there are many, each can be read by itself, in any order, on any machine.
    """

    def __init__(
        self, timeline: Timeline, definitions: Sequence[Definition], policy: Policy
    ) -> None:
        self._policy = policy
        self._weights = timeline.weights
        self._lenses = [_Lens(timeline, d, definitions[0], policy) for d in definitions]
        views = [lens.view for lens in self._lenses]
        self._line = Line(views)
        ends = accumulate(len(view.points) for view in views)
        self._parts = [slice(*ends) for ends in pairwise([0, *ends])]
        # What a list costs of which nobody is listed; of an open one nobody need be.
        self._closed = [cost for lens in self._lenses for cost in lens.closed]
        self._open = [lens.facets for lens in self._lenses for _ in lens.closed]
        self._packed = self._pack()

    def _pack(self) -> _Packed | None:
        """
        What each entity changes in a closed list, summed up beforehand.

        None if that does not pay, or if costs are no digits.
        """
        error, of = self._policy.error, self._weights.of
        weights = (error, self._policy.assumed, self._policy.facet)
        whole = all(type(weight) is int for weight in weights) and min(weights) >= 0
        if not whole or len(self._closed) > _Packed.LONGEST:
            return None
        rows = {
            entity: self._line.sums(of(0, ([entity], -error, -error)))
            for entity in self._weights.places
        }
        return _Packed(self._closed, rows)

    def read(self, listing: Listing) -> tuple[Reading, ...]:
        """
        All readings of least cost; see :func:`read`.
        """
        plain = self._plain(listing)
        costs = self._timely(listing, plain)
        least = min(costs)
        return tuple(
            reading
            for lens, part in zip(self._lenses, self._parts, strict=True)
            if least in costs[part]
            for reading in lens.readings(listing, plain[part], least)
        )

    def least(self, listing: Listing) -> int:
        """
        The least cost of reading a source, by whichever definition.
        """
        return min(self._timely(listing, self._plain(listing)))

    def _plain(self, listing: Listing) -> Sequence[int]:
        """
        The cost at each point of each definition, at whatever day the source speaks.
        """
        if listing.mentions is None:
            number = listing.size
            return [cost for lens in self._lenses for cost in lens.of_number(number)]
        error, assumed = self._policy.error, self._policy.assumed
        names = [mention.entity for mention in listing.mentions]
        entities = {entity for entity in names if entity is not None}
        begin = error * (len(entities) + names.count(None))
        if listing.closed:
            if self._packed and begin <= self._packed.room:
                return self._packed.sums(begin, entities)
            # Who is listed and belongs is neither too much nor missing.
            groups: list[tuple[Iterable[str], int, int]] = [(entities, -error, -error)]
        else:
            barred = listing.excluded - entities
            groups = [(entities, -assumed, assumed - error), (barred, error, 0)]
        sums = self._line.sums(self._weights.of(begin, *groups))
        return list(map(add, sums, self._closed if listing.closed else self._open))

    def _timely(self, listing: Listing, costs: Sequence[int]) -> Sequence[int]:
        """
        The costs with what is due where the source speaks of another day.
        """
        if listing.when is None:
            return costs
        low, high = _bounds(listing)
        late: list[int] = []
        for lens in self._lenses:
            first, last = lens.view.position(low), lens.view.position(high - 1)
            late += [self._policy.stale] * first
            late += [0] * (last + 1 - first)
            late += [self._policy.anticipated] * (len(lens.closed) - last - 1)
        return list(map(add, costs, late))


class _Zone(NamedTuple):
    """
    Days before, in, or after those a source may speak of: what they cost more.
    """

    timing: str
    late: int
    start: int
    end: int


def _zones(listing: Listing, policy: Policy) -> Iterator[_Zone]:
    low, high = _bounds(listing)
    if low > FIRST:
        yield _Zone("stale", policy.stale, FIRST, low)
    yield _Zone("in-window", 0, low, high)
    if high < LAST:
        yield _Zone("anticipated", policy.anticipated, high, LAST)


class _Lens:
    """
    One definition, and what is the same for all sources that are read by it.
    """

    def __init__(
        self,
        timeline: Timeline,
        definition: Definition,
        base: Definition,
        policy: Policy,
    ) -> None:
        self.definition = definition
        self.policy = policy
        self.weights = timeline.weights
        self.view = timeline.view(definition)
        self.facets = policy.facet * base.distance(definition)
        self.bounds = list(zip(self.view.certain, self.view.possible, strict=True))
        self.assumed = [high - low for low, high in self.bounds]
        self.closed = self._costs([low for low, _ in self.bounds])

    def _costs(self, errors: Sequence[int]) -> list[int]:
        error, assumed = self.policy.error, self.policy.assumed
        return [
            self.facets + error * wrong + assumed * unsure
            for wrong, unsure in zip(errors, self.assumed, strict=True)
        ]

    def of_number(self, number: int) -> list[int]:
        """
        What a number costs at each point.
        """
        return self._costs(self._off_by(number))

    def _off_by(self, number: int) -> list[int]:
        return [max(low - number, number - high, 0) for low, high in self.bounds]

    # Why: asked only of the definitions by which a source costs least.

    def readings(
        self, listing: Listing, costs: Sequence[int], cost: int
    ) -> Iterator[Reading]:
        """
        The runs of points with one residue that contain one of the least cost.
        """
        errors, assumed = self._counts(listing)
        for zone in _zones(listing, self.policy):
            least = cost - zone.late
            first, last = map(self.view.position, (zone.start, zone.end - 1))
            for _, similar in groupby(range(first, last + 1), errors.__getitem__):
                run = list(similar)
                if min(costs[i] for i in run) > least:
                    continue  # the residues are dear, so only where they are needed
                for residue, same in groupby(
                    run, lambda i: self._residue(listing, i, errors[i])
                ):
                    held = list(same)
                    if min(costs[i] for i in held) == least:
                        free = [i for i in held if not assumed[i]]
                        yield self._reading(residue, zone, held, free, cost)

    def _counts(self, listing: Listing) -> tuple[list[int], list[int]]:
        """
        Errors and assumptions from each point to the next.
        """
        if listing.mentions is None:
            return self._off_by(listing.size), self.assumed
        entities, sums, of = listing.entities, self.view.sums, self.weights.of
        size = len(entities)
        if listing.closed:
            wrong = sums(of(size, (entities, -1, -1)))
            return list(map(add, wrong, self.view.certain)), self.assumed
        barred = listing.excluded - entities
        errors = sums(of(size, (entities, 0, -1), (barred, 1, 0)))
        return errors, sums(of(0, (entities, -1, 1)))

    def _residue(self, listing: Listing, point: int, errors: int) -> Residue:
        """
        What is left over: omitted, unsupported, contradicted, off by.
        """
        nobody = frozenset[str]()
        if listing.mentions is None:
            return nobody, nobody, nobody, errors
        certain, possible = self.view.members(self.view.points[point])
        entities = listing.entities
        missing = certain - entities
        contradicted = missing & listing.excluded
        omitted = missing - contradicted if listing.closed else nobody
        return omitted, entities - possible, contradicted, 0

    def _reading(
        self, residue: Residue, zone: _Zone, held: list[int], free: list[int], cost: int
    ) -> Reading:
        omitted, unsupported, contradicted, off_by = residue
        certain = self._spans(zone, free)
        return Reading(
            definition=self.definition,
            window=self._spans(zone, held)[0],
            certain=certain[0] if certain else None,
            omitted=tuple(sorted(omitted)),
            unsupported=tuple(sorted(unsupported)),
            contradicted=tuple(sorted(contradicted)),
            off_by=off_by,
            timing=zone.timing,
            cost=cost,
        )

    def _spans(self, zone: _Zone, points: Iterable[int]) -> tuple[Span, ...]:
        cells = [self.view.cells[i] for i in points]
        return spans((max(a, zone.start), min(b, zone.end)) for a, b in cells)


def _bounds(listing: Listing) -> tuple[int, int]:
    """
    The days a source may speak of, as numbers ``[first, last)``.
    """
    if listing.when is None:
        return FIRST, LAST
    first, last = listing.when.lower, listing.when.upper
    return (
        FIRST if first is None else max(first.toordinal() - listing.lag, FIRST),
        LAST if last is None else last.toordinal() + 1,
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
    return reader_of(timeline, definitions, policy).read(listing)


def reader_of(
    timeline: Timeline, definitions: Sequence[Definition], policy: Policy = DEFAULT
) -> Reader:
    """
    The reader of a timeline for these definitions and this policy, made once.
    """
    key = (Reader, tuple(definitions), policy)
    if key not in timeline.derived:
        timeline.derived[key] = Reader(timeline, definitions, policy)
    reader: Reader = timeline.derived[key]
    return reader
