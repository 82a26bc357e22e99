"""
Anniversaries of records: finds the dates and hands them to the arithmetic.

Floor 4: imports the arithmetic and the records.
"""

from __future__ import annotations

import contextlib
import datetime as dt

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ._anniversaries import (
    Anniversary,
    anniversaries_of,
    check_number,
    partial_shifted,
)
from ._dates import PartialDate, as_date
from ._model import Record
from ._occasions import Start, predecessors_of, record_of, start_of
from .exceptions import UnknownDateError, shown


if TYPE_CHECKING:
    from ._anniversaries import Numbers
    from ._dataset import Dataset

__all__ = ["anniversaries", "anniversary", "next_anniversary", "starts"]


def _made(
    dataset: Dataset | None, start: Start, number: int, when: PartialDate
) -> Anniversary:
    return Anniversary(
        number=number,
        date=when,
        about=start.about,
        since=start.since,
        criterion=start.criterion,
        dataset=dataset,
    )


def anniversary(
    dataset: Dataset | None,
    start: Start,
    number: int | None,
    year: int | None,
    leap: str,
) -> Anniversary:
    """
    The anniversary with a number, or that of a year.
    """
    about, since = start.about, start.since
    if (number is None) == (year is None):
        msg = "give either the number of the anniversary or a year"
        raise ValueError(msg)
    if since.lower is None or since.upper is None:
        msg = f"the start of {about} has an open end ({since})"
        raise ValueError(msg)
    if year is not None:
        number = check_number(year, "year") - since.lower.year
        if number < 0:
            msg = f"{year} is before the start of {about} ({since})"
            raise ValueError(msg)
    counted = check_number(number, "number")
    when = partial_shifted(since, counted, leap)
    if when is None:
        msg = f"{since} has no anniversary no. {counted} if only leap years count"
        raise ValueError(msg)
    return _made(dataset, start, counted, when)


def next_anniversary(
    dataset: Dataset | None,
    start: Start,
    after: dt.date,
    numbers: Numbers,
    inclusive: bool,  # noqa: FBT001  # by name only for users
    leap: str,
) -> Anniversary:
    """
    The first anniversary after a day.
    """
    day = as_date(after, "after")
    for number, when in anniversaries_of(start.since, day, dt.date.max, numbers, leap):
        last = when.sort_key[1]
        if last > day or (inclusive and last == day):
            return _made(dataset, start, number, when)
    msg = f"{start.about} has no such anniversary after {day} until the year 9999"
    raise ValueError(msg)


def starts(
    dataset: Dataset,
    records: Iterable[Record | str],
    criterion: str,
    *,
    predecessors: bool,
) -> Iterator[Start]:
    """
    The starts of records, without those that no source dates.

    Raises:
        TypeError: If *records* is a single one.
    """
    if isinstance(records, (str, Record)):
        msg = f"records must be several, not {shown(records)}; put it into a list"
        raise TypeError(msg)
    for which in records:
        with contextlib.suppress(UnknownDateError):
            yield start_of(dataset, which, criterion)
        if predecessors and not (isinstance(which, str) and "#" in which):
            yield from predecessors_of(record_of(dataset, which))


def anniversaries(
    dataset: Dataset | None,
    start: dt.date,
    end: dt.date,
    counted: Iterable[Start],
    numbers: Numbers,
    leap: str,
) -> tuple[Anniversary, ...]:
    """
    All anniversaries in a span of days, by date and id.
    """
    first, last = as_date(start, "start"), as_date(end, "end")
    if last < first:
        msg = f"end ({last}) is before start ({first})"
        raise ValueError(msg)
    found = [
        _made(dataset, each, number, when)
        for each in dict.fromkeys(counted)
        for number, when in anniversaries_of(each.since, first, last, numbers, leap)
    ]
    return tuple(sorted(found, key=_order))


def _order(anniversary: Anniversary) -> tuple[object, ...]:
    return *anniversary.date.sort_key, anniversary.about, anniversary.number
