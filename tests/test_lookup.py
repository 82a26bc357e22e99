"""
Finding cities and partnerships by any name, and nobody else.
"""

from __future__ import annotations

import pickle
import unicodedata

import pytest

from hypothesis import given
from hypothesis import strategies as st

import berlin_partnerships as bp

from berlin_partnerships import _lookup
from berlin_partnerships._dataset import Dataset
from berlin_partnerships._lookup import CityNames
from berlin_partnerships._names import fold


NAMES = sorted(
    {
        (n.text, c.id)
        for c in bp.cities.values()
        for n in c.names
        if n.kind != "as-printed"
    }
)
SLIPS = sorted(
    {
        (n.text, c.id)
        for c in bp.cities.values()
        for n in c.names
        if n.kind == "as-printed"
    }
)
PARTNERS = sorted(bp.partnerships)


# city() -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("BRÜSSEL", "brussels"),
        ("brüssel", "brussels"),
        (" Brüssel ", "brussels"),
        ("Bru\u0308ssel", "brussels"),
        ("Bruessel", "brussels"),
        ("Brussel", "brussels"),
        ("Bruxelles", "brussels"),
        ("Brussels", "brussels"),
        ("Istanbul", "istanbul"),
        ("ISTANBUL", "istanbul"),
        ("İstanbul", "istanbul"),
        ("İSTANBUL", "istanbul"),
        ("istanbul", "istanbul"),
        ("ıstanbul", "istanbul"),
        ("Los\u00a0Angeles", "los-angeles"),
        ("Los\u202fAngeles", "los-angeles"),
        ("Los  Angeles", "los-angeles"),
        ("los-angeles", "los-angeles"),
        ("L.A.", "los-angeles"),
        ("L. A.", "los-angeles"),
        ("LA", "los-angeles"),
        ("Kiew", "kyiv"),
        ("Kyjiw", "kyiv"),
        ("Kiev", "kyiv"),
        ("Kyiv", "kyiv"),
        ("Київ", "kyiv"),
        ("Киев", "kyiv"),
        ("КИЇВ", "kyiv"),
        ("Peking", "beijing"),
        ("Beijing", "beijing"),
        ("北京", "beijing"),
        ("Běijīng", "beijing"),
        ("Tokio", "tokyo"),
        ("Tokyo", "tokyo"),
        ("Tōkyō", "tokyo"),
        ("東京", "tokyo"),
        ("Mexiko", "mexico-city"),
        ("Mexico", "mexico-city"),
        ("Mexiko-Stadt", "mexico-city"),
        ("Mexiko Stadt", "mexico-city"),
        ("Mexico City", "mexico-city"),
        ("Ciudad de Mexico", "mexico-city"),
        ("Ciudad de México", "mexico-city"),
        ("Johannesburg", "johannesburg"),
        ("Ｐａｒｉｓ", "paris"),
        ("Paris\u200b", "paris"),
        ("Berlin", "berlin"),
        ("Wien", "vienna"),
        ("Kanton", "guangzhou"),
        ("Москва", "moscow"),
        ("мОСКВА", "moscow"),
        ("Windhuk", "windhoek"),
    ],
)
def test_city(name, id):
    """
    A city is found by any of its names, however it is typed.
    """
    assert bp.city(name).id == id


@pytest.mark.parametrize(
    "name",
    [
        "Rom",
        "Pisz",
        "Johannisburg",
        "\u041coskau",
        "Paris, Texas",
        "London, Ontario",
        "Frankfurt",
        "x" * 10_000,
        "Paris\nLondon",
        "🎉",
        "../etc",
        "\x00",
        "-",
        "Kyyv",
        "\udcff",
    ],
)
def test_no_city(name):
    """
    Whatever is not exactly a name of a city is not taken for one.
    """
    with pytest.raises(bp.UnknownNameError) as raised:
        bp.city(name)

    assert raised.value.name == name
    assert raised.value.kind == "city"
    assert isinstance(raised.value, LookupError)
    assert len(str(raised.value)) < 200


def test_twice():
    """
    The second look-up of a name gives the very same record.
    """
    assert bp.city("Kiew") is bp.city("Kiew") is bp.city("KIEW") is bp.cities["kyiv"]


