"""
From statements to accepted values: which claims a property has.

Says what the general rules cannot know: that a start may be told of an act or of
the partnership, that a dated status bounds the act that changed it, and that an
announcement is no report.

Floor 3: imports the curated rows and the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from ._dates import PartialDate, day_after
from ._language import LANGUAGES
from ._names import offered
from ._policy import DEFAULT, Policy
from ._resolution import Claim, Resolution
from ._resolve import resolve as weigh
from ._terms import act_called
from ._text import listed
from .exceptions import UnknownNameError, UnknownPropertyError


if TYPE_CHECKING:
    from ._curated import ActRow, Curated, PartnershipRow
    from ._sources import Statement

__all__ = [
    "accepted",
    "called",
    "claims_about",
    "every",
    "part_called",
    "planned",
    "resolve",
    "selected",
    "wordings",
]

# Statements in these modes are kept and shown, and decide nothing; nor do those
# of low certainty: what we are not sure of must not look like a fact.
_SET_ASIDE = ("announced", "denied", "opinion")
_STARTS = ("opening", "founding")
# What holds on a day only: of a later day something else may be right.
_OF_A_DAY = ("status", "partner-count", "european-partner-count")
_OF_A_TIME = ("grants", "anniversary")
_CHANGES = {"suspension": "resting", "resumption": "active", "termination": "ended"}


def selected(
    curated: Curated, about: str | None, property: str | None, source: str | None
) -> tuple[Statement, ...]:
    """
    The statements about a subject, of a property, by a source.
    """
    if property is not None and property not in curated.properties:
        raise UnknownPropertyError(
            property, about or "", offered(property, curated.properties)
        )
    found: Iterable[Statement] = curated.statements
    if about is not None:
        full = _full_id(curated, about, property or "")
        subject, _, part = full.partition("#")
        found = curated.by_subject.get(subject, ())
        if part:
            found = (s for s in found if s.about == full)
    if source is not None:
        id = curated.source(source).id
        if about is None:
            found = curated.by_source.get(id, ())
        else:
            found = (s for s in found if s.source == id)
    return tuple(s for s in found if property is None or s.property == property)


def resolve(
    curated: Curated, about: str, property: str, policy: Policy | None = None
) -> Resolution:
    """
    The accepted value of a property of a record or a part of it.

    By the default policy it is worked out once.
    """
    if policy is not None:
        return _headed(curated, _resolved(curated, about, property, policy))
    asked = about, property
    if asked not in curated.headed:
        curated.headed[asked] = _headed(curated, _answer(curated, *asked))
    return curated.headed[asked]


def _answer(curated: Curated, about: str, property: str) -> Resolution:
    """
    What the default policy accepts, without what people call it.
    """
    asked = about, property
    if asked not in curated.answers:
        curated.answers[asked] = _resolved(curated, about, property, DEFAULT)
    return curated.answers[asked]


# What people call it ------------------------------------------------------------------


def _headed(curated: Curated, found: Resolution) -> Resolution:
    """
    A resolution that says in words what it is of, and what its values are called.
    """
    subject, _, part = found.about.partition("#")
    row = curated.properties[found.property]
    de, en = called(curated, *subject.split("/", 1))
    if part:
        inner = part_called(curated, subject, part)
        de, en = f"{de}, {inner[0]}", f"{en}, {inner[1]}"
    labels = {
        act: part_called(curated, f"partnerships/{act.partition('#')[0]}", act)
        for act, _ in found.by_act
        if "#" in act
    }
    if row.type == "reference":
        labels |= {
            id: called(curated, *id.split("/", 1))
            for id in _values_in(found)
            if curated.holds(id)
        }
    return attrs.evolve(
        found,
        heading=(f"{de}, {row.label['de']}", f"{en}, {row.label['en']}"),
        labels=tuple((id, *labels[id]) for id in sorted(labels)),
    )


def _values_in(found: Resolution) -> Iterator[Any]:
    """
    All values that sources give; acts have dates, and no records.
    """
    yield from (candidate.value for candidate in found.candidates)
    yield from (claim.value for claim in found.set_aside)


def part_called(curated: Curated, subject: str, part: str) -> tuple[str, str]:
    """
    What a part of a record is called: an act by its role and year.

    An appointment has a name, and a stop that of its city; else it is the id.
    """
    part = part.rpartition("#")[2]
    kind, _, id = subject.partition("/")
    if kind == "partnerships":
        return _act_called(curated, id, part)
    row = curated.things[kind][id]
    found = next(each for each in (*row.stops, *row.appointments) if each.id == part)
    if found.name:
        return found.name["de"], found.name["en"]
    cities = every(curated, f"{subject}#{part}", "city")
    if not cities and part in curated.cities:
        cities = (f"cities/{part}",)
    names = [called(curated, *city.split("/", 1)) for city in cities]
    de, en = (listed([name[n] for name in names], LANGUAGES[n]) for n in (0, 1))
    return de or part, en or part


def _act_called(curated: Curated, id: str, part: str) -> tuple[str, str]:
    """
    An act by its role and year; by its id, too, if there are two of these.
    """
    row = curated.partnerships[id]
    names = {
        act.id: act_called(
            act.role, accepted(curated, f"partnerships/{id}#{act.id}", "date")
        )
        for act in (*row.acts, *row.predecessors)
    }
    de, en = names[part]
    if [*names.values()].count((de, en)) > 1:
        return f"{de} ({part})", f"{en} ({part})"
    return de, en


def called(curated: Curated, kind: str, id: str) -> tuple[str, str]:
    """
    What a record is called, in German and in English.
    """
    if kind == "partnerships":
        return _partnership_called(curated, curated.partnerships[id])
    if kind == "cities":
        city = curated.cities[id]
        return city.name_de, city.name
    if kind == "sources":
        title = curated.sources[id].title
        return title, title
    name = (
        curated.parties[id].name if kind == "parties" else curated.things[kind][id].name
    )
    return name["de"], name["en"]


def _partnership_called(curated: Curated, row: PartnershipRow) -> tuple[str, str]:
    """
    By its city; that of a borough also by the borough.
    """
    city = curated.cities[row.city]
    if row.level != "borough":
        return city.name_de, city.name
    party = curated.parties[row.party].name
    return f"{city.name_de} ({party['de']})", f"{city.name} ({party['en']})"


# Which claims decide ------------------------------------------------------------------


def _resolved(
    curated: Curated, about: str, property: str, policy: Policy
) -> Resolution:
    full = _full_id(curated, about, property)
    _check_property(curated, full, property)
    start = _start_of(curated, full, property)
    if start is not None:
        subject, founding = start
        whole = weigh(
            claims_about(curated, subject, "since"),
            about=subject,
            property="since",
            policy=policy,
            prefer=founding,
        )
        return whole if property == "since" else _of_act(whole, full, founding)
    many = curated.properties[property].many
    found = weigh(
        claims_about(curated, full, property),
        about=full,
        property=property,
        # Where several values may be right, no rule is to choose among them.
        policy=attrs.evolve(policy, rules=()) if many else policy,
    )
    return _several(found) if many else found


def _several(found: Resolution) -> Resolution:
    """
    A property that may have several values: no two of them are a conflict.
    """
    if len(found.candidates) < 2:  # noqa: PLR2004  # one value, or none
        return found
    values = tuple(sorted((c.value for c in found.candidates), key=str))
    return attrs.evolve(
        found,
        outcome="compatible",
        value=values,
    )


def _of_act(whole: Resolution, full: str, founding: str) -> Resolution:
    """
    What the resolution of a start says of one of its acts.
    """
    act = full.partition("/")[2]
    told = dict(whole.by_act) if whole.by_act else {founding: whole}
    nothing = Resolution(about=act, property="date", outcome="no-claim")
    return attrs.evolve(told.get(act, nothing), about=full, property="date")


def _full_id(curated: Curated, about: str, property: str) -> str:
    """
    *about* with its kind; a part of it must be one of the record's.
    """
    full = curated.full_id(about, property)
    subject, mark, part = full.partition("#")
    if mark:
        parts = curated.parts(subject)
        if part not in parts:
            raise UnknownNameError(
                full, "part of a record", [f"{subject}#{id}" for id in parts]
            )
    return full


def _check_property(curated: Curated, full: str, property: str) -> None:
    row = curated.properties.get(property)
    subject, mark, part = full.partition("#")
    kind = curated.parts(subject)[part] if mark else full.partition("/")[0]
    if row is None or kind not in row.kinds:
        possible = [id for id, row in curated.properties.items() if kind in row.kinds]
        raise UnknownPropertyError(property, full, offered(property, possible))


def _start_of(curated: Curated, full: str, property: str) -> tuple[str, str] | None:
    """
    The partnership whose start this is about, and its founding act.
    """
    kind, _, rest = full.partition("/")
    id, _, part = rest.partition("#")
    if kind != "partnerships":
        return None
    row = curated.partnerships[id]
    founding = next((f"{id}#{a.id}" for a in row.acts if a.role == "founding"), "")
    is_start = any(a.id == part and a.role in _STARTS for a in row.acts)
    if (property == "since" and not part) or (property == "date" and is_start):
        return f"partnerships/{id}", founding
    return None


def claims_about(curated: Curated, full: str, property: str) -> list[Claim]:
    """
    The claims that decide a property of *full*.

    Raises nothing: a subject without statements has no claims.
    """
    subject, _, part = full.partition("#")
    said = curated.by_subject.get(subject, ())
    if property == "since":
        return [*_start_claims(curated, subject, said)]
    stated = [s for s in said if s.about == full and s.property == property]
    if property in _OF_A_DAY:
        return [*_latest_claims(curated, stated)]
    # What is said of different years is right of each: one act each.
    by_time = property in _OF_A_TIME
    claims = [
        _claim(curated, s, act=str(s.holds) if by_time and s.holds else None)
        for s in stated
    ]
    if property == "date" and part:
        claims += _bounds(curated, subject, part, said)
    return claims


def _claim(
    curated: Curated,
    statement: Statement,
    *,
    value: Any = None,
    act: str | None = None,
    set_aside: str = "",
) -> Claim:
    source = curated.sources[statement.source]
    judgement = curated.judgement(statement)
    return Claim(
        id=statement.id,
        value=statement.value if value is None else value,
        source=source.id,
        cls=curated.source_class(source.id),
        witness=curated.witness[source.id],
        document=source.same_document,
        published=source.published,
        rank=judgement.rank if judgement else "normal",
        act=act,
        set_aside=set_aside or _why_not(statement),
    )


def _why_not(statement: Statement) -> str:
    """
    Why a statement decides nothing; an empty text if it may.
    """
    if statement.mode == "denied" and statement.value is False:
        return ""  # "it did not take place" is what the source states
    if statement.mode in _SET_ASIDE:
        return statement.mode
    return "low-certainty" if statement.certainty == "low" else ""


def _start_claims(
    curated: Curated, subject: str, said: Iterable[Statement]
) -> Iterator[Claim]:
    """
    Starts that name no act, and the dates of the acts that may be the start.
    """
    id = subject.partition("/")[2]
    acts = {f"{subject}#{a.id}": a for a in curated.partnerships[id].acts}
    for statement in said:
        act = acts.get(statement.about)
        if statement.property == "since":
            yield _claim(curated, statement)
        elif statement.property == "date" and act and act.role in _STARTS:
            yield _claim(curated, statement, act=f"{id}#{act.id}")


def _latest_claims(curated: Curated, said: Iterable[Statement]) -> Iterator[Claim]:
    """
    What was said of the latest day; what held on an earlier one is another matter.
    """
    dated = [(s, _as_of(curated, s)) for s in said]
    # A forecast is no news: what decides nothing does not make others outdated.
    latest = max(
        (d.sort_key[0] for s, d in dated if d is not None and not _why_not(s)),
        default=date.min,
    )
    for statement, as_of in dated:
        if as_of is None:
            yield _claim(curated, statement, set_aside="undated")
        else:
            earlier = as_of.sort_key[1] < latest
            yield _claim(curated, statement, set_aside="earlier" if earlier else "")


def _as_of(curated: Curated, statement: Statement) -> PartialDate | None:
    return statement.as_of or curated.sources[statement.source].as_of


def _bounds(
    curated: Curated, subject: str, part: str, said: Iterable[Statement]
) -> Iterator[Claim]:
    """
    Dated statuses as bounds on the one act that changed the status.

    Who says on a day that a partnership is active says that the suspension came
    later; who says that it rests, that it had come.
    """
    acts = curated.partnerships[subject.partition("/")[2]].acts
    changes = [a for a in acts if a.role in _CHANGES]
    if [a.id for a in changes] != [part]:
        return
    for statement in said:
        as_of = _as_of(curated, statement)
        if statement.property != "status" or as_of is None:
            continue
        bound = _bound(statement.value, as_of, changes[0])
        if bound is not None:
            yield _claim(curated, statement, value=bound)


def _bound(status: str, as_of: PartialDate, change: ActRow) -> PartialDate | None:
    if status in (_CHANGES[change.role], "ended"):
        return PartialDate.between(None, as_of.upper) if as_of.upper else None
    after = day_after(as_of.lower) if as_of.lower else None
    return PartialDate.between(after, None) if after else None


def accepted(curated: Curated, full: str, property: str) -> Any:
    """
    The accepted value, or None.
    """
    return _answer(curated, full, property).value


def planned(curated: Curated, full: str, property: str) -> Any:
    """
    The accepted value; if nobody reports one, the one that is announced.
    """
    found = _answer(curated, full, property)
    if found.candidates or not found.set_aside:
        return found.value
    announced = [
        attrs.evolve(claim, set_aside="")
        for claim in claims_about(curated, full, property)
        if claim.set_aside == "announced"
    ]
    return weigh(announced, about=full, property=property).value


def every(curated: Curated, full: str, property: str) -> tuple[Any, ...]:
    """
    All values of a property that may have several, each once, in order.

    What is only announced is among them; what is denied, is an opinion, or is of
    low certainty is not.
    """
    said = curated.by_subject.get(full.partition("#")[0], ())
    found = {
        s.value
        for s in said
        if s.about == full
        and s.property == property
        and _why_not(s) in ("", "announced")
    }
    return tuple(sorted(found))


def wordings(curated: Curated, full: str, property: str) -> tuple[str, ...]:
    """
    All values of a property, as printed, each once.
    """
    said = curated.by_subject.get(full.partition("#")[0], ())
    return tuple(
        dict.fromkeys(
            str(s.value) for s in said if s.about == full and s.property == property
        )
    )
