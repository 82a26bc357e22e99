"""
What the fields of the records mean: their texts, and the words they are limited to.

Taken from where the records themselves say it, so that tables and schemas made
of them cannot say something else.

Floor 4: imports the records.
"""

from __future__ import annotations

import inspect
import re

from typing import Any

import attrs

from ._model import CITY_KINDS, NAME_KINDS, City, Name
from ._partnerships import (
    LEVELS,
    RELATIONS,
    ROLES,
    STATUSES,
    Act,
    Partnership,
    StatusPeriod,
)
from ._sources import (
    BASES,
    CERTAINTIES,
    KINDS,
    MODES,
    RANKS,
    URL_STATUSES,
    Judgement,
    Source,
    Statement,
)
from ._sources import RELATIONS as LISTED
from ._things import TOPIC_BASES, Topic


__all__ = ["LIMITED", "described", "public"]

# A field that only some words can stand in → these words.
LIMITED: dict[tuple[type[Any], str], tuple[str, ...]] = {
    (City, "kind"): CITY_KINDS,
    (Name, "kind"): NAME_KINDS,
    (Partnership, "level"): LEVELS,
    (Partnership, "relation"): RELATIONS,
    (Act, "role"): ROLES,
    (StatusPeriod, "status"): STATUSES,
    (Topic, "basis"): TOPIC_BASES,
    (Source, "kind"): tuple(KINDS),
    (Source, "url_status"): URL_STATUSES,
    (Statement, "basis"): BASES,
    (Statement, "mode"): MODES,
    (Statement, "certainty"): CERTAINTIES,
    (Statement, "relation"): LISTED,
    (Judgement, "rank"): RANKS,
}


def public(cls: type[Any]) -> tuple[Any, ...]:
    """
    The fields that are part of a record's value, with their types.
    """
    fields = attrs.fields(attrs.resolve_types(cls))
    return tuple(f for f in fields if not f.name.startswith("_"))


def described(cls: type[Any]) -> dict[str, str]:
    """
    What the docstrings of a class and its bases say about its attributes.

    How an unknown value looks like is left to whoever writes it down.

    >>> described(StatusPeriod)["start"]
    'The first day, as far as known.'
    """
    found: dict[str, str] = {}
    for each in reversed(cls.__mro__):
        found |= _said(each.__doc__ or "")
    return found


def _said(docstring: str) -> dict[str, str]:
    _, _, said = inspect.cleandoc(docstring).partition("Attributes:\n")
    found = {}
    for entry in said.split("\n\n") if said else ():
        names, _, text = entry.partition(":")
        plain = re.sub(r":\w+:`~?\.?([^`]+)`", r"\1", " ".join(text.split()))
        plain = re.sub(r", or (None|an empty string)\.", ".", plain)
        for name in names.split(","):
            found[name.strip()] = plain.replace("``", "")
    return found
