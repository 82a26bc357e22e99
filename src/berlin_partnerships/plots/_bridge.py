"""
The bridge from one number to another, as a waterfall.

Floor 6: part of the plots.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

from .._language import in_language
from .._reconcile import BridgeItem, Comparison
from .._reconciliation import Reconciliation
from .._report import CAUSES
from ._shared import BLUE, GRAY, ORANGE, axes, whole_ticks


if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .._reconciliation import Label

__all__ = ["bridge"]


def bridge(
    which: Comparison | Reconciliation,
    *,
    labels: Iterable[Label] | None = None,
    ax: Axes | None = None,
    language: str = "en",
) -> Axes:
    """
    The bridge from one source's number to another's, as a waterfall.

    The first bar is the number of the first source, the last that of the second;
    between them each entry that only one of them has adds or takes away its bar.
    Its name, its cause, and the sign are written beside it.

    Args:
        which: A comparison, or a reconciliation that has one.

        labels: What the entries of a comparison are called; by default as in the
            shipped data. A reconciliation has labels of its own.

        ax: As for :func:`partnerships`.

        language: ``"de"`` or ``"en"``.

    Raises:
        MissingExtraError: If matplotlib is not installed.

        ValueError: If a reconciliation has no comparison, or several.
    """
    drawn = axes(ax, 8, 4, language)
    comparison = which if isinstance(which, Comparison) else _only(which)
    if labels is None and isinstance(which, Reconciliation):
        labels = which.labels
    names = _entities(labels, comparison, language)
    held, items = comparison.bridge, comparison.bridge.items
    levels = list(accumulate((item.delta for item in items), initial=held.start))
    rows = [comparison.a, *(_entry(i, names, language) for i in items), comparison.b]
    _total(drawn, 0, held.start)
    for y, item in enumerate(items, 1):
        _change(drawn, y, levels[y - 1], item.delta)
    _total(drawn, len(rows) - 1, held.end)
    for y, level in enumerate(levels):  # from the end of a bar to the next one
        drawn.vlines(level, y + 0.3, y + 0.7, color=GRAY, linewidth=0.8)
    drawn.set_yticks(range(len(rows)), rows)
    drawn.set_ylim(len(rows) - 0.4, -0.6)
    drawn.set_xlim(0, max(*levels, held.end) * 1.08 + 0.5)
    whole_ticks(drawn.xaxis)
    drawn.set_xlabel(in_language(language, "Partnerschaften", "partnerships"))
    drawn.set_title(str(held))
    return drawn


def _only(r: Reconciliation) -> Comparison:
    """
    The comparison of a reconciliation that has one.
    """
    if not isinstance(r, Reconciliation):
        msg = f"a comparison or reconciliation can be drawn here, not {r!r}"
        raise TypeError(msg)
    if len(r.comparisons) == 1:
        return r.comparisons[0]
    if not r.comparisons:
        msg = "there is nothing to compare: the reconciliation has one source"
        raise ValueError(msg)
    found = "\n".join(
        f"  .comparisons[{i}]: {c.a} → {c.b}" for i, c in enumerate(r.comparisons)
    )
    msg = f"the reconciliation has several comparisons; pass one of them:\n{found}"
    raise ValueError(msg)


# Its rows -----------------------------------------------------------------------------


def _entities(
    labels: Iterable[Label] | None, comparison: Comparison, language: str
) -> dict[str, str]:
    if labels is not None:
        return {x.entity: in_language(language, x.de, x.en) for x in labels}
    from .. import load  # noqa: PLC0415  # only if nobody says other names

    cities = load().cities
    found = (cities.get(item.item) for item in comparison.bridge.items)
    return {city.id: city.label(language) for city in found if city}


def _entry(item: BridgeItem, names: Mapping[str, str], language: str) -> str:
    cause = in_language(language, *CAUSES.get(item.cause, (item.cause, item.cause)))
    return f"{names.get(item.item, item.item)}: {cause}"


# Its bars -----------------------------------------------------------------------------


def _total(ax: Axes, y: int, number: int) -> None:
    ax.barh(y, number, height=0.6, color=GRAY, zorder=2)
    ax.annotate(
        str(number), (number, y), xytext=(4, 0), textcoords="offset points", va="center"
    )


def _change(ax: Axes, y: int, before: int, delta: int) -> None:
    """
    A bar from the number before an entry to that after it.
    """
    more = delta > 0
    color, hatch = (BLUE, "") if more else (ORANGE, "///")
    ax.barh(
        y,
        abs(delta),
        height=0.6,
        left=min(before, before + delta),
        color=color,
        hatch=hatch,
        edgecolor="white",
        zorder=2,
    )
    ax.annotate(
        f"{delta:+d}".replace("-", "−"),
        (max(before, before + delta), y),
        xytext=(4, 0),
        textcoords="offset points",
        va="center",
        color=color,
    )
