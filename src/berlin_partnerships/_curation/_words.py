"""
The words a curator may use, and the forms that codes have.

What the check demands and what the schemas tell editors comes from here.

Floor 7: part of curation.
"""

from __future__ import annotations

import re
import unicodedata

from functools import cache
from typing import Any

from .._curated import OWNERS, SMALL_KINDS
from .._partnerships import ROLES
from .._sources import KINDS, RANKS


SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ABOUT = (
    f"({'|'.join(('cities', 'partnerships', 'sources', *SMALL_KINDS))})/"
    f"{SLUG.pattern}(#{SLUG.pattern})?"
)
BOUND = re.compile(r"(>=|<=|>|<|~)\d+")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
PATTERNS = {
    "wikidata": (re.compile(r"Q[1-9]\d*"), "an item id such as Q64"),
    "unlocode": (re.compile(r"[A-Z]{2}[A-Z2-9]{3}"), "a code such as UAIEV"),
    "timezone": (re.compile(r"[A-Z]\w+(/[\w+-]+)+"), "a zone such as Europe/Kyiv"),
}
MOST_WORDS = 8

PROPERTY_TYPES = (
    "date", "period", "number", "reference", "enum", "text", "list", "names", "bool",
)  # fmt: skip
PROPERTY_KINDS = ("cities", "partnerships", "sources", *OWNERS, *SMALL_KINDS)
EVENT_KINDS = ("celebration",)
TARGETS = ("cities", "parties", "partnerships", *SMALL_KINDS)
# `user` and `predecessor` are what code calls things that curators do not write.
SOURCE_KINDS = tuple(kind for kind in KINDS if kind != "user")
ACT_ROLES = tuple(role for role in ROLES if role != "predecessor")
JUDGED_RANKS = tuple(rank for rank in RANKS if rank != "normal")
# Fields of a city whose value comes from a source; two of them come together.
CODES = ("subdivision", "wikidata", "geonames", "unlocode", "coordinates", "timezone")

# How Unicode's names of a script's letters begin, by ISO 15924 code.
LETTERS = {
    "Arab": ("ARABIC",),
    "Armn": ("ARMENIAN",),
    "Beng": ("BENGALI",),
    "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Ethi": ("ETHIOPIC",),
    "Geor": ("GEORGIAN",),
    "Goth": ("GOTHIC",),
    "Grek": ("GREEK",),
    "Gujr": ("GUJARATI",),
    "Guru": ("GURMUKHI",),
    "Hang": ("HANGUL",),
    "Hani": ("CJK",),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Hebr": ("HEBREW",),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Khmr": ("KHMER",),
    "Knda": ("KANNADA",),
    "Kore": ("HANGUL", "CJK"),
    "Laoo": ("LAO ",),
    "Latn": ("LATIN",),
    "Mlym": ("MALAYALAM",),
    "Mymr": ("MYANMAR",),
    "Orya": ("ORIYA",),
    "Sinh": ("SINHALA",),
    "Syrc": ("SYRIAC",),
    "Taml": ("TAMIL",),
    "Telu": ("TELUGU",),
    "Thaa": ("THAANA",),
    "Thai": ("THAI ",),
    "Tibt": ("TIBETAN",),
    "Cher": ("CHEROKEE",),
}


def words(text: str) -> int:
    """
    How many words a quote has; marks of omission are none.

    >>> words("Berlin – die Stadt …")
    3
    """
    return sum(any(c.isalnum() for c in part) for part in text.split())


def no_language(tag: str) -> str:
    """
    What is wrong with a BCP 47 tag; an empty text if nothing is.

    >>> no_language("ger")
    "the shorter 'de' is meant"
    """
    if not LANGUAGE.fullmatch(tag):
        return "expected a BCP 47 tag such as uk or zh-Latn-pinyin"
    first, *others = tag.split("-")
    found = _language(first)
    if found is None:
        return f"{first!r} is no language of ISO 639"
    short: str = getattr(found, "alpha_2", found.alpha_3)
    if first != short:
        return f"the shorter {short!r} is meant"
    for part in others:
        if len(part) == 4 and part.isalpha() and no_script(part):  # noqa: PLR2004  # scripts
            return no_script(part)
    return ""


def no_script(code: str) -> str:
    """
    What is wrong with an ISO 15924 code; an empty text if nothing is.
    """
    if _pycountry().scripts.get(alpha_4=code) is None or code != code.title():
        return f"{code!r} is no script of ISO 15924, such as Cyrl"
    return ""


def no_country(code: str) -> str:
    """
    What is wrong with an ISO 3166-1 code; an empty text if nothing is.
    """
    if code != code.upper() or _pycountry().countries.get(alpha_2=code) is None:
        return f"{code!r} is no ISO 3166-1 alpha-2 code, such as UA"
    return ""


def no_subdivision(code: str, country: str) -> str:
    """
    What is wrong with an ISO 3166-2 code; an empty text if nothing is.
    """
    found = _pycountry().subdivisions.get(code=code)
    if found is None or found.code != code or not code.startswith(f"{country}-"):
        return f"{code!r} is no ISO 3166-2 code of {country}"
    return ""


def no_timezone(name: str) -> str:
    """
    What is wrong with the name of a time zone; an empty text if nothing is.
    """
    pattern, expected = PATTERNS["timezone"]
    zones = _timezones()
    # Nothing can be told where the machine has none, or only old ones.
    unknown = "Europe/Kyiv" in zones and name not in zones
    if unknown or not pattern.fullmatch(name):
        return f"expected {expected}, not {name!r}"
    return ""


def foreign(text: str, script: str) -> str:
    """
    The first letter of *text* that is of another script; empty if there is none.

    >>> foreign("Mоskau", "Latn")  # the o is Cyrillic
    'о'
    """
    wanted = LETTERS.get(script)
    if wanted is None:
        return ""
    for letter in text:
        name = unicodedata.name(letter, "")
        if letter.isalpha() and not name.startswith((*wanted, "MODIFIER")):
            return letter
    return ""


@cache
def _timezones() -> frozenset[str]:
    from zoneinfo import available_timezones  # noqa: PLC0415  # only curators need it

    return frozenset(available_timezones())


def _pycountry() -> Any:
    import pycountry  # noqa: PLC0415  # only curators need it

    return pycountry


def _language(code: str) -> Any:
    languages = _pycountry().languages
    for key in ("alpha_2", "alpha_3", "bibliographic"):
        found = languages.get(**{key: code})
        if found is not None:
            return found
    return None
