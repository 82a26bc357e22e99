"""
Sources from files of one's own: a table, a list with a name a line, or TOML.

Floor 3: imports the border and the sources.
"""

from __future__ import annotations

import csv
import tomllib

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from ._convert import leaves, structure
from ._dates import PartialDate
from ._lines import Step, key_lines
from ._policy import Policy
from ._sources import Source
from .exceptions import CurationError, DataError, Problem


if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["policy_from", "rows_of", "sources_from"]

T = TypeVar("T")
Row = tuple[int, list[str]]

SUFFIXES = (".csv", ".toml", ".tsv", ".txt")
# Above a column of names, in any of the six languages of our own lists.
_NAME_HEADS = {
    "name", "names", "city", "partner", "partner city", "stadt", "partnerstadt",
    "städte", "ville", "ciudad", "città", "miasto",
}  # fmt: skip


@attrs.frozen(kw_only=True)
class _Row:
    """
    A source in a TOML file; the words are those of :class:`Source`.
    """

    title: str = ""
    publisher: str = ""
    kind: str = "user"
    language: str = "mul"
    url: str = ""
    published: PartialDate | None = None
    as_of: PartialDate | None = None
    derived_from: tuple[str, ...] = ()
    lag_days: int | None = None
    count: int | None = None
    names: tuple[str, ...] | None = None
    closed: bool = True
    note: str = ""


def sources_from(path: Path, *, closed: bool = True) -> list[Source]:
    """
    The source in a file, or one from each file of a folder, by name.

    The id is the file's name without the ending. *closed* is whether lists and
    tables name all partners; a source in TOML says that itself.

    Raises:
        DataError: If a file cannot be read, or a folder has none.

        CurationError: If a file has not the right form, with all of it.
    """
    if not path.is_dir():
        return [_source(path, closed=closed)]
    shown = sorted(p for p in path.iterdir() if not p.name.startswith("."))
    found = [p for p in shown if p.is_file() and p.suffix.lower() in SUFFIXES]
    if not found:
        kinds = ", ".join(SUFFIXES)
        raise DataError(str(path), f"has no file that ends with {kinds}")
    return [_source(p, closed=closed) for p in found]


def _source(path: Path, *, closed: bool) -> Source:
    if path.suffix.lower() == ".toml":
        row = structured(path, _Row)
        return Source(id=path.stem, **attrs.asdict(row, recurse=False))
    names = tuple(_names(path))
    return Source(id=path.stem, title=path.name, names=names, closed=closed)


def policy_from(path: Path) -> Policy:
    """
    A policy from a TOML file that says what differs from the default one.

    Raises:
        DataError, CurationError: If the file cannot be read, or is not right.
    """
    return structured(path, Policy)


# Tables and lists -----------------------------------------------------------------------


def _names(path: Path) -> Iterator[str]:
    """
    The names in the first column, or in the one whose head says that they are names.
    """
    rows = list(rows_of(path))
    column = 0
    if rows:
        heads = [cell.strip().casefold() for cell in rows[0][1]]
        column = next((i for i, head in enumerate(heads) if head in _NAME_HEADS), -1)
        rows = rows[1:] if column >= 0 else rows
    for _, cells in rows:
        at = max(column, 0)
        yield cells[at].strip() if at < len(cells) else ""


def rows_of(path: Path) -> Iterator[Row]:
    """
    The rows of a table that are not empty, with their lines.

    Cells are parted by tabs, else by semicolons, else (in ``.csv``) by commas.

    Raises:
        DataError: If the file cannot be read.

        CurationError: If a quote is not closed, or closed within a cell; the rows
            before it have been given.
    """
    text = _text(path)
    separator = next((s for s in "\t;" if s in text), ",")
    if separator == "," and path.suffix.lower() != ".csv":
        separator = "\x00"  # a name a line may have a comma in it
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    begun = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
            begun = reader.line_num + 1
    except csv.Error as error:
        problem = _misquoted(error)
        raise CurationError([Problem(path.as_posix(), begun, "", problem)]) from error


def _misquoted(error: csv.Error) -> str:
    if "end of data" in str(error):
        return 'a quote (") is opened in this row and never closed'
    if "expected after" in str(error):
        return 'a cell goes on after its closing quote; write a quote in a cell as ""'
    return str(error)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise DataError(str(path), f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise DataError(str(path), f"not UTF-8 at byte {error.start}") from error


# TOML ---------------------------------------------------------------------------------


def structured(path: Path, cls: type[T]) -> T:
    """
    A TOML file as a *cls*.

    Raises:
        DataError: If it cannot be read, or is not TOML.

        CurationError: If it has not the right form, with all that is wrong.
    """
    text = _text(path)
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError(str(path), f"not TOML: {error}") from error
    try:
        return structure(raw, cls)
    except Exception as error:
        raise CurationError(_problems(path, text, error)) from error


def _problems(path: Path, text: str, error: Exception) -> list[Problem]:
    lines = key_lines(text)
    return [
        Problem(path.as_posix(), lines.get(steps[:1], 1), _field(steps), problem)
        for steps, problem in leaves(error)
    ]


def _field(steps: tuple[Step, ...]) -> str:
    words: list[Any] = [f"[{s}]" if isinstance(s, int) else s for s in steps]
    return "".join(map(str, words))
