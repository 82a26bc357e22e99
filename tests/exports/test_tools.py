"""
Other people's tools read what we export, and see when it is wrong.

`nox -s exports` installs the tools and runs this; elsewhere it is passed over.
Each tool is shown an export as it is, and one that is broken on purpose: a tool
that finds nothing wrong with that one would prove nothing.
"""

from __future__ import annotations

import csv
import json
import os
import re
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

from frictionless import Package, system
from geojson_pydantic import FeatureCollection
from pydantic import ValidationError
from rdflib.namespace import PROV, RDF, SDO, SKOS


HOWTO = Path(__file__).parents[2] / "docs" / "howto" / "export.md"
VOCABULARIES = (SDO, PROV, SKOS, RDF)


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


@pytest.fixture(name="package")
def _package(tmp_path):
    return written(tmp_path / "package", "datapackage")


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
            del each["bytes"], each["hash"]
    description.write_text(json.dumps(whole), "utf-8")


def test_frictionless(package):
    """
    Frictionless finds nothing wrong with any table.
    """
    assert validated(package) == set()


def put(row, column, value):
    """
    A change that puts a value into a cell.
    """

    def change(rows):
        rows[row][rows[0].index(column)] = value

    return change


@pytest.mark.parametrize(
    ("table", "change", "problem"),
    [
        ("partnerships", put(1, "city_id", "atlantis"), "foreign-key"),
        ("links", put(1, "target", "topics/none"), "foreign-key"),
        ("weighed", put(1, "property", "since"), "foreign-key"),
        ("partnerships", put(1, "level", "planet"), "constraint-error"),
        ("partnerships", put(1, "since_latest", "28.08.1991"), "type-error"),
        ("cities", put(1, "latitude", "north"), "type-error"),
        ("cities", put(1, "name", ""), "constraint-error"),
        ("acts", put(1, "signatories", "Wowereit"), "type-error"),
        ("statements", lambda rows: rows.append(rows[1]), "primary-key"),
        ("sources", lambda rows: rows[0].reverse(), "incorrect-label"),
    ],
)
def test_frictionless_sees(package, table, change, problem):
    """
    Keys, words, types and heads are checked.
    """
    edited(package / f"{table}.csv", change)

    assert (table, problem) in validated(package)


def test_frictionless_sees_another_byte(package):
    """
    The length and the digest are those of the file.
    """
    with (package / "grants.csv").open("ab") as file:
        file.write(b"\r\n")

    assert {kind for _, kind in validated(package)} >= {"hash-count", "byte-count"}


def test_frictionless_sees_a_wrong_description(package):
    """
    What has no resources is no package.
    """
    (package / "datapackage.json").write_text('{"resources": []}', "utf-8")

    with pytest.raises(Exception, match="package-error|resources"):
        validated(package)


def test_frictionless_command(package):
    """
    The command says the same.
    """
    code, said = command("frictionless", "validate", str(package / "datapackage.json"))
    assert code == 0, said

    edited(package / "grants.csv", put(1, "number", "two"))

    code, said = command("frictionless", "validate", str(package / "datapackage.json"))
    assert code == 1, said


# SQLite and datasette -----------------------------------------------------------------


def recipes(language, after):
    """
    The blocks of code of a language after a heading of the how-to.
    """
    _, _, rest = HOWTO.read_text("utf-8").partition(f"## {after}\n")
    section = rest.partition("\n## ")[0]
    return re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)


@pytest.fixture(name="sqlite")
def _sqlite(tmp_path, monkeypatch):
    """
    The database that the how-to's two lines make.
    """
    written(tmp_path / "out", "datapackage")
    monkeypatch.chdir(tmp_path)
    for code in recipes("python", "SQLite"):
        exec(compile(code, str(HOWTO), "exec"), {})  # noqa: S102  # what readers run
    return tmp_path / "berlin.db"


def broken_keys(path):
    """
    References that lead nowhere, and whatever else SQLite finds.
    """
    with sqlite3.connect(path) as database:
        keys = database.execute("PRAGMA foreign_key_check").fetchall()
        [[found]] = database.execute("PRAGMA integrity_check").fetchall()
    return keys, found


