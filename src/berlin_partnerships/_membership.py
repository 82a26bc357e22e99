"""
The partnerships as a timeline: who is a partner on which day, by which definition.

Floor 4: imports the timeline and the partnerships.
"""

from __future__ import annotations

import warnings
import weakref

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from ._dates import PartialDate, as_date
from ._language import in_language
from ._names import fold, similar
from ._partnerships import CRITERIA, STATUSES, Partnership
from ._reading import Mention
from ._text import Result, said_span
from ._timeline import Definition, Facet, Spell, Timeline, spans
from .exceptions import (
    AmbiguousNameError,
    BeyondKnownWarning,
    UnknownNameError,
    offer,
)


if TYPE_CHECKING:
    from ._dataset import Dataset

__all__ = [
    "FACETS",
    "Definition",
    "Interval",
    "Members",
    "certain_partners",
    "definition_of",
    "definitions_of",
    "intervals",
    "members",
    "mention_of",
    "timeline_of",
    "warn_beyond",
    "widened",
]

# In what definitions may differ. No reading may drop a core value. The acts
# carry the criterion: whoever counts the opening act counts by the first act.
FACETS = (
    Facet(
        name="statuses",
        cause="status",
        values=frozenset(STATUSES),
        core={"active"},
    ),
    Facet(
        name="acts",
        cause="scope",
        values={"founding", "opening"},
        core={"founding"},
    ),
    Facet(
        name="levels",
        cause="scope",
        values={"state", "borough", "predecessor", "project"},
        core={"state"},
    ),
)
LEVELS = ("state", "borough")
# The statuses that every source we know counts.
USUAL = ("active", "resting")


def _one_of(value: str, known: Iterable[str], what: str) -> str:
    options = tuple(known)
    if value not in options:
        near = offer(similar(str(value), options, most=1))
        msg = f"{what} must be one of {', '.join(options)}, not {value!r}{near}"
        raise ValueError(msg)
    return value


def definition_of(
    definition: str | Definition, level: str, statuses: Iterable[str]
) -> Definition:
    """
    The definition that a call describes.

    Raises:
        ValueError: If a word is not one of the known ones.
    """
    if isinstance(definition, Definition):
        return definition
    if isinstance(statuses, str):
        msg = f"statuses must be several texts, not the one text {statuses!r}"
        raise TypeError(msg)
    chosen = [_one_of(status, STATUSES, "a status") for status in statuses]
    acts = {"founding-agreement": {"founding"}, "first-act": {"founding", "opening"}}
    return Definition(
        definition,
        {
            "statuses": chosen,
            "acts": acts[_one_of(definition, CRITERIA, "definition")],
            "levels": {_one_of(level, LEVELS, "level")},
        },
    )


def definitions_of(base: Definition) -> tuple[Definition, ...]:
    """
    *base* and all that differ from it in one value.
    """
    return base.catalogue(FACETS)


# Names as entities --------------------------------------------------------------------


def mention_of(dataset: Dataset, text: str, source: str | None) -> Mention:
    """
    Who is meant by a name in a source's list.

    Inside its source a slip (`as-printed`) is understood; elsewhere it may be
    another town's name.
    """
    try:
        city: str | None = dataset.city(text).id
    except AmbiguousNameError as error:
        return Mention(text=text, entity=None, candidates=error.candidates)
    except (UnknownNameError, ValueError):
        city = dataset.as_printed.get((source or "", fold(text)))
    entity = None if city is None else dataset.stands_for.get(city, city)
    return Mention(text=text, entity=entity)


# Partnerships as spells -------------------------------------------------------------


def _spells(partnership: Partnership) -> Iterator[Spell]:
    """
    The times in which a partnership has one status, and those before it.
    """
    id = partnership.city_id if partnership.level == "state" else partnership.id
    opening, founding = (
        _act_date(partnership, role) for role in ("opening", "founding")
    )
    if opening is not None:
        facets = {"statuses": "active", "acts": "opening", "levels": partnership.level}
        yield Spell(
            entity=id, facets=facets, start=opening, end=founding, label="first-act"
        )
    for period in partnership.periods:
        facets = {"statuses": period.status, "levels": partnership.level}
        if period.status != "announced":
            facets["acts"] = "founding"
        yield Spell(
            entity=id,
            facets=facets,
            start=period.start,
            end=period.end,
            label=_LABELS[period.status],
        )
    if partnership.predecessors:
        facets = {"statuses": "active", "levels": "predecessor", "acts": "founding"}
        began = partnership.predecessors[0].date
        yield Spell(
            entity=id, facets=facets, start=began, end=UNITY, label="predecessor"
        )


