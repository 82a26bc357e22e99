"""
The check of sources, what they state, and what curators decided about it.

Floor 7: part of curation.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .._curated import SMALL_KINDS
from .._dates import PartialDate, Period
from .._names import similar
from .._sources import BASES, CERTAINTIES, MODES, RELATIONS, URL_STATUSES
from ..exceptions import offer
from ._examiner import starts_after
from ._words import BOUND, JUDGED_RANKS, SOURCE_KINDS, no_language


if TYPE_CHECKING:
    from .._rows import Steps
    from .._sources import Judgement, Property, Source, Statement
    from ._examiner import Examiner

__all__ = ["examine_judgements", "examine_leftovers", "examine_sources"]

_RECORDS = ("cities", "partnerships", "sources", *SMALL_KINDS)


# Sources ----------------------------------------------------------------------------


def examine_sources(check: Examiner) -> None:
    """
    What each source is, and every statement it makes.
    """
    aliases = Counter(a for s in check.data.sources.values() for a in s.aliases)
    for id in check.ids("sources"):
        check.slug(f"sources/{id}.toml", (), id)
    for source in check.data.sources.values():
        path = f"sources/{source.id}.toml"
        _source(check, path, source)
        _origins(check, path, source)
        for position, alias in enumerate(source.aliases):
            where: Steps = ("aliases", position)
            check.slug(path, where, alias)
            if aliases[alias] > 1 or alias in check.ids("sources"):
                check.report(path, where, f"{alias!r} is the id of another source too")
    seen: dict[tuple[str, str], tuple[int, int]] = {}
    for statement, (path, position) in zip(
        check.data.statements, check.folder.places, strict=True
    ):
        steps: Steps = ("statements", position)
        if check.folder.is_sound(path, *steps):
            line = check.folder.line(path, *steps)
            first = seen.setdefault((statement.id, path), (line, position))
            if first[1] != position:
                problem = f"this statement stands in line {first[0]} already"
                check.report(path, steps, problem)
        _statement(check, path, steps, statement)
    _order(check)


def _source(check: Examiner, path: str, source: Source) -> None:
    check.one_of(path, ("kind",), source.kind, SOURCE_KINDS, "kind of source")
    check.one_of(
        path, ("url_status",), source.url_status, URL_STATUSES, "status of a url"
    )
    sound = check.folder.is_sound(path, "url")
    if sound and (source.url_status == "none") != (not source.url):
        check.report(path, ("url_status",), "none, and only none, goes without a url")
    if source.url:
        check.report(path, ("url",), _no_url(source))
    check.report(path, ("language",), no_language(source.language))
    check.not_after(path, ("as_of",), source.as_of, source.published)
    check.not_after(path, ("published",), source.published, None)
    if source.same_document:
        check.slug(path, ("same_document",), source.same_document)
    if source.lag_days is not None and source.lag_days < 0:
        check.report(path, ("lag_days",), "must not be negative")
    for position, part in enumerate(source.left_out):
        check.chars(path, ("left_out", position), part.chars)


def _no_url(source: Source) -> str:
    try:
        parts = urlsplit(source.url)
    except ValueError as error:
        return f"is no url: {error}"
    if parts.scheme not in ("https", "http") or not parts.netloc:
        return "expected https://… or http://…"
    if any(c.isspace() for c in source.url):
        return "has a space in it; write %20"
    if "…" in source.url and source.url_status != "partial":
        return 'is cut off; say url_status = "partial"'
    return ""


def _origins(check: Examiner, path: str, source: Source) -> None:
    for position, origin in enumerate(source.derived_from):
        where: Steps = ("derived_from", position)
        check.id(path, where, "sources", origin)
        if origin == source.id:
            check.report(path, where, "is the source itself")
        elif source.id in _all_origins(check, origin):
            check.report(path, where, f"{origin!r} is derived from this source in turn")


def _all_origins(check: Examiner, id: str) -> set[str]:
    found: set[str] = set()
    todo = [id]
    while todo:
        source = check.data.sources.get(todo.pop())
        new = set(source.derived_from) - found if source else set()
        found |= new
        todo += new
    return found


# Statements -------------------------------------------------------------------------


def _statement(check: Examiner, path: str, steps: Steps, statement: Statement) -> None:
    held = _about(check, path, steps, statement)
    _evidence(check, path, steps, statement)
    _time(check, path, steps, statement)
    row = check.data.properties.get(statement.property)
    if row is None or not check.folder.is_sound("properties.toml", row.id):
        return
    if held:
        _kind(check, path, steps, statement, row)
    if statement.value is not None:
        _value(check, path, (*steps, "value"), statement, row)
    if row.id == "status":
        _dated(check, path, steps, statement)
    is_list = row.type == "list"
    for key in ("relation", "closed"):
        if is_list != (getattr(statement, key) is not None):
            what = "missing; lists say it" if is_list else "only lists say it"
            check.report(path, (*steps, key), what)
    if statement.relation is not None:
        check.one_of(
            path, (*steps, "relation"), statement.relation, RELATIONS, "relation"
        )


def _about(check: Examiner, path: str, steps: Steps, statement: Statement) -> bool:
    """
    Whether the subject is held; reported if not.
    """
    where = (*steps, "about")
    kind, slash, rest = statement.about.partition("/")
    id, mark, part = rest.partition("#")
    if not slash:
        bare = kind.partition("#")[0]
        full = [f"{k}/{kind}" for k in _RECORDS if bare in check.ids(k)]
        problem = f"expected kind/id, not {statement.about!r}{offer(full)}"
        check.report(path, where, problem)
        return False
    known = check.one_of(path, where, kind, _RECORDS, "kind of record")
    if not known or not check.id(path, where, kind, id):
        return False
    if not mark:
        return True
    if kind not in ("partnerships", "events"):
        check.report(path, where, "only partnerships and events have parts")
        return False
    parts = check.data.parts(f"{kind}/{id}")
    if not parts and kind == "partnerships":
        return True  # its file cannot be read, which is said there
    return check.one_of(path, where, part, parts, f"part of {id}")


def _kind(
    check: Examiner, path: str, steps: Steps, statement: Statement, row: Property
) -> None:
    """
    Report a property that this kind of record cannot have.
    """
    subject, mark, part = statement.about.partition("#")
    parts = check.data.parts(subject)
    if mark and part not in parts:
        return
    kind = parts[part] if mark else subject.partition("/")[0]
    if kind not in row.kinds:
        acts = [id for id, parts_of in parts.items() if parts_of == "acts"]
        near = [f"{statement.about}#{act}" for act in acts if not mark]
        hint = offer(near) if "acts" in row.kinds else ""
        problem = f"{row.id!r} is a property of {', '.join(row.kinds)}, not of {kind}"
        check.report(path, (*steps, "property"), problem + hint)


def _value(
    check: Examiner, path: str, where: Steps, statement: Statement, row: Property
) -> None:
    value = statement.value
    if row.type == "enum":
        check.one_of(path, where, value, row.values, row.id)
    elif row.type == "reference":
        _reference(check, path, where, value, row)
    elif row.type == "number" and isinstance(value, str):
        if not BOUND.fullmatch(value):
            problem = f"expected a number or a bound such as '>=15', not {value!r}"
            check.report(path, where, problem)
    elif row.type == "number" and value < 0:
        check.report(path, where, "must not be negative")
    elif row.type in ("list", "names"):
        doubles = [name for name, n in Counter(value).items() if n > 1]
        if not value:
            check.report(path, where, "names nobody")
        for name in doubles:
            check.report(path, where, f"{name!r} is listed twice")


def _reference(
    check: Examiner, path: str, where: Steps, value: str, row: Property
) -> None:
    kind, slash, id = value.partition("/")
    if not slash:
        full = [f"{k}/{kind}" for k in row.targets if kind in check.ids(k)]
        check.report(path, where, f"expected kind/id, not {value!r}{offer(full)}")
    elif check.one_of(path, where, kind, row.targets, "kind of record"):
        check.id(path, where, kind, id)


def _dated(check: Examiner, path: str, steps: Steps, statement: Statement) -> None:
    """
    Report a status of which nobody knows the day.
    """
    source = check.data.sources[statement.source]
    told = statement.as_of or source.as_of or source.published
    sound = all(check.folder.is_sound(path, key) for key in ("as_of", "published"))
    if sound and not told:
        problem = "missing; a status needs the day that it was true"
        check.report(path, (*steps, "as_of"), problem)


def _evidence(check: Examiner, path: str, steps: Steps, statement: Statement) -> None:
    check.quote(path, steps, statement.quote)
    for field, known in (
        ("basis", BASES),
        ("mode", MODES),
        ("certainty", CERTAINTIES),
    ):
        check.one_of(path, (*steps, field), getattr(statement, field), known, field)
    if not check.folder.is_sound(path, *steps, "quote"):
        return
    if statement.basis == "quote" and not statement.quote:
        check.report(path, (*steps, "basis"), "a quote needs its words in `quote`")
    if check.chars(path, steps, statement.chars) and statement.chars:
        first, last = statement.chars
        if last - first != len(statement.quote):
            problem = (
                f"[{first}, {last}] is {last - first} characters, "
                f"the quote {len(statement.quote)}"
            )
            check.report(path, (*steps, "chars"), problem)


def _time(check: Examiner, path: str, steps: Steps, statement: Statement) -> None:
    """
    Report what is later than the source that reports it as done.
    """
    source = check.data.sources[statement.source]
    if statement.mode == "announced":
        return
    value = statement.value
    days = {
        "value": value.start if isinstance(value, Period) else value,
        "holds": statement.holds.start if statement.holds else None,
        "as_of": statement.as_of,
    }
    for key, day in days.items():
        if not isinstance(day, PartialDate):
            continue
        if starts_after(day, source.published):
            problem = (
                f"{day} is after the source was published ({source.published}); "
                'if it only announces it, say mode = "announced"'
            )
            check.report(path, (*steps, key), problem)
        else:
            check.not_after(path, (*steps, key), day, None)


# What must have come before a partnership was founded, and what after.
_BEFORE = ("announcement", "opening")
_AFTER = ("renewal", "suspension", "resumption", "termination")


def _order(check: Examiner) -> None:
    """
    Report an end before the start: acts dated the wrong way round.
    """
    roles = {
        f"partnerships/{id}#{act.id}": (id, act.role)
        for id, row in check.data.partnerships.items()
        for act in row.acts
    }
    dated = [
        (*roles[s.about], s.value, place)
        for s, place in zip(check.data.statements, check.folder.places, strict=True)
        if s.about in roles and isinstance(s.value, PartialDate)
        if check.data.judgement(s) is None and s.mode != "announced"
    ]
    founded: dict[str, list[PartialDate]] = {}
    for id, role, day, _ in dated:
        if role == "founding":
            founded.setdefault(id, []).append(day)
    for id, role, day, (path, position) in dated:
        starts = founded.get(id, [])
        where: Steps = ("statements", position, "value")
        if role in _BEFORE and starts and all(starts_after(day, s) for s in starts):
            problem = f"{day} is after the founding act, and the act's role is {role}"
            check.report(path, where, problem)
        if role in _AFTER and starts and all(starts_after(s, day) for s in starts):
            problem = f"{day} is before the founding act, and the act's role is {role}"
            check.report(path, where, problem)


# Judgements and leftovers -----------------------------------------------------------


def examine_judgements(check: Examiner) -> None:
    """
    Whether each judgement is about a statement, and says why.
    """
    path = "judgements.toml"
    stated: dict[tuple[str, str, str], list[str]] = {}
    for s in check.data.statements:
        stated.setdefault((s.source, s.about, s.property), []).append(str(s.value))
    seen: set[tuple[str, str, str, str]] = set()
    for position, judgement in enumerate(check.data.judgements):
        steps: Steps = ("judgements", position)
        check.one_of(path, (*steps, "rank"), judgement.rank, JUDGED_RANKS, "rank")
        key = (judgement.source, judgement.about, judgement.property, judgement.value)
        if key in seen:
            check.report(path, steps, "this statement is judged twice")
        seen.add(key)
        known = check.one_of(
            path, (*steps, "source"), judgement.source, check.ids("sources"), "source"
        )
        if known and check.folder.is_sound(path, *steps):
            _judged(check, path, steps, judgement, stated.get(key[:3], []))
    until = check.data.known_until
    if until.isoformat() > check.today:
        problem = f"{until} is after the day in VERSION ({check.today})"
        check.report(path, ("known_until",), problem)


def _judged(
    check: Examiner, path: str, steps: Steps, judgement: Judgement, values: list[str]
) -> None:
    if judgement.value in values or check.folder.may_mention(judgement.about):
        return
    if values:
        problem = f"the source says {' and '.join(map(repr, values))} there"
        check.report(path, (*steps, "value"), problem)
        return
    said = [s.about for s in check.data.statements if s.source == judgement.source]
    near = similar(judgement.about, dict.fromkeys(said), most=1)
    problem = "the source states no such property of it"
    check.report(path, (*steps, "about"), problem + offer(near))


def examine_leftovers(check: Examiner) -> None:
    """
    Sources on which nothing rests, and files that nobody reads.
    """
    for id in check.data.sources:
        if id not in check.used and not check.folder.may_mention(id):
            problem = (
                "nothing rests on this source; add what it states, "
                "or say in `left_out` why nothing of it is held"
            )
            check.report(f"sources/{id}.toml", (), problem)
    root = check.folder.root
    known = ("properties", "parties", "judgements", "names", *SMALL_KINDS)
    for file in sorted(root.glob("*.toml")):
        if file.stem not in known:
            near = [f"{stem}.toml" for stem in similar(file.stem, known, most=1)]
            check.report(file.name, (), f"this file is not read{offer(near)}")
    for kind in ("cities", "partnerships", "sources"):
        for file in sorted((root / kind).glob("[!.]*")):
            if file.suffix != ".toml":
                check.report(
                    f"{kind}/{file.name}", (), "this file is not read; .toml is"
                )
