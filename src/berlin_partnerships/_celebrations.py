"""
Anniversaries as they were kept, beside those that the dates add up to.

Whoever keeps 25 years in the spring of the year in which the 25th anniversary
falls into autumn is not wrong: nearly everybody counts calendar years. So a
celebration is measured from each act that one may count from, and the rule says
how its number fits.

Floor 2: imports the arithmetic, its prose, and what a partnership is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from ._anniversaries import check_number, full_years, partial_shifted, shifted
from ._dates import PartialDate, Period, as_date
from ._jubilees import explain_celebration
from ._partnerships import CRITERIA
from ._pickles import Pickled
from ._text import Result


if TYPE_CHECKING:
    from ._dataset import Dataset
    from ._partnerships import Act, Partnership
    from ._things import Event

    Kept = date | PartialDate | Period | str

__all__ = ["RULES", "Celebration", "CountedFrom", "celebrated", "celebration"]

# How the number that was kept fits an act, best first.
RULES = ("on-the-day", "jubilee-year", "years-reached")
# Acts that no anniversary is kept of.
_NOT_KEPT = ("announcement", "suspension", "termination")

Bounds = int | tuple[int, int]
Span = tuple[date, date]


@attrs.frozen(kw_only=True)
class CountedFrom(Pickled):
    """
    A celebration, measured from one act.

    Attributes:
        act: Id of the act, such as ``"budapest#1992-agreement"``.

        role: The act's role, such as ``"founding"``.

        criterion: The criterion under which the act is the start:
            ``"founding-agreement"``, ``"first-act"`` (only where that is another
            act), or None for any other act.

        since: The date of the act.

        date: The computed anniversary with the number that was kept.

        jubilee_year: Its calendar year: that of the act, plus the number.

        year_difference: The calendar year of the celebration minus that of the act.

        years_reached: Full years since the act at the time of the celebration.

        days: Days from the computed day to the celebration: negative before it,
            0 if the celebration was on the day or had it within. Of several
            days, the one closest to the anniversary counts.

        position: Where the celebration lies: ``before``, ``on``, ``covers`` or
            ``after`` the computed day; None if the dates leave it open.

        rule: How the number fits. ``on-the-day``: the celebration was on the
            computed day, or had it within. ``jubilee-year``: it was in the
            calendar year of the anniversary. ``years-reached``: it was in
            another one, but so many years had passed, and not yet one more.
            None: the number does not fit.

        certain: False if *rule* is only possible, because a date is rough.

    Numbers are two bounds where a date is only known roughly.
    """

    act: str
    role: str
    criterion: str | None
    since: PartialDate
    date: PartialDate
    jubilee_year: int | tuple[int, int]
    year_difference: int | tuple[int, int]
    years_reached: int | tuple[int, int]
    days: int | tuple[int, int]
    position: str | None = None
    rule: str | None = None
    certain: bool = True


@attrs.frozen(kw_only=True, repr=False)
class Celebration(Result):
    """
    An anniversary that was kept, beside the one that the dates add up to.

    Attributes:
        about: Full id of the partnership.

        number: How many years were kept.

        held: When; both ends included.

        counted: The celebration measured from the acts that one may count from:
            those of both criteria, and others in whose jubilee year it was (no
            announcement, and no act of a predecessor). Best first.

        event: Full id of the event; None if a caller asks about one of their own.

        name: What took place, in English.

        name_de: The same in German.

        city: The city in English.

        city_de: The same in German.

        sources: Ids of the sources that say when it was.

        announced: Whether sources only announce it.
    """

    about: str
    number: int
    held: Period
    counted: tuple[CountedFrom, ...]
    event: str | None = None
    name: str = ""
    name_de: str = ""
    city: str = ""
    city_de: str = ""
    sources: tuple[str, ...] = ()
    announced: bool = False

    @property
    def fit(self) -> CountedFrom | None:
        """
        The act that the number fits best; None if it fits none.

        >>> import berlin_partnerships as bp
        >>> bp.celebration("budapest", 20, on="2011").fit.act
        'budapest#1991-declaration'
        """
        return self.counted[0] if self.counted and self.counted[0].rule else None

    @property
    def criterion(self) -> str | None:
        """
        The criterion of :attr:`fit`; None if there is none.
        """
        return self.fit.criterion if self.fit else None

    @property
    def rule(self) -> str | None:
        """
        The rule of :attr:`fit`; None if the number does not fit.
        """
        return self.fit.rule if self.fit else None

    def explain(self, language: str = "en") -> str:
        """
        What was kept, how it fits, and how far it was from the day.
        """
        return explain_celebration(self, language)

    def __repr__(self) -> str:
        return (
            f"Celebration(about={self.about!r}, number={self.number}, "
            f"held={self.held!r}, criterion={self.criterion!r}, rule={self.rule!r})"
        )


# Asking ------------------------------------------------------------------------------


def celebration(partnership: Partnership, number: int, on: Kept) -> Celebration:
    """
    A celebration beside the computed anniversaries of a partnership.

    Args:
        partnership: Whose anniversary was kept.

        number: How many years were kept.

        on: The day or days: a date, or EDTF such as ``"2022-06"`` or
            ``"2017-10-04/2017-10-05"``, as precise as known.

    Raises:
        ValueError: If *number* is not positive or *on* has an open end.

        TypeError: If *number* is no whole number, or *on* a datetime.
    """
    if check_number(number, "number") == 0:
        msg = "number must be at least 1: the 0th anniversary is the start itself"
        raise ValueError(msg)
    held = _period(on)
    ends = [*_ends(held)]
    city = partnership.city
    return Celebration(
        about=partnership.full_id,
        number=number,
        held=held,
        counted=_counted(partnership, number, ends),
        city=city.label("en"),
        city_de=city.label("de"),
    )


def _period(on: Kept) -> Period:
    if isinstance(on, Period):
        return on
    if isinstance(on, str):
        return Period.parse(on)
    day = on if isinstance(on, PartialDate) else PartialDate.of(as_date(on))
    return Period(day, day)


def celebrated(
    dataset: Dataset, partnerships: Iterable[Partnership]
) -> tuple[Celebration, ...]:
    """
    The celebrations of *partnerships* that are held, by day, partnership and event.
    """
    asked = {p.full_id: p for p in partnerships}
    found = [
        _of_event(dataset, event, asked[id])
        for event in dataset.events.where(kind="celebration")
        for id in event.partnership_ids
        if id in asked and event.held and isinstance(event.anniversary, int)
    ]
    return tuple(sorted(found, key=_place_in_time))


def _of_event(dataset: Dataset, event: Event, partnership: Partnership) -> Celebration:
    number: Any = event.anniversary
    held: Any = event.held
    said = [
        s
        for s in dataset.statements(event.full_id, "held")
        if s.mode not in ("denied", "opinion") and s.certainty != "low"
    ]
    return attrs.evolve(
        celebration(partnership, number, held),
        event=event.full_id,
        name=event.name,
        name_de=event.name_de,
        sources=tuple(sorted({s.source for s in said})),
        announced=all(s.mode == "announced" for s in said),
    )


def _place_in_time(found: Celebration) -> tuple[date, date, str, str]:
    first, last = found.held.lower or date.min, found.held.upper or date.max
    return first, last, found.about, found.event or ""


# Measuring ----------------------------------------------------------------------------


def _counted(
    partnership: Partnership, number: int, ends: Sequence[tuple[Span, Span]]
) -> tuple[CountedFrom, ...]:
    found = [
        measured
        for act, criterion in _starts(partnership)
        for measured in _measured(act, criterion, number, ends)
    ]
    # Criteria come before other acts; sorting keeps the order of equals.
    return tuple(sorted(found, key=_rank))


def _starts(partnership: Partnership) -> Iterator[tuple[Act, str | None]]:
    """
    The acts that one may count from, those of the criteria first.
    """
    seen = set()
    for criterion in CRITERIA:
        act = partnership.start_act(criterion)
        if act is not None and act.id not in seen:
            seen.add(act.id)
            yield act, criterion
    for act in partnership.acts:
        if act.id not in seen and act.role not in _NOT_KEPT:
            yield act, None


def _rank(found: CountedFrom) -> tuple[bool, bool, int]:
    place = RULES.index(found.rule) if found.rule else 0
    return found.rule is None, not found.certain, place


def _measured(
    act: Act,
    criterion: str | None,
    number: int,
    ends: Sequence[tuple[Span, Span]],
) -> Iterator[CountedFrom]:
    """
    The celebration from one act, if that has a date.

    From an act that is no start only in its jubilee year: some number of years
    have passed since any of them.
    """
    since = act.date
    when = since and partial_shifted(since, number)
    if since is None or when is None:
        return
    cases = [
        _case(start, first, last, number)
        for start in _spans(since)
        for first, last in ends
    ]
    rule, certain = _rule(cases)
    if criterion is None and rule not in RULES[:2]:
        return
    yield CountedFrom(
        act=act.id,
        role=act.role,
        criterion=criterion,
        since=since,
        date=when,
        jubilee_year=_bounds([year for case in cases for year in case.jubilee_years]),
        year_difference=_bounds([n for case in cases for n in case.differences]),
        years_reached=_bounds([n for case in cases for n in case.reached]),
        days=_bounds([n for case in cases for n in case.days]),
        position=_position(cases),
        rule=rule,
        certain=certain,
    )


def _spans(when: PartialDate) -> list[Span]:
    return [(first, last) for first, last in when.ranges if first and last]


def _ends(held: Period) -> Iterator[tuple[Span, Span]]:
    """
    Within which days a celebration may have begun, and within which ended.

    Raises:
        ValueError: If an end is open.
    """
    start, end = held.start, held.end
    if not (start and end and held.lower and held.upper):
        msg = f"a celebration needs a first and a last day, not {str(held)!r}"
        raise ValueError(msg)
    if start == end:
        # One day at least, somewhere in it.
        yield from ((span, span) for span in _spans(start))
        return
    for first in _spans(start):
        for last in _spans(end):
            if first[0] <= last[1]:
                yield (
                    (first[0], min(first[1], last[1])),
                    (max(first[0], last[0]), last[1]),
                )


def _bounds(numbers: Sequence[int]) -> Bounds:
    first, last = min(numbers), max(numbers)
    return first if first == last else (first, last)


class _Case(NamedTuple):
    """
    What holds if an act and the ends of a celebration lie within spans of days.
    """

    day: Span  # of the anniversary
    jubilee_years: tuple[int, int]
    differences: tuple[int, int]
    reached: tuple[int, int]
    days: tuple[int, int]
    where: str | None
    fits: tuple[str, ...]  # rules that hold for certain
    may_fit: tuple[str, ...]


def _case(start: Span, first: Span, last: Span, number: int) -> _Case:
    day = (_kept(start[0], number), _kept(start[1], number))
    years = (start[0].year + number, start[1].year + number)
    within = first[1] <= day[0] and day[1] <= last[0]
    where = "covers" if within else None
    if within and first[0] == last[1]:
        where = "on"
    elif last[1] < day[0]:
        where = "before"
    elif first[0] > day[1]:
        where = "after"
    fits = {
        "on-the-day": within,
        "jubilee-year": first[1].year <= years[0] and years[1] <= last[0].year,
        "years-reached": full_years(start[0], first[1])
        <= number
        <= full_years(start[1], last[0]),
    }
    may_fit = {
        "jubilee-year": first[0].year <= years[1] and years[0] <= last[1].year,
        "years-reached": full_years(start[1], first[0])
        <= number
        <= full_years(start[0], last[1]),
    }
    return _Case(
        day=day,
        jubilee_years=years,
        differences=(first[0].year - start[1].year, last[1].year - start[0].year),
        reached=(full_years(start[1], first[0]), full_years(start[0], last[1])),
        days=(_gap(first[0], last[0], day[1]), _gap(first[1], last[1], day[0])),
        where=where,
        fits=tuple(rule for rule in RULES if fits[rule]),
        may_fit=tuple(rule for rule in RULES[1:] if may_fit[rule]),
    )


def _kept(day: date, number: int) -> date:
    return shifted(day, number) or day


def _gap(first: date, last: date, day: date) -> int:
    """
    Days from *day* to the nearest of a span; negative if the span is before.
    """
    if last < day:
        return (last - day).days
    return max((first - day).days, 0)


def _rule(cases: Sequence[_Case]) -> tuple[str | None, bool]:
    """
    The best rule that holds, or may hold; and whether it does for certain.
    """
    for rule in RULES:
        if all(rule in case.fits for case in cases):
            return rule, True
        if any(rule in case.may_fit for case in cases):
            return rule, False
    return None, True


def _position(cases: Sequence[_Case]) -> str | None:
    found = {case.where for case in cases}
    return found.pop() if len(found) == 1 else None
