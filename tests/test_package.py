"""
The data package: tables as CSV or Parquet, and the description of them.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import sys
import types

import pytest

import berlin_partnerships as bp

from berlin_partnerships import package
from berlin_partnerships._tables import tables
from small_kinds import made_up


@pytest.fixture(name="files", scope="module")
def _files(dataset):
    return dict(package.files(dataset))


@pytest.fixture(name="described", scope="module")
def _described(files):
    return json.loads(files["datapackage.json"])


def resource(described, name):
    """
    The description of a table.
    """
    [found] = [r for r in described["resources"] if r["name"] == name]
    return found


def table(files, name):
    """
    A table as any reader of CSV sees it.
    """
    text = files[f"{name}.csv"].decode()
    return [*csv.DictReader(io.StringIO(text, newline=""))]


# The description ----------------------------------------------------------------------


def test_what_it_says_of_itself(dataset, described):
    """
    Name, version, licences, and every source, so that one can cite it.
    """
    assert (
        described["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    )
    assert described["name"] == "berlin-partnerships"
    assert described["version"] == dataset.version
    assert [each["name"] for each in described["licenses"]] == [
        "CC-BY-4.0",
        "Unicode-3.0",
    ]
    assert "GeoNames" in described["description"]
    assert str(dataset.known_until) in described["description"]
    assert len(described["sources"]) == len(dataset.sources)
    paths = {each.get("path") for each in described["sources"]}
    assert paths == {s.url or None for s in dataset.sources.values()}


def test_every_file_is_described(files, described):
    """
    Each file but the description is a table of it, with its length and digest.
    """
    assert [*files] == [
        *(r["path"] for r in described["resources"]),
        "datapackage.json",
    ]
    for each in described["resources"]:
        data = files[each["path"]]
        assert each["bytes"] == len(data)
        assert each["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert (each["encoding"], each["mediatype"]) == ("utf-8", "text/csv")
        assert each["schema"]["missingValues"] == [""]
        assert each["schema"]["$schema"].endswith("/2.0/tableschema.json")
        assert each["description"]


def test_every_column_is_described(files, described):
    """
    The first line of each file has the fields of its schema, in order.
    """
    for each in described["resources"]:
        head = files[each["path"]].decode().partition("\r\n")[0]
        fields = each["schema"]["fields"]
        assert head.split(",") == [field["name"] for field in fields]
        assert all(field["description"] for field in fields)


def test_constraints(described):
    """
    Keys, references, words, and what must be there.
    """
    acts = resource(described, "acts")["schema"]
    fields = {field["name"]: field for field in acts["fields"]}

    assert acts["primaryKey"] == ["id"]
    assert {
        "fields": ["partnership_id"],
        "reference": {"resource": "partnerships", "fields": ["id"]},
    } in acts["foreignKeys"]
    assert fields["role"]["constraints"]["required"] is True
    assert "founding" in fields["role"]["constraints"]["enum"]
    assert fields["date"]["type"] == "string"
    assert fields["date_earliest"]["type"] == "date"
    assert fields["signatories"]["type"] == "array"
    assert "constraints" not in fields["place"]
    assert "foreignKeys" not in resource(described, "parties")["schema"]


def test_keys_of_several_columns(described):
    """
    How a statement was weighed belongs to one resolution.
    """
    weighed = resource(described, "weighed")["schema"]

    assert weighed["primaryKey"] == ["about", "property", "statement"]
    assert {
        "fields": ["about", "property"],
        "reference": {"resource": "resolutions", "fields": ["about", "property"]},
    } in weighed["foreignKeys"]


# CSV ----------------------------------------------------------------------------------


@pytest.mark.data
def test_cells(files):
    """
    Dates in ISO form, truth in JSON's words, lists as JSON, the unknown empty.
    """
    cities = {row["id"]: row for row in table(files, "cities")}
    properties = {row["id"]: row for row in table(files, "properties")}
    acts = {row["id"]: row for row in table(files, "acts")}

    assert cities["warsaw"]["name_de"] == "Warschau"
    assert cities["kyiv"]["longitude"] == "30.5238"
    assert cities["brussels-capital-region"]["longitude"] == ""
    assert properties["since"]["many"] == "false"
    assert properties["topic"]["many"] == "true"
    assert json.loads(properties["date"]["kinds"]) == ["acts", "predecessors"]
    assert acts["moscow#2022-suspension"]["date_latest"] == "2022-04-05"


def test_every_row(dataset, files):
    """
    Every row of every table is in its file, commas and quotes or not.
    """
    for each in tables(dataset):
        assert len(table(files, each.name)) == len(each.rows)
    quotes = {row["id"]: row["quote"] for row in table(files, "statements")}
    assert quotes == {s.id: s.quote for s in dataset.statements()}


def test_letters_of_all_scripts(files):
    """
    Names are UTF-8 as they are written, in lists as well.
    """
    assert "Київ" in {row["text"] for row in table(files, "names")}
    assert not any(b"\\u" in data for data in files.values())


def test_other_data(tmp_path):
    """
    A data set of one's own is exported like the shipped one.
    """
    made = bp.load(made_up(tmp_path / "data"))
    files = dict(package.files(made))

    assert len(table(files, "events")) == len(made.events)
    assert json.loads(files["datapackage.json"])["version"] == made.version


# Parquet ------------------------------------------------------------------------------


class Arrow:
    """
    As much of pyarrow as is used; it remembers what it is given.
    """

    def __init__(self):
        self.written = []
        self.pa = types.ModuleType("pyarrow")
        for name in ("string", "int64", "float64", "bool_", "date32"):
            setattr(self.pa, name, lambda name=name: name)
        self.pa.list_ = lambda kind: f"list<{kind}>"
        self.pa.field = lambda name, kind, *, nullable: (name, kind, nullable)
        self.pa.schema = list
        self.pa.Table = types.SimpleNamespace(
            from_pylist=lambda rows, *, schema: (rows, schema)
        )
        self.pq = types.ModuleType("pyarrow.parquet")
        self.pq.write_table = self.write
        self.pa.parquet = self.pq

    def write(self, table, sink):
        self.written.append(table)
        sink.write(b"PAR1")


@pytest.fixture(name="arrow")
def _arrow(monkeypatch):
    arrow = Arrow()
    monkeypatch.setitem(sys.modules, "pyarrow", arrow.pa)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", arrow.pq)
    return arrow


def test_parquet(dataset, arrow, files):
    """
    The same tables and rows as in CSV, with types that Parquet has.
    """
    made = dict(package.parquet_files(dataset))
    found = json.loads(made["datapackage.json"])
    acts = next(t for t, r in zip(arrow.written, found["resources"], strict=True) if r["name"] == "acts")  # fmt: skip
    rows, schema = acts

    assert [name.replace(".parquet", ".csv") for name in made] == [*files]
    assert ("id", "string", False) in schema
    assert ("date_latest", "date32", True) in schema
    assert ("signatories", "list<string>", True) in schema
    suspension = next(row for row in rows if row["id"] == "moscow#2022-suspension")
    assert suspension["date_latest"] == dt.date(2022, 4, 5)
    assert suspension["place"] is None
    assert {r["format"] for r in found["resources"]} == {"parquet"}
    assert not any("encoding" in r for r in found["resources"])
    kinds = {kind for _, schema in arrow.written for _, kind, _ in schema}
    assert kinds == {"string", "int64", "float64", "bool_", "date32", "list<string>"}


def test_parquet_needs_an_extra(dataset, monkeypatch):
    """
    Without pyarrow the error names the line that installs it.
    """
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(bp.MissingExtraError, match=r"berlin-partnerships\[parquet\]"):
        package.parquet_files(dataset)
