"""
Other people's tools read what we export, and see when it is wrong.

`nox -s exports` installs the tools and runs this; elsewhere it is passed over.
Each tool is shown an export as it is, and one that is broken on purpose: a tool
that finds nothing wrong with that one would prove nothing.
"""

from __future__ import annotations

import contextlib
import csv
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys

from pathlib import Path

import pytest

import berlin_partnerships as bp

from berlin_partnerships import export


if not os.environ.get("EXPORTS"):
    pytest.skip("`nox -s exports` has the tools", allow_module_level=True)

import duckdb
import rdflib
import shapely.geometry

from frictionless import FrictionlessException, Package, system
from geojson_pydantic import FeatureCollection
from pydantic import ValidationError


HOWTO = Path(__file__).parents[2] / "docs" / "howto" / "export.md"
VOCABULARIES = (rdflib.SDO, rdflib.PROV, rdflib.SKOS, rdflib.RDF)


def written(folder, form):
    """
    A folder with an export.
    """
    export.write(bp.load(), folder, form)
    return folder


def command(name, *arguments):
    """
    Run a tool that is installed beside Python; its exit code and what it says.
    """
    tool = Path(sys.executable).with_name(name)
    said = subprocess.run(
        [tool, *arguments], check=False, capture_output=True, text=True
    )
    return said.returncode, said.stdout + said.stderr


# Frictionless -------------------------------------------------------------------------


def validated(folder):
    """
    The problems that frictionless finds: table and kind of each.
    """
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    found = {(task.name, e.type) for task in report.tasks for e in task.errors}
    return found | {("", error.type) for error in report.errors}


@pytest.fixture(name="whole", scope="module")
def _whole(tmp_path_factory):
    return written(tmp_path_factory.mktemp("whole") / "out", "datapackage")


@pytest.fixture(name="package")
def _package(whole, tmp_path):
    """
    A data package that a test may break.
    """
    return Path(shutil.copytree(whole, tmp_path / "out"))


