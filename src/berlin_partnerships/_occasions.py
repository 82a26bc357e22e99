"""
What has anniversaries: a start, a name, a status on a day, and sources.

A partnership starts with an act; an organization is founded, a place is named,
dedicated, or erected, an event is held, a program begins. Each such start is a
*criterion*, and an anniversary says which one it counts from.

Floor 2: imports the dates, the rules, and what a record is.
"""

from __future__ import annotations

import contextlib

from typing import TYPE_CHECKING, Any

import attrs

from ._dates import PartialDate, Period
from ._language import in_language
from ._model import City, Record, home
from ._partnerships import CRITERIA, Act, Partnership
from ._policy import DEFAULT
from ._records import Records
from ._terms import STATUS_WORDS
from .exceptions import DataError, UnknownDateError, UnknownNameError, offer, shown


if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._dataset import Dataset

__all__ = [
    "KINDS_WITH_START",
    "Start",
    "all_starts",
    "called",
    "predecessors_of",
    "record_of",
    "said_status",
    "sources_of",
    "start_of",
    "status_of",
]

# Which properties are a start, of which kind; the first that has a value counts.
_STARTS = {
    "organizations": ("founded",),
    "places": ("named", "dedicated", "erected"),
    "events": ("held",),
    "programs": ("founded", "period"),
    "cooperations": ("period",),
}
KINDS_WITH_START = tuple(_STARTS)
# What it is the anniversary of, in the genitive; the name of the record stands apart.
_OF_RELATION = {
    "partnership": ("der Partnerschaft", "of the partnership"),
    "friendship": ("der Freundschaft", "of the friendship"),
    "solidarity": ("der Solidaritätspartnerschaft", "of the solidarity partnership"),
    "memorandum": ("des Memorandums", "of the memorandum"),
}
_OF_ROLE = {
    "announcement": ("der Ankündigung", "of the announcement"),
    "opening": ("des ersten Akts", "of the first act"),
    "renewal": ("der Erneuerung", "of the renewal"),
    "suspension": ("der Aussetzung", "of the suspension"),
    "resumption": ("der Wiederaufnahme", "of the resumption"),
    "termination": ("der Beendigung", "of the termination"),
    "other": ("eines weiteren Akts", "of a further act"),
    "predecessor": ("der Vorgängerin", "of the predecessor"),
}
_OF_PROPERTY = {
    "founded": ("der Gründung", "of the founding"),
    "period": ("des Beginns", "of the beginning"),
    "held": ("", ""),
    "named": ("der Benennung", "of the naming"),
    "dedicated": ("der Einweihung", "of the dedication"),
    "erected": ("der Errichtung", "of the erection"),
}
# What a source says of a program today is no more than that.
_OF_STATE = {"running": "active", "planned": "announced", "ended": "unclear"}


class _NeverHeldError(UnknownDateError):
    """
    There is no date because a source says that it did not take place.
    """

    def __str__(self) -> str:
        return f"{self.about} did not take place, and so has no anniversary"


class _OnlyAnnouncedError(UnknownDateError):
    """
    There is no date because sources only announce it.
    """

    def __str__(self) -> str:
        return f"{self.about} was only announced, and so has no anniversary"


@attrs.frozen
class Start:
    """
    A day from which anniversaries are counted.

    Attributes:
        about: Full id of the record, or of an act (``partnerships/x#act``).

        since: The day, as far as it is known.

        criterion: What makes it a start: one of :data:`CRITERIA` for a
            partnership, the role of an act, the property of another record.
    """

    about: str
    since: PartialDate
    criterion: str


# Finding it ---------------------------------------------------------------------------


