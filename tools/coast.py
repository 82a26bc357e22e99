"""
Write `src/berlin_partnerships/plots/_coast.py`, the outline of the land in world maps.

    python tools/coast.py land-110m.json

The file is that of the npm package world-atlas 2.0.2: the land of Natural Earth at
1:110 million (public domain) as TopoJSON. Antarctica, small islands and small bends
are left out.
"""

from __future__ import annotations

import argparse
import json
import sys

from itertools import accumulate
from math import hypot
from pathlib import Path
from typing import Any


TARGET = Path(__file__).parent.parent / "src/berlin_partnerships/plots/_coast.py"
SOUTH = -60  # Maps end here …
EDGE = 180  # … and here.
BEND = 0.25  # A bend that is less deep is left out; degrees.
ISLAND = 3.0  # Land that is smaller in both directions is left out; degrees.

HEAD = '''"""
The outline of the land, for world maps; written by `tools/coast.py`.

From Natural Earth (public domain, https://www.naturalearthdata.com/), simplified: a
ring a line, longitude and latitude by turns, in tenths of a degree. Land goes one way
round and lakes the other.

Floor 6: part of the plots.
"""

from __future__ import annotations


__all__ = ["rings"]


def rings() -> list[list[tuple[float, float]]]:
    """
    The rings as points ``(longitude, latitude)`` in degrees; the last is the first.
    """
    numbers = [[int(n) / 10 for n in line.split()] for line in _TENTHS.splitlines()]
    return [list(zip(line[::2], line[1::2], strict=True)) for line in numbers]


_TENTHS = """\\
'''

Point = tuple[float, float]


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """
    The rings of all polygons of a TopoJSON file with one object, in degrees.
    """
    (sx, sy), (x0, y0) = (topology["transform"][k] for k in ("scale", "translate"))
    arcs = [
        [
            (x * sx + x0, y * sy + y0)
            for x, y in accumulate(arc, lambda a, b: (a[0] + b[0], a[1] + b[1]))
        ]
        for arc in topology["arcs"]
    ]
    [land] = topology["objects"].values()
    found = []
    for part in land.get("geometries", [land]):
        for polygon in part["arcs"]:
            for numbers in polygon:
                ring: list[Point] = []
                for n in numbers:
                    arc = arcs[n] if n >= 0 else arcs[~n][::-1]
                    ring += arc[1:] if ring else arc
                found.append(ring)
    return found


def unrolled(ring: list[Point]) -> list[Point]:
    """
    *ring* without jumps from one edge of the map to the other.
    """
    found = ring[:1]
    for x, y in ring[1:]:
        turns = round((found[-1][0] - x) / 360)
        found.append((x + 360 * turns, y))
    return found


def on_both_edges(ring: list[Point]) -> list[list[Point]]:
    """
    *ring*, and again on the other side of the map if it goes over the edge.

    What is far beyond the edge is left out.
    """
    xs = [x for x, _ in ring]
    turn = 360 * ((min(xs) < -EDGE) - (max(xs) > EDGE))
    turns = (0, turn) if turn else (0,)
    shifted = ([(x + by, y) for x, y in ring] for by in turns)
    return [[p for p in each if abs(p[0]) < EDGE + 11] for each in shifted]


def straightened(line: list[Point]) -> list[Point]:
    """
    *line* without its small bends (Ramer, Douglas, Peucker).
    """
    (ax, ay), (bx, by) = line[0], line[-1]
    dx, dy = bx - ax, by - ay
    length = hypot(dx, dy)

    def off(point: Point) -> float:
        x, y = point[0] - ax, point[1] - ay
        return abs(x * dy - y * dx) / length if length else hypot(x, y)

    far = max(range(len(line)), key=lambda i: off(line[i]))
    if len(line) < 3 or off(line[far]) < BEND:  # noqa: PLR2004  # a line has two ends
        return [line[0], line[-1]]
    return straightened(line[: far + 1])[:-1] + straightened(line[far:])


def is_shown(ring: list[Point]) -> bool:
    """
    Whether a ring is large enough, and on the map.
    """
    xs, ys = zip(*ring, strict=True)
    size = max(max(xs) - min(xs), max(ys) - min(ys))
    return bool(size >= ISLAND and max(ys) > SOUTH)


def main() -> int:
    """
    The command line.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("file", type=Path)
    topology = json.loads(parser.parse_args().file.read_text("utf-8"))
    rings = [unrolled(ring) for ring in decoded(topology)]
    shown = [
        straightened(each)
        for ring in rings
        if is_shown(ring)
        for each in on_both_edges(ring)
    ]
    lines = [
        " ".join(f"{round(x * 10)} {round(y * 10)}" for x, y in ring) for ring in shown
    ]
    TARGET.write_text("\n".join([HEAD + lines[0], *lines[1:], '"""\n']), "utf-8")
    print(f"{len(shown)} rings, {sum(map(len, shown))} points")
    return 0


if __name__ == "__main__":
    sys.exit(main())
