"""
What changed between two versions of the data, for whoever uses them.

A changed answer (an id, a status, an accepted value, a name that is gone) is told
apart from what only supports the answers (statements, names and sources more).

Floor 7: imports the data set, and the finding of changes.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from ._changes import Change, changes
from ._dataset import Dataset, load
from ._language import in_language
from ._text import Result, listed


if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["Diff", "diff"]


@attrs.frozen(kw_only=True)
class Diff(Result):
    """
    What changed from one version of the data to another.

    Attributes:
        old, new: The versions.

        changes: All changes, those of answers first.
    """

    old: str
    new: str
    changes: tuple[Change, ...]

    @property
    def answers(self) -> tuple[Change, ...]:
        """
        The changes of answers.
        """
        return tuple(c for c in self.changes if c.answer)

    @property
    def bump(self) -> str:
        """
        Which part of the version number a release with these changes raises.

        ``minor`` if any answer changed, ``patch`` if only what supports the answers
        did, ``none`` if nothing did.
        """
        if self.answers:
            return "minor"
        return "patch" if self.changes else "none"

    def _together(self) -> list[list[Change]]:
        """
        The changed answers; those of the timeline that read the same are one.
        """
        found: dict[object, list[Change]] = {}
        for c in self.answers:
            alone = (c.about, c.what, c.old, c.new)
            same = c.told if c.about == "timeline" and c.told else alone
            found.setdefault(same, []).append(c)
        return list(found.values())

    def explain(self, language: str = "en") -> str:
        """
        The changed answers one by one, the rest in numbers.

        Steps of the timeline with the same difference are one line, and counted.
        """
        head = in_language(
            language,
            f"Von Datenstand {self.old} zu {self.new}:",
            f"From data {self.old} to {self.new}:",
        )
        lines = [head, *(f"- {_told(same, language)}" for same in self._together())]
        rest = Counter(_sort_of(c) for c in self.changes if not c.answer)
        for (what, way), many in sorted(rest.items()):
            lines.append(f"- {in_language(language, *_REST[what][way])}: {many}")
        if not self.changes:
            lines.append(in_language(language, "- keine Änderung", "- no change"))
        return "\n".join(lines)


# What supports the answers: what is new, gone, or otherwise.
_REST = {
    "statement": (
        ("neue Aussagen von Quellen", "new statements of sources"),
        ("weggefallene Aussagen von Quellen", "statements of sources that are gone"),
        ("anders beschriebene Aussagen", "statements that are described otherwise"),
    ),
    "name": (
        ("neue Namen", "new names"),
        ("weggefallene Schreibweisen", "spellings of names that are gone"),
        ("anders beschriebene Namen", "names that are described otherwise"),
    ),
    "source": (("neue Quellen", "new sources"),),
    "judgement": (
        ("neue Urteile über Aussagen", "new judgements of statements"),
        ("zurückgenommene Urteile", "judgements that are withdrawn"),
        ("geänderte Urteile", "judgements that are changed"),
    ),
    "detail": (
        ("weitere Einzelheiten", "further details"),
        ("weggefallene Einzelheiten", "details that are gone"),
        ("geänderte Einzelheiten", "details that are changed"),
    ),
}
_MOST = 3  # sources that a line names


def _sort_of(c: Change) -> tuple[str, int]:
    """
    What a change without an answer is counted as, and which way it went.
    """
    way = 0 if c.old is None else 1 if c.new is None else 2
    return c.what if c.what in _REST else "detail", way


def _told(same: Sequence[Change], language: str) -> str:
    """
    One changed answer in a line, or several of the timeline.
    """
    c = same[0]
    text = in_language(language, *(c.told or _raw(c)))
    if c.about == "timeline":
        many = len(same)
        de, en = ("Schritt", "step") if many == 1 else ("Schritte", "steps")
        text += in_language(
            language,
            f" ({many} {de} der Zeitleiste)",
            f" ({many} {en} of the timeline)",
        )
    because = tuple(sorted({id for each in same for id in each.because}))
    reasons = tuple(dict.fromkeys(r for each in same for r in each.reasons))
    return f"{text} [{c.about}]{_why(because, reasons, language)}"


def _raw(c: Change) -> tuple[str, str]:
    """
    A change that was made without words, from its fields.
    """
    return (
        f"{c.what}: {c.old or 'unbekannt'} → {c.new or 'unbekannt'}",
        f"{c.what}: {c.old or 'unknown'} → {c.new or 'unknown'}",
    )


def _why(because: tuple[str, ...], reasons: tuple[str, ...], language: str) -> str:
    """
    The sources, and what curators gave as a reason.
    """
    said = []
    if because:
        sources = _some(because, language)
        said.append(in_language(language, f"wegen {sources}", f"because of {sources}"))
    if reasons:
        head = in_language(language, "Begründung", "reason given")
        said.append(f"{head}: {' / '.join(reasons)}")
    return f" ({'; '.join(said)})" if said else ""


def _some(ids: tuple[str, ...], language: str) -> str:
    """
    The first of many sources, and how many there are more.
    """
    more = len(ids) - _MOST
    if more < 2:  # noqa: PLR2004  # to name one is as short as to count it
        return listed(ids, language)
    others = in_language(language, f"{more} weiterer", f"{more} others")
    return listed((*ids[:_MOST], others), language)


def diff(old: Dataset | str | Path, new: Dataset | str | Path) -> Diff:
    """
    What changed for users from *old* to *new*.

    Args:
        old: A data set, or the path of one: a data folder, a folder with compiled
            files, or a wheel of this package.

        new: Likewise.

    Raises:
        DataError: If one cannot be read, or is of a format that this version does
            not know.

    >>> import berlin_partnerships as bp
    >>> fewer = bp.only("seed-002")
    >>> bp.diff(fewer, fewer).bump
    'none'
    """
    before, after = (d if isinstance(d, Dataset) else load(d) for d in (old, new))
    found = changes(before, after)
    return Diff(old=before.version, new=after.version, changes=found)
