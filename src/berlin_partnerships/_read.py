"""
Reading the data folder: TOML in, typed rows out, with the line of everything.

Collects every problem of form; what the data mean is checked elsewhere.

Floor 3: imports the curated rows and the border.
"""

from __future__ import annotations

import re
import tomllib

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import attrs

from ._convert import Step, leaves, structure
from ._curated import Curated, Party, PartnershipRow, decoded
from ._dates import PartialDate
from ._model import City, Name
from ._names import similar
from ._sources import Judgement, Property, Source, Statement
from .exceptions import CurationError, InvalidDateError, Problem, offer


__all__ = ["Folder", "Lines", "key_lines", "read_folder"]

T = TypeVar("T")
Lines = dict[tuple[Step, ...], int]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=\s*(.*)$")


def key_lines(text: str) -> Lines:
    """
    The line on which each table, key, and element of an array of tables starts.

    The standard library's parser keeps no positions. An array's elements are
    found if each starts on a line of its own.
    """
    lines: Lines = {}
    counts: dict[str, int] = {}
    table: tuple[Step, ...] = ()
    array: tuple[Step, ...] | None = None
    position = 0
    closing = ""
    for number, line in enumerate(text.splitlines(), 1):
        if closing:
            closing = "" if closing in line else closing
        elif array is not None:
            if line.lstrip().startswith("{"):
                lines[(*array, position)] = number
                position += 1
            elif line.startswith("]"):
                array = None
        elif header := _HEADER.match(line):
            table = (header[2],)
            if header[1] == "[[":
                table = (header[2], counts.get(header[2], 0))
                counts[header[2]] = counts.get(header[2], 0) + 1
            lines[table] = number
        elif key := _KEY.match(line):
            lines[(*table, key[1])] = number
            array, position = ((*table, key[1]), 0) if key[2] == "[" else (None, 0)
            closing = next(
                (q for q in ('"""', "'''") if key[2].startswith(q) and q not in key[2][3:]),
                "",
            )
    return lines


def _field(steps: tuple[Step, ...]) -> str:
    text = ""
    for step in steps:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


@attrs.frozen(kw_only=True)
class _CityRow:
    kind: str
    country: str
    label: dict[str, str]
    names: tuple[Name, ...]
    subdivision: str | None = None
    wikidata: str | None = None
    geonames: int | None = None
    unlocode: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    timezone: str | None = None
    parent: str | None = None
    sources: dict[str, str] = attrs.field(factory=dict)
    note: str = ""

    def city(self, id: str) -> City:
        fields = {
            a.name: getattr(self, a.name)
            for a in attrs.fields(_CityRow)
            if a.name not in ("label", "sources")
        }
        return City(
            id=id,
            name=self.label.get("en", ""),
            name_de=self.label.get("de", ""),
            origins=tuple(sorted(self.sources.items())),
            **fields,
        )


@attrs.frozen(kw_only=True)
class _StatementRow:
    about: str
    property: str
    value: Any
    at: str = ""
    quote: str = ""
    chars: tuple[int, int] | None = None
    basis: str = ""
    mode: str = "stated"
    speaker: str = ""
    holds: Any = None
    as_of: Any = None
    certainty: str = "high"
    relation: str | None = None
    closed: bool | None = None
    note: str = ""


@attrs.frozen(kw_only=True)
class _SourceRow:
    title: str
    publisher: str
    kind: str
    language: str
    url: str = ""
    url_status: str = "none"
    published: PartialDate | None = None
    as_of: PartialDate | None = None
    aliases: tuple[str, ...] = ()
    same_document: str = ""
    derived_from: tuple[str, ...] = ()
    lag_days: int | None = None
    note: str = ""


@attrs.frozen(kw_only=True)
class _JudgementFile:
    known_until: str
    judgements: tuple[Judgement, ...] = ()


