"""
Reading the data folder: TOML in, typed rows out, with the line of everything.

Collects every problem of form; what the data mean is checked elsewhere.

Floor 3: imports the curated rows and the border.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from ._convert import leaves, structure
from ._curated import SMALL_KINDS, Curated, Party, ThingRow, decoded
from ._lines import Lines, Step, key_lines
from ._names import similar
from ._rows import (
    CityRow,
    EventFile,
    JudgementFile,
    NamesRow,
    PartnershipFile,
    SourceRow,
    StatementRow,
    Steps,
    ThingFile,
    TopicFile,
    mended,
)
from ._sources import Property, Source, Statement
from .exceptions import CurationError, Problem, offer


if TYPE_CHECKING:
    from ._model import City


__all__ = ["Folder", "read_folder"]

T = TypeVar("T")

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_VERSION = re.compile(r"\d{4}-\d\d-\d\d(\.\d+)?")
_CONFLICT = re.compile(r"(<{7}|={7}|>{7})( |$)")
# Nobody sees them, and a name with one is another name.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


_SMALL: dict[str, type[ThingFile]] = {"events": EventFile, "topics": TopicFile}


# The folder -------------------------------------------------------------------------


class Folder:
    """
    A data folder that is being read.

    Attributes:
        root: The folder.

        problems: What is wrong so far.

        places: Path and position of each statement, in the order they are read.

        ids: Kind → the ids that the folder has, also of records with problems;
            without a kind of which no id could be read.

        lost: What could not be read, as text: a record that seems to be spoken
            of nowhere may be spoken of there.

        busy: Ids of the sources that state something, or say what they leave out.

        taken: City → where in ``names.toml`` each name stands that a script took;
            these are the last of the city's names.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self.problems: list[Problem] = []
        self.places: list[tuple[str, int]] = []
        self.ids: dict[str, list[str]] = {}
        self.lost: list[str] = []
        self.busy: set[str] = set()
        self.taken: dict[str, list[Steps]] = {}
        self._lines: dict[str, Lines] = {}
        self._flaws: dict[str, set[Steps]] = {}

    # Problems and places

    def flaw(self, path: str, steps: Steps, problem: str) -> None:
        """
        Note a problem of form: nothing can be said of what it is in.
        """
        self._flaws.setdefault(path, set()).add(steps)
        self.report(path, steps, problem)

    def is_flawed(self, path: str, steps: Steps) -> bool:
        """
        Whether this, or what it is in, has a problem of form.
        """
        flaws = self._flaws.get(path, ())
        return any(steps[: len(flaw)] == flaw for flaw in flaws)

    def is_sound(self, path: str, *steps: Step) -> bool:
        """
        Whether neither this, nor what it is in or has in it, has one.
        """
        flaws = self._flaws.get(path, ())
        return not any(
            all(a == b for a, b in zip(steps, flaw, strict=False)) for flaw in flaws
        )

    def report(self, path: str, steps: Steps, problem: str) -> None:
        """
        Note a problem at the closest line that is known.
        """
        lines = self._lines.get(path, {})
        known = (
            lines[steps[:n]] for n in range(len(steps), 0, -1) if steps[:n] in lines
        )
        self._report(path, next(known, 1), _field(steps), problem)

    def _report(self, path: str, line: int, field: str, problem: str) -> None:
        where = (self.root / path).as_posix()
        self.problems.append(Problem(where, line, field, problem))

    def found(self) -> tuple[Problem, ...]:
        """
        The problems so far, each once, in the order of files and lines.
        """
        unique = dict.fromkeys(self.problems)
        return tuple(sorted(unique, key=lambda p: (p.path, p.line, p.field)))

    def line(self, path: str, *steps: Step) -> int:
        """
        The line of a key or element, or 1.
        """
        return self._lines.get(path, {}).get(steps, 1)

    def may_mention(self, id: str) -> bool:
        """
        Whether *id* may be spoken of in what could not be read.
        """
        return any(id in text for text in self.lost)

    # Files

    def table(self, path: str) -> dict[str, Any] | None:
        """
        The parsed file; None, with a problem noted, if it cannot be read.
        """
        text = self._text(path)
        if text is None:
            return None
        try:
            parsed = tomllib.loads(text)
            self._lines[path] = key_lines(text)
        except (ValueError, RecursionError) as error:
            self._unparsed(path, text, error)
            return None
        for steps, problem in _untidy(parsed, ()):
            self.flaw(path, steps, problem)
        return parsed

    def _text(self, path: str) -> str | None:
        try:
            text = (self.root / path).read_bytes().decode()
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            self._report(path, line, "", f"not UTF-8: byte {error.start} is no text")
            self.lost.append(error.object.decode(errors="replace"))
            return None
        except OSError as error:
            if not self.root.is_dir():
                self._report("", 1, "", "no data folder is here")
            else:
                self._report(path, 1, "", f"cannot be read: {error.strerror}")
            return None
        if text.startswith("\ufeff"):
            self._report(path, 1, "", "starts with a byte-order mark; save without it")
            text = text.removeprefix("\ufeff")
        for sign, problem in (
            ("\r\n", "has the line ends of Windows; save it with LF"),
            ("\t", "has a tab; indent with two spaces"),
        ):
            if sign in text:
                line = text.count("\n", 0, text.index(sign)) + 1
                self._report(path, line, "", problem)
        return text.replace("\r\n", "\n")

    def _unparsed(self, path: str, text: str, error: Exception) -> None:
        self.lost.append(text)
        lines = text.split("\n")
        conflict = [n for n, line in enumerate(lines, 1) if _CONFLICT.match(line)]
        if conflict:
            problem = "a merge conflict: keep one of the sides, and none of the marks"
            self._report(path, conflict[0], "", problem)
            return
        where = re.search(r"line (\d+)", str(error))
        line = int(where[1]) if where else len(lines)
        deep = isinstance(error, RecursionError)
        # The line is said already, and the column is where the parser gave up.
        said = re.sub(r" \(at line .*\)", "", str(error))
        problem = "nested too deeply" if deep else said
        self._report(path, line, "", f"not TOML: {problem}")

    def structured(self, path: str, raw: Any, cls: type[T], steps: Steps = ()) -> T:
        """
        *raw* as a *cls*, with all that is wrong noted.

        What is wrong is left out, or replaced by something harmless, so that
        the rest can be looked at.
        """
        try:
            return structure(raw, cls)
        except Exception as error:  # noqa: BLE001  # cattrs raises groups of anything
            self.lost.append(repr(raw))
            for inner, problem in leaves(error):
                self.flaw(path, (*steps, *inner), problem)
                raw = mended(raw, cls, inner)
            return structure(raw, cls)

    def files(self, folder: str) -> list[tuple[str, str]]:
        """
        Ids and paths of the files in a subfolder, by id.
        """
        paths = (self.root / folder).glob("*.toml")
        ids = sorted(p.stem for p in paths if not p.name.startswith("."))
        self.ids[folder] = ids
        return [(id, f"{folder}/{id}.toml") for id in ids]

    # Records

    def read(self) -> Curated:
        """
        Read everything; what cannot be read is noted and left out.
        """
        properties = self._tables("properties.toml", Property)
        judged = self._whole("judgements.toml", JudgementFile)
        statements: list[Statement] = []
        return Curated(
            version=self._version(),
            known_until=self._known_until(judged),
            properties=properties,
            parties=self._tables("parties.toml", Party),
            cities=self._cities(),
            partnerships={
                id: row.row()
                for id, path in self.files("partnerships")
                if (row := self._whole(path, PartnershipFile)) is not None
            },
            sources={
                id: source
                for id, path in self.files("sources")
                if (source := self._source(id, path, properties, statements))
            },
            statements=tuple(statements),
            judgements=judged.judgements if judged else (),
            things={kind: self._things(kind) for kind in SMALL_KINDS},
        )

    def _cities(self) -> dict[str, City]:
        """
        The cities, each with the names that a script took; a folder need not have any.
        """
        more: dict[str, NamesRow] = {}
        if (self.root / "names.toml").is_file():
            more = self._tables("names.toml", NamesRow)
        found: dict[str, City] = {}
        for id, path in self.files("cities"):
            row = self._whole(path, CityRow)
            if row is None:
                self.lost.append(repr(more.get(id)))
                continue
            city = row.city(id)
            taken = more[id].names(city) if id in more else {}
            self.taken[id] = [(id, *steps) for steps in taken]
            found[id] = attrs.evolve(city, names=(*city.names, *taken.values()))
        return found

    def _things(self, kind: str) -> dict[str, ThingRow]:
        """
        The records of one of the smaller kinds; a folder need not have any.
        """
        path = f"{kind}.toml"
        if not (self.root / path).is_file():
            self.ids[kind] = []
            return {}
        rows = self._tables(path, _SMALL.get(kind, ThingFile))
        return {id: row.row() for id, row in rows.items()}

    def _whole(self, path: str, cls: type[T]) -> T | None:
        raw = self.table(path)
        return None if raw is None else self.structured(path, raw, cls)

    def _version(self) -> str:
        if not self.root.is_dir():
            return ""
        try:
            version = (self.root / "VERSION").read_text("utf-8").strip()
        except (OSError, ValueError):
            version = ""
        if not (_VERSION.fullmatch(version) and _is_day(version[:10])):
            self.report("VERSION", (), "expected a day such as 2026-11-22")
            return ""
        return version

    def _known_until(self, judged: JudgementFile | None) -> date:
        if judged is None:
            return date.min
        if not _is_day(judged.known_until):
            problem = "expected a day such as 2026-03-31"
            self.report("judgements.toml", ("known_until",), problem)
            return date.min
        return date.fromisoformat(judged.known_until)

    def _tables(self, path: str, cls: type[T]) -> dict[str, T]:
        """
        The tables of a file that holds a record in each.
        """
        found: dict[str, T] = {}
        tables = self.table(path)
        if tables is None:
            return found
        self.ids[path.removesuffix(".toml")] = sorted(tables)
        for id, raw in sorted(tables.items()):
            if not isinstance(raw, dict):
                self.flaw(path, (id,), f"expected a table [{id}]")
            elif "id" in raw:
                self.flaw(path, (id, "id"), "the table's name is the id")
            else:
                found[id] = self.structured(path, {"id": id, **raw}, cls, (id,))
        return found

    def _source(
        self,
        id: str,
        path: str,
        properties: Mapping[str, Property],
        statements: list[Statement],
    ) -> Source | None:
        raw = self.table(path)
        if raw is None:
            return None
        rows = raw.pop("statements", [])
        if rows or raw.get("left_out"):
            self.busy.add(id)
        head = self.structured(path, raw, SourceRow)
        if not isinstance(rows, list):
            self.flaw(path, ("statements",), "expected an array of tables")
            rows = []
        self._spread(path, rows)
        for position, row in enumerate(rows):
            self.places.append((path, position))
            statements.append(self._statement(id, path, position, row, properties))
        return Source(id=id, **attrs.asdict(head, recurse=False))

    def _spread(self, path: str, rows: list[Any]) -> None:
        """
        Report statements that do not have one line, and that for themselves.
        """
        taken: set[int] = set()
        for position in range(len(rows)):
            line = self.line(path, "statements", position)
            if line in taken:
                problem = "each statement needs a line of its own"
                self.report(path, ("statements", position), problem)
            taken.add(line)
        extents: dict[int, list[int]] = {}
        for steps, line in self._lines[path].items():
            match steps:
                case "statements", int(position), _, *_:
                    extents.setdefault(position, []).append(line)
        for position, (first, *others) in extents.items():
            inline = first == self.line(path, "statements", position)
            if inline and others and max(others) > first:
                problem = "keep a statement in braces on one line"
                self.report(path, ("statements", position), problem)

    def _statement(
        self,
        id: str,
        path: str,
        position: int,
        raw: Any,
        properties: Mapping[str, Property],
    ) -> Statement:
        steps: Steps = ("statements", position)
        row = self.structured(path, raw, StatementRow, steps)
        known = properties.get(row.property)
        value = None
        try:
            if known is None:
                self._no_property(path, (*steps, "property"), row.property, properties)
            elif self.is_sound(path, *steps, "value") and self.is_sound(
                "properties.toml", known.id
            ):
                value = decoded(row.value, known.type)
        except (ValueError, TypeError) as error:
            self.flaw(path, (*steps, "value"), str(error))
        if value is None:
            self.lost.append(repr(raw))
        fields = {**attrs.asdict(row, recurse=False), "value": value}
        return Statement(source=id, **fields)

    def _no_property(
        self, path: str, steps: Steps, id: str, known: Mapping[str, Property]
    ) -> None:
        known_ids = self.ids.get("properties", (id,))
        if id not in known_ids and not self.is_flawed(path, steps):
            near = offer(similar(id, known, most=1))
            self.flaw(path, steps, f"unknown property {id!r}{near}")


# Texts ------------------------------------------------------------------------------


def _field(steps: Steps) -> str:
    text = ""
    for step in steps:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _untidy(value: Any, steps: Steps) -> Iterator[tuple[Steps, str]]:
    """
    Each text in *value* that is not as a person would want it.
    """
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _untidy(item, (*steps, key))
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _untidy(item, (*steps, position))
    elif isinstance(value, str) and (problem := _flaw(value)):
        yield steps, problem


def _flaw(text: str) -> str:
    if not text.strip():
        return "is empty; fill it in, or leave it out"
    if text != text.strip():
        return "has white space around it"
    if _CONTROL.search(text):
        return "has a tab, a line break, or another control character in it"
    if invisible := _INVISIBLE.search(text):
        return f"has an invisible character (U+{ord(invisible[0]):04X}) in it"
    if not unicodedata.is_normalized("NFC", text):
        return "is not in the usual Unicode form (NFC)"
    return ""


def read_folder(root: Path) -> Curated:
    """
    The curated data in a folder.

    Raises:
        CurationError: If anything has not the right form, with all of it.
    """
    folder = Folder(root)
    curated = folder.read()
    if folder.problems:
        raise CurationError(folder.found())
    return curated
