"""
What reconciling costs: on the shipped data, and with many sources.

    python benchmarks/engine.py            # about two minutes
    python benchmarks/engine.py --quick    # about half a minute, rough
    python benchmarks/engine.py --write benchmarks/ENGINE.md

Beside it stand what people would do without us, a plain majority vote, and the
same sums in numpy. Times are of the processor. `--write` also draws the plot.

Only the standard library, numpy, and berlin_partnerships itself.
"""

from __future__ import annotations

import argparse
import functools
import gc
import random
import statistics
import sys
import time
import timeit
import tracemalloc

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
import numpy as np

from run import p10, promises_report, ratio, readable, rounds, system, table

import berlin_partnerships as bp

from berlin_partnerships import _resolve, _stories, _values
from berlin_partnerships._dates import PartialDate
from berlin_partnerships._membership import (
    FACETS,
    definition_of,
    definitions_of,
    widened,
)
from berlin_partnerships._policy import DEFAULT
from berlin_partnerships._reading import Listing, Mention, Reader, read
from berlin_partnerships._reconcile import compare
from berlin_partnerships._timeline import Spell, Timeline


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from berlin_partnerships._timeline import Definition

BASE = definition_of("founding-agreement", "state", ("active", "resting"))
DEFINITIONS = definitions_of(BASE)
MIB = 2**20


# --- The shipped data -------------------------------------------------------

DATED = "a list dated"
READ = "a source read"
COMPARED = "two sources compared"
RESOLVED = "a value resolved, the mean of all"
LONGEST = 20
SORTING = "300 numbers put into lists by plain Python, for comparison"
LIMITS = {DATED: 300, READ: 1000, COMPARED: 3000, RESOLVED: 100}  # µs


def held(id: str) -> Listing:
    """
    What a shipped source says.
    """
    dataset = bp.load()
    said = _stories._held(dataset, dataset.sources[id])  # noqa: SLF001
    if said is None:
        raise ValueError(id)
    return said.listing


def weighings() -> dict[str, Callable[[], object]]:
    """
    For each property of which the shipped data hold a statement, what weighs it.

    As the library does it: of several values that may be right none is chosen, and
    of several acts the founding one is preferred.
    """
    curated = bp.load()._curated  # noqa: SLF001
    found: dict[str, Callable[[], object]] = {}
    for about, name in dict.fromkeys((s.about, s.property) for s in bp.statements()):
        claims = _values.claims_about(curated, about, name)
        start = _values._start_of(curated, about, name)  # noqa: SLF001
        many = curated.properties[name].many
        if claims:
            found[f"{about}, {name}: {len(claims)} claims"] = functools.partial(
                _resolve.resolve,
                claims,
                prefer=start[1] if start else None,
                policy=attrs.evolve(DEFAULT, rules=()) if many else DEFAULT,
            )
    return found


def sorting() -> dict[str, list[int]]:
    """
    Something in plain Python to hold times against.

    A shared machine may be twice as fast as a minute later.
    """
    found: dict[str, list[int]] = {}
    for i in range(300):
        found.setdefault(str(i % 17), []).append(i)
    return found


def longest(count: int, least: float) -> dict[str, list[float]]:
    """
    Nanoseconds of weighing the properties that take longest, in rounds.

    All are tried roughly, and those that took longest are measured as everything else,
    in turn with something to hold them against.
    """
    calls = weighings()
    tried = rounds(list(calls), lambda name: timeit.timeit(calls[name], number=9), 3)
    slow = sorted(tried, key=lambda name: min(tried[name]), reverse=True)[:LONGEST]
    calls[SORTING] = sorting
    return rounds(
        [*slow, SORTING], lambda name: seconds(calls[name], least) * 1e9, count
    )


def first(seen: dict[str, list[float]], count: int) -> dict[str, list[float]]:
    """
    Those whose median is highest, and what they are held against.
    """
    names = sorted(
        seen.keys() - {SORTING},
        key=lambda name: statistics.median(seen[name]),
        reverse=True,
    )
    return {name: seen[name] for name in [*names[:count], SORTING]}


