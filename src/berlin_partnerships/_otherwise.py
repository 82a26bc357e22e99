"""
A second look at a source that is not right as it stands: what else may be meant.

Floor 5: imports the membership and the reading of sources.
"""

from __future__ import annotations

import weakref

from typing import TYPE_CHECKING

import attrs

from ._membership import mention_of, timeline_of
from ._reading import Listing, Reading, read


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ._dataset import Dataset
    from ._policy import Policy
    from ._timeline import Definition, Timeline

__all__ = ["as_part", "backers", "elsewise"]


def as_part(
    timeline: Timeline,
    listing: Listing,
    best: Reading,
    definition: Definition,
    policy: Policy,
) -> Reading | None:
    """
    A list that is not right as one that was never meant to be complete.

    None if that would be no better: who is listed did not belong all at once in the
    source's own time, or it is not sure that they did.
    """
    if best.exact or not listing.closed or not listing.entities or listing.unknown:
        return None
    found = attrs.evolve(listing, closed=False)
    reading = read(found, timeline, (definition,), policy)[0]
    start = reading.window.start
    if start is None or not _sure(reading) or reading.certain != reading.window:
        return None
    certain, _ = timeline.members(definition, start)
    return attrs.evolve(reading, omitted=tuple(sorted(certain - listing.entities)))


def _sure(reading: Reading) -> bool:
    """
    Whether a source is right in its own time, without any assumption.
    """
    right = reading.exact and reading.timing == "in-window"
    return right and reading.certain is not None


def elsewise(
    timeline: Timeline,
    listing: Listing,
    best: Reading,
    others: Sequence[Definition],
    policy: Policy,
) -> tuple[Reading, ...]:
    """
    Other ways of counting by which a source is right on its own day, for certain.

    None if it is right on that day anyhow, or has none.
    """
    right = best.exact and best.timing == "in-window"
    if right or listing.when is None or listing.unknown:
        return ()
    found = (read(listing, timeline, (definition,), policy)[0] for definition in others)
    return tuple(reading for reading in found if _sure(reading))


def backers(
    dataset: Dataset,
    definition: Definition,
    entities: Iterable[str],
    but: Iterable[str],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """
    Of those who never were partners: which sources list them as such, *but* some.
    """
    held = {s.entity for s in timeline_of(dataset).spells if definition.accepts(s)}
    lists = _lists(dataset)
    found = ((e, lists.get(e, set()) - {*but}) for e in sorted({*entities} - held))
    return tuple((entity, tuple(sorted(ids))) for entity, ids in found if ids)


_known: weakref.WeakKeyDictionary[Dataset, dict[str, set[str]]] = (
    weakref.WeakKeyDictionary()
)


def _lists(dataset: Dataset) -> dict[str, set[str]]:
    """
    Of each entity, the sources that list it as a partner; made once.
    """
    if dataset not in _known:
        named = (
            (mention_of(dataset, name, statement.source).entity, statement.source)
            for statement in dataset.statements(property="partners")
            if statement.relation == "partnership" and statement.mode != "denied"
            for name in statement.value
        )
        found: dict[str, set[str]] = {}
        for entity, source in named:
            found.setdefault(entity or "", set()).add(source)
        _known[dataset] = found
    return _known[dataset]
