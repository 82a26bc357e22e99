"""
JSON Schema of what answers and records give as JSON: `to_dict`, and ``--json``.

Floor 7: part of curation.
"""

from __future__ import annotations

import re

from typing import Any

import attrs

import berlin_partnerships as bp

from .._model import Record
from .._shapes import DIALECT, definitions, reference
from .._text import Result
from ._schema import dumped


__all__ = ["answer_schemas"]


def answer_schemas() -> dict[str, bytes]:
    """
    The schemas by file name, such as ``reconciliation.schema.json``.
    """
    return {
        f"{_words(cls.__name__)}.schema.json": dumped(
            {
                "$schema": DIALECT,
                "title": (cls.__doc__ or "").strip().partition("\n")[0],
                **reference(cls),
                "$defs": definitions(cls),
            }
        )
        for cls in _public()
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
