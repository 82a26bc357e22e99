"""
What changed between two versions of the data, for whoever uses them.

A changed answer (an id, a status, an accepted value, a name that is gone) is told
apart from what only supports the answers (statements, names and sources more).

Floor 7: imports the data set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import attrs

from ._dataset import KINDS, Dataset, load
from ._model import in_language
from ._text import Result, listed
from .exceptions import PartnershipsError


if TYPE_CHECKING:
    from pathlib import Path

    from ._sources import Statement

__all__ = ["Change", "Diff", "diff"]


@attrs.frozen(kw_only=True)
class Change:
    """
    One thing that is not as it was.

    Attributes:
        about: Full id of the record, or of its part; ``"timeline"`` for the number of
            partnerships.

        what: The property or the field that differs; ``id`` for a record that is new
            or gone.

        old: What it was, as a text; None if it was not there.

        new: What it is; None if it is gone.

        answer: Whether an answer changed; if not, only what supports the answers did.

        because: Ids of the sources whose statements about it came or went.
    """

    about: str
    what: str
    old: str | None
    new: str | None
    answer: bool
    because: tuple[str, ...] = ()


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

    def explain(self, language: str = "en") -> str:
        """
        The changed answers one by one, the rest in numbers.
        """
        head = in_language(
            language,
            f"Von Datenstand {self.old} zu {self.new}:",
            f"From data {self.old} to {self.new}:",
        )
        lines = [head, *(f"- {_told(c, language)}" for c in self.answers)]
        rest = Counter((c.what, c.old is None) for c in self.changes if not c.answer)
        for (what, came), many in sorted(rest.items()):
            words = _REST[what][0 if came else 1]
            lines.append(f"- {in_language(language, *words)}: {many}")
        if not self.changes:
            lines.append(in_language(language, "- keine Änderung", "- no change"))
        return "\n".join(lines)


_REST = {
    "statement": (
        ("neue Aussagen von Quellen", "new statements of sources"),
        ("weggefallene Aussagen von Quellen", "statements of sources that are gone"),
    ),
    "name": (
        ("neue Namen", "new names"),
        ("weggefallene Namen", "names that are gone"),
    ),
    "source": (
        ("neue Quellen", "new sources"),
        ("weggefallene Quellen", "sources that are gone"),
    ),
}


def _told(c: Change, language: str) -> str:
    """
    A changed answer in a line.
    """
    nothing = in_language(language, "nichts", "nothing")
    if c.what == "id":
        word = ("neu", "new") if c.old is None else ("weggefallen", "gone")
        return f"{c.about}: {in_language(language, *word)}"
    text = f"{c.about} {c.what}: {c.old or nothing} → {c.new or nothing}"
    if c.because:
        sources = listed(c.because, language)
        text += in_language(language, f" (wegen {sources})", f" (because of {sources})")
    return text


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
    found = [
        *_records(before, after),
        *_timeline(before, after),
        *_values(before, after),
        *_names(before, after),
        *_statements(before, after),
    ]
    order = sorted(found, key=lambda c: (not c.answer, c.about, c.what, c.old or ""))
    return Diff(old=before.version, new=after.version, changes=tuple(order))


def _records(old: Dataset, new: Dataset) -> Iterator[Change]:
    """
    Ids that came or went; a source more is no answer.
    """
    for kind in KINDS:
        before, after = (set(getattr(d, kind)) for d in (old, new))
        for id in sorted(before ^ after):
            about, gone = f"{kind}/{id}", id in before
            source = kind == "sources"
            yield Change(
                about=about,
                what="source" if source and not gone else "id",
                old=about if gone else None,
                new=None if gone else about,
                answer=gone or not source,
            )


def _timeline(old: Dataset, new: Dataset) -> Iterator[Change]:
    """
    The number of partnerships over time, under each criterion.
    """
    for criterion in ("founding-agreement", "first-act"):
        before, after = (
            {str(i.start): i for i in d.timeline(criterion)} for d in (old, new)
        )
        for start in sorted(before.keys() | after.keys()):
            was, now = (d[start].count if start in d else None for d in (before, after))
            if was != now:
                yield Change(
                    about="timeline",
                    what=f"{criterion}, from {start}",
                    old=None if was is None else str(was),
                    new=None if now is None else str(now),
                    answer=True,
                )


def _values(old: Dataset, new: Dataset) -> Iterator[Change]:
    """
    Accepted values; those of new and lost records are not told again.
    """
    asked = {(s.about, s.property) for d in (old, new) for s in d.statements()}
    for about, property in sorted(asked):
        subject = about.partition("#")[0]
        if not all(_holds(d, subject) for d in (old, new)):
            continue
        was, now = (_answer(d, about, property) for d in (old, new))
        if was != now:
            sources = _moved(old, new, about, property)
            yield Change(
                about=about,
                what=property,
                old=was,
                new=now,
                answer=True,
                because=sources,
            )


def _holds(dataset: Dataset, full_id: str) -> bool:
    kind, _, id = full_id.partition("/")
    return id in getattr(dataset, kind, ())


def _answer(dataset: Dataset, about: str, property: str) -> str | None:
    """
    The accepted value; where a property has several, all of them.
    """
    try:
        found = dataset.resolve(about, property)
    except PartnershipsError:  # such a part, or such a property, is not in these data
        return None
    values = [found.value, *(part.value for _, part in found.by_act)]
    said = dict.fromkeys(_text(v) for v in values if v is not None)
    if not said:
        said = dict.fromkeys(_text(c.value) for c in found.candidates if c.kept)
    return " | ".join(said) or None


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _moved(old: Dataset, new: Dataset, about: str, property: str) -> tuple[str, ...]:
    before, after = (
        {
            (s.id, s.source)
            for s in d.statements()
            if (s.about, s.property) == (about, property)
        }
        for d in (old, new)
    )
    return tuple(sorted({source for _, source in before ^ after}))


def _names(old: Dataset, new: Dataset) -> Iterator[Change]:
    """
    Names by which a city is found; one more is no changed answer, one less is.
    """
    before, after = ({*_known(d)} for d in (old, new))
    for about, text in sorted(before ^ after):
        gone = (about, text) in before
        yield Change(
            about=about,
            what="name",
            old=text if gone else None,
            new=None if gone else text,
            answer=gone,
        )


def _known(dataset: Dataset) -> Iterator[tuple[str, str]]:
    for city in dataset.cities.values():
        yield from ((city.full_id, n.text) for n in city.names)


def _statements(old: Dataset, new: Dataset) -> Iterator[Change]:
    before, after = (_by_id(d.statements()) for d in (old, new))
    for id in sorted(before.keys() ^ after.keys()):
        about, source = (before | after)[id]
        yield Change(
            about=about,
            what="statement",
            old=id if id in before else None,
            new=None if id in before else id,
            answer=False,
            because=(source,),
        )


def _by_id(statements: Iterable[Statement]) -> dict[str, tuple[str, str]]:
    return {s.id: (s.about, s.source) for s in statements}
