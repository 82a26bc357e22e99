"""
Small worlds for the laws of the engine: a few days, a few entities, any dates.

Days are numbered; what a date leaves open is small enough to try everything.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import chain, pairwise, product

from hypothesis import strategies as st

from berlin_partnerships._dates import PartialDate
from berlin_partnerships._policy import RULES, Policy
from berlin_partnerships._reading import Listing, Mention
from berlin_partnerships._resolution import Claim
from berlin_partnerships._timeline import Definition, Facet, Spell, Timeline


EPOCH = date(2000, 1, 1)
LENGTH = 10
ENTITIES = "abcd"
STRANGER = "z"  # nobody ever belongs under this name

FACETS = (
    Facet(
        name="status",
        cause="status",
        values={"active", "resting", "ended"},
        core={"active"},
    ),
    Facet(name="kind", cause="scope", values={"treaty", "letter"}, core={"treaty"}),
)
BASE = Definition("base", {"status": {"active", "resting"}, "kind": {"treaty"}})
DEFINITIONS = BASE.catalogue(FACETS)


def day(number: int) -> date:
    """
    A day of the small world.
    """
    return EPOCH + timedelta(number)


# A day before anything happens, all on which something may, and one after.
DAYS = [day(number) for number in range(-1, LENGTH + 2)]


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """
    A day, a range, a set, a month or a year, or one with an open side.
    """
    first, last = sorted((draw(_numbers), draw(_numbers)))
    texts = [
        f"{day(first)}",
        f"[{day(first)}..{day(last)}]",
        f"[{day(first)},{day(last)}]",
        f"[..{day(last)}]",
        f"[{day(first)}..]",
        "2000-01",
        "2000",
        "2000~",
    ]
    return PartialDate.parse(draw(st.sampled_from(texts)))


_numbers = st.integers(0, LENGTH - 1)


@st.composite
def lives(draw: st.DrawFn, entity: str) -> list[Spell]:
    """
    What happens to one entity: each turn is known to a day or to some days.
    """
    numbers = sorted(draw(st.sets(_numbers, max_size=4)))
    turns: list[PartialDate | None] = []
    while numbers:
        first = numbers.pop(0)
        last = numbers.pop(0) if numbers and draw(st.booleans()) else first
        turns.append(PartialDate.between(day(first), day(last)))
    if turns and draw(st.booleans()):
        turns.insert(0, None)
    spells = []
    for start, end in pairwise([*turns, None]):
        status = draw(st.sampled_from(["active", "resting", "ended", ""]))
        if status:
            facets = {"status": status, "kind": draw(st.sampled_from(_KINDS))}
            label = draw(st.sampled_from(["join", "change"]))
            spells.append(
                Spell(entity=entity, facets=facets, start=start, end=end, label=label)
            )
    return spells


_KINDS = ["treaty", "treaty", "letter"]

spells = st.tuples(*map(lives, ENTITIES)).map(lambda held: list(chain(*held)))
timelines = spells.map(Timeline)


def _fates(on: date, spells: list[Spell]):
    """
    Whether some spell is under way on a day, in each way the dates may fall.
    """
    dates = list({d for s in spells for d in (s.start, s.end) if d is not None})
    unknown = [False, True] if any(s.start is None for s in spells) else [False]
    for *days, begun in product(*map(_days, dates), unknown):
        fell = dict(zip(dates, days, strict=True))
        yield any(
            (begun if s.start is None else fell[s.start] <= on)
            and (s.end is None or on < fell[s.end])
            for s in spells
        )


def _days(when: PartialDate) -> list[date]:
    first, last = when.sort_key
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def members_by_trying(
    timeline: Timeline, definition: Definition, on: date
) -> tuple[set[str], set[str]]:
    """
    Who belongs on a day in all the ways the dates may fall, and who in some.
    """
    certain, possible = set(), set()
    for entity in ENTITIES:
        held = [s for s in timeline.spells if s.entity == entity]
        fates = set(_fates(on, [s for s in held if definition.accepts(s)]))
        if fates == {True}:
            certain.add(entity)
        if True in fates:
            possible.add(entity)
    return certain, possible


# Sources ----------------------------------------------------------------------------


@st.composite
def listings(draw: st.DrawFn, id: str = "source") -> Listing:
    """
    A list, a number, or both; some of the names twice, or of nobody.
    """
    names = draw(
        st.none()
        | st.lists(st.sampled_from([*ENTITIES, *ENTITIES.upper(), STRANGER, "?", "*"]))
    )
    count = draw(st.integers(0, 5)) if names is None or draw(st.booleans()) else None
    return Listing(
        id=id,
        mentions=None if names is None else tuple(map(mention, names)),
        closed=names is None or draw(st.booleans()),
        count=count,
        excluded=draw(st.frozensets(st.sampled_from(ENTITIES), max_size=2)),
        when=draw(st.none() | partial_dates()),
        lag=draw(st.integers(0, 2)),
        witness=draw(st.sampled_from(["", "one", "two"])),
    )


def mention(name: str) -> Mention:
    """
    A name of the small world: ``A`` is a name of ``a``, ``?`` of nobody.
    """
    if name == "*":
        return Mention(text=name, entity=None, candidates=("a", "b"))
    return Mention(text=name, entity=None if name == "?" else name.lower())


several = st.integers(1, 3).flatmap(
    lambda n: st.tuples(*(listings(f"s{i}") for i in range(n)))
)


# Values -----------------------------------------------------------------------------


@st.composite
def claims(draw: st.DrawFn, values: st.SearchStrategy) -> list[Claim]:
    """
    What sources say of one property, some of them copies, some with an act.
    """
    found = draw(st.lists(values, max_size=6))
    return [
        Claim(
            id=f"{i}",
            value=value,
            source=f"s{i}",
            cls=draw(st.sampled_from(["official", "press", "wiki"])),
            witness=draw(st.sampled_from(["", "one", "two"])),
            document=draw(st.sampled_from(["", "page"])),
            published=draw(st.none() | partial_dates()),
            rank=draw(st.sampled_from(["normal", "normal", "preferred", "deprecated"])),
            act=draw(st.sampled_from([None, None, "opening", "founding"])),
            set_aside=draw(st.sampled_from(["", "", "", "opinion"])),
        )
        for i, value in enumerate(found)
    ]


words = st.sampled_from(["agreement", "friendship", "letter"])
PARENTS = {"friendship": "agreement"}
policies = st.builds(
    Policy,
    rules=st.permutations(RULES).map(tuple),
    lead=st.integers(1, 3),
    tolerance_days=st.integers(0, 5),
)