def test_only_names_we_hold_are_remembered():
    """
    However many ways to type a name callers try, the memory does not grow with them.
    """
    dataset = bp.only("seed-002")
    for name in ("mOSKAU", " Moskau", "M-o-s-k-a-u", "Moskau"):
        assert dataset.city(name).id == "moscow"

    assert [*dataset._by_name] == ["Moskau"]


def test_misses_are_remembered_up_to_a_limit(monkeypatch):
    """
    A miss is told again without a look-up; neither many nor long ones pile up.
    """
    monkeypatch.setattr(_lookup, "_MOST", 3)
    dataset = bp.only("seed-002")
    names = dataset._by_name
    for name in ("x" * 100, "y" * 101, "Atlantis", "Avalon", "Lyonesse", "Atlantis"):
        with pytest.raises(bp.UnknownNameError) as raised:
            dataset.city(name)
        assert raised.value.name == name

    assert [*names] == ["x" * 100, "Atlantis", "Avalon"]
    assert dataset.city("Moskau") is names["Moskau"]  # Somebody's name always is.
    names._first, names._more = {}, {}
    with pytest.raises(bp.UnknownNameError):
        dataset.city("Avalon")
    assert dataset.city("Moskau").id == "moscow"


@pytest.mark.parametrize(
    "name", ["", "   ", "\u200b", "\n\t", "\u00a0", "\ufeff\u2060"]
)
def test_empty(name):
    """
    A name must have something visible.
    """
    with pytest.raises(ValueError, match="a name must not be empty"):
        bp.city(name)


@pytest.mark.parametrize(
    "name", [None, 5, 1.5, True, b"Paris", ["Paris"], {}, object()]
)
def test_no_text(name):
    """
    A name must be a text.
    """
    for look_up in (bp.city, bp.partnership, bp.cities.find, bp.search, bp.record):
        with pytest.raises(TypeError, match="a name must be a str, not "):
            look_up(name)


def test_suggestions():
    """
    A slip is answered with names that look alike, never with a slip of a source.
    """
    with pytest.raises(bp.UnknownNameError) as raised:
        bp.city("Kyyv")
    assert raised.value.suggestions == ("Kyiv",)
    assert str(raised.value) == "no city 'Kyyv'; did you mean 'Kyiv'?"

    with pytest.raises(bp.UnknownNameError) as raised:
        bp.city("Johannisburg")
    assert raised.value.suggestions == ("Johannesburg",)


def test_suggestions_cost_nothing_until_asked(monkeypatch):
    """
    A miss works out no suggestions before somebody reads them.
    """
    asked = []
    monkeypatch.setattr(CityNames, "near", lambda *_: asked.append(1) or ())
    with pytest.raises(bp.UnknownNameError) as raised:
        bp.city("Kyyv")

    assert asked == []
    assert raised.value.suggestions == raised.value.suggestions == ()
    assert asked == [1]


def test_long_names_are_cut():
    """
    A message shows the start of a very long name, and how long it was.
    """
    with pytest.raises(bp.UnknownNameError, match=r"x'… \(10000 characters\)$"):
        bp.city("x" * 10_000)


# country= -----------------------------------------------------------------------------


@pytest.mark.parametrize("country", ["US", "us", " us ", "Us"])
def test_country(country):
    """
    A country confirms where the city is.
    """
    assert bp.city("LA", country=country).id == "los-angeles"
    assert bp.city("los angeles", country=country).id == "los-angeles"


def test_wrong_country():
    """
    The right name in the wrong country is no hit, and the message says why.
    """
    with pytest.raises(bp.UnknownNameError) as raised:
        bp.city("Los Angeles", country="cl")

    assert str(raised.value) == (
        "no city in CL 'Los Angeles'. Los Angeles is in US, not in CL"
    )
    assert isinstance(raised.value, bp.OtherCountryError)
    assert isinstance(raised.value, bp.AmbiguousNameError)
    assert raised.value.candidates == ("cities/los-angeles (US)",)
    assert (raised.value.name, raised.value.kind) == ("Los Angeles", "city in CL")


