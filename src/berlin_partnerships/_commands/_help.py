"""
The help, in English and in German, with examples that run.

The parser is written in English; here its words are told in German.

Floor 8: part of the commands.
"""

from __future__ import annotations

import argparse

from collections.abc import Iterable, Mapping
from typing import Any

from .._language import in_language
from .._terminal import paragraph, write


__all__ = ["EXAMPLES", "GERMAN", "Parser", "language_of"]

EXIT_CODES = (
    "Rückgabe: 0 erledigt, 1 nein, verschieden oder nicht richtig, 2 falscher Aufruf.",
    "Exit codes: 0 done, 1 no or differs or not right, 2 wrong call.",
)

# Of each command: what to type, and what it answers in German and in English.
EXAMPLES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "list": (
        (
            "list --on 2024-01-01",
            "die Partnerstädte dieses Tages",
            "the partners of that day",
        ),
        (
            "list --on 2024-01-01 --status active",
            "ohne die ausgesetzten",
            "without the suspended ones",
        ),
        ("list --json", "für andere Programme", "for other programs"),
    ),
    "show": (
        ("show Moskau", "eine Partnerschaft, unter jedem Namen", "any name will do"),
        ("show us-visit-2024", "eine Reise mit ihren Terminen", "a visit, its agenda"),
        ("show seed-002", "alles, was eine Quelle sagt", "all that a source says"),
    ),
    "search": (
        ("search Film", "was so heißt oder davon handelt", "what is called so"),
    ),
    "timeline": (
        ("timeline", "wie viele es waren, und seit wann", "how many, since when"),
        (
            "timeline --definition first-act",
            "gezählt ab dem ersten Akt",
            "counted from the first act",
        ),
    ),
    "anniversaries": (
        (
            "anniversaries --from 2027-01-01 --to 2027-12-31",
            "die Jahrestage des Jahres 2027",
            "the anniversaries of 2027",
        ),
        (
            "anniversaries paris --round",
            "nur die runden, einer Partnerschaft",
            "the round ones of one partner",
        ),
        (
            "anniversaries --ics 2027.ics --alarm 30",
            "als Kalender, mit Erinnerung",
            "as a calendar that reminds you",
        ),
    ),
    "celebrated": (
        ("celebrated", "alle bekannten Feiern", "all celebrations known"),
        (
            "celebrated Budapest --number 30 --on 2022-06",
            "passt diese Zahl?",
            "does this number fit?",
        ),
    ),
    "reconcile": (
        ("reconcile", "warum 17, 18, 19 und 20", "why 17, 18, 19 and 20"),
        (
            "reconcile seed-004 seed-002",
            "zwei Quellen, Posten für Posten",
            "two sources, item by item",
        ),
        (
            "reconcile mine.csv seed-002 --as-of 2024 --format html",
            "eine eigene Liste, als Webseite",
            "a list of your own, as a web page",
        ),
    ),
    "sources": (
        ("sources", "alle Quellen", "all sources"),
        ("sources Tagesspiegel", "die mit diesem Wort", "those with this word"),
    ),
    "statements": (
        ("statements moscow", "wer was über Moskau sagt", "who says what of Moscow"),
        (
            "statements moscow --property status",
            "nur über den Status",
            "only about its status",
        ),
        (
            "statements --source seed-002 --json",
            "alles aus einer Quelle",
            "all of one source",
        ),
    ),
    "export": (
        ("export out", "CSV mit Beschreibung", "CSV with a description"),
        (
            "export out --format geojson --force",
            "für Karten; ersetzt die Datei",
            "for maps; replaces the file",
        ),
        (
            "export out --format html",
            "warum Quellen sich unterscheiden",
            "why sources differ",
        ),
    ),
    "check": (
        ("check", "prüft den Ordner data", "checks the folder data"),
        ("check data --json", "für einen Editor", "for an editor"),
    ),
    "compile": (
        ("compile", "schreibt die Daten des Pakets", "writes the package's data"),
        ("compile data --out build", "schreibt sie woandershin", "writes elsewhere"),
    ),
    "diff": (
        (
            "diff old.whl new.whl",
            "zwei Versionen des Pakets",
            "two versions of the package",
        ),
        ("diff old/data data", "zwei Datenordner", "two data folders"),
    ),
    "coverage": (
        (
            "coverage claims.json",
            "was von der Liste im Ordner data fehlt",
            "what of the list the folder data lacks",
        ),
    ),
}

