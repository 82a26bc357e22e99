"""
The number of partnerships over time, and what each source says of it.

Floor 6: part of the plots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from .._dataset import Dataset
from .._language import in_language
from .._membership import Interval
from .._reconciliation import Reconciliation
from ._shared import INK, ORANGE, axes, for_axis, known_days, last_day, whole_ticks


if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._reconciliation import SourceReport

__all__ = ["count"]

_GREEN = "#00785a"


def count(
    which: Reconciliation | Dataset | Iterable[Interval],
    *,
    until: date | None = None,
    ax: Axes | None = None,
    language: str = "en",
) -> Axes:
    """
    The number of partnerships over time, and what each source says of it.

    The line are the steps of the number; where dates leave it open, it is an area
    between two bounds, or has a gap. A source stands at its number, over the days
    it may speak of: a disc if it is right, a ring if it is right and incomplete, a
    cross with its id if it differs. If it prints another number of names than it
    states, it stands at the names, and a dotted line leads to the number.

    Args:
        which: A reconciliation (with its sources), a data set or what
            ``bp.timeline()`` gives (the line alone).

        until: The last day of the line; by default as for :func:`partnerships`,
            for a bare timeline a year after its last change.

        ax: As for :func:`partnerships`.

        language: ``"de"`` or ``"en"``.

    Raises:
        MissingExtraError: If matplotlib is not installed.

        ValueError: If there is nothing to draw.

        TypeError: If *which* is none of these.
    """
    drawn = axes(ax, 9, 5, language)
    steps, known = _steps(which)
    sources = which.sources if isinstance(which, Reconciliation) else ()
    days = [d for s in steps for d in (s.start, s.end) if d]
    days += [d for s in sources for d in known_days(s.when)]
    if not days:
        msg = "there is no number with a date to draw"
        raise ValueError(msg)
    first, last = min(days), last_day(until, known, days)
    shown = list(_within(steps, first, last))
    _line(drawn, [s for s in shown if s.low == s.high], language)
    _areas(drawn, [s for s in shown if s.low != s.high], language)
    _points(drawn, sources, first, last, language)
    _frame(drawn, sum(not known_days(s.when) for s in sources), language)
    return drawn


def _frame(ax: Axes, undated: int, language: str) -> None:
    """
    All around the line; the legend says how many sources could not be drawn.
    """
    ax.set_ylim(bottom=0)
    whole_ticks(ax.yaxis)
    ax.grid(alpha=0.3)
    ax.set_ylabel(in_language(language, "Partnerschaften", "partnerships"))
    de, en = "Zahl der Partnerschaften", "How many partnerships there were"
    ax.set_title(in_language(language, de, en))
    said = in_language(language, "Ohne Datum, nicht gezeichnet", "Undated, not drawn")
    title = f"{said}: {undated}" if undated else ""
    ax.legend(loc="lower right", framealpha=0.9, title=title)


# The line -----------------------------------------------------------------------------


class _Step(NamedTuple):
    """
    A time in which the number does not change, or lies between two bounds.
    """

    start: date | None
    end: date | None
    low: int
    high: int


def _steps(
    which: Reconciliation | Dataset | Iterable[Interval],
) -> tuple[list[_Step], date]:
    """
    The steps of the line, and the last day for which they are known.
    """
    if isinstance(which, Reconciliation):
        held = [_Step(s.start, s.end, n, n) for s, n, _ in which.history]
        return held, which.until
    known = which.known_until if isinstance(which, Dataset) else date.max
    held = []
    for each in which.timeline() if isinstance(which, Dataset) else which:
        if not isinstance(each, Interval):
            msg = f"a reconciliation, data set or timeline can be drawn, not {each!r}"
            raise TypeError(msg)
        low, high = (
            each.count if isinstance(each.count, tuple) else (each.count, each.count)
        )
        held.append(_Step(each.start, each.end, low, high))
    return held, known


class _Shown(NamedTuple):
    """
    The part of a step that is drawn.
    """

    start: date
    end: date
    low: int
    high: int


def _within(steps: Iterable[_Step], first: date, last: date) -> Iterator[_Shown]:
    for step in steps:
        start, end = step.start or first, min(step.end or last, last)
        if start <= end:
            yield _Shown(start, end, step.low, step.high)


def _line(ax: Axes, steps: Iterable[_Shown], language: str) -> None:
    xs: list[date] = []
    ys: list[float] = []
    for step in steps:
        if xs and xs[-1] != step.start:  # no line across a time that is not known
            xs.append(xs[-1])
            ys.append(float("nan"))
        xs += [step.start, step.end]
        ys += [step.low, step.low]
    label = in_language(language, "wie gezählt", "as counted")
    ax.plot(for_axis(xs), ys, color=INK, linewidth=1.5, label=label)


def _areas(ax: Axes, steps: Iterable[_Shown], language: str) -> None:
    label = in_language(language, "Zahl unsicher", "number uncertain")
    for i, step in enumerate(steps):
        ax.fill_between(
            for_axis((step.start, step.end)),
            step.low,
            step.high,
            facecolor="#dddddd",
            edgecolor="#555555",
            hatch="xxxx",
            label="" if i else label,
        )


# The sources --------------------------------------------------------------------------


class _Mark(NamedTuple):
    """
    How a source is drawn that fits, or does not.
    """

    words: tuple[str, str]
    marker: str
    size: int
    color: str
    face: str
    edge: str


_MARKS = {
    "fits": _Mark(("stimmt", "agrees"), "o", 36, _GREEN, _GREEN, "white"),
    "open": _Mark(
        ("stimmt, unvollständig", "agrees, incomplete"),
        "o",
        36,
        _GREEN,
        "white",
        _GREEN,
    ),
    "differs": _Mark(("weicht ab", "differs"), "X", 70, ORANGE, ORANGE, "white"),
}


class _Point(NamedTuple):
    """
    A source, and the days that it may speak of.
    """

    source: SourceReport
    begin: date
    end: date

    @property
    def middle(self) -> date:
        return self.begin + (self.end - self.begin) / 2

    @property
    def number(self) -> int:
        return self.source.size or 0

    @property
    def kind(self) -> str:
        if not self.source.fits:
            return "differs"
        return "fits" if self.source.closed else "open"


def _points(
    ax: Axes, sources: Iterable[SourceReport], first: date, last: date, language: str
) -> None:
    points = [
        _Point(s, s.when.lower or first, s.when.upper or max(last, *days))
        for s in sources
        if s.when is not None and (days := known_days(s.when))
    ]
    for kind, mark in _MARKS.items():
        those = [point for point in points if point.kind == kind]
        if those:
            label = f"{in_language(language, *mark.words)} ({len(those)})"
            _marks(ax, those, mark, label)
    for point in points:
        if point.kind == "differs":
            _named(ax, point)


def _marks(ax: Axes, those: Sequence[_Point], mark: _Mark, label: str) -> None:
    """
    Each source in the middle of the days it may speak of, with a bar over them.
    """
    numbers = [point.number for point in those]
    ax.hlines(
        numbers,
        for_axis(point.begin for point in those),
        for_axis(point.end for point in those),
        color=mark.color,
        alpha=0.45,
        linewidth=3,
    )
    ax.scatter(
        for_axis(point.middle for point in those),
        numbers,
        marker=mark.marker,
        s=mark.size,
        facecolor=mark.face,
        edgecolor=mark.edge,
        zorder=4,
        label=label,
    )


def _named(ax: Axes, point: _Point) -> None:
    """
    The id of a source that differs, and its other number if it has two.
    """
    stated = point.source.stated
    if stated is not None and stated != point.number:
        middle = for_axis([point.middle])
        ax.vlines(middle, point.number, stated, color=ORANGE, linestyle=":")
    ax.annotate(
        point.source.id,
        (point.middle, point.number),
        xytext=(-7, 5),
        textcoords="offset points",
        ha="right",
        fontsize="small",
        color=ORANGE,
    )
