"""
Who is a partner, how many there were, and where something is found.

Floor 8: part of the commands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._membership import USUAL
from .._names import NOWHERE
from .._search import said_match
from .._sentences import said_statuses
from .._terminal import as_json, paragraph, write
from .._terms import STATUS_WORDS, word
from .._text import listed, said_date, said_span
from ._shared import beyond, say, short, write_table


if TYPE_CHECKING:
    import argparse

    from datetime import date

    from .._dataset import Dataset
    from .._partnerships import Partnership

__all__ = ["list_partners", "search", "timeline"]


def list_partners(dataset: Dataset, args: argparse.Namespace) -> int:
    on = args.on or args.this_day
    found = dataset.partners(
        None if args.all else on,
        statuses=args.status,
        definition=args.definition,
    )
    if args.json:
        write(as_json([p.to_dict() for p in found]))
        return 0 if found else 1
    if not found:
        _none_on(None if args.all else on, args)
        return 1
    rows = [
        (
            str(number),
            short(p.since_by(args.definition)),
            p.city.label(args.language),
            "" if p.city.country == NOWHERE else p.city.country,
            _status(p, on, args),
        )
        for number, p in enumerate(found, 1)
    ]
    write_table(args, rows, "|seit|Stadt|Land|Status", "|since|city|country|status")
    beyond(dataset, on, args)
    return 0


def _none_on(on: date | None, args: argparse.Namespace) -> None:
    """
    Say that there is no partner: on a day, or with a status.
    """
    if on is None:
        _none_with_status(args)
        return
    day = said_date(on, args.language)
    of = said_statuses(args.status, args.language) if args.status else ""
    de = f"Für den {day} ist keine Partnerstadt bekannt{of}."
    en = f"No partner city is known for {day}{of}."
    write(paragraph(say(args, de, en)))


def _none_with_status(args: argparse.Namespace) -> None:
    of = said_statuses(args.status or (), args.language)
    de, en = f"Keine Partnerschaft ist bekannt{of}.", f"No partnership is known{of}."
    write(paragraph(say(args, de, en)))


def _status(partnership: Partnership, on: date, args: argparse.Namespace) -> str:
    status = partnership.status(on)
    start = partnership.since_by(args.definition)
    if status is None and start is not None and start.sort_key[1] <= on:
        return say(args, "vor dem Abkommen", "before the agreement")
    if status is None:
        return say(args, "noch nicht", "not yet")
    return say(args, *STATUS_WORDS[status])


def search(dataset: Dataset, args: argparse.Namespace) -> int:
    hits = dataset.search(args.text)
    if args.json:
        write(as_json([hit.to_dict() for hit in hits]))
    elif not hits:
        de = f"Kein Name und kein Titel passt zu „{args.text}“."
        en = f"No name or title matches “{args.text}”."
        write(paragraph(say(args, de, en)))
    else:
        rows = []
        for hit in hits:
            said, rule = said_match(dataset, hit, args.text, args.language)
            rows.append((hit.about, word(rule, "rule", args.language), said))
        write_table(args, rows, "Datensatz|wie|Treffer", "record|how|matched")
    return 0 if hits else 1


def timeline(dataset: Dataset, args: argparse.Namespace) -> int:
    found = dataset.timeline(
        args.definition, statuses=args.status or ("active", "resting")
    )
    if args.json:
        write(as_json([interval.to_dict() for interval in found]))
        return 0 if found else 1
    if not found:
        _none_with_status(args)
        return 1
    rows = [
        (
            str(i.count) if isinstance(i.count, int) else "–".join(map(str, i.count)),
            said_span(i.start, i.end, args.language),
            ", ".join(
                [
                    f"+ {dataset.partnerships[id].city.label(args.language)}"
                    for id in i.added
                ]
                + [
                    f"− {dataset.partnerships[id].city.label(args.language)}"
                    for id in i.removed
                ]
            ),
        )
        for i in found
    ]
    write_table(args, rows, "Zahl|Zeit|Änderung", "count|time|change")
    _resting(dataset, args)
    return 0


def _resting(dataset: Dataset, args: argparse.Namespace) -> None:
    """
    Say that suspended partnerships are counted, where there are any.

    Whoever asks for these alone knows.
    """
    rest = [
        p
        for p in dataset.partnerships.values()
        if p.periods[-1:] and p.periods[-1].status == "resting"
    ]
    asked = {*(args.status or USUAL)}
    if rest and "resting" in asked and len(asked) > 1:
        names = listed([p.city.label(args.language) for p in rest], args.language)
        write("")
        write(
            paragraph(
                say(
                    args,
                    f"Mitgezählt, obwohl ausgesetzt: {names}. Ohne: --status active",
                    f"Counted although suspended: {names}. Without: --status active",
                )
            )
        )
