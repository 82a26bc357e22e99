"""
Pictures with matplotlib: partnerships over time, numbers and who says so, maps.

Needs the extra ``plots``: ``pip install 'berlin-partnerships[plots]'``.

Each function draws into the axes that it is given, or into a figure of its own,
and returns the axes. None needs a display, asks the network, or touches the
state of ``matplotlib.pyplot``.

>>> import berlin_partnerships as bp
>>> from berlin_partnerships import plots
>>> ax = plots.bridge(bp.reconcile("seed-004", "seed-002"), language="de")
>>> [label.get_text() for label in ax.get_yticklabels()]
['senuvk-overview', 'Kyiv: Zeit', 'rbm-overview']
>>> ax.figure.savefig("bridge.png")  # doctest: +SKIP

Floor 6: imports the answers and the data set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from ._coast import rings
from ._dataset import Dataset
from ._dates import as_date
from ._membership import Interval
from ._model import in_language
from ._partnerships import Partnership
from ._placing import Box, placed
from ._reconcile import BridgeItem, Comparison
from ._reconciliation import Reconciliation
from ._report import CAUSES
from ._terms import STATUS_WORDS
from ._text import said_date
from .exceptions import MissingExtraError


if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

    from ._dates import PartialDate
    from ._model import City
    from ._reconciliation import Label, SourceReport

__all__ = ["bridge", "count", "partnerships", "world"]

_BLUE, _ORANGE, _GREEN, _GRAY, _LAND = (
    "#0072b2",
    "#d55e00",
    "#00785a",
    "#767676",
    "#e3e3de",
)
_YEAR = timedelta(365)


class _Look(NamedTuple):
    """
    How a status is drawn; each differs from the others by more than its color.
    """

    color: str
    hatch: str
    marker: str


_LOOKS = {
    "active": _Look(_BLUE, "", "o"),
    "resting": _Look("#e69f00", "///", "s"),
    "dormant": _Look("#cc79a7", "...", "v"),
    "announced": _Look("#ffffff", "", "^"),
    "unclear": _Look("#bdbdbd", "xxxx", "D"),
}


def _axes(ax: Axes | None, width: float, height: float, language: str) -> Axes:
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


def _for_axis(days: Iterable[date | timedelta]) -> Any:
    """
    Days for an axis of dates: matplotlib takes them, though its types don't say so.
    """
    return list(days)


def _whole(axis: Axis) -> None:
    """
    Ticks only at whole numbers: there is no half partnership.
    """
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415  # an extra

    axis.set_major_locator(MaxNLocator(integer=True))


def _last(until: date | None, known: date, days: Iterable[date]) -> date:
    """
    The last day to draw: as told, or as known, or a year after the last date.
    """
    if until is not None:
        return as_date(until, "until")
    return known if known < date.max else max(days) + _YEAR


# Partnerships over time ---------------------------------------------------------------


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
    rows = sorted(_partnerships(which), key=_first_day)
    drawn = _axes(ax, 9, 1.5 + 0.26 * len(rows), language)
    days = [day for p in rows for when in _dates(p) for day in _known(when)]
    if not days:
        msg = "there is no partnership with a date to draw"
        raise ValueError(msg)
    last = _last(until, rows[0].dataset.known_until, days)
    spans = [s for y, p in enumerate(rows) for s in _spans(p, y, min(days), last)]
    for status, (color, hatch, _) in _LOOKS.items():
        those = [s for s in spans if s.status == status]
        _bars(drawn, those, color, hatch, _status_word(status, language))
    _openings(drawn, rows, last, language)
    drawn.set_yticks(range(len(rows)), [_row_name(p, language) for p in rows])
    drawn.set_ylim(len(rows) - 0.4, -0.6)
    drawn.grid(axis="x", alpha=0.3)
    drawn.set_axisbelow(True)
    drawn.set_title(in_language(language, "Partnerschaften", "Partnerships"))
    drawn.legend(
        loc="upper center", bbox_to_anchor=(0.5, -0.06), ncols=5, frameon=False
    )
    rim = (last - min(days)) * 0.02
    drawn.set_xlim(*_for_axis((min(days) - rim, last + rim)))
    return drawn


class _Stretch(NamedTuple):
    """
    A part of a bar, in the row *y*.
    """

    y: int
    status: str
    start: date
    end: date


def _partnerships(which: Dataset | Iterable[Partnership]) -> list[Partnership]:
    found = list(which.partnerships.values() if isinstance(which, Dataset) else which)
    for each in found:
        if not isinstance(each, Partnership):
            msg = f"a data set or partnerships can be drawn here, not {each!r}"
            raise TypeError(msg)
    return found


def _known(when: PartialDate | None) -> list[date]:
    return [] if when is None else [d for d in (when.lower, when.upper) if d]


def _dates(p: Partnership) -> Iterator[PartialDate | None]:
    yield p.since_by("first-act")
    for period in p.periods:
        yield from (period.start, period.end)


def _first_day(p: Partnership) -> tuple[date, str]:
    days = [day for when in _dates(p) for day in _known(when)]
    return min(days, default=date.max), p.id


def _row_name(p: Partnership, language: str) -> str:
    name = p.city.label(language)
    return f"{name} – {p.home(language)}" if p.level == "borough" else name


def _status_word(status: str, language: str) -> str:
    if status == "unclear":
        return in_language(language, "Datum unsicher", "date uncertain")
    return in_language(language, *STATUS_WORDS[status])


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


def _bars(
    ax: Axes, spans: Sequence[_Stretch], color: str, hatch: str, label: str
) -> None:
    if not spans:
        return
    on_top = hatch == _LOOKS["unclear"].hatch
    ax.barh(
        [s.y for s in spans],
        _for_axis(s.end - s.start for s in spans),
        left=_for_axis(s.start for s in spans),
        height=0.55 if not on_top else 0.8,
        color=color,
        hatch=hatch,
        edgecolor="#222222" if on_top or color == "#ffffff" else "#555555",
        linewidth=0.8 if on_top else 0.4,
        zorder=3 if on_top else 2,
        label=label,
    )


def _openings(ax: Axes, rows: Sequence[Partnership], last: date, language: str) -> None:
    found = [
        (y, days[0] + (days[-1] - days[0]) / 2)
        for y, p in enumerate(rows)
        if any(act.role == "opening" for act in p.acts)
        if (days := _known(p.since_by("first-act")))
    ]
    shown = [(y, day) for y, day in found if day <= last]
    if shown:
        ax.scatter(
            _for_axis(day for _, day in shown),
            [y for y, _ in shown],
            marker="D",
            s=28,
            facecolor="white",
            edgecolor="#222222",
            zorder=4,
            label=in_language(language, "erster Akt", "first act"),
        )


# The number over time -----------------------------------------------------------------


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
    drawn = _axes(ax, 9, 5, language)
    steps, known = _steps(which)
    sources = which.sources if isinstance(which, Reconciliation) else ()
    days = [d for s in steps for d in (s.start, s.end) if d]
    days += [d for s in sources for d in _known(s.when)]
    if not days:
        msg = "there is no number with a date to draw"
        raise ValueError(msg)
    first, last = min(days), _last(until, known, days)
    _line(drawn, steps, first, last, language)
    _points(drawn, sources, first, last, language)
    drawn.set_ylim(bottom=0)
    _whole(drawn.yaxis)
    drawn.grid(alpha=0.3)
    drawn.set_ylabel(in_language(language, "Partnerschaften", "partnerships"))
    drawn.set_title(
        in_language(
            language, "Zahl der Partnerschaften", "How many partnerships there were"
        )
    )
    undated = sum(not _known(s.when) for s in sources)
    said = in_language(language, "Ohne Datum, nicht gezeichnet", "Undated, not drawn")
    drawn.legend(
        loc="lower right", framealpha=0.9, title=f"{said}: {undated}" if undated else ""
    )
    return drawn


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


def _line(
    ax: Axes, steps: Iterable[_Step], first: date, last: date, language: str
) -> None:
    xs: list[date] = []
    ys: list[float] = []
    open_times = []
    for step in steps:
        start, end = step.start or first, min(step.end or last, last)
        if start > end:
            continue
        if step.low != step.high:
            open_times.append((start, end, step.low, step.high))
            continue
        if xs and xs[-1] != start:  # no line across a time that is not known
            xs.append(xs[-1])
            ys.append(float("nan"))
        xs += [start, end]
        ys += [step.low, step.low]
    label = in_language(language, "wie gezählt", "as counted")
    ax.plot(_for_axis(xs), ys, color="#222222", linewidth=1.5, label=label)
    label = in_language(language, "Zahl unsicher", "number uncertain")
    for i, (start, end, low, high) in enumerate(open_times):
        ax.fill_between(
            _for_axis((start, end)),
            low,
            high,
            facecolor="#dddddd",
            edgecolor="#555555",
            hatch="xxxx",
            label="" if i else label,
        )


def _points(
    ax: Axes, sources: Iterable[SourceReport], first: date, last: date, language: str
) -> None:
    groups: dict[str, list[tuple[date, date, SourceReport]]] = {}
    for s in sources:
        if s.when is not None and (days := _known(s.when)):
            begin = s.when.lower or first
            end = s.when.upper or max(last, *days)
            kind = ("fits" if s.closed else "open") if s.fits else "differs"
            groups.setdefault(kind, []).append((begin, end, s))
    for kind, (de, en, marker, color) in _MARKS.items():
        those = groups.get(kind, [])
        if not those:
            continue
        numbers = [s.size or 0 for *_, s in those]
        starts, ends = [a for a, *_ in those], [b for _, b, _ in those]
        middles = [a + (b - a) / 2 for a, b, _ in those]
        ax.hlines(
            numbers,
            _for_axis(starts),
            _for_axis(ends),
            color=color,
            alpha=0.45,
            linewidth=3,
        )
        ax.scatter(
            _for_axis(middles),
            numbers,
            marker=marker,
            s=70 if kind == "differs" else 36,
            facecolor="white" if kind == "open" else color,
            edgecolor=color if kind == "open" else "white",
            zorder=4,
            label=f"{in_language(language, de, en)} ({len(those)})",
        )
        if kind == "differs":
            _named(ax, those, middles)


_MARKS = {
    "fits": ("stimmt", "agrees", "o", _GREEN),
    "open": ("stimmt, unvollständig", "agrees, incomplete", "o", _GREEN),
    "differs": ("weicht ab", "differs", "X", _ORANGE),
}


def _named(
    ax: Axes, those: Sequence[tuple[date, date, SourceReport]], middles: Sequence[date]
) -> None:
    """
    The ids of sources that differ, and the other number if they have two.
    """
    for (*_, source), middle in zip(those, middles, strict=True):
        printed, stated = source.size or 0, source.stated
        if stated is not None and stated != printed:
            ax.vlines(
                _for_axis([middle]), printed, stated, color=_ORANGE, linestyle=":"
            )
        ax.annotate(
            source.id,
            (middle, printed),
            xytext=(-7, 5),
            textcoords="offset points",
            ha="right",
            fontsize="small",
            color=_ORANGE,
        )


# A map --------------------------------------------------------------------------------


def world(
    which: Dataset | Iterable[Partnership],
    *,
    on: date | None = None,
    ax: Axes | None = None,
    language: str = "en",
) -> Axes:
    """
    The partners on a map of the world.

    Degrees of longitude and latitude are drawn alike. Each partner has the mark
    of its status on the day, and its name near it, at the end of a line where it
    is crowded; the city whose partners they are is a star. A city that has several
    partnerships is drawn once, by the first. The land is that of Natural Earth,
    much simplified and without borders.

    Args:
        which: A data set, or partnerships.

        on: The day. By default the last one that the sources of the data speak
            about; must be given if the data don't say.

        ax: As for :func:`partnerships`. The names are placed for the size that the
            axes have now.

        language: ``"de"`` or ``"en"``.

    Raises:
        MissingExtraError: If matplotlib is not installed.

        ValueError: If no partner is held on that day.

        TypeError: If *which* is neither.
    """
    held = _partnerships(which)
    drawn = _axes(ax, 11, 4.9, language)
    day = _day_of(held, on)
    found: dict[str, tuple[City, str]] = {}
    for p in held:
        status = p.status(day)
        if status is not None and status != "ended":
            found.setdefault(p.city_id, (p.city, status))
    if not found:
        msg = f"there is no partner to draw on {day}"
        raise ValueError(msg)
    _land(drawn, language)
    spots = [s for city, status in found.values() for s in _spot(city, status)]
    homes = [s for city in _homes(held) for s in _spot(city, "")]
    _cities(drawn, spots, homes, language)
    missing = [c.label(language) for c, _ in found.values() if not _spot(c, "")]
    if missing:
        said = in_language(language, "Ort nicht bekannt", "Place not known")
        drawn.set_xlabel(f"{said}: {', '.join(missing)}")
    when = said_date(day, language)
    de, en = f"Partnerstädte am {when}", f"Partner cities on {when}"
    drawn.set_title(in_language(language, de, en))
    return drawn


def _day_of(held: Sequence[Partnership], on: date | None) -> date:
    """
    The day that a map shows.
    """
    if on is not None:
        return as_date(on)
    if not held:
        msg = "there is no partnership to draw"
        raise ValueError(msg)
    known = held[0].dataset.known_until
    if known == date.max:
        msg = "the data don't say until when they are known; pass on=date(…)"
        raise ValueError(msg)
    return known


class _Spot(NamedTuple):
    """
    A city on the map, at degrees of longitude and latitude.
    """

    city: City
    status: str
    x: float
    y: float


def _spot(city: City, status: str) -> list[_Spot]:
    """
    Where a city is; nothing if that is not known.
    """
    x, y = city.longitude, city.latitude
    return [] if x is None or y is None else [_Spot(city, status, x, y)]


def _homes(held: Iterable[Partnership]) -> list[City]:
    """
    Whose partners they are, as far as these are cities.
    """
    homes = {(p.party, p.dataset.cities.get(p.party)): None for p in held}
    return [home for _, home in homes if home]


def _land(ax: Axes, language: str) -> None:
    from matplotlib.patches import PathPatch  # noqa: PLC0415  # an extra
    from matplotlib.path import Path  # noqa: PLC0415

    outlines = [Path(ring, closed=True) for ring in rings()]
    land = Path.make_compound_path(*outlines)
    ax.add_patch(PathPatch(land, facecolor=_LAND, edgecolor="#b5b5ae", linewidth=0.4))
    ax.set(xlim=(-180, 180), ylim=(-60, 85), aspect="equal")
    east, west, north, south = in_language(language, "O W N S", "E W N S").split()
    ax.set_xticks(
        range(-180, 181, 30), [_degrees(n, east, west) for n in range(-180, 181, 30)]
    )
    ax.set_yticks(
        range(-60, 61, 30), [_degrees(n, north, south) for n in range(-60, 61, 30)]
    )
    ax.tick_params(length=0, labelsize="small", labelcolor=_GRAY)
    ax.grid(alpha=0.35, linewidth=0.5)
    ax.set_axisbelow(True)


def _degrees(number: int, plus: str, minus: str) -> str:
    sign = "" if number % 180 == 0 else f" {plus if number > 0 else minus}"
    return f"{abs(number)}°{sign}"


def _cities(
    ax: Axes, partners: Sequence[_Spot], homes: Sequence[_Spot], language: str
) -> None:
    for status, (color, _, marker) in _LOOKS.items():
        those = [spot for spot in partners if spot.status == status]
        label = in_language(language, *STATUS_WORDS[status])
        _marks(ax, those, color, marker, 24, label)
    _marks(ax, homes, "#222222", "*", 90, "")
    if partners:
        ax.legend(loc="lower left", framealpha=0.9)
    _names(ax, {s.city.id: s for s in (*homes, *partners)}.values(), language)


def _marks(
    ax: Axes, spots: Sequence[_Spot], color: str, marker: str, size: int, label: str
) -> None:
    if spots:
        ax.scatter(
            [spot.x for spot in spots],
            [spot.y for spot in spots],
            s=size,
            marker=marker,
            facecolor=color,
            edgecolor="#222222",
            zorder=4,
            label=label,
        )


def _names(ax: Axes, spots: Iterable[_Spot], language: str, size: float = 8) -> None:
    """
    Write names beside places, and a line between where they are apart.
    """
    from matplotlib.textpath import TextPath  # noqa: PLC0415  # an extra

    figure: Any = ax.get_figure(root=True)
    figure.draw_without_rendering()  # or the axes don't know yet how large they are
    held = [(spot.city.label(language), (spot.x, spot.y)) for spot in spots]
    unit = 72 / figure.dpi  # points per pixel
    points = [ax.transData.transform(place) * unit for _, place in held]
    boxes = placed(
        [(x, y) for x, y in points],
        [
            (TextPath((0, 0), name, size).get_extents().x1 + 3, 1.25 * size)
            for name, _ in held
        ],
        Box(*(ax.get_window_extent().extents * unit)),
    )
    for (name, place), (x, y), box in zip(held, points, boxes, strict=True):
        ax.annotate(
            name,
            place,
            xytext=((box.left + box.right) / 2 - x, (box.bottom + box.top) / 2 - y),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=size,
            zorder=5,
            bbox={"boxstyle": "square,pad=0", "facecolor": "none", "linewidth": 0},
            arrowprops={
                "arrowstyle": "-",
                "color": "#222222",
                "linewidth": 0.6,
                "shrinkA": 0,
                "shrinkB": 0,
            },
        )


# From one number to another -----------------------------------------------------------


def bridge(
    which: Comparison | Reconciliation,
    *,
    labels: Iterable[Label] | None = None,
    ax: Axes | None = None,
    language: str = "en",
) -> Axes:
    """
    The bridge from one source's number to another's, as a waterfall.

    The first bar is the number of the first source, the last that of the second;
    between them each entry that only one of them has adds or takes away its bar.
    Its name, its cause, and the sign are written beside it.

    Args:
        which: A comparison, or a reconciliation that has one.

        labels: What the entries of a comparison are called; by default as in the
            shipped data. A reconciliation has labels of its own.

        ax: As for :func:`partnerships`.

        language: ``"de"`` or ``"en"``.

    Raises:
        MissingExtraError: If matplotlib is not installed.

        ValueError: If a reconciliation has no comparison, or several.
    """
    drawn = _axes(ax, 8, 4, language)
    comparison = which if isinstance(which, Comparison) else _only(which)
    if labels is None and isinstance(which, Reconciliation):
        labels = which.labels
    names = _entities(labels, comparison, language)
    held, items = comparison.bridge, comparison.bridge.items
    levels = [held.start]
    for item in items:
        levels.append(levels[-1] + item.delta)
    rows = [comparison.a, *(_entry(i, names, language) for i in items), comparison.b]
    _total(drawn, 0, held.start)
    for y, item in enumerate(items, 1):
        _change(drawn, y, levels[y - 1], item.delta)
    _total(drawn, len(rows) - 1, held.end)
    for y, level in enumerate(levels):  # from the end of a bar to the next one
        drawn.vlines(level, y + 0.3, y + 0.7, color=_GRAY, linewidth=0.8)
    drawn.set_yticks(range(len(rows)), rows)
    drawn.set_ylim(len(rows) - 0.4, -0.6)
    drawn.set_xlim(0, max(*levels, held.end) * 1.08 + 0.5)
    _whole(drawn.xaxis)
    drawn.set_xlabel(in_language(language, "Partnerschaften", "partnerships"))
    drawn.set_title(str(held))
    return drawn


def _only(r: Reconciliation) -> Comparison:
    """
    The comparison of a reconciliation that has one.
    """
    if not isinstance(r, Reconciliation):
        msg = f"a comparison or reconciliation can be drawn here, not {r!r}"
        raise TypeError(msg)
    if len(r.comparisons) == 1:
        return r.comparisons[0]
    if not r.comparisons:
        msg = "there is nothing to compare: the reconciliation has one source"
        raise ValueError(msg)
    found = "\n".join(
        f"  .comparisons[{i}]: {c.a} → {c.b}" for i, c in enumerate(r.comparisons)
    )
    msg = f"the reconciliation has several comparisons; pass one of them:\n{found}"
    raise ValueError(msg)


def _entities(
    labels: Iterable[Label] | None, comparison: Comparison, language: str
) -> dict[str, str]:
    if labels is not None:
        return {x.entity: in_language(language, x.de, x.en) for x in labels}
    from . import load  # noqa: PLC0415  # only if nobody says other names

    cities = load().cities
    found = (cities.get(item.item) for item in comparison.bridge.items)
    return {city.id: city.label(language) for city in found if city}


def _entry(item: BridgeItem, names: Mapping[str, str], language: str) -> str:
    cause = in_language(language, *CAUSES.get(item.cause, (item.cause, item.cause)))
    return f"{names.get(item.item, item.item)}: {cause}"


def _total(ax: Axes, y: int, number: int) -> None:
    ax.barh(y, number, height=0.6, color=_GRAY, zorder=2)
    ax.annotate(
        str(number), (number, y), xytext=(4, 0), textcoords="offset points", va="center"
    )


def _change(ax: Axes, y: int, before: int, delta: int) -> None:
    """
    A bar from the number before an entry to that after it.
    """
    more = delta > 0
    color, hatch = (_BLUE, "") if more else (_ORANGE, "///")
    ax.barh(
        y,
        abs(delta),
        height=0.6,
        left=min(before, before + delta),
        color=color,
        hatch=hatch,
        edgecolor="white",
        zorder=2,
    )
    ax.annotate(
        f"{delta:+d}".replace("-", "−"),
        (max(before, before + delta), y),
        xytext=(4, 0),
        textcoords="offset points",
        va="center",
        color=color,
    )
