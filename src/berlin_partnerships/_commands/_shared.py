"""
What several commands need.

No room but the command line asks for today: it is in the arguments.

Floor 8: part of the commands.
"""

from __future__ import annotations

import argparse

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from .._dataset import Dataset
from .._dates import PartialDate, Period
from .._model import in_language
from .._terminal import headed, paragraph, table, write
from .._text import said_date


if TYPE_CHECKING:
    from datetime import date

__all__ = ["Command", "Question", "beyond", "form_of", "say", "short", "write_table"]

Question = Callable[[Dataset, argparse.Namespace], int]
Command = Callable[[argparse.Namespace], int]


def say(args: argparse.Namespace, de: str, en: str) -> str:
    """
    The text in the language that was asked for.
    """
    return in_language(args.language, de, en)


def short(when: PartialDate | Period | None) -> str:
    """
    A date or a period as a table has it: … is a day in between, – all of the days.

    >>> short(Period.parse("2024-11-10/2024-11-15"))
    '2024-11-10–2024-11-15'
    """
    if when is None:
        return "?"
    if isinstance(when, Period):
        return str(when).replace("..", "").replace("/", "–")
    return str(when).strip("[]").replace("..", "…")


def beyond(dataset: Dataset, on: date, args: argparse.Namespace) -> None:
    """
    Say that a day is after those that sources tell of.
    """
    if on > dataset.known_until and not args.json:
        until = said_date(dataset.known_until, args.language)
        write("")
        write(
            paragraph(
                say(
                    args,
                    f"Gelesen sind Quellen bis zum {until}; Späteres ist hier nicht bekannt.",
                    f"The sources were read until {until}; later events are not known here.",
                )
            )
        )


def form_of(args: argparse.Namespace) -> str:
    """
    How to print the answer: as ``--json`` or ``--format`` says, else as text.

    Raises:
        ValueError: If they say different things.
    """
    if args.json and args.format not in (None, "json"):
        msg = f"--json and --format {args.format} are two forms; give one of them"
        raise ValueError(msg)
    return "json" if args.json else args.format or "text"


def write_table(
    args: argparse.Namespace, rows: Iterable[Sequence[str]], de: str, en: str
) -> None:
    """
    Write *rows* as a table; its heads, in two languages, are parted by ``|``.
    """
    write(headed(table(rows, say(args, de, en).split("|"))))