_LABELS = {
    "announced": "announcement",
    "active": "founding",
    "resting": "suspension",
    "dormant": "dormancy",
    "ended": "termination",
}
# East Berlin's agreements ended with East Berlin.
UNITY = PartialDate.parse("1990-10-03")


def _act_date(partnership: Partnership, role: str) -> PartialDate | None:
    return next((a.date for a in partnership.acts if a.role == role), None)


def _projects(dataset: Dataset) -> Iterator[Spell]:
    """
    Cities that sources list for projects: known to be such by the lists' days.
    """
    first: dict[str, PartialDate] = {}
    for statement in dataset.statements(property="partners"):
        if statement.relation == "partnership":
            continue
        when = statement.as_of or dataset.sources[statement.source].as_of
        for name in statement.value:
            city = mention_of(dataset, name, statement.source).entity
            if city is None or when is None or when.upper is None:
                continue
            if city not in first or when.sort_key[1] < first[city].sort_key[1]:
                first[city] = when
    facets = {"statuses": "active", "acts": "founding", "levels": "project"}
    for city, when in first.items():
        by = PartialDate.between(None, when.upper)
        yield Spell(entity=city, facets=facets, start=by, label="project")


_narrow: weakref.WeakKeyDictionary[Dataset, Timeline] = weakref.WeakKeyDictionary()
_wide: weakref.WeakKeyDictionary[Dataset, Timeline] = weakref.WeakKeyDictionary()


def timeline_of(dataset: Dataset) -> Timeline:
    """
    The timeline of all partnerships in a data set; made once.
    """
    if dataset not in _narrow:
        held = [s for p in dataset.partnerships.values() for s in _spells(p)]
        _narrow[dataset] = Timeline(held)
    return _narrow[dataset]


def widened(dataset: Dataset) -> Timeline:
    """
    The timeline with the project cities, which only sources' lists tell of.
    """
    if dataset not in _wide:
        known = timeline_of(dataset).spells
        _wide[dataset] = Timeline([*known, *_projects(dataset)])
    return _wide[dataset]


# Answers ----------------------------------------------------------------------------


def warn_beyond(dataset: Dataset, on: date, stacklevel: int = 4) -> None:
    """
    Warn if *on* is after the last day that the data speak about.
    """
    if on > dataset.known_until:
        warnings.warn(
            f"{on} is after {dataset.known_until}, up to which sources were read",
            BeyondKnownWarning,
            stacklevel=stacklevel,  # by default the line that called `partners`
        )


def _order(partnership: Partnership, criterion: str) -> tuple[tuple[date, date], str]:
    since = partnership.since_by(criterion)
    return (since.sort_key if since else (date.max, date.max), partnership.id)


def _criterion(definition: Definition) -> str:
    acts = dict(definition.facets).get("acts", frozenset())
    return "first-act" if "opening" in acts else "founding-agreement"


def _ever(dataset: Dataset, definition: Definition) -> list[str]:
    """
    Who was ever a partner: whatever was only announced never was.
    """
    levels = dict(definition.facets).get("levels", LEVELS)
    criterion = _criterion(definition)
    return [
        p.id
        for p in dataset.partnerships.values()
        if p.level in levels and p.start_act(criterion) is not None
    ]


def _last(partnership: Partnership) -> str | None:
    """
    The status after the last change that is known.
    """
    return partnership.periods[-1].status if partnership.periods else None


def _records(
    dataset: Dataset, entities: Iterable[str], definition: Definition
) -> tuple[Partnership, ...]:
    found = [dataset.partnerships[id] for id in entities]
    return tuple(sorted(found, key=lambda p: _order(p, _criterion(definition))))


def certain_partners(
    dataset: Dataset,
    on: date | None,
    level: str,
    statuses: Iterable[str] | None,
    definition: str | Definition,
) -> tuple[Partnership, ...]:
    """
    Who certainly is a partner on a day; every one ever held without a day.

    With *statuses* and without a day: those that have one of these at the end.
    """
    asked = statuses if statuses is None or isinstance(statuses, str) else [*statuses]
    chosen = definition_of(definition, level, USUAL if asked is None else asked)
    if on is None:
        held = _records(dataset, _ever(dataset, chosen), chosen)
        return held if asked is None else tuple(p for p in held if _last(p) in {*asked})
    day = as_date(on)
    warn_beyond(dataset, day)
    certain, _ = timeline_of(dataset).members(chosen, day)
    return _records(dataset, certain, chosen)


_AS_IDS = {"json": tuple[str, ...]}


