"""
Pictures with matplotlib: partnerships over time, numbers and who says so, maps.

Needs the extra ``plots``: ``pip install 'berlin-partnerships[plots]'``.

Each function draws into the axes that it is given, or into a figure of its own,
and returns the axes. None needs a display, asks the network, or touches the
state of ``matplotlib.pyplot``.

>>> import berlin_partnerships as bp
>>> from berlin_partnerships import plots
>>> ax = plots.bridge(bp.reconcile("seed-004", "seed-002"), language="de")
>>> [label.get_text() for label in ax.get_yticklabels()]
['senuvk-overview', 'Kyiv: Zeit', 'rbm-overview']
>>> ax.figure.savefig("bridge.png")  # doctest: +SKIP

Floor 6: imports the answers and the data set.
"""

from __future__ import annotations

from ._bars import partnerships
from ._bridge import bridge
from ._count import count
from ._world import world


__all__ = ["bridge", "count", "partnerships", "world"]