GERMAN = {
    # argparse's own
    "options": "Optionen",
    "positional arguments": "Argumente",
    "show this help message and exit": "diese Hilfe zeigen",
    "show program's version number and exit": "die Version nennen",
    # of all commands
    "Berlin's city partnerships: who, since when, and who says so.": (
        "Berlins Städtepartnerschaften: wer, seit wann, und wer das sagt."
    ),
    "print JSON": "JSON ausgeben",
    "German or English; default: that of LC_ALL, LC_MESSAGES or LANG": (
        "Deutsch oder Englisch; sonst nach LC_ALL, LC_MESSAGES oder LANG"
    ),
    "print the completion for this shell (needs the extra cli)": (
        "die Vervollständigung für diese Shell ausgeben (braucht das Extra cli)"
    ),
    "a data folder, or a table of partners (.csv), instead of the shipped data": (
        "ein Datenordner oder eine Tabelle von Partnern (.csv) statt der "
        "mitgelieferten Daten"
    ),
    "which act starts a partnership": "welcher Akt eine Partnerschaft beginnt",
    "count this status (repeat it; default: active and resting)": (
        "diesen Status mitzählen (mehrfach möglich; sonst active und resting)"
    ),
    # list, show, search, timeline
    "the partners on a day": "die Partnerstädte an einem Tag",
    "default: today": "sonst: heute",
    "every one ever held; with --status, those that have it last": (
        "alle, die es je gab; mit --status die, die ihn zuletzt haben"
    ),
    "all about a partnership, a city, a source, or any other record": (
        "alles über eine Partnerschaft, eine Stadt, eine Quelle oder einen anderen "
        "Datensatz"
    ),
    "any name or id": "irgendein Name oder eine id",
    "find names and titles of all kinds": "Namen und Titel aller Art finden",
    "part of a name or title": "Teil eines Namens oder Titels",
    "how many partners there were, over time": (
        "wie viele Partnerstädte es waren, im Lauf der Zeit"
    ),
    # anniversaries, celebrated
    "the anniversaries in a span of days": "die Jahrestage in einem Zeitraum",
    "only these partners": "nur diese Partnerstädte",
    "default: a year later": "sonst: ein Jahr später",
    "only round ones": "nur runde",
    "also those of all records of this kind (repeat it)": (
        "auch die aller Datensätze dieser Art (mehrfach möglich)"
    ),
    "also what East Berlin had agreed": "auch was Ost-Berlin vereinbart hatte",
    "as a short table, or as a whole program with sources and days to go": (
        "als kurze Tabelle oder als ganzes Programm mit Quellen und verbleibenden Tagen"
    ),
    "write them into a calendar file": "in eine Kalenderdatei schreiben",
    "overwrite the file of --ics": "die Datei von --ics überschreiben",
    "remind so many days before, in the file of --ics (repeat it)": (
        "so viele Tage vorher erinnern, in der Datei von --ics (mehrfach möglich)"
    ),
    "anniversaries as they were kept, beside the computed ones": (
        "Jahrestage, wie sie begangen wurden, neben den errechneten"
    ),
    "only these partners, and at length": "nur diese Partnerstädte, ausführlich",
    "ask whether N years fit NAME …": "fragen, ob N Jahre zu NAME passen …",
    "… when kept then: 2022-06, 2017-10-04/2017-10-05": (
        "… wenn so begangen: 2022-06, 2017-10-04/2017-10-05"
    ),
    # reconcile, sources, statements
    "why sources differ; without a source, the story of 17, 18, 19 and 20": (
        "warum Quellen sich unterscheiden; ohne Quelle: wie es zu 17, 18, 19 und 20 kam"
    ),
    "id of a source, such as seed-002; a file with a name a line, a table (.csv), "
    "a source in TOML; or a folder of these": (
        "id einer Quelle, etwa seed-002; eine Datei mit einem Namen je Zeile, eine "
        "Tabelle (.csv), eine Quelle in TOML; oder ein Ordner davon"
    ),
    "what files without a date speak of: 2024, 2024-05, 2024-05-31": (
        "wovon Dateien ohne Datum sprechen: 2024, 2024-05, 2024-05-31"
    ),
    "lists and tables name only some of the partners": (
        "Listen und Tabellen nennen nur einige der Partnerstädte"
    ),
    "TOML with other rules and costs": "TOML mit anderen Regeln und Kosten",
    "how to print the answer": "in welcher Form die Antwort ausgegeben wird",
    "the sources": "die Quellen",
    "part of an id, title or publisher": "Teil einer id, eines Titels oder Herausgebers",
    "what the sources say, with the place": "was die Quellen sagen, mit Fundstelle",
    "id of a record": "id eines Datensatzes",
    "only this property": "nur diese Eigenschaft",
    "only this source": "nur diese Quelle",
    # export, check, compile, diff, coverage
    "write all of the data for other tools": (
        "alle Daten für andere Werkzeuge schreiben"
    ),
    "where to; made if not there": "wohin; wird angelegt, wenn es fehlt",
    "default: datapackage (CSV tables with a description)": (
        "sonst: datapackage (CSV-Tabellen mit einer Beschreibung)"
    ),
    "replace files of the same name": "Dateien gleichen Namens ersetzen",
    "everything that is wrong with a data folder": (
        "alles, was an einem Datenordner nicht stimmt"
    ),
    "resolve the statements and write the package's data": (
        "die Aussagen auswerten und die Daten des Pakets schreiben"
    ),
    "the data folder; default: data": "der Datenordner; sonst: data",
    "where the compiled files are": "wo die kompilierten Dateien liegen",
    "also compare the quotes with the texts in this folder": (
        "auch die Zitate mit den Texten in diesem Ordner vergleichen"
    ),
    "what changed for users between two data versions": (
        "was sich für Nutzer zwischen zwei Datenversionen geändert hat"
    ),
    "a data folder, a folder with compiled files, or a wheel": (
        "ein Datenordner, ein Ordner mit kompilierten Dateien oder ein Wheel"
    ),
    "which claims of an inventory are held": (
        "welche Angaben eines Verzeichnisses erfasst sind"
    ),
    "JSON with a list of claims": "JSON mit einer Liste von Angaben",
    # words for what is to be typed
    "COMMAND": "BEFEHL",
    "ABOUT": "DATENSATZ",
    "DATE": "DATUM",
    "DAY": "TAG",
    "DAYS": "TAGE",
    "DIR": "ORDNER",
    "FILE": "DATEI",
    "NEW": "NEU",
    "OLD": "ALT",
    "PATH": "PFAD",
    "PROPERTY": "EIGENSCHAFT",
    "SOURCE": "QUELLE",
    "WHEN": "ZEIT",
}


