"""
The number of partnerships over time: where two data sets differ, and what to say of it.

A partner that counts since, or until, another day is told by its name, and steps in a
row with the same difference as one stretch of days. All steps of which the same is to
be said have the same words, so that they can be told once, and counted.

Floor 7: imports the data set.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

import attrs

from ._language import in_language
from ._membership import Interval, definition_of, timeline_of
from ._partnerships import CRITERIA
from ._text import listed, said_span
from ._told import both, names_of


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ._dataset import Dataset

    Said = Callable[[str, str], str]  # from a remark on the criterion, and a language

__all__ = ["Step", "steps"]

_OVERALL = ("Zahl der Partnerschaften", "Number of partnerships")
_COUNTED = ("als Partnerstadt gezählt", "counted as a partner")
_BY = {
    "founding-agreement": (" (vom Gründungsakt an)", " (from the founding act)"),
    "first-act": (" (vom ersten Akt an)", " (from the first act)"),
}
_STATUSES = ("active", "resting")


@attrs.frozen(kw_only=True)
class Step:
    """
    A day from which the number is another, or others belong, than in the other data.

    Attributes:
        criterion: One of :data:`CRITERIA`.

        start: The day; None if it is the beginning of all time.

        old, new: What begins on this day in the two data sets, or None.

        told: What it is a part of, in German and English.
    """

    criterion: str
    start: date | None
    old: Interval | None
    new: Interval | None
    told: tuple[str, ...] = ()

    @property
    def partners(self) -> frozenset[str]:
        """
        Ids of those who come or go on this day in either data set.
        """
        both = (i for i in (self.old, self.new) if i)
        return frozenset(id for i in both for id in (*i.added, *i.removed))

    @property
    def moved(self) -> frozenset[str]:
        """
        Ids of those who come or go on this day in one of the two alone.
        """
        one, other = (_comings(i) for i in (self.old, self.new))
        return frozenset(id for id, _ in one ^ other)

    @property
    def differs(self) -> bool:
        """
        Whether it is not the same in both.
        """
        if self.old is None or self.new is None:
            return True
        return bool(self.moved) or self.old.count != self.new.count


def _comings(interval: Interval | None) -> set[tuple[str, bool]]:
    if interval is None:
        return set()
    return {(id, True) for id in interval.added} | {
        (id, False) for id in interval.removed
    }


def steps(old: Dataset, new: Dataset) -> tuple[Step, ...]:
    """
    All steps that differ, by each criterion, in the order of time.
    """
    groups = [g for criterion in CRITERIA for g in _groups(old, new, criterion)]
    found = []
    criteria = defaultdict(set)
    for group in groups:
        criteria[group.told("", "")].add(group.criterion)
    for group in groups:
        common = len(criteria[group.told("", "")]) == len(CRITERIA)
        by = ("", "") if common else _BY[group.criterion]
        found += [attrs.evolve(s, told=group.told(*by)) for s in group.steps]
    return tuple(sorted(found, key=lambda s: (s.criterion, s.start or date.min)))


@attrs.define
class _Group:
    """
    Steps of which one thing is to be said.
    """

    criterion: str
    steps: list[Step]
    said: Said

    def told(self, *by: str) -> tuple[str, ...]:
        """
        It, with a remark on the criterion in German and English.
        """
        return both(lambda to: self.said(in_language(to, *by), to))


def _groups(old: Dataset, new: Dataset, criterion: str) -> Iterator[_Group]:
    one, other = _Line(old, criterion), _Line(new, criterion)
    starts = {*one.intervals, *other.intervals}
    every = [
        Step(
            criterion=criterion,
            start=start,
            old=one.intervals.get(start),
            new=other.intervals.get(start),
        )
        for start in sorted(starts, key=lambda day: day or date.min)
    ]
    for ids, moved in _together([step for step in every if step.moved]):
        yield _Group(criterion, moved, _partners(ids, one, other))
    for run in _runs(every, one, other):
        yield _Group(criterion, run.steps, run.said)


# The line of one data set -------------------------------------------------------------


class _Line:
    """
    The number over time in one data set, by one criterion.
    """

    def __init__(self, dataset: Dataset, criterion: str) -> None:
        self.dataset = dataset
        self.intervals = {i.start: i for i in dataset.timeline(criterion)}
        self.view = timeline_of(dataset).view(
            definition_of(criterion, "state", _STATUSES)
        )
        self._starts = [start or date.min for start in self.intervals]
        self._counts = [i.count for i in self.intervals.values()]

    def count(self, day: date | None) -> tuple[int, int]:
        """
        How many there are on a day, certainly and possibly.
        """
        position = bisect_right(self._starts, day or date.min)
        count = self._counts[position - 1] if position else 0
        return (count, count) if isinstance(count, int) else count

    def said(self, id: str, language: str) -> str:
        """
        From when to when a partner counts.
        """
        comings = [
            i.start for i in self.intervals.values() if id in (*i.added, *i.removed)
        ]
        pairs = zip(comings[::2], [*comings[1::2], None], strict=False)
        never = in_language(language, "nie", "never")
        return ", ".join(self._span(id, *pair, language) for pair in pairs) or never

    def _span(
        self, id: str, start: date | None, end: date | None, language: str
    ) -> str:
        text = said_span(start, end, language)
        if start is None and end is None:
            text = in_language(language, "von Anfang an", "from the beginning")
        certain, _ = self.view.belongs(id, start.toordinal() if start else 0)
        return text if certain else f"{in_language(language, *_PERHAPS)} {text}"


_PERHAPS = ("möglicherweise", "possibly")


# Partners that come or go on another day ----------------------------------------------


def _together(moved: Sequence[Step]) -> list[tuple[list[str], list[Step]]]:
    """
    Partners, and the steps with which they are told.

    A partner is told with that of its steps in which the fewest others move. A step
    with nobody of its own goes with the first of its partners.
    """
    ids = sorted({id for step in moved for id in step.moved})
    home = {
        id: min(
            (i for i, step in enumerate(moved) if id in step.moved),
            key=lambda i: len(moved[i].moved),
        )
        for id in ids
    }
    found: dict[int, tuple[list[str], list[Step]]] = {
        i: ([id for id in ids if home[id] == i], []) for i in sorted(home.values())
    }
    for i, step in enumerate(moved):
        found[i if i in found else home[min(step.moved)]][1].append(step)
    return list(found.values())


def _partners(ids: list[str], one: _Line, other: _Line) -> Said:
    """
    Since when they count, and counted; those for whom it is the same in one.
    """

    def said(by: str, language: str) -> str:
        counted = in_language(language, *_COUNTED) + by
        names = defaultdict(list)
        for id in ids:
            spans = one.said(id, language), other.said(id, language)
            names[spans].append(_name(id, one, other, language))
        return "; ".join(
            f"{listed(sorted(several), language)}, {counted}: {was} → {now}"
            for (was, now), several in names.items()
        )

    return said


def _name(id: str, one: _Line, other: _Line, language: str) -> str:
    """
    What a partner is called; in both data sets it has the same id.
    """
    full_id = f"cities/{id}"
    line = one if id in one.dataset.cities else other
    return in_language(language, *names_of(line.dataset, full_id))


# Stretches with more or fewer ---------------------------------------------------------


@attrs.define
class _Run:
    """
    Steps in a row with the same difference.

    Attributes:
        steps: The steps; the last may only end the difference.

        by: How many more there are, certainly and possibly.

        end: The first day on which it is otherwise; None if it lasts.
    """

    steps: list[Step]
    by: tuple[int, int]
    end: date | None = None

    def said(self, by: str, language: str) -> str:
        """
        How many more or fewer, and when.
        """
        span = said_span(self.steps[0].start, self.end, language)
        overall = in_language(language, *_OVERALL)
        return f"{overall}{by}: {_difference(*self.by, language)}, {span}"


def _runs(every: Iterable[Step], one: _Line, other: _Line) -> list[_Run]:
    found: list[_Run] = []
    run: _Run | None = None
    for step in every:
        (low, high), (a, b) = (line.count(step.start) for line in (other, one))
        by = low - a, high - b
        apart = step.moved or not step.differs
        if run and not run.end and (apart or by != run.by):
            run.end = step.start
        if apart:
            run = None
        elif run and (by == (0, 0) or not run.end):
            run.steps.append(step)
        else:
            run = _Run([step], by)
            found.append(run)
    return found


def _difference(certain: int, possible: int, language: str) -> str:
    """
    How many more or fewer.

    >>> _difference(0, 1, "en"), _difference(-2, -2, "de")
    ('one more possible', '2 weniger')
    """
    if certain == possible:
        as_many = ("gleich viele, in anderen Schritten", "as many, in other steps")
        return _more(certain, language) if certain else in_language(language, *as_many)
    words = (
        (certain, in_language(language, "sicher", "certain")),
        (possible, in_language(language, "möglich", "possible")),
    )
    return ", ".join(f"{_more(n, language)} {word}" for n, word in words if n)


def _more(number: int, language: str) -> str:
    way = ("mehr", "more") if number > 0 else ("weniger", "fewer")
    one = in_language(language, "eine", "one")
    many = one if abs(number) == 1 else str(abs(number))
    return f"{many} {in_language(language, *way)}"
