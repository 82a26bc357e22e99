"""
The check of the smaller kinds: organizations, people, places, events and so on.

Floor 7: part of curation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._dates import Period
from .._things import TOPIC_BASES
from ._places import examine_name
from ._words import EVENT_KINDS


if TYPE_CHECKING:
    from .._curated import ThingRow
    from .._rows import Steps
    from ._examiner import Examiner

__all__ = ["examine_things"]


def examine_things(check: Examiner) -> None:
    """
    Identities, names, parts, and whether any source speaks of them.
    """
    about = {s.about for s in check.data.statements}
    spoken_of = {full.partition("#")[0] for full in about}
    spoken_of |= {s.value for s in check.data.statements if isinstance(s.value, str)}
    # A topic is also there for those below it.
    topics = check.data.things["topics"]
    spoken_of |= {f"topics/{topic.parent}" for topic in topics.values()}
    for kind, rows in check.data.things.items():
        for id, row in rows.items():
            path, steps = f"{kind}.toml", (id,)
            check.slug(path, steps, id)
            for position, name in enumerate(row.names):
                examine_name(check, path, (*steps, "names", position), name)
            _parts(check, path, steps, row, about)
            if kind == "topics":
                _topic(check, path, steps, row)
            if row.kind:
                _event(check, path, steps, row)
            if f"{kind}/{id}" not in spoken_of and not check.folder.may_mention(id):
                check.report(path, steps, "no statement is about it, or refers to it")


def _parts(
    check: Examiner, path: str, steps: Steps, row: ThingRow, about: set[str]
) -> None:
    """
    Stops and appointments of a visit.
    """
    stops = [stop.id for stop in row.stops]
    seen: set[str] = set()
    for kind in ("stops", "appointments"):
        for position, part in enumerate(getattr(row, kind)):
            where = (*steps, kind, position)
            check.slug(path, (*where, "id"), part.id)
            if part.id in seen:
                check.report(path, (*where, "id"), f"{part.id!r} stands here twice")
            seen.add(part.id)
            if part.stop:
                check.one_of(path, (*where, "stop"), part.stop, stops, "stop")
            full = f"events/{steps[0]}#{part.id}"
            if full not in about and not check.folder.may_mention(full):
                check.report(path, where, "no statement is about it")


def _event(check: Examiner, path: str, steps: Steps, row: ThingRow) -> None:
    """
    A celebration says which number of which partnership was kept, and when.
    """
    where, full = (*steps, "kind"), f"events/{steps[0]}"
    known = check.one_of(path, where, row.kind, EVENT_KINDS, "kind of event")
    if not known or check.folder.may_mention(full):
        return  # what cannot be read may say it
    said = [(s.property, s.value) for s in check.data.statements if s.about == full]
    for property in ("partnership", "anniversary", "held"):
        if all(property != stated for stated, _ in said):
            problem = f"a celebration needs a statement of its {property!r}"
            check.report(path, where, problem)
    for _, held in said:
        if isinstance(held, Period) and not (held.lower and held.upper):
            problem = f"a celebration has a first and a last day, not {str(held)!r}"
            check.report(path, where, problem)


def _topic(check: Examiner, path: str, steps: Steps, row: ThingRow) -> None:
    check.one_of(path, (*steps, "basis"), row.basis, TOPIC_BASES, "basis")
    if not row.parent or not check.id(path, (*steps, "parent"), "topics", row.parent):
        return
    seen: list[str] = [str(steps[0])]
    topics, wider = check.data.things["topics"], row.parent
    while wider and wider not in seen:
        seen.append(wider)
        wider = topics[wider].parent if wider in topics else ""
    if wider == steps[0]:
        check.report(
            path, (*steps, "parent"), f"is in itself: {' in '.join([*seen, wider])}"
        )
