"""
Who belongs, and when: memberships over time under a definition.

General: entities, facets and their values are the caller's. A spell is a time
in which an entity has certain facet values; a definition says which values
count. Days are half-open: the day of joining counts, the day of leaving does
not. Where a date is only bounded, membership has three values: certain,
possible, no.

The whole line is worked out once for each definition: the order in which
entities come and go. A list or a number is then dated by one pass over it that
adds up what each change weighs (prefix sums).

Floor 2: imports the dates.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, compress, pairwise
from operator import add, itemgetter
from typing import Any

import attrs

from ._dates import PartialDate
from ._pickles import Pickled


__all__ = [
    "Definition",
    "Facet",
    "Span",
    "Spell",
    "Timeline",
    "Turn",
    "View",
    "spans",
]

# Days are counted as integers inside; these are "always before" and "ever after".
FIRST = 0
LAST = date.max.toordinal() + 1


def _day(number: int) -> date | None:
    return None if number in (FIRST, LAST) else date.fromordinal(number)


@attrs.frozen
class Span:
    """
    A half-open span of days ``[start, end)``; None is unbounded.

    >>> print(Span(date(2023, 9, 14), None))
    [2023-09-14, …)
    """

    start: date | None
    end: date | None

    def __contains__(self, day: date) -> bool:
        begun = self.start is None or self.start <= day
        return begun and (self.end is None or day < self.end)

    def __str__(self) -> str:
        return f"[{self.start or '…'}, {self.end or '…'})"


def spans(pairs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """
    Day numbers as spans, those that touch joined.
    """
    return tuple(Span(_day(start), _day(end)) for start, end in _disjoint(pairs))


def _set(values: Iterable[str]) -> frozenset[str]:
    return frozenset(values)


@attrs.frozen(kw_only=True)
class Facet:
    """
    A respect in which definitions may differ, such as the status.

    Attributes:
        name: The facet.

        cause: What a difference in it is called, such as ``"scope"``.

        values: All its values.

        core: Values that no reading may drop.
    """

    name: str
    cause: str
    values: frozenset[str] = attrs.field(converter=_set)
    core: frozenset[str] = attrs.field(default=frozenset(), converter=_set)


Accepted = tuple[tuple[str, frozenset[str]], ...]
Held = tuple[tuple[str, str], ...]


def _accepted(
    facets: Mapping[str, Iterable[str]] | Iterable[tuple[str, Iterable[str]]],
) -> Accepted:
    pairs = dict(facets)
    return tuple(sorted((name, frozenset(pairs[name])) for name in pairs))


def _held(facets: Mapping[str, str] | Iterable[tuple[str, str]]) -> Held:
    return tuple(sorted(dict(facets).items()))


@attrs.frozen
class Definition(Pickled):
    """
    What a list or number counts.

    Attributes:
        id: A name, such as ``"founding-agreement"`` or ``"-resting"``.

        facets: Facet → accepted values. A facet that is not named, or that a
            spell does not carry, is not asked about.
    """

    id: str
    facets: Accepted = attrs.field(converter=_accepted)

    def accepts(self, spell: Spell) -> bool:
        """
        Whether the spell counts.
        """
        held = dict(spell.facets)
        return all(
            name not in held or held[name] in values for name, values in self.facets
        )

    def differs(self, other: Definition) -> tuple[str, ...]:
        """
        The facets in which the two accept different values.
        """
        mine, theirs = dict(self.facets), dict(other.facets)
        return tuple(
            name
            for name in sorted(mine.keys() | theirs.keys())
            if mine.get(name) != theirs.get(name)
        )

    def distance(self, other: Definition) -> int:
        """
        How many values one accepts and the other does not.

        A facet that only one of them names counts as one value.
        """
        mine, theirs = dict(self.facets), dict(other.facets)
        return sum(
            len(mine[name] ^ theirs[name]) if name in mine and name in theirs else 1
            for name in self.differs(other)
        )

    def replaced(self, other: Definition, names: Collection[str]) -> Definition:
        """
        This definition with some facets of the other.
        """
        mine, theirs = dict(self.facets), dict(other.facets)
        kept = {n: values for n, values in mine.items() if n not in names}
        taken = {n: values for n, values in theirs.items() if n in names}
        return Definition("+".join(sorted(names)), {**kept, **taken})

    def catalogue(self, vocabulary: Iterable[Facet]) -> tuple[Definition, ...]:
        """
        This definition, and each that differs from it in one value.

        A value of a facet's core is never dropped: or "nothing counts" would
        explain every omission. A facet that this definition does not name is
        left alone.
        """
        mine = dict(self.facets)
        found: list[Definition] = [self]
        for facet in vocabulary:
            if facet.name not in mine:
                continue
            accepted = mine[facet.name]
            for value in sorted(facet.values - facet.core):
                sign = "-" if value in accepted else "+"
                toggled = {**mine, facet.name: accepted ^ {value}}
                found.append(Definition(f"{sign}{value}", toggled))
        return tuple(found)


@attrs.frozen(kw_only=True)
class Spell:
    """
    A time in which an entity has certain facet values: ``[start, end)``.

    Attributes:
        entity: Who.

        facets: Pairs of a facet and its value.

        start: The first day; None if nobody says when it began.

        end: The first day after; None if it lasts.

        label: What its start is called, such as ``"join"``.
    """

    entity: str
    facets: Held = attrs.field(converter=_held)
    start: PartialDate | None
    end: PartialDate | None = None
    label: str = "join"


@attrs.frozen
class Turn:
    """
    What makes an entity a member, or no longer one.

    Attributes:
        entity: Who.

        label: What it is called: the label of the spell that begins, or
            ``"end"`` if none does.

        when: The day.
    """

    entity: str
    label: str
    when: PartialDate

    def __str__(self) -> str:
        return f"{self.label}@{self.when}"


Pairs = list[tuple[int, int]]


def _bounds(day: PartialDate | None, unknown: tuple[int, int]) -> tuple[int, int]:
    """
    The earliest and the latest day number of a date.
    """
    if day is None:
        return unknown
    first, last = day.lower, day.upper
    return (
        FIRST if first is None else first.toordinal(),
        LAST if last is None else last.toordinal(),
    )


def _chains(spells: Iterable[Spell]) -> Iterator[list[Spell]]:
    """
    The spells in chains, in which the next begins as one ends.

    Adjoining spells are one membership: an uncertain day between them opens no
    gap, because on either side of it the entity belongs.
    """
    rest = sorted(spells, key=lambda s: _bounds(s.start, (FIRST, FIRST)))
    while rest:
        ends = {s.end for s in rest} - {None}
        after: Spell | None = next((s for s in rest if s.start not in ends), rest[0])
        chain = []
        while after is not None:
            rest.remove(after)
            chain.append(after)
            end = after.end
            after = next((s for s in rest if s.start == end is not None), None)
        yield chain


class Weights:
    """
    What each entity adds to a sum while it belongs.

    The sum changes by an entity's weight when it comes, and back when it goes.
    Each entity has six places in a row for these changes: as it comes and goes
    certainly, possibly, and both at once (the usual case, for most dates are
    days). Before them is a place for what the sum begins with, and one that
    weighs nothing.
    """

    BEGIN, NOTHING, ENTITIES = range(3)
    WIDTH = 6

    def __init__(self, entities: Iterable[str]) -> None:
        self.places = {
            e: self.ENTITIES + self.WIDTH * i for i, e in enumerate(entities)
        }
        self._nobody = [0] * (self.ENTITIES + self.WIDTH * len(self.places))

    def of(self, begin: int, *groups: tuple[Iterable[str], int, int]) -> list[int]:
        """
        The changes, for :meth:`Line.sums`.

        Args:
            begin: What the sum is without any member.

            groups: Entities, with what each of them weighs while it belongs
                certainly, and what while it belongs possibly. No entity stands
                in two groups; those that never belong may be named as well.
        """
        changes = self._nobody.copy()
        changes[self.BEGIN] = begin
        places, width = self.places, self.WIDTH
        for entities, certain, possible in groups:
            both = certain + possible
            own = [certain, -certain, possible, -possible, both, -both]
            for entity in entities:
                if entity in places:
                    place = places[entity]
                    changes[place : place + width] = own
        return changes


class Line:
    """
    Views one after another, prepared for adding up what those who belong weigh.

    All is laid out beforehand, so that one pass over the changes is left to do.
    """

    def __init__(self, views: Iterable[View]) -> None:
        changes = [Weights.BEGIN]
        ends = set()
        for view in views:
            changes.append(Weights.NOTHING)  # if at its first point nobody comes
            for places in view.changes:
                changes += places
                ends.add(len(changes) - 1)
            changes += view.leaving  # the next view begins with nobody
        self._changes = itemgetter(*changes)
        self._is_end = [i in ends for i in range(len(changes))]

    def sums(self, weights: Sequence[int]) -> list[int]:
        """
        What those who belong weigh together, at each point of each view.
        """
        return list(compress(accumulate(self._changes(weights)), self._is_end))


class View:
    """
    A timeline under one definition, worked out.

    Attributes:
        points: The day numbers on which something changes, from "always before".

        cells: The day numbers from each point to the next.

        chains: Entity → the spells of each of its memberships.

        steps: Entity → at which points it begins and ceases to belong:
            certainly, possibly.

        changes: At each point the places (see :class:`Weights`) of those who
            begin or cease to belong.

        leaving: The places of those who belong to the end.

        certain: How many belong certainly, from each point to the next.

        possible: How many belong possibly.
    """

    def __init__(self, spells: Mapping[str, list[Spell]], weights: Weights) -> None:
        self.chains = {entity: tuple(_chains(held)) for entity, held in spells.items()}
        self._intervals = {e: _intervals(chains) for e, chains in self.chains.items()}
        pairs = [
            p for kinds in self._intervals.values() for kind in kinds for p in kind
        ]
        days = {FIRST, *(day for pair in pairs for day in pair)}
        self.points = sorted(days - {LAST})
        self.cells = tuple(pairwise([*self.points, LAST]))
        place = {day: i for i, day in enumerate([*self.points, LAST])}
        self.steps = {
            entity: tuple([(place[a], place[b]) for a, b in kind] for kind in kinds)
            for entity, kinds in self._intervals.items()
        }
        *self.changes, self.leaving = self._changes(weights)
        self._line = Line([self])
        self.certain = self.sums(weights.of(0, (self.steps, 1, 0)))
        self.possible = self.sums(weights.of(0, (self.steps, 0, 1)))
        self._members: dict[int, tuple[frozenset[str], frozenset[str]]] = {}

    def _changes(self, weights: Weights) -> list[list[int]]:
        """
        The places of those who come or go, at each point and at the end.
        """
        changes: list[list[int]] = [[] for _ in range(len(self.points) + 1)]
        for entity, (certain, possible) in self.steps.items():
            for goes in (0, 1):
                sure = {step[goes] for step in certain}
                maybe = {step[goes] for step in possible}
                kinds = (sure - maybe, maybe - sure, sure & maybe)
                for kind, points in enumerate(kinds):  # in the order of the places
                    place = weights.places[entity] + 2 * kind + goes
                    for point in points:
                        changes[point].append(place)
        return changes

    def sums(self, weights: Sequence[int]) -> list[int]:
        """
        What those who belong weigh together, from each point to the next.
        """
        return self._line.sums(weights)

    def position(self, day: int) -> int:
        """
        The point from which *day* is counted.
        """
        return bisect_right(self.points, day) - 1

    def pair(self, position: int) -> tuple[int, int]:
        """
        The day numbers from a point to the next.
        """
        return self.cells[position]

    def belongs(self, entity: str, day: int) -> tuple[bool, bool]:
        """
        Whether *entity* belongs on *day*: certainly, possibly.
        """
        certain, possible = self._intervals.get(entity, ((), ()))
        return (
            any(a <= day < b for a, b in certain),
            any(a <= day < b for a, b in possible),
        )

    def members(self, day: int) -> tuple[frozenset[str], frozenset[str]]:
        """
        Who belongs on *day*: certainly, possibly.
        """
        position = self.position(day)
        if position not in self._members:
            both = {e: self.belongs(e, day) for e in self._intervals}
            self._members[position] = (
                frozenset(e for e, (certain, _) in both.items() if certain),
                frozenset(e for e, (_, possible) in both.items() if possible),
            )
        return self._members[position]


def _intervals(chains: Iterable[Sequence[Spell]]) -> tuple[Pairs, Pairs]:
    """
    When an entity belongs certainly, and possibly.
    """
    certain: Pairs = []
    possible: Pairs = []
    for chain in chains:
        # Where nobody says when the first began, the next one says by when.
        begins = [_bounds(spell.start, (FIRST, LAST)) for spell in chain]
        ends = [_bounds(spell.end, (LAST, LAST)) for spell in chain]
        sure = min(late for _, late in begins), max(early for early, _ in ends)
        maybe = min(early for early, _ in begins), max(late for _, late in ends)
        if sure[0] < sure[1]:
            certain.append(sure)
        if maybe[0] < maybe[1]:
            possible.append(maybe)
    return _disjoint(certain), _disjoint(possible)


def _disjoint(pairs: Iterable[tuple[int, int]]) -> Pairs:
    """
    *pairs* in order, those that touch joined.
    """
    joined: Pairs = []
    for start, end in sorted(pairs):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


class Timeline:
    """
    Spells of any entities, and who belongs when under any definition.

    The order of the spells makes no difference.
    """

    def __init__(self, spells: Iterable[Spell]) -> None:
        self.spells = tuple(
            sorted(
                set(spells),
                key=lambda s: (s.entity, str(s.start), str(s.end), s.facets, s.label),
            )
        )
        self.weights = Weights(dict.fromkeys(s.entity for s in self.spells))
        self._views: dict[Accepted, View] = {}
        # What others work out for the whole line, each by a key of its own.
        self.derived: dict[Hashable, Any] = {}

    def view(self, definition: Definition) -> View:
        """
        The line under *definition*, worked out once.
        """
        try:
            return self._views[definition.facets]
        except KeyError:
            held: dict[str, list[Spell]] = {}
            for spell in self.spells:
                if definition.accepts(spell):
                    held.setdefault(spell.entity, []).append(spell)
            view = View(held, self.weights)
            return self._views.setdefault(definition.facets, view)

    def members(
        self, definition: Definition, on: date
    ) -> tuple[frozenset[str], frozenset[str]]:
        """
        Who belongs on a day: certainly, and possibly (a superset).
        """
        return self.view(definition).members(on.toordinal())

    def turns(self, definition: Definition, after: int, by: int) -> tuple[Turn, ...]:
        """
        Who may come or go after one day and by another (as numbers), in order.
        """
        found = [
            turn
            for entity, chains in self.view(definition).chains.items()
            for chain in chains
            for turn in self._turns(entity, chain)
            if _bounds(turn.when, (FIRST, LAST))[1] > after
            and _bounds(turn.when, (FIRST, LAST))[0] <= by
        ]
        return tuple(sorted(found, key=lambda t: (t.when.sort_key, t.entity, t.label)))

    def _turns(self, entity: str, chain: Sequence[Spell]) -> Iterator[Turn]:
        first, last = chain[0], chain[-1]
        if first.start is not None:
            yield Turn(entity, first.label, first.start)
        if last.end is not None:
            labels = (
                s.label
                for s in self.spells
                if (s.entity, s.start) == (entity, last.end)
            )
            yield Turn(entity, next(labels, "end"), last.end)

    def date_list(
        self, definition: Definition, entities: Collection[str], *, closed: bool = True
    ) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """
        When a list was exact: possibly, and certainly.

        Possibly means for some way in which the uncertain dates may fall, and
        certainly for all. Of an open list only the listed entities are asked.

        The mismatch at each point is what is listed and does not belong, plus
        (if closed) what belongs and is not listed.
        """
        view = self.view(definition)
        listed = frozenset(entities)
        size, of = len(listed), self.weights.of
        if closed:
            # Who is listed and belongs counts twice: not too much, not missing.
            wrong = view.sums(of(size, (listed, -1, -1)))
            least = list(map(add, wrong, view.certain))
            most = list(map(add, wrong, view.possible))
        else:
            least = view.sums(of(size, (listed, 0, -1)))
            most = view.sums(of(size, (listed, -1, 0)))
        return (
            spans(cell for cell, n in zip(view.cells, least, strict=True) if n == 0),
            spans(cell for cell, n in zip(view.cells, most, strict=True) if n == 0),
        )

    def date_count(
        self, definition: Definition, number: int
    ) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """
        When a number was true: possibly, and certainly.
        """
        view = self.view(definition)
        counts = list(enumerate(zip(view.certain, view.possible, strict=True)))
        return (
            spans(view.pair(i) for i, (low, high) in counts if low <= number <= high),
            spans(view.pair(i) for i, (low, high) in counts if low == number == high),
        )
