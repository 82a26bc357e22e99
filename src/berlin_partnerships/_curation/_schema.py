"""
JSON Schema of the data files, for editors: completion, and squiggles at once.

Made from the rows that the reader fills and the words that the check knows, so
that they cannot say something else. The check says more: what a schema cannot
see is whether an id exists.

Floor 7: part of curation.
"""

from __future__ import annotations

import json
import re
import types

from collections.abc import Mapping
from typing import Any, Union, get_args, get_origin

import attrs

from .._curated import ActRow, PartnershipRow
from .._dates import PartialDate, Period
from .._fields import described
from .._model import CITY_KINDS, NAME_KINDS, City, Name
from .._partnerships import LEVELS
from .._partnerships import RELATIONS as PARTNERSHIP_RELATIONS
from .._rows import CityRow, PredecessorRow, SourceRow, StatementRow
from .._shapes import DATE, PERIOD
from .._sources import (
    BASES,
    CERTAINTIES,
    MODES,
    RELATIONS,
    URL_STATUSES,
    Property,
    Source,
    Statement,
)
from ._words import (
    ABOUT,
    ACT_ROLES,
    BOUND,
    CODES,
    LANGUAGE,
    PATTERNS,
    SLUG,
    SOURCE_KINDS,
)


__all__ = ["dumped", "schemas"]

Schema = dict[str, Any]

# Where the words of a row are explained, if not with the row itself.
_EXPLAINED: dict[type[Any], type[Any]] = {
    CityRow: City,
    SourceRow: Source,
    StatementRow: Statement,
}
_DESCRIPTIONS = {
    (CityRow, "label"): "What to call it; both must be among the names.",
    (CityRow, "sources"): "Field → id of the source in which its value was checked.",
    (SourceRow, "kind"): "What kind of document it is; it decides how close to the "
    "deed the source is.",
    (ActRow, "role"): "What the deed did.",
}


def _match(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^{pattern}$"}


_ID = _match(SLUG.pattern)
_FORMS: dict[tuple[type[Any], str], Schema] = {
    (CityRow, "kind"): {"enum": CITY_KINDS},
    (CityRow, "country"): _match("[A-Z]{2}"),
    (CityRow, "subdivision"): _match("[A-Z]{2}-[A-Z0-9]{1,3}"),
    **{(CityRow, key): _match(form.pattern) for key, (form, _) in PATTERNS.items()},
    (CityRow, "geonames"): {"type": "integer", "minimum": 1},
    (CityRow, "latitude"): {"type": "number", "minimum": -90, "maximum": 90},
    (CityRow, "longitude"): {"type": "number", "minimum": -180, "maximum": 180},
    (CityRow, "parent"): _ID,
    (CityRow, "sources"): {
        "type": "object",
        "properties": dict.fromkeys(CODES, _ID),
        "additionalProperties": False,
    },
    (Name, "language"): _match(LANGUAGE.pattern),
    (Name, "script"): _match("[A-Z][a-z]{3}"),
    (Name, "kind"): {"enum": NAME_KINDS},
    (Name, "source"): _ID,
    (SourceRow, "kind"): {"enum": SOURCE_KINDS},
    (SourceRow, "language"): _match(LANGUAGE.pattern),
    (SourceRow, "url"): _match(r"https?://\S+"),
    (SourceRow, "url_status"): {"enum": URL_STATUSES},
    (SourceRow, "aliases"): {"type": "array", "items": _ID},
    (SourceRow, "same_document"): _ID,
    (SourceRow, "derived_from"): {"type": "array", "items": _ID},
    (SourceRow, "lag_days"): {"type": "integer", "minimum": 0},
    (StatementRow, "about"): _match(ABOUT),
    (StatementRow, "basis"): {"enum": BASES},
    (StatementRow, "mode"): {"enum": MODES},
    (StatementRow, "certainty"): {"enum": CERTAINTIES},
    (StatementRow, "relation"): {"enum": RELATIONS},
    (PartnershipRow, "city"): _ID,
    (PartnershipRow, "level"): {"enum": LEVELS},
    (PartnershipRow, "party"): _ID,
    (PartnershipRow, "relation"): {"enum": PARTNERSHIP_RELATIONS},
    (PartnershipRow, "counterpart"): _ID,
    (ActRow, "id"): _ID,
    (ActRow, "role"): {"enum": ACT_ROLES},
    (ActRow, "party"): _ID,
    (PredecessorRow, "id"): _ID,
    (PredecessorRow, "party"): _ID,
}
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string", "minLength": 1},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    dict[str, str]: {"type": "object"},
    PartialDate: {"$ref": "#/$defs/date"},
    Period: {"$ref": "#/$defs/period"},
    Any: {},
}
_DATES: Schema = {
    "date": {
        "description": "A date in quotes, as precisely as the source gives it: "
        "1991, 1991-08, 1991-08-28, 199X, 1990~ (about), 1990? (doubtful), "
        "[1990,1991] (one of them), [2022-03-02..2022-04-05] (one day between).",
        **_match(DATE),
    },
    "period": {
        "description": "A period in quotes: 2024-11-10/2024-11-15, open as in "
        "2023-09-14/.., or a single date.",
        **_match(PERIOD),
    },
}


