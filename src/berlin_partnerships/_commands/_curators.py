"""
For curators, and for those who pin a version or take all of the data away.

Floor 8: part of the commands.
"""

from __future__ import annotations

import sys

from pathlib import Path
from typing import TYPE_CHECKING

from .._terminal import as_json, paragraph, write
from ._shared import say


if TYPE_CHECKING:
    import argparse

    from collections.abc import Iterable

    from .._dataset import Dataset

__all__ = ["check", "compile_data", "coverage", "diff", "export"]


def check(args: argparse.Namespace) -> int:
    from .._curation import check, evidence  # noqa: PLC0415  # only for curators

    folder = _folder(args)
    problems = [*check(folder, Path(args.out))]
    if args.evidence:
        problems += evidence(folder, Path(args.evidence))
    if args.json:
        keys = ("path", "line", "field", "problem")
        write(as_json([{key: getattr(p, key) for key in keys} for p in problems]))
    else:
        for problem in problems:
            write(problem)
    return 1 if problems else 0


def compile_data(args: argparse.Namespace) -> int:
    from .._curation import compile_folder  # noqa: PLC0415  # only for curators

    return _written(compile_folder(_folder(args), Path(args.out)), args)


def _written(paths: Iterable[Path], args: argparse.Namespace) -> int:
    """
    Say which files have been written.
    """
    names = [str(path) for path in paths]
    for line in [as_json(names)] if args.json else names:
        write(line)
    return 0


def _folder(args: argparse.Namespace) -> Path:
    folder = Path(args.folder)
    if not folder.is_dir():
        msg = f"no folder {args.folder!r}; give the path of the data folder"
        raise NotADirectoryError(msg)
    return folder


def coverage(args: argparse.Namespace) -> int:
    from .._curation import coverage  # noqa: PLC0415  # only for curators
    from .._read import read_folder  # noqa: PLC0415  # only for curators

    found = coverage(read_folder(_folder(args)), Path(args.inventory))
    if args.json:
        keys = ("id", "source", "ship", "outcome", "held_by", "reason")
        write(as_json([{key: getattr(c, key) for key in keys} for c in found.claims]))
        return 1 if found.missing else 0
    for claim in found.claims:
        if claim.ship == "yes" and claim.outcome != "held":
            write(paragraph(f"{claim.id} {claim.outcome}: {claim.reason}"))
    counts = [found.count(outcome) for outcome in ("held", "left out", "missing")]
    write("{} held, {} left out with a reason, {} missing".format(*counts))
    return 1 if found.missing else 0


def diff(args: argparse.Namespace) -> int:
    from .._diff import diff  # noqa: PLC0415  # reads two data sets

    found = diff(args.old, args.new)
    if args.json:
        write(as_json({**found.to_dict(), "bump": found.bump}))
    else:
        write(paragraph(found.explain(args.language)))
        write(say(args, f"Versionssprung: {found.bump}", f"raises: {found.bump}"))
    return 1 if found.changes else 0


def export(dataset: Dataset, args: argparse.Namespace) -> int:
    from ..export import write as export_data  # noqa: PLC0415  # only who exports needs it

    progress = _progress if sys.stderr.isatty() else None
    written = export_data(
        dataset, args.folder, args.format, force=args.force, progress=progress
    )
    if progress:
        progress("")
    return _written(written, args)


def _progress(name: str) -> None:
    """
    Tell somebody who waits which file has been made; the next one takes its line.
    """
    sys.stderr.write(f"\r{name:<40}\r")
    sys.stderr.flush()