def language_of(given: Iterable[str], environment: Mapping[str, str]) -> str:
    """
    The language that the call asks for, or else the environment.

    >>> language_of(["list", "--language", "de"], {"LANG": "en_US.UTF-8"})
    'de'
    >>> language_of(["list"], {"LC_ALL": "", "LANG": "de_AT.UTF-8"})
    'de'
    """
    scout = argparse.ArgumentParser(add_help=False)
    scout.add_argument("--language", nargs="?")
    asked = scout.parse_known_args([*given])[0].language
    if asked in ("de", "en"):
        return str(asked)
    # The first that is not empty decides, as everywhere.
    said = map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, said), "")
    return "de" if locale.lower().startswith("de") else "en"


class _GermanFormatter(argparse.RawDescriptionHelpFormatter):
    """
    Help that begins with the German word for usage.
    """

    def add_usage(
        self, usage: Any, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(
            usage, actions, groups, "Aufruf: " if prefix is None else prefix
        )


class Parser(argparse.ArgumentParser):
    """
    A parser that speaks one of two languages, and ends its help with examples.

    Attributes:
        language: ``"de"`` or ``"en"``.
    """

    def __init__(self, *, language: str, command: str = "", **others: Any) -> None:
        self.language = language
        german = language == "de"
        raw = argparse.RawDescriptionHelpFormatter  # keeps the lines of the examples
        super().__init__(
            formatter_class=_GermanFormatter if german else raw,
            epilog=_epilog(command, language),
            **others,
        )
        if self.description:
            self.description = paragraph(self.told(self.description))

    def told(self, text: str) -> str:
        """
        *text* in the language of this parser; as it is if there is no German for it.
        """
        return GERMAN.get(text, text) if self.language == "de" else text

    def add_argument(self, *names: Any, **others: Any) -> argparse.Action:
        """
        Add an argument whose English help and metavar are told in the language.
        """
        for key in ("help", "metavar"):
            if key in others:
                others[key] = self.told(others[key])
        return super().add_argument(*names, **others)

    def add_argument_group(self, *names: Any, **others: Any) -> Any:
        """
        Add a group whose English title is told in the language.
        """
        return super().add_argument_group(*map(self.told, names), **others)

    def print_help(self, file: Any = None) -> None:
        """
        Print the help; what the console cannot show is replaced.
        """
        if file is None:
            write(self.format_help().rstrip())
        else:
            super().print_help(file)


def _epilog(command: str, language: str) -> str:
    lines = []
    for call, de, en in EXAMPLES.get(command, ()):
        said = in_language(language, de, en)
        lines += [f"  $ berlin-partnerships {call}", f"      {said}"]
    if lines:
        lines = [in_language(language, "Beispiele:", "Examples:"), *lines, ""]
    return "\n".join([*lines, in_language(language, *EXIT_CODES)])