def test_sqlite(sqlite):
    """
    The tables are there with types and keys, and the keys hold.
    """
    with sqlite3.connect(sqlite) as database:
        [[sql]] = database.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'statements'"
        )
        oldest = database.execute(
            "SELECT cities.name, since_earliest FROM partnerships "
            "JOIN cities ON cities.id = city_id ORDER BY since LIMIT 1"
        ).fetchall()

    assert "FOREIGN KEY(source) REFERENCES sources (id)" in sql
    assert oldest == [("Los Angeles", "1967-06-27")]
    assert broken_keys(sqlite) == ([], "ok")


def test_sqlite_sees(sqlite):
    """
    A reference that leads nowhere is found.
    """
    with sqlite3.connect(sqlite) as database:
        database.execute("UPDATE acts SET partnership_id = 'atlantis' WHERE rowid = 1")

    keys, _ = broken_keys(sqlite)
    assert [(table, other) for table, _, other, _ in keys] == [("acts", "partnerships")]


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


def test_parquet(tmp_path):
    """
    The tables have the rows and types of the CSV; the description fits.
    """
    folder = written(tmp_path / "out", "parquet")
    described = json.loads((folder / "datapackage.json").read_bytes())

    kinds = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE",
             "boolean": "BOOLEAN", "date": "DATE", "array": "VARCHAR[]"}  # fmt: skip
    for each in described["resources"]:
        columns = asked(folder, f"DESCRIBE {each['name']}")
        assert [(name, kind) for name, kind, *_ in columns] == [
            (field["name"], kinds[field["type"]]) for field in each["schema"]["fields"]
        ]
    question = "SELECT count(*) FROM statements JOIN sources ON source = sources.id"
    assert asked(folder, question) == [(len(bp.statements()),)]
    question = "SELECT min(since_earliest)::VARCHAR FROM partnerships"
    assert asked(folder, question) == [("1967-06-27",)]


def test_parquet_twice(tmp_path):
    """
    The same data give the same bytes.
    """
    one = written(tmp_path / "one", "parquet")
    two = written(tmp_path / "two", "parquet")

    for path in one.iterdir():
        assert path.read_bytes() == (two / path.name).read_bytes()


def test_parquet_sees(tmp_path):
    """
    A file that is cut off is refused.
    """
    folder = written(tmp_path / "out", "parquet")
    path = folder / "acts.parquet"
    path.write_bytes(path.read_bytes()[:-10])

    with pytest.raises(duckdb.Error, match="acts"):
        asked(folder, "SELECT 1")


def test_parquet_recipe(tmp_path, monkeypatch):
    """
    The how-to's question to the Parquet files is answered.
    """
    written(tmp_path / "out", "parquet")
    monkeypatch.chdir(tmp_path)

    for code in recipes("python", "Parquet"):
        space = {}
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
    tokyo = shapely.geometry.shape(bp.cities["tokyo"].__geo_interface__["geometry"])

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
    used = {*graph.predicates(), *graph.objects(predicate=RDF.type)}
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
    From the start of a partnership one comes to the titles of its sources.
    """
    found = graph.query(
        """
        SELECT ?start ?title WHERE {
          ?accepted schema:about bp:partnerships\\/kyiv ;
            schema:mainEntity [ schema:propertyID "since" ; schema:value ?start ] ;
            prov:wasAttributedTo bp:software ;
            prov:wasDerivedFrom / (prov:wasQuotedFrom | prov:wasDerivedFrom) /
              schema:name ?title .
        }
        """,
    )
    titles = {str(row.title) for row in found}
    sources = {s.source for s in bp.statements("partnerships/kyiv", "since")}

    assert {str(row.start) for row in found} == {"2023-09-14"}
    assert titles
    assert {bp.sources[id].title for id in sources} <= titles


def test_same_as(graph):
    """
    Who knows the Wikidata item finds the city.
    """
    item = rdflib.URIRef("http://www.wikidata.org/entity/Q1899")

    assert [*graph.subjects(SDO.sameAs, item)] == [
        rdflib.URIRef("urn:x-berlin-partnerships:cities/kyiv")
    ]


def test_not_json(linked):
    """
    A document that is cut off is refused.
    """
    with pytest.raises(ValueError, match="Expecting|Unterminated|delimiter|decode"):
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
