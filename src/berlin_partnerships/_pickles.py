"""
Pickles that outlive a version, or say that they cannot.

What is kept of a thing are its fields by name, and it is made anew from them. So a
field that a later version added has its default, and one that a later version no
longer has is refused with what to do, rather than leaving half a thing.

Floor 0: imports only the exceptions.
"""

from __future__ import annotations

from typing import Any

import attrs

from .exceptions import DataError


__all__ = ["Pickled", "fields_of", "made"]


class Pickled:
    """
    A value whose pickle has its fields by name.
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return made, (type(self), fields_of(self))


def fields_of(thing: Any) -> dict[str, Any]:
    """
    The fields of a thing by the names that make it again, without its data set.
    """
    return {
        a.alias: getattr(thing, a.name)
        for a in attrs.fields(type(thing))
        if a.name != "_dataset"
    }


def made(cls: type[Any], fields: dict[str, Any]) -> Any:
    """
    A thing again, from the fields that some version pickled.

    Raises:
        DataError: If this version has other fields.
    """
    try:
        return cls(**fields)
    except TypeError as error:
        problem = (
            "was pickled by a version of berlin_partnerships with other fields "
            f"({error}); unpickle it with that version, or look it up again"
        )
        raise DataError(cls.__name__, problem) from error
