"""
Writing all that a data set holds into files that other tools read.

>>> import tempfile
>>> import berlin_partnerships as bp
>>> from berlin_partnerships import export
>>> with tempfile.TemporaryDirectory() as folder:
...     [path.name for path in export.write(bp.load(), folder, "geojson")]
['berlin_partnerships.geojson']

Floor 7: imports the integrations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from . import geo, linked, package, plain, reports
from ._files import write_all
from ._names import similar
from .exceptions import offer


if TYPE_CHECKING:
    from os import PathLike
    from pathlib import Path

    from ._dataset import Dataset

__all__ = ["FORMATS", "write"]

# Format → the files that it is: name and content of each, one after the other.
FORMATS: dict[str, Callable[[Dataset], Iterator[tuple[str, bytes]]]] = {
    "datapackage": package.files,
    "parquet": package.parquet_files,
    "geojson": geo.files,
    "jsonld": linked.files,
    "json": plain.files,
    "ics": reports.calendar_files,
    "markdown": reports.markdown_files,
    "html": reports.html_files,
}


def write(
    dataset: Dataset,
    folder: str | PathLike[str],
    format: str = "datapackage",  # noqa: A002  # the word of the command line
    *,
    force: bool = False,
    progress: Callable[[str], object] | None = None,
) -> tuple[Path, ...]:
    """
    Write a data set into a folder, all of it or nothing.

    The same data give the same bytes. Files are written beside their place
    first: whatever stops it leaves what was there before.

    Args:
        dataset: Such as ``bp.load()``, or ``bp.only("seed-002")``.

        folder: Where to; made if it is not there.

        format: ``"datapackage"`` (CSV with a description), ``"parquet"`` (the
            same tables), ``"geojson"``, ``"jsonld"``, ``"json"`` (with its JSON
            Schema), ``"ics"`` (the anniversaries to come), or ``"markdown"`` or
            ``"html"`` (why the sources differ).

        force: Whether files of the same name are replaced. Others stay.

        progress: Told the name of each file when it has been made.

    Returns:
        The paths of the files.

    Raises:
        ValueError: If there is no such format.

        FileExistsError: If there is such a file and *force* is not set.

        OSError: If the folder cannot be written.

        MissingExtraError: If a format needs a package that is not installed.
    """
    files = FORMATS.get(format)
    if files is None:
        near = offer(similar(str(format), FORMATS, most=1))
        msg = f"format must be one of {', '.join(FORMATS)}, not {format!r}{near}"
        raise ValueError(msg)
    return write_all(folder, files(dataset), force=force, progress=progress)
