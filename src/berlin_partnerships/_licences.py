"""
Under which licences the data are, and whom to name: what every export says.

Floor 0: imports nothing of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs


if TYPE_CHECKING:
    from ._dataset import Dataset

__all__ = ["ATTRIBUTION", "KEYWORDS", "LICENCES", "TITLE", "Credits", "credits_of"]

TITLE = "Berlin's city partnerships, with every source and every disagreement"
KEYWORDS = ("Berlin", "Städtepartnerschaft", "town twinning", "provenance")
# SPDX id, title, text.
LICENCES = (
    (
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    (
        "Unicode-3.0",
        "Unicode License v3 (names from Unicode CLDR)",
        "https://www.unicode.org/license.txt",
    ),
)
ATTRIBUTION = (
    "Made by the berlin_partnerships contributors, CC BY 4.0. Contains data from "
    "GeoNames (https://www.geonames.org/, CC BY 4.0): coordinates, ids and names of "
    "cities; and names from Unicode CLDR (Copyright (c) Unicode, Inc., Unicode-3.0). "
    "The quotations, at most eight words each, remain with their authors."
)


@attrs.frozen
class Credits:
    """
    What an export says of where the data are from.

    Attributes:
        id: A name for programs.

        title: A name for people.

        keywords: What it is about.

        licences: SPDX id, title and text of each; none for a table of somebody's own,
            since nothing tells them.

        creators: Who made the data, as far as known.

        attribution: Whom to name.
    """

    id: str
    title: str
    keywords: tuple[str, ...]
    licences: tuple[tuple[str, str, str], ...]
    creators: tuple[str, ...]
    attribution: str


_OURS = Credits(
    id="berlin-partnerships",
    title=TITLE,
    keywords=KEYWORDS,
    licences=LICENCES,
    creators=("the berlin_partnerships contributors",),
    attribution=ATTRIBUTION,
)


def credits_of(dataset: Dataset) -> Credits:
    """
    Ours; for a table of somebody's own, what the name of its file says.
    """
    if not dataset._is_own:  # noqa: SLF001  # one of our own
        return _OURS
    (town,) = dataset.parties.values()
    return Credits(
        id=town.id,
        title=f"City partnerships of {town.name['en']}",
        keywords=(town.name["en"], *KEYWORDS[1:-1]),
        licences=(),
        creators=(),
        attribution=(
            f"From the table {dataset.version}, which names neither its authors nor "
            "a licence."
        ),
    )