def operations() -> dict[str, tuple[Callable[[], object], int]]:
    """
    What is measured on the shipped data, and how many of it one call does.
    """
    timeline = widened(bp.load())
    a, b = held("seed-004"), held("seed-002")
    names = [m.text for m in a.mentions or ()]
    every = weighings().values()
    return {
        DATED: (lambda: timeline.date_list(BASE, a.entities), 1),
        READ: (lambda: read(a, timeline, DEFINITIONS), 1),
        COMPARED: (lambda: compare(a, b, timeline, DEFINITIONS, FACETS), 1),
        RESOLVED: (lambda: [weigh() for weigh in every], len(every)),
        "date_of(a list of 17)": (lambda: bp.date_of(names), 1),
        'reconcile("seed-004", "seed-002")': (
            lambda: bp.reconcile("seed-004", "seed-002"),
            1,
        ),
        "reconcile(), the whole story": (bp.reconcile, 1),
        'resolve("moscow", "since"), by a policy of one\'s own': (
            lambda: bp.resolve("moscow", "since", policy=DEFAULT),
            1,
        ),
        'resolve("moscow", "since"), asked again': (
            lambda: bp.resolve("moscow", "since"),
            1,
        ),
    }


def seconds(call: Callable[[], object], least: float = 0.0) -> float:
    """
    Processor time of one call, repeated to take at least so many seconds.
    """
    gc.collect()
    timer = timeit.Timer(call, timer=time.process_time)
    number, took = 1, timer.timeit(1)
    while took < least:
        number = max(number + 1, int(number * min(10, 1.2 * least / (took or 1e-6))))
        took = timer.timeit(number)
    return took / number


def shipped(count: int, least: float) -> dict[str, list[float]]:
    """
    Nanoseconds of each operation on the shipped data, in rounds.
    """
    subjects = operations()
    for call, _ in subjects.values():
        call()

    def nanoseconds(name: str) -> float:
        call, many = subjects[name]
        return seconds(call, least) / many * 1e9

    return rounds(list(subjects), nanoseconds, count)


# --- A majority vote --------------------------------------------------------

# The start of each partnership, worked out from the sources by hand.
STARTS = {
    "los-angeles": "1967-06-27",
    "paris": "1987-07-02",
    "madrid": "1988-11-04",
    "istanbul": "1989-11-17",
    "warsaw": "1991-08-12",
    "moscow": "1991-08-28",
    "brussels": "1992-06-01",
    "budapest": "1992-08-28",
    "tashkent": "1993-04-30",
    "mexico-city": "1993-09-01",
    "beijing": "1994-04-05",
    "jakarta": "1994-04-13",
    "tokyo": "1994-05-14",
    "buenos-aires": "1994-05-19",
    "prague": "1995-06-10",
    "windhoek": "2000-07-06",
    "london": "2000-10-10",
    "kyiv": "2023-09-14",
    "tel-aviv": "2025-05-05",
}


def voted(values: Sequence[Any]) -> Any:
    """
    The value that most say; None if two share the lead.
    """
    first, *others = Counter(values).most_common(2)
    return None if others and others[0][1] == first[1] else first[0]


def partners_by_hand(day: date) -> frozenset[str]:
    """
    Who was a partner on a day, by the table above; so far nobody has left.
    """
    return frozenset(c for c, start in STARTS.items() if start <= day.isoformat())


def dated_sources() -> list[tuple[date, Listing]]:
    """
    The shipped sources that state the whole number or list of a known day.
    """
    found = []
    for id in bp.sources:
        listing = _stories._held(bp.load(), bp.sources[id])  # noqa: SLF001
        when = listing.listing.when if listing else None
        if listing and listing.listing.closed and when and when.is_day and when.lower:
            found.append((when.lower, listing.listing))
    return found


def questions() -> list[tuple[str, int, int, int]]:
    """
    Questions that the shipped data answer: how many, right by vote, right by us.
    """
    curated = bp.load()._curated  # noqa: SLF001
    said = {
        city: [
            str(claim.value)
            for claim in _values.claims_about(curated, f"partnerships/{city}", "since")
        ]
        for city in STARTS
    }
    starts = (
        "the start of a partnership",
        len(STARTS),
        sum(voted(said[city]) == start for city, start in STARTS.items()),
        sum(str(bp.partnerships[c].since) == start for c, start in STARTS.items()),
    )
    sources = dated_sources()
    days = sorted({day for day, _ in sources})
    number = voted([listing.size for _, listing in sources])
    numbers = (
        "how many partners on a day that a source speaks of",
        len(days),
        sum(len(partners_by_hand(day)) == number for day in days),
        sum(len(partners_by_hand(d)) == len(bp.partners(on=d)) for d in days),
    )
    lists = [(day, s.entities) for day, s in sources if s.mentions is not None]
    named = Counter(entity for _, entities in lists for entity in entities)
    members = {entity for entity, n in named.items() if 2 * n > len(lists)}
    listed = sorted({day for day, _ in lists})
    who = (
        "who was a partner on a day of which there is a list",
        len(listed),
        sum(partners_by_hand(day) == members for day in listed),
        sum(
            partners_by_hand(day) == {p.city_id for p in bp.partners(on=day)}
            for day in listed
        ),
    )
    return [starts, numbers, who]


