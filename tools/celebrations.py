"""
Compare celebrations that somebody else collected with the computed anniversaries.

Prints one line a celebration; exits 1 if any differs, 2 if the file cannot be read.
``--help`` says what stands in the file.
"""

from __future__ import annotations

import argparse
import json
import sys

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import berlin_partnerships as bp


Entry = Mapping[str, Any]

SHAPE = """\
FILE is a JSON list, or an object with a list under "entries". An entry has

  subject  a city, by any name
  years    how many (or "value")
  from     the first day, such as 2025-06-11
  to       the last day, unless it was one day

An entry may also state what follows, which is then compared, counted from the
founding act: start_date, year_difference, full_years_on_first_day,
full_years_on_last_day, position ("before the day", "on the day" or "after the day",
of the anniversary in its own year). Entries with another "kind" than "celebration"
are passed over.

  [{"subject": "Prag", "years": 30, "from": "2025-06-11"}]

Exit codes: 0 none differs, 1 some do, 2 the file cannot be read.
"""


def entries(path: Path) -> list[Entry]:
    raw = json.loads(path.read_text("utf-8"))
    found = raw.get("entries") if isinstance(raw, dict) else raw
    if not isinstance(found, list) or not all(isinstance(e, dict) for e in found):
        msg = f"{path}: expected a list of objects, or one under 'entries'"
        raise ValueError(msg)
    return [e for e in found if e.get("kind", "celebration") == "celebration"]


def measured(entry: Entry) -> bp.Celebration:
    first, last = entry["from"], entry.get("to") or entry["from"]
    when = first if first == last else f"{first}/{last}"
    return bp.celebration(entry["subject"], _years(entry), on=when)


def _years(entry: Entry) -> int:
    years: int = entry["years"] if "years" in entry else entry["value"]
    return years


def differences(entry: Entry, found: bp.Celebration) -> Iterator[str]:
    """
    What the entry states otherwise, if it states it at all.
    """
    start = next(
        (c for c in found.counted if c.criterion == "founding-agreement"), None
    )
    if start is None:
        return
    first, last = _pair(start.years_reached)
    computed = {
        "start_date": str(start.since),
        "year_difference": _pair(start.year_difference)[0],
        "full_years_on_first_day": first,
        "full_years_on_last_day": last,
        "position": _position(found, start),
    }
    for key, value in computed.items():
        if entry.get(key) is not None and entry[key] != value:
            yield f"{key} {entry[key]!r}, not {value!r}"


def _position(found: bp.Celebration, start: bp.CountedFrom) -> str | None:
    """
    Where it lies to the anniversary of its calendar year, whatever its number.
    """
    year, _ = _pair(start.year_difference)
    if year < 1:
        return None
    own = bp.celebration(found.about.partition("/")[2], year, on=found.held)
    counted = next(c for c in own.counted if c.act == start.act)
    return counted.position and f"{counted.position} the day"


def _pair(bounds: int | tuple[int, int]) -> tuple[int, int]:
    return (bounds, bounds) if isinstance(bounds, int) else bounds


def line(entry: Entry, found: bp.Celebration) -> str:
    head = f"{entry['subject']} {found.number} {found.held}"
    fit = found.fit
    if fit is None:
        return f"{head}: does not fit"
    days = "…".join(map(str, dict.fromkeys(_pair(fit.days))))
    doubt = "" if fit.certain else " (possibly)"
    return f"{head}: {fit.rule}{doubt}, {fit.criterion or fit.act}, {days} days"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="celebrations.py",
        description="Compare celebrations that somebody else collected with the "
        "computed anniversaries.",
        epilog=SHAPE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="what was collected")
    try:
        cases = entries(parser.parse_args(arguments).file)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"celebrations: {error}\n")
        return 2
    known = {(c.about, c.number, c.held) for c in bp.celebrated()}
    rules: Counter[str] = Counter()
    differ = 0
    for entry in cases:
        try:
            found = measured(entry)
            said = "; ".join(differences(entry, found))
        except (bp.PartnershipsError, KeyError, TypeError, ValueError) as error:
            print(f"{entry.get('subject')} {entry.get('years')}: {error!r}")
            differ += 1
            continue
        rules[found.rule or "does not fit"] += 1
        differ += bool(said)
        held = (found.about, found.number, found.held) in known
        marks = ", held" if held else ""
        print(line(entry, found) + marks + (f" — DIFFERS: {said}" if said else ""))
    counts = ", ".join(f"{n} {rule}" for rule, n in sorted(rules.items()))
    print(f"{len(cases)} celebrations: {counts}; {differ} differ")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
