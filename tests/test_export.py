"""
Exports as files: the formats, and the same bytes for the same data.
"""

from __future__ import annotations

import doctest
import hashlib
import re
import sys

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
