"""
From what curators wrote to records: every property resolved, ready to compile.

Floor 4: imports the curated rows and the resolving of values.
"""

from __future__ import annotations

import hashlib
import json

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

import attrs

from ._curated import (
    ActRow,
    Curated,
    PartnershipRow,
    Party,
    ThingRow,
    source_from,
    statement_from,
)
from ._dates import PartialDate, Period
from ._gather import gathered, row_from
from ._model import City, Name, city_from
from ._names import fold
from ._partnerships import Act, Partnership, StatusPeriod
from ._sources import Judgement, Property
from ._store import RECORDS, STATEMENTS
from ._values import accepted, every, wordings
from .exceptions import DataError


__all__ = ["built", "curated_from", "described"]


# Curated → records ----------------------------------------------------------------


def built(curated: Curated) -> dict[str, Any]:
    """
    The body of the compiled records.
    """
    partnerships = {
        id: _partnership_row(curated, id)
        for id in _held(curated, "partnerships", curated.partnerships)
    }
    cities = _held(curated, "cities", curated.cities)
    return {
        "version": curated.version,
        "known_until": curated.known_until.isoformat(),
        "digest": digest(curated),
        "cities": {id: _city(curated.cities[id]) for id in cities},
        "partnerships": partnerships,
        **_index(curated, cities),
        "things": {kind: _things(curated, kind) for kind in curated.things},
        **({"own": True} if curated.own else {}),
    }


def _city(city: City) -> dict[str, Any]:
    """
    A city; most of its many names are packed into few texts, see `names_from`.
    """
    rows: list[Any] = []
    for name in city.names:
        head = f"{name.script}|{name.kind}|{name.source}|{name.note}|"
        if name.at or name.quote or name.valid or "|" in f"{name.note}{name.text}":
            rows.append(_plain(name))
        elif not (rows and isinstance(rows[-1], str) and rows[-1].startswith(head)):
            rows.append(f"{head}{name.text}|{name.language}")
        elif rows[-1].split("|")[-2] == name.text:
            rows[-1] += f" {name.language}"
        else:
            rows[-1] += f"|{name.text}|{name.language}"
    return {**_plain(city, "id", "names"), "names": rows}


def _things(curated: Curated, kind: str) -> dict[str, Any]:
    ids = _held(curated, kind, curated.things[kind])
    return {id: _plain(gathered(curated, kind, id), "id") for id in ids}


def described(curated: Curated) -> dict[str, Any]:
    """
    The body of the compiled statements: what is needed to say why.
    """
    return {**_said(curated), "digest": digest(curated)}


def _said(curated: Curated) -> dict[str, Any]:
    statements: dict[str, list[Any]] = {}
    for statement in curated.statements:
        row = _plain(statement, "source")
        if statement.basis == ("quote" if statement.quote else "paraphrase"):
            row.pop("basis", None)  # the default
        statements.setdefault(statement.source, []).append(row)
    return {
        "properties": {id: _plain(row, "id") for id, row in curated.properties.items()},
        "parties": {id: _plain(row, "id") for id, row in curated.parties.items()},
        "sources": {
            id: {**_plain(source, "id"), "statements": statements.get(id, [])}
            for id, source in curated.sources.items()
        },
        "judgements": [_plain(judgement) for judgement in curated.judgements],
    }


def digest(curated: Curated) -> str:
    """
    SHA-256 of all that curators wrote.
    """
    whole = {
        **_said(curated),
        "version": curated.version,
        "known_until": curated.known_until.isoformat(),
        "cities": {id: _plain(city) for id, city in curated.cities.items()},
        "partnerships": {
            id: _identity(row) for id, row in curated.partnerships.items()
        },
        "things": {
            kind: {id: _plain(row) for id, row in rows.items()}
            for kind, rows in curated.things.items()
        },
    }
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _identity(row: PartnershipRow) -> dict[str, Any]:
    """
    A partnership as curators wrote it; the order of its acts says nothing.
    """
    parts = {
        kind: [_plain(part) for part in sorted(getattr(row, kind), key=_by_id)]
        for kind in ("acts", "predecessors")
    }
    return {**_plain(row), **parts}


def _by_id(part: ActRow) -> str:
    return part.id


def _plain(thing: Any, *dropped: str) -> dict[str, Any]:
    """
    The fields that differ from their defaults, JSON-ready.
    """
    row: dict[str, Any] = {}
    for field in attrs.fields(type(thing)):
        value = getattr(thing, field.name)
        if field.name in ("_dataset", *dropped) or value == field.default:
            continue
        row[field.name] = _json(value)
    return row


