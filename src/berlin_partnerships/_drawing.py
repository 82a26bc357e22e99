"""
The number over time as a line of steps, with what each source says as a point.

An SVG that stands in the page: no script, no font, no address; its lines have the
color of the text around, so that it can be read in the light and in the dark.

Floor 2: imports the prose of dates.
"""

from __future__ import annotations

import html

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ._language import in_language
from ._text import said_span


if TYPE_CHECKING:
    from ._timeline import Span

__all__ = ["Dot", "steps"]

WIDTH, HEIGHT = 760, 320
LEFT, RIGHT, TOP, BOTTOM = 36, 12, 12, 28
_DECADE = 10


class Dot(NamedTuple):
    """
    What a source says: the days it may speak of, its number, and how that fits.
    """

    label: str
    start: date | None
    end: date | None
    number: int
    fits: bool
    closed: bool


class _Scale(NamedTuple):
    """
    From days and numbers to places in the drawing.
    """

    first: date
    last: date
    most: int

    def x(self, day: date | None, otherwise: date) -> float:
        inside = min(max(day or otherwise, self.first), self.last)
        days = (self.last - self.first).days
        share = (inside - self.first).days / days
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(self, number: int) -> float:
        share = min(number, self.most) / self.most
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def steps(
    line: Sequence[tuple[Span, int]], dots: Iterable[Dot], last: date, language: str
) -> str:
    """
    The drawing.

    Args:
        line: Spans of days, in order, and the number in each. Between two that do
            not meet the number is uncertain; there the line has a gap.

        dots: What sources say.

        last: The last day to be shown.

        language: Of the words in it.
    """
    held = list(dots)
    starts = [span.start for span, _ in line if span.start]
    begin = min(starts, default=last)
    first = date(min(begin.year, last.year - 1) // _DECADE * _DECADE, 1, 1)
    numbers = [n for _, n in line] + [d.number for d in held]
    highest = max([n for _, n in line] + [4])
    most = min(max(numbers, default=0), 2 * highest) // 5 * 5 + 5
    scale = _Scale(first, last, most)
    about = in_language(
        language,
        "Zahl der Partnerschaften über die Zeit, mit den Angaben der Quellen",
        "Number of partnerships over time, with what the sources say",
    )
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{about}" '
        'xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="12" '
        'fill="currentColor" stroke-width="1.5">\n'
        f"{_axes(scale)}{_steps(line, scale, language)}"
        f"{''.join(_dot(dot, scale) for dot in held)}</svg>\n"
    )


def _axes(scale: _Scale) -> str:
    bottom, parts = HEIGHT - BOTTOM, []
    for number in range(0, scale.most + 1, 5):
        y = scale.y(number)
        parts.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" '
            'stroke="currentColor" stroke-opacity="0.15"/>\n'
            f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{number}</text>\n'
        )
    for year in range(scale.first.year, scale.last.year + 1, _DECADE):
        x = scale.x(date(year, 1, 1), scale.first)
        parts.append(
            f'<text x="{x}" y="{bottom + 18}" text-anchor="middle">{year}</text>\n'
        )
    return "".join(parts)


def _steps(line: Sequence[tuple[Span, int]], scale: _Scale, language: str) -> str:
    parts, before = [], None
    for span, number in line:
        a, b = scale.x(span.start, scale.first), scale.x(span.end, scale.last)
        y = scale.y(number)
        begin = f"M{a} {y}"
        if before is not None and before[0] == span.start:
            begin = f"M{a} {before[1]}V{y}"
        said = html.escape(f"{number}: {said_span(span.start, span.end, language)}")
        parts.append(
            f'<path d="{begin}H{b}" fill="none" stroke="currentColor">'
            f"<title>{said}</title></path>\n"
        )
        before = (span.end, y)
    return "".join(parts)


def _dot(dot: Dot, scale: _Scale) -> str:
    a, b = scale.x(dot.start, scale.first), scale.x(dot.end, scale.last)
    x, y = round((a + b) / 2, 1), scale.y(dot.number)
    # Not by color alone: what fits is a disc, an incomplete list a ring, what differs
    # a square.
    color = "#0a7d5a" if dot.fits else "#d1440c"
    fill = color if dot.fits and dot.closed else "none"
    mark = (
        f'<circle cx="{x}" cy="{y}" r="4" fill="{fill}"/>'
        if dot.fits
        else f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="none"/>'
    )
    return (
        f'<g stroke="{color}"><title>{html.escape(dot.label)}</title>'
        f'<line x1="{a}" x2="{b}" y1="{y}" y2="{y}" stroke-opacity="0.5"/>{mark}</g>\n'
    )