def schemas(properties: Mapping[str, Property]) -> dict[str, bytes]:
    """
    The schemas by file name; the same bytes for the same table of properties.
    """
    source = _object(SourceRow)
    statement = _object(StatementRow)
    statement["properties"]["property"]["enum"] = sorted(properties)
    statement["allOf"] = [*_values(properties)]
    source["properties"]["statements"] = {
        "description": "What the document states, one statement a line.",
        "type": "array",
        "items": statement,
    }
    partnership = _object(PartnershipRow, "acts")
    partnership["properties"]["acts"]["items"] = _object(ActRow, "role", "reason")
    partnership["properties"]["predecessors"]["items"] = _object(PredecessorRow)
    made = {
        "city": ("A city or region: names and codes", _object(CityRow)),
        "partnership": ("A partnership: its city and its acts", partnership),
        "source": ("A document, and every statement it makes", source),
    }
    return {
        f"{name}.json": dumped({"title": title, **schema, "$defs": _DATES})
        for name, (title, schema) in made.items()
    }


def dumped(schema: Schema) -> bytes:
    """
    A schema as the bytes of its file.
    """
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps({**head, **schema}, indent=2, ensure_ascii=False).encode() + b"\n"


def _object(cls: type[Any], *required: str) -> Schema:
    """
    The table that a row class reads; without a default, a key is required.
    """
    attrs.resolve_types(cls)
    said = described(_EXPLAINED.get(cls, cls))
    fields = attrs.fields(cls)
    keys = {}
    for field in fields:
        schema = dict(_FORMS.get((cls, field.name)) or _form(field.type))
        text = _DESCRIPTIONS.get((cls, field.name)) or said.get(field.name)
        keys[field.name] = {"description": text, **schema} if text else schema
    return {
        "type": "object",
        "properties": keys,
        "required": [
            f.name for f in fields if f.default is attrs.NOTHING or f.name in required
        ],
        "additionalProperties": False,
    }


def _form(kind: Any) -> Schema:
    if kind in _PLAIN:
        return _PLAIN[kind]
    if attrs.has(kind):
        return _object(kind)
    args = get_args(kind)
    if get_origin(kind) in (Union, types.UnionType):  # with None: it may be left out
        return _form(args[0])
    if args[1:] == (...,):
        return {"type": "array", "items": _form(args[0])}
    items = [_form(arg) for arg in args]
    return {
        "type": "array",
        "prefixItems": items,
        "items": False,
        "minItems": len(items),
    }


def _values(properties: Mapping[str, Property]) -> list[Schema]:
    """
    For each property, what a statement's value has to be.
    """
    rules = []
    for id, row in sorted(properties.items()):
        keys: Schema = {"value": _value(row)}
        then: Schema = {"properties": keys}
        if row.type == "list":
            then["required"] = ["relation", "closed"]
        else:
            keys["relation"] = keys["closed"] = False
        rules.append({"if": {"properties": {"property": {"const": id}}}, "then": then})
    return rules


def _value(row: Property) -> Schema:
    described = {"description": row.label["en"]}
    names = {"type": "array", "items": _PLAIN[str], "minItems": 1, "uniqueItems": True}
    targets = "|".join(map(re.escape, row.targets))
    forms: dict[str, Schema] = {
        "bool": _PLAIN[bool],
        "date": _PLAIN[PartialDate],
        "enum": {"enum": row.values},
        "list": names,
        "names": names,
        "number": {"anyOf": [{"type": "integer", "minimum": 0}, _match(BOUND.pattern)]},
        "period": _PLAIN[Period],
        "reference": _match(f"({targets})/{SLUG.pattern}"),
    }
    return {**described, **forms.get(row.type, _PLAIN[str])}
