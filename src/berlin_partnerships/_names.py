"""
Folding: one form for all spellings of a name that differ only in typing.

What is folded, in this order: compatibility forms (full-width letters,
ligatures: Unicode NFKC), case (Unicode case folding, the dotless i as i),
accents of Latin and Greek letters, Hebrew and Arabic vowel signs, a few Latin
letters that Unicode does not take apart (ł, ø, đ, æ …), variants of Hebrew and
Arabic letters (ם, ی, ک), letters that are used as apostrophes, white space, punctuation, and whatever is invisible. What is not:
other scripts' marks (й stays й, が stays が), and letters of one script that look
like those of another.

Floor 0: imports nothing of ours.
"""

from __future__ import annotations

import importlib
import unicodedata

from functools import lru_cache
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Likely", "clean", "fold", "offered", "similar"]

_COMPARED = 100  # characters of a text that are compared
_FEW = 9  # of which all are offered
_LIKE = 0.3  # Dice's coefficient of names that look alike

_LETTERS = str.maketrans({
    # Latin letters that have no decomposition in Unicode.
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t",
    "æ": "ae", "œ": "oe", "þ": "th", "ĸ": "k", "ŋ": "n", "ə": "e",
    # Hebrew letters as they are at the end of a word, and Yiddish ligatures.
    "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
    "\u05f0": "וו", "\u05f1": "וי", "\u05f2": "יי",
    # Arabic letters that keyboards, languages and the ends of words tell apart.
    "ى": "ي", "ی": "ي", "ک": "ك", "ڪ": "ك",
    "ة": "ه", "ۃ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه",
})  # fmt: skip
# Letters for Unicode, apostrophes or a stretched line for those who write them.
_APOSTROPHES = frozenset(
    "\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ee\u0640\ua78c"
)
# Letters and marks for Unicode that show nothing (Default_Ignorable_Code_Point).
_INVISIBLE = frozenset(
    map(chr, [
        0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x3164,
        *range(0xFE00, 0xFE10), 0xFFA0, *range(0xE0100, 0xE01F0),
    ])
)  # fmt: skip
_ASCII_DROPPED = bytes(i for i in range(128) if not chr(i).isalnum())
# First and last code points of the scripts whose marks are accents or vowels.
_ACCENTED = ((0x41, 0x2AF), (0x370, 0x3FF), (0x590, 0x6FF), (0x1E00, 0x1FFF))


def clean(text: str) -> str:
    r"""
    *text* without invisible characters and white space around it.

    >>> clean(" Paris\u200b ")
    'Paris'
    """
    if text.isascii():
        return text.strip()
    return "".join(c for c in text if not _is_invisible(c)).strip()


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) == "Cf" or char in _INVISIBLE


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """
    The form under which *text* is looked up.

    >>> fold("  BRÜSSEL "), fold("L. A."), fold("İstanbul"), fold("Київ")
    ('brussel', 'la', 'istanbul', 'київ')
    """
    if text.isascii():
        text = text.lower()
        if text.isalnum():
            return text
        return text.encode().translate(None, _ASCII_DROPPED).decode()
    text = unicodedata.normalize("NFKC", text).casefold()
    letters = _letters_of(unicodedata.normalize("NFD", text)).translate(_LETTERS)
    return unicodedata.normalize("NFC", letters)


def _letters_of(text: str) -> str:
    """
    The letters and digits of *text*, with those marks that make another letter.
    """
    kept: list[str] = []
    base = ""  # What the next mark belongs to; nothing if that is left out.
    for char in text:
        category = unicodedata.category(char)
        if _is_invisible(char):
            continue
        if category[0] == "M":
            if base and not _is_accented(base):
                kept.append(char)
        elif category[0] in "LN" and char not in _APOSTROPHES:
            kept.append(char)
            base = char
        else:
            base = ""
    return "".join(kept)


def _is_accented(letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in _ACCENTED)


