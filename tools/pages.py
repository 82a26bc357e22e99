"""
What the makers of pages share: a page is made from a table, and asks the library.

Every answer that a page prints is asked for again when the page is made, and must
be the one its table expects. Used by inconsistencies.py and disagreements.py.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any


DOCS = Path(__file__).parent.parent / "docs"
SENTENCE = re.compile(r"(?<=[a-z0-9]\.) (?=[A-Z])")  # each has a line of its own

Table = Mapping[str, Any]


class TableError(Exception):
    """
    Something in the table is not right.
    """


def plain(value: Any) -> Any:
    """
    A value as TOML can say it: tuples are lists.
    """
    return [plain(v) for v in value] if isinstance(value, list | tuple) else value


def expect(what: str, value: Any, expected: Any) -> None:
    """
    Refuse an answer that the table does not expect.
    """
    if plain(value) != expected:
        raise TableError(f"{what} is {value!r}, expected {expected!r}")


def example(
    id: str, answer: Mapping[str, Any], names: Mapping[str, Any]
) -> Iterator[str]:
    """
    Lines that ask and print the answer.
    """
    ask: str = answer["ask"]
    value = eval(ask, dict(names))  # noqa: S307  # the expressions of our own table
    expect(f"{id}: {ask}", value, answer["value"])
    yield f">>> {ask}"
    yield repr(value)


def made(table: Path, lines: Callable[[Table], Iterator[str]]) -> str:
    """
    The page that the lines made of a table add up to.

    Raises:
        TableError: If the table expects something else than the library says.
    """
    return "\n".join(lines(tomllib.loads(table.read_text("utf-8")))).rstrip() + "\n"


def main(
    description: str, command: str, table: Path, page: Path, make: Callable[[], str]
) -> int:
    """
    The command line of a maker: writes the page, or only checks it.
    """
    parser = argparse.ArgumentParser(description=description.strip().split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    check: bool = parser.parse_args().check

    try:
        text = make()
    except TableError as error:
        print(f"{table.name}: {error}", file=sys.stderr)
        return 1
    if not check:
        page.write_text(text, "utf-8")
        return 0
    if not page.is_file() or page.read_text("utf-8") != text:
        print(f"docs/{page.name} is out of date: run `{command}`", file=sys.stderr)
        return 1
    return 0
