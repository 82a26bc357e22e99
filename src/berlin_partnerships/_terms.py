"""
What people call fields and values, in German and English.

The one room that says a value: the cards, the explanations, the tables of the command
line, and the wording of differences all ask it.

Floor 1: imports the prose of dates.
"""

from __future__ import annotations

import re

from collections.abc import Callable, Iterable
from typing import Any

from ._dates import PartialDate, Period
from ._language import in_language
from ._text import listed, said_date, said_period


__all__ = [
    "FIELD_WORDS",
    "ROLE_WORDS",
    "STATUS_WORDS",
    "VALUE_WORDS",
    "Called",
    "act_called",
    "said_value",
    "said_values",
    "word",
]

# Text of a value → what people call it in German and English, if it is a record.
Called = Callable[[str], tuple[str, str] | None]


STATUS_WORDS = {
    "active": ("aktiv", "active"),
    "dormant": ("eingeschlafen", "dormant"),
    "resting": ("ruht", "resting"),
    "ended": ("beendet", "ended"),
    "announced": ("angekündigt", "announced"),
    "unclear": ("unklar", "unclear"),
}
ROLE_WORDS = {
    "announcement": ("Ankündigung", "announcement"),
    "opening": ("erster Akt", "opening"),
    "founding": ("Gründung", "founding"),
    "renewal": ("Erneuerung", "renewal"),
    "suspension": ("Aussetzung", "suspension"),
    "resumption": ("Wiederaufnahme", "resumption"),
    "termination": ("Beendigung", "termination"),
    "other": ("anderer Akt", "other act"),
    "predecessor": ("Vorgänger", "predecessor"),
}

# Fields that have no property; a property has its label in the data.
FIELD_WORDS = {
    "acts": ("Akte", "acts"),
    "as_of": ("Stand", "as of"),
    "basis": ("Herkunft", "basis"),
    "city_id": ("Stadt", "city"),
    "counterpart_id": ("Partner auf der anderen Seite", "counterpart"),
    "country": ("Land", "country"),
    "derived_from": ("übernommen von", "taken from"),
    "geonames": ("GeoNames-Nummer", "GeoNames id"),
    "grants": ("Stipendien im Jahr", "grants a year"),
    "instruments": ("Bezeichnungen des Dokuments", "names of the instrument"),
    "kind": ("Art", "kind"),
    "lag_days": ("Verzug in Tagen", "days of lag"),
    "latitude": ("geographische Breite", "latitude"),
    "level": ("Ebene", "level"),
    "longitude": ("geographische Länge", "longitude"),
    "name": ("Name", "name"),
    "name_de": ("deutscher Name", "German name"),
    "parent": ("gehört zu", "part of"),
    "parent_id": ("Oberthema", "wider topic"),
    "party": ("Berliner Seite", "Berlin side"),
    "periods": ("Status im Lauf der Zeit", "status over time"),
    "published": ("veröffentlicht", "published"),
    "relation": ("Art der Verbindung", "relation"),
    "role": ("Rolle", "role"),
    "same_document": ("Fassung von", "edition of"),
    "stop": ("Station", "stop"),
    "subdivision": ("Region (ISO 3166-2)", "subdivision (ISO 3166-2)"),
    "timezone": ("Zeitzone", "time zone"),
    "topic_ids": ("Themen", "topics"),
    "unlocode": ("UN/LOCODE", "UN/LOCODE"),
    "valid": ("bestand", "existed"),
    "wikidata": ("Wikidata", "Wikidata"),
}