def similar(text: str, known: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """
    Those of *known* that look like *text*, best first; at most *most*.

    Compared by shared trigrams of the folded forms (Dice's coefficient, at
    least 0.3). Equal ones keep the order of *known*.

    >>> similar("Kiyv", ["Paris", "Kyiv", "Wien"])
    ('Kyiv',)
    """
    wanted = _trigrams(fold(text[:_COMPARED]))
    if not wanted:
        return ()
    scored = []
    for position, name in enumerate(known):
        grams = _trigrams(fold(name))
        score = 2 * len(wanted & grams) / (len(wanted) + len(grams))
        if score >= _LIKE:
            scored.append((-score, position, name))
    return tuple(dict.fromkeys(name for _, _, name in sorted(scored)))[:most]


def offered(text: object, known: Iterable[str]) -> tuple[str, ...]:
    """
    What to offer instead of *text*: those that look like it, or all if they are few.

    >>> offered("sinc", ["status", "since"]), offered("?", ["status", "since"])
    (('since',), ('status', 'since'))
    """
    known = tuple(known)
    return similar(str(text), known) or (known if len(known) <= _FEW else ())


class Likely:
    """
    Many folded names, to find those that a text looks like.

    Compared by rapidfuzz's ``ratio`` if it is installed, and else as :func:`similar`
    does, over an index: either takes less than a millisecond.

    Args:
        owners: Folded name → whose it is.

        strict: Whether it must be very like: a Dice coefficient of 0.4, or a ratio
            of 80, instead of 0.3 and 60.

    >>> Likely({"kyiv": "UA", "kiew": "UA", "paris": "FR"}).best("Parris")
    (('paris', 'FR'),)
    """

    def __init__(self, owners: Mapping[str, str], *, strict: bool = False) -> None:
        self._names = list(owners)
        self._owners = owners
        self._least, self._ratio = (0.4, 80) if strict else (_LIKE, 60)
        self._grams: dict[str, list[int]] = {}
        self._sizes: list[int] = []

    def best(self, text: str, *, most: int = 3) -> tuple[tuple[str, str], ...]:
        """
        The nearest names with their owners, best first, one of each owner.
        """
        wanted = fold(text[:_COMPARED])
        found: dict[str, str] = {}
        for name in self._near(wanted) if wanted else ():
            found.setdefault(self._owners[name], name)
            if len(found) == most:
                break
        return tuple((name, owner) for owner, name in found.items())

    def _near(self, wanted: str) -> Iterator[str]:
        try:
            # The extra `fuzzy`.
            process: Any = importlib.import_module("rapidfuzz.process")
            fuzz: Any = importlib.import_module("rapidfuzz.fuzz")
        except ImportError:
            return self._near_by_trigrams(wanted)
        found = process.extract(
            wanted,
            self._names,
            scorer=fuzz.ratio,
            score_cutoff=self._ratio,
            limit=20,
        )
        return (name for name, _, _ in found)

    def _near_by_trigrams(self, wanted: str) -> Iterator[str]:
        if not self._sizes:
            self._index()
        grams = _trigrams(wanted)
        shared: dict[int, int] = {}
        for gram in grams:
            for position in self._grams.get(gram, ()):
                shared[position] = shared.get(position, 0) + 1
        scored = [
            (-2 * count / (len(grams) + self._sizes[position]), position)
            for position, count in shared.items()
        ]
        for score, position in sorted(scored):
            if -score >= self._least:
                yield self._names[position]

    def _index(self) -> None:
        for position, name in enumerate(self._names):
            grams = _trigrams(name)
            self._sizes.append(len(grams))
            for gram in grams:
                self._grams.setdefault(gram, []).append(position)


def _trigrams(folded: str) -> frozenset[str]:
    padded = f"  {folded} " if folded else ""
    pairs = {"".join(sorted(folded[i : i + 3])) for i in range(len(folded) - 2)}
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2)) | pairs
