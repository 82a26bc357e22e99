"""
Anniversaries of records: finds the dates and hands them to the arithmetic.

Floor 4: imports the arithmetic and the records.
"""

from __future__ import annotations

import datetime as dt

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ._anniversaries import (
    Anniversary,
    anniversaries_of,
    check_number,
    partial_shifted,
)
from ._dates import PartialDate, as_date


if TYPE_CHECKING:
    from ._anniversaries import Numbers
    from ._dataset import Dataset
    from ._partnerships import Partnership

__all__ = ["anniversaries", "anniversary", "next_anniversary"]


def anniversary(
    dataset: Dataset,
    about: str,
    since: PartialDate,
    number: int | None,
    year: int | None,
    criterion: str,
    leap: str,
) -> Anniversary:
    """
    The anniversary with a number, or that of a year.
    """
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
    return Anniversary(
        number=counted,
        date=when,
        about=about,
        since=since,
        criterion=criterion,
        dataset=dataset,
    )


def next_anniversary(
    dataset: Dataset,
    about: str,
    since: PartialDate,
    after: dt.date,
    numbers: Numbers,
    inclusive: bool,  # noqa: FBT001  # by name only for users
    criterion: str,
    leap: str,
) -> Anniversary:
    """
    The first anniversary after a day.
    """
    day = as_date(after, "after")
    for number, when in anniversaries_of(since, day, dt.date.max, numbers, leap):
        last = when.sort_key[1]
        if last > day or (inclusive and last == day):
            return Anniversary(
                number=number,
                date=when,
                about=about,
                since=since,
                criterion=criterion,
                dataset=dataset,
            )
    msg = f"{about} has no such anniversary after {day} until the year 9999"
    raise ValueError(msg)


def anniversaries(
    dataset: Dataset,
    start: dt.date,
    end: dt.date,
    partnerships: Iterable[Partnership],
    numbers: Numbers,
    criterion: str,
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
        Anniversary(
            number=number,
            date=when,
            about=partnership.full_id,
            since=since,
            criterion=criterion,
            dataset=dataset,
        )
        for partnership in partnerships
        if (since := partnership.since_by(criterion)) is not None
        for number, when in anniversaries_of(since, first, last, numbers, leap)
    ]
    return tuple(sorted(set(found), key=lambda a: (a.date.sort_key, a.about, a.number)))
