"""
What curators need: check the data folder, compile it.

Floor 7: imports everything below; only the command line imports it.
"""

from __future__ import annotations

from ._check import check
from ._compile import compile_folder, stale, write_schemas
from ._coverage import coverage, evidence


__all__ = ["check", "compile_folder", "coverage", "evidence", "stale", "write_schemas"]
