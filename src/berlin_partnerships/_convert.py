"""
The border: plain values from files in, JSON-ready values out, through cattrs.

Strict where cattrs is kind: a number is no text, a text is no number. Imported
only where data cross the border, because cattrs costs more than our own data.

Floor 2: imports the model.
"""

from __future__ import annotations

import datetime as dt

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

import attrs
import cattrs

from cattrs.errors import ForbiddenExtraKeysError
from cattrs.gen import make_dict_unstructure_fn, override

from ._dates import PartialDate, Period
from ._names import similar
from .exceptions import offer, shown


T = TypeVar("T")
Step = str | int

_EXPECTED = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


def _strict(kind: type[T]) -> Any:
    def structure(value: Any, _: type[T]) -> T:
        if type(value) is kind:
            return value
        if kind is float and type(value) is int:
            return float(value)  # type: ignore[return-value]  # kind is float here
        if isinstance(value, dt.date):
            msg = f'put dates in quotes: "{value}"'
            raise TypeError(msg)
        msg = f"expected {_EXPECTED[kind]}, not {shown(value)}"
        raise TypeError(msg)

    return structure


@cache
def _converter(*, compact: bool) -> cattrs.Converter:
    conv = cattrs.Converter(forbid_extra_keys=True, prefer_attrib_converters=False)
    for kind in _EXPECTED:
        conv.register_structure_hook(kind, _strict(kind))
    for date_class in (PartialDate, Period):
        conv.register_structure_hook(date_class, lambda v, c: c.parse(_text(v)))
        conv.register_unstructure_hook(date_class, str)
    conv.register_unstructure_hook(dt.date, dt.date.isoformat)
    conv.register_structure_hook(dt.date, lambda v, _: dt.date.fromisoformat(_text(v)))
    conv.register_unstructure_hook_factory(
        attrs.has,
        lambda cls: make_dict_unstructure_fn(
            cls,
            conv,
            _cattrs_omit_if_default=compact,
            **{
                a.name: override(omit=True)
                for a in attrs.fields(cls)
                if a.name == "_dataset"
            },
        ),
    )
    return conv


def _text(value: Any) -> str:
    structured: str = _strict(str)(value, str)
    return structured


def structure(raw: Any, cls: type[T]) -> T:
    """
    *raw* as a *cls*; all that is wrong is in the one error raised.
    """
    return _converter(compact=True).structure(raw, cls)


def unstructure(value: Any, *, compact: bool = False) -> Any:
    """
    *value* as JSON-ready dictionaries, lists, texts and numbers.

    With *compact*, fields that have their default are left out.
    """
    return _listed(_converter(compact=compact).unstructure(value))


def _listed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _listed(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_listed(item) for item in value]
    if isinstance(value, (PartialDate, Period)):
        return str(value)
    return value


def leaves(
    error: BaseException, steps: tuple[Step, ...] = ()
) -> Iterator[tuple[tuple[Step, ...], str]]:
    """
    The innermost errors of a cattrs error tree, each with the path to it.
    """
    if isinstance(error, ForbiddenExtraKeysError):
        known = [a.name for a in attrs.fields(error.cl)]
        for extra in sorted(error.extra_fields):
            near = offer(similar(extra, known, most=1))
            yield (*steps, extra), f"unknown key {extra!r}{near}"
    elif isinstance(error, cattrs.BaseValidationError):
        for inner in error.exceptions:
            note = next(
                (n for n in getattr(inner, "__notes__", ()) if hasattr(n, "type")), None
            )
            step = getattr(note, "name", getattr(note, "index", None))
            yield from leaves(inner, steps if step is None else (*steps, step))
    elif isinstance(error, KeyError):
        yield steps, "missing"
    else:
        yield steps, str(error)
