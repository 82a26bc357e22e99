"""
What is weighed, and what comes out: claims, and the resolution that holds them all.

Floor 1: imports the dates and the prose.
"""

from __future__ import annotations

import builtins

from collections.abc import Callable, Iterable, Mapping
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
    "Resolution",
    "SetAside",
    "Step",
    "said",
    "type_of",
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


# All values of all records are weighed, and each takes several of what follows: made by
# position and without slots they take half the time.


@attrs.frozen(slots=False)
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


@attrs.frozen(slots=False)
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


@attrs.frozen(slots=False)
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


def type_of(value: Any) -> str:
    """
    Of which type a value is: ``date``, ``period``, ``names``, or ``plain``.
    """
    return _TYPES.get(type(value), "plain")


@attrs.frozen(slots=False)
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

        >>> from berlin_partnerships._resolve import resolve
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
