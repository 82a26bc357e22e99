"""
What import and look-up cost, against the peers, in the same run.

    python benchmarks/run.py            # about two minutes
    python benchmarks/run.py --quick    # about fifteen seconds, rough
    python benchmarks/run.py --write benchmarks/FIGURES.md

Absolute times say more about a machine than about a library, and drift while
it works. So everything is measured in rounds: each round takes every subject
once, in a new order, and ratios are formed within a round. What is shown is the
median of the rounds, with the tenth percentile and the minimum beside it, since
noise only ever adds.

Only the standard library, the peers (dependency group ``bench``), and
berlin_partnerships itself.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import itertools
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
import timeit

from pathlib import Path
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence


# --- Whole processes --------------------------------------------------------

BARE = "bare interpreter"
OURS_IMPORT = "import berlin_partnerships"
OURS_FIRST = 'berlin_partnerships: city("Kyiv")'
OURS_WHY = 'berlin_partnerships: resolve("moscow", "since")'
OURS_RECONCILE = "berlin_partnerships: reconcile two sources"
PEER_FIRST = "pycountry: get(alpha_2)"

PROCESSES = {
    BARE: "pass",
    "import attrs": "import attrs",
    OURS_IMPORT: "import berlin_partnerships",
    "import pycountry": "import pycountry",
    "import holidays": "import holidays",
    "import babel": "import babel",
    OURS_FIRST: 'import berlin_partnerships as bp; bp.city("Kyiv")',
    PEER_FIRST: 'import pycountry; pycountry.countries.get(alpha_2="UA")',
    "holidays: Berlin on a day": (
        "import holidays; "
        'holidays.country_holidays("DE", subdiv="BE").get("2024-03-08")'
    ),
    "babel: territories of a locale": (
        'from babel import Locale; Locale.parse("de").territories["UA"]'
    ),
    OURS_WHY: 'import berlin_partnerships as bp; bp.resolve("moscow", "since")',
    OURS_RECONCILE: (
        'import berlin_partnerships as bp; bp.reconcile("seed-004", "seed-002")'
    ),
}


def process_ms(code: str, where: str) -> float:
    """
    Milliseconds of processor time, user and system, of a fresh interpreter.

    Where the system doesn't count them for a child, the time on the wall.
    """
    command = [sys.executable, "-c", code]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=where, stdin=subprocess.DEVNULL)
    if hasattr(os, "wait4"):
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        ms = (used.ru_utime + used.ru_stime) * 1000
    else:
        process.wait()
        ms = (time.perf_counter() - start) * 1000
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return ms


# --- Inside one process -----------------------------------------------------

DICT = "dict[key]"
RECORDS = 'berlin_partnerships: partnerships["kyiv"]'
EXACT = 'berlin_partnerships: city("Kyiv")'
FOLDED = 'berlin_partnerships: city("kiew")'
SCRIPTS = 'berlin_partnerships: city("КИЇВ")'
MANY = "berlin_partnerships: city(), 5,000 spellings in turn"
MISS = 'berlin_partnerships: city("Atlantis"), error caught'
RAISED = "an error raised and caught as deep, for scale"
NEAR = 'berlin_partnerships: city("Kyyv"), its suggestions'
LOOKUP = "pycountry: lookup"


def missing(expression: str, error: str = "LookupError") -> str:
    """
    A statement that evaluates the *expression*, which must raise this *error*.
    """
    return f"""
try:
    {expression}
except {error}:
    pass
else:
    raise AssertionError("found something that shouldn't be there")
