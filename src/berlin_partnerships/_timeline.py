"""
Who belongs, and when: memberships over time under a definition.

General: entities, facets and their values are the caller's. A spell is a time
in which an entity has certain facet values; a definition says which values
count. Days are half-open: the day of joining counts, the day of leaving does
not. Where a date is only bounded, membership has three values: certain,
possible, no.

The whole line is worked out once for each definition, as counts between the
days on which something changes; a list or a number is then dated by one pass
over these (prefix sums).

Floor 2: imports the dates.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

import attrs


if TYPE_CHECKING:
    from ._dates import PartialDate

__all__ = ["Definition", "Facet", "Span", "Spell", "Timeline", "View", "spans"]

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
    joined: list[list[int]] = []
    for start, end in sorted(pairs):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(end, joined[-1][1])
        elif start < end:
            joined.append([start, end])
    return tuple(Span(_day(start), _day(end)) for start, end in joined)


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
    values: frozenset[str] = attrs.field(converter=frozenset)
    core: frozenset[str] = attrs.field(default=frozenset(), converter=frozenset)


@attrs.frozen
class Definition:
    """
    What a list or number counts.

    Attributes:
        id: A name, such as ``"founding-agreement"`` or ``"-resting"``.

        facets: Facet → accepted values. A facet that is not named, or that a
            spell does not carry, is not asked about.
    """

    id: str
    facets: tuple[tuple[str, frozenset[str]], ...] = attrs.field(
        converter=lambda facets: tuple(
            sorted((name, frozenset(values)) for name, values in dict(facets).items())
        )
    )

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
        theirs = dict(other.facets)
        return tuple(
            name for name, values in self.facets if theirs.get(name) != values
        )

    def distance(self, other: Definition) -> int:
        """
        How many values one accepts and the other does not.
        """
        theirs = dict(other.facets)
        return sum(
            len(values ^ theirs.get(name, values)) for name, values in self.facets
        )

    def replaced(self, other: Definition, names: Collection[str]) -> Definition:
        """
        This definition with some facets of the other.
        """
        theirs = dict(other.facets)
        facets = {n: theirs[n] if n in names else v for n, v in self.facets}
        return Definition("+".join(sorted(names)) or self.id, facets)

    def catalogue(self, vocabulary: Iterable[Facet]) -> tuple[Definition, ...]:
        """
        This definition, and each that differs from it in one value.

        A value of a facet's core is never dropped: or "nothing counts" would
        explain every omission.
        """
        mine = dict(self.facets)
        found = [self]
        for facet in vocabulary:
            for value in sorted(facet.values - facet.core):
                accepted = mine[facet.name]
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
    facets: tuple[tuple[str, str], ...] = attrs.field(
        converter=lambda facets: tuple(sorted(dict(facets).items()))
    )
    start: PartialDate | None
    end: PartialDate | None = None
    label: str = "join"


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


def _merged(spells: Iterable[Spell]) -> Iterator[tuple[Spell, Spell]]:
    """
    First and last of each chain of spells in which the next begins as one ends.

    Adjoining spells are one membership: an uncertain day between them opens no
    gap, because on either side of it the entity belongs.
    """
    rest = sorted(spells, key=lambda s: _bounds(s.start, (FIRST, FIRST)))
    while rest:
        first = last = rest.pop(0)
        while last.end is not None:
            after = next((s for s in rest if s.start == last.end), None)
            if after is None:
                break
            rest.remove(after)
            last = after
        yield first, last


class View:
    """
    A timeline under one definition, worked out.

    Attributes:
        points: The day numbers on which something changes, from "always before".

        certain: How many belong certainly, from each point to the next.

        possible: How many belong possibly.
    """

    def __init__(self, spells: Mapping[str, list[Spell]]) -> None:
        intervals = {entity: _intervals(held) for entity, held in spells.items()}
        days = {FIRST}
        for pairs in intervals.values():
            days.update(day for kind in pairs for pair in kind for day in pair)
        days.discard(LAST)
        self.points = sorted(days)
        position = {day: i for i, day in enumerate(self.points)}
        position[LAST] = len(self.points)
        self._intervals = intervals
        # For each entity and kind: where its membership starts and ends, as steps.
        self.steps = {
            entity: tuple(
                tuple((position[a], position[b]) for a, b in kind) for kind in pairs
            )
            for entity, pairs in intervals.items()
        }
        self.certain = self._sums(0, self.steps)
        self.possible = self._sums(1, self.steps)

    def _sums(self, kind: int, entities: Iterable[str]) -> list[int]:
        """
        How many of *entities* belong, from each point to the next.
        """
        changes = [0] * (len(self.points) + 1)
        steps = self.steps
        for entity in entities:
            for first, last in steps[entity][kind] if entity in steps else ():
                changes[first] += 1
                changes[last] -= 1
        total = 0
        sums = []
        for change in changes[:-1]:
            total += change
            sums.append(total)
        return sums

    def listed(self, entities: Collection[str]) -> tuple[list[int], list[int]]:
        """
        How many of *entities* belong certainly, and possibly, at each point.
        """
        return self._sums(0, entities), self._sums(1, entities)

    def position(self, day: int) -> int:
        """
        The point from which *day* is counted.
        """
        return bisect_right(self.points, day) - 1

    def pair(self, position: int) -> tuple[int, int]:
        """
        The day numbers from a point to the next.
        """
        after = position + 1
        return (
            self.points[position],
            self.points[after] if after < len(self.points) else LAST,
        )

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
        both = {entity: self.belongs(entity, day) for entity in self._intervals}
        return (
            frozenset(e for e, (certain, _) in both.items() if certain),
            frozenset(e for e, (_, possible) in both.items() if possible),
        )


def _intervals(spells: list[Spell]) -> tuple[Pairs, Pairs]:
    certain: Pairs = []
    possible: Pairs = []
    for first, last in _merged(spells):
        begins = _bounds(first.start, (FIRST, LAST))
        ends = _bounds(last.end, (LAST, LAST))
        if begins[1] < ends[0]:
            certain.append((begins[1], ends[0]))
        if begins[0] < ends[1]:
            possible.append((begins[0], ends[1]))
    return _disjoint(certain), _disjoint(possible)


def _disjoint(pairs: Pairs) -> Pairs:
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
            sorted(set(spells), key=lambda s: (s.entity, str(s.start), str(s.end), s.facets))
        )
        self._views: dict[Definition, View] = {}

    def view(self, definition: Definition) -> View:
        """
        The line under *definition*, worked out once.
        """
        try:
            return self._views[definition]
        except KeyError:
            held: dict[str, list[Spell]] = {}
            for spell in self.spells:
                if definition.accepts(spell):
                    held.setdefault(spell.entity, []).append(spell)
            return self._views.setdefault(definition, View(held))

    def members(
        self, definition: Definition, on: date
    ) -> tuple[frozenset[str], frozenset[str]]:
        """
        Who belongs on a day: certainly, and possibly (a superset).
        """
        return self.view(definition).members(on.toordinal())

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
        sure, maybe = view.listed(listed)
        least, most = [], []
        for i, (certain, possible) in enumerate(zip(view.certain, view.possible, strict=True)):
            unlisted = (certain - sure[i], possible - maybe[i]) if closed else (0, 0)
            if len(listed) - maybe[i] + unlisted[0] == 0:
                least.append(view.pair(i))
            if len(listed) - sure[i] + unlisted[1] == 0:
                most.append(view.pair(i))
        return spans(least), spans(most)

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
