"""
Searching names and titles of all kinds; every hit says what matched and how.

Floor 4: imports the records and the folding of names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

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
    for source in dataset.sources.values():
        for text in (source.id, *source.aliases, source.title):
            yield source.full_id, text


def _rule(text: str, folded: str, wanted: str, wanted_folded: str) -> str | None:
    if text == wanted:
        return "exact"
    if folded == wanted_folded:
        return "folded"
    if len(wanted_folded) < _SHORTEST:
        return None
    if folded.startswith(wanted_folded):
        return "start"
    return "word" if wanted_folded in folded else None


def search(dataset: Dataset, text: str) -> tuple[Hit, ...]:
    """
    The hits in *dataset*, by rule, then kind and id; one a record.

    Raises:
        TypeError, ValueError: If *text* is no string, or empty.
    """
    wanted = checked_name(text)
    wanted_folded = fold(wanted)
    texts = list(_texts(dataset))
    best: dict[str, tuple[int, str]] = {}
    for about, said in texts:
        rule = _rule(said, fold(said), wanted, wanted_folded)
        if rule:
            rank = RULES.index(rule)
            if about not in best or rank < best[about][0]:
                best[about] = (rank, said)
    if not best:
        alike = set(similar(wanted, [said for _, said in texts], most=5))
        for about, said in texts:
            if said in alike:
                best.setdefault(about, (RULES.index("similar"), said))
    order = sorted(best.items(), key=lambda item: (item[1][0], _kind_first(item[0])))
    return tuple(
        Hit(about=about, matched=said, rule=RULES[rank])
        for about, (rank, said) in order
    )


def _kind_first(about: str) -> tuple[int, str]:
    kinds = ("partnerships", "cities", "sources")
    return kinds.index(about.partition("/")[0]), about
