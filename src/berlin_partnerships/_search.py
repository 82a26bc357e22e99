"""
Searching names and titles of all kinds; every hit says what matched and how.

Floor 4: imports the records and the folding of names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ._curated import SMALL_KINDS
from ._model import in_language
from ._names import fold, similar
from ._records import checked_name
from ._text import Result


if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._dataset import Dataset

__all__ = ["RULES", "Hit", "search"]

# Best first; a hit names the first rule that it fits.
RULES = ("exact", "folded", "start", "word", "similar")
_SAID = {
    "exact": ("genau so", "exactly"),
    "folded": ("bis auf Schreibweise", "but for typing"),
    "start": ("am Anfang", "at the start"),
    "word": ("in einem Wort", "within"),
    "similar": ("ähnlich", "looks alike"),
}
_SHORTEST = 3  # letters that a part of a name must have to be searched


@attrs.frozen(kw_only=True)
class Hit(Result):
    """
    One record that was found.

    Attributes:
        about: Full id of the record.

        matched: The name or title that matched.

        rule: How it matched: one of :data:`RULES`.
    """

    about: str
    matched: str
    rule: str

    def explain(self, language: str = "en") -> str:
        """
        What matched, in a line.
        """
        how = in_language(language, *_SAID[self.rule])
        return f"{self.about}: {self.matched} ({how})"


def _texts(dataset: Dataset) -> Iterator[tuple[str, str]]:
    for city in dataset.cities.values():
        for about in (*(p.full_id for p in city.partnerships), city.full_id):
            yield about, city.id
            for name in city.names:
                yield about, name.text
    for kind in SMALL_KINDS:
        for thing in getattr(dataset, kind).values():
            for text in (thing.id, thing.name, thing.name_de):
                yield thing.full_id, text
            for name in thing.names:
                yield thing.full_id, name.text
    for source in dataset.sources.values():
        for text in (source.id, *source.aliases, source.title):
            yield source.full_id, text


def _rule(text: str, folded: str, wanted: str, wanted_folded: str) -> str | None:
    if text == wanted:
        return "exact"
    if wanted_folded and folded == wanted_folded:
        return "folded"
    if len(wanted_folded) < _SHORTEST:
        return None
    if folded.startswith(wanted_folded):
        return "start"
    return "word" if wanted_folded in folded else None


def search(dataset: Dataset, text: str) -> tuple[Hit, ...]:
    """
    The hits in *dataset*, by rule, then kind and id; one a record.

    Those that only look alike come by likeness, and only if there are no others.

    Raises:
        TypeError, ValueError: If *text* is no string, or empty.
    """
    wanted = checked_name(text)
    texts = [(about, said, fold(said)) for about, said in _texts(dataset)]
    return _matching(texts, wanted) or _alike(texts, wanted)


def _matching(texts: list[tuple[str, str, str]], wanted: str) -> tuple[Hit, ...]:
    wanted_folded = fold(wanted)
    best: dict[str, tuple[int, str]] = {}  # the rank of the rule, and what matched
    for about, said, folded in texts:
        rule = _rule(said, folded, wanted, wanted_folded)
        if rule is None:
            continue
        rank = RULES.index(rule)
        if about not in best or rank < best[about][0]:
            best[about] = (rank, said)
    order = sorted(best, key=lambda about: (best[about][0], _kind_first(about)))
    return tuple(
        Hit(about=about, matched=best[about][1], rule=RULES[best[about][0]])
        for about in order
    )


def _alike(texts: list[tuple[str, str, str]], wanted: str) -> tuple[Hit, ...]:
    best: dict[str, str] = {}
    for likely in similar(wanted, [said for _, said, _ in texts], most=5):
        called = {about for about, said, _ in texts if said == likely}
        for about in sorted(called, key=_kind_first):
            best.setdefault(about, likely)
    return tuple(Hit(about=a, matched=said, rule="similar") for a, said in best.items())


def _kind_first(about: str) -> tuple[int, str]:
    kinds = ("partnerships", "cities", *SMALL_KINDS, "sources")
    return kinds.index(about.partition("/")[0]), about
