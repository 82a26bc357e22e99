"""
Data sets and collections go to other processes.
"""

from __future__ import annotations

import copy
import multiprocessing
import operator
import pickle
import shutil

from datetime import date
from pathlib import Path

import pytest

import berlin_partnerships as bp

from berlin_partnerships._dataset import KINDS
from berlin_partnerships._records import Records


DAY = date(2000, 1, 1)


def again(thing):
    return pickle.loads(pickle.dumps(thing))  # noqa: S301  # our own


@pytest.fixture(name="town")
def _town(tmp_path):
    path = tmp_path / "Town.csv"
    path.write_text("name,since\nA,1990\nB,1995\nC,2010\n", "utf-8")
    return bp.load(path)


def test_the_shipped_data_are_the_shipped_data(dataset):
    """
    They are not held by a pickle, but found again; a copy is the same.
    """
    assert again(dataset) is dataset
    assert copy.deepcopy(dataset) is dataset
    assert len(pickle.dumps(dataset)) < 200
    for kind in KINDS:
        assert again(getattr(dataset, kind)) is getattr(dataset, kind)


def test_other_data_than_these(dataset):
    """
    A pickle of the data of another version says so.
    """
    kept = pickle.dumps(dataset).replace(dataset.digest.encode(), b"0" * 64)

    with pytest.raises(bp.DataError, match="the data set: belongs to data 0000"):
        pickle.loads(kept)  # noqa: S301  # our own


def test_a_table_of_ones_own(town, tmp_path):
    """
    It is pickled with all it holds, so that its file is needed no more.
    """
    kept = pickle.dumps(town)
    (tmp_path / "Town.csv").unlink()
    found = pickle.loads(kept)  # noqa: S301  # our own

    assert found is not town
    assert (found.digest, repr(found)) == (town.digest, repr(town))
    assert [p.id for p in found.partners(DAY)] == ["a", "b"]
    assert found.partnerships["a"].home("de") == "Town"
    assert found.partnerships["a"].dataset is found
    assert found.resolve("a#founding", "date").value == bp.PartialDate.parse("1990")
    assert found.reconcile(["A", "B"]).explain() == town.reconcile(["A", "B"]).explain()
    assert [*again(town.partnerships)] == ["a", "b", "c"]
    assert again(town.sources)["town"].dataset.digest == town.digest


def test_a_few_sources():
    """
    What a few sources tell is the same again, and so is what they would not say.
    """
    few = bp.only("seed-002", "seed-004")
    found = again(few)

    assert found.digest == few.digest
    assert {*found.sources} == {"rbm-overview", *few.sources}
    assert found.statements() == few.statements()
    assert bp.diff(few, found).bump == "none"
    assert {k: {*getattr(found, k)} for k in KINDS} == {
        k: {*getattr(few, k)} for k in KINDS
    }


def test_compiled_data(dataset, tmp_path):
    """
    Data from a folder are pickled with their ledger, or without if they have none.
    """
    shipped = Path(bp.__file__).parent / "_data"
    for name in ("records.json", "statements.json", "revisions.json"):
        shutil.copy(shipped / name, tmp_path)

    assert again(bp.load(tmp_path)).revisions == dataset.revisions != {}
    (tmp_path / "revisions.json").unlink()
    found = again(bp.load(tmp_path))
    assert found.revisions == {}
    assert found.digest == dataset.digest


def test_in_another_process(town):
    """
    A worker that begins with nothing answers for data of one's own.

    It is not asked for a function of these tests: how they are run says whether
    it could import them, and a worker that can't is waited for in vain.
    """
    ask = operator.methodcaller("partners", DAY)

    with multiprocessing.get_context("spawn").Pool(1) as pool:
        answers = pool.map_async(ask, [town, bp.load()]).get(timeout=60)

    assert [[p.id for p in partners] for partners in answers] == [
        ["a", "b"],
        [p.id for p in bp.partners(DAY)],
    ]


def test_a_collection_of_nobody():
    """
    A collection that no data set has can't be pickled, and says what can.
    """
    lonely = Records("town", {"a": None}, lambda id, _: id)

    with pytest.raises(TypeError, match="<1 town records: a> belongs to no data set"):
        pickle.dumps(lonely)
