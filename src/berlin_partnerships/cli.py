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

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from . import __version__
from ._anniversaries import ROUND, shifted
from ._cards import card
from ._curated import SMALL_KINDS
from ._dataset import Dataset, load
from ._model import COUNTRY_TOO, City, in_language
from ._partnerships import CRITERIA, STATUSES, Partnership
from ._sources import Source, Statement
from ._terminal import as_json, paragraph, table, write
from ._text import said_date, said_span, weekday
from ._things import Thing
from .exceptions import (
    AmbiguousNameError,
    BeyondKnownWarning,
    CurationError,
    DataError,
    PartnershipsError,
    UnknownNameError,
)


__all__ = ["main"]

_MOST_NAMES = 30  # that `show` lists; a city has more than a hundred

Question = Callable[[Dataset, argparse.Namespace], int]
Command = Callable[[argparse.Namespace], int]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"{text!r} is no day; write it like 2027-06-27"
        raise argparse.ArgumentTypeError(msg) from None


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


_STATUS_WORDS = {
    "active": "aktiv",
    "dormant": "eingeschlafen",
    "resting": "ruht",
    "ended": "beendet",
    "announced": "angekündigt",
    "unclear": "unklar",
}


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
    return _say(args, _STATUS_WORDS[status], status)


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
        word = _say(args, _STATUS_WORDS[period.status], period.status)
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
    return 0


def _anniversaries(dataset: Dataset, args: argparse.Namespace) -> int:
    start = args.start or date.today()
    end = args.end or _year_from(start)
    found = dataset.anniversaries(
        start,
        end,
        numbers=ROUND if args.round else None,
        criterion=args.definition,
        records=args.name or None,
    )
    if args.json:
        write(as_json([a.to_dict() for a in found]))
        return 0 if found else 1
    rows = [
        (
            str(a.date),
            weekday(a.date.lower, args.language)
            if a.date.is_day and a.date.lower
            else "",
            f"{a.number}.",
            dataset.partnerships[a.record.id].city.label(args.language),
            str(a.since),
        )
        for a in found
    ]
    heads = _say(
        args, "Datum|Tag|Jahrestag|Stadt|seit", "date|day|number|city|since"
    ).split("|")
    write(table(rows, heads))
    return 0 if found else 1


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
    result = dataset.reconcile(*args.source)
    if args.json:
        write(as_json(result.to_dict()))
    else:
        write(paragraph(result.explain(args.language)))
    return 1 if args.source and result.differs else 0


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
    places = _places(Path(args.data), found)
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
        return add(name, lambda args: question(load(), args), text)

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
    sub = add(
        "reconcile",
        _reconcile,
        "why sources differ; without a source, the story of 17, 18, 19 and 20",
    )
    sub.add_argument(
        "source", nargs="*", metavar="SOURCE", help="id of a source, such as seed-002"
    )
    sub = add("sources", _sources, "the sources")
    sub.add_argument("text", nargs="?", metavar="TEXT", help="part of id or title")
    sub = add("statements", _statements, "what the sources say, with the place")
    sub.add_argument("about", nargs="?", metavar="ABOUT", help="id of a record")
    sub.add_argument("--property", help="only this property")
    sub.add_argument("--source", help="only this source")
    sub.add_argument("--data", default="data", metavar="DIR", help="data folder")


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
