"""
Everything that is wrong with a data folder, each with file, line, and field.

Floor 6.
"""

from __future__ import annotations

import re

from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from .._curated import Curated
from .._dates import PartialDate
from .._model import City
from .._names import fold, similar
from .._partnerships import ROLES
from .._read import Folder
from .._sources import (
    BASES,
    CERTAINTIES,
    KINDS,
    MODES,
    RANKS,
    RELATIONS,
    URL_STATUSES,
    Property,
    Source,
    Statement,
)
from ..exceptions import Problem, offer


if TYPE_CHECKING:
    from .._convert import Step

__all__ = ["check", "examine"]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PATTERNS = {
    "wikidata": (re.compile(r"Q[1-9]\d*"), "an item id such as Q64"),
    "unlocode": (re.compile(r"[A-Z]{2}[A-Z2-9]{3}"), "a code such as UAIEV"),
    "timezone": (re.compile(r"[A-Z]\w+(/\w+)+"), "a zone such as Europe/Kyiv"),
}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
SCRIPT = re.compile(r"[A-Z][a-z]{3}")
MOST_WORDS = 8
PROPERTY_TYPES = (
    "date", "period", "number", "reference", "enum", "text", "list", "names", "bool",
)  # fmt: skip
NAME_KINDS = (
    "official", "endonym", "exonym", "historical", "abbreviation", "as-printed",
)  # fmt: skip
LEVELS = ("state", "borough")
PARTNERSHIP_RELATIONS = ("partnership", "friendship", "solidarity", "memorandum")


def check(root: Path) -> tuple[Problem, ...]:
    """
    All problems of the data folder *root*, in the order of files and lines.
    """
    folder = Folder(root)
    curated = folder.read()
    examine(folder, curated)
    return in_order(folder)


def in_order(folder: Folder) -> tuple[Problem, ...]:
    """
    The problems found so far, each once.
    """
    unique = dict.fromkeys(folder.problems)
    return tuple(sorted(unique, key=lambda p: (p.path, p.line, p.field)))


def examine(folder: Folder, curated: Curated) -> None:
    """
    Add to *folder* what is wrong with the meaning of the data.
    """
    _Examiner(folder, curated).run()


