"""
How much of a document is held, and whether the quotes stand where they should.

Both need what does not ship: an inventory of the claims in the documents, or the
documents' texts.

Floor 7: part of curation.
"""

from __future__ import annotations

import json

from typing import TYPE_CHECKING, Any

import attrs

from .._read import Folder
from ..exceptions import DataError


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from .._curated import Curated
    from ..exceptions import Problem

__all__ = ["Claimed", "Coverage", "coverage", "evidence"]


@attrs.frozen(kw_only=True)
class Claimed:
    """
    A claim of the inventory, and what became of it.

    Attributes:
        id: The inventory's id.

        source: Our id of the source.

        ship: The inventory's mark: whether it should be held.

        held_by: Subjects and properties of the statements that cover it.

        reason: Why it is not held, if something left out covers it.
    """

    id: str
    source: str
    ship: str
    held_by: tuple[str, ...]
    reason: str

    @property
    def outcome(self) -> str:
        """
        ``held``, ``left out``, or ``missing``.
        """
        if self.held_by:
            return "held"
        return "left out" if self.reason else "missing"


@attrs.frozen(kw_only=True)
class Coverage:
    """
    What became of all claims of an inventory.

    Attributes:
        claims: One entry a claim, in the inventory's order.
    """

    claims: tuple[Claimed, ...]

    def count(self, outcome: str, ship: str = "yes") -> int:
        """
        How many claims with a mark came to an end.
        """
        return sum(c.outcome == outcome and c.ship == ship for c in self.claims)

    @property
    def missing(self) -> tuple[Claimed, ...]:
        """
        Claims that should be held, and are neither held nor left out.
        """
        return tuple(
            c for c in self.claims if c.ship == "yes" and c.outcome == "missing"
        )


def _inside(start: int, end: int, chars: tuple[int, int] | None) -> bool:
    return chars is not None and chars[0] <= start and end <= chars[1]


def coverage(curated: Curated, inventory: Path) -> Coverage:
    """
    Compare the data with an inventory of claims.

    The inventory is JSON with a list ``claims``; each has ``id``, ``source`` (the
    number of an alias ``seed-…``), ``start`` and ``end`` (code points), ``ship``.
    A claim is held if its characters lie in a statement's, and left out if they
    lie in those of a ``left_out`` entry.

    Raises:
        DataError: If the inventory cannot be read.
    """
    try:
        claims = json.loads(inventory.read_text("utf-8"))["claims"]
        return Coverage(claims=tuple(_claimed(curated, claim) for claim in claims))
    except OSError as error:
        raise DataError(str(inventory), f"cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(str(inventory), f"no inventory of claims: {error!r}") from error


def _claimed(curated: Curated, claim: Mapping[str, Any]) -> Claimed:
    id = curated.source(f"seed-{claim['source']}").id
    start, end = claim["start"], claim["end"]
    held = [
        f"{s.about} {s.property}"
        for s in curated.statements
        if s.source == id and _inside(start, end, s.chars)
    ]
    reasons = [
        left.reason
        for left in curated.sources[id].left_out
        if _inside(start, end, left.chars)
    ]
    return Claimed(
        id=claim["id"],
        source=id,
        ship=claim["ship"].partition(":")[0],
        held_by=tuple(held),
        reason=reasons[0] if reasons else "",
    )


def evidence(root: Path, texts: Path) -> tuple[Problem, ...]:
    """
    A problem for each quote that does not stand at its place in the text.

    The text of a source is the file in *texts* that is called by its id or an
    alias (``seed-000.txt``), or that begins with the alias's number
    (``000_….txt``).

    Raises:
        DataError: If there is no text at all, or one cannot be read.
    """
    folder = Folder(root)
    curated = folder.read()
    of_form = len(folder.problems)  # those are the check's
    found = {
        id: _text(texts, id, source.aliases) for id, source in curated.sources.items()
    }
    if not any(text is not None for text in found.values()):
        raise DataError(str(texts), "has no text of any source")
    for statement, (path, position) in zip(
        curated.statements, folder.places, strict=True
    ):
        text = found[statement.source]
        if text is None or statement.chars is None:
            continue
        first, last = statement.chars
        if text[first:last] != statement.quote:
            problem = (
                f"the text has {text[first:last]!r} there, not {statement.quote!r}"
            )
            folder.report(path, ("statements", position, "chars"), problem)
    return tuple(folder.problems[of_form:])


def _text(texts: Path, id: str, aliases: tuple[str, ...]) -> str | None:
    for path in _candidates(texts, id, aliases):
        if path.is_file():
            # Offsets count the characters as they are: line ends untouched.
            try:
                return path.read_bytes().decode()
            except (OSError, ValueError) as error:
                raise DataError(str(path), f"cannot be read: {error}") from error
    return None


def _candidates(texts: Path, id: str, aliases: tuple[str, ...]) -> Iterator[Path]:
    for name in (id, *aliases):
        yield texts / f"{name}.txt"
    for alias in aliases:
        number = alias.removeprefix("seed-")
        yield from sorted(texts.glob(f"{number}_*.txt"))