def start_of(dataset: Dataset, which: Record | str, criterion: str) -> Start:
    """
    The start of a record or an act.

    Args:
        dataset: Where to look a text up.

        which: A record; or its full id, the id of an act, the name of a partner.

        criterion: One of :data:`CRITERIA`, for partnerships. For other records
            a property such as ``"dedicated"``; one of :data:`CRITERIA` stands
            for the first property that has a value.

    Raises:
        UnknownDateError: If no source dates it, or it did not take place, or was
            only announced.

        UnknownNameError: If there is no such record or act.

        TypeError: If *which* is neither a text nor a record that can have a start.

        ValueError: If *criterion* does not fit the record.
    """
    if isinstance(which, str) and "#" in which:
        return _start_of_act(dataset, which)
    record = record_of(dataset, which)
    if isinstance(record, Partnership):
        since, said = record.since_by(criterion), criterion
    else:
        since, said = _start_of_thing(record, criterion)
    if since is None:
        raise UnknownDateError(record.full_id)
    return Start(record.full_id, since, said)


def record_of(dataset: Dataset, which: Record | str) -> Record:
    """
    A record, from itself, its full id, or the name of a partner.

    Raises:
        TypeError: If *which* is neither a text nor a record.

        UnknownNameError: If there is none such.
    """
    if isinstance(which, Record):
        return which
    if not isinstance(which, str):
        msg = f"a record or its id has anniversaries, not {shown(which)}"
        raise TypeError(msg)
    kind, slash, _ = which.partition("/")
    if slash and isinstance(getattr(dataset, kind, None), Records):
        return dataset.record(which)
    return dataset.partnership(which)


def _start_of_thing(record: Any, criterion: str) -> tuple[PartialDate | None, str]:
    properties = _STARTS.get(record.collection)
    if properties is None:
        near = record.partnerships if isinstance(record, City) else ()
        hint = offer([partnership.full_id for partnership in near])
        msg = f"{record.full_id} has no start, and so no anniversary{hint}"
        raise TypeError(msg)
    if criterion in CRITERIA:
        asked = properties
    elif criterion in properties:
        asked = (criterion,)
    else:
        known = ", ".join(properties)
        msg = (
            f"criterion must be one of {known} for {record.full_id}, not {criterion!r}"
        )
        raise ValueError(msg)
    if getattr(record, "took_place", None) is False:
        raise _NeverHeldError(record.full_id)
    if getattr(record, "only_announced", False):
        raise _OnlyAnnouncedError(record.full_id)
    for property in asked:
        value = getattr(record, property)
        since = value.start if isinstance(value, Period) else value
        if since is not None:
            return since, property
    return None, asked[0]


def _start_of_act(dataset: Dataset, which: str) -> Start:
    full = which if "/" in which else f"partnerships/{which}"
    subject = full.partition("#")[0]
    act = _act(dataset.record(subject), full)
    if act.date is None:
        raise UnknownDateError(full)
    return Start(full, act.date, act.role)


def _act(record: Record, full: str) -> Act:
    acts: tuple[Act, ...] = ()
    if isinstance(record, Partnership):
        acts = (*record.acts, *record.predecessors)
    for act in acts:
        if f"partnerships/{act.id}" == full:
            return act
    raise UnknownNameError(full, "act", [f"partnerships/{act.id}" for act in acts])


def predecessors_of(record: Record) -> Iterator[Start]:
    """
    The dated starts of what another party had agreed before a partnership.
    """
    for act in record.predecessors if isinstance(record, Partnership) else ():
        if act.date is not None:
            yield Start(f"partnerships/{act.id}", act.date, act.role)


def all_starts(dataset: Dataset) -> Iterator[Start]:
    """
    Every start in the data: of partnerships, acts, and all other records.
    """
    for partnership in dataset.partnerships.values():
        for criterion in CRITERIA:
            since = partnership.since_by(criterion)
            if since is not None:
                yield Start(partnership.full_id, since, criterion)
        for act in (*partnership.acts, *partnership.predecessors):
            if act.date is not None:
                yield Start(f"partnerships/{act.id}", act.date, act.role)
    for kind, properties in _STARTS.items():
        for record in getattr(dataset, kind).values():
            for property in properties:
                with contextlib.suppress(UnknownDateError):
                    yield start_of(dataset, record, property)


