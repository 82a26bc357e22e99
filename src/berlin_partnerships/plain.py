"""
All that a data set holds in one JSON file, and the JSON Schema of it.

Each record is what its ``to_dict()`` gives.

>>> import json
>>> import berlin_partnerships as bp
>>> from berlin_partnerships import plain
>>> whole = json.loads(dict(plain.files(bp.load()))["berlin_partnerships.json"])
>>> whole["partnerships"]["moscow"]["acts"][0]["date"]
'1990-11-12'

Floor 6: imports the data set.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ._convert import unstructure
from ._curated import Party
from ._dates import limited
from ._files import as_bytes
from ._licences import TITLE, credits_of
from ._model import City
from ._partnerships import Partnership
from ._shapes import DIALECT, definitions, reference
from ._sources import Property, Source, Statement
from ._things import KINDS


if TYPE_CHECKING:
    from ._dataset import Dataset

__all__ = ["document", "files", "schema"]

_SCHEMA = "berlin_partnerships.schema.json"
# Name of the table of records → their class; the keys are their ids.
_TABLES: dict[str, type[Any]] = {
    "partnerships": Partnership,
    "cities": City,
    **KINDS,
    "sources": Source,
    "parties": Party,
    "properties": Property,
}
_TEXTS = ("title", "version", "digest", "attribution")
# Of a table of one's own nothing tells them.
_UNKNOWN_OF_OWN = ("known_until", "license")


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """
    ``berlin_partnerships.json``, and ``berlin_partnerships.schema.json``.
    """
    yield "berlin_partnerships.json", as_bytes(document(dataset))
    yield _SCHEMA, as_bytes(schema())


def document(dataset: Dataset) -> dict[str, Any]:
    """
    The data set as JSON-ready values; dates as EDTF texts, what is unknown as null.
    """
    credits_, known = credits_of(dataset), limited(dataset.known_until)
    return {
        "$schema": _SCHEMA,
        "title": credits_.title,
        "version": dataset.version,
        "digest": dataset.digest,
        "known_until": known.isoformat() if known else None,
        "license": " AND ".join(name for name, _, _ in credits_.licences) or None,
        "attribution": credits_.attribution,
        **{
            kind: {
                id: unstructure(thing) for id, thing in getattr(dataset, kind).items()
            }
            for kind in _TABLES
        },
        "statements": {s.id: unstructure(s) for s in dataset.statements()},
    }


def schema() -> dict[str, Any]:
    """
    The JSON Schema of :func:`document`; ``$defs`` has that of each kind of record.
    """
    tables = {**_TABLES, "statements": Statement}
    keys = {
        "$schema": {"const": _SCHEMA},
        **{name: {"type": "string"} for name in _TEXTS},
        **{name: {"type": ["string", "null"]} for name in _UNKNOWN_OF_OWN},
        **{
            name: {"type": "object", "additionalProperties": reference(cls)}
            for name, cls in tables.items()
        },
    }
    return {
        "$schema": DIALECT,
        "title": TITLE,
        "type": "object",
        "properties": keys,
        "required": [*keys],
        "additionalProperties": False,
        "$defs": definitions(*tables.values()),
    }
