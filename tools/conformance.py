"""
Run reconciliation cases of the language-neutral form ``reconcile-cases/1``.

    python tools/conformance.py FILE

prints one line a case and exits 1 if any differs, 2 if the file cannot be read.
The words of such a file (statuses, instruments, levels) are its own; the engine
has none, so nothing is translated but the names of event types.
"""

from __future__ import annotations

import json
import sys

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from berlin_partnerships._dates import PartialDate
from berlin_partnerships._names import fold
from berlin_partnerships._policy import Policy
from berlin_partnerships._reading import Listing, Mention, Reading, read
from berlin_partnerships._reconcile import Internal, compare, internal, overlaps
from berlin_partnerships._resolution import Claim
from berlin_partnerships._resolve import resolve
from berlin_partnerships._timeline import Definition, Facet, Span, Spell, Timeline


FACETS = (
    Facet(
        name="statuses",
        cause="status",
        values={"active", "suspended", "ended", "planned"},
        core={"active"},
    ),
    Facet(
        name="instruments",
        cause="scope",
        values={"agreement", "declaration", "memorandum", "informal"},
        core={"agreement"},
    ),
    Facet(
        name="levels",
        cause="scope",
        values={"city", "borough", "predecessor"},
        core={"city"},
    ),
)
# What an event does to the status; an upgrade changes only what it names.
STATUSES = {
    "join": "active",
    "rejoin": "active",
    "resume": "active",
    "suspend": "suspended",
    "leave": "ended",
    "plan": "planned",
    "cancel": None,
}
POLICY = Policy(id="conformance", any_document=True)


def spells(events: Iterable[list[Any]], known_on: str | None) -> list[Spell]:
    """
    The spells between the events of each entity.
    """
    by_entity: dict[str, list[tuple[PartialDate, str, Mapping[str, str]]]] = {}
    for entity, kind, when, *rest in events:
        extra = rest[0] if rest else {}
        if known_on is not None and extra.get("recorded", "") > known_on:
            continue
        by_entity.setdefault(entity, []).append((PartialDate.parse(when), kind, extra))
    found = []
    for entity, moves in by_entity.items():
        moves.sort(key=lambda m: m[0].sort_key)
        state: dict[str, str] = {"instruments": "agreement", "levels": "city"}
        for position, (when, kind, extra) in enumerate(moves):
            state["instruments"] = extra.get("instrument", state["instruments"])
            state["levels"] = extra.get("level", state["levels"])
            status = STATUSES.get(kind, state.get("statuses"))
            if status is None:
                continue
            state["statuses"] = status
            after = moves[position + 1][0] if position + 1 < len(moves) else None
            found.append(
                Spell(
                    entity=entity, facets=dict(state), start=when, end=after, label=kind
                )
            )
    return found


class World:
    """
    A fixture: who is called what, and what happened.
    """

    def __init__(self, file: Mapping[str, Any], name: str | None) -> None:
        fixture = file["fixtures"].get(name, {"entities": {}, "events": []})
        self.events = fixture["events"]
        self.names: dict[str, set[str]] = {}
        for entity, names in fixture["entities"].items():
            for text in names:
                self.names.setdefault(fold(text), set()).add(entity)
        formal = file["definitions"]["formal"]
        self.definitions = Definition("formal", formal).catalogue(FACETS)
        self.timeline = Timeline(spells(self.events, None))

    def definition(self, id: str) -> Definition:
        return {d.id: d for d in self.definitions}[id]

    def mention(self, text: str) -> Mention:
        entities = sorted(self.names.get(fold(text), ()))
        if len(entities) == 1:
            return Mention(text=text, entity=entities[0])
        return Mention(text=text, entity=None, candidates=tuple(entities))

    def listing(self, source: Mapping[str, Any]) -> Listing:
        names = source.get("mentions")
        when = source.get("as_of") or source.get("published")
        return Listing(
            id=source["id"],
            mentions=None if names is None else tuple(map(self.mention, names)),
            closed=source.get("closed", True),
            count=source.get("stated_count"),
            excluded=frozenset(
                m.entity
                for m in map(self.mention, source.get("excluded", ()))
                if m.entity
            ),
            when=PartialDate.parse(when) if when else None,
            lag=source.get("lag_days", 0),
            witness=source.get("group", source["id"]),
        )


