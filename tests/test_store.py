"""
The compiled files: all or nothing, from wherever the package lies.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile

from pathlib import Path

import pytest

from hypothesis import example, given
from hypothesis import strategies as st

import berlin_partnerships as bp

from berlin_partnerships import _store
from berlin_partnerships._store import FORMAT, RECORDS, STATEMENTS, dump, parse


BODY = {"b": {"x": {"de": "Kraków", "},": ",{"}, "z": {}}, "a": [{"y": 1}, {"y": 2}]}
DATA = dump(BODY)
PACKAGE = Path(bp.__file__).parent


# One file ---------------------------------------------------------------------------


def test_what_was_written_is_read():
    """
    Parsing gives the body back.
    """
    assert parse(DATA, "x.json") == BODY


def test_the_same_body_gives_the_same_bytes():
    """
    The order of keys does not matter.
    """
    assert dump(dict(reversed(BODY.items()))) == DATA


def test_a_difference_can_be_read():
    """
    A file has a line a record, in letters as people write them.
    """
    assert DATA.count(b"\n") > len(BODY)
    assert "Kraków" in DATA.decode()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(st.dictionaries(st.text(), json_values, max_size=3))
@example({"},": [{",{": "},"}, {}, ",{"]})
def test_any_body_comes_back(body):
    """
    Line breaks between records never fall into a text.
    """
    assert parse(dump(body), "x.json") == body


@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_one_wrong_byte_is_noticed(position, change):
    """
    Whichever byte of a file differs, and however, it is refused.
    """
    data = bytearray(DATA)
    data[position] ^= change

    with pytest.raises(bp.DataError, match=r"^x\.json: .*(again|install)"):
        parse(bytes(data), "x.json")


@given(st.integers(0, len(DATA) - 1))
def test_a_file_cut_off_is_noticed(length):
    """
    Half a file is none, however much of it is there.
    """
    with pytest.raises(bp.DataError):
        parse(DATA[:length], "x.json")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(b"", "not a compiled file", id="empty"),
        pytest.param(b"\n\n", "not a compiled file", id="blank"),
        pytest.param(b"[]\n{}\n", "not a compiled file", id="a list"),
        pytest.param(b"{}\n{}\n", "not a compiled file", id="no format"),
        pytest.param(b"[" * 100_000, "not a compiled file", id="brackets"),
        pytest.param(b"\xff\xfe\n{}\n", "not a compiled file", id="bytes"),
        pytest.param(
            DATA.replace(b'"format": 1', b'"format": 99', 1),
            f"format 99, but this version reads format {FORMAT}; compile it again",
            id="newer",
        ),
        pytest.param(
            DATA.replace(b'"format": 1', b'"format": true', 1), "damaged", id="true"
        ),
        pytest.param(DATA + b"\n", "damaged (the checksum differs)", id="longer"),
    ],
)
def test_other_files_are_refused(data, problem):
    """
    The error names the file, what is wrong with it, and what to do.
    """
    with pytest.raises(bp.DataError) as info:
        parse(data, "some/records.json")

    assert info.value.path == "some/records.json"
    assert info.value.problem.startswith(problem)


# Two files --------------------------------------------------------------------------


@pytest.fixture(name="copy")
def _copy(tmp_path):
    """
    The shipped files, at another place.
    """
    for name in (RECORDS, STATEMENTS):
        (tmp_path / name).write_bytes((PACKAGE / "_data" / name).read_bytes())
    return tmp_path


def test_a_copy_is_the_same_data(copy, dataset):
    """
    The compiled files can be loaded from anywhere, by folder or file.
    """
    assert bp.load(copy).digest == bp.load(copy / RECORDS).digest == dataset.digest
    assert bp.load(copy).statements() == dataset.statements()


@pytest.mark.parametrize("name", [RECORDS, STATEMENTS])
def test_damage_is_refused_when_the_file_is_read(copy, name):
    """
    A damaged file gives no half of the data, and the error names it.
    """
    data = (copy / name).read_bytes()
    (copy / name).write_bytes(data.replace(b"19", b"18", 1))

    with pytest.raises(bp.DataError, match=f"{name}: damaged"):
        bp.load(copy).statements()


def test_a_missing_file_is_named(copy):
    """
    Without the statements, asking for them says which file is missing.
    """
    (copy / STATEMENTS).unlink()

    with pytest.raises(bp.DataError, match=STATEMENTS):
        bp.load(copy).statements()


def test_files_of_different_data_do_not_mix(copy):
    """
    Records and statements must come from the same compiling.
    """
    _, _, body = (copy / STATEMENTS).read_bytes().partition(b"\n")
    (copy / STATEMENTS).write_bytes(dump({**json.loads(body), "digest": "0" * 64}))

    with pytest.raises(bp.DataError, match=r"is of other data than records\.json"):
        bp.load(copy).statements()


# The shipped ones -------------------------------------------------------------------


def test_a_missing_shipped_file_says_what_to_do():
    """
    A package without its data has to be installed again.
    """
    with pytest.raises(bp.DataError, match=r"nothing\.json: cannot be .* install"):
        _store.read_shipped("nothing.json")


@pytest.fixture(name="archive", scope="module")
def _archive(tmp_path_factory):
    """
    The package in a zip, without anything compiled by Python.
    """
    path = tmp_path_factory.mktemp("zip") / "berlin.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in PACKAGE.rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                archive.write(file, Path(PACKAGE.name) / file.relative_to(PACKAGE))
    return path


def run(archive, code):
    """
    Run code in an interpreter that has the package only in the zip.
    """
    return subprocess.run(
        [sys.executable, "-B", "-c", code],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=archive.parent,
        env={**os.environ, "PYTHONPATH": str(archive), "PYTHONUTF8": "1"},
    )


def test_the_package_works_from_a_zip(archive):
    """
    Look-up, and the reasons for an answer, work where there are no files.
    """
    done = run(
        archive,
        "import berlin_partnerships as bp\n"
        "assert '.zip' in bp.__file__, bp.__file__\n"
        "print(bp.city('Kiew').id, len(bp.statements('partnerships/kyiv')) > 0)",
    )

    assert done.stderr == ""
    assert done.stdout == "kyiv True\n"


def test_a_zip_without_the_data_says_so(archive, tmp_path):
    """
    The error of a zip has no reason of its own, and so gets one.
    """
    path = tmp_path / "empty.zip"
    with zipfile.ZipFile(archive) as full, zipfile.ZipFile(path, "w") as empty:
        for name in full.namelist():
            if not name.endswith(".json"):
                empty.writestr(name, full.read(name))

    done = run(path, "import berlin_partnerships as bp; bp.load()")

    assert done.returncode == 1
    assert "records.json: cannot be read (it is missing); install" in done.stderr
