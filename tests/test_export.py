"""
Exports as files: the formats, and the same bytes for the same data.
"""

from __future__ import annotations

import doctest
import hashlib
import json
import re
import sys

from datetime import date
from pathlib import Path

import pytest

import berlin_partnerships as bp

from berlin_partnerships import cli, export, geo, linked, package, plain, reports


HOWTO = Path(__file__).parent.parent / "docs" / "howto" / "export.md"
EXTRA = {"parquet": "pyarrow", "ics": "icalendar"}
CORE = [form for form in export.FORMATS if form not in EXTRA]


@pytest.mark.parametrize("form", CORE)
def test_write(dataset, tmp_path, form):
    """
    What is written is what the format's files are.
    """
    written = export.write(dataset, tmp_path / "out", form)

    expected = dict(export.FORMATS[form](dataset))
    assert {path.name: path.read_bytes() for path in written} == expected
    assert {*(tmp_path / "out").iterdir()} == {*written}


# Every kind of date, none at all, no country, and no Latin letter.
OWN = """\
name,names,country,since,until
Dayville,,FR,1975-05-08,
Yearville,,,1994,2010-12-31
Nowhere,,,,
東京,Tokio,jp,2000-02-29,
"""


@pytest.fixture(name="town")
def _town(tmp_path):
    path = tmp_path / "Our Town.csv"
    path.write_text(OWN, "utf-8")
    return bp.load(path)


@pytest.mark.parametrize("form", export.FORMATS)
@pytest.mark.parametrize("which", ["own", "part", "part of own"])
def test_every_format_of_other_data(town, tmp_path, form, which):
    """
    A table of one's own and a few sources alone come in every format.
    """
    if form in EXTRA:
        pytest.importorskip(EXTRA[form])
    chosen = {
        "own": town,
        "part": bp.only("seed-002", "seed-004"),
        "part of own": town.only("our-town"),
    }

    written = export.write(chosen[which], tmp_path / "out", form)

    assert written
    assert all(path.stat().st_size > 0 for path in written)


@pytest.mark.parametrize("form", ["datapackage", "geojson", "jsonld", "json", "ics"])
def test_own_data_are_not_ours(town, tmp_path, form):
    """
    An exported table has the town's name; no title, licence, or last day of ours.
    """
    if form in EXTRA:
        pytest.importorskip(EXTRA[form])

    written = export.write(town, tmp_path / "out", form)

    for path in written:
        if "schema" in path.name or path.suffix == ".csv":
            continue  # what a column can have, and the words of the library
        said = path.read_text("utf-8")
        assert "Our Town" in said
        for never in ("9999-", "Berlin's city", "der Berliner", "CC-BY", "CC BY"):
            assert never not in said
        assert "the berlin_partnerships contributors" not in said


def test_own_data_have_no_licence(town):
    """
    Nothing tells the licence or the last day: null in JSON, left out in a package.
    """
    whole = plain.document(town)
    kept = plain.document(bp.only("seed-002"))
    described = json.loads(dict(package.files(town))["datapackage.json"])
    schema = plain.schema()["properties"]

    assert (whole["license"], whole["known_until"]) == (None, None)
    assert whole["title"] == "City partnerships of Our Town"
    assert whole["attribution"] == (
        "From the table Our Town.csv, which names neither its authors nor a licence."
    )
    assert kept["license"] == "CC-BY-4.0 AND Unicode-3.0"
    assert schema["license"] == schema["known_until"] == {"type": ["string", "null"]}
    assert geo.feature_collection(town)["known_until"] is None
    assert described["name"] == "our-town"
    assert described["keywords"] == ["Our Town", "Städtepartnerschaft", "town twinning"]
    assert not {"licenses", "contributors"} & described.keys()
    assert {"title": "Our Town: Our Town.csv"} in described["sources"]
    told = [
        field["description"]
        for table in described["resources"]
        for field in table["schema"]["fields"]
        if (table["name"], field["name"]) == ("partnerships", "status")
    ]
    assert told == ["The status at last."]


def test_an_unknown_country_is_not_told(town):
    """
    Linked data have no country for a city if the table has none.
    """
    nodes = {node["@id"]: node for node in linked.document(town)["@graph"]}

    assert "schema:address" not in nodes["bp:cities/nowhere"]
    address = nodes["bp:cities/dayville"]["schema:address"]
    assert address["schema:addressCountry"] == "FR"


def test_own_data_do_not_say_when_they_changed(town):
    """
    The version is the file's name: no day can be read from it, and none is told.
    """
    assert town.version == "Our Town.csv"
    with pytest.raises(bp.UnknownDateError, match=r"Our Town\.csv"):
        town.date  # noqa: B018  # asking is the test
    whole = linked.document(town)["@graph"][0]
    assert whole["schema:version"] == "Our Town.csv"
    assert "schema:dateModified" not in whole
    assert "schema:dateModified" in linked.document(bp.only("seed-002"))["@graph"][0]


