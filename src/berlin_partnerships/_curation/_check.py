"""
Everything that is wrong with a data folder, each with file, line, and field.

Floor 7: part of curation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._read import Folder
from ._claims import examine_judgements, examine_leftovers, examine_sources
from ._examiner import Examiner
from ._places import examine_cities, examine_partnerships, examine_tables
from ._things import examine_things


if TYPE_CHECKING:
    from pathlib import Path

    from .._curated import Curated

__all__ = ["examined"]


def examined(root: Path) -> tuple[Folder, Curated]:
    """
    The data folder *root* with all that is wrong with it, and its data.
    """
    folder = Folder(root)
    curated = folder.read()
    examiner = Examiner(folder, curated)
    examine_tables(examiner)
    examine_cities(examiner)
    examine_partnerships(examiner)
    examine_things(examiner)
    examine_sources(examiner)
    examine_judgements(examiner)
    examine_leftovers(examiner)
    return folder, curated
