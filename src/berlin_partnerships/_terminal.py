"""
Tables and paragraphs that fit a terminal.

Floor 2: imports nothing of ours.
"""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
import unicodedata

from collections.abc import Iterable, Sequence
from typing import Any


__all__ = ["as_json", "paragraph", "table", "write"]

_NARROWEST = 8


def _width(text: str) -> int:
    """
    Columns that *text* takes: two for wide characters, none for marks.
    """
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def _fitted(text: str, width: int) -> str:
    while _width(text) > width:
        text = text[:-2] + "…"
    return text + " " * (width - _width(text))


def columns() -> int:
    """
    The terminal's width; 80 where there is none.
    """
    return shutil.get_terminal_size((80, 24)).columns


def table(rows: Iterable[Sequence[str]], heads: Sequence[str], total: int = 0) -> str:
    """
    *rows* under *heads*; the last column is cut where the line is full.
    """
    lines = [list(heads), *(list(row) for row in rows)]
    widths = [max(_width(line[i]) for line in lines) for i in range(len(heads))]
    room = (total or columns()) - sum(widths[:-1]) - 2 * (len(widths) - 1)
    widths[-1] = max(min(widths[-1], room), _NARROWEST)
    rule = ["─" * width for width in widths]
    said = [lines[0], rule, *lines[1:]]
    return "\n".join(
        "  ".join(_fitted(cell, width) for cell, width in zip(line, widths, strict=True))
        .rstrip()
        for line in said
    )


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