def test_calendar_of_own_data(town):
    """
    The first to the hundredth year of both partners with a day, one a 29 February.
    """
    icalendar = pytest.importorskip("icalendar")

    for _, data in reports.calendar_files(town):
        events = icalendar.Calendar.from_ical(data).walk("VEVENT")
        days = sorted(event.decoded("DTSTART") for event in events)
        assert len(days) == 2 * 100
        assert days[0] == date(1976, 5, 8)
        assert days[-1] == date(2100, 2, 28)  # 2100 is no leap year
        assert date(2024, 2, 29) in days
        assert not any("LAST-MODIFIED" in event for event in events)
        # Another town's partner may have the same id.
        assert {event["UID"].partition("@")[2] for event in events} == {
            "our-town.berlin-partnerships"
        }


def test_default(dataset, tmp_path):
    """
    A data package, if nothing is said.
    """
    names = [path.name for path in export.write(dataset, tmp_path)]

    assert names[-1] == "datapackage.json"
    assert "partnerships.csv" in names


def test_not_twice(dataset, tmp_path):
    """
    Nothing is overwritten unless it is said.
    """
    [path] = export.write(dataset, tmp_path, "geojson")
    path.write_bytes(b"mine")

    with pytest.raises(FileExistsError, match="force=True"):
        export.write(dataset, tmp_path, "geojson")
    assert path.read_bytes() == b"mine"
    assert export.write(dataset, tmp_path, "geojson", force=True) == (path,)
    assert path.read_bytes() != b"mine"


def test_no_such_format(dataset, tmp_path):
    """
    An unknown format is refused, with those there are and the nearest.
    """
    with pytest.raises(ValueError, match=r"one of datapackage, .*'geo_json'; did you .*'geojson'"):  # fmt: skip
        export.write(dataset, tmp_path / "out", "geo_json")
    with pytest.raises(ValueError, match=r"not None$"):
        export.write(dataset, tmp_path / "out", None)

    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("form", "needed"), EXTRA.items())
def test_without_an_extra(dataset, tmp_path, monkeypatch, form, needed):
    """
    A format whose package is missing writes nothing.
    """
    monkeypatch.setitem(sys.modules, needed, None)

    with pytest.raises(bp.MissingExtraError, match=needed):
        export.write(dataset, tmp_path / "out", form)

    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("room", [export, geo, linked, package, plain, reports])
def test_public_names(room):
    """
    What a room says it has, it has, with a word on it.
    """
    for name in room.__all__:
        assert name in ("BASE", "FORMATS") or getattr(room, name).__doc__
    assert room.__doc__


def test_the_command_knows_all():
    """
    The command line offers the formats there are.
    """
    assert [*cli.FORMATS] == [*export.FORMATS]


@pytest.mark.skipif(not HOWTO.is_file(), reason="no pages here")
def test_howto(tmp_path, monkeypatch):
    """
    What the how-to shows first runs, and its examples answer as they stand there.
    """
    monkeypatch.chdir(tmp_path)
    text = HOWTO.read_text("utf-8")
    first, *_ = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    [shown] = re.findall(r"```pycon\n(.*?)```", text, re.DOTALL)

    exec(compile(first, str(HOWTO), "exec"), {})  # noqa: S102  # what readers run
    examples = doctest.DocTestParser().get_doctest(shown, {}, "howto", None, None)
    result = doctest.DocTestRunner().run(examples)

    last = bp.load().known_until.year + 10
    assert (
        f"the end of the tenth year after it, now eleven of each partner, to {last}"
        in text
    )
    assert (tmp_path / "out" / "datapackage.json").is_file()
    assert (tmp_path / "map" / "berlin_partnerships.geojson").is_file()
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.skipif(not HOWTO.is_file(), reason="no pages here")
def test_howto_names_all_formats():
    """
    The how-to's table has a line for each format.
    """
    text = HOWTO.read_text("utf-8")

    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == [*export.FORMATS]


def test_same_data_same_bytes(dataset, fresh):
    """
    In another process, with other hashes, language and zone, every byte is the same.
    """
    code = f"""
import hashlib
import berlin_partnerships as bp
from berlin_partnerships import export
for form in {[*CORE, "ics"]}:
    for name, data in export.FORMATS[form](bp.load()):
        print(name, hashlib.sha256(data).hexdigest())
"""
    expected = [
        f"{name} {hashlib.sha256(data).hexdigest()}"
        for form in [*CORE, "ics"]
        for name, data in export.FORMATS[form](dataset)
    ]

    # The hashes of this process are at random.
    said = fresh("-c", code, PYTHONHASHSEED="1", LC_ALL="C", TZ="Asia/Tokyo")
    assert said.stdout.decode().split("\n")[:-1] == expected, said.stderr


def test_needs_only_the_core(fresh):
    """
    Most exports ask for no package that is not a core dependency.
    """
    code = f"""
import sys
import berlin_partnerships as bp
from berlin_partnerships import export
for form in {CORE}:
    dict(export.FORMATS[form](bp.load()))
tops = {{name.partition(".")[0] for name in sys.modules if name[0] != "_"}}
print(*sorted(tops - {{*sys.stdlib_module_names}}))
"""
    core = {"attr", "attrs", "cattrs", "typing_extensions", "berlin_partnerships"}
    of_python = {"sitecustomize", "usercustomize", "coverage", "pytest_cov"}

    assert {*fresh("-c", code).stdout.decode().split()} - of_python == core
