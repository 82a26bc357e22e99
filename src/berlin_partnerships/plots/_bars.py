"""
The partnerships over time, each a bar.

Floor 6: part of the plots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from .._language import in_language
from .._terms import STATUS_WORDS
from ._shared import (
    INK,
    LOOKS,
    axes,
    for_axis,
    known_days,
    last_day,
    listed_partnerships,
)


if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._dataset import Dataset
    from .._dates import PartialDate
    from .._partnerships import Partnership

__all__ = ["partnerships"]


def partnerships(
    which: Dataset | Iterable[Partnership],
    *,
    until: date | None = None,
    ax: Axes | None = None,
    language: str = "en",
) -> Axes:
    """
    Each partnership as a bar from its start on, the oldest at the top.

    A status has a color and a hatch of its own. The time in which sources only
    bound the day of a change is drawn over it, crossed and with an edge, so that
    even a month can be seen. A diamond is the opening act, if there is one before
    the founding act. What has ended has no bar any more.

    Args:
        which: A data set (all its partnerships), or partnerships.

        until: The last day drawn. By default the last one that the sources of the
            data speak about, or, if the data don't say, a year after their last
            date.

        ax: The axes to draw into; without them, those of a new figure.

        language: ``"de"`` or ``"en"``.

    Raises:
        MissingExtraError: If matplotlib is not installed.

        ValueError: If there is no partnership with a date.

        TypeError: If *which* is neither.

    >>> import berlin_partnerships as bp
    >>> from berlin_partnerships import plots
    >>> ax = plots.partnerships(bp.partners())
    >>> ax.get_yticklabels()[0].get_text()
    'Los Angeles'
    """
    rows = sorted(listed_partnerships(which), key=_first_day)
    drawn = axes(ax, 9, 1.5 + 0.26 * len(rows), language)
    days = [day for p in rows for day in _days(p)]
    if not days:
        msg = "there is no partnership with a date to draw"
        raise ValueError(msg)
    first, last = min(days), last_day(until, rows[0].dataset.known_until, days)
    spans = [s for y, p in enumerate(rows) for s in _spans(p, y, first, last)]
    for status in LOOKS:
        those = [s for s in spans if s.status == status]
        if those:
            _bars(drawn, those, status, language)
    _openings(drawn, rows, last, language)
    _frame(drawn, [_row_name(p, language) for p in rows], language)
    rim = (last - first) * 0.02
    drawn.set_xlim(*for_axis((first - rim, last + rim)))
    return drawn


def _frame(ax: Axes, names: Sequence[str], language: str) -> None:
    """
    All around the bars but the span of time.
    """
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.grid(axis="x", alpha=0.3)
    ax.set_axisbelow(True)
    ax.set_title(in_language(language, "Partnerschaften", "Partnerships"))
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.06), ncols=5, frameon=False)


def _row_name(p: Partnership, language: str) -> str:
    name = p.city.label(language)
    return f"{name} – {p.home(language)}" if p.level == "borough" else name


# When it was what ---------------------------------------------------------------------


def _dates(p: Partnership) -> Iterator[PartialDate | None]:
    yield p.since_by("first-act")
    for period in p.periods:
        yield from (period.start, period.end)


def _days(p: Partnership) -> list[date]:
    return [day for when in _dates(p) for day in known_days(when)]


def _first_day(p: Partnership) -> tuple[date, str]:
    return min(_days(p), default=date.max), p.id


class _Stretch(NamedTuple):
    """
    A part of a bar, in the row *y*.
    """

    y: int
    status: str
    start: date
    end: date


def _spans(p: Partnership, y: int, first: date, last: date) -> Iterator[_Stretch]:
    """
    The times of each status, and those in which a change lies; until *last*.
    """
    unclear: dict[tuple[date, date], None] = {}
    for period in p.periods:
        if period.status == "ended":
            continue
        start, end = period.start, period.end
        latest = min((end.lower or first) if end else last, last)
        begin = (start.lower if start else None) or first
        sure = (start.upper if start else None) or latest
        if sure < latest:
            yield _Stretch(y, period.status, sure, latest)
        unclear[begin, min(sure, last)] = None
        unclear[latest, min((end.upper if end else None) or last, last)] = None
    for begin, sure in unclear:
        if begin < sure:
            yield _Stretch(y, "unclear", begin, sure)


# How it is drawn ----------------------------------------------------------------------


def _bars(ax: Axes, spans: Sequence[_Stretch], status: str, language: str) -> None:
    """
    The bars of a status; what is unclear lies over the others and is higher.
    """
    on_top, look = status == "unclear", LOOKS[status]
    ax.barh(
        [s.y for s in spans],
        for_axis(s.end - s.start for s in spans),
        left=for_axis(s.start for s in spans),
        height=0.8 if on_top else 0.55,
        color=look.color,
        hatch=look.hatch,
        edgecolor=INK if on_top or look.color == "#ffffff" else "#555555",
        linewidth=0.8 if on_top else 0.4,
        zorder=3 if on_top else 2,
        label=_status_word(status, language),
    )


def _status_word(status: str, language: str) -> str:
    if status == "unclear":
        return in_language(language, "Datum unsicher", "date uncertain")
    return in_language(language, *STATUS_WORDS[status])


def _openings(ax: Axes, rows: Sequence[Partnership], last: date, language: str) -> None:
    found = [
        (y, days[0] + (days[-1] - days[0]) / 2)
        for y, p in enumerate(rows)
        if any(act.role == "opening" for act in p.acts)
        if (days := known_days(p.since_by("first-act")))
    ]
    shown = [(y, day) for y, day in found if day <= last]
    if shown:
        ax.scatter(
            for_axis(day for _, day in shown),
            [y for y, _ in shown],
            marker="D",
            s=28,
            facecolor="white",
            edgecolor=INK,
            zorder=4,
            label=in_language(language, "erster Akt", "first act"),
        )
