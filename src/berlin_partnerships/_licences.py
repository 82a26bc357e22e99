"""
Under which licences the data are, and whom to name: what every export says.

Floor 0: imports nothing of ours.
"""

from __future__ import annotations


__all__ = ["ATTRIBUTION", "KEYWORDS", "LICENCES", "TITLE"]

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
