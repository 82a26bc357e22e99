"""
Compiling: the data folder resolved and written as the package's data.

Floor 6.
"""

from __future__ import annotations

import os

from pathlib import Path

from .._build import built, described
from .._curated import Curated
from .._read import Folder
from .._store import RECORDS, STATEMENTS, dump
from ..exceptions import CurationError, Problem
from ._check import examine, in_order


__all__ = ["compile_folder", "compiled", "stale"]


def compiled(curated: Curated) -> dict[str, bytes]:
    """
    The compiled files by name; the same bytes for the same data.
    """
    return {RECORDS: dump(built(curated)), STATEMENTS: dump(described(curated))}


def compile_folder(root: Path, out: Path) -> tuple[Path, ...]:
    """
    Write the compiled files of a data folder; the paths of those that changed.

    Raises:
        CurationError: If the check finds a problem; then nothing is written.
    """
    folder = Folder(root)
    curated = folder.read()
    examine(folder, curated)
    if folder.problems:
        raise CurationError(in_order(folder))
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in compiled(curated).items():
        path = out / name
        if path.is_file() and path.read_bytes() == data:
            continue
        # Another process may be reading: it sees the old file or the new one.
        draft = path.with_suffix(".draft")
        draft.write_bytes(data)
        os.replace(draft, path)  # noqa: PTH105  # pathlib's has no advantage here
        written.append(path)
    return tuple(written)


def stale(root: Path, out: Path) -> tuple[Problem, ...]:
    """
    A problem for each compiled file that the data folder would not give today.

    A folder that cannot be read gives none; that is the check's to say.
    """
    folder = Folder(root)
    curated = folder.read()
    if folder.problems:
        return ()
    found = []
    for name, data in compiled(curated).items():
        path = out / name
        if not path.is_file() or path.read_bytes() != data:
            problem = "is stale; run: berlin-partnerships compile"
            found.append(Problem(str(path), 1, "", problem))
    return tuple(found)
