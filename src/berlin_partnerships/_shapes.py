"""
JSON Schema (2020-12) of what ``to_dict`` gives, made from the classes themselves.

Floor 4: imports the records.
"""

from __future__ import annotations

import datetime as dt
import types

from typing import Any, get_args, get_origin

import attrs

from ._dates import PartialDate, Period
from ._fields import LIMITED, described, public


__all__ = ["DATE", "DIALECT", "PERIOD", "definitions", "reference"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_Schema = dict[str, Any]
# What EDTF texts look like.
_POINT = r"[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?[?~%]?"
DATE = rf"({_POINT}|\[({_POINT}|\.\.|,)+\])"
PERIOD = rf"({DATE}|(\.\.|{DATE})/(\.\.|{DATE}))"
_PLAIN: dict[Any, _Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    dict[str, str]: {"type": "object", "additionalProperties": {"type": "string"}},
    dt.date: {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
    PartialDate: {"$ref": "#/$defs/PartialDate"},
    Period: {"$ref": "#/$defs/Period"},
    Any: {},
}
_DATES: _Schema = {
    "PartialDate": {
        "description": "A date as precise as its sources (EDTF): 1991, 1991-08, "
        "1991-08-28, 199X, 1990~ (about), 1990? (doubtful), [1990,1991] (one of "
        "them), [2022-03-02..2022-04-05] (one day between).",
        "type": "string",
        "pattern": f"^{DATE}$",
    },
    "Period": {
        "description": "A span of days, both ends included (EDTF): "
        "2024-11-10/2024-11-15, open as in 2023-09-14/.., or a single date.",
        "type": "string",
        "pattern": f"^{PERIOD}$",
    },
}


def reference(cls: type[Any]) -> _Schema:
    """
    What stands where a value of *cls* is expected.
    """
    return {"$ref": f"#/$defs/{cls.__name__}"}


def definitions(*classes: type[Any]) -> dict[str, _Schema]:
    """
    The ``$defs`` of classes and of all that is in them, by name.

    >>> from berlin_partnerships import Name
    >>> sorted(definitions(Name))
    ['Name', 'PartialDate', 'Period']
    """
    found: dict[str, _Schema] = {}
    waiting = [*classes]
    while waiting:
        cls = waiting.pop()
        if cls.__name__ not in found:
            found[cls.__name__] = _object(cls)
            waiting += [each for field in public(cls) for each in _inside(_kind(field))]
    return {**_DATES, **dict(sorted(found.items()))}


def _inside(kind: Any) -> list[type[Any]]:
    """
    The classes of ours that a type is made of.
    """
    if kind in _PLAIN:
        return []
    if attrs.has(kind):
        return [kind]
    return [each for arg in get_args(kind) for each in _inside(arg)]


def _object(cls: type[Any]) -> _Schema:
    texts = described(cls)
    keys = {}
    for field in public(cls):
        words = LIMITED.get((cls, field.name))
        schema = {"enum": _allowed(field.type, words)} if words else _form(_kind(field))
        text = texts.get(field.name)
        keys[field.name] = {"description": text, **schema} if text else schema
    return {
        "description": " ".join(
            (cls.__doc__ or "").strip().partition("\n\n")[0].split()
        ),
        "type": "object",
        "properties": keys,
        "required": [*keys],
        "additionalProperties": False,
    }


def _kind(field: attrs.Attribute[Any]) -> Any:
    """
    What a field is in JSON; an answer may give the ids of records instead of these.
    """
    return field.metadata.get("json", field.type)


def _allowed(kind: Any, words: tuple[str, ...]) -> list[str | None]:
    return [*words, None] if isinstance(kind, types.UnionType) else [*words]


def _form(kind: Any) -> _Schema:
    if kind in _PLAIN:
        return _PLAIN[kind]
    if attrs.has(kind):
        return reference(kind)
    args = get_args(kind)
    if isinstance(kind, types.UnionType):
        return {"anyOf": [_form(arg) for arg in args]}
    if args[1:] == (...,) or get_origin(kind) is frozenset:
        return {"type": "array", "items": _form(args[0])}
    items = [_form(arg) for arg in args]
    return {
        "type": "array",
        "prefixItems": items,
        "items": False,
        "minItems": len(items),
    }
