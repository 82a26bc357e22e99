"""
The sources, and what they say.

Floor 8: part of the commands.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .._terminal import as_json, paragraph, write
from ._shared import say, short, write_table


if TYPE_CHECKING:
    import argparse

    from .._dataset import Dataset
    from .._sources import Statement

__all__ = ["sources", "statement_table", "statements"]


def sources(dataset: Dataset, args: argparse.Namespace) -> int:
    found = [
        s
        for s in dataset.sources.values()
        if not args.text
        or args.text.casefold() in f"{s.id} {s.title} {s.publisher}".casefold()
    ]
    if args.json:
        write(as_json([s.to_dict() for s in found]))
    else:
        rows = [(s.id, short(s.published), s.kind, s.title) for s in found]
        heads = "id|veröffentlicht|Art|Titel", "id|published|kind|title"
        write_table(args, rows, *heads)
    return 0 if found else 1


def statements(dataset: Dataset, args: argparse.Namespace) -> int:
    found = dataset.statements(args.about, args.property, args.source)
    places = _places(Path(args.data or "data"), found)
    if args.json:
        write(as_json([{**_statement(s), "place": places.get(s.id)} for s in found]))
    else:
        statement_table(found, args, places)
    return 0 if found else 1


def _statement(statement: Statement) -> dict[str, Any]:
    from .._convert import unstructure  # noqa: PLC0415  # brings cattrs

    plain: dict[str, Any] = unstructure(statement, compact=True)
    return {**plain, "id": statement.id}


def _places(folder: Path, statements: Sequence[Statement]) -> dict[str, str]:
    """
    ``path:line`` of each statement, where the data folder is at hand.
    """
    if not statements or not (folder / "sources").is_dir():
        return {}
    from .._read import Folder  # noqa: PLC0415  # only where there is a folder

    reading = Folder(folder)
    stated = reading.read().statements
    return {
        statement.id: f"{folder / path}:{reading.line(path, 'statements', position)}"
        for statement, (path, position) in zip(stated, reading.places, strict=True)
    }


def statement_table(
    statements: Sequence[Statement], args: argparse.Namespace, places: dict[str, str]
) -> None:
    for s in statements:
        value = ", ".join(s.value) if isinstance(s.value, tuple) else s.value
        write(paragraph(f"{s.about} {s.property}: {value}"))
        quote = f" “{s.quote}”" if s.quote else f" [{s.basis}]"
        mode = "" if s.mode == "stated" else f" ({s.mode})"
        place = f"  {places[s.id]}" if s.id in places else ""
        write(paragraph(f"{s.source}, {s.at}:{quote}{mode}{place}", "    "))
    said = len(statements)
    write(say(args, f"{said} Aussagen", f"{said} statements"))