def _json(value: Any) -> Any:
    if isinstance(value, (str, int, float)):  # most of them
        return value
    if isinstance(value, (PartialDate, Period)):
        return str(value)
    if isinstance(value, (tuple, list)):
        return [_json(item) for item in value]
    if attrs.has(type(value)):
        return _plain(value)
    return value


def _held(curated: Curated, kind: str, rows: Mapping[str, Any]) -> list[str]:
    """
    Ids of the records that the curated statements speak of at all.

    With all sources that is every record; with a few (`Dataset.only`) those that
    these know: spoken of, referred to, listed, or named by them.
    """
    known = known_ids(curated)
    return sorted(id for id in rows if f"{kind}/{id}" in known)


def known_ids(curated: Curated) -> frozenset[str]:
    """
    Full ids of the records that some source speaks of, refers to, lists, or names.
    """
    known = {s.subject for s in curated.statements}
    references = {p.id for p in curated.properties.values() if p.type == "reference"}
    known.update(s.value for s in curated.statements if s.property in references)
    listed = {
        fold(name)
        for s in curated.statements
        if s.property == "partners"
        for name in s.value
    }
    named: dict[str, Iterable[Name]] = {
        f"cities/{city.id}": city.names for city in curated.cities.values()
    }
    for kind, rows in curated.things.items():
        named.update({f"{kind}/{id}": row.names for id, row in rows.items()})
    for id, names in named.items():
        if any(n.source in curated.sources or fold(n.text) in listed for n in names):
            known.add(id)
    return frozenset(known | _implied(curated, known))


def _implied(curated: Curated, known: Collection[str]) -> set[str]:
    """
    What a known record brings: partnerships and visits their cities, topics the wider.
    """
    found: set[str] = set()
    for id, row in curated.partnerships.items():
        # A list of partners knows the partnership as well as the city.
        if f"partnerships/{id}" in known or f"cities/{row.city}" in known:
            found |= {f"partnerships/{id}", f"cities/{row.city}"}
            found |= {f"cities/{row.counterpart}"} if row.counterpart else set()
    for id, event in curated.things.get("events", {}).items():
        if f"events/{id}" in known:
            stops = {stop.id for stop in event.stops}
            found |= {f"cities/{stop}" for stop in stops & {*curated.cities}}
    return found | _wider(curated.things.get("topics", {}), known)


def _wider(topics: Mapping[str, ThingRow], known: Collection[str]) -> set[str]:
    """
    The topics above those that are known.
    """
    found: set[str] = set()
    todo = [id for id in topics if f"topics/{id}" in known]
    while todo:
        parent = topics[todo.pop()].parent
        if parent in topics and f"topics/{parent}" not in found:
            found.add(f"topics/{parent}")
            todo.append(parent)
    return found


def _index(curated: Curated, cities: list[str]) -> dict[str, Any]:
    """
    By folded names: those that a look-up tries first, and by city all others.

    A name of several cities has all their ids.
    """
    found: dict[str, set[str]] = {}
    first: set[str] = set(cities)
    for id in cities:
        names = [n for n in curated.cities[id].names if n.kind != "as-printed"]
        for text in (id, *(n.text for n in names)):
            found.setdefault(fold(text), set()).add(id)
        first.update(
            n.text
            for n in names
            if n.language in ("de", "en") or n.kind in ("official", "endonym")
        )
    tried = {fold(text) for text in first}
    tried.update(name for name, ids in found.items() if len(ids) > 1)
    more: dict[str, list[str]] = {id: [] for id in cities}
    for name in sorted(found.keys() - tried):
        more[min(found[name])].append(name)
    return {
        "names": {
            n: min(found[n]) if len(found[n]) == 1 else sorted(found[n]) for n in tried
        },
        "more_names": {id: "|".join(names) for id, names in more.items()},
    }


def _partnership_row(curated: Curated, id: str) -> dict[str, Any]:
    row = curated.partnerships[id]
    acts = [_act(curated, id, act, row.party) for act in row.acts]
    before = [_act(curated, id, act, row.party) for act in row.predecessors]
    order = lambda act: (act.date.sort_key if act.date else _LAST, act.id)  # noqa: E731
    acts.sort(key=order)
    before.sort(key=order)
    partnership = Partnership(
        id=id,
        city_id=row.city,
        level=row.level,
        relation=row.relation,
        party=row.party,
        acts=tuple(acts),
        predecessors=tuple(before),
        periods=periods(acts),
        counterpart_id=row.counterpart or None,
        topic_ids=every(curated, f"partnerships/{id}", "topic"),
    )
    return _plain(partnership, "id")


_LAST = (date.max, date.max)


