"""
Tables and paragraphs that fit a terminal.

Floor 1: imports the markup.
"""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
import unicodedata

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

from ._markup import one_line


__all__ = ["as_json", "paragraph", "table", "write"]

_NARROWEST = 8
_WITHOUT_WIDTH = ("Mn", "Me", "Cf")


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

    Line breaks and tabs in a cell become spaces.
    """
    lines = [[one_line(cell) for cell in line] for line in (heads, *rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    room = (total or columns()) - sum(widths[:-1]) - 2 * (len(widths) - 1)
    widths[-1] = max(min(widths[-1], room), _NARROWEST)
    lines.insert(1, ["─" * width for width in widths])
    return "\n".join("  ".join(map(_fitted, line, widths)).rstrip() for line in lines)


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
