"""
Anniversaries: those to come, as a table or a calendar, and those that were kept.

Floor 8: part of the commands.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from .._anniversaries import ROUND, Anniversary, shifted
from .._model import City
from .._occasions import KINDS_WITH_START
from .._overview import overview, said_criterion
from .._partnerships import CRITERIA
from .._terminal import as_json, paragraph, write
from .._terms import ROLE_WORDS, STATUS_WORDS
from .._text import said_date, weekday
from ._shared import beyond, form_of, record_named, say, short, write_table


if TYPE_CHECKING:
    import argparse

    from .._celebrations import Celebration
    from .._dataset import Dataset
    from .._model import Record

__all__ = ["anniversaries", "celebrated"]


def anniversaries(dataset: Dataset, args: argparse.Namespace) -> int:
    form = form_of(args)
    _check_file(args)
    start = args.start or args.this_day
    end = args.end or _year_from(start)
    found = dataset.anniversaries(
        start,
        end,
        records=_chosen(dataset, args),
        numbers=ROUND if args.round else None,
        criterion=args.definition,
        predecessors=args.predecessors,
    )
    if args.ics:
        return _calendar(found, args)
    if form == "json":
        write(as_json([a.to_dict() for a in found]))
    elif form == "text" and not found:
        _no_anniversary(start, end, args)
    elif form == "text":
        _anniversary_table(dataset, found, args)
    else:
        table_of = overview(found, days_from=args.this_day)
        of_kind = {"markdown": table_of.to_markdown, "html": table_of.to_html}
        write(of_kind[form](args.language).rstrip())
    return 0 if found else 1


def _check_file(args: argparse.Namespace) -> None:
    """
    Refuse what only a calendar file can have, without one, and the other way round.
    """
    idle = {"--alarm": args.alarm, "--force": args.force}
    for option in [] if args.ics else [name for name, given in idle.items() if given]:
        msg = f"{option} is for a calendar file; give its name with --ics FILE"
        raise ValueError(msg)
    if args.ics and args.format:
        msg = f"--ics writes a calendar file, --format {args.format} prints another; give one of them"
        raise ValueError(msg)


def _no_anniversary(start: date, end: date, args: argparse.Namespace) -> None:
    first, last = (said_date(day, args.language) for day in (start, end))
    de = f"Vom {first} bis zum {last} ist kein Jahrestag bekannt."
    en = f"No anniversary is known from {first} to {last}."
    write(paragraph(say(args, de, en)))


def _year_from(start: date) -> date:
    """
    The last day of the year that begins on *start*.
    """
    if start.year == date.max.year:
        return date.max
    after = shifted(start, 1, "1-march")
    return (after or date.max) - timedelta(1)


def _chosen(dataset: Dataset, args: argparse.Namespace) -> list[Record | str] | None:
    """
    The records whose anniversaries are asked for; None for all partnerships.
    """
    if not args.name and not args.also:
        return None
    others = [each for kind in args.also for each in getattr(dataset, kind).values()]
    named = [_with_start(dataset, name) for name in args.name]
    return [*(named or dataset.partnerships.values()), *others]


def _with_start(dataset: Dataset, name: str) -> Record | str:
    """
    The record of this name or full id; the id itself if it is an act's.

    Raises:
        UnknownNameError: If there is none, or it is a city that is no partner.

        ValueError: If a record of its kind has no start.
    """
    if "#" in name:
        return name
    record = record_named(dataset, name)
    if isinstance(record, City):
        return dataset.partnership(record.id if "/" in name else name)
    if record.collection not in ("partnerships", *KINDS_WITH_START):
        msg = f"{record.full_id} has no start, and so no anniversary"
        raise ValueError(msg)
    found: Record = record
    return found


def _anniversary_table(
    dataset: Dataset, found: Sequence[Anniversary], args: argparse.Namespace
) -> None:
    rows = [
        (
            short(a.date),
            weekday(a.date.lower, args.language)
            if a.date.is_day and a.date.lower
            else "",
            a.ordinal(args.language).split()[0],
            _whose(a, args),
            short(a.since),
            _unusual(a.status, args),
        )
        for a in found
    ]
    heads = "Datum|Tag|Jahrestag|Stadt|seit|Status", "date|day|number|city|since|status"
    write_table(args, rows, *heads)
    beyond(dataset, found[-1].date.sort_key[1], args)


def _unusual(status: str | None, args: argparse.Namespace) -> str:
    """
    A status that one must know of; nothing for an active partnership.
    """
    if status in (None, "active"):
        return ""
    return say(args, *STATUS_WORDS[status])


def _whose(anniversary: Anniversary, args: argparse.Namespace) -> str:
    label = anniversary.label(args.language)
    if anniversary.criterion == args.definition:
        return label
    return f"{label} ({said_criterion(anniversary.criterion, args.language)})"


def _calendar(found: Sequence[Anniversary], args: argparse.Namespace) -> int:
    from ..calendar import to_calendar  # noqa: PLC0415  # needs an extra

    alarms = [timedelta(days=days) for days in args.alarm]
    file = to_calendar(found, language=args.language, alarms=alarms)
    if Path(args.ics).exists() and not args.force:
        msg = f"{args.ics!r} is there already; --force overwrites it"
        raise FileExistsError(msg)
    path = file.write(args.ics, overwrite=args.force)
    if args.json:
        included, left_out = (
            [a.to_dict() for a in x] for x in (file.included, file.left_out)
        )
        write(as_json({"path": str(path), "included": included, "left_out": left_out}))
    else:
        write(f"{path}: {file.explain(args.language)}")
    return 0 if found else 1


_RULE_WORDS = {
    "on-the-day": "am Tag",
    "jubilee-year": "Jubiläumsjahr",
    "years-reached": "Jahre voll",
}


def celebrated(dataset: Dataset, args: argparse.Namespace) -> int:
    asked = args.on is not None
    if asked != (args.number is not None) or (asked and not args.name):
        msg = "to ask about a celebration, give NAME, --number and --on"
        raise ValueError(msg)
    if asked:
        found = [dataset.celebration(name, args.number, args.on) for name in args.name]
    else:
        names = args.name or [None]
        found = [c for name in names for c in dataset.celebrated(name)]
    if args.json:
        write(as_json([c.to_dict() for c in found]))
    elif not found:
        write(say(args, "Keine Feier ist bekannt.", "No celebration is known."))
    elif args.name:
        write("\n\n".join(paragraph(c.explain(args.language)) for c in found))
    else:
        _celebration_table(found, args)
    return 0 if found and (not asked or all(c.rule for c in found)) else 1


def _celebration_table(found: Sequence[Celebration], args: argparse.Namespace) -> None:
    rows = [
        (
            short(c.held),
            str(c.number),
            say(args, c.city_de, c.city),
            _days_away(c),
            _rule_of(c, args),
        )
        for c in found
    ]
    heads = "Zeit|Jahre|Stadt|Tage|passt", "time|years|city|days|fits"
    write_table(args, rows, *heads)


def _days_away(celebration: Celebration) -> str:
    days = celebration.fit.days if celebration.fit else ""
    return "…".join(map(str, days)) if isinstance(days, tuple) else str(days)


def _rule_of(celebration: Celebration, args: argparse.Namespace) -> str:
    fit = celebration.fit
    if fit is None or fit.rule is None:
        return say(args, "passt nicht", "no")
    rule = say(args, _RULE_WORDS[fit.rule], fit.rule.replace("-", " "))
    if fit.criterion == CRITERIA[0]:
        return rule
    return f"{rule} ({say(args, *ROLE_WORDS[fit.role])})"
