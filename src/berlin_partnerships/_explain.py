"""
How many sources can all be right, as far as they can: the least that explains them.

Given the timeline, the sources are read one by one; what joins them is that
copies are one witness, whose errors are charged once, and the events that must
have happened between the times of which they speak.

General: who the entities are is the caller's. Floor 4: imports the reading of
sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import prod

import attrs

from ._pickles import Pickled
from ._policy import DEFAULT, Policy
from ._reading import Listing, Reading, read
from ._timeline import FIRST, LAST, Definition, Timeline


__all__ = ["Explanation", "explain"]

Factor = tuple[str, str, str]


@attrs.frozen(kw_only=True)
class Explanation(Pickled):
    """
    How several sources are read together.

    Attributes:
        readings: Id of each source and its reading.

        events: What must have happened between the times of which they speak,
            such as ``"b:join@2000-06-01"``; empty if they can all speak of one
            day.

        factors: What remains wrong, once for each witness: a kind (``omission``,
            ``unsupported``, ``contradiction``, ``off-by``, ``identity-unknown``,
            ``identity-ambiguous``), the entity (the printed name if nobody
            knows who is meant, by how many if a number is off), and the witness.

        cost: Of all witnesses, by the policy.

        alternatives: How many other choices of readings cost the same.
    """

    readings: tuple[tuple[str, Reading], ...]
    events: tuple[str, ...]
    factors: tuple[Factor, ...]
    cost: int
    alternatives: int


@attrs.frozen(kw_only=True)
class _Option:
    """
    A choice of readings for all sources of a witness.

    Attributes:
        readings: The choice.

        factors: What remains wrong.

        rest: What the dearest of the sources costs apart from that.

        start: Where the last of the windows opens.

        end: Where the first of them closes.

        ways: How many choices there are of which all this is true.
    """

    readings: tuple[tuple[str, Reading], ...] = ()
    factors: frozenset[Factor] = frozenset()
    rest: int = 0
    start: int = FIRST
    end: int = LAST
    ways: int = 1

    def cost(self, policy: Policy) -> int:
        return _price(self.factors, policy) + self.rest


def explain(
    listings: Iterable[Listing],
    timeline: Timeline,
    definitions: Sequence[Definition],
    policy: Policy = DEFAULT,
) -> Explanation:
    """
    The readings that together cost least, and the fewest events between them.

    Copies (sources of one witness) may be read differently, but an error that
    they share is charged once, and so is the dearest of what else they need.
    The order of the sources makes no difference.

    >>> from berlin_partnerships._dates import PartialDate
    >>> from berlin_partnerships._reading import Mention
    >>> from berlin_partnerships._timeline import Spell
    >>> line = Timeline(
    ...     Spell(entity=who, facets={}, start=PartialDate.parse(since))
    ...     for who, since in [("a", "1990-05-01"), ("b", "2000-06-01")]
    ... )
    >>> short, long = (
    ...     Listing(id=who, mentions=tuple(Mention(text=e, entity=e) for e in who))
    ...     for who in ("a", "ab")
    ... )
    >>> explain([short, long], line, [Definition("all", {})]).events
    ('b:join@2000-06-01',)
    """
    witnesses: dict[str, list[Listing]] = {}
    for listing in sorted(listings, key=lambda s: s.id):
        witnesses.setdefault(listing.witness or listing.id, []).append(listing)
    options = [
        _options(witness, listed, timeline, definitions, policy)
        for witness, listed in witnesses.items()
    ]
    chosen, events = min(_together(options, timeline), key=lambda c: (len(c[1]), c[1]))
    return Explanation(
        readings=tuple(sorted((r for o in chosen for r in o.readings), key=_id)),
        events=events,
        factors=tuple(sorted(factor for o in chosen for factor in o.factors)),
        cost=sum(option.cost(policy) for option in chosen),
        alternatives=prod(sum(o.ways for o in found) for found in options) - 1,
    )


def _id(pair: tuple[str, Reading]) -> str:
    return pair[0]


def _span(reading: Reading) -> tuple[int, int]:
    """
    The days of a reading as numbers; those that need no assumption, if any.
    """
    span = reading.certain or reading.window
    return (
        FIRST if span.start is None else span.start.toordinal(),
        LAST if span.end is None else span.end.toordinal(),
    )


# The sources of one witness ---------------------------------------------------------


def _options(
    witness: str,
    listings: Sequence[Listing],
    timeline: Timeline,
    definitions: Sequence[Definition],
    policy: Policy,
) -> list[_Option]:
    """
    The cheapest choices of readings for the sources of one witness.
    """
    options = [_Option()]
    for listing in listings:
        readings = read(listing, timeline, definitions, policy)
        # Copies have the same choices: what is true of several is kept once.
        found: dict[tuple[object, ...], _Option] = {}
        for option, reading in product(options, readings):
            more = _joined(option, listing, reading, witness, policy)
            key = (more.factors, more.rest, more.start, more.end)
            same = found.setdefault(key, more)
            if same is not more:
                found[key] = attrs.evolve(same, ways=same.ways + more.ways)
        options = list(found.values())
    least = min(option.cost(policy) for option in options)
    return [option for option in options if option.cost(policy) == least]


def _joined(
    option: _Option, listing: Listing, reading: Reading, witness: str, policy: Policy
) -> _Option:
    """
    A choice with a reading of one source more.
    """
    factors = frozenset(_factors(listing, reading, witness))
    start, end = _span(reading)
    return _Option(
        readings=(*option.readings, (listing.id, reading)),
        factors=option.factors | factors,
        rest=max(option.rest, reading.cost - _price(factors, policy)),
        start=max(option.start, start),
        end=min(option.end, end),
        ways=option.ways,
    )


def _factors(listing: Listing, reading: Reading, witness: str) -> Iterator[Factor]:
    """
    What is wrong in a source by one of its readings.
    """
    for kind, entities in (
        ("omission", reading.omitted),
        ("unsupported", reading.unsupported),
        ("contradiction", reading.contradicted),
    ):
        for entity in entities:
            yield kind, entity, witness
    for mention in listing.unknown:
        kind = "identity-ambiguous" if mention.candidates else "identity-unknown"
        yield kind, mention.text, witness
    if reading.off_by:
        yield "off-by", str(reading.off_by), witness


def _price(factors: Iterable[Factor], policy: Policy) -> int:
    """
    What errors cost: one each, a number as many as it is off.
    """
    return policy.error * sum(
        int(entity) if kind == "off-by" else 1 for kind, entity, _ in factors
    )


# All witnesses ----------------------------------------------------------------------


def _together(
    options: Sequence[Sequence[_Option]], timeline: Timeline
) -> Iterator[tuple[list[_Option], tuple[str, ...]]]:
    """
    One choice for each end that the first of the windows to close may have.

    Events are needed from that end to the start of the last window to open, so
    for each end the earliest such start is tried, and not every combination.
    """
    if not options:
        yield [], ()
    for end in sorted({option.end for found in options for option in found}):
        open_still = [[o for o in found if o.end >= end] for found in options]
        if all(open_still):
            start = max(min(o.start for o in found) for found in open_still)
            chosen = [next(o for o in f if o.start <= start) for f in open_still]
            yield chosen, _events(chosen, timeline)


def _events(chosen: Sequence[_Option], timeline: Timeline) -> tuple[str, ...]:
    start = max(option.start for option in chosen)
    end = min(option.end for option in chosen)
    counted = {r.definition for option in chosen for _, r in option.readings}
    if start < end:
        return ()
    turns = {t for d in counted for t in timeline.turns(d, end - 1, start)}
    return tuple(sorted(f"{turn.entity}:{turn}" for turn in turns))
