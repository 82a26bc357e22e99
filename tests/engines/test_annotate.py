"""
Cities told for the names in a column: the same answers from every engine.
"""

from __future__ import annotations

import datetime as dt
import sys
import warnings

import pytest

import berlin_partnerships as bp

from berlin_partnerships import frames
from berlin_partnerships._dataset import Dataset


DAY = dt.date(2024, 1, 1)
NAMES = sorted({n.text for c in bp.cities.values() for n in c.names})
ODD = [
    "",
    " ",
    "\u200b",
    "NA",
    "Paris, Texas",
    "London, Ontario",
    "Johannisburg",
    "Ki\0ew",
    "it's",
    'say "Kyiv"',
    "'; DROP TABLE held; --",
    "x" * 10_000,
    "17",
]


def told(engine, columns, column="city", **options):
    """
    The columns that annotate added, by the row's number `n`.
    """
    numbered = {"n": list(range(len(columns[column]))), **columns}
    table = frames.annotate(engine.table(numbered), column, **options)
    rows = sorted(engine.rows(table), key=lambda row: row[0])
    return [row[len(numbered) :] for row in rows]


def reference(name):
    """
    What bp.city says: the city's id and country, or a reason without particulars.
    """
    if name is None:
        return None, None, "missing"
    try:
        city = bp.city(name)
    except bp.AmbiguousNameError:
        return None, None, "ambiguous"
    except bp.UnknownNameError:
        return None, None, "unknown"
    except ValueError:
        return None, None, "empty"
    return city.id, city.country, None


# What is added ------------------------------------------------------------------------


def test_columns(engine):
    """
    Id, country, partnership and reason are added behind what was there.
    """
    table = engine.table({"n": [1], "city": ["Kiew"]})

    added = engine.columns(frames.annotate(table, "city"))

    assert added == [
        *("n", "city"),
        *("city_id", "city_country", "city_partnership", "city_reason"),
    ]
    assert engine.columns(table) == ["n", "city"]


def test_columns_with_a_day(engine):
    """
    With a day there is the status, too; the prefix can be chosen, or none.
    """
    table = engine.table({"city": ["Kiew"]})

    assert engine.columns(frames.annotate(table, "city", on=DAY, prefix="b."))[1:] == [
        *("b.id", "b.country", "b.partnership", "b.status", "b.reason"),
    ]
    assert engine.columns(frames.annotate(table, "city", prefix=""))[1:] == [
        *("id", "country", "partnership", "reason"),
    ]


def test_cities(engine):
    """
    Partners, cities that are none, a region that signed, and what we don't know.
    """
    names = ["Kiew", "Москва", "Windhuk", "Wien", "Atlantis", None, ""]
    names.append("Région de Bruxelles-Capitale")

    assert told(engine, {"city": names}, on=DAY) == [
        ("kyiv", "UA", "kyiv", "active", None),
        ("moscow", "RU", "moscow", "resting", None),
        ("windhoek", "NA", "windhoek", "active", None),
        ("vienna", "AT", None, None, None),
        (None, None, None, None, "unknown"),
        (None, None, None, None, "missing"),
        (None, None, None, None, "empty"),
        ("brussels-capital-region", "BE", "brussels", "active", None),
    ]


@pytest.mark.parametrize(
    ("day", "statuses"),
    [
        (dt.date(1991, 8, 27), [None, None]),
        (dt.date(1991, 8, 28), ["active", None]),
        (dt.date(2022, 3, 2), ["unclear", None]),
        (dt.date(2025, 4, 30), ["resting", "announced"]),
    ],
)
def test_status(engine, day, statuses):
    """
    The status is that of the day: nothing before, unclear within bounds.
    """
    names = ["Moskau", "Tel Aviv"]

    assert [row[3] for row in told(engine, {"city": names}, on=day)] == statuses


def test_names_are_found_as_by_city(engine):
    """
    Every name we hold, however typed, is found exactly as `bp.city` finds it.
    """
    names = [None, *ODD]
    for name in NAMES:
        names += [name, name.upper(), name.lower(), f" {name}\t", f"{name}x", name[1:]]
    found = told(engine, {"city": names})

    short = [(id, code, said and said.split(":")[0]) for id, code, _, said in found]
    assert short == [*map(reference, names)]


