"""
Every record and statement that is shipped.
"""

from __future__ import annotations

import copy
import json
import pickle

import attrs
import pytest

import berlin_partnerships as bp

from berlin_partnerships._dataset import KINDS


pytestmark = pytest.mark.data

EVERYTHING = [
    pytest.param(record, id=record.full_id)
    for kind in KINDS
    for record in getattr(bp, kind).values()
]
SOURCES = [pytest.param(source, id=id) for id, source in bp.sources.items()]


@pytest.mark.parametrize("record", EVERYTHING)
def test_record(record):
    """
    It equals itself after any copy, can be hashed, and cannot be changed.
    """
    again = pickle.loads(pickle.dumps(record))  # noqa: S301

    assert record == again == copy.copy(record) == copy.deepcopy(record)
    assert hash(record) == hash(again)
    assert again.dataset is record.dataset
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        record.id = "other"


@pytest.mark.parametrize("record", EVERYTHING)
def test_to_dict(record):
    """
    It gives JSON-ready values that say all of it.
    """
    plain = record.to_dict()
    fields = {a.name for a in attrs.fields(type(record)) if a.name != "_dataset"}

    assert json.loads(json.dumps(plain)) == plain
    assert set(plain) == fields


@pytest.mark.parametrize("record", EVERYTHING)
def test_found_by_its_id(record):
    """
    It is found by its full id, and by its id in its collection.
    """
    assert bp.record(record.full_id) is record
    assert record.id in getattr(bp, record.collection)


@pytest.mark.parametrize("record", EVERYTHING)
def test_labels(record):
    """
    What people read of it is there in both languages.
    """
    if isinstance(record, bp.Source):
        assert record.cite()
    elif isinstance(record, bp.Partnership):
        assert record.city.label("de")
        assert record.acts
    else:
        assert record.label("de")
        assert record.label("en")


@pytest.mark.parametrize("source", SOURCES)
def test_statements_cite_a_known_source(source):
    """
    Every statement cites the source it is from, with a subject that exists.
    """
    for statement in source.dataset.statements(source=source.id):
        kind, _, id = statement.subject.partition("/")
        known = getattr(bp, kind)

        assert statement.source == source.id
        assert source.title in statement.cite(source)
        assert statement.quote in statement.cite(source)
        assert id in known
        assert len(statement.quote.split()) <= 8


@pytest.mark.parametrize("source", SOURCES)
def test_statements_round_trip(source):
    """
    Statements survive a pickle, and their ids are their own.
    """
    statements = bp.statements(source=source.id)

    assert tuple(pickle.loads(pickle.dumps(statements))) == statements  # noqa: S301
    assert len({hash(s) for s in statements}) >= len({s.id for s in statements})


def test_ids_of_statements():
    """
    No two statements have one id.
    """
    ids = [s.id for s in bp.statements()]

    assert len(ids) == len(set(ids))


def test_names_cite_a_source():
    """
    Every name says where it was seen.
    """
    for city in bp.cities.values():
        for name in city.names:
            assert name.source in bp.sources, (city.id, name)


def test_wikidata_and_geonames_are_unique():
    """
    No two cities share a code.
    """
    for code in ("wikidata", "geonames", "unlocode"):
        codes = [c for city in bp.cities.values() if (c := getattr(city, code))]
        assert len(codes) == len(set(codes)), code


def test_coordinates():
    """
    Partner cities have coordinates and a time zone.
    """
    for p in bp.partners():
        assert -90 <= p.city.latitude <= 90
        assert -180 <= p.city.longitude <= 180
        assert "/" in p.city.timezone


@pytest.mark.parametrize("id", sorted(bp.partnerships))
def test_fields_are_resolved(id):
    """
    What a partnership says is what its statements add up to.
    """
    p = bp.partnerships[id]
    for act in (*p.acts, *p.predecessors):
        for property in ("date", "instrument", "place"):
            resolved = bp.resolve(f"partnerships/{act.id}", property)
            assert getattr(act, property) == resolved.value, resolved.explain()
    assert p.why("since").value == p.since
