"""
What people call fields, and the values of closed lists, in German and English.

Floor 1: imports the words for statuses and roles.
"""

from __future__ import annotations

from ._sentences import ROLE_WORDS, STATUS_WORDS


__all__ = ["FIELD_WORDS", "VALUE_WORDS"]

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
    "basis": {
        "ours": ("von uns gewählt", "our choice"),
        "source": ("aus einer Quelle", "a source's word"),
    },
    "kind": {
        "celebration": ("Feier", "celebration"),
        "city": ("Stadt", "city"),
        "region": ("Region", "region"),
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
    "relation": {
        "friendship": ("Freundschaft", "friendship"),
        "memorandum": ("Memorandum", "memorandum"),
        "partnership": ("Partnerschaft", "partnership"),
        "solidarity": ("Solidaritätspartnerschaft", "solidarity partnership"),
    },
    "role": ROLE_WORDS,
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