def _act(curated: Curated, id: str, act: ActRow, party: str) -> Act:
    about = f"partnerships/{id}#{act.id}"
    return Act(
        id=f"{id}#{act.id}",
        role=act.role,
        reason=act.reason,
        date=accepted(curated, about, "date"),
        party=act.party or party,
        instrument=accepted(curated, about, "instrument"),
        instruments=wordings(curated, about, "instrument"),
        place=accepted(curated, about, "place"),
        signatories=accepted(curated, about, "signatories") or (),
    )


# What an act does to the status of a partnership.
_EFFECTS = {
    "announcement": "announced",
    "founding": "active",
    "suspension": "resting",
    "resumption": "active",
    "termination": "ended",
}
_BEGINNINGS = ("announcement", "founding")


def periods(acts: list[Act]) -> tuple[StatusPeriod, ...]:
    """
    The statuses that *acts*, in order of date, bring about one after another.

    An announcement counts only until the founding act. A founding act whose date
    no source tells was not before the announcement, nor after what came next; if
    there is no announcement, it starts a period with an unknown first day.
    """
    changes = _changes(acts)
    days = [act.date for act in changes]
    for i, act in enumerate(changes):
        if i and act.role == "founding" and act.date is None:
            days[i] = _between(days[i - 1], days[i + 1] if days[i + 1 :] else None)
    return tuple(
        StatusPeriod(status=_EFFECTS[act.role], start=start, end=end)
        for act, start, end in zip(changes, days, [*days[1:], None], strict=False)
    )


def _changes(acts: list[Act]) -> list[Act]:
    """
    The acts that change the status, one after another.

    What began on an unknown day began before it could rest or end. What is announced
    of a partnership that has begun changes nothing.
    """
    found: list[Act] = []
    for act in acts:
        begun = any(other.role == "founding" for other in found)
        later = act.role == "announcement" and act.date is not None and begun
        if act.role in _EFFECTS and not later:
            found.append(act)
    return sorted(found, key=_stage)


def _stage(act: Act) -> int:
    if act.role == "announcement":
        return 0
    return 1 if act.role == "founding" and act.date is None else 2


def _between(
    before: PartialDate | None, after: PartialDate | None
) -> PartialDate | None:
    """
    A day from the first of *before* to the last of *after*, as far as known.
    """
    first = before.lower if before else None
    last = after.upper if after else None
    if first is None or (last is not None and last < first):
        return None
    return PartialDate.between(first, last)


# Compiled → curated -----------------------------------------------------------------


def curated_from(records: Mapping[str, Any], details: Mapping[str, Any]) -> Curated:
    """
    What curators wrote, from the two compiled files.

    Raises:
        DataError: If they were not compiled from the same data.
    """
    if records["digest"] != details["digest"]:
        problem = f"is of other data than {RECORDS}; compile or install both again"
        raise DataError(STATEMENTS, problem)
    properties = {
        id: Property(id=id, **{k: _tuple(v) for k, v in row.items()})
        for id, row in details["properties"].items()
    }
    return Curated(
        version=records["version"],
        known_until=date.fromisoformat(records["known_until"]),
        properties=properties,
        parties={
            id: Party(
                id=id,
                name=row["name"],
                valid=Period.parse(row["valid"]) if "valid" in row else None,
            )
            for id, row in details["parties"].items()
        },
        cities={id: city_from(id, row) for id, row in records["cities"].items()},
        partnerships={
            id: _row_from(id, row) for id, row in records["partnerships"].items()
        },
        sources={id: source_from(id, row) for id, row in details["sources"].items()},
        statements=tuple(
            statement_from(id, row, properties)
            for id, source in details["sources"].items()
            for row in source["statements"]
        ),
        judgements=tuple(Judgement(**row) for row in details["judgements"]),
        things={
            kind: {id: row_from(row) for id, row in rows.items()}
            for kind, rows in records.get("things", {}).items()
        },
    )


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _row_from(id: str, row: Mapping[str, Any]) -> PartnershipRow:
    """
    The identity of a partnership, without anything resolved.
    """

    def part(act: Mapping[str, Any]) -> ActRow:
        party = act.get("party", "berlin")
        return ActRow(
            id=act["id"].removeprefix(f"{id}#"),
            role=act["role"],
            reason=act.get("reason", ""),
            party="" if party == row["party"] else party,
        )

    return PartnershipRow(
        city=row["city_id"],
        level=row["level"],
        party=row["party"],
        relation=row["relation"],
        counterpart=row.get("counterpart_id", ""),
        acts=tuple(map(part, row.get("acts", ()))),
        predecessors=tuple(map(part, row.get("predecessors", ()))),
    )