@pytest.mark.parametrize("country", ["", "USA", "United States", "U1", "ÄÖ", "\u200b"])
def test_no_country_code(country):
    """
    Only codes of two letters are taken for a country.
    """
    with pytest.raises(ValueError, match="must be an ISO 3166-1 alpha-2 code"):
        bp.city("Los Angeles", country=country)


def test_code_of_no_country():
    """
    Two letters that are no country's are an error of the caller's.
    """
    with pytest.raises(ValueError, match=r"'XX' is no ISO 3166-1 alpha-2 code$"):
        bp.city("Los Angeles", country="XX")
    with pytest.raises(ValueError, match="the United Kingdom is 'GB'"):
        bp.city("London", country="UK")


@pytest.mark.parametrize("country", [840, b"US", ["US"]])
def test_country_is_no_text(country):
    """
    A country must be a text.
    """
    with pytest.raises(TypeError, match="country must be a str, not "):
        bp.city("Los Angeles", country=country)


# The country's name -------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Mexiko", "MEXICO", "México", "Meksyk"])
def test_name_of_the_country_too(name):
    """
    Mexiko is the city, as people in Berlin say, and the name says that it is more.
    """
    named = bp.city(name).named(name)

    assert bp.city(name).id == "mexico-city"
    assert {n.remark() for n in named} == {"also the country's name"}
    assert {n.remark("de") for n in named} == {"auch der Name des Landes"}


def test_remarks():
    """
    Other notes exist in one language, and most names need none.
    """
    foreign = [n for n in bp.city("Kyjiw").named("kyjiw") if n.note]

    assert [n.remark("de") for n in foreign] == [n.note for n in foreign] != []
    assert {n.remark("de") for n in bp.city("Prag").named("Praha")} == {""}
    assert bp.city("Prag").named("Prag 1") == ()
    with pytest.raises(ValueError, match="'de' or 'en'"):
        foreign[0].remark("fr")


def test_namibia_is_a_country():
    """
    The code NA is Namibia, and not an absent value.
    """
    assert bp.cities["windhoek"].country == "NA"
    assert bp.city("Windhuk", country="NA").country_info.name == "Namibia"
    assert [c.id for c in bp.cities.where(country="NA")] == ["windhoek"]


# Ambiguous names ----------------------------------------------------------------------


@pytest.fixture(name="two_parises")
def _two_parises():
    """
    Data in which two cities have one name.
    """
    name = {"text": "Paris", "language": "en", "script": "Latn", "kind": "endonym"}
    city = {"kind": "city", "name": "Paris", "name_de": "Paris"}
    rows = {
        "paris": {**city, "country": "FR", "names": [{**name, "source": "s"}]},
        "paris-texas": {**city, "country": "US", "names": [{**name, "source": "s"}]},
    }
    body = {
        "version": "2026-01-01",
        "known_until": "2025-12-31",
        "digest": "none",
        "cities": rows,
        "partnerships": {},
        "names": {"paris": ["paris", "paris-texas"], "paristexas": "paris-texas"},
    }
    return Dataset(body, dict, "a test")


def test_ambiguous(two_parises):
    """
    A name of two cities is an error that lists both with their countries.
    """
    with pytest.raises(bp.AmbiguousNameError) as raised:
        two_parises.city("Paris")

    assert raised.value.candidates == ("cities/paris (FR)", "cities/paris-texas (US)")
    assert isinstance(raised.value, LookupError)
    with pytest.raises(bp.OtherCountryError) as raised:
        two_parises.city("Paris", country="DE")
    assert raised.value.candidates == ("cities/paris (FR)", "cities/paris-texas (US)")
    assert raised.value.hint == (
        "cities/paris (FR) and cities/paris-texas (US) have the name, none is in DE"
    )
    with pytest.raises(ValueError, match="'XX' is no ISO 3166-1 alpha-2 code"):
        two_parises.city("Paris", country="XX")


def test_written_exactly(two_parises):
    """
    Of two cities with a name, the one whose name is written just so is meant.
    """
    two_parises._records["cities"]["paris-texas"]["names"][0]["text"] = "PARIS"

    assert two_parises.city("Paris").id == "paris"
    assert two_parises.city(" PARIS ").id == "paris-texas"
    with pytest.raises(bp.AmbiguousNameError):
        two_parises.city("paris")