# --- Many sources -----------------------------------------------------------


YEAR_ONLY = 0.2  # of the partnerships only the year is known
WRONG = 0.03  # of the entries of a list


class Town(NamedTuple):
    """
    A made-up town: its partners over time, and sources that list them.
    """

    timeline: Timeline
    sources: list[Listing]


def spells(city: str, chance: random.Random) -> Iterator[Spell]:
    """
    A partnership: some start in a year, are preceded by a letter, rest, or end.
    """
    year = chance.randint(1960, 2010)
    start = PartialDate.of(date(year, chance.randint(1, 12), chance.randint(1, 28)))
    levels = ("state", "borough", "project", "predecessor")
    level = chance.choices(levels, (17, 1, 1, 1))[0]
    if chance.random() < YEAR_ONLY:
        start = PartialDate.parse(str(year))
    before = chance.choices(("", "opening", "announced"), (8, 1, 1))[0]
    if before:
        yield Spell(
            entity=city,
            facets={
                "statuses": "announced" if before == "announced" else "active",
                "acts": "founding" if before == "announced" else "opening",
                "levels": level,
            },
            start=PartialDate.parse(str(year - 3)),
            end=start,
        )
    facets = {"statuses": "active", "acts": "founding", "levels": level}
    later = chance.choices(("", "resting", "dormant", "ended"), (7, 1, 1, 1))[0]
    end = PartialDate.of(date(year + 8, 5, 1)) if later else None
    yield Spell(entity=city, facets=facets, start=start, end=end)
    if later:
        yield Spell(entity=city, facets={**facets, "statuses": later}, start=end)


def town(count: int, cities: int) -> Town:
    """
    *count* sources about so many cities; in each list a few errors.
    """
    chance = random.Random(17)  # noqa: S311 fair, not secret
    ids = [f"city-{i}" for i in range(cities)]
    timeline = Timeline(spell for id in ids for spell in spells(id, chance))
    mentions = {id: Mention(text=id, entity=id) for id in ids}
    listings = []
    for i in range(count):
        day = date(chance.randint(1970, 2025), 1, 1)
        certain, _ = timeline.members(BASE, day)
        names = [id for id in ids if (id in certain) != (chance.random() < WRONG)]
        listings.append(Listing(id=str(i), mentions=tuple(map(mentions.get, names))))
    return Town(timeline, listings)


class Plain:
    """
    The least costs by prefix sums in numpy, for closed lists without a day.

    A source is a column, so that the sums run over whole rows.
    """

    def __init__(self, timeline: Timeline) -> None:
        self.place = {entity: i for i, entity in enumerate(timeline.weights.places)}
        self.lines = [self._line(timeline, definition) for definition in DEFINITIONS]

    def _line(self, timeline: Timeline, definition: Definition) -> tuple[Any, ...]:
        view = timeline.view(definition)
        changes: Counter[tuple[int, int, int]] = Counter()
        for entity, kinds in view.steps.items():
            for kind, steps in enumerate(kinds):
                for begins, ends in steps:
                    changes[begins, self.place[entity], kind] += 1
                    changes[ends, self.place[entity], kind] -= 1
        order = sorted({key[:2] for key in changes if key[0] < len(view.points)})
        sure = np.array([changes[*key, 0] for key in order], np.int32)
        maybe = np.array([changes[*key, 1] for key in order], np.int32)
        entities = np.array([entity for _, entity in order])
        after = np.searchsorted([p for p, _ in order], range(len(view.points)), "right")
        doubt = np.array(view.possible) - np.array(view.certain)
        fixed = DEFAULT.assumed * doubt + DEFAULT.facet * DEFINITIONS[0].distance(
            definition
        )
        return entities, sure[:, None], (sure + maybe)[:, None], after, fixed[:, None]

    def matrix(self, sources: Sequence[Listing]) -> Any:
        """
        Cities by sources: 1 where the city is listed.
        """
        listed = np.zeros((len(self.place), len(sources)), np.int32)
        for column, source in enumerate(sources):
            listed[[self.place[entity] for entity in source.entities], column] = 1
        return listed

    def costs(self, listed: Any, chunk: int = 4096) -> Any:
        """
        The least cost of each source.
        """
        parts = range(0, listed.shape[1], chunk)
        return np.hstack([self._costs(listed[:, i : i + chunk]) for i in parts])

    def _costs(self, listed: Any) -> Any:
        size = listed.sum(axis=0)
        found = []
        for entities, sure, both, after, fixed in self.lines:
            sums = np.zeros((len(entities) + 1, listed.shape[1]), np.int32)
            np.cumsum(sure - both * listed[entities], axis=0, out=sums[1:])
            errors = size + sums[after]
            found.append((DEFAULT.error * errors + fixed).min(axis=0))
        return np.array(found).min(axis=0)


