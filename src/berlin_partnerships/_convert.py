"""
The border: plain values from files in, JSON-ready values out, through cattrs.

Strict where cattrs is kind: a number is no text, a text is no number and no
array. Imported only where data cross the border, because cattrs costs more than
our own data.

Floor 0: imports the dates, the folding of names, and the exceptions.
"""

from __future__ import annotations

import datetime as dt
import types

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin

import attrs
import cattrs

from cattrs.errors import (
    AttributeValidationNote,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from ._dates import PartialDate, Period
from ._lines import Step
from ._names import similar
from .exceptions import DataError, offer, shown


__all__ = ["Step", "leaves", "revived", "structure", "unstructure"]

T = TypeVar("T")
Hook = Callable[[Any, Any], Any]

_EXPECTED = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
}


# Plain values → objects ---------------------------------------------------------------


def _strict(kind: type[T]) -> Callable[[Any, Any], T]:
    def structure(value: Any, _: Any) -> T:
        if type(value) is kind:
            return value
        if kind is float and type(value) is int:
            return float(value)  # type: ignore[return-value]  # kind is float here
        if kind is str and isinstance(value, dt.date):
            msg = f'put dates in quotes: "{value}"'
            raise TypeError(msg)
        msg = f"expected {_EXPECTED[kind]}, not {shown(value)}"
        raise TypeError(msg)

    return structure


_text = _strict(str)


def _edtf(value: Any, cls: type[PartialDate | Period]) -> PartialDate | Period:
    if type(value) is int:  # a year
        msg = f'put dates in quotes: "{value}"'
        raise TypeError(msg)
    return cls.parse(_text(value, str))


def _of_class(cls: type[Any], conv: cattrs.Converter) -> Hook:
    inner = make_dict_structure_fn(cls, conv, _cattrs_forbid_extra_keys=True)

    def structure(value: Any, kind: Any) -> Any:
        _demand(value, Mapping, "a table of keys and values")
        return inner(value, kind)

    return structure


def _of_tuple(cls: Any, conv: cattrs.Converter) -> Hook:
    args = get_args(cls)

    def structure(value: Any, _: Any) -> tuple[Any, ...]:
        _demand(value, (list, tuple), "an array")
        kinds = args[:1] * len(value) if args[1:] == (...,) else args
        if len(kinds) != len(value):
            msg = f"expected {len(kinds)} values, not {len(value)}"
            raise TypeError(msg)
        found = _each(zip(range(len(value)), value, kinds, strict=True), cls, conv)
        return tuple(found.values())

    return structure


def _of_mapping(cls: Any, conv: cattrs.Converter) -> Hook:
    kind = get_args(cls)[1]

    def structure(value: Any, _: Any) -> dict[Any, Any]:
        _demand(value, Mapping, "a table of keys and values")
        return _each(((key, item, kind) for key, item in value.items()), cls, conv)

    return structure


def _demand(value: Any, kinds: Any, expected: str) -> None:
    if not isinstance(value, kinds):
        msg = f"expected {expected}, not {shown(value)}"
        raise TypeError(msg)


def _each(
    items: Iterable[tuple[Any, Any, Any]], cls: Any, conv: cattrs.Converter
) -> dict[Any, Any]:
    """
    Every item structured, by its key or position; all errors in one.
    """
    found: dict[Any, Any] = {}
    errors = []
    for step, item, kind in items:
        try:
            found[step] = conv.structure(item, kind)
        except Exception as error:  # noqa: BLE001  # whatever a hook raises
            error.add_note(IterableValidationNote(f"at {step}", step, kind))
            errors.append(error)
    if errors:
        # An exception group's own signature has two arguments, cattrs' three.
        raise IterableValidationError(f"in {cls}", errors, cls)  # pyright: ignore[reportCallIssue]
    return found


