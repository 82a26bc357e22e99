"""
All about one record.

Floor 8: part of the commands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._cards import card
from .._model import COUNTRY_TOO, City
from .._names import NOWHERE
from .._partnerships import Partnership
from .._sources import Source
from .._terminal import as_json, emphasized, paragraph, write
from .._terms import ROLE_WORDS, STATUS_WORDS
from .._text import said_date
from .._things import Thing
from ._shared import record_named, say, short, write_table
from ._statements import statement_table


if TYPE_CHECKING:
    import argparse

    from .._dataset import Dataset

__all__ = ["show"]


_NO_START = "Beginn der Partnerschaft: unbekannt", "Start of the partnership: unknown"
_MOST_NAMES = 30  # that `show` lists; a city has more than a hundred


def show(dataset: Dataset, args: argparse.Namespace) -> int:
    record = record_named(dataset, args.name)
    if args.json:
        write(as_json(record.to_dict()))
    elif isinstance(record, Partnership):
        _show_partnership(record, args)
    elif isinstance(record, Source):
        _show_source(dataset, record, args)
    elif isinstance(record, Thing):
        write(card(record, args.language))
    else:
        _show_city(record, args)
    return 0


def _title(city: City, full_id: str, language: str) -> str:
    inside = "" if city.country == NOWHERE else f" ({city.country})"
    return f"{emphasized(city.label(language) + inside)} — {full_id}"


def _show_partnership(p: Partnership, args: argparse.Namespace) -> None:
    language = args.language
    write(_title(p.city, p.full_id, language))
    write("")
    since = said_date(p.since, language)
    first = said_date(p.since_by("first-act"), language)
    if p.since is None:
        said = say(args, *_NO_START)
    else:
        said = say(args, f"Partnerschaft seit {since}", f"Partnership since {since}")
    write("  " + said)
    if first != since:
        write("  " + say(args, f"erster Akt: {first}", f"first act: {first}"))
    for period in p.periods:
        word = say(args, *STATUS_WORDS[period.status])
        start = said_date(period.start, language)
        write("  " + say(args, f"{word}, Beginn: {start}", f"{word}, from: {start}"))
    write("")
    rows = [
        (
            short(a.date),
            say(args, *ROLE_WORDS[a.role]),
            a.instrument or " / ".join(a.instruments),
        )
        for a in (*p.predecessors, *p.acts)
    ]
    write_table(args, rows, "Datum|Rolle|Urkunde", "date|role|instrument")
    _show_names(p.city, args)


def _show_city(city: City, args: argparse.Namespace) -> None:
    write(_title(city, city.full_id, args.language))
    write("")
    known = [p.full_id for p in city.partnerships]
    word = say(args, "keine Partnerstadt", "not a partner city")
    write("  " + (", ".join(known) or word))
    _show_names(city, args)


def _show_names(city: City, args: argparse.Namespace) -> None:
    kinds: dict[str, str] = {}
    for name in city.names:
        kinds.setdefault(name.text, name.kind)
    names = [text for text, kind in kinds.items() if kind != "as-printed"]
    others = len(names) - _MOST_NAMES
    said = say(args, "Namen: ", "Names: ") + ", ".join(names[:_MOST_NAMES])
    if others > 0:
        said += say(args, f" und {others} weitere", f" and {others} others")
    write("")
    write(paragraph(said))
    meant = [n for n in city.named(args.name) if n.note == COUNTRY_TOO]
    for text, remark in {n.text: n.remark(args.language) for n in meant}.items():
        write(paragraph(f"{text}: {remark}"))


def _show_source(dataset: Dataset, source: Source, args: argparse.Namespace) -> None:
    write(paragraph(source.cite(language=args.language)))
    if source.note:
        write(paragraph(source.note))
    write("")
    statement_table(dataset, dataset.statements(source=source.id), args, {})