@attrs.frozen(kw_only=True)
class Members(Result):
    """
    The partners on a day.

    Attributes:
        on: The day.

        definition: Id of the definition.

        certain: Who certainly is one.

        possible: Who may be one, the certain ones included.

        beyond: Whether the day is after the last one that sources speak of.

        statuses: The statuses that were counted.
    """

    on: date
    definition: str
    certain: tuple[Partnership, ...] = attrs.field(metadata=_AS_IDS)
    possible: tuple[Partnership, ...] = attrs.field(metadata=_AS_IDS)
    beyond: bool
    statuses: tuple[str, ...] = USUAL

    @property
    def count(self) -> int | tuple[int, int]:
        """
        How many; two bounds if dates leave it open.
        """
        low, high = len(self.certain), len(self.possible)
        return low if low == high else (low, high)

    def explain(self, language: str = "en") -> str:
        """
        The number, the names, and what is uncertain.
        """
        from ._sentences import explain_members  # noqa: PLC0415  # only for people

        return explain_members(self, language)

    def to_dict(self) -> dict[str, Any]:
        """
        The answer as JSON-ready values; partnerships as ids.
        """
        return {
            "on": self.on.isoformat(),
            "definition": self.definition,
            "certain": [p.id for p in self.certain],
            "possible": [p.id for p in self.possible],
            "beyond": self.beyond,
            "statuses": [*self.statuses],
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Members:
        """
        The answer again; the partnerships are those of the default data set.

        Raises:
            DataError: If it is something else, with the first field that is wrong.

            UnknownNameError: If the default data set has no such partnership.
        """
        from . import load  # noqa: PLC0415  # only here
        from ._convert import revived  # noqa: PLC0415  # brings cattrs

        held = load().partnerships
        plain = revived(values, _Plain, cls.__name__)
        return cls(
            on=plain.on,
            definition=plain.definition,
            certain=tuple(held[id] for id in plain.certain),
            possible=tuple(held[id] for id in plain.possible),
            beyond=plain.beyond,
            statuses=plain.statuses,
        )


@attrs.frozen(kw_only=True)
class _Plain:
    """
    What :meth:`Members.to_dict` gives.
    """

    on: date
    definition: str
    certain: tuple[str, ...]
    possible: tuple[str, ...]
    beyond: bool
    statuses: tuple[str, ...]


def members(
    dataset: Dataset,
    on: date,
    level: str,
    statuses: Iterable[str],
    definition: str | Definition,
) -> Members:
    """
    Who is a partner on a day, certainly and possibly.
    """
    chosen = definition_of(definition, level, statuses)
    day = as_date(on)
    certain, possible = timeline_of(dataset).members(chosen, day)
    return Members(
        on=day,
        definition=chosen.id,
        certain=_records(dataset, certain, chosen),
        possible=_records(dataset, possible, chosen),
        beyond=day > dataset.known_until,
        statuses=tuple(sorted(dict(chosen.facets).get("statuses", USUAL))),
    )


@attrs.frozen(kw_only=True)
class Interval(Result):
    """
    A span of days in which the number of partners does not change.

    Attributes:
        start: The first day; None if unbounded.

        end: The first day after; None if it lasts.

        count: How many partners; two bounds if dates leave it open.

        added: Ids of those that joined on the first day, certainly or possibly.

        removed: Ids of those that certainly are none from the first day on.
    """

    start: date | None
    end: date | None
    count: int | tuple[int, int]
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def explain(self, language: str = "en") -> str:
        """
        The number and the time.
        """
        when = said_span(self.start, self.end, language)
        count = self.count
        many = str(count) if isinstance(count, int) else f"{count[0]}–{count[1]}"
        de, en = ("Partnerschaft", "partnership") if count == 1 else _SEVERAL
        return in_language(language, f"{many} {de} {when}.", f"{many} {en} {when}.")


_SEVERAL = ("Partnerschaften", "partnerships")


def intervals(
    dataset: Dataset,
    level: str,
    statuses: Iterable[str],
    definition: str | Definition,
) -> tuple[Interval, ...]:
    """
    The whole line under a definition, without the time before the first.
    """
    chosen = definition_of(definition, level, statuses)
    view = timeline_of(dataset).view(chosen)
    found: list[Interval] = []
    before: frozenset[str] = frozenset()
    for position, point in enumerate(view.points):
        start, end = view.pair(position)
        _, possible = view.members(point)
        low, high = view.certain[position], view.possible[position]
        if high == 0 and not found:
            continue
        (span,) = spans([(start, end)])
        found.append(
            Interval(
                start=span.start,
                end=span.end,
                count=low if low == high else (low, high),
                added=tuple(sorted(possible - before)),
                removed=tuple(sorted(before - possible)),
            )
        )
        before = possible
    return tuple(found)
