"""
Compiling: the data folder resolved and written as the package's data.

Floor 7: part of curation.
"""

from __future__ import annotations

import os
import shlex

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .._build import built, described
from .._dataset import Dataset
from .._read import Folder
from .._revisions import REVISIONS, revised
from .._store import RECORDS, STATEMENTS, dump, parse
from ..exceptions import CurationError, DataError, Problem
from ._answers import answer_schemas
from ._check import examined
from ._printed import printed_schema
from ._schema import schemas


if TYPE_CHECKING:
    from collections.abc import Mapping

    from .._curated import Curated

__all__ = ["check", "compile_folder", "write_schemas"]


def check(root: Path, out: Path | None = None) -> tuple[Problem, ...]:
    """
    All problems of the data folder *root*, in the order of files and lines.

    With *out*, and if there are none, a problem for each file there that compiling
    the folder would change.
    """
    folder, curated = examined(root)
    found = folder.found()
    return found if found or out is None else _stale(curated, root, out)


def compile_folder(root: Path, out: Path) -> tuple[Path, ...]:
    """
    Write the compiled files of a data folder, and all schemas.

    Returns:
        The paths of those that changed.

    Raises:
        CurationError: If the check finds a problem; then nothing is written.
    """
    folder, curated = examined(root)
    if folder.problems:
        raise CurationError(folder.found())
    return _written(_wanted(curated, root, out))


def write_schemas(root: Path) -> tuple[Path, ...]:
    """
    Write the schemas of a data folder; the paths of those that changed.

    Raises:
        CurationError: If the folder cannot be read.
    """
    folder = Folder(root)
    curated = folder.read()
    if folder.problems:
        raise CurationError(folder.found())
    return _written(_schemas(curated, root))


def _stale(curated: Curated, root: Path, out: Path) -> tuple[Problem, ...]:
    problem = f"is stale; run: {_command(root, out)}"
    return tuple(
        Problem(path.as_posix(), 1, "", problem)
        for path in _changed(_wanted(curated, root, out))
    )


def _command(root: Path, out: Path) -> str:
    words = ["berlin-partnerships", "compile"]
    if root.as_posix() != "data":
        words.append(root.as_posix())
    if out.resolve() != Path(__file__).parents[1] / "_data":
        words += ["--out", out.as_posix()]
    return shlex.join(words)


def _wanted(curated: Curated, root: Path, out: Path) -> dict[Path, bytes]:
    records = built(curated)
    made = {RECORDS: dump(records), STATEMENTS: dump(described(curated))}
    made |= {**answer_schemas(), **printed_schema()}
    files = {out / name: data for name, data in made.items()}
    ledger = out / REVISIONS
    dataset = Dataset(records, lambda: curated, root.as_posix())
    files[ledger] = dump(revised(dataset, _ledger(ledger)))
    return {**files, **_schemas(curated, root)}


def _ledger(path: Path) -> dict[str, Any]:
    """
    The ledger so far; nothing if there is none yet.

    Raises:
        DataError: If it is damaged: begun anew, it would count from 0 again.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    try:
        return parse(data, str(path))
    except DataError:
        problem = "damaged; take it from version control, then compile again"
        raise DataError(path.as_posix(), problem) from None


def _schemas(curated: Curated, root: Path) -> dict[Path, bytes]:
    made = schemas(curated.properties)
    return {root / "schema" / name: data for name, data in made.items()}


def _changed(wanted: Mapping[Path, bytes]) -> list[Path]:
    return [
        path
        for path, data in wanted.items()
        if not path.is_file() or path.read_bytes() != data
    ]


def _written(wanted: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """
    Write what differs.

    All of it beside its place first: a full disk leaves the old files, and who
    reads meanwhile sees the old file or the new one.
    """
    drafts: dict[Path, Path] = {}
    try:
        for path in _changed(wanted):
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f".{path.name}.{os.getpid()}")
            drafts[path] = draft
            draft.write_bytes(wanted[path])
        for path, draft in drafts.items():
            draft.replace(path)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
    return tuple(drafts)
