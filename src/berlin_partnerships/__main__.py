"""
``python -m berlin_partnerships`` is the command ``berlin-partnerships``.
"""

from __future__ import annotations

import sys

from .cli import main


if __name__ == "__main__":
    sys.exit(main())