def test_each_spelling_is_looked_up_once(engine, monkeypatch):
    """
    However many rows have it, a spelling costs one look-up.
    """
    asked = []
    look_up = Dataset.city

    def city(self, name, **options):
        asked.append(name)
        return look_up(self, name, **options)

    monkeypatch.setattr(Dataset, "city", city)
    names = ["Kiew", "kiew", "Atlantis", None] * 50
    rows = told(engine, {"city": names})

    assert sorted(asked) == ["Atlantis", "Kiew", "kiew"]
    assert [row[0] for row in rows] == ["kyiv", "kyiv", None, None] * 50


# Countries ----------------------------------------------------------------------------


@pytest.mark.parametrize("country", ["US", "us", " us "])
def test_country(engine, country):
    """
    All cities must be in a country; those we know elsewhere are said to be there.
    """
    names = ["L. A.", "Kiew", "Atlantis", None]
    rows = told(engine, {"city": names}, country=country)

    assert rows == [
        ("los-angeles", "US", "los-angeles", None),
        (*[None] * 3, "elsewhere: cities/kyiv (UA)"),
        (*[None] * 3, "unknown"),
        (*[None] * 3, "missing"),
    ]


def test_country_column(engine):
    """
    Each row may say its country; null or empty says nothing, and NA is Namibia.
    """
    given = {
        "city": ["Kiew", "Kiew", "Kiew", "Kiew", "Kiew", "Windhuk", None, "Kiew", ""],
        "land": ["UA", "ua", None, "", "US", "NA", "UA", "Ukraine", "UA"],
    }
    kyiv = ("kyiv", "UA", "kyiv", None)

    assert told(engine, given, country_column="land") == [
        *[kyiv] * 4,
        (*[None] * 3, "elsewhere: cities/kyiv (UA)"),
        ("windhoek", "NA", "windhoek", None),
        (*[None] * 3, "missing"),
        (*[None] * 3, "no country"),
        (*[None] * 3, "empty"),
    ]


def test_ambiguous(engine, two_parises):
    """
    A name of two cities is no city, but a reason with both; never a guess.
    """
    given = {"city": ["Paris"] * 4, "land": [None, "FR", "US", "DE"]}
    both = "ambiguous: cities/paris (FR), cities/paris-texas (US)"

    assert told(engine, given, dataset=two_parises)[0] == (None, None, None, both)
    assert told(engine, given, country_column="land", dataset=two_parises) == [
        (None, None, None, both),
        ("paris", "FR", None, None),
        ("paris-texas", "US", None, None),
        (None, None, None, both.replace("ambiguous", "elsewhere")),
    ]


@pytest.mark.parametrize("country", ["", "USA", "XX", "Namibia", 5, b"US"])
def test_no_country(engine, country):
    """
    A country that is no code is an error of the call, not of each row.
    """
    with pytest.raises(ValueError, match="country must be an ISO 3166-1 alpha-2 code"):
        frames.annotate(engine.table({"city": ["Kiew"]}), "city", country=country)


def test_two_countries(engine):
    """
    The country is given once.
    """
    table = engine.table({"city": ["Kiew"], "land": ["UA"]})

    with pytest.raises(ValueError, match="country= or country_column=, not both"):
        frames.annotate(table, "city", country="UA", country_column="land")


# Rows ---------------------------------------------------------------------------------


def test_rows_stay(engine):
    """
    No row is added, lost or changed, and none changes its place where rows have one.
    """
    names = (["Kiew", None, "Atlantis", "kiew", "Wien", "", "Tokio"] * 200)[:1_111]
    given = {"n": list(range(len(names)))[::-1], "city": names}

    rows = engine.rows(frames.annotate(engine.table(given), "city"))

    before = list(zip(given["n"], names, strict=True))
    after = [row[:2] for row in rows]
    assert after == before or (not engine.ordered and sorted(after) == sorted(before))


def test_no_rows(engine):
    """
    An empty table gets its columns.
    """
    import pyarrow as pa

    table = engine.table({"city": pa.array(["x"], pa.string())})
    empty = table.limit(0) if hasattr(table, "limit") else table[:0]

    found = frames.annotate(empty, "city")

    assert engine.rows(found) == []
    assert len(engine.columns(found)) == 5


def test_nothing_but_nulls(engine):
    """
    A column of nulls is a column of missing names.
    """
    assert told(engine, {"city": [None, None]}) == [(None, None, None, "missing")] * 2


