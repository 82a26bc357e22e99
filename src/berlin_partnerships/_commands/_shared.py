"""
What several commands need.

No room but the command line asks for today: it is in the arguments.

Floor 8: part of the commands.
"""

from __future__ import annotations

import argparse

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from .._curated import SMALL_KINDS
from .._dataset import Dataset
from .._dates import PartialDate, Period
from .._language import in_language
from .._terminal import headed, paragraph, table, write
from .._text import said_limit
from ..exceptions import AmbiguousNameError, UnknownNameError


if TYPE_CHECKING:
    from datetime import date

    from .._model import City
    from .._records import Records
    from .._things import Thing

__all__ = [
    "Command",
    "Question",
    "beyond",
    "form_of",
    "record_named",
    "say",
    "short",
    "write_table",
]

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


def record_named(dataset: Dataset, name: str) -> Any:
    """
    The record of any kind with this id or name; of a partner city, the partnership.

    Raises:
        UnknownNameError: If there is none.

        AmbiguousNameError: If there are several.
    """
    if "/" in name:
        return dataset.record(name)
    if name in dataset.sources:
        return dataset.sources[name]
    try:
        return dataset.partnership(name)
    except UnknownNameError:
        return _no_partner(dataset, name)


def _no_partner(dataset: Dataset, name: str) -> City | Thing:
    """
    A city that is no partner, or a record of a smaller kind.
    """
    city: City | None = None
    near: tuple[str, ...] = ()
    try:
        city = dataset.city(name)
    except UnknownNameError as error:
        near = error.suggestions
    if city and name in (city.id, city.name, city.name_de):
        return city
    things = _things(dataset, name)
    # Many names begin with the name of a city, and are not meant by it.
    found = things[0] if len(things) == 1 else city
    if found is not None:
        return found
    if things:
        raise AmbiguousNameError(name, [record.full_id for record in things])
    raise UnknownNameError(name, "record", near)


def _things(dataset: Dataset, name: str) -> list[Any]:
    """
    Records of the smaller kinds with this name, or whose names begin with it.
    """
    found: list[Any] = []
    for kind in SMALL_KINDS:
        records: Records[Any] = getattr(dataset, kind)
        try:
            found.append(records.find(name))
        except AmbiguousNameError as error:
            found += [dataset.record(full_id) for full_id in error.candidates]
        except UnknownNameError:
            continue
    return found


def beyond(dataset: Dataset, on: date, args: argparse.Namespace) -> None:
    """
    Say that a day is after those that sources tell of.
    """
    if on > dataset.known_until and not args.json:
        write("")
        write(paragraph(said_limit(dataset.known_until, args.language)))


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
