"""
Which value to use where sources differ, by which rule, and what was set aside.

General: what a value is, how close a source is, who copied from whom, are the
caller's. No scores: the rules are few, ordered and named, and a reader can
repeat every decision with a pencil. Where no rule decides, the outcome is
``unresolved``; a majority of one is no reason.

Floor 2: imports the dates and the prose.
"""

from __future__ import annotations

import builtins

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any

import attrs

from ._dates import PartialDate, Period
from ._pickles import Pickled
from ._text import Result
from .exceptions import DataError


__all__ = [
    "OUTCOMES",
    "Candidate",
    "Claim",
    "Policy",
    "Resolution",
    "SetAside",
    "Step",
    "resolve",
    "witnesses",
]

OUTCOMES = (
    "no-claim",
    "agree",
    "compatible",
    "by-definition",
    "resolved",
    "unresolved",
)


@attrs.frozen(kw_only=True)
class Claim(Pickled):
    """
    One source's value, with all that the rules look at.

    Attributes:
        id: A key of the caller's, such as a statement's id.

        value: A partial date, a text, a number, or a tuple.

        source: Id of the source.

        cls: How close the source is: one of the policy's classes.

        witness: Sources of one witness (copies, editions of a document) are
            counted once; the source's own id if it copies nobody.

        document: What editions of one document share, or an empty string.

        published: When the source appeared, as far as known.

        rank: ``preferred``, ``normal`` or ``deprecated``.

        act: Which act the value is of, or None if the source does not say.

        set_aside: Why the claim decides nothing (``announced``, ``denied``,
            ``opinion``), or an empty string.
    """

    id: str
    value: Any
    source: str
    cls: str = "unknown"
    witness: str = ""
    document: str = ""
    published: PartialDate | None = None
    rank: str = "normal"
    act: str | None = None
    set_aside: str = ""


RULES = ("rank", "class", "corroboration", "recency")


def _check_rules(_: Policy, __: object, rules: tuple[str, ...]) -> None:
    for rule in rules:
        if rule not in RULES:
            msg = f"a rule must be one of {', '.join(RULES)}, not {rule!r}"
            raise ValueError(msg)


def _least(default: int) -> int:
    """
    A number that is not negative: a cost below nothing would reward errors.
    """
    return attrs.field(default=default, validator=attrs.validators.ge(0))


@attrs.frozen(kw_only=True)
class Policy(Pickled):
    """
    Rules in order, and the numbers they use.

    Attributes:
        id: Its name; stands in every result.

        version: Changes when an answer could.

        rules: Names of rules, first to last: ``rank`` (a curator's decision),
            ``class`` (closest to the deed), ``corroboration`` (independent
            witnesses), ``recency`` (the newer edition of the same document).

        classes: Classes of sources, closest first.

        lead: By how many independent witnesses one value must lead. Two: on
            public data sets with known answers, a lead of two was right in 94
            to 100 of 100 cases, a bare plurality in 73 to 88.

        any_document: Whether ``recency`` compares all documents, not only
            editions of the same.

        tolerance_days: How far an approximate date may be off.

        error: Cost of a name that is missing or too much in a list.

        facet: Cost of counting by another definition in one respect.

        stale: Cost of a source that speaks of an earlier day than its own.

        anticipated: Cost of a source that speaks of a later day than its own.

        assumed: Cost of an uncertain date that must fall the needed way.

        flip: Cost of joining or leaving, where only lists tell of it.
    """

    id: str = "default"
    version: str = "1"
    rules: tuple[str, ...] = attrs.field(default=RULES, validator=_check_rules)
    classes: tuple[str, ...] = (
        "primary",
        "official",
        "parliament",
        "press",
        "encyclopaedic",
        "aggregator",
        "unknown",
    )
    lead: int = _least(2)
    any_document: bool = False
    tolerance_days: int = _least(0)
    # A lag is likelier than another way of counting, that than a look into the
    # future, that than an error. One list that differs from those around it is
    # wrong (one error costs less than two flips), two independent ones are not.
    error: int = _least(20)
    facet: int = _least(10)
    stale: int = _least(8)
    anticipated: int = _least(15)
    assumed: int = _least(2)
    flip: int = _least(15)


