"""
Finding what is not as it was: ids, look-ups, values, fields, statements, judgements.

Nothing that curators can write may change untold; whether an answer changed with it
is told apart from what only supports the answers.

Floor 7: imports the data set.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from ._dataset import KINDS, Dataset
from ._dates import limited
from ._names import fold
from ._pickles import Pickled
from ._steps import steps
from ._told import PARTS, Teller
from ._values import claims_about
from .exceptions import PartnershipsError


if TYPE_CHECKING:
    from ._sources import Judgement, Statement

__all__ = ["Change", "changes"]

Key = tuple[str, str]  # full id of a record or a part of it, and a property or field

_TOLD_ELSEWHERE = frozenset({*PARTS, "_dataset", "aliases"})
# Fields that say more about a record, and answer nothing that one can ask.
_REMARKS = frozenset({"note", "reason", "origins", "announced", "reported"})
# What of a source decides how it is read; the rest is needed to find it.
_READ_BY = frozenset(
    {"kind", "published", "as_of", "derived_from", "same_document", "lag_days"}
)
_OF_A_START = frozenset({"since", "date", "status"})


@attrs.frozen(kw_only=True)
class Change(Pickled):
    """
    One thing that is not as it was.

    Attributes:
        about: Full id of the record, or of its part; ``"timeline"`` for the number of
            partnerships, ``"data"`` for the data as a whole.

        what: The property or the field that differs; ``id`` for a record, or a part,
            that is new or gone.

        old: What it was, as a text; None if it was not there.

        new: What it is; None if it is gone.

        answer: Whether an answer changed; if not, only what supports the answers did.

        because: Ids of the sources whose statements about it came, went, or count
            otherwise.

        reasons: Why curators judged these statements otherwise, in their words.

        told: A changed answer in words, in German and English; empty for what only
            supports the answers. Changes of the timeline that are told together
            have the same words.
    """

    about: str
    what: str
    old: str | None
    new: str | None
    answer: bool
    because: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def changes(old: Dataset, new: Dataset) -> tuple[Change, ...]:
    """
    All that differs, changed answers first.
    """
    values, found_by = [*_values(old, new)], [*_look_ups(old, new)]
    told = {(c.about, c.what) for c in values}
    found = [
        *values,
        *(c for c in _fields(old, new) if (c.about, c.what) not in told),
        *_whole(old, new),
        *_ids(old, new),
        *_aliases(old, new),
        *_timeline(old, new),
        *_celebrations(old, new),
        *found_by,
        *_names(old, new, {(c.about, c.old) for c in found_by}),
        *_statements(old, new),
        *_judgements(old, new),
    ]
    return tuple(
        sorted(
            found,
            key=lambda c: (not c.answer, c.about, c.what, c.old or "", c.new or ""),
        )
    )


# Records and their ids ----------------------------------------------------------------


def _records(dataset: Dataset) -> Iterator[tuple[str, Any]]:
    for kind in KINDS:
        yield from ((r.full_id, r) for r in getattr(dataset, kind).values())
    yield from ((f"parties/{id}", party) for id, party in dataset.parties.items())
    yield from ((f"properties/{id}", row) for id, row in dataset.properties.items())


def _ids(old: Dataset, new: Dataset) -> Iterator[Change]:
    """
    Ids that came or went; a source or a property more is no answer.

    A source that still is found by its id is not gone, but another.
    """
    before, after = (dict(_records(d)) for d in (old, new))
    teller = Teller(old, new)
    for id in sorted(before.keys() ^ after.keys()):
        kind, _, slug = id.partition("/")
        gone = id in before
        alias = new.sources[slug] if kind == "sources" and slug in new.sources else None
        supports = kind in ("sources", "properties") and not gone
        yield Change(
            about=id,
            what=kind.removesuffix("s") if supports and kind == "sources" else "id",
            old=id if gone else None,
            new=(alias.full_id if alias else None) if gone else id,
            answer=not supports,
            told=()
            if supports
            else teller.renamed(id, alias.full_id)
            if alias
            else teller.thing(id, gone=gone),
        )


def _aliases(old: Dataset, new: Dataset) -> Iterator[Change]:
    """
    Further ids of sources: each must find what it found.
    """
    before, after = (
        {alias: s.full_id for s in d.sources.values() for alias in s.aliases}
        for d in (old, new)
    )
    teller = Teller(old, new)
    for alias in sorted(before.keys() | after.keys()):
        was, now = before.get(alias), after.get(alias)
        if now is None and alias in new.sources:
            now = new.sources[alias].full_id  # it has become the id
        if was != now:
            yield Change(
                about=f"sources/{alias}",
                what="alias",
                old=was,
                new=now,
                answer=was is not None,
                told=teller.alias(alias, was, now) if was else (),
            )


# Values and fields --------------------------------------------------------------------


def _values(old: Dataset, new: Dataset) -> Iterator[Change]:
    """
    Accepted values; those of new and lost records are not told again.
    """
    asked = {(s.about, s.property) for d in (old, new) for s in d.statements()}
    teller = Teller(old, new)
    for about, property in sorted(asked):
        subject = about.partition("#")[0]
        if not all(_holds(d, subject) for d in (old, new)):
            continue
        was, now = (_answer(d, about, property) for d in (old, new))
        if was != now:
            because, reasons = _moved(old, new, about, property)
            answer = not _only_more(new, property, was, now)
            yield Change(
                about=about,
                what=property,
                old=_text(was),
                new=_text(now),
                answer=answer,
                because=because,
                reasons=reasons,
                told=teller.field(about, property, was, now) if answer else (),
            )


def _holds(dataset: Dataset, full_id: str) -> bool:
    kind, _, id = full_id.partition("/")
    return id in getattr(dataset, kind, ())


def _answer(dataset: Dataset, about: str, property: str) -> tuple[Any, ...]:
    """
    The accepted value; where a property has several, all of them.
    """
    try:
        found = dataset.resolve(about, property)
    except PartnershipsError:  # such a part, or such a property, is not in these data
        return ()
    values = [found.value, *(part.value for _, part in found.by_act)]
    said = [v for v in values if v is not None]
    if dataset.properties[property].many:
        said = []  # the candidates have them as they are
    return tuple(dict.fromkeys(said or [c.value for c in found.candidates if c.kept]))


def _only_more(
    new: Dataset, property: str, was: tuple[Any, ...], now: tuple[Any, ...]
) -> bool:
    """
    Whether only a further remark, list or the like is held than before.
    """
    row = new.properties.get(property)
    plural = row is not None and row.many and not row.resolved
    return plural and all(value in now for value in was)


def _text(value: Any) -> str | None:
    """
    A value as people write it; None for nothing.
    """
    if value is None or value in ((), "", {}):
        return None
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_text(item)}" for key, item in value.items())
    if isinstance(value, tuple):
        mark = " | " if any(isinstance(item, tuple) for item in value) else ", "
        return mark.join(_text(item) or "?" for item in value)
    if attrs.has(type(value)) and "__str__" not in vars(type(value)):
        parts = (getattr(value, f.name) for f in attrs.fields(type(value)))
        return " ".join(str(part) for part in parts if part not in (None, ""))
    return str(value)


def _moved(
    old: Dataset, new: Dataset, about: str, property: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """
    The sources of claims that came, went, or count otherwise, and why.
    """
    before, after = (
        {(c.source, c) for c in _claims(d, about, property)} for d in (old, new)
    )
    sources = {source for source, _ in before ^ after}
    judged = {j for d in (old, new) for j in d._curated.judgements}  # noqa: SLF001  # a data set is read as a whole here
    both = {*old._curated.judgements} & {*new._curated.judgements}  # noqa: SLF001
    subject = about.partition("#")[0]
    reasons = {
        j.reason
        for j in judged - both
        if j.source in sources and j.about.partition("#")[0] == subject
    }
    return tuple(sorted(sources)), tuple(sorted(reasons))


def _claims(dataset: Dataset, about: str, property: str) -> Iterator[Any]:
    curated, subject = dataset._curated, about.partition("#")[0]  # noqa: SLF001
    if not _holds(dataset, subject):
        return
    yield from claims_about(curated, about, property)
    kind, _, act = about.partition("/")
    if kind == "partnerships" and property == "date":
        # What is said of the start of a partnership may decide the date of an act.
        starts = claims_about(curated, subject, "since")
        yield from (c for c in starts if c.act == act)


def _fields(old: Dataset, new: Dataset) -> Iterator[Change]:
    """
    The fields of the records that both have, and of their parts.
    """
    before, after = (dict(_records(d)) for d in (old, new))
    teller = Teller(old, new)
    for id in sorted(before.keys() & after.keys()):
        was, now = (dict(_with_parts(id, records[id])) for records in (before, after))
        for about in sorted(was.keys() | now.keys()):
            if about in was and about in now:
                for change in _differing(teller, about, was[about], now[about]):
                    if change.what == "periods":
                        slug = about.partition("/")[2]
                        yield attrs.evolve(change, because=_started(old, new, slug))
                    else:
                        yield change
            else:
                yield Change(
                    about=about,
                    what="id",
                    old=about if about in was else None,
                    new=about if about in now else None,
                    answer=True,
                    told=teller.thing(about, gone=about in was),
                )


def _with_parts(id: str, record: Any) -> Iterator[tuple[str, Any]]:
    yield id, record
    for kind in PARTS:
        for part in getattr(record, kind, ()):
            yield f"{id}#{part.id.rpartition('#')[2]}", part


def _differing(teller: Teller, about: str, was: Any, now: Any) -> Iterator[Change]:
    for field in attrs.fields(type(now)):
        if field.name in _TOLD_ELSEWHERE or (
            field.name == "names" and not about.startswith("sources/")
        ):
            continue
        one, other = getattr(was, field.name), getattr(now, field.name)
        if one != other:
            what = field.metadata.get("property", field.name)
            answer = _is_answer(about, field.name, one, other)
            yield Change(
                about=about,
                what=what,
                old=_text(one),
                new=_text(other),
                answer=answer,
                told=teller.field(about, what, one, other) if answer else (),
            )


def _is_answer(about: str, field: str, was: Any, now: Any) -> bool:
    kind = about.partition("/")[0]
    if kind == "sources":
        return field in _READ_BY
    if field == "instruments":  # one wording more is one statement more
        return not set(was) <= set(now)
    return kind != "properties" and field not in _REMARKS


# What follows from several records ----------------------------------------------------


def _whole(old: Dataset, new: Dataset) -> Iterator[Change]:
    """
    Until when the sources were read.
    """
    limits = [limited(d.known_until) for d in (old, new)]
    was, now = (str(day) if day else None for day in limits)
    if was != now:
        yield Change(about="data", what="known_until", old=was, new=now, answer=False)


def _timeline(old: Dataset, new: Dataset) -> Iterator[Change]:
    """
    The number of partnerships over time, and who joins or leaves, by each criterion.
    """
    moved = {
        id: _started(old, new, id) for id in {*old.partnerships, *new.partnerships}
    }
    everything = tuple(sorted({source for ids in moved.values() for source in ids}))
    for step in steps(old, new):
        named = {source for id in step.partners for source in moved[id]}
        yield Change(
            about="timeline",
            what=f"{step.criterion}, from {step.start or 'the beginning'}",
            old=_membership(step.old),
            new=_membership(step.new),
            answer=True,
            # A number may change by a partnership that began on another day.
            because=tuple(sorted(named)) or everything,
            told=step.told,
        )


def _membership(interval: Any) -> str | None:
    if interval is None:
        return None
    count = interval.count
    many = str(count) if isinstance(count, int) else f"{count[0]}–{count[1]}"
    signs = [
        *(f"+{id}" for id in interval.added),
        *(f"−{id}" for id in interval.removed),
    ]
    return f"{many} ({', '.join(signs)})" if signs else many


def _started(old: Dataset, new: Dataset, id: str) -> tuple[str, ...]:
    """
    The sources that moved the beginning, the rest, or the end of a partnership.
    """
    subject = f"partnerships/{id}"
    asked = {
        (s.about, s.property)
        for d in (old, new)
        if _holds(d, subject)
        for s in d.statements(subject)
        if s.property in _OF_A_START
    }
    moved = (_moved(old, new, about, property)[0] for about, property in asked)
    return tuple(sorted({source for sources in moved for source in sources}))


def _celebrations(old: Dataset, new: Dataset) -> Iterator[Change]:
    """
    How the celebrations that both have fit the acts they are counted from.
    """
    teller = Teller(old, new)
    before, after = (
        {(c.event, c.about): c for c in d.celebrated()} for d in (old, new)
    )
    for key in sorted(before.keys() & after.keys()):
        was, now = (_fit(c) for c in (before[key], after[key]))
        if was != now:
            event, about = str(key[0]), key[1]
            yield Change(
                about=event,
                what=f"celebration, {about}",
                old=was,
                new=now,
                answer=True,
                told=teller.celebration(event, before[key], after[key]),
            )


def _fit(celebration: Any) -> str:
    fit = celebration.fit
    if fit is None:
        return f"{celebration.number}: –"
    days = "..".join(map(str, fit.days)) if isinstance(fit.days, tuple) else fit.days
    return f"{fit.act} + {celebration.number}: {fit.rule} ({days})"


# Names --------------------------------------------------------------------------------

_Found = Mapping[str, Mapping[str, str]]  # folded name → full id → the name as written


def _look_ups(old: Dataset, new: Dataset) -> Iterator[Change]:
    """
    Names that find nothing any more, or something else, or several.
    """
    teller = Teller(old, new)
    for kind in KINDS:
        if kind in ("partnerships", "sources"):
            continue  # by the names of their cities, and by titles
        before, after = (_found(getattr(d, kind).values()) for d in (old, new))
        kept = {f"{kind}/{id}" for id in getattr(new, kind)}
        for folded, was in before.items():
            now = after.get(folded, {})
            for id in was.keys() - now.keys():
                if id in kept:
                    yield Change(
                        about=id,
                        what="name",
                        old=was[id],
                        new=None,
                        answer=True,
                        told=teller.lost_name(id, was[id]),
                    )
            if len(was) == 1 and now.keys() > was.keys():
                ((id, text),) = was.items()
                yield Change(
                    about=id,
                    what=f"look-up of {text}",
                    old=id,
                    new=" | ".join(sorted(now)),
                    answer=True,
                    told=teller.look_up(id, text, sorted(now)),
                )


def _found(records: Iterable[Any]) -> _Found:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for record in records:
        names = [n.text for n in record.names if n.kind != "as-printed"]
        for text in (record.name, record.name_de, *names):
            found[fold(text)].setdefault(record.full_id, text)
    return found


def _names(
    old: Dataset, new: Dataset, gone: Collection[tuple[str, str | None]]
) -> Iterator[Change]:
    """
    Names more, and what is said of a name; those by which nothing else is found.
    """
    before, after = (_written(d) for d in (old, new))
    both = {id for id, _ in _records(old)} & {id for id, _ in _records(new)}
    for key in sorted(before.keys() | after.keys()):
        about, text = key
        if about in both and key not in gone and before.get(key) != after.get(key):
            yield Change(
                about=about,
                what="name",
                old=text if key in before else None,
                new=text if key in after else None,
                answer=False,
            )


def _written(dataset: Dataset) -> Mapping[Key, frozenset[Any]]:
    found: dict[Key, set[Any]] = defaultdict(set)
    for id, record in _records(dataset):
        if not id.startswith("sources/"):  # whose `names` are what they list
            for name in getattr(record, "names", ()):
                found[id, name.text].add(name)
    return {key: frozenset(names) for key, names in found.items()}


# Statements and judgements ------------------------------------------------------------


def _statements(old: Dataset, new: Dataset) -> Iterator[Change]:
    """
    What sources say that came, went, or is described otherwise.
    """

    def shown(s: Statement) -> Change:
        return Change(
            about=s.about,
            what="statement",
            old=s.id,
            new=s.id,
            answer=False,
            because=(s.source,),
        )

    yield from _paired(
        old.statements(), new.statements(), lambda s: (s.source, s.id), shown
    )


def _judgements(old: Dataset, new: Dataset) -> Iterator[Change]:
    """
    What curators decided of single statements.
    """

    def shown(j: Judgement) -> Change:
        return Change(
            about=j.about,
            what="judgement",
            old=f"{j.property} {j.value}: {j.rank}",
            new=f"{j.property} {j.value}: {j.rank}",
            answer=False,
            because=(j.source,),
            reasons=(j.reason,),
        )

    def key(j: Judgement) -> tuple[str, ...]:
        return (j.source, j.about, j.property, j.value)

    yield from _paired(
        old._curated.judgements,  # noqa: SLF001
        new._curated.judgements,  # noqa: SLF001
        key,
        shown,
    )


def _paired(
    old: Iterable[Any],
    new: Iterable[Any],
    key: Callable[[Any], tuple[str, ...]],
    shown: Callable[[Any], Change],
) -> Iterator[Change]:
    """
    What came, went, or differs under the same key; of these, in one change each.
    """
    before, after = set(old), set(new)
    gone, came = (
        {key(thing): thing for thing in some}
        for some in (before - after, after - before)
    )
    for each in sorted(gone.keys() | came.keys()):
        was, now = gone.get(each), came.get(each)
        change = shown(now or was)
        yield attrs.evolve(
            change,
            old=None if was is None else shown(was).old,
            new=None if now is None else change.new,
        )
