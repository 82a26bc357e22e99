"""
The command ``berlin-partnerships``: its parser, and how it ends.

Exit codes: 0 done; 1 the answer is no, differs, or the data are not right;
2 the call is wrong. The only room that may take today for granted.

Floor 9: imports everything.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__
from ._commands._completion import SHELLS, PrintCompletion
from ._commands._curators import check, compile_data, coverage, diff, export
from ._commands._days import anniversaries, celebrated
from ._commands._help import Parser, language_of
from ._commands._questions import list_partners, search, timeline
from ._commands._reconcile import reconcile
from ._commands._show import show
from ._commands._statements import sources, statements
from ._dataset import load
from ._dates import PartialDate
from ._occasions import KINDS_WITH_START
from ._partnerships import CRITERIA, STATUSES
from .exceptions import (
    BeyondKnownWarning,
    CurationError,
    DataError,
    InvalidDateError,
    PartnershipsError,
)


if TYPE_CHECKING:
    from ._commands._shared import Command, Question

__all__ = ["main"]

Ask = Callable[..., Parser]  # adds a command

# Those of `export.FORMATS`, which would cost every call its import.
FORMATS = (
    *("datapackage", "parquet", "geojson", "jsonld", "json"),
    *("ics", "markdown", "html"),
)


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


_LONGEST_ALARM = 9_999  # days


def _days_before(text: str) -> int:
    days = int(text) if text.isascii() and text.isdecimal() else -1
    if not 0 <= days <= _LONGEST_ALARM:
        msg = f"{text!r} is no number of days before, from 0 to {_LONGEST_ALARM}"
        raise argparse.ArgumentTypeError(msg)
    return days


# The parser -----------------------------------------------------------------------------


def _parser(language: str) -> Parser:
    parser = Parser(
        prog="berlin-partnerships",
        description="Berlin's city partnerships: who, since when, and who says so.",
        language=language,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=_version(),
        help="show program's version number and exit",
    )
    parser.add_argument(
        "--print-completion",
        action=PrintCompletion,
        choices=SHELLS,
        metavar="SHELL",
        help="print the completion for this shell (needs the extra cli)",
    )
    _spoken(parser)
    common = Parser(add_help=False, language=language)
    common.add_argument("--json", action="store_true", help="print JSON")
    _spoken(common)
    subs = parser.add_subparsers(
        dest="command", required=True, metavar=parser.told("COMMAND")
    )

    def add(name: str, run: Command, text: str) -> Parser:
        sub = subs.add_parser(
            name,
            parents=[common],
            help=parser.told(text),
            description=text,
            language=language,
            command=name,
        )
        sub.set_defaults(run=run)
        return sub

    def ask(name: str, question: Question, text: str) -> Parser:
        sub = add(name, lambda args: question(load(args.data), args), text)
        sub.add_argument(
            "--data",
            metavar="PATH",
            help="a data folder, or a table of partners (.csv), instead of the "
            "shipped data",
        )
        return sub

    for family in (_add_partners, _add_days, _add_reconcile, _add_sources, _add_export):
        family(ask)
    _add_curation(add)  # these must run where the shipped data do not load
    return parser


def _version() -> str:
    return f"berlin-partnerships {__version__}"


def _spoken(parser: Parser) -> None:
    parser.add_argument(
        "--language",
        choices=("de", "en"),
        default=parser.language,
        help="German or English; default: that of LC_ALL, LC_MESSAGES or LANG",
    )


def _defined(sub: Parser, *, statuses: bool = True) -> None:
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


def _add_partners(add: Ask) -> None:
    sub = add("list", list_partners, "the partners on a day")
    sub.add_argument("--on", type=_day, metavar="DAY", help="default: today")
    sub.add_argument(
        "--all",
        action="store_true",
        help="every one ever held; with --status, those that have it last",
    )
    _defined(sub)
    sub = add(
        "show", show, "all about a partnership, a city, a source, or any other record"
    )
    sub.add_argument("name", metavar="NAME", help="any name or id")
    sub = add("search", search, "find names and titles of all kinds")
    sub.add_argument("text", metavar="TEXT", help="part of a name or title")
    sub = add("timeline", timeline, "how many partners there were, over time")
    _defined(sub)


def _add_days(add: Ask) -> None:
    sub = add("anniversaries", anniversaries, "the anniversaries in a span of days")
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
        help="as a short table, or as a whole program with sources and days to go",
    )
    sub.add_argument("--ics", metavar="FILE", help="write them into a calendar file")
    sub.add_argument("--force", action="store_true", help="overwrite the file of --ics")
    sub.add_argument(
        "--alarm",
        action="append",
        type=_days_before,
        default=[],
        metavar="DAYS",
        help="remind so many days before, in the file of --ics (repeat it)",
    )
    _add_celebrated(add)


def _add_reconcile(add: Ask) -> None:
    sub = add(
        "reconcile",
        reconcile,
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
    sub.add_argument(
        "--open",
        action="store_true",
        help="lists and tables name only some of the partners",
    )
    sub.add_argument("--policy", metavar="FILE", help="TOML with other rules and costs")
    sub.add_argument(
        "--format",
        choices=("text", "markdown", "html", "json"),
        help="how to print the answer",
    )
    _defined(sub, statuses=False)


def _add_sources(add: Ask) -> None:
    sub = add("sources", sources, "the sources")
    sub.add_argument(
        "text", nargs="?", metavar="TEXT", help="part of an id, title or publisher"
    )
    sub = add("statements", statements, "what the sources say, with the place")
    sub.add_argument("about", nargs="?", metavar="ABOUT", help="id of a record")
    sub.add_argument("--property", metavar="PROPERTY", help="only this property")
    sub.add_argument("--source", metavar="ID", help="only this source")


def _add_export(add: Ask) -> None:
    sub = add("export", export, "write all of the data for other tools")
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


def _add_celebrated(add: Ask) -> None:
    text = "anniversaries as they were kept, beside the computed ones"
    sub = add("celebrated", celebrated, text)
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


def _add_curation(add: Ask) -> None:
    shipped = Path(__file__).parent / "_data"
    for name, run, text in (
        ("check", check, "everything that is wrong with a data folder"),
        (
            "compile",
            compile_data,
            "resolve the statements and write the package's data",
        ),
    ):
        sub = add(name, run, text)
        sub.add_argument(
            "folder",
            nargs="?",
            default="data",
            metavar="DIR",
            help="the data folder; default: data",
        )
        sub.add_argument(
            "--out", default=shipped, metavar="DIR", help="where the compiled files are"
        )
        if name == "check":
            sub.add_argument(
                "--evidence",
                metavar="DIR",
                help="also compare the quotes with the texts in this folder",
            )
    sub = add("diff", diff, "what changed for users between two data versions")
    for name in ("old", "new"):
        sub.add_argument(
            name,
            metavar=name.upper(),
            help="a data folder, a folder with compiled files, or a wheel",
        )
    sub = add("coverage", coverage, "which claims of an inventory are held")
    sub.add_argument("inventory", metavar="FILE", help="JSON with a list of claims")
    sub.add_argument(
        "folder",
        nargs="?",
        default="data",
        metavar="DIR",
        help="the data folder; default: data",
    )


# The run ------------------------------------------------------------------------------


def main(argv: Sequence[str] | None = None) -> int:
    """
    Run the command line; the exit code.

    >>> main(["list", "--on", "1967-06-26", "--language", "en"])
    No partner city is known for 26 June 1967.
    1
    """
    given = sys.argv[1:] if argv is None else argv
    parser = _parser(language_of(given, os.environ))
    try:
        args = parser.parse_args(given)
        args.this_day = date.today()
        run: Command = args.run
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
