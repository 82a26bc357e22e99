"""
The sources, and what they say.

Floor 8: part of the commands.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .._dataset import KINDS
from .._terminal import as_json, paragraph, write
from .._terms import said_value, word
from .._told import names_of
from ._shared import say, short, write_table


if TYPE_CHECKING:
    import argparse

    from .._dataset import Dataset
    from .._sources import Source, Statement

__all__ = ["sources", "statement_table", "statements"]


def sources(dataset: Dataset, args: argparse.Namespace) -> int:
    asked = (args.text or "").casefold()
    found = [s for s in dataset.sources.values() if _has(s, asked)]
    if args.json:
        write(as_json([s.to_dict() for s in found]))
    elif not found:
        de = f"Keine Quelle hat „{args.text}“ in Id, Titel oder Herausgeber."
        en = f"No source has “{args.text}” in an id, its title or its publisher."
        write(paragraph(say(args, de, en)))
    else:
        rows = [
            (s.id, short(s.published), word(s.kind, "kind", args.language), s.title)
            for s in found
        ]
        heads = "id|veröffentlicht|Art|Titel", "id|published|kind|title"
        write_table(args, rows, *heads)
    return 0 if found else 1


def _has(source: Source, asked: str) -> bool:
    """
    Whether the folded text is part of an id, the title or the publisher.
    """
    texts = (source.id, *source.aliases, source.title, source.publisher)
    return any(asked in text.casefold() for text in texts)


def statements(dataset: Dataset, args: argparse.Namespace) -> int:
    found = dataset.statements(args.about, args.property, args.source)
    places = _places(Path(args.data or "data"), found)
    if args.json:
        write(as_json([{**_statement(s), "place": places.get(s.id)} for s in found]))
    else:
        statement_table(dataset, found, args, places)
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
    dataset: Dataset,
    statements: Sequence[Statement],
    args: argparse.Namespace,
    places: dict[str, str],
) -> None:
    def called(text: str) -> tuple[str, str] | None:
        known = text.partition("/")[0] in (*KINDS, "parties")
        return names_of(dataset, text) if known else None

    language = args.language
    for s in statements:
        label = dataset.label_of(s.property)
        value = said_value(s.value, s.property, language, called)
        write(paragraph(f"{s.about}, {label[language]}: {value}"))
        marks = say(args, "„“", "“”")
        quote = (
            f" {marks[0]}{s.quote}{marks[1]}"
            if s.quote
            else f" [{word(s.basis, 'basis', language)}]"
        )
        mode = "" if s.mode == "stated" else f" ({word(s.mode, 'mode', language)})"
        place = f"  {places[s.id]}" if s.id in places else ""
        write(paragraph(f"{s.source}, {s.at}:{quote}{mode}{place}", "    "))
    said = len(statements)
    de, en = ("Aussage", "statement") if said == 1 else ("Aussagen", "statements")
    write(say(args, f"{said} {de}", f"{said} {en}"))
