"""
The schemas of answers and records say what these really give.
"""

from __future__ import annotations

import json

from datetime import date

import pytest

from jsonschema import Draft202012Validator

import berlin_partnerships as bp

from berlin_partnerships._curation._answers import answer_schemas


SCHEMAS = {name: json.loads(data) for name, data in answer_schemas().items()}
ANSWERS = {
    "age": lambda: [bp.age("kyiv", on=date(2026, 1, 1))],
    "anniversary": lambda: bp.anniversaries(date(2026, 1, 1), date(2030, 1, 1)),
    "celebration": bp.celebrated,
    "dating": lambda: [bp.date_of(17), bp.date_of(["Paris", "Rom"])],
    "diff": lambda: [bp.diff(bp.only("rbm-overview"), bp.only("senuvk-overview"))],
    "hit": lambda: bp.search("Johannisburg"),
    "interval": bp.timeline,
    "members": lambda: [bp.members(date(2022, 3, 20), statuses=["active"])],
    "overview": lambda: [
        bp.overview(bp.anniversaries(date(2026, 1, 1), date(2030, 1, 1)))
    ],
    "reconciliation": lambda: [
        bp.reconcile(),
        bp.reconcile(["Paris", "Rom", "Peking", "Beijing"], "seed-001"),
    ],
    "resolution": lambda: [
        bp.resolve("moscow", "since"),
        bp.resolve("moscow", "status"),
        bp.resolve("villa-aurora-visual-arts-stipend", "grants"),
    ],
    "city": bp.cities.values,
    "cooperation": bp.cooperations.values,
    "event": bp.events.values,
    "organization": bp.organizations.values,
    "partnership": bp.partnerships.values,
    "person": bp.people.values,
    "place": bp.places.values,
    "program": bp.programs.values,
    "source": bp.sources.values,
    "topic": bp.topics.values,
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name):
    """
    Each is a schema of the draft it names, and of an object without other keys.
    """
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"].endswith("2020-12/schema")
    assert not Draft202012Validator(SCHEMAS[name]).is_valid({"name": "x"})


@pytest.mark.data
@pytest.mark.parametrize("kind", ANSWERS)
def test_what_is_given_fits(kind):
    """
    Answers and all records fit their schema, and nothing with a key more or less does.
    """
    validator = Draft202012Validator(SCHEMAS[f"{kind}.schema.json"])
    for answer in ANSWERS[kind]():
        given = json.loads(json.dumps(answer.to_dict()))
        validator.validate(given)
    assert not validator.is_valid({**given, "more": 1})
    for key in given:
        assert not validator.is_valid({k: given[k] for k in given if k != key})


def test_every_answer_and_record_has_a_schema():
    """
    Whatever the package names and can be made JSON has one, and is tried above.
    """
    assert {f"{kind}.schema.json" for kind in ANSWERS} == set(SCHEMAS)
    with_json = {
        name
        for name in bp.__all__
        if isinstance(getattr(bp, name), type) and hasattr(getattr(bp, name), "to_dict")
    }
    assert len(with_json - {"Record"}) == len(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_shipped_schemas_are_what_the_code_makes(name):
    """
    A user finds the schemas of this version in the package.
    """
    assert bp.resource(name).read_bytes() == answer_schemas()[name]
