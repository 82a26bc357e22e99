"""
JSON Schema of what each command prints with ``--json``.

Floor 7: part of curation.
"""

from __future__ import annotations

from typing import Any

import attrs

import berlin_partnerships as bp

from .._model import Record
from .._shapes import DIALECT, definitions, reference
from .._sources import Statement
from ._schema import dumped


__all__ = ["printed_schema"]

_Schema = dict[str, Any]
_TEXT: _Schema = {"type": "string"}
_ANSWERS = (
    bp.Anniversary,
    bp.Celebration,
    bp.Diff,
    bp.Hit,
    bp.Interval,
    bp.Reconciliation,
)


def printed_schema() -> dict[str, bytes]:
    """
    The schema by its file name; in its ``$defs`` is one for each command.
    """
    commands = _commands()
    return {
        "commands.schema.json": dumped(
            {
                "$schema": DIALECT,
                "title": "What the commands print with --json.",
                "anyOf": [{"$ref": f"#/$defs/{name}"} for name in commands],
                "$defs": {**commands, **definitions(*_records(), *_ANSWERS, Statement)},
            }
        )
    }


def _records() -> list[type[Any]]:
    """
    The classes of all records.
    """
    named = (getattr(bp, name) for name in bp.__all__)
    return [
        cls
        for cls in named
        if isinstance(cls, type) and issubclass(cls, Record) and attrs.has(cls)
    ]


def _commands() -> dict[str, _Schema]:
    anniversaries = _several(reference(bp.Anniversary))
    paths = _several(_TEXT)
    calendar = _object(path=_TEXT, included=anniversaries, left_out=anniversaries)
    return {
        "list": _several(reference(bp.Partnership)),
        "show": {"anyOf": [reference(cls) for cls in _records()]},
        "search": _several(reference(bp.Hit)),
        "timeline": _several(reference(bp.Interval)),
        "anniversaries": {"anyOf": [anniversaries, calendar]},
        "celebrated": _several(reference(bp.Celebration)),
        "reconcile": reference(bp.Reconciliation),
        "sources": _several(reference(bp.Source)),
        "statements": _several(_statement()),
        "export": paths,
        "check": _several(
            _object(path=_TEXT, line={"type": "integer"}, field=_TEXT, problem=_TEXT)
        ),
        "compile": paths,
        "diff": _difference(),
        "coverage": _several(_claim()),
    }


def _several(items: _Schema) -> _Schema:
    return {"type": "array", "items": items}


def _object(**keys: _Schema) -> _Schema:
    return {
        "type": "object",
        "properties": keys,
        "required": [*keys],
        "additionalProperties": False,
    }


def _statement() -> _Schema:
    """
    A statement with its key and, where the data folder is at hand, its place.

    What a statement does not say is left out.
    """
    keys = definitions(Statement)["Statement"]["properties"]
    place = {"description": "File and line.", "type": ["string", "null"]}
    required = [a.name for a in attrs.fields(Statement) if a.default is attrs.NOTHING]
    whole = _object(**keys, id=_TEXT, place=place)
    return {**whole, "required": [*required, "id", "place"]}


def _difference() -> _Schema:
    keys = definitions(bp.Diff)["Diff"]["properties"]
    return _object(**keys, bump={"enum": ["minor", "patch", "none"]})


def _claim() -> _Schema:
    return _object(
        id=_TEXT,
        source=_TEXT,
        ship=_TEXT,
        outcome={"enum": ["held", "left out", "missing"]},
        held_by=_several(_TEXT),
        reason=_TEXT,
    )
