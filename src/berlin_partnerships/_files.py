"""
Writing several files: all of them or none, and none over another's.

Floor 0: imports nothing of ours.
"""

from __future__ import annotations

import json
import shutil
import tempfile

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from os import PathLike

__all__ = ["as_bytes", "write_all"]

_SHOWN = 3  # files that a message names


def as_bytes(value: Any) -> bytes:
    """
    *value* as JSON that people can read and compare; the same for the same value.
    """
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def write_all(
    folder: str | PathLike[str],
    files: Iterable[tuple[str, bytes]],
    *,
    force: bool = False,
    progress: Callable[[str], object] | None = None,
) -> tuple[Path, ...]:
    """
    Write files into a folder, which is made if it is not there.

    They are first written to a folder of their own, then moved. A full disk, or
    Ctrl-C, leaves what was there before; who reads meanwhile never sees half a
    file.

    Args:
        folder: Where to.

        files: Name and content of each.

        force: Whether files of the same name are replaced. Others stay.

        progress: Told the name of each file when it has been made.

    Returns:
        The paths of the files.

    Raises:
        ValueError: If *folder* is an empty text.

        OSError: If it cannot be written.

        FileExistsError: If there is such a file and *force* is not set.

        NotADirectoryError: If *folder* is something else.

        IsADirectoryError: If a folder has the name of one of the files.
    """
    if folder == "":
        msg = "give the path of a folder, not an empty text"
        raise ValueError(msg)
    target = Path(folder)
    if target.exists() and not target.is_dir():
        msg = f"{str(folder)!r} is a file; give the path of a folder"
        raise NotADirectoryError(msg)
    drafts = _drafts(target)
    try:
        names = []
        for name, data in files:
            (drafts / name).write_bytes(data)
            names.append(name)
            if progress:
                progress(name)
        _check(target, names, force=force)
        target.mkdir(parents=True, exist_ok=True)
        for name in names:
            (drafts / name).replace(target / name)
    finally:
        shutil.rmtree(drafts)
    return tuple(target / name for name in names)


def _drafts(target: Path) -> Path:
    """
    A new folder on the disk that *target* is on, or will be.
    """
    folders = (target, *target.absolute().parents)
    standing = next(each for each in folders if each.is_dir())
    try:
        return Path(tempfile.mkdtemp(prefix=".berlin-partnerships-", dir=standing))
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error


def _check(target: Path, names: list[str], *, force: bool) -> None:
    folders = [name for name in names if (target / name).is_dir()]
    if folders:
        msg = f"{str(target / folders[0])!r} is a folder; nothing was written"
        raise IsADirectoryError(msg)
    there = [name for name in names if (target / name).is_symlink()]
    there += [name for name in names if (target / name).exists() and name not in there]
    if there and not force:
        more = len(there) - _SHOWN
        others = [f"{more} more"] if more > 0 else []
        msg = (
            f"{str(target)!r} already has {', '.join([*sorted(there)[:_SHOWN], *others])}; "
            "nothing was written; give another folder, or --force (in Python "
            "force=True) to replace them"
        )
        raise FileExistsError(msg)