DEFAULT = Policy()

_by_id = attrgetter("id")


@attrs.frozen(kw_only=True)
class Candidate(Pickled):
    """
    A value that a set of claims agree on.

    Attributes:
        value: What all of them allow.

        claims: Ids of the claims; a vague one may stand with several candidates.

        sources: Ids of their sources.

        kept: Whether the candidate was left at the end.
    """

    value: Any
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    kept: bool = True


@attrs.frozen(kw_only=True)
class Step(Pickled):
    """
    One rule that was applied.

    Attributes:
        rule: The rule.

        kept: The values it kept, as texts.

        dropped: The values it dropped.
    """

    rule: str
    kept: tuple[str, ...]
    dropped: tuple[str, ...]


@attrs.frozen(kw_only=True)
class SetAside(Pickled):
    """
    A claim that decided nothing, and why.

    Attributes:
        claim: Its id.

        source: Id of its source.

        value: What it says.

        reason: ``deprecated``, ``announced``, ``denied``, ``opinion``,
            ``low-certainty``, ``earlier`` (about a day before the latest),
            ``fits-several`` (it does not say which act, and fits more than one),
            or ``fits-none`` (no act fits, and none is preferred).
    """

    claim: str
    source: str
    value: Any
    reason: str


def said(value: Any) -> str:
    """
    A value as a text.
    """
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)


_FROM_JSON: Mapping[str, Callable[[Any], Any]] = {
    "date": PartialDate.parse,
    "period": Period.parse,
    "names": tuple,
}
_TYPES: Mapping[type[Any], str] = {
    PartialDate: "date",
    Period: "period",
    tuple: "names",
}


