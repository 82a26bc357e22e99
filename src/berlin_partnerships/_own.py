"""
Partners of one's own: a table of who joined when, as a data set.

Each row is a partner, each date in it a statement by the table, with its line. So
all questions can be asked of it that can be asked of the shipped data.

Floor 4: imports the reading of input files and the curated rows.
"""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

import attrs

from ._curated import ActRow, Curated, PartnershipRow, Party
from ._dates import PartialDate
from ._inputs import rows_of
from ._model import City, Name
from ._names import NOWHERE, fold, similar
from ._sources import Property, Source, Statement
from .exceptions import CurationError, DataError, InvalidDateError, Problem, offer


if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["curated_from_table"]

# Column → the role of the act whose date it has, in the order of a partnership's life.
_ACTS = {
    "announced": "announcement",
    "first_act": "opening",
    "since": "founding",
    "resting_since": "suspension",
    "until": "termination",
}
COLUMNS = ("name", "names", "country", *_ACTS)
Flaw = Callable[[str, str], None]


@attrs.frozen
class _Partner:
    """
    A row of the table.
    """

    id: str
    line: int
    cells: Mapping[str, str]
    dates: Mapping[str, PartialDate]

    @property
    def names(self) -> tuple[str, ...]:
        others = (n.strip() for n in self.cells.get("names", "").split("|"))
        name = self.cells.get("name", "")
        return tuple(dict.fromkeys(filter(None, [name, *others])))


def curated_from_table(path: Path, properties: Mapping[str, Property]) -> Curated:
    """
    The partners in a table as curated data; the file's name says whose they are.

    The first row names the columns: ``name`` and, as far as known, ``names``
    (further ones, parted by ``|``), ``country`` (ISO 3166-1 alpha-2), and the dates
    ``announced``, ``first_act``, ``since``, ``resting_since`` and ``until`` as EDTF.

    Raises:
        DataError: If the file cannot be read.

        CurationError: If it is not right, with all that is wrong.
    """
    partners, problems = _read(path)
    if problems:
        raise CurationError(problems)
    home = _slug(path.stem) or "home"
    source = Source(id=home, title=path.name, publisher=path.stem, kind="user")
    return Curated(
        version=path.name,
        known_until=date.max,
        properties=properties,
        parties={home: Party(id=home, name={"de": path.stem, "en": path.stem})},
        cities={p.id: _city(p, home) for p in partners},
        partnerships={p.id: _partnership(p, home) for p in partners},
        sources={home: source},
        statements=tuple(s for p in partners for s in _statements(p, home)),
        judgements=(),
        own=True,
    )


# Rows → records -----------------------------------------------------------------------


def _city(partner: _Partner, home: str) -> City:
    name = partner.cells["name"]
    where = f"line {partner.line}"
    return City(
        id=partner.id,
        kind="city",
        country=partner.cells.get("country", "").upper() or NOWHERE,
        name=name,
        name_de=name,
        names=tuple(
            Name(
                text=n,
                language="mul",
                script="Zyyy",
                kind="exonym",
                source=home,
                at=where,
            )
            for n in partner.names
        ),
    )


def _partnership(partner: _Partner, home: str) -> PartnershipRow:
    return PartnershipRow(
        city=partner.id,
        level="state",
        party=home,
        relation="partnership",
        acts=tuple(ActRow(id=_ACTS[c], role=_ACTS[c]) for c in _held(partner)),
    )


def _held(partner: _Partner) -> Iterator[str]:
    """
    The columns of the acts: a partner without any date was founded some day.
    """
    return (
        c for c in _ACTS if c in partner.dates or (c == "since" and _began(partner))
    )


def _began(partner: _Partner) -> bool:
    return "announced" not in partner.dates or len(partner.dates) > 1


def _statements(partner: _Partner, home: str) -> Iterator[Statement]:
    about, at = f"partnerships/{partner.id}", f"line {partner.line}"
    for column, day in partner.dates.items():
        yield Statement(
            about=f"{about}#{_ACTS[column]}",
            property="date",
            value=day,
            source=home,
            at=f"{at}, {column}",
        )
    if "since" not in partner.dates:
        # Otherwise nothing would speak of the partnership.
        yield Statement(
            about=about,
            property="term",
            value=partner.cells["name"],
            source=home,
            at=at,
            basis="paraphrase",
        )