def edited(path, change):
    """
    Rewrite a table after *change* has changed its rows, and its length and digest.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = [*csv.reader(file)]
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    description = path.with_name("datapackage.json")
    whole = json.loads(description.read_bytes())
    for each in whole["resources"]:
        if each["path"] == path.name:
            each.pop("bytes", None)
            each.pop("hash", None)
    description.write_text(json.dumps(whole), "utf-8")


def put(row, column, value):
    """
    A change that puts a value into a cell.
    """

    def change(rows):
        rows[row][rows[0].index(column)] = value

    return change


def test_frictionless(whole):
    """
    Frictionless finds nothing wrong with any table.
    """
    assert validated(whole) == set()


# Each in a row of its own, so that none hides another.
BREAKAGES = [
    ("partnerships", put(1, "city_id", "atlantis"), "foreign-key"),
    ("partnerships", put(2, "level", "planet"), "constraint-error"),
    ("partnerships", put(3, "since_latest", "28.08.1991"), "type-error"),
    ("links", put(1, "target", "topics/none"), "foreign-key"),
    ("weighed", put(1, "property", "since"), "foreign-key"),
    ("cities", put(1, "latitude", "north"), "type-error"),
    ("cities", put(2, "name", ""), "constraint-error"),
    ("acts", put(1, "signatories", "Wowereit"), "type-error"),
    ("statements", lambda rows: rows.append(rows[1]), "primary-key"),
    ("left_out", lambda rows: rows[0].reverse(), "incorrect-label"),
]


def test_frictionless_sees(package):
    """
    Keys, words, types and heads are checked; what is not broken stays right.
    """
    for table, change, _ in BREAKAGES:
        edited(package / f"{table}.csv", change)

    found = validated(package)

    assert {(table, problem) for table, _, problem in BREAKAGES} <= found
    assert not {table for table, _ in found} & {"names", "resolutions", "topics"}


def test_frictionless_sees_another_byte(package):
    """
    The length and the digest are those of the file.
    """
    with (package / "grants.csv").open("ab") as file:
        file.write(b"\r\n")

    assert {kind for _, kind in validated(package)} >= {"hash-count", "byte-count"}


def test_frictionless_sees_a_wrong_description(package):
    """
    A column of a type that there is not is no column.
    """
    path = package / "datapackage.json"
    text = path.read_text("utf-8")
    path.write_text(text.replace('"type": "boolean"', '"type": "truth"'), "utf-8")

    with pytest.raises(FrictionlessException, match="truth"):
        validated(package)


def test_frictionless_command(whole):
    """
    The command that the how-to names says the same.
    """
    code, said = command("frictionless", "validate", str(whole / "datapackage.json"))

    assert code == 0, said


# SQLite and datasette -----------------------------------------------------------------


def recipes(language, after):
    """
    The blocks of code of a language after a heading of the how-to.
    """
    _, _, rest = HOWTO.read_text("utf-8").partition(f"## {after}\n")
    section = rest.partition("\n## ")[0]
    return re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)


@pytest.fixture(name="made", scope="module")
def _made(whole):
    """
    The database that the how-to's two lines make.
    """
    with contextlib.chdir(whole.parent):
        for code in recipes("python", "SQLite"):
            exec(compile(code, str(HOWTO), "exec"), {})  # noqa: S102  # what readers run
    return whole.parent / "berlin.db"


@pytest.fixture(name="sqlite")
def _sqlite(made, tmp_path):
    """
    A copy of it that a test may break.
    """
    return Path(shutil.copy(made, tmp_path))


def ask(path, question):
    """
    What SQLite answers.
    """
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        return database.execute(question).fetchall()


def test_sqlite(sqlite):
    """
    The tables are there with types and keys, and the keys hold.
    """
    [[sql]] = ask(sqlite, "SELECT sql FROM sqlite_master WHERE name = 'statements'")
    oldest = ask(
        sqlite,
        "SELECT cities.name, since_earliest FROM partnerships "
        "JOIN cities ON cities.id = city_id ORDER BY since LIMIT 1",
    )

    assert "FOREIGN KEY(source) REFERENCES sources (id)" in sql
    assert oldest == [("Los Angeles", "1967-06-27")]
    assert ask(sqlite, "PRAGMA foreign_key_check") == []
    assert ask(sqlite, "PRAGMA integrity_check") == [("ok",)]


def test_sqlite_sees(sqlite):
    """
    A reference that leads nowhere is found.
    """
    ask(sqlite, "UPDATE acts SET partnership_id = 'atlantis' WHERE rowid = 1")

    found = ask(sqlite, "PRAGMA foreign_key_check")
    assert [(table, other) for table, _, other, _ in found] == [
        ("acts", "partnerships")
    ]


def test_datasette(sqlite):
    """
    Datasette opens it, and answers.
    """
    code, said = command(
        "datasette", str(sqlite), "--get", "/berlin/partnerships.json?_shape=array"
    )
    assert code == 0, said
    assert {row["id"] for row in json.loads(said)} == {*bp.partnerships}

    code, said = command("datasette", str(sqlite), "--get", "/berlin/atlantis.json")
    assert code == 1, said


# Parquet ------------------------------------------------------------------------------


def asked(folder, question):
    """
    What DuckDB answers, which reads Parquet by itself.
    """
    with duckdb.connect() as database:
        for path in sorted(folder.glob("*.parquet")):
            database.read_parquet(str(path)).create_view(path.stem)
        return database.sql(question).fetchall()


@pytest.fixture(name="parquet", scope="module")
def _parquet(tmp_path_factory):
    return written(tmp_path_factory.mktemp("parquet") / "out", "parquet")


def test_parquet(parquet):
    """
    The tables have the rows and types of the CSV; the description fits.
    """
    described = json.loads((parquet / "datapackage.json").read_bytes())

    kinds = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE",
             "boolean": "BOOLEAN", "date": "DATE", "array": "VARCHAR[]"}  # fmt: skip
    question = (
        "SELECT table_name, column_name, data_type FROM information_schema.columns "
        "ORDER BY table_name, ordinal_position"
    )
    assert asked(parquet, question) == [
        (each["name"], field["name"], kinds[field["type"]])
        for each in sorted(described["resources"], key=lambda each: each["name"])
        for field in each["schema"]["fields"]
    ]
    question = "SELECT count(*) FROM statements JOIN sources ON source = sources.id"
    assert asked(parquet, question) == [(len(bp.statements()),)]
    question = "SELECT min(since_earliest)::VARCHAR FROM partnerships"
    assert asked(parquet, question) == [("1967-06-27",)]


def test_parquet_twice(parquet, tmp_path):
    """
    The same data give the same bytes.
    """
    again = written(tmp_path, "parquet")

    for path in parquet.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes()


def test_parquet_sees(parquet, tmp_path):
    """
    A file that is cut off is refused.
    """
    (tmp_path / "acts.parquet").write_bytes(
        (parquet / "acts.parquet").read_bytes()[:-10]
    )

    with pytest.raises(duckdb.Error, match="acts"):
        asked(tmp_path, "SELECT 1")


def test_parquet_recipe(tmp_path, monkeypatch):
    """
    The how-to's question to the Parquet files is answered.
    """
    monkeypatch.chdir(tmp_path)
    [code] = recipes("python", "Parquet")

    space = {"bp": bp, "export": export}
    exec(compile(code, str(HOWTO), "exec"), space)  # noqa: S102  # what readers run

    assert sum(count for _, count in space["rows"]) == len(bp.statements())


# GeoJSON ------------------------------------------------------------------------------


@pytest.fixture(name="geojson")
def _geojson(tmp_path):
    folder = written(tmp_path, "geojson")
    return json.loads((folder / "berlin_partnerships.geojson").read_bytes())


def test_geojson(geojson):
    """
    It is GeoJSON, and shapely sees the points where they are.
    """
    found = FeatureCollection.model_validate(geojson)
    points = {f.id: shapely.geometry.shape(f.geometry) for f in found.features}

    europe = shapely.geometry.box(-10, 35, 40, 70)
    assert points["cities/warsaw"].within(europe)
    assert not points["cities/tokyo"].within(europe)
    assert len(points) == len(geojson["features"])


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("type",), "Features"),
        (("features", 0, "type"), "City"),
        (("features", 0, "geometry", "type"), "Spot"),
        (("features", 0, "geometry", "coordinates"), [4.9]),
        (("features", 0, "geometry", "coordinates"), "4.9, 52.4"),
        (("features", 0, "properties"), "Amsterdam"),
    ],
)
def test_geojson_sees(geojson, path, value):
    """
    Wrong types, and points that are none, are found.
    """
    *outer, last = path
    inside = geojson
    for step in outer:
        inside = inside[step]
    inside[last] = value

    with pytest.raises(ValidationError):
        FeatureCollection.model_validate(geojson)


def test_geo_interface():
    """
    Shapely reads a city; one without a place it refuses.
    """
    tokyo = shapely.geometry.shape(bp.cities["tokyo"])

    assert tokyo.distance(shapely.geometry.Point(139.7, 35.7)) < 0.1
    with pytest.raises(AttributeError):
        shapely.geometry.shape(bp.cities["brussels-capital-region"])


# JSON-LD ------------------------------------------------------------------------------


@pytest.fixture(name="linked", scope="module")
def _linked(tmp_path_factory):
    folder = written(tmp_path_factory.mktemp("linked"), "jsonld")
    return (folder / "berlin_partnerships.jsonld").read_text("utf-8")


def parsed(text):
    """
    The graph that rdflib reads.
    """
    return rdflib.Graph().parse(data=text, format="json-ld")


def unknown_terms(graph):
    """
    Classes and properties that no vocabulary has.
    """
    used = {*graph.predicates(), *graph.objects(predicate=rdflib.RDF.type)}
    return {term for term in used if not any(term in each for each in VOCABULARIES)}


@pytest.fixture(name="graph", scope="module")
def _graph(linked):
    return parsed(linked)


def test_terms(graph):
    """
    Each class and property is one that schema.org, PROV-O or SKOS has.
    """
    assert unknown_terms(graph) == set()


@pytest.mark.parametrize(
    ("term", "wrong"),
    [
        ("schema:City", "schema:Citty"),
        ("schema:sameAs", "schema:same_as"),
        ("prov:wasQuotedFrom", "prov:wasCopiedFrom"),
        ("skos:broader", "skos:wider"),
        ("schema:Claim", "example:Claim"),
    ],
)
def test_terms_are_seen(linked, term, wrong):
    """
    A word that no vocabulary has is found.
    """
    context = '"@context": {\n  "example": "https://example.org/",'
    text = linked.replace(f'"{term}"', f'"{wrong}"')
    graph = parsed(text.replace('"@context": {', context))

    assert {re.split(r"[/#]", term)[-1] for term in unknown_terms(graph)} == {
        wrong.partition(":")[2]
    }


def test_literals(graph):
    """
    Days, months and years are what XML Schema calls so.
    """
    literals = {o for o in graph.objects() if isinstance(o, rdflib.Literal)}

    assert not [each for each in literals if each.ill_typed]
    wrong = rdflib.Literal("1991-13-41", datatype=rdflib.XSD.date)
    assert wrong.ill_typed


def test_provenance(graph):
    """
    The how-to's question leads from a start to the titles of its sources.
    """
    [question] = recipes("sparql", "Linked data")
    found = [*graph.query(question)]
    resolution = bp.partnerships["kyiv"].why("since")

    assert {str(row.start) for row in found} == {"2023-09-14"}
    assert {str(row.title) for row in found} == {
        bp.sources[id].title for id in resolution.who_says("2023-09-14")
    }


def test_same_as(graph):
    """
    Who knows the Wikidata item finds the city.
    """
    item = rdflib.URIRef("http://www.wikidata.org/entity/Q1899")

    assert [*graph.subjects(rdflib.SDO.sameAs, item)] == [
        rdflib.URIRef("urn:x-berlin-partnerships:cities/kyiv")
    ]


def test_not_json(linked):
    """
    A document that is cut off is refused.
    """
    with pytest.raises(ValueError, match=r"Expecting|Unterminated|delimiter"):
        parsed(linked[:-20])


# JSON ---------------------------------------------------------------------------------


def test_json_schema(tmp_path):
    """
    check-jsonschema finds that the document keeps to its schema, and when not.
    """
    folder = written(tmp_path, "json")
    path = folder / "berlin_partnerships.json"
    call = ("--schemafile", str(folder / "berlin_partnerships.schema.json"), str(path))
    code, said = command("check-jsonschema", *call)
    assert code == 0, said
    assert command("check-jsonschema", "--check-metaschema", call[1])[0] == 0

    text = path.read_text("utf-8")
    path.write_text(
        text.replace('"date": "2023-09-14"', '"date": "14.9.2023"'), "utf-8"
    )

    code, said = command("check-jsonschema", *call)
    assert code == 1
    assert "14.9.2023" in said