@attrs.frozen(kw_only=True)
class Resolution(Result):
    """
    The accepted value of a property, and how it came about.

    Every claim is in exactly one place: with a candidate, with an act, or set
    aside; :meth:`check` proves it.

    Attributes:
        about: The subject.

        property: The property.

        outcome: ``no-claim``, ``agree``, ``compatible`` (some are only vaguer),
            ``by-definition`` (several acts, each right), ``resolved`` (a rule
            decided), or ``unresolved``.

        value: The accepted value; None if there is none.

        by: The rule that decided, or None.

        candidates: All values that sources give.

        trace: The rules that were applied, in order.

        set_aside: Claims that decided nothing.

        by_act: For ``by-definition``: the resolution of each act.

        policy: Id and version of the policy.

        type: What the values are: ``date``, ``period``, ``names``, or ``plain``;
            in JSON the first three are texts and lists.

        heading: What is resolved, in German and in English; empty if nobody says.

        labels: What people call values and acts that are ids: the id, then the name
            in German and in English; empty if nobody says.
    """

    about: str
    property: str
    outcome: str
    value: Any = None
    by: str | None = None
    candidates: tuple[Candidate, ...] = ()
    trace: tuple[Step, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    by_act: tuple[tuple[str, Resolution], ...] = ()
    policy: str = "default/1"
    type: str = "plain"
    heading: tuple[str, ...] = ()
    labels: tuple[tuple[str, str, str], ...] = ()

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Resolution:
        """
        The resolution again, from what :meth:`to_dict` gave.

        Raises:
            DataError: If it is something else, with the first field that is wrong.
        """
        plain = super().from_dict(values)
        try:
            return _revived(plain)
        except (AttributeError, TypeError, ValueError) as error:
            problem = f"a value is no {plain.type}: {error}"
            raise DataError(cls.__name__, problem) from error

    @builtins.property
    def sources(self) -> tuple[str, ...]:
        """
        Ids of all sources that say anything, those set aside included.
        """
        inner = [r.sources for _, r in self.by_act]
        said_by = [c.sources for c in self.candidates]
        aside = [(s.source,) for s in self.set_aside]
        return tuple(sorted({id for ids in (*inner, *said_by, *aside) for id in ids}))

    def who_says(self, value: Any) -> tuple[str, ...]:
        """
        Ids of the sources whose candidate *value* is, or lies within.

        A text is read as a date where the values are dates: ``"1990"`` finds
        all that say some day of 1990.

        >>> said = [("page", "1990-11"), ("list", "1991")]
        >>> resolve(
        ...     Claim(id=source, value=PartialDate.parse(text), source=source)
        ...     for source, text in said
        ... ).who_says("1990")
        ('page',)
        """
        inner = [r.who_says(value) for _, r in self.by_act]
        found = {id for ids in inner for id in ids}
        for candidate in self.candidates:
            if _is_within(candidate.value, value):
                found.update(candidate.sources)
        return tuple(sorted(found))

    def check(self, claims: Iterable[Claim]) -> None:
        """
        Prove that every claim is accounted for, and nothing else is.

        Raises:
            AssertionError: If not.
        """
        given = sorted(claim.id for claim in claims)
        held = sorted(_claims_in(self))
        if given != held:
            msg = f"claims {given} went in, {held} came out"
            raise AssertionError(msg)

    def explain(self, language: str = "en") -> str:
        """
        Who says what, which rule decided, and what was set aside.
        """
        from ._sentences import explain_resolution  # noqa: PLC0415  # only for people

        return explain_resolution(self, language)


def _claims_in(resolution: Resolution) -> list[str]:
    inner = [id for _, part in resolution.by_act for id in _claims_in(part)]
    stated = {id for candidate in resolution.candidates for id in candidate.claims}
    return [*inner, *stated, *(s.claim for s in resolution.set_aside)]


def _revived(r: Resolution) -> Resolution:
    """
    A resolution with values of their own type, where JSON has texts and lists.
    """
    revive = _FROM_JSON.get(r.type, lambda value: value)
    return attrs.evolve(
        r,
        value=_revived_value(r.value, revive),
        candidates=tuple(attrs.evolve(c, value=revive(c.value)) for c in r.candidates),
        set_aside=tuple(attrs.evolve(s, value=revive(s.value)) for s in r.set_aside),
        by_act=tuple((act, _revived(part)) for act, part in r.by_act),
    )


def _revived_value(value: Any, revive: Callable[[Any], Any]) -> Any:
    """
    A value of its own type, or several: those of lists are lists again.
    """
    if value is None:
        return None
    several = isinstance(value, list) and (
        revive is not tuple or (value and isinstance(value[0], list))
    )
    return tuple(map(revive, value)) if several else revive(value)


def _is_within(value: Any, wanted: Any) -> bool:
    if isinstance(value, PartialDate):
        outer = PartialDate.parse(wanted) if isinstance(wanted, str) else wanted
        return isinstance(outer, PartialDate) and outer.covers(value)
    return bool(value == wanted)


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


def _candidates(
    claims: list[Claim], tolerance: int, parents: Mapping[str, str]
) -> list[tuple[Any, list[Claim]]]:
    """
    The largest sets of claims that can all be right, each with its value.
    """
    told: dict[Any, list[Claim]] = {}
    for claim in claims:
        told.setdefault(claim.value, []).append(claim)
    values = list(told)
    if len(values) == 1:
        return [(values[0], claims)]
    dates = all(isinstance(value, PartialDate) for value in values)
    found = _date_points(values, tolerance) if dates else _wider_words(values, parents)
    several = [places for places in found if len(places) > 1]
    groups = []
    for places in found:
        if any(places < others for others in several):
            continue  # a part of another one
        own = [values[i] for i in sorted(places)]
        agreed = [claim for value in own for claim in told[value]]
        if len(own) == 1:
            value = own[0]
        elif dates:
            value = _narrowest(own)
        else:
            value = max(own, key=lambda v: _depth(v, parents))
        groups.append((value, sorted(agreed, key=_by_id)))
    return sorted(groups, key=lambda group: [claim.id for claim in group[1]])


Places = frozenset[int]


def _date_points(values: Sequence[PartialDate], tolerance: int) -> set[Places]:
    """
    Which dates (their places) allow a day, for each day on which one begins.

    Dates that can all be right have a day in common, and then also one at which
    the days of one of them begin. For one of them it is right as it stands;
    vague ones may be off by the tolerance.
    """
    exact = _days(values, 0)
    wide = _days(values, tolerance) if tolerance else exact
    return {
        frozenset(i for first, last, i in wide if first <= day <= last)
        for day in {first for first, _, _ in (*exact, *wide)}
        if any(first <= day <= last for first, last, _ in exact)
    }


def _wider_words(values: Sequence[Any], parents: Mapping[str, str]) -> set[Places]:
    """
    Which values (their places) each of them is a finer word for, itself included.
    """
    place = {value: i for i, value in enumerate(values)}
    return {
        frozenset(place[wider] for wider in own if wider in place)
        for own in (_wider(value, values, parents) for value in values)
    }


def _days(values: Sequence[PartialDate], tolerance: int) -> list[tuple[int, int, int]]:
    """
    The days each date may be, as numbers: first, last, and the date's place.

    Wider by the tolerance if the date is vague.
    """
    found = []
    for place, value in enumerate(values):
        slack = tolerance if value.approximate or value.uncertain else 0
        for first, last in value.ranges:
            low, high = (first or date.min).toordinal(), (last or date.max).toordinal()
            found.append((low - slack, high + slack, place))
    return found


def _narrowest(values: list[PartialDate]) -> PartialDate:
    """
    What all the dates allow; the finest of them if they only nearly agree.

    Of two that are as fine it is the earlier.
    """
    value: PartialDate | None = values[0]
    for other in values[1:]:
        value = value.intersection(other) if value is not None else None
    if value is not None:
        return value
    return min(values, key=_vagueness)


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

Group = tuple[Any, list[Claim]]


def _by_rank(groups: list[list[Claim]], _: Policy) -> list[bool]:
    return [any(c.rank == "preferred" for c in own) for own in groups]


def _by_class(groups: list[list[Claim]], policy: Policy) -> list[bool]:
    place = {name: i for i, name in enumerate(policy.classes)}
    worst = len(place)
    best = [min(place.get(c.cls, worst) for c in own) for own in groups]
    return [b == min(best) for b in best]


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
    shared = set.intersection(*({c.id for c in claims} for _, claims in groups))
    return [[c for c in claims if c.id not in shared] for _, claims in groups]


def _decide(groups: list[Group], policy: Policy) -> tuple[list[Group], list[Step]]:
    trace = []
    own: list[list[Claim]] = []
    for rule in policy.rules:
        if len(groups) <= 1:
            break
        own = own or _own(groups)
        keep = _RULES[rule](own, policy)
        if any(keep) and not all(keep):
            pairs = list(zip(groups, keep, strict=True))
            step = Step(
                rule=rule,
                kept=tuple(said(g[0]) for g, kept in pairs if kept),
                dropped=tuple(said(g[0]) for g, kept in pairs if not kept),
            )
            trace.append(step)
            groups, own = [g for g, kept in pairs if kept], []
    return groups, trace


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
    ordered = sorted(claims, key=_by_id)
    aside = {c.id: reason for c in ordered if (reason := _reason(c))}
    live = [c for c in ordered if c.id not in aside]
    weigh = partial(
        _weighed,
        property=property,
        policy=policy,
        parents=parents or {},
        type=_TYPES.get(type(ordered[0].value), "plain") if ordered else "plain",
    )
    acts = {c.act for c in live if c.act is not None} | ({prefer} if prefer else set())
    if len(acts) <= 1:
        return weigh(live, about=about, set_aside=_set_aside(ordered, aside))
    placed = _placed(live, prefer, policy, parents or {})
    aside.update({id: "fits-several" for id, fits in placed.items() if len(fits) > 1})
    aside.update({id: "fits-none" for id, fits in placed.items() if not fits})
    by_act = {
        act: weigh([c for c in live if placed[c.id] == {act}], about=act)
        for act in sorted(acts)
    }
    told = tuple((act, r) for act, r in by_act.items() if r.candidates)
    return Resolution(
        about=about,
        property=property,
        # A single act of which something is said is then not the preferred one.
        outcome="by-definition" if len(told) > 1 else "no-claim",
        value=by_act[prefer].value if prefer else None,
        set_aside=_set_aside(ordered, aside),
        by_act=told,
        policy=_named(policy),
        type=weigh.keywords["type"],
    )


def _reason(claim: Claim) -> str:
    return "deprecated" if claim.rank == "deprecated" else claim.set_aside


def _set_aside(claims: list[Claim], reasons: Mapping[str, str]) -> tuple[SetAside, ...]:
    return tuple(
        SetAside(claim=c.id, source=c.source, value=c.value, reason=reasons[c.id])
        for c in claims
        if c.id in reasons
    )


def _placed(
    claims: list[Claim], prefer: str | None, policy: Policy, parents: Mapping[str, str]
) -> dict[str, set[str]]:
    """
    The act that each claim is of: its own, or those that it fits, or the preferred.
    """
    known: dict[str, set[Any]] = {}
    for claim in claims:
        if claim.act is not None:
            known.setdefault(claim.act, set()).add(claim.value)
    fitting = {
        value: {
            act
            for act, values in known.items()
            if any(_fits(value, other, policy, parents) for other in values)
        }
        or ({prefer} if prefer else set())
        for value in {c.value for c in claims if c.act is None}
    }
    return {c.id: fitting[c.value] if c.act is None else {c.act} for c in claims}


def _fits(value: Any, other: Any, policy: Policy, parents: Mapping[str, str]) -> bool:
    """
    Whether both can be right.
    """
    if isinstance(value, PartialDate) and isinstance(other, PartialDate):
        return value.is_compatible(other, tolerance_days=policy.tolerance_days)
    return _is_a(value, other, parents) or _is_a(other, value, parents)


def _named(policy: Policy) -> str:
    return f"{policy.id}/{policy.version}"


def _weighed(
    live: list[Claim],
    *,
    about: str,
    property: str,
    policy: Policy,
    parents: Mapping[str, str],
    type: str,
    set_aside: tuple[SetAside, ...] = (),
) -> Resolution:
    groups = _candidates(live, policy.tolerance_days, parents)
    left, trace = _decide(groups, policy)
    kept = {id(claims) for _, claims in left}
    value = left[0][0] if len(left) == 1 else None
    if not live:
        outcome = "no-claim"
    elif len(groups) == 1:
        same = len({said(value) for value in {c.value for c in live}}) == 1
        outcome = "agree" if same else "compatible"
    else:
        outcome = "resolved" if len(left) == 1 else "unresolved"
    return Resolution(
        about=about,
        property=property,
        outcome=outcome,
        value=value,
        by=trace[-1].rule if outcome == "resolved" else None,
        candidates=tuple(
            Candidate(
                value=value,
                claims=tuple(c.id for c in claims),
                sources=tuple(dict.fromkeys(c.source for c in claims)),
                kept=id(claims) in kept,
            )
            for value, claims in groups
        ),
        trace=tuple(trace),
        set_aside=set_aside,
        policy=_named(policy),
        type=type,
    )