# Saying it ----------------------------------------------------------------------------


def called(
    handle: Dataset | str | None, about: str, criterion: str, language: str
) -> tuple[str, str]:
    """
    The name of the record, and what of it is kept (in the genitive, or empty).

    Without its data set a result knows no name; then it is the id.

    >>> import berlin_partnerships as bp
    >>> called(bp.load(), "partnerships/moscow", "first-act", "de")
    ('Moskau', 'des ersten Akts')
    """
    try:
        dataset = home(handle, about)
    except DataError:
        return about, ""
    record: Any = dataset.record(about.partition("#")[0])
    if not isinstance(record, Partnership):
        return record.label(language), in_language(language, *_OF_PROPERTY[criterion])
    name = record.city.label(language)
    if record.level == "borough":
        name = f"{name} ({dataset.parties[record.party].name[language]})"
    return name, _of_act(dataset, record, about, criterion, language)


def _of_act(
    dataset: Dataset, record: Partnership, about: str, criterion: str, language: str
) -> str:
    act = _act(record, about) if "#" in about else record.start_act(criterion)
    if act is None or act.role == "founding":
        return in_language(language, *_OF_RELATION[record.relation])
    said = in_language(language, *_OF_ROLE[act.role])
    if act.role == "predecessor":
        return f"{said} ({dataset.parties[act.party].name[language]})"
    return said


def said_status(status: str | None, language: str) -> str:
    """
    A sentence on a status that one must know of; none for an active partnership.

    >>> said_status("resting", "de")
    ' Status an diesem Tag, soweit bekannt: ruht.'
    """
    if status in (None, "active"):
        return ""
    word = in_language(language, *STATUS_WORDS[status])
    de, en = (
        "Status an diesem Tag, soweit bekannt",
        "Status on that day, as far as known",
    )
    return f" {in_language(language, de, en)}: {word}."


# Status and sources -------------------------------------------------------------------


def status_of(
    handle: Dataset | str | None, about: str, when: PartialDate
) -> str | None:
    """
    The status of a record on a day, as far as the data know.

    ``"unclear"`` if it changes within *when*, or sources only bound the change;
    None if nothing was agreed yet, or nothing is known: of what another party
    agreed, nothing is.

    Raises:
        DataError: If the data set is not loaded.
    """
    record: Any = home(handle, about).record(about.partition("#")[0])
    if isinstance(record, Partnership):
        others = {f"partnerships/{act.id}" for act in record.predecessors}
        return None if about in others else record.status(when)
    first, last = when.sort_key
    period = getattr(record, "period", None)
    end = period.end if period else None
    if end is None or end.upper is None:
        return _OF_STATE.get(getattr(record, "state", None) or "")
    if first > end.upper:
        return "ended"
    return "active" if last <= end.sort_key[0] else "unclear"


def sources_of(
    handle: Dataset | str | None, about: str, criterion: str
) -> tuple[str, ...]:
    """
    Ids of the sources that the start rests on, those closest to the deed first.

    Raises:
        DataError: If the data set is not loaded.
    """
    dataset = home(handle, about)
    property = criterion
    if "#" in about:
        property = "date"
    elif about.startswith("partnerships/"):
        act = dataset.partnerships[about.partition("/")[2]].start_act(criterion)
        about, property = f"partnerships/{act.id}" if act else about, "date"
    resolution = dataset.resolve(about, property)
    said = resolution.who_says(resolution.value)
    return tuple(sorted(said, key=lambda id: _closeness(dataset, id)))


def _closeness(dataset: Dataset, id: str) -> tuple[Any, ...]:
    published = dataset.sources[id].published
    day = published.sort_key if published else PartialDate.parse("9999").sort_key
    return DEFAULT.classes.index(dataset.source_class(id)), day, id
