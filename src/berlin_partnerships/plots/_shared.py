"""
What several pictures need: axes, colors, the looks of a status, days.

Floor 6: part of the plots.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from .._dataset import Dataset
from .._dates import as_date
from .._language import in_language
from .._partnerships import Partnership
from ..exceptions import MissingExtraError


if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

    from .._dates import PartialDate

__all__ = [
    "BLUE",
    "GRAY",
    "INK",
    "LOOKS",
    "ORANGE",
    "axes",
    "for_axis",
    "known_days",
    "last_day",
    "listed_partnerships",
    "whole_ticks",
]

BLUE, ORANGE, GRAY, INK = "#0072b2", "#d55e00", "#767676", "#222222"
_YEAR = timedelta(365)


class _Look(NamedTuple):
    """
    How a status is drawn; each differs from the others by more than its color.
    """

    color: str
    hatch: str
    marker: str


LOOKS = {
    "active": _Look(BLUE, "", "o"),
    "resting": _Look("#e69f00", "///", "s"),
    "dormant": _Look("#cc79a7", "...", "v"),
    "announced": _Look("#ffffff", "", "^"),
    "unclear": _Look("#bdbdbd", "xxxx", "D"),
}


# Axes ---------------------------------------------------------------------------------


def axes(ax: Axes | None, width: float, height: float, language: str) -> Axes:
    """
    The axes to draw into; new ones belong to a figure that nobody else knows.
    """
    in_language(language, "", "")  # an unknown one is refused before all else
    if ax is not None:
        return ax
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise MissingExtraError("matplotlib", "plots") from error
    return Figure(figsize=(width, height), layout="constrained").subplots()


def for_axis(days: Iterable[date | timedelta]) -> Any:
    """
    Days for an axis of dates: matplotlib takes them, though its types don't say so.
    """
    return list(days)


def whole_ticks(axis: Axis) -> None:
    """
    Ticks only at whole numbers: there is no half partnership.
    """
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415  # an extra

    axis.set_major_locator(MaxNLocator(integer=True))


# What is drawn ------------------------------------------------------------------------


def listed_partnerships(which: Dataset | Iterable[Partnership]) -> list[Partnership]:
    """
    The partnerships to draw.

    Raises:
        TypeError: If they are none.
    """
    found = list(which.partnerships.values() if isinstance(which, Dataset) else which)
    for each in found:
        if not isinstance(each, Partnership):
            msg = f"a data set or partnerships can be drawn here, not {each!r}"
            raise TypeError(msg)
    return found


def known_days(when: PartialDate | None) -> list[date]:
    """
    The bounds of a date, as far as it has any.
    """
    return [] if when is None else [d for d in (when.lower, when.upper) if d]


def last_day(until: date | None, known: date, days: Iterable[date]) -> date:
    """
    The last day to draw: as told, or as known, or a year after the last date.
    """
    if until is not None:
        return as_date(until, "until")
    return known if known < date.max else max(days) + _YEAR
