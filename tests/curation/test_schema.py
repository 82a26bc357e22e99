"""
The schemas for editors say what the check says.
"""

from __future__ import annotations

import json
import tomllib

import pytest

from jsonschema import Draft202012Validator

from berlin_partnerships._curation._schema import schemas
from berlin_partnerships._read import Folder


KINDS = {"cities": "city", "partnerships": "partnership", "sources": "source"}


@pytest.fixture(name="validators", scope="module")
def _validators(valid):
    """
    A validator for each kind of file.
    """
    made = schemas(Folder(valid).read().properties)
    return {
        kind: Draft202012Validator(json.loads(made[f"{name}.json"]))
        for kind, name in KINDS.items()
    }


def parsed(path):
    return tomllib.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_are_schemas(validators, kind):
    """
    Each is a JSON Schema of 2020-12.
    """
    Draft202012Validator.check_schema(validators[kind].schema)


def test_the_same_data_give_the_same_schemas(valid):
    """
    The bytes depend on nothing but the table of properties.
    """
    properties = Folder(valid).read().properties

    assert schemas(properties) == schemas(dict(reversed(properties.items())))


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_explained(validators, kind):
    """
    An editor shows what a key means, for every key there is.
    """
    schema = validators[kind].schema
    items = [p["items"] for p in schema["properties"].values() if "items" in p]
    tables = [schema, *(i for i in items if "properties" in i)]

    silent = [
        key
        for table in tables
        for key, value in table["properties"].items()
        if not value.get("description", "").endswith(".")
    ]
    assert silent == []


@pytest.mark.parametrize("kind", KINDS)
def test_valid_files_fit(valid, validators, kind):
    """
    What the check lets pass, the schema lets pass.
    """
    for path in sorted((valid / kind).glob("*.toml")):
        validators[kind].validate(parsed(path))


BAD = [
    ("cities/sampleton.toml", "country", "countri"),
    ("cities/sampleton.toml", '"city"', '"town"'),
    ("cities/sampleton.toml", '"GB"', '"gb"'),
    ("cities/sampleton.toml", 'en = "Sampleton"', 'nl = "Sampleton"'),
    ("cities/sampleton.toml", '"exonym"', '"nickname"'),
    ("cities/sampleton.toml", '"Latn"', '"latin"'),
    ("cities/exampleville.toml", "46.5", "146.5"),
    ("cities/exampleville.toml", '"1950/.."', '"since 1950"'),
    ("cities/exampleville.toml", 'wikidata = "example', 'wikipedia = "example'),
    ("partnerships/exampleville.toml", '"founding"', '"found"'),
    ("partnerships/exampleville.toml", 'reason = "the agreement"', ""),
    ("partnerships/exampleville.toml", '"state"', '"city"'),
    ("partnerships/exampleville.toml", 'party = "east-berlin"', ""),
    ("sources/example-gazette.toml", '"press"', '"papers"'),
    ("sources/example-gazette.toml", '"[2024-01-01..2024-12-31]"', '"5.5.2024"'),
    ("sources/example-gazette.toml", 'as_of = "2024"', "as_of = 2024"),
    ("sources/example-gazette.toml", "lag_days = 2", "lag_days = -2"),
    ("sources/example-gazette.toml", "[120, 142]", "[120]"),
    ("sources/example-gazette.toml", "[120, 142]", "[120, 142, 150]"),
    ("sources/example-gazette.toml", 'reason = "a joke"', 'note = "a joke"'),
    ("sources/example-gazette.toml", 'at = "line 1", quote', "quote"),
    ("sources/example-gazette.toml", '"cities/berlin"', '"berlin"'),
    ("sources/example-gazette.toml", '"partner-count"', '"count"'),
    ("sources/example-gazette.toml", '">=1"', '"about 1"'),
    ("sources/example-gazette.toml", '">=1"', "-1"),
    ("sources/example-gazette.toml", 'value = "1991"', "value = 1991"),
    ("sources/example-gazette.toml", '"resting"', '"asleep"'),
    ("sources/example-gazette.toml", ", closed = false", ""),
    ("sources/example-gazette.toml", '"Beispielstadt", "Sampleton"', ""),
    ("sources/example-gazette.toml", 'value = "1991"', 'value = "1991", closed = true'),
    ("sources/example-treaty.toml", "value = false", 'value = "no"'),
    ("sources/example-treaty.toml", '"parties/east-berlin"', '"east-berlin"'),
]


@pytest.mark.parametrize(("path", "old", "new"), BAD)
def test_what_has_another_form_does_not_fit(root, edit, validators, path, old, new):
    """
    An editor marks what the check would refuse for its form.
    """
    edit(path, old, new)

    assert not validators[path.partition("/")[0]].is_valid(parsed(root / path))


# The real data ------------------------------------------------------------------------


@pytest.mark.data
@pytest.mark.parametrize("kind", KINDS)
def test_the_data_and_their_template_fit(folder, kind):
    """
    Every file of the repository fits its schema, and so does what one copies.
    """
    name = f"{KINDS[kind]}.json"
    schema = json.loads((folder / "schema" / name).read_bytes())
    paths = [*sorted((folder / kind).glob("*.toml"))]
    paths.append(folder / "templates" / f"{KINDS[kind]}.toml")

    wrong = {
        path.name: error.message
        for path in paths
        for error in Draft202012Validator(schema).iter_errors(parsed(path))
    }
    assert wrong == {}
    assert len(paths) > 1
