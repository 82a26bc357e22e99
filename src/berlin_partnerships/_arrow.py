"""
Columns as an Arrow stream, made by pyarrow or nanoarrow.

Floor 1: imports how optional packages are found.
"""

from __future__ import annotations

import datetime as dt
import sys

from collections.abc import Iterable, Mapping
from itertools import accumulate, chain
from typing import Any

from ._extras import needed
from .exceptions import MissingExtraError


__all__ = ["stream", "table"]

_EPOCH = dt.date(1970, 1, 1)
_TYPES = {
    "text": "string",
    "integer": "int64",
    "number": "float64",
    "boolean": "bool_",
    "date": "date32",
}
_LISTS = {"texts": "text", "integers": "integer"}

Types = Mapping[str, str]
Values = Mapping[str, list[Any]]


def stream(types: Types, values: Values, requested: object = None) -> object:
    """
    The columns as a PyCapsule that holds an Arrow C stream of one batch.

    By pyarrow if that is loaded already or the only one there is, by nanoarrow
    otherwise, which is loaded sooner.

    Args:
        types: The type of each column: one of :data:`_TYPES` or :data:`_LISTS`.

        values: The values of each column; None is null.

        requested: A schema that the reader would like. Only pyarrow heeds it;
            readers convert what they get.

    Raises:
        MissingExtraError: If neither pyarrow nor nanoarrow is installed.
    """
    if sys.modules.get("pyarrow") is None:
        try:
            return _by_nanoarrow(needed("nanoarrow", "frames"), types, values)
        except MissingExtraError as missing:
            try:
                needed("pyarrow")
            except MissingExtraError:
                raise missing from None
    return table(types, values).__arrow_c_stream__(requested)


# pyarrow ------------------------------------------------------------------------------


def table(types: Types, values: Values) -> Any:
    """
    The columns as a table of pyarrow.

    Raises:
        MissingExtraError: If pyarrow is not installed.
    """
    pa = needed("pyarrow")

    def of(kind: str) -> Any:
        if kind in _LISTS:
            return pa.list_(of(_LISTS[kind]))
        return getattr(pa, _TYPES[kind])()

    arrays = [pa.array(values[name], of(kind)) for name, kind in types.items()]
    return pa.table(arrays, names=list(types))


# nanoarrow ----------------------------------------------------------------------------


def _by_nanoarrow(na: Any, types: Types, values: Values) -> object:
    children = [_array(na, kind, values[name]) for name, kind in types.items()]
    schema = na.struct({name: _type(na, kind) for name, kind in types.items()})
    length = len(next(iter(values.values())))
    batch = na.c_array_from_buffers(schema, length, [None], children=children)
    return na.c_array_stream(batch).__arrow_c_stream__()


def _type(na: Any, kind: str) -> Any:
    if kind in _LISTS:
        return na.list_(_type(na, _LISTS[kind]))
    return getattr(na, _TYPES[kind])()


def _array(na: Any, kind: str, values: list[Any]) -> Any:
    if kind in _LISTS:
        lengths = [0 if each is None else len(each) for each in values]
        offsets = na.c_buffer(accumulate(lengths, initial=0), na.int32())
        items = list(chain.from_iterable(each for each in values if each is not None))
        child = _array(na, _LISTS[kind], items)
        buffers = [_validity(na, values), offsets]
        return na.c_array_from_buffers(
            _type(na, kind), len(values), buffers, children=[child]
        )
    if kind == "date":  # nanoarrow takes days only as numbers
        days = [None if day is None else (day - _EPOCH).days for day in values]
        numbers = na.c_array(days, na.int32()).view()
        buffers = [numbers.buffer(0), numbers.buffer(1)]
        return na.c_array_from_buffers(na.date32(), len(values), buffers)
    return na.c_array(values, _type(na, kind))


def _validity(na: Any, values: Iterable[Any]) -> Any:
    known = [None if each is None else 1 for each in values]
    return na.c_array(known, na.int8()).view().buffer(0)
