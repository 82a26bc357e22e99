"""
What each sentence needs: a language, and the names in it.

Floor 1: part of the prose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._language import in_language
from .._text import listed


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .._reconciliation import Reconciliation

__all__ = ["Teller"]


class Teller:
    """
    Tells a reconciliation in one language.
    """

    def __init__(self, r: Reconciliation, language: str) -> None:
        self.r = r
        self.language = language
        self.labels: Mapping[str, str] = {
            label.entity: in_language(language, label.de, label.en)
            for label in r.labels
        }
        self.reports = {s.id: s for s in r.sources}

    def say(self, de: str, en: str) -> str:
        """
        One of two texts.
        """
        return in_language(self.language, de, en)

    def names(self, entities: Iterable[str]) -> str:
        """
        What entities are called, in the order of the alphabet.
        """
        said = sorted(self.labels.get(e, e) for e in entities)
        return listed(said, self.language)

    def ids(self, sources: Iterable[str]) -> str:
        """
        Sources by their ids, as they are referred to.
        """
        return listed([f"[{id}]" for id in sources], self.language)

    def many(self, n: int, de: tuple[str, str], en: tuple[str, str]) -> str:
        """
        A number with its noun, which is given for one and for more.
        """
        return f"{n} {self.say(de[n != 1], en[n != 1])}"
