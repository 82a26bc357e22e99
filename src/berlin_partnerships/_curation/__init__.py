"""
What curators need: check the data folder, compile it.

Floor 7: imports everything below; only the command line imports it.
"""

from __future__ import annotations

from ._compile import check, compile_folder, write_schemas
from ._coverage import coverage, evidence


__all__ = ["check", "compile_folder", "coverage", "evidence", "write_schemas"]
