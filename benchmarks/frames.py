"""
What annotating a column costs, beside the bare join of the same engine.

    python benchmarks/frames.py                     # 10 million rows, some minutes
    python benchmarks/frames.py --rows 1000000      # a first impression
    python benchmarks/frames.py --write benchmarks/FRAMES.md

The bare join is what annotating can't do without: the engine joins a table of the
same answers, made before, to the same rows. What comes on top is finding out which
names there are, looking each of them up once, and keeping nulls and order.

Each engine works in a process of its own. A round measures both, in turns; ratios
are formed within a round. Memory is the highest that three processes had,
when they read a file, annotate it lazily, and write a file: an engine fills its
buffers first, so that very many rows are compared with twice as many.

Only the engines (dependency group ``engines``), numpy, and berlin_partnerships.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import itertools
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from collections.abc import Callable

SPELLINGS = 5_000
ROWS = 10_000_000
DAY = date(2024, 1, 1)
LIMITS = {"polars": 3.0, "duckdb": 3.0, "pandas": 5.0}
GROWTH = 1.25  # times the memory, for twice the rows
LAZY = ("polars", "duckdb")


# --- The rows -----------------------------------------------------------------


def spellings() -> list[str]:
    """
    5,000 texts: names we hold, as people type them, and as many that we don't.
    """
    import berlin_partnerships as bp

    names = sorted({n.text for city in bp.cities.values() for n in city.names})
    changes = (str, str.upper, str.lower, str.title, " {} ".format, "{}.".format)
    typed = (change(name) for change in changes for name in names)
    known = list(dict.fromkeys(typed))[: SPELLINGS // 2]
    others = (f"{name} {n}" for n in itertools.count() for name in names)
    return [*known, *itertools.islice(others, SPELLINGS - len(known))]


def write_rows(path: Path, rows: int) -> None:
    """
    A file with this many visitors, each from a place spelled in one of the ways.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    texts = pa.array(spellings())
    order = np.random.default_rng(17)
    schema = pa.schema([("visitor", pa.int64()), ("city", pa.string())])
    with pq.ParquetWriter(path, schema) as file:
        for start in range(0, rows, 500_000):
            count = min(500_000, rows - start)
            chosen = pa.array(order.integers(0, len(texts), count))
            ids = pa.array(range(start, start + count), pa.int64())
            file.write_table(pa.table([ids, texts.take(chosen)], schema=schema))


# --- The subjects: (annotated, bare join), both as something to call -----------------


def answers() -> Any:
    """
    What the bare join joins: a table of pandas with a row for each spelling.
    """
    import pandas as pd

    from berlin_partnerships import frames

    return frames.annotate(pd.DataFrame({"city": spellings()}), "city", on=DAY)


def by_pandas(path: Path) -> tuple[Callable[[], object], Callable[[], object]]:
    """
    Tables of pandas, in memory.
    """
    import pandas as pd

    from berlin_partnerships import frames

    rows, held = pd.read_parquet(path), answers()
    return (
        lambda: frames.annotate(rows, "city", on=DAY),
        lambda: rows.merge(held, on="city", how="left"),
    )


def by_polars(path: Path) -> tuple[Callable[[], object], Callable[[], object]]:
    """
    Tables of Polars, in memory.
    """
    import polars as pl

    from berlin_partnerships import frames

    rows, held = pl.read_parquet(path), pl.from_pandas(answers())
    return (
        lambda: frames.annotate(rows, "city", on=DAY),
        lambda: rows.join(held, on="city", how="left"),
    )


def by_duckdb(path: Path) -> tuple[Callable[[], object], Callable[[], object]]:
    """
    A table in the memory of DuckDB; the result becomes another one.
    """
    import duckdb

    from berlin_partnerships import frames

    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE visits AS FROM '{path}'")
    connection.register("told", answers())
    connection.execute("CREATE TABLE answers AS FROM told")
    bare = "FROM visits LEFT JOIN answers USING (city)"

    def kept(relation: Any) -> None:
        connection.execute("DROP TABLE IF EXISTS result")
        relation.create("result")

    return (
        lambda: kept(frames.annotate(connection.table("visits"), "city", on=DAY)),
        lambda: kept(connection.sql(bare)),
    )


ENGINES = {"polars": by_polars, "duckdb": by_duckdb, "pandas": by_pandas}


def lazily(engine: str, path: Path, out: Path, times: int) -> None:
    """
    From a file, read so many times, to a file, without holding the rows.
    """
    from berlin_partnerships import frames

    if engine == "polars":
        import polars as pl

        rows = pl.scan_parquet([path] * times)
        frames.annotate(rows, "city", on=DAY).sink_parquet(out)
    else:
        import duckdb

        relation = duckdb.connect().read_parquet([str(path)] * times)
        frames.annotate(relation, "city", on=DAY).write_parquet(str(out))


# --- Measuring ----------------------------------------------------------------------


