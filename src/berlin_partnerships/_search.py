"""
Searching names and titles of all kinds; every hit says what matched and how.

Floor 4: imports the records and the folding of names.
"""

from __future__ import annotations

import re

from typing import TYPE_CHECKING, Any

import attrs

from ._curated import SMALL_KINDS
from ._names import Likely, fold
from ._records import checked_name
from ._terms import word
from ._text import Result


if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._dataset import Dataset

__all__ = ["RULES", "Hit", "Searcher", "said_match", "search"]

# Best first; a hit names the first rule that it fits.
RULES = ("exact", "folded", "start", "word", "similar")
_IN_PART = ("start", "word")
_SHORTEST = 3  # letters that a part of a name must have to be searched
_BETWEEN = re.compile(r"[\s\-–/.,()]+(?=\w)")  # what stands before a further word


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
        return f"{self.about}: {self.matched} ({word(self.rule, 'rule', language)})"


@attrs.frozen
class _Text:
    """
    A name or title of a record.

    Attributes:
        words: What follows from each further word on, folded; None if any part of
            the text may be asked for. A city has a hundred names, and some have any
            three letters in them.
    """

    about: str
    said: str
    folded: str
    words: tuple[str, ...] | None = None

    def rule(self, wanted: str, folded: str) -> str | None:
        """
        The first rule by which this is what is *wanted*.
        """
        if self.said == wanted:
            return "exact"
        if folded and self.folded == folded:
            return "folded"
        if len(folded) < _SHORTEST:
            return None
        if self.folded.startswith(folded):
            return "start"
        if self.words is None:
            return "word" if folded in self.folded else None
        return "word" if any(w.startswith(folded) for w in self.words) else None


class Searcher:
    """
    The names and titles in a data set, folded once.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._texts = tuple(_texts(dataset))
        self._likely = Likely({t.folded: t.said for t in reversed(self._texts)})

    def search(self, text: str) -> tuple[Hit, ...]:
        """
        The hits, by rule, then kind and id; one a record.

        Those that only look alike come by likeness, and only if there are no others.

        Raises:
            TypeError, ValueError: If *text* is no string, or empty.
        """
        wanted = checked_name(text)
        return self._matching(wanted) or self._alike(wanted)

    def _matching(self, wanted: str) -> tuple[Hit, ...]:
        folded = fold(wanted)
        best: dict[str, tuple[int, str]] = {}  # rank of the rule, and what matched
        for text in self._texts:
            rule = text.rule(wanted, folded)
            if rule is None:
                continue
            rank = RULES.index(rule)
            if text.about not in best or rank < best[text.about][0]:
                best[text.about] = (rank, text.said)
        order = sorted(best, key=lambda about: (best[about][0], _kind_first(about)))
        return tuple(
            Hit(about=about, matched=best[about][1], rule=RULES[best[about][0]])
            for about in order
        )

    def _alike(self, wanted: str) -> tuple[Hit, ...]:
        best: dict[str, str] = {}
        for _, likely in self._likely.best(wanted, most=5):
            called = {text.about for text in self._texts if text.said == likely}
            for about in sorted(called, key=_kind_first):
                best.setdefault(about, likely)
        return tuple(Hit(about=a, matched=s, rule="similar") for a, s in best.items())


def search(dataset: Dataset, text: str) -> tuple[Hit, ...]:
    """
    The hits in *dataset*: see :class:`Searcher`.
    """
    return Searcher(dataset).search(text)


def _texts(dataset: Dataset) -> Iterator[_Text]:
    for city in dataset.cities.values():
        # Names before ids: of two that match alike, the name is told.
        names = dict.fromkeys((*(name.text for name in city.names), city.id))
        texts = [(text, fold(text), _words(text)) for text in names]
        for about in (*(p.full_id for p in city.partnerships), city.full_id):
            for text in texts:
                yield _Text(about, *text)
    for kind in SMALL_KINDS:
        for thing in getattr(dataset, kind).values():
            more = (name.text for name in thing.names)
            for said in (thing.name, thing.name_de, *more, thing.id):
                yield _Text(thing.full_id, said, fold(said))
    for source in dataset.sources.values():
        for said in (source.title, source.id, *source.aliases):
            yield _Text(source.full_id, said, fold(said))


def said_match(
    dataset: Dataset, hit: Hit, asked: str, language: str
) -> tuple[str, str]:
    """
    What matched as readers of *language* know it, and the rule.

    It is what the record is called, if that matches as well as the hit does; and in
    place of a part of an id, which people do not read. Else it is the text of the hit.

    >>> import berlin_partnerships as bp
    >>> film = bp.search("Film and")[0]
    >>> film.matched, film.about
    ('Film and television with Los Angeles', 'cooperations/los-angeles-film-tv')
    >>> said_match(bp.load(), bp.search("Film")[-1], "Film", "de")
    ('Film und Fernsehen', 'start')
    """
    record: Any = dataset.record(hit.about)
    named = getattr(record, "city", record)
    label: str = named.label(language) if hasattr(named, "label") else record.title
    text = _Text(hit.about, label, fold(label), _words(label))
    found = text.rule(checked_name(asked), fold(asked))
    if hit.matched == record.id and hit.rule in _IN_PART:
        return label, found or hit.rule
    alike = found is not None and RULES.index(found) <= RULES.index(hit.rule)
    return (label if alike else hit.matched), hit.rule


def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(text[match.end() :]) for match in _BETWEEN.finditer(text))


def _kind_first(about: str) -> tuple[int, str]:
    kinds = ("partnerships", "cities", *SMALL_KINDS, "sources")
    return kinds.index(about.partition("/")[0]), about