def test_twice(engine):
    """
    An annotated table can be annotated again.
    """
    table = engine.table({"from": ["Kiew"], "to": ["Wien"]})

    twice = frames.annotate(frames.annotate(table, "from"), "to")

    assert engine.rows(twice) == [
        ("Kiew", "Wien", "kyiv", "UA", "kyiv", None, "vienna", "AT", None, None)
    ]


@pytest.mark.parametrize("name", ["a.b", 'a"b', "a`b", "a b", "Stadt", "$1", "a'b"])
def test_odd_column_names(engine, name):
    """
    A column may be called anything.
    """
    table = engine.table({name: ["Kiew"], "x": ["UA"]})

    found = frames.annotate(table, name, country_column="x", on=DAY)

    assert engine.rows(found) == [("Kiew", "UA", "kyiv", "UA", "kyiv", "active", None)]
    assert engine.columns(found)[2] == f"{name}_id"


# Wrong calls --------------------------------------------------------------------------


def test_unknown_column(engine):
    """
    A column that is not there is answered with the nearest one.
    """
    table = engine.table({"city": ["Kiew"], "land": ["UA"]})

    with pytest.raises(bp.UnknownNameError, match="no column 'citty'; did you mean 'c"):
        frames.annotate(table, "citty")
    with pytest.raises(bp.UnknownNameError, match="no column 'country'"):
        frames.annotate(table, "city", country_column="country")


@pytest.mark.parametrize("taken", ["city_id", "CITY_ID", "city_reason"])
def test_taken_names(engine, taken):
    """
    No column of the caller's is overwritten, nor differs by capitals only.
    """
    table = engine.table({"city": ["Kiew"], taken: ["mine"]})

    with pytest.raises(ValueError, match="already; give another prefix="):
        frames.annotate(table, "city")
    with pytest.raises(ValueError, match="already; give another prefix="):
        frames.annotate(table, "city", prefix="City_")
    assert engine.rows(frames.annotate(table, "city", prefix="bp_"))[0][1] == "mine"


@pytest.mark.parametrize(
    "values", [[1, 2], [1.5, None], [True, False], [dt.date(2024, 1, 1)] * 2]
)
def test_no_text(engine, values):
    """
    A column of something else than text is refused before anything is done.
    """
    import pyarrow as pa

    column = pa.array(values)
    if type(engine).__name__ == "Pandas":
        column = column.to_numpy(zero_copy_only=False)
    table = engine.table({"city": column})

    with pytest.raises(TypeError, match=r"'city' must hold text, not .*; cast it"):
        frames.annotate(table, "city")


@pytest.mark.parametrize(
    "what", [None, 5, "Kiew", ["Kiew"], {"city": ["Kiew"]}, bp.cities, object()]
)
def test_no_table(engine, what):
    """
    What is no table of these engines is refused with their names.
    """
    assert engine
    with pytest.raises(TypeError, match="df must be a table of pandas, polars, pyarr"):
        frames.annotate(what, "city")


def test_day(engine):
    """
    A day is a date; one after all that we know is answered with a warning.
    """
    table = engine.table({"city": ["Kiew"]})
    late = bp.load().known_until + dt.timedelta(1)

    for wrong in ("2024-01-01", dt.datetime(2024, 1, 1)):  # noqa: DTZ001
        with pytest.raises(TypeError, match="on must be"):
            frames.annotate(table, "city", on=wrong)
    with pytest.warns(bp.BeyondKnownWarning, match="up to which sources") as warned:
        frames.annotate(table, "city", on=late)
    assert [each.filename for each in warned] == [__file__]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        frames.annotate(table, "city", on=bp.load().known_until)


def test_without_narwhals(engine, monkeypatch):
    """
    Without narwhals, the error says what to install.
    """
    monkeypatch.setitem(sys.modules, "narwhals", None)

    with pytest.raises(bp.MissingExtraError, match=r"narwhals; .*partnerships\[frames"):
        frames.annotate(engine.table({"city": ["Kiew"]}), "city")


def test_reasons(engine):
    """
    Every reason starts with one of the documented ones.
    """
    given = {
        "city": ["Kiew", None, "", "Atlantis", "Kiew", "Kiew"],
        "land": ["US", None, None, None, "Ukraine", None],
    }
    reasons = [row[-1] for row in told(engine, given, country_column="land")]

    assert [r.split(":")[0] for r in reasons[:-1]] == [
        *("elsewhere", "missing", "empty", "unknown", "no country"),
    ]
    assert reasons[-1] is None
    assert {r.split(":")[0] for r in reasons[:-1]} <= set(frames.REASONS)
