"""
The partners on a map of the world.

Floor 6: part of the plots.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from .._dates import as_date
from .._language import in_language
from .._terms import STATUS_WORDS
from .._text import said_date
from ._coast import rings
from ._placing import Box, placed
from ._shared import GRAY, INK, LOOKS, axes, listed_partnerships


if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._dataset import Dataset
    from .._model import City
    from .._partnerships import Partnership

__all__ = ["world"]

_LAND = "#e3e3de"
_TYPE = 8.0  # the size of the names, in points


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
    held = listed_partnerships(which)
    drawn = axes(ax, 11, 4.9, language)
    day = _day_of(held, on)
    found = _partners(held, day)
    if not found:
        msg = f"there is no partner to draw on {day}"
        raise ValueError(msg)
    _land(drawn, language)
    spots = [s for city, status in found for s in _spot(city, status)]
    homes = [s for city in _homes(held) for s in _spot(city, "")]
    _cities(drawn, spots, homes, language)
    missing = [city.label(language) for city, _ in found if not _spot(city, "")]
    if missing:
        said = in_language(language, "Ort nicht bekannt", "Place not known")
        drawn.set_xlabel(f"{said}: {', '.join(missing)}")
    when = said_date(day, language)
    de, en = f"Partnerstädte am {when}", f"Partner cities on {when}"
    drawn.set_title(in_language(language, de, en))
    return drawn


# Who is drawn, and where --------------------------------------------------------------


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


def _partners(held: Iterable[Partnership], day: date) -> list[tuple[City, str]]:
    """
    The partners on a day, each once, with their status.
    """
    found: dict[str, tuple[City, str]] = {}
    for p in held:
        status = p.status(day)
        if status is not None and status != "ended":
            found.setdefault(p.city_id, (p.city, status))
    return list(found.values())


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


# How it is drawn ----------------------------------------------------------------------


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
    ax.tick_params(length=0, labelsize="small", labelcolor=GRAY)
    ax.grid(alpha=0.35, linewidth=0.5)
    ax.set_axisbelow(True)


def _degrees(number: int, plus: str, minus: str) -> str:
    sign = "" if number % 180 == 0 else f" {plus if number > 0 else minus}"
    return f"{abs(number)}°{sign}"


def _cities(
    ax: Axes, partners: Sequence[_Spot], homes: Sequence[_Spot], language: str
) -> None:
    for status, (color, _, marker) in LOOKS.items():
        those = [spot for spot in partners if spot.status == status]
        label = in_language(language, *STATUS_WORDS[status])
        _marks(ax, those, color, marker, 24, label)
    _marks(ax, homes, INK, "*", 90, "")
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
            edgecolor=INK,
            zorder=4,
            label=label,
        )


def _names(ax: Axes, spots: Iterable[_Spot], language: str) -> None:
    """
    Write names beside places, and a line between where they are apart.
    """
    held = [(spot.city.label(language), (spot.x, spot.y)) for spot in spots]
    for (name, place), shift in zip(held, _shifts(ax, held), strict=True):
        ax.annotate(
            name,
            place,
            xytext=shift,
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=_TYPE,
            zorder=5,
            bbox={"boxstyle": "square,pad=0", "facecolor": "none", "linewidth": 0},
            arrowprops={
                "arrowstyle": "-",
                "color": INK,
                "linewidth": 0.6,
                "shrinkA": 0,
                "shrinkB": 0,
            },
        )


def _shifts(
    ax: Axes, named: Sequence[tuple[str, tuple[float, float]]]
) -> list[tuple[float, float]]:
    """
    How far the middle of each name is from its place, in points.
    """
    from matplotlib.textpath import TextPath  # noqa: PLC0415  # an extra

    figure: Any = ax.get_figure(root=True)
    figure.draw_without_rendering()  # or the axes don't know yet how large they are
    unit = 72 / figure.dpi  # points per pixel
    points = [ax.transData.transform(place) * unit for _, place in named]
    boxes = placed(
        [(x, y) for x, y in points],
        [
            (TextPath((0, 0), name, _TYPE).get_extents().x1 + 3, 1.25 * _TYPE)
            for name, _ in named
        ],
        Box(*(ax.get_window_extent().extents * unit)),
    )
    return [
        ((box.left + box.right) / 2 - x, (box.bottom + box.top) / 2 - y)
        for (x, y), box in zip(points, boxes, strict=True)
    ]