def span(value: Span) -> dict[str, str | None]:
    return {
        "from": None if value.start is None else value.start.isoformat(),
        "until": None if value.end is None else value.end.isoformat(),
    }


def _date_case(world: World, given: Mapping[str, Any]) -> dict[str, Any]:
    definition = world.definition(given.get("definition", "formal"))
    entities = [m.entity for m in map(world.mention, given["list"]) if m.entity]
    possible, certain = world.timeline.date_list(
        definition, entities, closed=given.get("closed", True)
    )
    return {"possible": [*map(span, possible)], "certain": [*map(span, certain)]}


def _count_case(world: World, given: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for id in given["definitions"]:
        possible, _ = world.timeline.date_count(world.definition(id), given["n"])
        found[id] = [*map(span, possible)]
    return {"windows": found}


def _asof_case(world: World, given: Mapping[str, Any]) -> dict[str, Any]:
    timeline = Timeline(spells(world.events, given.get("known_on")))
    certain, possible = timeline.members(
        world.definition(given["definition"]), date.fromisoformat(given["on"])
    )
    return {"certain": len(certain), "possible": len(possible)}


def _reading(reading: Reading) -> list[Any]:
    return [
        reading.definition.id,
        span(reading.window),
        [*reading.omitted],
        [*reading.unsupported],
        reading.timing,
        reading.cost,
    ]


def _internal(found: Internal | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "stated": found.stated,
        "mentions": found.mentions,
        "distinct": found.distinct,
        "cause": found.cause,
        "duplicates": {entity: [*names] for entity, names in found.duplicates},
    }


def _interpret_case(world: World, given: Mapping[str, Any]) -> dict[str, Any]:
    listing = world.listing(given["source"])
    readings = read(listing, world.timeline, world.definitions, POLICY)
    base = world.definitions[0]
    return {
        "readings": [*map(_reading, readings)],
        "internal": _internal(internal(listing, readings[0], world.timeline, base)),
        "exact": any(not (r.omitted or r.unsupported) for r in readings),
    }


def _compare_case(world: World, given: Mapping[str, Any]) -> dict[str, Any]:
    a, b = world.listing(given["A"]), world.listing(given["B"])
    if a.id == b.id:
        b = world.listing({**given["B"], "id": f"{b.id} again"})
    result = compare(a, b, world.timeline, world.definitions, FACETS, POLICY)
    sides = {a.id: "A", b.id: "B"}
    readings = (result.reading_a, result.reading_b)
    bridge = result.bridge
    base = world.definitions[0]
    return {
        "differences": [
            [d.entity, sides[d.side], d.cause, [*d.events]]
            for d in sorted(result.differences, key=lambda d: d.entity)
        ],
        "bridge": [
            bridge.start,
            bridge.end - bridge.start,
            bridge.end,
            bridge.residual,
        ],
        "bridge_items": [[i.item, i.cause, i.delta] for i in bridge.items],
        "definitions": [r.definition.id for r in readings],
        "windows": [span(r.window) for r in readings],
        "internal": [
            _internal(internal(listing, reading, world.timeline, base))
            for listing, reading in zip((a, b), readings, strict=True)
        ],
        "aliases": [[*pair] for pair in result.aliases],
    }


def _overlap_case(world: World, given: Mapping[str, Any]) -> dict[str, Any]:
    lists = [
        (
            item["relation"],
            world.listing({"id": item["relation"], "mentions": item["names"]}),
        )
        for item in given["lists"]
    ]
    found = [[entity, [*relations]] for entity, relations in overlaps(lists)]
    return {"overlaps": found, "contradictions": []}


def _claim(position: int, given: Mapping[str, Any], *, dates: bool) -> Claim:
    published = given.get("published")
    return Claim(
        id=f"{position:03}",
        value=PartialDate.parse(given["value"]) if dates else given["value"],
        source=given["source"],
        cls=given.get("cls", "unknown"),
        witness=given.get("group", given["source"]),
        published=PartialDate.parse(published) if published else None,
        rank=given.get("rank", "normal"),
        act=given.get("of"),
    )


def _value_case(_: World, given: Mapping[str, Any]) -> dict[str, Any]:
    dates = given.get("domain", "date") == "date"
    claims = [_claim(i, c, dates=dates) for i, c in enumerate(given["claims"])]
    policy = Policy(
        id="conformance",
        any_document=True,
        rules=tuple(given.get("policy", POLICY.rules)),
        tolerance_days=given.get("tolerance_days", 0),
    )
    result = resolve(claims, policy=policy, parents=given.get("parents"))
    result.check(claims)
    value: Any = None if result.value is None else str(result.value)
    if result.by_act:
        value = {act: str(r.value) for act, r in result.by_act}
    return {
        "status": result.outcome,
        "value": value,
        "by": result.by,
        "candidates": sorted(str(c.value) for c in result.candidates),
        "groups": sorted(sorted(c.sources) for c in result.candidates),
        "attached": {act: [*r.sources] for act, r in result.by_act},
        "trace_has": [
            *(s.reason for s in result.set_aside),
            *(s.rule for s in result.trace),
        ],
    }


def _same(key: str, expected: Any, got: Any) -> bool:
    if key == "trace_has":
        return expected in got
    if key in ("candidates", "attached", "groups"):
        return bool(_in_order(expected) == _in_order(got))
    return bool(expected == got)


def _in_order(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _in_order(inner) for key, inner in value.items()}
    return sorted(value) if isinstance(value, list) else value


def _explain_case(world: World, given: Mapping[str, Any]) -> dict[str, Any]:
    from berlin_partnerships._explain import explain

    listings = [world.listing(source) for source in given["sources"]]
    result = explain(listings, world.timeline, world.definitions, POLICY)
    return {
        "events": [*result.events],
        "factors": [[*factor] for factor in result.factors],
        "cost": result.cost,
        "windows": {id: span(reading.window) for id, reading in result.readings},
    }


def _infer_case(_: World, given: Mapping[str, Any]) -> dict[str, Any]:
    from berlin_partnerships._infer import Observation, infer

    result = infer(
        [
            Observation(
                source=o["source"],
                day=date.fromisoformat(o["from"]),
                present=o["present"],
                weight=o["weight"],
            )
            for o in given["observations"]
        ],
        POLICY,
    )
    return {
        "events": [[e.type, str(e.after), str(e.by)] for e in result.events],
        "errors": [[*error] for error in result.errors],
        "cost": result.cost,
    }


CASES: Mapping[str, Callable[[World, Mapping[str, Any]], dict[str, Any]]] = {
    "date": _date_case,
    "count": _count_case,
    "asof": _asof_case,
    "interpret": _interpret_case,
    "compare": _compare_case,
    "explain": _explain_case,
    "overlap": _overlap_case,
    "value": _value_case,
    "infer": _infer_case,
}


def run(file: Mapping[str, Any]) -> list[tuple[str, dict[str, tuple[Any, Any]]]]:
    """
    Each case's id with what differs: key → (expected, got).
    """
    worlds: dict[str | None, World] = {}
    results = []
    for case in file["cases"]:
        if case["fixture"] not in worlds:
            worlds[case["fixture"]] = World(file, case["fixture"])
        wrong = _differences(case, worlds[case["fixture"]])
        results.append((case["id"], wrong))
    return results


def _differences(case: Mapping[str, Any], world: World) -> dict[str, tuple[Any, Any]]:
    try:
        got = CASES[case["kind"]](world, case["input"])
    except (LookupError, TypeError, ValueError) as error:
        return {"error": (None, repr(error))}
    return {
        key: (expected, got.get(key))
        for key, expected in case["expected"].items()
        if not _same(key, expected, got.get(key))
    }


def main(argv: list[str]) -> int:
    """
    Print a line a case; the exit code.
    """
    try:
        (name,) = argv
        file = json.loads(Path(name).read_text("utf-8"))
        results = run(file)
    except (OSError, LookupError, TypeError, ValueError) as error:
        print(f"conformance: {error!r}; expected: conformance.py FILE", file=sys.stderr)
        return 2
    for id, wrong in results:
        said = "; ".join(f"{k}: expected {e}, got {g}" for k, (e, g) in wrong.items())
        print(f"{id} {'DIFFERENT ' + said if wrong else 'ok'}")
    failed = sum(bool(wrong) for _, wrong in results)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
