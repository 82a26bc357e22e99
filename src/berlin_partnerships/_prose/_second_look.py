"""
What to say of a source that is not right as it stands, beside its best reading.

Floor 1: part of the prose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from .._reconciliation import SourceReport
    from ._teller import Teller

__all__ = ["nobody"]

_EMPTY = (
    "Eine leere Liste nennt niemanden; wann sie zutraf, ist nicht zu sagen.",
    "An empty list names nobody; when it was true cannot be told.",
)
_STRANGER = (
    "Der Name lässt sich nicht zuordnen; wann das zutraf, ist nicht zu sagen.",
    "The name cannot be matched to a city; when this was true cannot be told.",
)
_STRANGERS = (
    "Keiner der Namen lässt sich zuordnen; wann das zutraf, ist nicht zu sagen.",
    "None of the names can be matched to a city; when this was true cannot be told.",
)


def nobody(s: SourceReport, teller: Teller) -> str:
    """
    That a list names nobody whom we know, and so has no time; empty if it does.
    """
    if s.mentions is None or any(m.entity is not None for m in s.mentions):
        return ""
    if not s.mentions:
        return teller.say(*_EMPTY)
    return teller.say(*(_STRANGERS if s.mentions[1:] else _STRANGER))
