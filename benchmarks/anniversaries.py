"""
Every anniversary of every partnership to the year 9999, against dateutil's rrule.

    python benchmarks/anniversaries.py

Needs python-dateutil. Prints a ratio of two measurements that alternate in one
run: ours by rrule's. Ours makes dates that say what, since when, and by which
criterion; rrule makes bare datetimes. Both are asked for the same days, and the
days are compared first.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time

from datetime import date, datetime
from typing import TYPE_CHECKING

from dateutil.rrule import YEARLY, rrule

import berlin_partnerships as bp


if TYPE_CHECKING:
    from collections.abc import Callable

FIRST, LAST = date(1900, 1, 1), date.max
LIMIT = 1.0


def ours() -> list[date]:
    """
    All anniversaries, in order, from the library.
    """
    found = bp.anniversaries(FIRST, LAST)
    return [day for each in found if (day := each.date.lower) is not None]


def theirs() -> list[date]:
    """
    The same days from rrule, which counts the start as the first.
    """
    until = datetime.combine(LAST, datetime.min.time())
    days: list[date] = []
    for partnership in bp.partnerships.values():
        if partnership.since is None or partnership.since.lower is None:
            continue
        start = datetime.combine(partnership.since.lower, datetime.min.time())
        days += [day.date() for day in rrule(YEARLY, dtstart=start, until=until)][1:]
    return sorted(days)


def seconds(function: Callable[[], object]) -> float:
    """
    How long a call takes, in seconds of processor time.
    """
    before = time.process_time()
    function()
    return time.process_time() - before


def main() -> int:
    """
    The command line.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=7, help="how many (7)")
    parser.add_argument("--strict", action="store_true", help="fail if it is missed")
    arguments = parser.parse_args()

    days = ours()
    if days != theirs():
        print("the days differ")
        return 1
    rounds = [(seconds(ours), seconds(theirs)) for _ in range(arguments.rounds)]
    ratio = statistics.median(a / b for a, b in rounds)
    for name, values in zip(("ours", "rrule"), zip(*rounds, strict=True), strict=True):
        print(
            f"{name:<6} {statistics.median(values):6.3f} s, least {min(values):.3f} s"
        )
    print(f"{len(days):,} anniversaries; ours takes {ratio:.2f} of rrule's time")
    return 1 if arguments.strict and ratio >= LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
