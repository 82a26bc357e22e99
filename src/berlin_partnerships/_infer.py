"""
What lists tell where there is no timeline: who joined, and between which days.

Each entity has one of two states on each day that a list speaks of: it belongs
or it does not. A list that says otherwise is wrong, and that costs its weight; a
change of state costs, too. The cheapest history is the answer, found exactly by
going once through the days (Viterbi).

General: what is listed is the caller's. Floor 4: imports the policy.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations, pairwise
from typing import Any, NamedTuple

import attrs

from ._policy import DEFAULT, Policy


__all__ = ["Change", "Inference", "Observation", "infer", "possible_copies"]


@attrs.frozen(kw_only=True)
class Observation:
    """
    Whether a source has an entity in its list.

    Attributes:
        source: Id of the source.

        day: The day it speaks of.

        present: Whether the entity is in the list.

        weight: What it costs to call the source wrong; 0 for a copy, which is
            no second witness.
    """

    source: str
    day: date
    present: bool
    weight: int = attrs.field(default=DEFAULT.error, validator=attrs.validators.ge(0))


@attrs.frozen(kw_only=True)
class Change:
    """
    An entity joins or leaves, some day after one list and by the next.

    Attributes:
        type: ``join`` or ``leave``.

        after: The last day on which it had not happened.

        by: The first day on which it had.
    """

    type: str
    after: date
    by: date


@attrs.frozen(kw_only=True)
class Inference:
    """
    The cheapest history of one entity.

    Attributes:
        events: When it joined and left.

        errors: Pairs of a source and what is wrong in it: ``omission`` or
            ``unsupported``.

        cost: Of the events and errors together.
    """

    events: tuple[Change, ...]
    errors: tuple[tuple[str, str], ...]
    cost: int


class _Path(NamedTuple):
    """
    A history up to some day. The smallest price is the best.

    Of two that cost the same it has fewer events, then fewer errors; if these
    are the same, too, the later joining and the earlier leaving is taken.
    """

    price: tuple[int, int, int]  # cost, events, errors
    states: tuple[Any, bool] | None  # those before, and the last


def infer(observations: Iterable[Observation], policy: Policy = DEFAULT) -> Inference:
    """
    The cheapest history of one entity that dated lists allow.

    >>> from datetime import date
    >>> found = infer([
    ...     Observation(source="old", day=date(2023, 9, 11), present=False),
    ...     Observation(source="new", day=date(2023, 11, 9), present=True),
    ... ])
    >>> print(*(f"{e.type} after {e.after}, by {e.by}" for e in found.events))
    join after 2023-09-11, by 2023-11-09
    """
    by_day: dict[date, list[Observation]] = {}
    for seen in sorted(observations, key=lambda o: (o.day, o.source, o.present)):
        by_day.setdefault(seen.day, []).append(seen)
    if not by_day:
        return Inference(events=(), errors=(), cost=0)
    best = _cheapest(list(by_day.values()), policy)
    days = list(zip(by_day, _states(best), strict=True))
    return Inference(
        events=tuple(
            Change(type="join" if now else "leave", after=before, by=day)
            for (before, was), (day, now) in pairwise(days)
            if was is not now
        ),
        errors=tuple(
            (seen.source, "omission" if state else "unsupported")
            for day, state in days
            for seen in by_day[day]
            if seen.present is not state
        ),
        cost=best.price[0],
    )


def _cheapest(days: Sequence[Sequence[Observation]], policy: Policy) -> _Path:
    """
    The best of all histories: for each state on a day only the best way there.
    """
    paths = [_Path((0, 0, 0), None)]
    for seen in days:
        paths = [
            min((_then(path, state, seen, policy) for path in paths), key=_price)
            for state in (False, True)
        ]
    return min(paths, key=_price)


def _price(path: _Path) -> tuple[int, int, int]:
    return path.price


def _then(
    path: _Path,
    state: bool,  # noqa: FBT001  # one of two states, not a switch
    seen: Sequence[Observation],
    policy: Policy,
) -> _Path:
    """
    A history and one day more.
    """
    cost, events, errors = path.price
    flips = int(path.states is not None and path.states[1] is not state)
    wrong = [o.weight for o in seen if o.present is not state]
    cost += policy.flip * flips + sum(wrong)
    return _Path((cost, events + flips, errors + len(wrong)), (path.states, state))


def _states(path: _Path) -> list[bool]:
    """
    The states of a history, first to last.
    """
    found = []
    rest = path.states
    while rest is not None:
        rest, state = rest
        found.append(state)
    return found[::-1]


def possible_copies(
    lists: Mapping[str, Collection[str]], *, shared: int = 2, known_to: int = 2
) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """
    Pairs of sources that share what few others say.

    Advice for a curator and never an input: to copy is a fact about a source,
    and that somebody must find out and write down.

    Args:
        lists: Source → what it says, such as the names in its list.

        shared: How many rare values make a pair worth a look.

        known_to: A value is rare if at most so many sources have it.

    >>> possible_copies({
    ...     "wiki": ["Paris", "Bern", "Vaduz"],
    ...     "mirror": ["Paris", "Vaduz", "Bern"],
    ...     "city": ["Paris"],
    ... })
    (('mirror', 'wiki', ('Bern', 'Vaduz')),)
    """
    tellers: dict[str, list[str]] = {}
    for source in sorted(lists):
        for value in set(lists[source]):
            tellers.setdefault(value, []).append(source)
    pairs: dict[tuple[str, str], list[str]] = {}
    for value, sources in sorted(tellers.items()):
        if len(sources) <= known_to:
            for pair in combinations(sources, 2):
                pairs.setdefault(pair, []).append(value)
    return tuple(
        (a, b, tuple(values))
        for (a, b), values in sorted(pairs.items())
        if len(values) >= shared
    )
