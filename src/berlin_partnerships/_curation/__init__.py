"""
What curators need: check the data folder, compile it.

Floor 6: imports everything below; nothing below imports it.
"""

from __future__ import annotations

from ._check import check
from ._compile import compile_folder, stale


__all__ = ["check", "compile_folder", "stale"]
