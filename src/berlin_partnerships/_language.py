"""
The two languages in which every label exists.

Floor 0: imports nothing of ours.
"""

from __future__ import annotations


__all__ = ["LANGUAGES", "in_language"]

LANGUAGES = ("de", "en")


def in_language(language: str, de: str, en: str) -> str:
    """
    The text in one of the two languages that every label exists in.

    Raises:
        ValueError: If *language* is neither ``"de"`` nor ``"en"``.
    """
    if language not in LANGUAGES:
        msg = f"language must be 'de' or 'en', not {language!r}"
        raise ValueError(msg)
    return de if language == "de" else en
