"""
What an earlier version wrote is read, or says what to do.

``kept`` has the compiled files and the pickles of each release. ``python
tests/test_kept.py`` writes those of the present version; once it is released, they
stay as they are, and the next one gets a folder of its own.
"""

from __future__ import annotations

import json
import pickle

from datetime import date
from pathlib import Path

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships import _store, _things
from berlin_partnerships._build import described
from berlin_partnerships._fields import public
from berlin_partnerships._pickles import made
from berlin_partnerships._sources import Judgement, Property


FOLDER = Path(__file__).parent / "kept"
KEPT = sorted(path for path in FOLDER.glob("*") if path.is_dir())
LAYOUT = FOLDER / "layout.txt"
SOURCE = "berlin-live-2023-09"
PICKLES = "answers.pickle"


def layout():
    """
    Which fields the compiled files have, and under which format.
    """
    kinds = (
        *(bp.City, bp.Name, bp.Partnership, bp.Act, bp.StatusPeriod, bp.Source),
        *(bp.LeftOut, bp.Statement, bp.Party, Judgement, Property),
        *(*_things.KINDS.values(), _things.Stop, _things.Appointment),
    )
    tops = {
        "records": bp.load()._records,
        "statements": described(bp.load()._curated),
    }
    return [
        f"format {_store.FORMAT}",
        *(f"{name}: {', '.join(sorted(top))}" for name, top in tops.items()),
        *(f"{k.__name__}: {', '.join(f.name for f in public(k))}" for k in kinds),
    ]


def answers(dataset):
    """
    Of every kind of thing that people keep.
    """
    kyiv = dataset.partnerships["kyiv"]
    return {
        "record": kyiv,
        "city": dataset.cities["kyiv"],
        "source": dataset.sources[SOURCE],
        "statements": dataset.statements("kyiv"),
        "resolution": dataset.resolve("kyiv", "since"),
        "date": kyiv.since,
        "members": dataset.members(date(2023, 9, 14)),
        "error": bp.UnknownNameError("Kyyv", "city", ["Kyiv"]),
    }


def test_the_layout_has_its_format():
    """
    Whoever changes what compiled files have gives them another format.

    Otherwise an older version would read them wrong, instead of saying what to do.
    Raise FORMAT in ``_store.py``, run this file, and compile the data again.
    """
    assert layout() == LAYOUT.read_text("utf-8").splitlines()


@pytest.mark.parametrize("folder", KEPT, ids=lambda path: path.name)
def test_compiled_files(folder):
    """
    Compiled files of a release are read if they are of the format of today.
    """
    said = json.loads((folder / _store.RECORDS).read_text("utf-8").partition("\n")[0])
    if said["format"] != _store.FORMAT:  # pragma: no cover  # none is older yet
        with pytest.raises(bp.DataError, match="with an older version"):
            bp.load(folder)
        return

    data = bp.load(folder)

    # What a newspaper alone tells, of the day on which Kyiv signed.
    assert str(data.partnerships["kyiv"].since) == "2023-09-14"
    assert data.city("Київ").id == "kyiv"
    assert {s.source for s in data.statements()} == {SOURCE}
    assert bp.diff(folder, folder).changes == ()


@pytest.mark.parametrize("folder", KEPT, ids=lambda path: path.name)
def test_pickles(folder):
    """
    Pickles of a release are read: what they say is there.
    """
    found = pickle.loads((folder / PICKLES).read_bytes())  # noqa: S301  # our own

    assert str(found["date"]) == str(found["record"].since) == "2023-09-14"
    assert found["city"].country == "UA"
    assert found["source"].publisher == "BERLIN LIVE"
    assert {s.source for s in found["statements"]} == {SOURCE}
    assert found["resolution"].value == found["date"]
    assert [p.id for p in found["members"].certain] == ["moscow", "kyiv"]
    assert found["error"].suggestions == ("Kyiv",)
    assert repr(found["statements"][0])
    with pytest.raises(bp.DataError, match=r"kyiv.*; look it up again"):
        _ = found["record"].dataset  # those data are not the loaded ones


def test_a_field_that_came_later():
    """
    A pickle that lacks a newer field has that field's default.
    """
    statement = bp.statements("kyiv", "ordinal")[0]
    cls, fields = statement.__reduce__()[1]
    older = {k: v for k, v in fields.items() if k != "certainty"}

    assert made(cls, older) == attrs.evolve(statement, certainty="high")


@pytest.mark.parametrize(
    "thing",
    [
        bp.statements("kyiv", "ordinal")[0],
        bp.partnerships["kyiv"],
        bp.partnerships["kyiv"].periods[0],
        bp.anniversary("kyiv", 10),
        bp.resolve("moscow", "since"),
        bp.Policy(),
        bp.diff(bp.load(), bp.load()),
    ],
    ids=lambda thing: type(thing).__name__,
)
def test_a_field_that_is_no_more(thing):
    """
    A pickle with a field that this version lacks says what to do, at once.
    """
    make, (cls, fields, *rest) = thing.__reduce__()
    assert make(cls, fields, *rest) == thing

    with pytest.raises(bp.DataError, match=r"(?s)ruler.*with that version") as info:
        make(cls, {**fields, "ruler": "none"}, *rest)
    assert info.value.path == cls.__name__


def test_every_value_keeps_its_names():
    """
    Nothing that is public is pickled by the places of its fields.
    """
    bare = [
        name
        for name in bp.__all__
        if attrs.has(cls := getattr(bp, name))
        if isinstance(cls, type) and "__reduce__" not in dir_of(cls)
    ]

    assert bare == []


def dir_of(cls):
    return {name for each in cls.__mro__[:-1] for name in vars(each)}


@pytest.mark.parametrize(
    ("form", "which"), [(_store.FORMAT + 1, "a newer"), (_store.FORMAT - 1, "an older")]
)
def test_another_format(form, which):
    """
    Which version can read the files is said, newer or older.
    """
    data = _store.dump({}).replace(b'"format": 1', b'"format": %d' % form)

    with pytest.raises(bp.DataError, match=f"read it with {which} version"):
        _store.parse(data, "records.json")


def main():
    """
    Keep what the present version writes.
    """
    folder = FOLDER / bp.__version__
    folder.mkdir(parents=True, exist_ok=True)
    data = bp.only(SOURCE)
    for name, body in (
        (_store.RECORDS, data._records),
        (_store.STATEMENTS, described(data._curated)),
    ):
        (folder / name).write_bytes(_store.dump(body))
    (folder / PICKLES).write_bytes(pickle.dumps(answers(data), protocol=4))
    LAYOUT.write_text("\n".join(layout()) + "\n", "utf-8")


if __name__ == "__main__":
    main()
