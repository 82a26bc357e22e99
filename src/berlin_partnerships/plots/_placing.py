"""
Where the labels of points go, so that none covers another.

Lengths are points, the unit of type; x goes to the right and y up.

Floor 6: part of the plots.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, pi, sin
from typing import NamedTuple


__all__ = ["Box", "placed"]

_GAP = 4.0
_RINGS = 40
_AROUND = 16


class Box(NamedTuple):
    """
    A rectangle.
    """

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """
        Whether the two share a part.
        """
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def within(self, other: Box) -> bool:
        """
        Whether it lies in the other.
        """
        return (
            other.left <= self.left
            and other.bottom <= self.bottom
            and self.right <= other.right
            and self.top <= other.top
        )


def placed(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    frame: Box,
) -> list[Box]:
    """
    A place for the label of each point, as near to it as there is room.

    The first come first. A label for which there is no room stands to the right of
    its point, whatever is there.

    Args:
        points: The points.

        sizes: Width and height of the label of each.

        frame: What the labels must stay in.

    >>> placed([(0, 0), (0, 0)], [(20, 10), (20, 10)], Box(-50, -50, 50, 50))[0]
    Box(left=4.0, bottom=-5.0, right=24.0, top=5.0)
    """
    marks = [Box(x - 3, y - 3, x + 3, y + 3) for x, y in points]
    taken: list[Box] = []
    for point, size in zip(points, sizes, strict=True):
        options = list(_around(point, size))
        free = (
            box
            for box in options
            if box.within(frame) and not any(map(box.meets, [*marks, *taken]))
        )
        taken.append(next(free, options[0]))
    return taken


def _around(point: tuple[float, float], size: tuple[float, float]) -> Iterator[Box]:
    """
    Boxes around a point, from the nearest on; the first is to its right.
    """
    (x, y), (width, height) = point, size
    for ring in range(_RINGS):
        away = _GAP + ring * height / 2
        for i in range(_AROUND):
            angle = 2 * pi * i / _AROUND
            middle_x = x + cos(angle) * (away + width / 2)
            middle_y = y + sin(angle) * (away + height / 2)
            left, bottom = middle_x - width / 2, middle_y - height / 2
            yield Box(left, bottom, left + width, bottom + height)