def test_suggestions_of_a_few(two_parises):
    """
    A name of several cities is none's to suggest.
    """
    with pytest.raises(bp.UnknownNameError) as raised:
        two_parises.city("Pari, Texas")
    assert raised.value.suggestions == ("paris-texas",)


def test_country_narrows(two_parises):
    """
    A country tells two cities of one name apart.
    """
    assert two_parises.city("Paris", country="FR").id == "paris"
    assert two_parises.city("PARIS", country="us").id == "paris-texas"
    assert two_parises.city("Paris, Texas").id == "paris-texas"


def test_country_narrows_one_call(two_parises):
    """
    What one call says of the country does not answer the next one.
    """
    assert two_parises.city("Paris", country="FR").id == "paris"
    assert two_parises.city("Paris", country="US").id == "paris-texas"
    with pytest.raises(bp.AmbiguousNameError):
        two_parises.city("Paris")


# partnership() ------------------------------------------------------------------------


@pytest.mark.parametrize("id", PARTNERS)
def test_partnership_by_all_names(id):
    """
    A partnership is found by its id and by every name of its city.
    """
    partnership = bp.partnerships[id]

    assert bp.partnership(id) is partnership
    assert all(
        bp.partnership(n.text) is partnership
        for n in partnership.city.names
        if n.kind != "as-printed"
    )


@pytest.mark.parametrize("name", ["Wien", "Berlin", "Vaduz", "Johannesburg"])
def test_no_partner(name):
    """
    A city that is no partner is known, and the message says what it is not.
    """
    with pytest.raises(bp.UnknownNameError) as raised:
        bp.partnership(name)

    label = bp.city(name).name
    assert str(raised.value) == (
        f"no partnership '{name}'. {label} is a city we know, "
        "but we hold no partnership with it"
    )
    assert bp.city(name).partnerships == ()


def test_partnership_of_a_region():
    """
    The region that signed in the city's place leads to the partnership.
    """
    brussels = bp.partnerships["brussels"]

    assert bp.partnership("Region Brüssel-Hauptstadt") is brussels
    assert bp.partnerships.find("Region Brüssel-Hauptstadt") is brussels
    assert bp.city("Région de Bruxelles-Capitale").partnerships == (brussels,)
    assert brussels.counterpart.id == "brussels-capital-region"
    assert brussels.city.partnerships == (brussels,)
    assert bp.partnerships["kyiv"].counterpart is bp.cities["kyiv"]


def test_errors_are_plain():
    """
    An error of a look-up does not drag along how it was looked up.
    """
    for look_up in (bp.city, bp.partnership):
        with pytest.raises(bp.UnknownNameError) as raised:
            look_up("Rom")
        assert raised.value.__context__ is None


def test_unknown_partnership():
    """
    A name that no city has is unknown as a city.
    """
    with pytest.raises(bp.UnknownNameError, match="no city 'Rom'"):
        bp.partnership("Rom")
    with pytest.raises(ValueError, match="a name must not be empty"):
        bp.partnership(" ")


# Collections --------------------------------------------------------------------------


def test_where():
    """
    Records are found by what they have; nothing found is an answer, too.
    """
    assert "los-angeles" in [c.id for c in bp.cities.where(country="US")]
    assert bp.cities.where(country="XX") == ()
    assert [c.id for c in bp.cities.where(country="MX")] == ["mexico-city"]
    with pytest.raises(AttributeError):
        bp.cities.where(contry="US")


def test_no_partner_in_germany():
    """
    Berlin has no partner city in its own country.
    """
    assert [p for p in bp.partners() if p.city.country == "DE"] == []


def test_by():
    """
    One record is found by a code; several, or none, are an error.
    """
    assert bp.cities.by(wikidata="Q65").id == "los-angeles"
    with pytest.raises(bp.AmbiguousNameError, match="los-angeles"):
        bp.cities.by(country="US")
    with pytest.raises(bp.UnknownNameError, match="no city \"wikidata='Q0'\""):
        bp.cities.by(wikidata="Q0")


