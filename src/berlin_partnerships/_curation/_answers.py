"""
JSON Schema of what answers and records give as JSON: `to_dict`, and ``--json``.

Made from the classes, so that they cannot say something else.

Floor 7: part of curation.
"""

from __future__ import annotations

import re
import types

from datetime import date
from typing import Any, Union, get_args, get_origin

import attrs

import berlin_partnerships as bp

from .._dates import PartialDate, Period
from .._membership import Members
from .._model import Record
from .._text import Result
from ._schema import DATES, Schema, descriptions, dumped


__all__ = ["answer_schemas"]

_IDS: Schema = {"type": "array", "items": {"type": "string"}}
_FORMS: dict[tuple[type[Any], str], Schema] = {
    (Members, "certain"): _IDS,
    (Members, "possible"): _IDS,
}
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    date: {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
    PartialDate: {"$ref": "#/$defs/date"},
    Period: {"$ref": "#/$defs/period"},
    Any: {},
}


def answer_schemas() -> dict[str, bytes]:
    """
    The schemas by file name, such as ``reconciliation.schema.json``.
    """
    return {
        f"{_words(cls.__name__)}.schema.json": dumped(_schema(cls)) for cls in _public()
    }


def _public() -> list[type[Any]]:
    """
    The classes of answers and records that the package names.
    """
    named = (getattr(bp, name) for name in bp.__all__)
    return [
        cls
        for cls in named
        if isinstance(cls, type) and issubclass(cls, (Result, Record))
        if attrs.has(cls)
    ]


def _words(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def _schema(cls: type[Any]) -> Schema:
    defs: dict[str, Schema] = {}
    root = _form(cls, defs)
    title = (cls.__doc__ or "").strip().partition("\n")[0]
    return {"title": title, **root, "$defs": {**DATES, **defs}}


def _object(cls: type[Any], defs: dict[str, Schema]) -> Schema:
    """
    The object that a class becomes: every field is there, also if it is null.
    """
    attrs.resolve_types(cls)
    said = descriptions(cls)
    keys = {}
    for field in attrs.fields(cls):
        if field.name == "_dataset":
            continue
        form = _FORMS.get((cls, field.name)) or _form(field.type, defs)
        text = said.get(field.name)
        keys[field.name] = {"description": text, **form} if text else form
    return {
        "type": "object",
        "properties": keys,
        "required": [*keys],
        "additionalProperties": False,
    }


def _form(kind: Any, defs: dict[str, Schema]) -> Schema:
    if kind in _PLAIN:
        return _PLAIN[kind]
    if attrs.has(kind):
        name = kind.__name__
        if name not in defs:
            defs[name] = {}  # a class may have itself in it
            defs[name] = _object(kind, defs)
        return {"$ref": f"#/$defs/{name}"}
    args, origin = get_args(kind), get_origin(kind)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_form(arg, defs) for arg in args]}
    if origin is dict:
        return {"type": "object", "additionalProperties": _form(args[1], defs)}
    if origin is frozenset or args[1:] == (...,):
        return {"type": "array", "items": _form(args[0], defs)}
    return {
        "type": "array",
        "prefixItems": [_form(arg, defs) for arg in args],
        "items": False,
        "minItems": len(args),
    }
