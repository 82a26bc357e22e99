"""
Which value to use where sources differ, by which rule, and what was set aside.

General: what a value is, how close a source is, who copied from whom, are the
caller's. No scores: the rules are few, ordered and named, and a reader can
repeat every decision with a pencil. Where no rule decides, the outcome is
``unresolved``; a majority of one is no reason.

Floor 2: imports the dates, the policy, and what a resolution is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

from ._dates import Ordinals, PartialDate, Period, common
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
_rank = attrgetter("rank")

# Some of the values, as a number with a bit for each: sets are compared a lot.
Places = int
# The claims of each value by its place: many say the same, and how values go together
# is worked out once for each.
Told = dict[Places, list[Claim]]
# Values that can all be right: those of the second, if what is asked about has one of
# the first.
Point = tuple[Places, Places]
# A candidate: the ids of its claims, their sources, its value, the places of the values
# that agree on it, and the claims.
Group = tuple[list[str], dict[str, None], Any, Places, list[Claim]]
_ids = itemgetter(0)
_places = itemgetter(3)


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


def _points(
    values: list[Any], tolerance: int, parents: Mapping[str, str]
) -> set[Point]:
    """
    Which values can all be right, whoever tells them; none if each stands by itself.
    """
    if len(values) <= 1:
        return set()
    kinds = set(map(type, values))
    points: set[Point] = set()
    if PartialDate in kinds:
        points = _date_points(values, tolerance)
    if parents or Period in kinds:
        points |= _wider_words(values, parents)
    elif points and len(kinds) > 1:  # dates, and what stands by itself
        points |= {(1 << i, 1 << i) for i in range(len(values))}
    return points


def _date_points(values: list[Any], tolerance: int) -> set[Point]:
    """
    Which dates allow a day: those for which it is right as it stands, and all.

    As days go by, dates begin and end. Whenever one ends after others have begun, as
    many are open as can be right together. Vague ones are open a tolerance longer.
    """
    turns = []
    for i, value in enumerate(values):
        if type(value) is not PartialDate:
            continue
        exact = wide = 1 << i
        if tolerance and (value.approximate or value.uncertain):
            for first, last in _widened(value.ordinals, tolerance):
                turns.append((first, True, 0, wide))
                turns.append((last + 1, False, 0, wide))
            wide = 0
        for first, last in value.ordinals:
            turns.append((first, True, exact, wide))
            turns.append((last + 1, False, exact, wide))  # before what begins then
    found = set()
    exactly = widely = 0
    begun = False
    for _, begins, exact, wide in sorted(turns):
        if begun and not begins:
            found.add((exactly, widely))
        begun = begins
        exactly ^= exact
        widely ^= wide
    return found


def _widened(days: Ordinals, slack: int) -> Ordinals:
    """
    The days with so many before and after, as few spans as that makes.
    """
    found: list[tuple[int, int]] = []
    for first, last in days:
        begins, ends = first - slack, last + slack
        if found and begins <= found[-1][1]:
            begins, _ = found.pop()
        found.append((begins, ends))
    return tuple(found)


def _wider_words(values: list[Any], parents: Mapping[str, str]) -> set[Point]:
    """
    Each value, and which of them it is a finer word for, itself included.
    """
    place = {value: 1 << i for i, value in enumerate(values)}
    return {
        (place[value], sum([place[other] for other in wider if other in place]))
        for value, wider in [(v, _wider(v, values, parents)) for v in values]
    }


def _right_with(place: Places, points: set[Point]) -> Places:
    """
    A value, and all that can be right together with it.
    """
    found = place
    for own, right in points:
        if right & place:
            found |= right if own & place else own
    return found


def _largest(told: Places, points: set[Point]) -> Iterable[Places]:
    """
    The largest sets of those that are told that can all be right.
    """
    found = set()
    for own, right in points:
        if own & told:
            found.add(right & told)
    if sum(found) == told:  # none stands in two sets
        return found
    largest = []
    for places in found:
        for others in found:
            if places & others == places != others:
                break
        else:
            largest.append(places)
    return largest


def _candidates(
    told: Told, points: set[Point], parents: Mapping[str, str]
) -> list[Group]:
    """
    The largest sets of claims that can all be right, each with its value.
    """
    groups = []
    if points:
        for places in _largest(sum(told), points):
            values, agreed = [], []
            for place, claims in told.items():
                if place & places:
                    values.append(claims[0].value)
                    agreed += claims
            agreed.sort(key=_id)
            value = values[0] if len(values) == 1 else _common(values, parents)
            groups.append(_group(value, places, agreed))
    else:
        for place, claims in told.items():
            claims.sort(key=_id)
            groups.append(_group(claims[0].value, place, claims))
    groups.sort(key=_ids)
    return groups


def _group(value: Any, places: Places, claims: list[Claim]) -> Group:
    ids: list[str] = []
    sources: dict[str, None] = {}
    for claim in claims:
        ids.append(claim.id)
        sources[claim.source] = None
    return ids, sources, value, places, claims


def _common(values: list[Any], parents: Mapping[str, str]) -> Any:
    """
    The value of claims that can all be right: the finest that they allow.

    Of dates it is what all allow, or, if they only nearly agree, the finest, and of
    those that are as fine the earliest.
    """
    if isinstance(values[0], PartialDate):
        return common(values) or min(values, key=_vagueness)
    return max(values, key=lambda value: _depth(value, parents))


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


def _depth(value: Any, parents: Mapping[str, str]) -> tuple[int, str]:
    if isinstance(value, Period):
        return -value.days, said(value)
    return len(_wider(value, (), parents)), said(value)


# The rules --------------------------------------------------------------------------


def _by_rank(groups: list[list[Claim]], _: Policy) -> list[bool]:
    return ["preferred" in map(_rank, own) for own in groups]


def _by_class(groups: list[list[Claim]], policy: Policy) -> list[bool]:
    told = []
    known: set[str] = set()
    for own in groups:
        classes = set()
        for claim in own:
            classes.add(claim.cls)
        told.append(classes)
        known |= classes
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


def _own(groups: list[Group], told: Told) -> list[list[Claim]]:
    """
    The claims of each candidate without those that fit all candidates.

    A year in which all the disputed days lie supports none of them. Something is
    left of each, or it would be a part of the others.
    """
    shared = groups[0][3]
    for _, _, _, places, _ in groups:
        shared &= places
    if not shared:
        return [claims for _, _, _, _, claims in groups]
    found = []
    for _, _, _, places, _ in groups:
        own: list[Claim] = []
        for place, claims in told.items():
            if place & places & ~shared:
                own += claims
        found.append(own)
    return found


def _decide(
    groups: list[Group], told: Told, policy: Policy
) -> tuple[list[Group], list[Step]]:
    trace: list[Step] = []
    own: list[list[Claim]] = []
    for rule in policy.rules:
        if len(groups) <= 1:
            break
        own = own or _own(groups, told)
        keep = _RULES[rule](own, policy)
        if True in keep and False in keep:
            groups, step = _parted(groups, keep, rule)
            trace.append(step)
            own = []
    return groups, trace


def _parted(
    groups: list[Group], keep: list[bool], rule: str
) -> tuple[list[Group], Step]:
    """
    The candidates that a rule keeps, and the step that tells of it.
    """
    left = []
    kept, dropped = [], []
    for group, good in zip(groups, keep, strict=True):
        value = said(group[2])
        if good:
            left.append(group)
            kept.append(value)
        else:
            dropped.append(value)
    return left, Step(rule, tuple(kept), tuple(dropped))


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
    acts, values, aside = _told(ordered)
    type = type_of(ordered[0].value) if ordered else "plain"
    wider = parents or {}
    points = _points(values, policy.tolerance_days, wider)
    unclear = acts.pop(None, {})
    if prefer:
        acts.setdefault(prefer, {})
    if len(acts) <= 1:
        told = next(iter(acts.values()), {})
        for place, alike in unclear.items():
            _add(told, place, alike)
        groups = _candidates(told, points, wider)
        return _weighed(groups, told, about, property, policy, type, tuple(aside))
    unfit = _place(unclear, acts, points, prefer)
    known = []
    for act, told in sorted(acts.items()):
        if told:
            groups = _candidates(told, points, wider)
            known.append((act, _weighed(groups, told, act, property, policy, type)))
    if unfit:
        aside = sorted(aside + unfit, key=_claim)
    return Resolution(
        about,
        property,
        # A single act of which something is said is then not the preferred one.
        "by-definition" if len(known) > 1 else "no-claim",
        dict(known)[prefer].value if prefer and acts[prefer] else None,
        None,  # rules decide within an act, not between them
        (),  # candidates and
        (),  # steps stand with each act
        tuple(aside),
        tuple(known),
        _named(policy),
        type,
    )


def _told(
    claims: list[Claim],
) -> tuple[dict[Any, Told], list[Any], list[SetAside]]:
    """
    What is told of each act, and of none in particular (None); all values; the rest.
    """
    acts: dict[Any, Told] = {}
    values: list[Any] = []
    aside = []
    # Dates stand here by their texts, which Python hashes ten times as fast, and all
    # else in a tuple, lest a word be taken for a date.
    places: dict[Any, Places] = {}
    unused = 1
    for claim in claims:
        value = claim.value
        if claim.set_aside or claim.rank == "deprecated":
            reason = "deprecated" if claim.rank == "deprecated" else claim.set_aside
            aside.append(SetAside(claim.id, claim.source, value, reason))
            continue
        said_as = value.text if type(value) is PartialDate else (value,)
        place = places.setdefault(said_as, unused)
        if place == unused:
            values.append(value)
            unused += unused
        told = acts.get(claim.act)
        if told is None:
            told = acts[claim.act] = {}
        if place in told:
            told[place].append(claim)
        else:
            told[place] = [claim]
    return acts, values, aside


def _add(told: Told, place: Places, claims: list[Claim]) -> None:
    """
    Add a value that is told, or more claims that tell it.
    """
    if place in told:
        told[place] += claims
    else:
        told[place] = claims


def _place(
    unclear: Told, acts: dict[str, Told], points: set[Point], prefer: str | None
) -> list[SetAside]:
    """
    Add what names no act to the act that it fits, and tell what fits none or several.

    If none fits, the preferred one is meant.
    """
    named = {act: sum(told) for act, told in acts.items()}
    unfit = []
    for place, claims in unclear.items():
        right = _right_with(place, points)
        fits = []
        for act, told in named.items():
            if right & told:
                fits.append(act)
        if not fits and prefer:
            fits = [prefer]
        if len(fits) == 1:
            _add(acts[fits[0]], place, claims)
        else:
            reason = "fits-several" if fits else "fits-none"
            unfit += [SetAside(c.id, c.source, c.value, reason) for c in claims]
    return unfit


def _named(policy: Policy) -> str:
    return f"{policy.id}/{policy.version}"


def _weighed(
    groups: list[Group],
    told: Told,
    about: str,
    property: str,
    policy: Policy,
    type: str,
    set_aside: tuple[SetAside, ...] = (),
) -> Resolution:
    left, trace = _decide(groups, told, policy)
    value = left[0][2] if len(left) == 1 else None
    left_over = set(map(_places, left))
    if not groups:
        outcome = "no-claim"
    elif len(groups) == 1:
        outcome = "agree" if len(told) == 1 else "compatible"
    else:
        outcome = "resolved" if len(left) == 1 else "unresolved"
    by = trace[-1].rule if outcome == "resolved" else None
    candidates = []
    for ids, sources, allowed, places, _ in groups:
        kept = places in left_over
        candidates.append(Candidate(allowed, tuple(ids), tuple(sources), kept))
    return Resolution(
        about,
        property,
        outcome,
        value,
        by,
        tuple(candidates),
        tuple(trace),
        set_aside,
        (),  # of one act, or of none in particular
        _named(policy),
        type,
    )