def test_find_takes_no_slips():
    """
    A slip of one source finds a city nowhere but inside that source.
    """
    known = {fold(text) for text, _ in NAMES}
    slips = [(text, id) for text, id in SLIPS if fold(text) not in known]

    assert ("Johannisburg", "johannesburg") in slips
    for text, id in slips:
        for look_up in (bp.city, bp.cities.find, bp.partnership, bp.partnerships.find):
            with pytest.raises(bp.UnknownNameError):
                look_up(text)
        assert id in bp.load().as_printed.values()
        assert f"cities/{id}" in [hit.about for hit in bp.search(text)]


def test_slip_inside_its_source():
    """
    Johannisburg is understood in the list that prints it, and nowhere else.
    """
    assert (
        bp.load().as_printed["senuvk-overview", fold("Johannisburg")] == "johannesburg"
    )


def test_sources_by_alias():
    """
    The five documents it began with have their old names, too.
    """
    found = [bp.sources[f"seed-00{n}"].id for n in range(5)]

    assert found == [
        "rbm-la-new",
        "be-berlin-two-of-a-kind",
        "rbm-overview",
        "pm-2024-11-08",
        "senuvk-overview",
    ]
    assert all(f"seed-00{n}" in bp.sources for n in range(5))


def test_record():
    """
    A record is found by its full id.
    """
    assert bp.record("cities/kyiv") is bp.cities["kyiv"]
    assert bp.record("partnerships/kyiv") is bp.partnerships["kyiv"]
    assert bp.record("sources/seed-002") is bp.sources["seed-002"]
    assert bp.cities["kyiv"].full_id == "cities/kyiv"


@pytest.mark.parametrize(
    ("id", "problem"),
    [
        ("kyiv", r"did you mean 'partnerships/kyiv' or 'cities/kyiv'\?$"),
        ("kyyv", "did you mean 'partnerships/…' or 'cities/…' or 'organizations/…'"),
        ("towns/kyiv", "no record 'towns/kyiv'"),
        ("cities/kyyv", "no city 'kyyv'; did you mean 'kyiv'"),
        ("cities/", "no city ''"),
    ],
)
def test_no_record(id, problem):
    """
    A wrong full id is answered with what a right one looks like.
    """
    with pytest.raises(bp.UnknownNameError, match=problem):
        bp.record(id)


def test_search_finds_more():
    """
    A search also finds slips and parts of names, and says what matched.
    """
    hits = bp.search("johannisburg")

    assert (hits[0].about, hits[0].matched) == ("cities/johannesburg", "Johannisburg")


# Every name we hold -------------------------------------------------------------------


@pytest.mark.data
@pytest.mark.parametrize("id", sorted(bp.cities))
def test_every_name_finds_its_city(id):
    """
    Every name we hold finds its city: as it is, in capitals, in any normal form.
    """
    changes = (str, str.upper, str.lower, str.title, str.casefold)
    forms = ("NFC", "NFD", "NFKC", "NFKD")
    missed = [
        (text, change.__name__, form)
        for text, city in NAMES
        if city == id
        for change in changes
        for form in forms
        if bp.city(change(unicodedata.normalize(form, text))).id != id
    ]

    assert missed == []
    assert bp.city(id).id == id


@given(
    st.sampled_from(NAMES),
    st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]),
    st.sampled_from([str, str.upper, str.lower, str.swapcase]),
    st.sampled_from(["", " ", "\t", "\u00a0", "\u200b", "\u3000"]),
)
def test_typing_does_not_matter(name, form, change, space):
    """
    White space around it, case, and normal form never change which city is found.
    """
    text, id = name

    typed = space + change(unicodedata.normalize(form, text)) + space

    assert bp.city(typed).id == id


@given(st.text(max_size=40))
def test_any_text_is_answered(text):
    """
    Any text finds a city by one of its names or its id, or gets the documented error.
    """
    try:
        city = bp.city(text)
    except (bp.UnknownNameError, ValueError):
        return
    assert fold(text) in {fold(city.id), *(fold(n.text) for n in city.names)}


def test_errors_can_be_pickled():
    """
    The errors of a look-up survive the way to another process.
    """
    for error in (
        bp.UnknownNameError("Kyyv", "city", lambda _: ("Kyiv",), "A hint"),
        bp.AmbiguousNameError("Paris", ["cities/paris (FR)"]),
    ):
        again = pickle.loads(pickle.dumps(error))  # noqa: S301

        assert (str(again), type(again)) == (str(error), type(error))
