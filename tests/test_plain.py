"""
The data set as one JSON file, and the schema that it keeps to.
"""

from __future__ import annotations

import json

import attrs
import jsonschema
import pytest

import berlin_partnerships as bp

from berlin_partnerships import plain
from berlin_partnerships._dataset import KINDS
from berlin_partnerships._shapes import definitions
from small_kinds import made_up


@pytest.fixture(name="files", scope="module")
def _files(dataset):
    return {name: json.loads(data) for name, data in plain.files(dataset)}


@pytest.fixture(name="whole", scope="module")
def _whole(files):
    return files["berlin_partnerships.json"]


@pytest.fixture(name="few", scope="module")
def _few():
    """
    What one source knows: enough to be broken, and soon judged.
    """
    return json.loads(json.dumps(plain.document(bp.only("seed-002"))))


@pytest.fixture(name="judge", scope="module")
def _judge(files):
    schema = files["berlin_partnerships.schema.json"]
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_all_is_there(dataset, whole):
    """
    Each record is what it says of itself; every statement is there.
    """
    for kind in KINDS:
        records = getattr(dataset, kind)
        assert whole[kind] == {id: r.to_dict() for id, r in records.items()}
    assert whole["statements"].keys() == {s.id for s in dataset.statements()}
    assert whole["parties"].keys() == dataset.parties.keys()
    assert whole["digest"] == dataset.digest
    assert whole["license"] == "CC-BY-4.0 AND Unicode-3.0"


@pytest.mark.data
def test_values(whole):
    """
    Dates are as precise as known, what is unknown is null, names keep their letters.
    """
    moscow = whole["partnerships"]["moscow"]
    dates = {act["id"]: act["date"] for act in moscow["acts"]}

    assert dates["moscow#2022-suspension"] == "[2022-03-02..2022-04-05]"
    assert moscow["counterpart_id"] is None
    assert "Київ" in {name["text"] for name in whole["cities"]["kyiv"]["names"]}


def test_schema(whole, few, judge, tmp_path):
    """
    The document keeps to its schema, and so does that of other data.
    """
    made = bp.load(made_up(tmp_path / "data"))

    assert not [*judge.iter_errors(whole)]
    assert not [*judge.iter_errors(few)]
    assert not [*judge.iter_errors(json.loads(json.dumps(plain.document(made))))]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("partnerships", "kyiv", "level"), "planet"),
        (("partnerships", "kyiv", "level"), None),
        (("partnerships", "kyiv", "acts", 0, "date"), "14.09.2023"),
        (("partnerships", "kyiv", "acts", 0, "date"), 2023),
        (("partnerships", "kyiv", "mayor"), "nobody"),
        (("cities", "kyiv", "latitude"), "50.45"),
        (("cities", "kyiv", "geonames"), 1.5),
        (("cities", "kyiv", "origins", 0), ["geonames"]),
        (("cities", "kyiv", "origins", 0), ["geonames", "a", "b"]),
        (("properties", "since", "label"), {"de": 1}),
        (("known_until",), 2026),
        (("attribution",), None),
        (("extra",), {}),
    ],
)
def test_what_the_schema_refuses(few, judge, path, value):
    """
    A wrong word, type, date, key, or length.
    """
    broken = json.loads(json.dumps(few))
    *outer, last = path
    inside = broken
    for step in outer:
        inside = inside[step]
    inside[last] = value

    assert not judge.is_valid(broken)


def test_what_is_missing(few, judge):
    """
    A record without a key is none.
    """
    broken = json.loads(json.dumps(few))
    del broken["cities"]["kyiv"]["country"]

    assert not judge.is_valid(broken)
    assert not judge.is_valid({k: v for k, v in few.items() if k != "version"})


@pytest.mark.parametrize(
    ("date", "good"),
    [
        ("1991", True),
        ("1991-08", True),
        ("199X", True),
        ("1990~", True),
        ("[1990,1991]", True),
        ("[2022-03-02..2022-04-05]", True),
        ("1991-8", False),
        ("28 August 1991", False),
        ("", False),
    ],
)
def test_dates(judge, date, good):
    """
    Dates are in the form that `PartialDate` reads.
    """
    schema = {**judge.schema["$defs"]["PartialDate"]}

    assert jsonschema.Draft202012Validator(schema).is_valid(date) == good


def test_optional_words():
    """
    A word that may be unknown may be null; what stands in it is explained.
    """
    found = definitions(bp.Statement, bp.Stop)

    assert None in found["Statement"]["properties"]["relation"]["enum"]
    assert None not in found["Statement"]["properties"]["mode"]["enum"]
    assert found["Statement"]["description"] == (
        "What one source says about one property of one subject."
    )
    assert found["Stop"]["properties"]["id"]["description"].startswith("The id within")


@attrs.frozen
class Bare:
    number: int | str | None


def test_a_class_without_words():
    """
    What is not explained is not described.
    """
    bare = definitions(Bare)["Bare"]

    assert bare["properties"] == {
        "number": {"anyOf": [{"type": "integer"}, {"type": "string"}, {"type": "null"}]}
    }
