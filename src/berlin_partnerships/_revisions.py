"""
When the fact behind an anniversary changed: a ledger that compiling keeps.

A calendar wants to know which version of an event is the newer one
(``SEQUENCE``), and when the event was last changed (``LAST-MODIFIED``). Neither
can be worked out from the present data alone. So compiling the data keeps a
ledger: for each start the digest of all that an event says of it, how often
that has changed, and the version of the data in which it last did. A new
version of the data that leaves a fact alone leaves its event alone.

Floor 4: imports the starts and what is said of them.
"""

from __future__ import annotations

import hashlib
import json

from typing import TYPE_CHECKING, Any

import attrs

from ._occasions import all_starts, called, sources_of
from ._partnerships import Partnership
from .exceptions import UnknownDateError


if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._dataset import Dataset
    from ._occasions import Start

__all__ = ["REVISIONS", "Revision", "revised", "revision_of"]

REVISIONS = "revisions.json"
_DIGITS = 12  # of the digest; 48 bits for some hundred facts


@attrs.frozen
class Revision:
    """
    Which version of a fact this is.

    Attributes:
        sequence: How often the fact has changed since it was first held.

        modified: The version of the data in which it last changed, a date; empty if
            nothing tells it, as in a table of one's own.
    """

    sequence: int
    modified: str


def _key(start: Start) -> str:
    return f"{start.about} {start.criterion}"


def _digest(dataset: Dataset, start: Start) -> str:
    """
    What an event says of a start, in a few digits.

    The day, the names, the changes of status, and the source that is named; not
    how many other sources there are.
    """
    record: Any = dataset.record(start.about.partition("#")[0])
    of_one = isinstance(record, Partnership)
    statuses = (
        [[p.status, str(p.start), str(p.end)] for p in record.periods]
        if of_one
        else [str(getattr(record, "period", None)), getattr(record, "state", None)]
    )
    said = [
        str(start.since),
        [called(dataset, start.about, start.criterion, lang) for lang in ("de", "en")],
        statuses,
        [
            dataset.sources[id].cite()
            for id in sources_of(dataset, start.about, start.criterion)[:1]
        ],
    ]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def revised(dataset: Dataset, before: Mapping[str, Any]) -> dict[str, Any]:
    """
    The ledger for *dataset*, given the one before.

    What has not changed keeps its line. What is gone keeps it, too: an id is
    never used for anything else.
    """
    now = {}
    for start in all_starts(dataset):
        key, digest = _key(start), _digest(dataset, start)
        if before.get(key, {}).get("digest") != digest:
            found = _next(before, key, dataset)
            line = {"sequence": found.sequence, "modified": found.modified}
            now[key] = {"digest": digest, **line}
    return {**before, **now}


def _next(before: Mapping[str, Any], key: str, dataset: Dataset) -> Revision:
    line = before.get(key)
    sequence = line["sequence"] + 1 if line else 0
    try:
        return Revision(sequence, dataset.date.isoformat())
    except UnknownDateError:
        return Revision(sequence, "")


def revision_of(dataset: Dataset, start: Start) -> Revision:
    """
    The revision of a start.

    A fact that the data's ledger does not have, or has otherwise, is one of data
    that were not compiled: it counts as changed in this version.
    """
    line = dataset.revisions.get(_key(start))
    if line and line["digest"] == _digest(dataset, start):
        return Revision(line["sequence"], line["modified"])
    return _next(dataset.revisions, _key(start), dataset)