class _Examiner:
    def __init__(self, folder: Folder, curated: Curated) -> None:
        self.folder = folder
        self.data = curated
        self.used: set[str] = set()

    def run(self) -> None:
        self._properties()
        self._cities()
        self._partnerships()
        self._sources()
        self._judgements()
        self._unused()

    # One of a few words, or one of our ids --------------------------------------

    def _one_of(
        self,
        path: str,
        steps: tuple[Step, ...],
        value: str,
        known: Collection[str],
        what: str,
    ) -> bool:
        if value in known:
            return True
        near = offer(similar(value, known, most=1))
        self.folder.report(path, steps, f"unknown {what} {value!r}{near}")
        return False

    def _source_id(self, path: str, steps: tuple[Step, ...], id: str) -> None:
        self.used.add(id)
        self._one_of(path, steps, id, self.data.sources, "source")

    def _slug(self, path: str, steps: tuple[Step, ...], id: str) -> None:
        if not SLUG.fullmatch(id):
            problem = f"{id!r} is no slug: lower-case letters, digits, hyphens"
            self.folder.report(path, steps, problem)

    # Properties ---------------------------------------------------------------

    def _properties(self) -> None:
        for row in self.data.properties.values():
            path, steps = "properties.toml", (row.id,)
            self._slug(path, steps, row.id)
            self._one_of(
                path, (*steps, "type"), row.type, PROPERTY_TYPES, "type of property"
            )
            if set(row.label) != {"de", "en"}:
                self.folder.report(path, (*steps, "label"), "needs de and en")
            if (row.type == "enum") != bool(row.values):
                self.folder.report(
                    path, (*steps, "values"), "an enum, and only an enum, has values"
                )

    # Cities ---------------------------------------------------------------------

    def _cities(self) -> None:
        holders: dict[str, str] = {}
        for city in self.data.cities.values():
            path = f"cities/{city.id}.toml"
            self._slug(path, (), city.id)
            self._codes(path, city)
            self._names(path, city, holders)
            if city.parent is not None:
                self._one_of(path, ("parent",), city.parent, self.data.cities, "city")
            for field, source in city.origins:
                self._source_id(path, ("sources", field), source)

    def _codes(self, path: str, city: City) -> None:
        import pycountry  # noqa: PLC0415  # only curators need it

        self._one_of(path, ("kind",), city.kind, ("city", "region"), "kind of city")
        if pycountry.countries.get(alpha_2=city.country) is None:
            problem = f"{city.country!r} is no ISO 3166-1 alpha-2 code"
            self.folder.report(path, ("country",), problem)
        code = city.subdivision
        if code is not None and (
            pycountry.subdivisions.get(code=code) is None
            or not code.startswith(f"{city.country}-")
        ):
            problem = f"{code!r} is no ISO 3166-2 code of {city.country}"
            self.folder.report(path, ("subdivision",), problem)
        for field, (pattern, expected) in PATTERNS.items():
            value = getattr(city, field)
            if value is not None and not pattern.fullmatch(value):
                problem = f"expected {expected}, not {value!r}"
                self.folder.report(path, (field,), problem)
        for field, limit in (("latitude", 90), ("longitude", 180)):
            value = getattr(city, field)
            if value is not None and abs(value) > limit:
                problem = f"{value} is not within ±{limit} degrees"
                self.folder.report(path, (field,), problem)

    def _names(self, path: str, city: City, holders: dict[str, str]) -> None:
        texts = {name.text for name in city.names}
        for language, label in (("de", city.name_de), ("en", city.name)):
            if label not in texts:
                problem = f"the {language} label {label!r} is not among the names"
                self.folder.report(path, ("label",), problem)
        seen: set[tuple[str, str, str, str]] = set()
        for position, name in enumerate(city.names):
            steps = ("names", position)
            key = (name.text, name.language, name.kind, name.source)
            if key in seen:
                self.folder.report(path, steps, f"{name.text!r} stands here twice")
            seen.add(key)
            self._one_of(path, (*steps, "kind"), name.kind, NAME_KINDS, "kind of name")
            self._source_id(path, (*steps, "source"), name.source)
            self._quote(path, steps, name.quote)
            if not LANGUAGE.fullmatch(name.language):
                self.folder.report(
                    path, (*steps, "language"), "expected a BCP 47 tag such as uk"
                )
            if not SCRIPT.fullmatch(name.script):
                self.folder.report(
                    path, (*steps, "script"), "expected an ISO 15924 code such as Cyrl"
                )
            if name.kind == "as-printed":
                continue
            other = holders.setdefault(fold(name.text), city.id)
            if other != city.id:
                problem = f"{name.text!r} is a name of {other} too"
                self.folder.report(path, (*steps, "text"), problem)

    def _quote(self, path: str, steps: tuple[Step, ...], quote: str) -> None:
        words = len(quote.split())
        if words > MOST_WORDS:
            problem = f"{words} words; at most {MOST_WORDS} may be quoted"
            self.folder.report(path, (*steps, "quote"), problem)
        if quote.count("…") > 1:
            self.folder.report(path, (*steps, "quote"), "at most one … may be used")

    # Partnerships ---------------------------------------------------------------

    def _partnerships(self) -> None:
        spoken_of = {s.about for s in self.data.statements}
        for id, row in self.data.partnerships.items():
            path = f"partnerships/{id}.toml"
            self._slug(path, (), id)
            self._one_of(path, ("city",), row.city, self.data.cities, "city")
            self._one_of(path, ("level",), row.level, LEVELS, "level")
            self._one_of(
                path, ("relation",), row.relation, PARTNERSHIP_RELATIONS, "relation"
            )
            self._one_of(path, ("party",), row.party, self.data.parties, "party")
            if row.counterpart:
                self._one_of(
                    path, ("counterpart",), row.counterpart, self.data.cities, "city"
                )
            if row.level == "state" and id != row.city:
                self.folder.report(
                    path, ("city",), "a partnership of the Land has its city's id"
                )
            self._parts(path, id, spoken_of)

    def _parts(self, path: str, id: str, spoken_of: set[str]) -> None:
        row = self.data.partnerships[id]
        parts = [("acts", i, p) for i, p in enumerate(row.acts)]
        parts += [("predecessors", i, p) for i, p in enumerate(row.predecessors)]
        counts = Counter(part.id for _, _, part in parts)
        for kind, position, part in parts:
            steps: tuple[Step, ...] = (kind, position)
            self._slug(path, (*steps, "id"), part.id)
            self._one_of(path, (*steps, "role"), part.role, ROLES, "role")
            if part.party:
                self._one_of(
                    path, (*steps, "party"), part.party, self.data.parties, "party"
                )
            if counts[part.id] > 1:
                self.folder.report(path, (*steps, "id"), f"{part.id!r} stands here twice")
            if kind == "acts" and not part.reason:
                self.folder.report(path, steps, "a role needs a reason")
            if (kind == "predecessors") != (part.role == "predecessor"):
                self.folder.report(
                    path, (*steps, "role"), f"{part.role!r} is no role of {kind}"
                )
            if f"partnerships/{id}#{part.id}" not in spoken_of:
                self.folder.report(path, steps, "no statement is about it")
        roles = Counter(act.role for act in row.acts)
        if roles["founding"] != 1 or roles["opening"] > 1:
            problem = "needs one founding act, and has at most one opening act"
            self.folder.report(path, ("acts", 0), problem)

    # Sources and statements -----------------------------------------------------

    def _sources(self) -> None:
        aliases = Counter(a for s in self.data.sources.values() for a in s.aliases)
        for source in self.data.sources.values():
            path = f"sources/{source.id}.toml"
            self._slug(path, (), source.id)
            self._source(path, source)
            for alias in source.aliases:
                if aliases[alias] > 1 or alias in self.data.sources:
                    self.folder.report(
                        path, ("aliases",), f"{alias!r} is another source's too"
                    )
        seen: set[str] = set()
        for statement, (path, position) in zip(
            self.data.statements, self.folder.places, strict=True
        ):
            self.used.add(statement.source)
            steps = ("statements", position)
            if statement.id in seen:
                self.folder.report(path, steps, "this statement stands here twice")
            seen.add(statement.id)
            self._statement(path, steps, statement)

    def _source(self, path: str, source: Source) -> None:
        self._one_of(path, ("kind",), source.kind, KINDS, "kind of source")
        self._one_of(
            path, ("url_status",), source.url_status, URL_STATUSES, "status of a url"
        )
        if (source.url_status == "none") != (not source.url):
            self.folder.report(
                path, ("url_status",), "none, and only none, goes without a url"
            )
        if source.url and not source.url.startswith(("https://", "http://")):
            self.folder.report(path, ("url",), "expected https://… or http://…")
        if not LANGUAGE.fullmatch(source.language):
            self.folder.report(path, ("language",), "expected a BCP 47 tag such as de")
        for field in ("title", "publisher"):
            if not getattr(source, field).strip():
                self.folder.report(path, (field,), "must not be empty")
        for origin in source.derived_from:
            self._source_id(path, ("derived_from",), origin)
            if origin == source.id:
                self.folder.report(path, ("derived_from",), "is the source itself")
        if _starts_after(source.as_of, source.published):
            problem = f"as_of {source.as_of} is after it was published"
            self.folder.report(path, ("as_of",), problem)
        if source.published and (source.published.sort_key[0].isoformat() > self._today):
            self.folder.report(path, ("published",), "is after the day in VERSION")

    @property
    def _today(self) -> str:
        return self.data.version[:10] or "9999"

    def _statement(
        self, path: str, steps: tuple[Step, ...], statement: Statement
    ) -> None:
        row = self.data.properties[statement.property]
        self._about(path, steps, statement, row)
        self._value(path, steps, statement, row)
        self._quote(path, steps, statement.quote)
        for field, known in (
            ("basis", BASES),
            ("mode", MODES),
            ("certainty", CERTAINTIES),
        ):
            self._one_of(path, (*steps, field), getattr(statement, field), known, field)
        if statement.basis == "quote" and not statement.quote:
            self.folder.report(path, (*steps, "basis"), "a quote needs its words")
        if statement.chars is not None:
            first, last = statement.chars
            if not 0 <= first < last or last - first != len(statement.quote):
                problem = f"[{first}, {last}] is not as long as the quote"
                self.folder.report(path, (*steps, "chars"), problem)
        is_list = row.type == "list"
        if is_list != (statement.relation is not None) or is_list != (
            statement.closed is not None
        ):
            problem = "lists, and only lists, say `relation` and `closed`"
            self.folder.report(path, steps, problem)
        if statement.relation is not None:
            self._one_of(
                path, (*steps, "relation"), statement.relation, RELATIONS, "relation"
            )
        self._time(path, steps, statement)

    def _about(
        self,
        path: str,
        steps: tuple[Step, ...],
        statement: Statement,
        row: Property,
    ) -> None:
        kind, _, rest = statement.about.partition("/")
        id, _, part = rest.partition("#")
        where = (*steps, "about")
        records: Mapping[str, Collection[str]] = {
            "cities": self.data.cities,
            "partnerships": self.data.partnerships,
            "sources": self.data.sources,
        }
        if not self._one_of(path, where, kind, records, "kind of record"):
            return
        if not self._one_of(path, where, id, records[kind], f"id in {kind}"):
            return
        subject = kind
        if part:
            owner = self.data.partnerships.get(id)
            acts = [a.id for a in owner.acts] if owner and kind == "partnerships" else []
            before = [a.id for a in owner.predecessors] if owner else []
            if not self._one_of(path, where, part, [*acts, *before], f"part of {id}"):
                return
            subject = "acts" if part in acts else "predecessors"
        if subject not in row.kinds:
            problem = f"{row.id!r} is a property of {', '.join(row.kinds)}, not {subject}"
            self.folder.report(path, (*steps, "property"), problem)

    def _value(
        self,
        path: str,
        steps: tuple[Step, ...],
        statement: Statement,
        row: Property,
    ) -> None:
        where, value = (*steps, "value"), statement.value
        if row.type == "enum":
            self._one_of(path, where, value, row.values, row.id)
        elif row.type == "reference":
            kind, _, id = value.partition("/")
            held: Mapping[str, Collection[str]] = {
                "cities": self.data.cities,
                "parties": self.data.parties,
            }
            if self._one_of(path, where, kind, row.targets, "kind of record"):
                self._one_of(path, where, id, held.get(kind, ()), f"id in {kind}")
        elif row.type == "number" and isinstance(value, str):
            if not re.fullmatch(r"(>=|<=|>|<|~)\d+", value):
                problem = f"expected a number or a bound such as '>=15', not {value!r}"
                self.folder.report(path, where, problem)
        elif row.type == "number" and value < 0:
            self.folder.report(path, where, "must not be negative")
        elif row.type in ("list", "names"):
            doubles = [name for name, n in Counter(value).items() if n > 1]
            if not value or not all(isinstance(v, str) and v for v in value):
                self.folder.report(path, where, "expected names, none of them empty")
            elif doubles:
                self.folder.report(path, where, f"{doubles[0]!r} is listed twice")
        elif row.id == "status" and self._as_of(statement) is None:
            self.folder.report(path, steps, "a status needs `as_of`")

    def _as_of(self, statement: Statement) -> PartialDate | None:
        return statement.as_of or self.data.sources[statement.source].as_of

    def _time(
        self, path: str, steps: tuple[Step, ...], statement: Statement
    ) -> None:
        source = self.data.sources.get(statement.source)
        if source is None or statement.mode == "announced":
            return
        if isinstance(statement.value, PartialDate) and _starts_after(
            statement.value, source.published
        ):
            problem = (
                f"{statement.value} is after the source was published "
                f"({source.published}); if it was announced, say mode = \"announced\""
            )
            self.folder.report(path, (*steps, "value"), problem)
        if _starts_after(statement.as_of, source.published):
            problem = f"as_of {statement.as_of} is after it was published"
            self.folder.report(path, (*steps, "as_of"), problem)

    # Judgements and leftovers -----------------------------------------------------

    def _judgements(self) -> None:
        stated = {
            (s.source, s.about, s.property, str(s.value)) for s in self.data.statements
        }
        for position, judgement in enumerate(self.data.judgements):
            path, steps = "judgements.toml", ("judgements", position)
            self._one_of(path, (*steps, "rank"), judgement.rank, RANKS[::2], "rank")
            if not judgement.reason.strip():
                self.folder.report(path, (*steps, "reason"), "must not be empty")
            key = (judgement.source, judgement.about, judgement.property, judgement.value)
            if key not in stated:
                self.folder.report(path, steps, "no statement is like this")

    def _unused(self) -> None:
        for id in self.data.sources:
            if id not in self.used:
                self.folder.report(f"sources/{id}.toml", (), "no record uses this source")


def _starts_after(day: PartialDate | None, other: PartialDate | None) -> bool:
    """
    Whether *day* cannot be as early as *other* may be late.
    """
    return bool(
        day and other and day.lower and other.upper and day.lower > other.upper
    )
