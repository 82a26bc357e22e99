"""
Which value to use where sources differ, by which rule, and what was set aside.

General: what a value is, how close a source is, who copied from whom, are the
caller's. No scores: the rules are few, ordered and named, and a reader can
repeat every decision with a pencil. Where no rule decides, the outcome is
``unresolved``; a majority of one is no reason.

Floor 2: imports the dates, the policy, and what a resolution is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import compress
from operator import attrgetter, not_
from typing import TYPE_CHECKING, Any

from ._dates import PartialDate, Period, common
from ._policy import DEFAULT, Policy
from ._resolution import (
    Candidate,
    Claim,
    Resolution,
    SetAside,
    Step,
    said,
    type_of,
)


if TYPE_CHECKING:
    from datetime import date

__all__ = ["resolve", "witnesses"]

_id = attrgetter("id")
_claim = attrgetter("claim")

# Claims by what they say: many say the same, and each value is looked at once.
# Dates stand there by their texts, which Python hashes ten times as fast, and all
# else in a tuple, lest a word be taken for a date.
Told = dict[Any, list[Claim]]
Group = tuple[Any, list[Claim]]
# Some of the values, as a number with a bit for each: subsets are asked for a lot.
Places = int


# Who is independent of whom ---------------------------------------------------------


def witnesses(links: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """
    For each source the witness it belongs to: connected ones are one.

    Args:
        links: Source → what it copies. A source that names itself, or a circle,
            does no harm.

    >>> witnesses({"mirror": ["wiki"], "blog": ["wiki"], "press": []})["blog"]
    'blog'
    >>> witnesses({"mirror": ["wiki"], "blog": ["wiki"]})["mirror"]
    'blog'
    """
    root: dict[str, str] = {}

    def find(id: str) -> str:
        while root.setdefault(id, id) != id:
            id = root[id]
        return id

    for id, origins in sorted(links.items()):
        for origin in (id, *origins):
            a, b = sorted((find(id), find(origin)))
            root[b] = a
    return {id: find(id) for id in root}


# Values that agree ------------------------------------------------------------------
#
# All values of all records are weighed, so this is written for speed: in Python, plain
# loops over the few values that differ take half as long as comprehensions.


def _candidates(told: Told, tolerance: int, parents: Mapping[str, str]) -> list[Group]:
    """
    The largest sets of claims that can all be right, each with its value.
    """
    each = [(claims[0].value, claims) for claims in told.values()]
    if len(each) == 1:
        return each
    values = [value for value, _ in each]
    kinds = set(map(type, values))
    if kinds == {PartialDate}:
        found = _date_points(values, tolerance)
    elif parents or Period in kinds:
        found = _wider_words(values, parents)
    else:  # each stands for itself
        return sorted(each, key=_ids)
    groups = []
    for places in _largest(found):
        own, agreed = [], []
        for i, (value, claims) in enumerate(each):
            if places >> i & 1:
                own.append(value)
                agreed += claims
        groups.append((_common(own, parents), sorted(agreed, key=_id)))
    return sorted(groups, key=_ids) if len(groups) > 1 else groups


def _ids(group: Group) -> list[str]:
    return [claim.id for claim in group[1]]


def _largest(found: set[Places]) -> Iterable[Places]:
    """
    Those that are no part of another one.
    """
    if len(found) == 1:
        return found
    largest = []
    for places in found:
        for others in found:
            if places & others == places != others:
                break
        else:
            largest.append(places)
    return largest


def _common(values: list[Any], parents: Mapping[str, str]) -> Any:
    """
    The value of claims that can all be right: the finest that they allow.
    """
    if len(values) == 1:
        return values[0]
    if isinstance(values[0], PartialDate):
        return _narrowest(values)
    return max(values, key=lambda value: _depth(value, parents))


def _date_points(values: Sequence[PartialDate], tolerance: int) -> set[Places]:
    """
    Which dates (their places) allow a day, for each day on which one begins.

    Dates that can all be right have a day in common, and then also one at which
    the days of one of them begin. For one of them it is right as it stands;
    vague ones may be off by the tolerance.
    """
    exact = _days(values, 0)
    wide = _days(values, tolerance) if tolerance else exact
    everywhere = (1 << len(values)) - 1
    found = set()
    for day, _, _ in [*exact, *wide] if tolerance else exact:
        if tolerance and not any(first <= day <= last for first, last, _ in exact):
            continue
        places = 0
        for first, last, place in wide:
            if first <= day <= last:
                places |= place
        if places == everywhere:
            return {places}
        found.add(places)
    return found


def _wider_words(values: Sequence[Any], parents: Mapping[str, str]) -> set[Places]:
    """
    Which values (their places) each of them is a finer word for, itself included.
    """
    place = {value: 1 << i for i, value in enumerate(values)}
    return {
        sum(place[wider] for wider in own if wider in place)
        for own in (_wider(value, values, parents) for value in values)
    }


def _days(
    values: Sequence[PartialDate], tolerance: int
) -> list[tuple[int, int, Places]]:
    """
    The days each date may be, as numbers: first, last, and the date's place.

    Wider by the tolerance if the date is vague.
    """
    found = []
    for i, value in enumerate(values):
        vague = tolerance and (value.approximate or value.uncertain)
        slack = tolerance if vague else 0
        for first, last in value.ordinals:
            found.append((first - slack, last + slack, 1 << i))
    return found


def _narrowest(values: list[PartialDate]) -> PartialDate:
    """
    What all the dates allow; the finest of them if they only nearly agree.

    Of two that are as fine it is the earlier.
    """
    return common(values) or min(values, key=_vagueness)


def _vagueness(value: PartialDate) -> tuple[bool, int, str]:
    first, last = value.sort_key
    vague = value.approximate or value.uncertain
    return vague, (last - first).days, value.text


def _wider(value: Any, others: Iterable[Any], parents: Mapping[str, str]) -> set[Any]:
    """
    *value*, the wider words for it, and those of *others* that are periods around it.
    """
    if isinstance(value, Period):
        periods = (other for other in others if isinstance(other, Period))
        return {value, *(period for period in periods if period.covers(value))}
    wider = {value}
    while isinstance(value, str) and parents.get(value) not in (None, *wider):
        value = parents[value]
        wider.add(value)
    return wider


def _is_a(value: Any, other: Any, parents: Mapping[str, str]) -> bool:
    """
    Whether *other* is *value*, a wider word for it, or a period around it.
    """
    return other in _wider(value, [other], parents)


def _depth(value: Any, parents: Mapping[str, str]) -> tuple[int, str]:
    if isinstance(value, Period):
        return -value.days, said(value)
    return len(_wider(value, (), parents)), said(value)


# The rules --------------------------------------------------------------------------


def _by_rank(groups: list[list[Claim]], _: Policy) -> list[bool]:
    return ["preferred" in [c.rank for c in own] for own in groups]


def _by_class(groups: list[list[Claim]], policy: Policy) -> list[bool]:
    told = [{c.cls for c in own} for own in groups]
    known = set().union(*told)
    for cls in policy.classes:
        if cls in known:
            return [cls in classes for classes in told]
    return [True for _ in groups]


def _by_corroboration(groups: list[list[Claim]], policy: Policy) -> list[bool]:
    counts = [len({c.witness or c.source for c in own}) for own in groups]
    first, second = sorted(counts, reverse=True)[:2]
    return [first - second >= policy.lead and count == first for count in counts]


def _by_recency(groups: list[list[Claim]], policy: Policy) -> list[bool]:
    newest: dict[str, date] = {}
    for claim in (c for own in groups for c in own):
        if claim.published is not None:
            document = _document(claim, policy)
            begins = claim.published.sort_key[0]
            newest[document] = max(begins, newest.get(document, begins))
    return [any(not _superseded(c, newest, policy) for c in own) for own in groups]


def _document(claim: Claim, policy: Policy) -> str:
    """
    What the editions that a claim is compared with have in common.
    """
    return "" if policy.any_document else claim.document


def _superseded(claim: Claim, newest: Mapping[str, date], policy: Policy) -> bool:
    document = _document(claim, policy)
    if claim.published is None or not (document or policy.any_document):
        return False
    return newest[document] > claim.published.sort_key[1]


_RULES: Mapping[str, Callable[[list[list[Claim]], Policy], list[bool]]] = {
    "rank": _by_rank,
    "class": _by_class,
    "corroboration": _by_corroboration,
    "recency": _by_recency,
}


def _own(groups: list[Group]) -> list[list[Claim]]:
    """
    The claims of each candidate without those that fit all candidates.

    A year in which all the disputed days lie supports none of them. Something is
    left of each, or it would be a part of the others.
    """
    shared = set.intersection(*[{c.id for c in claims} for _, claims in groups])
    return [[c for c in claims if c.id not in shared] for _, claims in groups]


def _decide(groups: list[Group], policy: Policy) -> tuple[list[Group], list[Step]]:
    trace: list[Step] = []
    own: list[list[Claim]] = []
    for rule in policy.rules:
        if len(groups) <= 1:
            break
        own = own or _own(groups)
        keep = _RULES[rule](own, policy)
        if any(keep) and not all(keep):
            kept = list(compress(groups, keep))
            dropped = list(compress(groups, map(not_, keep)))
            trace.append(Step(rule=rule, kept=_values(kept), dropped=_values(dropped)))
            groups, own = kept, []
    return groups, trace


def _values(groups: list[Group]) -> tuple[str, ...]:
    return tuple([said(value) for value, _ in groups])


# The whole --------------------------------------------------------------------------


def resolve(
    claims: Iterable[Claim],
    *,
    about: str = "",
    property: str = "",
    policy: Policy = DEFAULT,
    prefer: str | None = None,
    parents: Mapping[str, str] | None = None,
) -> Resolution:
    """
    Weigh claims about one property of one subject.

    Args:
        claims: What the sources say, in any order.

        about: The subject, for the result.

        property: The property, for the result.

        policy: The rules.

        prefer: The act whose value is *the* value if there are several; claims
            that fit no act are weighed with it.

        parents: For words: word → wider word.
    """
    ordered = sorted(claims, key=_id)
    by_act, aside = _by_act(ordered)
    unclear = by_act.pop(None, {})
    if prefer:
        by_act.setdefault(prefer, {})
    type = type_of(ordered[0].value) if ordered else "plain"
    wider = parents or {}
    if len(by_act) <= 1:
        told = next(iter(by_act.values()), {})
        _join(told, unclear)
        return _weighed(told, about, property, policy, wider, type, tuple(aside))
    placed, unfit = _placed(unclear, by_act, prefer, policy, wider)
    parts = {
        act: _weighed(told, act, property, policy, wider, type)
        for act, told in placed.items()
    }
    known = tuple([(act, part) for act, part in parts.items() if part.candidates])
    return Resolution(
        about=about,
        property=property,
        # A single act of which something is said is then not the preferred one.
        outcome="by-definition" if len(known) > 1 else "no-claim",
        value=parts[prefer].value if prefer else None,
        set_aside=tuple(sorted([*aside, *unfit], key=_claim)),
        by_act=known,
        policy=_named(policy),
        type=type,
    )


def _by_act(claims: list[Claim]) -> tuple[dict[Any, Told], list[SetAside]]:
    """
    What is told of each act, and of none in particular (None); and the rest.
    """
    found: dict[Any, Told] = defaultdict(partial(defaultdict, list))
    aside = []
    for claim in claims:
        if claim.set_aside or claim.rank == "deprecated":
            aside.append(_aside(claim, _reason(claim)))
        else:
            value = claim.value
            said_as = value.text if type(value) is PartialDate else (value,)
            found[claim.act][said_as].append(claim)
    return found, aside


def _reason(claim: Claim) -> str:
    return "deprecated" if claim.rank == "deprecated" else claim.set_aside


def _aside(claim: Claim, reason: str) -> SetAside:
    return SetAside(
        claim=claim.id, source=claim.source, value=claim.value, reason=reason
    )


def _placed(
    unclear: Told,
    by_act: Mapping[str, Told],
    prefer: str | None,
    policy: Policy,
    parents: Mapping[str, str],
) -> tuple[dict[str, Told], list[SetAside]]:
    """
    What is told of each act with what names none, and what fits none or several.

    Who names no act means the one that fits; if none does, the preferred one.
    """
    placed = {act: by_act[act] for act in sorted(by_act)}
    unfit = []
    fitting = []
    for said_as, claims in unclear.items():
        fits = [
            act
            for act, told in placed.items()
            if said_as in told or _fits(claims[0].value, told, policy, parents)
        ]
        if not fits and prefer:
            fits = [prefer]
        if len(fits) == 1:
            fitting.append((fits[0], {said_as: claims}))
        else:
            reason = "fits-several" if fits else "fits-none"
            unfit += [_aside(claim, reason) for claim in claims]
    for act, more in fitting:
        _join(placed[act], more)
    return placed, unfit


def _join(told: Told, more: Told) -> None:
    """
    Add more that is told: each value once, and its claims in order.
    """
    for said_as, claims in more.items():
        own = told.get(said_as)
        told[said_as] = sorted([*own, *claims], key=_id) if own else claims


def _fits(value: Any, told: Told, policy: Policy, parents: Mapping[str, str]) -> bool:
    """
    Whether it can be right together with something that is told.
    """
    for claims in told.values():
        other = claims[0].value
        if isinstance(value, PartialDate) and isinstance(other, PartialDate):
            if value.is_compatible(other, tolerance_days=policy.tolerance_days):
                return True
        elif _is_a(value, other, parents) or _is_a(other, value, parents):
            return True
    return False


def _named(policy: Policy) -> str:
    return f"{policy.id}/{policy.version}"


def _weighed(
    told: Told,
    about: str,
    property: str,
    policy: Policy,
    parents: Mapping[str, str],
    type: str,
    set_aside: tuple[SetAside, ...] = (),
) -> Resolution:
    groups = _candidates(told, policy.tolerance_days, parents)
    left, trace = _decide(groups, policy)
    kept = [id(claims) for _, claims in left]
    if not told:
        outcome = "no-claim"
    elif len(groups) == 1:
        outcome = "agree" if len(told) == 1 else "compatible"
    else:
        outcome = "resolved" if len(left) == 1 else "unresolved"
    return Resolution(
        about=about,
        property=property,
        outcome=outcome,
        value=left[0][0] if len(left) == 1 else None,
        by=trace[-1].rule if outcome == "resolved" else None,
        candidates=tuple(
            [
                Candidate(
                    value=value,
                    claims=tuple([c.id for c in claims]),
                    sources=tuple({c.source: None for c in claims}),
                    kept=id(claims) in kept,
                )
                for value, claims in groups
            ]
        ),
        trace=tuple(trace),
        set_aside=set_aside,
        policy=_named(policy),
        type=type,
    )