def seconds(call: Callable[[], object]) -> tuple[float, float]:
    """
    Seconds on the wall, and of all processors.
    """
    wall, busy = time.perf_counter(), time.process_time()
    result = call()
    took = time.perf_counter() - wall, time.process_time() - busy
    del result
    return took


def measured(engine: str, path: Path, rounds: int) -> dict[str, list[list[float]]]:
    """
    The time of each round, annotated and bare.
    """
    subjects = dict(zip(("annotated", "bare"), ENGINES[engine](path), strict=True))
    for call in subjects.values():
        call()  # what is loaded once is not what it costs
    seen: dict[str, list[list[float]]] = {name: [] for name in subjects}
    for turn in range(rounds):
        for name in sorted(subjects, reverse=bool(turn % 2)):
            seen[name].append(list(seconds(subjects[name])))
    return seen


def child(*arguments: object) -> Any:
    """
    What this script says when it is called so, in a process of its own.
    """
    command = [sys.executable, __file__, *map(str, arguments)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(said.stdout)


def peak(engine: str, path: Path, times: int) -> float:
    """
    The highest memory of three processes that annotate from file to file, in MiB.

    Of three, since an engine's buffers are fuller in one run than in another.
    """
    with tempfile.TemporaryDirectory() as folder:
        given = ("--lazily", engine, path, Path(folder, "out"), times)
        return max(float(child(*given)) for _ in range(3))


# --- The table ----------------------------------------------------------------------


def versions() -> str:
    """
    Of the interpreter, the system, and the packages.
    """
    names = ("berlin_partnerships", "narwhals", "pandas", "polars", "duckdb", "pyarrow")
    packages = ", ".join(f"{n} {importlib.metadata.version(n)}" for n in names)
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"CPython {platform.python_version()}, {system}; {packages}."


def verdict(seen: float, limit: float) -> str:
    """
    Whether a promise is kept.
    """
    return "kept" if seen <= limit else "MISSED"


def timed(path: Path, rounds: int) -> list[str]:
    """
    The lines of the table of times.
    """
    lines = []
    for engine, limit in LIMITS.items():
        seen = child("--measure", engine, path, rounds)
        pairs = list(zip(seen["annotated"], seen["bare"], strict=True))
        wall = statistics.median(a[0] / b[0] for a, b in pairs)
        busy = statistics.median(a[1] / b[1] for a, b in pairs)
        ours, bare = (
            statistics.median(each[0] for each in seen[name])
            for name in ("annotated", "bare")
        )
        lines.append(
            f"| {engine} | {bare:.2f} | {ours:.2f} | {wall:.2f} | {busy:.2f} "
            f"| ≤ {limit:g} | {verdict(wall, limit)} |"
        )
    return lines


def weighed(path: Path) -> list[str]:
    """
    The lines of the table of memory.
    """
    lines = []
    for engine in LAZY:
        small, large = peak(engine, path, 2), peak(engine, path, 4)
        growth = large / small
        lines.append(
            f"| {engine} | {small:.0f} | {large:.0f} | {growth:.2f} "
            f"| ≤ {GROWTH:g} | {verdict(growth, GROWTH)} |"
        )
    return lines


def report(rows: int, rounds: int) -> str:
    """
    All figures, as Markdown.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rows.parquet")
        # Elsewhere: a process starts with the highest memory of the one before it.
        child("--make", path, rows)
        time_lines, memory_lines = timed(path, rounds), weighed(path)
    return "\n".join(
        [
            "# Figures of tables",
            "",
            f"{versions()} {rows:,} rows, {SPELLINGS:,} spellings, {rounds} rounds.",
            "",
            "## Time of annotating, beside the bare join",
            "",
            "Seconds on the wall; *busy* compares the time of all processors.",
            "",
            "| engine | bare join s | annotated s | × bare | × bare, busy | limit | |",
            "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
            *time_lines,
            "",
            "## Memory from file to file, lazily",
            "",
            f"| engine | {2 * rows:,} rows, MiB | {4 * rows:,} rows, MiB | × | limit | |",
            "| --- | ---: | ---: | ---: | ---: | --- |",
            *memory_lines,
            "",
        ]
    )


def main() -> None:
    """
    Measure, and print or write the figures.
    """
    parser = argparse.ArgumentParser(description="What annotating a column costs.")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", type=Path, metavar="FILE")
    parser.add_argument("--make", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--lazily", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.make:
        path, rows = given.make
        write_rows(Path(path), int(rows))
        print(rows)
    elif given.measure:
        engine, path, rounds = given.measure
        print(json.dumps(measured(engine, Path(path), int(rounds))))
    elif given.lazily:
        engine, path, out, times = given.lazily
        lazily(engine, Path(path), Path(out), int(times))
        # Linux counts in KiB, macOS in bytes.
        unit = 2**20 if sys.platform == "darwin" else 2**10
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)
    else:
        figures = report(given.rows, given.rounds)
        print(figures)
        if given.write:
            given.write.write_text(figures, "utf-8")


if __name__ == "__main__":
    main()