def _of_union(cls: Any, conv: cattrs.Converter) -> Hook:
    """
    The first of several kinds that fits; the error is that of the last.
    """
    optional = type(None) in get_args(cls)
    kinds = [kind for kind in get_args(cls) if kind is not type(None)]

    def structure(value: Any, _: Any) -> Any:
        if optional and value is None:
            return None
        for kind in kinds[:-1]:
            try:
                return conv.structure(value, kind)
            except Exception:  # noqa: BLE001, S112  # the next may fit
                continue
        return conv.structure(value, kinds[-1])

    return structure


def _is(origin: type[Any]) -> Callable[[Any], bool]:
    return lambda cls: bool(get_origin(cls) == origin)


def _is_union(cls: Any) -> bool:
    if get_origin(cls) not in (Union, types.UnionType):
        return False
    kinds = get_args(cls)
    return type(None) not in kinds or len(kinds) > 2  # noqa: PLR2004  # cattrs knows `X | None`


# Objects → plain values ---------------------------------------------------------------


def _without_dataset(
    cls: type[Any], conv: cattrs.Converter, *, compact: bool
) -> Callable[[Any], dict[str, Any]]:
    private = [a.name for a in attrs.fields(cls) if a.name == "_dataset"]
    hidden = {name: override(omit=True) for name in private}
    return make_dict_unstructure_fn(
        cls,
        conv,
        _cattrs_omit_if_default=compact,
        **hidden,  # type: ignore[arg-type]  # the other keywords are cattrs' own
    )


@cache
def _converter(*, compact: bool) -> cattrs.Converter:
    conv = cattrs.Converter(forbid_extra_keys=True, prefer_attrib_converters=False)
    for kind in _EXPECTED:
        conv.register_structure_hook(kind, _strict(kind))
    for date_class in (PartialDate, Period):
        conv.register_unstructure_hook(date_class, str)
    conv.register_unstructure_hook(dt.date, dt.date.isoformat)
    conv.register_unstructure_hook(bytes, bytes.decode)  # all that we have are UTF-8
    conv.register_structure_hook(bytes, lambda value, _: _text(value, str).encode())
    conv.register_unstructure_hook_factory(
        attrs.has, lambda cls: _without_dataset(cls, conv, compact=compact)
    )
    conv.register_structure_hook_factory(attrs.has, lambda cls: _of_class(cls, conv))
    for date_class in (PartialDate, Period):
        conv.register_structure_hook(date_class, _edtf)
    conv.register_structure_hook(
        dt.date, lambda value, _: dt.date.fromisoformat(_text(value, str))
    )
    conv.register_structure_hook_factory(_is(tuple), lambda cls: _of_tuple(cls, conv))
    conv.register_structure_hook_factory(_is(dict), lambda cls: _of_mapping(cls, conv))
    conv.register_structure_hook_factory(_is_union, lambda cls: _of_union(cls, conv))
    return conv


def structure(raw: Any, cls: type[T]) -> T:
    """
    *raw* as a *cls*; all that is wrong is in the one error raised.
    """
    return _converter(compact=True).structure(raw, cls)


def revived(raw: Any, cls: type[T], name: str) -> T:
    """
    An answer again, from what its ``to_dict`` gave.

    Raises:
        DataError: If it is something else, with the first field that is wrong; *name*
            is what the answer is called.
    """
    try:
        return structure(raw, cls)
    except Exception as error:
        steps, problem = next(leaves(error))
        said = "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in steps)
        where = f"{said.removeprefix('.')}: " if said else ""
        raise DataError(name, f"{where}{problem}") from error


def unstructure(value: Any, *, compact: bool = False) -> Any:
    """
    *value* as JSON-ready dictionaries, lists, texts and numbers.

    With *compact*, fields that have their default are left out.
    """
    return _plain(_converter(compact=compact).unstructure(value))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(_plain(item) for item in value)
    return value


# What went wrong ----------------------------------------------------------------------


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
            yield from leaves(inner, (*steps, *_step(inner)))
    elif isinstance(error, KeyError):
        yield steps, "missing"
    else:
        yield steps, str(error)


def _step(error: BaseException) -> tuple[Step, ...]:
    """
    The key or position that cattrs notes on an error, if it does.
    """
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return (note.name,)
        if isinstance(note, IterableValidationNote):
            return (note.index,)
    return ()