# Field or property → value → its words.
VALUE_WORDS = {
    # Of a topic, or a statement.
    "basis": {
        "counted": ("gezählt", "counted"),
        "inferred": ("erschlossen", "inferred"),
        "ours": ("von uns gewählt", "our choice"),
        "paraphrase": ("sinngemäß", "paraphrase"),
        "quote": ("Zitat", "quote"),
        "source": ("aus einer Quelle", "a source's word"),
    },
    "duration": {
        "four weeks": ("vier Wochen", "four weeks"),
        "several months": ("mehrere Monate", "several months"),
        "several weeks": ("mehrere Wochen", "several weeks"),
        "three months": ("drei Monate", "three months"),
        "three to four weeks": ("drei bis vier Wochen", "three to four weeks"),
    },
    # Of an event, a city, or a source.
    "kind": {
        "agency": ("Agentur", "news agency"),
        "archive": ("Archiv", "archive"),
        "association": ("Verein", "association"),
        "blog": ("Blog", "blog"),
        "celebration": ("Feier", "celebration"),
        "city": ("Stadt", "city"),
        "dataset": ("Datensatz", "data set"),
        "foundation": ("Stiftung", "foundation"),
        "mirror": ("Kopie", "copy"),
        "official": ("amtlich", "official"),
        "official-campaign": ("amtliche Kampagne", "official campaign"),
        "official-portal": ("amtliches Portal", "official portal"),
        "official-press": ("amtliche Mitteilung", "official release"),
        "parliament": ("Parlament", "parliament"),
        "partner-city": ("Partnerstadt", "partner city"),
        "press": ("Presse", "press"),
        "press-reprint": ("Nachdruck", "reprint"),
        "primary": ("Urkunde", "document itself"),
        "region": ("Region", "region"),
        "user": ("Angabe eines Nutzers", "a user's list"),
        "web": ("Website", "website"),
        "wiki": ("Wiki", "wiki"),
        "wiki-mirror": ("Kopie eines Wikis", "copy of a wiki"),
    },
    "level": {
        "borough": ("Bezirk", "borough"),
        "state": ("Land", "state"),
        "close": ("eng", "close"),
        "exchange": ("Austausch", "exchange"),
        "general": ("allgemein", "general"),
        "growing": ("wachsend", "growing"),
        "project": ("Projekt", "project"),
    },
    "mode": {
        "announced": ("angekündigt", "announced"),
        "denied": ("verneint", "denied"),
        "opinion": ("Meinung", "an opinion"),
        "quoted": ("Worte anderer", "words of others"),
        "reported": ("berichtet", "reported"),
        "stated": ("festgestellt", "stated"),
    },
    "office": {
        "Governing Mayor of Berlin": (
            "Regierender Bürgermeister von Berlin",
            "Governing Mayor of Berlin",
        ),
        "Mayor of Los Angeles": (
            "Bürgermeister/in von Los Angeles",
            "Mayor of Los Angeles",
        ),
        "Senator for Economic Affairs of Berlin": (
            "Wirtschaftssenator/in von Berlin",
            "Senator for Economic Affairs of Berlin",
        ),
    },
    "recurrence": {"annual": ("jährlich", "every year")},
    "relation": {
        "friendship": ("Freundschaft", "friendship"),
        "memorandum": ("Memorandum", "memorandum"),
        "partnership": ("Partnerschaft", "partnership"),
        "solidarity": ("Solidaritätspartnerschaft", "solidarity partnership"),
    },
    "role": ROLE_WORDS,
    "rule": {
        "exact": ("genau so", "exactly"),
        "folded": ("bis auf Schreibweise", "but for typing"),
        "similar": ("ähnlich", "looks alike"),
        "start": ("am Anfang", "at the start"),
        "word": ("in einem Wort", "within"),
    },
    "side": {
        "berlin": ("Berlin", "Berlin"),
        "joint": ("beide Seiten", "both sides"),
        "partner": ("Partnerstadt", "partner city"),
    },
    "state": {
        "ended": ("beendet", "ended"),
        "planned": ("geplant", "planned"),
        "running": ("läuft", "running"),
    },
    "status": STATUS_WORDS,
}

_YES, _NO = ("ja", "yes"), ("nein", "no")
_BOUNDS = {">": ("mehr als", "more than"), "<": ("weniger als", "fewer than")}
# An item with one of these would be taken for several.
_JOINED = re.compile(r", | und | and ")


def word(text: str, what: str, language: str) -> str:
    """
    A word of a closed list as people say it; any other text as it is.

    >>> word("partner", "side", "de"), word("technology", "sector", "de")
    ('Partnerstadt', 'technology')
    """
    words = VALUE_WORDS.get(what, {}).get(text)
    return in_language(language, *words) if words else text


def said_value(
    value: Any, what: str, language: str, called: Called = lambda _: None
) -> str:
    """
    A value of a property or a field in words.

    Args:
        value: The value; None, or what is empty, is unknown.

        what: The property or the field.

        language: ``"de"`` or ``"en"``.

        called: What a text is called that is the id of a record.

    >>> said_value(True, "took-place", "de")
    'ja'
    >>> said_value(("Bern", "Vaduz", "Wien"), "partners", "de")
    'Bern, Vaduz und Wien'
    """
    if value is None or value in ((), "", {}):
        return said_date(None, language)
    if isinstance(value, tuple):
        return said_values(value, what, language, called)
    if isinstance(value, PartialDate):
        return said_date(value, language)
    if isinstance(value, Period):
        return said_period(value, language)
    if isinstance(value, (bool, dict)):
        return _one_of_two(value, language)
    return _said_text(str(value), what, language, called)


def said_values(
    values: Iterable[Any], what: str, language: str, called: Called = lambda _: None
) -> str:
    """
    Several values as in a sentence; lists among them stand apart.

    >>> said_values(("Kunst und Kultur", "Sport"), "topic", "de")
    'Kunst und Kultur; Sport'
    """
    items = [*values]
    said = [said_value(value, what, language, called) for value in items]
    if isinstance(items[0], Period) and isinstance(items[-1], int):
        return ": ".join(said)  # a time, and how many then
    nested = any(isinstance(value, tuple) for value in items)
    if nested or any(map(_JOINED.search, said)):
        return "; ".join(said)
    return listed(said, language)


def _one_of_two(value: Any, language: str) -> str:
    """
    Yes or no, or what is given in both languages.
    """
    if isinstance(value, dict):
        return in_language(language, value["de"], value["en"])
    return in_language(language, *(_YES if value else _NO))


def _said_text(text: str, what: str, language: str, called: Called) -> str:
    """
    A bound of a number, a word of a closed list, a record by its name, or a text.
    """
    if text[0] in _BOUNDS and text[1:].isdecimal():
        return f"{in_language(language, *_BOUNDS[text[0]])} {text[1:]}"
    names = called(text)
    return in_language(language, *names) if names else word(text, what, language)


def act_called(role: str, when: PartialDate | None) -> tuple[str, ...]:
    """
    What an act is called, in German and in English: its role and year.

    >>> act_called("founding", PartialDate.parse("1991-08-28"))
    ('Gründung 1991', 'founding of 1991')
    """
    first, last = (when.lower, when.upper) if when else (None, None)
    if not first or not last or first.year != last.year:
        return ROLE_WORDS[role]
    de, en = ROLE_WORDS[role]
    return f"{de} {first.year}", f"{en} of {first.year}"
