"""
Tables and paragraphs that fit a terminal.

Floor 1: imports the markup.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
import unicodedata

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, zip_longest
from typing import Any

from ._markup import one_line


__all__ = ["as_json", "emphasized", "headed", "paragraph", "table", "write"]

_NARROWEST = 8
_WITHOUT_WIDTH = ("Mn", "Me", "Cf")
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def _width(text: str) -> int:
    """
    Columns that *text* takes: two for wide characters, none for marks.
    """
    return sum(map(_width_of, text))


def _width_of(char: str) -> int:
    if unicodedata.category(char) in _WITHOUT_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _fitted(text: str, width: int) -> str:
    """
    *text* in exactly *width* columns, cut or filled up.
    """
    missing = width - _width(text)
    if missing >= 0:
        return text + " " * missing
    fitting = sum(end < width for end in accumulate(map(_width_of, text)))
    cut = text[:fitting] + "…"
    return cut + " " * (width - _width(cut))


def columns() -> int:
    """
    The terminal's width; 80 where there is none.
    """
    return shutil.get_terminal_size((80, 24)).columns


def table(rows: Iterable[Sequence[str]], heads: Sequence[str], total: int = 0) -> str:
    """
    *rows* under *heads*; the last column is cut where the line is full.

    If that does not do, the widest of the others are wrapped. Line breaks and tabs in
    a cell become spaces.
    """
    lines = [[one_line(cell) for cell in line] for line in (heads, *rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    room = (total or columns()) - 2 * (len(widths) - 1)
    widths[-1] = max(min(widths[-1], room - sum(widths[:-1])), _NARROWEST)
    words = [
        [word for cell in c for word in cell.split(" ")]
        for c in zip(*lines, strict=True)
    ]
    _narrow(widths, [max(map(_width, each)) for each in words[:-1]], room)
    _narrow(widths, [_NARROWEST] * len(words[:-1]), room)
    heads, *body = ([*_row(line, widths)] for line in lines)
    ruled = "  ".join("─" * width for width in widths)
    return "\n".join([*heads, ruled, *(line for row in body for line in row)])


def _narrow(widths: list[int], least: Sequence[int], room: int) -> None:
    """
    Take from the widest column until all fit, or each is as narrow as it may be.
    """
    while sum(widths) > room:
        wide = [i for i, width in enumerate(least) if widths[i] > width]
        if not wide:
            return
        widths[max(wide, key=widths.__getitem__)] -= 1


def _row(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """
    The lines of a row, in which all cells but the last are wrapped.
    """
    *others, last = cells
    for line in zip_longest(*map(_wrapped, others, widths), [last], fillvalue=""):
        yield "  ".join(map(_fitted, line, widths)).rstrip()


def _wrapped(text: str, width: int) -> list[str]:
    """
    *text* in lines of at most *width* columns; a longer word is parted.
    """
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if _width(joined) <= width:
            lines[-1] = joined
            continue
        lines.append("")
        for char in word:
            if _width(lines[-1] + char) > width:
                lines.append("")
            lines[-1] += char
    return lines if lines[0] else lines[1:] or [""]


def _styled() -> bool:
    """
    Whether standard output is a terminal that may show bold type.

    Whoever sets NO_COLOR (https://no-color.org) wants none of it.
    """
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    # Older consoles of Windows would print the codes.
    able = sys.platform != "win32" or "WT_SESSION" in os.environ
    return able and not plain and sys.stdout.isatty()


def emphasized(text: str) -> str:
    """
    *text*, bold where that can be shown.
    """
    return f"{_BOLD}{text}{_PLAIN}" if _styled() else text


def headed(table: str) -> str:
    """
    A table with bold heads over a dim line, where that can be shown.
    """
    if not _styled():
        return table
    heads, line, rows = re.split(r"^(─.*)$", table, maxsplit=1, flags=re.MULTILINE)
    bold = "\n".join(map(emphasized, heads.splitlines()))
    return f"{bold}\n{_DIM}{line}{_PLAIN}{rows}"


def paragraph(text: str, indent: str = "", total: int = 0) -> str:
    """
    *text* wrapped at word ends; its own line breaks stay.
    """
    width = min(total or columns(), 88)
    return "\n".join(
        textwrap.fill(
            line,
            width,
            initial_indent=indent,
            subsequent_indent=indent + "  " * line.startswith(("- ", "  ")),
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in text.splitlines()
    )


def as_json(value: Any) -> str:
    """
    *value* as JSON that a person can read, too.
    """
    return json.dumps(value, ensure_ascii=False, indent=2)


def write(text: str) -> None:
    """
    Print *text*; what the console cannot show is replaced, not an error.
    """
    encoding = sys.stdout.encoding or "utf-8"
    shown = text.encode(encoding, "replace").decode(encoding)
    sys.stdout.write(shown + "\n")