def majority(sources: Sequence[Listing]) -> set[str]:
    """
    The cities that more than half of the sources name.
    """
    named = Counter(m.entity for s in sources for m in s.mentions or () if m.entity)
    return {entity for entity, n in named.items() if 2 * n > len(sources)}


class Measured(NamedTuple):
    """
    Seconds for so many sources about so many cities; how many times numpy's.
    """

    count: int
    cities: int
    ratio: float
    ours: float
    reading: float
    numpy: float
    ready: float
    vote: float


def measured(count: int, cities: int, repeat: int) -> Measured:
    """
    The costs of all sources by all definitions, by us, and by numpy.
    """
    timeline, sources = town(count, cities)
    reader, plain = Reader(timeline, DEFINITIONS, DEFAULT), Plain(timeline)
    matrix = plain.matrix(sources)
    if plain.costs(matrix).tolist() != [reader.least(s) for s in sources]:
        raise AssertionError("numpy comes to other costs")
    calls = {
        "ours": lambda: [reader.least(source) for source in sources],
        "reading": lambda: [reader.read(source) for source in sources],
        "numpy": lambda: plain.costs(plain.matrix(sources)),
        "ready": lambda: plain.costs(matrix),
        "vote": lambda: majority(sources),
    }
    seen = rounds(list(calls), lambda name: seconds(calls[name]), repeat)
    usual = {name: statistics.median(times) for name, times in seen.items()}
    return Measured(count, cities, ratio(seen, "ours", "numpy"), **usual)


def peak(count: int, cities: int) -> float:
    """
    MiB at the most, the sources and the costs of all of them included.
    """
    gc.collect()
    tracemalloc.start()
    timeline, sources = town(count, cities)
    reader = Reader(timeline, DEFINITIONS, DEFAULT)
    costs = [reader.least(source) for source in sources]
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    if len(costs) != count:
        raise AssertionError("a source got lost")
    return most / MIB


def growth(counts: Sequence[int], repeat: int) -> list[tuple[int, float]]:
    """
    Seconds for more and more of the same sources, about 20 cities.
    """
    timeline, sources = town(max(counts), 20)
    reader = Reader(timeline, DEFINITIONS, DEFAULT)

    def least(count: str) -> float:
        return seconds(lambda: [reader.least(s) for s in sources[: int(count)]])

    seen = rounds([str(count) for count in counts], least, repeat)
    return [(int(count), statistics.median(times)) for count, times in seen.items()]


# --- Report -----------------------------------------------------------------

SVG = "http://www.w3.org/2000/svg"
FONT = 'font-family="sans-serif" font-size="12"'
DASHES = 'stroke-dasharray="4 4"'


def shipped_report(seen: dict[str, list[float]], what: str = "operation") -> str:
    """
    The table of operations on the shipped data.
    """
    rows = [
        [name, readable(statistics.median(ns)), readable(p10(ns)), readable(min(ns))]
        for name, ns in seen.items()
    ]
    return table([what, "median", "p10", "min"], rows)


def questions_report(asked: Sequence[tuple[str, int, int, int]]) -> str:
    """
    The table of questions.
    """
    rows = [
        [what, str(many), f"{vote} ({vote / many:.0%})", f"{ours} ({ours / many:.0%})"]
        for what, many, vote, ours in asked
    ]
    return table(["question", "asked", "right by vote", "right by us"], rows)


def sources_report(seen: Sequence[Measured]) -> str:
    """
    The table of many sources.
    """
    rows = [
        [
            f"{m.count:,} × {m.cities}",
            f"{m.ours:.2f} s",
            f"{m.numpy:.2f} s",
            f"{m.ratio:.1f}",
            f"{m.ready:.2f} s",
            f"{m.reading:.2f} s",
            f"{m.vote:.3f} s",
        ]
        for m in seen
    ]
    head = [
        *("sources × cities", "least cost", "numpy", "× numpy"),
        *("numpy, matrix given", "readings in full", "majority vote"),
    ]
    return table(head, rows)


