"""
The compiled files: read all or nothing, written the same for the same data.

A file is a header line (format, checksum) and a body of JSON. It is read through
the module loader, which has the data in a wheel, a checkout, and a zip, and
costs nothing to import.

Floor 0: imports only the exceptions.
"""

from __future__ import annotations

import json
import os
import zlib

from typing import TYPE_CHECKING, Any

from .exceptions import DataError


if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "FORMAT",
    "RECORDS",
    "STATEMENTS",
    "dump",
    "parse",
    "read_shipped",
    "read_wheel",
]

FORMAT = 1
RECORDS = "records.json"
STATEMENTS = "statements.json"


def dump(body: dict[str, Any]) -> bytes:
    """
    The bytes of a compiled file; the same for the same body.
    """
    data = _text(body).encode() + b"\n"
    return _header(data) + data


def _text(value: Any) -> str:
    """
    JSON with a line for each thing that has no others in it, to read differences.
    """
    items = value.values() if isinstance(value, dict) else value
    if not isinstance(value, (dict, list)) or not any(map(_has_tables, items)):
        return json.dumps(
            value, ensure_ascii=False, separators=(",", ":"), sort_keys=True
        )
    if isinstance(value, dict):
        rows = [f"{json.dumps(key)}:{_text(value[key])}" for key in sorted(value)]
        return "{" + ",\n".join(rows) + "}"
    return "[" + ",\n".join(map(_text, value)) + "]"


def _has_tables(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(map(_has_tables, value))
    )


def _header(data: bytes) -> bytes:
    header = json.dumps({"crc32": zlib.crc32(data), "format": FORMAT})
    return header.encode() + b"\n"


def parse(data: bytes, path: str) -> dict[str, Any]:
    """
    The body of a compiled file.

    Raises:
        DataError: If it is damaged, cut off, or of another format.
    """
    head, _, body = data.partition(b"\n")
    try:
        form = json.loads(head)["format"]
    except (ValueError, KeyError, TypeError, RecursionError):
        problem = "not a compiled file of berlin_partnerships; install it again"
        raise DataError(path, problem) from None
    if form != FORMAT:
        other = "a newer" if isinstance(form, int) and form > FORMAT else "an older"
        problem = (
            f"format {form!r}, but this version reads format {FORMAT}; "
            "compile it again with `berlin-partnerships compile`, "
            f"or read it with {other} version of berlin_partnerships"
        )
        raise DataError(path, problem)
    if head + b"\n" != _header(body):
        problem = "damaged (the checksum differs); install the package again"
        raise DataError(path, problem)
    parsed: dict[str, Any] = json.loads(body)
    return parsed


def read_shipped(name: str) -> dict[str, Any]:
    """
    One of the compiled files that the package ships.

    Raises:
        DataError: If it is missing or damaged.
    """
    path = os.path.join(os.path.dirname(__file__), "_data", name)  # noqa: PTH118, PTH120  # pathlib costs 3 ms to import
    loader: Any = __spec__.loader
    try:
        data: bytes = loader.get_data(path)  # all that load files have it
    except OSError as error:
        why = error.strerror or "it is missing"  # a zip gives no reason
        problem = f"cannot be read ({why}); install the package again"
        raise DataError(path, problem) from error
    return parse(data, path)


def read_wheel(path: Path, name: str) -> dict[str, Any]:
    """
    One of the compiled files in a wheel of this package, of any version.

    Raises:
        DataError: If it is missing or damaged, or the wheel is none.
    """
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415  # only for wheels

    try:
        with ZipFile(path) as wheel:
            data = wheel.read(f"berlin_partnerships/_data/{name}")
    except (OSError, BadZipFile, KeyError) as error:
        problem = f"is no wheel of berlin_partnerships: {error}"
        raise DataError(str(path), problem) from error
    return parse(data, f"{path}: {name}")
