"""
Where things stand in a TOML file: the line of every key, table, and element.

The standard library's parser keeps no positions. This one keeps nothing else.

Floor 0: imports nothing of ours.
"""

from __future__ import annotations

import re
import tomllib

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Lines", "Step", "key_lines"]

Step = str | int
Lines = dict[tuple[Step, ...], int]

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r]+|\#[^\n]*)
    | (?P<newline>\n)
    | (?P<text>\"{3}(?:[^\\]|\\.)*?\"{3,5} | '{3}.*?'{3,5}
      | "(?:[^"\\\n]|\\.)*" | '[^'\n]*')
    | (?P<mark>[\[\]{}=,.])
    | (?P<word>[^\s\[\]{}=,.\#"']+)
    """,
    re.DOTALL | re.VERBOSE,
)


def key_lines(text: str) -> Lines:
    r"""
    The line on which each key, table, and element of an array starts.

    Expects text that is TOML; of any other it finds what it can.

    >>> key_lines('title = "A"\nnames = [\n  { text = "B" },\n]')
    {('title',): 1, ('names',): 2, ('names', 0): 3, ('names', 0, 'text'): 3}
    """
    scan = _Scan()
    for kind, piece, line in _tokens(text):
        if kind == "newline":
            scan.end_line()
        elif scan.index is not None:
            scan.element(piece, line)
        else:
            scan.entry(kind, piece, line)
    return scan.lines


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    line = 1
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind != "space":
            yield kind, match[0], line
        line += match[0].count("\n")


class _Scan:
    """
    What is open while the tokens go by.

    Attributes:
        lines: What was found.

        path: The table or array that is open.

        index: The position in it, if it is an array; None in a table.
    """

    def __init__(self) -> None:
        self.lines: Lines = {}
        self.path: tuple[Step, ...] = ()
        self.index: int | None = None
        self._outer: list[tuple[tuple[Step, ...], int | None]] = []
        self._counts: dict[tuple[Step, ...], int] = {}
        self._key: list[str] = []
        self._value: tuple[Step, ...] | None = None  # the key whose value goes by
        self._brackets = 0  # of the header that goes by
        self._fresh = True  # the next piece begins an element

    def end_line(self) -> None:
        """
        Outside of brackets, a line ends a value.
        """
        if not self._outer:
            self._key, self._value, self._brackets = [], None, 0

    def element(self, piece: str, line: int) -> None:
        """
        A piece in an array.
        """
        if piece == "]":
            self._close()
        elif piece == ",":
            self.index = (self.index or 0) + 1
            self._fresh = True
        elif self._fresh:
            self._fresh = False
            place = (*self.path, self.index or 0)
            self.lines[place] = line
            self._open(piece, place)

    def entry(self, kind: str, piece: str, line: int) -> None:
        """
        A piece in a table: of a header, a key, or a value.
        """
        if self._value is not None:
            if piece in "}," and self._outer:
                self._key, self._value = [], None
                if piece == "}":
                    self._close()
            else:
                self._open(piece, self._value)
        elif kind != "mark":
            self._key.append(_bare(kind, piece))
        elif piece == "=":
            self._value = self._named(self.path, line)
        elif piece == "}" and self._outer:
            self._close()
        elif piece == "[":
            self._brackets += 1
        elif piece == "]" and self._key:
            self._header(line)

    def _named(self, path: tuple[Step, ...], line: int) -> tuple[Step, ...]:
        for part in self._key:
            path = (*path, part)
            self.lines.setdefault(path, line)
        return path

    def _header(self, line: int) -> None:
        path: tuple[Step, ...] = ()
        *outer, last = self._key
        for part in outer:
            path = self._latest((*path, part))
        self._key = [last]
        path = self._named(path, line)
        if self._brackets > 1:
            self._counts[path] = self._counts.get(path, 0) + 1
        self.path = self._latest(path)
        self.lines.setdefault(self.path, line)
        self._key = []

    def _latest(self, path: tuple[Step, ...]) -> tuple[Step, ...]:
        """
        *path*, or its last element so far if it is an array of tables.
        """
        return (*path, self._counts[path] - 1) if path in self._counts else path

    def _open(self, piece: str, path: tuple[Step, ...]) -> None:
        if piece not in ("[", "{"):
            return
        self._outer.append((self.path, self.index))
        self.path, self.index = path, 0 if piece == "[" else None
        self._key, self._value, self._fresh = [], None, True

    def _close(self) -> None:
        self.path, self.index = self._outer.pop()
        self._fresh = False
        # Back in a table, what was closed is the value of its key.
        self._value = self.path if self.index is None else None


def _bare(kind: str, piece: str) -> str:
    """
    A key without its quotes.
    """
    if kind == "word":
        return piece
    try:
        return next(iter(tomllib.loads(f"{piece} = 0")))
    except tomllib.TOMLDecodeError:  # several lines, and so no key
        return piece