class Folder:
    """
    A data folder that is being read.

    Attributes:
        root: The folder.

        problems: What is wrong so far.

        places: Path and position of each statement, in the order they are read.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self.problems: list[Problem] = []
        self.places: list[tuple[str, int]] = []
        self._lines: dict[str, Lines] = {}

    def report(self, path: str, steps: tuple[Step, ...], problem: str) -> None:
        """
        Note a problem at the closest line that is known.
        """
        lines = self._lines.get(path, {})
        known = next(
            (lines[steps[:n]] for n in range(len(steps), 0, -1) if steps[:n] in lines), 1
        )
        self.problems.append(
            Problem(f"{self.root.name}/{path}", known, _field(steps), problem)
        )

    def line(self, path: str, *steps: Step) -> int:
        """
        The line of a key or element, or 1.
        """
        return self._lines.get(path, {}).get(steps, 1)

    def table(self, path: str) -> dict[str, Any]:
        """
        The parsed file; empty, with a problem noted, if it cannot be read.
        """
        try:
            text = (self.root / path).read_text("utf-8")
        except FileNotFoundError:
            self.report(path, (), "this file is missing")
            return {}
        except UnicodeDecodeError as error:
            self.report(path, (), f"not UTF-8: {error.reason} at byte {error.start}")
            return {}
        try:
            parsed = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            where = re.search(r"line (\d+)", str(error))
            line = int(where[1]) if where else text.count("\n") + 1
            self.problems.append(
                Problem(f"{self.root.name}/{path}", line, "", f"not TOML: {error}")
            )
            return {}
        self._lines[path] = key_lines(text)
        return parsed

    def structured(
        self, path: str, raw: Any, cls: type[T], steps: tuple[Step, ...] = ()
    ) -> T | None:
        """
        *raw* as a *cls*; None, with all problems noted, if it is none.
        """
        try:
            return structure(raw, cls)
        except Exception as error:  # noqa: BLE001  # cattrs raises groups of anything
            for inner, problem in leaves(error):
                self.report(path, (*steps, *inner), problem)
            return None

    def files(self, folder: str) -> list[tuple[str, str]]:
        """
        Ids and paths of the files in a subfolder, sorted.
        """
        paths = sorted((self.root / folder).glob("*.toml"))
        return [(p.stem, f"{folder}/{p.name}") for p in paths]

    def read(self) -> Curated:
        """
        Read everything; what cannot be read is noted and left out.
        """
        properties = self._tables("properties.toml", Property)
        judged = self.structured(
            "judgements.toml", self.table("judgements.toml"), _JudgementFile
        )
        sources: dict[str, Source] = {}
        statements: list[Statement] = []
        for id, path in self.files("sources"):
            source = self._source(id, path, properties, statements)
            if source:
                sources[id] = source
        return Curated(
            version=self._version(),
            known_until=self._known_until(judged),
            properties=properties,
            parties=self._tables("parties.toml", Party),
            cities=self._cities(),
            partnerships=self._partnerships(),
            sources=sources,
            statements=tuple(statements),
            judgements=judged.judgements if judged else (),
        )

    def _version(self) -> str:
        try:
            version = (self.root / "VERSION").read_text("utf-8").strip()
            date.fromisoformat(version[:10])
        except (OSError, ValueError) as error:
            self.report("VERSION", (), f"expected a date such as 2026-11-22: {error}")
            return ""
        return version

    def _known_until(self, judged: _JudgementFile | None) -> date:
        try:
            return date.fromisoformat(judged.known_until) if judged else date.min
        except ValueError:
            self.report(
                "judgements.toml", ("known_until",), "expected a day such as 2026-03-31"
            )
            return date.min

    def _tables(self, path: str, cls: type[T]) -> dict[str, T]:
        found: dict[str, T] = {}
        for id, raw in self.table(path).items():
            row = {"id": id, **raw} if isinstance(raw, Mapping) else raw
            structured = self.structured(path, row, cls, (id,))
            if structured is not None:
                found[id] = structured
        return found

    def _cities(self) -> dict[str, City]:
        found: dict[str, City] = {}
        for id, path in self.files("cities"):
            row = self.structured(path, self.table(path), _CityRow)
            if row is not None:
                found[id] = row.city(id)
        return found

    def _partnerships(self) -> dict[str, PartnershipRow]:
        found: dict[str, PartnershipRow] = {}
        for id, path in self.files("partnerships"):
            row = self.structured(path, self.table(path), PartnershipRow)
            if row is not None:
                found[id] = row
        return found

    def _source(
        self,
        id: str,
        path: str,
        properties: Mapping[str, Property],
        statements: list[Statement],
    ) -> Source | None:
        raw = self.table(path)
        rows = raw.pop("statements", [])
        head = self.structured(path, raw, _SourceRow)
        if not isinstance(rows, list):
            self.report(path, ("statements",), "expected an array of tables")
            rows = []
        for position, row in enumerate(rows):
            statement = self._statement(id, path, position, row, properties)
            if statement is not None:
                self.places.append((path, position))
                statements.append(statement)
        if rows and ("statements", len(rows) - 1) not in self._lines[path]:
            self.report(path, ("statements",), "start each statement on its own line")
        if head is None:
            return None
        return Source(id=id, **attrs.asdict(head, recurse=False))

    def _statement(
        self,
        id: str,
        path: str,
        position: int,
        raw: Any,
        properties: Mapping[str, Property],
    ) -> Statement | None:
        steps: tuple[Step, ...] = ("statements", position)
        row = self.structured(path, raw, _StatementRow, steps)
        if row is None:
            return None
        known = properties.get(row.property)
        if known is None:
            near = offer(similar(row.property, properties, most=1))
            self.report(
                path, (*steps, "property"), f"unknown property {row.property!r}{near}"
            )
            return None
        fields = attrs.asdict(row, recurse=False)
        for key, type in (("value", known.type), ("holds", "period"), ("as_of", "date")):
            if fields[key] is None:
                continue
            try:
                fields[key] = decoded(fields[key], type)
            except (InvalidDateError, TypeError) as error:
                self.report(path, (*steps, key), _dated(fields[key], error))
                return None
        return Statement(source=id, **fields)


def _dated(value: object, error: Exception) -> str:
    return f'put dates in quotes: "{value}"' if isinstance(value, date) else str(error)


def read_folder(root: Path) -> Curated:
    """
    The curated data in a folder.

    Raises:
        CurationError: If anything has not the right form, with all of it.
    """
    folder = Folder(root)
    curated = folder.read()
    if folder.problems:
        raise CurationError(folder.problems)
    return curated