def plot(points: Sequence[tuple[int, float]]) -> str:
    """
    Time against number of sources, as an SVG.
    """
    wide, high, left, low = 480, 300, 64, 48
    most, longest = max(n for n, _ in points), max(s for _, s in points)

    def at(count: float, took: float) -> str:
        x = left + count / most * (wide - left - 24)
        return f"{x:.1f},{high - low - took / longest * (high - low - 40):.1f}"

    def label(where: str, text: str, anchor: str = "middle") -> str:
        x, y = where.split(",")
        return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>'

    dots = [
        '<circle cx="{}" cy="{}" r="4"/>'.format(*at(n, s).split(","))
        for n, s in points
    ]
    (x0, y0), (x1, _), (_, y1) = (
        at(*p).split(",") for p in ((0, 0), (most, 0), (0, longest))
    )
    lines = [
        f'<svg xmlns="{SVG}" viewBox="0 0 {wide} {high}" {FONT} role="img">',
        "<title>Processor time against the number of sources</title>",
        f'<rect width="{wide}" height="{high}" fill="white"/>',
        f'<path d="M{x0},{y1}V{y0}H{x1}" fill="none" stroke="black"/>',
        f'<path d="M{at(0, 0)}L{at(*points[-1])}" stroke="gray" {DASHES}/>',
        '<g fill="#0b5394">',
        *dots,
        "</g>",
        *(
            label(f"{at(n, 0).split(',')[0]},{high - low + 18}", f"{n:,}")
            for n, _ in points[-3:]
        ),
        label(f"{left - 8},{y1}", f"{longest:.2g} s", "end"),
        label(f"{left - 8},{y0}", "0", "end"),
        label(f"{(left + wide) / 2},{high - 10}", "sources, about 20 cities each"),
        label(
            f"{left},22",
            "least cost by nine definitions; dashed: in proportion",
            "start",
        ),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def promises(
    inside: dict[str, list[float]],
    slow: dict[str, list[float]],
    many: Sequence[Measured],
    mib: float,
    grown: Sequence[tuple[int, float]],
) -> list[tuple[str, float, float]]:
    """
    What the design promises: the sentence, the figure, and its limit.
    """
    (few, took), (lots, longer) = grown[0], grown[-1]
    most = statistics.median(next(iter(first(slow, 1).values()))) / 1000
    return [
        *(
            (f"{name} (µs)", statistics.median(inside[name]) / 1000, limit)
            for name, limit in LIMITS.items()
        ),
        ("a value resolved, the longest of all (µs)", most, LIMITS[RESOLVED]),
        ("50,000 sources × 20 cities × 9 definitions (s)", many[0].ours, 2),
        ("the same, memory with the sources (MiB)", mib, 100),
        ("the same (× numpy)", many[0].ratio, 2),
        ("5,000 sources × 200 cities (× numpy)", many[1].ratio, 7),
        (
            f"a source of {lots:,} (× one of {few:,})",
            longer / lots / (took / few),
            1.25,
        ),
    ]


def circumstances(count: int) -> str:
    """
    What was measured, and on what.
    """
    return (
        f"{system()}; {count} rounds, processor time; "
        f"berlin_partnerships {bp.__version__}, numpy {np.__version__}."
    )


def report(count: int, least: float) -> tuple[str, bool, str]:
    """
    Measure all; the text, whether all promises were kept, and the plot.
    """
    inside = shipped(count, least)
    slow = longest(count, least)
    many = [measured(50_000, 20, count), measured(5_000, 200, count)]
    grown = growth([6_250, 12_500, 25_000, 50_000, 100_000], count)
    kept = promises(inside, slow, many, peak(50_000, 20), grown)
    text = "\n\n".join(
        [
            circumstances(count),
            "## On the shipped data",
            shipped_report(inside),
            shipped_report(first(slow, 5), "the longest of all values"),
            "## Beside a majority vote",
            questions_report(questions()),
            "## Many sources",
            sources_report(many),
            "![Time grows in proportion to the number of sources](engine.svg)",
            "## Promises",
            promises_report(kept),
        ]
    )
    return text, all(seen <= limit for _, seen, limit in kept), plot(grown)


def main() -> int:
    """
    The command line.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--quick", action="store_true", help="few rounds, rough")
    parser.add_argument("--rounds", type=int, help="how many (9; quick: 3)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="also into FILE")
    parser.add_argument("--strict", action="store_true", help="fail if one is missed")
    arguments = parser.parse_args()

    count = arguments.rounds or (3 if arguments.quick else 9)
    text, kept, svg = report(count, least=0.01 if arguments.quick else 0.05)
    print(text)
    if arguments.write:
        arguments.write.write_text(f"# Figures of the engine\n\n{text}\n", "utf-8")
        arguments.write.with_name("engine.svg").write_text(svg, "utf-8")
    return 1 if arguments.strict and not kept else 0


if __name__ == "__main__":
    sys.exit(main())