"""


# Python statements; what they use is in `namespace()`.
OPERATIONS = {
    "A key": {
        DICT: 'table["kyiv"]',
        RECORDS: 'records["kyiv"]',
        "pycountry: get(alpha_2)": 'countries.get(alpha_2="UA")',
        "holidays: days[date]": 'days["2024-03-08"]',
        "babel: territories[code]": 'german.territories["UA"]',
    },
    "An exact name": {
        EXACT: 'bp.city("Kyiv")',
        "pycountry: get(name)": 'countries.get(name="Ukraine")',
        "babel: Locale.parse": 'babel.Locale.parse("de_DE")',
    },
    "A name in another spelling": {
        FOLDED: 'bp.city("kiew")',
        SCRIPTS: 'bp.city("КИЇВ")',
        MANY: "bp.city(next(spellings))",
        LOOKUP: 'countries.lookup("uKRAINE")',
        "pycountry: lookup, 5,000 spellings in turn": "countries.lookup(next(others))",
        "holidays: get_named": 'days.get_named("frauentag")',
    },
    "A miss": {
        'berlin_partnerships: partnerships.get("atlantis")': 'records.get("atlantis")',
        MISS: missing('bp.city("Atlantis")'),
        RAISED: missing("outer()"),
        NEAR: missing('bp.city("Kyyv")', "LookupError as error").replace(
            "pass", "error.suggestions"
        ),
        "pycountry: get(name), None": 'countries.get(name="Atlantis")',
        "pycountry: lookup, error caught": missing('countries.lookup("Atlantis")'),
        "holidays: days.get(date)": 'days.get("2024-03-09")',
        "babel: Locale.parse, error caught": missing(
            'babel.Locale.parse("xx_XX")', "babel.UnknownLocaleError"
        ),
    },
    "A question of sources (no peer has it)": {
        'berlin_partnerships: resolve("moscow", "since")': (
            'bp.resolve("moscow", "since")'
        ),
        'berlin_partnerships: reconcile("seed-004", "seed-002")': (
            'bp.reconcile("seed-004", "seed-002")'
        ),
        "pycountry: search_fuzzy, for scale": 'countries.search_fuzzy("Ukrain")',
    },
}


def spelled(names: Sequence[str]) -> Iterator[str]:
    """
    5,000 ways to type the names, over and over: more than anybody remembers.
    """
    chance = random.Random(17)  # noqa: S311 fair, not secret
    found: dict[str, None] = {}
    while len(found) < 5_000:  # noqa: PLR2004
        name = chance.choice(names)
        found["".join(chance.choice((c.upper(), c.lower())) for c in name)] = None
    return itertools.cycle(found)


def namespace() -> dict[str, object]:
    """
    What the operations use.
    """
    import babel
    import holidays
    import pycountry

    import berlin_partnerships as bp

    def inner() -> None:
        raise LookupError("Atlantis", "city")

    def outer() -> None:
        inner()

    ours = sorted({n.text for c in bp.cities.values() for n in c.names if n.at == ""})
    theirs = [country.name for country in pycountry.countries]
    return {
        "outer": outer,
        "spellings": spelled([n for n in ours if n.isascii()]),
        "others": spelled([n for n in theirs if n.isascii()]),
        "babel": babel,
        "bp": bp,
        "countries": pycountry.countries,
        "days": holidays.country_holidays("DE", subdiv="BE", years=2024),
        "german": babel.Locale.parse("de"),
        "records": bp.partnerships,
        "table": {"berlin": 1, "kyiv": 2, "paris": 3},
    }


def timers(least: float) -> dict[str, tuple[timeit.Timer, int]]:
    """
    A timer for each operation, and how often to repeat to take *least* seconds.
    """
    names = namespace()
    found = {}
    for kind in OPERATIONS.values():
        for name, statement in kind.items():
            timer = timeit.Timer(statement, timer=time.process_time, globals=names)
            timer.timeit(1)
            number = 1
            while (took := timer.timeit(number)) < least:
                number = max(number + 1, int(number * min(10, 1.2 * least / took)))
            found[name] = timer, number
    return found


# --- Rounds -----------------------------------------------------------------


def rounds(
    subjects: Sequence[str], measure: Callable[[str], float], count: int
) -> dict[str, list[float]]:
    """
    Measure each subject once a round, in a new order each time.
    """
    order = random.Random(17)  # noqa: S311 fair, not secret
    seen: dict[str, list[float]] = {subject: [] for subject in subjects}
    for _ in range(count):
        for subject in order.sample(subjects, k=len(subjects)):
            seen[subject].append(measure(subject))
    return seen


def p10(values: Sequence[float]) -> float:
    """
    The tenth percentile, by the nearest rank.
    """
    return sorted(values)[len(values) // 10]


def ratio(seen: Mapping[str, Sequence[float]], one: str, other: str) -> float:
    """
    The median of the rounds' ratios.
    """
    return statistics.median(a / b for a, b in zip(seen[one], seen[other], strict=True))


# --- Report -----------------------------------------------------------------


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """
    A Markdown table, its first column to the left and all others to the right.
    """
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        first, *others = (
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return f"| {' | '.join([first, *others])} |"

    rule = (
        f"| {'-' * widths[0]} | {' | '.join('-' * (w - 1) + ':' for w in widths[1:])} |"
    )
    return "\n".join([line(head), rule, *map(line, rows)])


def processes_report(seen: Mapping[str, Sequence[float]]) -> str:
    """
    The table of whole processes.
    """
    bare = seen[BARE]
    rows = [
        [
            name,
            f"{statistics.median(ms):.1f}",
            f"{p10(ms):.1f}",
            f"{min(ms):.1f}",
            f"{statistics.median(a - b for a, b in zip(ms, bare, strict=True)):+.1f}",
            f"{ratio(seen, name, BARE):.2f}",
            f"{ratio(seen, name, PEER_FIRST):.2f}",
        ]
        for name, ms in seen.items()
    ]
    head = ["process", "median ms", "p10", "min", "over bare", "× bare", "× pycountry"]
    return table(head, rows)


def readable(ns: float) -> str:
    """
    Nanoseconds with three digits and a unit that fits.
    """
    for unit, size in (("ms", 1e6), ("µs", 1e3)):
        if ns >= size:
            return f"{ns / size:.3g} {unit}"
    return f"{ns:.3g} ns"


def operations_report(seen: Mapping[str, Sequence[float]]) -> str:
    """
    The table of operations, one part a kind.
    """
    rows = []
    for kind, members in OPERATIONS.items():
        rows.append([f"**{kind}**", *[""] * 5])
        peer = next((name for name in members if name.startswith("pycountry")), None)
        rows += [
            [
                name,
                readable(statistics.median(seen[name])),
                readable(p10(seen[name])),
                readable(min(seen[name])),
                f"{ratio(seen, name, DICT):,.1f}",
                f"{ratio(seen, name, peer):.3g}" if peer else "",
            ]
            for name in members
        ]
    head = ["operation", "median", "p10", "min", f"× {DICT}", "× pycountry's first"]
    return table(head, rows)


def promises(
    processes: Mapping[str, Sequence[float]], inside: Mapping[str, Sequence[float]]
) -> list[tuple[str, float, float]]:
    """
    What the design promises: the sentence, the figure, and its limit.
    """
    return [
        (
            "import within noise of a bare interpreter (× bare)",
            ratio(processes, OURS_IMPORT, BARE),
            1.1,
        ),
        (
            "import and first look-up (× pycountry's whole process)",
            ratio(processes, OURS_FIRST, PEER_FIRST),
            0.9,
        ),
        ("records[id] (× dict item)", ratio(inside, RECORDS, DICT), 3.0),
        ("city(exact name) (µs)", statistics.median(inside[EXACT]) / 1000, 1.0),
        ("city(another spelling) (× pycountry's)", ratio(inside, FOLDED, LOOKUP), 1.0),
        ("city(another script) (× pycountry's)", ratio(inside, SCRIPTS, LOOKUP), 3.0),
        ("a miss, error and all (× a hit, folded)", ratio(inside, MISS, FOLDED), 1.0),
        ("its suggestions (ms)", statistics.median(inside[NEAR]) / 1e6, 1.0),
    ]


def promises_report(kept: Sequence[tuple[str, float, float]]) -> str:
    """
    The table of promises.
    """
    rows = [
        [what, f"{seen:.2f}", f"≤ {limit:g}", "kept" if seen <= limit else "MISSED"]
        for what, seen, limit in kept
    ]
    return table(["promise", "seen", "limit", ""], rows)


def system() -> str:
    """
    The interpreter and the machine.
    """
    return (
        f"{platform.python_implementation()} {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    )


def circumstances(count: int) -> str:
    """
    What was measured, and on what.
    """
    names = ("berlin_partnerships", "attrs", "pycountry", "holidays", "babel")
    versions = ", ".join(f"{n} {importlib.metadata.version(n)}" for n in names)
    return f"{system()}; {count} rounds; {versions}."


def report(count: int, least: float) -> tuple[str, bool]:
    """
    Measure all, and say whether all promises were kept.
    """
    with tempfile.TemporaryDirectory() as where:
        for code in PROCESSES.values():  # so that all bytecode is there
            process_ms(code, where)
        processes = rounds(
            list(PROCESSES), lambda name: process_ms(PROCESSES[name], where), count
        )

    timed = timers(least)

    def nanoseconds(name: str) -> float:
        timer, number = timed[name]
        return timer.timeit(number) / number * 1e9

    inside = rounds(list(timed), nanoseconds, count)
    kept = promises(processes, inside)
    text = "\n\n".join(
        [
            circumstances(count),
            "## Whole processes (processor time)",
            processes_report(processes),
            "## Inside a process, after the first call (processor time)",
            operations_report(inside),
            "## Promises",
            promises_report(kept),
        ]
    )
    return text, all(seen <= limit for _, seen, limit in kept)


def main() -> int:
    """
    The command line.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--quick", action="store_true", help="few rounds, rough")
    parser.add_argument("--rounds", type=int, help="how many (25; quick: 5)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="also into FILE")
    parser.add_argument("--strict", action="store_true", help="fail if one is missed")
    arguments = parser.parse_args()

    count = arguments.rounds or (5 if arguments.quick else 25)
    text, kept = report(count, least=0.002 if arguments.quick else 0.02)
    print(text)
    if arguments.write:
        arguments.write.write_text(f"# Figures\n\n{text}\n", "utf-8")
    return 1 if arguments.strict and not kept else 0


if __name__ == "__main__":
    sys.exit(main())
