"""
The command ``berlin-partnerships``.

Exit codes: 0 done; 1 the answer is no, differs, or the data are not right;
2 the call is wrong. The only room that may take today for granted.

Floor 7: imports everything.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from . import __version__
from ._anniversaries import ROUND, Anniversary, shifted
from ._cards import card
from ._curated import SMALL_KINDS
from ._dataset import Dataset, load
from ._dates import PartialDate
from ._model import COUNTRY_TOO, City, Record, in_language
from ._occasions import KINDS_WITH_START
from ._overview import overview, said_criterion
from ._partnerships import CRITERIA, STATUSES, Partnership
from ._sentences import STATUS_WORDS
from ._sources import Source, Statement
from ._terminal import as_json, paragraph, table, write
from ._text import listed, said_date, said_span, weekday
from ._things import Thing
from .exceptions import (
    AmbiguousNameError,
    BeyondKnownWarning,
    CurationError,
    DataError,
    InvalidDateError,
    PartnershipsError,
    UnknownNameError,
)


if TYPE_CHECKING:
    from ._celebrations import Celebration
    from ._resolve import Policy

__all__ = ["main"]

# Those of `export.FORMATS`, which would cost every call its import.
FORMATS = ("datapackage", "parquet", "geojson", "jsonld", "json")
_MOST_NAMES = 30  # that `show` lists; a city has more than a hundred

Question = Callable[[Dataset, argparse.Namespace], int]
Command = Callable[[argparse.Namespace], int]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"{text!r} is no day; write it like 2027-06-27"
        raise argparse.ArgumentTypeError(msg) from None


def _when(text: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except InvalidDateError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _say(args: argparse.Namespace, de: str, en: str) -> str:
    return in_language(args.language, de, en)


def _beyond(dataset: Dataset, on: date, args: argparse.Namespace) -> None:
    if on > dataset.known_until and not args.json:
        until = said_date(dataset.known_until, args.language)
        write("")
        write(
            paragraph(
                _say(
                    args,
                    f"Gelesen sind Quellen bis {until}; Späteres ist hier nicht bekannt.",
                    f"The sources were read until {until}; later events are not known here.",
                )
            )
        )


# list, show -------------------------------------------------------------------------


def _list(dataset: Dataset, args: argparse.Namespace) -> int:
    on = args.on or date.today()
    found = dataset.partners(
        None if args.all else on,
        statuses=args.status or ("active", "resting"),
        definition=args.definition,
    )
    if args.json:
        write(as_json([p.to_dict() for p in found]))
        return 0 if found else 1
    rows = [
        (
            str(number),
            str(p.since_by(args.definition) or "?"),
            p.city.label(args.language),
            p.city.country,
            _status(p, on, args),
        )
        for number, p in enumerate(found, 1)
    ]
    heads = (
        "",
        *_say(args, "seit|Stadt|Land|Status", "since|city|country|status").split("|"),
    )
    write(table(rows, heads))
    _beyond(dataset, on, args)
    return 0 if found else 1


_ROLE_WORDS = {
    "announcement": "Ankündigung",
    "opening": "erster Akt",
    "founding": "Gründung",
    "renewal": "Erneuerung",
    "suspension": "Aussetzung",
    "resumption": "Wiederaufnahme",
    "termination": "Beendigung",
    "other": "anderer Akt",
    "predecessor": "Vorgänger",
}


def _status(partnership: Partnership, on: date, args: argparse.Namespace) -> str:
    status = partnership.status(on)
    if status is None:
        return _say(args, "noch nicht", "not yet")
    return _say(args, *STATUS_WORDS[status])


def _show(dataset: Dataset, args: argparse.Namespace) -> int:
    record = _record(dataset, args.name)
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


def _record(dataset: Dataset, name: str) -> Any:
    if "/" in name:
        return dataset.record(name)
    if name in dataset.sources:
        return dataset.sources[name]
    try:
        return dataset.partnership(name)
    except UnknownNameError:
        return _thing(dataset, name) or dataset.city(name)


def _thing(dataset: Dataset, name: str) -> Thing | None:
    """
    The record of a smaller kind with this name, if there is just one.

    Raises:
        AmbiguousNameError: If there are several.
    """
    found = []
    for kind in SMALL_KINDS:
        try:
            found.append(getattr(dataset, kind).find(name))
        except UnknownNameError:
            continue
    if len(found) > 1:
        raise AmbiguousNameError(name, [record.full_id for record in found])
    return found[0] if found else None


def _show_partnership(p: Partnership, args: argparse.Namespace) -> None:
    language = args.language
    write(f"{p.city.label(language)} ({p.city.country}) — {p.full_id}")
    write("")
    since = said_date(p.since, language)
    first = said_date(p.since_by("first-act"), language)
    write(
        "  " + _say(args, f"Partnerschaft seit {since}", f"Partnership since {since}")
    )
    if first != since:
        write("  " + _say(args, f"erster Akt: {first}", f"first act: {first}"))
    for period in p.periods:
        word = _say(args, *STATUS_WORDS[period.status])
        start = said_date(period.start, language)
        write("  " + _say(args, f"{word}, Beginn: {start}", f"{word}, from: {start}"))
    write("")
    rows = [
        (
            str(a.date or "?"),
            _say(args, _ROLE_WORDS[a.role], a.role),
            a.instrument or " / ".join(a.instruments),
        )
        for a in (*p.predecessors, *p.acts)
    ]
    heads = _say(args, "Datum|Rolle|Urkunde", "date|role|instrument").split("|")
    write(table(rows, heads))
    _show_names(p.city, args)


def _show_city(city: City, args: argparse.Namespace) -> None:
    write(f"{city.label(args.language)} ({city.country}) — {city.full_id}")
    write("")
    known = [p.full_id for p in city.partnerships]
    word = _say(args, "keine Partnerstadt", "not a partner city")
    write("  " + (", ".join(known) or word))
    _show_names(city, args)


def _show_names(city: City, args: argparse.Namespace) -> None:
    kinds: dict[str, str] = {}
    for name in city.names:
        kinds.setdefault(name.text, name.kind)
    names = [text for text, kind in kinds.items() if kind != "as-printed"]
    others = len(names) - _MOST_NAMES
    said = _say(args, "Namen: ", "Names: ") + ", ".join(names[:_MOST_NAMES])
    if others > 0:
        said += _say(args, f" und {others} weitere", f" and {others} others")
    write("")
    write(paragraph(said))
    meant = [n for n in city.named(args.name) if n.note == COUNTRY_TOO]
    for text, remark in {n.text: n.remark(args.language) for n in meant}.items():
        write(paragraph(f"{text}: {remark}"))


def _show_source(dataset: Dataset, source: Source, args: argparse.Namespace) -> None:
    write(paragraph(source.cite()))
    if source.note:
        write(paragraph(source.note))
    write("")
    _statement_table(dataset.statements(source=source.id), args, {})


# timeline, anniversaries ---------------------------------------------------------------


def _timeline(dataset: Dataset, args: argparse.Namespace) -> int:
    found = dataset.timeline(
        args.definition, statuses=args.status or ("active", "resting")
    )
    if args.json:
        write(as_json([interval.to_dict() for interval in found]))
        return 0
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
    write(table(rows, _say(args, "Zahl|Zeit|Änderung", "count|time|change").split("|")))
    _resting(dataset, args)
    return 0


def _resting(dataset: Dataset, args: argparse.Namespace) -> None:
    """
    Say that suspended partnerships are counted, where there are any.
    """
    rest = [
        p
        for p in dataset.partnerships.values()
        if p.periods[-1:] and p.periods[-1].status == "resting"
    ]
    if rest and "resting" in (args.status or ("resting",)):
        names = listed([p.city.label(args.language) for p in rest], args.language)
        write("")
        write(
            paragraph(
                _say(
                    args,
                    f"Mitgezählt, obwohl ausgesetzt: {names}. Ohne: --status active",
                    f"Counted although suspended: {names}. Without: --status active",
                )
            )
        )


def _anniversaries(dataset: Dataset, args: argparse.Namespace) -> int:
    start = args.start or date.today()
    found = dataset.anniversaries(
        start,
        args.end or _year_from(start),
        records=_chosen(dataset, args),
        numbers=ROUND if args.round else None,
        criterion=args.definition,
        predecessors=args.predecessors,
    )
    if args.ics:
        return _calendar(found, args)
    if args.json:
        write(as_json([a.to_dict() for a in found]))
    elif args.format == "text":
        _anniversary_table(found, args)
    else:
        table_of = overview(found, days_from=date.today())
        of_kind = {"markdown": table_of.to_markdown, "html": table_of.to_html}
        write(of_kind[args.format](args.language).rstrip())
    return 0 if found else 1


def _chosen(dataset: Dataset, args: argparse.Namespace) -> list[Record | str] | None:
    """
    The records whose anniversaries are asked for; None for all partnerships.
    """
    if not args.name and not args.also:
        return None
    others = [each for kind in args.also for each in getattr(dataset, kind).values()]
    return [*(args.name or dataset.partnerships.values()), *others]


def _anniversary_table(found: Sequence[Anniversary], args: argparse.Namespace) -> None:
    rows = [
        (
            str(a.date),
            weekday(a.date.lower, args.language)
            if a.date.is_day and a.date.lower
            else "",
            f"{a.number}.",
            _whose(a, args),
            str(a.since),
            _unusual(a.status, args),
        )
        for a in found
    ]
    heads = "Datum|Tag|Jahrestag|Stadt|seit|Status", "date|day|number|city|since|status"
    write(table(rows, _say(args, *heads).split("|")))


def _unusual(status: str | None, args: argparse.Namespace) -> str:
    """
    A status that one must know of; nothing for an active partnership.
    """
    if status in (None, "active"):
        return ""
    return _say(args, *STATUS_WORDS[status])


def _whose(anniversary: Anniversary, args: argparse.Namespace) -> str:
    label = anniversary.label(args.language)
    if anniversary.criterion == args.definition:
        return label
    return f"{label} ({said_criterion(anniversary.criterion, args.language)})"


def _calendar(found: Sequence[Anniversary], args: argparse.Namespace) -> int:
    from .calendar import to_calendar  # noqa: PLC0415  # needs an extra

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


def _celebrated(dataset: Dataset, args: argparse.Namespace) -> int:
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
        write(_say(args, "Keine Feier ist bekannt.", "No celebration is known."))
    elif args.name:
        write("\n\n".join(paragraph(c.explain(args.language)) for c in found))
    else:
        _celebration_table(found, args)
    return 0 if found and (not asked or all(c.rule for c in found)) else 1


def _celebration_table(found: Sequence[Celebration], args: argparse.Namespace) -> None:
    rows = [
        (
            str(c.held),
            str(c.number),
            _say(args, c.city_de, c.city),
            _days_away(c),
            _rule_of(c, args),
        )
        for c in found
    ]
    heads = _say(args, "Zeit|Jahre|Stadt|Tage|passt", "time|years|city|days|fits")
    write(table(rows, heads.split("|")))


def _days_away(celebration: Celebration) -> str:
    days = celebration.fit.days if celebration.fit else ""
    return "…".join(map(str, days)) if isinstance(days, tuple) else str(days)


def _rule_of(celebration: Celebration, args: argparse.Namespace) -> str:
    fit = celebration.fit
    if fit is None or fit.rule is None:
        return _say(args, "passt nicht", "no")
    rule = _say(args, _RULE_WORDS[fit.rule], fit.rule.replace("-", " "))
    if fit.criterion == CRITERIA[0]:
        return rule
    return f"{rule} ({_say(args, _ROLE_WORDS[fit.role], fit.role)})"


def _year_from(start: date) -> date:
    """
    The last day of the year that begins on *start*.
    """
    if start.year == date.max.year:
        return date.max
    after = shifted(start, 1, "1-march")
    return (after or date.max) - timedelta(1)


# reconcile --------------------------------------------------------------------------------


def _reconcile(dataset: Dataset, args: argparse.Namespace) -> int:
    result = dataset.reconcile(
        *_dated(dataset, args), policy=_policy(args), definition=args.definition
    )
    form = "json" if args.json else args.format
    if form == "json":
        write(as_json(result.to_dict()))
    elif form == "text":
        write(paragraph(result.explain(args.language)))
    else:
        told = result.to_html if form == "html" else result.to_markdown
        write(told(args.language).removesuffix("\n"))
    return 1 if args.source and result.differs else 0


def _dated(dataset: Dataset, args: argparse.Namespace) -> Iterator[str | Source]:
    """
    What is to be reconciled; files that name no day speak of the one that was given.
    """
    for what in args.source:
        if args.as_of is None or what in dataset.sources or not Path(what).exists():
            yield what
            continue
        from ._inputs import sources_from  # noqa: PLC0415  # brings cattrs

        for source in sources_from(Path(what)):
            undated = source.as_of is None and source.published is None
            yield attrs.evolve(source, as_of=args.as_of) if undated else source


def _policy(args: argparse.Namespace) -> Policy | None:
    if args.policy is None:
        return None
    from ._inputs import policy_from  # noqa: PLC0415  # brings cattrs

    return policy_from(Path(args.policy))


# sources, statements ------------------------------------------------------------------------


def _sources(dataset: Dataset, args: argparse.Namespace) -> int:
    found = [
        s
        for s in dataset.sources.values()
        if not args.text
        or args.text.casefold() in f"{s.id} {s.title} {s.publisher}".casefold()
    ]
    if args.json:
        write(as_json([s.to_dict() for s in found]))
    else:
        rows = [(s.id, str(s.published or "?"), s.kind, s.title) for s in found]
        heads = _say(args, "id|veröffentlicht|Art|Titel", "id|published|kind|title")
        write(table(rows, heads.split("|")))
    return 0 if found else 1


def _statements(dataset: Dataset, args: argparse.Namespace) -> int:
    found = dataset.statements(args.about, args.property, args.source)
    places = _places(Path(args.data or "data"), found)
    if args.json:
        write(as_json([{**_statement(s), "place": places.get(s.id)} for s in found]))
    else:
        _statement_table(found, args, places)
    return 0 if found else 1


def _statement(statement: Statement) -> dict[str, Any]:
    from ._convert import unstructure  # noqa: PLC0415  # brings cattrs

    plain: dict[str, Any] = unstructure(statement, compact=True)
    return {**plain, "id": statement.id}


def _places(folder: Path, statements: Sequence[Statement]) -> dict[str, str]:
    """
    ``path:line`` of each statement, where the data folder is at hand.
    """
    if not statements or not (folder / "sources").is_dir():
        return {}
    from ._read import Folder  # noqa: PLC0415  # only where there is a folder

    reading = Folder(folder)
    stated = reading.read().statements
    return {
        statement.id: f"{folder / path}:{reading.line(path, 'statements', position)}"
        for statement, (path, position) in zip(stated, reading.places, strict=True)
    }


def _statement_table(
    statements: Sequence[Statement], args: argparse.Namespace, places: dict[str, str]
) -> None:
    for s in statements:
        value = ", ".join(s.value) if isinstance(s.value, tuple) else s.value
        write(paragraph(f"{s.about} {s.property}: {value}"))
        quote = f" “{s.quote}”" if s.quote else f" [{s.basis}]"
        mode = "" if s.mode == "stated" else f" ({s.mode})"
        place = f"  {places[s.id]}" if s.id in places else ""
        write(paragraph(f"{s.source}, {s.at}:{quote}{mode}{place}", "    "))
    said = len(statements)
    write(_say(args, f"{said} Aussagen", f"{said} statements"))


# diff -----------------------------------------------------------------------------------------


def _diff(args: argparse.Namespace) -> int:
    from ._diff import diff  # noqa: PLC0415  # reads two data sets

    found = diff(args.old, args.new)
    if args.json:
        write(as_json({**found.to_dict(), "bump": found.bump}))
    else:
        write(paragraph(found.explain(args.language)))
        write(_say(args, f"Versionssprung: {found.bump}", f"raises: {found.bump}"))
    return 1 if found.changes else 0


# export -------------------------------------------------------------------------------------


def _export(dataset: Dataset, args: argparse.Namespace) -> int:
    from .export import write as export  # noqa: PLC0415  # only who exports needs it

    progress = _progress if sys.stderr.isatty() else None
    written = export(
        dataset, args.folder, args.format, force=args.force, progress=progress
    )
    if progress:
        progress("")
    if args.json:
        write(as_json([str(path) for path in written]))
    else:
        for path in written:
            write(str(path))
    return 0


def _progress(name: str) -> None:
    """
    Tell somebody who waits which file has been made; the next one takes its line.
    """
    sys.stderr.write(f"\r{name:<40}\r")
    sys.stderr.flush()


# check, compile -----------------------------------------------------------------------------


def _folder(args: argparse.Namespace) -> Path:
    folder = Path(args.folder)
    if not folder.is_dir():
        msg = f"no folder {args.folder!r}; give the path of the data folder"
        raise NotADirectoryError(msg)
    return folder


def _check(args: argparse.Namespace) -> int:
    from ._curation import check, evidence, stale  # noqa: PLC0415  # only for curators

    folder = _folder(args)
    problems = [*check(folder), *stale(folder, Path(args.out))]
    if args.evidence:
        problems += evidence(folder, Path(args.evidence))
    if args.json:
        keys = ("path", "line", "field", "problem")
        write(as_json([{key: getattr(p, key) for key in keys} for p in problems]))
    else:
        for problem in problems:
            write(problem)
    return 1 if problems else 0


def _compile(args: argparse.Namespace) -> int:
    from ._curation import compile_folder  # noqa: PLC0415  # only for curators

    written = compile_folder(_folder(args), Path(args.out))
    if args.json:
        write(as_json([str(path) for path in written]))
    else:
        for path in written:
            write(str(path))
    return 0


def _coverage(args: argparse.Namespace) -> int:
    from ._curation import coverage  # noqa: PLC0415  # only for curators
    from ._read import read_folder  # noqa: PLC0415  # only for curators

    found = coverage(read_folder(_folder(args)), Path(args.inventory))
    if args.json:
        keys = ("id", "source", "ship", "outcome", "held_by", "reason")
        write(as_json([{key: getattr(c, key) for key in keys} for c in found.claims]))
        return 1 if found.missing else 0
    for claim in found.claims:
        if claim.ship == "yes" and claim.outcome != "held":
            write(paragraph(f"{claim.id} {claim.outcome}: {claim.reason}"))
    counts = [found.count(outcome) for outcome in ("held", "left out", "missing")]
    write("{} held, {} left out with a reason, {} missing".format(*counts))
    return 1 if found.missing else 0


# The parser -------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="berlin-partnerships",
        description="Berlin's city partnerships: who, since when, and who says so.",
        epilog="Exit codes: 0 done, 1 no or differs or not right, 2 wrong call.",
    )
    parser.add_argument("--version", action="version", version=_version())
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print JSON")
    common.add_argument(
        "--language", choices=("de", "en"), default="en", help="German or English"
    )
    subs = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Command, text: str) -> argparse.ArgumentParser:
        sub = subs.add_parser(name, parents=[common], help=text, description=text)
        sub.set_defaults(run=run)
        return sub

    def ask(name: str, question: Question, text: str) -> argparse.ArgumentParser:
        sub = add(name, lambda args: question(load(args.data), args), text)
        sub.add_argument(
            "--data",
            metavar="PATH",
            help="a data folder, or a table of partners (.csv), instead of the "
            "shipped data",
        )
        return sub

    _add_questions(ask)
    _add_curation(add)  # these must run where the shipped data do not load
    return parser


def _version() -> str:
    return f"berlin-partnerships {__version__}"


def _defined(sub: argparse.ArgumentParser, *, statuses: bool = True) -> None:
    sub.add_argument(
        "--definition",
        choices=CRITERIA,
        default=CRITERIA[0],
        help="which act starts a partnership",
    )
    if statuses:
        sub.add_argument(
            "--status",
            action="append",
            choices=STATUSES,
            help="count this status (repeat it; default: active and resting)",
        )


def _add_questions(add: Callable[..., argparse.ArgumentParser]) -> None:
    sub = add("list", _list, "the partners on a day")
    sub.add_argument("--on", type=_day, metavar="DAY", help="default: today")
    sub.add_argument("--all", action="store_true", help="every one ever held")
    _defined(sub)
    sub = add(
        "show", _show, "all about a partnership, a city, a source, or any other record"
    )
    sub.add_argument("name", metavar="NAME", help="any name or id")
    sub = add("search", _search, "find names and titles of all kinds")
    sub.add_argument("text", metavar="TEXT")
    sub = add("timeline", _timeline, "how many partners there were, over time")
    _defined(sub)
    sub = add("anniversaries", _anniversaries, "the anniversaries in a span of days")
    sub.add_argument("name", nargs="*", metavar="NAME", help="only these partners")
    sub.add_argument(
        "--from", dest="start", type=_day, metavar="DAY", help="default: today"
    )
    sub.add_argument(
        "--to", dest="end", type=_day, metavar="DAY", help="default: a year later"
    )
    sub.add_argument("--round", action="store_true", help="only round ones")
    _defined(sub, statuses=False)
    sub.add_argument(
        "--also",
        action="append",
        choices=KINDS_WITH_START,
        default=[],
        help="also those of all records of this kind (repeat it)",
    )
    sub.add_argument(
        "--predecessors", action="store_true", help="also what East Berlin had agreed"
    )
    sub.add_argument(
        "--format",
        choices=("text", "markdown", "html"),
        default="text",
        help="as a short table, or as a whole program with sources and days to go",
    )
    sub.add_argument("--ics", metavar="FILE", help="write them into a calendar file")
    sub.add_argument("--force", action="store_true", help="overwrite that file")
    sub.add_argument(
        "--alarm",
        action="append",
        type=int,
        default=[],
        metavar="DAYS",
        help="remind so many days before, in the calendar file (repeat it)",
    )
    _add_celebrated(add)
    sub = add(
        "reconcile",
        _reconcile,
        "why sources differ; without a source, the story of 17, 18, 19 and 20",
    )
    sub.add_argument(
        "source",
        nargs="*",
        metavar="SOURCE",
        help="id of a source, such as seed-002; a file with a name a line, a table "
        "(.csv), a source in TOML; or a folder of these",
    )
    sub.add_argument(
        "--as-of",
        type=_when,
        metavar="DATE",
        help="what files without a date speak of: 2024, 2024-05, 2024-05-31",
    )
    sub.add_argument("--policy", metavar="FILE", help="TOML with other rules and costs")
    sub.add_argument(
        "--format",
        choices=("text", "markdown", "html", "json"),
        default="text",
        help="how to print the answer",
    )
    _defined(sub, statuses=False)
    sub = add("sources", _sources, "the sources")
    sub.add_argument("text", nargs="?", metavar="TEXT", help="part of id or title")
    sub = add("statements", _statements, "what the sources say, with the place")
    sub.add_argument("about", nargs="?", metavar="ABOUT", help="id of a record")
    sub.add_argument("--property", help="only this property")
    sub.add_argument("--source", help="only this source")
    sub = add("export", _export, "write all of the data for other tools")
    sub.add_argument("folder", metavar="DIR", help="where to; made if not there")
    sub.add_argument(
        "--format",
        choices=FORMATS,
        default=FORMATS[0],
        help=f"default: {FORMATS[0]} (CSV tables with a description)",
    )
    sub.add_argument(
        "--force", action="store_true", help="replace files of the same name"
    )


def _add_celebrated(add: Callable[..., argparse.ArgumentParser]) -> None:
    text = "anniversaries as they were kept, beside the computed ones"
    sub = add("celebrated", _celebrated, text)
    sub.add_argument(
        "name", nargs="*", metavar="NAME", help="only these partners, and at length"
    )
    sub.add_argument(
        "--number", type=int, metavar="N", help="ask whether N years fit NAME …"
    )
    sub.add_argument(
        "--on",
        metavar="WHEN",
        help="… when kept then: 2022-06, 2017-10-04/2017-10-05",
    )


def _add_curation(add: Callable[..., argparse.ArgumentParser]) -> None:
    shipped = Path(__file__).parent / "_data"
    for name, run, text in (
        ("check", _check, "everything that is wrong with a data folder"),
        ("compile", _compile, "resolve the statements and write the package's data"),
    ):
        sub = add(name, run, text)
        sub.add_argument("folder", nargs="?", default="data", metavar="DIR")
        sub.add_argument(
            "--out", default=shipped, metavar="DIR", help="where the compiled files are"
        )
        if name == "check":
            sub.add_argument(
                "--evidence",
                metavar="DIR",
                help="also compare the quotes with the texts in this folder",
            )
    sub = add("diff", _diff, "what changed for users between two data versions")
    for name in ("old", "new"):
        sub.add_argument(
            name,
            metavar=name.upper(),
            help="a data folder, a folder with compiled files, or a wheel",
        )
    sub = add("coverage", _coverage, "which claims of an inventory are held")
    sub.add_argument("inventory", metavar="FILE", help="JSON with a list of claims")
    sub.add_argument("folder", nargs="?", default="data", metavar="DIR")


def _search(dataset: Dataset, args: argparse.Namespace) -> int:
    hits = dataset.search(args.text)
    if args.json:
        write(as_json([hit.to_dict() for hit in hits]))
    else:
        rows = [(hit.about, hit.rule, hit.matched) for hit in hits]
        heads = _say(args, "Datensatz|wie|Treffer", "record|how|matched").split("|")
        write(table(rows, heads))
    return 0 if hits else 1


def main(argv: Sequence[str] | None = None) -> int:
    """
    Run the command line; the exit code.

    >>> main(["list", "--on", "1967-06-26"])
      since  city  country  status
      ─────  ────  ───────  ────────
    1
    """
    args = _parser().parse_args(argv)
    run: Command = args.run
    try:
        with warnings.catch_warnings():
            # Said in words below the answer.
            warnings.simplefilter("ignore", BeyondKnownWarning)
            code = run(args)
        sys.stdout.flush()
    except CurationError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except BrokenPipeError:
        # The reader has had enough; what is left to write goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (PartnershipsError, ValueError, OSError) as error:
        sys.stderr.write(f"berlin-partnerships: {error}\n")
        return 1 if isinstance(error, DataError) else 2
    return code