# The file -----------------------------------------------------------------------------


def _read(path: Path) -> tuple[list[_Partner], list[Problem]]:
    rows = rows_of(path)
    problems: list[Problem] = []
    line, heads = next(rows, (1, []))
    columns = [head.strip().casefold() for head in heads]
    _check_heads(path, line, columns, problems)
    partners: dict[str, _Partner] = {}
    whose: dict[str, _Partner] = {}
    try:
        for number, cells in () if problems else rows:
            row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
            if len(cells) > len(columns):
                problem = f"{len(cells)} cells under {len(columns)} heads"
                problems.append(Problem(path.as_posix(), number, "", problem))
            partner = _partner(path, number, row, problems)
            same = partners.setdefault(partner.id, partner)
            if same is partner:
                _check_names(path, partner, whose, problems)
            else:
                problem = f"{row['name']!r} is in line {same.line} already"
                problems.append(Problem(path.as_posix(), number, "name", problem))
    except CurationError as error:  # the table ends here
        problems += error.problems
    if not partners and not problems:
        raise DataError(str(path), "has no row with a partner")
    return list(partners.values()), problems


def _check_names(
    path: Path,
    partner: _Partner,
    whose: dict[str, _Partner],
    problems: list[Problem],
) -> None:
    """
    A name, however it is typed, is that of one partner, or nobody knew which is meant.
    """
    for name in partner.names:
        other = whose.setdefault(fold(name), partner)
        if other is not partner:
            field = "name" if name == partner.cells["name"] else "names"
            problem = (
                f"{name!r} is a name of {other.cells['name']!r} in line {other.line}"
            )
            problems.append(Problem(path.as_posix(), partner.line, field, problem))


def _check_heads(
    path: Path, line: int, columns: list[str], problems: list[Problem]
) -> None:
    for column in columns:
        if column not in COLUMNS:
            near = offer(similar(column, COLUMNS, most=1))
            known = f"; the columns are {', '.join(COLUMNS)}"
            problem = f"unknown column {column!r}{near or known}"
            problems.append(Problem(path.as_posix(), line, column, problem))
        elif columns.count(column) > 1:
            problem = f"the column {column!r} is there more than once"
            problems.append(Problem(path.as_posix(), line, column, problem))
    if "name" not in columns:
        problem = "no column 'name': the first row must name the columns"
        problems.append(Problem(path.as_posix(), line, "name", problem))


def _partner(
    path: Path, line: int, row: Mapping[str, str], problems: list[Problem]
) -> _Partner:
    def flaw(column: str, problem: str) -> None:
        problems.append(Problem(path.as_posix(), line, column, problem))

    if not row.get("name"):
        flaw("name", "is empty")
    for column, cell in row.items():
        if "\n" in cell or "\r" in cell:
            flaw(column, 'has a line break; is a quote (") not closed?')
    country = row.get("country", "")
    if country and not re.fullmatch("[A-Za-z]{2}", country):
        flaw("country", f"expected two letters such as FR, not {country!r}")
    dates: dict[str, PartialDate] = {}
    for column in _ACTS:
        try:
            if row.get(column):
                dates[column] = PartialDate.parse(row[column])
        except InvalidDateError as error:
            flaw(column, str(error))
    _check_order(dates, flaw)
    id = _slug(row.get("name", "")) or f"line-{line}"
    return _Partner(id=id, line=line, cells=row, dates=dates)


def _check_order(dates: Mapping[str, PartialDate], flaw: Flaw) -> None:
    """
    Each act may be on the day of the one before it, or later.
    """
    before: tuple[str, PartialDate] | None = None
    for column, day in dates.items():
        if before and before[1].sort_key[0] > (day.upper or date.max):
            flaw(column, f"{day} is before {before[0]} ({before[1]})")
        before = (column, day)


# Letters that Unicode does not take apart.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    words = re.findall("[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    return "-".join(words)
