"""
Two sources: from the number of one to that of the other, and why they differ.

Floor 1: part of the prose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._markup import one_line
from .._text import listed, said_date
from ._one_source import who
from ._second_look import nobody


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .._reconcile import BridgeItem, Comparison, Difference
    from ._teller import Teller

__all__ = ["two_sources"]

# Entries of a bridge that are not differences between two lists.
_ITEMS = {
    "identity": (
        "In [{side}] stehen {printed}: dieselbe Stadt.",
        "[{side}] lists {printed}: the same city.",
    ),
    "identity-unknown": (
        "„{name}“ ist uns unbekannt.",
        "“{name}” is unknown to us.",
    ),
    "blank": ("Ein Eintrag ist leer.", "An entry is empty."),
    "identity-ambiguous": (
        "„{name}“ ist mehrdeutig.",
        "“{name}” is ambiguous.",
    ),
    "omission": (
        "[{name}] zählt {many} weniger, als dazugehören.",
        "[{name}] counts {many} fewer than there should be.",
    ),
    "unresolved": (
        "[{name}]: Die bekannten Daten entscheiden es nicht (Zahl: {many}).",
        "[{name}]: the known dates do not decide it (number: {many}).",
    ),
    "open-list": (
        "{name} fehlt in einer Liste, die nicht vollständig sein will.",
        "{name} is missing from a list that is not meant to be complete.",
    ),
}
_TOO_MANY = (
    "[{name}] zählt {many} mehr, als belegt sind.",
    "[{name}] counts {many} more than are on record.",
)
_DIFFERENCES = {
    "status": (
        "Die Partnerschaft mit {name} {state}: [{has}] zählt sie mit, [{lacks}] nicht.",
        "The partnership with {name} {state}: [{has}] counts it, [{lacks}] does not.",
    ),
    "scope": (
        "Nur [{has}] zählt {name} mit; {relation}.",
        "Only [{has}] counts {name}; {relation}.",
    ),
    "never": (
        "{name} steht nur in [{has}]; keine andere Quelle belegt das.",
        "{name} is listed in [{has}] only; no other source backs that.",
    ),
    "backed": (
        "{name} steht nur in [{has}]; als Partner ist es sonst nur in {backers} genannt.",
        "{name} is listed in [{has}] only; as a partner it is otherwise only in {backers}.",
    ),
    "unsupported": (
        "{name} steht nur in [{has}], war zu der Zeit aber nicht dabei.",
        "{name} is listed in [{has}] only, but was no partner at that time.",
    ),
    "omission": (
        "{name} fehlt in [{lacks}], gehört aber dazu.",
        "{name} is missing from [{lacks}], but should be there.",
    ),
    "contradiction": (
        "[{has}] zählt {name} mit; [{lacks}] sagt ausdrücklich das Gegenteil.",
        "[{has}] counts {name}; [{lacks}] explicitly says the opposite.",
    ),
    "compound": (
        "{name}: Zeitpunkt und Zählweise zusammen erklären es.",
        "{name}: the date and the way of counting together explain it.",
    ),
}
_UNDECIDED = (
    "{name}: Die bekannten Daten entscheiden es nicht.",
    "{name}: the known dates do not decide it.",
)
_RELATIONS = {
    "+project": (
        "als Partnerschaft ist das sonst nicht belegt, nur als Zusammenarbeit",
        "no other source has it as a partnership, only as cooperation",
    ),
    "+borough": (
        "belegt ist nur eine Partnerschaft eines Bezirks",
        "only a borough's partnership is on record",
    ),
    "+predecessor": (
        "belegt ist nur eine Partnerschaft Ost-Berlins",
        "only a partnership of East Berlin is on record",
    ),
    "+announced": (
        "belegt ist nur die Ankündigung",
        "only the announcement is on record",
    ),
    "acts": (
        "bis dahin gab es nur einen ersten Akt",
        "there was only a first act by then",
    ),
}
_BACKED_PROJECT = (
    "als Partner ist es sonst nur in {backers} genannt, belegt ist Zusammenarbeit",
    "as a partner it is otherwise only in {backers}; cooperation is on record",
)
_ANOTHER = (
    "belegt ist nur eine andere Beziehung",
    "only another relationship is on record",
)
_STATUSES = {
    "resting": (
        "ruht (ausgesetzt, nicht beendet)",
        "is resting (suspended, not ended)",
    ),
    "announced": ("war erst angekündigt", "was only announced"),
    "dormant": ("ist eingeschlafen", "is dormant"),
    "ended": ("ist beendet", "has ended"),
}
_SPECIAL = ("hat einen besonderen Stand", "has a special status")
_EVENTS = {
    "founding": ("Beginn der Partnerschaft", "start of the partnership"),
    "first-act": ("erster Akt", "first act"),
    "suspension": ("Aussetzung", "suspension"),
    "announcement": ("Ankündigung", "announcement"),
    "termination": ("Beendigung", "termination"),
}


def two_sources(c: Comparison, teller: Teller) -> list[str]:
    """
    The bridge, its two ends, and a point for each difference.
    """
    lines = [
        f"{c.bridge}:",
        f"- {c.bridge.start}: {who(teller.reports[c.a], teller)}",
        f"- {c.bridge.end}: {who(teller.reports[c.b], teller)}",
    ]
    known = {d.entity for d in c.differences}
    said = [*_differences(c, teller)]
    said += [
        _item(i, c.a if i.delta < 0 else c.b, teller)
        for i in c.bridge.items
        if i.item not in known or i.cause == "identity"
    ]
    nothing = teller.say("Kein Unterschied.", "No difference.")
    return [*lines, *(f"- {line}" for line in said or [nothing])]


def _item(i: BridgeItem, side: str, teller: Teller) -> str:
    name = one_line(teller.labels.get(i.item, i.item)).strip()
    cause = i.cause if name else "blank"
    return teller.say(*_ITEMS.get(cause, _TOO_MANY)).format(
        name=name,
        side=side,
        printed=_printed(side, i.item, teller),
        many=abs(i.delta),
    )


def _printed(side: str, entity: str, teller: Teller) -> str:
    """
    The names by which a source lists somebody.
    """
    mentions = teller.reports[side].mentions or ()
    names = [one_line(m.text) for m in mentions if m.entity == entity]
    return listed(names, teller.language)


# Who is on one side only --------------------------------------------------------------


def _differences(c: Comparison, teller: Teller) -> Iterator[str]:
    """
    A sentence for each difference; those by time that one side has are one.

    Of a list without a date that was true at no time, and of one that names nobody,
    only what it lacks is said: why, nobody can know.
    """
    told: set[str] = set()
    for side in (c.a, c.b):
        absent = [d for d in c.differences if d.other == side]
        lacking = [d for d in absent if d.cause in ("temporal", "omission")]
        if lacking and _timeless(side, c, teller):
            yield _lacking(side, lacking, teller)
            told |= {d.entity for d in lacking}
    timely = [d for d in c.differences if d.cause == "temporal"]
    for side in (c.a, c.b):
        found = [d for d in timely if d.side == side and d.entity not in told]
        if found:
            yield _temporal(found, c, teller)
    for d in c.differences:
        if d not in timely and d.entity not in told:
            yield _difference(d, c, teller)


def _timeless(side: str, c: Comparison, teller: Teller) -> bool:
    """
    Whether a side is a list without a date that was true at no time, or names nobody.
    """
    report = teller.reports[side]
    if nobody(report, teller):
        return True
    reading = c.reading_a if side == c.a else c.reading_b
    return report.when is None and report.mentions is not None and not reading.exact


def _lacking(side: str, found: Sequence[Difference], teller: Teller) -> str:
    names, many = teller.names(d.entity for d in found), len(found)
    return teller.say(
        f"In [{side}] {'fehlen' if many > 1 else 'fehlt'}: {names} ({many}).",
        f"[{side}] lacks {names} ({many}).",
    )


def _difference(d: Difference, c: Comparison, teller: Teller) -> str:
    facet = d.facet.removeprefix("local:")
    backers = teller.ids(dict(teller.reports[d.side].backed).get(d.entity, ()))
    cause = d.cause
    if cause == "unsupported" and d.entity in teller.reports[d.side].never:
        cause = "backed" if backers else "never"
    relation = _RELATIONS.get(facet, _ANOTHER)
    if backers and facet == "+project":
        relation = _BACKED_PROJECT
    return teller.say(*_DIFFERENCES.get(cause, _UNDECIDED)).format(
        name=teller.labels.get(d.entity, d.entity),
        has=d.side,
        lacks=d.other,
        relation=teller.say(*relation).format(backers=backers),
        backers=backers,
        state=teller.say(*_state(facet, c)),
    )


def _state(facet: str, c: Comparison) -> tuple[str, str]:
    """
    The status that one side counts and the other does not.
    """
    a, b = (
        dict(r.definition.facets).get("statuses", frozenset())
        for r in (c.reading_a, c.reading_b)
    )
    only = {facet[1:]} & _STATUSES.keys() or a ^ b
    return _STATUSES.get("".join(only), _SPECIAL) if len(only) == 1 else _SPECIAL


# Right for different times ------------------------------------------------------------


def _temporal(found: Sequence[Difference], c: Comparison, teller: Teller) -> str:
    """
    Who counts on one side only because the two are right for different times.
    """
    side, names = found[0].side, teller.names(d.entity for d in found)
    exact = c.reading_a.exact and c.reading_b.exact
    de = f"Nur [{side}] zählt {names} mit"
    en = f"Only [{side}] counts {names}"
    if {found[0].side, found[0].other} & {*c.implied}:  # a number names nobody
        make = "machen" if found[1:] else "macht"
        de = f"Nach unseren Daten {make} {names} den Unterschied"
        en = f"By our data, the difference is {names}"
    text = teller.say(
        f"{de}: Die Angaben treffen {'' if exact else 'am ehesten '}für "
        "verschiedene Zeiten zu",
        f"{en}: the two are {'' if exact else 'closest to being '}right for "
        "different times",
    )
    return "; ".join([text, *_turns(found, teller)]) + "."


def _turns(found: Sequence[Difference], teller: Teller) -> Iterator[str]:
    """
    What happened between the two times, and when; with names if it is about several.
    """
    turns: dict[str, list[tuple[str, str]]] = {}
    for d in found:
        for event in d.events:
            label, _, day = event.partition("@")
            turn = (teller.names([d.entity]), _day(day, teller))
            turns.setdefault(label, []).append(turn)
    for label, days in turns.items():
        each = [f"{name} ({day})" for name, day in days]
        when = listed(each, teller.language) if found[1:] else days[0][1]
        yield f"{teller.say(*_EVENTS.get(label, (label, label)))}: {when}"


def _day(text: str, teller: Teller) -> str:
    from .._dates import PartialDate  # noqa: PLC0415  # only for texts of events

    return said_date(PartialDate.parse(text), teller.language)
