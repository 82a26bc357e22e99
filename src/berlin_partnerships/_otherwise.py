"""
A second look at a source that is not right as it stands: what else may be meant.

Floor 5: imports the membership and the reading of sources.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ._reading import Listing, Reading, read


if TYPE_CHECKING:
    from ._resolve import Policy
    from ._timeline import Definition, Timeline

__all__ = ["as_part"]


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
